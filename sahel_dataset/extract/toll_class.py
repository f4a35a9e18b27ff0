"""The class of victims where the counted noun leaves it open: in the figure's clause, its list, the article so far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sahel_dataset.extract.counted import Counted, noun_class, phrase_class, phrase_named, victim_class
from sahel_dataset.extract.frames import Sentence, Token
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.toll_found import Toll
from sahel_dataset.extract.victim_words import victim_words

__all__ = ["Context", "class_in_context"]

_ARMED = frozenset({"soldiers", "police", "fighters", "mercenaries", "peacekeepers"})
_FORCES = frozenset({"soldiers", "police"})
_TO = frozenset({"to", "on", "among", "à", "aux", "parmi", "dans", "chez"})
# "Of the 30 soldiers at the post, 12 were killed."
_OUT_OF = re.compile(r"\W*(?:(?:out )?of|among|sur|parmi) (?:the |les |ses |ces |leurs |its |these )", re.IGNORECASE)
_PAUSE = re.compile(r"[,:]")
_STOP = re.compile(r"[,;:.]")
_JOINED = 5  # tokens
_NEAR = 320
_HARMED = frozenset({"killed", "wounded", "missing"})
_FIGURE = re.compile(r"\d")
_NUMBERS = frozenset({"number", "nombre"})
_COUNTS = frozenset({"toll", "count", "figure", "tally", "bilan", "décompte", "chiffre"})


@dataclass(frozen=True, slots=True)
class Context:
    """What may say whom a figure counts: its sentence, the one before, and the tolls told so far."""

    text: str
    sentence: Sentence
    lex: Lexicon
    told: Sequence[Toll]
    previous: Sentence | None


def class_in_context(context: Context, counted: Counted, measure: str, frame: int, before: Sequence[Toll]) -> str:
    """Return the victim class of a figure.

    The noun decides; where it leaves the class open ("dead", "others", a bare figure, vehicles), the side that
    lost them does, then those counted before it in the sentence, then whom the article spoke of last.
    """
    text, sentence, lex = context.text, context.sentence, context.lex
    own, noun = counted.victim, counted.noun
    if noun is not None and own == "officials" and phrase_named(sentence, noun, victim_words(lex.language)) is None:
        own = _possessor(context, counted) or own  # "several of its chiefs" are its fighters
    if own not in {None, "people"}:
        return "people" if noun is not None and _counts_others(sentence, noun, own, lex) else own or "people"
    listed = _said_of_all(context, counted)
    if listed is not None:
        return listed
    side = _loser(context, _governor(sentence, counted, frame), thing=counted.thing is not None)
    if counted.thing is not None:
        return side or _last_side([*context.told, *before]) or "people"
    if side is not None:
        return side
    if noun is not None:
        mine = _possessor(context, counted)
        if mine is not None:
            return mine
    if counted.of_them and noun is None:
        return _predicated(sentence, counted, lex) or _antecedent(context, counted) or "people"
    words = victim_words(lex.language)
    named = noun_class(sentence, noun, lex, words) if noun is not None else None
    if noun is not None and noun.lemma in words.ranks:
        return _fronted_side(context, counted, before) or _side_behind(context, counted) or _rank(context, counted)
    open_ended = noun is None or counted.measure is not None or noun.lower in lex.measure_adjective
    open_ended = open_ended or (named == "people" and noun is not None and noun.lemma in {"other", "autre"})
    if not open_ended:
        return "people"
    fronted = _fronted_side(context, counted, before) or _side_behind(context, counted)
    if fronted is not None:
        return fronted
    last = next((t for t in reversed(before) if not t.implicit and not t.is_part), None)
    others = noun is not None and noun.lemma in {"other", "autre"}
    if last is not None and (
        others
        or measure in _HARMED | {last.measure}
        or (measure, last.measure) == ("captured", "killed")
        or (noun is None and measure != "displaced")
    ):
        return last.victim_class
    if noun is None and _OUT_OF.match(text, sentence.start, counted.quantity.start):
        whole = _antecedent(context, counted)
        if whole is not None:
            return whole
    stated = _stated_before(sentence, counted, lex)
    if stated is not None:
        return stated
    return _told_before(context, counted, measure)


def _counts_others(sentence: Sentence, noun: Token, own: str | None, lex: Lexicon) -> bool:
    """Say whether one figure counts two sorts of people ("17,000 civilians and soldiers")."""
    joined = (sentence.tokens[c] for c in noun.children if sentence.tokens[c].dep == "conj")
    for other in joined:
        named = victim_class(other, lex)
        counted = any(sentence.tokens[c].pos in {"NUM", "DET"} for c in other.children)
        alike = named in {None, own, "people"} or {named, own} <= _FORCES
        if not alike and not counted and other.i - noun.i < _JOINED:
            return True
    return False


def _fronted_side(context: Context, counted: Counted, before: Sequence[Toll]) -> str | None:
    """Return the class of the side that opens the clause (« Côté ennemi, … », "On the rebel side: …")."""
    words = victim_words(context.lex.language)
    start = max([context.sentence.start, *(t.end for t in before if t.end <= counted.quantity.start)])
    matches = list(words.side.finditer(context.text, start, counted.quantity.start))
    if not matches:
        return None
    pause = _PAUSE.search(context.text, matches[-1].end(), counted.quantity.start)
    return words.owner_class(context.text, matches[-1].start(), pause.start()) if pause is not None else None


def _side_behind(context: Context, counted: Counted) -> str | None:
    """Return the class of the side named behind a figure with no pause between (« 4 morts côté ami »)."""
    words = victim_words(context.lex.language)
    match = words.side.search(context.text, counted.end, min(context.sentence.end, counted.end + 70))
    if match is None or (_STOP.search(context.text, counted.end, match.start()) and _opens_list(context, match.end())):
        return None
    return words.owner_class(context.text, match.start(), min(context.sentence.end, match.end() + 24))


def _opens_list(context: Context, end: int) -> bool:
    """Say whether a side is followed by a pause: it is of the figures behind it."""
    return _PAUSE.search(context.text, end, min(context.sentence.end, end + 24)) is not None


def _told_before(context: Context, counted: Counted, measure: str) -> str:
    """Return the class of the same figure told before, or of the count that this one continues."""
    quantity = counted.quantity
    told = [t for t in context.told if not t.implicit and (t.measure == measure or {t.measure, measure} <= _HARMED)]
    again = next(
        (t for t in reversed(told) if (t.low, t.high, t.measure) == (quantity.low, quantity.high, measure)), None
    )
    if again is not None and quantity.low is not None and again.victim_class != "people":
        return again.victim_class
    last = next((t for t in reversed(told) if not t.is_part), None)
    if last is not None and len({t.victim_class for t in told if last.start - t.start < _NEAR // 2} - {"people"}) > 1:
        return "people"  # a count of several sides
    if last is None or (
        counted.noun is not None and (last.victim_class not in _ARMED or quantity.start - last.end > _NEAR)
    ):
        return "people"
    # "The first toll was 25 dead": a count of the same dead; "sources spoke of 60 dead" says not whose.
    before = context.sentence.tokens[max(0, counted.first - 6) : counted.first]
    counts = counted.noun is None or any(t.lemma in _COUNTS for t in before)
    return last.victim_class if counts else "people"


def _stated_before(sentence: Sentence, counted: Counted, lex: Lexicon) -> str | None:
    """Return the class in the sentence's own words of harm ("the number of soldiers killed has risen to 53")."""
    behind = [t.lemma for t in sentence.tokens[counted.last + 1 : counted.last + 5]]
    stop = counted.last + 12 if counted.noun is None and _NUMBERS & set(behind) else counted.first
    for t in sentence.tokens[:stop]:
        following = sentence.tokens[t.i + 1] if t.i + 1 < len(sentence.tokens) else None
        named = victim_class(t, lex)
        before = {x.lemma for x in sentence.tokens[max(0, t.i - 3) : t.i]}
        harmed = following is not None and following.lower in lex.measure_adjective
        if named not in {None, "people"} and (harmed or (before & (_COUNTS | _NUMBERS) and t.pos == "NOUN")):
            return named  # "the number of soldiers killed", « le bilan de soldats ayant péri »
    return None


def _governor(sentence: Sentence, counted: Counted, frame: int) -> int:
    """Return the predicate of a figure whose noun itself says what befell them ("suffered no losses")."""
    if frame in sentence.frames and sentence.frames[frame].pos == "VERB":
        return frame
    head = counted.noun.i if counted.noun is not None else counted.last
    # « déplore la perte de sept hommes »: the verb's object is the loss
    heads = {head, frame} if 0 <= frame < len(sentence.tokens) and sentence.tokens[frame].pos == "NOUN" else {head}
    verbs = (i for i, f in sentence.frames.items() if f.pos == "VERB" and any(a.head in heads for a in f.patient))
    return next(verbs, frame)


def _said_of_all(context: Context, counted: Counted) -> str | None:
    """Return the class that is said of all of them (« quatre personnes, toutes des civils, … »)."""
    sentence, words = context.sentence, victim_words(context.lex.language)
    match = words.all_of.search(context.text, counted.end, min(sentence.end, counted.end + 60))
    if match is None or _FIGURE.search(context.text, counted.end, match.start()):
        return None
    for t in sentence.tokens:
        if match.end() <= t.start < match.end() + 4 and t.pos in {"NOUN", "ADJ", "PROPN"}:
            named = phrase_class(context.text, sentence, t.start, t, context.lex)
            return named if named != "people" else None
    return None


def _rank(context: Context, counted: Counted) -> str:
    """Return the class of "elements" of no named body: those of the armed men told of last, else soldiers."""
    words = victim_words(context.lex.language)
    for sentence in (context.sentence, context.previous):
        if sentence is not None:
            stop = min(sentence.end, counted.quantity.start)
            owner = words.owner_class(context.text, sentence.start, max(sentence.start, stop))
            if owner in {"soldiers", "police"}:
                return owner
    return "soldiers"


def _loser(context: Context, frame: int, *, thing: bool) -> str | None:
    """Return the class of whoever is said to have lost them, or to have been dealt the losses."""
    sentence = context.sentence
    clause = sentence.frames.get(frame)
    if clause is None:
        return None
    words = victim_words(context.lex.language)
    leaving = sentence.tokens[frame].lemma in words.leaving
    if (sentence.tokens[frame].lemma in words.losing or (thing and leaving)) and not clause.passive:
        for argument in clause.agent:
            head = sentence.tokens[argument.head]
            named = phrase_class(context.text, sentence, argument.start, head, context.lex)
            if named in _ARMED:
                return named
            owner = words.owner_class(context.text, argument.start, argument.end)
            if owner is not None:
                return owner
    if sentence.tokens[frame].lemma in words.suffering:
        for argument in clause.oblique:
            if argument.preposition in _TO:
                owner = words.owner_class(context.text, argument.start, argument.end)
                if owner is not None:
                    return owner
    return None


def _possessor(context: Context, counted: Counted) -> str | None:
    """Return the class of the body that "its" or « ses » before the noun points back to."""
    sentence, noun = context.sentence, counted.noun
    words = victim_words(context.lex.language)
    if noun is None or noun.lemma not in words.generic:
        return None
    if not any(t.lower in words.possessive for t in sentence.tokens[counted.first : noun.i]):
        return None
    owner = words.owner_class(context.text, sentence.start, counted.quantity.start)
    if owner is None and context.previous is not None:
        owner = words.owner_class(context.text, context.previous.start, context.previous.end)
    return owner


def _predicated(sentence: Sentence, counted: Counted, lex: Lexicon) -> str | None:
    """Return the class that a copula gives some of them ("some of them were local officials")."""
    following = [t for t in sentence.tokens[counted.last + 1 : counted.last + 9] if t.start >= counted.end]
    if not following or following[0].lemma not in {"be", "être"}:
        return None
    for t in following[1:]:
        named = noun_class(sentence, t, lex, victim_words(lex.language)) if t.pos in {"NOUN", "PROPN"} else None
        if named is not None:
            return named
        if t.pos in {"VERB", "PUNCT"}:
            break
    return None


def _antecedent(context: Context, counted: Counted) -> str | None:
    """Return the class of those last named before "of them"."""
    stretches = [[t for t in context.sentence.tokens if t.start < counted.quantity.start]]
    if context.previous is not None:
        stretches.append(context.previous.tokens)
    for tokens in stretches:
        for t in reversed(tokens):
            named = (
                victim_class(t, context.lex)
                if t.pos in {"NOUN", "PROPN", "ADJ"} and t.lower.endswith(("s", "men"))
                else None
            )
            if named is not None and named not in {"officials", "journalists"}:
                sentence = context.sentence if tokens is stretches[0] else context.previous
                if sentence is None:
                    continue
                return phrase_class(context.text, sentence, t.start, t, context.lex) if named == "people" else named
    last = next((t for t in reversed(context.told) if not t.implicit), None)
    return last.victim_class if last is not None and counted.quantity.start - last.end < _NEAR else None


def _last_side(told: Sequence[Toll]) -> str | None:
    sides = [t.victim_class for t in reversed(told) if t.victim_class in _ARMED | {"civilians"}]
    # Who loses vehicles to a raid is seldom its author.
    return next((s for s in sides if s != "fighters"), sides[0] if sides else None)
