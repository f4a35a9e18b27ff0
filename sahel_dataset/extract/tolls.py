"""Tolls: who counts as what befell whom, read from figures and the clauses they stand in.

A toll is a quantity whose counted noun is a person (or vehicle, aircraft) and whose clause says
what happened to them. Totals and their parts are separate tolls (gold guide: "20 dead,
including 3 children" are two claims).
"""

from __future__ import annotations

from dataclasses import dataclass

from sahel_dataset.extract.frames import Argument, Frame, Sentence, Token
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.quantities import Quantity

__all__ = ["Toll", "find_tolls"]


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


def _noun_of(sentence: Sentence, quantity: Quantity, lex: Lexicon) -> Token | None:
    """Return the noun that a quantity counts, or None where it stands alone."""
    tokens = sentence.tokens
    inside = [t for t in tokens if t.start >= quantity.start and t.end <= quantity.end]
    if not inside:
        return None
    last = inside[-1]
    # The counted noun is the first noun after the figure, before a verb or a comma.
    for token in tokens[last.i + 1 : last.i + 7]:
        if token.pos in {"VERB", "AUX", "PUNCT", "CCONJ"} and not (
            token.lemma in lex.victim_class or token.lower in lex.measure_adjective or token.text in "\"“”«»'()"
        ):
            break
        known = _class_of(token, lex) or token.lemma in lex.measure_noun or token.lemma in lex.object_class
        if known or token.pos in {"NOUN", "PROPN"}:
            if token.lemma in lex.not_counted and not known:
                return token
            following = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
            # "army officers", "schoolboys": a compound's meaning is its last noun.
            if (
                following is not None
                and token.dep in {"compound", "amod", "nmod"}
                and following.pos in {"NOUN", "PROPN"}
                and following.head != token.i
                and lex.language == "en"
            ):
                continue
            if not known and token.pos == "PROPN" and lex.language == "en" and following is not None and following.pos in {"NOUN", "PROPN", "ADJ"}:
                continue
            return token
    own = inside[-1]
    if own.lemma in lex.victim_class or own.lemma in lex.measure_noun:
        return own
    return None


def _class_of(token: Token, lex: Lexicon) -> str | None:
    """Return the victim class a noun names, by its dictionary or written form."""
    for form in (token.lemma, token.lower, token.lower.rstrip("s"), token.lemma.rstrip("s")):
        if form in lex.victim_class:
            return lex.victim_class[form]
    return None


def _object_of(token: Token, lex: Lexicon) -> str | None:
    for form in (token.lemma, token.lower, token.lower.rstrip("s")):
        if form in lex.object_class:
            return lex.object_class[form]
    return None


def _measure_noun(token: Token, lex: Lexicon) -> str | None:
    for form in (token.lemma, token.lower, token.lower.rstrip("s")):
        if form in lex.measure_noun:
            return lex.measure_noun[form]
    return None


def _adjective(sentence: Sentence, token: Token, lex: Lexicon) -> tuple[str, int] | None:
    """Return the measure a participle beside the noun gives (« soldats tués », "30 others wounded")."""
    for t in sentence.tokens[token.i + 1 : token.i + 4]:
        if t.lower in lex.measure_adjective:
            return lex.measure_adjective[t.lower], t.i
        if t.pos not in {"ADJ", "ADV", "PROPN", "NOUN", "ADP", "DET"}:
            break
    for t in sentence.tokens[max(0, token.i - 2) : token.i]:
        if t.lower in lex.measure_adjective and t.head == token.i:
            return lex.measure_adjective[t.lower], t.i
    return None


def _lemmas(frame: Frame, sentence: Sentence) -> list[str]:
    """Return a predicate's dictionary forms: alone, with an adjective or noun object ("shoot dead", « perdre la vie »)."""
    token = sentence.tokens[frame.token]
    out = [frame.lemma, token.lower]
    for c in token.children:
        child = sentence.tokens[c]
        if child.dep in {"acomp", "advmod", "oprd", "dobj", "obj", "xcomp", "prep", "prt"} and c > frame.token:
            out.append(f"{frame.lemma} {child.lemma}")
            dets = [sentence.tokens[d].lower for d in child.children if sentence.tokens[d].dep == "det"]
            if dets:
                out.append(f"{frame.lemma} {dets[0]} {child.lower}".replace("l' ", "l'"))
    return out


def _covers(argument: Argument, offset: int) -> bool:
    return argument.start <= offset < argument.end


def _from_frames(sentence: Sentence, offset: int, head: int, lex: Lexicon, *, thing: bool) -> tuple[str, int] | None:
    """Return the measure given by the predicate of which the counted phrase is patient (or agent), and that predicate."""
    best: tuple[int, str, int] | None = None
    for i, frame in sentence.frames.items():
        if frame.pos != "VERB":
            continue
        lemmas = _lemmas(frame, sentence)
        patient = any(_covers(a, offset) for a in frame.patient)
        agent = any(_covers(a, offset) for a in frame.agent)
        measure = None
        if patient:
            measure = next((lex.measure_verb[w] for w in lemmas if w in lex.measure_verb), None)
            if measure and (measure == "vehicles_lost") != thing:
                alternatives = [lex.measure_verb[w] for w in lemmas if w in lex.measure_verb]
                measure = next((m for m in alternatives if (m == "vehicles_lost") == thing), None)
        if measure is None and (agent or (patient and frame.passive)):
            measure = next((lex.measure_of_agent[w] for w in lemmas if w in lex.measure_of_agent), None)
        if measure is not None and (best is None or abs(i - head) < best[0]):
            best = (abs(i - head), measure, i)
    return (best[1], best[2]) if best else None


def _nearby(sentence: Sentence, start: Token, stop: Token, quantities: list[Quantity], lex: Lexicon) -> tuple[str, int] | None:
    """Return the measure of the nearest word of harm in the same stretch between figures."""
    after_limit = min((q.start for q in quantities if q.start > stop.start), default=sentence.end)
    for t in sentence.tokens[stop.i + 1 : stop.i + 8]:
        if t.start >= after_limit or t.text in ";:":
            break
        if t.lower in lex.measure_adjective:
            return lex.measure_adjective[t.lower], t.i
        if t.pos == "VERB" and (t.lemma in lex.measure_verb or t.lemma in lex.measure_of_agent):
            frame = sentence.frames.get(t.i)
            if t.lemma in lex.measure_of_agent or (frame is not None and frame.passive):
                return lex.measure_of_agent.get(t.lemma) or lex.measure_verb[t.lemma], t.i
            break
    before_limit = max((q.end for q in quantities if q.end <= start.start), default=sentence.start)
    for t in reversed(sentence.tokens[max(0, start.i - 6) : start.i]):
        if t.end <= before_limit or t.text in ";:":
            break
        if t.pos in {"VERB", "AUX"} and t.lemma in lex.measure_verb:
            return lex.measure_verb[t.lemma], t.i
    return None


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
        inside = [t for t in sentence.tokens if t.start >= quantity.start and t.end <= quantity.end]
        if not inside:
            continue
        noun = _noun_of(sentence, quantity, lex)
        toll = _toll(text, sentence, quantity, inside, noun, quantities, tolls, lex)
        if toll is not None:
            tolls.append(toll)
    tolls.extend(_without_figures(text, sentence, quantities, tolls, lex))
    return sorted(tolls, key=lambda t: (t.start, t.measure))


def _toll(
    text: str,
    sentence: Sentence,
    quantity: Quantity,
    inside: list[Token],
    noun: Token | None,
    quantities: list[Quantity],
    before: list[Toll],
    lex: Lexicon,
) -> Toll | None:
    tokens = sentence.tokens
    anchor = noun or inside[-1]
    victim = _class_of(noun, lex) if noun is not None else None
    thing = _object_of(noun, lex) if noun is not None else None
    counted = _measure_noun(noun, lex) if noun is not None else None
    if noun is not None and victim is None and thing is None and counted is None:
        if noun.lemma in lex.not_counted or noun.lower in lex.not_counted or quantity.kind == "article":
            return None
        if noun.pos != "PROPN" and noun.lower not in lex.measure_adjective:
            return None
        victim = "people"
    found: tuple[str, int] | None = None
    if noun is not None and thing is None:
        found = _adjective(sentence, noun, lex)
    if found is None:
        offset = noun.start if noun is not None else inside[0].start
        found = _from_frames(sentence, offset, anchor.i, lex, thing=thing is not None)
    if found is None and counted is not None:
        found = (counted, anchor.i)
    if found is None and quantity.kind != "article":
        found = _nearby(sentence, inside[0], anchor, quantities, lex)
    previous = before[-1] if before else None
    if previous is not None and previous.implicit:
        previous = None
    is_part = False
    between = text[previous.end : quantity.start] if previous is not None else ""
    if previous is not None and len(between) < 60:
        is_part = bool(lex.cues["part_cues"].search(between))
        joined = between.strip(" ,").lower() in {"and", "et", "", "as well as", "ainsi que", "along with", "et de", "and another", "plus"}
        if (is_part or joined) and (found is None or (is_part and counted is None)) and thing is None and noun is not None:
            found = (previous.measure, previous.frame if previous.frame is not None else anchor.i)
    if found is None:
        return None
    measure, frame = found
    if thing is not None:
        if measure not in {"vehicles_lost", "aircraft_lost"} and frame not in sentence.frames:
            return None
        measure = thing
        victim = "people"
    elif measure in {"vehicles_lost", "aircraft_lost"}:
        return None
    if quantity.kind == "article" and (noun is None or (victim is None and thing is None) or noun.lower in lex.measure_adjective and counted):
        return None
    if victim is None:
        # "58 wounded" after "29 soldiers were killed" counts soldiers.
        victim = previous.victim_class if previous is not None and (noun is None or _class_of(noun, lex) is None) else "people"
    elif noun is not None and noun.lemma in {"other", "autre"} and previous is not None:
        victim = previous.victim_class
    # A measure noun says nothing of who they were ("89 deaths"), unless a class word follows ("deaths of soldiers").
    end = max(quantity.end, noun.end if noun is not None else 0)
    clause = sentence.frames.get(frame)
    low, high = min(quantity.start, tokens[frame].start), max(end, tokens[frame].end)
    if clause is not None and clause.pos == "VERB":
        low, high = min(low, clause.start), max(high, clause.end)
    noun_end = end
    if noun is not None:
        sub = sentence.subtree(noun.i, frozenset({"relcl", "acl:relcl", "acl", "conj", "cc", "punct", "appos", "advcl"}))
        noun_end = max(end, tokens[sub[-1]].end)
    return Toll(
        start=quantity.start,
        end=end,
        clause_start=low,
        clause_end=high,
        low=quantity.low,
        high=quantity.high,
        text=text[quantity.start : quantity.end],
        measure=measure,
        victim_class=victim,
        noun_start=quantity.start,
        noun_end=noun_end,
        frame=frame if frame in sentence.frames else None,
        is_part=is_part,
    )


def _without_figures(
    text: str, sentence: Sentence, quantities: list[Quantity], tolls: list[Toll], lex: Lexicon
) -> list[Toll]:
    """Read tolls that no figure gives: one named or definite victim, or losses that are not counted."""
    out: list[Toll] = []
    taken = [(t.noun_start, t.noun_end, t.measure) for t in tolls]
    for i, frame in sentence.frames.items():
        if frame.pos != "VERB" or frame.negated or frame.mood in {"infinitive", "possible", "future", "necessary"}:
            continue
        lemmas = _lemmas(frame, sentence)
        measure = next((lex.measure_verb[w] for w in lemmas if w in lex.measure_verb), None)
        arguments = frame.patient
        if measure is None:
            measure = next((lex.measure_of_agent[w] for w in lemmas if w in lex.measure_of_agent), None)
            arguments = frame.agent
        if measure not in {"killed", "wounded", "abducted", "captured", "freed", "arrested"}:
            continue
        for argument in arguments:
            head = sentence.tokens[argument.head]
            if any(q.start < argument.end and argument.start < q.end for q in quantities):
                continue
            if any(s < argument.end and argument.start < e and m == measure for s, e, m in taken):
                continue
            victim = _class_of(head, lex)
            singular = "Number=Plur" not in head.morph
            other = head.lower in {"others", "autres"}
            if other:
                low = high = None
                victim = "people"
            elif singular and victim is not None and head.pos in {"NOUN", "ADJ"} and victim != "people":
                low = high = 1
            else:
                continue
            if victim in {"people"} and not other:
                continue
            if _collective(head, lex):
                continue
            out.append(
                Toll(argument.start, argument.end, min(frame.start, argument.start), max(frame.end, argument.end), low, high,
                     text[argument.start : argument.end], measure, victim, argument.start, argument.end, i, implicit=True)
            )  # fmt: skip
            taken.append((argument.start, argument.end, measure))
    return out


_COLLECTIVES = frozenset(
    "troop personnel police military family population household community group faithful troupe famille ménage "
    "militaire_force garde_force".split()
)


def _collective(token: Token, lex: Lexicon) -> bool:
    return token.lemma in _COLLECTIVES
