"""The loss curves of a run, as curves.csv and curves.png beside the model."""

import csv
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot

from config import ROOT, Run, parser, run_of

HEAD = ("stage", "step", "tokens", "loss")


def points(run: Run) -> list[tuple[str, int, int, float]]:
    """(stage, step, tokens of text seen, loss in nats a token) of pre-training, then of fine-tuning."""
    found: list[tuple[str, int, int, float]] = []
    with run.path("pretrain.csv").open() as file:
        found += (("pretrain text", int(row[0]), int(row[1]), float(row[3])) for row in csv.reader(file))
    with run.path("finetune.csv").open() as file:
        for row in csv.reader(file):
            found.append(("finetune text", int(row[0]), int(row[1]), float(row[4])))
            found.append(("finetune summaries", int(row[0]), int(row[1]), float(row[3])))
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
