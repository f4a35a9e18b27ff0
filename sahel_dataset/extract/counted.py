"""What a figure counts: the noun after it, and the class of victims or things that noun names."""

from __future__ import annotations

from sahel_dataset.extract.frames import Sentence, Token
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.quantities import Quantity

__all__ = ["deed_of", "measure_noun", "noun_of", "object_class", "victim_class"]


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


def deed_of(sentence: Sentence, offset: int, lex: Lexicon) -> tuple[str, int] | None:
    """Return the measure of the noun of deed that governs a phrase with "of" (« la mort de 13 soldats »), and its token."""
    token = sentence.token_at(offset)
    if token is None:
        return None
    for i in [token.i, *sentence.ancestors(token.i)][:4]:
        above = sentence.tokens[i]
        if above.pos in {"VERB", "AUX"}:
            return None
        if above.i < token.i and above.pos == "NOUN" and above.lemma in lex.measure_deed:
            between = {t.lower for t in sentence.tokens[above.i + 1 : token.i]}
            if between & {"of", "de", "d'", "du", "des"}:
                return lex.measure_deed[above.lemma], above.i
    return None


def noun_of(sentence: Sentence, quantity: Quantity, lex: Lexicon) -> Token | None:
    """Return the noun that a figure counts, or None where it stands alone.

    The counted noun is the first noun after the figure, before a verb or a comma; in an English
    compound ("army officers") it is the last.
    """
    tokens = sentence.tokens
    inside = [t for t in tokens if t.start >= quantity.start and t.end <= quantity.end]
    if not inside:
        return None
    last = inside[-1]
    for token in tokens[last.i + 1 : last.i + 8]:
        if token.text in "\"“”«»'’()-":
            continue
        if token.pos == "ADP" and token.lower not in {"of", "de", "d'", "du", "des"}:
            break
        known = victim_class(token, lex) or measure_noun(token, lex) or object_class(token, lex)
        if token.pos in {"VERB", "AUX", "PUNCT", "CCONJ", "SCONJ", "PRON"} and not known and token.lower not in lex.measure_adjective:
            break
        if not (known or token.pos in {"NOUN", "PROPN"}):
            continue
        following = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
        compound = (
            lex.language == "en"
            and following is not None
            and following.pos in {"NOUN", "PROPN"}
            and (token.dep in {"compound", "amod", "nmod", "poss"} or token.pos == "PROPN")
            and following.lower not in lex.measure_adjective
        )
        if compound:
            continue
        if lex.language == "en" and token.pos == "PROPN" and not known and following is not None and following.pos == "ADJ":
            continue
        return token
    own = inside[-1]
    return own if victim_class(own, lex) or measure_noun(own, lex) else None
