"""`independent`: figures of belligerents about their enemy's losses are dropped.

What armies and armed groups say of the dead of the other side is the least checked and the most useful to them. Figures
of everybody else count, and so do those of a party about its own losses or about civilians. Best is the middle figure
(the lower of two in the middle), low and high are the ends of what is left.

It follows no codebook. It is the counterpart of `own_losses` with third parties added.

Limits: a government at war is a party, and what it says of civilians its enemy killed still counts, though it is not
disinterested; security sources count as third parties, though many are the state's.
"""

from __future__ import annotations

import pandas as pd

from sahel_dataset.link.rules.rule import Rule

__all__ = ["INDEPENDENT"]


def _select(figures: pd.DataFrame) -> pd.DataFrame:
    return figures[figures["losses"] != "enemy"]


def _settle(figures: pd.DataFrame) -> pd.DataFrame:
    spread = figures.assign(
        top=figures["high"].fillna(figures["figure"]), bottom=figures["low"].fillna(figures["figure"])
    )
    cells = spread.groupby("cell")
    return pd.DataFrame(
        {
            "low": cells["bottom"].min(),
            "best": cells["figure"].quantile(0.5, interpolation="lower"),
            "high": cells["top"].max(),
        }
    )


INDEPENDENT = Rule("independent", _settle, _select)
"""The middle of all figures but those about the enemy's losses."""
