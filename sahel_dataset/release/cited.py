"""A citation read back: which release it names, and which rows of it, in whichever form it was written."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import yaml

from sahel_dataset.release.citation import unlatex

__all__ = ["Cited", "Subset", "counted", "read_citation"]

_VERSION = re.compile(r"(?:version\W{0,12}|^ET  - )(\d{4}\.\d{1,2}\.\d+)\b", re.IGNORECASE | re.MULTILINE)
_WHOLE, _KEYS = "their digest", "SHA-256 of their keys"
_USED = re.compile(
    rf"Used: (?P<table>[a-z_]+)(?: where (?P<query>.+?))?, (?P<rows>\d+) rows?, (?P<what>{_WHOLE}|{_KEYS}) "
    r"(?P<digest>[0-9a-f]{64})\."
)


@dataclass(frozen=True, slots=True)
class Subset:
    """Rows of a table that were used.

    Attributes
    ----------
    table : str
        The table.
    rows : int
        How many rows.
    digest : str
        SHA-256 of their keys; of a whole table, its digest in the release.
    query : str or None
        By what they were chosen, if that was a query.
    is_whole : bool
        Whether they are all rows of the table.
    """

    table: str
    rows: int
    digest: str
    query: str | None = None
    is_whole: bool = False

    def sentence(self) -> str:
        """Return what a citation says of them."""
        where = f" where {self.query}" if self.query else ""
        what = _WHOLE if self.is_whole else _KEYS
        return f"Used: {self.table}{where}, {counted(self.rows)}, {what} {self.digest}."


def counted(count: int) -> str:
    """Return a number of rows in words.

    Examples
    --------
    >>> counted(1), counted(2)
    ('1 row', '2 rows')
    """
    return f"{count} row{'s' * (count != 1)}"


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation names: a release, and the rows of it that were used."""

    version: str
    subsets: tuple[Subset, ...]


def read_citation(text: str) -> Cited:
    """Read a citation back, in any of the forms in which one is written.

    Raises
    ------
    ValueError
        If it names no version.

    Examples
    --------
    >>> read_citation("Example, A. (2026). Data (Version 2026.12.0) [Data set].")
    Cited(version='2026.12.0', subsets=())
    """
    version = _VERSION.search(text)
    if not version:
        raise ValueError("The citation names no version of the data, such as 2026.12.0.")
    found = (
        Subset(one["table"], int(one["rows"]), one["digest"], one["query"], one["what"] == _WHOLE)
        for one in _USED.finditer(_note(text))
    )
    return Cited(version[1], tuple(found))


def _note(text: str) -> str:
    """Return the part of a citation that says what was used, as it was before the form wrote it its own way."""
    text = text.strip()
    if text.startswith(("[", "{")):
        found = json.loads(text)
        return str((found[0] if isinstance(found, list) else found).get("note", ""))
    if text.startswith("@"):
        return unlatex(" ".join(text.splitlines()))
    if text.startswith("cff-version"):
        return str((yaml.safe_load(text).get("preferred-citation") or {}).get("notes", ""))
    return " ".join(text.splitlines())
