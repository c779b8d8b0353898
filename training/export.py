"""Last step: the model as ONNX with 8-bit weights, in the layout transformers.js loads.

Every matrix is stored as int8 with a scale for each output channel or token, the word embedding once for both the
look-up and the head. The graph turns the dense weights back to floats from constants only, which ONNX Runtime does
once, when it loads the model. Activations are never rounded: integer products (`MatMulInteger`, `MatMulNBits`) were
no faster on this size of model, and their rounding made decoding with the cache differ from decoding without it.
"""

import hashlib
import json
from pathlib import Path

from onnx import TensorProto
from torch import Tensor

import checkpoint
import tokenizer
from config import ROOT, Config, parser, run_of
from graph import CONTRIB, Graph
from model import LAYER_NORM_EPS, Gpt2
from quantise import quantise

MASKED = -1e9


class Exporter:
    """Builds the graph of one model, layer by layer."""

    def __init__(self, config: Config, weights: dict[str, Tensor]):
        self.config = config
        self.weights = {name: weight.float().numpy() for name, weight in weights.items()}
        self.graph = Graph()

    def stored(self, name: str) -> tuple[str, str]:
        """A matrix as an int8 constant [rows, columns] and its scales [rows, 1]: the names of both."""
        values, scales = quantise(self.weights[f"{name}.weight"])
        return self.graph.constant(values, f"{name}.weight"), self.graph.constant(scales, f"{name}.scales")

    def restored(self, stored: tuple[str, str]) -> str:
        """The float matrix, transposed for a product from the right: [columns, rows]."""
        g = self.graph
        return g.op("Transpose", g.op("Mul", g.op("Cast", stored[0], to=TensorProto.FLOAT), stored[1]), perm=[1, 0])

    def dense(self, x: str, name: str) -> str:
        """`x` [b, s, in] times the layer's weight, plus its bias: [b, s, out]."""
        bias = self.graph.constant(self.weights[f"{name}.bias"], f"{name}.bias")
        return self.graph.op("Add", self.graph.op("MatMul", x, self.restored(self.stored(name))), bias)

    def look_up(self, stored: tuple[str, str], ids: str) -> str:
        """Rows of an embedding, restored to float: [b, s, width]."""
        g = self.graph
        values, scales = (g.op("Gather", part, ids) for part in stored)
        return g.op("Mul", g.op("Cast", values, to=TensorProto.FLOAT), scales)

    def normalise(self, x: str, name: str) -> str:
        g = self.graph
        scale, shift = (g.constant(self.weights[f"{name}.{part}"], f"{name}.{part}") for part in ("weight", "bias"))
        return g.op("LayerNormalization", x, scale, shift, axis=-1, epsilon=LAYER_NORM_EPS)

    def attention_bias(self) -> str:
        """What is added to the scores [b, 1, s, past + s]: 0 where a position may look, a large negative elsewhere."""
        g = self.graph
        zero, one, last = g.constant(0), g.constant(1), g.constant([1])
        total = g.op("Gather", g.op("Shape", "attention_mask"), one)
        length = g.op("Gather", g.op("Shape", "input_ids"), one)
        rows = g.op("Unsqueeze", g.op("Range", g.op("Sub", total, length), total, one), last)
        causal = g.op("LessOrEqual", g.op("Range", zero, total, one), rows)
        real = g.op("Cast", g.op("Unsqueeze", "attention_mask", g.constant([1, 2])), to=TensorProto.BOOL)
        return g.op("Where", g.op("And", causal, real), g.constant(0.0), g.constant(MASKED))

    def attention(self, x: str, layer: int, bias: str) -> str:
        g, heads = self.graph, self.config.n_head
        past = [f"past_key_values.{layer}.{kind}" for kind in ("key", "value")]
        present = [f"present.{layer}.{kind}" for kind in ("key", "value")]
        # transformers.js makes the first, empty cache from these names of dimensions.
        for name in past:
            g.input(name, TensorProto.FLOAT, ["batch_size", heads, "past_sequence_length", self.config.head_dim])
        for name in present:
            g.output(name, ["batch_size", heads, "total_sequence_length", self.config.head_dim])
        joint = self.dense(x, f"h.{layer}.attn.c_attn")
        query, key, value = g.ops("Split", (joint,), [f"{part}_{layer}" for part in "qkv"], axis=-1)
        inputs = (query, key, value, "", "", bias, *past)
        attended = [f"attended_{layer}", *present]
        g.ops("MultiHeadAttention", inputs, attended, domain=CONTRIB, num_heads=heads)
        return self.dense(attended[0], f"h.{layer}.attn.c_proj")

    def build(self) -> Graph:
        g, config = self.graph, self.config
        g.input("input_ids", TensorProto.INT64, ["batch_size", "sequence_length"])
        g.input("attention_mask", TensorProto.INT64, ["batch_size", "total_sequence_length"])
        g.input("position_ids", TensorProto.INT64, ["batch_size", "sequence_length"])
        words = self.stored("wte")
        x = g.op("Add", self.look_up(words, "input_ids"), self.look_up(self.stored("wpe"), "position_ids"))
        bias = self.attention_bias()
        for layer in range(config.n_layer):
            x = g.op("Add", x, self.attention(self.normalise(x, f"h.{layer}.ln_1"), layer, bias))
            inner = g.contrib("FastGelu", self.dense(self.normalise(x, f"h.{layer}.ln_2"), f"h.{layer}.mlp.c_fc"))
            x = g.op("Add", x, self.dense(inner, f"h.{layer}.mlp.c_proj"))
        # The head is as much work as the rest: it runs over the last positions only, all of them when 0 is asked.
        kept = g.op("Unsqueeze", g.op("Neg", g.input("num_logits_to_keep", TensorProto.INT64, [])), g.constant([0]))
        x = g.op("Slice", x, kept, g.constant([2**31]), g.constant([1]))
        g.op("MatMul", self.normalise(x, "ln_f"), self.restored(words), called="logits")
        g.output("logits", ["batch_size", "kept_length", config.vocab_size])
        return g


def settings(config: Config) -> dict:
    """config.json in GPT-2's own field names."""
    end = config.vocab_size - 1
    return {
        "model_type": "gpt2",
        "architectures": ["GPT2LMHeadModel"],
        "activation_function": "gelu_new",
        "vocab_size": config.vocab_size,
        "n_positions": config.n_positions,
        "n_ctx": config.n_positions,
        "n_embd": config.n_embd,
        "n_layer": config.n_layer,
        "n_head": config.n_head,
        "layer_norm_epsilon": LAYER_NORM_EPS,
        "tie_word_embeddings": True,
        "bos_token_id": end,
        "eos_token_id": end,
    }


def write_sums(folder: Path) -> None:
    """SHA256SUMS over the files that are loaded, as `sha256sum --check` reads it."""
    files = [*sorted(folder.glob("*.json")), *sorted(folder.glob("onnx/*.onnx"))]
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}\n" for path in files]
    (folder / "SHA256SUMS").write_text("".join(lines))


def main() -> None:
    options = parser(__doc__)
    options.add_argument("--checkpoint", default="finetune.pt", help="file in the work folder")
    options.add_argument("--out", type=Path, default=ROOT / "models/recollect-gpt2")
    args = options.parse_args()
    run = run_of(args)
    model = Gpt2(run.config)
    checkpoint.load(run.path(args.checkpoint), model)
    tokenizer.load(run.path("")).save(args.out, run.config.n_positions)
    end = run.config.vocab_size - 1
    generation = {"bos_token_id": end, "eos_token_id": end, "pad_token_id": end, "max_new_tokens": 128}
    for name, values in (("config.json", settings(run.config)), ("generation_config.json", generation)):
        (args.out / name).write_text(json.dumps(values, indent=2) + "\n")
    path = args.out / "onnx/model_quantized.onnx"
    Exporter(run.config, model.state_dict()).build().save(path, "recollect-gpt2")
    write_sums(args.out)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
