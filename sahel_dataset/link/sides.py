"""Who is on which side of two mentions, and how far they agree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sahel_dataset.link.actorbook import ActorBook
from sahel_dataset.link.weights import Weights

__all__ = ["Sides", "SidesIndex", "index_sides", "sides_points"]


@dataclass(frozen=True, slots=True)
class Sides:
    """Who began, and who was aimed at or hurt."""

    began: frozenset[str] = frozenset()
    aimed_at: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SidesIndex:
    """The different line-ups of a collection, and which of them each mention tells.

    Attributes
    ----------
    line_ups : tuple of Sides
        Every different line-up once.
    of_mention : numpy.ndarray
        Per mention, its number in `line_ups`.
    """

    line_ups: tuple[Sides, ...]
    of_mention: np.ndarray


def index_sides(mention_ids: pd.Series, actors: pd.DataFrame) -> SidesIndex:
    """Give every line-up of the mentions a number.

    Parameters
    ----------
    mention_ids : pandas.Series
        Keys of the mentions in their order.
    actors : pandas.DataFrame
        Columns mention_id, actor_id, role. Supporters count with those who began; mediators with nobody.

    Examples
    --------
    >>> actors = pd.DataFrame(
    ...     {"mention_id": ["m1", "m1"], "actor_id": ["jnim", "civilians"], "role": ["initiator", "victim"]}
    ... )
    >>> index = index_sides(pd.Series(["m1", "m2"]), actors)
    >>> index.line_ups[index.of_mention[0]]
    Sides(began=frozenset({'jnim'}), aimed_at=frozenset({'civilians'}))
    """
    began = _sets(actors, ("initiator",))
    aimed_at = _sets(actors, ("target", "victim"))
    numbers: dict[Sides, int] = {}
    of_mention = np.empty(len(mention_ids), dtype=np.int64)
    nobody: frozenset[str] = frozenset()
    for position, mention_id in enumerate(mention_ids.tolist()):
        sides = Sides(began.get(mention_id, nobody), aimed_at.get(mention_id, nobody))
        of_mention[position] = numbers.setdefault(sides, len(numbers))
    return SidesIndex(tuple(numbers), of_mention)


def _sets(actors: pd.DataFrame, roles: tuple[str, ...]) -> dict[str, frozenset[str]]:
    chosen = actors[actors["role"].isin(roles)]
    gathered: dict[str, set[str]] = {}
    for mention_id, actor_id in zip(chosen["mention_id"].tolist(), chosen["actor_id"].tolist(), strict=True):
        gathered.setdefault(mention_id, set()).add(actor_id)
    return {mention_id: frozenset(ids) for mention_id, ids in gathered.items()}


def _agreement(one: frozenset[str], other: frozenset[str], book: ActorBook, weights: Weights) -> float:
    """Return the points of one side: what its best-agreeing actors earn."""
    if not one or not other:
        return 0.0
    shared = one & other
    if any(not book.is_vague(actor) for actor in shared):
        return weights.sides["same"]
    if shared:
        return weights.sides["same_vague"]
    if any(book.akin(a, b) for a in one for b in other):
        return weights.sides["covered"]
    described = any(all(book.is_vague(actor) for actor in side) for side in (one, other))
    return weights.sides["different_vague" if described else "different"]


def _line_up_points(one: Sides, other: Sides, *, mutual: bool, book: ActorBook, weights: Weights) -> float:
    points = _agreement(one.began, other.began, book, weights) + _agreement(one.aimed_at, other.aimed_at, book, weights)
    if not mutual:
        return points
    crossed = (
        _agreement(one.began, other.aimed_at, book, weights)
        + _agreement(one.aimed_at, other.began, book, weights)
        + weights.sides["swapped"]
    )
    return max(points, crossed)


def sides_points(
    index: SidesIndex, i: np.ndarray, j: np.ndarray, mutual: np.ndarray, book: ActorBook, weights: Weights
) -> np.ndarray:
    """Return the points that the sides of each pair earn.

    Parameters
    ----------
    index : SidesIndex
        The line-ups.
    i, j : numpy.ndarray
        Numbers of the mentions.
    mutual : numpy.ndarray
        Per pair, whether either side may be told as the one that began (an armed clash).
    book : ActorBook
        Who covers whom.
    weights : Weights
        Points per agreement.
    """
    if not len(i):
        return np.zeros(0)
    one, other = index.of_mention[i], index.of_mention[j]
    low, high = np.minimum(one, other), np.maximum(one, other)
    # Few line-ups recur in very many pairs: each combination is judged once.
    keys = (low * len(index.line_ups) + high) * 2 + mutual
    different, position = np.unique(keys, return_inverse=True)
    points = np.empty(len(different))
    for n, key in enumerate(different.tolist()):
        pair, is_mutual = divmod(key, 2)
        a, b = divmod(pair, len(index.line_ups))
        points[n] = _line_up_points(
            index.line_ups[a], index.line_ups[b], mutual=bool(is_mutual), book=book, weights=weights
        )
    return points[position]
