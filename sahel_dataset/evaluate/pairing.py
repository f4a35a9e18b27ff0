"""Gold and extracted put one to one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sahel_dataset.evaluate.annotations import Annotation, CodedClaim, CodedEvent
from sahel_dataset.evaluate.likeness import CLAIM_FOUND, EVENT_FOUND, claim_likeness, event_likeness

__all__ = ["Compared", "Pairing", "compare", "pair"]

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Pairing(Generic[Item]):
    """What was found, missed and made up.

    Attributes
    ----------
    found : tuple of (gold, extracted)
        In the order of the gold items.
    missed : tuple
        Gold items without a counterpart.
    spurious : tuple
        Extracted items without one.
    """

    found: tuple[tuple[Item, Item], ...]
    missed: tuple[Item, ...]
    spurious: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One article's annotation beside what was extracted from it."""

    gold: Annotation
    extracted: Annotation
    events: Pairing[CodedEvent]
    claims: Pairing[CodedClaim]


def pair(
    gold: Sequence[Item], extracted: Sequence[Item], likeness: Callable[[Item, Item], float], least: float
) -> Pairing[Item]:
    """Pair items one to one, the most alike first.

    Parameters
    ----------
    gold, extracted : sequence
        The items.
    likeness : callable
        How alike a gold and an extracted item are.
    least : float
        Items less alike than this are not paired.

    Examples
    --------
    >>> both = pair([1, 5], [6, 9], lambda a, b: 1 / (1 + abs(a - b)), least=0.3)
    >>> both.found, both.missed, both.spurious
    (((5, 6),), (1,), (9,))
    """
    candidates = sorted(
        ((likeness(ours, theirs), i, j) for i, ours in enumerate(gold) for j, theirs in enumerate(extracted)),
        reverse=True,
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in candidates:
        if score >= least and i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return Pairing(
        tuple((gold[i], extracted[partner[i]]) for i in sorted(partner)),
        tuple(item for i, item in enumerate(gold) if i not in partner),
        tuple(item for j, item in enumerate(extracted) if j not in taken),
    )


def compare(gold: Annotation, extracted: Annotation) -> Compared:
    """Pair the events and the claims of one article."""
    return Compared(
        gold,
        extracted,
        pair(gold.events, extracted.events, event_likeness, EVENT_FOUND),
        pair(gold.claims, extracted.claims, claim_likeness, CLAIM_FOUND),
    )
