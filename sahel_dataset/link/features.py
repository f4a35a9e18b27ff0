"""What of a mention is compared: one row of plain numbers per event mention.

Everything is read from the interim Parquet files by DuckDB. Mentions are numbered in the order of
their keys, so that whatever comes after depends on what the mentions say and not on the order of files.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from sahel_dataset.link.params import LinkParams
from sahel_dataset.link.weights import Weights

__all__ = [
    "ADMIN",
    "COUNTRY",
    "DAY",
    "EXACT",
    "MONTH",
    "NEAR",
    "NEWS",
    "NO_DAY",
    "UNKNOWN_PLACE",
    "UNKNOWN_TIME",
    "WEEK",
    "YEAR",
    "Features",
    "read_features",
]

DAY, WEEK, MONTH, YEAR, NEWS, UNKNOWN_TIME = range(6)
EXACT, NEAR, ADMIN, COUNTRY, UNKNOWN_PLACE = range(5)
NO_DAY = -1_000_000
"""Stands for a day that is not known, in days since 1970."""

OPEN_END_DAYS = 364
"""How long an event "since" some day is taken to last where no later report ends it."""

_SQL = """
CREATE OR REPLACE TABLE m AS
WITH mention AS (
    SELECT e.*, list_contains($lasting, e.event_type) AS lasting, a.published_on, a.published_precision, a.language,
           coalesce(a.wire_group, e.article_id) AS source,
           lower(strip_accents(e.place_name)) AS plain_name,
           regexp_replace(lower(strip_accents(e.place_name)), '[^a-z0-9]', '', 'g') AS name_key,
           lower(strip_accents(e.admin1)) AS plain_division
    FROM read_parquet($mentions) e JOIN read_parquet($articles) a USING (article_id)
), dated AS (
    SELECT *,
           CASE WHEN published_precision = 'day' THEN published_on END AS published,
           CASE date_precision
               WHEN 'day' THEN 0 WHEN 'week' THEN 1 WHEN 'month' THEN 2 WHEN 'year' THEN 3 ELSE 5 END AS stated
    FROM mention
), ended AS (
    -- "Since Thursday's raid", "since last month's coup": an event that does not last was over with that day or month.
    SELECT *,
           coalesce(date_end, CASE
               WHEN stated = 0 THEN date_start
               WHEN stated = 1 AND NOT lasting THEN date_start + 6
               WHEN stated = 2 AND NOT lasting THEN last_day(date_start) END) AS over_on
    FROM dated
), timed AS (
    SELECT *,
           CASE WHEN stated = 5 AND published IS NOT NULL AND NOT is_background AND realis = 'actual' THEN 4
                WHEN lasting AND date_start IS NOT NULL THEN stated
                WHEN stated < 5 AND (date_start IS NULL OR over_on IS NULL) THEN 3
                ELSE stated END AS time_level
    FROM ended
)
SELECT
    (row_number() OVER (ORDER BY mention_id) - 1)::INTEGER AS i,
    mention_id, article_id, source, event_type, language, realis, is_background,
    time_level::INTEGER AS time_level,
    coalesce(CASE time_level
        WHEN 4 THEN published - $news_days
        WHEN 5 THEN NULL
        ELSE coalesce(date_start, date_end - $open_end) END - DATE '1970-01-01', $no_day)::INTEGER AS first,
    coalesce(CASE time_level
        WHEN 4 THEN published
        WHEN 5 THEN NULL
        ELSE coalesce(over_on, greatest(date_start, coalesce(published, date_start + $open_end))) END
        - DATE '1970-01-01', $no_day)::INTEGER AS last,
    coalesce(published - DATE '1970-01-01', $no_day)::INTEGER AS published,
    CASE WHEN place_name IS NULL AND geo_precision IN ('exact', 'near', 'admin')
              THEN CASE WHEN country IS NULL THEN 4 ELSE 3 END
         WHEN geo_precision = 'country' AND country IS NULL THEN 4
         ELSE CASE geo_precision
              WHEN 'exact' THEN 0 WHEN 'near' THEN 1 WHEN 'admin' THEN 2 WHEN 'country' THEN 3 ELSE 4 END
    END::INTEGER AS geo_level,
    latitude, longitude, plain_name, name_key,
    coalesce(is_site, false) AS is_site, coalesce(is_capital, false) AS is_capital,
    -- A region told by its own name is the whole division; anything else lies inside it.
    coalesce(starts_with(plain_name, plain_division), false) AS is_division,
    (dense_rank() OVER (ORDER BY coalesce(place_id, 'name:' || name_key) NULLS FIRST) - 1)::INTEGER AS place,
    (dense_rank() OVER (ORDER BY coalesce(country, '') || ':' || coalesce(plain_division, '')) - 1)::INTEGER
        AS division,
    coalesce(plain_division, '') <> '' AS has_division,
    (dense_rank() OVER (ORDER BY coalesce(country, '')) - 1)::INTEGER AS country,
    country IS NOT NULL AS has_country,
    (dense_rank() OVER (ORDER BY article_id) - 1)::INTEGER AS article,
    CASE realis WHEN 'actual' THEN 0 WHEN 'denied' THEN 0 WHEN 'hypothetical' THEN 2 ELSE 1 END::INTEGER AS realm
FROM timed LEFT JOIN traits USING (place_id)
ORDER BY i
"""


@dataclass(frozen=True, slots=True)
class Features:
    """The event mentions as columns of numbers; row `i` is the mention with the i-th smallest key.

    Attributes
    ----------
    frame : pandas.DataFrame
        One row per mention: type (number in the order of weights.yaml), days since 1970, levels of
        precision, coordinates in degrees, and numbers that stand for place, division, country and article.
    sides : numpy.ndarray
        Per mention, a number that stands for who is on which side (see `sides`).
    tokens : numpy.ndarray
        Per mention, numbers of its rarest words (see `words`), -1 where there are fewer.
    worth : numpy.ndarray
        Points per number of a word.
    figures : numpy.ndarray
        Per mention, numbers of the counts claimed about it (see `words`), -1 where there are fewer.
    is_large : numpy.ndarray
        Per number of a count, whether it is ten or more.
    """

    frame: pd.DataFrame
    sides: np.ndarray
    tokens: np.ndarray
    worth: np.ndarray
    figures: np.ndarray
    is_large: np.ndarray

    def __len__(self) -> int:
        return len(self.frame)

    def column(self, name: str) -> np.ndarray:
        """Return one column of `frame`."""
        return self.frame[name].to_numpy()


def read_features(
    connection: duckdb.DuckDBPyConnection,
    interim: Path,
    traits: pd.DataFrame,
    params: LinkParams,
    weights: Weights,
) -> pd.DataFrame:
    """Read the event mentions into the table ``m`` of `connection`, and return it.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Where the table is made; the candidates are then sought in it.
    interim : Path
        Folder of the interim tables.
    traits : pandas.DataFrame
        Places with a way of their own, as `sahel_dataset.link.knowledge.place_traits` returns them.
    params : LinkParams
        Settings.
    weights : Weights
        For the order of the event types.

    Raises
    ------
    ValueError
        If a mention has an event type that weights.yaml does not know.
    """
    values: dict[str, Any] = {
        "mentions": str(interim / "mentions" / "event_mentions.parquet"),
        "articles": str(interim / "articles.parquet"),
        "news_days": params.news_days,
        "open_end": OPEN_END_DAYS,
        "no_day": NO_DAY,
        "lasting": [name for name, lasts in zip(weights.types, weights.lasting, strict=True) if lasts],
    }
    connection.register("traits", traits)
    connection.execute(_SQL, values)
    types = pd.DataFrame({"event_type": weights.types, "type": np.arange(len(weights.types), dtype=np.int32)})
    connection.register("types", types)
    unknown = connection.execute(
        "SELECT DISTINCT event_type FROM m WHERE event_type NOT IN (SELECT event_type FROM types) ORDER BY 1"
    ).fetchall()
    if unknown:
        raise ValueError(
            f"{values['mentions']}: no weights for event type {', '.join(name for (name,) in unknown)}; "
            "add it to sahel_dataset/link/weights.yaml."
        )
    connection.execute(
        "CREATE OR REPLACE TABLE m AS SELECT m.*, types.type FROM m JOIN types USING (event_type) ORDER BY i"
    )
    return connection.execute("SELECT * FROM m ORDER BY i").df()
