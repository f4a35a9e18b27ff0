"""The sides of an event: who does it and to whom, read from roles, prepositions and governing verbs."""

from __future__ import annotations

from collections.abc import Sequence

from sahel_dataset.extract.actors import ActorMention
from sahel_dataset.extract.counted import victim_class
from sahel_dataset.extract.crowd import opposed
from sahel_dataset.extract.event_classes import EventClass
from sahel_dataset.extract.frames import Argument, Frame
from sahel_dataset.extract.possessed import owner_role, owners_of
from sahel_dataset.extract.scene import VIOLENT, Candidate, Scene, Side
from sahel_dataset.extract.side_fights import companions, face_to_face, pitted, risen_against
from sahel_dataset.extract.side_mentions import kind_of, mentions_in, side_of, sides_of_mentions
from sahel_dataset.extract.side_text import (
    agent_in_text,
    aimed_in_text,
    author_in_text,
    is_modifier,
    meant_for,
    object_behind,
    object_in_text,
    on_occasion,
    role_after_of,
    subject_in_text,
    suffering_cue,
    target_role,
    undergoing,
    undergone,
    up_to,
)
from sahel_dataset.extract.side_words import side_words

__all__ = ["sides_of", "target_kind", "without_contradictions"]

# Classes whose verbs aim at somebody with "on", "against" ("protest against the junta", "fired on the convoy").
_AIMED = VIOLENT | {"abduct", "rape", "besiege", "sanction", "protest", "riot"}
# Deeds of which it is told what for: whom troops are sent to fight, whose departure a crowd demands.
_PURPOSES = frozenset({"deploy", "protest", "riot"})
# Deeds done to persons: villagers, pupils or hostages are then civilians, whoever they are.
_OF_PERSONS = frozenset({"kill", "massacre", "abduct", "release", "rape", "wound"})
# Classes whose nouns name, with "of", whom they are done to.
_OBJECTIVE = frozenset({"ban", "expel", "sanction", "release", "arrest", "abduct"})
# Measures that whoever announces them takes ("announced the suspension of RFI").
_DECREED = frozenset({"ban", "expel", "sanction"})
# Deeds whose verbs have an object.
_TRANSITIVE = frozenset("attack kill massacre wound ambush abduct arrest release expel".split())
# Deeds that are named after the country they befall.
_SUFFERED = frozenset({"attack", "ambush", "massacre", "suicide", "explode", "abduct", "kill", "die"})
# Deeds whose nouns a possessor undergoes.
_BEFALLING = frozenset({"expel", "release", "arrest", "abduct"})
# Deeds that forces do together.
_JOINED = VIOLENT - {"die", "wound", "explode"} | {"take", "drive", "deploy", "arrest", "besiege", "withdraw"}
_MUTUAL = frozenset({"clash", "agree", "negotiate", "deploy", "coup", "displace"})
_DEADLY = frozenset({"kill", "massacre", "die", "wound", "explode", "attack", "abduct", "crash"})


def sides_of(scene: Scene, frame: Frame, name: str, cls: EventClass) -> list[Side]:
    """Return the sides that a telling of class `name` gives its event."""
    sides = _of_verb(scene, frame, name, cls) if frame.pos == "VERB" else _of_noun(scene, frame, name, cls)
    if name in {"agree", "negotiate"}:
        sides += _parties(scene, frame)
    if frame.pos == "NOUN":
        if cls.agent == "initiator" and not any(s.role == "initiator" for s in sides):
            sides += agent_in_text(scene, frame, name)
        sides += _governing(scene, frame, name)
        if cls.agent == "initiator" and not any(s.role == "initiator" for s in sides):
            sides += author_in_text(scene, frame, name)
        if name in _AIMED and not any(s.role in {"target", "victim"} for s in sides):
            sides += aimed_in_text(scene, frame, name)
        if name in _OBJECTIVE and not any(s.role in {"target", "victim"} for s in sides):
            sides += object_in_text(scene, frame, name, cls)
        if name == "clash":
            sides += risen_against(scene, frame, sides)
    elif name in VIOLENT and not any(s.role == "initiator" for s in sides):
        sides += on_occasion(scene, frame, name)
    if name == "clash":
        sides += pitted(scene, frame, name)
    if name in _PURPOSES:
        sides += meant_for(scene, frame, name)
    if name == "protest":
        against = sides_of_mentions(opposed(scene, frame), "target", name)
        sides = [s for s in sides if s.actor_id not in {a.actor_id for a in against}] + against
    if name in _JOINED:
        sides += companions(scene, sides)
    return sides


def _sides(scene: Scene, arguments: Sequence[Argument], role: str, name: str, basis: str = "reported") -> list[Side]:
    armed = role == "initiator" and name in VIOLENT | {"abduct", "take"}
    found = (side_of(m, role, name, basis) for a in arguments for m in mentions_in(scene, a, armed=armed))
    return [side for side in found if side is not None]


def _of_verb(scene: Scene, frame: Frame, name: str, cls: EventClass) -> list[Side]:
    """Read the sides out of the roles of a verb."""
    sides: list[Side] = []
    words = side_words(scene.lex.language)
    if frame.token and scene.sentence.tokens[frame.token - 1].pos == "NUM":
        return sides  # « et 22 blessés », taken for a participle
    campaign = (
        frame.passive
        and scene.lex.verb_class.get(frame.lemma) == "clash"
        and any(d.precision in {"month", "year"} and frame.start <= d.start < frame.end for d in scene.dates)
    )
    # "Were pushed back by French troops in 2013" tells of those who won, not of those who withstood.
    if (frame.lemma in scene.lex.undergoing and not campaign) or undergoing(scene, frame):
        # "The army repelled the jihadists", "the convoy fell into an ambush": who withstands or suffers was attacked.
        sides += _sides(scene, frame.agent, "target", name)
        behind = [*frame.patient, *(a for a in frame.oblique if a.preposition.split(" ")[0] in words.answered)]
        sides += _sides(scene, behind, "initiator", name)
        return sides + agent_in_text(scene, frame, name)
    if name == "clash" and frame.lemma in words.opposing:
        return []  # its subject is the fight: the sides stand behind
    if name == "clash" and not frame.patient and not frame.passive:
        # "Soldiers and jihadists clashed", « se sont affrontés »
        return face_to_face(_in_order(scene, [*frame.agent, *_of(frame.oblique, words.with_ | words.against)]), name)
    if cls.agent != "none":
        agents = frame.agent
        if frame.relation == "relative" and not frame.passive:
            # "An operation like the one that seized the town held by rebels": who stands behind the verb did not do it.
            start = scene.sentence.tokens[frame.token].start
            agents = [up_to(a, start) if a.start < start else a for a in agents]
        found = _sides(scene, agents, cls.agent, name)
        # « L'attaque, dénoncée par Paris, qui a tué dix soldats »: no country is what a relative clause is about.
        sides += found if frame.relation != "relative" or not _are_countries(scene, frame.agent) else []
    if frame.passive and not sides and cls.agent == "initiator":
        sides += agent_in_text(scene, frame, name)
    if cls.patient != "none":
        suffering = _sides(scene, frame.patient, cls.patient, name)
        if name == "deploy":
            suffering = [s for s in suffering if not _is_relieved(scene, frame, s)]
        sides += suffering
        if name in _OF_PERSONS and not any(s.role == cls.patient for s in sides):
            heads = (victim_class(scene.sentence.tokens[a.head], scene.lex) for a in frame.patient)
            sides += [Side("civilians", cls.patient)] if "civilians" in heads else []
        if name in _TRANSITIVE and not frame.patient and not frame.passive:
            sides += object_behind(scene, frame, name, cls.patient)
    for argument in frame.oblique:
        word = argument.preposition.split(" ")[0]
        if word in words.against and (name in _AIMED or name == "deploy"):
            sides += _sides(scene, [argument], "target" if name == "deploy" else target_role(cls), name)
        elif word in words.with_ and name in {"clash", "agree", "negotiate", "sanction"}:
            sides += _sides(scene, [argument], "target" if name == "clash" else "initiator", name)
        elif word in words.taken_from and name in {"take", "drive"}:
            # "recaptured the town from the rebels", « repris la ville aux rebelles »
            sides += [
                s
                for m in mentions_in(scene, argument)
                if kind_of(m) == "armed" and (s := side_of(m, "target", name)) is not None
            ]
    if name == "expel" and not any(s.role == "target" for s in sides) and frame.recipient is not None:
        # "gave the ambassador 48 hours to leave", « a donné 48 heures à l'ambassadeur »
        sides += _sides(scene, [frame.recipient], "target", name)
    # "carry out an attack on X": the object noun carries the target.
    for argument in frame.patient:
        inner = scene.sentence.frames.get(argument.head)
        if inner is not None and inner.pos == "NOUN" and inner.lemma in scene.lex.noun_class:
            doing = {(s.actor_id, s.role) for s in _sides(scene, frame.agent, target_role(cls), name)}
            aimed = {(s.actor_id, s.role) for a in frame.oblique for s in _sides(scene, [a], target_role(cls), name)}
            sides = [s for s in sides if s.role not in {"target", "victim"} or (s.actor_id, s.role) in doing | aimed]
            break
    return sides


def _are_countries(scene: Scene, arguments: Sequence[Argument]) -> bool:
    return any(m.metonym for a in arguments for m in mentions_in(scene, a))


def _is_relieved(scene: Scene, frame: Frame, side: Side) -> bool:
    """Say whether a force is only that from which another takes over."""
    before = side_words(scene.lex.language).taken_before
    named = [m for m in scene.actors if m.actor_id == side.actor_id and frame.start <= m.start < frame.end]
    return any(before.search(scene.text[frame.start : m.start]) for m in named)


def _of(arguments: Sequence[Argument], prepositions: frozenset[str]) -> list[Argument]:
    return [a for a in arguments if a.preposition.split(" ")[0] in prepositions]


def _in_order(scene: Scene, arguments: Sequence[Argument]) -> list[ActorMention]:
    """Return the actors that phrases name, once each, in the order of the text."""
    found = {m.start: m for a in arguments for m in mentions_in(scene, a)}
    return [found[start] for start in sorted(found)]


def _of_noun(scene: Scene, frame: Frame, name: str, cls: EventClass) -> list[Side]:
    """Read the sides out of the phrases around an event noun."""
    token = scene.sentence.tokens[frame.token]
    whole = scene.sentence.frames.get(token.head)
    if token.dep == "compound" and whole is not None and whole.pos == "NOUN":
        frame = whole  # "an air strike on the rebels": what follows hangs on the last word of the phrase
    words = side_words(scene.lex.language)
    own = [a for a in frame.agent if not a.preposition]
    doing = [a for a in frame.agent if a.preposition or name not in _SUFFERED or not _are_countries(scene, [a])]
    if name in _BEFALLING and not _of(frame.oblique, words.of):
        # "The ambassador's expulsion", "their release": the possessor is whom it befell.
        doing = [a for a in doing if a.preposition]
        sides_of_owner = _sides(scene, own, cls.patient, name)
    else:
        sides_of_owner = []
    sides = sides_of_owner + _sides(scene, doing, cls.agent if cls.agent != "none" else "initiator", name)
    owners = sides_of_mentions(owners_of(scene, frame, name), owner_role(name, cls), name)
    sides += owners
    if name == "clash":
        sides += face_to_face(_in_order(scene, _of(frame.oblique, words.between)), name)
    for argument in frame.oblique:
        word = argument.preposition.split(" ")[0]
        if argument.preposition in words.by or (name == "clash" and word in words.between):
            continue
        if word in words.against:
            sides += _sides(scene, [argument], target_role(cls), name)
        elif word in words.with_:
            if name in {"agree", "negotiate"}:
                sides += _sides(scene, [argument], "initiator", name)
            elif name not in VIOLENT or (name == "clash" and not _are_countries(scene, [argument])):
                sides += _sides(scene, [argument], "target", name)
        elif (
            word in words.of
            and not (owners and owner_role(name, cls) == "initiator")
            and not words.joined_by.search(scene.text[scene.sentence.start : argument.start])
        ):
            for m in mentions_in(scene, argument):
                part = role_after_of(m, name, cls)
                side = side_of(m, part, name) if part != "none" else None
                sides += [side] if side is not None else []
    if cls.agent == "initiator":
        # "The Bamako attack" was in Bamako, "Mali's deadliest attack" in Mali; "Mali's air strikes" are its own.
        beside = [m for m in _near_noun(scene, frame) if not (m.metonym and name in VIOLENT)]
        if name in _BEFALLING:
            beside = []
        sides += sides_of_mentions(beside, "initiator", name)
    return sides


def _near_noun(scene: Scene, frame: Frame) -> list[ActorMention]:
    """Return actors written as a modifier of an event noun ("Boko Haram attack", « attaque jihadiste »)."""
    token, words = scene.sentence.tokens[frame.token], side_words(scene.lex.language)
    gap_before = [m for m in scene.actors if m.end <= token.start and is_modifier(scene, token, m)]
    # "A jihadist insurgency" names its authors itself, "an insurgency" nobody.
    gap_before += [
        m
        for m in scene.actors
        if m.start < token.start
        and m.end == token.end
        and m.kind == "armed_group"
        and not words.determiner.fullmatch(scene.text[m.start : token.start])
    ]
    gap_after = [
        m
        for m in scene.actors
        if m.start >= token.end and not scene.text[token.end : m.start].strip(" ") and not words.of_inside.match(m.text)
    ]
    return gap_before[-1:] + (gap_after[:1] if scene.lex.language == "fr" else [])


def _governing(scene: Scene, frame: Frame, name: str) -> list[Side]:
    """Read sides from the verb that governs an event noun ("claimed the attack", "an attack attributed to X")."""
    out: list[Side] = []
    token, words = scene.sentence.tokens[frame.token], side_words(scene.lex.language)
    for verb in scene.sentence.frames.values():
        if verb.pos != "VERB" or not _touches(scene, verb, frame):
            continue
        stance = scene.lex.stance.get(verb.lemma)
        if stance == "claims_responsibility":
            out += _sides(scene, verb.agent, "initiator", name, "claimed")
        elif stance == "accuses":
            out += _sides(scene, _of(verb.oblique, words.away), "initiator", name, "accused")
        elif verb.lemma in scene.lex.undergoing:
            out += _sides(scene, verb.agent, "target", name, "inferred")
        elif (
            verb.lemma in scene.lex.authoring
            or (name == "expel" and verb.lemma in scene.lex.demand_verbs)
            or (name in _DECREED and verb.lemma in scene.lex.announcing_verbs)
        ):
            out += _sides(scene, verb.agent, "initiator", name) or subject_in_text(scene, verb, name)
            if name in _AIMED:
                out += _sides(scene, _of(verb.oblique, words.against), "target", name)
    for verb in scene.sentence.frames.values():
        if verb.pos != "VERB" or not any(a.head == token.i for a in verb.agent):
            continue
        if scene.lex.verb_class.get(verb.lemma) in {"attack", "kill"}:
            # "the attack targeted a base", « l'attaque a visé un convoi »
            out += _sides(scene, verb.patient, "target", name)
        elif name == "suicide":
            # "the bomber drove into the gate of the camp"
            out += _sides(scene, _of(verb.oblique, words.into), "target", name)
    return out + undergone(scene, frame, name)


def _touches(scene: Scene, verb: Frame, frame: Frame) -> bool:
    """Say whether an event noun is what a verb is about: its object, also behind a noun of number, or its head."""
    token, series = scene.sentence.tokens[frame.token], side_words(scene.lex.language).series
    if token.dep == "compound":
        token = scene.sentence.tokens[token.head]
    answered = side_words(scene.lex.language).answered if verb.lemma in scene.lex.undergoing else frozenset()
    return any(
        a.head == token.i or (scene.sentence.tokens[a.head].lemma in series and a.start <= token.start < a.full_end)
        for a in [*verb.patient, *_of(verb.oblique, answered)]
    ) or (verb.relation == "relative" and scene.sentence.tokens[verb.token].head == token.i)


def _parties(scene: Scene, frame: Frame) -> list[Side]:
    """Return all states and groups named before a verb of agreeing: parsers lose the members of long lists."""
    start = scene.sentence.tokens[frame.token].start
    return [
        Side(m.actor_id, "initiator")
        for m in scene.actors
        if m.actor_id and frame.start <= m.start < start and (m.metonym or m.kind in {"armed_group", "government"})
    ]


def target_kind(scene: Scene, frame: Frame, sides: list[Side], candidate: Candidate) -> str:
    """Say whether those hit are armed or civilian, by the actors named, the tolls, else the things named."""
    hit = {s.actor_id for s in sides if s.role in {"target", "victim"}}
    kinds = [kind_of(m) for m in scene.actors if m.actor_id in hit]
    for toll in candidate.tolls:
        if toll.victim_class in {"soldiers", "police", "fighters", "peacekeepers", "mercenaries"}:
            kinds.append("armed")
        elif toll.victim_class in {"civilians", "aid_workers", "journalists", "officials"}:
            kinds.append("civilian")
    if "armed" in kinds and "civilian" not in kinds:
        return "armed"
    if "civilian" in kinds and "armed" not in kinds:
        return "civilian"
    words = side_words(scene.lex.language)
    targets = [*frame.patient, *_of(frame.oblique, words.against | words.of)]
    if undergoing(scene, frame) or scene.lex.cues["undergone_cues"].search(scene.text, frame.start, frame.end):
        targets += frame.agent  # "the camp came under fire"
    stretch = " ".join(scene.text[a.start : a.full_end] for a in targets)
    if frame.pos == "NOUN" and (cue := suffering_cue(scene, frame)) is not None:
        stretch += " " + scene.text[scene.sentence.start : cue.start()]
    for pattern, kind in ((scene.lex.armed_objects, "armed"), (scene.lex.civilian_objects, "civilian")):
        if stretch and pattern.search(stretch):
            return kind
    return kinds[0] if kinds else "unknown"


def without_contradictions(sides: Sequence[Side], name: str) -> list[Side]:
    """Return the sides without those that cannot both be: nobody kills, or attacks, itself.

    Who is counted among the dead is not who killed them; who attacks is not the target.
    """
    if name in _MUTUAL:
        return list(sides)
    done = {s.actor_id for s in sides if s.role == "initiator"}
    suffered = {s.actor_id for s in sides if s.role == "victim"}
    # "The army lost six men and killed thirty": there are two sides, and each has its dead.
    both = done & suffered if name in _DEADLY and not suffered - done else set()
    return [
        s
        for s in sides
        if not (s.role == "initiator" and s.actor_id in both) and not (s.role == "target" and s.actor_id in done - both)
    ]
