"""``releases/VERSION/``: everything a reader, a reviewer and a repository need of one version of the data."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path

import pandas as pd

from sahel_dataset.files import whole_directory
from sahel_dataset.paths import Project
from sahel_dataset.release.archive import archive_name
from sahel_dataset.release.checksums import sha256_of
from sahel_dataset.release.diff.run import compare
from sahel_dataset.release.diff.snapshot import Snapshot, open_snapshot
from sahel_dataset.release.diff.words import changes_in_words, first_release_in_words
from sahel_dataset.release.facts import ReleaseFacts, TableFacts, Work, read_work
from sahel_dataset.release.fingerprints import fingerprints
from sahel_dataset.release.leaks import leaks
from sahel_dataset.release.pages import copy_reports, write_codebook
from sahel_dataset.release.previous import previous_release, release_called, releases_of
from sahel_dataset.release.readiness import (
    Commit,
    NotReadyError,
    clean_commit,
    require_short_quotes,
    require_up_to_date,
    require_validated,
)
from sahel_dataset.release.registry import Registered, register
from sahel_dataset.release.seal import describe, pack
from sahel_dataset.release.tables import (
    CHANGES,
    TEXTS,
    ReleaseTables,
    read_processed,
    released_names,
    to_release,
    write_tables,
)
from sahel_dataset.release.version import Version
from sahel_dataset.schema import table, tables
from sahel_dataset.schema.arrow import to_frame

__all__ = ["Built", "build"]

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Built:
    """A release that was built.

    Attributes
    ----------
    folder, archive : Path
        The bundle and its zip.
    facts : ReleaseFacts
        What it says of itself.
    entry : Registered
        Its entry in the list of the folder it was built in.
    changes : pandas.DataFrame
        What changed since the release before.
    """

    folder: Path
    archive: Path
    facts: ReleaseFacts
    entry: Registered
    changes: pd.DataFrame


def build(project: Project, version: str, out: Path | None = None) -> Built:
    """Build a release of a project.

    The same commit with the same lock file gives the same bytes, on any machine and as often as it is built.

    Parameters
    ----------
    project : Project
        The project: its tables made, validated and committed.
    version : str
        Version of the data, such as ``2026.12.0``.
    out : Path, optional
        Folder of releases; the project's ``releases/`` by default. The bundle appears there whole or not at all.

    Raises
    ------
    VersionError
        If `version` is none.
    NotReadyError
        If the version exists, the tree is not clean, the pipeline is out of date, validation failed or saw other
        tables, or the bundle would hold text that may not be passed on.
    """
    asked = Version.parse(version)
    releases = out or project.root / "releases"
    folder = releases / version
    known = releases_of(project.root, releases)
    _refuse_existing(asked, folder, known)
    work = read_work(project.root / "CITATION.cff")
    commit = clean_commit(project.root)
    require_up_to_date(project)
    found = read_processed(project)
    require_validated(project, {one.name: one.digest(found[one.name]) for one in tables("processed")})
    before = previous_release(asked, known)
    older = None if before is None else release_called(before.version, releases)
    released = to_release(found, version, older.frame("event_ids") if older else None)
    require_short_quotes(released.frames)
    with _begun(folder), whole_directory(folder) as draft:
        facts = _facts(project, asked, work, commit, before, released)
        facts, changes = _write_tables(draft, facts, released, older)
        _write_pages(project, draft, released)
        describe(draft, facts)
        _refuse_leaks(draft, to_frame(found[TEXTS]), released, older)
        entry = pack(draft, facts, releases)
    register(releases, entry)
    _marker(folder).unlink(missing_ok=True)
    return Built(folder, releases / f"{archive_name(version)}.zip", facts, entry, changes)


def _marker(folder: Path) -> Path:
    """Return the file that stands beside a release from when its build begins until it is entered in the list."""
    return folder.with_name(f".{folder.name}.begun")


@contextmanager
def _begun(folder: Path) -> Iterator[None]:
    """Mark a build as begun. Where it fails and is not killed, there is nothing to be marked."""
    marker = _marker(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    marker.touch()
    try:
        yield
    except BaseException:
        if not folder.exists():
            marker.unlink(missing_ok=True)
        raise


def _refuse_existing(version: Version, folder: Path, known: Mapping[str, Registered]) -> None:
    marker = _marker(folder)
    if str(version) in known:
        marker.unlink(missing_ok=True)
    # A folder that no list has is somebody's own, unless a build that was killed left it.
    if str(version) in known or (folder.exists() and not marker.exists()):
        where = folder if folder.exists() else "the list of releases"
        raise NotReadyError(
            f"There is a release {version} already ({where}). A version is given once: what changes needs a new one."
        )


def _facts(
    project: Project, version: Version, work: Work, commit: Commit, before: Registered | None, released: ReleaseTables
) -> ReleaseFacts:
    try:
        code = installed_version("sahel-dataset")
    except PackageNotFoundError:
        code = "unknown"
    lock = project.root / "requirements.lock"
    software = {"name": "sahel-dataset", "version": code, "commit": commit.id}
    if lock.is_file():
        software["lock_sha256"] = sha256_of(lock)
    return ReleaseFacts(
        version=str(version),
        date=commit.date,
        work=work,
        tables={},
        software=software,
        fingerprints=fingerprints(project.root),
        withheld={"texts": released.n_texts_withheld},
        previous=before.version if before else None,
        previous_doi=before.doi if before else None,
        concept_doi=before.concept_doi if before else None,
    )


def _write_tables(
    draft: Path, facts: ReleaseFacts, released: ReleaseTables, older: Snapshot | None
) -> tuple[ReleaseFacts, pd.DataFrame]:
    """Write the tables, compare them with those of the release before, and write what changed."""
    written = write_tables(released.frames, draft)
    if older is None:
        changes, words = table(CHANGES).empty(), first_release_in_words(facts.version)
    else:
        bare = open_snapshot(draft, facts.version)
        described = [{"name": name, "schema": table(name).to_dict()} for name in released_names() if name != CHANGES]
        newer = Snapshot(facts.version, facts, {"resources": described}, bare.read)
        changes = compare(older, newer)
        words = changes_in_words(changes, older, newer)
    (draft / "CHANGES.md").write_text(words, encoding="utf-8", newline="")
    every: dict[str, TableFacts] = written | write_tables({CHANGES: changes}, draft)
    return replace(facts, tables=every), changes


def _write_pages(project: Project, draft: Path, released: ReleaseTables) -> None:
    from sahel_dataset.validate.run import run as validate

    outcome = validate(draft / "data", project.interim, draft / "reports" / "validation")
    if not outcome.passed:
        failed = " ".join(f"{one.check.table}: {one.check.description}" for one in outcome.failed("critical"))
        raise NotReadyError(f"The tables as released do not hold: {failed}")
    write_codebook(draft, released_names())
    copy_reports(project, draft, released.frames if released.n_texts_withheld else None)
    licence = next(
        (
            project.root / name
            for name in ("LICENSE-DATA.md", "LICENSE.md", "LICENSE")
            if (project.root / name).is_file()
        ),
        None,
    )
    if licence is None:
        raise FileNotFoundError(f"{project.root} has no LICENSE-DATA.md: a release has to say how it may be used.")
    shutil.copyfile(licence, draft / "LICENSE.md")


def _refuse_leaks(draft: Path, texts: pd.DataFrame, released: ReleaseTables, older: Snapshot | None) -> None:
    claims = older.frame("claims") if older else None
    open_words = [] if claims is None else claims["quote"].to_list()
    # Names, and sentences made from fields, are the project's own, whoever else writes the same.
    frames = released.frames
    for name, column in (("actors", "name"), ("actor_names", "name"), ("events", "summary")):
        open_words += frames[name][column].to_list()
    found = leaks(draft, texts, frames["articles"], frames["claims"], open_words)
    if found:
        shown = "; ".join(f"{leak.file}: {leak.article_id}" for leak in found[:_SHOWN])
        more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise NotReadyError(f"Text that may not be passed on would be in it ({shown}{more}). Nothing was written.")
