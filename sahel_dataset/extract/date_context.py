"""What stands around a date: who speaks then, whether it is still to come, which year was told before."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from dataclasses import dataclass, field

from sahel_dataset.extract.date_lexicon import DateLexicon

__all__ = ["DateContext"]

_REACH = 70
_EXPLICIT_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!\w)")
_LINE_START = re.compile(r"(?:^|\n)[^\n.:;!?]{0,60}\Z")
_CLAUSE_END = re.compile(r"[.!?;:\n»”\"]")


@dataclass(frozen=True)
class DateContext:
    """One text, its publication date, and questions about a stretch of it.

    Attributes
    ----------
    text : str
    published : datetime.date or None
    words : DateLexicon
    """

    text: str
    published: dt.date | None
    words: DateLexicon
    _years: list[tuple[int, int]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        years = [(match.end(), int(match[0])) for match in _EXPLICIT_YEAR.finditer(self.text)]
        object.__setattr__(self, "_years", years)

    def year_told_before(self, position: int) -> int | None:
        """Return the last year written out before `position`, to which "the same year" refers."""
        index = bisect.bisect_right(self._years, (position, 0))
        return self._years[index - 1][1] if index else None

    def is_future(self, start: int, end: int) -> bool:
        """Return whether what happens at a date is still to come, by the nearest verb of its clause."""
        low = max(0, start - _REACH)
        breaks = list(self.words.clause_break.finditer(self.text, low, start))
        low = breaks[-1].end() if breaks else low
        last = _last(self.words.future, self.text, low, start)
        past = _last(self.words.past, self.text, low, start)
        if last >= 0 or past >= 0:
            return last >= past
        # A date that opens its clause is followed by its verb: "On Monday, the council will meet".
        if self.text[low:start].strip() and len(self.text[low:start].split()) > 2:
            return False
        stop = _CLAUSE_END.search(self.text, end, min(len(self.text), end + 2 * _REACH))
        high = stop.start() if stop else min(len(self.text), end + 2 * _REACH)
        ahead = self.words.future.search(self.text, end, high)
        behind = self.words.past.search(self.text, end, high)
        return ahead is not None and (behind is None or ahead.start() < behind.start())

    def is_named_after_since(self, least: int, start: int) -> bool:
        """Return whether a date dates what a stretch began with: "since the coup of 2012"."""
        match = self.words.since.search(self.text, max(least, start - _REACH), start)
        if match is None:
            return False
        between = match["between"]
        return (
            len(between.split()) <= 7
            and not self.words.clause_break.search(between)
            and not self.words.past.search(between)
            and not self.words.future.search(between)
        )

    def is_said_then(self, start: int, end: int) -> bool:
        """Return whether a date tells when something was said.

        So it is in « a déclaré mardi » and in "On Tuesday, the army announced".
        """
        low = max(0, start - 2 * _REACH)
        if self.words.said_before.search(self.text, low, start):
            return True
        if self.is_dateline(start, end):
            return True
        before = self.text[max(0, start - 24) : start]
        opens = re.search(r"(?:^|[.!?\n\"”»:]\s*)(?:[^\W\d_]{2,6}\s)?\Z", before) is not None
        if not opens:
            return False
        following = self.words.saying.search(self.text, end, min(len(self.text), end + _REACH))
        if following is None:
            return False
        between = self.text[end : following.start()].lstrip(",").strip()
        return (
            not re.search(r"[,.;:!?\n\"“«]", between)
            and len(between.split()) <= 8
            and not self.words.past.search(between)
            and not self.words.future.search(between)
        )

    def is_dateline(self, start: int, end: int) -> bool:
        """Return whether a date stands in a dateline: "BAMAKO, March 25 - "."""
        return (
            self.words.dateline_end.match(self.text, end) is not None
            and _LINE_START.search(self.text, max(0, start - 64), start) is not None
            and self.text[max(0, start - 64) : start].rsplit("\n", 1)[-1].strip().endswith(self.words.dateline_start)
        )


def _last(pattern: re.Pattern[str], text: str, low: int, high: int) -> int:
    position = -1
    for match in pattern.finditer(text, low, high):
        position = match.start()
    return position
