"""What a rule for tolls is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

__all__ = ["Rule", "all_figures", "one_figure", "rule_of"]

Settle = Callable[[pd.DataFrame], pd.DataFrame]


def all_figures(figures: pd.DataFrame) -> pd.DataFrame:
    """Let every figure count."""
    return figures


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule.

    Attributes
    ----------
    name : str
        A term of the vocabulary ``estimate_rule``.
    settle : callable
        From figures with a column `cell` (one number per event, measure and class) to a frame indexed by `cell`
        with the columns low, best and high.
    select : callable
        From all figures to those that count, perhaps read differently.
    """

    name: str
    settle: Settle
    select: Callable[[pd.DataFrame], pd.DataFrame] = all_figures


def one_figure(figures: pd.DataFrame, by: str, *, largest: bool) -> pd.DataFrame:
    """Settle on the smallest or largest figure of each cell, with the bounds that its own words give it.

    Parameters
    ----------
    figures : pandas.DataFrame
        With columns cell, low, high, claim_id and `by`.
    by : str
        The column to compare, which is also the best figure.
    largest : bool
        Take the largest.
    """
    ordered = figures.sort_values(["cell", by, "claim_id"], ascending=[True, not largest, True], kind="stable")
    chosen = ordered.drop_duplicates("cell").set_index("cell")
    return pd.DataFrame({"low": chosen["low"], "best": chosen[by], "high": chosen["high"]})


def rule_of(name: str, function: Callable[[pd.DataFrame], Any]) -> Rule:
    """Return a rule from a reader's function of the claims on one event, measure and class of victims.

    Parameters
    ----------
    name : str
        What the rule is called.
    function : callable
        Takes a frame with the columns of ``claims`` (and `figure`, `is_party` and `losses`) and returns low, best and
        high, or None where it settles on nothing.
    """

    def settle(figures: pd.DataFrame) -> pd.DataFrame:
        settled = {}
        for cell, claims in figures.groupby("cell", sort=True):
            answer = function(claims.drop(columns="cell").reset_index(drop=True))
            if answer is not None:
                low, best, high = answer
                settled[cell] = {"low": low, "best": best, "high": high}
        return pd.DataFrame.from_dict(settled, orient="index", columns=["low", "best", "high"]).rename_axis("cell")

    return Rule(name, settle)
