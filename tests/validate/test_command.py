"""``sahel validate`` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from sahel_dataset.validate.command import validate
from tests.sample import sample_tables, write_sample

APP = typer.Typer()
APP.command()(validate)


def test_a_critical_failure_ends_with_an_error_and_the_report_is_there(tmp_path: Path) -> None:
    made = sample_tables()
    made["claims"][2]["claimant_kind"] = "nurse"
    processed, interim = write_sample(tmp_path, made)
    out = tmp_path / "reports"
    options = ["--processed", str(processed), "--interim", str(interim), "--out", str(out)]
    answer = CliRunner().invoke(APP, options)
    assert answer.exit_code == 1
    assert "claim_id=c3, claimant_kind=nurse" in answer.output
    assert "tables: 1 critical failure." in answer.output
    assert (out / "index.html").is_file() and (out / "results.json").is_file()


def test_the_folders_of_the_checkout_are_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_sample(tmp_path)
    (tmp_path / "dvc.yaml").touch()
    (tmp_path / "params.yaml").touch()
    monkeypatch.chdir(tmp_path)
    answer = CliRunner().invoke(APP, [])
    assert answer.exit_code == 0
    assert "all hold" in answer.output
    assert (tmp_path / "reports" / "validation" / "index.html").is_file()
