"""Tables as a reader gets them."""

from __future__ import annotations

import importlib
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from sahel_dataset.load import UsageWarning, load
from sahel_dataset.schema import SchemaError, tables
from tests.sample import write_sample

# The package's own name `load` is the function.
module = importlib.import_module("sahel_dataset.load")


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(module, "_shown", set())
    write_sample(tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield tmp_path


def test_types_are_the_declared_ones(sample: Path) -> None:
    claims = load("claims", root=sample, warn=False)
    types = claims.dtypes.astype(str)
    assert types[["quantity_low", "confidence", "asserted_on", "quote"]].to_list() == [
        "Int64",
        "float64",
        "datetime64[us]",
        "str",
    ]
    assert claims["quantity_high"].isna().to_list() == [False, True, True, False]
    assert claims.loc[claims["asserted_on"] < "2024-05-07", "claim_id"].to_list() == ["c1"]


def test_lists_are_lists_and_truth_values_know_what_is_missing(sample: Path) -> None:
    assert load("estimates", root=sample, warn=False)["claim_ids"].iloc[-1] == ["c1", "c3", "c4"]
    assert str(load("events", root=sample, warn=False)["is_background"].dtype) == "boolean"


def test_a_checkout_is_found_from_any_folder_in_it(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (sample / "dvc.yaml").touch()
    (sample / "params.yaml").touch()
    monkeypatch.delenv("SAHEL_PROJECT", raising=False)
    monkeypatch.chdir(sample / "data" / "interim")
    assert len(load("claims", warn=False)) == 4
    assert load("texts", warn=False)["article_id"].to_list() == ["a1", "a2"]


def test_a_folder_of_tables_will_do(sample: Path) -> None:
    assert len(load("events", root=sample / "data" / "processed", warn=False)) == 1


def test_the_environment_may_name_the_project(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAHEL_PROJECT", str(sample))
    assert len(load("actors", warn=False)) == 3


def test_mentions_are_found_in_their_own_folder(sample: Path) -> None:
    assert (
        module.locate("claim_mentions", sample) == sample / "data" / "interim" / "mentions" / "claim_mentions.parquet"
    )


def test_usage_warnings_are_shown_once(sample: Path) -> None:
    with pytest.warns(UsageWarning, match="Contested: Says what somebody claims"):
        load("claims", root=sample)
    load("claims", root=sample)
    load("places", root=sample)
    with pytest.warns(UsageWarning, match="before you use 'estimates'"):
        load("estimates", root=sample)


def test_the_warning_points_at_the_reader_and_not_at_this_package(sample: Path) -> None:
    with pytest.warns(UsageWarning) as caught:
        load("claims", root=sample)
    assert caught[0].filename == __file__


def test_an_unknown_table_is_answered_with_the_known_ones(sample: Path) -> None:
    with pytest.raises(KeyError, match=r"no table 'claim'; there are .*claims"):
        load("claim", root=sample)


def test_a_table_that_was_not_made_is_named_with_its_place(sample: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no table 'event_mentions' at .*event_mentions\.parquet"):
        load("event_mentions", root=sample)


def test_a_file_of_other_columns_is_refused(sample: Path) -> None:
    path = sample / "data" / "processed" / "places.parquet"
    pd.DataFrame({"place_id": ["p"]}).to_parquet(path)
    with pytest.raises(SchemaError, match="column 'name' is missing"):
        load("places", root=sample)


def test_the_docstring_lists_every_table_and_column() -> None:
    text = load.__doc__ or ""
    words = set(text.replace(",", " ").replace(".", " ").split())
    for one in tables():
        assert one.name in words
        assert set(one.columns) <= words


def test_importing_it_does_not_import_pandas() -> None:
    script = "import sys, sahel_dataset.load; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
