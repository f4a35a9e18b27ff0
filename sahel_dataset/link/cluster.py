"""From pairs to events: groups in which no two mentions contradict each other.

Average linkage within each connected component of the pairs that reach the threshold, best pair first, with two
constraints. A group never holds a pair that something keeps apart, so that a chain of likenesses (a vague report that
fits two raids) does not join what is different. And a vague mention that fits two events about equally well, which
contradict each other, joins neither. The result depends on the mentions' keys and contents only, never on their order.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from sahel_dataset.link.compare import Comparison
from sahel_dataset.link.linkage import Linkage
from sahel_dataset.link.params import LinkParams

__all__ = ["Groups", "cluster"]

Compare = Callable[[np.ndarray, np.ndarray], Comparison]


class Groups:
    """Which event each mention belongs to, and the pairs within each component with their comparison.

    Attributes
    ----------
    event : numpy.ndarray
        Per mention, the number of the smallest mention of its event.
    i, j : numpy.ndarray
        The compared pairs: every pair within a component, and the candidates between components.
    comparison : Comparison
        Their points.
    """

    def __init__(self, event: np.ndarray, i: np.ndarray, j: np.ndarray, comparison: Comparison) -> None:
        self.event = event
        self.i = i
        self.j = j
        self.comparison = comparison


def _components(n: int, i: np.ndarray, j: np.ndarray) -> np.ndarray:
    graph = coo_matrix((np.ones(len(i), dtype=np.int8), (i, j)), shape=(n, n))
    return connected_components(graph, directed=False)[1]


def _cut(n: int, i: np.ndarray, j: np.ndarray, score: np.ndarray, params: LinkParams) -> np.ndarray:
    """Return the component of each mention, cutting components that are too large at their weakest links."""
    threshold = params.merge_at
    label = _components(n, i, j)
    while True:
        sizes = np.bincount(label)
        large = sizes[label[i]] > params.largest_block if len(i) else np.zeros(0, dtype=bool)
        if not large.any():
            return label
        threshold += 1.0
        keep = ~large | (score >= threshold)
        i, j, score = i[keep], j[keep], score[keep]
        label = _components(n, i, j)


def _pairs_within(label: np.ndarray) -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
    """Return every pair of mentions of one component, and the members of each component of two or more."""
    order = np.argsort(label, kind="stable")
    bounds = np.flatnonzero(np.diff(label[order])) + 1
    members = [part for part in np.split(order, bounds) if len(part) > 1]
    if not members:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), []
    one, other = zip(*((part[a], part[b]) for part in members for a, b in [_upper(len(part))]), strict=True)
    return np.concatenate(one), np.concatenate(other), members


_UPPER: dict[int, tuple[np.ndarray, np.ndarray]] = {}


def _upper(size: int) -> tuple[np.ndarray, np.ndarray]:
    if size not in _UPPER:
        _UPPER[size] = np.triu_indices(size, 1)
    return _UPPER[size]


def cluster(n: int, i: np.ndarray, j: np.ndarray, compare: Compare, vague: np.ndarray, params: LinkParams) -> Groups:
    """Group mentions into events.

    Parameters
    ----------
    n : int
        Number of mentions.
    i, j : numpy.ndarray
        The candidate pairs.
    compare : callable
        Compares pairs: two arrays of numbers in, a `Comparison` out.
    vague : numpy.ndarray
        Per mention, whether it lacks a day or an exact place.
    params : LinkParams
        Thresholds.
    """
    first = compare(i, j)
    strong = (first.score >= params.merge_at) & (first.apart == 0)
    label = _cut(n, i[strong], j[strong], first.score[strong], params)
    one, other, members = _pairs_within(label)
    within = compare(one, other)
    score, apart, weight = within.score, within.apart > 0, within.vague
    event = np.arange(n)
    at = 0
    for part in members:
        size = len(part)
        stop = at + size * (size - 1) // 2
        if not apart[at:stop].any() and (score[at:stop] >= params.merge_at).all():
            event[part] = part[0]
        else:
            upper = _upper(size)
            square = {}
            for name, values, alone in (
                ("score", score, 0.0),
                ("weight", weight, 1.0),
                ("apart", apart, False),
                ("contradicts", within.contradicts, False),
            ):
                matrix = np.full((size, size), alone)
                matrix[upper] = matrix[upper[1], upper[0]] = values[at:stop]
                square[name] = matrix
            event[part] = part[Linkage(**square, vague=vague[part], params=params).run()]
        at = stop
    between = label[i] != label[j]
    return Groups(
        event, np.concatenate([one, i[between]]), np.concatenate([other, j[between]]), _joined(within, first, between)
    )


def _joined(within: Comparison, between: Comparison, chosen: np.ndarray) -> Comparison:
    columns = ("time", "place", "type", "sides", "figures", "words", "apart", "contradicts", "vague")
    return Comparison(
        **{name: np.concatenate([getattr(within, name), getattr(between, name)[chosen]]) for name in columns}
    )
