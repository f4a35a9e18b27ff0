"""What a figure counts: the noun after it, and the class of victims or things that noun names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sahel_dataset.extract.frames import Sentence, Token
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.quantities import Quantity
from sahel_dataset.extract.victim_words import VictimWords, singular, victim_words

__all__ = [
    "Counted",
    "count",
    "measure_noun",
    "noun_class",
    "object_class",
    "phrase_class",
    "phrase_end",
    "phrase_named",
    "victim_class",
]

_QUOTES = frozenset("\"“”«»'’()-")
_ADVERB = "ment"
_PAUSES = frozenset("–—(")  # whatever word class the parser takes them for
_FIGURES = frozenset({"number", "figure", "count", "toll", "nombre", "chiffre", "bilan", "décompte"})
_TYPE = re.compile(r"[A-Z][\w]*-?\d")
_OF = frozenset({"of", "de", "d'", "d’", "du", "des"})
_BELONGING = frozenset(
    "belonging appartenir affiliate affilier lier link loyal allied dire suspected présumer supposer said".split()
)
_WITHIN = _OF | {"among", "from", "parmi", "chez", "on", "à", "to", "with", "in", "dans"}
_SIDES = frozenset({"ranks", "rangs", "side", "côté"})


@dataclass(slots=True)
class Counted:
    """A figure with what it counts.

    Attributes
    ----------
    quantity : Quantity
        The figure.
    first, last : int
        Its first and last token.
    noun : Token or None
        The counted noun; None where the figure stands alone.
    end : int
        Where figure and noun end in the text.
    victim : str or None
        Class of victims, if the noun names people.
    thing : str or None
        ``vehicles_lost`` or ``aircraft_lost``, if it names such a thing.
    measure : str or None
        What the noun itself says befell them (« blessés »).
    of_them : bool
        The figure is a part of those just told ("11 of them").
    """

    quantity: Quantity
    first: int
    last: int
    noun: Token | None
    end: int
    victim: str | None
    thing: str | None
    measure: str | None
    of_them: bool = False

    @property
    def article(self) -> bool:
        """Whether the figure is no more than "a" or « un »."""
        return self.quantity.kind == "article"


def _forms(token: Token) -> tuple[str, ...]:
    return (token.lemma, token.lower, token.lower.rstrip("s"), token.lemma.rstrip("s"))


def victim_class(token: Token, lex: Lexicon) -> str | None:
    """Return the victim class a noun names, by its dictionary or written form."""
    return next((lex.victim_class[f] for f in _forms(token) if f in lex.victim_class), None)


def object_class(token: Token, lex: Lexicon) -> str | None:
    """Return ``vehicles_lost`` or ``aircraft_lost`` for a noun that names such a thing."""
    return next((lex.object_class[f] for f in _forms(token) if f in lex.object_class), None)


def measure_noun(token: Token, lex: Lexicon) -> str | None:
    """Return the measure that a noun carries in itself (« blessés », "hostages")."""
    return next((lex.measure_noun[f] for f in _forms(token) if f in lex.measure_noun), None)


def phrase_named(sentence: Sentence, noun: Token, words: VictimWords) -> str | None:
    """Return the class of a name of several words that a noun belongs to."""
    if noun.lower.rstrip("s") not in words.phrase_words:
        return None
    tokens = sentence.tokens
    for first in range(max(0, noun.i - 2), noun.i + 1):
        for last in range(noun.i + 1, min(len(tokens), noun.i + 5) + 1):
            if last - first > 1:
                found = words.phrases.get(singular(t.lower for t in tokens[first:last]))
                if found is not None:
                    return found
    return None


def noun_class(sentence: Sentence, noun: Token, lex: Lexicon, words: VictimWords) -> str | None:
    """Return the class a noun names, alone or in a name of several words ("aid worker", « casque bleu »)."""
    found = phrase_named(sentence, noun, words) or victim_class(noun, lex)
    return found or ("people" if noun.lower in words.demonyms else None)


def phrase_end(sentence: Sentence, noun: Token) -> int:
    """Return the token after the noun's phrase: what is said of whose they are, up to a verb, a pause or a place."""
    tokens = sentence.tokens
    i = noun.i + 1
    while i < len(tokens) and i < noun.i + 12:
        t = tokens[i]
        if t.text in _QUOTES and t.text not in _PAUSES:
            i += 1
            continue
        qualifies = t.pos == "VERB" and i == noun.i + 1 and t.dep in {"acl", "amod"}
        if t.pos in {"VERB", "AUX"} and t.lemma not in _BELONGING and not qualifies:
            break
        if (t.pos in {"PUNCT", "CCONJ", "SCONJ", "PRON"} and t.text not in {"’", "'"}) or t.text in _PAUSES:
            break
        if t.pos == "ADP" and t.lower not in _WITHIN:
            break
        if t.lower in {"in", "dans", "on", "à"} and not {x.lower for x in tokens[i + 1 : i + 4]} & _SIDES:
            break
        i += 1
    return i


def phrase_class(text: str, sentence: Sentence, start: int, noun: Token, lex: Lexicon) -> str | None:
    """Return the class of those a phrase names: the noun's own, or that of whoever they belong to."""
    words = victim_words(lex.language)
    named = noun_class(sentence, noun, lex, words)
    after = phrase_end(sentence, noun)
    end = sentence.tokens[after - 1].end
    generic = noun.lemma in words.generic or noun.lower.rstrip("s") in words.generic
    if named == "civilians" and (noun.lemma in words.staff or noun.lower.rstrip("s") in words.staff):
        return "aid_workers" if words.owner_class(text, start, end) == "aid_workers" else named
    if named == "soldiers" and words.owner_class(text, start, end) == "peacekeepers":
        return "peacekeepers"
    if named not in {None, "people"} and (not generic or phrase_named(sentence, noun, words) is not None):
        return named
    if object_class(noun, lex) is None and words.civil.search(text, start, min(sentence.end, end + 24)):
        return "civilians"
    beside = text[start : noun.start], text[noun.end : max(noun.end, min(end, noun.end + 24))]
    if object_class(noun, lex) is None and any(words.armed.search(stretch) for stretch in beside):
        return "fighters"
    owner = words.owner_class(text, noun.end if generic else start, end) or words.owner_class(text, start, noun.start)
    if owner is not None and not (owner == "aid_workers" and named == "officials"):
        return owner
    return named


def count(text: str, sentence: Sentence, quantity: Quantity, lex: Lexicon) -> Counted | None:
    """Return what a figure counts, or None for a figure that counts neither people nor things lost.

    The counted noun is the first noun after the figure, before a verb or a comma; in an English
    compound ("army officers") it is the last.
    """
    words = victim_words(lex.language)
    tokens = sentence.tokens
    inside = [t for t in tokens if t.start >= quantity.start and t.end <= quantity.end]
    if not inside or _is_year(text, quantity):
        return None
    first, last = inside[0], inside[-1]
    if first.i and tokens[first.i - 1].lower in {"how", "combien"}:
        return None
    if first.i and tokens[first.i - 1].lower in words.altogether:
        return None  # « tous deux Nigériens »: those told of already
    if last.i + 1 < len(tokens) and tokens[last.i + 1].lemma in _FIGURES:
        return None
    if first.i and (tokens[first.i - 1].lower, first.lower) == ("pour", "cent"):
        return None
    if quantity.kind == "article" and _speaks(text, quantity, sentence, lex):
        return None
    if quantity.kind == "article" and _is_told_of(sentence, last):
        return None
    if quantity.kind == "zero" and first.lower == "any" and _only_told(sentence, last, words):
        return None
    them = words.them.match(text, quantity.end)
    noun = _noun_after(sentence, last, lex, them.end() if them else None)
    if noun is None and them is None:
        own = last if victim_class(last, lex) or measure_noun(last, lex) else None
        noun = own
    named = phrase_class(text, sentence, quantity.start, noun, lex) if noun is not None else None
    own_class = noun_class(sentence, noun, lex, words) if noun is not None else None
    thing = object_class(noun, lex) if noun is not None and own_class is None else None
    if noun is not None and noun.lemma in words.types and _TYPE.search(text, quantity.end, noun.start):
        own_class, named, thing = None, None, "aircraft_lost"
    if noun is None:
        after = tokens[phrase_end(sentence, last) - 1].end
        named = words.owner_class(text, last.end, after)
    measure = measure_noun(noun, lex) if noun is not None else None
    if noun is not None:
        if noun.lemma in words.apart or noun.lower.rstrip("s") in words.apart:
            return None
        unknown = own_class is None and thing is None and measure is None
        if unknown and quantity.kind != "article" and _are_living(sentence, noun, lex):
            own_class, named = "civilians", named or "civilians"
        if own_class is None and thing is None and measure is None:
            counts = noun.pos == "PROPN" or noun.lower in lex.measure_adjective
            if (
                noun.lemma in lex.not_counted
                or noun.lower in lex.not_counted
                or quantity.kind == "article"
                or not counts
            ):
                return None
            following = tokens[noun.i + 1] if noun.i + 1 < len(tokens) else None
            if noun.pos == "PROPN" and following is not None and following.text == "-":
                return None
    elif them is None:
        if _is_age(sentence, first, last, lex):
            return None
        opener = first.i - 2 if first.i > 1 and tokens[first.i - 1].lower == "l'" else first.i - 1  # « dont l'un »
        part = first.i and lex.cues["part_cues"].fullmatch(tokens[opener].lower)
        if (quantity.kind == "article" or last.lower in {"one", "un", "une"}) and not part:
            return None
    end = max(quantity.end, noun.end if noun is not None else them.end() if them else 0)
    return Counted(quantity, first.i, last.i, noun, end, named, thing, measure, them is not None)


def _is_told_of(sentence: Sentence, last: Token) -> bool:
    """Say whether "a" opens what somebody is said to be ("he was a hostage")."""
    head = sentence.tokens[last.head]
    copula = sentence.tokens[head.head]
    subjects = [sentence.tokens[c] for c in copula.children if sentence.tokens[c].dep == "nsubj"]
    return head.dep == "attr" and copula.lemma == "be" and any(t.pos == "PRON" for t in subjects)


def _speaks(text: str, quantity: Quantity, sentence: Sentence, lex: Lexicon) -> bool:
    """Say whether "a" opens the phrase of a speaker (« Selon un responsable … »)."""
    before = lex.claimant_prepositions.finditer(text, max(sentence.start, quantity.start - 60), quantity.end)
    return any(m.end() <= quantity.start + 2 and quantity.start - m.end() < 2 for m in before)


def _are_living(sentence: Sentence, noun: Token, lex: Lexicon) -> bool:
    """Say whether a noun of no list counts people: a verb that only befalls the living befalls them."""
    if noun.pos != "NOUN" or "Number=Sing" in noun.morph or {noun.lemma, noun.lower} & lex.not_counted:
        return False
    bodily = victim_words(lex.language).bodily
    for i, frame in sentence.frames.items():
        if frame.pos != "VERB" or sentence.tokens[i].lemma not in bodily:
            continue
        those = (*frame.patient, *frame.agent) if frame.lemma in lex.measure_of_agent else frame.patient
        if any(a.head == noun.i for a in those):
            return True
    return False


def _is_age(sentence: Sentence, first: Token, last: Token, lex: Lexicon) -> bool:
    """Say whether a bare number is an age beside another ("aged 12 and 14") or of one person ("a man of 35")."""
    tokens = sentence.tokens
    before = [tokens[first.i - n] if first.i >= n else None for n in (1, 2)]
    after = tokens[last.i + 1 : last.i + 3]
    joined = {"and", "et"}
    if before[0] is not None and before[0].lower in joined and before[1] is not None and before[1].pos == "NUM":
        return True
    if (
        len(after) == 2
        and after[0].lower in joined
        and after[1].pos == "NUM"
        and before[0] is not None
        and before[0].lower in _OF | {"aged"}
    ):
        return True
    return (
        before[0] is not None
        and before[0].lower in _OF
        and before[1] is not None
        and victim_class(before[1], lex) in {"people", "civilians"}
        and "Number=Sing" in before[1].morph
    )


def _only_told(sentence: Sentence, token: Token, words: VictimWords) -> bool:
    """Say whether a negated clause keeps losses back rather than denying them ("did not announce any loss")."""
    verb = next(
        (a for a in sentence.ancestors(token.i) if a in sentence.frames and sentence.frames[a].pos == "VERB"), None
    )
    return verb is not None and sentence.frames[verb].negated and sentence.tokens[verb].lemma in words.counting


def _is_year(text: str, quantity: Quantity) -> bool:
    figure = text[quantity.number_start : quantity.number_end]
    return quantity.kind == "exact" and re.fullmatch(r"(?:19|20)\d\d", figure) is not None


def _noun_after(sentence: Sentence, last: Token, lex: Lexicon, them_end: int | None) -> Token | None:
    """Return the counted noun after a figure's last token; after "of them" only the very next word."""
    tokens = sentence.tokens
    demonyms, supposed = victim_words(lex.language).demonyms, victim_words(lex.language).supposed
    begin = last.i + 1
    if them_end is not None:
        begin = next((t.i for t in tokens if t.start >= them_end), len(tokens))
    for token in tokens[begin : begin + 8]:
        if token.text in _QUOTES:
            continue
        if token.i == last.i + 1 and (token.pos == "NUM" or token.lower in {"le", "la", "the"}):
            break  # « contre 90 deux ans plus tôt », « porte à onze le nombre des morts »
        if token.pos == "ADP" and token.lower not in _OF:
            break
        if token.lower in victim_words(lex.language).possessive and token.pos in {"PRON", "DET"}:
            continue  # "30 of its soldiers"
        known = victim_class(token, lex) or measure_noun(token, lex) or object_class(token, lex)
        if token.dep == "advmod" and not (known and token.pos == "NOUN"):
            break
        if (
            not known
            and token.lower in demonyms
            and not (token.i + 1 < len(tokens) and tokens[token.i + 1].pos in {"NOUN", "PROPN"})
        ):
            known = "people"
        if them_end is not None and not known:
            break
        stops = token.pos in {"VERB", "AUX", "PUNCT", "CCONJ", "SCONJ", "PRON"} and token.text not in {"’", "'"}
        if stops and not known and token.lower not in lex.measure_adjective and not _modifies(sentence, token):
            break
        if not (known or token.pos in {"NOUN", "PROPN"}):
            continue
        if not known and token.i == last.i + 1 and token.lower.endswith(_ADVERB) and lex.language == "fr":
            break  # « dont l'un grièvement »
        following = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
        if token.lower in supposed and following is not None and (victim_class(following, lex) is not None):
            continue  # « 58 présumés terroristes »
        if (
            lex.language == "fr"
            and following is not None
            and following.pos == "NOUN"
            and token.dep == "amod"
            and (victim_class(following, lex) or object_class(following, lex) or measure_noun(following, lex))
        ):
            continue  # « jeunes humanitaires », « autres véhicules »
        if lex.language == "en" and _goes_on(sentence, token, lex, known=bool(known)):
            continue
        return token
    return None


def _modifies(sentence: Sentence, token: Token) -> bool:
    """Say whether a verb form or sign stands inside the phrase ("11 Czech-made L-39 bombers")."""
    return token.dep in {"amod", "compound", "nmod"} and token.head > token.i


def _goes_on(sentence: Sentence, token: Token, lex: Lexicon, *, known: bool) -> bool:
    """Say whether an English noun is only the first part of a compound."""
    tokens = sentence.tokens
    following = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    if following is None:
        return False
    if following.pos in {"NOUN", "PROPN"} and following.lower not in lex.measure_adjective:
        return token.dep in {"compound", "amod", "nmod", "poss"} or token.pos == "PROPN"
    if following.text in {"-", "'s", "’s"} and following.i + 1 < len(tokens) and not known:
        return True
    return token.pos == "PROPN" and not known and following.pos == "ADJ"
