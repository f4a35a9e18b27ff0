"""Which country a sentence speaks of, from the countries, peoples, towns and forces it names."""

from __future__ import annotations

from collections.abc import Sequence

from sahel_dataset.extract.actor_units import CAPITAL, COUNTRY, DEMONYM, NAME, PERSON, STATE, Grammar, Unit
from sahel_dataset.extract.actor_words import JOINED, Words
from sahel_dataset.knowledge.actor_list import actors
from sahel_dataset.knowledge.read import countries

__all__ = ["HOME", "THEATRE", "Focus", "is_beside"]

HOME = frozenset({"ML", "BF", "NE"})
"""The countries the dataset is about: their governments are "government" to it, others foreign."""

THEATRE = frozenset(
    iso2 for iso2, country in countries().items() if country.region in {"sahel", "west_africa", "maghreb"}
) | {"CM", "CF"}
"""Countries where what a report tells may have happened."""

# "Near the Algerian border": named, and not where it happens.
_BESIDE = frozenset("border borders bordering frontiere frontieres frontalier frontaliere limitrophe confins".split())
_AWAY = frozenset("from with as like including et and ou or".split())


class Focus:
    """The country each sentence of a text speaks of.

    Parameters
    ----------
    words, units, rules
        The text in the forms of the earlier steps.
    places : Sequence[tuple[int, int, str]]
        Places found in the text, as character offsets and ISO 3166-1 code, where they are known.
    n_title_sentences : int
        How many sentences the title has; what it names weighs more.

    Attributes
    ----------
    main : str or None
        The country the article as a whole speaks of.
    """

    __slots__ = ("_by_sentence", "main", "states")

    def __init__(
        self,
        words: Words,
        units: list[Unit],
        rules: Grammar,
        places: Sequence[tuple[int, int, str]] = (),
        n_title_sentences: int = 1,
    ) -> None:
        n = words.sentences[-1] + 1 if len(words) else 0
        self._by_sentence: list[dict[str, float]] = [{} for _ in range(n)]
        self.states: list[tuple[int, str]] = []
        for unit in units:
            found = _weigh(words, unit, rules)
            if found is not None:
                self._add(words.sentences[unit.first], *found)
            if unit.kind == STATE and unit.country is not None:
                self.states.append((unit.first, unit.country))
        for start, _end, iso2 in places:
            i = words.index_at(start)
            if iso2 in THEATRE and i < len(words):
                self._add(words.sentences[i], iso2, 0.4 if is_beside(words, i, i) else 1.0)
        total: dict[str, float] = {}
        for sentence, weights in enumerate(self._by_sentence):
            factor = 3.0 if sentence < n_title_sentences else 1.5 if sentence < n_title_sentences + 3 else 1.0
            for iso2, weight in weights.items():
                total[iso2] = total.get(iso2, 0.0) + factor * min(weight, 2.0)
        self.main: str | None = max(sorted(total), key=total.__getitem__) if total else None

    def _add(self, sentence: int, iso2: str, weight: float) -> None:
        weights = self._by_sentence[sentence]
        weights[iso2] = weights.get(iso2, 0.0) + weight

    def in_sentence(self, sentence: int) -> str | None:
        """Return the country that the sentence itself speaks of, or None where it names none."""
        weights = {k: v for k, v in self._by_sentence[sentence].items() if v >= 0.5}
        if not weights:
            return None
        return max(sorted(weights), key=lambda iso2: (weights[iso2], iso2 == self.main))

    def at(self, sentence: int) -> str | None:
        """Return the country a sentence speaks of: its own, that of the three before, or the article's."""
        for earlier in range(sentence, max(-1, sentence - 4), -1):
            found = self.in_sentence(earlier)
            if found is not None:
                return found
        return self.main

    def state(self) -> str | None:
        """Return the state of Nigeria that the text names most often, the first of several."""
        if not self.states:
            return None
        named = [state for _, state in self.states]
        return max(dict.fromkeys(named), key=named.count)


def _weigh(words: Words, unit: Unit, rules: Grammar) -> tuple[str, float] | None:
    if unit.in_dateline:  # where a report was written is seldom where what it tells happened
        return (unit.country, 0.3) if unit.kind in {COUNTRY, CAPITAL} and unit.country in THEATRE else None
    if unit.kind == STATE:
        return "NG", 1.0
    if unit.kind in {COUNTRY, CAPITAL, DEMONYM} and unit.country in THEATRE:
        if is_beside(words, unit.first, unit.last):
            return unit.country, 0.2
        if unit.kind == COUNTRY:
            before = words.folded[unit.first - 1] if unit.first and words.gaps[unit.first] == JOINED else ""
            return unit.country, 0.4 if before in _AWAY else 1.2 if before in rules.locative else 0.8
        return unit.country, 0.7 if unit.kind == CAPITAL else 0.6
    if unit.kind == NAME:
        actor = actors().get(unit.names[0].actor_id)
        if actor is not None and actor.country in THEATRE:
            return actor.country, 0.6 if actor.kind in {"state_force", "government"} else 0.2
    if unit.kind == PERSON:
        actor = actors().get(unit.persons[0].offices[-1].body)
        if actor is not None and actor.country in THEATRE:
            return actor.country, 0.4
    return None


def is_beside(words: Words, first: int, last: int) -> bool:
    """Tell whether a country is named for its border only ("near the Algerian border", "the border with Niger")."""
    if last + 1 < len(words) and words.gaps[last + 1] == JOINED and words.folded[last + 1] in _BESIDE:
        return True
    for i in range(first - 1, max(-1, first - 5), -1):
        if words.gaps[i + 1] != JOINED:
            return False
        if words.folded[i] in _BESIDE:
            return True
    return False
