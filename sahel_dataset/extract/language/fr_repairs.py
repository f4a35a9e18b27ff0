"""Sentences made good for the French parser, and what it is known to take for something else."""

from __future__ import annotations

import re

from sahel_dataset.extract.frames import Sentence, Token

__all__ = ["agree", "parsable", "repair"]

_CAUSATIVES = frozenset(
    {("faire", "savoir"), ("faire", "valoir"), ("faire", "remarquer"), ("faire", "observer"), ("laisser", "entendre")}
)


def _join_causatives(sentence: Sentence) -> None:
    """Read « a fait savoir » as one verb where the parser makes its first half an auxiliary of the second."""
    for token in sentence.tokens[1:]:
        helper = sentence.tokens[token.i - 1]
        if helper.head == token.i and (helper.lemma, token.lemma) in _CAUSATIVES:
            token.lemma = f"{helper.lemma} {token.lemma}"
            token.morph = helper.morph
            helper.pos, helper.dep = "AUX", "aux:caus"


# « l'est du pays »: in small letters the parser takes the compass point for the verb "is".
_EAST = re.compile(
    r"(?<=\bl['’])est(?=\s+(?:du|de|des|malien|burkinabè|burkinabé|nigérien|tchadien)\b|\s+d['’]|\s*[,.)])"
)


def parsable(text: str) -> str:
    """Return a sentence as the parser reads it best, letter for letter in the same places."""
    return _EAST.sub("Est", text)


def _make_dying_verbs(sentence: Sentence) -> None:
    """Read « sont morts » as the verb where the parser takes the dead for a noun."""
    tokens = sentence.tokens
    for token in tokens:
        if token.lower in {"mort", "morts", "morte", "mortes"} and token.pos == "NOUN":
            copula = next((c for c in token.children if tokens[c].dep == "cop"), None)
            if copula is not None and not any(
                tokens[c].dep in {"det", "nummod", "case"} or tokens[c].lower == "de" for c in token.children
            ):
                token.pos, token.lemma = "VERB", "mourir"


def _move(sentence: Sentence, i: int, head: int, dep: str) -> None:
    """Hang a word on another head."""
    token = sentence.tokens[i]
    sentence.tokens[token.head].children.remove(i)
    token.head, token.dep = head, dep
    sentence.tokens[head].children.append(i)
    sentence.tokens[head].children.sort()


def agree(one: Token, other: Token) -> bool:
    """Say whether two words may agree: no number and no gender speaks against it."""
    pairs = (("Number=Sing", "Number=Plur"), ("Gender=Masc", "Gender=Fem"))
    return not any((a in one.morph and b in other.morph) or (b in one.morph and a in other.morph) for a, b in pairs)


def _return_participles(sentence: Sentence) -> None:
    """Give a participle back to the counted noun it stands behind (« a fait état de onze civils tués »).

    The parser hangs it on the verb, as if it were the subject's.
    """
    tokens = sentence.tokens
    for token in tokens[2:]:
        astray = token.dep == "acl" and tokens[token.head].pos == "VERB"
        if not astray and token.dep not in {"advcl", "xcomp", "conj", "parataxis"}:
            continue
        if "VerbForm=Part" not in token.morph:
            continue
        if "Tense=Pres" in token.morph or any(tokens[c].dep.startswith(("aux", "cop", "obj")) for c in token.children):
            continue
        noun = tokens[token.i - 1]
        counted = any(tokens[c].dep == "nummod" or tokens[c].pos == "NUM" for c in noun.children)
        counted = counted or tokens[noun.head].lemma.endswith(("aine", "ier"))  # « une dizaine de militaires tombés »
        if not counted or noun.pos not in {"NOUN", "ADJ"} or token.head == noun.i or not agree(noun, token):
            continue
        if noun.i not in sentence.subtree(token.i):
            _move(sentence, token.i, noun.i, "acl")


def _take_back_objects(sentence: Sentence) -> None:
    """Give « mettre hors d'état de nuire » its object, which the parser gives to « nuire »."""
    tokens = sentence.tokens
    for token in tokens[4:]:
        if token.lower != "nuire" or [t.lower for t in tokens[token.i - 4 : token.i]] != ["hors", "d'", "état", "de"]:
            continue
        verb = next((a for a in sentence.ancestors(token.i) if tokens[a].lemma == "mettre"), None)
        if verb is None:
            continue
        for c in [c for c in token.children if tokens[c].dep == "obj" and c > token.i]:
            _move(sentence, c, verb, "obj")


def _join_subjects(sentence: Sentence) -> None:
    """Join the two subjects of one plural verb (« le maire et le préfet ont été enlevés »).

    The parser gives the verb two subjects, or makes the first noun a clause of its own that the verb is joined to.
    """
    tokens = sentence.tokens
    for verb in tokens:
        if verb.pos not in {"VERB", "AUX"}:
            continue
        own = [c for c in verb.children if tokens[c].dep.startswith("nsubj") and c < verb.i]
        finite = [tokens[c] for c in verb.children if tokens[c].dep.startswith("aux")] or [verb]
        if not own or "Number=Plur" not in finite[0].morph or "Number=Sing" not in tokens[own[-1]].morph:
            continue
        last = own[-1]
        joined = [c for c in verb.children if tokens[c].dep == "cc" and c < last]
        if len(own) > 1 and any(own[-2] < c for c in joined):
            _move(sentence, last, own[-2], "conj")
        elif len(own) == 1 and verb.dep == "conj" and joined and tokens[verb.head].pos == "NOUN" and verb.head < last:
            first = tokens[verb.head]
            first.children.remove(verb.i)
            if first.head == first.i:
                verb.head, verb.dep = verb.i, first.dep
            else:
                tokens[first.head].children.remove(first.i)
                tokens[first.head].children.append(verb.i)
                tokens[first.head].children.sort()
                verb.head, verb.dep = first.head, first.dep
            first.head, first.dep = verb.i, tokens[last].dep
            verb.children.append(first.i)
            verb.children.sort()
            _move(sentence, last, first.i, "conj")


_WEEKDAYS = frozenset({"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "hier"})


def _free_weekdays(sentence: Sentence) -> None:
    """Give back to the verb what the parser hung on a weekday beside it (« a envoyé mercredi cent instructeurs »)."""
    tokens = sentence.tokens
    for day in tokens:
        verb = tokens[day.head]
        if day.lower not in _WEEKDAYS or verb.i >= day.i or verb.pos not in {"VERB", "AUX"}:
            continue
        if day.dep in {"obj", "xcomp"}:
            day.dep = "obl:mod"
        has_object = any(tokens[c].dep == "obj" for c in verb.children)
        for c in list(day.children):
            child = tokens[c]
            if c < day.i or child.dep not in {"nmod", "appos", "obj", "flat:name", "obl:mod", "conj"}:
                continue
            if child.pos not in {"NOUN", "PROPN"} or child.lower in _PARTS_OF_DAY or _DIGITS.fullmatch(child.lower):
                continue
            cased = any(tokens[g].dep == "case" for g in child.children)
            if not cased and has_object:
                continue
            day.children.remove(c)
            verb.children.append(c)
            child.head, child.dep = verb.i, "obl:mod" if cased else "obj"
            has_object = has_object or not cased
        verb.children.sort()


_PARTS_OF_DAY = frozenset({"matin", "soir", "après-midi", "midi", "nuit", "dernier", "prochain", "aube"})
_DIGITS = re.compile(r"\d.*")


def repair(sentence: Sentence) -> None:
    """Set right, in place, the words whose parse is known to go wrong."""
    _free_weekdays(sentence)
    _join_causatives(sentence)
    _make_dying_verbs(sentence)
    _return_participles(sentence)
    _take_back_objects(sentence)
    _join_subjects(sentence)
