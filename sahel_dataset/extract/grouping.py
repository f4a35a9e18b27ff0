"""Tellings into events: within one article, an event counts once however often it is told.

Two tellings are of one event unless something keeps them apart: dates that cannot meet, other
places, other sides, or a word that says so ("another attack", « une autre attaque »). With nothing to keep
them apart, a telling joins the event whose time, place or sides it shares, else the one being told.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from sahel_dataset.extract.dates import DateMention
from sahel_dataset.extract.event_dates import anchor_of, counted_from, from_publication
from sahel_dataset.extract.lexicon import event_classes
from sahel_dataset.extract.meeting import NAMED_ONLY, dates_meet, is_specific, places_meet, sides_meet
from sahel_dataset.extract.places import CONFLICT_AREA, ResolvedPlace
from sahel_dataset.extract.scene import EPISODE, Candidate, Side

__all__ = ["Event", "group"]

# The affinity at which a telling joins an event: without, and with, a time or place of its own.
_NEEDED = 0.4
_NEEDED_WITH_EVIDENCE = 1.4
# How many sentences after an attack its answer is told.
_SOON = 3
# Days between the news and what is history beside it.
_LONG = 30
_CRASH = frozenset({"crash", "kill", "die", "wound"})
# Measures of those who govern: to take one is not to lift it, and each has its own target.
_DECREED = frozenset({"sanction", "expel", "ban", "arrest"})
# Dealings take two.
_NEEDS_TWO = frozenset({"negotiate", "agree"})


@dataclass(slots=True)
class Event:
    """The tellings of one event in one article."""

    tellings: list[Candidate] = field(default_factory=list)
    lent_date: DateMention | None = None
    lent_place: ResolvedPlace | None = None

    @property
    def first(self) -> Candidate:
        """Return the telling that opened the event."""
        return self.tellings[0]

    @property
    def last_sentence(self) -> int:
        """Return the sentence of the latest telling."""
        return max(t.sentence for t in self.tellings)

    @property
    def sides(self) -> list[Side]:
        """Return all sides of all tellings."""
        return [s for t in self.tellings for s in t.sides]

    def actors(self, *roles: str) -> set[str]:
        """Return the ids of actors in any of the roles."""
        return {s.actor_id for s in self.sides if s.role in roles}

    @property
    def date(self) -> DateMention | None:
        """Return the best date of the event: resolved before unresolved, day before month before year, first told."""
        found = [d for t in self.tellings for d in t.dates]
        order = {"day": 0, "week": 1, "month": 2, "year": 3, "unknown": 4}
        resolved = [d for d in found if d.first is not None]
        return (
            min(resolved, key=lambda d: (order.get(d.precision, 5), d.start))
            if resolved
            else (found[0] if found else self.lent_date)
        )

    @property
    def place(self) -> ResolvedPlace | None:
        """Return the most exact place of the event, of those the one told first."""
        # A series is where its first telling puts it; what is told of single acts of it is narrower.
        told = (
            self.tellings[:1]
            if self.generic or (self.date is not None and self.date.kind == "since")
            else self.tellings
        )
        # "An attack on Konna": a word on the violence of the region does not say where it was.
        acts = told if self.generic else [t for t in told if not t.generic] or told
        found = [p for t in acts for p in t.places]
        if any(t.name in EPISODE for t in self.tellings):
            # Of a place in the area and one elsewhere ("an inquiry in Paris"), what happened happened in the area.
            found = [p for p in found if p.country is None or p.country in CONFLICT_AREA] or found
        best = min(found, key=lambda p: (_rank(p), _exactness(p), p.start), default=None)
        named_only = best is None or (best.precision == "country" and best.role in NAMED_ONLY)
        return self.lent_place if named_only and self.lent_place is not None else best

    @property
    def name(self) -> str:
        """Return the class that opened the event."""
        return self.first.name

    @property
    def generic(self) -> bool:
        """Say whether the event stands for a series rather than one happening."""
        return self.first.generic


def _rank(place: ResolvedPlace) -> int:
    """Rank a place where something happened before one that is passed or spoken from, and both before a country."""
    return 2 if not is_specific(place) else 1 if place.role in NAMED_ONLY else 0


def _exactness(place: ResolvedPlace) -> int:
    order = {"exact": 0, "near": 1, "admin": 2, "country": 4, "unknown": 5}
    return order.get(place.precision, 5)


def _others_did(event: Event, telling: Candidate) -> bool:
    """Say whether both name who did it, and nobody is named by both."""
    a, b = event.actors("initiator"), telling.actors("initiator")
    return bool(a) and bool(b) and not a & b


def _compatible_class(event: Event, telling: Candidate) -> bool:
    names = {t.name for t in event.tellings}
    if telling.name in names:
        return True
    if event.name in EPISODE:
        names -= {"take"}  # what is taken in a fight leaves it a fight
    if telling.name in EPISODE and names <= EPISODE:
        return True
    if {telling.name, *names} <= _CRASH and not (event.actors("initiator") | telling.actors("initiator")):
        return True  # those who died in a crash
    at_once = not telling.dates or any(t.sentence == telling.sentence for t in event.tellings)
    if telling.name == "take" and telling.target_kind == "armed" and at_once and names <= EPISODE:
        return True  # the camp that was taken when it was attacked
    if telling.name == "displace" and event.generic and names <= EPISODE:
        return True  # a war "has killed 30,000 and displaced two million"
    return event_classes()[telling.name].unknown in {event_classes()[n].unknown for n in names}


def _affinity(events: list[Event], event: Event, telling: Candidate) -> float | None:
    """Return how strongly a telling belongs to an event; None where it cannot."""
    if not _compatible_class(event, telling):
        return None
    if (event.first.realis == "planned") != (telling.realis == "planned"):
        return None
    same_sentence = any(t.sentence == telling.sentence for t in event.tellings)
    if telling.another and not same_sentence:
        return None
    if telling.distance is not None and _stand_apart(event, telling):
        return None
    if telling.name in _DECREED and (telling.ends != event.first.ends or _meant_for_others(event, telling)):
        return None
    if telling.separate and same_sentence and any(t.separate and t.token == telling.token for t in event.tellings):
        return None
    date = telling.dates[0] if telling.dates else None
    place = telling.places[0] if telling.places else None
    dates = dates_meet(event.date, date)
    places = places_meet(event.place, place)
    sides = sides_meet(event.actors("initiator"), telling.actors("initiator"))
    if dates is False or places is False:
        return None
    undated = event.date is None or event.date.first is None
    if date is not None and date.precision in {"month", "year"} and undated and not same_sentence:
        return None  # months and years tell history; the news has a day, or none
    gap = telling.sentence - event.last_sentence
    if telling.background and not event.first.background and _is_other_deed(event, telling):
        return None
    if same_sentence and telling.prior and _others_did(event, telling):
        return None
    if sides is False and not same_sentence and not (gap <= 1 and _strikes_back(event, telling)):
        return None
    if event.generic != telling.generic and not same_sentence and (not telling.definite or telling.plural):
        return None
    score = 3.0 if dates else 0.0
    score += 2.5 if places else 0.0
    score += 1.0 if sides else 0.0
    score += 3.0 if same_sentence else 1.5 if gap <= 1 else 0.8 if gap <= 3 else 0.0
    score += 0.6 if event is events[0] else 0.0
    score += 0.5 if telling.definite else 0.0
    score -= 0.8 if telling.definite and not _own_evidence(telling) and _is_older(event, events[0]) else 0.0
    score += 0.5 if event.actors("target", "victim") & telling.actors("target", "victim") else 0.0
    kinds = {t.target_kind for t in event.tellings} - {"unknown"}
    if telling.target_kind != "unknown" and kinds and telling.target_kind not in kinds:
        score -= 0.4
    weapons = {t.weapon for t in event.tellings if t.weapon}
    if telling.weapon and weapons and telling.weapon not in weapons:
        score -= 1.0
    if telling.name == "abduct" and "abduct" not in {t.name for t in event.tellings} and not same_sentence and gap > 1:
        score -= 1.0
    return score


def _meant_for_others(event: Event, telling: Candidate) -> bool:
    """Say whether a measure is told of others than those of the event: two expulsions, two bans."""
    mine, theirs = telling.actors("target", "victim"), event.actors("target", "victim")
    return bool(mine and theirs) and not mine & theirs


def _is_older(event: Event, news: Event) -> bool:
    """Say whether an event is told as history beside the news: "the attack" then is rather that of the news."""
    mine, other = event.date, news.date
    if mine is None or other is None or mine.first is None or other.first is None:
        return False
    return ((other.last or other.first) - (mine.last or mine.first)).days > _LONG


def _stand_apart(event: Event, telling: Candidate) -> bool:
    """Say whether an event is the other one of two that lie some time apart."""
    distance = telling.distance
    other = {distance.named, distance.later} - {telling.token} if distance is not None else set()
    return any(t.sentence == telling.sentence and t.token in other for t in event.tellings)


def _is_other_deed(event: Event, telling: Candidate) -> bool:
    """Say whether what is told as having happened before was done by others to others."""
    theirs = event.actors("target", "victim") or {"civilians"} & {t.target_kind + "s" for t in event.tellings}
    suffering = telling.actors("target", "victim")
    return (
        bool(telling.actors("initiator") and suffering and theirs)
        and not suffering & theirs
        and not telling.actors("initiator") & event.actors("initiator")
    )


def _strikes_back(event: Event, telling: Candidate) -> bool:
    """Say whether those who were hit now hit: the counter-attack belongs to the fight."""
    return bool(event.actors("target", "victim") & telling.actors("initiator"))


def _own_evidence(telling: Candidate) -> bool:
    """Say whether a telling names a time or place of its own, and so may be of another event than those told."""
    dated = any(d.first is not None or d.kind == "date" for d in telling.dates)
    return dated or any(is_specific(p) for p in telling.places)


def _starts(telling: Candidate) -> bool:
    """Say whether a telling may open an event of its own."""
    if telling.attributive and not telling.actors("initiator") and not telling.dates:
        return False
    dated = bool(telling.dates)
    located = any(is_specific(p) for p in telling.places)
    if telling.name in _NEEDS_TWO and len(telling.actors("initiator")) < 2 and not dated:
        return False
    if telling.weak:
        return bool(telling.tolls or telling.sides or (dated and located))
    if telling.is_noun:
        if telling.name == "coup":
            return True
        if telling.name == "clash":
            return bool(telling.sides or telling.tolls)
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
    for telling in tellings:
        _date_by_distance(events, telling, tellings, published)
        if _is_sent_in_answer(events, telling):
            continue
        verb = None if telling.of_verb is None else _told_by(events, telling.sentence, telling.of_verb)
        if verb is not None and not telling.separate:
            verb.tellings.append(telling)
            continue
        scored = [(a, i) for i, e in enumerate(events) if (a := _affinity(events, e, telling)) is not None]
        best = max(scored, key=lambda s: (s[0], s[1]), default=None)
        needed = _NEEDED_WITH_EVIDENCE if _own_evidence(telling) else _NEEDED
        if best is not None and best[0] >= needed:
            events[best[1]].tellings.append(telling)
        elif _starts(telling):
            events.append(Event([telling]))
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


def _is_sent_in_answer(events: list[Event], telling: Candidate) -> bool:
    """Say whether soldiers are sent in answer to an attack just told: they belong to it (annotation guide)."""
    return (
        telling.name == "deploy"
        and not telling.dates
        and any(
            not e.generic and {t.name for t in e.tellings} & EPISODE and telling.sentence - e.last_sentence <= _SOON
            for e in events
        )
    )


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
    dated = [e for e in events if e.date is not None and _compatible_class(e, telling)]
    if telling.definite and any(places_meet(e.place, place) is not False for e in dated):
        return []  # "the massacre" was told and dated before
    if any(places_meet(e.place, place) for e in dated):
        return []
    counted = from_publication(distance.date, published)
    return [] if counted is None else [counted]


def _is_named_again(event: Event, telling: Candidate) -> bool:
    """Say whether a noun names an event told before: "the coup" in "he said so two days after the coup"."""
    return telling.definite and telling.name == event.name and not telling.another and not _own_evidence(telling)


def _told_by(events: list[Event], sentence: int, token: int) -> Event | None:
    """Return the event of which a word of a sentence tells."""
    return next((e for e in events if any((t.sentence, t.token) == (sentence, token) for t in e.tellings)), None)
