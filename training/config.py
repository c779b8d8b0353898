"""The three configurations, and where a run keeps its files.

`gpu` is the model the application is meant to have, `cpu` the small one that two processor cores can train in two
hours, `smoke` goes through every step in about a minute to test the scripts.
"""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Config:
    """One configuration. Lengths are in tokens, learning rates are peaks."""

    name: str
    n_layer: int
    n_head: int
    n_embd: int
    vocab_size: int = 16_384
    n_positions: int = 1_024
    seed: int = 20_250_101
    device: str = "cpu"

    # Pre-training. One step sees `step_tokens` tokens, cut into rows of `row_tokens`; every `long_every`-th step has
    # rows of the full `n_positions`, so that late positions are trained too.
    step_tokens: int = 8_192
    row_tokens: int = 512
    long_every: int = 6
    micro_tokens: int = 8_192
    pretrain_tokens: int = 40_000_000
    schedule: str = "level"
    warmup_steps: int = 60
    lr_matrix: float = 0.01
    lr_other: float = 0.002
    weight_decay: float = 0.05

    # Fine-tuning: a step sees about `finetune_tokens` of pairs, padding included, and `finetune_text_tokens` of text.
    # The learning rates start at a part of their peaks: at most of them where pre-training kept them level.
    finetune_steps: int = 700
    finetune_tokens: int = 8_192
    finetune_text_tokens: int = 4_096
    finetune_lr_part: float = 0.7

    text_documents: int | None = None
    pair_documents: int = 14_000
    checkpoint_seconds: int = 120

    @property
    def head_dim(self) -> int:
        return self.n_embd // self.n_head


CONFIGS = {
    "gpu": Config(
        name="gpu",
        n_layer=8,
        n_head=8,
        n_embd=512,
        device="cuda",
        step_tokens=131_072,
        row_tokens=1_024,
        micro_tokens=65_536,
        pretrain_tokens=650_000_000,
        schedule="cosine",
        warmup_steps=200,
        lr_matrix=0.02,
        lr_other=0.004,
        finetune_steps=2_000,
        finetune_tokens=65_536,
        finetune_text_tokens=32_768,
        finetune_lr_part=0.15,
        pair_documents=80_000,
    ),
    "cpu": Config(
        name="cpu",
        n_layer=6,
        n_head=4,
        n_embd=256,
        # As the weights in models/recollect-gpt2 were trained; more still helps (pretrain.py --tokens).
        pretrain_tokens=9_240_000,
        finetune_steps=540,
    ),
    "smoke": Config(
        name="smoke",
        n_layer=2,
        n_head=2,
        n_embd=64,
        vocab_size=1_024,
        row_tokens=256,
        step_tokens=2_048,
        micro_tokens=2_048,
        pretrain_tokens=80_000,
        warmup_steps=5,
        finetune_steps=10,
        finetune_tokens=2_048,
        finetune_text_tokens=1_024,
        pair_documents=600,
        text_documents=600,
        checkpoint_seconds=5,
    ),
}


@dataclass(frozen=True)
class Run:
    """A configuration with the folders it reads from and writes to."""

    config: Config
    text: Path
    pairs: Path
    work: Path

    def path(self, name: str) -> Path:
        """A file of this run in the work folder, which is made when it is missing."""
        folder = self.work / self.config.name
        folder.mkdir(parents=True, exist_ok=True)
        return folder / name


def parser(purpose: str) -> argparse.ArgumentParser:
    """The options every script has; a script adds its own."""
    options = argparse.ArgumentParser(description=purpose)
    options.add_argument("--config", choices=CONFIGS, default="cpu")
    options.add_argument(
        "--text", type=Path, default=ROOT.parent / "shared/text", help="folder of JSONL.xz text: {title, text}"
    )
    options.add_argument(
        "--pairs",
        type=Path,
        default=ROOT.parent / "shared/eval/summarisation",
        help="folder of JSONL.xz pairs: {id, document, summaries, query?}",
    )
    options.add_argument(
        "--work",
        type=Path,
        default=Path(os.environ.get("RECOLLECT_TRAINING_WORK", ROOT / "training/.work")),
        help="tokens, checkpoints and logs; also RECOLLECT_TRAINING_WORK",
    )
    return options


def run_of(args: argparse.Namespace) -> Run:
    """The run that parsed options describe."""
    return Run(CONFIGS[args.config], args.text, args.pairs, args.work)
