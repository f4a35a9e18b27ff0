"""The release before: what a new one is compared with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from sahel_dataset.release.archive import archive_name
from sahel_dataset.release.diff.snapshot import Snapshot, open_snapshot
from sahel_dataset.release.fetch import fetch
from sahel_dataset.release.registry import Registered, carried, carried_version, read_index
from sahel_dataset.release.version import Version

__all__ = ["previous_release", "release_called", "releases_of"]


def releases_of(root: Path, releases: Path) -> dict[str, Registered]:
    """Return the releases of a project: those registered in it, and those of the folder it builds in.

    An installed package knows of releases, too; a project that only uses it has releases of its own.

    Parameters
    ----------
    root : Path
        The project.
    releases : Path
        The folder it builds in.
    """
    return read_index(releases) | read_index(root / "sahel_dataset" / "data")


def previous_release(version: Version, known: Mapping[str, Registered]) -> Registered | None:
    """Return the last release before a version.

    Parameters
    ----------
    version : Version
        The version that is to be built.
    known : mapping of str to Registered
        The releases of the project.
    """
    before = [entry for entry in known.values() if Version.parse(entry.version) < version]
    return max(before, key=lambda entry: Version.parse(entry.version), default=None)


def release_called(version: str, releases: Path | None = None) -> Snapshot:
    """Open a release by its version: from a folder of releases, from the package, or fetched.

    Raises
    ------
    UnknownReleaseError
        If there is no such release.
    """
    if releases is not None:
        for path in (releases / version, releases / f"{archive_name(version)}.zip"):
            if path.exists():
                return open_snapshot(path)
    if carried_version() == version:
        return open_snapshot(carried())
    # Descriptions and tables lie beside each other once they are unpacked, as in a bundle.
    described, *_ = fetch(version, ["release.json", "datapackage.json"])
    fetch(version, [f"data/{name}.parquet" for name in _described(described.parent)])
    return open_snapshot(described.parent)


def _described(folder: Path) -> list[str]:
    """Return the tables that a folder's datapackage.json describes."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return [resource["name"] for resource in package["resources"] if "schema" in resource]
