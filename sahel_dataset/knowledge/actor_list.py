"""The actors, their dated names and relations, and who held which office: ``knowledge/actors/*.yaml`` as values."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from sahel_dataset.knowledge.read import countries, read_yaml

__all__ = [
    "Actor",
    "ActorName",
    "ActorRelation",
    "Office",
    "Person",
    "Span",
    "actor_names",
    "actor_relations",
    "actors",
    "body_of",
    "descriptions",
    "nigerian_states",
    "people",
    "state_government",
]

_FILES = ("armed_groups", "organisations", "media", "society")
_CLAIMANT_KIND = {
    "armed_group": "armed_group",
    "militia": "armed_group",
    "private_military_company": "armed_group",
    "state_force": "military",
    "multinational_force": "military",
    "government": "government",
    "international_organisation": "foreign_government",
    "ngo": "ngo",
    "media": "media",
    "political": "unattributed",
    "civilians": "witness",
    "other": "unattributed",
}
_BODIES = ("government", "armed_forces", "police", "opposition")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time whose ends may be known to the day, the month or the year, or not at all.

    Examples
    --------
    >>> Span("2012", "2013-02").holds(dt.date(2013, 2, 28))
    True
    >>> Span("2017-03-02", None).holds(dt.date(2017, 3, 1))
    False
    >>> Span("2017-03-02", None).holds(None)
    True
    """

    first: str | None
    last: str | None

    def holds(self, day: dt.date | None) -> bool:
        """Tell whether `day` lies within; a day that is not known always may."""
        if day is None:
            return True
        text = day.isoformat()
        # An end that is known to the month or year lasts to its last day.
        return (self.first is None or text >= self.first) and (self.last is None or text <= _last_day(self.last))


@cache
def _last_day(text: str) -> str:
    if len(text) == 4:
        return f"{text}-12-31"
    if len(text) == 7:
        year, month = int(text[:4]), int(text[5:])
        return f"{text}-{calendar.monthrange(year, month)[1]:02d}"
    return text


@dataclass(frozen=True, slots=True)
class Actor:
    """One listed actor; the fields are those of the table ``actors`` and what extraction needs besides.

    Attributes
    ----------
    claimant_kind : str
        What it is when it speaks, a term of the vocabulary ``claimant_kind``. For the bodies of a
        state, seen from that state.
    area : tuple[str, ...]
        ISO 3166-1 codes of the countries where an armed group operates; empty if not said.
    is_jihadist : bool
        Whether an armed group is a jihadist one.
    body : str or None
        ``government``, ``armed_forces``, ``police`` or ``opposition`` for these bodies of a state.
    """

    actor_id: str
    name: str
    kind: str
    claimant_kind: str
    country: str | None = None
    active_from: str | None = None
    active_to: str | None = None
    wikidata_id: str | None = None
    acled_name: str | None = None
    ucdp_name: str | None = None
    source: str | None = None
    area: tuple[str, ...] = ()
    is_jihadist: bool = False
    body: str | None = None


@dataclass(frozen=True, slots=True)
class ActorName:
    """One name of one actor: its language (``mul`` for any) and when it was in use."""

    actor_id: str
    name: str
    language: str
    valid_from: str | None = None
    valid_to: str | None = None

    @property
    def span(self) -> Span:
        """When the name was in use."""
        return Span(self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class ActorRelation:
    """How one actor stands to another (``part_of``, ``allied_with``, ``succeeded_by``), and when."""

    actor_id: str
    relation: str
    related_actor_id: str
    valid_from: str | None = None
    valid_to: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """An office in a body (an actor id), and the time it was held."""

    body: str
    office: str
    span: Span


@dataclass(frozen=True, slots=True)
class Person:
    """A public office-holder or a group's leader: who speaks counts as the body."""

    names: tuple[str, ...]
    is_known_by_family_name: bool
    offices: tuple[Office, ...]

    def office_on(self, day: dt.date | None) -> Office | None:
        """Return the office held on `day`; on a day not known, the last one listed.

        Examples
        --------
        >>> bazoum = next(p for p in people() if p.names[0] == "Mohamed Bazoum")
        >>> bazoum.office_on(dt.date(2022, 5, 1)).body
        'ne_government'
        >>> bazoum.office_on(dt.date(2024, 5, 1)) is None
        True
        """
        if day is None:
            return self.offices[-1]
        return next((office for office in self.offices if office.span.holds(day)), None)


def _day(value: Any) -> str | None:
    return None if value is None else str(value)


def _actor(actor_id: str, entry: dict[str, Any], **given: Any) -> Actor:
    kind = entry["kind"]
    values: dict[str, Any] = {
        "country": entry.get("country"),
        "active_from": _day(entry.get("active_from")),
        "active_to": _day(entry.get("active_to")),
        "wikidata_id": entry.get("wikidata_id"),
        "acled_name": entry.get("acled_name"),
        "ucdp_name": entry.get("ucdp_name"),
        "source": entry.get("source"),
        "area": tuple(entry.get("area") or ()),
        "is_jihadist": bool(entry.get("jihad", False)),
    }
    return Actor(
        actor_id=actor_id,
        name=entry["name"],
        kind=kind,
        claimant_kind=entry.get("claimant_kind", _CLAIMANT_KIND[kind]),
        **(values | given),
    )


def _names_of(actor_id: str, entry: dict[str, Any]) -> list[ActorName]:
    out = []
    for language, listed in (entry.get("names") or {}).items():
        for item in listed:
            row = item if isinstance(item, dict) else {"name": item}
            code = "mul" if language == "any" else language
            out.append(ActorName(actor_id, str(row["name"]), code, _day(row.get("from")), _day(row.get("to"))))
    return out


def _states() -> dict[str, Any]:
    entries: dict[str, Any] = read_yaml("actors/states.yaml")
    return entries


@cache
def body_of(iso2: str, body: str) -> str:
    """Return the id of a state's body.

    Parameters
    ----------
    iso2 : str
        ISO 3166-1 alpha-2 code.
    body : str
        ``government``, ``armed_forces``, ``police`` or ``opposition``.

    Examples
    --------
    >>> body_of("ML", "armed_forces"), body_of("GB", "government"), body_of("ML", "opposition")
    ('ml_armed_forces', 'uk_government', 'opposition_ml')
    """
    listed = (_states().get(iso2) or {}).get(body) or {}
    default = f"opposition_{iso2.lower()}" if body == "opposition" else f"{iso2.lower()}_{body}"
    return str(listed.get("id", default))


def state_government(state: str) -> str:
    """Return the id of the government of a state of the Nigerian federation.

    Examples
    --------
    >>> state_government("Akwa Ibom")
    'akwa_ibom_state_government'
    """
    return f"{state.lower().replace(' ', '_')}_state_government"


@cache
def nigerian_states() -> tuple[str, ...]:
    """Return the names of the states of the Nigerian federation."""
    return tuple(_states()["nigerian_states"])


def _state_bodies() -> dict[str, tuple[Actor, dict[str, Any]]]:
    states = _states()
    out: dict[str, tuple[Actor, dict[str, Any]]] = {}
    for iso2, country in countries().items():
        name = ("the " if country.article == "les" else "") + country.names["en"][0]
        for body in _BODIES:
            shape = dict(states["bodies"][body])
            shape["name"] = shape["name"].format(country=states["called"].get(iso2, name))
            actor_id = body_of(iso2, body)
            listed = (states.get(iso2) or {}).get(body) or {}
            out[actor_id] = (_actor(actor_id, shape, country=iso2, body=body), listed)
        for actor_id, entry in ((states.get(iso2) or {}).get("extra") or {}).items():
            out[actor_id] = (_actor(actor_id, entry, country=iso2), entry)
    for state in nigerian_states():
        actor_id = state_government(state)
        shape = {
            "name": f"Government of {state} State (Nigeria)",
            "kind": "government",
            "claimant_kind": "local_official",
        }
        out[actor_id] = (_actor(actor_id, shape, country="NG"), {})
    return out


@cache
def _everything() -> tuple[tuple[Actor, ...], tuple[ActorName, ...], tuple[ActorRelation, ...]]:
    listed: list[Actor] = []
    names: list[ActorName] = []
    relations: list[ActorRelation] = []
    entries = [
        (_actor(actor_id, entry), entry)
        for file in _FILES
        for actor_id, entry in read_yaml(f"actors/{file}.yaml").items()
    ]
    for actor, entry in [*entries, *_state_bodies().values()]:
        listed.append(actor)
        names += _names_of(actor.actor_id, entry)
        if "part_of" in entry:
            relations.append(ActorRelation(actor.actor_id, "part_of", entry["part_of"]))
        for row in entry.get("relations") or ():
            relation = next(key for key in row if key not in {"from", "to", "source"})
            relations.append(
                ActorRelation(
                    actor.actor_id,
                    relation,
                    row[relation],
                    _day(row.get("from")),
                    _day(row.get("to")),
                    row.get("source", entry.get("source")),
                )
            )
    return tuple(listed), tuple(names), tuple(relations)


@cache
def actors() -> MappingProxyType[str, Actor]:
    """Return every listed actor by its id, the bodies of all listed states among them.

    Examples
    --------
    >>> actors()["jnim"].active_from, actors()["ml_armed_forces"].name
    ('2017-03-02', 'Armed Forces of Mali')
    """
    return MappingProxyType({actor.actor_id: actor for actor in _everything()[0]})


def actor_names() -> tuple[ActorName, ...]:
    """Return every listed name of every actor, with its language and the time it was in use."""
    return _everything()[1]


def actor_relations() -> tuple[ActorRelation, ...]:
    """Return every listed relation between actors.

    Examples
    --------
    >>> [r.related_actor_id for r in actor_relations() if r.actor_id == "csp" and r.relation == "succeeded_by"]
    ['fla']
    """
    return _everything()[2]


@cache
def people() -> tuple[Person, ...]:
    """Return the office-holders and leaders whose names stand for the body they speak for."""
    return tuple(
        Person(
            names=tuple(str(name) for name in row["names"]),
            is_known_by_family_name=bool(row.get("alone", False)),
            offices=tuple(
                Office(held["body"], held["office"], Span(_day(held.get("from")), _day(held.get("to"))))
                for held in row["holds"]
            ),
        )
        for row in read_yaml("actors/people.yaml")
    )


def descriptions() -> dict[str, Any]:
    """Return what descriptions without a name stand for (``actors/descriptions.yaml``)."""
    entries: dict[str, Any] = read_yaml("actors/descriptions.yaml")
    return entries
