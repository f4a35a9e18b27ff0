"""Readers: one per format, each an iterator over the records of a file.

A reader yields a `SourceRecord` for every article it finds and a `Rejection` for everything it cannot read, and goes
on.
Formats that hold many records (JSON lines, CSV, WARC) are read record by record, never whole.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.readers.archive import read_warc
from sahel_dataset.ingest.readers.export import read_csv, read_json, read_json_lines
from sahel_dataset.ingest.readers.single import read_single
from sahel_dataset.ingest.records import Reason, Rejection, SourceRecord

__all__ = ["FORMATS", "format_of", "read_records"]

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


def read_records(path: Path, source_file: str, params: IngestParams) -> Iterator[SourceRecord | Rejection]:
    """Yield what a file holds; whatever is wrong with it comes as a `Rejection`.

    Parameters
    ----------
    path : Path
        The file.
    source_file : str
        How to call it in the results.
    params : IngestParams
        Limits.
    """
    kind = format_of(path)
    if kind is None:
        yield Rejection(source_file, Reason.UNSUPPORTED, f"'{path.suffix or path.name}' is no format that is read")
        return
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            # To open a pipe is to wait for whoever writes into it.
            yield Rejection(source_file, Reason.UNREADABLE, "no ordinary file")
            return
        yield from FORMATS[kind](path, source_file, params)
    except OSError as error:
        yield Rejection(source_file, Reason.UNREADABLE, error.strerror or type(error).__name__)
