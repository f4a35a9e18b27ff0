"""Tables written and read back."""

from __future__ import annotations

import datetime as dt
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sahel_dataset.schema import SchemaError, table, table_names
from tests.schema.strategies import rows

ROLES = table("event_actors")
ROLE = {
    "event_id": "e1",
    "actor_id": "jnim",
    "role": "initiator",
    "basis": "claimed",
    "likely_actor_id": None,
}


def a_place(**changes: Any) -> dict[str, Any]:
    place: dict[str, Any] = dict.fromkeys(table("places").columns)
    place |= {"place_id": "p1", "name": "Aribinda", "names": ["Arbinda"], "country": "BF", "feature": "town"}
    return place | {"source": "own list"} | changes


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_is_written_is_read_back_sorted_by_key(data: st.DataObject, tmp_path_factory: Any) -> None:
    one = table(data.draw(st.sampled_from(table_names())))
    drawn = data.draw(rows(one))
    path = tmp_path_factory.mktemp("written") / "table.parquet"
    one.write(drawn, path)
    expected = sorted(drawn, key=lambda row: tuple(row[name] for name in one.primary_key))
    assert one.read_arrow(path).to_pylist() == expected
    pd.testing.assert_frame_equal(one.read(path), one.to_frame(drawn))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_frame_read_and_written_again_gives_the_same_bytes(data: st.DataObject, tmp_path_factory: Any) -> None:
    one = table(data.draw(st.sampled_from(("claims", "places", "events", "estimates"))))
    folder = tmp_path_factory.mktemp("twice")
    drawn = data.draw(rows(one))
    one.write(drawn, folder / "first.parquet")
    frame = one.read(folder / "first.parquet")
    shuffled = frame.sample(frac=1, random_state=7)[list(reversed(frame.columns))]
    one.write(shuffled, folder / "second.parquet")
    assert (folder / "first.parquet").read_bytes() == (folder / "second.parquet").read_bytes()


def test_bytes_do_not_depend_on_hash_seed_or_chunks(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib, pyarrow as pa; from sahel_dataset.schema import table\n"
        "t = table('places')\n"
        "rows = [dict(dict.fromkeys(t.columns), place_id=f'p{i}', name='x', names=['a', 'b'], country='ML',"
        " feature='town', source='s') for i in range(300)]\n"
        "n = int(sys.argv[2])\n"
        "parts = [t.to_arrow(rows[i:i + n]) for i in range(0, 300, n)]\n"
        "t.write(pa.concat_tables(parts), pathlib.Path(sys.argv[1]))\n"
    )
    written = []
    for seed, chunk in (("1", "300"), ("2", "7")):
        path = tmp_path / f"{seed}.parquet"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", script, str(path), chunk], check=True, env=environment)
        written.append(path.read_bytes())
    assert written[0] == written[1]


def test_no_installed_version_is_written_into_the_pandas_note(tmp_path: Path) -> None:
    ROLES.write([ROLE], tmp_path / "roles.parquet")
    note = pq.read_schema(tmp_path / "roles.parquet").metadata[b"pandas"].decode()
    assert pa.__version__ not in note
    assert pd.__version__ not in note


def test_pandas_alone_reads_the_right_types(tmp_path: Path) -> None:
    row: dict[str, Any] = dict.fromkeys(table("estimates").columns)
    row |= {"event_id": "e1", "rule": "lowest", "measure": "killed", "victim_class": "any", "low": None, "best": 4}
    table("estimates").write([row | {"n_claims": 1, "claim_ids": ["c1"]}], tmp_path / "estimates.parquet")
    frame = pd.read_parquet(tmp_path / "estimates.parquet")
    assert frame.dtypes.astype(str)[["low", "best", "rule"]].to_list() == ["Int64", "Int64", "str"]
    assert frame["low"].isna().all()


def test_a_frame_with_pandas_own_types_is_understood(tmp_path: Path) -> None:
    frame = pd.DataFrame([dict.fromkeys(table("events").columns)] * 2)
    frame = frame.assign(
        event_id=["e2", "e1"],
        event_type=pd.Categorical(["coup", "riot"]),
        date_start=pd.to_datetime(["2020-08-18", None]),
        date_end=[dt.date(2020, 8, 18), None],
        date_precision=["day", "unknown"],
        latitude=[12.5, np.nan],
        geo_precision="exact",
        civilians_targeted=[True, False],
        realis="actual",
        is_background=np.array([0, 1], dtype=bool),
        n_articles=[3.0, 1.0],
        n_independent_sources=pd.array([2, 1], dtype="Int64"),
        summary="A coup.",
    )
    table("events").write(frame, tmp_path / "events.parquet")
    back = table("events").read_arrow(tmp_path / "events.parquet").to_pylist()
    assert [row["event_id"] for row in back] == ["e1", "e2"]
    assert [row["date_start"] for row in back] == [None, dt.date(2020, 8, 18)]
    assert [row["latitude"] for row in back] == [None, 12.5]
    assert [row["n_articles"] for row in back] == [1, 3]


def test_an_undeclared_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="'event_actors' declares no column mood"):
        ROLES.write([ROLE | {"mood": "grim"}], tmp_path / "roles.parquet")
    assert not (tmp_path / "roles.parquet").exists()


def test_a_missing_column_is_refused() -> None:
    with pytest.raises(SchemaError, match="'event_actors' lacks its column basis"):
        ROLES.to_arrow(pd.DataFrame([ROLE]).drop(columns="basis"))


def test_a_missing_key_is_refused_by_name() -> None:
    with pytest.raises(
        SchemaError, match=r"event_actors\.actor_id' is required and empty in 1 of 2 rows.*event_id='e2'"
    ):
        ROLES.to_arrow([ROLE, ROLE | {"event_id": "e2", "actor_id": None}])


def test_a_double_key_is_refused_by_name_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "roles.parquet"
    ROLES.write([ROLE], path)
    before = path.read_bytes()
    with pytest.raises(SchemaError, match=r"whose key .* is taken: event_id='e1', actor_id='jnim', role='initiator'"):
        ROLES.write([ROLE, ROLE | {"basis": "reported"}], path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_two_rows_that_share_part_of_a_key_are_kept() -> None:
    assert ROLES.to_arrow([ROLE, ROLE | {"role": "victim"}]).num_rows == 2


@pytest.mark.parametrize(
    ("column", "value"),
    [("latitude", "north"), ("name", 5), ("names", ["a", None]), ("names", "Arbinda")],
)
def test_a_value_of_another_type_is_refused_with_its_column(column: str, value: object) -> None:
    with pytest.raises(SchemaError, match=f"places.{column}"):
        table("places").to_arrow([a_place(**{column: value})])


def test_a_fraction_is_no_integer() -> None:
    row = dict.fromkeys(table("events").columns) | {"n_articles": 1.5}
    with pytest.raises(SchemaError, match=r"events\.n_articles' does not hold integer values"):
        table("events").to_arrow(pd.DataFrame([row]))


def test_a_file_of_other_columns_is_refused_with_the_difference(tmp_path: Path) -> None:
    path = tmp_path / "roles.parquet"
    pq.write_table(pa.table({"event_id": ["e1"], "actor_id": [1], "extra": [1]}), path)
    with pytest.raises(SchemaError) as refusal:
        ROLES.read(path)
    assert "column 'role' is missing" in str(refusal.value)
    assert "column 'extra' is not declared" in str(refusal.value)
    assert "column 'actor_id' is declared string without nulls and is int64" in str(refusal.value)


def test_a_file_that_is_not_parquet_is_named(tmp_path: Path) -> None:
    (tmp_path / "roles.parquet").write_text("no")
    with pytest.raises(SchemaError, match=r"roles\.parquet is not a Parquet file"):
        ROLES.read(tmp_path / "roles.parquet")
    with pytest.raises(FileNotFoundError, match="no table 'event_actors' at"):
        ROLES.read(tmp_path / "absent.parquet")


def test_an_empty_table_keeps_its_types(tmp_path: Path) -> None:
    table("claims").write([], tmp_path / "claims.parquet")
    frame = table("claims").read(tmp_path / "claims.parquet")
    pd.testing.assert_frame_equal(frame, table("claims").empty())
    assert str(frame["quantity_low"].dtype) == "Int64"
    assert str(frame["asserted_on"].dtype) == "datetime64[us]"


def test_rows_of_a_sorted_and_a_shuffled_table_are_the_same() -> None:
    places = [a_place(place_id=f"p{number:03}") for number in range(50)]
    shuffled = random.Random(3).sample(places, k=len(places))
    assert table("places").to_arrow(shuffled).equals(table("places").to_arrow(places))
