"""One sentence per event, made from its fields and never copied from an article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

__all__ = ["days_in_words", "summarise"]

_TYPE_WORDS = {
    "armed_clash": "Armed clash",
    "air_strike": "Air strike",
    "shelling": "Shelling",
    "explosive_device": "Explosive device",
    "suicide_attack": "Suicide attack",
    "attack_on_civilians": "Attack on civilians",
    "abduction": "Abduction",
    "sexual_violence": "Sexual violence",
    "looting_destruction": "Looting or destruction",
    "territory_taken": "Territory taken",
    "withdrawal": "Withdrawal",
    "blockade": "Blockade",
    "deployment": "Deployment",
    "protest": "Protest",
    "riot": "Riot",
    "coup": "Coup",
    "arrest": "Arrest",
    "expulsion": "Expulsion",
    "sanction": "Sanction",
    "media_ban": "Ban or suspension",
    "agreement": "Agreement",
    "release": "Release",
    "negotiation": "Negotiation",
    "displacement": "Displacement",
    "accident": "Accident",
    "other_conflict_event": "Event",
}
_REALIS_WORDS = {
    "denied": " (denied)",
    "planned": " (planned)",
    "threatened": " (threatened)",
    "hypothetical": " (supposed)",
}
_PLACE_WORDS = {"exact": "at", "near": "near", "admin": "in", "country": "in"}


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def days_in_words(start: dt.date | None, end: dt.date | None, precision: str) -> str:
    """Return an interval of days as an English phrase.

    Parameters
    ----------
    start, end : datetime.date or None
        First and last day.
    precision : str
        ``day``, ``week``, ``month``, ``year`` or ``unknown``.

    Examples
    --------
    >>> import datetime as dt
    >>> days_in_words(dt.date(2024, 7, 25), dt.date(2024, 7, 27), "day")
    'from 25 July 2024 to 27 July 2024'
    >>> days_in_words(dt.date(2017, 10, 1), dt.date(2017, 10, 31), "month")
    'in October 2017'
    """
    if precision == "unknown" or (start is None and end is None):
        return "on an unknown date"
    if start is None or end is None:
        return f"since {_day(start)}" if start else f"until {_day(end)}" if end else ""
    if start == end:
        return f"on {_day(start)}"
    if precision == "year" and start.year == end.year:
        return f"in {start.year}"
    if precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"in {start:%B %Y}"
    return f"between {_day(start)} and {_day(end)}" if precision != "day" else f"from {_day(start)} to {_day(end)}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else "".join(names)


def summarise(
    *,
    event_type: str,
    realis: str,
    days: str,
    place_name: str | None,
    admin1: str | None,
    country: str | None,
    geo_precision: str,
    initiators: Sequence[str] = (),
    targets: Sequence[str] = (),
    victims: Sequence[str] = (),
) -> str:
    """Return one sentence on an event.

    Parameters
    ----------
    event_type, realis, geo_precision : str
        Terms of the vocabularies.
    days : str
        As `days_in_words` gives them.
    place_name, admin1, country : str or None
        Names, the country's in English.
    initiators, targets, victims : sequence of str
        Names of actors, in the order in which they are to be listed.

    Examples
    --------
    >>> summarise(
    ...     event_type="armed_clash", realis="actual", days="on 1 June 2025", place_name="Boulkessi", admin1="Mopti",
    ...     country="Mali", geo_precision="exact", initiators=["JNIM"], targets=["Malian Armed Forces"],
    ... )
    'Armed clash at Boulkessi, Mopti, Mali, on 1 June 2025, by JNIM against Malian Armed Forces.'
    """
    around: list[str] = []
    for name in (place_name if geo_precision in _PLACE_WORDS else None, admin1, country):
        if name and name not in around:
            around.append(name)
    where = f" {_PLACE_WORDS.get(geo_precision, 'in')} {', '.join(around)}" if around else " at an unknown place"
    aimed_at = list(targets) or [name for name in victims if name not in initiators]
    sides = f", by {_listed(list(initiators))}" if initiators else ""
    against = f" {'against' if targets else 'affecting'} {_listed(aimed_at)}" if aimed_at else ""
    separator = "" if sides or not against else ","
    return f"{_TYPE_WORDS[event_type]}{_REALIS_WORDS.get(realis, '')}{where}, {days}{sides}{separator}{against}."
