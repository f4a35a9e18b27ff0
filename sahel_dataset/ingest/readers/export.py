"""Exports of databases: JSON, JSON lines and CSV."""

from __future__ import annotations

import csv
import errno
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from sahel_dataset.ingest.decode import NotText, decode
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.readers.fields import has_text, record_of
from sahel_dataset.ingest.readers.single import read_limited, stem_of
from sahel_dataset.ingest.readers.stretch import Stretch, first_line
from sahel_dataset.ingest.records import Reason, Rejection, SourceRecord

__all__ = [
    "NO_RECORDS",
    "Raw",
    "csv_rows",
    "json_lines",
    "open_packed",
    "read_csv",
    "read_json",
    "read_json_lines",
    "record_in",
]

NO_RECORDS = "the file holds no records"

_SAMPLE_BYTES = 1_000_000
_PIECE_BYTES = 8192
_LISTS = ("articles", "items", "results", "docs", "documents", "data", "records", "stories", "entries")


def open_packed(path: Path) -> IO[bytes]:
    """Open a file for reading bytes, unpacking ``.gz`` and ``.zst`` on the way.

    Raises
    ------
    OSError
        If the file cannot be opened, or no unpacker for ``.zst`` is installed.
    """
    suffix = path.suffix.lower()
    if suffix == ".gz":
        return io.BufferedReader(_Unpacked(cast("IO[bytes]", gzip.open(path, "rb")), (EOFError, zlib.error)))
    if suffix == ".zst":
        try:
            import zstandard
        except ImportError as error:
            raise OSError(0, "reading .zst needs the package zstandard") from error
        # The unpacker refuses frames that ask for more than 128 MiB at once.
        return io.BufferedReader(_Unpacked(zstandard.open(path, "rb"), (EOFError, zstandard.ZstdError)))
    return path.open("rb")


class _Unpacked(io.RawIOBase):
    """What an unpacker gives, with its errors as the one that reading a file may raise."""

    def __init__(self, packed: IO[bytes], damage: tuple[type[Exception], ...]) -> None:
        self._packed, self._damage = packed, damage

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._packed.read(len(buffer))
        except self._damage as error:
            raise OSError(errno.EIO, f"the packed data are damaged: {_short(error)}") from error
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._packed.close()
        super().close()


class _TooLong(csv.Error):
    """A line of a table is longer than a record may be."""


class _Lines:
    """The lines of a table, none held that is longer than allowed; what follows one that is can still be read."""

    def __init__(self, text: io.TextIOWrapper, longest: int) -> None:
        self._text, self._longest = text, longest

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._longest + 1)
        if not line:
            raise StopIteration
        if len(line) <= self._longest:
            return line
        while line and not line.endswith(("\n", "\r")):
            line = self._text.readline(self._longest)
        raise _TooLong(f"a line of more than {self._longest} characters")


def _sample(stream: IO[bytes]) -> bytes:
    """Return the beginning of a table; where a packed file breaks off, what comes before."""
    data = b""
    try:
        while len(data) < _SAMPLE_BYTES and (more := stream.read(_PIECE_BYTES)):
            data += more
    except OSError:
        if not data:
            raise
    return data


def read_json(path: Path, source_file: str, params: IngestParams) -> Iterator[SourceRecord | Rejection]:
    """Read a .json file: one object, a list of objects, or an object that holds such a list."""
    data = read_limited(path, source_file, params)
    if isinstance(data, Rejection):
        yield data
        return
    try:
        value = json.loads(decode(data).text, strict=False)
    except NotText as found:
        yield Rejection(source_file, found.reason, found.detail)
        return
    except (ValueError, RecursionError) as error:
        yield Rejection(source_file, Reason.MALFORMED, f"not JSON: {_short(error)}")
        return
    if isinstance(value, dict) and not has_text(value):
        value = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), value)
    if isinstance(value, list):
        if not value:
            yield Rejection(source_file, Reason.EMPTY, "an empty list")
        for number, item in enumerate(value, 1):
            yield record_of(item, f"{source_file}#{number}", stem_of(path), params, in_archive=True)
    else:
        yield record_of(value, source_file, stem_of(path), params, in_archive=False)


@dataclass(frozen=True, slots=True)
class Raw:
    """A record as it stands in a file: a line of JSON, or the cells of a row by the names of their columns.

    Attributes
    ----------
    source_file : str
        The file, with ``#`` and the record's number.
    stem : str
        The file's name without ending.
    value : bytes or dict
        The record.
    """

    source_file: str
    stem: str
    value: bytes | dict[str, str]


def record_in(raw: Raw, params: IngestParams) -> SourceRecord | Rejection:
    """Return the article in a record, or why there is none."""
    value: Any = raw.value
    if isinstance(value, bytes):
        try:
            value = json.loads(decode(value).text, strict=False)
        except NotText as error:
            return Rejection(raw.source_file, error.reason, error.detail)
        except (ValueError, RecursionError) as error:
            return Rejection(raw.source_file, Reason.MALFORMED, f"not JSON: {_short(error)}")
    return record_of(value, raw.source_file, raw.stem, params, in_archive=True)


def read_json_lines(
    path: Path, source_file: str, params: IngestParams, stretch: Stretch | None = None
) -> Iterator[SourceRecord | Rejection]:
    """Read one JSON object a line, of a file or a stretch of it, never holding more than a line."""
    for raw in json_lines(path, source_file, params, stretch):
        yield record_in(raw, params) if isinstance(raw, Raw) else raw


def json_lines(
    path: Path, source_file: str, params: IngestParams, stretch: Stretch | None = None
) -> Iterator[Raw | Rejection]:
    """Yield the lines that hold something; one that is too long is passed over."""
    stretch, stem = stretch or Stretch(), stem_of(path)
    with open_packed(path) as stream:
        first_line(stream, stretch, params.max_bytes)
        # Of what is unpacked on the way there are no stretches.
        stretch.begin = None if stretch.is_whole else stream.tell()
        while stretch.is_whole or stretch.has(stream.tell()):
            stretch.n_numbered += 1
            here = f"{source_file}#{stretch.n_numbered}"
            try:
                line = stream.readline(params.max_bytes + 1)
            except (EOFError, OSError, ValueError) as error:
                yield Rejection(here, Reason.MALFORMED, f"the packed file breaks off here: {_short(error)}")
                return
            if not line:
                break
            if len(line) > params.max_bytes:
                yield Rejection(here, Reason.OVERSIZED, f"a line of more than {params.max_bytes} bytes")
                while line and not line.endswith(b"\n"):
                    line = stream.readline(params.max_bytes)
                continue
            if not line.strip():
                continue
            stretch.n_found += 1
            yield Raw(here, stem, line)
        stretch.after = None if stretch.is_whole else stream.tell()
    if not stretch.n_found and stretch.is_whole:
        yield Rejection(source_file, Reason.EMPTY, NO_RECORDS)


def read_csv(path: Path, source_file: str, params: IngestParams) -> Iterator[SourceRecord | Rejection]:
    """Read a table with a header row, one article a row; comma, semicolon or tab between cells."""
    for raw in csv_rows(path, source_file, params):
        yield record_in(raw, params) if isinstance(raw, Raw) else raw


def csv_rows(path: Path, source_file: str, params: IngestParams) -> Iterator[Raw | Rejection]:
    """Yield the rows of a table, never holding more than one."""
    with open_packed(path) as stream:
        sample = _sample(stream)
    try:
        encoding = decode(sample).encoding
    except NotText as error:
        yield Rejection(source_file, error.reason, error.detail)
        return
    csv.field_size_limit(params.max_bytes)
    with open_packed(path) as stream:
        text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
        header = sample.decode(encoding, errors="replace").lstrip("\ufeff").split("\n", 1)[0]
        delimiter = max(",;\t", key=header.count)
        reader = csv.DictReader(_Lines(text, params.max_bytes), delimiter=delimiter)
        found = 0
        while True:
            here = f"{source_file}#{found + 1}"
            try:
                row = next(reader, None)
            except (csv.Error, EOFError, OSError, ValueError) as error:
                found += 1
                reason = Reason.OVERSIZED if isinstance(error, _TooLong) else Reason.MALFORMED
                yield Rejection(here, reason, f"not a row of CSV: {_short(error)}")
                if not isinstance(error, csv.Error):
                    return
                continue
            if row is None:
                break
            found += 1
            if None in row or None in row.values():
                yield Rejection(here, Reason.MALFORMED, "the row has more or fewer cells than the header")
                continue
            yield Raw(here, stem_of(path), row)
    if not found:
        yield Rejection(source_file, Reason.EMPTY, "the table has no rows")


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
