"""SHA256SUMS: the sum of every file of a folder, in the form that ``sha256sum --check`` reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

__all__ = ["SUMS", "files_below", "read_sums", "sha256_of", "write_sums"]

SUMS = "SHA256SUMS"
_CHUNK = 1 << 20


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def files_below(folder: Path) -> Iterator[str]:
    """Give every file below a folder, as a path relative to it with ``/`` between its parts, in order."""
    yield from sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def write_sums(folder: Path) -> None:
    """Write the sums of all files of a folder into its SHA256SUMS."""
    lines = [f"{sha256_of(folder / name)}  {name}\n" for name in files_below(folder) if name != SUMS]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="")


def read_sums(text: str) -> dict[str, str]:
    """Return the sums by file.

    Raises
    ------
    ValueError
        If a line has another form than ``<64 digits>  <path>``.

    Examples
    --------
    >>> read_sums(f"{'0' * 64}  data/claims.parquet")
    {'data/claims.parquet': '0000000000000000000000000000000000000000000000000000000000000000'}
    """
    sums: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        digest, gap, name = line[:64], line[64:66], line[66:]
        if gap != "  " or not name or set(digest) - set("0123456789abcdef") or len(digest) != 64:
            raise ValueError(f"line {number} of {SUMS} is not a sum and a path")
        sums[name] = digest
    return sums
