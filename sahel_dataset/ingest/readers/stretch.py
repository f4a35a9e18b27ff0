"""Stretches of a file that holds many records: each can be read alone, and together they give what the file gives.

A stretch has the records that begin in it. Lines of JSON begin after the end of a line; a record of a WARC file begins
where the one before ends, which a stretch in the middle of the file can only guess. It tells therefore where it began
and where the next stretch has to, and one that began elsewhere is read again from there.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO

__all__ = ["Stretch", "first_line", "first_record"]

_GZIP = b"\x1f\x8b\x08"
_RECORD = b"WARC/1."
_BEFORE_RECORD = b"\r\n\r\n"
_PIECE_BYTES = 1 << 18


@dataclass(slots=True)
class Stretch:
    """Part of a file, and what reading it came upon.

    Attributes
    ----------
    start : int
        Where it begins (bytes).
    stop : int or None
        Where it ends; None at the end of the file.
    is_exact : bool
        Whether a record is known to begin at `start`.
    begin : int or None
        Where the first record that begins in it does, if any.
    after : int or None
        Where the first record after it begins; None where the file ends, or breaks off, before.
    n_numbered : int
        How many records were counted, those that are no articles too.
    n_found : int
        How many of them hold something.
    """

    start: int = 0
    stop: int | None = None
    is_exact: bool = True
    begin: int | None = None
    after: int | None = None
    n_numbered: int = 0
    n_found: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole file."""
        return self.start == 0 and self.stop is None

    def has(self, position: int) -> bool:
        """Return whether what begins at a position is of this stretch."""
        return self.stop is None or position < self.stop


def first_line(stream: IO[bytes], stretch: Stretch, longest: int) -> None:
    """Go to the first line that begins in a stretch."""
    if stretch.start == 0:
        return
    stream.seek(stretch.start - 1)
    line = stream.readline(longest)
    while line and not line.endswith(b"\n"):
        line = stream.readline(longest)


def first_record(path: Path, stretch: Stretch) -> int | None:
    """Return where the first record of a WARC file begins that does so in a stretch, as far as can be told there."""
    if stretch.is_exact:
        return stretch.start
    is_packed = path.suffix.lower() == ".gz"
    mark = _GZIP if is_packed else _BEFORE_RECORD + _RECORD
    skipped = 0 if is_packed else len(_BEFORE_RECORD)
    with path.open("rb") as stream:
        at = max(0, stretch.start - skipped)
        stream.seek(at)
        held = stream.read(_PIECE_BYTES)
        while held:
            found = held.find(mark)
            while found >= 0:
                position = at + found + skipped
                if not stretch.has(position):
                    return None
                if not is_packed or _is_record(path, position):
                    return position
                found = held.find(mark, found + 1)
            kept = held[-(len(mark) - 1) :]
            at += len(held) - len(kept)
            more = stream.read(_PIECE_BYTES)
            if not more or not stretch.has(at):
                return None
            held = kept + more
    return None


def _is_record(path: Path, position: int) -> bool:
    """Return whether a packed record begins here: the bytes that it begins with stand elsewhere by chance, too."""
    with path.open("rb") as stream:
        stream.seek(position)
        try:
            return zlib.decompressobj(31).decompress(stream.read(4096), len(_RECORD)) == _RECORD
        except zlib.error:
            return False
