"""Counts to figures: precision, recall and F1, shares, and intervals over articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sahel_dataset.evaluate.params import EvaluateParams
from sahel_dataset.evaluate.tally import FIELDS, MEASURES, Tally

__all__ = ["Interval", "Measure", "Scores", "Share", "score"]

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Measure:
    """Precision, recall and F1, and the interval of F1.

    Attributes
    ----------
    n_right, n_gold, n_extracted : int
        Counts.
    interval : tuple of float or None
        Percentiles of F1 over resampled articles; None for a single article.
    """

    n_right: int
    n_gold: int
    n_extracted: int
    interval: Interval | None = None

    @property
    def precision(self) -> float:
        """Share of the extracted that is right; 0 where nothing was extracted."""
        return self.n_right / self.n_extracted if self.n_extracted else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that was extracted right; 0 where there is no gold."""
        return self.n_right / self.n_gold if self.n_gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _f1(self.n_right, self.n_gold + self.n_extracted)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the pairs have a field right.

    Attributes
    ----------
    n_right, n : int
        Counts.
    interval : tuple of float or None
        Percentiles over resampled articles.
    """

    n_right: int
    n: int
    interval: Interval | None = None

    @property
    def share(self) -> float | None:
        """The share (0 to 1); None where there is no pair."""
        return self.n_right / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Scores:
    """Every figure over a set of articles."""

    n_articles: int
    measures: Mapping[str, Measure]
    fields: Mapping[str, Share]


def _f1(right: int, both: int) -> float:
    return 2 * right / both if both else 0.0


def score(tallies: Sequence[Tally], params: EvaluateParams | None = None) -> Scores:
    """Sum the counts of articles into figures, and resample the articles for their intervals.

    Parameters
    ----------
    tallies : sequence of dict
        One per article, from `tally`.
    params : EvaluateParams, optional
        Number of resamples, seed, confidence.

    Returns
    -------
    Scores
        The figures. The articles are the unit that is resampled: claims of one article stand or fall together.
    """
    params = params or EvaluateParams()
    weights = _resamples(len(tallies), params)

    def summed(name: str, width: int) -> tuple[np.ndarray, np.ndarray]:
        counts = np.array([one[name] for one in tallies], dtype=np.int64).reshape(len(tallies), width)
        return counts.sum(axis=0), weights @ counts

    measures = {}
    for name in MEASURES:
        total, drawn = summed(name, 3)
        both = drawn[:, 1] + drawn[:, 2]
        resampled = np.divide(2.0 * drawn[:, 0], both, out=np.zeros(len(drawn)), where=both > 0)
        right, gold, extracted = (int(count) for count in total)
        measures[name] = Measure(right, gold, extracted, _interval(resampled, tallies, params))
    fields = {}
    for name in FIELDS:
        total, drawn = summed(name, 2)
        some = drawn[drawn[:, 1] > 0]
        fields[name] = Share(int(total[0]), int(total[1]), _interval(some[:, 0] / some[:, 1], tallies, params))
    return Scores(len(tallies), measures, fields)


def _resamples(n: int, params: EvaluateParams) -> np.ndarray:
    """Return how often each article is drawn in each resample."""
    # RandomState, unlike Generator, promises the same stream under every version of NumPy.
    return (
        np.random.RandomState(params.seed).multinomial(n, [1 / n] * n, size=params.resamples) if n else np.zeros((1, 0))
    )


def _interval(values: np.ndarray, tallies: Sequence[Tally], params: EvaluateParams) -> Interval | None:
    if len(tallies) < 2 or not len(values):
        return None
    outside = (1 - params.confidence) / 2
    low, high = np.quantile(values, [outside, 1 - outside])
    return float(low), float(high)
