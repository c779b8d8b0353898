"""First step: learn the tokeniser, then write all text as one stream of 16-bit tokens.

Writes to the work folder: tokenizer.json, tokens.bin (documents in shuffled order, each ended by `<|endoftext|>`),
held-out.json (the measuring text) and corpus.json (counts for the model card).
"""

import json
from collections import Counter

import numpy as np

import tokenizer
from config import parser, run_of
from data import Guard, corpus

# The merges settle long before all text is counted; counting a part saves minutes.
COUNT_EVERY = 4


def main() -> None:
    run = run_of(parser(__doc__).parse_args())
    if run.path("corpus.json").exists():
        print("already encoded")
        return
    documents, held_out, measured = corpus(run)
    held_out_guard = Guard(article["text"] for article in held_out)
    print(f"{len(documents)} documents, {len(held_out)} held out", flush=True)

    words: Counter[str] = Counter()
    for document in documents[::COUNT_EVERY]:
        words.update(tokenizer.PATTERN.findall(document["text"]))
    print(f"{len(words)} distinct words", flush=True)
    bpe = tokenizer.Tokenizer(tokenizer.train(words, run.config.vocab_size))
    bpe.save(run.path(""), run.config.n_positions)
    print(f"{bpe.vocab_size} tokens in the vocabulary", flush=True)

    kept: Counter[str] = Counter()
    tokens: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    size = 0
    partial = run.path("tokens.bin.partial")
    with partial.open("wb") as out:
        for document in documents:
            text, source = document["text"].strip(), document["source"]
            if measured.repeats(text) or held_out_guard.repeats(text):
                dropped[source] += 1
                continue
            ids = bpe.encode(text)
            np.array([*ids, bpe.end], dtype=np.uint16).tofile(out)
            kept[source] += 1
            tokens[source] += len(ids) + 1
            size += len(text.encode())
    partial.rename(run.path("tokens.bin"))
    run.path("held-out.json").write_text(json.dumps(held_out, ensure_ascii=False))
    counts = {
        "documents": kept,
        "tokens": tokens,
        "dropped": dropped,
        "bytes_per_token": size / sum(tokens.values()),
        "held_out_titles": [article["title"] for article in held_out],
    }
    run.path("corpus.json").write_text(json.dumps(counts, indent=1, ensure_ascii=False))
    print(json.dumps({key: counts[key] for key in ("documents", "tokens", "dropped", "bytes_per_token")}))


if __name__ == "__main__":
    main()
