"""News agencies: whom a text credits, and whose own words it speaks in."""

from __future__ import annotations

import re
from functools import cache

from sahel_dataset.ingest.furniture import plain
from sahel_dataset.knowledge import read_yaml

__all__ = ["agencies", "agency_of_house", "find_agency"]


@cache
def agencies() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return each agency's id and the pattern of its names."""
    patterns = []
    for entry in read_yaml("outlets.yaml")["agencies"]:
        names = sorted(entry["names"], key=lambda name: (-len(name), name))
        # Short names are words too ("AP", "aa"): they count only as written.
        spelled = "|".join(re.escape(name) if len(name) <= 5 else f"(?i:{re.escape(name)})" for name in names)
        patterns.append((str(entry["id"]), re.compile(rf"(?<![\w&])(?:{spelled})(?!\w)")))
    return tuple(patterns)


@cache
def _house_phrases() -> tuple[tuple[str, str], ...]:
    return tuple(
        (plain(phrase), str(entry["id"]))
        for entry in read_yaml("outlets.yaml")["agencies"]
        for phrase in entry.get("house", ())
    )


def find_agency(text: str) -> str | None:
    """Return the agency that `text` (a byline, a dateline, a credit) names first.

    Examples
    --------
    >>> find_agency("Le Quotidien avec AFP"), find_agency("Our correspondent in Gao")
    ('AFP', None)
    """
    found = [(match.start(), name) for name, pattern in agencies() if (match := pattern.search(text))]
    return min(found)[1] if found else None


def agency_of_house(body: str) -> str | None:
    """Return the agency that a body speaks as ("an AFP journalist saw"), if any.

    Examples
    --------
    >>> agency_of_house("Des tirs ont été entendus, a constaté un correspondant de l'AFP.")
    'AFP'
    """
    text = f" {plain(body)} "
    return next((agency for phrase, agency in _house_phrases() if f" {phrase} " in text), None)
