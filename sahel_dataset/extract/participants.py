"""The participants of an event: what its tellings say of sides, settled by the conventions of its type.

The tellings say who does and who suffers; the type says what that makes them (annotation guide): those who are
abducted or arrested are targets and victims, the freed are targets, the displaced victims, whoever dies in a fight is
its victim and only one who was aimed at also its target.
"""

from __future__ import annotations

from dataclasses import replace

from sahel_dataset.extract.actor_sorts import is_armed_group, is_civilian, is_state, sort_of, vagueness
from sahel_dataset.extract.dates import DateMention
from sahel_dataset.extract.event import Event
from sahel_dataset.extract.mentions import Participant
from sahel_dataset.extract.scene import Side
from sahel_dataset.knowledge.actor_list import actor_relations, descriptions
from sahel_dataset.knowledge.read import countries

__all__ = ["VIOLENT_TYPES", "participants_of"]

VIOLENT_TYPES = frozenset(
    {"armed_clash", "air_strike", "shelling", "explosive_device", "suicide_attack", "attack_on_civilians", "abduction"}
)
# Types in which whoever suffers is a person or people, and is both aimed at and hit.
_AGAINST_PEOPLE = frozenset({"attack_on_civilians", "abduction", "sexual_violence"})
# Types in which those aimed at suffer by the deed itself.
_UNDERGONE = frozenset({"abduction", "sexual_violence", "arrest"})
_FIGHTS = frozenset({"armed_clash", "suicide_attack", "explosive_device", "air_strike", "shelling"})
# Types without victims, and those without targets (the parties of a pact are all its initiators).
_VICTIMLESS = frozenset(
    {"territory_taken", "withdrawal", "blockade", "deployment", "coup", "expulsion", "sanction", "media_ban"}
) | {"agreement", "negotiation", "release"}
_DECREED = frozenset({"expulsion", "sanction", "media_ban"})
_TARGETLESS = frozenset({"withdrawal", "agreement", "negotiation", "accident", "displacement"})
_HARMED = frozenset({"killed", "wounded", "missing", "captured", "abducted"})
_DEADLY = frozenset({"kill", "massacre", "die", "wound"})
# What those who are attacked do in answer.
_ANSWERS = frozenset({"kill", "clash", "loot", "air_strike", "shell"})
_RANK = {"reported": 0, "claimed": 1, "accused": 2, "inferred": 3}
_ORDER = {"initiator": 0, "target": 1, "victim": 2, "supporter": 3, "mediator": 4}


class _Cast:
    """The participants of an event in the making, by role."""

    def __init__(self) -> None:
        self.of: dict[str, dict[str, Participant]] = {role: {} for role in _ORDER}

    def add(self, actor: str, role: str, basis: str = "reported", likely: str | None = None) -> None:
        """Give an actor a role, on the better of two words."""
        old = self.of[role].get(actor)
        if old is None or _RANK[basis] < _RANK[old.basis]:
            self.of[role][actor] = Participant(actor, role, basis, likely)

    def copy(self, actor: str, role: str, other: str) -> None:
        """Give an actor of one role another one too."""
        one = self.of[role][actor]
        self.add(actor, other, one.basis, one.likely_actor_id)

    def drop(self, actor: str, role: str) -> None:
        """Take a role from an actor."""
        self.of[role].pop(actor, None)

    def rows(self) -> tuple[Participant, ...]:
        """Return all participants in a fixed order."""
        found = [p for people in self.of.values() for p in people.values()]
        return tuple(sorted(found, key=lambda p: (_ORDER[p.role], p.actor_id)))


def participants_of(event: Event, kind: str, country: str | None) -> tuple[Participant, ...]:
    """Return who took part in an event.

    Parameters
    ----------
    event : Event
        Its tellings.
    kind : str
        Its type.
    country : str or None
        ISO 3166-1 code of the country it happened in.

    Returns
    -------
    tuple of Participant
        Initiators first, then targets, then victims.
    """
    cast = _Cast()
    sides = _without_counterblows(event)
    for side in [*_authors(event, sides, kind), *(s for s in sides if s.role != "initiator")]:
        cast.add(side.actor_id, side.role, side.basis, side.likely)
    if kind in VIOLENT_TYPES:
        _name_by_the_dead(cast)
        _drop_the_vague_dead(cast)
        _drop_the_called_in(cast)
        _count_the_dead(cast, event)
    if kind in _AGAINST_PEOPLE:
        _against_people(cast, event)
    elif kind in _FIGHTS:
        _in_a_fight(cast, event, kind, country)
    else:
        _otherwise(cast, event, kind, country)
    if kind in _UNDERGONE:
        for actor in [a for a in cast.of["target"] if a not in cast.of["initiator"]]:
            cast.copy(actor, "target", "victim")
        for actor in list(cast.of["victim"]):
            cast.copy(actor, "victim", "target")
    if kind not in {"armed_clash", "air_strike"}:
        for actor in cast.of["initiator"]:
            cast.drop(actor, "target")
    for role, kinds in (("target", _TARGETLESS), ("victim", _VICTIMLESS)):
        if kind in kinds:
            cast.of[role].clear()
    return cast.rows()


def _name_by_the_dead(cast: _Cast) -> None:
    """Call gunmen what their dead are called: the army says "terrorists" of those it killed in answer."""
    doing = cast.of["initiator"]
    dead = [a for a in cast.of["victim"] if is_armed_group(a) and a != "armed_men_unspecified"]
    if list(doing) == ["armed_men_unspecified"] and dead and any(is_state(a) for a in cast.of["target"]):
        cast.drop("armed_men_unspecified", "initiator")
        for actor in dead:
            cast.add(actor, "initiator", "inferred")
            cast.drop(actor, "target")


def _drop_the_vague_dead(cast: _Cast) -> None:
    """Count dead attackers once: the assailants that one sentence counts are the jihadists of another."""
    named = [a for a in cast.of["victim"] if is_armed_group(a) and a != "armed_men_unspecified"]
    if named:
        cast.drop("armed_men_unspecified", "victim")


def _drop_the_called_in(cast: _Cast) -> None:
    """Leave out those who only repelled an attack, where others are said to have been its target."""
    targets = cast.of["target"]
    if any(p.basis != "inferred" for p in targets.values()):
        for actor in [a for a, p in targets.items() if p.basis == "inferred"]:
            cast.drop(actor, "target")


def _count_the_dead(cast: _Cast, event: Event) -> None:
    """Name the dead whom a figure counts without saying whose they are.

    Civilians are civilians; "people" are those who were attacked, where only one side was.
    """
    counted = {
        toll.victim_class
        for t in event.tellings
        for toll in t.tolls
        if toll.measure in _HARMED and (toll.low or 0, toll.high) != (0, 0)
    }
    if cast.of["victim"]:
        return
    if "civilians" in counted:
        cast.add("civilians", "victim")
    elif counted:
        hit = [a for a in cast.of["target"] if a not in cast.of["initiator"]]
        for actor in hit:
            cast.copy(actor, "target", "victim")


def _against_people(cast: _Cast, event: Event) -> None:
    """Settle violence against people: whoever is hurt was aimed at, and the killed are its victims."""
    attackers = {a for a in cast.of["victim"] if a in cast.of["initiator"] or _attacks(cast, a)}
    for actor in [a for a in cast.of["victim"] if a not in attackers]:
        cast.copy(actor, "victim", "target")
    for actor in attackers:
        cast.drop(actor, "target")
    if not cast.of["target"] and (not event.generic or any(t.target_kind == "civilian" for t in event.tellings)):
        cast.add("civilians", "target", "inferred")
    harmed = any(t.name in _DEADLY or any(x.measure in _HARMED for x in t.tolls) for t in event.tellings)
    if harmed and not event.generic and not [a for a in cast.of["victim"] if a not in attackers]:
        for actor in [a for a in cast.of["target"] if is_civilian(a)]:
            cast.copy(actor, "target", "victim")
    for role in ("target", "victim"):
        if {"aid_workers", "journalists"} & cast.of[role].keys():
            cast.drop("foreign_nationals", role)  # "the foreigners" are they
        # "Fulani civilians" and "civilians" are the same people.
        if {"civilians_fulani", "civilians_dogon"} & cast.of[role].keys():
            cast.drop("civilians", role)


def _attacks(cast: _Cast, actor: str) -> bool:
    """Tell whether one of the dead is of those who attack: an armed group where no other is said to have done it."""
    if not is_armed_group(actor):
        return False
    return vagueness(actor) > 0 or sort_of(actor) in {sort_of(a) for a in cast.of["initiator"]}


def _in_a_fight(cast: _Cast, event: Event, kind: str, country: str | None) -> None:
    """Settle a fight: the dead of the side that was aimed at are targets, its attackers and bystanders are not."""
    doing = cast.of["initiator"]
    by_state = any(is_state(a) for a in doing)
    for actor in [a for a in cast.of["victim"] if a not in doing]:
        if is_civilian(actor):
            continue
        if is_state(actor) == by_state and (doing or is_armed_group(actor)) and (by_state or cast.of["target"]):
            continue
        cast.copy(actor, "victim", "target")
    if not by_state and any(is_state(a) for a in cast.of["target"]):
        # Of a fight with soldiers, the fighters who fell are those who attacked, unless they are another group.
        own = {sort_of(a) for a in doing}
        for actor in [a for a in cast.of["target"] if is_armed_group(a)]:
            if not doing or vagueness(actor) or sort_of(actor) in own:
                cast.drop(actor, "target")
        if not doing:
            for actor in [a for a in cast.of["victim"] if is_armed_group(a)]:
                cast.add(actor, "initiator", "inferred")
    if any(not is_civilian(a) for a in cast.of["target"]) or kind == "air_strike":
        for actor in [a for a in cast.of["target"] if is_civilian(a) and a in cast.of["victim"]]:
            cast.drop(actor, "target")
    elif not cast.of["target"]:
        for actor in [a for a in cast.of["victim"] if is_civilian(a)]:
            cast.copy(actor, "victim", "target")
    if (
        not cast.of["target"]
        and country
        and not by_state
        and any(t.target_kind == "armed" for t in event.tellings)
        and not event.generic
    ):
        cast.add(f"{country.lower()}_armed_forces", "target", "inferred")


def _otherwise(cast: _Cast, event: Event, kind: str, country: str | None) -> None:
    """Settle the types in which nobody is attacked."""
    if kind == "release":
        for actor in [a for a in cast.of["victim"] if a not in cast.of["initiator"]]:
            cast.copy(actor, "victim", "target")
        if not cast.of["target"]:
            cast.add("civilians", "target", "inferred")
    elif kind == "accident":
        for actor in list(cast.of["target"]):
            cast.copy(actor, "target", "victim")
    elif kind == "displacement":
        cast.of["victim"].clear()
        cast.add("civilians_displaced", "victim")
    elif kind in {"expulsion", "sanction", "media_ban"}:
        for actor in list(cast.of["victim"]):
            cast.copy(actor, "victim", "target")
        abroad = not any(country and a.startswith(f"{country.lower()}_") for a in cast.of["initiator"])
        if kind == "sanction":
            for actor in [a for a in cast.of["target"] if a.endswith("_armed_forces") and country and abroad]:
                cast.drop(actor, "target")
                cast.add(actor.replace("_armed_forces", "_government"), "target")
        if kind == "sanction" and not cast.of["target"] and country and abroad:
            cast.add(f"{country.lower()}_government", "target", "inferred")
    elif kind == "looting_destruction" and not cast.of["target"]:
        if any(t.target_kind == "civilian" for t in event.tellings):
            cast.add("civilians", "target", "inferred")
    elif kind == "blockade" and not cast.of["target"]:
        cast.add("civilians", "target", "inferred")
    elif kind == "arrest" and not cast.of["target"] and not cast.of["victim"]:
        if any(t.measure == "arrested" for x in event.tellings for t in x.tolls):
            cast.add("armed_men_unspecified", "victim", "inferred")
    elif kind in {"protest", "riot"} and not cast.of["initiator"]:
        cast.add("protesters", "initiator")
    elif kind == "coup":
        several = event.place.several if event.place is not None and country is None else ()
        where = (
            [country]
            if country
            else [iso2 for iso2, c in countries().items() if {*c.names["en"], *c.names["fr"]} & set(several)]
        )
        _settle_coup(cast, where, failed=any(t.failed for t in event.tellings))
    decreed = kind == "other_conflict_event" and any(t.decreed for t in event.tellings)
    if (kind == "arrest" or decreed) and country and not cast.of["initiator"]:
        cast.add(f"{country.lower()}_government", "initiator", "inferred")


def _settle_coup(cast: _Cast, where: list[str], *, failed: bool) -> None:
    """Give a coup its sides: the country's own soldiers against its government (annotation guide).

    Those who rule after it ("the junta that seized power") are the soldiers who made it.
    """
    told = bool(cast.of["initiator"])
    if not where:
        return
    cast.of["initiator"].clear()
    cast.of["target"].clear()
    for country in where:
        cast.add(f"{country.lower()}_government", "target")
        if told or not failed:  # of an attempt that failed, the text must say who made it
            cast.add(f"{country.lower()}_armed_forces", "initiator", "reported" if told else "inferred")


def _without_counterblows(event: Event) -> list[Side]:
    """Return the sides without those who were hit and then hit back: the attackers opened the fight."""
    opened: set[str] = set()
    hit: set[str] = set()
    out: list[Side] = []
    # Whoever is attacked or ambushed and kills in the fight answers, even where his answer is told first.
    attacks = [t for t in event.tellings if t.name in {"attack", "ambush"} and t.actors("target", "victim")]
    attackers = {a for t in attacks for a in t.actors("initiator")}
    attacked = {a for t in attacks for a in t.actors("target", "victim")} - attackers
    for telling in event.tellings:
        for side in telling.sides:
            if side.role == "initiator" and side.actor_id in attacked and telling.name in _ANSWERS:
                continue
            if side.role == "initiator" and opened and side.actor_id in hit and side.actor_id not in opened:
                continue
            out.append(side)
        opened |= telling.actors("initiator")
        hit |= telling.actors("target", "victim") - opened
    return out


def _may_be(opening: str, other: str) -> bool:
    """Tell whether two names may be of one side: gunmen may be anybody but soldiers, separatists no jihadists."""
    if is_state(opening) or is_state(other):
        return is_state(opening) == is_state(other)
    sorts = {sort_of(opening), sort_of(other)}
    return len(sorts) == 1 or sorts != {"rebels", "jihadists"} or "rebels_unspecified" in {opening, other}


def _without_doubles(sides: list[Side], kind: str, *, decreed: bool) -> list[Side]:
    """Return the initiators without those that stand for another of them.

    The army that is accused together with its government did it; an affiliate's deed is not also its parent's; and
    what only a government can do, it does, whoever of its bodies is named.
    """
    named = {s.actor_id for s in sides}
    doubles = {a for a in named if a.endswith("_government") and a.replace("_government", "_armed_forces") in named}
    worldwide = descriptions()["affiliates"]
    doubles |= {
        r.related_actor_id
        for r in actor_relations()
        if r.relation == "part_of" and r.actor_id in named and r.related_actor_id in worldwide
    }
    out = [s for s in sides if kind not in VIOLENT_TYPES or s.actor_id not in doubles]
    if kind in _DECREED or decreed:
        out = [replace(s, actor_id=s.actor_id.replace("_armed_forces", "_government")) for s in out]
    return out


def _is_long(date: DateMention) -> bool:
    return date.precision in {"month", "year"}


def _of_the_news(event: Event, doing: list[Side]) -> list[Side]:
    """Return those who did what is told as news, where others are only told to have done the like before."""
    if event.first.background or event.generic:
        return doing
    lately = {s for t in event.tellings if t.dates or not (t.background or t.generic) for s in t.sides}
    told = [s for s in doing if s in lately] or doing
    if {s.actor_id for s in told if s.basis == "reported"} & {"armed_men_unspecified"}:
        # Gunmen are jihadists where that is told of this deed, not where jihadists are said to fight in the area.
        suffering = event.actors("target", "victim")
        here = [
            t
            for t in event.tellings
            if t.definite or (t.actors("target", "victim") & suffering and not any(_is_long(d) for d in t.dates))
        ]
        meant = {s.actor_id for t in here for s in t.sides} | {"armed_men_unspecified"}
        told = [
            s for s in told if s.actor_id in meant or not s.actor_id.endswith("_unspecified") or s.basis != "reported"
        ]
    return told


def _authors(event: Event, sides: list[Side], kind: str) -> list[Side]:
    """Choose who did it among all who are named as doing it.

    Those who opened the event, and others of their sort (groups or states), by their most telling name: the gunmen of
    the first sentence are the group that claims the attack in the third. Where the article itself stays vague, whoever
    claims or is accused of the event is named instead. A vague side that is named beside another in one breath
    ("Tuareg rebels and Islamist fighters") is a side of its own.
    """
    decreed = any(t.decreed for t in event.tellings)
    doing = [s for s in sides if s.role == "initiator"]
    doing = _of_the_news(event, doing) if kind in VIOLENT_TYPES else doing
    found = _without_doubles(doing, kind, decreed=decreed)
    if kind in VIOLENT_TYPES | {"release", "arrest"}:
        found = [s for s in found if not is_civilian(s.actor_id)]
    if not found or kind in {"agreement", "negotiation"}:
        return found  # all who deal, however vaguely named
    reported = [s for s in found if s.basis == "reported"] or found
    named = [s for s in found if s.basis in {"claimed", "accused"}]
    opening = reported[0]
    if (
        vagueness(opening.actor_id)
        and named
        and not any(is_state(s.actor_id) == is_state(opening.actor_id) and not vagueness(s.actor_id) for s in reported)
    ):
        claimed = [s for s in named if s.basis == "claimed"]
        return claimed or named
    pool = [s for s in found if _may_be(opening.actor_id, s.actor_id)] if kind in VIOLENT_TYPES else found
    best = min(vagueness(s.actor_id) for s in pool)
    chosen = [s for s in pool if vagueness(s.actor_id) == best]
    sorts = {sort_of(s.actor_id) for s in chosen}
    beside: set[str] = set()
    for telling in event.tellings:
        together = telling.actors("initiator")
        if len(together) > 1:
            beside |= {a for a in together if a != "armed_men_unspecified" and sort_of(a) not in sorts}
    own = [s for s in found if kind not in VIOLENT_TYPES or is_state(s.actor_id) == is_state(opening.actor_id)]
    return chosen + [s for s in own if s.actor_id in beside and s not in chosen]
