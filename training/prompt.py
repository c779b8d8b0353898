"""The one format of a prompt: passages, a query line where there is a query, then the cue for the summary."""

from tokenizer import Tokenizer

CUE = "\nTL;DR:"
LONGEST_SUMMARY = 220


def encode_pair(bpe: Tokenizer, pair: dict[str, str], n_positions: int) -> tuple[list[int], int]:
    """Token ids of prompt and summary with the end token, at most `n_positions` + 1, and where the summary starts.

    What is too long is cut at the end of the document, never in the query or the cue.
    """
    query = f"\nQuery: {pair['query'].strip()}" if pair["query"] else ""
    tail = bpe.encode(query + CUE)
    summary = [*bpe.encode(f" {pair['summary']}")[:LONGEST_SUMMARY], bpe.end]
    room = n_positions + 1 - len(tail) - len(summary)
    prompt = bpe.encode(pair["document"].strip())[:room] + tail
    return prompt + summary, len(prompt)
