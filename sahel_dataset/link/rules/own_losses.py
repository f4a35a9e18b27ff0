"""`own_losses`: what each side admits of its own.

An admission is a statement against interest, so that it is a floor that is hard to dispute. Of each side the latest
admission counts as best, the smallest and the largest as low and high; where several sides admit losses of one class,
they are added, since they count different people.

It follows no codebook.

Limits: a side that says nothing counts as nothing, not as none; a zero that a side claims of itself counts as said.
"""

from __future__ import annotations

import pandas as pd

from sahel_dataset.link.rules.rule import Rule

__all__ = ["OWN_LOSSES"]


def _select(figures: pd.DataFrame) -> pd.DataFrame:
    return figures[figures["losses"] == "own"]


def _settle(figures: pd.DataFrame) -> pd.DataFrame:
    ordered = figures.assign(
        top=figures["high"].fillna(figures["figure"]), bottom=figures["low"].fillna(figures["figure"])
    ).sort_values(["cell", "camp", "told_on", "figure", "claim_id"], kind="stable", na_position="first")
    sides = ordered.groupby(["cell", "camp"]).agg(low=("bottom", "min"), best=("figure", "last"), high=("top", "max"))
    return sides.groupby(level="cell").sum()


OWN_LOSSES = Rule("own_losses", _settle, _select)
"""The latest admission of each side, added over the sides."""
