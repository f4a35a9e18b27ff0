"""The sides of an event: who does it and to whom, read from roles, prepositions and governing verbs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sahel_dataset.extract.actors import ActorMention, resolve_pronoun
from sahel_dataset.extract.frames import Argument, Frame
from sahel_dataset.extract.lexicon import EventClass
from sahel_dataset.extract.scene import VIOLENT, Candidate, Scene, Side

__all__ = ["sides_of", "target_kind", "without_contradictions"]

_ARMED_KINDS = frozenset({"military", "armed_group"})


def _kind_of(mention: ActorMention) -> str:
    """Say whether an actor is armed, civilian or neither."""
    actor = mention.actor_id or ""
    if actor.startswith("civilians") or actor in {"foreign_nationals", "journalists", "aid_workers", "protesters"}:
        return "civilian"
    if mention.kind in _ARMED_KINDS or actor.endswith(("_forces", "_police", "_vdp")) or actor == "minusma":
        return "armed"
    if mention.kind in {"witness", "local_official", "ngo", "medical_source"}:
        return "civilian"
    return "unknown"


_PRONOUNS = {
    "he": ("singular", "person"),
    "she": ("singular", "person"),
    "it": ("singular", "neuter"),
    "they": ("plural", "any"),
    "who": ("plural", "any"),
    "il": ("singular", "m"),
    "elle": ("singular", "f"),
    "ils": ("plural", "m"),
    "elles": ("plural", "f"),
}


def _mentions(scene: Scene, argument: Argument) -> list[ActorMention]:
    """Return the actors a role phrase names.

    Those inside an inner prepositional phrase count only if the head names none: "a drone operated by the army" acts
    for the army. A pronoun stands for whom it refers to.
    """
    head = scene.sentence.tokens[argument.head]
    pronoun = _PRONOUNS.get(head.lower.lstrip("-t").lstrip("-"))
    if head.pos == "PRON" and pronoun is not None:
        found = resolve_pronoun(head.start, *pronoun, scene.article_actors, speaking=False)
        return [found] if found is not None else []
    limit = argument.full_end
    if head.lemma in scene.lex.noun_class:
        # "the attack that killed soldiers" does not act for the soldiers: only its own modifiers do.
        limit = argument.end
    inside = [m for m in scene.actors if m.start < limit and argument.start < m.end]
    if head.lemma in scene.lex.noun_class:
        inside = [m for m in inside if not m.metonym]
    exact = [m for m in inside if m.start <= head.start < m.end]
    if exact:
        return [min(exact, key=lambda m: (m.metonym, m.end - m.start))]
    return [m for m in inside if not m.metonym][:1] or inside[:1]


def _sides(
    scene: Scene, arguments: Sequence[Argument], role: str, basis: str = "reported", name: str = ""
) -> list[Side]:
    out: list[Side] = []
    for argument in arguments:
        for m in _mentions(scene, argument):
            if m.actor_id and m.kind not in {"media", "analyst"}:
                actor = _forces_of(m) if role == "initiator" and name in _BY_FORCE else m.actor_id
                out.append(Side(actor, role, basis, m.likely_actor_id))
    return out


def _forces_of(mention: ActorMention) -> str:
    """Return the armed forces of a state that is said to fight ("Mali launched air strikes")."""
    actor = mention.actor_id or ""
    return actor.replace("_government", "_armed_forces") if mention.metonym else actor


def _agent_in_text(scene: Scene, frame: Frame) -> list[Side]:
    """Return whoever stands after "by" in the clause, where the parser hung that phrase elsewhere."""
    limit = frame.end if frame.pos == "VERB" else min(scene.sentence.end, frame.end + _AGENT_REACH)
    after = [
        m
        for m in scene.actors
        if scene.sentence.tokens[frame.token].end <= m.start < limit and m.actor_id and m.kind != "media"
    ]
    for i, m in enumerate(after):
        if not (_BY_WORD.search(scene.text[max(frame.start, m.start - 6) : m.start]) or _BY_INSIDE.match(m.text)):
            continue
        if frame.pos == "NOUN" and (m.metonym or _is_of_other_verb(scene, frame, m)):
            continue
        row = [m]
        for other in after[i + 1 :]:
            if other.start < row[-1].end or not _AND.fullmatch(scene.text[row[-1].end : other.start]):
                break
            row.append(other)
        return [Side(x.actor_id, "initiator", "reported", x.likely_actor_id) for x in row if x.actor_id]
    return []


def _is_of_other_verb(scene: Scene, frame: Frame, mention: ActorMention) -> bool:
    """Say whether "by" goes with a verb between a noun and an actor ("the attack, condemned by the army")."""
    return any(
        v.pos == "VERB"
        and frame.token < v.token
        and scene.sentence.tokens[v.token].start < mention.start
        and v.lemma not in scene.lex.authoring
        and v.lemma not in scene.lex.verb_class
        for v in scene.sentence.frames.values()
    )


def _near_noun(scene: Scene, frame: Frame) -> list[ActorMention]:
    """Return actors written as a modifier of an event noun ("Boko Haram attack", « attaque jihadiste »)."""
    token = scene.sentence.tokens[frame.token]
    gap_before = [
        m for m in scene.actors if m.end <= token.start and not scene.text[m.end : token.start].strip(" '’s-")
    ]
    gap_after = [
        m
        for m in scene.actors
        if m.start >= token.end and not scene.text[token.end : m.start].strip(" ") and not _OF_WORD.match(m.text)
    ]
    return gap_before[-1:] + (gap_after[:1] if scene.lex.language == "fr" else [])


_BY_WORD = re.compile(r"\b(?:by|par)\s*(?:the\s+|les?\s+|la\s+|l['’])?$", re.IGNORECASE)
_BY_INSIDE = re.compile(r"par\b", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|,?\s*(?:and|et)\b)\s*(?:(?:the|by|les?|la|par|des)\b\s*|l['’]|d['’])*")
# Nouns that only count what stands behind them ("a series of executions").
_SERIES = frozenset(
    {
        "series",
        "wave",
        "string",
        "spate",
        "number",
        "dozens",
        "série",
        "vague",
        "multitude",
        "succession",
        "campagne",
        "campaign",
    }
)
# Deeds that a state does with its armed forces.
_BY_FORCE = VIOLENT | {"deploy", "withdraw", "take", "besiege"}
_OF_WORD = re.compile(r"(?:d['’]|(?:de|du|des|par)\b)", re.IGNORECASE)
# How far behind an event noun its author may be named ("a wave of kidnappings of children by armed gangs").
_AGENT_REACH = 60
_BY = frozenset({"by", "par", "from", "de la part de"})
_ON = frozenset({"on", "against", "at", "contre", "sur", "upon", "visant", "envers", "targeting"})
_OF = frozenset({"of", "de"})
_WITH = frozenset({"with", "avec", "between", "entre", "opposant"})


def _assign(scene: Scene, frame: Frame, name: str, cls: EventClass) -> list[Side]:
    """Read the sides out of the roles of a predicate."""
    sides: list[Side] = []
    target = "victim" if cls.patient == "victim" else "target"
    if frame.pos == "VERB":
        if cls.agent != "none":
            sides += _sides(scene, frame.agent, cls.agent, name=name)
        if frame.passive and not sides and cls.agent == "initiator":
            sides += _agent_in_text(scene, frame)
        if cls.patient != "none":
            sides += _sides(scene, frame.patient, cls.patient)
        for argument in frame.oblique:
            word = argument.preposition.split(" ")[0]
            if word in _ON and name in {"attack", "clash", "explode", "air_strike", "shell", "kill"}:
                sides += _sides(scene, [argument], target)
            elif word in {"against", "contre", "with", "avec"} and name in {"clash", "deploy", "sanction"}:
                sides += _sides(
                    scene, [argument], "target" if word not in {"with", "avec"} or name == "clash" else "initiator"
                )
            elif word in {"with", "avec"} and name in {"agree", "negotiate"}:
                sides += _sides(scene, [argument], "initiator")
        # "carry out an attack on X": the object noun carries the target.
        for argument in frame.patient:
            inner = scene.sentence.frames.get(argument.head)
            if inner is not None and inner.pos == "NOUN":
                sides = [
                    s for s in sides if s.role not in {"target", "victim"} or s in _sides(scene, frame.agent, s.role)
                ]
                break
        return sides
    violent = name in VIOLENT or name in {"abduct", "rape"}
    sides += _sides(scene, frame.agent, cls.agent if cls.agent != "none" else "initiator", name=name)
    for argument in frame.oblique:
        word = argument.preposition.split(" ")[0]
        if word in _BY:
            continue
        if word in _ON:
            sides += _sides(scene, [argument], target)
        elif word in _WITH:
            sides += _sides(scene, [argument], "initiator" if name in {"agree", "negotiate", "clash"} else "target")
        elif word in _OF:
            found = _mentions(scene, argument)
            for m in found:
                if not m.actor_id or m.kind == "media":
                    continue
                if violent and name not in {"clash"}:
                    # "the killing of soldiers" has its victims after "of"; « l'attaque du GSIM » its author.
                    hostile = m.kind == "armed_group" and name in {"attack", "ambush", "suicide", "loot"}
                    role = "initiator" if hostile else target
                elif name in {"arrest", "expel", "release", "sanction", "ban", "displace"}:
                    role = cls.patient
                elif name in {"withdraw", "deploy", "protest", "coup"}:
                    role = "initiator"
                else:
                    role = cls.agent
                if role != "none":
                    sides.append(Side(m.actor_id, role, "reported", m.likely_actor_id))
    for m in _near_noun(scene, frame):
        if m.actor_id and m.kind != "media" and cls.agent == "initiator":
            sides.append(Side(m.actor_id, "initiator", "reported", m.likely_actor_id))
    return sides


def _governing(scene: Scene, frame: Frame, name: str) -> list[Side]:
    """Read sides from the verb that governs an event noun ("claimed the attack", "an attack attributed to X")."""
    out: list[Side] = []
    token = scene.sentence.tokens[frame.token]
    for verb in scene.sentence.frames.values():
        if verb.pos != "VERB":
            continue
        touches = any(
            a.head == frame.token
            or (scene.sentence.tokens[a.head].lemma in _SERIES and a.start <= token.start < a.full_end)
            for a in verb.patient
        ) or (verb.relation == "relative" and scene.sentence.tokens[verb.token].head == frame.token)
        if not touches:
            continue
        stance = scene.lex.stance.get(verb.lemma)
        if stance == "claims_responsibility":
            out += _sides(scene, verb.agent, "initiator", "claimed")
        elif stance == "accuses":
            to = [a for a in verb.oblique if a.preposition.split(" ")[0] in {"to", "on", "à"}]
            out += _sides(scene, to, "initiator", "accused")
        elif verb.lemma in scene.lex.authoring or (name == "expel" and verb.lemma in scene.lex.demand_verbs):
            out += _sides(scene, verb.agent, "initiator", name="attack")
    for verb in scene.sentence.frames.values():
        # "the attack targeted a base", « l'attaque a visé un convoi »
        if (
            verb.pos == "VERB"
            and any(a.head == token.i for a in verb.agent)
            and scene.lex.verb_class.get(verb.lemma) in {"attack", "kill"}
        ):
            out += _sides(scene, verb.patient, "target")
    return out


def target_kind(scene: Scene, frame: Frame, sides: list[Side], candidate: Candidate) -> str:
    """Say whether those hit are armed or civilian, by the actors named, the tolls, else the things named."""
    hit = {s.actor_id for s in sides if s.role in {"target", "victim"}}
    kinds = [_kind_of(m) for m in scene.actors if m.actor_id in hit]
    for toll in candidate.tolls:
        if toll.victim_class in {"soldiers", "police", "fighters", "peacekeepers", "mercenaries"}:
            kinds.append("armed")
        elif toll.victim_class in {"civilians", "aid_workers", "journalists", "officials"}:
            kinds.append("civilian")
    if "armed" in kinds and "civilian" not in kinds:
        return "armed"
    if "civilian" in kinds and "armed" not in kinds:
        return "civilian"
    targets = [*frame.patient, *(a for a in frame.oblique if a.preposition.split(" ")[0] in _ON | _OF)]
    stretch = " ".join(scene.text[a.start : a.full_end] for a in targets)
    for pattern, kind in ((scene.lex.armed_objects, "armed"), (scene.lex.civilian_objects, "civilian")):
        if stretch and pattern.search(stretch):
            return kind
    return kinds[0] if kinds else "unknown"


def _parties(scene: Scene, frame: Frame) -> list[Side]:
    """Return all states and groups named before a verb of agreeing: parsers lose the members of long lists."""
    start = scene.sentence.tokens[frame.token].start
    return [
        Side(m.actor_id, "initiator")
        for m in scene.actors
        if m.actor_id and frame.start <= m.start < start and (m.metonym or m.kind in {"armed_group", "government"})
    ]


def sides_of(scene: Scene, frame: Frame, name: str, cls: EventClass) -> list[Side]:
    """Return the sides that a telling of class `name` gives its event."""
    sides = _assign(scene, frame, name, cls)
    if name in {"agree", "negotiate"}:
        sides += _parties(scene, frame)
    if frame.pos == "NOUN":
        if cls.agent == "initiator" and not any(s.role == "initiator" for s in sides):
            sides += _agent_in_text(scene, frame)
        sides += _governing(scene, frame, name)
    if name in _JOINED:
        sides += _companions(scene, frame, sides)
    return sides


# Deeds that forces do together.
_JOINED = frozenset(
    {"attack", "air_strike", "kill", "massacre", "take", "deploy", "arrest", "besiege", "drive", "ambush", "clash"}
)
_COMPANY = 45


def _companions(scene: Scene, frame: Frame, sides: Sequence[Side]) -> list[Side]:
    """Return those who help the initiators ("soldiers backed by mercenaries", « avec l'appui de Wagner »)."""
    doing = {s.actor_id for s in sides if s.role == "initiator"}
    out: list[Side] = []
    for before, m in zip(scene.actors, scene.actors[1:], strict=False):
        helped = before.actor_id in doing | {s.actor_id for s in out}
        if not helped or not m.actor_id or m.actor_id in doing or m.kind == "media":
            continue
        cue = scene.lex.cues["company_cues"].search(scene.text, before.end, m.start + 4)
        if cue is not None and m.start - cue.end() < _COMPANY:
            out.append(Side(m.actor_id, "initiator", "reported", m.likely_actor_id))
    return out


def without_contradictions(sides: Sequence[Side], name: str) -> list[Side]:
    """Return the sides without those that cannot both be: nobody kills, or attacks, itself.

    Who is counted among the dead is not who killed them; who attacks is not the target.
    """
    if name in _MUTUAL:
        return list(sides)
    done = {s.actor_id for s in sides if s.role == "initiator"}
    suffered = {s.actor_id for s in sides if s.role == "victim"}
    both = done & suffered if name in _DEADLY else set()
    return [
        s
        for s in sides
        if not (s.role == "initiator" and s.actor_id in both) and not (s.role == "target" and s.actor_id in done - both)
    ]


_MUTUAL = frozenset({"clash", "agree", "negotiate", "deploy", "coup", "displace"})
_DEADLY = frozenset({"kill", "massacre", "die", "wound", "explode", "attack", "abduct", "crash"})
