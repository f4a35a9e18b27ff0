"""Comparing pairs of mentions in parts, each with what it needs of the mentions, so that any worker can do any part."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np

from sahel_dataset.link.actorbook import ActorBook
from sahel_dataset.link.compare import Comparison, compare
from sahel_dataset.link.features import Features
from sahel_dataset.link.params import LinkParams
from sahel_dataset.link.sides import SidesIndex
from sahel_dataset.link.weights import Weights
from sahel_dataset.work import Workers, each_in_order

__all__ = ["Judge"]

PAIRS_AT_ONCE = 200_000
"""Pairs of one part that workers are sent: some megabytes."""

WORTH_PROCESSES = 10_000_000
"""From so many pairs on, processes of this machine save more than they cost to begin: a million take a second."""


@dataclass(frozen=True, slots=True)
class _Part:
    judge: Judge
    i: np.ndarray
    j: np.ndarray


@dataclass(frozen=True, slots=True)
class Judge:
    """Compares pairs of the mentions of a collection.

    Attributes
    ----------
    features, sides
        What is compared, as `compare` takes it.
    params, weights, book
        By what, likewise.
    """

    features: Features
    sides: SidesIndex
    params: LinkParams
    weights: Weights
    book: ActorBook

    def compare(self, i: np.ndarray, j: np.ndarray) -> Comparison:
        """Compare pairs in this process."""
        return compare(self.features, self.sides, i, j, params=self.params, weights=self.weights, book=self.book)

    def compare_spread(self, i: np.ndarray, j: np.ndarray, workers: Workers) -> Comparison:
        """Compare pairs in parts, which workers do side by side; the result is the same as in one.

        Parameters
        ----------
        i, j : numpy.ndarray
            Numbers of the two mentions of each pair.
        workers : int or Cluster, optional
            Who compares; few pairs are not worth sending to processes of this machine.
        """
        if len(i) < WORTH_PROCESSES and (workers is None or isinstance(workers, int)):
            return self.compare(i, j)
        starts = range(0, max(1, len(i)), PAIRS_AT_ONCE)
        parts = (self._part(i[at : at + PAIRS_AT_ONCE], j[at : at + PAIRS_AT_ONCE]) for at in starts)
        found = list(each_in_order(_compared, parts, workers=workers, what="comparing mentions", total=len(starts)))
        names = [field.name for field in dataclasses.fields(Comparison)]
        return Comparison(**{name: np.concatenate([getattr(one, name) for one in found]) for name in names})

    def _part(self, i: np.ndarray, j: np.ndarray) -> _Part:
        """Return pairs with those mentions that occur in them, under new numbers."""
        needed = np.unique(np.concatenate([i, j]))
        features = dataclasses.replace(
            self.features,
            frame=self.features.frame.iloc[needed].reset_index(drop=True),
            sides=self.features.sides[needed],
            tokens=self.features.tokens[needed],
            figures=self.features.figures[needed],
        )
        line_ups, of_mention = np.unique(self.sides.of_mention[needed], return_inverse=True)
        sides = SidesIndex(tuple(self.sides.line_ups[number] for number in line_ups), of_mention)
        judge = dataclasses.replace(self, features=features, sides=sides)
        return _Part(judge, np.searchsorted(needed, i), np.searchsorted(needed, j))


def _compared(part: _Part) -> Comparison:
    return part.judge.compare(part.i, part.j)
