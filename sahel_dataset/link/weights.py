"""The points of weights.yaml, as arrays that whole columns of pairs can be scored with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import yaml

__all__ = ["Weights", "read_weights"]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of agreement is worth, in points.

    Attributes
    ----------
    time, place, sides, figures, words : Mapping[str, float]
        Points per level, by the level's name.
    types : tuple of str
        The event types, in the order of `type_points`.
    type_points : numpy.ndarray
        Points for each pair of types; NaN where the two never are one event.
    lasting, nationwide, mutual : numpy.ndarray
        Per type: whether it goes on for weeks; whether it is of a whole country, wherever it is told from; whether
        either side may be told as the one that began.
    """

    time: Mapping[str, float]
    place: Mapping[str, float]
    sides: Mapping[str, float]
    figures: Mapping[str, float]
    words: Mapping[str, float]
    types: tuple[str, ...]
    type_points: np.ndarray
    lasting: np.ndarray
    nationwide: np.ndarray
    mutual: np.ndarray


@cache
def read_weights() -> Weights:
    """Read weights.yaml, once per process.

    Examples
    --------
    >>> weights = read_weights()
    >>> coup = weights.types.index("coup")
    >>> float(weights.type_points[coup, coup])
    8.0
    """
    stated = yaml.safe_load((Path(__file__).parent / "weights.yaml").read_text(encoding="utf-8"))
    types = tuple(stated["type"])
    points = np.full((len(types), len(types)), np.nan)
    np.fill_diagonal(points, [stated["type"][name] for name in types])
    for one, other, value in stated["compatible_types"]:
        i, j = types.index(one), types.index(other)
        points[i, j] = points[j, i] = value
    return Weights(
        time=stated["time"],
        place=stated["place"],
        sides=stated["sides"],
        figures=stated["figures"],
        words=stated["words"],
        types=types,
        type_points=points,
        **{
            trait: np.array([name in stated[f"{trait}_types"] for name in types])
            for trait in ("lasting", "nationwide", "mutual")
        },
    )
