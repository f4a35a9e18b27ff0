"""The digest that outlives library versions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sahel_dataset.schema import table
from tests.schema.strategies import rows, values
from tests.schema.written import DIGEST, FOLDER, ROWS, TABLE

TABLES = ("events", "claims", "estimates", "places", "event_links")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_it_is_the_same_for_any_order_codec_and_container(data: st.DataObject, tmp_path_factory: Any) -> None:
    one = table(data.draw(st.sampled_from(TABLES)))
    drawn = data.draw(rows(one))
    digest = one.digest(drawn)
    assert one.digest(data.draw(st.permutations(drawn))) == digest
    path: Path = tmp_path_factory.mktemp("digest") / "table.parquet"
    pq.write_table(one.to_arrow(drawn), path, compression="gzip", row_group_size=2, use_dictionary=False)
    assert one.digest(one.read_arrow(path)) == digest
    assert one.digest(one.read(path)) == digest


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_it_changes_with_any_cell(data: st.DataObject) -> None:
    one = table(data.draw(st.sampled_from(TABLES)))
    drawn = data.draw(rows(one))
    assume(drawn)
    changeable = [field for field in one.fields if field.name not in one.primary_key]
    field = data.draw(st.sampled_from(changeable))
    value = data.draw(values(field))
    assume(value != drawn[0][field.name])
    assert one.digest([drawn[0] | {field.name: value}, *drawn[1:]]) != one.digest(drawn)


def test_it_tells_tables_of_other_columns_apart_even_when_empty() -> None:
    assert len({table(name).digest([]) for name in TABLES}) == len(TABLES)


def test_it_is_a_known_value_for_a_known_table() -> None:
    # A change here means that digests published with earlier releases no longer verify.
    row = {"event_id": "e1", "actor_id": "jnim", "role": "initiator", "basis": "claimed", "likely_actor_id": None}
    assert (
        table("event_actors").digest(pd.DataFrame([row]))
        == "09a93e502fc040d3033ef1d65b2f381eee3aab8351fbf461cc6cbf638b720952"
    )


def test_it_is_what_the_rows_say() -> None:
    assert TABLE.digest(ROWS) == DIGEST
    assert TABLE.digest(TABLE.to_frame(ROWS)) == DIGEST


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.parquet")), ids=lambda path: path.stem)
def test_files_of_other_versions_of_pyarrow_have_other_bytes_and_the_same_digest(path: Path, tmp_path: Path) -> None:
    TABLE.write(ROWS, tmp_path / "now.parquet")
    assert (tmp_path / "now.parquet").read_bytes() != path.read_bytes()
    assert str(pq.read_metadata(path).created_by) != f"parquet-cpp-arrow version {pa.__version__}"
    assert TABLE.digest(TABLE.read_arrow(path)) == DIGEST


def test_files_of_other_writers_have_the_same_digest(tmp_path: Path) -> None:
    TABLE.write(ROWS, tmp_path / "ours.parquet")
    polars.read_parquet(tmp_path / "ours.parquet").write_parquet(tmp_path / "polars.parquet")
    ours, theirs = str(tmp_path / "ours.parquet"), str(tmp_path / "duckdb.parquet")
    duckdb.sql(f"COPY (FROM '{ours}') TO '{theirs}' (FORMAT parquet)")
    for name in ("polars", "duckdb"):
        assert TABLE.digest(pq.read_table(tmp_path / f"{name}.parquet")) == DIGEST, name
