"""Which words a verb of saying introduces, and the wider stretch it reaches unless somebody else is nearer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sahel_dataset.extract.claimants import Who
from sahel_dataset.extract.frames import Frame, Sentence, Token
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.saying_cues import is_gerund
from sahel_dataset.extract.sentences import Span

__all__ = ["CLOSERS", "Speaker", "content_of"]

CLOSERS = (",", '"', "”", "»", ":", "–", "—", "-", ")", "’")
_MIN_LEAD = 15  # characters: "On Monday," before a speaker is no statement
_QUOTE_NEAR = 12  # characters between a verb and the quotation it introduces
# « a indiqué samedi à la presse qu'aucun … »: what is said begins with the conjunction, whatever the parser makes of it
_THAT = re.compile(r"(?:[^\s,;.:\"“«»]+\s){0,7}(?=(?:que|qu['’]|that)(?![\w-])|qu['’])", re.IGNORECASE)


@dataclass(slots=True)
class Speaker:
    """Who speaks, where the words that name him stand, and whether they stand behind the verb."""

    who: list[Who]
    start: int
    end: int
    head: Token | None = None
    inverted: bool = False


def content_of(
    text: str,
    sentence: Sentence,
    frame: Frame,
    group: tuple[int, int],
    speaker: Speaker,
    quotes: list[Span],
    lex: Lexicon,
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the stretches that a verb of saying introduces, and the wider ones it reaches."""
    undergone = [a for a in frame.patient if a.start < group[0]] if frame.passive and frame.agent else []
    if undergone and not any(sentence.tokens[c].start >= group[1] for c in frame.complements):
        told = [(a.start, max(a.end, min(a.full_end, group[0]))) for a in undergone]
        return told, told  # "a toll confirmed by the army", « une attaque revendiquée par le groupe »
    start, end = min(group[0], speaker.start), max(group[1], speaker.end)
    if speaker.end < group[0] - 60:  # a subject far from its verb stands in front; the parenthesis is the verb alone
        start = group[0] if speaker.inverted else start
    lead = text[sentence.start : start].rstrip()
    below = [sentence.frames[c] for c in frame.complements if sentence.tokens[c].dep != "pcomp"]
    following = [f for f in below if sentence.tokens[f.token].start >= group[1] and f.start >= group[1] - 1]
    quoted = [
        (max(q.start, sentence.start), min(q.end, sentence.end))
        for q in quotes
        if q.start < sentence.end and sentence.start < q.end
    ]
    rest = text[end : sentence.end].lstrip(" ")
    objects = [a for a in frame.patient if a.start >= group[1] - 1 and frame.lemma not in lex.via_verbs]
    begun = any(t.pos in {"VERB", "AUX"} for t in sentence.tokens if t.end <= sentence.start + len(lead))
    said = speaker.inverted or begun
    closed = lead.endswith(CLOSERS)
    # « …, certaines sources parlent de 200 combattants »: the figure is what is said
    counts = frame.lemma in lex.figure_verbs and any(a.start >= group[1] - 1 for a in frame.oblique)
    between = (
        closed
        and rest.startswith(",")
        and len(lead) >= 3
        and (speaker.inverted or not following)
        and not rest.startswith((', "', ", «", ", “"))
    )
    parenthesis = (
        not is_gerund(sentence.tokens[frame.token], frame)
        and len(lead) >= _MIN_LEAD
        and (closed or speaker.inverted)
        and (speaker.inverted or (said and not following and not objects and not counts))
        and ((begun and closed and not following) or not _opens_clause(text, end, sentence.end))
    )
    if between and not begun:
        # "The ban, the ministry says, was meant to …": what is said runs on behind the parenthesis.
        whole = [(sentence.start, sentence.start + len(lead)), (end + 1, sentence.end)]
        return whole, whole
    if parenthesis:
        out = [(sentence.start, sentence.start + len(lead))]
        out += [q for q in quoted if q[0] >= end - 1]
        if rest.lstrip(",").startswith((":", ": ")):
            out.append((end, sentence.end))
        return sorted(set(out)), sorted({*out, *_goes_on(sentence, end, lex)})
    stop = sentence.end
    counted = {sentence.tokens[a.head].lemma for a in frame.patient if a.start < group[0]} & lex.toll_noun.keys()
    if frame.relation == "relative" and counted:
        # "…: that is the toll the ministry gave": the figures stand before their noun.
        return [(sentence.start, start)], [(sentence.start, stop)]
    if frame.relation == "relative" and frame.end < sentence.end - 2 and frame.end > group[1] + 3:
        stop = frame.end
    begin = end if speaker.inverted else group[1]
    reach = [(begin, stop)] if stop - begin > 3 else []
    out = [(f.start, f.end) for f in following]
    clause = _clause_told(text, begin, stop) if not out else None
    if clause is not None:
        out = [clause]
    inside = [q for q in quoted if q[0] >= begin - 1 and q[1] <= stop + 1]
    if out or not objects or (inside[:1] and inside[0][0] - begin < _QUOTE_NEAR):
        out += inside  # a word in quotation marks further on is of the object, not all that is said
    if not out:
        named = [a for a in frame.patient if a.start >= group[1] - 1]
        out = [(a.start, min(a.full_end, stop)) for a in named] or reach
    if not out and len(lead) >= _MIN_LEAD:
        out = [(sentence.start, sentence.start + len(lead))]
    return sorted(set(out)), sorted({*out, *reach})


def _clause_told(text: str, begin: int, stop: int) -> tuple[int, int] | None:
    """Return the clause that a conjunction shortly behind a verb of saying opens."""
    match = _THAT.match(text, begin + (text[begin : begin + 1] == " "), stop)
    return (match.end(), stop) if match is not None and stop - match.end() > _MIN_LEAD else None


def _goes_on(sentence: Sentence, end: int, lex: Lexicon) -> list[tuple[int, int]]:
    """Return what is told on behind the parenthesis by a participle ("…, a source said, leaving four dead")."""
    behind = [t for t in sentence.tokens if t.start >= end][:6]
    comma = next((k for k, t in enumerate(behind[:4]) if t.text == ","), None)  # "…, a source told AFP, leaving …"
    if comma is None or comma + 1 >= len(behind):
        return []
    verb = behind[comma + 1]
    going = verb.lower.endswith(("ing", "ant")) and verb.pos == "VERB" and verb.lemma not in lex.stance
    going = going or verb.lower in lex.onward_with
    return [(verb.start, sentence.end)] if going else []


def _opens_clause(text: str, begin: int, stop: int) -> bool:
    """Say whether a complement clause follows before the next stop (« a dit à l'AFP que… », "said that")."""
    rest = text[begin:stop]
    for i, char in enumerate(rest):
        if char in ',;."“«”»':
            rest = rest[:i]
            break
    words = rest.lower().replace("’", "'")
    return any(f" {w}" in f" {words}" for w in ("that ", "que ", "qu'"))
