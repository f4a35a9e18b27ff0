"""Readers: one per format, each an iterator over the records of a file.

A reader yields a `SourceRecord` for every article it finds and a `Rejection` for everything it cannot read, and goes
on.
Formats that hold many records (JSON lines, CSV, WARC) are read record by record, never whole.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.readers.archive import NO_RESPONSES, has_single_records, read_warc
from sahel_dataset.ingest.readers.export import (
    NO_RECORDS,
    Raw,
    csv_rows,
    json_lines,
    read_csv,
    read_json,
    read_json_lines,
    record_in,
)
from sahel_dataset.ingest.readers.single import read_single
from sahel_dataset.ingest.readers.stretch import Stretch
from sahel_dataset.ingest.records import Reason, Rejection, SourceRecord

__all__ = [
    "FORMATS",
    "Raw",
    "Stretch",
    "format_of",
    "is_in_batches",
    "is_in_stretches",
    "nothing_in",
    "raw_records",
    "read_records",
    "record_in",
]

Found = TypeVar("Found")

Reader = Callable[[Path, str, IngestParams], Iterator[SourceRecord | Rejection]]

FORMATS: dict[str, Reader] = {
    ".txt": read_single,
    ".text": read_single,
    ".html": read_single,
    ".htm": read_single,
    ".xhtml": read_single,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".warc": read_warc,
}
"""Endings that are read, in any case; JSON lines, CSV and WARC also with ``.gz`` or ``.zst`` after them."""

_IN_STRETCHES = {".jsonl": read_json_lines, ".ndjson": read_json_lines, ".warc": read_warc}
_IN_BATCHES = {".jsonl": json_lines, ".ndjson": json_lines, ".csv": csv_rows, ".tsv": csv_rows}
_PACKED = frozenset({".gz", ".zst"})
_STREAMED = frozenset({".jsonl", ".ndjson", ".csv", ".tsv", ".warc"})


def format_of(path: Path) -> str | None:
    """Return the ending by which `path` is read, or None where no reader knows it.

    Examples
    --------
    >>> format_of(Path("news/2024.JSONL.gz")), format_of(Path("notes.docx"))
    ('.jsonl', None)
    """
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in _PACKED:
        suffixes.pop()
        return suffixes[-1] if suffixes and suffixes[-1] in _STREAMED else None
    return suffixes[-1] if suffixes and suffixes[-1] in FORMATS else None


def read_records(
    path: Path, source_file: str, params: IngestParams, stretch: Stretch | None = None
) -> Iterator[SourceRecord | Rejection]:
    """Yield what a file holds; whatever is wrong with it comes as a `Rejection`.

    Parameters
    ----------
    path : Path
        The file.
    source_file : str
        How to call it in the results.
    params : IngestParams
        Limits.
    stretch : Stretch, optional
        The part of it to read, of a file that `is_in_stretches`; records are counted from its beginning.
    """
    kind = format_of(path)
    if kind is None:
        yield Rejection(source_file, Reason.UNSUPPORTED, f"'{path.suffix or path.name}' is no format that is read")
        return
    reader = FORMATS[kind] if stretch is None else partial(_IN_STRETCHES[kind], stretch=stretch)
    yield from _readable(path, source_file, partial(reader, path, source_file, params))


def raw_records(path: Path, source_file: str, params: IngestParams) -> Iterator[Raw | Rejection]:
    """Yield the records of a file that `is_in_batches`, for `record_in` to read."""
    yield from _readable(path, source_file, partial(_IN_BATCHES[format_of(path) or ""], path, source_file, params))


def is_in_stretches(path: Path) -> bool:
    """Return whether parts of a file can be read without what is before them."""
    kind, is_packed = format_of(path), path.suffix.lower() in _PACKED
    if kind == ".warc":
        return path.suffix.lower() != ".zst" and has_single_records(path)
    return kind in _IN_STRETCHES and not is_packed


def is_in_batches(path: Path) -> bool:
    """Return whether the records of a file can be taken out of it before they are read."""
    return format_of(path) in _IN_BATCHES


def nothing_in(path: Path, source_file: str) -> Rejection:
    """Return what is said of a file that was read in stretches and holds nothing."""
    return Rejection(source_file, Reason.EMPTY, NO_RESPONSES if format_of(path) == ".warc" else NO_RECORDS)


def _readable(
    path: Path, source_file: str, read: Callable[[], Iterator[Found | Rejection]]
) -> Iterator[Found | Rejection]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            # To open a pipe is to wait for whoever writes into it.
            yield Rejection(source_file, Reason.UNREADABLE, "no ordinary file")
            return
        yield from read()
    except OSError as error:
        yield Rejection(source_file, Reason.UNREADABLE, error.strerror or type(error).__name__)
