"""The examples of the documentation run."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

import sahel_dataset
from sahel_dataset.cli import app
from sahel_dataset.release.carry import carry
from sahel_dataset.release.citation import FORMATS
from tests.release.project import git, write_release

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ADDRESS = "https://example.org/sahel_dataset"


def blocks_of(page: str, language: str = "") -> list[str]:
    found = _BLOCK.findall((DOCS / page).read_text(encoding="utf-8"))
    blocks = [text for name, text in found if name == language]
    assert blocks
    return blocks


def lines_of(page: str, beginning: str) -> list[str]:
    lines = [line.partition(" #")[0] for block in blocks_of(page) for line in block.splitlines()]
    found = [line for line in lines if line.startswith(beginning)]
    assert found
    return found


@pytest.fixture
def carried(packaged: Path, tmp_path: Path) -> Path:
    """Return the package's folder of releases, with one that it carries."""
    carry(write_release(tmp_path / "project", "2026.12.0"), "2026.12.0", packaged)
    return packaged


@pytest.fixture
def repository(carried: Path, tmp_path: Path) -> Path:
    """Return a repository that carries the release as this one does."""
    pytest.importorskip("dvc", reason="needs DVC")
    root = tmp_path / "repository"
    shutil.copytree(carried, root / "sahel_dataset" / "data")
    git(root, "init", "--quiet")
    subprocess.run([sys.executable, "-m", "dvc", "init", "--quiet"], cwd=root, check=True)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "A release")
    git(root, "tag", "v0.1.0")
    return root


@pytest.mark.parametrize("page", ["loading.md", "citing.md"])
def test_python_examples_run_on_a_release(page: str, repository: Path) -> None:
    names: dict[str, Any] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for block in blocks_of(page, "python"):
            exec(compile(block.replace(ADDRESS, str(repository)), page, "exec"), names)
    assert len(names["claims"]) == 4


def test_dvc_gets_the_tables_that_the_package_carries(repository: Path, tmp_path: Path) -> None:
    (command,) = lines_of("loading.md", "dvc get ")
    words = shlex.split(command.replace(ADDRESS, str(repository)))
    subprocess.run([sys.executable, "-m", *words], cwd=tmp_path, check=True, capture_output=True)
    got = sahel_dataset.load("claims", root=tmp_path / "sahel", warn=False)
    pd.testing.assert_frame_equal(got, sahel_dataset.load("claims", warn=False))


@pytest.mark.parametrize("page", ["releases.md", "citing.md"])
def test_commands_and_options_that_are_shown_exist(page: str) -> None:
    for command in lines_of(page, "sahel "):
        words = shlex.split(command)[1:]
        names = [word for word in words[:2] if re.fullmatch("[a-z]+", word)]
        answer = CliRunner().invoke(app, [*names, "--help"], env={"COLUMNS": "200", "TERMINAL_WIDTH": "200"})
        assert answer.exit_code == 0, command
        for option in (word for word in words if word.startswith("--")):
            assert option in answer.output, command


def test_every_format_is_named() -> None:
    said = (DOCS / "citing.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in said for name in FORMATS)
