"""Accounts that go on beyond the sentence of their verb: in its quotation, behind it, or before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from sahel_dataset.extract.attribution_act import Attribution
from sahel_dataset.extract.frames import Sentence
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.sentences import Span

__all__ = ["go_back", "go_on", "run_on"]

_ACCOUNTS = frozenset(
    "local_official witness un ngo medical_source security_source government military armed_group".split()
)
_TELLING = frozenset({"asserts", "confirms", "estimates", "revises"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DIGIT = re.compile(r"\d+\s")
_NEAR = 60  # characters from a quotation to the verb of the sentence behind it
_SHORT = 25  # characters: a quoted rest shorter than this asserts nothing of its own


def run_on(sentences: list[Sentence], quotes: list[Span], out: list[list[Attribution]], text: str) -> None:
    """Give sentences inside a quotation to whoever the quotation is given to."""
    for quote in quotes:
        inside = [k for k, s in enumerate(sentences) if s.start < quote.end and quote.start < s.end]
        if not inside:
            continue
        owner = _owner_of_quote(sentences, quote, inside, out, text)
        if owner is None:
            continue
        for k in inside:
            if sentences[k].index == owner.sentence or any(
                not _within(a, quote) or a.start < quote.start for a in out[k]
            ):
                continue
            span = (max(sentences[k].start, quote.start), min(sentences[k].end, quote.end))
            inside_out = span[0] > sentences[k].start + 2
            if not _has_verb(sentences[k], span) if inside_out else span[1] - span[0] < _SHORT:
                continue
            if inside_out:  # words of a quotation inside the article's own: the sentence is the speaker's
                span = (sentences[k].start, sentences[k].end)
            out[k].append(
                Attribution(
                    sentences[k].index, owner.claimants, "asserts", owner.cue, owner.cue_start, owner.cue_end,
                    [span], span[0], span[1], owner.via, None, "quotation", reach=[span],
                )
            )  # fmt: skip


def _owner_of_quote(
    sentences: list[Sentence], quote: Span, inside: list[int], out: list[list[Attribution]], text: str
) -> Attribution | None:
    """Return the act of saying that a quotation belongs to: in its own sentences, right after it, or right before."""
    kinds = {"verb", "preposition"}
    owner = next((a for k in inside for a in out[k] if a.kind in kinds and not _within(a, quote)), None)
    if owner is not None:
        return owner
    last, first = inside[-1], inside[0]
    before = [a for a in out[first - 1] if a.kind in {"verb", "preposition", "quotation"}] if first else []
    if before and sentences[first].paragraph == sentences[first - 1].paragraph:
        return before[-1]  # « …, said the source. "The attackers …" »: who was speaking goes on
    after = out[last + 1] if last + 1 < len(out) else []
    near = [a for a in after if a.kind == "verb" and a.cue_start - quote.end < _NEAR]
    if near:
        return near[0]
    lead = text[max(0, quote.start - 3) : quote.start].strip()
    if before and (lead.endswith(":") or sentences[first].paragraph - sentences[first - 1].paragraph <= 1):
        return before[-1]
    return None


def _has_verb(sentence: Sentence, span: tuple[int, int]) -> bool:
    return any(t.pos in {"VERB", "AUX"} and span[0] <= t.start < span[1] for t in sentence.tokens)


def _within(a: Attribution, quote: Span) -> bool:
    return quote.start < a.cue_start < quote.end


def go_on(sentences: list[Sentence], out: list[list[Attribution]], text: str, lex: Lexicon) -> None:
    """Let an account go on into the next sentences, which are the last speaker's where their form says so.

    A report in the conditional of hearsay (« Dix hommes auraient été tués »); in the same paragraph a sentence that
    opens with a pronoun or a figure and has no date of its own ("…, the report says. Eight people were wounded."); and
    what is told of the deed itself until the same speaker is named again ("…, a spokesman said. The strikes hit a
    market. The group blamed the army").
    """
    for k in range(1, len(sentences)):
        here = sentences[k]
        owner = _last_account(sentences, out, k, text, lex)
        if out[k] or owner is None:
            continue
        hearsay = out[k - 1] and lex.cues["hearsay_words"].search(text, here.start, here.end) is not None
        told = not _has_date(text, here, lex)
        same = here.paragraph == sentences[owner.sentence_at].paragraph and owner.act.contents
        onward = told and same and _opens_onward(text, here, lex)
        between = told and _is_of_deed(here, lex) and _speaks_again(sentences, out, k, owner.act)
        if not hearsay and not onward and not between:
            continue
        span = (here.start, here.end)
        act = owner.act
        out[k].append(
            Attribution(
                here.index, act.claimants, "asserts", act.cue, act.cue_start, act.cue_end, [span], *span,
                act.via, None, "figure" if hearsay else "quotation", reach=[span],
            )
        )  # fmt: skip


def _has_date(text: str, sentence: Sentence, lex: Lexicon) -> bool:
    """Say whether a sentence has a day of its own: it opens a story of its own."""
    stretch = sentence.start, sentence.end
    return bool(lex.cues["dated_words"].search(text, *stretch) or _YEAR.search(text, *stretch))


def _opens_onward(text: str, sentence: Sentence, lex: Lexicon) -> bool:
    """Say whether a sentence opens with a figure, or a pronoun, that goes on from the one before."""
    if _DIGIT.match(text, sentence.start) or lex.cues["onward_figures"].match(text, sentence.start):
        return True
    return lex.cues["onward_pronouns"].match(text, sentence.start) is not None


class _Account(NamedTuple):
    """Whose account may go on, and in which sentence it was last given."""

    act: Attribution
    sentence_at: int


def _last_account(
    sentences: list[Sentence], out: list[list[Attribution]], k: int, text: str, lex: Lexicon
) -> _Account | None:
    """Return the account given in the sentence before, or before one of the same paragraph that has no speaker."""
    back = k - 1
    if not out[back]:
        between = sentences[back]
        if back < 1 or between.paragraph != sentences[k].paragraph or _has_date(text, between, lex):
            return None
        back -= 1
    if not out[back] or sentences[k].paragraph - sentences[back].paragraph > 1:
        return None
    act = out[back][-1]
    if act.kind == "silence" or act.claimants[0].kind not in _ACCOUNTS or act.stance not in _TELLING:
        return None
    return _Account(act, back)


def _is_of_deed(sentence: Sentence, lex: Lexicon) -> bool:
    """Say whether a sentence opens with a deed, or those who did it, as known ("The strikes …", "The attackers …")."""
    first, second = sentence.tokens[:2] if len(sentence.tokens) > 1 else (None, None)
    if first is None or second is None or first.lower not in lex.determiners or second.pos != "NOUN":
        return False
    return second.lemma in lex.noun_class or lex.victim_class.get(second.lemma) == "fighters"


def _speaks_again(sentences: list[Sentence], out: list[list[Attribution]], k: int, owner: Attribution) -> bool:
    """Say whether whoever spoke before is named as speaker again in one of the next sentences."""
    who = owner.claimants[0].actor_id
    for n in range(k + 1, min(k + 3, len(sentences))):
        if sentences[n].paragraph - sentences[k].paragraph > n - k:
            return False
        if out[n]:
            return who is not None and out[n][0].kind != "silence" and out[n][0].claimants[0].actor_id == who
    return False


def go_back(sentences: list[Sentence], out: list[list[Attribution]], text: str, lex: Lexicon) -> None:
    """Give a sentence to whoever the next one says told it (« C'est ce qu'a annoncé le ministère »)."""
    for k in range(1, len(sentences)):
        here, before = sentences[k], sentences[k - 1]
        owner = next((a for a in out[k] if a.kind in {"verb", "preposition", "figure"}), None)
        if owner is None or out[k - 1] or not lex.cues["that_is_told"].match(text, here.start + _marks(text, here)):
            continue
        span = (before.start, before.end)
        out[k - 1].append(
            Attribution(
                before.index, owner.claimants, owner.stance, owner.cue, owner.cue_start, owner.cue_end, [span], *span,
                owner.via, None, "quotation", reach=[span],
            )
        )  # fmt: skip


def _marks(text: str, sentence: Sentence) -> int:
    """Return how many signs a sentence opens with before its first word."""
    return next((i for i in range(sentence.end - sentence.start) if text[sentence.start + i].isalnum()), 0)
