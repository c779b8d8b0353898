"""Third step: pairs of a prompt and its summary for fine-tuning.

A prompt is `passages`, then (for a part of the pairs) a line `Query: ...`, then `TL;DR:`. Two kinds of pairs: those
people wrote, and those made from the text itself, in which the summary is kept to what the passages say, because
the application lets the model say nothing else. Writes pairs.jsonl: {source, document, query, summary}.
"""

import json
import random
from collections.abc import Iterator

import sentences
from compress import compress, without_parentheses
from config import parser, run_of
from data import Guard, corpus, records

# People's summaries are few; each is seen this often.
WRITTEN = {"scitldr-a-train": 3, "qmsum-spans-train": 3, "mts-trainingset": 2, "legal-sum": 1}
SUPPORTED = 0.65
LONGEST_SUMMARY_WORDS = 110
PASSAGES_WORDS = 620

Pair = dict[str, str]


def pair(source: str, document: str, summary: str, query: str = "") -> Pair:
    return {"source": source, "document": document.strip(), "query": query, "summary": " ".join(summary.split())}


def within(parts: list[str], words: int) -> list[str]:
    """The first parts that together have at most that many words, at least one of them."""
    kept, size = [], 0
    for part in parts:
        size += len(part.split())
        if kept and size > words:
            break
        kept.append(part)
    return kept


def nearest(parts: list[str], query: str, words: int) -> list[str]:
    """The parts that share most words with the query, within a number of words, in their own order."""
    wanted = set(sentences.content_words(query))
    order = sorted(parts, key=lambda part: -len(wanted & set(sentences.content_words(part))))
    kept = set(within(order, words))
    return [part for part in parts if part in kept]


def written(name: str, record: dict, chance: random.Random) -> Pair:
    """A pair people wrote; a long document is cut to the passages nearest to its query and its summary."""
    document, query = record["document"], record.get("query") or ""
    summary = chance.choice(record["summaries"])
    if len(document.split()) > PASSAGES_WORDS:
        parts = sentences.passages(document, chance)
        document = "\n".join(nearest(parts, f"{query} {summary}", PASSAGES_WORDS))
    return pair(name, document, summary, query if chance.random() < 0.8 else "")


def encyclopedia(article: dict, others: list[str], chance: random.Random) -> Iterator[Pair]:
    """Body → lead; title and passages → lead; a few words of a sentence → that sentence, among other passages."""
    lead, _, rest = article["text"].strip().partition("\n")
    # Lines of a few words are headings.
    body = "\n".join(line for line in rest.split("\n") if len(line.split()) > 6)
    lead_sentences = sentences.split(lead)[: chance.randint(1, 3)]
    parts = sentences.passages(body, chance)
    if not parts or not lead_sentences:
        return
    summary = " ".join(lead_sentences)
    if chance.random() < 0.7:
        summary = without_parentheses(summary)
    fitting = [sentence for sentence in lead_sentences if sentences.support(sentence, body) >= SUPPORTED]
    if fitting:
        yield pair("wikipedia body", "\n".join(within(parts, chance.randint(150, 600))), " ".join(fitting))
    some = chance.sample(parts, min(len(parts), chance.randint(0, 3)))
    mixed = [lead, *some, *chance.sample(others, chance.randint(0, 2))]
    chance.shuffle(mixed)
    query = chance.choice([article["title"], f"What is {article['title']}?", f"{article['title']} summary"])
    yield pair("wikipedia query", "\n".join(within(mixed, PASSAGES_WORDS)), summary, query)
    chosen = chance.choice(parts)
    asked = [sentence for sentence in sentences.split(chosen) if 8 <= len(sentence.split()) <= 45]
    if asked:
        target = chance.choice(asked)
        words = sentences.content_words(target)
        query = " ".join(chance.sample(words, min(len(words), chance.randint(2, 5))))
        mixed = [chosen, *chance.sample(others, chance.randint(1, 4))]
        chance.shuffle(mixed)
        yield pair("wikipedia find", "\n".join(within(mixed, PASSAGES_WORDS)), compress(target) or target, query)


def abstract(article: dict, chance: random.Random) -> Iterator[Pair]:
    """Abstract → title; abstract → the sentence that has most of the title's words, shortened."""
    title, text = article["title"], article["text"]
    if chance.random() < 0.4:
        yield pair("abstract title", text, title.rstrip(".") + ".")
        return
    wanted = set(sentences.content_words(title))
    parts = [part for part in sentences.split(text) if 8 <= len(part.split()) <= 45]
    if wanted and len(parts) > 2:
        best = max(parts, key=lambda part: len(wanted & set(sentences.content_words(part))))
        if len(wanted & set(sentences.content_words(best))) >= 0.4 * len(wanted):
            yield pair("abstract sentence", text, compress(best) or best)


def compression(article: dict, chance: random.Random) -> Iterator[Pair]:
    """A sentence, or the first of a short passage, without what can be cut."""
    found = sentences.split(article["text"])
    for at in chance.sample(range(len(found)), min(len(found), 12)):
        short = compress(found[at]) if 12 <= len(found[at].split()) <= 60 else None
        if short and len(short.split()) > 0.4 * len(found[at].split()):
            document = " ".join(found[at : at + chance.choice([1, 1, 2, 4])])
            yield pair("compression", document, short)
            return


def made(documents: list[dict], chance: random.Random) -> Iterator[Pair]:
    """Pairs made from the text, a quarter of the documents for compression."""
    others: list[str] = []
    for document in documents:
        source = document["source"]
        if source.startswith("wikipedia"):
            if len(others) > 4:
                yield from encyclopedia(document, others[-200:], chance)
            others += sentences.passages(document["text"], chance)[1:3]
        elif source.startswith("arxiv"):
            yield from abstract(document, chance)
        if chance.random() < 0.5:
            yield from compression(document, chance)


def main() -> None:
    run = run_of(parser(__doc__).parse_args())
    if run.path("pairs.jsonl").exists():
        print("pairs are there already")
        return
    chance = random.Random(run.config.seed)
    documents, held_out, measured = corpus(run)
    kept_out = Guard(article["text"] for article in held_out)
    documents = documents[: run.config.pair_documents]
    documents = [each for each in documents if not any(guard.repeats(each["text"]) for guard in (measured, kept_out))]
    pairs = [each for each in made(documents, chance) if len(each["summary"].split()) <= LONGEST_SUMMARY_WORDS]
    for name, times in WRITTEN.items():
        for record in records(run.pairs / f"{name}.jsonl.xz"):
            if not measured.repeats(record["document"]):
                pairs += [written(name, record, chance) for _ in range(times)]
    chance.shuffle(pairs)
    partial = run.path("pairs.partial")
    with partial.open("w") as out:
        for each in pairs:
            out.write(json.dumps(each, ensure_ascii=False) + "\n")
    partial.rename(run.path("pairs.jsonl"))
    for source in sorted({each["source"] for each in pairs}):
        print(source, sum(each["source"] == source for each in pairs))


if __name__ == "__main__":
    main()
