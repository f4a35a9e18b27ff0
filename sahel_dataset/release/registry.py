"""Which releases there are: the list that the package carries, and that of a folder of releases.

Each is a ``releases.json``, which holds of every release its sum, so that what is fetched can be checked. A release is
registered in the package when it is out; ``sahel release build`` keeps the list of the folder it builds in.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sahel_dataset.files import whole_file
from sahel_dataset.release.version import Version

__all__ = [
    "INDEX",
    "Registered",
    "UnknownReleaseError",
    "carried",
    "carried_version",
    "packaged",
    "parse_index",
    "read_index",
    "register",
    "registered",
    "releases_base",
]

INDEX = "releases.json"
_PACKAGED = Path(__file__).resolve().parent.parent / "data"
#: The environment variable that names where releases are fetched from instead: a folder, or an address.
BASE_VARIABLE = "SAHEL_RELEASES"


class UnknownReleaseError(FileNotFoundError):
    """There is no release of this version, or it is not known where."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A release that is out.

    Attributes
    ----------
    version : str
        Version of the data.
    date : str
        Its day, as YYYY-MM-DD.
    sha256 : str
        Sum of its zip.
    size : int
        Bytes of its zip.
    url, doi, concept_doi : str or None
        Address of the zip; DOI of the release, and of all versions together.
    publisher : str or None
        Who keeps it.
    repository, record_id : str or None
        Address of the repository that keeps it, and the record's id there.
    """

    version: str
    date: str
    sha256: str
    size: int
    url: str | None = None
    doi: str | None = None
    concept_doi: str | None = None
    publisher: str | None = None
    repository: str | None = None
    record_id: str | None = None


def packaged() -> Path:
    """Return the part of the package that holds the list of releases and the tables of the latest."""
    return _PACKAGED


def carried() -> Path:
    """Return where the tables are that the package carries, with what describes them."""
    return packaged() / "current"


def parse_index(text: str, where: object) -> dict[str, Registered]:
    """Return the releases of a list by version, in order.

    Raises
    ------
    ValueError
        If the text is no list of releases.
    """
    try:
        entries = [Registered(**entry) for entry in json.loads(text)["releases"]]
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{where} is not a list of releases: {error}") from error
    ordered = sorted(entries, key=lambda entry: Version.parse(entry.version))
    return {entry.version: entry for entry in ordered}


def read_index(folder: Path) -> dict[str, Registered]:
    """Return the releases listed in a folder's releases.json; none where there is no list."""
    path = folder / INDEX
    return parse_index(path.read_text(encoding="utf-8"), path) if path.is_file() else {}


def register(folder: Path, entry: Registered) -> None:
    """Enter a release in a folder's list, in the place of what stood there under its version."""
    entries = read_index(folder) | {entry.version: entry}
    ordered = sorted(entries.values(), key=lambda one: Version.parse(one.version))
    kept: list[Mapping[str, Any]] = [
        {key: value for key, value in dataclasses.asdict(one).items() if value is not None} for one in ordered
    ]
    with whole_file(folder / INDEX) as draft:
        draft.write_text(json.dumps({"releases": kept}, indent=2) + "\n", encoding="utf-8", newline="")


def releases_base(base: str | Path | None = None) -> str | None:
    """Return where releases are fetched from, if that is not where they were registered.

    Parameters
    ----------
    base : str or Path, optional
        A folder or an address (``https://...``, ``file://...``); by default what the environment variable
        ``SAHEL_RELEASES`` says.
    """
    chosen = str(base or os.environ.get(BASE_VARIABLE) or "")
    if not chosen:
        return None
    if "://" in chosen:
        return chosen.rstrip("/")
    return Path(chosen).expanduser().resolve().as_uri()


def registered(base: str | Path | None = None) -> dict[str, Registered]:
    """Return the releases that are known, by version, the latest last.

    Parameters
    ----------
    base : str or Path, optional
        Where to look beside the package's own list; see `releases_base`.

    Raises
    ------
    ValueError
        If both lists have a release and give it other sums.
    """
    own = read_index(packaged())
    chosen = releases_base(base)
    if chosen is None:
        return own
    from sahel_dataset.release.fetch import read_address

    text = read_address(f"{chosen}/{INDEX}")
    there = {} if text is None else parse_index(text.decode("utf-8"), f"{chosen}/{INDEX}")
    for version in own.keys() & there.keys():
        if own[version].sha256 != there[version].sha256:
            raise ValueError(f"{chosen} lists another {version} than the one that was registered: the sums differ.")
    ordered = sorted({*own, *there}, key=Version.parse)
    # What was registered knows more (a DOI); what is only there is known from there.
    return {version: own.get(version) or there[version] for version in ordered}


def carried_version() -> str | None:
    """Return the version of the tables that the package carries, if it carries any."""
    path = carried() / "release.json"
    return str(json.loads(path.read_text(encoding="utf-8"))["version"]) if path.is_file() else None
