"""CSV that spreadsheets do not run, and that gives back what was written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_dataset.release.csvfile import cells_of, defuse, read_csv, restore, write_csv
from sahel_dataset.schema.descriptor import Field

FIELDS = (
    Field("id", "string", "", "", required=True),
    Field("words", "string", "", ""),
    Field("number", "integer", "", ""),
    Field("measure", "number", "", ""),
    Field("is_so", "boolean", "", ""),
    Field("day", "date", "", ""),
    Field("names", "array", "", ""),
)
TYPES = (
    pa.string(),
    pa.string(),
    pa.int64(),
    pa.float64(),
    pa.bool_(),
    pa.date32(),
    pa.list_(pa.string()),
)
SCHEMA = pa.schema([pa.field(one.name, kind) for one, kind in zip(FIELDS, TYPES, strict=True)])
# A text is never empty; nothing is null.
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "id": words,
            "words": st.none() | words,
            "number": st.none() | st.integers(-(2**63), 2**63 - 1),
            "measure": st.none() | st.floats(allow_nan=False, allow_infinity=False),
            "is_so": st.none() | st.booleans(),
            "day": st.none() | st.dates(dt.date(1900, 1, 1)),
            "names": st.none() | st.lists(words),
        }
    ),
    max_size=5,
)


@given(words)
def test_every_text_comes_back_and_none_begins_a_formula(text: str) -> None:
    safe = defuse(text)
    assert restore(safe) == text
    assert safe.lstrip(" \t\r\n\x00\ufeff\u00a0\u200b")[:1] not in set("=+-@＝＋－＠")
    assert safe[:1] not in {"\t", "\r", "\n"}


@pytest.mark.parametrize(
    "attack",
    [
        "=1+1",
        "+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =cmd|' /C calc'!A0",
        "\ufeff=1",
        "＝1+1",
        "\u00a0@x",
        "\u200b-1",
    ],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(attack: str) -> None:
    assert defuse(attack) == f"'{attack}"


@pytest.mark.parametrize("harmless", ["at least 12", "12 = a dozen", "“-”", "(+)"])
def test_other_texts_stay_as_they_are(harmless: str) -> None:
    assert defuse(harmless) == harmless


@given(rows)
def test_a_file_gives_back_every_cell(tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, object]]) -> None:
    path = tmp_path_factory.mktemp("csv") / "table.csv"
    content = pa.Table.from_pylist(rows, schema=SCHEMA)
    write_csv(content, FIELDS, path)
    with path.open(encoding="utf-8", newline="") as stream:
        assert list(read_csv(stream, FIELDS)) == list(cells_of(content, FIELDS))


def test_negative_numbers_are_numbers(tmp_path: Path) -> None:
    content = pa.Table.from_pylist([{"id": "a", "number": -5, "measure": -0.5}], schema=SCHEMA)
    write_csv(content, FIELDS, tmp_path / "table.csv")
    assert (tmp_path / "table.csv").read_text(encoding="utf-8").splitlines()[1] == "a,,-5,-0.5,,,"


def test_other_columns_and_short_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="names the columns id, word"):
        list(read_csv(["id,word\n"], FIELDS))
    names = ",".join(one.name for one in FIELDS)
    with pytest.raises(ValueError, match="line 2 has 2 cells, 7 are expected"):
        list(read_csv([f"{names}\n", "a,b\n"], FIELDS))
