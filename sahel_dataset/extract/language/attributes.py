"""A model's table of attributes, asked once for each sort of token.

The attribute ruler of a spaCy model runs all its patterns, some two hundred, over every sentence. Nearly all are of one
token, and what they ask of it is its tag, label, part of speech and letters: the same tokens get the same answers.
"""

from __future__ import annotations

from typing import Any

__all__ = ["AnsweredOnce"]

_ASKED = frozenset({"TAG", "LOWER", "DEP", "POS", "IS_SPACE"})
_MOST_KEPT = 200_000

Match = tuple[int, int, int, int]


class AnsweredOnce:
    """Finds the matches that an attribute ruler finds, in its order.

    Parameters
    ----------
    ruler : spacy.pipeline.AttributeRuler
        The model's ruler.

    Raises
    ------
    ValueError
        If a pattern asks something of a token that is not looked at here.
    """

    def __init__(self, ruler: Any) -> None:
        from spacy.matcher import Matcher

        self._ruler = ruler
        self._several = Matcher(ruler.vocab)
        self._single = Matcher(ruler.vocab)
        for number, rule in enumerate(ruler.patterns):
            asked = {name for pattern in rule["patterns"] for token in pattern for name in token}
            if not asked <= _ASKED:
                raise ValueError(f"the attribute ruler asks for {', '.join(sorted(asked - _ASKED))}")
            for matcher, is_single in ((self._single, True), (self._several, False)):
                patterns = [pattern for pattern in rule["patterns"] if (len(pattern) == 1) == is_single]
                if patterns:
                    matcher.add(str(number), patterns)
        self._answers: dict[tuple[int, ...], tuple[tuple[int, int], ...]] = {}

    def __call__(self, doc: Any) -> list[Match]:
        """Return the matches in a sentence: number of the rule, its key, first token and the one after the last."""
        strings = self._ruler.vocab.strings
        found: list[Match] = []
        if len(self._several):
            found = [
                (int(strings[key]), key, start, end)
                for key, start, end in self._several(doc, allow_missing=True, as_spans=False)
            ]
        for token in doc:
            sort = (token.tag, token.lower, token.dep, token.pos)
            answer = self._answers.get(sort)
            if answer is None:
                answer = self._answer(doc, token)
                if len(self._answers) >= _MOST_KEPT:
                    self._answers.clear()
                self._answers[sort] = answer
            at = token.i
            found.extend((number, key, at, at + 1) for number, key in answer)
        found.sort()
        return found

    def _answer(self, doc: Any, token: Any) -> tuple[tuple[int, int], ...]:
        strings = self._ruler.vocab.strings
        matches = self._single(doc[token.i : token.i + 1], allow_missing=True, as_spans=False)
        return tuple(sorted((int(strings[key]), key) for key, _, _ in matches))
