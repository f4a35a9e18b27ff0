"""Texts that may not be passed on, kept out of Git and out of the public DVC remote."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import yaml

from sahel_dataset.files import whole_file
from sahel_dataset.ingest.scan import is_beside_articles

__all__ = ["WithholdError", "check_dvc_file", "check_remote", "keep_out_of_git", "version_with_dvc"]

#: What of a withheld collection Git may hold.
_PUBLIC = (".gitignore", "collection.yaml")
_IGNORE = "# The articles of this collection may not be passed on: they stay out of Git.\n/*\n" + "".join(
    f"!/{name}\n" for name in _PUBLIC
)


class WithholdError(ValueError):
    """Texts cannot be kept back as they must be."""


def keep_out_of_git(folder: Path) -> None:
    """Write the .gitignore that keeps the articles of a collection out of Git.

    Parameters
    ----------
    folder : Path
        The collection's folder; it may be in a Git work tree or not.

    Raises
    ------
    WithholdError
        If Git already holds files of the folder, which no .gitignore undoes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = _git(folder, "ls-files", "-z", ".").split("\0")
    held = [name for name in names if name and is_beside_articles(Path(name)) is None]
    if held:
        raise WithholdError(
            f"Git already holds {len(held)} files of {folder} ({held[0]} …), and they may not be passed on. "
            f"Take them out first: git rm -r --cached {folder}"
        )
    with whole_file(folder / ".gitignore") as draft:
        draft.write_text(_IGNORE, encoding="utf-8")
    probe = _git(folder, "check-ignore", "article.txt") if _git(folder, "rev-parse", "--git-dir") else "article.txt"
    if not probe:
        raise WithholdError(f"Git does not keep {folder} out although its .gitignore says so; nothing was copied.")


def check_dvc_file(folder: Path) -> None:
    """Refuse a collection that a .dvc file, its own or of a folder above, would send to the default remote.

    Raises
    ------
    WithholdError
        If there is such a file, and it names neither another remote nor ``push: false``.
    """
    for one in (folder, *folder.parents):
        path = one.parent / f"{one.name}.dvc"
        if not path.is_file():
            continue
        found = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        if any(out.get("push", True) and not out.get("remote") for out in found.get("outs", [])):
            raise WithholdError(
                f"{path} sends these texts to the remote that everybody pulls from, and they may not be passed on. "
                "Write 'push: false', or 'remote: NAME' of another remote, beside 'path' in it first."
            )


def check_remote(folder: Path, remote: str, *, may_redistribute: bool) -> None:
    """Refuse a DVC remote that is not there, or that is no place for texts that may not be passed on.

    Parameters
    ----------
    folder : Path
        A folder within a DVC project.
    remote : str
        Name of the remote.
    may_redistribute : bool
        Whether the texts may be passed on; if not, the default remote is refused.

    Raises
    ------
    WithholdError
        If DVC is not there, knows no such remote, or it is the default one.
    """
    # `dvc remote list` breaks long lines to fit a screen; this does not.
    settings = dict(line.partition("=")[::2] for line in _dvc(folder, "config", "--list").splitlines())
    known = sorted({key.split(".")[1] for key in settings if key.startswith("remote.")})
    if remote not in known:
        named = ", ".join(known) or "none"
        raise WithholdError(f"DVC knows no remote '{remote}' (it knows: {named}): dvc remote add {remote} ADDRESS")
    if settings.get("core.remote") == remote and not may_redistribute:
        raise WithholdError(
            f"'{remote}' is the remote that everybody pulls from, and these texts may not be passed on: name another."
        )


def version_with_dvc(folder: Path, remote: str) -> Path:
    """Put a collection under DVC, its files on one remote and on no other.

    Parameters
    ----------
    folder : Path
        The collection's folder, within a DVC project.
    remote : str
        Name of the remote, as `check_remote` accepts it.

    Returns
    -------
    Path
        The .dvc file, which names the remote.

    Raises
    ------
    WithholdError
        If DVC fails.
    """
    _dvc(folder.parent, "add", "--quiet", folder.name)
    path = folder.with_name(f"{folder.name}.dvc")
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    for out in found["outs"]:
        out["remote"] = remote
    with whole_file(path) as draft:
        draft.write_text(yaml.safe_dump(found, sort_keys=False), encoding="utf-8")
    return path


def _git(folder: Path, *words: str) -> str:
    """Return what Git says, or nothing where it is not there or the folder is not its own."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _dvc(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "dvc", *words], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        if "No module named" in done.stderr:
            raise WithholdError("DVC is not installed: pip install 'sahel-dataset[pipeline]'")
        raise WithholdError(f"dvc {words[0]} failed: {done.stderr.strip()[-300:]}")
    return done.stdout
