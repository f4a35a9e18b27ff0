"""What a draft means by itself: who a name, a person or a description stands for, before any context."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sahel_dataset.extract.actor_phrases import Draft, category
from sahel_dataset.extract.actor_words import Words, fold
from sahel_dataset.knowledge.actor_list import ActorName, Office, Person, Span, actors, body_of, descriptions, people

__all__ = [
    "Meaning",
    "affiliate_of",
    "branch_of",
    "combined",
    "fitting_rule",
    "meaning_of_actor",
    "of_family_name",
    "of_name",
    "of_person",
    "of_titled_person",
]


@dataclass(frozen=True, slots=True)
class Meaning:
    """Who is meant.

    Attributes
    ----------
    actor_id : str or None
        The actor, as a participant of events.
    claimant_id : str or None
        The actor as a claimant: None where the text tells only what kind of source speaks.
    kind : str
        The claimant kind, seen from the actor's own state; foreign governments are told apart later.
    category : str
        The category of description; empty for names.
    country : str or None
        The state whose body it is, or the nationality given.
    basis : str
        ``reported`` where the text says so, ``inferred`` where it follows from context.
    likely : str or None
        Whom a vague description probably means.
    victim_class : str
        What the dead of it count as.
    """

    actor_id: str | None
    claimant_id: str | None
    kind: str
    category: str = ""
    country: str | None = None
    basis: str = "reported"
    likely: str | None = None
    victim_class: str = "people"


_VICTIM_CLASS = {
    "armed_group": "fighters",
    "militia": "fighters",
    "private_military_company": "mercenaries",
    "state_force": "soldiers",
    "multinational_force": "soldiers",
    "government": "officials",
    "civilians": "civilians",
}


def meaning_of_actor(actor_id: str, *, category_name: str = "", basis: str = "reported") -> Meaning:
    """Return what it means that a listed actor is named."""
    actor = actors()[actor_id]
    victims = "police" if actor.body == "police" else _VICTIM_CLASS.get(actor.kind, "people")
    if actor_id == "minusma":
        victims = "peacekeepers"
    return Meaning(actor_id, actor_id, actor.claimant_kind, category_name, actor.country, basis, None, victims)


def of_name(names: list[ActorName], day: dt.date | None, country: str | None) -> Meaning | None:
    """Return who a name means on `day`, of several the one of the country spoken of; None if nobody then bore it."""
    ids = sorted({name.actor_id for name in names if name.span.holds(day)})
    if not ids:
        return None
    if len(ids) > 1 and country is not None:
        ids.sort(key=lambda actor_id: (actors()[actor_id].country != country, actor_id))
    return meaning_of_actor(ids[0])


def of_person(persons: list[Person], day: dt.date | None) -> Meaning:
    """Return the body a person speaks for on `day`; a former office-holder speaks for nobody."""
    for person in persons:
        office = person.office_on(day)
        if office is not None:
            victims = "officials" if actors()[office.body].kind == "government" else None
            meaning = meaning_of_actor(office.body, category_name=office.office)
            return meaning if victims is None else replace(meaning, victim_class=victims)
    # A group's dead or captured leader is still one of it.
    for person in persons:
        office = person.offices[-1]
        if actors()[office.body].claimant_kind == "armed_group" and _is_over(office, day):
            return meaning_of_actor(office.body, category_name=office.office)
    # A ruler deposed of late speaks for nobody, but what befalls him befalls his government.
    lately = [office for person in persons for office in person.offices if _is_lately_over(office, day)]
    ruled = lately[-1].body if lately and actors()[lately[-1].body].kind == "government" else None
    return Meaning(ruled, None, "unattributed", "former", victim_class="officials" if ruled else "people")


def of_titled_person(persons: list[Person], day: dt.date | None) -> Meaning:
    """Return the body of a person whom the text gives a title: that of the day, else the last one held before it."""
    found = of_person(persons, day)
    if found.actor_id is not None:
        return found
    past = [office for person in persons for office in person.offices if _is_over(office, day)]
    office = past[-1] if past else persons[0].offices[0]
    return replace(meaning_of_actor(office.body), category=office.office, victim_class="officials")


@cache
def _by_family_name() -> dict[str, list[Person]]:
    index: dict[str, list[Person]] = {}
    for person in people():
        index.setdefault(fold(person.names[0].split()[-1]), []).append(person)
    return index


def of_family_name(name: str, day: dt.date | None, country: str | None) -> Meaning | None:
    """Return the body of "President Keita", by his office: the one who held it that day, or up to a year before.

    Parameters
    ----------
    name : str
        A family name alone.
    day : datetime.date or None
        The day of publication.
    country : str or None
        The country spoken of, which settles between two of one name.
    """
    found: set[str] = set()
    for person in _by_family_name().get(fold(name), []):
        for office in person.offices:
            if actors()[office.body].body == "government" and (office.span.holds(day) or _is_lately_over(office, day)):
                found.add(office.body)
    if len(found) > 1:
        found = {body for body in found if actors()[body].country == country}
    return replace(meaning_of_actor(found.pop()), victim_class="officials") if len(found) == 1 else None


def _is_lately_over(office: Office, day: dt.date | None) -> bool:
    return _is_over(office, day) and day is not None and office.span.holds(day - dt.timedelta(days=365))


def _is_over(office: Office, day: dt.date | None) -> bool:
    return day is not None and office.span.last is not None and office.span.last < day.isoformat()


def combined(draft: Draft, country: str | None) -> str:
    """Return the category a description has with its modifiers and nationality."""
    name = draft.category
    for _ in range(3 if draft.modifiers else 0):
        rule = next((r for r in descriptions()["combine"] if _combines(r, name, draft.modifiers, country)), None)
        if rule is None or rule["gives"] == name:
            break
        name = rule["gives"]
    if draft.country is not None and "with_country" in category(name):
        name = category(name)["with_country"]
    return str(name)


def _combines(rule: Mapping[str, Any], name: str, modifiers: set[str], country: str | None) -> bool:
    return (
        name in rule["head"]
        and bool(modifiers.intersection(rule["with"]))
        and not modifiers.intersection(rule.get("unless", ()))
        and ("in" not in rule or country in rule["in"])
    )


def _dated(row: Mapping[str, Any]) -> Span:
    return Span(*(None if row.get(key) is None else str(row[key]) for key in ("from", "to")))


def fitting_rule(
    name: str, nationality: str | None, country: str | None, day: dt.date | None, modifiers: set[str]
) -> Mapping[str, Any] | None:
    """Return the first rule of a category that fits nationality, country spoken of and day."""
    entry = category(name)
    for row in entry.get("rules", ()):
        if "of" in row and nationality not in row["of"]:
            continue
        if "in" in row and country not in row["in"]:
            continue
        # A nationality of its own outweighs the place ("French state television" in Bamako).
        if (
            "in" in row
            and "of" not in row
            and entry.get("takes") == "country"
            and nationality not in {None, *row["in"]}
        ):
            continue
        if "with" in row and not modifiers.intersection(row["with"]):
            continue
        if day is None and row.get("basis") == "inferred" and "of" not in row:
            continue  # who the foreigners were at the time is not known where the time is not
        if _dated(row).holds(day):
            found: Mapping[str, Any] = row
            return found
    return None


def affiliate_of(linked: list[ActorName], country: str | None, day: dt.date | None) -> str | None:
    """Return whom "linked to" such an organisation probably means in a country at a time."""
    for name in linked:
        for row in descriptions()["affiliates"].get(name.actor_id, ()):
            if country in row["in"] and day is not None and _dated(row).holds(day):
                return str(row["likely"])
        if name.actor_id not in descriptions()["affiliates"] and actors()[name.actor_id].is_jihadist:
            return name.actor_id
    return None


def branch_of(linked: list[ActorName], regions: set[str], day: dt.date | None) -> str | None:
    """Return the branch that is told by its region ("al-Qaeda's North African affiliate")."""
    for name in linked:
        for row in descriptions()["branches"]:
            if row["of"] == name.actor_id and row["region"] in regions and _dated(row).holds(day):
                return str(row["actor"])
    return None


def is_branch_word(words: Words, draft: Draft, branches: frozenset[str]) -> bool:
    """Tell whether the noun of a description is one for a part of a group."""
    return words.folded[draft.head_last] in branches


def body_meaning(name: str, country: str, basis: str) -> Meaning:
    """Return what a description of a state's body means, of a country."""
    entry = category(name)
    actor_id = body_of(country, entry["body"])
    claimant = None if entry.get("source") else actor_id
    return Meaning(actor_id, claimant, entry["kind"], name, country, basis, None, entry.get("victim_class", "people"))
