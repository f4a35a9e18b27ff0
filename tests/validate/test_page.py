"""The validation report and the codebook in a browser without a network."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest

from sahel_dataset.schema.codebook import codebook_html
from sahel_dataset.schema.model import table
from sahel_dataset.validate.report import render
from sahel_dataset.validate.results import Outcome
from sahel_dataset.validate.run import check_tables
from tests.sample import sample_tables

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs the browser Chromium (Debian's package chromium)")


def opened(page: Path, profile: Path) -> tuple[str, list[str]]:
    """Open a page with the network cut; return the document as the browser has it, and what the console says."""
    command = [
        str(CHROMIUM),
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={profile}",
        "--proxy-server=127.0.0.1:9",
        "--enable-logging=stderr",
        "--window-size=390,844",
        "--dump-dom",
        page.as_uri(),
    ]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=90, check=True)
    return answer.stdout, [line for line in answer.stderr.splitlines() if ":CONSOLE" in line]


def test_a_report_on_hostile_values_opens_without_error_and_runs_none_of_them(tmp_path: Path) -> None:
    made = sample_tables()
    attack = "</code></table><script>document.title = 'owned'</script><img src=x onerror=\"document.title='owned'\">"
    made["claims"][2]["claimant_kind"] = attack
    made["events"][0]["first_reported_on"] = dt.date(2024, 5, 1)
    found = {name: table(name).to_arrow(rows) for name, rows in made.items()}
    results = check_tables(found, only=["claims", "events"])
    page = tmp_path / "index.html"
    page.write_text(render(Outcome(results, Path("results.json"), page)), encoding="utf-8")
    dom, console = opened(page, tmp_path / "profile")
    assert console == []
    assert "<title>Validation report</title>" in dom
    assert "1 critical check" in dom


def test_the_codebook_opens_without_error(tmp_path: Path) -> None:
    page = tmp_path / "codebook.html"
    page.write_text(codebook_html(), encoding="utf-8")
    dom, console = opened(page, tmp_path / "profile")
    assert console == []
    assert 'id="claims.quote"' in dom


def test_a_script_error_would_be_seen(tmp_path: Path) -> None:
    page = tmp_path / "broken.html"
    page.write_text("<title>broken</title><script>missing.call()</script>")
    _, console = opened(page, tmp_path / "profile")
    assert any("missing is not defined" in line for line in console)
