"""Whose a deed is that a noun with a possessive names ("their withdrawal from Mali", « sa libération »).

Of what forces do themselves the owner is the doer; of what is done to people or bodies he is the one it is done to.
"""

from __future__ import annotations

from sahel_dataset.extract.actors import ActorMention
from sahel_dataset.extract.event_classes import EventClass
from sahel_dataset.extract.frames import Frame
from sahel_dataset.extract.scene import Scene
from sahel_dataset.extract.side_mentions import meant_by, mentions_in
from sahel_dataset.extract.side_words import side_words

__all__ = ["owner_role", "owners_of"]

# Classes of deeds whose owner is the one they are done to: "his arrest", "the soldiers' release".
_DONE_TO = frozenset({"arrest", "release", "expel", "abduct", "ban"})
# Classes of deeds whose owner is the one who does them: "their withdrawal".
_DONE_BY = frozenset({"withdraw", "deploy"})


def owner_role(name: str, cls: EventClass) -> str:
    """Return the role that the owner of a noun of class `name` has in its deed."""
    return cls.patient if name in _DONE_TO else cls.agent


def owners_of(scene: Scene, frame: Frame, name: str) -> list[ActorMention]:
    """Return whom the possessive of an event noun stands for: the subject of its verb, else who was named before.

    Parameters
    ----------
    scene : Scene
        The sentence.
    frame : Frame
        A noun that names an event.
    name : str
        Its class.

    Returns
    -------
    list of ActorMention
        Empty where the noun has no possessive, or nobody is found for it.
    """
    tokens, words = scene.sentence.tokens, side_words(scene.lex.language)
    leaving = scene.lex.noun_class.get(tokens[frame.token].lemma) == "withdraw"  # also a state an organisation
    if name not in _DONE_TO | _DONE_BY and not leaving:
        return []
    for c in tokens[frame.token].children:
        child = tokens[c]
        number = next((n for n, pattern in words.own if pattern.fullmatch(child.text)), None)
        if number is None or c > frame.token:
            continue
        verb = scene.sentence.frames.get(frame.parent if frame.parent is not None else -1)
        touched = verb is not None and any(a.head == frame.token for a in (*verb.patient, *verb.oblique))
        doing = [m for a in verb.agent for m in mentions_in(scene, a)] if verb is not None and touched else []
        if name == "deploy":  # a minister's "intervention" is a speech
            return [m for m in doing if m.kind in {"military", "armed_group"}]
        if doing:
            return doing
        gender = "any" if number == "plural" or scene.lex.language == "fr" else _gender(child.lower)
        return meant_by(scene, child.start, number, gender)
    return []


def _gender(word: str) -> str:
    return "neuter" if word == "its" else "person"
