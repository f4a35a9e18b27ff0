"""French: from the Universal Dependencies labels of spaCy's French parser to clause frames."""

from __future__ import annotations

from sahel_dataset.extract.frames import Argument, Frame, Sentence, Token
from sahel_dataset.extract.language.fr_repairs import parsable, repair
from sahel_dataset.extract.language.fr_subjects import NOMINAL, child_of, subject_of

__all__ = ["MODEL", "UNUSED", "build_frames", "parsable"]

MODEL = "fr_core_news_md"
UNUSED = ("ner", "senter")

_SIDE = frozenset({"acl", "acl:relcl", "appos", "advcl", "parataxis", "punct", "conj", "cc"})
_AVOIR = frozenset({"a", "ont", "avait", "avaient", "ayant", "avoir", "aurait", "auraient", "aura", "auront"})
_NEGATION = frozenset({"pas", "jamais", "aucun", "aucune", "plus", "nullement", "ni", "point", "guère"})
# Verbs whose compound tenses take "être": their participle is active ("est mort", "sont arrivés").
_UNACCUSATIVE = frozenset(
    [
        "mourir",
        "aller",
        "venir",
        "arriver",
        "partir",
        "entrer",
        "sortir",
        "tomber",
        "rester",
        "naître",
        "devenir",
        "revenir",
        "parvenir",
        "survenir",
        "intervenir",
        "décéder",
        "retourner",
        "monter",
        "descendre",
        "rentrer",
        "repartir",
        "périr",
    ]
)


def _preposition(sentence: Sentence, i: int) -> str:
    """Return the preposition that introduces the phrase headed by `i` (``par``, ``de``...), or an empty string."""
    words = [sentence.tokens[c] for c in sentence.tokens[i].children if sentence.tokens[c].dep == "case"]
    word = " ".join(w.lower for w in words)
    return {"du": "de", "des": "de", "d'": "de", "d’": "de", "au": "à", "aux": "à"}.get(word, word)


def _phrase(sentence: Sentence, i: int, preposition: str = "") -> Argument:
    tokens = sentence.tokens
    core = sentence.subtree(i, _SIDE)
    # « dix soldats près de Djibo »: what follows "near" says where, not who.
    place = next(
        (c for c in tokens[i].children if c > i and tokens[c].dep == "advmod" and tokens[c].lower in {"près", "loin"}),
        None,
    )
    if place is not None:
        core = [c for c in core if c < place]
    if preposition:  # the phrase itself begins after its preposition
        cases = {c for c in tokens[i].children if tokens[c].dep == "case"}
        below = {d for c in cases for d in sentence.subtree(c)}
        core = [c for c in core if c not in below] or [i]
    whole = sentence.subtree(i)
    return Argument(i, tokens[core[0]].start, tokens[core[-1]].end, tokens[whole[-1]].end, preposition)


def _with_conjuncts(sentence: Sentence, i: int, preposition: str = "") -> list[Argument]:
    out = [_phrase(sentence, i, preposition)]
    for child in sentence.tokens[i].children:
        if sentence.tokens[child].dep == "conj" and sentence.tokens[child].pos in NOMINAL:
            out.extend(_with_conjuncts(sentence, child, _preposition(sentence, child) or preposition))
    return out


def _is_verb(token: Token) -> bool:
    return token.pos == "VERB" or (
        token.pos == "AUX" and token.dep in {"ROOT", "ccomp", "advcl", "acl:relcl", "conj", "xcomp", "parataxis"}
    )


def _is_participle_adjective(token: Token) -> bool:
    """« blessé », « tués », « revendiquée » tagged as adjectives still are predicates."""
    return token.pos == "ADJ" and (
        "VerbForm=Part" in token.morph or token.dep in {"ROOT", "conj", "acl", "ccomp", "xcomp"}
    )


def _has_avoir(sentence: Sentence, i: int) -> bool:
    """Tell whether "avoir" stands before a participle where the parser did not tie them (« a aussi enlevé »)."""
    before = next((t for t in reversed(sentence.tokens[max(0, i - 4) : i]) if t.pos != "ADV"), None)
    return before is not None and before.lower in _AVOIR


def _stranded(sentence: Sentence, i: int) -> int | None:
    """Return the verb that a participle goes on from, where the parser made it the equal of a noun.

    « Ont attaqué un village près de Diffa et tué neuf personnes »: its object follows right behind it.
    """
    tokens = sentence.tokens
    if tokens[i].dep != "conj" or tokens[tokens[i].head].pos not in {"NOUN", "PROPN"} or i + 2 >= len(tokens):
        return None
    if tokens[i + 1].pos not in {"NUM", "DET"} or tokens[i - 1].pos == "NUM":
        return None
    return next((a for a in sentence.ancestors(i) if tokens[a].pos == "VERB"), None)


def _obliques(sentence: Sentence, i: int) -> list[Argument]:
    out: list[Argument] = []
    for c in sentence.tokens[i].children:
        token = sentence.tokens[c]
        if token.dep in {"obl", "obl:mod", "obl:arg", "obl:agent", "nmod", "iobj", "advmod"} and token.pos in NOMINAL:
            word = _preposition(sentence, c)
            if word or token.dep == "iobj":
                out.extend(_with_conjuncts(sentence, c, word or "à"))
    return out


def _mood(sentence: Sentence, i: int) -> str:
    token = sentence.tokens[i]
    finite = [sentence.tokens[c] for c in token.children if sentence.tokens[c].dep.startswith("aux")] or [token]
    for word in [*finite, token]:
        if "Mood=Cnd" in word.morph:
            return "conditional"
        if "Tense=Fut" in word.morph:
            return "future"
    head = sentence.tokens[token.head]
    if "VerbForm=Inf" in token.morph:
        if head.lemma == "pouvoir":
            return "possible"
        if head.lemma == "devoir":
            return "necessary"
        return "infinitive"
    return "indicative"


def _is_of_conjunct(sentence: Sentence, i: int, c: int) -> bool:
    """Say whether an object of a verb is of the verb joined to it (« en ont tué douze et blessé cinq »)."""
    tokens = sentence.tokens
    joined = [d for d in tokens[i].children if tokens[d].dep == "conj" and tokens[d].pos == "VERB" and i < d < c]
    first = any(tokens[d].dep == "obj" and joined and i < d < joined[0] for d in tokens[i].children)
    return bool(joined) and first and child_of(sentence, joined[-1], "obj") is None


def _object_of_head(sentence: Sentence, i: int) -> list[Argument]:
    """Return the object that the parser gave to the verb before (« tué douze et blessé cinq »)."""
    tokens = sentence.tokens
    head = tokens[i].head
    if tokens[i].dep != "conj" or tokens[head].pos != "VERB":
        return []
    behind = [c for c in tokens[head].children if tokens[c].dep == "obj" and c > i and tokens[c].pos in NOMINAL]
    return [_phrase(sentence, c) for c in behind if _is_of_conjunct(sentence, head, c)]


def _partitive_object(sentence: Sentence, i: int) -> list[Argument]:
    """Return an object with « de » before its adjective (« a libéré de nombreuses fillettes »)."""
    tokens = sentence.tokens
    for c in tokens[i].children:
        if tokens[c].dep.startswith("obl") and tokens[c].pos == "NOUN" and i < c <= i + 4:
            case = child_of(sentence, c, "case")
            adjective = tokens[case + 1] if case is not None else None
            if (
                case == i + 1
                and adjective is not None
                and adjective.pos == "ADJ"
                and tokens[case].lower in {"de", "d'"}
            ):
                return _with_conjuncts(sentence, c)
    return []


def _frame(sentence: Sentence, i: int) -> Frame:
    tokens = sentence.tokens
    token = tokens[i]
    auxiliaries = [tokens[c] for c in token.children if tokens[c].dep.startswith("aux")]
    copula = child_of(sentence, i, "cop")
    bare = (
        not auxiliaries
        and not _has_avoir(sentence, i)
        and ("VerbForm=Part" in token.morph or token.pos == "ADJ")
        and "Tense=Pres" not in token.morph
    )
    being = any(a.lemma == "être" for a in auxiliaries) and token.lemma not in _UNACCUSATIVE
    reflexive = child_of(sentence, i, "expl:comp", "expl:pass", "expl:pv") is not None
    marked = any(tokens[c].dep in {"aux:pass", "nsubj:pass"} for c in token.children)
    passive = (marked or being or bare or copula is not None) and not (reflexive and not bare)
    # « La secte a enlevé neuf filles »: with "avoir" alone no verb is passive, whatever the parser made of its subject.
    having = bool(auxiliaries) and all(a.lemma == "avoir" for a in auxiliaries) and copula is None
    if token.lemma in _UNACCUSATIVE or having:
        passive = False
    if (
        bare
        and passive
        and token.pos == "VERB"
        and token.dep in {"xcomp", "ccomp", "ROOT"}
        and child_of(sentence, i, "obj", "xcomp", "ccomp") is not None
    ):
        passive = False  # « dit avoir "tué sept soldats" »: a quotation mark parts the participle from its auxiliary
    if bare and token.dep == "conj":  # « a tué 3 soldats et blessé 5 » shares the auxiliary of its head
        head = tokens[token.head]
        head_aux = [tokens[c] for c in head.children if tokens[c].dep.startswith("aux")]
        passive = any(a.dep == "aux:pass" or a.lemma == "être" for a in head_aux) or not head_aux
        counted = i > 0 and tokens[i - 1].pos == "NUM"  # « et 22 blessés »
        if passive and not marked and not counted and any(tokens[c].dep == "obj" and c > i for c in token.children):
            passive = False  # « ont fait irruption et abattu dix personnes »
    core = sentence.subtree(i, frozenset({"conj", "cc"}) if token.dep == "ROOT" else frozenset())
    frame = Frame(i, token.lemma, "VERB", tokens[core[0]].start, tokens[core[-1]].end, passive=passive)
    governor = _stranded(sentence, i) if bare else None
    if governor is not None:
        passive = False
    subjects = [
        arg
        for s in subject_of(sentence, i if governor is None else governor)[0]
        for arg in _with_conjuncts(sentence, s)
    ]
    objects = [
        arg
        for c in token.children
        if (tokens[c].dep in {"obj", "dislocated"} and tokens[c].pos in NOMINAL)
        or (tokens[c].dep == "xcomp" and c > i and tokens[c].pos in {"NOUN", "PROPN"} and not _preposition(sentence, c))
        for arg in _with_conjuncts(sentence, c)
        if not _is_of_conjunct(sentence, i, c)
    ]
    if not passive and not objects:
        objects = _partitive_object(sentence, i) or _object_of_head(sentence, i)
    if not objects and governor is not None:
        objects = [_phrase(sentence, t.i) for t in tokens[i + 1 : i + 5] if t.pos in {"NOUN", "PROPN"}][:1]
    if not objects and not passive:
        # « a tué et blessé des dizaines »: the object stands once, after the last verb.
        for c in token.children:
            if tokens[c].dep == "conj" and tokens[c].pos == "VERB" and c - i <= 3:
                shared = child_of(sentence, c, "obj")
                if shared is not None and shared > c and tokens[shared].pos in NOMINAL:
                    objects = _with_conjuncts(sentence, shared)
    relative = next((a for a in (*objects, *subjects) if tokens[a.head].lower in {"que", "qu'", "qu’"}), None)
    if relative is not None:
        # « ce qu'a annoncé le ministère »: behind the verb stands the subject, whatever the parser calls it.
        behind = [a for a in objects if a.head > i]
        if behind and not (subjects and relative in objects and subject_of(sentence, i)[1]):
            subjects = behind
        objects = [_phrase(sentence, token.head)] if tokens[token.head].pos in NOMINAL else []
    frame.oblique = _obliques(sentence, i)
    by = [a for a in frame.oblique if a.preposition in {"par", "de la part de"}]
    if passive:
        frame.patient, frame.agent = subjects or objects, by
    else:
        frame.agent, frame.patient = subjects, objects
    frame.recipient = next((a for a in frame.oblique if a.preposition in {"à", "auprès de"}), None)
    words = {tokens[c].lower for c in token.children} | {
        tokens[g].lower for c in token.children if tokens[c].dep.startswith("aux") for g in tokens[c].children
    }
    denial = next((t.i for t in tokens[max(0, i - 8) : i] if t.lower in {"ne", "n'"} and t.lower in words), None)
    if denial is not None:  # « n'a pas encore communiqué »: the parser may hang « pas » on another adverb
        words |= {t.lower for t in tokens[denial + 1 : i + 2]}
    frame.negated = bool(words & {"ne", "n'", "n’"} and words & (_NEGATION - {"plus"})) or any(
        tokens[g].lower in {"aucun", "aucune", "ni"} for a in subjects + objects for g in tokens[a.head].children
    )
    frame.mood = _mood(sentence, i)
    frame.participle = bare or ("VerbForm=Part" in token.morph and not auxiliaries)
    frame.past_perfect = any("Tense=Imp" in a.morph for a in auxiliaries)
    return frame


_RELATION = {
    "ccomp": "complement", "xcomp": "complement", "parataxis": "complement", "acl": "relative", "acl:relcl": "relative",
    "advcl": "adverbial", "conj": "conjunct", "csubj": "complement",
}  # fmt: skip


def _noun_frame(sentence: Sentence, i: int) -> Frame:
    phrase = _phrase(sentence, i)
    frame = Frame(i, sentence.tokens[i].lemma, "NOUN", phrase.start, phrase.full_end)
    frame.oblique = _obliques(sentence, i)
    frame.agent = [a for a in frame.oblique if a.preposition in {"par", "de la part de"}]
    frame.negated = any(sentence.tokens[c].lower in {"aucun", "aucune"} for c in sentence.tokens[i].children)
    return frame


_RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles", "auquel",
                        "duquel", "desquels", "auxquels", "quoi"})  # fmt: skip


def _has_relative(sentence: Sentence, i: int) -> bool:
    return any(sentence.tokens[c].lower in _RELATIVES for c in sentence.subtree(i) if c < i)


def build_frames(sentence: Sentence, nouns: frozenset[str]) -> None:
    """Fill ``sentence.frames``: one frame per verb, and one per noun whose lemma is in `nouns`."""
    tokens = sentence.tokens
    repair(sentence)
    for token in tokens:
        if _is_verb(token) or _is_participle_adjective(token):
            sentence.frames[token.i] = _frame(sentence, token.i)
        elif token.pos in {"NOUN", "PROPN", "ADJ"} and (token.lemma in nouns or token.lower in nouns):
            sentence.frames[token.i] = _noun_frame(sentence, token.i)
    for i, frame in sentence.frames.items():
        frame.relation = _RELATION.get(tokens[i].dep, "root")
        if tokens[i].dep == "acl:relcl" and not _has_relative(sentence, i):
            frame.relation = "conjunct"  # « … "de nombreux morts", et une source a confirmé … »
        for a in sentence.ancestors(i):
            if a in sentence.frames and sentence.frames[a].pos == "VERB":
                frame.parent = a
                if frame.relation == "complement" and frame.pos == "VERB":
                    sentence.frames[a].complements.append(i)
                break
