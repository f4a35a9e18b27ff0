"""Whether a bundle is what was released: sums, digests, schemas and keys, without a network, in words."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sahel_dataset.release.checksums import SUMS, files_below, read_sums, sha256_of
from sahel_dataset.release.datapackage import DATAPACKAGE, described_tables
from sahel_dataset.release.facts import FACTS, ReleaseFacts, read_facts
from sahel_dataset.release.verify_tables import read_tables, table_problems
from sahel_dataset.schema import Table

__all__ = ["Problem", "Verified", "verify"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Attributes
    ----------
    where : str
        The file or table.
    words : str
        What is wrong with it.
    """

    where: str
    words: str

    def __str__(self) -> str:
        return f"{self.where}: {self.words}"


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found in a bundle.

    Attributes
    ----------
    version : str or None
        The version it says it is.
    n_files, n_tables : int
        How many were checked.
    problems : tuple of Problem
        What is wrong, file by file and then table by table.
    """

    version: str | None
    n_files: int
    n_tables: int
    problems: tuple[Problem, ...]

    @property
    def holds(self) -> bool:
        """True where nothing is wrong."""
        return not self.problems

    def sentence(self) -> str:
        """Return the outcome in a sentence.

        Examples
        --------
        >>> Verified("2026.12.0", 60, 14, ()).sentence()
        'Release 2026.12.0 is whole: 60 files, 14 tables.'
        """
        name = f"Release {self.version}" if self.version else "The release"
        if self.holds:
            return f"{name} is whole: {self.n_files} files, {self.n_tables} tables."
        count = len(self.problems)
        return f"{name} is not what it was: {count} thing{'s are' if count > 1 else ' is'} wrong."


def verify(path: Path) -> Verified:
    """Check a bundle.

    Parameters
    ----------
    path : Path
        The bundle's folder, or its zip.

    Raises
    ------
    FileNotFoundError
        If nothing is there, or nothing that looks like a bundle.
    """
    if path.is_dir():
        if not any((path / name).is_file() for name in (SUMS, FACTS, DATAPACKAGE)):
            raise FileNotFoundError(f"{path} is not a release: it has no {SUMS}, no {FACTS} and no {DATAPACKAGE}.")
        return _verify(path, ())
    if not path.is_file():
        raise FileNotFoundError(f"There is no release at {path}.")
    with tempfile.TemporaryDirectory() as scratch:
        try:
            damaged = tuple(_unpack(path, Path(scratch)))
        except zipfile.BadZipFile as error:
            return Verified(None, 0, 0, (Problem(path.name, f"it cannot be opened as a zip ({error})."),))
        return _verify(Path(scratch), damaged)


def _unpack(path: Path, target: Path) -> Iterator[Problem]:
    """Unpack a bundle's zip without the folder inside it; give what cannot be unpacked."""
    with zipfile.ZipFile(path) as packed:
        for entry in packed.infolist():
            inside = PurePosixPath(entry.filename)
            if entry.is_dir():
                continue
            if len(inside.parts) < 2 or inside.is_absolute() or ".." in inside.parts:
                yield Problem(entry.filename, "it is not below the release's folder in the zip.")
                continue
            name = PurePosixPath(*inside.parts[1:])
            try:
                content = packed.read(entry)
            except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
                yield Problem(str(name), f"it is damaged and cannot be unpacked ({error}).")
                continue
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(content)


def _verify(folder: Path, damaged: tuple[Problem, ...]) -> Verified:
    problems = [*damaged, *_sum_problems(folder, {problem.where for problem in damaged})]
    facts, described = None, {}
    try:
        facts = _facts(folder)
        described = _described(folder)
    except ValueError as error:
        problems.append(Problem(str(error).partition(" ")[0], str(error).partition(" ")[2]))
    n_files = sum(1 for _ in files_below(folder))
    if facts is not None and described:
        try:
            problems += list(_table_problems(folder, facts, described))
        except Exception as error:
            # A description that was damaged can say anything; one that is as released must not fail.
            altered = sorted({FACTS, DATAPACKAGE} & {problem.where for problem in problems})
            if not altered:
                raise
            problems.append(Problem(altered[0], f"the tables cannot be checked by it ({error})."))
    return Verified(facts.version if facts else None, n_files, len(described), tuple(problems))


def _facts(folder: Path) -> ReleaseFacts | None:
    path = folder / FACTS
    return read_facts(path.read_text(encoding="utf-8", errors="replace")) if path.is_file() else None


def _described(folder: Path) -> dict[str, Table]:
    path = folder / DATAPACKAGE
    if not path.is_file():
        return {}
    try:
        package = json.loads(path.read_text(encoding="utf-8", errors="replace"))
    except ValueError as error:
        raise ValueError(f"{DATAPACKAGE} cannot be read: {error}") from error
    return described_tables(package)


def _sum_problems(folder: Path, known: set[str]) -> Iterator[Problem]:
    path = folder / SUMS
    if not path.is_file():
        if SUMS not in known:
            yield Problem(SUMS, "it is missing, so no file can be checked by its sum.")
        return
    try:
        sums = read_sums(path.read_text(encoding="utf-8", errors="replace"))
    except ValueError as error:
        yield Problem(SUMS, f"{error}.")
        return
    there = set(files_below(folder)) - {SUMS}
    for name in sorted(sums.keys() - there - known):
        yield Problem(name, "it is missing.")
    for name in sorted(sums.keys() & there):
        if sha256_of(folder / name) != sums[name]:
            yield Problem(name, f"it was changed or damaged: its sum is not the one in {SUMS}.")
    for name in sorted(there - sums.keys()):
        yield Problem(name, f"it is not part of the release: {SUMS} does not have it.")


def _table_problems(folder: Path, facts: ReleaseFacts, described: dict[str, Table]) -> Iterator[Problem]:
    for name in sorted(facts.tables.keys() ^ described.keys()):
        missing = DATAPACKAGE if name in facts.tables else FACTS
        yield Problem(name, f"{missing} does not have this table.")
    contents, unread = read_tables(folder, described)
    yield from (Problem(name, words) for name, words in unread)
    for name, one in described.items():
        if name in contents and name in facts.tables:
            for words in table_problems(folder, one, contents, facts.tables[name]):
                yield Problem(name, words)
