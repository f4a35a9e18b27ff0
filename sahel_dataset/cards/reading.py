"""The tables that cards draw on, read once."""

from __future__ import annotations

import functools
import os
from pathlib import Path

import pandas as pd

from sahel_dataset.paths import Project, find_project
from sahel_dataset.schema import table

__all__ = ["here", "rows", "texts"]


def here() -> Project:
    """Return the project that a notebook or a terminal is in."""
    named = os.environ.get("SAHEL_PROJECT")
    return Project(Path(named)) if named else find_project()


@functools.cache
def _read(name: str, path: Path, stamp: int) -> pd.DataFrame:
    return table(name).read(path)


def rows(name: str) -> pd.DataFrame:
    """Return a table of the dataset."""
    project = here()
    path = project.processed / f"{name}.parquet"
    return _read(name, path, path.stat().st_mtime_ns)


def texts(article_ids: list[str]) -> dict[str, str]:
    """Return the text of articles by id, of those whose text is on this machine."""
    path = here().interim / "texts.parquet"
    if not article_ids or not path.is_file():
        return {}
    import pyarrow.parquet as pq

    wanted = [("article_id", "in", sorted(set(article_ids)))]
    found = pq.read_table(path, columns=["article_id", "text"], filters=wanted)
    return dict(zip(found["article_id"].to_pylist(), found["text"].to_pylist(), strict=True))
