"""Small notebooks for tests, which need no dataset."""

from __future__ import annotations

from pathlib import Path

import nbformat

__all__ = ["write_notebook"]


def write_notebook(path: Path, *cells: str, parameters: str | None = None) -> Path:
    """Write a notebook of code cells (markdown, where a cell begins with ``#md``)."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    if parameters is not None:
        notebook.cells.append(nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]}))
    for source in cells:
        make = nbformat.v4.new_markdown_cell if source.startswith("#md") else nbformat.v4.new_code_cell
        notebook.cells.append(make(source.removeprefix("#md\n")))
    for number, cell in enumerate(notebook.cells):
        cell.id = f"c{number}"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path
