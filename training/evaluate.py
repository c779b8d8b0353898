"""Bits per byte on the held-out Wikipedia text, and the loss on summaries people wrote.

Measured from a checkpoint in full precision and, with `--model`, from the exported ONNX file by ONNX Runtime on the
very same windows of tokens. Each article starts with the end token as its only context; windows of `n_positions`
tokens follow one another without overlap, so the figure is an upper bound.
"""

import json
import math
import subprocess
from pathlib import Path

import torch

import checkpoint
import tokenizer
from config import Run, parser, run_of
from data import records
from loss import token_losses
from model import Gpt2
from prompt import encode_pair

SUMMARY_SETS = ("scitldr-a-dev", "qmsum-spans-val")
SUMMARIES = 150
NODE_SCRIPT = Path(__file__).with_name("onnx-bits-per-byte.mjs")


def held_out_windows(run: Run, bpe: tokenizer.Tokenizer) -> tuple[list[list[int]], int]:
    """The held-out articles as windows of at most `n_positions` + 1 tokens, and their size in bytes of UTF-8."""
    windows, size = [], 0
    for article in json.loads(run.path("held-out.json").read_text()):
        text = article["text"].strip()
        size += len(text.encode())
        ids = [bpe.end, *bpe.encode(text)]
        step = run.config.n_positions
        windows += [ids[start : start + step + 1] for start in range(0, len(ids) - 1, step)]
    return windows, size


def nats(model: Gpt2, windows: list[list[int]]) -> float:
    """The sum of -log p over all tokens but the first of each window."""
    device = model.wte.weight.device
    return sum(float(token_losses(model, torch.tensor(window, device=device)).sum()) for window in windows)


def onnx_nats(model: Path, windows: Path) -> float:
    """The same sum from the exported model."""
    command = ["node", str(NODE_SCRIPT), str(model), str(windows)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["nats"]


def summary_loss(run: Run, model: Gpt2, bpe: tokenizer.Tokenizer, name: str) -> float:
    """Mean -log p of a token of the first summary of each document, in nats."""
    total = count = 0.0
    for index, record in enumerate(records(run.pairs / f"{name}.jsonl.xz")):
        if index == SUMMARIES:
            break
        pair = {"document": record["document"], "query": record.get("query") or "", "summary": record["summaries"][0]}
        ids, start = encode_pair(bpe, pair, run.config.n_positions)
        losses = token_losses(model, torch.tensor(ids, device=run.config.device))[start - 1 :]
        total += float(losses.sum())
        count += len(losses)
    return total / count


def main() -> None:
    options = parser(__doc__)
    options.add_argument("--checkpoint", default="finetune.pt", help="file in the work folder")
    options.add_argument("--model", type=Path, help="exported ONNX file to measure too")
    args = options.parse_args()
    run = run_of(args)
    model = Gpt2(run.config).to(run.config.device).eval()
    checkpoint.load(run.path(args.checkpoint), model)
    bpe = tokenizer.load(run.path(""))
    windows, size = held_out_windows(run, bpe)
    to_bits = 1 / (math.log(2) * size)
    report: dict[str, float] = {"held_out_bytes": size, "tokens": sum(len(window) - 1 for window in windows)}
    report["bits_per_byte"] = nats(model, windows) * to_bits
    if args.model:
        path = run.path("windows.json")
        path.write_text(json.dumps(windows))
        report["bits_per_byte_int8"] = onnx_nats(args.model, path) * to_bits
    for name in SUMMARY_SETS:
        report[f"summary_loss {name}"] = summary_loss(run, model, bpe, name)
    print(json.dumps(report, indent=2))
    run.path("evaluation.json").write_text(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
