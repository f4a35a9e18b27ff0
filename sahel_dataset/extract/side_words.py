"""The function words that say who did a deed, to whom and with whom, ready to look up.

What the words are is data: ``knowledge/lexicon/<code>/sides.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sahel_dataset.extract.phrases import phrase_pattern
from sahel_dataset.knowledge.read import lexicon

__all__ = ["SideWords", "side_words"]


@dataclass(frozen=True)
class SideWords:
    """The function words of one language.

    Attributes
    ----------
    by, against, into, with_, between, of, taken_from, answered, away : frozenset of str
        Prepositions, by what they make of the phrase behind them.
    by_before, aimed_before, of_before, taken_before : pattern
        What stands right before an actor, with or without its determiner ("by the", « de l' »).
    by_inside, of_inside : pattern
        The same at the beginning of its own phrase (« des jihadistes »).
    occasion_before : pattern
        What stands before the noun of an operation that somebody fell in ("in a joint", « lors d'une »).
    modifying : pattern
        All that stands between an operation and whose it is ("-led joint").
    joint : pattern
        All that stands between two names of one row (", and the").
    joined_by : pattern
        The word that joins what stands behind it to what stands before ("and").
    versus : pattern
        A word between two sides that met.
    fighting, demanding : pattern
        What troops are sent for ("to fight"); what a crowd wants ("demanding the departure of").
    former : pattern
        What stands before who is no longer what he is called.
    own : list of (str, pattern)
        Determiners that say whose a thing is, by the number of the owner.
    pronouns : dict of str to (str, str)
        Number and gender of the personal pronouns.
    auxiliaries : pattern
        All that stands between a subject and its verb.
    apposed : pattern
        The comma before an apposition, with its determiner.
    determiner : pattern
        A determiner, or nothing.
    series, opposing, operations : frozenset of str
        Nouns that only count deeds; verbs whose subject is a fight; nouns for what somebody is killed in.
    not_done : pattern
        Words that deny.
    """

    by: frozenset[str]
    against: frozenset[str]
    into: frozenset[str]
    with_: frozenset[str]
    between: frozenset[str]
    of: frozenset[str]
    taken_from: frozenset[str]
    answered: frozenset[str]
    away: frozenset[str]
    by_before: re.Pattern[str]
    aimed_before: re.Pattern[str]
    of_before: re.Pattern[str]
    taken_before: re.Pattern[str]
    by_inside: re.Pattern[str]
    of_inside: re.Pattern[str]
    occasion_before: re.Pattern[str]
    modifying: re.Pattern[str]
    joint: re.Pattern[str]
    joined_by: re.Pattern[str]
    versus: re.Pattern[str]
    fighting: re.Pattern[str]
    demanding: re.Pattern[str]
    former: re.Pattern[str]
    own: list[tuple[str, re.Pattern[str]]]
    pronouns: dict[str, tuple[str, str]]
    auxiliaries: re.Pattern[str]
    apposed: re.Pattern[str]
    determiner: re.Pattern[str]
    series: frozenset[str]
    opposing: frozenset[str]
    operations: frozenset[str]
    not_done: re.Pattern[str]


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of the words with the space behind it, which an elided word has not."""
    longest = sorted(dict.fromkeys(words), key=lambda w: (-len(w), w))
    return (
        "(?:" + "|".join(rf"\b{phrase_pattern(w)}" + (r"\s*" if w.endswith("'") else r"\b\s*") for w in longest) + ")"
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def side_words(language: str) -> SideWords:
    """Return the function words of sides of one language.

    Examples
    --------
    >>> words = side_words("fr")
    >>> bool(words.joint.fullmatch(" et l'")), bool(words.by_before.search("attaqué par les "))
    (True, True)
    """
    data = lexicon(language, "sides")
    determiners = _any(data["determiners"])
    inner = _any([*data["determiners"], *data["by"], *data["of"]])
    return SideWords(
        by=frozenset(data["by"]),
        against=frozenset(data["against"]),
        into=frozenset(data["into"]),
        with_=frozenset(data["with"]),
        between=frozenset(data["between"]),
        of=frozenset(data["of"]),
        taken_from=frozenset(data["taken_from"]),
        answered=frozenset(data["answered"]),
        away=frozenset(data["away"]),
        by_before=_compiled(rf"{_any(data['by'])}{determiners}?$"),
        aimed_before=_compiled(rf"{_any(data['aimed_at'])}{determiners}?$"),
        of_before=_compiled(rf"{_any(data['of'])}{determiners}?$"),
        taken_before=_compiled(rf"{_any(data['taken_from'])}{determiners}?$"),
        by_inside=_compiled(_any(data["by"])),
        of_inside=_compiled(_any([*data["of"], *data["by"]])),
        occasion_before=_compiled(rf"{_any(data['occasions'])}{determiners}?(?:[\w'’-]+\s+){{0,4}}$"),
        modifying=_compiled(rf"(?:\s*-\s*|\s+|['’]s\s+|{_any(data['modifying'])})*"),
        joint=_compiled(rf"\s*(?:,\s*{_any(data['and'])}?|{_any(data['and'])}){inner}*"),
        joined_by=_compiled(rf"{_any(data['and'])}$"),
        versus=_compiled(_any(data["versus"])),
        fighting=_compiled(_any(data["fighting"])),
        demanding=_compiled(_any(data["demanding"])),
        former=_compiled(rf"\b(?:{'|'.join(data['former'])})[\s-]*$"),
        own=[(number, _compiled(_any(words))) for number, words in data["own"].items()],
        pronouns={word: (number, gender) for word, (number, gender) in data["pronouns"].items()},
        auxiliaries=_compiled(rf"\s*{_any(data['auxiliaries'])}*"),
        apposed=_compiled(rf",\s*{determiners}?$"),
        determiner=_compiled(rf"\s*{inner}?"),
        series=frozenset(data["series"]),
        opposing=frozenset(data["opposing"]),
        operations=frozenset(data["operations"]),
        not_done=_compiled(_any(data["not_done"])),
    )
