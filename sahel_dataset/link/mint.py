"""New event ids: readable, and the same wherever they are minted from the same mention."""

from __future__ import annotations

import hashlib
from collections.abc import Container

import pandas as pd

from sahel_dataset.knowledge.names import plain

__all__ = ["mint", "slug"]

_SHORTEST = 4


def slug(name: str) -> str:
    """Return a name in small letters, digits and hyphens.

    Examples
    --------
    >>> slug("Téra, département de")
    'tera-departement-de'
    """
    return plain(name).replace(" ", "-")


def _day(first: pd.Timestamp | None, precision: str) -> str:
    if first is None or pd.isna(first) or precision == "unknown":
        return "undated"
    return f"{first:%Y-%m-%d}"[: {"month": 7, "year": 4}.get(precision, 10)]


def mint(
    key: str,
    *,
    country: str | None,
    first_day: pd.Timestamp | None,
    date_precision: str,
    place_name: str | None,
    taken: Container[str],
) -> str:
    """Return a new event id, made from country, day and place of the founding mention and a few digits of its key.

    Parameters
    ----------
    key : str
        Lasting key of the founding mention.
    country, place_name : str or None
        Where that mention has the event.
    first_day : pandas.Timestamp or None
        Its first day.
    date_precision : str
        How exactly that is known: the id says no more than that.
    taken : container of str
        Every id that was ever given. The digits are made longer until the id is new.

    Examples
    --------
    >>> mint("m-1", country="ML", first_day=pd.Timestamp("2024-07-25"), date_precision="day",
    ...      place_name="Tinzaouaten", taken=())
    'ml-2024-07-25-tinzaouaten-a461'
    """
    digest = hashlib.sha256(key.encode()).hexdigest()
    where = slug(place_name or "")[:40].strip("-") or "unplaced"
    stem = f"{(country or 'xx').lower()}-{_day(first_day, date_precision)}-{where}"
    for length in range(_SHORTEST, len(digest) + 1):
        event_id = f"{stem}-{digest[:length]}"
        if event_id not in taken:
            return event_id
    raise ValueError(f"The mention {key} has founded an event before.")
