"""Acts of saying whose verb the parser took for another word, known by its form and by the speaker beside it."""

from __future__ import annotations

from sahel_dataset.extract.attribution_act import Attribution
from sahel_dataset.extract.claimants import Claimants, Who
from sahel_dataset.extract.frames import Sentence, Token
from sahel_dataset.extract.lexicon import Lexicon

__all__ = ["plain_acts"]

_PRONOUNS = frozenset({"il", "elle", "ils", "elles"})
_CLOSERS = (",", '"', "”", "»")
_MIN_CONTENT = 15  # characters


def plain_acts(text: str, sentence: Sentence, claimants: Claimants, lex: Lexicon) -> list[Attribution]:
    """Return acts whose verb the parser took for another word: beside a speaker, and of the form of a verb.

    « Le groupe revendique … », « L'armée compte … », « …, dément de son côté l'état-major »: the model takes such third
    persons for nouns, adjectives or adverbs.

    Parameters
    ----------
    text : str
        The article's text.
    sentence : Sentence
        The parsed sentence.
    claimants : Claimants
        Resolves phrases.
    lex : Lexicon
        The language's lexicons.
    """
    out: list[Attribution] = []
    for token in sentence.tokens:
        frame = sentence.frames.get(token.i)
        following = next((t for t in sentence.tokens[token.i + 1 : token.i + 6] if t.lower == "état"), None)
        if following is not None and frame is not None and frame.lemma == "faire" and not frame.agent:
            # « ce bilan, qui est provisoire, fait état de 12 morts », « l'armée faisant pour sa part état de … »
            who = claimants.right_before(token.start)[0] or claimants.opening(sentence.start, token.start)
            out += _act(sentence, who, token, following.end, "figure", "asserts", claimants)
            continue
        verb = lex.verb_forms.get(token.lower)
        if token.pos not in {"NOUN", "ADJ", "PROPN", "ADV"} or not token.lower.endswith(("e", "t", "d")):
            continue
        if verb is None or token.lower.endswith("ée") or not (verb in lex.stance or verb in lex.figure_verbs):
            continue
        kind, stance = ("verb", lex.stance[verb]) if verb in lex.stance else ("figure", "asserts")
        who, _ = claimants.right_before(token.start)
        subject = sentence.tokens[token.i - 1] if token.i else None
        if not who and subject is not None and subject.lower in _PRONOUNS:
            who = claimants.pronoun(subject.lower, subject.start)
        lead = text[sentence.start : token.start].rstrip()
        if not who and lead.endswith(_CLOSERS) and kind == "verb" and verb not in lex.quoting_verbs:
            who, end = claimants.following(token.end, sentence.end)
            if who:
                span = (sentence.start, sentence.start + len(lead))
                out += _act(sentence, who, token, end, kind, stance, claimants, span)
            continue
        out += _act(sentence, who, token, token.end, kind, stance, claimants, demand=verb in lex.demand_verbs)
    return out


def _act(
    sentence: Sentence,
    who: list[Who],
    token: Token,
    end: int,
    kind: str,
    stance: str,
    claimants: Claimants,
    span: tuple[int, int] | None = None,
    *,
    demand: bool = False,
) -> list[Attribution]:
    """Return the act, whose content is what follows unless a stretch is given; nothing without a speaker or content."""
    content = span or (end, sentence.end)
    if not who or content[1] - content[0] < _MIN_CONTENT:
        return []
    claimants.remember(who, None, sentence.start)
    return [
        Attribution(
            sentence.index, who, stance, token.text, token.start, end if span is None else token.end, [content],
            sentence.start, sentence.end, None, None, kind, demand, reach=[content], speaker_end=end,
        )
    ]  # fmt: skip
