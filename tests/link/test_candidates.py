"""Blocking loses no pair that could be one event."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path

import duckdb
import numpy as np

from sahel_dataset.link.candidates import find_candidates
from sahel_dataset.link.compare import compare
from sahel_dataset.link.features import Features, read_features
from sahel_dataset.link.knowledge import listed_actors, place_traits
from sahel_dataset.link.params import LinkParams
from sahel_dataset.link.sides import index_sides
from sahel_dataset.link.weights import read_weights
from sahel_dataset.schema import table
from tests.link.builder import Collection, day

PLACES = (
    ("ml-boulkessi", "exact"),
    ("ml-boulkessi", "near"),
    ("ml-mondoro", "near"),
    ("ml-bamako", "exact"),
    ("ml-mopti-region", "admin"),
    ("country-ml", "country"),
    (None, "unknown"),
)
DATES = (
    ("2025-06-01", "2025-06-01", "day"),
    ("2025-06-02", "2025-06-05", "day"),
    ("2025-06-09", "2025-06-09", "day"),
    ("2025-06-02", "2025-06-08", "week"),
    ("2025-06-01", "2025-06-30", "month"),
    ("2025-01-01", "2025-12-31", "year"),
    (None, None, "unknown"),
)

TYPES = ("armed_clash", "suicide_attack", "coup", "blockade")


def test_every_pair_that_reaches_the_threshold_is_a_candidate(tmp_path: Path) -> None:
    collection = Collection()
    told = product(TYPES, PLACES, DATES, ("2025-06-03", "2025-06-20"))
    for number, (kind, (place, precision), (first, last, exactness), published) in enumerate(told):
        collection.article(f"a{number:04d}", published_on=day(published))
        collection.mention(
            f"m{number:04d}", f"a{number:04d}", place_id=place, event_type=kind, geo_precision=precision,
            date_start=first and day(first), date_end=last and day(last), date_precision=exactness,
            is_background=number % 5 == 0,
        )  # fmt: skip
    params, weights = LinkParams(), read_weights()
    interim = collection.write(tmp_path)
    with duckdb.connect() as connection:
        frame = read_features(connection, interim, place_traits(), params, weights)
        found = set(zip(*(side.tolist() for side in find_candidates(connection, params, weights)), strict=True))
    actors = table("event_mention_actors").read(interim / "mentions" / "event_mention_actors.parquet")
    sides = index_sides(frame["mention_id"], actors)
    nothing = np.full((len(frame), 8), -1, dtype=np.int32)
    features = Features(frame, sides.of_mention, nothing, np.zeros(0), nothing, np.zeros(0, dtype=bool))
    i, j = (np.array(side) for side in zip(*combinations(range(len(frame)), 2), strict=True))
    judged = compare(features, sides, i, j, params=params, weights=weights, book=listed_actors().book)
    strong = (judged.score >= params.merge_at) & (judged.apart == 0)
    expected = set(zip(i[strong].tolist(), j[strong].tolist(), strict=True))
    assert len(expected) > 1000
    assert not [(frame.mention_id[a], frame.mention_id[b]) for a, b in sorted(expected - found)]
