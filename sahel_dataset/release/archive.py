"""One zip of a folder, whose bytes depend on the files alone."""

from __future__ import annotations

import zipfile
from pathlib import Path

from sahel_dataset.files import whole_file
from sahel_dataset.release.checksums import files_below

__all__ = ["archive_name", "write_archive"]

#: The earliest time a zip can hold. Files of a release have no other.
_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MODE = 0o100644


def archive_name(version: object) -> str:
    """Return the name of a release's archive without its ending, which is also the folder inside it.

    Examples
    --------
    >>> archive_name("2026.12.0")
    'sahel-dataset-2026.12.0'
    """
    return f"sahel-dataset-{version}"


def write_archive(folder: Path, path: Path, inside: str) -> None:
    """Pack the files of a folder, in order of their names, below a folder called `inside`.

    The files are stored and not compressed: the bytes that deflate gives change with the zlib that Python was built
    with, which no lock file fixes. Parquet is compressed already.
    """
    with whole_file(path) as draft, zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as packed:
        for name in files_below(folder):
            entry = zipfile.ZipInfo(f"{inside}/{name}", _TIME)
            entry.create_system = _UNIX
            entry.external_attr = _MODE << 16
            with (folder / name).open("rb") as stream, packed.open(entry, "w", force_zip64=False) as target:
                while chunk := stream.read(1 << 20):
                    target.write(chunk)
