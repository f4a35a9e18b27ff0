"""Where a project keeps its things."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Project", "ProjectNotFoundError", "find_project"]


class ProjectNotFoundError(FileNotFoundError):
    """No folder above the current one holds a dvc.yaml of this project."""


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of a checkout, or of an output folder of ``sahel build``."""

    root: Path

    @property
    def raw(self) -> Path:
        """Articles as found, one folder per collection."""
        return self.root / "data" / "raw"

    @property
    def interim(self) -> Path:
        """What the pipeline makes on its way: texts and mentions."""
        return self.root / "data" / "interim"

    @property
    def processed(self) -> Path:
        """The tables of the dataset."""
        return self.root / "data" / "processed"

    @property
    def gold(self) -> Path:
        """Annotated articles, for `evaluate`."""
        return self.root / "data" / "gold"

    @property
    def reports(self) -> Path:
        """Rendered pages."""
        return self.root / "reports"

    @property
    def notebooks(self) -> Path:
        """Parameterised notebooks, without outputs."""
        return self.root / "notebooks"

    @property
    def params(self) -> Path:
        """Settings of every stage."""
        return self.root / "params.yaml"


def find_project(start: Path | None = None) -> Project:
    """Return the project that holds `start` (the current folder by default).

    Raises
    ------
    ProjectNotFoundError
        If neither `start` nor any folder above it holds ``dvc.yaml`` and ``params.yaml``.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "dvc.yaml").is_file() and (folder / "params.yaml").is_file():
            return Project(folder)
    raise ProjectNotFoundError(
        f"{here} is not inside a checkout of sahel_dataset (no folder above it has dvc.yaml and params.yaml). "
        "Change into the checkout, or name the folders the command asks for."
    )
