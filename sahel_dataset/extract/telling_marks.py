"""What the words around a trigger say of its telling: a series, history, another event than the one before.

Also which words of a sentence tell of one event: "soldiers were killed in an ambush" names it twice.
"""

from __future__ import annotations

from collections.abc import Mapping

from sahel_dataset.extract.frames import Frame, Sentence
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.scene import EPISODE, VIOLENT, Scene

__all__ = [
    "is_another",
    "is_background",
    "is_end",
    "is_generic",
    "is_more",
    "is_perfect",
    "is_prior",
    "is_reported",
    "is_sequel",
    "same_event",
    "weapon_of",
    "weapons_in",
]

# How far before a noun, and behind it, words may stand that tell of a series.
_BEFORE, _BEHIND = 40, 60
# How far before a noun the word may stand after which it is what went before.
_PRIOR_REACH = 40


def is_reported(frame: Frame, sentence: Sentence, lex: Lexicon) -> bool:
    """Say whether a clause is what somebody says: its pluperfect is then no sign of history."""
    above = sentence.frames.get(frame.parent if frame.parent is not None else -1)
    return above is not None and above.lemma in lex.stance


def is_perfect(scene: Scene, frame: Frame) -> bool:
    """Say whether a verb stands in a tense that tells what is done by now ("has opened an inquiry")."""
    children = (scene.sentence.tokens[c] for c in scene.sentence.tokens[frame.token].children)
    return frame.pos == "VERB" and any(c.lower in scene.lex.words["perfect_words"] and c.pos == "AUX" for c in children)


def is_prior(scene: Scene, frame: Frame) -> bool:
    """Say whether a noun is what something else followed on or answers to ("strikes after attacks by rebels")."""
    tokens = scene.sentence.tokens
    if frame.pos != "NOUN":
        marks = (tokens[c] for c in tokens[frame.token].children if tokens[c].dep == "mark")
        return any(scene.lex.prior.fullmatch(mark.text + " ") for mark in marks)
    start = tokens[frame.token].start
    return scene.lex.prior.search(scene.text, max(scene.sentence.start, start - _PRIOR_REACH), start) is not None


def is_another(scene: Scene, frame: Frame) -> bool:
    """Say whether another event is told than those before ("a second attack", "Elsewhere, gunmen killed")."""
    sentence, cues = scene.sentence, scene.lex.cues
    if cues["elsewhere_cues"].match(scene.text, sentence.start):
        return True
    stretch = scene.text[max(sentence.start, frame.start - 2) : sentence.tokens[frame.token].end]
    return frame.pos == "NOUN" and cues["another_cues"].search(stretch) is not None


def is_more(scene: Scene, frame: Frame, name: str) -> bool:
    """Say whether violence is told as going on from what was told before ("eleven more were killed")."""
    start, end = (frame.start, frame.end) if frame.pos == "VERB" else (scene.sentence.start, scene.sentence.end)
    return name in VIOLENT and scene.lex.cues["more_cues"].search(scene.text, start, end) is not None


def is_background(scene: Scene, frame: Frame) -> bool:
    """Say whether words or tense tell of an event as history."""
    reported = is_reported(frame, scene.sentence, scene.lex)
    own = frame.pos == "VERB" and not reported
    start, end = (frame.start, frame.end) if own else (scene.sentence.start, scene.sentence.end)
    told = scene.lex.cues["background_cues"].search(scene.text, start, end) is not None
    return told or (frame.past_perfect and not reported)


def is_sequel(scene: Scene, frame: Frame) -> bool:
    """Say whether a clause tells what came of something told before ("they were later released")."""
    own = frame.pos == "VERB"
    return own and scene.lex.cues["sequel_cues"].search(scene.text, frame.start, frame.end) is not None


def is_generic(scene: Scene, frame: Frame, named: Mapping[int, str]) -> bool:
    """Say whether a telling is of a series rather than of one happening ("regular attacks", "a wave of violence")."""
    sentence, lex = scene.sentence, scene.lex
    token = sentence.tokens[frame.token]
    if frame.pos == "NOUN":
        if lex.cues["series_cues"].fullmatch(token.text):
            return True
        start, end = max(sentence.start, token.start - _BEFORE), min(sentence.end, token.end + _BEHIND)
        return lex.cues["generic_cues"].search(scene.text, start, end) is not None
    start = max(sentence.start, min(frame.start, token.start - 25))
    own = {frame.token, *(a.head for a in (*frame.patient, *frame.agent))}
    cues = lex.cues["generic_cues"].finditer(scene.text, start, frame.end)
    return any(not _is_said_of_another(scene, cue.start(), own, named) for cue in cues)


def _is_said_of_another(scene: Scene, offset: int, own: set[int], named: Mapping[int, str]) -> bool:
    """Say whether a word modifies another event's noun than a verb's own: "in a region of regular attacks"."""
    token = scene.sentence.token_at(offset)
    if token is None:
        return False
    above = [token.i, *scene.sentence.ancestors(token.i)]
    noun = next((i for i in above if i in named or i in own), None)
    return noun is not None and noun not in own and scene.sentence.tokens[noun].pos == "NOUN"


def is_end(scene: Scene, frame: Frame) -> bool:
    """Say whether a measure ends by what is told ("lifted the sanctions", « la levée de l'embargo »)."""
    verb = frame if frame.pos == "VERB" else scene.sentence.frames.get(frame.parent if frame.parent is not None else -1)
    token = scene.sentence.tokens[frame.token]
    ended = verb is not None and (
        verb.lemma in scene.lex.words["ending_words"]
        and (verb is frame or any(a.head == frame.token for a in (*verb.patient, *verb.oblique)))
    )
    above = scene.sentence.tokens[token.head]
    return ended or (frame.pos == "NOUN" and above.pos == "NOUN" and above.lemma in scene.lex.words["ending_words"])


def weapons_in(scene: Scene) -> list[tuple[str, int]]:
    """Return the weapons that a sentence names, by kind, and where."""
    return [
        (kind, cue.start())
        for kind, pattern in scene.lex.weapons.items()
        for cue in pattern.finditer(scene.text, scene.sentence.start, scene.sentence.end)
    ]


def weapon_of(
    scene: Scene, frame: Frame, weapons: list[tuple[str, int]], named: Mapping[int, str], same: Mapping[int, int]
) -> str | None:
    """Return the weapon that fixes the kind of a deed, unless it is that of another event of the sentence.

    Parameters
    ----------
    scene : Scene
        The sentence.
    frame : Frame
        The deed.
    weapons : list of tuple
        As `weapons_in` returns them.
    named : mapping of int to str
        The triggers of the sentence and their classes.
    same : mapping of int to int
        As `same_event` returns it.
    """
    sentence, i = scene.sentence, frame.token
    for kind, offset in weapons:
        token = sentence.token_at(offset)
        above = [] if token is None else [token.i, *sentence.ancestors(token.i)]
        owner = next((t for t in above if t in named), None)
        if owner is None or owner == i or same.get(owner) == i or same.get(i) == owner:
            return kind
        if not _are_apart(sentence, owner, i, scene):
            return kind
    return None


def _are_apart(sentence: Sentence, one: int, other: int, scene: Scene) -> bool:
    """Say whether two deeds are told in clauses of which one went before the other ("strikes after rebels killed")."""
    frames = sentence.frames
    later, earlier = sorted((one, other), key=lambda i: len(sentence.ancestors(i)))
    between = [earlier, *sentence.ancestors(earlier)]
    below = between[: between.index(later)] if later in between else between
    return any(i in frames and is_prior(scene, frames[i]) for i in below)


def same_event(scene: Scene, frames: Mapping[int, Frame], named: Mapping[int, str]) -> dict[int, int]:
    """Return the words of a sentence that tell of a deed together with another: which one of which other.

    So does a noun in whose course a verb's deed was done ("were killed in an ambush"), and a clause that says more of
    a noun ("an ambush that killed six").

    Parameters
    ----------
    scene : Scene
        The sentence.
    frames : mapping of int to Frame
        Its frames.
    named : mapping of int to str
        Its triggers and their classes.
    """
    out: dict[int, int] = {}
    for i, name in named.items():
        if frames[i].pos != "VERB" or name not in EPISODE:
            continue
        for argument in frames[i].oblique:
            course = argument.preposition.split(" ")[0] in scene.lex.words["in_course"]
            if course and named.get(argument.head) in EPISODE and frames[argument.head].pos == "NOUN":
                out[argument.head] = i
        noun = scene.sentence.tokens[i].head
        if frames[i].relation == "relative" and named.get(noun) in EPISODE and frames[noun].pos == "NOUN":
            out[i] = noun
    return out
