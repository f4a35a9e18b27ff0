"""Tellings into events: within one article, an event counts once however often it is told.

Two tellings are of one event unless something keeps them apart: dates that cannot meet, other
places, other sides, or a word that says so ("another attack", « une autre attaque »). With nothing to keep
them apart, a telling joins the event whose time, place or sides it shares, else the one being told.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sahel_dataset.extract.affinity import affinity, compatible_class, own_evidence
from sahel_dataset.extract.dates import DateMention
from sahel_dataset.extract.event import Event
from sahel_dataset.extract.event_dates import anchor_of, counted_from, from_publication
from sahel_dataset.extract.meeting import dates_meet, is_specific, places_meet
from sahel_dataset.extract.scene import EPISODE, Candidate

__all__ = ["group"]

# The affinity at which a telling joins an event: without, and with, a time or place of its own.
_NEEDED = 0.4
_NEEDED_WITH_EVIDENCE = 1.4
# How many sentences after an attack its answer is told.
_SOON = 3
# In which sentences an article tells its news.
_LEAD = 3
# For how many days violence is news, and those who are sent are sent in answer to it.
_NEWS_DAYS = 14
# Dealings take two.
_NEEDS_TWO = frozenset({"negotiate", "agree"})


def _is_sort(telling: Candidate) -> bool:
    """Say whether a noun names a sort of deeds rather than some that were done: "kidnappings for ransom"."""
    exact = any(p.precision in {"exact", "near"} for p in telling.places)
    vague = telling.is_noun and telling.plural and not telling.definite and not exact
    return vague and telling.name in EPISODE | {"deploy"} and telling.sentence > _LEAD


def _starts(telling: Candidate) -> bool:
    """Say whether a telling may open an event of its own."""
    if telling.attributive and not telling.actors("initiator") and not telling.dates:
        return False
    dated = bool(telling.dates)
    if telling.generic and telling.is_noun and not (telling.tolls or dated):
        return False  # a state of war is an event only with a beginning or a toll (annotation guide)
    if _is_sort(telling) and not (telling.tolls or dated):
        return False
    located = any(is_specific(p) for p in telling.places)
    if telling.name in _NEEDS_TWO and not dated and len(telling.actors("initiator", "target")) < 2:
        return not telling.is_noun and telling.name == "negotiate" and bool(telling.sides)
    if telling.weak:
        return bool(telling.tolls or telling.sides or (dated and located))
    if telling.is_noun:
        if telling.name == "coup":
            return not telling.plural or dated or bool(telling.sides)
        if telling.name == "clash":
            exact = any(p.precision in {"exact", "near"} for p in telling.places)
            return bool(telling.sides or telling.tolls or exact or any(d.kind == "since" for d in telling.dates))
        return bool(telling.sides or telling.tolls or dated or located)
    if telling.name == "bury":
        return dated
    if telling.name == "deploy":
        return dated or (bool(telling.sides) and bool(telling.places))
    if telling.name == "withdraw":
        # Who pulls back in a fight withdraws from no base and no country.
        return dated or (
            bool(telling.sides) and (bool(telling.places) or telling.target_kind == "armed" or telling.is_noun)
        )
    if telling.name in {"other", "ban"}:
        return bool(telling.sides) or dated
    return bool(telling.sides or telling.tolls or dated or located)


def group(tellings: list[Candidate], published: dt.date | None = None) -> list[Event]:
    """Group the tellings of an article into events.

    A telling without time or place of its own is taken for one of the event that fits it best; one that names its own
    needs more than nearness to join an event of which time and place are not known.

    Parameters
    ----------
    tellings : list of Candidate
        In the order of the text.
    published : datetime.date, optional
        Publication date of the article.

    Returns
    -------
    list of Event
        In the order in which the article first tells them; tellings that neither join nor open an event are left out.
    """
    events: list[Event] = []
    waiting: dict[tuple[int, int], Candidate] = {}
    for telling in tellings:
        _date_by_distance(events, telling, tellings, published)
        if _is_sent_in_answer(events, telling, published):
            continue
        told = None if telling.told_with is None else _told_by(events, telling.sentence, telling.told_with)
        if told is not None and not telling.separate:
            told.tellings.append(telling)
            continue
        scored = [(a, i) for i, e in enumerate(events) if (a := affinity(events, e, telling)) is not None]
        best = max(scored, key=lambda s: (s[0], s[1]), default=None)
        needed = _NEEDED_WITH_EVIDENCE if own_evidence(telling) else _NEEDED
        if best is not None and best[0] >= needed:
            event = events[best[1]]
            event.tellings.append(telling)
        elif _starts(telling):
            event = Event([telling])
            events.append(event)
        else:
            waiting[telling.sentence, telling.token] = telling
            continue
        # What could open no event itself belongs to the one that is told with it: "killed in the raid on Inata".
        if telling.told_with is not None and (telling.sentence, telling.told_with) in waiting:
            event.tellings.append(waiting.pop((telling.sentence, telling.told_with)))
    _settle_distances(events, tellings, published)
    return events


def _settle_distances(events: list[Event], tellings: list[Candidate], published: dt.date | None) -> None:
    """Count again, now that every event has all its tellings: the other event may have been dated further on."""
    for event in events:
        for telling in event.tellings:
            distance = telling.distance
            if distance is None:
                continue
            if distance.later == telling.token and event.date is None:
                telling.dates = _counted_on(events, telling)
            elif distance.named == telling.token and telling.dates:
                telling.dates = _counted_back(events, telling, tellings, published) or telling.dates


def _is_sent_in_answer(events: list[Event], telling: Candidate, published: dt.date | None) -> bool:
    """Say whether soldiers are sent in answer to an attack just told: they belong to it (annotation guide)."""
    day = telling.dates[0] if telling.dates else None
    return telling.name == "deploy" and any(
        not e.generic
        and {t.name for t in e.tellings} & EPISODE
        and _answers(e, telling, published)
        and telling.sentence - e.last_sentence <= _SOON
        and (day is None or (day.precision == "day" and dates_meet(e.date, day)))
        for e in events
    )


def _answers(event: Event, telling: Candidate, published: dt.date | None) -> bool:
    """Say whether those who are sent are nobody in particular, those who were hit, or the country's own, and soon."""
    sent = telling.actors("initiator")
    country = event.place.country if event.place is not None else None
    if not sent or sent & event.actors("target", "victim"):
        return True
    day = event.date.last or event.date.first if event.date is not None else None
    soon = day is None or published is None or (published - day).days <= _NEWS_DAYS
    return soon and country is not None and all(a.startswith(f"{country.lower()}_") for a in sent)


def _date_by_distance(
    events: list[Event], telling: Candidate, tellings: list[Candidate], published: dt.date | None
) -> None:
    """Give a telling that is dated by its distance from another event the day that this makes."""
    if telling.dates and telling.dates[0].kind == "relative_event":
        date = telling.dates[0]
        told = [(e.last_sentence, e.date) for e in events if e.date is not None and not e.generic]
        anchor = anchor_of(telling, told, telling.date_before)
        counted = None if anchor is None else counted_from(date, anchor)
        if counted is None and date.first is not None:
            counted = replace(date, kind="date")
        telling.dates = [] if counted is None else [counted]
        telling.prior = telling.prior or (date.delta is not None and date.delta.high < 0)
    elif telling.distance is not None and telling.distance.later == telling.token:
        telling.dates = _counted_on(events, telling)
    elif telling.distance is not None:
        telling.prior = True
        telling.dates = _counted_back(events, telling, tellings, published)


def _counted_on(events: list[Event], telling: Candidate) -> list[DateMention]:
    """Return the day of an event that is some time after (or before) another that the article has dated."""
    distance = telling.distance
    other = None if distance is None else _told_by(events, telling.sentence, distance.named)
    if distance is None or other is None or other.date is None or other.date.delta is not None:
        return []
    counted = counted_from(distance.date, other.date)
    return [] if counted is None else [counted]


def _counted_back(
    events: list[Event], telling: Candidate, tellings: list[Candidate], published: dt.date | None
) -> list[DateMention]:
    """Return the day of the event that a distance names: before the other event, or before the news."""
    distance = telling.distance
    if distance is None:
        return []
    later = None if distance.later is None else _told_by(events, telling.sentence, distance.later)
    if later is not None and _is_named_again(later, telling):
        telling.distance = None
        return []
    day = later.date if later is not None else distance.day
    if day is None:
        own = [t.dates[0] for t in tellings if (t.sentence, t.token) == (telling.sentence, distance.later) and t.dates]
        day = next((d for d in own if d.kind != "relative_event"), None)
    if day is not None:
        counted = counted_from(distance.date, day, back=True)
        return [] if counted is None else [counted]
    if distance.later is None and not distance.from_news:
        return []
    place = telling.places[0] if telling.places else None
    dated = [e for e in events if e.date is not None and compatible_class(e, telling)]
    if telling.definite and any(places_meet(e.place, place) is not False for e in dated):
        return []  # "the massacre" was told and dated before
    if any(places_meet(e.place, place) for e in dated):
        return []
    counted = from_publication(distance.date, published)
    return [] if counted is None else [counted]


def _is_named_again(event: Event, telling: Candidate) -> bool:
    """Say whether a noun names an event told before: "the coup" in "he said so two days after the coup"."""
    return telling.definite and telling.name == event.name and not telling.another and not own_evidence(telling)


def _told_by(events: list[Event], sentence: int, token: int) -> Event | None:
    """Return the event of which a word of a sentence tells."""
    return next((e for e in events if any((t.sentence, t.token) == (sentence, token) for t in e.tellings)), None)
