"""The fixture of the parity test: what the checkpoint in full precision says about the texts of reference-texts.jsonl.

Format of reference-logits.json: {model_sha256, vocab_size, texts: [{text, ids, argmax, sample, logits}]}. `ids` are the
text's tokens; `argmax[i]` the likeliest token after position i; `sample` a few token ids chosen by the seed;
`logits[i][j]` the logit of `sample[j]` after position i, rounded to three digits.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import torch

import checkpoint
import tokenizer
from config import ROOT, parser, run_of
from model import Gpt2

SAMPLED = 16
TEXTS = Path(__file__).with_name("reference-texts.jsonl")


def main() -> None:
    options = parser(__doc__)
    options.add_argument("--checkpoint", default="finetune.pt", help="file in the work folder")
    options.add_argument("--model", type=Path, default=ROOT / "models/recollect-gpt2/onnx/model_quantized.onnx")
    options.add_argument("--out", type=Path, default=ROOT / "tests/fixtures/gpt2/reference-logits.json")
    args = options.parse_args()
    run = run_of(args)
    model = Gpt2(run.config).eval()
    checkpoint.load(run.path(args.checkpoint), model)
    bpe = tokenizer.load(run.path(""))
    chance = np.random.default_rng(run.config.seed)
    texts = []
    for line in TEXTS.read_text().splitlines():
        text = json.loads(line)
        ids = bpe.encode(text)[: run.config.n_positions]
        sample = sorted(chance.choice(run.config.vocab_size, SAMPLED, replace=False).tolist())
        with torch.no_grad():
            logits = model.logits(torch.tensor([ids]))[0]
        rounded = [[round(value, 3) for value in row] for row in logits[:, sample].tolist()]
        argmax = logits.argmax(-1).tolist()
        texts.append({"text": text, "ids": ids, "argmax": argmax, "sample": sample, "logits": rounded})
    digest = hashlib.sha256(args.model.read_bytes()).hexdigest()
    fixture = {"model_sha256": digest, "vocab_size": run.config.vocab_size, "texts": texts}
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(fixture, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(f"{len(texts)} texts, {sum(len(each['ids']) for each in texts)} positions, {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
