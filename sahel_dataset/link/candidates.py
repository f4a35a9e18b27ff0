"""Which pairs of mentions are worth comparing: blocking by days, place and type, in DuckDB.

Each mention is entered under keys made of a stretch of time and a place as exact as it is known, and looks for others
under the same keys. Two mentions that share none cannot reach the threshold by time, place, type and sides, so the work
grows with the mentions per stretch of time and place, not with the square of the collection. The less a place says, the
closer the days must be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from sahel_dataset.link.features import ADMIN, COUNTRY, MONTH, NEWS, UNKNOWN_TIME, YEAR
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

FRESH_DAYS = 3
"""Where only the country is known, news without a date is sought in so many days before its publication."""

_WINDOWS = {
    # What a mention is entered under, and what it looks under: the same, wider by the gap that is allowed.
    "days": ("first_b", "last_b", "first_seek", "last_seek", "time_level NOT IN ($year, $unknown)"),
    "close days": ("near_b", "last_b", "near_seek", "last_near", "time_level NOT IN ($month, $year, $unknown)"),
    "years": ("y0", "y1", "y0", "y1", "time_level <> $unknown"),
    "ever": ("0", "0", "0", "0", "true"),
}


@dataclass(frozen=True, slots=True)
class _Scheme:
    """One way of finding each other: a key and a stretch of time; one of the two mentions fulfils `seek`."""

    key: str
    window: str
    seek: str = "true"
    entry: str = "true"
    around: bool = False

    def sql(self) -> str:
        first, last, first_seek, last_seek, timed = _WINDOWS[self.window]
        cells = ", (SELECT unnest([-1, 0, 1]) AS dx), (SELECT unnest([-1, 0, 1]) AS dy)" if self.around else ""
        around = self.key.replace("cx", "cx + dx").replace("cy", "cy + dy") if self.around else self.key
        close = (
            "AND greatest(a.near_first - c.last, c.near_first - a.last) <= greatest(a.near_gap, c.near_gap)"
            if self.window == "close days"
            else ""
        )
        # A pair that shares several stretches is taken in the first one only.
        return _PAIRS.format(
            seek=f"""SELECT i, {first_seek} AS b0, hash({around}) AS key,
                            unnest(range({first_seek}, {last_seek} + 1)) AS b
                     FROM blocks{cells} WHERE {timed} AND {self.seek}""",
            entry=f"""SELECT i, {first} AS b0, hash({self.key}) AS key, unnest(range({first}, {last} + 1)) AS b
                      FROM blocks WHERE {timed} AND {self.entry}""",
            close=close,
        )


_KNOWN = "precise AND latitude IS NOT NULL"
_NAMED = "precise AND latitude IS NULL"
_NAME = "left(name_key, $letters)"
_RARE = "rare AND has_country"

_SCHEMES = (
    # Villages and towns: by cells of the grid, or by name where one of the two is in no gazetteer.
    _Scheme("cx, cy", "days", _KNOWN, _KNOWN, around=True),
    _Scheme("cx, cy", "years", f"{_KNOWN} AND time_level = $year", _KNOWN, around=True),
    _Scheme("place", "ever", "precise AND time_level = $unknown", "precise"),
    _Scheme(_NAME, "days", _NAMED, "precise"),
    _Scheme(_NAME, "years", f"{_NAMED} AND time_level = $year", "precise"),
    _Scheme(_NAME, "years", "precise AND time_level = $year", _NAMED),
    # Districts and regions.
    _Scheme("division", "days", "geo_level = $admin AND has_division", "geo_level <= $admin AND has_division"),
    _Scheme("country", "days", "geo_level = $admin AND has_country AND NOT has_division", "geo_level <= $admin"),
    _Scheme("country", "days", "geo_level < $admin AND has_country AND NOT has_division", "geo_level = $admin"),
    # The country alone, or not even that.
    _Scheme("country", "close days", "geo_level = $wide AND has_country"),
    _Scheme("type", "days", "NOT precise AND NOT has_country"),
    _Scheme("country, type", "years", _RARE, _RARE),
    _Scheme("type", "years", "rare AND NOT has_country", "rare"),
    _Scheme("country, type", "ever", f"{_RARE} AND time_level = $unknown", _RARE),
)

_BLOCKS = """
CREATE OR REPLACE TABLE blocks AS
WITH reach AS (
    SELECT m.*, t.lasting, t.rare, t.nationwide, geo_level <= 1 AS precise,
           CASE WHEN t.lasting THEN $lasting_days ELSE $days END AS gap,
           CASE WHEN t.lasting THEN $lasting_days ELSE 1 END AS near_gap,
           CASE WHEN time_level = $news THEN last - $fresh ELSE first END AS near_first
    FROM m JOIN type_traits t USING (type)
)
SELECT *,
       floor(longitude / $cell)::INTEGER AS cx, floor(latitude / $cell)::INTEGER AS cy,
       floor(first / $bucket)::INTEGER AS first_b, floor(last / $bucket)::INTEGER AS last_b,
       floor(near_first / $bucket)::INTEGER AS near_b,
       floor((first - gap) / $bucket)::INTEGER AS first_seek, floor((last + gap) / $bucket)::INTEGER AS last_seek,
       floor((near_first - near_gap) / $bucket)::INTEGER AS near_seek,
       floor((last + near_gap) / $bucket)::INTEGER AS last_near,
       floor(first / 365.25)::INTEGER AS y0, floor(last / 365.25)::INTEGER AS y1
FROM reach
"""

_PAIRS = """
INSERT INTO pairs
SELECT DISTINCT least(a.i, c.i) AS i, greatest(a.i, c.i) AS j
FROM ({seek}) s JOIN ({entry}) e ON s.key = e.key AND s.b = e.b AND s.b = greatest(s.b0, e.b0)
JOIN blocks a ON a.i = s.i JOIN blocks c ON c.i = e.i
JOIN compatible k ON k.one = a.type AND k.other = c.type
WHERE a.i <> c.i AND a.realm = c.realm {close}
  AND (a.article <> c.article OR (a.type = c.type AND a.place = c.place AND a.first <= c.last AND c.first <= a.last))
  AND (a.time_level = $unknown OR c.time_level = $unknown
       OR greatest(a.first - c.last, c.first - a.last) <= greatest(a.gap, c.gap))
  AND (NOT (a.precise AND c.precise) OR a.place = c.place
       OR a.latitude IS NULL OR c.latitude IS NULL
       OR 111.2 * sqrt(power(a.latitude - c.latitude, 2)
                       + power((a.longitude - c.longitude) * cos(radians(a.latitude)), 2)) <= $reach
       OR (a.nationwide AND a.type = c.type AND a.country = c.country))
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
                "nationwide": weights.nationwide,
                "rare": np.diagonal(points) >= RARE_POINTS,
            }
        ),
    )
    one, other = np.nonzero(~np.isnan(points))
    connection.register("compatible", pd.DataFrame({"one": one.astype(np.int32), "other": other.astype(np.int32)}))
    values = {
        "days": params.days_apart,
        "lasting_days": params.lasting_days_apart,
        "fresh": FRESH_DAYS,
        "reach": 2 * params.near_km,
        "cell": CELL_DEGREES,
        "bucket": BUCKET_DAYS,
        "letters": NAME_LETTERS,
        "admin": ADMIN,
        "wide": COUNTRY,
        "month": MONTH,
        "year": YEAR,
        "news": NEWS,
        "unknown": UNKNOWN_TIME,
    }
    _execute(connection, _BLOCKS, values)
    connection.execute("CREATE OR REPLACE TABLE pairs (i INTEGER, j INTEGER)")
    for scheme in _SCHEMES:
        _execute(connection, scheme.sql(), values)
    found = connection.execute("SELECT DISTINCT i, j FROM pairs ORDER BY i, j").fetchnumpy()
    return np.asarray(found["i"], dtype=np.int64), np.asarray(found["j"], dtype=np.int64)


def _execute(connection: duckdb.DuckDBPyConnection, query: str, values: Mapping[str, float]) -> None:
    """Run a query with those of the values that it names; DuckDB refuses the others."""
    named = set(re.findall(r"\$(\w+)", query))
    connection.execute(query, {name: value for name, value in values.items() if name in named})
