"""GPT-2's byte-level BPE: training, encoding, and the files transformers.js loads.

Text is cut by GPT-2's pattern into words with their leading space, each word becomes its UTF-8 bytes, and the most
frequent neighbouring pair is merged until the vocabulary is full. Every byte is a token, so any UTF-8 round-trips.
Token order is GPT-2's: 256 bytes, the merges in order, `<|endoftext|>` last.
"""

import heapq
import json
from collections import Counter, defaultdict
from pathlib import Path

import regex

PATTERN = regex.compile(r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")
END = "<|endoftext|>"


def byte_symbols() -> dict[int, str]:
    """GPT-2's printable character for each byte: itself where it prints, else one from U+0100 on."""
    printable = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    symbols = {byte: chr(byte) for byte in printable}
    for byte in range(256):
        if byte not in symbols:
            symbols[byte] = chr(256 + len(symbols) - len(printable))
    return symbols


SYMBOLS = byte_symbols()
BYTE_ID = {byte: index for index, byte in enumerate(SYMBOLS)}


def train(words: Counter[str], vocab_size: int) -> list[tuple[int, int]]:
    """Learn `vocab_size - 257` merges, as pairs of token ids, from word counts.

    Words seen once are left out: they cost most of the time and decide no merge.
    """
    counts, splits = [], []
    for word, count in words.items():
        if count > 1:
            counts.append(count)
            splits.append([BYTE_ID[byte] for byte in word.encode()])
    pair_counts: Counter[tuple[int, int]] = Counter()
    pair_words: dict[tuple[int, int], set[int]] = defaultdict(set)
    for index, split in enumerate(splits):
        for pair in zip(split, split[1:]):
            pair_counts[pair] += counts[index]
            pair_words[pair].add(index)
    heap = [(-count, pair) for pair, count in pair_counts.items()]
    heapq.heapify(heap)
    merges: list[tuple[int, int]] = []
    while len(merges) < vocab_size - 257 and heap:
        negative, pair = heapq.heappop(heap)
        count = pair_counts[pair]
        if count <= 0:
            continue
        if count != -negative:
            # A stale entry: the count changed since it was pushed.
            heapq.heappush(heap, (-count, pair))
            continue
        new_id = 256 + len(merges)
        merges.append(pair)
        changed = set()
        for index in pair_words.pop(pair):
            old = splits[index]
            new = merge(old, pair, new_id)
            for neighbour in zip(old, old[1:]):
                pair_counts[neighbour] -= counts[index]
            for neighbour in zip(new, new[1:]):
                pair_counts[neighbour] += counts[index]
                pair_words[neighbour].add(index)
                if new_id in neighbour:
                    changed.add(neighbour)
            splits[index] = new
        for neighbour in changed:
            heapq.heappush(heap, (-pair_counts[neighbour], neighbour))
    return merges


def merge(split: list[int], pair: tuple[int, int], new_id: int) -> list[int]:
    """`split` with every occurrence of `pair`, from the left, replaced by `new_id`."""
    out, at = [], 0
    while at < len(split):
        if at + 1 < len(split) and (split[at], split[at + 1]) == pair:
            out.append(new_id)
            at += 2
        else:
            out.append(split[at])
            at += 1
    return out


class Tokenizer:
    """Encodes and decodes with a list of merges; remembers the tokens of each word it has seen."""

    def __init__(self, merges: list[tuple[int, int]]):
        self.merges = merges
        self.ranks = {pair: rank for rank, pair in enumerate(merges)}
        self.pieces = [bytes([byte]) for byte in SYMBOLS]
        for left, right in merges:
            self.pieces.append(self.pieces[left] + self.pieces[right])
        self.end = len(self.pieces)
        self.vocab_size = self.end + 1
        self.seen: dict[str, list[int]] = {}

    def encode(self, text: str) -> list[int]:
        ids: list[int] = []
        for word in PATTERN.findall(text):
            ids += self.seen.get(word) or self.encode_word(word)
        return ids

    def encode_word(self, word: str) -> list[int]:
        split = [BYTE_ID[byte] for byte in word.encode()]
        while len(split) > 1:
            rank = min(self.ranks.get(pair, self.end) for pair in zip(split, split[1:]))
            if rank == self.end:
                break
            split = merge(split, self.merges[rank], 256 + rank)
        self.seen[word] = split
        return split

    def decode(self, ids: list[int]) -> str:
        return b"".join(self.pieces[token] for token in ids if token != self.end).decode(errors="replace")

    def symbol(self, token: int) -> str:
        """The token as tokenizer.json spells it: one printable character for each byte."""
        return END if token == self.end else "".join(SYMBOLS[byte] for byte in self.pieces[token])

    def save(self, folder: Path, n_positions: int) -> None:
        """Write tokenizer.json and tokenizer_config.json as transformers.js loads them."""
        end = {"id": self.end, "content": END, "special": True}
        end |= {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
        byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
        model = {
            "type": "BPE",
            "dropout": None,
            "unk_token": None,
            "continuing_subword_prefix": "",
            "end_of_word_suffix": "",
            "fuse_unk": False,
            "vocab": {self.symbol(token): token for token in range(self.vocab_size)},
            "merges": [f"{self.symbol(left)} {self.symbol(right)}" for left, right in self.merges],
        }
        tokenizer = {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": [end],
            "normalizer": None,
            "pre_tokenizer": byte_level,
            "post_processor": None,
            "decoder": byte_level,
            "model": model,
        }
        settings = {
            "tokenizer_class": "GPT2Tokenizer",
            "add_prefix_space": False,
            "model_max_length": n_positions,
            "bos_token": END,
            "eos_token": END,
            "unk_token": END,
        }
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False))
        (folder / "tokenizer_config.json").write_text(json.dumps(settings, indent=2) + "\n")


def load(folder: Path) -> Tokenizer:
    """Read the tokenizer back from the tokenizer.json in `folder`."""
    model = json.loads((folder / "tokenizer.json").read_text())["model"]
    vocab = model["vocab"]
    pairs = (line.split(" ") for line in model["merges"])
    return Tokenizer([(vocab[left], vocab[right]) for left, right in pairs])
