"""Texts that may not be passed on get neither into Git nor onto the remote that everybody pulls from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from sahel_dataset.add.run import Request, add
from sahel_dataset.add.terms import Terms
from sahel_dataset.add.withhold import WithholdError, check_dvc_file
from tests.add.stories import TEXT, write_text


def call(folder: Path, *words: str) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    clean |= {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
    clean |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}
    done = subprocess.run(words, cwd=folder, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def dvc(folder: Path, *words: str) -> str:
    return call(folder, sys.executable, "-m", "dvc", *words)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout"
    folder.mkdir()
    call(folder, "git", "init", "-q")
    return folder


@pytest.fixture
def with_dvc(checkout: Path, tmp_path: Path) -> Path:
    pytest.importorskip("dvc", reason="needs DVC")
    dvc(checkout, "init", "-q")
    remotes = "".join(f"['remote \"{name}\"']\n    url = {tmp_path / name}\n" for name in ("public", "restricted"))
    (checkout / ".dvc" / "config").write_text(f"[core]\n    remote = public\n    analytics = false\n{remotes}")
    return checkout


def held_by(remote: Path) -> list[bytes]:
    return [path.read_bytes() for path in remote.rglob("*") if path.is_file()]


def test_git_takes_only_what_is_said_of_a_withheld_collection(checkout: Path, tmp_path: Path) -> None:
    write_text(tmp_path / "herald", "2024/road.txt", outlet="Sahel Herald")
    add(Request(str(tmp_path / "herald")), checkout / "data" / "raw")
    call(checkout, "git", "add", "--all")
    assert call(checkout, "git", "ls-files").split() == [
        "data/raw/herald/.gitignore",
        "data/raw/herald/collection.yaml",
    ]


def test_git_takes_the_texts_of_a_collection_that_may_be_passed_on(checkout: Path, tmp_path: Path) -> None:
    terms = Terms(licence="CC-BY-4.0", may_redistribute_text=True)
    add(Request(str(write_text(tmp_path)), "open", terms), checkout / "data" / "raw")
    call(checkout, "git", "add", "--all")
    assert "data/raw/open/road.txt" in call(checkout, "git", "ls-files").split()


def test_texts_that_git_holds_already_must_be_taken_out_first(checkout: Path, tmp_path: Path) -> None:
    raw = checkout / "data" / "raw"
    write_text(raw / "mine", "old.txt", TEXT.replace("Gao", "Gossi"))
    call(checkout, "git", "add", "--all")
    with pytest.raises(WithholdError, match="git rm -r --cached"):
        add(Request(str(write_text(tmp_path)), "mine"), raw)
    assert not (raw / "mine" / "road.txt").exists()


def test_a_gitignore_that_lets_texts_through_again_is_noticed(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sahel_dataset.add import withhold

    monkeypatch.setattr(withhold, "_IGNORE", "/*\n!/article.txt\n")
    with pytest.raises(WithholdError, match="does not keep"):
        add(Request(str(write_text(tmp_path)), "mine"), checkout / "data" / "raw")
    assert not (checkout / "data" / "raw" / "mine" / "road.txt").exists()


def test_a_withheld_collection_under_dvc_goes_to_its_remote_and_to_no_other(with_dvc: Path, tmp_path: Path) -> None:
    raw = with_dvc / "data" / "raw"
    source = str(write_text(tmp_path))
    for remote, words in (("public", "everybody pulls from"), ("elsewhere", "no remote 'elsewhere'")):
        with pytest.raises(WithholdError, match=words):
            add(Request(source, "mine", dvc_remote=remote), raw)
        assert not (raw / "mine" / "road.txt").exists()
    add(Request(source, "mine", dvc_remote="restricted"), raw)
    assert yaml.safe_load((raw / "mine.dvc").read_text(encoding="utf-8"))["outs"][0]["remote"] == "restricted"
    dvc(with_dvc, "push", "-q")
    assert held_by(tmp_path / "public") == []
    assert TEXT.encode() in held_by(tmp_path / "restricted")
    call(with_dvc, "git", "add", "--all")
    assert not any(name.endswith(".txt") for name in call(with_dvc, "git", "ls-files").split())


@pytest.mark.parametrize(
    ("out", "is_safe"),
    [({}, False), ({"push": True}, False), ({"push": False}, True), ({"remote": "restricted"}, True)],
)
@pytest.mark.parametrize("place", ["data/raw/mine.dvc", "data/raw.dvc"])
def test_a_dvc_file_that_would_push_withheld_texts_is_refused(
    tmp_path: Path, place: str, out: dict[str, object], is_safe: bool
) -> None:
    (tmp_path / "data" / "raw" / "mine").mkdir(parents=True)
    found = {"outs": [{"md5": "0" * 32, "path": Path(place).stem, **out}]}
    (tmp_path / place).write_text(yaml.safe_dump(found), encoding="utf-8")
    if is_safe:
        check_dvc_file(tmp_path / "data" / "raw" / "mine")
    else:
        with pytest.raises(WithholdError, match="push: false"):
            check_dvc_file(tmp_path / "data" / "raw" / "mine")
