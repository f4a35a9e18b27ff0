"""What a run of `evaluate` can be told."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EvaluateParams"]


@dataclass(frozen=True, slots=True)
class EvaluateParams:
    """Settings of the stage, read from the section ``evaluate`` of params.yaml.

    Attributes
    ----------
    resamples : int
        How often the articles are drawn anew, with replacement, for the intervals.
    seed : int
        Seed of the draws.
    confidence : float
        What share of the resampled figures an interval covers (0 to 1).
    """

    resamples: int = 2000
    seed: int = 1
    confidence: float = 0.95

    def __post_init__(self) -> None:
        if self.resamples < 1:
            raise ValueError(f"evaluate.resamples is {self.resamples}; it must be at least 1.")
        if not 0 < self.confidence < 1:
            raise ValueError(f"evaluate.confidence is {self.confidence}; it must lie between 0 and 1.")
