"""Sides read from the words around a deed, where the parser hung a phrase elsewhere or found none.

« Le retrait, sans délai, de la mission », "a wave of kidnappings of pupils by armed gangs", "the convoy fell into an
ambush": who stands after "of", "by" and "against", or before the words of suffering.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sahel_dataset.extract.actors import ActorMention
from sahel_dataset.extract.event_classes import EventClass
from sahel_dataset.extract.frames import Argument, Frame, Token
from sahel_dataset.extract.scene import VIOLENT, Scene, Side
from sahel_dataset.extract.side_mentions import mentions_in, sides_of_mentions
from sahel_dataset.extract.side_words import side_words

__all__ = [
    "agent_in_text",
    "aimed_in_text",
    "author_in_text",
    "is_modifier",
    "meant_for",
    "object_behind",
    "object_in_text",
    "on_occasion",
    "role_after_of",
    "subject_in_text",
    "suffering_cue",
    "target_role",
    "undergoing",
    "undergone",
    "up_to",
]

# Between the words of suffering and the deed that is suffered ("fell into a deadly ambush").
_BESIDE_NOUN = re.compile(r"\s*(?:[\w'’-]+\s+){0,2}(?:\w+['’])?$")
# How many words before an event noun the verb of which it is the object may stand.
_VERB_REACH = 6
_WITHIN_PHRASE = frozenset({"DET", "ADJ", "NUM", "ADV", "NOUN"})
# How far behind an event noun its author may be named ("a wave of kidnappings of children by armed gangs").
_AGENT_REACH = 60


def agent_in_text(scene: Scene, frame: Frame, name: str) -> list[Side]:
    """Return whoever stands after "by" in the clause, where the parser hung that phrase elsewhere."""
    words = side_words(scene.lex.language)
    limit = frame.end if frame.pos == "VERB" else min(scene.sentence.end, frame.end + _AGENT_REACH)
    after = [
        m
        for m in scene.actors
        if scene.sentence.tokens[frame.token].end <= m.start < limit and m.actor_id and m.kind != "media"
    ]
    for i, m in enumerate(after):
        if not (
            words.by_before.search(scene.text[max(frame.start, m.start - 24) : m.start])
            or words.by_inside.match(m.text)
        ):
            continue
        if frame.pos == "NOUN" and (m.metonym or _is_of_other_verb(scene, frame, m)):
            continue
        if frame.pos == "VERB" and any(
            v.passive and scene.sentence.tokens[frame.token].end <= scene.sentence.tokens[v.token].start < m.start
            for v in scene.sentence.frames.values()
        ):
            continue  # "was deployed among those driven out by the jihadists"
        row = [m]
        for other in after[i + 1 :]:
            if other.start < row[-1].end or not words.joint.fullmatch(scene.text[row[-1].end : other.start]):
                break
            row.append(other)
        return sides_of_mentions(row, "initiator", name)
    return []


def aimed_in_text(scene: Scene, frame: Frame, name: str) -> list[Side]:
    """Return whoever stands after "against" near an event noun, where the parser hung that phrase elsewhere."""
    end, words = scene.sentence.tokens[frame.token].end, side_words(scene.lex.language)
    for m in scene.actors:
        if not end <= m.start < min(scene.sentence.end, end + _AGENT_REACH):
            continue
        if words.aimed_before.search(scene.text[end : m.start]) and not _is_of_other_verb(scene, frame, m):
            return sides_of_mentions([m], "target", name)
    return []


def object_in_text(scene: Scene, frame: Frame, name: str, cls: EventClass) -> list[Side]:
    """Return whoever a deed named by a noun is done to, where words stand between (« le retrait sans délai de... »)."""
    end, words = scene.sentence.tokens[frame.token].end, side_words(scene.lex.language)
    for m in scene.actors:
        if not end <= m.start < min(scene.sentence.end, end + _AGENT_REACH):
            continue
        if _is_of_other_verb(scene, frame, m):
            return []
        if words.of_before.search(scene.text[end : m.start]) or words.of_inside.match(m.text):
            return sides_of_mentions(_row_after(scene, m), role_after_of(m, name, cls), name)
    return []


def object_behind(scene: Scene, frame: Frame, name: str, role: str) -> list[Side]:
    """Return whoever stands behind an active verb whose object the parser did not find, after no preposition."""
    tokens = scene.sentence.tokens
    for m in scene.actors:
        if not tokens[frame.token].end <= m.start < frame.end or not m.actor_id:
            continue
        first = scene.sentence.token_at(m.start)
        if first is None or first.i == 0 or m.metonym:
            return []
        before = tokens[first.i - 1]
        governed = before.pos in {"ADP", "VERB", "AUX", "PUNCT"} or first.pos == "ADP"
        other = any(f.pos == "VERB" and frame.token < i < first.i for i, f in scene.sentence.frames.items())
        return [] if governed or other else sides_of_mentions(_row_after(scene, m), role, name)
    return []


def subject_in_text(scene: Scene, verb: Frame, name: str) -> list[Side]:
    """Return whoever stands right before a verb whose subject the parser did not find ("ECOWAS imposed")."""
    start = scene.sentence.tokens[verb.token].start
    if verb.agent or verb.relation == "relative":
        return []
    auxiliaries = side_words(scene.lex.language).auxiliaries
    before = [m for m in scene.actors if m.end <= start and auxiliaries.fullmatch(scene.text[m.end : start])]
    return sides_of_mentions(before[-1:], "initiator", name)


def author_in_text(scene: Scene, frame: Frame, name: str) -> list[Side]:
    """Return whoever stands before a verb of doing and the deed, where the parser lost the verb ("X imposed curbs")."""
    tokens, words = scene.sentence.tokens, side_words(scene.lex.language)
    for i in range(frame.token - 1, max(-1, frame.token - _VERB_REACH), -1):
        if tokens[i].lemma not in scene.lex.authoring:
            if tokens[i].pos in _WITHIN_PHRASE:
                continue
            return []
        before = [m for m in scene.actors if m.end <= tokens[i].start and m.actor_id]
        if before and words.auxiliaries.fullmatch(scene.text[before[-1].end : tokens[i].start]):
            return sides_of_mentions(before[-1:], "initiator", name)
        return []
    return []


def meant_for(scene: Scene, frame: Frame, name: str) -> list[Side]:
    """Return whom a deed is meant for: those troops are sent to fight, those whose departure a crowd demands."""
    words = side_words(scene.lex.language)
    purpose = words.fighting if name == "deploy" else words.demanding
    start = scene.sentence.tokens[frame.token].end
    found = purpose.search(scene.text, start, scene.sentence.end)
    if found is None:
        return []
    for m in scene.actors:
        if m.start < found.end() or m.start - found.end() > _AGENT_REACH or not m.actor_id:
            continue
        if name != "deploy" or m.kind == "armed_group":
            return sides_of_mentions([m], "target", name)
    return []


def suffering_cue(scene: Scene, frame: Frame) -> re.Match[str] | None:
    """Return the words right before an event noun that say that somebody suffers it ("fell into an ambush")."""
    start = scene.sentence.tokens[frame.token].start
    found = scene.lex.cues["undergone_cues"].finditer(scene.text, scene.sentence.start, start)
    return next((m for m in reversed(list(found)) if _BESIDE_NOUN.fullmatch(scene.text[m.end() : start])), None)


def undergone(scene: Scene, frame: Frame, name: str) -> list[Side]:
    """Return who "fell into an ambush" or was « victime d'une attaque »: named before the words that say so."""
    cue = suffering_cue(scene, frame)
    if cue is None:
        return []
    for verb in scene.sentence.frames.values():
        if verb.pos == "VERB" and cue.start() <= scene.sentence.tokens[verb.token].start < cue.end():
            # Whoever the parser found to suffer, were it a village.
            subject = [a for a in [*verb.agent, *verb.patient] if a.start < cue.start()]
            if subject:
                found = [m for a in subject for m in mentions_in(scene, up_to(a, cue.start()))]
                return sides_of_mentions([m for m in found if not m.metonym], "target", name)
    before = [m for m in scene.actors if m.end <= cue.start() and m.actor_id and not m.metonym]
    row, joint = before[-1:], side_words(scene.lex.language).joint
    for m in reversed(before[:-1]):
        if not joint.fullmatch(scene.text[m.end : row[0].start]):
            break
        row.insert(0, m)
    return sides_of_mentions(row, "target", name)


def up_to(argument: Argument, end: int) -> Argument:
    """Return a phrase without the clause that says something of it, from `end` on."""
    return replace(argument, end=min(argument.end, end), full_end=min(argument.full_end, end))


def undergoing(scene: Scene, frame: Frame) -> bool:
    """Say whether the subject of a verb suffers it, by the words before or behind.

    A verb may begin the words of suffering that its noun completes (« est tombé dans une embuscade »), or complete them
    ("was subjected to shelling").
    """
    cues, start = scene.lex.cues["undergone_cues"], scene.sentence.tokens[frame.token].start
    if cues.match(scene.text, start) is not None:
        return not frame.patient
    before = list(cues.finditer(scene.text, scene.sentence.start, start))
    return bool(before) and not scene.text[before[-1].end() : start].strip()


def on_occasion(scene: Scene, frame: Frame, name: str) -> list[Side]:
    """Return whose operation somebody fell in ("killed in a French raid", « tués lors d'un raid de Barkhane »)."""
    words, tokens = side_words(scene.lex.language), scene.sentence.tokens
    for head in tokens:
        if head.lemma not in words.operations or head.i == frame.token or not frame.start <= head.start < frame.end:
            continue
        if words.occasion_before.search(scene.text[scene.sentence.start : head.start]) is None:
            continue
        low, high = sorted((frame.token, head.i))
        between = [i for i, f in scene.sentence.frames.items() if f.pos == "VERB" and low < i < high]
        if any(tokens[i].dep != "amod" for i in between):
            continue  # "killed after they were arrested during an operation"
        beside = [m for m in scene.actors if m.actor_id and (m.end <= head.start or m.start >= head.start)]
        own = [m for m in beside if is_modifier(scene, head, m)]
        if own:
            return sides_of_mentions(_row_after(scene, own[0]), "initiator", name)
    return []


def is_modifier(scene: Scene, head: Token, mention: ActorMention) -> bool:
    """Say whether an actor says whose an operation is ("a French raid", "the raid by", « l'opération de Barkhane »)."""
    words = side_words(scene.lex.language)
    if mention.end <= head.start:
        return words.modifying.fullmatch(scene.text[mention.end : head.start]) is not None
    between = scene.text[head.end : mention.start]
    near = words.modifying.fullmatch(between) is not None
    inside = near and words.of_inside.match(mention.text) is not None
    for before in (words.by_before, words.of_before):
        found = before.search(between)
        inside |= found is not None and words.modifying.fullmatch(between[: found.start()]) is not None
    return inside or (near and mention.source == "adjective") or not between.strip()


def role_after_of(mention: ActorMention, name: str, cls: EventClass) -> str:
    """Return the role of who stands after "of": the killed of a killing, the authors of a raid."""
    if name in (VIOLENT | {"abduct", "rape"}) - {"clash"}:
        # "the killing of soldiers" has its victims after "of"; « l'attaque du GSIM » its author.
        hostile = mention.kind == "armed_group" and name in {"attack", "ambush", "suicide", "loot"}
        hostile |= mention.kind == "military" and name == "air_strike"  # only armies fly
        return "initiator" if hostile else target_role(cls)
    if name in {"arrest", "expel", "release", "sanction", "ban", "displace"}:
        return cls.patient
    return "initiator" if name in {"withdraw", "deploy", "protest", "coup"} else cls.agent


def target_role(cls: EventClass) -> str:
    """Return what a class makes of whoever its deed is aimed at: a target, or a victim where it is done to a body."""
    return "victim" if cls.patient == "victim" else "target"


def _row_after(scene: Scene, first: ActorMention) -> list[ActorMention]:
    row, joint = [first], side_words(scene.lex.language).joint
    for m in scene.actors:
        if m.start >= row[-1].end:
            if not joint.fullmatch(scene.text[row[-1].end : m.start]):
                break
            row.append(m)
    return row


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
