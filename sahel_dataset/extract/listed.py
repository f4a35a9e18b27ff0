"""Figures that say nothing of harm themselves: members of a list, and bare figures of a count told before."""

from __future__ import annotations

from collections.abc import Sequence

from sahel_dataset.extract.counted import Counted
from sahel_dataset.extract.frames import Sentence
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.toll_found import Toll
from sahel_dataset.extract.victim_words import victim_words

__all__ = ["bare_measure", "fill_lists", "links"]

_REACH = 110
_NEAR = 240
_LISTING = frozenset({"include", "be", "être", "compter"})
_AND = frozenset({"and", "et", "as well as", "ainsi que", "et d'", "et de", "et d’"})


def links(text: str, sentence: Sentence, before: Counted, after: Counted, lex: Lexicon) -> bool:
    """Say whether two figures stand in one list: a comma or "and" between them, no predicate of the second's own."""
    between = text[before.end : after.quantity.start]
    if len(between) > _REACH or not _joined(between, after, lex):
        return False
    if between.rstrip().endswith(":"):
        return True
    for t in sentence.tokens:
        if before.end <= t.start < after.quantity.start:
            if t.text in {".", ";"}:
                return False
            frame = sentence.frames.get(t.i)
            finite = t.pos == "AUX" or (
                frame is not None and frame.pos == "VERB" and not frame.participle and t.pos == "VERB"
            )
            if finite and not _said_of_first(sentence, t.i, before):
                return False
    return True


def _joined(between: str, after: Counted, lex: Lexicon) -> bool:
    if victim_words(lex.language).link.search(between):
        return True
    # "at least 100 dead, a local official of 165": a clause without its verb.
    return (
        after.noun is None
        and len(between) < 40
        and between.startswith(",")
        and between.rstrip().lower().endswith((" of", " de", " d'", " d’"))
    )


def _said_of_first(sentence: Sentence, i: int, before: Counted) -> bool:
    """Say whether a predicate between two figures is of the first ("70 were killed in X and 30 in Y")."""
    head = before.noun.i if before.noun is not None else before.last
    verbs = [i] + [a for a in sentence.ancestors(i) if a - i <= 3 and a > i]
    frames = [sentence.frames[v] for v in verbs if v in sentence.frames]
    return any(
        head in [a.head for a in (*f.patient, *f.agent)] or sentence.tokens[head].head == f.token for f in frames
    )


def _bare(text: str, counted: Counted, lex: Lexicon) -> bool:
    if counted.quantity.low is None and counted.quantity.high is None:
        return False  # "some", "others" alone count nobody
    return counted.noun is None and victim_words(lex.language).bare_end.match(text, counted.end) is not None


def fill_lists(
    text: str,
    sentence: Sentence,
    figures: Sequence[Counted],
    found: list[list[tuple[str, int]]],
    parts: Sequence[bool],
    lex: Lexicon,
    told: Sequence[Toll],
) -> None:
    """Give the members of a list the measure that another member has.

    `found` holds what befell each figure and is filled in place: from left to right, then from a predicate
    at the list's end back to its first members, then from words that open a list ("the dead are").
    """
    opening = _opened(text, sentence, figures, lex, told)
    for n, figure in enumerate(figures):
        if found[n] or not (figure.noun is not None or figure.of_them or parts[n] or _bare(text, figure, lex)):
            continue
        if figure.of_them and _own_predicate(sentence, figure, []):
            continue
        if _shares_state(text, figures, found, n):
            found[n] = list(found[n + 1])
            continue
        m = next((m for m in range(n - 1, -1, -1) if found[m] or not figures[m].article), -1)
        if m >= 0 and found[m] and links(text, sentence, figures[m], figure, lex) and _alike(figures[m], figure):
            between = text[figures[m].end : figure.quantity.start].strip(" ,").lower()
            if figure.article and not parts[n] and between not in _AND and not _itemises(text, figures, n, m):
                continue
            if _own_predicate(sentence, figure, found[m]):
                continue
            found[n] = list(found[m])
        elif n in opening:
            found[n] = [opening[n]]
        elif figure.of_them and told and not n and sentence.start - told[-1].end < _NEAR:
            found[n] = [(told[-1].measure, figure.last)]
    for n in range(len(figures) - 2, -1, -1):
        figure, after = figures[n], figures[n + 1]
        if found[n] or figure.noun is None or figure.article or not found[n + 1] or after.measure is not None:
            continue
        if after.noun is None or after.of_them:
            continue
        if (
            links(text, sentence, figure, after, lex)
            and _alike(figure, after)
            and not _own_predicate(sentence, figure, found[n + 1])
        ):
            found[n] = list(found[n + 1])


def _itemises(text: str, figures: Sequence[Counted], n: int, whole: int) -> bool:
    """Say whether the figures behind a total name its members (« deux tués, un militaire et un civil »)."""
    total = figures[whole].quantity.low
    row = [whole]
    for k in range(whole + 1, len(figures)):
        between = text[figures[k - 1].end : figures[k].quantity.start].strip(" ,:(–—").lower()
        if between and between not in _AND:
            break
        row.append(k)
    counts = [figures[k].quantity.low or 0 for k in row[1:]]
    return n in row and total is not None and total > 1 and sum(counts) == total


def _shares_state(text: str, figures: Sequence[Counted], found: list[list[tuple[str, int]]], n: int) -> bool:
    """Say whether a figure and the one joined to it share the state behind the latter.

    « 7 soldats tués, 2 gendarmes et un civil blessés »: the gendarmes are hurt like the civilian, not dead like those
    before the comma.
    """
    if not n or n + 1 >= len(figures) or not found[n + 1] or figures[n + 1].noun is None or figures[n].noun is None:
        return False
    noun = figures[n + 1].noun
    joined = text[figures[n].end : figures[n + 1].quantity.start].strip().lower() in _AND
    parted = text[figures[n - 1].end : figures[n].quantity.start].rstrip().endswith((",", ";", ":"))
    behind = all(0 < i - (noun.i if noun is not None else 0) <= 2 for _, i in found[n + 1])
    return joined and parted and behind and _alike(figures[n], figures[n + 1])


def _alike(one: Counted, other: Counted) -> bool:
    return (one.thing is None) == (other.thing is None)


def _own_predicate(sentence: Sentence, figure: Counted, shared: list[tuple[str, int]]) -> bool:
    """Say whether a figure stands in a clause of its own, which says nothing of harm."""
    head = figure.noun.i if figure.noun is not None else figure.last
    harm = {i for _, i in shared}
    for i, frame in sentence.frames.items():
        if frame.pos != "VERB" or frame.participle or i in harm or sentence.tokens[i].lemma in _LISTING:
            continue
        start = figure.quantity.number_start
        subjects = [*frame.agent, *(frame.patient if frame.passive else [])]
        if i > head and any(a.head == head or a.start <= start < a.end for a in subjects):
            return True
    return False


def _opened(
    text: str, sentence: Sentence, figures: Sequence[Counted], lex: Lexicon, told: Sequence[Toll]
) -> dict[int, tuple[str, int]]:
    """Return the figures of lists that words like "the dead are" open."""
    out: dict[int, tuple[str, int]] = {}
    words = victim_words(lex.language)
    openers = list(words.named_after)
    if told and sentence.start - told[-1].end < _NEAR:
        openers.append((told[-1].measure, words.identified))
    for measure, pattern in openers:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            token = sentence.token_at(match.start())
            first = next((n for n, f in enumerate(figures) if f.quantity.start >= match.end()), None)
            if token is None or first is None or figures[first].quantity.start - match.end() > 40:
                continue
            for n in range(first, len(figures)):
                if figures[n].noun is None and not _bare(text, figures[n], lex):
                    break
                if n > first and not links(text, sentence, figures[n - 1], figures[n], lex):
                    break
                out.setdefault(n, (measure, token.i))
    return out


def bare_measure(
    text: str, sentence: Sentence, counted: Counted, lex: Lexicon, told: Sequence[Toll], here: Sequence[str] = ()
) -> tuple[str, int] | None:
    """Return the measure of a figure without a noun: of a noun of toll in its clause, or of the count told before."""
    words = victim_words(lex.language)
    if counted.noun is not None and counted.victim is not None and counted.thing is None and not counted.article:
        governor = _introduced(sentence, counted, words.counting)
        named = _measure_of_subject(sentence, governor, counted, lex) if governor is not None else None
        if named is not None:
            return named  # "the death toll stands at 49 soldiers"
        spoken = _introduced(sentence, counted, words.speaking)
        last = _count_before([t for t in told if counted.quantity.start - t.end < _NEAR])
        measure = here[-1] if here else last.measure if last is not None else None
        return (measure, spoken) if spoken is not None and measure is not None else None
    if counted.noun is not None or counted.article or counted.quantity.kind == "zero":
        return None
    if not words.bare_end.match(text, counted.end):
        return None
    governor = _introduced(sentence, counted, words.counting)
    if governor is not None:
        named = _measure_of_subject(sentence, governor, counted, lex)
        if named is not None:
            return named
    around = [
        *sentence.tokens[max(0, counted.first - 9) : counted.first],
        *sentence.tokens[counted.last + 1 : counted.last + 6],
    ]
    nearest = sorted(
        (t for t in around if t.lemma in lex.toll_noun and t.pos == "NOUN"), key=lambda t: abs(t.i - counted.first)
    )
    if nearest:
        return lex.toll_noun[nearest[0].lemma], nearest[0].i
    if governor is None:
        return None
    last = _count_before(told)
    return (last.measure, counted.last) if last is not None else None


def _count_before(told: Sequence[Toll]) -> Toll | None:
    """Return the count that a bare figure continues: the first one of the last sentence that told any."""
    last: list[Toll] = []
    for t in reversed(told):
        if last and last[-1].start - t.end > _NEAR:
            break
        if not t.is_part and t.measure in {"killed", "missing", "abducted"}:
            last.append(t)
        if len(last) > 3:
            break
    killed = [t for t in last if t.measure == "killed"]
    if last and last[0].measure == "missing" and last[0].low is None:
        return last[0]
    return killed[0] if killed else last[0] if last else None


_BEING = frozenset({"be", "être", "number", "avoir"})
_COUNTS = frozenset(
    "there it count figure toll number one estimate total death ce c' c’ il y bilan chiffre nombre décompte "
    "dernier premier estimation".split()
)


def _introduced(sentence: Sentence, counted: Counted, counting: frozenset[str]) -> int | None:
    """Return the word of counting that comes shortly before a bare figure, or governs it."""
    near = [t.i for t in reversed(sentence.tokens[max(0, counted.first - 4) : counted.first])]
    above = sentence.ancestors(counted.last)[:2]
    if above and above[0] in sentence.frames and _is_clause(sentence, above[0]):
        above = above[:1]  # a clause of its own is between
    for i in [*near, *above]:
        token = sentence.tokens[i]
        if token.lemma not in counting and token.lower not in counting:
            continue
        frame = sentence.frames.get(i)
        if frame is not None and frame.participle and frame.relation == "relative":
            continue
        if token.lemma in _BEING:
            subject = {sentence.tokens[a.head].lower for a in frame.agent} if frame is not None else set()
            subject |= {sentence.tokens[a.head].lemma for a in (frame.agent if frame is not None else [])}
            if not subject & _COUNTS:
                continue
        return i
    return None


def _is_clause(sentence: Sentence, i: int) -> bool:
    """Say whether a predicate is finite: it has a helper, or a form of its own."""
    token = sentence.tokens[i]
    helped = any(sentence.tokens[c].dep.startswith("aux") for c in token.children)
    return token.pos == "VERB" and (helped or "VerbForm=Fin" in token.morph)


def _measure_of_subject(sentence: Sentence, governor: int, counted: Counted, lex: Lexicon) -> tuple[str, int] | None:
    """Return the measure in the subject of a verb of counting ("the number of people killed has risen to 53")."""
    frame = sentence.frames.get(governor)
    token = sentence.tokens[governor]
    if token.pos == "NOUN" and token.lemma in lex.toll_noun:
        return lex.toll_noun[token.lemma], governor  # "put the death toll at several dozen soldiers"
    if frame is None or frame.pos != "VERB":
        return None
    # « porte à onze le nombre des morts »: the object may follow its figure, the subject precedes it
    for a, behind in [*((a, False) for a in frame.agent), *((a, True) for a in frame.patient)]:
        for t in sentence.tokens:
            if a.start <= t.start < a.full_end and (t.i < counted.first or (behind and t.i > counted.last)):
                measure = lex.measure_adjective.get(t.lower) or lex.toll_noun.get(t.lemma)
                if measure is not None:
                    return measure, t.i
    return None
