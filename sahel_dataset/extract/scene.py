"""What the event coder sees of a sentence, and what it makes of it: a telling of an event."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from sahel_dataset.extract.actors import ActorMention
from sahel_dataset.extract.dates import DateMention
from sahel_dataset.extract.frames import Sentence
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.places import ResolvedPlace
from sahel_dataset.extract.tolls import Toll

__all__ = ["AUTHORED", "EPISODE", "VIOLENT", "Candidate", "Scene", "Side"]

VIOLENT = frozenset("attack ambush clash kill massacre die wound air_strike shell explode suicide loot".split())
# Classes that tell of one violent episode between them: a raid, the deaths in it, the looting after it.
EPISODE = VIOLENT | {"abduct"}
# Deeds that somebody claims or is accused of.
AUTHORED = VIOLENT | {"abduct", "rape", "displace", "crash"}


@dataclass(frozen=True, slots=True)
class Side:
    """An actor in a role, and on whose word."""

    actor_id: str
    role: str
    basis: str = "reported"
    likely: str | None = None


@dataclass(frozen=True, slots=True)
class Distance:
    """Two events of one sentence and the time between them: "`later`, three days after `named`" (their tokens).

    `day` is the day it is counted from, where the words before it name one; `from_news` says that it is counted from
    the news itself: "it comes three days after".
    """

    date: DateMention
    named: int
    later: int | None
    day: DateMention | None
    from_news: bool


@dataclass(slots=True)
class Candidate:
    """One telling of an event."""

    sentence: int
    paragraph: int
    name: str
    token: int
    trigger: str
    trigger_start: int
    trigger_end: int
    start: int
    end: int
    is_noun: bool
    sides: list[Side] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    places: list[ResolvedPlace] = field(default_factory=list)
    target_kind: str = "unknown"
    weapon: str | None = None
    realis: str = "actual"
    definite: bool = False
    another: bool = False
    generic: bool = False
    background: bool = False
    weak: bool = False
    in_title: bool = False
    plural: bool = False
    attributive: bool = False
    separate: bool = False
    failed: bool = False
    date_before: DateMention | None = None
    distance: Distance | None = None
    decreed: bool = False
    more: bool = False
    prior: bool = False
    ends: bool = False
    told_with: int | None = None
    is_perfect: bool = False
    is_sequel: bool = False
    demonstrative: bool = False
    tolls: list[Toll] = field(default_factory=list)

    def actors(self, *roles: str) -> set[str]:
        """Return the ids of actors in any of the roles."""
        return {s.actor_id for s in self.sides if s.role in roles}


@dataclass(slots=True)
class Scene:
    """What is known of a sentence besides its frames."""

    text: str
    sentence: Sentence
    actors: list[ActorMention]
    dates: list[DateMention]
    places: list[ResolvedPlace]
    tolls: list[Toll]
    lex: Lexicon
    in_title: bool
    article_actors: list[ActorMention]
    article_dates: list[DateMention]
    country: str | None
    published: dt.date | None
