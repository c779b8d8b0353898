"""Shortening a sentence by cutting what can go: parentheses, inserted clauses, openings and trailing clauses.

Only words are dropped, never changed, so the short sentence says nothing that the long one does not.
"""

import regex

PARENTHESES = regex.compile(r"\s+(?:\([^()]*\)|\[[^\[\]]*\])(?=[\s,.;:!?])")
INSERTED = regex.compile(
    r",\s+(?:which|who|whom|whose|where|when|although|though|while|including|such as|especially|particularly|"
    r"according to|in particular|for example|for instance|however|therefore|moreover|also known as|formerly)\b"
    r"[^,.;:]{2,120},(?=\s+(?:is|are|was|were|has|have|had|can|could|may|might|will|would|and|[a-z]+(?:ed|s)\b))"
)
OPENING = regex.compile(
    r"^(?:However|Moreover|Furthermore|In addition|Additionally|Therefore|Thus|For example|For instance|In particular|"
    r"In fact|Finally|Recently|Specifically|In this paper|In this work|In this article|As a result|Indeed|Meanwhile|"
    r"(?:In|On|During|After|Before|By|Since|At|With|Under|As|When|While|Although|Despite)\s[^,.;:]{3,80}),\s+"
)
TRAILING = regex.compile(
    r",\s+(?:which|who|whose|where|although|though|while|whereas|because|since|including|such as|so that|as well as|"
    r"with|making|allowing|leading|resulting|thus|thereby|and therefore|especially|particularly|despite)\b"
    r"[^;:]*(?=[.!?]$)"
)
CUTS = (PARENTHESES, INSERTED, TRAILING, OPENING)
FEWEST_WORDS = 6


def without_parentheses(sentence: str) -> str:
    return PARENTHESES.sub("", sentence)


def compress(sentence: str) -> str | None:
    """The sentence with every cut made that leaves at least six words; None where nothing could be cut."""
    short = sentence
    for cut in CUTS:
        shorter = cut.sub("", short)
        if len(shorter.split()) >= FEWEST_WORDS:
            short = shorter
    short = short.strip()
    if short == sentence or short[-1:] not in ".!?":
        return None
    return short[0].upper() + short[1:]
