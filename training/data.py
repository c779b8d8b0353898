"""Reading the text, keeping what is measured out of what is trained on.

Text files are JSON lines, xz-compressed: {title, text}; pairs {id, document, summaries, query?}. Two rules hold:
nothing that shares 13 words in a row with a measuring file is trained on, and one megabyte of Wikipedia chosen by the
seed is held out for the bits per byte.
"""

import hashlib
import json
import lzma
import random
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import regex

from config import Run

MEASURING = ("scitldr-a-dev", "qmsum-spans-val", "csl-title-dev", "cochrane-pls-val")
HELD_OUT_BYTES = 1_000_000
GRAM = 13
WORD = regex.compile(r"\p{Han}|[^\W\p{Han}]+")


def records(path: Path) -> Iterator[dict]:
    """The records of one JSONL.xz file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def grams(text: str) -> np.ndarray:
    """Hashes of every run of 13 words, lower-cased; of Chinese, every run of 13 characters. Empty for short texts."""
    words = np.array([zlib.crc32(word.encode()) for word in WORD.findall(text.lower())], dtype=np.uint64)
    count = len(words) - GRAM + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    hashes = np.zeros(count, dtype=np.uint64)
    for offset in range(GRAM):
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + words[offset : offset + count]
    return hashes


class Guard:
    """Knows the 13-word runs of the measuring files and says which texts repeat one."""

    def __init__(self, texts: Iterator[str]):
        self.hashes = np.unique(np.concatenate([grams(text) for text in texts]))

    def repeats(self, text: str) -> bool:
        hashes = grams(text)
        at = np.searchsorted(self.hashes, hashes)
        at[at == len(self.hashes)] = 0
        return bool((self.hashes[at] == hashes).any())


def measuring_texts(pairs: Path) -> Iterator[str]:
    """Every document and summary of the measuring files."""
    for name in MEASURING:
        for record in records(pairs / f"{name}.jsonl.xz"):
            yield record["document"]
            yield from record["summaries"]


def split_held_out(articles: list[dict], seed: int) -> tuple[list[dict], list[dict]]:
    """Set aside whole articles, in the order of a seeded hash of their titles, until they have one megabyte.

    Returns the articles to train on and those held out.
    """
    ordered = sorted(articles, key=lambda article: hashlib.sha256(f"{seed} {article['title']}".encode()).digest())
    size = count = 0
    while size < HELD_OUT_BYTES:
        size += len(ordered[count]["text"].encode())
        count += 1
    return ordered[count:], ordered[:count]


def corpus(run: Run) -> tuple[list[dict], list[dict], Guard]:
    """The documents to train on, shuffled by the seed; the held-out articles; and the guard that chose them.

    Each document carries `source`, the name of its file.
    """
    documents: list[dict] = []
    for path in sorted(run.text.glob("*.jsonl.xz")):
        documents += ({**record, "source": path.name} for record in records(path))
    wikipedia = [document for document in documents if document["source"].startswith("wikipedia")]
    others = [document for document in documents if not document["source"].startswith("wikipedia")]
    training, held_out = split_held_out(wikipedia, run.config.seed)
    training += others
    random.Random(run.config.seed).shuffle(training)
    guard = Guard(measuring_texts(run.pairs))
    return training[: run.config.text_documents], held_out, guard
