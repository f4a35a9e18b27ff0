"""From the tellings of an event to its coded fields: type, sides, date, place, realis, background."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from sahel_dataset.extract.dates import DateMention
from sahel_dataset.extract.event import Event
from sahel_dataset.extract.event_classes import event_classes
from sahel_dataset.extract.meeting import is_specific
from sahel_dataset.extract.mentions import EventMention, Participant, Report
from sahel_dataset.extract.participants import VIOLENT_TYPES, participants_of
from sahel_dataset.extract.places import ResolvedPlace
from sahel_dataset.extract.scene import VIOLENT
from sahel_dataset.knowledge.actor_list import Actor, actors

__all__ = ["code_event", "event_type"]

_CIVILIAN_TYPES = frozenset({"attack_on_civilians", "abduction", "sexual_violence"})
_ARMED = frozenset({"soldiers", "police", "fighters", "peacekeepers", "mercenaries"})


def event_type(event: Event) -> str:
    """Return the event type of the tellings taken together.

    The weapon decides where one is told (a drone makes an air strike, a mine an explosive device); then what was
    done to whom. A fight stays a fight when civilians die in it too (UCDP GED codebook: state-based and
    non-state violence include civilians caught in it).
    """
    names = Counter(t.name for t in event.tellings)
    weapons = Counter(t.weapon for t in event.tellings if t.weapon)
    classes = event_classes()
    violent = [n for n in names if n in VIOLENT]
    if "crash" in names:
        return "accident"
    if violent and all(n == "loot" for n in violent):
        return "looting_destruction"
    if "abduct" in names and not names & Counter({"clash": 1}) and not weapons and _is_abduction(event):
        return "abduction"
    if not violent:
        return classes[event.name].unknown
    if ("suicide" in names or "suicide_attack" in weapons) and "ambush" not in names:
        return "suicide_attack"
    for name, kind in (("air_strike", "air_strike"), ("explode", "explosive_device"), ("shell", "shelling")):
        opened_by = event.first.name == name or event.first.weapon == kind
        if opened_by or (names[name] and not names["attack"] and not names["ambush"]):
            return kind
    kinds = Counter(t.target_kind for t in event.tellings if t.target_kind != "unknown")
    if names["clash"] and not names["massacre"] and kinds["civilian"] <= kinds["armed"]:
        return "armed_clash"
    armed_tolls = sum(toll.victim_class in _ARMED for t in event.tellings for toll in t.tolls)
    civil_tolls = sum(
        toll.victim_class in {"civilians", "aid_workers", "journalists"} for t in event.tellings for toll in t.tolls
    )
    people_tolls = sum(toll.victim_class == "people" for t in event.tellings for toll in t.tolls)
    armed = kinds["armed"] + armed_tolls
    civil = kinds["civilian"] + civil_tolls
    if civil > armed:
        return "attack_on_civilians"
    if armed > 0:
        return "armed_clash"
    if names["massacre"] or (people_tolls and not names["clash"]):
        return "attack_on_civilians"
    return classes[event.name].unknown if event.name in violent else classes[violent[0]].unknown


def _is_abduction(event: Event) -> bool:
    """Say whether more were taken than killed: of a raid with a few hostages, the deaths are the main thing."""
    most = {"killed": 0.0, "abducted": 0.0}
    for telling in event.tellings:
        for toll in telling.tolls:
            if toll.measure in most:
                most[toll.measure] = max(most[toll.measure], toll.low or toll.high or 1)
    return event.name == "abduct" or most["killed"] <= most["abducted"]


def _from_outside(people: tuple[Participant, ...], place: ResolvedPlace | None) -> bool:
    """Say whether all who act are neither of the country nor armed groups in it."""
    doing = [actors().get(p.actor_id) for p in people if p.role == "initiator"]
    home = place.country if place is not None else None
    return home is not None and bool(doing) and not any(a is not None and _is_at_home(a, home) for a in doing)


def _is_at_home(actor: Actor, country: str) -> bool:
    """Say whether an actor is of a country, or a force that is stationed there."""
    return actor.country == country or (actor.kind == "multinational_force" and country in actor.area)


def _is_of_no_country(people: tuple[Participant, ...]) -> bool:
    """Say whether all who act are organisations of many states: they meet anywhere."""
    doing = [actors().get(p.actor_id) for p in people if p.role == "initiator"]
    return bool(doing) and all(a is not None and a.kind == "international_organisation" for a in doing)


_DEALINGS = frozenset({"agreement", "negotiation", "sanction", "other_conflict_event"})


def _several_states(people: tuple[Participant, ...]) -> bool:
    """Say whether states or organisations of more than one country act together."""
    return (
        len({p.actor_id.split("_")[0] for p in people if p.role == "initiator" and p.actor_id.endswith("_government")})
        > 1
    )


def _is_within(town: ResolvedPlace, place: ResolvedPlace) -> bool:
    """Say whether a town lies in the region that a place stands for."""
    is_town = town.precision in {"exact", "near"} and town.feature in {"town", "village"}
    return is_town and place.feature == "region" and (town.country, town.admin1) == (place.country, place.admin1)


def _is_of_several(place: ResolvedPlace) -> bool:
    """Say whether a place stands for a list of countries: of no name and no country (annotation guide)."""
    return place.country is None and bool(place.several)


def code_event(
    event: Event,
    mention_id: str,
    article_id: str,
    *,
    published: dt.date | None,
    background: bool,
    lead_end: int,
    default_place: ResolvedPlace | None,
    news_place: ResolvedPlace | None = None,
    place_before: ResolvedPlace | None = None,
    news_date: DateMention | None = None,
) -> EventMention:
    """Return the coded event.

    Parameters
    ----------
    event : Event
        Its tellings.
    mention_id, article_id : str
        Keys.
    published : datetime.date or None
        Publication date of the article.
    background : bool
        Whether the article tells the event as history.
    lead_end : int
        Index of the last sentence that counts as the article's lead.
    default_place : ResolvedPlace or None
        The country the article is about, for events with no place of their own.
    news_place : ResolvedPlace, optional
        The place the article's news is about, for violent news whose clauses name only a country.
    place_before : ResolvedPlace, optional
        The place that the sentence before names, for violence whose clauses name only a country.
    news_date : DateMention, optional
        The day the article's news is about, for the first event where no clause that tells it has a date.
    """
    kind = event_type(event)
    date = event.date or news_date
    if date is not None and date.first is not None and published is not None and event.first.realis == "actual":
        # What is told as done was not done after publication: better no date than a wrong one.
        date = date if date.first <= published else None
    place = event.place or default_place
    in_lead = any(t.sentence <= lead_end for t in event.tellings)
    if (
        news_place is not None and kind in VIOLENT_TYPES and in_lead and not background and not event.generic
        and (place is None or place.precision in {"country", "unknown"} or _is_within(news_place, place))
    ):  # fmt: skip
        place = news_place
    if (
        place_before is not None and kind in VIOLENT_TYPES and not event.generic
        and place_before.precision in {"exact", "near"}
        and (place is None or (place.precision == "country" and place.country == place_before.country))
        and (place is None or place.role in {"plain", "actor", "demonym"})
    ):  # fmt: skip
        place = place_before
    people = participants_of(event, kind, place.country if place else None)
    named_only = event.place is not None and event.place.role in {"actor", "demonym"} and _is_of_no_country(people)
    placed = event.place is not None and not (named_only and kind == "other_conflict_event")
    if not placed and kind in {"sanction", "other_conflict_event"} and _from_outside(people, place):
        place = None  # what an organisation or another state does need not be done in the country the article is about
    if kind in _DEALINGS and (place is None or place.precision == "country") and _several_states(people):
        place = None  # a pact of three states has no country
    if kind == "coup" and background and place is not None and is_specific(place) and place.basis != "clause":
        place = default_place or place
    first = next((t for t in event.tellings if not t.in_title), event.first)
    realis = "actual" if any(t.realis == "actual" for t in event.tellings) else event.first.realis
    return EventMention(
        mention_id=mention_id,
        article_id=article_id,
        event_type=kind,
        date_start=date.first if date else None,
        date_end=date.last if date else None,
        date_precision=date.precision if date and date.first else "unknown",
        date_text=date.text if date else None,
        place_id=place.place_id if place else None,
        place_name=place.name if place and not _is_of_several(place) else None,
        country=place.country if place else None,
        admin1=place.admin1 if place else None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        geo_precision=place.precision if place else "unknown",
        realis=realis,
        is_background=background,
        civilians_targeted=kind in _CIVILIAN_TYPES,
        anchor_start=first.start,
        anchor_end=first.end,
        reports=_reports(event),
        participants=people,
    )


def _reports(event: Event) -> tuple[Report, ...]:
    seen: dict[tuple[int, int], Report] = {}
    for t in sorted(event.tellings, key=lambda t: (t.start, t.end, t.trigger_start)):
        seen.setdefault((t.start, t.end), Report(t.start, t.end, t.trigger))
    return tuple(seen.values())
