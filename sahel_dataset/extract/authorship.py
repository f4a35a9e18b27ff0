"""Who did it, where another sentence than the one that tells of the deed says so.

News names the authors of an attack late: "gunmen stormed a post", and in the tenth sentence "the attack was claimed
by…", « les autorités soupçonnent… ». Such sentences are found by their words alone, without a parser, and each names
the authors of the deed it speaks of, on the word of whoever says so; deeds of the same day share them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sahel_dataset.extract.actors import ActorMention
from sahel_dataset.extract.claims import Draft
from sahel_dataset.extract.event import Event
from sahel_dataset.extract.frames import Sentence
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.scene import AUTHORED, VIOLENT, Side
from sahel_dataset.extract.sentences import Span
from sahel_dataset.extract.side_words import side_words
from sahel_dataset.knowledge.actor_list import actors

__all__ = ["Authorship", "find_authorships", "name_authors"]

_REACH = 70
_COORDINATED = re.compile(
    r"\s*(?:,|,?\s*(?:and|et|ou|or)\b|together with|,? ainsi que|with|avec)\s*"
    r"(?:of\s+)?(?:the|les?|la|de|des|d['’]|à|au|aux|to|on)?\s*(?:[\w-]+\s+){0,3}$"
)
_SENTENCE_BREAK = re.compile(r"[.;!?\n]\s|:\s")
_BETWEEN = re.compile(r"[\s\"“”«»]*(?:[\w'’-]+[\s,]+){0,4}$")
_NEGATED = re.compile(
    r"\b(?:not|never|no|neither|nor|ne|n['’]\w*|aucun\w*|jamais|denied|nie|dément\w*)\b", re.IGNORECASE
)
_APPROACH_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Authorship:
    """Actors who claim a deed, or whom somebody holds to have done it.

    Attributes
    ----------
    sentence : int
        Number of the sentence.
    offset : int
        Offset of the words that say so.
    actors : tuple of str
        Ids, in the order of the text.
    basis : str
        ``claimed``, ``accused``, or ``reported`` of those who hold the abducted.
    """

    sentence: int
    offset: int
    actors: tuple[str, ...]
    basis: str


def _is_armed(mention: ActorMention) -> bool:
    actor = mention.actor_id or ""
    return not mention.metonym and (
        mention.kind in {"armed_group", "military"} or actor.endswith(("_police", "_vdp", "_forces"))
    )


def _is_nameless(mention: ActorMention) -> bool:
    """Tell whether a mention speaks of the authors of a deed without naming them ("the attackers", "the gunmen")."""
    return mention.source == "description" and mention.category in {"assailants", "armed_men", "fighters", "bandits"}


def find_authorships(
    text: str, sentences: Sequence[Span], actors: Sequence[ActorMention], lex: Lexicon
) -> list[Authorship]:
    """Find the sentences that say who did it.

    Parameters
    ----------
    text : str
        The article.
    sentences : sequence of Span
        All its sentences.
    actors : sequence of ActorMention
        Its actors, in order.
    lex : Lexicon
        The words of its language.

    Returns
    -------
    list of Authorship
        In the order of the text.
    """
    starts = [s.start for s in sentences]
    armed = [m for m in actors if m.actor_id and _is_armed(m) and not m.is_aside]
    out: list[Authorship] = []
    for basis, key, after in (
        ("claimed", "claiming_cues", False),
        ("claimed", "claimed_by_cues", True),
        ("accused", "blaming_cues", True),
        ("accused", "blamed_cues", False),
    ):
        for cue in lex.cues[key].finditer(text):
            found = _after(text, cue.end(), armed, lex.language) if after else _before(text, cue.start(), armed)
            if not found or (basis == "claimed" and found[0].kind != "armed_group"):
                continue
            if key == "blaming_cues" and lex.cues["accusing_cues"].search(cue.group()):
                behind = text[found[-1].end : found[-1].end + _REACH]
                if not lex.cues["deed_cues"].search(_SENTENCE_BREAK.split(behind)[0]):
                    continue
            names = tuple(dict.fromkeys(m.actor_id for m in found if m.actor_id))
            out.append(Authorship(bisect_right(starts, cue.start()) - 1, cue.start(), names, basis))
    for cue in lex.cues["identity_cues"].finditer(text):
        found = [m for m in armed if cue.start() < m.start < cue.end() < m.end] or _after(
            text, cue.end(), armed, lex.language
        )
        if found and any(_is_nameless(m) for m in _before(text, cue.start(), armed)[:1]):
            names = tuple(dict.fromkeys(m.actor_id for m in found if m.actor_id))
            out.append(Authorship(bisect_right(starts, cue.start()) - 1, cue.start(), names, "accused"))
    out += [
        Authorship(bisect_right(starts, m.start) - 1, m.start, (m.actor_id,), "reported")
        for m in actors
        if m.actor_id and lex.cues["captor_cues"].search(m.text)
    ]
    return sorted(out, key=lambda a: (a.offset, a.basis))


def _row(text: str, first: int, armed: Sequence[ActorMention]) -> list[ActorMention]:
    """Return the mention at `first` and those joined to it."""
    out = [armed[first]]
    for m in armed[first + 1 :]:
        if m.start < out[-1].end:
            continue
        if not _COORDINATED.fullmatch(text[out[-1].end : m.start]):
            break
        out.append(m)
    return out


def _after(text: str, end: int, armed: Sequence[ActorMention], language: str) -> list[ActorMention]:
    words = side_words(language)
    by, by_inside = words.by_before, words.by_inside
    for i, m in enumerate(armed):
        if m.start >= end - 2:
            gap = text[end : max(end, m.start)]
            if len(gap) > 1 and (by.search(gap) or by_inside.match(m.text)):
                continue  # "suspects held by the police", "attributed by the army to"
            if len(gap) > _REACH or _SENTENCE_BREAK.search(gap) or not _BETWEEN.fullmatch(gap):
                return []
            return _row(text, i, armed)
    return []


def _before(text: str, start: int, armed: Sequence[ActorMention]) -> list[ActorMention]:
    """Return the subject of a verb of claiming: the armed actor that opens the clause before it."""
    near = [
        i
        for i, m in enumerate(armed)
        if 0 <= start - m.end <= _REACH and not _SENTENCE_BREAK.search(text[m.end : start])
    ]
    if not near or _NEGATED.search(text[armed[near[-1]].end : start]):
        return []
    first = near[-1]
    # An apposition between commas belongs to the name before it ("X, the group of Y, claimed").
    for i in reversed(near):
        if re.match(r"\s*,", text[armed[i].end : start]) and text[armed[i].end : start].count(",") >= 2:
            first = i
    row = _row(text, first, armed)
    joined = [i for i in near if i < first and _COORDINATED.fullmatch(text[armed[i].end : armed[first].start])]
    return [armed[joined[-1]], *row] if joined else row


def name_authors(
    events: list[Event],
    found: list[Authorship],
    kept: list[tuple[Draft, str | None]],
    sentences: list[Sentence],
    spans: Sequence[Span],
) -> None:
    """Add those who claim a deed, or are held to have done it, to its sides, each on the word of whoever says so.

    Parameters
    ----------
    events : list of Event
        The events of the article; their first tellings get the sides.
    found : list of Authorship
        What its sentences say of authors.
    kept : list of tuple
        Its claims, each with the number of the event it is about.
    sentences : list of Sentence
        Parsed sentences; `spans` all sentences.
    spans : sequence of Span
        Offsets of all sentences of the article.
    """
    order = {s.index: s.start for s in sentences}
    for authorship in found:
        event = _meant(events, authorship, order, spans)
        if event is not None:
            _give(events, event, authorship.actors, authorship.basis)
    for draft, about in kept:
        basis = {"claims_responsibility": "claimed", "accuses": "accused"}.get(draft.stance)
        if (
            about is None
            or draft.perpetrator is None
            or basis is None
            or draft.claim_type not in {"responsibility", "toll"}
        ):
            continue
        _give(events, events[int(about)], (draft.perpetrator,), basis)


def _meant(events: list[Event], authorship: Authorship, order: dict[int, int], spans: Sequence[Span]) -> Event | None:
    """Return the deed that a sentence about authors speaks of: told in it, else told last before it."""
    deeds = [
        e
        for e in events
        if e.name in ({"abduct"} if authorship.basis == "reported" else AUTHORED)
        and not e.generic
        and e.first.realis == "actual"
    ]
    span = spans[authorship.sentence]
    told = [
        (abs(t.trigger_start - authorship.offset), i)
        for i, e in enumerate(deeds)
        for t in e.tellings
        if span.start <= order[t.sentence] < span.end
    ]
    if told:
        return deeds[min(told)[1]]
    before = [(t.trigger_start, -i) for i, e in enumerate(deeds) for t in e.tellings if t.trigger_start < span.start]
    if before:
        return deeds[-max(before)[1]]
    return deeds[0] if deeds else None


def _give(events: list[Event], event: Event, authors: tuple[str, ...], basis: str) -> None:
    for one in [event, *(e for e in events if e is not event and _of_one_day(e, event))]:
        if one.name not in AUTHORED - {"crash"} or (one is not event and one.actors("initiator")):
            continue
        for actor in authors:
            if one.name in VIOLENT:
                actor = actor.replace("_government", "_armed_forces")  # a state fights with its soldiers
            if (
                actor not in one.actors("initiator")
                and not _only_tells(actor)
                and (basis == "claimed" or actor not in one.first.actors("target", "victim"))
            ):
                one.first.sides.append(Side(actor, "initiator", basis))


def _only_tells(actor: str) -> bool:
    """Say whether an actor is a newspaper or an association, which reports deeds and does none."""
    known = actors().get(actor)
    return known is not None and known.kind in {"media", "ngo"}


def _of_one_day(a: Event, b: Event) -> bool:
    """Say whether two deeds were told together or happened on the same day."""
    if a.first.separate and (a.first.sentence, a.first.token) == (b.first.sentence, b.first.token):
        return True
    if a.date is None or b.date is None or a.date.first is None or a.generic or b.generic:
        return False
    return (a.date.first, a.date.last, a.date.precision) == (b.date.first, b.date.last, "day")
