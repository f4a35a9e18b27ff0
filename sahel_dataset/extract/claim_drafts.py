"""What the claim coders hand round: one sentence with all that is known of it, and a claim not yet numbered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sahel_dataset.extract.actors import ActorMention
from sahel_dataset.extract.attribution_verbs import Attribution
from sahel_dataset.extract.claimants import Who
from sahel_dataset.extract.dates import DateMention
from sahel_dataset.extract.frames import Frame, Sentence
from sahel_dataset.extract.gone_by import is_gone_by
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.tolls import Toll
from sahel_dataset.extract.victim_words import victim_words

__all__ = ["OUTLET", "Draft", "SentenceClaims"]

OUTLET = Who("outlet", "media", None)
_NO_DOER = frozenset({"media", "witness", "analyst", "medical_source", "ngo"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it is tied to its event and numbered; fields as in `mentions.ClaimMention`."""

    who: Who
    stance: str
    claim_type: str
    start: int
    end: int
    sentence: int
    cue: str | None = None
    via: str | None = None
    measure: str | None = None
    low: int | None = None
    high: int | None = None
    quantity_text: str | None = None
    victim_class: str | None = None
    victim_actor: str | None = None
    perpetrator: str | None = None
    hedge: str | None = None
    asserted_on: dt.date | None = None
    focus: int = 0
    confidence: float = 1.0
    in_title: bool = False
    vague: bool = False


@dataclass(slots=True)
class SentenceClaims:
    """What the claim coders see of one sentence."""

    text: str
    sentence: Sentence
    attributions: list[Attribution]
    tolls: list[Toll]
    actors: list[ActorMention]
    dates: list[DateMention]
    lex: Lexicon
    in_title: bool
    has_event: bool

    def first_actor(self, start: int, end: int) -> ActorMention | None:
        """Return the first known actor named in a stretch of text."""
        return next((m for m in self.actors if m.actor_id and m.start < end and start < m.end), None)

    def doer(self, frame: Frame | None) -> ActorMention | None:
        """Return the actor that a clause says did it."""
        if frame is None:
            return None
        if not frame.passive and frame.lemma in victim_words(self.lex.language).losing:
            return None  # "the army lost ten men": the subject had the losses
        for argument in frame.agent:
            for m in self.actors:
                inside = m.start < argument.end and argument.start < m.end
                if not m.actor_id or m.kind in _NO_DOER or not inside:
                    continue
                if not is_gone_by(self.text, self.sentence, self.actors, m, self.lex):
                    return m
        return None

    def hedge(self, start: int, end: int) -> str | None:
        """Return the word that makes a stretch of text uncertain, if one does."""
        match = self.lex.cues["hedges"].search(self.text, start, end)
        return match.group() if match else None

    def said_on(self) -> dt.date | None:
        """Return the day on which something was said, if the sentence tells it."""
        found = [d for d in self.dates if d.is_reporting_time and d.first is not None and d.first == d.last]
        return found[0].first if found else None
