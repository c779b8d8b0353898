"""Fourth step: learn to write summaries after `TL;DR:`.

Starts from `pretrain.pt` with its optimiser and lowers the learning rate in a straight line to zero. Every step sees a
batch of pairs, where only the summary counts, and some text, so that the model goes on learning the language and does
not forget it. Saves `finetune.pt` every two minutes and goes on from there; `pretrain.pt` stays as it was.
"""

import csv
import json
import random
import time

import numpy as np
import torch
from torch import Tensor

import checkpoint
import tokenizer
from config import Config, Run, parser, run_of
from loss import head_loss
from model import Gpt2
from optimiser import Optimiser
from pretrain import Stream
from prompt import encode_pair

LOG_EVERY = 10
# Pairs are sorted by length within groups of this many, so that a batch has little padding.
GROUP = 512
PAIRS_PART = 0.6

Row = tuple[list[int], int]


def batches(run: Run) -> list[list[Row]]:
    """All pairs as rows of tokens and the summary's start, in batches of about `finetune_tokens` with padding."""
    bpe = tokenizer.load(run.path(""))
    with run.path("pairs.jsonl").open() as lines:
        rows = [encode_pair(bpe, json.loads(line), run.config.n_positions) for line in lines]
    found: list[list[Row]] = []
    for start in range(0, len(rows), GROUP):
        batch: list[Row] = []
        for row in sorted(rows[start : start + GROUP], key=lambda row: len(row[0])):
            if (len(batch) + 1) * len(row[0]) > run.config.finetune_tokens:
                found.append(batch)
                batch = []
            batch.append(row)
        found.append(batch)
    random.Random(run.config.seed).shuffle(found)
    return found


def padded(batch: list[Row], end: int) -> tuple[Tensor, Tensor, Tensor]:
    """Inputs, targets and weights, each [rows, longest - 1]; weights are 1 / summary tokens, 0 outside summaries."""
    longest = max(len(ids) for ids, _ in batch)
    ids = torch.tensor([row + [end] * (longest - len(row)) for row, _ in batch])
    weights = torch.zeros(len(batch), longest - 1)
    for index, (row, start) in enumerate(batch):
        weights[index, start - 1 : len(row) - 1] = 1
    return ids[:, :-1], ids[:, 1:], weights / weights.sum()


def backward(model: Gpt2, config: Config, inputs: Tensor, targets: Tensor, weights: Tensor, part: float) -> float:
    """Add the gradients of `part` × the weighted loss; returns the loss."""
    device = config.device
    with torch.autocast(device, dtype=torch.bfloat16):
        hidden = model(inputs.to(device)).flatten(0, 1).bfloat16()
    loss = head_loss(hidden, model.wte.weight, targets.flatten().to(device), weights.flatten().to(device))
    (loss * part).backward()
    return float(loss)


def main() -> None:
    options = parser(__doc__)
    options.add_argument("--steps", type=int, help="in place of the configuration's number of steps")
    args = options.parse_args()
    run = run_of(args)
    config = run.config
    steps = args.steps or config.finetune_steps

    model = Gpt2(config).to(config.device)
    optimiser = Optimiser(model, config.lr_matrix, config.lr_other, config.weight_decay)
    saved = run.path("finetune.pt")
    if saved.exists():
        progress = checkpoint.load(saved, model, optimiser)
    else:
        before = checkpoint.load(run.path("pretrain.pt"), model, optimiser)
        progress = {"step": 0, "tokens": before["tokens"], "seconds": 0.0, "pretrain": before}
    stream, all_pairs, end = Stream(run), batches(run), config.vocab_size - 1
    print(f"{len(all_pairs)} batches of pairs, {progress}", flush=True)
    losses: list[tuple[float, float]] = []
    saved_at = last = time.monotonic()
    with run.path("finetune.csv").open("a", newline="") as file:
        log = csv.writer(file)
        while progress["step"] < steps:
            rate = config.finetune_lr_part * (1 - progress["step"] / steps)
            optimiser.set_rate(rate)
            batch = all_pairs[progress["step"] % len(all_pairs)]
            pairs_loss = backward(model, config, *padded(batch, end), PAIRS_PART)
            windows = stream.windows(progress["tokens"], config.finetune_text_tokens)
            even = torch.full_like(windows[:, 1:], 1 / windows[:, 1:].numel(), dtype=torch.float32)
            text_loss = backward(model, config, windows[:, :-1], windows[:, 1:], even, 1 - PAIRS_PART)
            optimiser.step()
            losses.append((pairs_loss, text_loss))
            now = time.monotonic()
            progress["step"] += 1
            progress["tokens"] += config.finetune_text_tokens
            progress["seconds"] += now - last
            last = now
            if progress["step"] % LOG_EVERY == 0:
                row = (progress["step"], progress["tokens"], progress["seconds"], *np.mean(losses, axis=0), rate)
                log.writerow([f"{value:.5g}" if isinstance(value, float) else value for value in row])
                file.flush()
                print("step %d, %d tokens of text, %.0f s, summaries %.4f, text %.4f, rate %.3f" % row, flush=True)
                losses.clear()
            if now - saved_at > config.checkpoint_seconds:
                checkpoint.save(saved, model, optimiser, progress)
                saved_at = now
    checkpoint.save(saved, model, optimiser, progress)
    print(f"done: {progress}")


if __name__ == "__main__":
    main()
