"""Which events an article tells as history, and which as its news.

An old event is history unless it is what the article is about ("a report blames the army for the massacre of March").
A recent one is history where it is told only as what went before another ("two days after the raid", "who had been
abducted on Friday"). What has no date is judged by how and where it is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sahel_dataset.extract.event import Event

__all__ = ["is_background"]

# How old, in days, an event may be and still be news.
_NEWS_DAYS = 14
# In how many sentences an old event must be told to be what the article is about.
_MUCH = 2
# How far behind the opening an event is told that went before the news: by much, or by a day.
_BEHIND, _FAR_BEHIND = 3, 5
_DAYS_BEFORE = 3
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
            return date.kind == "since" or not (_is_subject(event, events) or _opens(event, events))
        last = date.last if date.last or date.kind != "since" else None
        if (published - (last or date.first)).days > _NEWS_DAYS:
            subject = _is_subject(event, events) or (_looks_back(events, published) and len(_sentences(event)) > 1)
            return date.kind == "since" or not subject
        return _came_before(event, events)
    if event.generic:
        return not (_is_subject(event, events) or _opens(event, events))
    late = min(_sentences(event)) > _opening(events)
    if late and event.first.is_sequel and len(_sentences(event)) == 1:
        before = max((e for e in events if e.first.sentence < event.first.sentence), key=lambda e: e.last_sentence)
        if is_background(before, events, published, lead_end):
            return True
    if late and (_is_told_as_past(event) or all(t.attributive for t in event.tellings)):
        return True
    if any(t.sentence <= lead_end for t in event.tellings):
        return False
    if all(t.is_perfect for t in event.tellings):
        return False  # "the UN has opened an inquiry"
    return any(t.background for t in event.tellings[:2]) or event.first.sentence > lead_end + _FAR


def _sentences(event: Event) -> set[int]:
    return {t.sentence for t in event.tellings}


def _opening(events: Sequence[Event]) -> int:
    """Return the first sentence that tells of an event."""
    return min(s for e in events for s in _sentences(e))


def _opens(event: Event, events: Sequence[Event]) -> bool:
    """Say whether the article opens with an event, told for its own sake."""
    first = event.first
    return first.sentence == _opening(events) and not (first.background or first.prior or first.attributive)


def _is_subject(event: Event, events: Sequence[Event]) -> bool:
    """Say whether an event is what the article is about: it opens with it, comes back to it, and tells no other more.

    So is what was done the same day and is told in the same breath ("women were raped there").
    """
    told = len(_sentences(event))
    if len(events) == 1 and told >= _MUCH:
        return True
    if _is_told_as_past(event):
        return False
    most = max(len(_sentences(e)) for e in events)
    if min(_sentences(event)) <= _opening(events) + 1 and told >= _MUCH and told == most:
        return True
    return any(_same_days(e, event) and _is_subject(e, [e, *events]) for e in events if _goes_before(e, event))


def _looks_back(events: Sequence[Event], published: dt.date) -> bool:
    """Say whether an article has no news but looks back on several events of the past."""
    days = [e.date.last or e.date.first for e in events if e.date is not None]
    recent = any(d is not None and (published - d).days <= _NEWS_DAYS for d in days)
    return len(days) > _MUCH and not recent and not any(_is_subject(e, events) for e in events)


def _goes_before(other: Event, event: Event) -> bool:
    """Say whether one event is told just before another, and more."""
    near = 0 <= event.first.sentence - other.first.sentence <= _BEHIND
    return other is not event and near and len(_sentences(other)) > len(_sentences(event))


def _same_days(one: Event, other: Event) -> bool:
    a, b = one.date, other.date
    return a is not None and b is not None and a.first is not None and (a.first, a.last) == (b.first, b.last)


def _is_told_as_past(event: Event) -> bool:
    """Say whether an event is told as what went before something else, by all its tellings or by the first."""
    past = [t.background or t.prior for t in event.tellings]
    return all(past) or (past[0] and event.first.is_noun)


def _came_before(event: Event, events: Sequence[Event]) -> bool:
    """Say whether a recent event is told only as what went before another that is the news."""
    if event.date is None or event.date.first is None:
        return False
    mine = event.date.last or event.date.first
    later = [
        e
        for e in events
        if not _are_siblings(e, event) and not _is_told_as_past(e) and e.date is not None and e.date.first
    ]
    days = [(e.date.first - mine).days for e in later if e.date is not None and e.date.first is not None]
    if _is_told_as_past(event) and any(d > 0 for d in days):
        return True
    news = events[0]
    if news is event or news.date is None or news.date.first is None:
        return False
    before, behind = (news.date.first - mine).days, event.first.sentence - _opening(events)
    if len(_sentences(event)) > 1:
        much = len(_sentences(event)) < len(_sentences(news))
        return much and before >= _DAYS_BEFORE and behind >= _FAR_BEHIND
    far = before >= _DAYS_BEFORE or (before >= 1 and event.date.precision in {"week", "month"})
    return (before >= 1 and behind >= _FAR_BEHIND) or (far and behind >= _BEHIND)


def _are_siblings(one: Event, other: Event) -> bool:
    """Say whether two events are one, or members of a list that one word tells ("attacks on Friday and Sunday")."""
    a, b = one.first, other.first
    return one is other or (a.separate and b.separate and (a.sentence, a.token) == (b.sentence, b.token))


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
