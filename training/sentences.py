"""Sentences, words and passages of a text: what the making of pairs needs of language."""

import random

import regex

SHORTENED = r"(?:[A-Z]|Dr|Mr|Mrs|Ms|St|vs|etc|e\.g|i\.e|cf|al|Fig|No|Vol)"
BOUNDARY = regex.compile(rf"(?<=[.!?][\"')\]]?)(?<!\b{SHORTENED}\.)\s+(?=[\"'(\[]?\p{{Lu}})")
WORD = regex.compile(r"\p{L}[\p{L}\p{N}'-]+|\p{N}+")
COMMON = frozenset(
    "about above after again against also although among and another any are because been before being between both "
    "but can could did does doing during each for from further had has have having her here him his how however into "
    "its itself just many may might more most much not now only other our out over own same she should some such than "
    "that the their them then there these they this those through too under until upon was well were what when where "
    "which while who whom why will with within without would you your".split()
)


def split(text: str) -> list[str]:
    """The sentences of a text, without the white space between them."""
    return [sentence for line in text.split("\n") for sentence in BOUNDARY.split(line.strip()) if sentence]


def content_words(text: str) -> list[str]:
    """Lower-cased words of three letters or more, and numbers, without the commonest words."""
    words = (word.lower() for word in WORD.findall(text))
    return [word for word in words if (len(word) > 2 or word.isdigit()) and word not in COMMON]


def support(summary: str, document: str) -> float:
    """The part of the summary's content words that the document has, 0 to 1; 0 for a summary without any."""
    words = content_words(summary)
    known = set(content_words(document))
    return sum(word in known for word in words) / len(words) if words else 0.0


def passages(text: str, chance: random.Random) -> list[str]:
    """The text cut at sentence ends into passages of 50 to 150 words, the way retrieved ones look."""
    found: list[str] = []
    current: list[str] = []
    size, wanted = 0, chance.randint(50, 150)
    for sentence in split(text):
        current.append(sentence)
        size += len(sentence.split())
        if size >= wanted:
            found.append(" ".join(current))
            current, size, wanted = [], 0, chance.randint(50, 150)
    if current:
        found.append(" ".join(current))
    return found
