"""What a release says of itself: release.json, from which every other description of it is written."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

__all__ = ["FACTS", "ReleaseFacts", "TableFacts", "Work", "author_name", "read_facts", "read_work", "write_json"]

FACTS = "release.json"


def write_json(path: Path, content: Any) -> None:
    """Write plain data as JSON, in bytes that depend on it alone."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="")


@dataclass(frozen=True, slots=True)
class Work:
    """Whose work it is, as the project's CITATION.cff has it.

    Attributes
    ----------
    title, abstract, licence : str
        As in the file; the licence is an SPDX name.
    authors : tuple of mapping
        Persons and bodies, with the keys of the Citation File Format.
    keywords : tuple of str
        What it is about.
    repository : str or None
        Where the code is.
    """

    title: str
    abstract: str
    licence: str
    authors: tuple[Mapping[str, str], ...]
    keywords: tuple[str, ...] = ()
    repository: str | None = None


def author_name(author: Mapping[str, str]) -> str:
    """Return an author's name, a person's family name first.

    Examples
    --------
    >>> author_name({"family-names": "Example", "given-names": "Ada"})
    'Example, Ada'
    """
    if "name" in author:
        return author["name"]
    family = " ".join(filter(None, (author.get("name-particle"), author.get("family-names"))))
    return ", ".join(filter(None, (family, author.get("given-names"))))


def read_work(path: Path) -> Work:
    """Read a CITATION.cff.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If it lacks a title, an abstract, a licence or authors.
    """
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing: a release has to say whose work it is.")
    entry = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    missing = [key for key in ("title", "abstract", "license", "authors") if not entry.get(key)]
    if missing:
        raise ValueError(f"{path} does not say {' and '.join(missing)}.")
    authors = tuple({str(key): str(value) for key, value in author.items()} for author in entry["authors"])
    nameless = [dict(author) for author in authors if not author_name(author)]
    if nameless:
        raise ValueError(f"{path} lists an author without a name: {nameless[0]}.")
    return Work(
        title=entry["title"],
        abstract=" ".join(entry["abstract"].split()),
        licence=str(entry["license"]),
        authors=authors,
        keywords=tuple(entry.get("keywords", ())),
        repository=entry.get("repository-code"),
    )


@dataclass(frozen=True, slots=True)
class TableFacts:
    """How much a released table holds, and by what it is known again."""

    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """What a release says of itself.

    Attributes
    ----------
    version : str
        Version of the data.
    date : datetime.date
        Day of the commit it was built from.
    work : Work
        Whose work it is.
    tables : mapping of str to TableFacts
        The tables, in the order one would read them.
    software : mapping
        Name, version and commit of the code, and the SHA-256 of its lock file.
    fingerprints : mapping
        SHA-256 of the knowledge and of the rules the tables were made with; see `sahel_dataset.release.fingerprints`.
    withheld : mapping
        How many articles' texts are not in it because they may not be passed on.
    previous : str or None
        The release before it.
    doi, previous_doi, concept_doi : str or None
        DOI of this release, of the one before it, and of all versions together.
    publisher : str or None
        Who keeps the release.
    """

    version: str
    date: dt.date
    work: Work
    tables: Mapping[str, TableFacts]
    software: Mapping[str, str | None]
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    withheld: Mapping[str, int] = field(default_factory=dict)
    previous: str | None = None
    doi: str | None = None
    previous_doi: str | None = None
    concept_doi: str | None = None
    publisher: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the facts as plain data."""
        return dataclasses.asdict(self) | {"date": self.date.isoformat()}

    @classmethod
    def from_dict(cls, entry: Mapping[str, Any]) -> ReleaseFacts:
        """Return the facts that `to_dict` gave."""
        work = entry["work"]
        return cls(
            **{
                **entry,
                "date": dt.date.fromisoformat(entry["date"]),
                "work": Work(**{**work, "authors": tuple(work["authors"]), "keywords": tuple(work["keywords"])}),
                "tables": {name: TableFacts(**found) for name, found in entry["tables"].items()},
            }
        )


def read_facts(text: str) -> ReleaseFacts:
    """Read a release.json.

    Raises
    ------
    ValueError
        If it is none.
    """
    try:
        return ReleaseFacts.from_dict(json.loads(text))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{FACTS} cannot be read: {error}") from error
