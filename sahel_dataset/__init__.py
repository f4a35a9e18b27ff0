"""Who says what about the wars of the Sahel: events, actors and claims from news articles.

Examples
--------
>>> import sahel_dataset as sahel
>>> claims = sahel.load("claims")  # doctest: +SKIP
>>> sahel.estimate(claims, rule="acled")  # doctest: +SKIP
"""

from __future__ import annotations

import importlib
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

# At once, not when first asked for: these functions bear the names of their modules, and the one imported last wins.
from sahel_dataset.cite import cite
from sahel_dataset.load import load, locate, versions

if TYPE_CHECKING:
    from sahel_dataset import plot
    from sahel_dataset.cards import actor, claims, event
    from sahel_dataset.cite import check_citation
    from sahel_dataset.link.estimates import disagreement, estimate
    from sahel_dataset.link.redirects import resolve
    from sahel_dataset.others import match_events, read_other

try:
    __version__ = version("sahel-dataset")
except PackageNotFoundError:  # run from a folder that was never installed
    __version__ = "0+unknown"

# What a reader calls, and where it stands. Each is imported when it is first asked for, so that the
# command line answers at once.
_HOMES = {
    "actor": "sahel_dataset.cards",
    "claims": "sahel_dataset.cards",
    "event": "sahel_dataset.cards",
    "check_citation": "sahel_dataset.cite",
    "disagreement": "sahel_dataset.link.estimates",
    "estimate": "sahel_dataset.link.estimates",
    "match_events": "sahel_dataset.others",
    "read_other": "sahel_dataset.others",
    "resolve": "sahel_dataset.link.redirects",
}

__all__ = [
    "__version__",
    "actor",
    "check_citation",
    "cite",
    "claims",
    "disagreement",
    "estimate",
    "event",
    "load",
    "locate",
    "match_events",
    "plot",
    "read_other",
    "resolve",
    "versions",
]


def __getattr__(name: str) -> Any:
    if name == "plot":
        return importlib.import_module("sahel_dataset.plot")
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'sahel_dataset' has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


# In JupyterLab and IPython, Tab completes ids and terms from the first cell on.
if "IPython" in sys.modules:
    from sahel_dataset.cards.completion import enable

    enable()
