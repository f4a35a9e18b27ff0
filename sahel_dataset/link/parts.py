"""Totals and their parts: "twenty dead, including three children" is not twenty-three."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["figure_of", "mark_parts"]

_PART_WORDS = re.compile(
    r"\b(?:including|includes|among (?:them|whom)|of (?:them|whom|these)|"
    r"parmi (?:eux|elles|lesquel\w+)|dont|y compris|notamment)\b",
    re.IGNORECASE,
)
_KINDS_OF_PEOPLE = re.compile(
    r"\b(?:child|children|minors?|bab(?:y|ies)|infants?|wom[ae]n|girls?|boys?|"
    r"enfants?|mineure?s?|bébés?|nourrissons?|femmes?|filles?|fillettes?|garçons?)\b",
    re.IGNORECASE,
)
_ONE_SENTENCE = 240
"""Characters between two quotes that may still be one sentence, or a sentence and the one that breaks it down."""

_MOST_FIGURES = 10
"""Above this many smaller figures no sums are tried."""

_WHO = ("event_id", "article_id", "claimant_id", "claimant_kind", "claimant_text", "measure")
_READ = ("victim_class", "victim_actor_id", "quantity_low", "quantity_high", "quantity_text", "quote", "quote_start",
         "quote_end")  # fmt: skip

Row = dict[str, Any]


def figure_of(low: Any, high: Any) -> float | None:
    """Return the number a toll stands for: its low end, or its high end where it is open below.

    Examples
    --------
    >>> figure_of(20, None), figure_of(None, 30), figure_of(None, None)
    (20.0, 30.0, None)
    """
    if pd.notna(low):
        return float(low)
    return float(high) if pd.notna(high) else None


def mark_parts(claims: pd.DataFrame) -> pd.Series:
    """Tell which tolls are only a part of another one.

    A toll is a part where the same claimant, in the same article, about the same event and measure, also gives a larger
    one near it, and

    - it counts women or children: they are among the dead, whatever the dead are called;
    - or it is of the class of the larger toll, and its words say that it is among them ("including", « dont »);
    - or it and others of the same class add up exactly to the larger one of that class.

    "Fifty-three dead, including four civilians" gives the whole number of civilians and is no part.

    Parameters
    ----------
    claims : pandas.DataFrame
        Tolls, with columns event_id, article_id, claimant_id, claimant_kind, claimant_text, measure, victim_class,
        quantity_low, quantity_high, quantity_text, quote, quote_start and quote_end.

    Returns
    -------
    pandas.Series of bool
        True for parts.

    Examples
    --------
    >>> tolls = pd.DataFrame(
    ...     {
    ...         "event_id": "e", "article_id": "a", "claimant_id": None, "claimant_kind": "witness",
    ...         "claimant_text": "residents", "measure": "killed", "victim_class": ["people", "civilians"],
    ...         "quantity_low": [20, 3], "quantity_high": [20, 3], "quantity_text": ["Twenty", "three"],
    ...         "quote": ["Twenty people died,", "including three children"],
    ...         "quote_start": [0, 20], "quote_end": [19, 44],
    ...     }
    ... )
    >>> mark_parts(tolls).tolist()
    [False, True]
    """
    groups: dict[tuple[Any, ...], list[Row]] = {}
    several = np.flatnonzero(claims.duplicated(list(_WHO), keep=False))
    # Plain values, all at once: a frame for each group would cost a hundred times more.
    columns = {name: _plain(claims[name].iloc[several]) for name in (*_WHO, *_READ) if name in claims}
    for at, values in zip(several.tolist(), zip(*columns.values(), strict=True), strict=True):
        row = dict(zip(columns, values, strict=True))
        row |= {"index": at, "figure": figure_of(row["quantity_low"], row["quantity_high"])}
        groups.setdefault(tuple(row[name] for name in _WHO), []).append(row)
    is_part = np.zeros(len(claims), dtype=bool)
    for rows in groups.values():
        counted = [row for row in rows if row["figure"] is not None]
        for row in counted:
            if any(_is_part(row, total) for total in counted if total["figure"] > row["figure"]):
                is_part[row["index"]] = True
        for total in counted:
            is_part[_addends(total, counted)] = True
    return pd.Series(is_part, index=claims.index)


def _plain(column: pd.Series) -> list[Any]:
    return column.astype(object).where(column.notna(), None).tolist()


def _same_class(one: Row, other: Row) -> bool:
    return _said(one["victim_class"]) == _said(other["victim_class"]) and _said(one.get("victim_actor_id")) == _said(
        other.get("victim_actor_id")
    )


def _said(value: str | None) -> str:
    return value or ""


def _is_part(row: Row, total: Row) -> bool:
    gap = max(row["quote_start"] - total["quote_end"], total["quote_start"] - row["quote_end"])
    if gap > _ONE_SENTENCE:
        return False
    quote, words = row["quote"], _said(row["quantity_text"])
    at = max(quote.find(words), 0)
    if _KINDS_OF_PEOPLE.search(quote[at : at + len(words) + 20]):
        return True
    return _same_class(row, total) and bool(_PART_WORDS.search(quote[:at]))


def _addends(total: Row, rows: list[Row]) -> list[int]:
    smaller = [row for row in rows if 0 < row["figure"] < total["figure"] and _same_class(row, total)]
    if len(smaller) > _MOST_FIGURES:
        return []
    for size in range(2, len(smaller) + 1):
        for some in combinations(smaller, size):
            if sum(row["figure"] for row in some) == total["figure"]:
                return [row["index"] for row in some]
    return []
