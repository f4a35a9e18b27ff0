"""What a description takes over from the body, group or source it belongs to."""

from __future__ import annotations

from dataclasses import replace

from sahel_dataset.extract.actor_bodies import FORCE_KINDS
from sahel_dataset.extract.actor_meaning import Meaning
from sahel_dataset.extract.actor_phrases import Draft, category
from sahel_dataset.knowledge.actor_list import Actor, actors

__all__ = ["taken_over"]

_PEOPLE = frozenset({"people", "residents", "civilians", "nationals"})


def taken_over(draft: Draft, name: str, owner: Draft, meaning: Meaning) -> Meaning | None:
    """Return who a description stands for by whom it belongs to, or None where that tells nothing.

    Parameters
    ----------
    draft : Draft
        The description; it may get the nationality of its owner.
    name : str
        Its category.
    owner, meaning
        Whom it is said to belong to, and who that is.
    """
    if name == "source":
        found = _source(owner, meaning)
        # "A source close to the army" is not the army.
        return replace(found, claimant_id=None) if "close" in draft.modifiers else found
    if category(name).get("takes") == "actor":
        return _whole(name, meaning)
    return _body(draft, name, owner, meaning)


def _source(owner: Draft, meaning: Meaning) -> Meaning:
    if owner.source == "description" and meaning.category in {"government", "ministry"}:
        return replace(meaning, category="source")
    kind = {"military": "security_source"}.get(meaning.kind, meaning.kind)
    # A source of some army is the army's word only where the text says which army it is.
    told = owner.country is not None or meaning.kind not in {"government", "military"}
    return replace(meaning, claimant_id=meaning.claimant_id if told else None, kind=kind, category="source")


def _whole(name: str, meaning: Meaning) -> Meaning | None:
    entry = category(name)
    if meaning.actor_id is None and meaning.kind == "unattributed" and not meaning.category:
        return None
    if meaning.category in _PEOPLE and "body" in entry:
        return None
    if meaning.kind == "witness" and entry["kind"] == "armed_group":
        return None  # "Fulani militiamen" are no civilians
    victims = entry.get("victim_class", meaning.victim_class)
    if name in {"member", "fighters"} or meaning.kind == "armed_group":
        victims = meaning.victim_class
    return replace(meaning, category=name, victim_class=victims)


def _body(draft: Draft, name: str, owner: Draft, meaning: Meaning) -> Meaning | None:
    entry = category(name)
    actor = actors().get(meaning.actor_id or "")
    if entry.get("takes") == "country" or "rules" in entry:
        if actor is not None and owner.source != "description" and _is_force_of(actor, entry.get("body")):
            return replace(meaning, category=name, victim_class=entry.get("victim_class", meaning.victim_class))
        if owner.source == "description" and "body" in category(owner.category) and draft.country is None:
            draft.country = meaning.country if owner.country else None
        if actor is not None and actor.kind == "armed_group" and name in {"mercenaries", "volunteers"}:
            return replace(meaning, category=name)
        if actor is not None and actor.kind == "international_organisation" and entry.get("body") == "armed_forces":
            return replace(meaning, category=name, victim_class="soldiers", kind="military")
    if actor is None:
        return None
    if name == "people" and actor.claimant_kind in {"armed_group", "military"}:
        return replace(meaning, category="member")
    if actor.kind == "media" and name in {"journalists", "media"}:
        return replace(meaning, category=name)
    return None


def _is_force_of(actor: Actor, body: str | None) -> bool:
    return actor.kind in FORCE_KINDS or (body is not None and actor.body == body)
