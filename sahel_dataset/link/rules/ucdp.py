"""`ucdp`: low, best and high, in the manner of the Uppsala Conflict Data Program.

What UCDP says of its figures: in the Georeferenced Event Dataset ("UCDP GED Codebook", variables `best`, `high` and
`low`; Sundberg and Melander, "Introducing the UCDP Georeferenced Event Dataset", Journal of Peace Research 50, 2013),
`best` is the most likely estimate of all deaths in an event, `high` the highest and `low` the lowest estimate that is
reliable. How the most likely one is found, UCDP's definitions of its best estimate say ("UCDP Battle-Related Deaths
Dataset Codebook"): where reports differ, it is examined which source is the most reliable; where that cannot be told,
the lower figure is taken as a rule.

What this rule makes of it: reliability is read from independence alone, which is this project's reading and not UCDP's.
Claimants that are no party to the event come before parties; among those left none is known to be the more reliable, so
that best is their lower figure. Low and high are the ends of all that is claimed.

Limits: UCDP's coders judge each source by what it is, and do not take into low and high what they do not believe; this
rule believes everybody that far, so that its interval is the wider one. UCDP counts deaths only, gives its interval
over all classes of victims (the class `any` here), and asks for a direct death and known parties before it codes an
event.
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
