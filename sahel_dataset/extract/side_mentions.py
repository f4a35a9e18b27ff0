"""Whom a phrase in a role names: an actor mentioned in it, whom its pronoun stands for, or the forces of a state."""

from __future__ import annotations

from collections.abc import Sequence

from sahel_dataset.extract.actor_sorts import is_civilian
from sahel_dataset.extract.actors import ActorMention, resolve_pronoun
from sahel_dataset.extract.frames import Argument
from sahel_dataset.extract.gone_by import is_gone_by
from sahel_dataset.extract.scene import VIOLENT, Scene, Side
from sahel_dataset.extract.side_words import side_words
from sahel_dataset.knowledge.actor_list import actors

__all__ = ["kind_of", "meant_by", "mentions_in", "side_of", "sides_of_mentions"]

_ARMED_KINDS = frozenset({"military", "armed_group"})
# Classes of deeds that a state does with its armed forces.
_BY_FORCE = VIOLENT | {"deploy", "withdraw", "take", "besiege"}
# Who fights with the armed forces of the state.
_RULING = frozenset({"government", "junta", "state"})
# Classes of deeds done to people or forces, not to countries, newspapers or parties as such.
_BODILY = VIOLENT | {"abduct", "rape", "displace", "die"}
_LAWFUL = frozenset({"ban", "expel", "sanction", "arrest", "release", "abduct"})
# Associations that watch and report, and have no people where the war is.
_WATCHING = frozenset({"hrw", "amnesty", "fidh", "acled"})


def kind_of(mention: ActorMention) -> str:
    """Say whether an actor is armed, civilian or neither."""
    actor = mention.actor_id or ""
    if is_civilian(actor):
        return "civilian"
    if mention.kind in _ARMED_KINDS or actor.endswith(("_forces", "_police", "_vdp")) or actor == "minusma":
        return "armed"
    if mention.kind in {"witness", "local_official", "ngo", "medical_source"}:
        return "civilian"
    return "unknown"


def mentions_in(scene: Scene, argument: Argument, *, armed: bool = False) -> list[ActorMention]:
    """Return the actors a role phrase names.

    Those inside an inner prepositional phrase count only if the head names none: "a drone operated by the army" acts
    for the army. A pronoun stands for whom it refers to; `armed` says that it can only be one who fights.
    """
    head = scene.sentence.tokens[argument.head]
    words = side_words(scene.lex.language)
    pronoun = words.pronouns.get(head.lower.removeprefix("-t").lstrip("-"))
    if head.pos == "PRON" and pronoun is not None:
        return meant_by(scene, head.start, *pronoun, armed=armed)
    limit = argument.full_end
    if head.lemma in scene.lex.noun_class:
        # "the attack that killed soldiers" does not act for the soldiers: only its own modifiers do.
        limit = argument.end
    inside = [m for m in scene.actors if m.start < limit and argument.start < m.end and not m.is_aside]
    inside = [m for m in inside if not is_gone_by(scene.text, scene.sentence, scene.actors, m, scene.lex)]
    if head.lemma in scene.lex.noun_class:
        inside = [m for m in inside if not m.metonym]
    exact = [m for m in inside if m.start <= head.start < m.end]
    if exact:
        return _with_row(scene, min(exact, key=lambda m: (m.metonym, m.end - m.start)))
    inside = [m for m in inside if not words.former.search(scene.text, max(0, m.start - 12), m.start)]
    if not inside and (possessor := _possessor(scene, argument)) is not None:
        return meant_by(scene, argument.start, *possessor, armed=True)
    found = [m for m in inside if not m.metonym][:1]
    return _with_row(scene, found[0]) if found else inside[:1]


def meant_by(scene: Scene, start: int, number: str, gender: str, *, armed: bool = False) -> list[ActorMention]:
    """Return whom a pronoun stands for: of several named in one breath before it, a plural means all."""
    named = [m for m in scene.article_actors if m.source != "adjective" and (not armed or _can_fight(m))]
    found = resolve_pronoun(start, number, gender, named, speaking=False)
    if found is None:
        return []
    if number != "plural":
        return [found]
    row = [found]
    said = [m for m in named if m.sentence == found.sentence and m.actor_id and not m.is_aside]
    text, joint = scene.text, side_words(scene.lex.language).joint
    for m in said[said.index(found) + 1 :] if found in said else []:
        if not joint.fullmatch(text[row[-1].end : m.start]):
            break
        row.append(m)
    for m in reversed(said[: said.index(found)]) if found in said else []:
        if not joint.fullmatch(text[m.end : row[0].start]):
            break
        row.insert(0, m)
    return row


def _can_fight(mention: ActorMention) -> bool:
    return mention.metonym or mention.kind in {"military", "armed_group"} or kind_of(mention) == "armed"


def _possessor(scene: Scene, argument: Argument) -> tuple[str, str] | None:
    """Return number and gender of whose posts or weapons a phrase speaks of ("its aircraft", « ses positions »)."""
    own = side_words(scene.lex.language).own
    number = next((n for n, pattern in own if pattern.match(scene.text, argument.start)), None)
    phrase = scene.text[argument.start : argument.end]
    if number is None or not (
        scene.lex.armed_objects.search(phrase) or any(w.search(phrase) for w in scene.lex.weapons.values())
    ):
        return None
    return ("plural", "any") if number == "plural" else ("singular", "neuter")


def _with_row(scene: Scene, first: ActorMention) -> list[ActorMention]:
    """Return a mention and those named in one breath with it, which parsers may hang elsewhere."""
    row, joint = [first], side_words(scene.lex.language).joint
    heads = {a.head for f in scene.sentence.frames.values() for a in (*f.agent, *f.patient)}
    own = {scene.sentence.tokens[h].start for h in heads}
    for m in scene.actors:
        if m.start < row[-1].end:
            continue
        if not joint.fullmatch(scene.text[row[-1].end : m.start]) or any(m.start <= s < m.end for s in own):
            break
        row.append(m)
    for m in reversed(scene.actors):
        if m.end > row[0].start or m is first:
            continue
        gap = scene.text[m.end : row[0].start]
        alike = not m.metonym and not m.is_aside and m.kind == first.kind and m.kind in _ARMED_KINDS
        if not alike or not joint.fullmatch(gap) or any(m.start <= s < m.end for s in own):
            break
        row.insert(0, m)
    return row


def side_of(mention: ActorMention, role: str, name: str, basis: str = "reported") -> Side | None:
    """Return the side that an actor is in a deed of class `name`, or None where it can be none.

    A state that fights does so with its armed forces; no country is killed or ambushed; newspapers and associations
    that report a deed take no part in it, and the people of an aid agency are its victims.
    """
    actor = mention.actor_id
    if mention.category == "former" and (role == "initiator" or name not in _LAWFUL | {"coup"}):
        return None
    if actor is None or mention.kind == "analyst" or (mention.kind == "media" and not _is_people(actor)):
        return Side(actor, role, basis) if actor and role != "initiator" and name in _LAWFUL else None
    if role == "initiator" and name in _BY_FORCE and (mention.metonym or mention.category in _RULING):
        actor = actor.replace("_government", "_armed_forces")
    if actor in _WATCHING and name == "arrest":
        return None
    if name in _BODILY:
        if role != "initiator" and mention.metonym and name != "clash":
            return None
        known = actors().get(actor)
        if known is not None and known.kind == "international_organisation" and role != "initiator" and actor != "un":
            return None
        if known is not None and known.kind == "ngo":
            if role == "initiator" or actor in _WATCHING:
                return None
            actor = "aid_workers"
        if known is None and mention.source == "local" and mention.kind != "armed_group":
            return None
    return Side(actor, role, basis, mention.likely_actor_id)


def _is_people(actor: str) -> bool:
    return actor == "journalists"


def sides_of_mentions(mentions: Sequence[ActorMention], role: str, name: str) -> list[Side]:
    """Return the sides that actors are in one role of a deed."""
    return [side for m in mentions if (side := side_of(m, role, name)) is not None]
