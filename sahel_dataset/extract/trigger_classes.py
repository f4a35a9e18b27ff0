"""Which class of event a predicate or noun names, given what it is said of."""

from __future__ import annotations

import re

from sahel_dataset.extract.counted import victim_class
from sahel_dataset.extract.frames import Argument, Frame, Token
from sahel_dataset.extract.scene import Scene

__all__ = ["class_of"]

# Prepositions that join a noun to a light verb ("fell into an ambush", « placé en détention »).
_COMPLETING = frozenset({"in", "into", "under", "en", "dans", "à", "sous", "de"})


def _noun_class(token: Token, scene: Scene) -> str | None:
    """Return the class that a noun names, alone or in a phrase ("car bomb", « coup d'État »)."""
    lex, tokens = scene.lex, scene.sentence.tokens
    head = tokens[token.head]
    if token.dep == "compound" and head.pos in {"NOUN", "PROPN"} and head.lemma not in lex.noun_class:
        return None  # "attack helicopters"
    for match in lex.noun_phrases.finditer(scene.text, max(scene.sentence.start, token.start - 20), token.end + 20):
        if match.start() < token.start < match.end():
            return None  # the phrase was read at its first word
        if match.start() == token.start:
            phrase = re.sub(r"\s+", " ", match.group().lower().replace("’", "'")).replace("' ", "'")
            return lex.noun_class.get(phrase) or lex.noun_class.get(phrase.rstrip("s"))
    if token.pos == "PROPN" and token.i and token.text[0].isupper() and lex.language == "fr":
        return None
    return lex.noun_class.get(token.lemma) or lex.noun_class.get(token.lower)


def _verb_class(frame: Frame, scene: Scene) -> str | None:
    """Return the class that a verb names, with its object or particle where it needs one."""
    lex, sentence = scene.lex, scene.sentence
    token = sentence.tokens[frame.token]
    light = lex.light_verbs.get(frame.lemma)
    if light:
        completing = [a for a in frame.oblique if a.preposition in _COMPLETING]
        for argument in frame.patient + completing:
            head = sentence.tokens[argument.head]
            name = light.get(head.lemma) or light.get(head.lower)
            if name:
                return name
        low = scene.text[token.start : min(sentence.end, token.end + 40)].lower()
        for noun, name in light.items():
            if re.search(rf"^\S+\s+(?:\S+\s+)?{re.escape(noun)}\b", low):
                return name
    for c in token.children:
        child = sentence.tokens[c]
        if child.dep in {"acomp", "advmod", "prep", "oprd", "dobj", "obj"} and c > token.i:
            joined = f"{frame.lemma} {child.lower}"
            if joined in lex.verb_class:
                return lex.verb_class[joined]
    return lex.verb_class.get(frame.lemma) or lex.verb_class.get(token.lemma)


def class_of(frame: Frame, scene: Scene) -> str | None:
    """Return the event class a predicate or noun names, given what it is said of."""
    if frame.pos == "NOUN":
        name = _noun_class(scene.sentence.tokens[frame.token], scene)
        if name == "withdraw" and _is_demanded(frame, scene):
            return "expel"  # a government that demands a force's withdrawal expels it
        return name
    name = _verb_class(frame, scene) or _assault(frame, scene)
    if name == "explode" and any(
        scene.lex.noun_class.get(scene.sentence.tokens[a.head].lemma) == "suicide"
        for a in [*frame.agent, *frame.patient]
    ):
        return "suicide"
    if name == "take":
        return _taken(frame, scene)
    if name == "deploy" and _is_posted(frame, scene):
        return None
    if name == "rape":
        heads = [scene.sentence.tokens[a.head] for a in frame.patient]
        return name if all(victim_class(h, scene.lex) for h in heads) else None
    if name == "ban" and any(_names_state(scene, a) for a in frame.patient):
        return "sanction"  # an organisation suspends a member state
    if name == "withdraw" and any(_names_organisation(scene, a) for a in [*frame.oblique, *frame.patient]):
        return "other"  # a state leaves an organisation
    if name == "displace" and frame.participle and frame.relation == "relative":
        return None  # « les populations déplacées »
    return name


def _is_posted(frame: Frame, scene: Scene) -> bool:
    """Say whether a verb tells where forces are rather than that they were sent ("are deployed", « sont déployés »)."""
    token = scene.sentence.tokens[frame.token]
    before = scene.text[max(scene.sentence.start, token.start - 14) : token.start].lower()
    present = re.search(r"\b(?:are|is|sont|est)\s+(?:\w+\s+)?$", before) is not None
    dated = any(frame.start <= d.start < frame.end for d in scene.dates)
    return not dated and (present or (frame.participle and not frame.agent and frame.relation == "relative"))


def _assault(frame: Frame, scene: Scene) -> str | None:
    """Return the class of attack where armed men come, or go from house to house, or hold what is not theirs."""
    if frame.negated or not any(_names_gunmen(scene, a) for a in frame.agent):
        return None
    behind = scene.text[scene.sentence.tokens[frame.token].start : frame.end]
    return "attack" if scene.lex.cues["approach_cues"].match(behind) else None


def _names_gunmen(scene: Scene, argument: Argument) -> bool:
    head = scene.sentence.tokens[argument.head].start
    return any(m.start <= head < m.end and m.kind == "armed_group" for m in scene.actors)


def _taken(frame: Frame, scene: Scene) -> str | None:
    """Return what a verb of taking means: of a place, of persons, or neither."""
    if re.match(r"\s+(?:place|part|part\b)", scene.text[scene.sentence.tokens[frame.token].end :]):
        return None  # "took place"
    entering = frame.lemma in {"enter", "entrer"}
    arguments = [*frame.patient, *frame.oblique] if entering else frame.patient
    if entering and not any(_names_force(scene, a) for a in frame.agent):
        return None
    if any(
        p.start < a.full_end and a.start < p.end and not p.is_border
        for a in arguments
        for p in scene.places
        if p.role != "demonym"
    ):
        return "take"
    if entering:
        return None
    stretch = " ".join(scene.text[a.start : a.full_end] for a in [*arguments, *frame.oblique])
    if scene.lex.armed_objects.search(stretch) or scene.lex.territory.search(stretch):
        return "take"
    return "arrest" if any(_names_force(scene, a) for a in arguments) else None


def _names_force(scene: Scene, argument: Argument) -> bool:
    """Say whether the head of a phrase names fighters or soldiers."""
    head = scene.sentence.tokens[argument.head].start
    return any(m.start <= head < m.end and m.kind in {"armed_group", "military"} for m in scene.actors)


def _is_demanded(frame: Frame, scene: Scene) -> bool:
    verb = scene.sentence.frames.get(frame.parent if frame.parent is not None else -1)
    return (
        verb is not None and verb.lemma in scene.lex.demand_verbs and any(a.head == frame.token for a in verb.patient)
    )


def _names_state(scene: Scene, argument: Argument) -> bool:
    return any(m.metonym and m.start < argument.end and argument.start < m.end for m in scene.actors)


def _names_organisation(scene: Scene, argument: Argument) -> bool:
    return any(
        m.kind in {"foreign_government", "un"}
        and m.country is None
        and m.start < argument.end
        and argument.start < m.end
        for m in scene.actors
    )
