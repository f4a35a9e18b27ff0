"""An event of one article: its tellings, and the day, place and sides that they give it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sahel_dataset.extract.dates import DateMention
from sahel_dataset.extract.meeting import NAMED_ONLY, is_specific
from sahel_dataset.extract.places import CONFLICT_AREA, ResolvedPlace
from sahel_dataset.extract.scene import EPISODE, Candidate, Side

__all__ = ["Event"]


@dataclass(slots=True)
class Event:
    """The tellings of one event in one article."""

    tellings: list[Candidate] = field(default_factory=list)
    lent_date: DateMention | None = None
    lent_place: ResolvedPlace | None = None

    @property
    def first(self) -> Candidate:
        """Return the telling that opened the event."""
        return self.tellings[0]

    @property
    def last_sentence(self) -> int:
        """Return the sentence of the latest telling."""
        return max(t.sentence for t in self.tellings)

    @property
    def sides(self) -> list[Side]:
        """Return all sides of all tellings."""
        return [s for t in self.tellings for s in t.sides]

    def actors(self, *roles: str) -> set[str]:
        """Return the ids of actors in any of the roles."""
        return {s.actor_id for s in self.sides if s.role in roles}

    @property
    def date(self) -> DateMention | None:
        """Return the best date of the event: resolved before unresolved, day before month before year, first told."""
        found = [d for t in self.tellings for d in t.dates]
        order = {"day": 0, "week": 1, "month": 2, "year": 3, "unknown": 4}
        resolved = [d for d in found if d.first is not None]
        return (
            min(resolved, key=lambda d: (order.get(d.precision, 5), d.start))
            if resolved
            else (found[0] if found else self.lent_date)
        )

    @property
    def place(self) -> ResolvedPlace | None:
        """Return the most exact place of the event, of those the one told first."""
        # A series is where its first telling puts it; what is told of single acts of it is narrower.
        told = self.tellings
        if self.generic or any(p.basis == "spread" for p in self.first.places):
            told = self.tellings[:1]
        elif self.date is not None and self.date.kind == "since":
            told = [t for t in self.tellings if self.date in t.dates and t.places][:1] or self.tellings[:1]
        # "An attack on Konna": a word on the violence of the region does not say where it was.
        acts = told if self.generic else [t for t in told if not t.generic] or told
        found = [p for t in acts for p in t.places]
        if any(t.name in EPISODE for t in self.tellings):
            # Of a place in the area and one elsewhere ("an inquiry in Paris"), what happened happened in the area.
            found = [p for p in found if p.country is None or p.country in CONFLICT_AREA] or found
        best = min(found, key=lambda p: (_rank(p), _exactness(p), p.start), default=None)
        named_only = best is None or (best.precision == "country" and best.role in NAMED_ONLY)
        return self.lent_place if named_only and self.lent_place is not None else best

    @property
    def name(self) -> str:
        """Return the class that opened the event."""
        return self.first.name

    @property
    def generic(self) -> bool:
        """Say whether the event stands for a series rather than one happening."""
        return self.first.generic


def _rank(place: ResolvedPlace) -> int:
    """Rank a place where something happened before one that is passed or spoken from, and both before a country."""
    return 2 if not is_specific(place) else 1 if place.role in NAMED_ONLY else 0


def _exactness(place: ResolvedPlace) -> int:
    order = {"exact": 0, "near": 1, "admin": 2, "country": 4, "unknown": 5}
    return order.get(place.precision, 5)
