"""What the figures share of reading tables: days, labels, and which events took place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from sahel_dataset.schema import vocabulary

__all__ = [
    "actor_labels",
    "brief",
    "claimant_labels",
    "days",
    "each",
    "happened",
    "interval",
    "is_collective",
    "title_of",
]


def title_of(list_name: str, term: object) -> str:
    """Return what a vocabulary calls one of its terms; a term it lacks is returned with its underscores opened.

    Examples
    --------
    >>> title_of("event_type", "attack_on_civilians")
    'Attack on civilians'
    >>> title_of("event_type", None)
    'not known'
    """
    if pd.isna(term):  # type: ignore[call-overload]
        return "not known"
    terms = vocabulary(list_name)
    return terms[str(term)].title if str(term) in terms.names else str(term).replace("_", " ")


def is_collective(actor_id: str) -> bool:
    """Tell whether an id stands for a kind of people, who cannot be said to admit or keep silent.

    Examples
    --------
    >>> is_collective("jihadists_unspecified"), is_collective("jnim")
    (True, False)
    """
    return actor_id.startswith("civilians") or actor_id.endswith("_unspecified")


def days(column: pd.Series) -> pd.Series:
    """Return a column of dates, however it was read, as ``datetime64``."""
    return pd.to_datetime(column, errors="coerce")


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """Return the rows one by one, their values by column name."""
    yield from frame.itertuples(index=False)


def happened(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events told as facts: plans, threats, denials and suppositions are left out."""
    return events[events["realis"].eq("actual")]


def brief(events: pd.DataFrame, within: int = 92) -> pd.Series:
    """Tell which events lasted no longer than some days.

    The toll of a year, or of everything since a day ("2,400 killed since July", whose end is open), holds the tolls of
    other events: it belongs into no sum and into no step of a time axis.

    Parameters
    ----------
    events : DataFrame
        Rows of ``events``.
    within : int
        The longest span, in days.

    Returns
    -------
    Series of bool
        True for an event within the span, and for one without a date.

    Examples
    --------
    >>> spans = {"date_start": ["2024-05-01", "2024-01-01", "2023-07-01"], "date_end": ["2024-05-02", "2024-12-31", ""]}
    >>> brief(pd.DataFrame(spans)).tolist()
    [True, False, False]
    """
    first, last = days(events["date_start"]), days(events["date_end"])
    return first.isna() | (last - first).dt.days.le(within)


def interval(low: object, high: object) -> str:
    """Return a figure as it was said: exact, a range, or open on one side.

    Examples
    --------
    >>> interval(5, 5), interval(24, 99), interval(20, None), interval(None, 30), interval(None, None)
    ('5', '24–99', '20 or more', 'up to 30', 'no figure')
    """
    has_low, has_high = pd.notna(low), pd.notna(high)  # type: ignore[call-overload]
    if has_low and has_high:
        return f"{low:,.0f}" if low == high else f"{low:,.0f}–{high:,.0f}"
    if has_low:
        return f"{low:,.0f} or more"
    return f"up to {high:,.0f}" if has_high else "no figure"


def actor_labels(actors: pd.DataFrame | None) -> Mapping[str, str]:
    """Return the name of each actor by its id; an empty mapping where no actors are given."""
    return {} if actors is None else dict(zip(actors["actor_id"], actors["name"], strict=True))


def claimant_labels(claims: pd.DataFrame, actors: pd.DataFrame | None) -> pd.Series:
    """Return for each claim who makes it: the actor's name, or else the kind of claimant."""
    names = actor_labels(actors)
    return pd.Series(
        [
            names.get(claimant, claimant) if pd.notna(claimant) else title_of("claimant_kind", kind)
            for claimant, kind in zip(claims["claimant_id"], claims["claimant_kind"], strict=True)
        ],
        index=claims.index,
        dtype="object",
    )
