"""Second step: learn to continue text.

Runs until `--tokens` tokens were seen, saving every two minutes to `pretrain.pt`; started again it goes on from there.
With the level schedule the learning rate never falls here (fine-tuning lowers it), so a later start may go on to more
tokens with nothing lost.
"""

import csv
import time

import numpy as np
import torch
from torch import Tensor

import checkpoint
from config import Config, Run, parser, run_of
from loss import head_loss
from model import Gpt2
from optimiser import Optimiser

LOG_EVERY = 20


class Stream:
    """The tokens, in windows of `n_positions` (and one more, to predict), shuffled anew for every pass."""

    def __init__(self, run: Run):
        self.tokens = np.memmap(run.path("tokens.bin"), dtype=np.uint16, mode="r")
        self.window = run.config.n_positions
        self.count = (len(self.tokens) - 1) // self.window
        self.seed = run.config.seed
        self.epoch, self.order = -1, np.empty(0)

    def windows(self, seen: int, amount: int) -> Tensor:
        """The windows that follow after `seen` tokens: [amount / n_positions, n_positions + 1]."""
        rows = [self.window_at(index) for index in range(seen // self.window, (seen + amount) // self.window)]
        return torch.from_numpy(np.stack(rows))

    def window_at(self, index: int) -> np.ndarray:
        epoch, at = divmod(index, self.count)
        if epoch != self.epoch:
            self.epoch, self.order = epoch, np.random.default_rng((self.seed, epoch)).permutation(self.count)
        start = int(self.order[at]) * self.window
        return self.tokens[start : start + self.window + 1].astype(np.int64)


def learning_rate(config: Config, step: int, part_done: float) -> float:
    """The part of the peak rate for a step: warm-up, then a half cosine to a twentieth or a level line."""
    warm = min(1.0, (step + 1) / config.warmup_steps)
    if config.schedule == "cosine":
        return warm * (0.05 + 0.95 * 0.5 * (1 + float(np.cos(np.pi * part_done))))
    return warm


def train_step(model: Gpt2, optimiser: Optimiser, windows: Tensor, row_tokens: int, config: Config) -> float:
    """One optimiser step on windows cut into rows of `row_tokens`; returns the mean loss in nats a token."""
    windows = windows.to(config.device)
    inputs, targets = windows[:, :-1].reshape(-1, row_tokens), windows[:, 1:].reshape(-1, row_tokens)
    total = 0.0
    rows = max(1, config.micro_tokens // row_tokens)
    for ids, target in zip(inputs.split(rows), targets.split(rows)):
        with torch.autocast(config.device, dtype=torch.bfloat16):
            hidden = model(ids).flatten(0, 1).bfloat16()
        weights = torch.full((len(hidden),), 1 / inputs.numel(), device=hidden.device)
        loss = head_loss(hidden, model.wte.weight, target.flatten(), weights)
        loss.backward()
        total += float(loss)
    optimiser.step()
    return total


def main() -> None:
    options = parser(__doc__)
    options.add_argument("--tokens", type=int, help="stop after this many tokens, in place of the configuration's")
    args = options.parse_args()
    run = run_of(args)
    config = run.config
    budget = args.tokens or config.pretrain_tokens

    torch.manual_seed(config.seed)
    model = Gpt2(config).to(config.device)
    optimiser = Optimiser(model, config.lr_matrix, config.lr_other, config.weight_decay)
    progress = {"step": 0, "tokens": 0, "seconds": 0.0}
    saved = run.path("pretrain.pt")
    if saved.exists():
        progress = checkpoint.load(saved, model, optimiser)
        print(f"going on from {progress}", flush=True)
    stream = Stream(run)
    losses: list[float] = []
    saved_at = last = time.monotonic()
    with run.path("pretrain.csv").open("a", newline="") as file:
        log = csv.writer(file)
        while progress["tokens"] < budget:
            step = progress["step"]
            rate = learning_rate(config, step, progress["tokens"] / budget)
            optimiser.set_rate(rate)
            windows = stream.windows(progress["tokens"], config.step_tokens)
            row_tokens = config.n_positions if step % config.long_every == 0 else config.row_tokens
            losses.append(train_step(model, optimiser, windows, row_tokens, config))
            now = time.monotonic()
            progress["step"] += 1
            progress["tokens"] += config.step_tokens
            progress["seconds"] += now - last
            last = now
            if progress["step"] % LOG_EVERY == 0:
                row = (progress["step"], progress["tokens"], progress["seconds"], np.mean(losses), rate)
                log.writerow([f"{value:.5g}" if isinstance(value, float) else value for value in row])
                file.flush()
                print("step %d, %d tokens, %.0f s, loss %.4f, rate %.3f" % row, flush=True)
                losses.clear()
            if now - saved_at > config.checkpoint_seconds:
                checkpoint.save(saved, model, optimiser, progress)
                saved_at = now
    checkpoint.save(saved, model, optimiser, progress)
    print(f"done: {progress}")


if __name__ == "__main__":
    main()
