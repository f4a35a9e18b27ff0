"""What a number is when it counts neither people nor things.

A report is full of numbers that are no toll: ages, distances, hours, ranks, the names of aircraft and
regiments. The words that tell them are data (``units``, ``lead`` and ``pronoun`` in
``knowledge/lexicon/<code>/quantities.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sahel_dataset.extract.phrases import SPACE, alternatives
from sahel_dataset.knowledge.read import lexicon

__all__ = ["role_of"]

_REACH = 32
_UNCOUNTED = frozenset({"vague", "zero", "article"})
# "Mr Diallo, 61, said": between commas after a name, two digits are an age.
_AFTER_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+,\s\Z")
_LETTERS_AND_HYPHEN = re.compile(r"[^\W\d_][-‐‑]\Z")
_HYPHEN_AND_LETTERS = re.compile(r"[-‐‑][^\W\d_]")
_SCORE_BEFORE = re.compile(r"\d[-–]\Z")
_SCORE_AFTER = re.compile(r"[-–]\d")


@dataclass(frozen=True)
class _Roles:
    units: list[tuple[str, re.Pattern[str]]]
    lead: list[tuple[str, re.Pattern[str]]]
    age: re.Pattern[str]
    rank: re.Pattern[str]
    pronouns: frozenset[str]
    pronoun_before: re.Pattern[str]
    pronoun_after: re.Pattern[str]
    pronoun_parts: re.Pattern[str]
    superlative: re.Pattern[str]


@cache
def _roles(language: str) -> _Roles:
    data = lexicon(language, "quantities")
    adjectives = alternatives(data["unit_adjectives"])
    # « une quinzaine de kilomètres », "hundreds of miles"
    links = rf"(?:{SPACE}{alternatives(data['unit_links'])}(?:{SPACE}|(?<=['’]))|{SPACE}|[-‐‑])?"
    units = [
        (
            role,
            re.compile(rf"{links}(?:{adjectives}{SPACE}){{0,2}}{alternatives(words)}(?!\w)", re.IGNORECASE),
        )
        for role, words in data["units"].items()
        if words
    ]
    lead = [
        (role, re.compile(rf"(?<!\w){alternatives(words)}(?:{SPACE}|[-‐‑]|(?<=['’$€£₦°ºo.]))?\Z", re.IGNORECASE))
        for role, words in data["lead"].items()
    ]
    pronoun = data["pronoun"]
    return _Roles(
        units=units,
        lead=lead,
        age=dict(lead)["age"],
        rank=dict(lead)["rank"],
        pronouns=frozenset(pronoun["words"]),
        pronoun_before=re.compile(rf"(?<!\w){alternatives(pronoun['before'])}(?:{SPACE}|(?<=['’]))\Z", re.IGNORECASE),
        pronoun_after=re.compile(rf"{SPACE}{alternatives(pronoun['after'])}(?!\w)", re.IGNORECASE),
        pronoun_parts=re.compile(rf"(?<!\w){alternatives(pronoun['parts'])}(?:{SPACE}|(?<=['’]))?\Z", re.IGNORECASE),
        superlative=re.compile(rf"{SPACE}{alternatives([data['superlative']])}(?!\w)", re.IGNORECASE),
    )


def role_of(
    text: str,
    start: int,
    number_start: int,
    number_end: int,
    end: int,
    language: str,
    *,
    kind: str = "exact",
    dates: Sequence[tuple[int, int]] = (),
) -> str | None:
    """Return what a number is, or None when it may count people or things.

    Parameters
    ----------
    text : str
        The text.
    start, number_start, number_end, end : int
        The figure with its hedges, and the number alone.
    language : str
        ``en`` or ``fr``.
    kind : str
        The quantity's kind; vague words and articles are never ages or designations.
    dates : sequence of (int, int)
        Spans of the dates in the text.

    Examples
    --------
    >>> role_of("60 km from Gao", 0, 0, 2, 2, "en"), role_of("60 dead in Gao", 0, 0, 2, 2, "en")
    ('distance', None)
    """
    roles = _roles(language)
    if any(s <= number_start and number_end <= e for s, e in dates):
        return "date"
    in_digits = text[number_start].isdigit()
    if kind not in _UNCOUNTED and roles.age.search(text, max(0, number_start - _REACH), number_start):
        return "age"
    for role, pattern in roles.units:
        if pattern.match(text, number_end) or (end != number_end and pattern.match(text, end)):
            return role
    if roles.superlative.match(text, end):
        return "superlative"
    word = text[number_start:number_end].casefold()
    part = roles.pronoun_parts.search(text, max(0, number_start - _REACH), number_start)
    if (
        word in roles.pronouns
        and not part
        and (
            roles.pronoun_before.search(text, max(0, number_start - _REACH), number_start)
            or roles.pronoun_after.match(text, number_end)
        )
    ):
        return "pronoun"
    if kind == "article" and roles.rank.search(text, max(0, number_start - _REACH), number_start):
        return "rank"  # « l'ennemi numéro un »
    if kind in _UNCOUNTED and not in_digits:
        return None
    return _lead_role(text, start, number_start, number_end, end, roles)


def _lead_role(text: str, start: int, number_start: int, number_end: int, end: int, roles: _Roles) -> str | None:
    """Return the role that what stands before a number, or is tied to it by a hyphen, gives it."""
    for role, pattern in roles.lead:
        for place in (number_start, start):
            if pattern.search(text, max(0, place - _REACH), place):
                return role
    in_digits = text[number_start].isdigit()
    if _LETTERS_AND_HYPHEN.search(text, max(0, number_start - 2), number_start):
        return "designation"
    if in_digits and (
        _SCORE_BEFORE.search(text, max(0, number_start - 2), number_start) or _SCORE_AFTER.match(text, number_end)
    ):
        return "score"
    if end == number_end and _HYPHEN_AND_LETTERS.match(text, number_end):
        return "compound"
    if (
        in_digits
        and number_end - number_start == 2
        and text[number_end : number_end + 1] == ","
        and _AFTER_NAME.search(text, max(0, number_start - _REACH), number_start)
    ):
        return "age"
    return None
