"""Pages kept by what they are made from, so that a page is rendered once whoever asks for it.

`dvc repro` runs the stages of a matrix one after another, each for one page. The first of them
renders all pages that are due, in parallel, and keeps them here; the others take theirs.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import json
import platform
from collections.abc import Iterable
from pathlib import Path

import sahel_dataset
from sahel_dataset.files import whole_file
from sahel_dataset.paths import Project
from sahel_dataset.render.params import Report

__all__ = ["PageStore"]

#: Packages that decide what a page looks like, beside this one.
_PACKAGES = (
    "bleach", "ipykernel", "ipython", "jinja2", "matplotlib", "mistune", "nbclient", "nbconvert", "nbformat", "numpy",
    "pandas", "papermill", "pyarrow", "pygments",
)  # fmt: skip
#: Parts of this package that no notebook calls.
_ELSEWHERE = {"ingest", "extract", "validate", "evaluate", "release", "build.py", "cli.py", "explain.py"}
_OF_THE_PACKAGE = {".py", ".yaml", ".css", ".js", ".j2", ".json", ".html", ".csv"}


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@functools.cache
def _code() -> str:
    """Return a digest of this package and of the versions of those it draws with."""
    package = Path(sahel_dataset.__file__).parent
    total = hashlib.sha256(platform.python_version().encode())
    for path in sorted(package.rglob("*")):
        if path.relative_to(package).parts[0] in _ELSEWHERE:
            continue
        if path.suffix in _OF_THE_PACKAGE and path.is_file():
            total.update(f"{path.relative_to(package).as_posix()} {_digest(path)}\n".encode())
    for name in _PACKAGES:
        total.update(f"{name} {importlib.metadata.version(name)}\n".encode())
    return total.hexdigest()


class PageStore:
    """The pages of one project, by a digest of everything that decides their bytes.

    Parameters
    ----------
    project : Project
        Whose tables the pages show; they are kept in its ``.cache/render``.
    notebooks : Path
        Where the notebooks are.
    """

    def __init__(self, project: Project, notebooks: Path) -> None:
        self._folder = project.root / ".cache" / "render"
        self._notebooks = notebooks
        tables = [*sorted(project.processed.glob("*.parquet")), project.interim / "texts.parquet"]
        self._tables = {path.name: _digest(path) for path in tables if path.is_file()}

    def path(self, report: Report) -> Path:
        """Return where the page of a report is kept, if it is."""
        made_from = {
            "report": [report.name, report.notebook, report.title, sorted(report.parameters.items())],
            "notebook": _digest(self._notebooks / f"{report.notebook}.ipynb"),
            "tables": self._tables,
            "code": _code(),
        }
        key = hashlib.sha256(json.dumps(made_from, sort_keys=True, default=str).encode()).hexdigest()
        return self._folder / f"{key}.html"

    def get(self, report: Report) -> str | None:
        """Return the page of a report, or None if it is not kept."""
        path = self.path(report)
        return path.read_text(encoding="utf-8") if path.is_file() else None

    def put(self, report: Report, html: str) -> None:
        """Keep the page of a report."""
        with whole_file(self.path(report)) as draft:
            draft.write_text(html, encoding="utf-8")

    def forget_all_but(self, reports: Iterable[Report]) -> None:
        """Drop every page but those of `reports` as they are now."""
        kept = {self.path(report) for report in reports}
        for path in self._folder.glob("*.html"):
            if path not in kept:
                path.unlink(missing_ok=True)
