"""Link: mentions of one event become one event, ids are kept, tolls are estimated by rule.

`sahel_dataset.link.run.run` is the stage. What a reader of the dataset calls is here.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sahel_dataset.link.estimates import disagreement, estimate
    from sahel_dataset.link.params import LinkParams
    from sahel_dataset.link.redirects import UnknownEventError, resolve
    from sahel_dataset.link.rules import RULES, Rule

__all__ = ["RULES", "LinkParams", "Rule", "UnknownEventError", "disagreement", "estimate", "resolve"]

# Imported when asked for, so that the command answers at once.
_HOMES = {
    "estimates": ("disagreement", "estimate"),
    "params": ("LinkParams",),
    "redirects": ("UnknownEventError", "resolve"),
    "rules": ("RULES", "Rule"),
}


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
