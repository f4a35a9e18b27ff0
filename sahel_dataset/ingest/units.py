"""What workers of `ingest` are sent: a file, or of a large file a stretch or some of its records.

A large file of JSON lines or WARC is read in stretches, each by whoever is free, from the file itself. One that can
only be read from its beginning (packed JSON lines, tables) is unpacked by the process that plans, which sends its
records some at a time. What comes of it is the same as if one had read the whole.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sahel_dataset.ingest.kept import Kept
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.readers import (
    Raw,
    Stretch,
    format_of,
    is_in_batches,
    is_in_stretches,
    nothing_in,
    raw_records,
)
from sahel_dataset.ingest.records import Rejection
from sahel_dataset.ingest.scan import Task

__all__ = ["Batch", "Joined", "Part", "Unit", "n_units", "units_of"]

STRETCH_BYTES = 500_000
"""Size of a stretch of JSON lines; what it holds, and what comes of it, is in memory at once."""

WARC_STRETCH_BYTES = 4_000_000
"""Size of a stretch of a WARC file, of which little is kept."""

_BATCH_BYTES = 200_000
_BATCH_RECORDS = 200


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a file."""

    task: Task
    start: int
    stop: int
    is_exact: bool
    is_last: bool

    @property
    def stretch(self) -> Stretch:
        """What a reader is told, and tells."""
        return Stretch(self.start, self.stop, self.is_exact)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some records of a file, in their order."""

    task: Task
    is_first: bool
    records: tuple[Raw | Rejection, ...]


Unit: TypeAlias = Task | Part | Batch


def n_units(task: Task) -> int | None:
    """Return in how many units a file is read; None where only reading it tells."""
    size, length = _size(task.path), _length(task.path)
    if size <= length:
        return 1
    if is_in_stretches(task.path):
        return -(-size // length)
    return None if is_in_batches(task.path) else 1


def units_of(task: Task, n: int | None, params: IngestParams) -> Iterator[Unit]:
    """Yield the units of a file, in their order.

    Parameters
    ----------
    task : Task
        The file.
    n : int or None
        In how many units it is read, as `n_units` says.
    params : IngestParams
        Limits.
    """
    if n is None:
        yield from _batches(task, params)
    elif n == 1:
        yield task
    else:
        length = _length(task.path)
        for number in range(n):
            start, stop = number * length, (number + 1) * length
            yield Part(task, start, stop, is_exact=number == 0, is_last=number == n - 1)


def _length(path: Path) -> int:
    return WARC_STRETCH_BYTES if format_of(path) == ".warc" else STRETCH_BYTES


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _batches(task: Task, params: IngestParams) -> Iterator[Batch]:
    records: list[Raw | Rejection] = []
    is_first, size = True, 0
    for record in raw_records(task.path, task.source_file, params):
        records.append(record)
        if isinstance(record, Raw):
            value = record.value
            size += len(value) if isinstance(value, bytes) else sum(map(len, value.values()))
        if size >= _BATCH_BYTES or len(records) >= _BATCH_RECORDS:
            yield Batch(task, is_first, tuple(records))
            records, is_first, size = [], False, 0
    if records or is_first:
        yield Batch(task, is_first, tuple(records))


class Joined:
    """What comes of the stretches of a file, one after the other, made what comes of the file."""

    def __init__(self) -> None:
        self._next: int | None = 0
        self._n_before = 0
        self._n_found = 0

    def again_from(self, part: Part, found: Kept) -> int | None:
        """Return from where a stretch has to be read again, because it did not begin where the one before ended."""
        if not self._is_due(part) or found.stretch.begin == self._next:
            return None
        return self._next

    def take(self, part: Part, found: Kept) -> Kept:
        """Return what a stretch gives, numbered from the beginning of the file."""
        result = Kept()
        if self._is_due(part):
            result = _numbered(found, self._n_before)
            self._n_before += found.stretch.n_numbered
            self._n_found += found.stretch.n_found
            self._next = found.stretch.after
        if part.is_last and not self._n_found:
            nothing = nothing_in(part.task.path, f"{part.task.collection}/{part.task.source_file}")
            result = dataclasses.replace(result, rejections=(*result.rejections, nothing))
        return result

    def _is_due(self, part: Part) -> bool:
        """Return whether a record begins in a stretch: a long one may reach beyond it, the file may have broken off."""
        return self._next is not None and self._next < part.stop


def _numbered(found: Kept, n_before: int) -> Kept:
    if not n_before:
        return found

    def later(source_file: str) -> str:
        name, _, number = source_file.rpartition("#")
        return f"{name}#{int(number) + n_before}"

    return dataclasses.replace(
        found,
        entries=tuple(dataclasses.replace(one, source_file=later(one.source_file)) for one in found.entries),
        rejections=tuple(dataclasses.replace(one, source_file=later(one.source_file)) for one in found.rejections),
    )
