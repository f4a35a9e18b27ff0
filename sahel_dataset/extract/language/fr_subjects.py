"""Who or what a French verb is said of: its own subject, or the one the parser hung elsewhere."""

from __future__ import annotations

from sahel_dataset.extract.frames import Sentence
from sahel_dataset.extract.language.fr_repairs import agree

__all__ = ["NOMINAL", "child_of", "subject_of"]

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})
_BETWEEN = frozenset({"y", "en", "n'", "ne", "au", "moins", "plus", "environ", "minimum", "bas", "mot"})
_IMPERSONAL = frozenset(
    "falloir agir sembler paraître avoir être rester exister arriver suffire convenir importer rester résulter "
    "apparaître advenir incomber".split()
)


def child_of(sentence: Sentence, i: int, *deps: str) -> int | None:
    """Return the first child of a word that has one of some labels."""
    return next((c for c in sentence.tokens[i].children if sentence.tokens[c].dep in deps), None)


def _figure_before(sentence: Sentence, i: int) -> int | None:
    """Return the counted phrase right before a finite verb that has no subject, where the parser made it an adjunct.

    « Entre 20 et 30 soldats ont été tués », « pas moins d'une centaine de civils ont péri ».
    """
    tokens = sentence.tokens
    finite = [c for c in tokens[i].children if tokens[c].pos == "AUX" and c < i]
    first = min(finite, default=i)
    if not finite and "VerbForm=Fin" not in tokens[i].morph:
        return None
    last = first - 1
    while last >= 0 and (tokens[last].pos in {"ADV", "PART"} or tokens[last].lower in _BETWEEN):
        last -= 1
    noun: int | None = None
    for j in range(last, max(-1, last - 6), -1):
        token = tokens[j]
        if token.pos in {"PUNCT", "VERB", "AUX", "SCONJ", "CCONJ"} or token.lower in {"qui", "que", "qu'", "dont"}:
            return None
        if token.pos in {"NOUN", "ADJ"} and noun is None and not token.lemma.endswith("aine"):
            noun = j
        if token.pos == "NUM" or token.lower.isdigit() or token.lemma.endswith("aine"):
            return noun if noun is not None else j
    return None


def _phrase_before(sentence: Sentence, i: int) -> int | None:
    """Return the determined noun right before a finite verb without a subject, where the parser hung it on another.

    « Dans un communiqué l'armée a annoncé … »: no preposition stands before it, so it is the subject.
    """
    tokens = sentence.tokens
    finite = [c for c in tokens[i].children if tokens[c].pos == "AUX" and c < i]
    first = min(finite, default=i)
    if not finite and "VerbForm=Fin" not in tokens[i].morph:
        return None
    last = first - 1
    while last >= 0 and (tokens[last].pos == "ADJ" or tokens[last].lower in _BETWEEN):
        last -= 1
    if last < 1 or tokens[last].pos != "NOUN" or tokens[last].dep not in {"nmod", "appos", "conj", "obl:mod"}:
        return None
    kids = [tokens[c] for c in tokens[last].children]
    determined = any(k.dep == "det" and k.i == last - 1 for k in kids)
    before = tokens[last - 2] if last > 1 else None
    parted = before is None or before.pos not in {"ADP", "CCONJ", "DET"}
    return last if determined and parted and not any(k.dep in {"case", "cc"} for k in kids) else None


_REPORTED = frozenset({"portés", "portées", "autres", "déclarés", "déclarées", "retrouvés", "retrouvées"})


def _figure_behind(sentence: Sentence, i: int) -> int | None:
    """Return the bare figure that a joined participle is said of (« six soldats tués et deux portés disparus »)."""
    tokens = sentence.tokens
    bare = "VerbForm=Part" in tokens[i].morph or tokens[i].pos == "ADJ"
    if tokens[i].dep != "conj" or not bare or any(tokens[c].dep.startswith("aux") for c in tokens[i].children):
        return None
    j = i - 1
    while j > 0 and (tokens[j].lower in _REPORTED or tokens[j].pos == "ADV"):
        j -= 1
    return j if tokens[j].pos == "NUM" else None


def subject_of(sentence: Sentence, i: int, depth: int = 0) -> tuple[list[int], bool]:
    """Return the words that are subject of a predicate, and whether it is a subject of its own."""
    tokens = sentence.tokens
    own = child_of(sentence, i, "nsubj", "nsubj:pass", "csubj")
    token = tokens[i]
    if own is None and token.lemma not in _IMPERSONAL:  # « il n'a publié aucun bilan », taken for an impersonal verb
        own = child_of(sentence, i, "expl:subj")
    if own is None and token.pos == "VERB":
        own = _phrase_before(sentence, i)
    if own is None and token.pos == "VERB":  # « 14 autres ont été blessés »: a figure may be its verb's only subject
        number = child_of(sentence, i, "nummod")
        own = number if number is not None and number < i else _figure_before(sentence, i)
    if own is not None:
        pronoun = tokens[own].lower in {"qui", "lequel", "laquelle", "lesquels", "lesquelles"}
        if pronoun:
            # The parser sometimes hangs a relative clause on the verb; its antecedent is the noun before it.
            if tokens[token.head].pos in NOMINAL and token.head != i:
                return [token.head], False
            before = [
                t.i for t in tokens[:own] if t.pos in {"NOUN", "PROPN"} and t.dep not in {"nmod", "amod", "flat:name"}
            ]
            return ([before[-1]] if before else []), False
        return [own], True
    figure = _figure_behind(sentence, i)
    if figure is not None:
        return [figure], False
    if depth > 4 or token.head == i:
        return [], False
    if token.dep in {"acl", "acl:relcl"} and tokens[token.head].pos in NOMINAL:
        return [token.head], False
    if token.dep in {"conj", "advcl", "xcomp", "ccomp", "obl:mod", "obl:arg", "parataxis", "dep"}:
        if token.dep == "ccomp" and "VerbForm=Inf" not in token.morph:
            return [], False
        head = tokens[token.head]
        if token.dep == "conj" and "VerbForm=Fin" in token.morph and head.dep == "acl" and "Part" in head.morph:
            # « déplore la mort de soldats tombés … et annonce … »: joined to the verb above, not to the participle
            above = next((a for a in sentence.ancestors(head.i) if "VerbForm=Fin" in tokens[a].morph), None)
            return subject_of(sentence, above, depth + 1) if above is not None else ([], False)
        shared = subject_of(sentence, token.head, depth + 1)[0]
        nearer = _agreeing(sentence, i, shared)
        return ([nearer] if nearer is not None else shared), False
    return [], False


def _agreeing(sentence: Sentence, i: int, above: list[int]) -> int | None:
    """Return the noun nearer to a joined participle that agrees with it, where the subject above does not.

    « un militaire a été tué et plusieurs personnes, dont des civils, blessées »: the persons are hurt.
    """
    tokens = sentence.tokens
    token = tokens[i]
    if token.dep != "conj" or "VerbForm=Part" not in token.morph or not above or agree(tokens[above[0]], token):
        return None
    for t in reversed(tokens[token.head + 1 : i]):
        cased = any(tokens[c].dep == "case" for c in t.children)
        if t.pos == "NOUN" and not cased and t.dep != "nmod" and agree(t, token) and "Number" in t.morph:
            return t.i
    return None
