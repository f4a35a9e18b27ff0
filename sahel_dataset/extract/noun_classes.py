"""What a noun that names an event means by what is said of it: whose fall, whose suspension, who left what."""

from __future__ import annotations

from sahel_dataset.extract.counted import victim_class
from sahel_dataset.extract.crowd import is_of_crowd
from sahel_dataset.extract.frames import Argument, Frame, Token
from sahel_dataset.extract.scene import Scene
from sahel_dataset.extract.side_mentions import mentions_in
from sahel_dataset.extract.telling_marks import is_prior

__all__ = [
    "is_ground",
    "names_body",
    "names_envoy",
    "names_organisation",
    "names_silenced",
    "names_state",
    "of_noun",
]

# How far before an inquiry the words may stand that make it a source ("according to an inquiry by").
_SOURCE_REACH = 40


def of_noun(frame: Frame, name: str | None, scene: Scene) -> str | None:
    """Return the class that a noun names here, or None where it names no event.

    Parameters
    ----------
    frame : Frame
        The noun.
    name : str or None
        The class that the lexicon gives it.
    scene : Scene
        The sentence.
    """
    token = scene.sentence.tokens[frame.token]
    if name == "none":
        return None
    if token.lemma in scene.lex.words["occurrence_nouns"]:
        return "attack" if _is_said_to_happen(frame, scene) else None
    if token.lemma in scene.lex.words["shutting_nouns"]:
        return "other" if _of_what_is_decreed(frame, scene) else None
    if name == "displace" and token.lemma in scene.lex.words["fleeing_nouns"]:
        return name if _of_people(frame, scene) else None  # "the attackers' flight"
    if (
        name == "coup"
        and any(m.kind == "armed_group" for m in scene.actors)
        and token.lemma in scene.lex.words["strokes"]
    ):
        return "attack"  # « ce coup de force attribué aux jihadistes »
    if name == "withdraw":
        return _leaving(frame, scene)
    if name == "take":
        return name if _of_place(frame, scene) else None
    if name == "release" and _of_place(frame, scene) and not _of_persons(frame, scene):
        return "take"  # "the liberation of the town"
    if name == "deploy" and is_prior(scene, frame):
        return None  # "were arrested on their arrival"
    if name == "ban":
        return _silencing(frame, scene)
    if name == "other" and _is_source(frame, scene):
        return None
    return name


def _is_said_to_happen(frame: Frame, scene: Scene) -> bool:
    """Say whether a verb tells when or where something happened ("the incident took place on Monday")."""
    above = scene.sentence.frames.get(frame.parent if frame.parent is not None else -1)
    subject = above is not None and any(a.head == frame.token for a in (*above.agent, *above.patient))
    days = [d for d in scene.dates if d.kind in {"date", "range"} and d.delta is None]
    dated = above is not None and any(above.start <= d.start < above.end for d in days)
    happens = above is not None and above.lemma in scene.lex.happening - scene.lex.words["being_verbs"]
    return subject and dated and happens


def _leaving(frame: Frame, scene: Scene) -> str | None:
    """Return what a withdrawal is: one that a government demands is an expulsion, and states leave organisations."""
    if (verb := _demanding(frame, scene)) is not None:
        return None if is_of_crowd(scene, verb) else "expel"
    left = (
        m
        for a in frame.oblique
        if a.preposition in scene.lex.words["leaving_prepositions"]
        for m in mentions_in(scene, a)
    )
    return "other" if any(m.kind == "foreign_government" and m.country is None for m in left) else "withdraw"


def _silencing(frame: Frame, scene: Scene) -> str | None:
    """Return what a suspension or ban is, by what is suspended: a medium, a state by others, or neither."""
    suspended = [a for a in (*frame.patient, *frame.oblique) if _is_of(a, scene)]
    if not suspended or any(names_silenced(scene, a) for a in suspended):
        return "ban"
    if any(names_state(scene, a) for a in suspended):
        return "sanction"
    heads = {scene.sentence.tokens[a.head].lemma for a in suspended}
    known = {noun for verb in scene.lex.light_verbs.values() for noun, name in verb.items() if name == "ban"}
    return "ban" if heads & known else None


def _is_source(frame: Frame, scene: Scene) -> bool:
    """Say whether an inquiry is whom the text goes by, or what it found is told: no measure is taken."""
    start = scene.sentence.tokens[frame.token].start
    before = scene.text[max(scene.sentence.start, start - _SOURCE_REACH) : start]
    cues = list(scene.lex.claimant_prepositions.finditer(before))
    if cues and len(before[cues[-1].end() :].split()) <= _FEW:
        return True
    above = scene.sentence.frames.get(frame.parent if frame.parent is not None else -1)
    return above is not None and above.lemma in scene.lex.stance and any(a.head == frame.token for a in above.agent)


_FEW = 3


def _of_what_is_decreed(frame: Frame, scene: Scene) -> bool:
    """Say whether what is shut or imposed is what only those who govern shut or impose: borders, a curfew."""
    cues = scene.lex.cues["decree_cues"]
    return any(
        cues.search(scene.text, a.start, a.end) is not None
        for a in (*frame.patient, *frame.oblique)
        if _is_of(a, scene)
    )


def _is_of(argument: Argument, scene: Scene) -> bool:
    """Say whether a phrase is joined to a noun as its object: by nothing, or by "of"."""
    return argument.preposition.split(" ")[0] in {"", *scene.lex.words["of_prepositions"]}


def _of_place(frame: Frame, scene: Scene) -> bool:
    """Say whether a noun of taking or falling is said of a place ("the fall of Kidal", « la prise du camp »)."""
    for argument in frame.oblique:
        if not argument.preposition or not _is_of(argument, scene):
            continue
        head = scene.sentence.tokens[argument.head]
        if any(p.start <= head.start < p.end and p.role != "demonym" for p in scene.places) or is_ground(head, scene):
            return True
    return False


def _of_people(frame: Frame, scene: Scene) -> bool:
    """Say whether those who flee are counted or are civilians."""
    tokens = scene.sentence.tokens
    fleeing = [a for a in (*frame.patient, *frame.agent, *frame.oblique) if _is_of(a, scene)]
    counted = any(
        t.measure == "displaced" and a.start < t.end and t.start < a.end for a in fleeing for t in scene.tolls
    )
    named = (t for a in fleeing for t in tokens if a.start <= t.start < a.end)
    return counted or any(victim_class(t, scene.lex) in {"civilians", "people"} for t in named)


def _of_persons(frame: Frame, scene: Scene) -> bool:
    return any(
        m.start <= scene.sentence.tokens[a.head].start < m.end and not m.metonym
        for a in frame.oblique
        if _is_of(a, scene)
        for m in scene.actors
    )


def is_ground(head: Token, scene: Scene) -> bool:
    """Say whether a noun names what can be taken and held: a town, a post."""
    return any(
        pattern.fullmatch(word)
        for pattern in (scene.lex.territory, scene.lex.armed_objects)
        for word in (head.lemma, head.lower)
    )


def _demanding(frame: Frame, scene: Scene) -> Frame | None:
    """Return the verb by which somebody demands what a noun names."""
    verb = scene.sentence.frames.get(frame.parent if frame.parent is not None else -1)
    demanded = verb is not None and verb.lemma in scene.lex.demand_verbs
    return verb if verb is not None and demanded and any(a.head == frame.token for a in verb.patient) else None


def names_body(scene: Scene, argument: Argument) -> bool:
    """Say whether a phrase names a government, an army or another body, and no crowd."""
    bodies = {"government", "foreign_government", "military", "un", "ngo", "media"}
    return any(m.kind in bodies for m in mentions_in(scene, argument))


def names_envoy(scene: Scene, argument: Argument) -> bool:
    """Say whether a phrase names those another state has sent."""
    inside = [m for m in scene.actors if m.start < argument.full_end and argument.start < m.end]
    sent = any(m.kind == "foreign_government" and not m.metonym for m in inside)
    return sent and not any(m.kind in {"media", "ngo"} for m in inside)


def names_silenced(scene: Scene, argument: Argument) -> bool:
    """Say whether a phrase names a medium, an organisation or a party."""
    return any(
        m.kind in {"media", "ngo", "opposition", "party", "armed_group"}
        and m.start < argument.end
        and argument.start < m.end
        for m in scene.actors
    )


def names_state(scene: Scene, argument: Argument) -> bool:
    """Say whether a phrase names a state by its country."""
    return any(m.metonym and m.start < argument.end and argument.start < m.end for m in scene.actors)


def names_organisation(scene: Scene, argument: Argument) -> bool:
    """Say whether a phrase names an organisation of states."""
    return any(
        m.kind in {"foreign_government", "un"}
        and m.country is None
        and m.start < argument.end
        and argument.start < m.end
        for m in scene.actors
    )
