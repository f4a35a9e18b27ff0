"""Which pairs of mentions are worth comparing: blocking by days, place and type, in DuckDB.

Each mention is entered under keys made of a stretch of days and a place as exact as it is known, and
looks for others under the same keys. Two mentions that share none cannot be one event, so the work grows
with the mentions per stretch of days and place, not with the square of the collection.
"""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd

from sahel_dataset.link.features import UNKNOWN_TIME, YEAR
from sahel_dataset.link.params import LinkParams
from sahel_dataset.link.weights import Weights

__all__ = ["find_candidates"]

BUCKET_DAYS = 8
"""Length of a stretch of days. Short enough to tell events apart, long enough to need few keys each."""

CELL_DEGREES = 0.5
"""Side of a cell of the grid, about 55 km at these latitudes: more than twice the reach of "near"."""

NAME_LETTERS = 4
"""Letters that two spellings of a place without coordinates share at their beginning."""

RARE_POINTS = 3.0
"""Types worth this many points are rare enough to be found by country and year alone."""

# `seek` is what a mention looks under, `entry` what it can be found under. A pair that shares several
# stretches of days is taken in the first one only.
_SCHEMES = {
    "place and days": (
        """SELECT i, first_seek AS b0, hash(cx + dx, cy + dy) AS key, unnest(range(first_seek, last_seek + 1)) AS b
           FROM timed, (SELECT unnest([-1, 0, 1]) AS dx), (SELECT unnest([-1, 0, 1]) AS dy)
           WHERE precise AND latitude IS NOT NULL""",
        """SELECT i, first_b AS b0, hash(cx, cy) AS key, unnest(range(first_b, last_b + 1)) AS b
           FROM timed WHERE precise AND latitude IS NOT NULL""",
    ),
    "name and days": (
        """SELECT i, first_seek AS b0, hash(left(name_key, $letters)) AS key,
                  unnest(range(first_seek, last_seek + 1)) AS b
           FROM timed WHERE precise AND latitude IS NULL""",
        """SELECT i, first_b AS b0, hash(left(name_key, $letters)) AS key, unnest(range(first_b, last_b + 1)) AS b
           FROM timed WHERE precise""",
    ),
    "country and days": (
        """SELECT i, first_seek AS b0, hash(country) AS key, unnest(range(first_seek, last_seek + 1)) AS b
           FROM timed WHERE NOT precise AND has_country""",
        """SELECT i, first_b AS b0, hash(country) AS key, unnest(range(first_b, last_b + 1)) AS b
           FROM timed WHERE has_country""",
    ),
    "type and days": (
        """SELECT i, first_seek AS b0, hash(type) AS key, unnest(range(first_seek, last_seek + 1)) AS b
           FROM timed WHERE NOT precise AND NOT has_country""",
        """SELECT i, first_b AS b0, hash(type) AS key, unnest(range(first_b, last_b + 1)) AS b FROM timed""",
    ),
    "place and year": (
        """SELECT i, y0 AS b0, hash(cx + dx, cy + dy) AS key, unnest(range(y0, y1 + 1)) AS b
           FROM blocks, (SELECT unnest([-1, 0, 1]) AS dx), (SELECT unnest([-1, 0, 1]) AS dy)
           WHERE precise AND latitude IS NOT NULL AND time_level = $year""",
        """SELECT i, y0 AS b0, hash(cx, cy) AS key, unnest(range(y0, y1 + 1)) AS b
           FROM blocks WHERE precise AND latitude IS NOT NULL AND time_level <> $unknown""",
    ),
    "name and year": (
        """SELECT i, y0 AS b0, hash(left(name_key, $letters)) AS key, unnest(range(y0, y1 + 1)) AS b
           FROM blocks WHERE precise AND time_level = $year""",
        """SELECT i, y0 AS b0, hash(left(name_key, $letters)) AS key, unnest(range(y0, y1 + 1)) AS b
           FROM blocks WHERE precise AND latitude IS NULL AND time_level <> $unknown""",
    ),
    "place": (
        """SELECT i, 0 AS b0, hash(place) AS key, 0 AS b FROM blocks WHERE precise AND time_level = $unknown""",
        """SELECT i, 0 AS b0, hash(place) AS key, 0 AS b FROM blocks WHERE precise""",
    ),
    "country and rare type": (
        """SELECT i, 0 AS b0, hash(country, type) AS key, 0 AS b
           FROM blocks WHERE rare AND has_country AND time_level = $unknown""",
        """SELECT i, 0 AS b0, hash(country, type) AS key, 0 AS b FROM blocks WHERE rare AND has_country""",
    ),
    "country, rare type and year": (
        """SELECT i, y0 AS b0, hash(country, type) AS key, unnest(range(y0, y1 + 1)) AS b
           FROM blocks WHERE rare AND has_country AND time_level = $year""",
        """SELECT i, y0 AS b0, hash(country, type) AS key, unnest(range(y0, y1 + 1)) AS b
           FROM blocks WHERE rare AND has_country AND time_level <> $unknown""",
    ),
}

_BLOCKS = """
CREATE OR REPLACE TABLE blocks AS
SELECT m.*, t.lasting, t.rare,
       CASE WHEN t.lasting THEN $lasting ELSE $apart END AS gap,
       geo_level <= 1 AS precise,
       floor(longitude / $cell)::INTEGER AS cx, floor(latitude / $cell)::INTEGER AS cy,
       floor(first / 365.25)::INTEGER AS y0, floor(last / 365.25)::INTEGER AS y1
FROM m JOIN type_traits t USING (type)
"""

_TIMED = """
CREATE OR REPLACE TABLE timed AS
SELECT *, floor(first / $bucket)::INTEGER AS first_b, floor(last / $bucket)::INTEGER AS last_b,
       floor((first - gap) / $bucket)::INTEGER AS first_seek, floor((last + gap) / $bucket)::INTEGER AS last_seek
FROM blocks WHERE time_level NOT IN ($year, $unknown)
"""

_PAIRS = """
INSERT INTO pairs
SELECT DISTINCT least(a.i, c.i) AS i, greatest(a.i, c.i) AS j
FROM ({seek}) s JOIN ({entry}) e ON s.key = e.key AND s.b = e.b AND s.b = greatest(s.b0, e.b0)
JOIN blocks a ON a.i = s.i JOIN blocks c ON c.i = e.i
JOIN compatible k ON k.one = a.type AND k.other = c.type
WHERE a.i <> c.i AND a.article <> c.article AND a.realm = c.realm
  AND (a.time_level = $unknown OR c.time_level = $unknown
       OR greatest(a.first - c.last, c.first - a.last) <= greatest(a.gap, c.gap))
  AND (NOT (a.precise AND c.precise) OR a.place = c.place
       OR a.latitude IS NULL OR c.latitude IS NULL
       OR 111.2 * sqrt(power(a.latitude - c.latitude, 2)
                       + power((a.longitude - c.longitude) * cos(radians(a.latitude)), 2)) <= $reach)
"""


def find_candidates(
    connection: duckdb.DuckDBPyConnection, params: LinkParams, weights: Weights
) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs of mentions that may be one event.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Holds the table ``m`` that `read_features` made.
    params : LinkParams
        Reaches in days and kilometres.
    weights : Weights
        Which types are compatible, which last, which are rare.

    Returns
    -------
    i, j : numpy.ndarray
        Numbers of the two mentions, ``i < j``, sorted.
    """
    points = weights.type_points
    connection.register(
        "type_traits",
        pd.DataFrame(
            {
                "type": np.arange(len(weights.types), dtype=np.int32),
                "lasting": weights.lasting,
                "rare": np.diagonal(points) >= RARE_POINTS,
            }
        ),
    )
    one, other = np.nonzero(~np.isnan(points))
    connection.register("compatible", pd.DataFrame({"one": one.astype(np.int32), "other": other.astype(np.int32)}))
    connection.execute(
        _BLOCKS, {"lasting": params.lasting_days_apart, "apart": params.days_apart, "cell": CELL_DEGREES}
    )
    connection.execute(_TIMED, {"bucket": BUCKET_DAYS, "year": YEAR, "unknown": UNKNOWN_TIME})
    connection.execute("CREATE OR REPLACE TABLE pairs (i INTEGER, j INTEGER)")
    for seek, entry in _SCHEMES.values():
        query = _PAIRS.format(seek=seek, entry=entry)
        values = {"year": YEAR, "unknown": UNKNOWN_TIME, "reach": 2 * params.near_km, "letters": NAME_LETTERS}
        connection.execute(query, {name: value for name, value in values.items() if f"${name}" in query})
    found = connection.execute("SELECT DISTINCT i, j FROM pairs ORDER BY i, j").fetchnumpy()
    return np.asarray(found["i"], dtype=np.int64), np.asarray(found["j"], dtype=np.int64)
