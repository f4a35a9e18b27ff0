"""Link: mentions of one event become one event, ids are kept, tolls are estimated by rule."""

from sahel_dataset.link.estimates import disagreement, estimate
from sahel_dataset.link.params import LinkParams
from sahel_dataset.link.resolve import UnknownEventError, resolve
from sahel_dataset.link.rules import RULES, Rule
from sahel_dataset.link.run import LinkSummary, run

__all__ = [
    "RULES",
    "LinkParams",
    "LinkSummary",
    "Rule",
    "UnknownEventError",
    "disagreement",
    "estimate",
    "resolve",
    "run",
]
