"""Sides read from the words around a deed, where the parser hung a phrase elsewhere or found none.

« Le retrait, sans délai, de la mission », "a wave of kidnappings of pupils by armed gangs", "the convoy fell into an
ambush": who stands after "of", "by" and "against", or before the words of suffering.
"""

from __future__ import annotations

import re

from sahel_dataset.extract.actors import ActorMention
from sahel_dataset.extract.frames import Frame
from sahel_dataset.extract.lexicon import EventClass
from sahel_dataset.extract.scene import VIOLENT, Scene, Side
from sahel_dataset.extract.side_mentions import sides_of_mentions

__all__ = [
    "agent_in_text",
    "aimed_in_text",
    "object_in_text",
    "role_after_of",
    "subject_in_text",
    "target_role",
    "undergone",
]

_BY_WORD = re.compile(r"\b(?:by|par)\s*(?:the\s+|les?\s+|la\s+|l['’])?$", re.IGNORECASE)
_BY_INSIDE = re.compile(r"par\b", re.IGNORECASE)
_AND_OF = re.compile(
    r"\s*(?:,|,?\s*(?:and|et)\b)\s*(?:(?:of|the|de|du|des|les?|la)\b\s*|l['’]|d['’]|cha[iî]ne\s+|radio\s+)*"
)
_OF_WORD = re.compile(r"(?:d['’]|(?:de|du|des|par)\b)", re.IGNORECASE)
_OF_BEFORE = re.compile(r"(?:\bof|\bd[eu]|\bdes|\bd['’])\s*(?:the\s+|les?\s+|la\s+|l['’])?$", re.IGNORECASE)
# Between the words of suffering and the deed that is suffered ("fell into a deadly ambush").
_BESIDE_NOUN = re.compile(r"\s*(?:[\w'’-]+\s+){0,2}(?:\w+['’])?$")
_AGAINST = re.compile(r"\b(?:against|targeting|contre|visant)\s*(?:the\s+|les?\s+|la\s+|l['’])?$", re.IGNORECASE)
_AUXILIARY = re.compile(r"\s*(?:(?:has|have|had|also|then|a|ont|avait|avaient|aussi|ensuite|later)\s+)*")
# How far behind an event noun its author may be named ("a wave of kidnappings of children by armed gangs").
_AGENT_REACH = 60
_AND = re.compile(r"\s*(?:,|,?\s*(?:and|et)\b)\s*(?:(?:the|by|les?|la|par|des)\b\s*|l['’]|d['’])*")


def agent_in_text(scene: Scene, frame: Frame, name: str) -> list[Side]:
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
        if frame.pos == "VERB" and any(
            v.passive and scene.sentence.tokens[frame.token].end <= scene.sentence.tokens[v.token].start < m.start
            for v in scene.sentence.frames.values()
        ):
            continue  # "was deployed among those driven out by the jihadists"
        row = [m]
        for other in after[i + 1 :]:
            if other.start < row[-1].end or not _AND.fullmatch(scene.text[row[-1].end : other.start]):
                break
            row.append(other)
        return sides_of_mentions(row, "initiator", name)
    return []


def aimed_in_text(scene: Scene, frame: Frame, name: str) -> list[Side]:
    """Return whoever stands after "against" near an event noun, where the parser hung that phrase elsewhere."""
    end = scene.sentence.tokens[frame.token].end
    for m in scene.actors:
        if not end <= m.start < min(scene.sentence.end, end + _AGENT_REACH):
            continue
        if _AGAINST.search(scene.text[end : m.start]) and not _is_of_other_verb(scene, frame, m):
            return sides_of_mentions([m], "target", name)
    return []


def object_in_text(scene: Scene, frame: Frame, name: str, cls: EventClass) -> list[Side]:
    """Return whoever a deed named by a noun is done to, where words stand between (« le retrait sans délai de... »)."""
    end = scene.sentence.tokens[frame.token].end
    for m in scene.actors:
        if not end <= m.start < min(scene.sentence.end, end + _AGENT_REACH):
            continue
        if _is_of_other_verb(scene, frame, m):
            return []
        if _OF_BEFORE.search(scene.text[end : m.start]) or _OF_WORD.match(m.text):
            return sides_of_mentions(_row_after(scene, m), role_after_of(m, name, cls), name)
    return []


def subject_in_text(scene: Scene, verb: Frame, name: str) -> list[Side]:
    """Return whoever stands right before a verb whose subject the parser did not find ("ECOWAS imposed")."""
    start = scene.sentence.tokens[verb.token].start
    if verb.agent or verb.relation == "relative":
        return []
    before = [m for m in scene.actors if m.end <= start and _AUXILIARY.fullmatch(scene.text[m.end : start])]
    return sides_of_mentions(before[-1:], "initiator", name)


def undergone(scene: Scene, frame: Frame, name: str) -> list[Side]:
    """Return who "fell into an ambush" or was « victime d'une attaque »: named before the words that say so."""
    start = scene.sentence.tokens[frame.token].start
    cue = None
    for match in scene.lex.cues["undergone_cues"].finditer(scene.text, scene.sentence.start, start):
        if _BESIDE_NOUN.fullmatch(scene.text[match.end() : start]):
            cue = match
    if cue is None:
        return []
    before = [m for m in scene.actors if m.end <= cue.start() and m.actor_id and not m.metonym]
    row = before[-1:]
    for m in reversed(before[:-1]):
        if not _AND.fullmatch(scene.text[m.end : row[0].start]):
            break
        row.insert(0, m)
    return sides_of_mentions(row, "target", name)


def role_after_of(mention: ActorMention, name: str, cls: EventClass) -> str:
    """Return the role of who stands after "of": the killed of a killing, the authors of a raid."""
    if name in (VIOLENT | {"abduct", "rape"}) - {"clash"}:
        # "the killing of soldiers" has its victims after "of"; « l'attaque du GSIM » its author.
        hostile = mention.kind == "armed_group" and name in {"attack", "ambush", "suicide", "loot"}
        return "initiator" if hostile else target_role(cls)
    if name in {"arrest", "expel", "release", "sanction", "ban", "displace"}:
        return cls.patient
    return "initiator" if name in {"withdraw", "deploy", "protest", "coup"} else cls.agent


def target_role(cls: EventClass) -> str:
    """Return what a class makes of whoever its deed is aimed at: a target, or a victim where it is done to a body."""
    return "victim" if cls.patient == "victim" else "target"


def _row_after(scene: Scene, first: ActorMention) -> list[ActorMention]:
    row = [first]
    for m in scene.actors:
        if m.start >= row[-1].end:
            if not _AND_OF.fullmatch(scene.text[row[-1].end : m.start]):
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
