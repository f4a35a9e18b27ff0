"""What the events of an article lend one another: the day, the place and the authors that only one of them names.

A reader takes "six people were arrested" in the report of a raid for an answer to that raid, the villagers who fled
for people who fled from it, and "eleven more were killed" for the work of the same hands.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sahel_dataset.extract.actor_sorts import is_civilian, is_state
from sahel_dataset.extract.event import Event
from sahel_dataset.extract.places import ResolvedPlace
from sahel_dataset.extract.scene import VIOLENT, Side

__all__ = ["lend"]

# What follows on violence and is told without a day of its own: measures, arrests, inquiries, flight.
_ANSWERS = frozenset({"arrest", "displace"})
# What happens where the violence told in the same sentence happened.
_BESIDE = frozenset({"release", "arrest", "withdraw", "deploy", "loot"})
# What is done where and when violence is done, by the same hands.
_PART_OF = frozenset({"rape", "loot"})
_NEAR = 4
_NEWS_DAYS = 21


def lend(events: list[Event], published: dt.date | None) -> None:
    """Complete events by what the event they answer to, or go on from, says.

    Parameters
    ----------
    events : list of Event
        The events of one article in the order of the text; completed in place.
    published : datetime.date or None
        Publication date of the article.
    """
    for event in events:
        _share_with_siblings(events, event)
    _held_by_mutineers(events)
    for event in events:
        if event.name in VIOLENT and not event.actors("initiator"):
            event.first.sides += _of_the_same_hands(events, event)
        _join_deed(event, _cause(events, event, None))
        cause = _cause(events, event, published)
        if cause is None:
            continue
        if _answers(event):
            if event.name == "displace" and _flees_from(event, cause):
                _flee(event, cause)
            if event.date is None and published is not None and (event.name != "displace" or _flees_from(event, cause)):
                day = cause.date
                recent = day is not None and day.first is not None and 0 <= (published - day.first).days <= _NEWS_DAYS
                if day is not None and recent:
                    event.lent_date = replace(day, last=published, kind="range")
        lends = (
            _flees_from(event, cause)
            if event.name == "displace"
            else event.name in _BESIDE and _same_sentence(event, cause)
        )
        lends = lends and not _long_apart(event, cause)
        if cause.place is not None and lends and _has_no_place_of_its_own(event, cause.place):
            event.lent_place = cause.place


def _join_deed(event: Event, deed: Event | None) -> None:
    """Give what is part of a deed, or won by it, its day, and its place and hands where none are named."""
    if deed is None or event.date is not None or event.generic or not _near(event, deed):
        return
    here = event.place is not None and deed.place is not None and event.place.place_id == deed.place.place_id
    if event.name in _PART_OF or (event.name == "take" and here):
        event.lent_date = deed.date
        if deed.place is not None and _has_no_place_of_its_own(event, deed.place):
            event.lent_place = deed.place
        if not event.actors("initiator"):
            event.first.sides += [replace(s) for s in deed.sides if s.role == "initiator"]


def _has_no_place_of_its_own(event: Event, lent: ResolvedPlace) -> bool:
    """Say whether an event is placed by nothing, or by no more than the nationality of who acts in the lent place."""
    place = event.place
    if place is None:
        return True
    return place.role in {"actor", "demonym"} and place.precision == "country" and place.country == lent.country


def _of_the_same_hands(events: list[Event], event: Event) -> list[Side]:
    """Return the authors of the violence that an event goes on from.

    "Eleven more were killed" goes on from the deed before it; a massacre is one of the series told before it.
    """
    before = [
        e
        for e in events[: events.index(event)]
        if e.name in VIOLENT and e.actors("initiator") and e.first.realis == "actual"
    ]
    if not event.first.more or (event.first.is_noun and event.first.dates):
        before = [e for e in before if e.generic and e.name == event.name == "massacre"]
    suffering = {is_state(a) for a in event.actors("target", "victim") if not is_civilian(a)}
    doing = [s for s in before[-1].sides if s.role == "initiator"] if before else []
    # Soldiers who fall are not of those who fell by the army's hands.
    return [replace(s) for s in doing if is_state(s.actor_id) not in suffering]


def _held_by_mutineers(events: list[Event]) -> None:
    """Where soldiers overthrow a government, its members who are held are held by them."""
    for coup in [e for e in events if e.name == "coup" and not e.generic]:
        soldiers = sorted(a for a in coup.actors("initiator") if a.endswith("_armed_forces"))
        for event in events:
            if event.name != "arrest" or not any(a.endswith("_government") for a in event.actors("victim", "target")):
                continue
            ruler = next(a for a in sorted(event.actors("victim", "target")) if a.endswith("_government"))
            forces = ruler.replace("_government", "_armed_forces")
            if not soldiers or forces in soldiers:
                for t in event.tellings:
                    t.sides = [s for s in t.sides if s.role != "initiator"]
                event.first.sides.append(Side(forces, "initiator", "inferred"))


def _share_with_siblings(events: list[Event], event: Event) -> None:
    """Give an event of a list ("two in Barga and six in Karma") the day and authors that another of the list has."""
    telling = event.first
    if not telling.separate:
        return
    for other in events:
        if other is event or not any(
            t.separate and (t.sentence, t.token) == (telling.sentence, telling.token) for t in other.tellings
        ):
            continue
        if event.date is None and not other.generic:
            event.lent_date = other.date
        if telling.target_kind == "unknown":
            telling.target_kind = next((t.target_kind for t in other.tellings if t.target_kind != "unknown"), "unknown")
        if not event.actors("initiator"):
            telling.sides += [replace(s) for s in other.sides if s.role == "initiator"]


def _answers(event: Event) -> bool:
    return event.name in _ANSWERS or (event.name == "other" and event.first.decreed)


def _same_sentence(a: Event, b: Event) -> bool:
    return bool({t.sentence for t in a.tellings} & {t.sentence for t in b.tellings})


def _cause(events: list[Event], event: Event, published: dt.date | None) -> Event | None:
    """Return the violence that an event follows on: told in the same sentence, else last before it and no history."""
    deeds = [
        e
        for e in events
        if e is not event
        and e.name in VIOLENT
        and not e.generic
        and e.first.realis == "actual"
        and e.first.sentence <= event.first.sentence
        and (_same_sentence(e, event) or not _is_history(e, published))
    ]
    if not deeds:
        return None
    return max(
        deeds,
        key=lambda e: (max(t.sentence for t in e.tellings if t.sentence <= event.first.sentence), -e.first.sentence),
    )


def _is_history(event: Event, published: dt.date | None) -> bool:
    day = None if event.date is None else event.date.last or event.date.first
    return day is not None and published is not None and (published - day).days > _NEWS_DAYS


def _long_apart(event: Event, cause: Event) -> bool:
    """Say whether an event is history beside the violence told in its sentence."""
    a, b = event.date, cause.date
    if a is None or b is None or a.first is None or b.first is None:
        return False
    return abs((a.first - b.first).days) > _NEWS_DAYS


def _near(event: Event, cause: Event) -> bool:
    """Say whether an event is told soon after the violence it may be part of."""
    return event.first.sentence - max(t.sentence for t in cause.tellings if t.sentence <= event.first.sentence) <= _NEAR


def _flees_from(event: Event, cause: Event) -> bool:
    """Say whether people fled from this violence: told soon after it, as an act, not as the state of the displaced."""
    state = event.first.trigger.lower().startswith(("displac", "déplac")) or event.generic or bool(event.first.dates)
    return _near(event, cause) and not state


def _flee(event: Event, cause: Event) -> None:
    """Those who make people flee are those who attacked them; a battle has no one author."""
    civilian = any(t.target_kind == "civilian" for t in cause.tellings)
    doing = {is_state(s.actor_id) for s in cause.sides if s.role == "initiator"}
    one_sided = len(doing) == 1 and not any(t.name == "clash" for t in cause.tellings)
    if one_sided and (civilian or _same_sentence(event, cause)) and not event.actors("initiator"):
        event.first.sides += [
            Side(s.actor_id, "initiator", "inferred", s.likely) for s in cause.sides if s.role == "initiator"
        ]
