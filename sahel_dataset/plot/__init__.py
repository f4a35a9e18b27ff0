"""Figures of the dataset: each function takes frames and returns a matplotlib figure.

The figures are drawn to be printed: one column of A4 wide, legible without colour, each with its
description in words (``.alt``).

Examples
--------
>>> import sahel_dataset as sahel
>>> sahel.plot.timeline(sahel.load("events"))  # doctest: +SKIP
"""

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
