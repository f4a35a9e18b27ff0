"""Dates in running text, each resolved against the publication date to an interval with a precision.

The conventions are those of the annotation guide of the gold articles: "since 2015" begins with 2015 and is open;
"two months ago" is the calendar month; a day without a year is its last occurrence; without a publication date
only what the text itself fixes is resolved. A date that cannot be resolved is returned with neither bound.

All words are data: ``knowledge/lexicon/<code>/dates.yaml``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from sahel_dataset.extract import calendar
from sahel_dataset.extract.date_context import DateContext
from sahel_dataset.extract.date_found import UNKNOWN, DateMention, Delta, Found, Reading
from sahel_dataset.extract.date_lexicon import DateLexicon, date_lexicon
from sahel_dataset.extract.date_readers import READERS

__all__ = ["DateMention", "Delta", "find_dates"]


# How far around a word of time a form may reach, in characters.
_REACH = 64


def find_dates(text: str, language: str, published: dt.date | None) -> list[DateMention]:
    """Find every date of a text.

    Parameters
    ----------
    text : str
        Any text.
    language : str
        ``en`` or ``fr``.
    published : datetime.date or None
        When the text was published, if that is known.

    Returns
    -------
    list of DateMention
        In the order of the text, without overlaps. Hours of the day are not dates.

    Examples
    --------
    >>> published = dt.date(2024, 7, 31)
    >>> for m in find_dates("The army said on Tuesday that it lost men between July 22 and 27.", "en", published):
    ...     print(m.text, m.first, m.last, m.precision, m.is_reporting_time)
    Tuesday 2024-07-30 2024-07-30 day True
    between July 22 and 27 2024-07-22 2024-07-27 day False
    >>> [(m.first, m.last) for m in find_dates("depuis 2015", "fr", None)]
    [(datetime.date(2015, 1, 1), None)]
    """
    words = date_lexicon(language)
    context = DateContext(text, published, words)
    excluded = [match.span() for match in words.not_dates.finditer(text)]
    chosen: list[tuple[Found, str, Reading]] = []
    for start, end, reads, match in sorted(_candidates(text, words), key=lambda c: (c[0] - c[1], c[0])):
        if any(start < f.end and f.start < end for f, *_ in chosen) or any(
            s <= start and end <= e for s, e in excluded
        ):
            continue
        if words.capitalised and not _is_capitalised(match):
            continue
        found = Found(context, match, start)
        reading = READERS[reads](found)
        if reading is not None:
            chosen.append((found, reads, reading))
    chosen.sort(key=lambda c: c[0].start)
    mentions: list[DateMention] = []
    for position, (found, reads, reading) in enumerate(chosen):
        year = _shared_year(found, chosen[position + 1][0]) if position + 1 < len(chosen) else None
        if year is not None:
            reading = READERS[reads](replace(found, shared_year=year)) or reading
        mentions.append(_mention(found, reads, reading, mentions[-1].end if mentions else 0))
    return mentions


def _shared_year(found: Found, following: Found) -> int | None:
    """Return the year that a date shares with the one it is joined to: "in April and May 2021"."""
    if found.told_year()[0] or found.month() is None or following.month() is None:
        return None
    if not found.context.words.year_shared.fullmatch(found.context.text, found.end, following.start):
        return None
    return following.year()


def _windows(text: str, words: DateLexicon) -> Iterator[tuple[int, int, set[str]]]:
    """Give the stretches worth reading, and what sorts of words of time each holds."""
    start = end = -1
    keys: set[str] = set()
    for match in words.trigger.finditer(text):
        if match.start() - _REACH > end:
            if keys:
                yield start, end, keys
            start, keys = max(0, match.start() - _REACH), set()
        end = match.end() + _REACH
        keys.add(match.lastgroup or "")
        if match.lastgroup == "anaphora":
            keys.add("unit")  # "days later" may be the end of "two days later"
    if keys:
        yield start, end, keys


def _candidates(text: str, words: DateLexicon) -> Iterator[tuple[int, int, str, re.Match[str]]]:
    """Give every match of every form; `start` is where the reported words begin."""
    for low, high, keys in _windows(text, words):
        # A window must not cut a word or number in two.
        while low > 0 and text[low - 1].isalnum():
            low -= 1
        while high < len(text) and text[high].isalnum():
            high += 1
        for form in words.forms:
            if form.key not in keys:
                continue
            has_mark = "begin" in form.pattern.groupindex
            for match in form.pattern.finditer(text, low, min(high, len(text))):
                yield (match.start("begin") if has_mark else match.start()), match.end(), form.reads, match


def _is_capitalised(match: re.Match[str]) -> bool:
    """Return whether the names of days and months in a match are written with a capital."""
    return all(
        words[0].isupper()
        for slot, words in match.groupdict().items()
        if words and slot.rstrip("012") in {"weekday", "month"}
    )


def _mention(found: Found, reads: str, reading: Reading, least: int) -> DateMention:
    """Finish a date: the word before it that opens one end, who speaks then."""
    context, start, end = found.context, found.start, found.end
    kind, first, last = reading.kind, reading.first, reading.last
    if kind == "date":
        prefix = _prefix(context, start, end, least)
        if reads == "day" and context.is_dateline(start, end):
            kind = "dateline"
        elif prefix is not None:
            kind, start = prefix
        elif context.is_named_after_since(least, start):
            kind = "since"
    if kind == "since":
        last = None
    elif kind == "until":
        first = None
    elif kind == "before":
        # Before the end of a month is within it; before a month is before its first day.
        ends = context.words.end_edge.match(context.text, found.start) is not None
        first, last = None, last if ends else None if first is None else calendar.shift(first, -1, "day")
    elif kind == "after":
        first, last = None if last is None else calendar.shift(last, 1, "day"), None
    published = context.published
    begins_later = published is not None and first is not None and first > published
    return DateMention(
        start,
        end,
        context.text[start:end],
        first,
        last,
        reading.precision if first is not None or last is not None else UNKNOWN,
        kind,
        kind in {"date", "dateline", "relative_event"} and context.is_said_then(start, end),
        kind != "dateline" and (begins_later or (reading.is_future and kind != "since")),
        reading.delta,
    )


def _prefix(context: DateContext, start: int, end: int, least: int) -> tuple[str, int] | None:
    """Return which end the word before a date leaves open, and where that word begins."""
    for kind, pattern in context.words.prefixes.items():
        match = pattern.search(context.text, max(least, start - 32), start)
        # "after Sunday's attack" is the attack of that Sunday.
        if match is not None and (kind == "since" or not re.match(r"['’]s\b", context.text[end : end + 3])):
            return kind, match.start("prefix")
    return None
