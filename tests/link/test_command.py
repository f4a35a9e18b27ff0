"""The commands of the stage."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from sahel_dataset.link.command import link, resolve
from sahel_dataset.schema import table
from tests.link.builder import Collection

app = typer.Typer()
app.command()(link)
app.command()(resolve)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = Collection()
    made.article("a1")
    made.mention("m1", "a1")
    made.write(tmp_path / "interim")
    return tmp_path


def call(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(word) for word in words])
    return result.exit_code, result.output


def linked(folder: Path, *more: object) -> tuple[int, str]:
    return call("link", "--interim", folder / "interim", "--processed", folder / "processed", *more)


def test_link_says_what_it_found(folder: Path) -> None:
    code, said = linked(folder, "--ledger", folder / "ledger")
    assert (code, said) == (0, "1 mentions: 1 events, 0 claims, 0 estimates; 1 new ids, 0 retired\n")
    assert (folder / "ledger" / "event_ids.csv").is_file()


def test_link_takes_its_thresholds_from_params(folder: Path) -> None:
    params = folder / "params.yaml"
    params.write_text("link:\n  merge_at: 12.5\n", encoding="utf-8")
    assert linked(folder, "--params", params)[0] == 0
    params.write_text("link:\n  merge_when: 12.5\n", encoding="utf-8")
    assert linked(folder, "--params", params)[0] != 0


def test_resolve_prints_the_current_id(folder: Path) -> None:
    linked(folder)
    (event_id,) = table("events").read(folder / "processed" / "events.parquet")["event_id"]
    assert call("resolve", event_id, "--root", folder / "processed") == (0, f"{event_id}\n")


def test_resolve_says_that_an_id_never_was(folder: Path) -> None:
    linked(folder)
    code, said = call("resolve", "never", "--root", folder / "processed")
    assert (code, said) == (1, "No event ever had the id 'never'.\n")
