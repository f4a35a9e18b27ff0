"""Folders that are replaced as a whole, and what is left when that is broken off."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sahel_dataset.files import restore, whole_directory

DIES = """
import os, signal, sys
from pathlib import Path
from sahel_dataset.files import whole_directory
rename = Path.rename
def dying(self, target):
    if Path(target) == Path(sys.argv[1]):
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(self, target)
Path.rename = dying
with whole_directory(Path(sys.argv[1])) as draft:
    (draft / "new").touch()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder whose replacement was killed when the old one was put aside and the new one not in place."""
    made = tmp_path / "1.0"
    made.mkdir()
    (made / "old").write_text("what was there", encoding="utf-8")
    assert subprocess.run([sys.executable, "-c", DIES, str(made)]).returncode == -signal.SIGKILL
    assert not made.exists()
    return made


@pytest.mark.skipif(os.name != "posix", reason="processes are killed as POSIX kills them")
class TestKilledBetweenTheSteps:
    def test_what_stood_there_is_put_back_and_nothing_else_is_left(self, folder: Path) -> None:
        restore(folder)
        assert (folder / "old").read_text(encoding="utf-8") == "what was there"
        assert [path.name for path in folder.parent.iterdir()] == [folder.name]

    def test_the_next_writer_finds_it_too(self, folder: Path) -> None:
        with pytest.raises(KeyError), whole_directory(folder):
            raise KeyError
        assert (folder / "old").exists()
        with whole_directory(folder) as draft:
            (draft / "new").touch()
        assert [path.name for path in folder.iterdir()] == ["new"]
        assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_replacement_that_fails_leaves_what_stood_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "1.0"
    made.mkdir()
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if target == made and "-old-" not in self.name:
            raise PermissionError(13, "no")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(PermissionError), whole_directory(made):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["1.0"]


def test_there_is_nothing_to_put_back_where_there_is_no_folder(tmp_path: Path) -> None:
    restore(tmp_path / "none" / "1.0")
    assert list(tmp_path.iterdir()) == []
