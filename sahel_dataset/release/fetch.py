"""Released files fetched from where they are kept, checked by their sums, and kept for the next time."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from sahel_dataset.files import whole_file
from sahel_dataset.release.archive import archive_name
from sahel_dataset.release.registry import (
    Registered,
    UnknownReleaseError,
    packaged,
    read_index,
    registered,
    releases_base,
)

__all__ = ["cache_folder", "fetch", "is_cached", "read_address"]

#: The environment variable that names the folder fetched releases are kept in.
CACHE_VARIABLE = "SAHEL_CACHE"
_SECONDS = 30


def _local(address: str) -> Path:
    return Path(url2pathname(urlsplit(address).path))


def read_address(address: str) -> bytes | None:
    """Return what is at an address (``file://`` or ``https://``), or None where nothing is.

    Raises
    ------
    ConnectionError
        If the server cannot be reached or answers with an error.
    """
    if address.startswith("file:"):
        path = _local(address)
        return path.read_bytes() if path.is_file() else None
    import requests

    try:
        answer = requests.get(address, timeout=_SECONDS)
    except requests.RequestException as error:
        raise ConnectionError(f"{address} cannot be reached: {type(error).__name__}.") from error
    if answer.status_code == 404:
        return None
    if answer.status_code >= 400:
        raise ConnectionError(f"{address} answered {answer.status_code} {answer.reason}.")
    return answer.content


def cache_folder() -> Path:
    """Return the folder fetched releases are kept in: ``SAHEL_CACHE``, or the system's folder for such things."""
    import pooch

    return Path(os.environ.get(CACHE_VARIABLE) or pooch.os_cache("sahel-dataset"))


def _archive(entry: Registered) -> str:
    # Another zip of the same version, from another place, has a name of its own.
    return f"{archive_name(entry.version)}-{entry.sha256[:12]}.zip"


def is_cached(entry: Registered) -> bool:
    """Return whether a release is there already."""
    return (cache_folder() / _archive(entry)).is_file()


def _copy(url: str, output_file: str, _: Any) -> None:
    path = _local(url)
    if not path.is_file():
        raise FileNotFoundError(f"There is no {path}.")
    shutil.copyfile(path, output_file)


def _address(entry: Registered, base: str | None) -> str:
    name = f"{archive_name(entry.version)}.zip"
    if base:
        return f"{base}/{name}"
    if entry.url:
        return entry.url
    if entry.doi:
        return f"doi:{entry.doi}/{name}"
    raise UnknownReleaseError(
        f"Release {entry.version} is registered without an address. Say where its zip is: base=, or SAHEL_RELEASES."
    )


def fetch(version: str, files: Sequence[str], base: str | Path | None = None) -> list[Path]:
    """Return files of a release, fetching it if it is not there yet.

    Parameters
    ----------
    version : str
        Version of the data.
    files : sequence of str
        Paths in the bundle, such as ``data/claims.parquet``.
    base : str or Path, optional
        Folder or address to fetch from, instead of where the release is registered; ``SAHEL_RELEASES`` by default.

    Returns
    -------
    list of Path
        Where the files are now, in the order of `files`.

    Raises
    ------
    UnknownReleaseError
        If there is no such release, or no such file in it.
    ValueError
        If what was fetched is not what was registered.
    """
    import pooch

    entry = _known(version, base)
    url = _address(entry, releases_base(base))
    packed = pooch.retrieve(
        url,
        known_hash=f"sha256:{entry.sha256}",
        fname=_archive(entry),
        path=cache_folder(),
        downloader=_copy if url.startswith("file:") else None,
    )
    return [_unpacked(Path(packed), version, file) for file in files]


def _known(version: str, base: str | Path | None) -> Registered:
    # What is registered needs no look at the list of another place, which may be out of reach.
    own = read_index(packaged())
    known = own if version in own else registered(base)
    if version not in known:
        there = ", ".join(known) or "none"
        raise UnknownReleaseError(
            f"There is no release {version}; there are {there}. Where releases of your own are, base= or SAHEL_RELEASES"
            " says."
        )
    return known[version]


def _unpacked(packed: Path, version: str, file: str) -> Path:
    """Return where a file of a fetched zip is unpacked to, unpacking it the first time."""
    with zipfile.ZipFile(packed) as opened:
        try:
            entry = opened.getinfo(f"{archive_name(version)}/{file}")
        except KeyError:
            raise UnknownReleaseError(f"Release {version} has no {file}.") from None
        target = packed.with_suffix("") / file
        # The file appears whole or not at all, so that its size tells whether it is there.
        if not target.is_file() or target.stat().st_size != entry.file_size:
            with whole_file(target) as draft:
                draft.write_bytes(opened.read(entry))
    return target
