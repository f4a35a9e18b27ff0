"""Figures of the dataset: each function takes frames and returns a matplotlib figure.

The figures are drawn to be printed: one column of A4 wide, legible without colour, each with its
description in words (``.alt``).

Examples
--------
>>> import sahel_dataset as sahel
>>> sahel.plot.timeline(sahel.load("events"))  # doctest: +SKIP
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sahel_dataset.plot.beside import side_by_side
    from sahel_dataset.plot.contrast import disagreement, losses, rule_totals
    from sahel_dataset.plot.coverage import delays, outlets, single_sources
    from sahel_dataset.plot.frames import brief
    from sahel_dataset.plot.lives import names_and_ties, stances
    from sahel_dataset.plot.months import timeline, tolls
    from sahel_dataset.plot.places import map_events as map
    from sahel_dataset.plot.style import Chart
    from sahel_dataset.plot.voices import claims_chart as claims
    from sahel_dataset.plot.voices import statements

# What a reader calls, the module it stands in and its name there: imported when first asked for, because what shares
# only labels with the figures needs no matplotlib.
_HOMES = {
    "Chart": ("style", "Chart"),
    "brief": ("frames", "brief"),
    "claims": ("voices", "claims_chart"),
    "delays": ("coverage", "delays"),
    "disagreement": ("contrast", "disagreement"),
    "losses": ("contrast", "losses"),
    "map": ("places", "map_events"),
    "names_and_ties": ("lives", "names_and_ties"),
    "outlets": ("coverage", "outlets"),
    "rule_totals": ("contrast", "rule_totals"),
    "side_by_side": ("beside", "side_by_side"),
    "single_sources": ("coverage", "single_sources"),
    "stances": ("lives", "stances"),
    "statements": ("voices", "statements"),
    "timeline": ("months", "timeline"),
    "tolls": ("months", "tolls"),
}

__all__ = [
    "Chart",
    "brief",
    "claims",
    "delays",
    "disagreement",
    "losses",
    "map",
    "names_and_ties",
    "outlets",
    "rule_totals",
    "side_by_side",
    "single_sources",
    "stances",
    "statements",
    "timeline",
    "tolls",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, own_name = _HOMES[name]
    value = getattr(importlib.import_module(f"{__name__}.{module}"), own_name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
