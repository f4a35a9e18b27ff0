"""Publication dates as metadata and newspapers write them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from sahel_dataset.ingest.furniture import plain
from sahel_dataset.knowledge import read_yaml

__all__ = ["FoundDate", "date_pattern", "find_dates", "parse_date"]

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_ISO_MONTH = re.compile(r"^(\d{4})-(\d{1,2})$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?$")
_YEAR = re.compile(r"^(\d{4})$")
_EPOCH = re.compile(r"^(\d{10})(\d{3})?(?:\.\d+)?$")
_YMD = re.compile(r"\b(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
_DMY = re.compile(r"\b(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\b")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text.

    Attributes
    ----------
    start, end : int
        Where it stands (characters).
    date : datetime.date or None
        The day; the first day where only the month or the year is told; None where the year is missing.
    precision : str
        ``day``, ``month``, ``year``, or ``unknown`` where the year is missing.
    """

    start: int
    end: int
    date: dt.date | None
    precision: str


@cache
def _months() -> dict[str, int]:
    lists = read_yaml("furniture/datelines.yaml")["months"]
    return {name: number for months in lists.values() for number, names in enumerate(months, 1) for name in names}


def _spelled(names: list[str]) -> str:
    accents = {"e": "[eéèê]", "u": "[uû]", "a": "[aà]"}
    spelled = sorted(names, key=lambda name: (-len(name), name))
    return "|".join("".join(accents.get(letter, letter) for letter in name) for name in spelled)


@cache
def date_pattern() -> re.Pattern[str]:
    """Return the pattern of dates with a month's name, in English and French, with or without year."""
    lists = read_yaml("furniture/datelines.yaml")
    month = _spelled(list(_months()))
    weekday = _spelled([day for days in lists["weekdays"].values() for day in days])
    day = r"(?P<{0}>\d{{1,2}})(?:er|st|nd|rd|th|ᵉʳ)?"
    year = r"(?P<{0}>(?:19|20)\d{{2}})(?!\d)"
    return re.compile(
        rf"(?:\b(?:{weekday})\b\.?,?\s+(?:the\s+|le\s+)?)?(?:"
        rf"{day.format('d1')}(?:\s+of)?[\s\-]+(?P<m1>{month})\b\.?(?:[\s\-]*,?\s*{year.format('y1')})?"
        rf"|\b(?P<m2>{month})\b\.?\s+{day.format('d2')}\b(?:\s*,?\s*{year.format('y2')})?"
        rf"|\b(?P<m3>{month})\b\.?,?\s+{year.format('y3')}"
        rf")",
        re.IGNORECASE,
    )


def _day(year: int, month: int, day: int) -> dt.date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def find_dates(text: str, *, day_first: bool | None = None) -> list[FoundDate]:
    """Return the calendar dates in a short text, in order.

    Parameters
    ----------
    text : str
        A line such as a dateline.
    day_first : bool, optional
        Whether ``03/04/2021`` is the third of April. Without it, such a date is passed over unless
        only one reading exists.

    Examples
    --------
    >>> [str(found.date) for found in find_dates("publié le vendredi 12 janvier 2018 à 21h35")]
    ['2018-01-12']
    >>> find_dates("BAMAKO, March 25 -")[0].precision
    'unknown'
    """
    results: list[FoundDate] = []
    for match in date_pattern().finditer(text):
        month = _months().get(plain(match["m1"] or match["m2"] or match["m3"]))
        year = match["y1"] or match["y2"] or match["y3"]
        day = match["d1"] or match["d2"]
        if month is None:
            continue
        if not year:
            if day and 1 <= int(day) <= 31:
                results.append(FoundDate(match.start(), match.end(), None, "unknown"))
            continue
        date = _day(int(year), month, int(day or 1))
        if date is not None:
            results.append(FoundDate(match.start(), match.end(), date, "day" if day else "month"))
    for pattern in (_ISO, _YMD):
        for match in pattern.finditer(text):
            date = _day(int(match[1]), int(match[2]), int(match[3]))
            if date is not None:
                results.append(FoundDate(match.start(), match.end(), date, "day"))
    for match in _DMY.finditer(text):
        first, second, year = (int(group) for group in match.groups())
        readings = [_day(year, second, first), _day(year, first, second)]
        if day_first is not None:
            date = readings[0] or readings[1] if day_first else readings[1] or readings[0]
        elif readings[0] == readings[1] or None in readings:
            date = readings[0] or readings[1]
        else:
            date = None
        if date is not None:
            results.append(FoundDate(match.start(), match.end(), date, "day"))
    return sorted(results, key=lambda found: (found.start, found.end))


def parse_date(value: object, *, day_first: bool | None = None) -> tuple[dt.date | None, str]:
    """Read a date as metadata give it.

    Parameters
    ----------
    value : object
        A string (ISO 8601, RFC 2822, a written date, a Unix time), a date, or a number of seconds.
    day_first : bool, optional
        As in `find_dates`.

    Returns
    -------
    tuple of (datetime.date or None, str)
        The day as written, whatever the time zone, and ``day``, ``month``, ``year`` or ``unknown``.

    Examples
    --------
    >>> parse_date("2021-02-17 14:43:02")
    (datetime.date(2021, 2, 17), 'day')
    >>> parse_date("2021-02")
    (datetime.date(2021, 2, 1), 'month')
    >>> parse_date("yesterday")
    (None, 'unknown')
    """
    if isinstance(value, dt.datetime):
        return value.date(), "day"
    if isinstance(value, dt.date):
        return value, "day"
    text = str(value or "").strip()
    if match := _EPOCH.match(text):
        moment = dt.datetime.fromtimestamp(int(match[1]), dt.UTC)
        return moment.date(), "day"
    if match := _COMPACT.match(text):
        date = _day(int(match[1]), int(match[2]), int(match[3]))
        return (date, "day") if date else (None, "unknown")
    if match := _ISO_MONTH.match(text):
        date = _day(int(match[1]), int(match[2]), 1)
        return (date, "month") if date else (None, "unknown")
    if match := _YEAR.match(text):
        date = _day(int(match[1]), 1, 1)
        return (date, "year") if date else (None, "unknown")
    for found in find_dates(text, day_first=day_first):
        if found.date is not None:
            return found.date, found.precision
    return None, "unknown"
