"""Saving a run so that a stop at any moment costs two minutes at most."""

import os
from pathlib import Path

import torch

from model import Gpt2
from optimiser import Optimiser


def save(path: Path, model: Gpt2, optimiser: Optimiser, progress: dict) -> None:
    """Write weights, optimiser, random state and `progress`; a reader sees the old file or the whole new one."""
    state = {
        "model": model.state_dict(),
        "optimiser": optimiser.state_dict(),
        "random": torch.get_rng_state(),
        "progress": progress,
    }
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    os.replace(partial, path)


def load(path: Path, model: Gpt2, optimiser: Optimiser | None = None) -> dict:
    """Put a checkpoint's weights (and optimiser and random state, when asked) back; returns its `progress`."""
    state = torch.load(path, map_location="cpu")
    model.load_state_dict(state["model"])
    if optimiser:
        optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["random"])
    return state["progress"]
