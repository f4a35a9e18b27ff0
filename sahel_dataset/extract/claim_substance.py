"""Whether a statement could be checked: what it tells, against what it only thinks, hopes, judges or foresees.

The leading predicate of what is said decides, by its tense and kind: something that happened or is going on could be
checked; a judgement in the present ("the situation is worrying"), a feeling, a wish or a forecast could not, unless
it is a measure that its own authority announces.
"""

from __future__ import annotations

from sahel_dataset.extract.attribution_verbs import Attribution
from sahel_dataset.extract.claim_drafts import SentenceClaims
from sahel_dataset.extract.frames import Frame, Sentence, Token

__all__ = ["frames_in", "has_substance", "is_own", "main_frames", "names_event"]

_NO_MATTER = frozenset({"other", "negotiate", "agree", "die"})
_FOR_OTHERS = frozenset({"analyst", "media", "unattributed"})  # who has seen nothing himself
_UNSURE = frozenset({"future", "conditional", "possible", "necessary"})
_BEING = frozenset(
    "be seem appear remain become look mean represent constitute être sembler paraître rester demeurer devenir "
    "constituer représenter relever".split()
)
_INQUIRING = frozenset({"ngo", "un", "media", "analyst"})
_DECIDING = frozenset({"government", "foreign_government", "military", "armed_group", "un"})
_ITSELF = frozenset({"it", "they", "he", "she", "we", "i", "il", "elle", "ils", "elles", "nous", "je", "j'"})
_FIRST = frozenset({"i", "we", "je", "j'", "nous"})


def frames_in(scene: SentenceClaims, a: Attribution, pos: str = "VERB") -> list[Frame]:
    """Return the predicates of what is said, in the order of the text."""
    tokens = scene.sentence.tokens
    return [
        f
        for i, f in sorted(scene.sentence.frames.items())
        if f.pos == pos and i != a.frame and any(s <= tokens[i].start < e for s, e in a.contents)
    ]


def names_event(scene: SentenceClaims, a: Attribution, classes: frozenset[str] | None = None) -> bool:
    """Say whether what is said names an event of the conflict (of some classes)."""
    lex, tokens = scene.lex, scene.sentence.tokens
    for s, e in a.contents:
        for t in tokens:
            if not s <= t.start < e:
                continue
            name = lex.verb_class.get(t.lemma) if t.pos in {"VERB", "ADJ"} else lex.noun_class.get(t.lemma)
            if t.i in scene.sentence.frames:
                name = name or lex.verb_class.get(scene.sentence.frames[t.i].lemma)
            if name is not None and (name in classes if classes is not None else name not in _NO_MATTER):
                return True
    return False


def has_substance(scene: SentenceClaims, a: Attribution, stretch: str) -> bool:
    """Say whether what is said could be checked.

    Parameters
    ----------
    scene : SentenceClaims
        The sentence.
    a : Attribution
        The act of saying.
    stretch : str
        The words it introduces.
    """
    cues = scene.lex.cues
    if cues["opinion_cues"].search(stretch) or cues["void_cues"].search(stretch):
        return False
    matter = names_event(scene, a) or bool(cues["matter_cues"].search(stretch))
    leading = _told_in(scene, main_frames(scene, a))
    if leading and all(_is_research(scene, a, f) for f in leading):
        return False
    told = any(_tells(scene, f) for f in leading)
    if a.claimants[0].kind in _FOR_OTHERS:
        return scene.has_event and matter and (told or not leading)
    if told:
        return True
    if any(f" {w}" in f" {stretch.lower()}" for w in scene.lex.toll_noun if "toll" in w or "bilan" in w):
        return False
    if not leading:
        is_told, is_judged = _copular(scene, a)
        return is_told or (matter and not _feels(scene, a) and not is_judged) or _is_measure(scene, a)
    if all(f.mood in _UNSURE for f in leading):
        return _is_measure(scene, a) or any(_is_undertaking(scene, a, f) for f in leading)
    return matter and not all(_judges(scene, f) for f in leading) and (scene.has_event or a.kind != "quotation")


def main_frames(scene: SentenceClaims, a: Attribution) -> list[Frame]:
    """Return the main predicates of what is said: those that no other of them governs, and what these are joined to."""
    frames = [f for f in frames_in(scene, a) if f.relation not in {"relative", "adverbial"}] or frames_in(scene, a)
    inside = {f.token for f in frames}
    return [f for f in frames if f.parent not in inside or f.relation == "conjunct"]


def _told_in(scene: SentenceClaims, leading: list[Frame]) -> list[Frame]:
    """Return what is told where a predicate of being only leads up to it ("the latest is that they have fled")."""
    out: list[Frame] = []
    for f in leading:
        below = [scene.sentence.frames[c] for c in f.complements] if f.lemma in _BEING else []
        out.extend([g for g in below if g.mood == "indicative"] or [f])
    return out


def is_own(scene: SentenceClaims, a: Attribution, frame: Frame) -> bool:
    """Say whether whoever says something is said to do it himself ("said it would send troops")."""
    ids = {w.actor_id for w in a.claimants if w.actor_id}
    heads = [scene.sentence.tokens[x.head] for x in frame.agent]
    if any(t.lower in _ITSELF for t in heads):
        return True
    return any(m.actor_id in ids and m.start <= t.start < m.end for m in scene.actors for t in heads)


def _is_research(scene: SentenceClaims, a: Attribution, frame: Frame) -> bool:
    """Say whether somebody only tells how he found out ("said it had interviewed 17 people")."""
    inquires = a.claimants[0].kind in _INQUIRING
    return inquires and frame.lemma in scene.lex.research_verbs and is_own(scene, a, frame)


def _is_undertaking(scene: SentenceClaims, a: Attribution, frame: Frame) -> bool:
    """Say whether an authority or a group tells what it is going to do itself: a decision, which can be checked."""
    if a.claimants[0].kind not in _DECIDING or frame.lemma not in scene.lex.undertaking_verbs or frame.negated:
        return False
    return frame.mood in {"future", "conditional", "possible"} and (frame.passive or is_own(scene, a, frame))


def _helpers(sentence: Sentence, frame: Frame) -> list[Token]:
    return [
        sentence.tokens[c]
        for c in sentence.tokens[frame.token].children
        if sentence.tokens[c].dep.startswith(("aux", "cop"))
    ]


def _tells(scene: SentenceClaims, frame: Frame) -> bool:
    """Say whether a predicate tells what happened or is going on, not what somebody feels or is."""
    lex, sentence = scene.lex, scene.sentence
    token = sentence.tokens[frame.token]
    helpers = _helpers(sentence, frame)
    if frame.lemma in lex.trends and any(sentence.tokens[x.head].lemma in lex.state_nouns for x in frame.agent):
        return False  # "the situation has worsened"
    if frame.lemma in lex.mental_verbs or _is_called(scene, token, frame) & lex.judgement_words:
        return False
    own = {sentence.tokens[x.head].lower for x in (*frame.agent, *frame.patient)}
    feeling = frame.lemma in _BEING or token.pos == "ADJ" or (frame.passive and frame.lemma not in lex.verb_class)
    if own & _FIRST and feeling:
        return False  # "I was scared"
    done = "Tense=Past" in token.morph and ("VerbForm=Part" in token.morph or "VerbForm=Fin" in token.morph)
    if frame.mood in _UNSURE and not (frame.mood == "conditional" and lex.language == "fr" and done):
        return False
    finite = [t.morph for t in (token, *helpers)]
    if any(("Tense=Past" in m and "VerbForm=Fin" in m) or "Tense=Imp" in m for m in finite):
        return True
    if not helpers:
        return done or (token.pos == "ADJ" and frame.passive)
    if done and any(t.lemma in {"have", "avoir", "être"} for t in helpers):
        return True
    if "Aspect=Prog" in token.morph:
        return True  # "are tracking"
    return done and frame.passive


def _is_called(scene: SentenceClaims, token: Token, frame: Frame | None) -> set[str]:
    """Return the words by which a predicate of being calls its subject something."""
    tokens = scene.sentence.tokens
    if any(tokens[c].dep == "cop" for c in token.children):
        return {token.lemma, token.lower}
    if frame is None or frame.lemma not in _BEING:
        return set()
    below = [tokens[c] for c in token.children if tokens[c].dep in {"attr", "acomp", "oprd", "xcomp", "obj"}]
    return {t.lemma for t in below} | {t.lower for t in below}


def _judges(scene: SentenceClaims, frame: Frame) -> bool:
    """Say whether a predicate in the present calls something something ("is a big relief") or tells a state of mind."""
    token = scene.sentence.tokens[frame.token]
    if frame.lemma in scene.lex.mental_verbs:
        return True
    called = _is_called(scene, token, frame)
    return bool(called) and not any(scene.lex.noun_class.get(w, "other") not in _NO_MATTER for w in called)


def _copular(scene: SentenceClaims, a: Attribution) -> tuple[bool, bool]:
    """Say of what is said whether it tells, or judges, that something is something, by a noun without a verb.

    « Les camions étaient sur la route » tells; « cette libération est un soulagement » judges.
    """
    tokens = scene.sentence.tokens
    told = judged = False
    for t in tokens:
        copula = next((tokens[c] for c in t.children if tokens[c].dep == "cop"), None)
        if copula is None or not any(s <= t.start < e for s, e in a.contents):
            continue
        past = "Tense=Past" in copula.morph or "Tense=Imp" in copula.morph
        if t.lemma in scene.lex.judgement_words or (
            not past and scene.lex.noun_class.get(t.lemma, "other") in _NO_MATTER
        ):
            judged = True
        elif past:
            told = True
    return told, judged


def _feels(scene: SentenceClaims, a: Attribution) -> bool:
    """Say whether the verb of saying itself tells a feeling ("expressed its support", « a salué l'action »)."""
    return a.frame is not None and scene.sentence.frames[a.frame].lemma in scene.lex.mental_verbs


def _is_measure(scene: SentenceClaims, a: Attribution) -> bool:
    """Say whether somebody announces what is to be done ("announced that sales will be limited")."""
    if a.frame is None:
        return False
    lemma = scene.sentence.frames[a.frame].lemma
    heads = {scene.sentence.tokens[p.head].lemma for p in a.patients}
    if heads and heads <= scene.lex.toll_noun.keys() | scene.lex.speech_nouns | {"information"}:
        return False  # "the figure was announced by the army"
    return lemma in scene.lex.announcing_verbs and not a.negated
