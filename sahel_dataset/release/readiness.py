"""Whether a project may be released: committed, up to date, and validated as it stands."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sahel_dataset.paths import Project
from sahel_dataset.restricted import LARGEST_SHARE, LONGEST_QUOTE, too_long, too_much

__all__ = [
    "Commit",
    "NotReadyError",
    "clean_commit",
    "require_short_quotes",
    "require_up_to_date",
    "require_validated",
]

_SHOWN = 5


class NotReadyError(ValueError):
    """A project may not be released as it stands; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Commit:
    """The commit a release is built from."""

    id: str
    date: dt.date


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise NotReadyError("git is not installed, and a release names the commit it was built from.") from error
    if done.returncode:
        raise NotReadyError(
            f"{root} is not under version control, or has no commit yet: nobody could tell what the release was built "
            "from. Commit it first."
        )
    return done.stdout


def clean_commit(root: Path) -> Commit:
    """Return the commit that a project stands at.

    Raises
    ------
    NotReadyError
        If it is not under version control, or a file differs from what was committed.
    """
    found, seconds = _git(root, "log", "-1", "--format=%H %ct").split()
    # Paths as they are, and not in quotes; every file, and not the folder it is in.
    changed = _git(root, "-c", "core.quotePath=false", "status", "--porcelain", "--untracked-files=all").splitlines()
    if changed:
        names = ", ".join(line[3:] for line in changed[:_SHOWN])
        more = f" and {len(changed) - _SHOWN} more" if len(changed) > _SHOWN else ""
        raise NotReadyError(
            f"The tree is not clean: {names}{more} differ from the last commit. Commit them, or take them back."
        )
    return Commit(found, dt.datetime.fromtimestamp(int(seconds), dt.UTC).date())


def require_up_to_date(project: Project) -> None:
    """Check that what the pipeline made is what it would make now, by ``dvc status``.

    A project without a dvc.yaml (an output folder of ``sahel build``) has nothing to check.

    Raises
    ------
    NotReadyError
        If a stage is out of date, or DVC is not installed.
    """
    if not (project.root / "dvc.yaml").is_file():
        return
    done = subprocess.run(
        [sys.executable, "-m", "dvc", "status", "--json"], cwd=project.root, capture_output=True, text=True, check=False
    )
    if done.returncode:
        why = (done.stderr.strip() or "no answer").splitlines()[-1]
        raise NotReadyError(f"`dvc status` failed ({why}); it tells whether the tables are up to date.")
    stale = json.loads(done.stdout or "{}")
    if stale:
        raise NotReadyError(f"Out of date: {', '.join(sorted(stale))}. Run `dvc repro` and commit dvc.lock.")


def require_validated(project: Project, digests: dict[str, str]) -> None:
    """Check that validation passed, and that it was these tables that it checked.

    Parameters
    ----------
    project : Project
        The project, with its reports/validation/results.json.
    digests : dict of str to str
        The logical digest of each processed table as it stands.

    Raises
    ------
    NotReadyError
        If validation was not run, failed, or was run on other tables.
    """
    path = project.reports / "validation" / "results.json"
    if not path.is_file():
        raise NotReadyError(f"There is no {path}: run `sahel validate` first.")
    results = json.loads(path.read_text(encoding="utf-8"))
    if not results["passed"]:
        failed = [
            f"{table['table']}: {check['description']}"
            for table in results["tables"]
            for check in table["checks"]
            if check["status"] == "failed" and check["severity"] == "critical"
        ]
        raise NotReadyError(f"Validation failed: {' '.join(failed[:_SHOWN])} See {path.parent / 'index.html'}.")
    checked = {table["table"]: table["digest"] for table in results["tables"]}
    other = sorted(name for name, digest in digests.items() if checked.get(name) != digest)
    if other:
        raise NotReadyError(
            f"Validation saw other rows of {', '.join(other)} than stand there now: run `sahel validate` again."
        )


def require_short_quotes(frames: Mapping[str, pd.DataFrame]) -> None:
    """Check that of articles that may not be passed on no stretch is longer, and no more is quoted, than may be.

    Raises
    ------
    NotReadyError
        If one is.
    """
    found = too_long(frames)
    if found:
        raise NotReadyError(
            f"{', '.join(found)} would pass on more than {LONGEST_QUOTE} characters at a stretch of articles that may "
            "not be passed on. Run `sahel link` again, which cuts them."
        )
    if articles := too_much(frames):
        raise NotReadyError(
            f"The quotes of {', '.join(articles[:3])} would pass on more than {LARGEST_SHARE:.0%} of an article that "
            "may not be passed on. Run `sahel link` again, which cuts them."
        )
