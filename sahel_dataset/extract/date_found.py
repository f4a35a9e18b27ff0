"""What a date in text is: the mention handed on, and the matched form and its reading before that."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from sahel_dataset.extract import calendar
from sahel_dataset.extract.date_context import DateContext

__all__ = ["UNKNOWN", "DateMention", "Delta", "Found", "Reading"]

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Delta:
    """A distance in time: at least `low` and at most `high` units; negative is earlier.

    `follows` is true where the other event is named after the words ("two days after the raid"), false
    where it was told before ("two days later"). With a `weekday`, the distance is counted in such days: "the
    following Monday" is 1, "the previous Monday" -1, "that Monday" 0, the nearest one.
    """

    low: int
    high: int
    unit: str
    follows: bool = False
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class DateMention:
    """One expression of time.

    Attributes
    ----------
    start, end : int
        Where it stands.
    text : str
        Its words.
    first, last : datetime.date or None
        The interval, both days included; None is open or unknown.
    precision : str
        ``day``, ``week``, ``month``, ``year``, or ``unknown`` where the interval is not known.
    kind : str
        ``date`` (a day, week, month or year), ``range`` (from one to another), ``since``, ``until``, ``before``,
        ``after`` (one open end), ``duration_until_now`` ("in the last two weeks"), ``duration`` (only how long),
        ``relative_event`` (counted from another event), ``vague`` ("more than two years ago") or ``dateline``.
    is_reporting_time : bool
        It tells when something was said rather than when it happened: « a déclaré mardi ».
    is_future : bool
        What happens then was still to come at publication.
    delta : Delta or None
        The distance in time that the words state, where they state one.
    """

    start: int
    end: int
    text: str
    first: dt.date | None
    last: dt.date | None
    precision: str
    kind: str
    is_reporting_time: bool = False
    is_future: bool = False
    delta: Delta | None = None

    @property
    def is_resolved(self) -> bool:
        """Whether at least one bound is known."""
        return self.first is not None or self.last is not None

    def relative_to(self, day: dt.date, *, back: bool = False) -> tuple[dt.date, dt.date, str] | None:
        """Resolve a distance in time against the day of another event.

        Parameters
        ----------
        day : datetime.date
            The day that the distance is counted from.
        back : bool
            Count the other way: in "the raid came two days after the coup", the coup is two days *before* the raid.

        Returns
        -------
        tuple of (first, last, precision) or None
            None if the words state no distance, or one that leaves the calendar.

        Examples
        --------
        >>> from sahel_dataset.extract.dates import find_dates
        >>> mention = find_dates("Two days later they came back.", "en", None)[0]
        >>> mention.relative_to(dt.date(2020, 5, 8))
        (datetime.date(2020, 5, 10), datetime.date(2020, 5, 10), 'day')
        """
        if self.delta is None:
            return None
        low, high, unit = self.delta.low, self.delta.high, self.delta.unit
        if back:
            low, high = -high, -low
        if self.delta.weekday is not None:
            named = calendar.weekday_beside(day, self.delta.weekday, low)
            return None if named is None else (named, named, unit)
        first, last = calendar.shift(day, low, unit), calendar.shift(day, high, unit)
        if first is None or last is None:
            return None
        if low != high:
            return first, last, "week" if unit == "day" and high - low > 2 else unit if unit != "decade" else "year"
        first, last = calendar.span_of(first, unit)
        return first, last, unit if unit != "decade" else "year"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form means."""

    first: dt.date | None = None
    last: dt.date | None = None
    precision: str = UNKNOWN
    kind: str = "date"
    delta: Delta | None = None
    is_future: bool = False


@dataclass(frozen=True)
class Found:
    """A matched form in its context.

    `shared_year` is the year of the date it is joined to: "March 9 and April 10, 2021".
    """

    context: DateContext
    match: re.Match[str]
    start: int
    shared_year: int | None = None

    def __getitem__(self, slot: str) -> str | None:
        return self.match.groupdict().get(slot)

    @property
    def end(self) -> int:
        """Where the form ends."""
        return self.match.end()

    @property
    def published(self) -> dt.date | None:
        """When the text was published."""
        return self.context.published

    def weekday(self, slot: str = "weekday") -> int | None:
        """Return the weekday in a slot, Monday 0."""
        words = self[slot]
        return None if words is None else self.context.words.weekday[words]

    def month(self, slot: str = "month") -> int | None:
        """Return the month in a slot, January 1."""
        words = self[slot]
        return None if words is None else self.context.words.month[words]

    def day(self, slot: str = "day") -> int | None:
        """Return the day of the month in a slot."""
        words = self[slot]
        if words is None:
            return None
        digits = re.match(r"\d+", words)
        return int(digits[0]) if digits else self.context.words.day_words.get(words.casefold())

    def year(self, slot: str = "year") -> int | None:
        """Return the year in a slot, as four digits."""
        words = self[slot]
        return None if words is None else int(words)

    def told_year(self) -> tuple[bool, int | None]:
        """Return whether the words name a year ("last year", 2019), and which, where that is known."""
        year = self.year("year") or self.year("year2")
        if year is not None:
            return True, year
        words = self["yearword"]
        if words is None:
            return self.shared_year is not None, self.shared_year
        step = self.context.words.year_word[words]
        if isinstance(step, str):
            told = self.context.year_told_before(self.start)
            return True, None if told is None else told + int(step.split()[1])
        return True, None if self.published is None else self.published.year + step

    def hedge(self) -> str | None:
        """Return ``less``, ``more``, ``about`` or None; the stronger of two."""
        told = {self.context.words.hedge[words] for slot in ("hedge", "hedge2") if (words := self[slot])}
        return next((hedge for hedge in ("less", "more", "about") if hedge in told), None)

    def is_future(self) -> bool:
        """Return whether what happens then is still to come."""
        return self.context.is_future(self.start, self.end)

    def is_until(self) -> bool:
        """Return whether the date ends a stretch, so that it may as well be still to come: "until Friday"."""
        pattern = self.context.words.prefixes["until"]
        return pattern.search(self.context.text, max(0, self.start - 32), self.start) is not None
