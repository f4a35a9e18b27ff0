"""Days, weeks, months and years as intervals: the arithmetic under dates in text.

An interval is a pair of dates, both included. Nothing here leaves the years that
`datetime.date` can hold: what would is None.
"""

from __future__ import annotations

import calendar
import datetime as dt

__all__ = [
    "day_in_month",
    "last_weekday",
    "month_of",
    "month_span",
    "next_weekday",
    "shift",
    "span_of",
    "week_of",
    "weekday_beside",
    "weekend_of",
    "year_of",
]

Interval = tuple[dt.date, dt.date]


def month_span(year: int, month: int) -> Interval | None:
    """Return the first and last day of a month.

    Examples
    --------
    >>> month_span(2020, 2)
    (datetime.date(2020, 2, 1), datetime.date(2020, 2, 29))
    """
    if not 1 <= year <= 9999:
        return None
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def month_of(day: dt.date) -> Interval:
    """Return the month of a day."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def year_of(year: int) -> Interval | None:
    """Return a year's first and last day."""
    return (dt.date(year, 1, 1), dt.date(year, 12, 31)) if 1 <= year <= 9999 else None


def week_of(day: dt.date) -> Interval:
    """Return the Monday and Sunday of a day's week.

    Examples
    --------
    >>> week_of(dt.date(2024, 7, 31))
    (datetime.date(2024, 7, 29), datetime.date(2024, 8, 4))
    """
    monday = shift(day, -day.weekday(), "day") or dt.date.min
    return monday, shift(monday, 6, "day") or dt.date.max


def weekend_of(day: dt.date) -> Interval:
    """Return the weekend that a day begins or lies in: from a Friday, Saturday or Sunday to the Sunday.

    A Monday to Thursday gives the Saturday and Sunday after it. A weekend that is named by its Sunday
    began on the Saturday.

    Examples
    --------
    >>> weekend_of(dt.date(2020, 7, 10))
    (datetime.date(2020, 7, 10), datetime.date(2020, 7, 12))
    """
    sunday = shift(day, 6 - day.weekday(), "day") or dt.date.max
    saturday = shift(sunday, -1, "day") or dt.date.min
    return (day if day.weekday() == calendar.FRIDAY else saturday), sunday


def day_in_month(year: int, month: int, day: int) -> dt.date | None:
    """Return a date, or None where the calendar has no such day.

    Examples
    --------
    >>> day_in_month(2021, 2, 29) is None
    True
    """
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def shift(day: dt.date, count: int, unit: str) -> dt.date | None:
    """Return the day `count` units after `day` (before it, where negative).

    Parameters
    ----------
    day : datetime.date
    count : int
    unit : str
        ``day``, ``week``, ``month``, ``year`` or ``decade``. A month or year later is the same day of the
        month, or the month's last.

    Examples
    --------
    >>> shift(dt.date(2021, 3, 31), -1, "month")
    datetime.date(2021, 2, 28)
    """
    if unit in {"day", "week"}:
        try:
            return day + dt.timedelta(days=count * (7 if unit == "week" else 1))
        except OverflowError:
            return None
    months = count * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def span_of(day: dt.date, unit: str) -> Interval:
    """Return the day, calendar week, month, year or decade that holds `day`."""
    if unit == "day":
        return day, day
    if unit == "week":
        return week_of(day)
    if unit == "month":
        return month_of(day)
    return dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)


def last_weekday(day: dt.date, weekday: int, *, strictly: bool = False) -> dt.date | None:
    """Return the last such weekday up to `day` (before it, if `strictly`). Monday is 0.

    Examples
    --------
    >>> last_weekday(dt.date(2024, 7, 31), 1)
    datetime.date(2024, 7, 30)
    """
    back = (day.weekday() - weekday) % 7
    return shift(day, -(7 if strictly and back == 0 else back), "day")


def next_weekday(day: dt.date, weekday: int, *, strictly: bool = False) -> dt.date | None:
    """Return the next such weekday from `day` on (after it, if `strictly`)."""
    ahead = (weekday - day.weekday()) % 7
    return shift(day, 7 if strictly and ahead == 0 else ahead, "day")


def weekday_beside(day: dt.date, weekday: int, step: int) -> dt.date | None:
    """Return such a weekday after `day` (step 1), before it (-1), or the one nearest to it (0).

    Examples
    --------
    >>> weekday_beside(dt.date(2024, 7, 31), 2, 1), weekday_beside(dt.date(2024, 7, 31), 4, 0)
    (datetime.date(2024, 8, 7), datetime.date(2024, 8, 2))
    """
    if step > 0:
        return next_weekday(day, weekday, strictly=True)
    if step < 0:
        return last_weekday(day, weekday, strictly=True)
    before, after = last_weekday(day, weekday), next_weekday(day, weekday)
    near = [d for d in (before, after) if d is not None]
    return min(near, key=lambda d: abs(d - day), default=None)
