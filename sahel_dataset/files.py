"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

__all__ = ["restore", "whole_directory", "whole_file"]

#: Stands between the name of a draft and that of the folder it is to replace.
_OLD = "-old-"


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside `path` and rename it into place on success.

    Parameters
    ----------
    path : Path
        Where the finished file belongs. Its folder is made if missing.

    Yields
    ------
    Path
        A path in the same folder, with the same suffix, to write to.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> target = pathlib.Path(tempfile.mkdtemp()) / "figures.txt"
    >>> with whole_file(target) as draft:
    ...     _ = draft.write_text("done")
    >>> target.read_text()
    'done'
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(), suffix=path.suffix)
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        # mkstemp makes files private; a dataset is for others to read.
        draft.chmod(0o644)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextlib.contextmanager
def whole_directory(path: Path) -> Iterator[Path]:
    """Yield a temporary folder beside `path` and swap it into place on success.

    What stood at `path` before is replaced as a whole, and only when the block
    ended without an error.

    Parameters
    ----------
    path : Path
        Where the finished folder belongs.

    Yields
    ------
    Path
        An empty folder on the same file system to fill.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path.parent)
    draft = Path(tempfile.mkdtemp(dir=path.parent, prefix=_prefix()))
    old = draft.with_name(f"{draft.name}{_OLD}{path.name}")
    try:
        yield draft
        draft.chmod(0o755)
        while True:
            with contextlib.suppress(FileNotFoundError):
                path.rename(old)
            try:
                draft.rename(path)
                return
            except OSError as error:
                # Another run put its folder here between the two steps: it is replaced like any other.
                if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                    with contextlib.suppress(OSError):
                        old.rename(path)
                    raise
                shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(draft, ignore_errors=True)


def restore(path: Path) -> None:
    """Put back what stood at `path`, where a process was killed while `whole_directory` put another folder there.

    Whoever reads a folder before writing it anew calls this first; writing beside it does it as well.
    """
    if path.parent.is_dir():
        _sweep(path.parent)


def _prefix() -> str:
    """Return how the drafts of this process begin: who wrote them shows whether anybody still does."""
    return f".draft-{_host()}-{os.getpid()}-"


def _host() -> str:
    return re.sub(r"[^A-Za-z0-9]", "", socket.gethostname()) or "here"


def _sweep(folder: Path) -> None:
    """Remove drafts of processes of this machine that are no more: killed, they could not do it themselves.

    A folder that was put aside for a draft that did not take its place is put back.
    """
    for entry in sorted(folder.glob(f".draft-{_host()}-*")):
        pid = entry.name.removeprefix(f".draft-{_host()}-").split("-")[0]
        if not pid.isdigit() or _lives(int(pid)):
            continue
        name = entry.name.partition(_OLD)[2]
        if name and not (folder / name).exists():
            with contextlib.suppress(OSError):
                entry.rename(folder / name)
        elif entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                entry.unlink()


def _lives(pid: int) -> bool:
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
