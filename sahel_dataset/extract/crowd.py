"""What people in the streets do and want: whom a protest is against, and what it demands without its being done."""

from __future__ import annotations

from sahel_dataset.extract.actors import ActorMention
from sahel_dataset.extract.frames import Argument, Frame
from sahel_dataset.extract.scene import Scene
from sahel_dataset.extract.side_mentions import mentions_in

# How far from the noun of a protest, and how close behind the word of enmity, whom it is against may be named.
_REACH, _ANTI = 40, 6

__all__ = ["is_of_crowd", "met_by_force", "opposed"]


def _is_crowd(scene: Scene, argument: Argument) -> bool:
    head = scene.sentence.tokens[argument.head]
    return head.lemma in scene.lex.crowds or scene.lex.noun_class.get(head.lemma) == "protest"


def _protests(scene: Scene, frame: Frame) -> bool:
    """Say whether a predicate is one of protest."""
    return scene.lex.noun_class.get(frame.lemma) == "protest" or scene.lex.verb_class.get(frame.lemma) == "protest"


def is_of_crowd(scene: Scene, verb: Frame) -> bool:
    """Say whether it is a crowd that demands or denounces ("rallied to demand the departure of the troops")."""
    above = scene.sentence.frames.get(verb.parent if verb.parent is not None else -1)
    return any(_is_crowd(scene, a) for a in verb.agent) or (above is not None and _protests(scene, above))


def opposed(scene: Scene, frame: Frame) -> list[ActorMention]:
    """Return whom a protest is against: whose leaving it demands, what it denounces, whose way it bars.

    Parameters
    ----------
    scene : Scene
        The sentence.
    frame : Frame
        The verb or noun of protest.

    Returns
    -------
    list of ActorMention
        In the order of the text.
    """
    tokens, lex = scene.sentence.tokens, scene.lex
    start = tokens[frame.token].start
    found: list[ActorMention] = []
    if frame.pos == "VERB" and frame.lemma in lex.subject_verbs:
        found += [m for a in frame.patient for m in mentions_in(scene, a)]
    for verb in scene.sentence.frames.values():
        if verb.pos != "VERB" or not (verb.parent == frame.token or is_of_crowd(scene, verb)):
            continue
        for argument in verb.patient:
            wanted = verb.lemma in lex.demand_verbs and tokens[argument.head].lemma in lex.words["wanted_gone"]
            if not wanted and lex.stance.get(verb.lemma) != "condemns":
                continue
            inside = [m for m in scene.actors if argument.start <= m.start < argument.full_end and m.actor_id]
            found += [m for m in inside if not m.metonym][:1] or inside[:1]
    for m in scene.actors:
        against = lex.cues["anti_cues"].search(scene.text, max(scene.sentence.start, m.start - _ANTI), m.start)
        if against is not None and abs(m.start - start) < _REACH:
            found.append(m)
    return sorted({m.start: m for m in found}.values(), key=lambda m: m.start)


def met_by_force(scene: Scene, frame: Frame) -> bool:
    """Say whether a verb tells how a crowd was met ("police dispersed the demonstrators")."""
    heads = (scene.sentence.tokens[a.head] for a in frame.patient)
    return frame.lemma in scene.lex.words["dispersing_verbs"] and any(
        h.lemma in scene.lex.rioters or scene.lex.noun_class.get(h.lemma) == "protest" for h in heads
    )
