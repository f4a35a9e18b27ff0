"""Where the notebooks are: in the checkout, or shipped with the installed package."""

from __future__ import annotations

from pathlib import Path

import sahel_dataset
from sahel_dataset.paths import Project

__all__ = ["notebook_folder"]


def notebook_folder(project: Project) -> Path:
    """Return the folder of notebooks: the project's own if it has any, otherwise those of the package.

    Raises
    ------
    FileNotFoundError
        If neither has a notebook.
    """
    package = Path(sahel_dataset.__file__).resolve().parent
    # A wheel carries them inside the package, a checkout has them beside it.
    places = (project.notebooks, package / "notebooks", package.parent / "notebooks")
    for folder in places:
        if any(folder.glob("*.ipynb")):
            return folder
    raise FileNotFoundError(f"No notebook in {' or '.join(map(str, places))}.")
