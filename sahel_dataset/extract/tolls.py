"""Tolls: who counts as what befell whom, read from figures and the clauses they stand in.

A toll is a quantity whose counted noun is a person (or vehicle, aircraft) and whose clause says
what happened to them. Totals and their parts are separate tolls (annotation guide: "20 dead,
including 3 children" are two claims).
"""

from __future__ import annotations

from dataclasses import dataclass

from sahel_dataset.extract.counted import deed_of, measure_noun, noun_of, object_class, victim_class
from sahel_dataset.extract.frames import Sentence, Token
from sahel_dataset.extract.harm import adjacent, harm_from_frames, nearby, predicate_forms
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.quantities import Quantity

__all__ = ["Toll", "find_tolls"]

_JOINED = frozenset({"and", "et", "", "as well as", "ainsi que", "along with", "along with the", "et de", "and another", "plus", "but also"})
_BRANCHES = frozenset({"relcl", "acl:relcl", "acl", "conj", "cc", "punct", "appos", "advcl"})


@dataclass(slots=True)
class Toll:
    """One figure of harm.

    Attributes
    ----------
    start, end : int
        The figure with its noun; `clause_start`, `clause_end` the clause that carries it.
    low, high : int or None
        Bounds; None is open.
    text : str
        The words of the figure.
    measure, victim_class : str
        Terms of the vocabularies.
    noun_start, noun_end : int
        The counted phrase, in which the side of the victims may be named.
    frame : int or None
        The predicate that says what happened to them.
    is_part : bool
        The figure is a part of a total given just before.
    implicit : bool
        No figure is given: one named or definite victim, or losses that are not counted.
    """

    start: int
    end: int
    clause_start: int
    clause_end: int
    low: int | None
    high: int | None
    text: str
    measure: str
    victim_class: str
    noun_start: int
    noun_end: int
    frame: int | None = None
    is_part: bool = False
    implicit: bool = False


def find_tolls(text: str, sentence: Sentence, quantities: list[Quantity], lex: Lexicon) -> list[Toll]:
    """Read the tolls of one sentence.

    Parameters
    ----------
    text : str
        The article's text.
    sentence : Sentence
        The parsed sentence.
    quantities : list of Quantity
        Quantities inside the sentence, in order, those with another role (dates, ages, distances...) left out.
    lex : Lexicon
        The language's lexicons.

    Returns
    -------
    list of Toll
        In the order of the text.
    """
    tolls: list[Toll] = []
    for quantity in quantities:
        tolls.extend(_of_quantity(text, sentence, quantity, quantities, tolls, lex))
    tolls.extend(_without_figures(text, sentence, quantities, tolls, lex))
    return sorted(tolls, key=lambda t: (t.start, t.measure))


def _looks_like_a_year(quantity: Quantity, text: str) -> bool:
    figure = text[quantity.number_start : quantity.number_end]
    return quantity.kind == "exact" and len(figure) == 4 and figure.isdigit() and 1900 <= int(figure) <= 2100


def _of_quantity(
    text: str, sentence: Sentence, quantity: Quantity, quantities: list[Quantity], before: list[Toll], lex: Lexicon
) -> list[Toll]:
    inside = [t for t in sentence.tokens if t.start >= quantity.start and t.end <= quantity.end]
    if not inside or _looks_like_a_year(quantity, text):
        return []
    if inside[0].i and sentence.tokens[inside[0].i - 1].lower in {"how", "combien"}:
        return []
    article = quantity.kind == "article"
    noun = noun_of(sentence, quantity, lex)
    victim = victim_class(noun, lex) if noun is not None else None
    thing = object_class(noun, lex) if noun is not None and victim is None else None
    counted = measure_noun(noun, lex) if noun is not None else None
    if noun is not None and victim is None and thing is None and counted is None:
        named = noun.pos == "PROPN" or noun.lower in lex.measure_adjective
        if noun.lemma in lex.not_counted or noun.lower in lex.not_counted or article or not named:
            return []
    if article and noun is None:
        return []
    anchor = noun or inside[-1]
    previous = next((t for t in reversed(before) if not t.implicit), None)
    found, is_part = _harm(text, sentence, quantity, inside, noun, counted, thing, previous, quantities, lex)
    out = []
    for measure, frame in found:
        if thing is not None:
            if measure != "vehicles_lost":
                continue
            measure = thing
        elif measure == "vehicles_lost":
            continue
        who = victim
        if who is None or (noun is not None and noun.lemma in {"other", "autre"}) or (counted and who == "people"):
            who = _inherited(text, sentence, quantity, previous, lex) or who or "people"
        if who == "people" and noun is not None and lex.unarmed.search(text, noun.start, min(sentence.end, noun.end + 40)):
            who = "civilians"
        end = max(quantity.end, noun.end if noun is not None else 0)
        low, high = _clause(sentence, frame, quantity.start, end)
        noun_end = end
        if noun is not None:
            noun_end = max(end, sentence.tokens[sentence.subtree(noun.i, _BRANCHES)[-1]].end)
        out.append(
            Toll(quantity.start, end, low, high, quantity.low, quantity.high, text[quantity.start : quantity.end], measure, who,
                 quantity.start, noun_end, frame if frame in sentence.frames else None, is_part)
        )  # fmt: skip
    return out


def _clause(sentence: Sentence, frame: int, start: int, end: int) -> tuple[int, int]:
    """Return the stretch of text of the clause that carries a figure."""
    token = sentence.tokens[frame]
    low, high = min(start, token.start), max(end, token.end)
    clause = sentence.frames.get(frame)
    if clause is not None and clause.pos == "VERB":
        low, high = min(low, clause.start), max(high, clause.end)
    return low, high


def _harm(
    text: str,
    sentence: Sentence,
    quantity: Quantity,
    inside: list[Token],
    noun: Token | None,
    counted: str | None,
    thing: str | None,
    previous: Toll | None,
    quantities: list[Quantity],
    lex: Lexicon,
) -> tuple[list[tuple[str, int]], bool]:
    """Return the measures a figure counts, each with its predicate, and whether it is a part of the one before."""
    anchor = noun or inside[-1]
    article = quantity.kind == "article"
    between = text[previous.end : quantity.start] if previous is not None else ""
    near = previous is not None and 0 <= len(between) < 60
    is_part = near and bool(lex.cues["part_cues"].search(between))
    joined = near and between.strip(" ,").lower() in _JOINED
    offset = noun.start if noun is not None else inside[0].start
    found = harm_from_frames(sentence, offset, anchor.i, lex, thing=thing is not None)
    if found and counted and counted not in {m for m, _ in found} and counted in {"killed", "wounded", "missing"}:
        found = [(counted, found[0][1])]  # "left 12 dead", « a fait dix morts »: the noun says it
    if found:
        return found, is_part
    deed = deed_of(sentence, offset, lex) if thing is None else None
    if deed is not None and not (article and noun is None):
        return [deed], is_part
    if noun is not None and thing is None and not article:
        beside = adjacent(sentence, noun, lex)
        if beside is not None:
            return [beside], is_part
    if counted is not None and not (article and noun is not None and noun.pos == "ADJ"):
        return [(counted, anchor.i)], is_part
    if previous is not None and (is_part or joined) and thing is None and noun is not None:
        return [(previous.measure, previous.frame if previous.frame is not None else anchor.i)], is_part
    if article:
        return [], is_part
    if noun is None:
        elsewhere = _toll_noun(sentence, inside[0], lex)
        if elsewhere is not None:
            return [elsewhere], is_part
    last = nearby(sentence, inside[0], anchor, quantities, lex)
    return ([last] if last is not None else []), is_part


def _toll_noun(sentence: Sentence, token: Token, lex: Lexicon) -> tuple[str, int] | None:
    """Return the measure of a noun that a lone figure is said of ("the toll rose to 15", "casualties are up to 10")."""
    around = sentence.tokens[max(0, token.i - 9) : token.i + 6]
    nearest = sorted((t for t in around if t.lemma in lex.toll_noun and t.pos == "NOUN"), key=lambda t: abs(t.i - token.i))
    return (lex.toll_noun[nearest[0].lemma], nearest[0].i) if nearest else None


def _inherited(text: str, sentence: Sentence, quantity: Quantity, previous: Toll | None, lex: Lexicon) -> str | None:
    """Return whom a figure without a noun of its own counts: those counted before it in the sentence."""
    if previous is not None:
        return previous.victim_class
    for t in sentence.tokens:
        if t.start >= quantity.start:
            break
        following = sentence.tokens[t.i + 1] if t.i + 1 < len(sentence.tokens) else None
        named = victim_class(t, lex)
        if named not in {None, "people"} and following is not None and following.lower in lex.measure_adjective:
            return named
    return None


def _without_figures(
    text: str, sentence: Sentence, quantities: list[Quantity], tolls: list[Toll], lex: Lexicon
) -> list[Toll]:
    """Read tolls that no figure gives: one named or definite victim, and losses that are not counted."""
    out: list[Toll] = []
    taken = [(t.noun_start, t.noun_end, t.measure) for t in tolls]

    def add(start: int, end: int, span: tuple[int, int], low: int | None, measure: str, victim: str, frame: int | None) -> None:
        if any(s < end and start < e and m == measure for s, e, m in taken):
            return
        if any(q.start < end and start < q.end for q in quantities):
            return
        taken.append((start, end, measure))
        out.append(Toll(start, end, min(span[0], start), max(span[1], end), low, low, text[start:end], measure, victim, start, end, frame, implicit=True))

    for i, frame in sorted(sentence.frames.items()):
        if frame.pos != "VERB" or frame.negated or frame.mood in {"infinitive", "possible", "future", "necessary"}:
            continue
        forms = predicate_forms(frame, sentence)
        measure = next((lex.measure_verb[w] for w in forms if w in lex.measure_verb), None)
        arguments = frame.patient
        if measure is None:
            measure = next((lex.measure_of_agent[w] for w in forms if w in lex.measure_of_agent), None)
            arguments = frame.agent or frame.patient
        if measure not in {"killed", "wounded", "abducted", "captured", "freed", "arrested"}:
            continue
        for argument in arguments:
            head = sentence.tokens[argument.head]
            victim = victim_class(head, lex)
            if head.lower in {"others", "autres"} and argument.head > i:
                add(argument.start, argument.end, (frame.start, frame.end), None, measure, "people", i)
            elif victim not in {None, "people"} and "Number=Plur" not in head.morph and head.pos in {"NOUN", "ADJ"} and head.lemma not in _COLLECTIVES:
                add(argument.start, argument.end, (frame.start, frame.end), 1, measure, victim or "people", i)
    for measure, pattern in lex.among.items():
        for match in pattern.finditer(text, sentence.start, sentence.end):
            token = sentence.token_at(match.start())
            named = _subject_of(sentence, token, match.end()) if token is not None else None
            if named is not None:
                start, end, victim = named
                add(start, end, (min(start, match.start()), max(end, match.end())), 1, measure, victim or "people", None)
    for t in sentence.tokens:
        following = sentence.tokens[t.i + 1 : t.i + 2]
        if t.lemma in lex.losses and "Number=Plur" in t.morph and t.pos == "NOUN" and not (following and following[0].lower in {"of", "de"}):
            qualified = [c for c in t.children if sentence.tokens[c].pos in {"ADJ", "VERB"}]
            head = sentence.frames.get(t.head)
            if qualified or (head is not None and any(a.head == t.i for a in head.patient)):
                span = sentence.subtree(t.i, _BRANCHES)
                start = min([t.start] + [sentence.tokens[c].start for c in qualified])
                low, high = _clause(sentence, t.head, start, t.end)
                add(start, t.end, (low, max(high, sentence.tokens[span[-1]].end)), None, "killed", "people", t.head if t.head in sentence.frames else None)
    return out


def _subject_of(sentence: Sentence, token: Token, cue_end: int) -> tuple[int, int, str | None] | None:
    """Return the singular phrase said to be among the dead, before the cue or after it."""
    for i in [token.i, *sentence.ancestors(token.i)]:
        frame = sentence.frames.get(i)
        if frame is None or frame.pos != "VERB":
            continue
        for a in [*frame.agent, *frame.patient]:
            head = sentence.tokens[a.head]
            if "Number=Plur" in head.morph or head.pos in {"PRON", "NUM"} or (a.start <= token.start < a.end):
                continue
            if "Number=Sing" in head.morph or head.pos == "PROPN":
                return a.start, a.full_end, None
    return None


_COLLECTIVES = frozenset(
    "troop personnel police military family population household community group faithful troupe famille ménage "
    "population garde".split()
)
