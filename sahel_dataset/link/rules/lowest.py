"""`lowest`: the smallest figure that anybody gives.

A reader who wants a floor that no claimant goes under. It follows no codebook; ACLED's conservative reading is `acled`.

Limits: a first, partial count ("at least two bodies were seen") stands as long as nobody who gave it revises it.
"""

from __future__ import annotations

import pandas as pd

from sahel_dataset.link.rules.rule import Rule, one_figure

__all__ = ["LOWEST"]


def _settle(figures: pd.DataFrame) -> pd.DataFrame:
    return one_figure(figures, "figure", largest=False)


LOWEST = Rule("lowest", _settle)
"""Low and high are those of the claim that gives the smallest figure: "at least 20" is open above."""
