"""`highest`: the largest figure that anybody gives.

A reader who wants the ceiling of what is claimed. It follows no codebook. A vague quantity counts with its upper end
("dozens": 99), an open one with its lower end ("more than 100": 101).

Limits: belligerents' claims about their enemy are the usual winners.
"""

from __future__ import annotations

import pandas as pd

from sahel_dataset.link.rules.rule import Rule, one_figure

__all__ = ["HIGHEST"]


def _settle(figures: pd.DataFrame) -> pd.DataFrame:
    return one_figure(figures.assign(top=figures["high"].fillna(figures["figure"])), "top", largest=True)


HIGHEST = Rule("highest", _settle)
"""Low and high are those of the claim that gives the largest figure."""
