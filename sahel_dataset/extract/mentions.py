"""What an extractor returns: the events and claims of one article, with offsets.

This is the contract between `extract` and everything after it. Another extractor
(a language model behind a server, say) stands beside the default one by returning
the same objects; later stages cannot tell them apart.

All offsets are half-open character intervals into ``texts.text`` of the article.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Protocol

__all__ = [
    "Article",
    "ClaimMention",
    "EventMention",
    "Extraction",
    "Extractor",
    "LocalActor",
    "Participant",
    "Report",
]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as `ingest` hands it on.

    Attributes
    ----------
    article_id : str
        Key of ``articles``.
    text : str
        Title, a blank line, and the body (the body alone where there is no title).
    body_start : int
        Where the body begins in `text`.
    language : str
        ``en`` or ``fr``.
    published_on : datetime.date or None
        Publication date, where it is known.
    outlet : str or None
        The publisher's name, where it is known.
    """

    article_id: str
    text: str
    body_start: int
    language: str
    published_on: dt.date | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One place where an article speaks of an event: the clause and its trigger word."""

    start: int
    end: int
    trigger: str


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor in a role of an event.

    `basis` says on whose word: ``reported`` by the article, ``claimed`` by the actor itself,
    ``accused`` by another, or ``inferred`` from context rather than stated.
    `likely_actor_id` may name whom a vague description probably means.
    """

    actor_id: str
    role: str
    basis: str = "reported"
    likely_actor_id: str | None = None


@dataclass(frozen=True, slots=True)
class EventMention:
    """One event as one article tells it, however often it is told there."""

    mention_id: str
    article_id: str
    event_type: str
    date_start: dt.date | None
    date_end: dt.date | None
    date_precision: str
    date_text: str | None
    place_id: str | None
    place_name: str | None
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    geo_precision: str
    realis: str
    is_background: bool
    civilians_targeted: bool
    anchor_start: int
    anchor_end: int
    reports: tuple[Report, ...] = ()
    participants: tuple[Participant, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimMention:
    """One assertion by one claimant, with the exact words it stands on.

    The columns are those of the ``claims`` table; `mention_id` names the event of this article
    that it is about, or is None where it is about several or none. `confidence` in [0, 1] orders
    claims by how sure the coder is of claimant and figure; it is not a probability.
    """

    claim_mention_id: str
    article_id: str
    mention_id: str | None
    claimant_id: str | None
    claimant_kind: str
    claimant_text: str | None
    reported_via: str | None
    cue: str | None
    stance: str
    claim_type: str
    measure: str | None
    quantity_low: int | None
    quantity_high: int | None
    quantity_text: str | None
    victim_class: str | None
    victim_actor_id: str | None
    perpetrator_actor_id: str | None
    hedge: str | None
    asserted_on: dt.date | None
    quote_start: int
    quote_end: int
    quote: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class LocalActor:
    """An actor that the article introduces and the actor list does not know."""

    actor_id: str
    name: str
    kind: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read out of one article."""

    article_id: str
    events: tuple[EventMention, ...] = ()
    claims: tuple[ClaimMention, ...] = ()
    local_actors: tuple[LocalActor, ...] = field(default=())


class Extractor(Protocol):
    """An article in, its mentions out; the same answer every time."""

    @property
    def fingerprint(self) -> str:
        """A digest of code version, lexicons and knowledge: it changes when answers may."""
        ...

    def extract(self, article: Article) -> Extraction:
        """Read one article."""
        ...
