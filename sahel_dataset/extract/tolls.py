"""Tolls: who counts as what befell whom, read from figures and the clauses they stand in.

A toll is a quantity whose counted noun is a person (or vehicle, aircraft) and whose clause says
what happened to them. Totals and their parts are separate tolls (annotation guide: "20 dead,
including 3 children" are two claims).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sahel_dataset.extract.counted import Counted, count
from sahel_dataset.extract.frames import Sentence
from sahel_dataset.extract.harm import adjacent, deed_before, deed_of, deed_owned, harm_from_frames, leading, nearby
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.listed import bare_measure, fill_lists
from sahel_dataset.extract.quantities import Quantity
from sahel_dataset.extract.toll_class import Context, class_in_context
from sahel_dataset.extract.toll_found import Toll
from sahel_dataset.extract.uncounted import uncounted
from sahel_dataset.extract.victim_words import victim_words

__all__ = ["Toll", "find_tolls", "read_tolls"]

_WHETHER = frozenset({"si", "s'", "if", "whether"})
_ROW = re.compile(
    r"\s*(?:,|and|et|ainsi que|as well as|, and)\s*(?:the |an? |his |her |le |la |les |l['’]|son |sa )?", re.IGNORECASE
)
_REACH = 60  # characters
_OPENERS = frozenset({"(", "–", "—", "-", ", –"})
_BRANCHES = frozenset({"relcl", "acl:relcl", "acl", "conj", "cc", "punct", "appos", "advcl"})


@dataclass(slots=True)
class _Figure:
    """A counted figure with what was found to have befallen those it counts."""

    counted: Counted
    found: list[tuple[str, int]]
    is_part: bool = False
    listed: bool = False


def read_tolls(
    text: str, sentences: Sequence[Sentence], quantities: Sequence[Quantity], lex: Lexicon
) -> list[list[Toll]]:
    """Read the tolls of an article, one list per sentence.

    Parameters
    ----------
    text : str
        The article's text.
    sentences : sequence of Sentence
        Its parsed sentences, in order.
    quantities : sequence of Quantity
        Its quantities, those with another role (dates, ages, distances...) left out.
    lex : Lexicon
        The language's lexicons.
    """
    told: list[Toll] = []
    out: list[list[Toll]] = []
    before: Sentence | None = None
    for sentence in sentences:
        here = [q for q in quantities if sentence.start <= q.start < sentence.end]
        found = find_tolls(text, sentence, here, lex, told, before)
        before = sentence
        told.extend(found)
        out.append(found)
    return out


def find_tolls(
    text: str,
    sentence: Sentence,
    quantities: Sequence[Quantity],
    lex: Lexicon,
    told: Sequence[Toll] = (),
    previous: Sentence | None = None,
) -> list[Toll]:
    """Read the tolls of one sentence.

    Parameters
    ----------
    text : str
        The article's text.
    sentence : Sentence
        The parsed sentence.
    quantities : sequence of Quantity
        Quantities inside the sentence, in order, those with another role (dates, ages, distances...) left out.
    lex : Lexicon
        The language's lexicons.
    told : sequence of Toll
        Tolls of the sentences before: "the count had stood at 17" is of those counted there.
    previous : Sentence, optional
        The sentence before: "three of them" are of those named there.

    Returns
    -------
    list of Toll
        In the order of the text.
    """
    figures = [
        _Figure(counted, []) for counted in (count(text, sentence, q, lex) for q in quantities) if counted is not None
    ]
    for n, figure in enumerate(figures):
        before = figures[n - 1].counted if n else None
        figure.is_part = before is not None and (
            _is_part(text, before, figure.counted, lex)
            or (figures[n - 1].is_part and _goes_on(text, before, figure.counted))
        )
        harm = _harm(text, sentence, figure.counted, list(quantities), lex)
        home = _returns(sentence, figure.counted, lex)
        figure.found = [(m, i) for m, i in harm if not (home and m == "displaced")]
        if figure.counted.quantity.kind != "zero":
            figure.found = [(m, i) for m, i in figure.found if not _is_denied(sentence, i)]
    for figure in figures:  # "… were killed and eight wounded": the wounded are the eight
        figure.found = [
            (m, i) for m, i in figure.found if not any(f is not figure and f.counted.last == i - 1 for f in figures)
        ]
    found = [f.found for f in figures]
    fill_lists(text, sentence, [f.counted for f in figures], found, [f.is_part for f in figures], lex, told)
    here: list[str] = []
    for figure, measures in zip(figures, found, strict=True):
        if not measures and not _goes_with_strength(figures, figure):
            bare = bare_measure(text, sentence, figure.counted, lex, told, here)
            measures.extend([bare] if bare is not None else [])
        elif figure.is_part:
            continue
        here.extend(m for m, _ in measures)
    for n, figure in enumerate(figures):
        # "the count stands at 53, including 49 gendarmes": a part is of the figure whose measure was found last.
        if not found[n] and figure.is_part and n and (figures[n - 1].is_part or figures[n - 1].counted.noun is None):
            found[n] = list(found[n - 1])
        figure.found = [(m, i) for m, i in found[n] if not _is_asked(sentence, i)]
    tolls: list[Toll] = []
    for n, figure in enumerate(figures):
        if n and _is_whole(figures[n - 1].counted, figure.counted):
            told_of_part = {m for m, _ in figures[n - 1].found}
            figure.found = [(m, i) for m, i in figure.found if m not in told_of_part]
        new = _tolls_of(sentence, figure, tolls, Context(text, sentence, lex, told, previous))
        part = figures[n + 1] if n + 1 < len(figures) else None
        if part is not None and part.is_part and not figure.is_part:
            _keep_open(new, figure.counted, part.counted)
        tolls.extend(new)
    tolls.extend(uncounted(text, sentence, quantities, tolls, lex, told))
    return _joined(text, sorted(tolls, key=lambda t: (t.start, t.measure)), lex)


def _joined(text: str, tolls: list[Toll], lex: Lexicon) -> list[Toll]:
    """Count together single victims of one class that one predicate names in a row ("the mayor and a teacher")."""
    out: list[Toll] = []
    members = 0
    for toll in tolls:
        last = out[-1] if out else None
        if (
            last is not None
            and (last.low, last.high) == (members, members)
            and (toll.low, toll.high) == (1, 1)
            and not (toll.is_part or last.is_part)
            and toll.frame is not None
            and (toll.measure, toll.victim_class, toll.frame) == (last.measure, last.victim_class, last.frame)
            and _ROW.fullmatch(text, last.noun_end, toll.start)
        ):
            members += 1
            out[-1] = replace(
                last,
                low=members,
                high=members,
                end=toll.end,
                text=text[last.start : toll.end],
                noun_end=toll.noun_end,
                clause_end=max(last.clause_end, toll.clause_end),
            )
        else:
            out.append(toll)
            members = 1
    return out


def _goes_with_strength(figures: list[_Figure], figure: _Figure) -> bool:
    """Say whether a bare figure is of others counted before it, whom nothing befell ("sent 600 more, to 5,100")."""
    before = figures[: next(n for n, f in enumerate(figures) if f is figure)]
    counted = [f for f in before if f.counted.noun is not None and not f.counted.article]
    return figure.counted.noun is None and bool(counted) and not any(f.found for f in before)


def _is_whole(part: Counted, counted: Counted) -> bool:
    """Say whether a figure is only the whole that the one before is a part of ("three of the four hostages")."""
    return part.quantity.is_partitive and part.noun is not None and part.noun is counted.noun


def _is_denied(sentence: Sentence, i: int) -> bool:
    """Say whether a predicate is negated ("were not seriously injured"): what it says befell nobody."""
    frame = sentence.frames.get(i)
    return frame is not None and frame.negated


def _is_asked(sentence: Sentence, i: int) -> bool:
    """Say whether a predicate stands in a clause of "whether" or "if": it tells no toll."""
    for token in (sentence.tokens[i], *(sentence.tokens[a] for a in sentence.ancestors(i)[:2])):
        if any(sentence.tokens[c].dep == "mark" and sentence.tokens[c].lower in _WHETHER for c in token.children):
            return True
    return False


def _is_part(text: str, before: Counted, counted: Counted, lex: Lexicon) -> bool:
    between = text[before.end : counted.quantity.start]
    if counted.of_them or (len(between) < 60 and bool(lex.cues["part_cues"].search(between))):
        return True
    # « dix morts (5 civils et 5 gendarmes) », "80 people – 65 civilians and 15 gendarmes –"
    return between.strip() in _OPENERS and before.quantity.kind != "article" and before.thing is None


def _goes_on(text: str, before: Counted, counted: Counted) -> bool:
    """Say whether a figure is the next of the parts before it ("including 4 women and 3 children")."""
    between = text[before.end : counted.quantity.start].strip().lower()
    return (
        between in {",", "and", "et", ", and", "et de", "et d'", "et d’"}
        and counted.measure is None
        and not counted.article
    )


def _harm(
    text: str, sentence: Sentence, counted: Counted, quantities: list[Quantity], lex: Lexicon
) -> list[tuple[str, int]]:
    """Return the measures that the clause or the noun of a figure gives it, each with its predicate."""
    noun, own = counted.noun, counted.measure
    named = (
        leading(text, sentence, counted.quantity.start, lex) if counted.thing is None and not counted.article else None
    )
    if named is not None and own not in {"killed", "wounded", "missing"}:
        return [named]
    if noun is None:
        if counted.of_them and not counted.article:
            return harm_from_frames(sentence, counted.quantity.number_start, counted.last, lex, thing=False)
        beside = adjacent(sentence, sentence.tokens[counted.last], lex)
        if beside is not None and not counted.article:
            return [beside]
        if counted.article:
            return []
        counting = victim_words(lex.language).counting
        found = harm_from_frames(sentence, counted.quantity.number_start, counted.last, lex, thing=False)
        found = [(m, i) for m, i in found if sentence.tokens[i].lemma not in counting]
        if found:
            return found
        token = sentence.tokens[counted.last]
        near = nearby(sentence, sentence.tokens[counted.first], token, quantities, lex)
        told = near is not None and sentence.tokens[near[1]].lemma in counting
        return [near] if near is not None and near[0] != "vehicles_lost" and not told else []
    thing = counted.thing is not None
    found = harm_from_frames(
        sentence, noun.start, noun.i, lex, thing=thing, exact=counted.article and not counted.quantity.is_partitive
    )
    if counted.quantity.is_partitive and all(_is_bare(sentence, i) for _, i in found):
        # "12 of the 25 people held were found dead": the participle is of the 25.
        found = _later_state(sentence, noun.i, lex)
    # "two of the wounded died"
    dying = any(m == "killed" and sentence.tokens[i].lemma in lex.measure_of_agent for m, i in found)
    if found and own in {"killed", "wounded", "missing"} and own not in {m for m, _ in found} and not dying:
        return [(own, found[0][1])]  # "left 12 dead", « a fait dix morts »: the noun says it
    if found:
        return found
    if own in {"killed", "wounded", "missing"} and not counted.article:
        return [(own, noun.i)]
    owned = None if thing or counted.article else deed_owned(sentence, noun, lex)
    if owned is not None:
        return [owned]
    begin = counted.quantity.start
    if text[begin : begin + 3].lower() == "de ":  # « la fuite de dizaines de milliers d'habitants »
        begin += 3
    deed = None if thing else leading(text, sentence, begin, lex) or deed_of(sentence, noun.start, lex)
    if deed is None and not thing and counted.article and counted.victim not in {None, "people"}:
        deed = deed_before(sentence, counted.first, lex)  # « la mort, la nuit précédente, d'un soldat »
    if deed is not None:
        return [deed]
    if not thing and (not counted.article or _one_victim(sentence, counted)):
        beside = adjacent(sentence, noun, lex)
        if beside is not None:
            return [beside]
    if own is not None and not (counted.article and noun.pos == "ADJ"):
        return [(own, noun.i)]
    if counted.article:
        return []
    last = nearby(sentence, sentence.tokens[counted.first], noun, quantities, lex)
    return [last] if last is not None else []


def _returns(sentence: Sentence, counted: Counted, lex: Lexicon) -> bool:
    """Say whether those counted come home ("2,500 displaced people have returned")."""
    returning = victim_words(lex.language).returning
    return any(
        sentence.tokens[i].lemma in returning and any(a.start <= counted.quantity.number_start < a.end for a in f.agent)
        for i, f in sentence.frames.items()
    )


def _is_bare(sentence: Sentence, i: int) -> bool:
    frame = sentence.frames.get(i)
    return frame is not None and frame.participle and frame.relation == "relative"


def _later_state(sentence: Sentence, i: int, lex: Lexicon) -> list[tuple[str, int]]:
    """Return the state that a copula further on gives the phrase."""
    copula = False
    for t in sentence.tokens[i + 1 : i + 26]:
        if t.lemma in {"be", "être"}:
            copula = True
        elif copula and t.lower in lex.measure_adjective:
            return [(lex.measure_adjective[t.lower], t.i)]
    return []


def _one_victim(sentence: Sentence, counted: Counted) -> bool:
    """Say whether "a" counts one victim: « un soldat tué », but not « un soldat blessé a raconté »."""
    if counted.victim in {None, "people"} or counted.noun is None:
        return False
    return not any(a.head == counted.noun.i for f in sentence.frames.values() for a in f.agent if not f.participle)


def _tolls_of(sentence: Sentence, figure: _Figure, before: list[Toll], context: Context) -> list[Toll]:
    text = context.text
    counted, quantity, noun = figure.counted, figure.counted.quantity, figure.counted.noun
    out: list[Toll] = []
    for measure, frame in figure.found:
        if (measure == "vehicles_lost") != (counted.thing is not None):
            continue
        open_ended = quantity.low is None and quantity.high is None
        if counted.of_them and noun is None and open_ended and frame < counted.first:
            continue  # "many of them foreign guests" counts nobody
        victim = class_in_context(context, counted, measure, frame, before)
        low, high = _clause(sentence, frame, quantity.start, counted.end)
        noun_end = counted.end
        if noun is not None:
            noun_end = max(noun_end, sentence.tokens[sentence.subtree(noun.i, _BRANCHES)[-1]].end)
        out.append(
            Toll(
                start=quantity.start,
                end=counted.end,
                clause_start=low,
                clause_end=high,
                low=quantity.low,
                high=quantity.high,
                text=text[quantity.start : quantity.end],
                measure=counted.thing or measure,
                victim_class=victim,
                noun_start=quantity.start,
                noun_end=noun_end,
                frame=frame if frame in sentence.frames else None,
                is_part=figure.is_part,
            )
        )
    return out


def _keep_open(total: list[Toll], counted: Counted, part: Counted) -> None:
    """Leave the class of a total open where a part of it is of another class (« 6 blessés, dont 2 civils »)."""
    names = counted.victim not in {None, "people"}
    for toll in total:
        if not names and part.victim not in {None, "people", toll.victim_class}:
            toll.victim_class = "people"


def _clause(sentence: Sentence, frame: int, start: int, end: int) -> tuple[int, int]:
    """Return the stretch of text of the clause that carries a figure."""
    token = sentence.tokens[frame]
    low, high = min(start, token.start), max(end, token.end)
    clause = sentence.frames.get(frame)
    if clause is not None and clause.pos == "VERB":
        low, high = min(low, clause.start), max(high, clause.end)
        if clause.participle and clause.parent is not None and clause.relation == "relative":
            # « le bilan fait état de 11 soldats tués »: the verb that tells of them belongs to the words
            above = sentence.frames[clause.parent]
            near = 0 < low - sentence.tokens[clause.parent].end < _REACH and any(
                a.start <= start < a.full_end for a in (*above.patient, *above.oblique)
            )
            low = above.start if near and low - above.start < 2 * _REACH else low
    return low, high
