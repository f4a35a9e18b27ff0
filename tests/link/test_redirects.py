"""Ids that were cited are followed wherever a reader stands: in a checkout, beside a folder of tables, or outside both."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from sahel_dataset import resolve
from sahel_dataset.link import UnknownEventError
from sahel_dataset.paths import ProjectNotFoundError
from sahel_dataset.release import registry
from sahel_dataset.schema import table

LEDGER = [
    {"event_id": "e1", "status": "active"},
    {"event_id": "e2", "status": "merged", "redirect_to": "e1", "reason": "Found to be one event with e1."},
    {"event_id": "e3", "status": "split", "redirect_to": "e2", "reason": "Found to be several events: e1, e2."},
    {"event_id": "e4", "status": "withdrawn", "reason": "Its articles no longer give it."},
]


def write_ids(folder: Path, ledger: list[dict]) -> Path:
    blank = dict.fromkeys(table("event_ids").columns) | {"founding_mention": "m"}
    table("event_ids").write(pd.DataFrame([blank | row for row in ledger]), folder / "event_ids.parquet")
    return folder


@pytest.fixture(autouse=True)
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in no checkout, with a package that carries nothing."""
    monkeypatch.setattr(registry, "_PACKAGED", tmp_path / "packaged")
    monkeypatch.delenv("SAHEL_PROJECT", raising=False)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)


def test_an_id_is_followed_to_the_end_of_its_redirects(tmp_path: Path) -> None:
    folder = write_ids(tmp_path / "tables", LEDGER)
    assert [resolve(one, folder) for one in ("e1", "e2", "e3", "e4")] == ["e1", "e1", "e1", None]


def test_an_id_that_never_was_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnknownEventError):
        resolve("e9", write_ids(tmp_path / "tables", LEDGER))


def test_outside_a_checkout_the_carried_release_is_asked(tmp_path: Path) -> None:
    write_ids(tmp_path / "packaged" / "current", LEDGER)
    assert resolve("e3") == "e1"


def test_in_a_checkout_its_own_tables_are_asked(tmp_path: Path) -> None:
    write_ids(tmp_path / "packaged" / "current", LEDGER)
    for name in ("dvc.yaml", "params.yaml"):
        (tmp_path / "elsewhere" / name).touch()
    processed = write_ids(tmp_path / "elsewhere" / "data" / "processed", [{"event_id": "e3", "status": "active"}])
    (processed / "events.parquet").touch()
    assert resolve("e3") == "e3"


def test_where_there_are_no_tables_at_all_that_is_said() -> None:
    with pytest.raises(ProjectNotFoundError):
        resolve("e1")
