"""Tables written in parts, and read row group by row group."""

from __future__ import annotations

import dataclasses
import itertools
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sahel_dataset.schema import SchemaError, Table, table

SMALL = Table(dataclasses.replace(table("local_actors").descriptor, row_group=4))


def actors(*numbers: int) -> list[dict[str, Any]]:
    return [
        {"article_id": "a", "actor_id": f"local_{n:03d}", "name": f"Group {n}", "kind": "militia", "country": None}
        for n in numbers
    ]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 23), st.lists(st.integers(0, 23), max_size=6))
def test_the_bytes_are_those_of_the_rows_in_whatever_parts_they_come(
    tmp_path_factory: pytest.TempPathFactory, n: int, cuts: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("parts")
    SMALL.write(actors(*range(n)), folder / "whole.parquet")
    bounds = [0, *sorted(min(cut, n) for cut in cuts), n]
    with SMALL.writing(folder / "parts.parquet") as writer:
        for start, end in itertools.pairwise(bounds):
            # In any order within a part.
            writer.write(actors(*reversed(range(start, end))))
    assert (folder / "parts.parquet").read_bytes() == (folder / "whole.parquet").read_bytes()
    sizes = [group.num_rows for group in SMALL.read_batches(folder / "parts.parquet")]
    assert sizes == [4] * (n // 4) + ([n % 4] if n % 4 or not n else [])
    assert SMALL.n_rows(folder / "parts.parquet") == writer.n_rows == n


@pytest.mark.parametrize(("second", "what"), [(3, "is taken"), (2, "does not follow on")])
def test_a_part_that_does_not_follow_on_the_one_before_is_refused_and_what_stood_there_stays(
    tmp_path: Path, second: int, what: str
) -> None:
    path = tmp_path / "local_actors.parquet"
    SMALL.write(actors(9), path)
    before = path.read_bytes()
    with pytest.raises(SchemaError, match=what), SMALL.writing(path) as writer:
        writer.write(actors(1, 3))
        writer.write(actors(second, 5))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_only_the_columns_that_are_asked_for_are_read(tmp_path: Path) -> None:
    SMALL.write(actors(*range(5)), tmp_path / "a.parquet")
    assert [group.column_names for group in SMALL.read_batches(tmp_path / "a.parquet", ["name"])] == [["name"]] * 2


def test_rows_of_a_table_of_texts_are_few_in_a_row_group(tmp_path: Path) -> None:
    texts = [{"article_id": f"a{n:05d}", "text": "Calm.", "body_start": 0, "source_spans": "[]"} for n in range(2500)]
    table("texts").write(texts, tmp_path / "texts.parquet")
    found = pq.read_metadata(tmp_path / "texts.parquet")
    assert [found.row_group(n).num_rows for n in range(found.num_row_groups)] == [1024, 1024, 452]
