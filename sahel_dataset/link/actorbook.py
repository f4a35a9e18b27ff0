"""Who belongs to whom: what the list of actors says about two actors of two reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

__all__ = ["ActorBook", "ActorFacts"]

ARMED = ("armed_group", "militia")
STATE = ("state_force", "government")
VAGUE_KINDS = {
    "jihadists_unspecified": ("armed_group",),
    "rebels_unspecified": ("armed_group",),
    "terrorist_coalition": ("armed_group",),
    "militia_unspecified": ("militia",),
    "armed_men_unspecified": ARMED,
}
"""Descriptions that name nobody, and the kinds of actor they may stand for.

Armies call rebels "terrorists", so that description may stand for any armed group."""


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """What linking needs to know of an actor."""

    kind: str
    country: str | None = None


@dataclass(frozen=True)
class ActorBook:
    """Kinds, countries and memberships of actors.

    Parameters
    ----------
    facts : dict of str to ActorFacts
        By actor id. An id that is missing is an actor of which nothing is known.
    part_of : frozenset of (str, str)
        Pairs (part, whole), whole included where it is reached by several steps.

    Examples
    --------
    >>> book = ActorBook(
    ...     {"jnim": ActorFacts("armed_group", "ML"), "katiba_macina": ActorFacts("armed_group", "ML")},
    ...     frozenset({("katiba_macina", "jnim")}),
    ... )
    >>> book.covers("jihadists_unspecified", "jnim"), book.covers("jnim", "katiba_macina")
    (True, True)
    """

    facts: dict[str, ActorFacts] = field(default_factory=dict)
    part_of: frozenset[tuple[str, str]] = frozenset()

    def kind(self, actor_id: str) -> str | None:
        """Return the kind of an actor, or None where it is not known."""
        facts = self.facts.get(actor_id)
        return facts.kind if facts else None

    def country(self, actor_id: str) -> str | None:
        """Return the country of an actor, or None where it has none."""
        facts = self.facts.get(actor_id)
        return facts.country if facts else None

    def is_vague(self, actor_id: str) -> bool:
        """Tell whether an id is a description ("gunmen", civilians) and not a name."""
        return actor_id in VAGUE_KINDS or self.kind(actor_id) == "civilians" or actor_id.startswith("civilians")

    def covers(self, wide: str, narrow: str) -> bool:
        """Tell whether `wide` may stand for `narrow` in a less exact report.

        That is so where `narrow` is a part of `wide`, where `wide` is a description of its kind, and between
        the bodies of one state (a government is named for its army's deeds, an army for its gendarmes).
        """
        if (narrow, wide) in self.part_of:
            return True
        kind = self.kind(narrow)
        if wide in VAGUE_KINDS:
            return kind in VAGUE_KINDS[wide] or narrow in VAGUE_KINDS
        if wide == "civilians":
            return kind == "civilians"
        country = self.country(wide)
        return self.kind(wide) in STATE and kind in STATE and country is not None and country == self.country(narrow)

    def akin(self, one: str, other: str) -> bool:
        """Tell whether either covers the other."""
        return self.covers(one, other) or self.covers(other, one)

    def camp(self, actor_id: str) -> str:
        """Return the camp whose losses are an actor's own.

        The bodies of one state are one camp; an armed group belongs with the whole it is part of.
        """
        if self.kind(actor_id) in STATE and self.country(actor_id):
            return f"state:{self.country(actor_id)}"
        wholes = sorted(whole for part, whole in self.part_of if part == actor_id)
        return wholes[-1] if wholes and not any(part == wholes[-1] for part, _ in self.part_of) else actor_id

    @classmethod
    def of(cls, facts: dict[str, ActorFacts], memberships: Iterable[tuple[str, str]]) -> ActorBook:
        """Make a book from direct memberships; a part of a part is a part of the whole."""
        pairs = set(memberships)
        while True:
            reached = {(a, d) for a, b in pairs for c, d in pairs if b == c and a != d} - pairs
            if not reached:
                return cls(dict(facts), frozenset(pairs))
            pairs |= reached
