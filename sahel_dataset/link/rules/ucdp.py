"""`ucdp`: low, best and high, in the manner of the Uppsala Conflict Data Program.

UCDP's definitions of its best, low and high estimates (ucdp.uu.se, "UCDP Definitions"; UCDP GED Codebook, variables
`best`, `low` and `high`): the best estimate rests on the most reliable report; where reports differ and none is clearly
more reliable, UCDP as a rule takes the lower figure. The low and high estimates hold lower and higher figures that are
still found reasonable.

Here reliability is read from independence alone: claimants that are no party to the event come before parties. Best is
the lower figure of the former, or of all where only parties speak; low and high are the ends of the whole spread.

Limits: UCDP's coders judge each source, and leave figures out of the interval that they do not believe; this rule
leaves out none. UCDP counts deaths only, gives its interval over all classes of victims (the class `any` here), and
asks for a direct death and known parties before it codes an event at all.
"""

from __future__ import annotations

import pandas as pd

from sahel_dataset.link.rules.rule import Rule

__all__ = ["UCDP"]


def _settle(figures: pd.DataFrame) -> pd.DataFrame:
    spread = figures.assign(
        top=figures["high"].fillna(figures["figure"]), bottom=figures["low"].fillna(figures["figure"])
    )
    cells = spread.groupby("cell")
    outsiders = figures[~figures["is_party"]].groupby("cell")["figure"].min()
    best = outsiders.reindex(cells.size().index).fillna(cells["figure"].min())
    return pd.DataFrame({"low": cells["bottom"].min(), "best": best, "high": cells["top"].max()})


UCDP = Rule("ucdp", _settle)
"""The spread of all claims; best is the lower figure of claimants that are no party to the event."""
