"""A release opened for reading, wherever it is: a bundle, its zip, a project, or a folder of Parquet files."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sahel_dataset.release.datapackage import DATAPACKAGE
from sahel_dataset.release.facts import FACTS, ReleaseFacts, read_facts
from sahel_dataset.release.tables import released_names
from sahel_dataset.schema import SchemaError
from sahel_dataset.schema.arrow import to_frame

__all__ = ["Snapshot", "open_snapshot"]

#: Returns the bytes of a file of the release by its path in a bundle, or None where there is none.
Reader = Callable[[str], bytes | None]


@dataclass
class Snapshot:
    """A release opened for reading.

    Attributes
    ----------
    label : str
        What it is called: its version, or the path it was opened at.
    facts : ReleaseFacts or None
        What it says of itself, if it is a bundle.
    package : mapping
        Its datapackage.json, empty if it is none.
    read : callable
        Returns the bytes of one of its files, by the path in a bundle.
    """

    label: str
    facts: ReleaseFacts | None
    package: Mapping[str, Any]
    read: Reader
    _tables: dict[str, pa.Table | None] = field(default_factory=dict)

    def arrow(self, name: str) -> pa.Table | None:
        """Return a table, or None where the release has none of that name.

        Raises
        ------
        SchemaError
            If its file is not Parquet.
        """
        if name not in self._tables:
            content = self.read(f"data/{name}.parquet")
            try:
                self._tables[name] = None if content is None else pq.read_table(io.BytesIO(content))
            except (pa.ArrowInvalid, OSError) as error:
                raise SchemaError(f"{self.label}: {name}.parquet is not a Parquet file: {error}") from error
        return self._tables[name]

    def frame(self, name: str) -> pd.DataFrame | None:
        """Return a table as a frame, or None where the release has none of that name."""
        content = self.arrow(name)
        return None if content is None else to_frame(content)

    def names(self) -> tuple[str, ...]:
        """Return the names of its tables."""
        described = [resource["name"] for resource in self.package.get("resources", ()) if "schema" in resource]
        return tuple(name for name in described or released_names() if self.arrow(name) is not None)

    def deprecated(self, name: str) -> dict[str, str]:
        """Return the deprecated columns of a table, with what to use instead."""
        for resource in self.package.get("resources", ()):
            if resource["name"] == name:
                fields = resource.get("schema", {}).get("fields", ())
                return {one["name"]: one["deprecated"] for one in fields if one.get("deprecated")}
        return {}


def _folder_reader(folder: Path) -> Reader:
    """Read a bundle, or a folder in which the tables lie without one around them."""

    def read(path: str) -> bytes | None:
        for found in (folder / path, folder / PurePosixPath(path).name):
            if found.is_file():
                return found.read_bytes()
        return None

    return read


def _project_reader(root: Path) -> Reader:
    def read(path: str) -> bytes | None:
        name = PurePosixPath(path).name
        for layer in ("processed", "interim"):
            found = root / "data" / layer / name
            if found.is_file():
                return found.read_bytes()
        return None

    return read


def _zip_reader(path: Path) -> Reader:
    packed = zipfile.ZipFile(path)
    members = {name.partition("/")[2]: name for name in packed.namelist()}

    def read(name: str) -> bytes | None:
        return packed.read(members[name]) if name in members else None

    return read


def open_snapshot(path: Path, label: str | None = None) -> Snapshot:
    """Open a release.

    Parameters
    ----------
    path : Path
        A bundle, its zip, a checkout or output folder of ``sahel build``, or a folder of Parquet files.
    label : str, optional
        What to call it; by default its version, or else the path.

    Raises
    ------
    FileNotFoundError
        If nothing is there, or no tables are.
    """
    if path.is_file():
        if not zipfile.is_zipfile(path):
            raise ValueError(f"{path} is neither a release's folder nor its zip.")
        read = _zip_reader(path)
    elif path.is_dir():
        is_project = (path / "data" / "processed").is_dir() and not (path / DATAPACKAGE).is_file()
        read = _project_reader(path) if is_project else _folder_reader(path)
    else:
        raise FileNotFoundError(f"There is no release at {path}.")
    facts, package = read(FACTS), read(DATAPACKAGE)
    known = read_facts(facts.decode()) if facts else None
    snapshot = Snapshot(
        label or (known.version if known else str(path)), known, json.loads(package) if package else {}, read
    )
    if snapshot.arrow("events") is None or snapshot.arrow("claims") is None:
        raise FileNotFoundError(f"{path} holds no tables of a release: events.parquet and claims.parquet are missing.")
    return snapshot
