"""Sentences made good for the French parser, and what it is known to take for something else."""

from __future__ import annotations

import re

from sahel_dataset.extract.frames import Sentence

__all__ = ["parsable", "repair"]

_CAUSATIVES = frozenset(
    {("faire", "savoir"), ("faire", "valoir"), ("faire", "remarquer"), ("faire", "observer"), ("laisser", "entendre")}
)


def _join_causatives(sentence: Sentence) -> None:
    """Read « a fait savoir » as one verb where the parser makes its first half an auxiliary of the second."""
    for token in sentence.tokens[1:]:
        helper = sentence.tokens[token.i - 1]
        if helper.head == token.i and (helper.lemma, token.lemma) in _CAUSATIVES:
            token.lemma = f"{helper.lemma} {token.lemma}"
            token.morph = helper.morph
            helper.pos, helper.dep = "AUX", "aux:caus"


# « l'est du pays »: in small letters the parser takes the compass point for the verb "is".
_EAST = re.compile(
    r"(?<=\bl['’])est(?=\s+(?:du|de|des|malien|burkinabè|burkinabé|nigérien|tchadien)\b|\s+d['’]|\s*[,.)])"
)


def parsable(text: str) -> str:
    """Return a sentence as the parser reads it best, letter for letter in the same places."""
    return _EAST.sub("Est", text)


def _make_dying_verbs(sentence: Sentence) -> None:
    """Read « sont morts » as the verb where the parser takes the dead for a noun."""
    tokens = sentence.tokens
    for token in tokens:
        if token.lower in {"mort", "morts", "morte", "mortes"} and token.pos == "NOUN":
            copula = next((c for c in token.children if tokens[c].dep == "cop"), None)
            if copula is not None and not any(
                tokens[c].dep in {"det", "nummod", "case"} or tokens[c].lower == "de" for c in token.children
            ):
                token.pos, token.lemma = "VERB", "mourir"


def repair(sentence: Sentence) -> None:
    """Set right, in place, the words whose parse is known to go wrong."""
    _join_causatives(sentence)
    _make_dying_verbs(sentence)
