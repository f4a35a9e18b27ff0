"""The classes of event triggers: what a word that tells of an event makes of it, by who acts and who suffers."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from sahel_dataset.knowledge.read import read_yaml

__all__ = ["EventClass", "classes_by_agent", "event_classes"]

_FILE = "event_classes.yaml"


@dataclass(frozen=True, slots=True)
class EventClass:
    """What a class of triggers becomes (see ``knowledge/event_classes.yaml``)."""

    name: str
    armed: str
    civilian: str
    unknown: str
    agent: str
    patient: str
    weak: bool


@functools.cache
def event_classes() -> dict[str, EventClass]:
    """Return the classes of event triggers by name."""
    out = {}
    for name, row in read_yaml(_FILE).items():
        if name == "by_agent":
            continue
        any_ = row.get("any", "")
        out[name] = EventClass(
            name,
            row.get("armed", any_),
            row.get("civilian", any_),
            row.get("unknown", any_),
            row["agent"],
            row["patient"],
            bool(row.get("weak", False)),
        )
    return out


@functools.cache
def classes_by_agent() -> dict[str, dict[str, str]]:
    """Return, of words whose class depends on who acts, the class by sort of agent (``soldiers``, ``state``...)."""
    return {str(name): dict(row) for name, row in read_yaml(_FILE)["by_agent"].items()}
