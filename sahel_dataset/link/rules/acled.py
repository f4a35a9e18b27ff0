"""`acled`: one conservative number, in the manner of the Armed Conflict Location & Event Data project.

ACLED, "FAQs: ACLED Fatality Methodology" (acleddata.com, as of May 2024): deaths are coded from the sources held to be
the most reliable; where reports differ or are vague, the most conservative estimate available is coded, to be revised
upward or downward when better information comes; "tens" are coded as 10, "dozens" as 12, "hundreds" as 100, "and so
on".

Here the smallest figure over all claims is taken after vague words are read so (« dizaines » as tens, « centaines » as
hundreds, thousands as 1000), and low, best and high are that one number.

Limits: ACLED's coders weigh sources and partner data, which no rule can; claims of deaths without any number, for which
ACLED codes a default, have no figure here and do not count. ACLED codes fatalities only: the other measures follow the
same reading so that they can be compared, not because ACLED has them. ACLED gives one number over all classes of
victims, which is the class `any` here.
"""

from __future__ import annotations

import re

import pandas as pd

from sahel_dataset.link.rules.rule import Rule

__all__ = ["ACLED", "acled_reading"]

_WORDS = (
    (re.compile(r"\b(?:thousands|milliers)\b", re.IGNORECASE), 1000),
    (re.compile(r"\b(?:hundreds|centaines)\b", re.IGNORECASE), 100),
    (re.compile(r"\b(?:dozens?|douzaines)\b", re.IGNORECASE), 12),
    (re.compile(r"\b(?:tens|dizaines)\b", re.IGNORECASE), 10),
)


def acled_reading(words: object, low: object, high: object) -> int | None:
    """Return the number that ACLED's convention gives a vague quantity, or None where the words are not vague.

    Parameters
    ----------
    words : str or None
        The quantity as written.
    low, high : int or None
        How the claim reads it. "Two dozen" is exact (24 to 24) and stays so.

    Examples
    --------
    >>> acled_reading("dozens", 24, 99), acled_reading("des centaines", 200, 999), acled_reading("two dozen", 24, 24)
    (12, 100, None)
    """
    if pd.isna(words) or pd.isna(low) or pd.isna(high) or low == high:  # type: ignore[call-overload]
        return None
    return next((number for pattern, number in _WORDS if pattern.search(str(words))), None)


def _select(figures: pd.DataFrame) -> pd.DataFrame:
    reading = pd.array(
        [
            acled_reading(words, low, high)
            for words, low, high in zip(
                figures["quantity_text"].tolist(), figures["low"].tolist(), figures["high"].tolist(), strict=True
            )
        ],
        dtype="Float64",
    )
    number = pd.Series(reading, index=figures.index).fillna(figures["figure"])
    return figures.assign(low=number, figure=number, high=number)


def _settle(figures: pd.DataFrame) -> pd.DataFrame:
    smallest = figures.groupby("cell")["figure"].min()
    return pd.DataFrame({"low": smallest, "best": smallest, "high": smallest})


ACLED = Rule("acled", _settle, _select)
"""The most conservative figure, vague words read as ACLED reads them."""
