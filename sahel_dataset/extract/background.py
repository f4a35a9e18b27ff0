"""Which events an article tells as history, and which as its news.

An old event is history unless it is what the article is about ("a report blames the army for the massacre of March").
A recent one is history where it is told only as what went before another ("two days after the raid", "who had been
abducted on Friday"). What has no date is judged by how and where it is told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from sahel_dataset.extract.grouping import Event

__all__ = ["is_background"]

# How old, in days, an event may be and still be news.
_NEWS_DAYS = 14
# In how many sentences an old event must be told to be what the article is about.
_MUCH = 3
# Dates told by their distance from something else ("two days after", « un mois plus tôt »).
_COUNTED_FROM = re.compile(r"\b(?:after|earlier|before|previously|après|plus tôt|auparavant|avant)\b", re.IGNORECASE)
# How far behind the lead what has no date still is news.
_FAR = 6


def is_background(event: Event, events: Sequence[Event], published: dt.date | None, lead_end: int) -> bool:
    """Say whether the article tells the event as history rather than news.

    Parameters
    ----------
    event : Event
        One of `events`.
    events : sequence of Event
        Those of the article.
    published : datetime.date or None
        When it was published.
    lead_end : int
        Index of the last sentence that counts as the article's lead.
    """
    date = event.date
    if _is_state(event) or (event.name == "abduct" and any(_ends(e, event) for e in events)):
        return True
    if date is not None and date.first is not None:
        if published is None:
            # A date that stands without the day of publication is a date of the past.
            return date.kind == "since" or not _is_subject(event, events)
        last = date.last if date.last or date.kind != "since" else None
        if (published - (last or date.first)).days > _NEWS_DAYS:
            return date.kind == "since" or not _is_subject(event, events)
        return _came_before(event, events)
    if event.generic:
        return not _is_subject(event, events)
    if _is_told_as_past(event) and min(_sentences(event)) > _opening(events):
        return True
    if all(t.attributive for t in event.tellings) and min(_sentences(event)) > _opening(events):
        return True
    if any(t.sentence <= lead_end for t in event.tellings):
        return False
    return any(t.background for t in event.tellings[:2]) or event.first.sentence > lead_end + _FAR


def _sentences(event: Event) -> set[int]:
    return {t.sentence for t in event.tellings}


def _opening(events: Sequence[Event]) -> int:
    """Return the first sentence that tells of an event."""
    return min(s for e in events for s in _sentences(e))


def _is_subject(event: Event, events: Sequence[Event]) -> bool:
    """Say whether an event is what the article is about: told at its beginning, and told most."""
    told = len(_sentences(event))
    most = max(len(_sentences(e)) for e in events)
    return (
        min(_sentences(event)) <= _opening(events) + 1
        and told >= _MUCH
        and told == most
        and not _is_told_as_past(event)
    )


def _is_told_as_past(event: Event) -> bool:
    """Say whether all that tells of an event tells of it as what went before something else."""
    return all(t.background or t.prior or any(_COUNTED_FROM.search(d.text) for d in t.dates) for t in event.tellings)


def _came_before(event: Event, events: Sequence[Event]) -> bool:
    """Say whether a recent event is told only as what went before another that is the news."""
    if not _is_told_as_past(event) or event.date is None or event.date.first is None:
        return False
    mine = event.date.last or event.date.first
    later = (e.date.first for e in events if e is not event and e.date is not None and not _is_told_as_past(e))
    return any(first is not None and first > mine for first in later)


def _ends(release: Event, captivity: Event) -> bool:
    """Say whether the news is that those who were taken are free again."""
    return (
        release.name == "release"
        and release.first.realis == "actual"
        and not _is_told_as_past(release)
        and min(_sentences(release)) <= min(_sentences(captivity))
    )


def _is_state(event: Event) -> bool:
    """Say whether an event is the state of those who fled ("thousands of displaced people live there")."""
    return event.name == "displace" and event.date is None and event.first.is_noun
