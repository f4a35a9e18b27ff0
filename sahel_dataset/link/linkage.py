"""Average linkage under constraints, for the mentions of one component."""

from __future__ import annotations

import numpy as np

from sahel_dataset.link.params import LinkParams

__all__ = ["Linkage"]


class Linkage:
    """Groups of mentions that grow pair by pair, best pair first.

    Parameters
    ----------
    score, weight, apart, contradicts : numpy.ndarray
        Square and symmetric: points, say, prohibition and contradiction of each pair.
    vague : numpy.ndarray
        Per mention, whether it lacks a day or an exact place.
    params : LinkParams
        Thresholds.
    """

    def __init__(
        self,
        score: np.ndarray,
        weight: np.ndarray,
        apart: np.ndarray,
        contradicts: np.ndarray,
        vague: np.ndarray,
        params: LinkParams,
    ) -> None:
        self._params = params
        self._group = np.arange(len(score))
        self._total, self._share = score * weight, weight.copy()
        self._unlike, self._vague = contradicts.copy(), vague.copy()
        self._closed = apart.copy()
        np.fill_diagonal(self._closed, True)
        self._mean = np.where(self._closed, -np.inf, score)
        # The best partner of each group is kept, so that a step costs one row and not the whole square.
        self._partner = self._mean.argmax(axis=1)
        self._best = self._mean.max(axis=1)

    def run(self) -> np.ndarray:
        """Put groups together while any pair reaches the threshold.

        Returns
        -------
        numpy.ndarray
            Per mention, the smallest member of its group.
        """
        while True:
            # argmax takes the first of equals, which is the pair with the smallest keys.
            one = int(self._best.argmax())
            other = int(self._partner[one])
            best = float(self._best[one])
            if best < self._params.merge_at:
                return self._group
            torn = [self._torn(one, other, best), self._torn(other, one, best)]
            if not any(torn):
                self._join(min(one, other), max(one, other))

    def _torn(self, one: int, other: int, best: float) -> bool:
        """Give up all partners of a vague group that fits others about as well which contradict this one."""
        if not self._vague[one]:
            return False
        near = max(self._params.merge_at, best - self._params.ambiguity_margin)
        rivals = self._unlike[other] & (self._mean[one] >= near)
        rivals[[one, other]] = False
        if not rivals.any():
            return False
        rivals[other] = True
        self._closed[one, rivals] = self._closed[rivals, one] = True
        self._mean[one, rivals] = self._mean[rivals, one] = -np.inf
        self._look_again(np.append(np.flatnonzero(rivals), one))
        return True

    def _join(self, keep: int, gone: int) -> None:
        self._group[self._group == gone] = keep
        for matrix in (self._total, self._share):
            matrix[keep] += matrix[gone]
            matrix[:, keep] = matrix[keep]
        for matrix in (self._closed, self._unlike):
            matrix[keep] |= matrix[gone]
            matrix[:, keep] = matrix[keep]
        self._vague[keep] &= self._vague[gone]
        self._closed[keep, keep] = self._closed[gone] = self._closed[:, gone] = True
        self._mean[gone] = self._mean[:, gone] = -np.inf
        self._mean[keep] = np.where(self._closed[keep], -np.inf, self._total[keep] / self._share[keep])
        self._mean[:, keep] = self._mean[keep]
        led_here = np.isin(self._partner, (keep, gone))
        led_here[[keep, gone]] = True
        self._look_again(np.flatnonzero(led_here))
        better = (self._mean[keep] > self._best) | ((self._mean[keep] == self._best) & (keep < self._partner))
        self._best[better], self._partner[better] = self._mean[keep][better], keep

    def _look_again(self, rows: np.ndarray) -> None:
        self._partner[rows] = self._mean[rows].argmax(axis=1)
        self._best[rows] = self._mean[rows, self._partner[rows]]
