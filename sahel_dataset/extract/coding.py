"""From the tellings of an event to its coded fields: type, sides, date, place, realis, background."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from sahel_dataset.extract.dates import DateMention
from sahel_dataset.extract.grouping import Event
from sahel_dataset.extract.lexicon import event_classes
from sahel_dataset.extract.mentions import EventMention, Participant, Report
from sahel_dataset.extract.places import ResolvedPlace
from sahel_dataset.extract.scene import VIOLENT, Side
from sahel_dataset.knowledge.actor_list import actors

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
    if "abduct" in names and not names & Counter({"clash": 1}) and not weapons:
        return "abduction"
    if not violent:
        return classes[event.name].unknown
    if "suicide" in names or "suicide_attack" in weapons:
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


def _participants(event: Event, kind: str, country: str | None) -> tuple[Participant, ...]:
    seen: dict[tuple[str, str], Participant] = {}
    rank = {"reported": 0, "claimed": 1, "accused": 2, "inferred": 3}
    sides = _without_counterblows(event)
    authors = _authors(event, sides, kind)
    initiators = {s.actor_id for s in authors}
    for side in [*authors, *(s for s in sides if s.role != "initiator")]:
        actor, role = side.actor_id, side.role
        if role == "target" and actor in initiators and kind not in {"armed_clash", "air_strike"}:
            continue
        old = seen.get((actor, role))
        if old is None or rank[side.basis] < rank[old.basis]:
            seen[actor, role] = Participant(actor, role, side.basis, side.likely)
    victims = {a for a, r in seen if r == "victim"}
    for t in event.tellings:
        for toll in t.tolls:
            if toll.victim_class in {"civilians"} and kind in VIOLENT_TYPES and not victims:
                seen.setdefault(("civilians", "victim"), Participant("civilians", "victim"))
    if kind in {"attack_on_civilians", "abduction", "sexual_violence"}:
        hit = {a for a, r in seen if r in {"target", "victim"}}
        if not hit:
            seen["civilians", "target"] = Participant("civilians", "target", "inferred")
        for actor in sorted({a for a, r in seen if r == "victim"}):
            if not _is_attacker(actor, initiators):
                seen.setdefault((actor, "target"), Participant(actor, "target"))
    if kind in {"armed_clash", "suicide_attack", "explosive_device", "air_strike", "shelling"}:
        for actor in sorted({a for a, r in seen if r == "victim"}):
            if actor not in initiators:
                seen.setdefault((actor, "target"), Participant(actor, "target"))
    if kind == "displacement":
        seen = {
            ("civilians_displaced", "victim"): Participant("civilians_displaced", "victim"),
            **{k: v for k, v in seen.items() if k[1] == "initiator"},
        }
    if kind == "arrest" and country and not any(r == "initiator" for _, r in seen):
        government = f"{country.lower()}_government"
        seen[government, "initiator"] = Participant(government, "initiator", "inferred")
    if (
        kind == "other_conflict_event"
        and country
        and any(t.decreed for t in event.tellings)
        and not any(r == "initiator" for _, r in seen)
    ):
        government = f"{country.lower()}_government"
        seen[government, "initiator"] = Participant(government, "initiator", "inferred")
    if kind in {"protest", "riot"} and not any(r == "initiator" for _, r in seen):
        seen["protesters", "initiator"] = Participant("protesters", "initiator")
    if kind == "coup":
        seen = _coup_sides(seen, country, failed=any(t.failed for t in event.tellings))
    order = {"initiator": 0, "target": 1, "victim": 2, "supporter": 3, "mediator": 4}
    return tuple(sorted(seen.values(), key=lambda p: (order[p.role], p.actor_id)))


def _without_counterblows(event: Event) -> list[Side]:
    """Return the sides without those who were hit and then hit back: the attackers opened the fight."""
    opened: set[str] = set()
    hit: set[str] = set()
    out: list[Side] = []
    # Whoever is attacked or ambushed and kills in the fight answers, even where his answer is told first.
    attacks = [
        t
        for t in event.tellings
        if t.name in {"attack", "ambush"} and t.actors("initiator") and t.actors("target", "victim")
    ]
    attackers = {a for t in attacks for a in t.actors("initiator")}
    attacked = {a for t in attacks for a in t.actors("target", "victim")} - attackers
    for telling in event.tellings:
        for side in telling.sides:
            if side.role == "initiator" and side.actor_id in attacked and telling.name == "kill":
                continue
            if side.role == "initiator" and opened and side.actor_id in hit and side.actor_id not in opened:
                continue
            out.append(side)
        opened |= telling.actors("initiator")
        hit |= telling.actors("target", "victim") - opened
    return out


def _authors(event: Event, sides: list[Side], kind: str) -> list[Side]:
    """Choose who did it among all who are named as doing it.

    Those who opened the event, and others of their sort (groups or states), by their most telling name: the gunmen of
    the first sentence are the group that claims the attack in the third. Where the article itself stays vague, whoever
    claims or is accused of the event is named instead. A vague side that is named beside another in one breath
    ("Tuareg rebels and Islamist fighters") is a side of its own.
    """
    found = [s for s in sides if s.role == "initiator"]
    if kind in VIOLENT_TYPES:
        found = [s for s in found if not s.actor_id.startswith("civilians") and s.actor_id not in _UNARMED]
    if not found:
        return []
    reported = [s for s in found if s.basis == "reported"] or found
    named = [s for s in found if s.basis in {"claimed", "accused"}]
    opening = reported[0]
    if (
        _vagueness(opening.actor_id)
        and named
        and not any(
            _is_state(s.actor_id) == _is_state(opening.actor_id) and not _vagueness(s.actor_id) for s in reported
        )
    ):
        claimed = [s for s in named if s.basis == "claimed"]
        return claimed or named
    pool = (
        [s for s in found if _is_state(s.actor_id) == _is_state(opening.actor_id)] if kind in VIOLENT_TYPES else found
    )
    best = min(_vagueness(s.actor_id) for s in pool)
    chosen = [s for s in pool if _vagueness(s.actor_id) == best]
    sorts = {_sort(s.actor_id) for s in chosen}
    beside: set[str] = set()
    for telling in event.tellings:
        together = telling.actors("initiator")
        if len(together) > 1:
            beside |= {a for a in together if a != "armed_men_unspecified" and _sort(a) not in sorts}
    return chosen + [s for s in pool if s.actor_id in beside and s not in chosen]


def _sort(actor: str) -> str:
    """Return the sort of an actor: two names of one sort may mean the same side."""
    known = actors().get(actor)
    if actor == "jihadists_unspecified" or (known is not None and known.is_jihadist):
        return "jihadists"
    if actor in {"bandits", "militia_unspecified", "armed_men_unspecified"}:
        return actor
    return "state" if _is_state(actor) else "rebels"


def _from_outside(people: tuple[Participant, ...], place: ResolvedPlace | None) -> bool:
    """Say whether all who act are neither of the country nor armed groups in it."""
    doing = [p.actor_id for p in people if p.role == "initiator"]
    home = f"{place.country.lower()}_" if place is not None and place.country else ""
    return bool(doing) and not any(a.startswith(home) for a in doing) if home else False


_DEALINGS = frozenset({"agreement", "negotiation", "sanction", "other_conflict_event"})


def _several_states(people: tuple[Participant, ...]) -> bool:
    """Say whether states or organisations of more than one country act together."""
    return (
        len({p.actor_id.split("_")[0] for p in people if p.role == "initiator" and p.actor_id.endswith("_government")})
        > 1
    )


_UNARMED = frozenset({"foreign_nationals", "journalists", "aid_workers", "protesters"})


def _is_state(actor: str) -> bool:
    return actor.endswith(("_forces", "_police", "_government", "_vdp")) or actor in {
        "wagner",
        "africa_corps",
        "minusma",
        "g5_sahel",
    }


def _vagueness(actor: str) -> int:
    """Rank how little an actor's name says: a name 0, rebels or jihadists 1, bandits 2, gunmen 3."""
    if actor == "armed_men_unspecified":
        return 3
    return 1 if actor.endswith("_unspecified") or actor in {"bandits", "tuareg_rebels"} else 0


def _coup_sides(
    seen: dict[tuple[str, str], Participant], country: str | None, *, failed: bool
) -> dict[tuple[str, str], Participant]:
    """Return the sides of a coup: the country's own soldiers against its government (annotation guide).

    Those who rule after it ("the junta that seized power") are the soldiers who made it.
    """
    if country is None:
        return seen
    forces, government = f"{country.lower()}_armed_forces", f"{country.lower()}_government"
    told = any(role == "initiator" for _, role in seen)
    out = {(government, "target"): Participant(government, "target")}
    if told or not failed:  # of an attempt that failed, the text must say who made it
        out[forces, "initiator"] = Participant(forces, "initiator", "reported" if told else "inferred")
    return out


VIOLENT_TYPES = frozenset(
    {"armed_clash", "air_strike", "shelling", "explosive_device", "suicide_attack", "attack_on_civilians", "abduction"}
)


def _is_attacker(actor: str, initiators: set[str]) -> bool:
    return actor in initiators or actor in {"jihadists_unspecified", "armed_men_unspecified", "bandits"}


def _is_background(event: Event, published: dt.date | None, lead_end: int) -> bool:
    """Say whether the article tells the event as history rather than news."""
    date = event.date
    early = any(t.sentence <= lead_end for t in event.tellings)
    if date is not None and date.first is not None:
        if published is not None:
            age = (
                (published - (date.last or date.first)).days
                if date.last or date.kind != "since"
                else (published - date.first).days
            )
            return age > 14
        return True  # a date that stands without the day of publication is a date of the past
    if event.generic:
        return True
    if early:
        return False
    return any(t.background for t in event.tellings[:2]) or event.first.sentence > lead_end + 6


def code_event(
    event: Event,
    mention_id: str,
    article_id: str,
    *,
    published: dt.date | None,
    lead_end: int,
    default_place: ResolvedPlace | None,
    news_place: ResolvedPlace | None = None,
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
    lead_end : int
        Index of the last sentence that counts as the article's lead.
    default_place : ResolvedPlace or None
        The country the article is about, for events with no place of their own.
    news_place : ResolvedPlace, optional
        The place the article's news is about, for violent news whose clauses name only a country.
    news_date : DateMention, optional
        The day the article's news is about, for the first event where no clause that tells it has a date.
    """
    kind = event_type(event)
    date = event.date or news_date
    if date is not None and date.first is not None and published is not None and event.first.realis == "actual":
        # What is told as done was not done after publication: better no date than a wrong one.
        date = date if date.first <= published else None
    place = event.place or default_place
    background = _is_background(event, published, lead_end)
    in_lead = any(t.sentence <= lead_end for t in event.tellings)
    if (
        news_place is not None and kind in VIOLENT_TYPES and in_lead and not background and not event.generic
        and (place is None or place.precision in {"country", "unknown"})
    ):  # fmt: skip
        place = news_place
    people = _participants(event, kind, place.country if place else None)
    if event.place is None and kind in {"sanction", "other_conflict_event"} and _from_outside(people, place):
        place = None  # what an organisation or another state does need not be done in the country the article is about
    if kind in _DEALINGS and (place is None or place.precision == "country") and _several_states(people):
        place = None  # a pact of three states has no country
    if kind == "coup" and background and place is not None and place.precision != "country":
        place = default_place or place
    first = next((t for t in event.tellings if not t.in_title), event.first)
    realis = event.first.realis
    return EventMention(
        mention_id=mention_id,
        article_id=article_id,
        event_type=kind,
        date_start=date.first if date else None,
        date_end=date.last if date else None,
        date_precision=date.precision if date and date.first else "unknown",
        date_text=date.text if date else None,
        place_id=place.place_id if place else None,
        place_name=place.name if place else None,
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
