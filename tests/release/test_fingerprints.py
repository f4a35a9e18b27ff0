"""What tables are made with, in two sums."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import sahel_dataset
from sahel_dataset.release import fingerprints as module
from sahel_dataset.release.fingerprints import fingerprints


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the stages and of what is known."""
    own, copy = Path(sahel_dataset.__file__).parent, tmp_path_factory.mktemp("copy") / "package"
    for part in ("ingest", "extract", "link", "knowledge"):
        shutil.copytree(own / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.mark.parametrize(
    ("file", "changed"),
    [
        ("knowledge/countries.yaml", {"knowledge"}),
        ("knowledge/actors/new.yaml", {"knowledge"}),
        ("knowledge/lexicon/en/new.yaml", {"rules"}),
        ("link/weights.yaml", {"rules"}),
        ("link/__pycache__/run.pyc", set()),
    ],
)
def test_a_change_shows_in_the_sum_it_belongs_to(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, changed: set[str]
) -> None:
    monkeypatch.setattr(module, "_PACKAGE", package)
    before = fingerprints(tmp_path)
    path = package / file
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as stream:
        stream.write("\n# changed\n")
    after = fingerprints(tmp_path)
    assert {name for name in before if before[name] != after[name]} == changed


def test_settings_of_stages_and_the_lock_are_rules(tmp_path: Path) -> None:
    before = fingerprints(tmp_path)
    (tmp_path / "params.yaml").write_text("render: {timeout: 5}\n", encoding="utf-8")
    assert fingerprints(tmp_path) == before
    (tmp_path / "params.yaml").write_text("link: {merge_at: 9}\n", encoding="utf-8")
    other = fingerprints(tmp_path)
    assert (other["rules"] != before["rules"], other["knowledge"]) == (True, before["knowledge"])
    (tmp_path / "requirements.lock").write_text("example==2.0\n", encoding="utf-8")
    assert fingerprints(tmp_path)["rules"] != other["rules"]
