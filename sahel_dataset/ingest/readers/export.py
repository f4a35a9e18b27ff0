"""Exports of databases: JSON, JSON lines and CSV."""

from __future__ import annotations

import csv
import errno
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from sahel_dataset.ingest.decode import NotText, decode
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.readers.fields import has_text, record_of
from sahel_dataset.ingest.readers.single import read_limited, stem_of
from sahel_dataset.ingest.records import Reason, Rejection, SourceRecord

__all__ = ["open_packed", "read_csv", "read_json", "read_json_lines"]

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


def read_json_lines(path: Path, source_file: str, params: IngestParams) -> Iterator[SourceRecord | Rejection]:
    """Read one JSON object a line, never holding more than a line; a broken line is passed over."""
    found = 0
    with open_packed(path) as stream:
        number = 0
        while True:
            number += 1
            here = f"{source_file}#{number}"
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
            found += 1
            try:
                value: Any = json.loads(decode(line).text, strict=False)
            except NotText as error:
                yield Rejection(here, error.reason, error.detail)
            except (ValueError, RecursionError) as error:
                yield Rejection(here, Reason.MALFORMED, f"not JSON: {_short(error)}")
            else:
                yield record_of(value, here, stem_of(path), params, in_archive=True)
    if not found:
        yield Rejection(source_file, Reason.EMPTY, "the file holds no records")


def read_csv(path: Path, source_file: str, params: IngestParams) -> Iterator[SourceRecord | Rejection]:
    """Read a table with a header row, one article a row; comma, semicolon or tab between cells."""
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
            yield record_of(row, here, stem_of(path), params, in_archive=True)
    if not found:
        yield Rejection(source_file, Reason.EMPTY, "the table has no rows")


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
