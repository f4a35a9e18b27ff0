"""How well events and claims are read out of articles, measured against annotations made by reading.

`annotations` reads the annotation files; `likeness` says how alike two coded events or claims are, and when a claim is
right; `pairing` puts gold and extracted one to one; `tally` counts, `intervals` resamples, `scores` makes figures of
the counts; `extracted` and `gold` find what is compared; `differences` names what is wrong with a pair; `browser`,
`plots` and `readme` show it; `run` does all of it.
"""

from __future__ import annotations

from sahel_dataset.evaluate.params import EvaluateParams

__all__ = ["EvaluateParams"]
