"""Borders of the maps, shipped with the package."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

__all__ = ["Area", "areas", "region"]


@dataclass(frozen=True, slots=True)
class Area:
    """A country (level 0) or one of its first-level regions (level 1)."""

    country: str
    level: int
    name: str
    rings: tuple[tuple[tuple[float, float], ...], ...]

    @property
    def centre(self) -> tuple[float, float]:
        """Longitude and latitude of the centroid of the largest ring."""
        best, where = -1.0, (0.0, 0.0)
        for ring in self.rings:
            twice = x = y = 0.0
            for (x0, y0), (x1, y1) in pairwise(ring):
                cross = x0 * y1 - x1 * y0
                twice, x, y = twice + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
            if abs(twice) > best:
                best, where = abs(twice), (x / (3 * twice), y / (3 * twice))
        return where


@functools.cache
def areas(level: int) -> tuple[Area, ...]:
    """Return all countries (``level=0``) or all first-level regions (``level=1``) of the map."""
    shapes = json.loads((Path(__file__).parent / "sahel.json").read_text(encoding="utf-8"))["features"]
    return tuple(
        Area(
            **shape["properties"],
            rings=tuple(tuple((x, y) for x, y in ring) for part in shape["geometry"]["coordinates"] for ring in part),
        )
        for shape in shapes
        if shape["properties"]["level"] == level
    )


def region(country: str | None, name: str | None) -> Area | None:
    """Return a first-level region by its country's code and its name, or None where the map has none of that name.

    Examples
    --------
    >>> region("ML", "Kidal").level
    1
    >>> region("ML", "Atlantis") is None
    True
    """
    wanted = str(name).casefold()
    return next((a for a in areas(1) if a.country == country and a.name.casefold() == wanted), None)
