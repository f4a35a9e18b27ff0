"""How each form of date is resolved to an interval, against the publication date.

A reader takes the slots of a matched form and says what they mean, or None where the words are no
date after all (the 31st of April, a lower-case "may"). Which words fill which slot is data
(``knowledge/lexicon/<code>/dates.yaml``). No interval is given where the text and the publication date
do not fix one: no date is better than a wrong one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

from sahel_dataset.extract import calendar
from sahel_dataset.extract.date_distances import DISTANCE_READERS, relative_step
from sahel_dataset.extract.date_found import UNKNOWN, Delta, Found, Reading

__all__ = ["READERS"]

# A day named without its year may lie this far ahead of the publication date and still be this year's:
# publication dates are a day off at times.
_NEAR_FUTURE = dt.timedelta(days=2)


def _interval(
    span: tuple[dt.date, dt.date] | None, precision: str, kind: str = "date", *, is_future: bool = False
) -> Reading:
    if span is None:
        return Reading(kind=kind, is_future=is_future)
    return Reading(span[0], span[1], precision, kind, is_future=is_future)


def _step_of(found: Found) -> int | str | None:
    """Return which one is meant: a step from now, ``relative`` and a step from another event, or None."""
    words = found.context.words
    if (before := found["which"]) is not None:
        step: int | str = words.which[before]
        return step
    if (after := found["whichafter"]) is not None:
        return words.which_after[after]
    return None


def _nearest(found: Found, month: int, day: int, step: int | str | None) -> tuple[dt.date | None, bool]:
    """Return the occurrence of a day of the year that is meant, and whether it is still to come."""
    published = found.published
    if published is None or isinstance(step, str):
        return None, False
    candidates = (calendar.day_in_month(published.year + years, month, day) for years in range(-8, 9))
    known = [candidate for candidate in candidates if candidate is not None]
    if step is None and found.is_until():
        nearest = min(known, key=lambda candidate: abs(candidate - published), default=None)
        return nearest, nearest is not None and nearest > published
    if step == 1 or (step is None and found.is_future()):
        return next((candidate for candidate in known if candidate >= published), None), True
    reach = dt.timedelta(0) if step == -1 else _NEAR_FUTURE
    past = [candidate for candidate in known if candidate - published <= reach]
    return (past[-1] if past else None), False


def _on_weekday(day: dt.date, weekday: int | None) -> tuple[dt.date, dt.date] | None:
    """Return the day; where its weekday is told and is the day before or after, both; None where they clash."""
    if weekday is None or day.weekday() == weekday:
        return day, day
    for step in (-1, 1):
        other = calendar.shift(day, step, "day")
        if other is not None and other.weekday() == weekday:
            return min(day, other), max(day, other)
    return None


def read_day(found: Found) -> Reading | None:
    """Read a day of a month: "July 22", « jeudi 1er mars », "5 March last year"."""
    month, day, weekday = found.month(), found.day(), found.weekday()
    if month is None or day is None or calendar.day_in_month(2000, month, day) is None:
        return None
    step = _step_of(found)
    has_year, year = found.told_year()
    if not has_year and found.match.start("month") < found.match.start("day") and _names_a_month(found):
        return None
    is_future = False
    if has_year:
        resolved = None if year is None else calendar.day_in_month(year, month, day)
        if year is not None and resolved is None:
            return None
    else:
        resolved, is_future = _nearest(found, month, day, step)
        if resolved is not None and weekday is not None and resolved.weekday() != weekday and step is None:
            resolved, is_future = _of_that_weekday(found, resolved, weekday), is_future
    span = None if resolved is None else _on_weekday(resolved, weekday)
    if span is None and resolved is not None and has_year:
        span = resolved, resolved  # a date written out is surer than its weekday
    return _interval(span, "day", is_future=is_future)


def _names_a_month(found: Found) -> bool:
    """Return whether "in May 10 people died" is meant."""
    text, words = found.context.text, found.context.words
    return words.month_preposition.search(text, max(0, found.start - 12), found.start) is not None


def _of_that_weekday(found: Found, resolved: dt.date, weekday: int) -> dt.date:
    """Return the next year's day if only that one falls on the weekday told and lies close ahead."""
    published = found.published
    ahead = calendar.shift(resolved, 1, "year")
    if published is not None and ahead is not None and ahead.weekday() == weekday and (ahead - published).days <= 60:
        return ahead
    return resolved


def read_day_range(found: Found) -> Reading | None:
    """Read from one day to another: "between July 22 and 27", « du 28 avril au 3 mai 2020 »."""
    last_month = found.month("month2") or found.month("month1")
    first_month = found.month("month1") or last_month
    first_day, last_day = found.day("day1"), found.day("day2")
    if first_month is None or last_month is None or first_day is None or last_day is None:
        return None
    if (first_month, first_day) == (last_month, last_day) or calendar.day_in_month(
        2000, first_month, first_day
    ) is None:
        return None
    has_year, year = found.told_year()
    if not has_year and found["year1"] is not None:
        has_year, year = True, found.year("year1")
        if year is not None and (last_month, last_day) < (first_month, first_day):
            year += 1
    is_future = False
    if has_year:
        last = None if year is None else calendar.day_in_month(year, last_month, last_day)
    else:
        last, is_future = _nearest(found, last_month, last_day, None)
    if last is None:
        return Reading(kind="range") if calendar.day_in_month(2000, last_month, last_day) else None
    first_year = found.year("year1") or last.year - ((first_month, first_day) > (last_month, last_day))
    first = calendar.day_in_month(first_year, first_month, first_day)
    if first is None or first > last:
        return None
    return Reading(first, last, "day", "range", is_future=is_future)


def read_day_list(found: Found) -> Reading | None:
    """Read two days of one month: "July 22 and 27", « les 22 et 23 juillet »."""
    month, first_day, last_day = found.month(), found.day("day1"), found.day("day2")
    if month is None or first_day is None or last_day is None or first_day >= last_day:
        return None
    has_year, year = found.told_year()
    # "on March 25 and 30 people died"
    if found.match.start("month") < found.match.start("day1") and found.context.words.counted_plural.match(
        found.context.text, found.end
    ):
        return None
    is_future = False
    if has_year:
        last = None if year is None else calendar.day_in_month(year, month, last_day)
    else:
        last, is_future = _nearest(found, month, last_day, None)
    if last is None:
        return Reading(kind="range")
    return Reading(last.replace(day=first_day), last, "day", "range", is_future=is_future)


def read_weekday(found: Found) -> Reading | None:
    """Read a weekday: the last one up to publication, the next where it is still to come."""
    weekday, step = found.weekday(), _step_of(found)
    if weekday is None:
        return None
    if isinstance(step, str):
        beside = relative_step(step)
        delta = None if beside is None else Delta(beside, beside, "day", weekday=weekday)
        return Reading(kind="relative_event", delta=delta)
    published = found.published
    if published is None:
        return Reading()
    if (words := found["weekword"]) is not None:
        monday = calendar.shift(calendar.week_of(published)[0], found.context.words.week_word[words], "week")
        day = None if monday is None else calendar.shift(monday, weekday, "day")
        return Reading(day, day, "day" if day else UNKNOWN)
    is_future = step == 1 or (
        step in {None, 0} and found.is_future() and not found.context.is_said_then(found.start, found.end)
    )
    if step is None and found.is_until():
        is_future = (weekday - published.weekday()) % 7 <= 3
    if is_future:
        day = calendar.next_weekday(published, weekday, strictly=step == 1)
    else:
        day = calendar.last_weekday(published, weekday, strictly=step == -1)
    return Reading(day, day, "day" if day else UNKNOWN, is_future=is_future)


def read_weekday_range(found: Found) -> Reading | None:
    """Read from one weekday to another: « dans la nuit de dimanche à lundi »."""
    first_day, last_day = found.weekday("weekday1"), found.weekday("weekday2")
    if first_day is None or last_day is None or first_day == last_day:
        return None
    if found.published is None:
        return Reading(kind="range")
    is_future = found.is_future()
    if is_future:
        first = calendar.next_weekday(found.published, first_day)
        last = None if first is None else calendar.next_weekday(first, last_day)
    else:
        last = calendar.last_weekday(found.published, last_day)
        first = None if last is None else calendar.last_weekday(last, first_day)
    if first is None or last is None:
        return Reading(kind="range")
    return Reading(first, last, "day", "range", is_future=is_future)


def read_night_to(found: Found) -> Reading | None:
    """Read the night that ends with a weekday: "overnight to Friday" began on the Thursday."""
    reading = read_weekday(found)
    if reading is None or reading.first is None:
        return reading
    eve = calendar.shift(reading.first, -1, "day")
    return None if eve is None else Reading(eve, reading.first, "day", "range", is_future=reading.is_future)


def read_weekend(found: Found) -> Reading | None:
    """Read a weekend: of a date, or the last one."""
    step = _step_of(found)
    if isinstance(step, str):
        return Reading(kind="relative_event")
    month, day = found.month(), found.day()
    if month is not None and day is not None:
        has_year, year = found.told_year()
        resolved = (
            (None if year is None else calendar.day_in_month(year, month, day))
            if has_year
            else _nearest(found, month, day, step)[0]
        )
        return _interval(None if resolved is None else calendar.weekend_of(resolved), "day", "range")
    published = found.published
    if published is None:
        return Reading(kind="range")
    is_future = step == 1 or (step in {None, 0} and found.is_future())
    saturday = (calendar.next_weekday if is_future else calendar.last_weekday)(published, 5, strictly=step in {-1, 1})
    if saturday is not None and step == -1 and published.weekday() == 6:
        saturday = calendar.shift(saturday, -1, "week")  # on a Sunday, last weekend is not this one
    span = None if saturday is None else (saturday, calendar.shift(saturday, 1, "day") or saturday)
    return _interval(span, "day", "range", is_future=is_future)


def _nearest_month(found: Found, month: int, step: int | str | None) -> tuple[tuple[dt.date, dt.date] | None, bool]:
    """Return the month of that name that is meant, and whether it is still to come."""
    published = found.published
    if published is None or isinstance(step, str):
        return None, False
    is_future = step == 1 or (step is None and month != published.month and found.is_future())
    if step is None and found.is_until():
        is_future = 1 <= (month - published.month) % 12 <= 6
    year = published.year
    if is_future:
        year += month <= published.month
    else:
        year -= month > published.month or (step == -1 and month == published.month)
    return calendar.month_span(year, month), is_future


def read_month(found: Found) -> Reading | None:
    """Read a month: "January 2016", "in January of last year", « en mars », « juin dernier »."""
    month, step = found.month(), _step_of(found)
    if month is None:
        return None
    if isinstance(step, str):
        return Reading(kind="relative_event")
    has_year, year = found.told_year()
    if has_year:
        return _interval(None if year is None else calendar.month_span(year, month), "month")
    span, is_future = _nearest_month(found, month, step)
    return _interval(span, "month", is_future=is_future)


def read_month_list(found: Found) -> Reading | None:
    """Read the second of two months: "in December and February"; the first is read on its own."""
    return read_month(found)


def read_month_range(found: Found) -> Reading | None:
    """Read from one month to another: « entre décembre 2019 et janvier 2020 »."""
    first_month, last_month = found.month("month1"), found.month("month2")
    if first_month is None or last_month is None:
        return None
    _, year = found.told_year()
    if year is None and (first_year := found.year("year1")) is not None:
        year = first_year + (last_month < first_month)
    if year is None and found["yearword"] is None:
        span, _ = _nearest_month(found, last_month, None)
        year = None if span is None else span[0].year
    last = None if year is None else calendar.month_span(year, last_month)
    if year is None or last is None:
        return Reading(kind="range")
    first = calendar.month_span(found.year("year1") or year - (first_month > last_month), first_month)
    if first is None or first[0] > last[1]:
        return None
    return Reading(first[0], last[1], "month", "range")


def read_open_range(found: Found) -> Reading | None:
    """Read from a day, month or year until now: "between January 2020 to date"."""
    month, day = found.month(), found.day()
    core = read_year(found, is_certain=True) if month is None else read_month(found) if day is None else read_day(found)
    return None if core is None else Reading(core.first, None, core.precision, "since")


def read_year_range(found: Found) -> Reading | None:
    """Read from one year to another: "from 2012 to 2015", "2012-13"."""
    first = found.year("year1") or found.year("year")
    last = found.year("year2")
    if last is None and first is not None and (short := found["shortyear"]) is not None:
        last = first - first % 100 + int(short)
    if first is None or last is None or first >= last:
        return None
    return Reading(dt.date(first, 1, 1), dt.date(last, 12, 31), "year", "range")


def read_year(found: Found, *, is_certain: bool = False) -> Reading | None:
    """Read four digits as a year, if what stands around says that they are one."""
    year = found.year()
    if year is None or not (is_certain or found.match.start("year") > found.match.start() or _is_year(found, year)):
        return None
    return _interval(calendar.year_of(year), "year")


def _is_year(found: Found, year: int) -> bool:
    text, words = found.context.text, found.context.words
    start, end = found.start, found.end
    low = max(0, start - 24)
    if re.match(r"[-‐‑]?\d|\s?(?:%|km)", text[end : end + 4]):
        return False
    if text[start - 1 : start] == "(" and text[end : end + 1] in ")-–,;":
        return True
    # "a group of 1950 men" is a count, "in 1950 men fled" a year; "in 2000 villages" a count again.
    counts = words.counted_plural.match(text, end) is not None
    if words.year_certain.search(text, low, start):
        return not (counts and year % 100 == 0)
    if words.not_year.search(text, low, start) or counts:
        return False
    if words.year_before.search(text, low, start) or words.year_joiner.search(text, low, start):
        return True
    # "the 2012 coup", "Boko Haram's 2014 abduction"
    return (
        words.year_determiner.search(text, low, start) is not None and re.match(r"\s[^\W\d_]", text[end:]) is not None
    )


def read_iso(found: Found) -> Reading | None:
    """Read 2024-07-30."""
    year, day = found.year(), found.day()
    resolved = None if year is None or day is None else calendar.day_in_month(year, int(found["monthnumber"] or 0), day)
    return None if resolved is None else Reading(resolved, resolved, "day")


def read_numeric(found: Found) -> Reading | None:
    """Read 30/07/2024, where day and month cannot be mistaken for each other or the language has one order."""
    year, day, month = found.year(), found.day(), int(found["monthnumber"] or 0)
    if year is None or day is None or not (found.context.words.day_first or day > 12 or day == month):
        return None
    resolved = calendar.day_in_month(year, month, day)
    return None if resolved is None else Reading(resolved, resolved, "day")


READERS: Mapping[str, Callable[[Found], Reading | None]] = {
    "day": read_day,
    "day_range": read_day_range,
    "day_list": read_day_list,
    "weekday": read_weekday,
    "weekday_range": read_weekday_range,
    "night_to": read_night_to,
    "weekend": read_weekend,
    "month": read_month,
    "month_list": read_month_list,
    "month_range": read_month_range,
    "open_range": read_open_range,
    "year_range": read_year_range,
    "year": read_year,
    **DISTANCE_READERS,
    "iso": read_iso,
    "numeric": read_numeric,
}
"""What each heading of ``forms`` in dates.yaml means."""
