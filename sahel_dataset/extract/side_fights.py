"""The two sides of a fight: "between X and Y", "pitted X against Y", and those who stand by either.

Of a fight in which nobody is said to have begun, the side named first is the initiator (annotation guide: an event has
initiators and targets) and the other its target; whoever helps a side is of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sahel_dataset.extract.actor_sorts import is_civilian, is_state
from sahel_dataset.extract.actors import ActorMention
from sahel_dataset.extract.frames import Argument, Frame
from sahel_dataset.extract.scene import Scene, Side
from sahel_dataset.extract.side_mentions import mentions_in, side_of
from sahel_dataset.extract.side_words import side_words

__all__ = ["companions", "face_to_face", "pitted", "risen_against"]

# How far from a word of company those who help may stand.
_COMPANY = 45


def face_to_face(mentions: Iterable[ActorMention], name: str) -> list[Side]:
    """Return the sides of a fight from those named in it, in the order of the text.

    Soldiers and their auxiliaries fight those who fight for no state; where all are of one sort, the first named fights
    the others.
    """
    sides = [s for m in mentions if (s := side_of(m, "initiator", name)) is not None]
    armed = [s for s in sides if not is_civilian(s.actor_id)]
    if len(armed) < 2:
        return armed
    states = [is_state(s.actor_id) for s in armed]
    first = [s for s in armed if is_state(s.actor_id) == states[0]] if len(set(states)) == 2 else armed[:1]
    return [s if s in first else Side(s.actor_id, "target", s.basis, s.likely) for s in armed]


def pitted(scene: Scene, frame: Frame, name: str) -> list[Side]:
    """Return the sides that a verb tells of a fight that is its subject (« des combats ont opposé X à Y »)."""
    words = side_words(scene.lex.language)
    for verb in scene.sentence.frames.values():
        if verb.pos != "VERB" or not any(a.head == frame.token for a in verb.agent):
            continue
        met: list[Argument] = [a for a in verb.oblique if a.preposition.split(" ")[0] in words.with_]
        if verb.lemma in words.opposing:
            return face_to_face(_opposed(scene, verb), name)
        return face_to_face((m for a in met for m in mentions_in(scene, a)), name)
    return []


def _opposed(scene: Scene, verb: Frame) -> list[ActorMention]:
    """Return those named behind a verb of opposing, up to the last that a word between two sides joins to the first."""
    start = scene.sentence.tokens[verb.token].end
    behind = [m for m in scene.actors if start <= m.start < verb.end and m.actor_id and not m.is_aside]
    words = side_words(scene.lex.language)
    out = behind[:1]
    for m in behind[1:]:
        gap = scene.text[out[-1].end : m.start]
        if not words.versus.search(gap) and not words.versus.match(m.text) and not words.joint.fullmatch(gap):
            break
        out.append(m)
    return out


def risen_against(scene: Scene, frame: Frame, sides: Sequence[Side]) -> list[Side]:
    """Return the government that an insurgency, a rebellion is against: that of the country spoken of."""
    doing = [s.actor_id for s in sides if s.role == "initiator"]
    told = any(s.role == "target" for s in sides)
    word = scene.sentence.tokens[frame.token].text
    if told or not doing or any(map(is_state, doing)) or not scene.country:
        return []
    if scene.lex.cues["uprising_cues"].fullmatch(word) is None:
        return []
    return [Side(f"{scene.country.lower()}_government", "target", "inferred")]


def companions(scene: Scene, sides: Sequence[Side]) -> list[Side]:
    """Return those who help a side ("soldiers backed by mercenaries", « un convoi escorté par des volontaires »)."""
    out: list[Side] = []
    for before, m in zip(scene.actors, scene.actors[1:], strict=False):
        helped = [s for s in [*sides, *out] if s.actor_id == before.actor_id and s.role != "victim"]
        told = any(s.actor_id == m.actor_id and s.role in {"initiator", "target"} for s in [*sides, *out])
        if not helped or told or not m.actor_id or m.kind == "media":
            continue
        cue = scene.lex.cues["company_cues"].search(scene.text, before.end, m.start + 4)
        if cue is not None and m.start - cue.end() < _COMPANY:
            out.append(Side(m.actor_id, helped[0].role, "reported", m.likely_actor_id))
    return out
