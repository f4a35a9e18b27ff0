"""A release put into the package: its entry in the list of releases, and its tables, which a wheel then carries.

Two things of a release are kept in Git beside the code: the sums by which it is known again when it is fetched, and the
tables of the latest, as Parquet, so that `load` works at once after ``pip install``. Both change when a release is
registered, and at no other time.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from sahel_dataset.files import whole_directory
from sahel_dataset.release.datapackage import DATAPACKAGE
from sahel_dataset.release.facts import FACTS, read_facts
from sahel_dataset.release.registry import Registered, read_index, register
from sahel_dataset.release.verify import verify
from sahel_dataset.release.version import Version

__all__ = ["carry"]


def carry(
    releases: Path,
    version: str,
    packaged: Path,
    *,
    url: str | None = None,
    concept_doi: str | None = None,
    repository: str | None = None,
    record_id: str | None = None,
) -> Registered:
    """Register a release in the package, and carry its tables if it is the latest.

    Parameters
    ----------
    releases : Path
        The folder it was built in.
    version : str
        The release.
    packaged : Path
        The package's folder for releases, ``sahel_dataset/data`` of a checkout.
    url, concept_doi, repository, record_id : str, optional
        What is known of where it is kept; see `Registered`.

    Returns
    -------
    Registered
        The entry.

    Raises
    ------
    FileNotFoundError
        If the release was not built.
    ValueError
        If it is not whole, or is registered with another sum.
    """
    entry = read_index(releases).get(version)
    bundle = releases / version
    if entry is None or not bundle.is_dir():
        raise FileNotFoundError(f"There is no release {version} in {releases}; `sahel release build` makes it.")
    found = verify(bundle)
    if not found.holds:
        raise ValueError(f"{found.sentence()} {found.problems[0]}")
    before = read_index(packaged)
    known = before.get(version)
    if known is not None and known.sha256 != entry.sha256 and not _was_at_home(known, bundle, packaged / "current"):
        raise ValueError(f"Release {version} is registered with another sum: what is out is not changed.")
    entry = replace(
        entry,
        url=url or entry.url,
        concept_doi=concept_doi or entry.concept_doi,
        repository=repository or entry.repository,
        record_id=record_id or entry.record_id,
    )
    register(packaged, entry)
    if Version.parse(version) >= max(map(Version.parse, (version, *before))):
        _carry(bundle, packaged / "current")
    return entry


def _was_at_home(known: Registered, bundle: Path, current: Path) -> bool:
    """Tell whether a release was carried, with the same tables, and was nowhere else: it may still be given a DOI."""
    if known.url or known.doi or not (current / FACTS).is_file():
        return False
    carried, now = (read_facts((folder / FACTS).read_text(encoding="utf-8")) for folder in (current, bundle))
    return (carried.version, carried.tables) == (now.version, now.tables)


def _carry(bundle: Path, target: Path) -> None:
    facts = read_facts((bundle / FACTS).read_text(encoding="utf-8"))
    with whole_directory(target) as draft:
        for name in facts.tables:
            shutil.copyfile(bundle / "data" / f"{name}.parquet", draft / f"{name}.parquet")
        for name in (FACTS, DATAPACKAGE):
            shutil.copyfile(bundle / name, draft / name)
