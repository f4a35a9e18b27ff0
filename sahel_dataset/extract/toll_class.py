"""The class of victims where the counted noun leaves it open: in the figure's clause, its list, the article so far."""

from __future__ import annotations

from collections.abc import Sequence

from sahel_dataset.extract.counted import Counted, phrase_class, victim_class
from sahel_dataset.extract.frames import Sentence
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.toll_found import Toll
from sahel_dataset.extract.victim_words import victim_words

__all__ = ["class_in_context"]

_LOSING = frozenset({"lose", "perdre", "abandon", "abandonner", "leave"})
_ARMED = frozenset({"soldiers", "police", "fighters", "mercenaries", "peacekeepers"})


def class_in_context(
    text: str,
    sentence: Sentence,
    counted: Counted,
    measure: str,
    frame: int,
    is_part: bool,
    before: Sequence[Toll],
    told: Sequence[Toll],
    lex: Lexicon,
) -> str:
    """Return the victim class of a figure.

    The noun decides; where it leaves the class open ("dead", "others", a bare figure, vehicles), the side that
    lost them does, then those counted before it in the sentence, then the same figure told before.
    """
    own = counted.victim
    noun = counted.noun
    if own not in {None, "people"}:
        return own or "people"
    if counted.thing is not None:
        return own or _loser(text, sentence, frame, lex) or _last_side(told) or "people"
    loser = _loser(text, sentence, frame, lex) if sentence.tokens[frame].lemma in _LOSING else None
    if loser is not None:
        return loser
    open_ended = noun is None or counted.measure is not None or noun.lower in lex.measure_adjective or noun.lemma in {"other", "autre", "man", "homme"}
    if not open_ended:
        return "people"
    previous = next((t for t in reversed(before) if not t.implicit), None)
    if previous is not None and measure in {"killed", "wounded", "missing", previous.measure}:
        return previous.victim_class
    if noun is None or counted.measure is not None:
        for t in sentence.tokens:
            if t.start >= counted.quantity.start:
                break
            following = sentence.tokens[t.i + 1] if t.i + 1 < len(sentence.tokens) else None
            named = victim_class(t, lex)
            if named not in {None, "people"} and following is not None and following.lower in lex.measure_adjective:
                return named or "people"
    again = next((t for t in reversed(told) if (t.low, t.high) == (counted.quantity.low, counted.quantity.high) and t.measure == measure), None)
    if again is not None and counted.quantity.low is not None and again.victim_class != "people":
        return again.victim_class
    if noun is None:
        last = next((t for t in reversed(told) if not t.implicit and t.measure == measure), None)
        return last.victim_class if last is not None else "people"
    return "people"


def _loser(text: str, sentence: Sentence, frame: int, lex: Lexicon) -> str | None:
    """Return the class of whoever is said to have lost or left them."""
    clause = sentence.frames.get(frame)
    if clause is None or sentence.tokens[frame].lemma not in _LOSING:
        return None
    for argument in clause.agent:
        head = sentence.tokens[argument.head]
        named = phrase_class(text, sentence, argument.start, head, lex)
        if named in _ARMED:
            return named
        owner = victim_words(lex.language).owner_class(text, argument.start, argument.end)
        if owner is not None:
            return owner
    return None


def _last_side(told: Sequence[Toll]) -> str | None:
    sides = [t.victim_class for t in reversed(told) if t.victim_class in _ARMED | {"civilians"}]
    # Who loses vehicles to a raid is seldom its author.
    return next((s for s in sides if s != "fighters"), sides[0] if sides else None)
