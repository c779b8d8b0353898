"""The loss curves of a run, as curves.csv and curves.png beside the model."""

import csv
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot

from config import ROOT, Run, parser, run_of

HEAD = ("stage", "step", "tokens", "loss")


def rows(path: Path) -> list[list[str]]:
    """The rows of a log, each step once: those after the last checkpoint are run again when a run is resumed."""
    with path.open() as file:
        return list({int(row[0]): row for row in csv.reader(file)}.values())


def points(run: Run) -> list[tuple[str, int, int, float]]:
    """(stage, step, tokens of text seen, loss in nats a token) of pre-training, then of fine-tuning."""
    found: list[tuple[str, int, int, float]] = []
    for step, tokens, _, loss, _ in rows(run.path("pretrain.csv")):
        found.append(("pretrain text", int(step), int(tokens), float(loss)))
    for step, tokens, _, summaries, text, _ in rows(run.path("finetune.csv")):
        found.append(("finetune text", int(step), int(tokens), float(text)))
        found.append(("finetune summaries", int(step), int(tokens), float(summaries)))
    return found


def main() -> None:
    options = parser(__doc__)
    options.add_argument("--out", type=Path, default=ROOT / "models/recollect-gpt2")
    args = options.parse_args()
    found = points(run_of(args))
    args.out.mkdir(parents=True, exist_ok=True)
    with (args.out / "curves.csv").open("w", newline="") as file:
        csv.writer(file).writerows([HEAD, *found])
    figure, axes = pyplot.subplots(figsize=(7, 4), dpi=90)
    for stage in dict.fromkeys(point[0] for point in found):
        chosen = [point for point in found if point[0] == stage]
        axes.plot([point[2] / 1e6 for point in chosen], [point[3] for point in chosen], label=stage)
    axes.set(xlabel="tokens of text seen, millions", ylabel="loss, nats a token")
    axes.grid(alpha=0.3)
    axes.legend()
    figure.tight_layout()
    figure.savefig(args.out / "curves.png")


if __name__ == "__main__":
    main()
