"""The tables that cards draw on, read once."""

from __future__ import annotations

import functools
import os
from collections.abc import Collection
from pathlib import Path

import pandas as pd

from sahel_dataset.load import load, locate
from sahel_dataset.paths import Project, find_project

__all__ = ["here", "rows", "texts"]


def here() -> Project:
    """Return the project that a notebook or a terminal is in, as `load` sees it."""
    named = os.environ.get("SAHEL_PROJECT")
    return Project(Path(named)) if named else find_project()


@functools.lru_cache(maxsize=32)
def _read(name: str, folder: Path, stamp: int) -> pd.DataFrame:
    return load(name, root=folder, warn=False)


def rows(name: str) -> pd.DataFrame:
    """Return a table of the dataset; the same frame until its file changes, so do not write into it."""
    path = locate(name)
    if not path.is_file():
        return load(name, warn=False)  # says what is missing and how to make it
    return _read(name, path.parent, path.stat().st_mtime_ns)


def texts(article_ids: Collection[str]) -> dict[str, str]:
    """Return the text of articles by id, of those whose text is on this machine."""
    path = locate("texts")
    if not article_ids or not path.is_file():
        return {}
    import pyarrow.parquet as pq

    wanted = [("article_id", "in", sorted(set(article_ids)))]
    found = pq.read_table(path, columns=["article_id", "text"], filters=wanted)
    return dict(zip(found["article_id"].to_pylist(), found["text"].to_pylist(), strict=True))
