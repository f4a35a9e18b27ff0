"""Dates that are told by their distance: from publication, or from another event.

"Two months ago" is a calendar month; "in the last two weeks" and "for two years" are stretches that
reach publication; "two days later" waits for the event it is counted from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from sahel_dataset.extract import calendar
from sahel_dataset.extract.date_found import UNKNOWN, Delta, Found, Reading

__all__ = ["DISTANCE_READERS", "relative_step"]

_UNITS = {"hour": "day", "day": "day", "week": "week", "month": "month", "year": "year", "decade": "year"}


def relative_step(step: str) -> int | None:
    """Return how many steps from the other event ``relative 1`` and its like say; None where they do not."""
    return int(step.split()[1]) if " " in step else None


def read_unit(found: Found) -> Reading | None:
    """Read a calendar unit: "last week", "earlier this year", « le mois dernier ».

    "The previous week" is counted from what was told before it, and from publication where nothing was.
    """
    words = found.context.words
    if (unit_word := found["unitword"]) is not None:
        unit, step = words.unit_word[unit_word]
    else:
        unit, step = words.edged_unit[found["edgedunit"] or ""]
    published, kind, delta = found.published, "date", None
    if isinstance(step, str):
        step = relative_step(step) or 0
        kind, delta = "relative_event", Delta(step, step, unit)
    moved = None if published is None or (delta is not None and step >= 0) else calendar.shift(published, step, unit)
    if published is None or moved is None:
        return Reading(kind=kind, delta=delta)
    first, last = calendar.span_of(moved, unit)
    side = None if found["side"] is None else words.side[found["side"] or ""]
    if side == "past":
        last = min(last, published)
    elif side == "future":
        first = max(first, published)
    return Reading(first, last, unit, kind, delta, is_future=side == "future" or step > 0)


def _counted(found: Found) -> tuple[int, int, str] | None:
    """Return how many of which unit, at least and at most."""
    unit_words = found["unit"]
    if unit_words is None:
        return None
    unit: str = found.context.words.unit[unit_words]
    words = found["count"]
    counted = (1, 1) if words is None else found.context.words.count(words)
    if counted is None or counted[0] < 1:
        return None
    low, high = counted
    if unit == "hour":
        return round(low / 24), round(high / 24), "day"
    return low, high, unit


def read_ago(found: Found) -> Reading | None:
    """Read a distance from publication.

    "Two months ago" is that calendar month, « il y a moins d'un mois » the month up to publication.
    """
    counted = _counted(found)
    if counted is None:
        return None
    low, high, unit = counted
    published, hedge = found.published, found.hedge()
    delta = Delta(-high, -low, unit)
    if published is None or hedge == "more" or (low != high and unit != "day"):
        return Reading(kind="vague", delta=delta)
    first, last = calendar.shift(published, -high, unit), calendar.shift(published, -low, unit)
    if first is None or last is None:
        return Reading(kind="vague", delta=delta)
    if hedge == "less":
        yesterday = calendar.shift(published, -1, "day") or published
        return Reading(min(first, yesterday), yesterday, _UNITS[unit])
    span = calendar.span_of(first, unit)[0], calendar.span_of(last, unit)[1]
    precise = unit != "day" or first == last
    return Reading(span[0], min(span[1], published), _UNITS[unit] if precise else "week")


def read_past_units(found: Found) -> Reading | None:
    """Read a stretch up to publication: "in the last two weeks"."""
    counted = _counted(found)
    # "in the last months" says too little.
    if counted is None or (found["count"] is None and counted[2] != "month" and (found["unit"] or "").endswith("s")):
        return None
    low, high, unit = counted
    kind, delta = "duration_until_now", Delta(-high, 0, unit)
    published = found.published
    first = None if published is None else calendar.shift(published, -high, unit)
    if published is None or first is None or (low != high and unit != "day"):
        return Reading(kind=kind, delta=delta)
    precision = "week" if unit == "day" and high > 3 else _UNITS[unit]
    return Reading(first, published, precision, kind, delta)


def read_span(found: Found) -> Reading | None:
    """Read a stretch of time: "the second attack in two months" lies before publication, others say only how long."""
    counted = _counted(found)
    if counted is None:
        return None
    low, high, unit = counted
    delta, published = Delta(low, high, unit), found.published
    text = found.context.text
    stretch = max(text.rfind(mark, 0, found.start) for mark in ".!?;:,\n")
    repeated = found.context.words.ordinal.search(text, max(stretch + 1, found.start - 70), found.start) is not None
    if not repeated or published is None or low != high:
        return Reading(kind="duration", delta=delta)
    first, last = calendar.shift(published, -high, unit), calendar.shift(published, -1, "day")
    if first is None or last is None or first > last:
        return Reading(kind="duration", delta=delta)
    return Reading(first, last, _UNITS[unit], "duration_until_now", delta)


def read_lasting(found: Found) -> Reading | None:
    """Read what has lasted until now: « depuis quatre ans », "a decade-old insurgency", "for two years now"."""
    counted = _counted(found)
    if counted is None or (found["count"] is None and (found["unit"] or "").endswith("s")):
        return None
    low, high, unit = counted
    delta, words, text = Delta(low, high, unit), found.context.words, found.context.text
    kind = "since"
    if words.perfect_is is not None and found["lasting"] is None and found["now"] is None:
        # "has been fighting for two years" lasts; "was jailed for two years" does not.
        breaks = [m.end() for m in words.clause_break.finditer(text, max(0, found.start - 60), found.start)]
        if not words.perfect_is.search(text, breaks[-1] if breaks else max(0, found.start - 60), found.start):
            kind = "duration"
    first = None
    if kind == "since" and found.published is not None and low == high and found.hedge() in {None, "about"}:
        first = calendar.shift(found.published, -high, unit)
    if first is None:
        return Reading(kind=kind, delta=delta)
    return Reading(calendar.span_of(first, unit)[0], None, _UNITS[unit], kind, delta)


def read_relative(found: Found) -> Reading | None:
    """Read a distance from another event: "two days earlier", "three years after the coup".

    "The raid comes three years after ..." counts back from the news, so months and years can be told.
    """
    counted = _counted(found)
    if counted is None:
        return None
    low, high, unit = counted
    words, text = found.context.words, found.context.text
    is_earlier = found["earlier"] is not None
    follows = _names_the_other(found, found["later"] or found["earlier"] or "")
    if found.hedge() == "more":
        return Reading(kind="vague")  # "more than two weeks after" fixes no day
    if found.hedge() == "less":
        low = 0
    delta = Delta(-high, -low, unit, follows) if is_earlier else Delta(low, high, unit, follows)
    published = found.published
    if published is None or is_earlier or not follows or low != high or unit not in {"month", "year", "decade"}:
        return Reading(kind="relative_event", delta=delta)
    if unit == "month" and not words.news_cue.search(text, max(0, found.start - 24), found.start):
        return Reading(kind="relative_event", delta=delta)
    other = calendar.shift(published, -high, unit)
    if other is None:
        return Reading(kind="relative_event", delta=delta)
    return Reading(*calendar.span_of(other, unit), _UNITS[unit], "relative_event", delta)


def _names_the_other(found: Found, relation: str) -> bool:
    """Return whether words follow that can name the other event: "two days after the raid", « la veille du raid »."""
    words, text, end = found.context.words, found.context.text, found.end
    if words.followed_by.match(text, end) is not None:
        return True
    follows = re.match(r"\s+[^\W_]", text[end : end + 6]) is not None
    return follows and words.followed.search(relation) is not None and not words.not_followed_by.match(text, end)


def read_anaphora(found: Found) -> Reading | None:
    """Read days counted from another event: "the next day", « la veille »."""
    told = found["anaphora"] or ""
    low, high = found.context.words.anaphora[told]
    if re.match(r"\s+\d", found.context.text[found.end : found.end + 4]):
        return None  # "shortly after 21:00"
    return Reading(kind="relative_event", delta=Delta(low, high, "day", _names_the_other(found, told)))


def read_today(found: Found) -> Reading | None:
    """Read days counted from publication: "yesterday", « demain », and the night that ends with it."""
    told = found.context.words.relative_day[found["relativeday"] or ""]
    steps = [told] if isinstance(told, int) else told
    published = found.published
    days = [None if published is None else calendar.shift(published, step, "day") for step in steps]
    kind = "date" if len(days) == 1 else "range"
    return Reading(days[0], days[-1], "day" if days[0] else UNKNOWN, kind, is_future=steps[-1] > 0)


DISTANCE_READERS: Mapping[str, Callable[[Found], Reading | None]] = {
    "unit": read_unit,
    "ago": read_ago,
    "past_units": read_past_units,
    "span": read_span,
    "lasting": read_lasting,
    "relative": read_relative,
    "anaphora": read_anaphora,
    "today": read_today,
}
"""What each heading of ``forms`` in dates.yaml that tells a distance means."""
