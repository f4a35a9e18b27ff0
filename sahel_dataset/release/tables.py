"""The tables of a release: those of the pipeline, without what may not be passed on, stamped with the version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from sahel_dataset.paths import Project
from sahel_dataset.release.csvfile import write_csv
from sahel_dataset.release.facts import TableFacts
from sahel_dataset.schema import Table, table, tables
from sahel_dataset.schema.arrow import to_frame

__all__ = [
    "CHANGES",
    "TEXTS",
    "ReleaseTables",
    "read_processed",
    "released_names",
    "stamped",
    "to_release",
    "write_tables",
]

#: The table of what changed since the release before.
CHANGES = "changes"
#: Texts of the articles that may be passed on.
TEXTS = "texts"


def released_names() -> tuple[str, ...]:
    """Return the names of the tables of a release, in the order one would read them.

    Examples
    --------
    >>> released_names()[:3], released_names()[-2:]
    (('events', 'claims', 'estimates'), ('texts', 'changes'))
    """
    return (*(one.name for one in tables("processed")), TEXTS, CHANGES)


def read_processed(project: Project) -> dict[str, pa.Table]:
    """Read what the pipeline made: the processed tables and ``texts``.

    Raises
    ------
    FileNotFoundError
        If a table was not made.
    sahel_dataset.schema.SchemaError
        If its columns are not the declared ones.
    """
    found = {one.name: one.read_arrow(project.processed / f"{one.name}.parquet") for one in tables("processed")}
    found[TEXTS] = table(TEXTS).read_arrow(project.interim / f"{TEXTS}.parquet")
    return found


def stamped(event_ids: pd.DataFrame, version: str, before: pd.DataFrame | None = None) -> pd.DataFrame:
    """Note in which releases ids first and last were active.

    Parameters
    ----------
    event_ids : pandas.DataFrame
        The table ``event_ids``; it is not changed.
    version : str
        The release's version.
    before : pandas.DataFrame, optional
        The table of the release before, which knows of those before it.
    """
    active = event_ids["status"] == "active"
    known = {"first_version": event_ids["first_version"], "last_version": event_ids["last_version"]}
    if before is not None:
        earlier = before.set_index("event_id")
        known = {name: event_ids["event_id"].map(earlier[name]).fillna(column) for name, column in known.items()}
    return event_ids.assign(
        first_version=known["first_version"].mask(active & known["first_version"].isna(), version),
        last_version=known["last_version"].mask(active, version),
    )


@dataclass(frozen=True, slots=True)
class ReleaseTables:
    """The tables as they are released, and how many texts were withheld."""

    frames: Mapping[str, pd.DataFrame]
    n_texts_withheld: int


def to_release(found: Mapping[str, pa.Table], version: str, before: pd.DataFrame | None = None) -> ReleaseTables:
    """Return the tables of a release, but for ``changes``.

    Parameters
    ----------
    found : mapping of str to pyarrow.Table
        What `read_processed` gave.
    version : str
        The release's version.
    before : pandas.DataFrame, optional
        The table ``event_ids`` of the release before.
    """
    frames = {name: to_frame(content) for name, content in found.items()}
    articles = frames["articles"]
    allowed = articles.loc[articles["may_redistribute_text"].astype(bool), "article_id"]
    # An article that is in no table has no licence either.
    texts = frames[TEXTS][frames[TEXTS]["article_id"].isin(set(allowed))]
    n_withheld = len(frames[TEXTS]) - len(texts)
    released = frames | {TEXTS: texts, "event_ids": stamped(frames["event_ids"], version, before)}
    return ReleaseTables(released, n_withheld)


def write_tables(frames: Mapping[str, pd.DataFrame], folder: Path) -> dict[str, TableFacts]:
    """Write tables as Parquet below ``data/`` and as CSV below ``csv/``.

    Returns
    -------
    dict of str to TableFacts
        Rows and logical digest of each, in the order of `released_names`.
    """
    for part in ("data", "csv"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    facts = {}
    for name in released_names():
        if name in frames:
            facts[name] = _write(table(name), frames[name], folder)
    return facts


def _write(one: Table, frame: pd.DataFrame, folder: Path) -> TableFacts:
    content = one.to_arrow(frame)
    one.write(content, folder / "data" / f"{one.name}.parquet")
    write_csv(content, one.fields, folder / "csv" / f"{one.name}.csv")
    return TableFacts(content.num_rows, one.digest(content))
