"""Whether what a clause names happened, is planned, threatened or denied, or is told as nothing that could be coded."""

from __future__ import annotations

from sahel_dataset.extract.frames import Frame, Sentence, Token
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.scene import Scene

__all__ = ["realis_of"]


def _is_asked_for(sentence: Sentence, frame: Frame, lex: Lexicon) -> bool:
    """Say whether a clause is what somebody demands."""
    above = sentence.frames.get(frame.parent if frame.parent is not None else -1)
    return above is not None and above.lemma in lex.demand_verbs


def _brings_about(verb: Frame, noun: Frame, lex: Lexicon) -> bool:
    """Say whether a verb tells that what a noun names happens ("launch an attack", "the summit opens")."""
    done = any(a.head == noun.token for a in verb.patient) and (
        verb.lemma in lex.light_verbs or verb.lemma in lex.authoring
    )
    return done or (verb.lemma in lex.happening and any(a.head == noun.token for a in [*verb.agent, *verb.patient]))


def realis_of(scene: Scene, frame: Frame, name: str = "") -> str | None:
    """Return the realis of a clause, or None where it tells of nothing that could be coded.

    Parameters
    ----------
    scene : Scene
        The sentence.
    frame : Frame
        A predicate, or a noun that names an event.
    name : str
        Its class of event.

    Returns
    -------
    str or None
        ``actual``, ``planned``, ``threatened`` or ``denied``.
    """
    lex, sentence = scene.lex, scene.sentence
    is_noun = frame.pos == "NOUN"
    if name == "disperse":
        return None if frame.negated else "actual"  # there is a crowd, whether or not it is dispersed
    verb = sentence.frames.get(frame.parent if frame.parent is not None else -1) if is_noun else frame
    if verb is not None and any(_supposes(sentence.tokens[c], lex) for c in sentence.tokens[verb.token].children):
        return None
    if is_noun:
        if verb is not None and _is_unreal_object(scene, frame, verb, name):
            return None
    elif _is_unreal(scene, frame, name):
        return None
    if verb is not None and verb.mood == "future" and (not is_noun or _brings_about(verb, frame, lex)):
        return "planned"
    if _is_denied(sentence, frame, verb, lex):
        return "denied"
    if _is_threatened(scene, frame, verb):
        return "threatened"
    clause = scene.text[max(sentence.start, frame.start - 60) if is_noun else frame.start : frame.end]
    if is_noun and lex.cues["planned_cues"].search(clause) and frame.token > 0:
        return "planned" if verb is not None and verb.mood in {"future", "infinitive"} else "actual"
    return "actual"


def _is_unreal(scene: Scene, frame: Frame, name: str = "") -> bool:
    """Say whether a verb tells what was not done, may be done, or is to be done."""
    lex, sentence = scene.lex, scene.sentence
    counted = any(t.frame == frame.token for t in scene.tolls)
    if frame.negated or frame.mood == "necessary" or (frame.mood == "possible" and not counted):
        return True
    if frame.relation == "complement" and _is_asked_for(sentence, frame, lex):
        return True
    if frame.mood == "infinitive":
        above = sentence.frames.get(frame.parent if frame.parent is not None else -1)
        if above is not None and above.lemma in lex.words["trying_verbs"] and name in _ATTEMPTED:
            return False  # an attack that fails was made
        said = above is not None and (lex.stance.get(above.lemma) or above.lemma in lex.words["effecting_verbs"])
        causative = frame.token > 0 and sentence.tokens[frame.token - 1].lower in lex.words["causing_words"]
        return not said and not causative
    return False


def _is_unreal_object(scene: Scene, noun: Frame, verb: Frame, name: str) -> bool:
    """Say whether an event noun is what somebody demands or fears, or has yet to bring about."""
    asked = [
        *verb.patient,
        *(a for a in verb.oblique if a.preposition.split(" ")[0] in scene.lex.words["purpose_prepositions"]),
    ]
    touched = any(a.head == noun.token for a in asked)
    if verb.lemma in scene.lex.trends and _is_plural(scene, noun) and any(a.head == noun.token for a in verb.agent):
        return not any(d.kind == "since" for d in scene.dates)  # "attacks have multiplied" tells of none
    if verb.lemma in scene.lex.demand_verbs and name not in {"expel", "protest"} and touched:
        return True
    if any(a.head == noun.token for a in verb.patient) and _brings_about(verb, noun, scene.lex):
        return _is_unreal(scene, verb)  # "would have to declare a state of emergency"
    return verb.lemma in scene.lex.words["averting_verbs"]


_ATTEMPTED = frozenset({"attack", "ambush", "explode", "suicide", "coup", "abduct", "kill"})


def _is_plural(scene: Scene, noun: Frame) -> bool:
    return "Number=Plur" in scene.sentence.tokens[noun.token].morph


def _is_threatened(scene: Scene, frame: Frame, verb: Frame | None) -> bool:
    """Say whether somebody threatens to do it or warns of it ("threatened to attack", "the threat of sanctions")."""
    tokens, cue = scene.sentence.tokens, scene.lex.cues["threatened_cues"]
    above = [tokens[i] for i in scene.sentence.ancestors(frame.token)[:3]]
    if frame.pos == "NOUN" and any(a.head == frame.token for a in (verb.agent if verb is not None else [])):
        return False  # "the attacks threaten the country"
    if frame.pos != "NOUN" and frame.relation not in {"complement", "root"}:
        return False
    return any(cue.fullmatch(t.text) is not None for t in above)


def _is_denied(sentence: Sentence, frame: Frame, verb: Frame | None, lex: Lexicon) -> bool:
    """Say whether somebody says that it never happened ("denied that it had killed", « dément tout massacre »)."""
    if frame.pos == "NOUN":
        above = verb
        governed = above is not None and any(a.head == frame.token for a in above.patient)
    else:
        above = sentence.frames.get(frame.parent if frame.parent is not None else -1)
        governed = frame.relation == "complement"
    return governed and above is not None and lex.stance.get(above.lemma) == "denies"


def _supposes(token: Token, lex: Lexicon) -> bool:
    """Say whether a word makes its clause a supposition: « s' » only where it is not the reflexive pronoun."""
    return token.lower in lex.words["supposing_words"] and (
        token.pos in {"SCONJ", "ADP", "CCONJ"} or token.dep == "mark"
    )
