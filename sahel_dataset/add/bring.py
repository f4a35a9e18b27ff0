"""Articles and their metadata put in place."""

from __future__ import annotations

import filecmp
import glob
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sahel_dataset.files import whole_file
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.readers.single import stem_of
from sahel_dataset.ingest.records import ArticleRecord
from sahel_dataset.ingest.run import read_article
from sahel_dataset.ingest.scan import scan

__all__ = ["Candidate", "Details", "candidates", "found_already", "is_same", "place", "read_candidate", "stage"]

#: Files larger than this are taken without a look inside (bytes).
LARGE = 20_000_000
_SIDECAR = ".meta.json"


@dataclass(frozen=True, slots=True)
class Details:
    """What is said of an article that its file does not say; None where nothing is.

    The fields are those of NAME.meta.json.
    """

    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    retrieved_on: str | None = None

    def said(self) -> dict[str, str]:
        """Return what is said, by name."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name)) is not None}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to bring in.

    Attributes
    ----------
    path : Path
        Where it is.
    name : str
        Its path below the collection's folder, with ``/``.
    """

    path: Path
    name: str

    @property
    def sidecar(self) -> Path:
        """Where its metadata are, if there are any."""
        return self.path.with_name(stem_of(self.path) + _SIDECAR)


def candidates(source: Path, params: IngestParams) -> tuple[list[Candidate], list[str]]:
    """List the files of a source that may be articles, and what else lies there.

    Parameters
    ----------
    source : Path
        A file, or a folder.
    params : IngestParams
        Settings of the readers.

    Raises
    ------
    ValueError
        If the folder holds several collections.
    """
    if source.is_file():
        return [Candidate(source, source.name)], []
    found = scan(source, params)
    within = [str(one.folder.relative_to(source)) for one in found.collections if one.origin and one.folder != source]
    if within:
        # Each has terms of its own, which must not be lost under those of the collection made here.
        raise ValueError(f"{source} holds collections with terms of their own: add {', '.join(within)} one by one.")
    listed = [Candidate(task.path, task.path.relative_to(source).as_posix()) for task in found.tasks]
    return listed, [f"{name} ({what})" for name, what in found.passed_over if not what.startswith(("meta", "desc"))]


def stage(candidate: Candidate, details: Details, folder: Path) -> Candidate:
    """Copy a file, with its metadata and what is said of it, into a folder from which it can be read and moved.

    Raises
    ------
    ValueError
        If the metadata beside it are no JSON object.
    """
    target = folder / candidate.name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(candidate.path, target)
    staged = Candidate(target, candidate.name)
    if not candidate.sidecar.is_file():
        known: dict[str, Any] = {}
    elif details.said():
        known = _metadata(candidate.sidecar)
    else:
        shutil.copyfile(candidate.sidecar, staged.sidecar)
        return staged
    whole = {**known, **details.said()}
    if whole:
        staged.sidecar.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return staged


def _metadata(sidecar: Path) -> dict[str, Any]:
    """Return what NAME.meta.json says; nothing where it is not there."""
    if not sidecar.is_file():
        return {}
    try:
        found = json.loads(sidecar.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise ValueError(f"{sidecar} is no JSON: {str(error)[:80]}.") from error
    if not isinstance(found, dict):
        raise ValueError(f"{sidecar} is no JSON object.")
    return found


def read_candidate(candidate: Candidate, params: IngestParams) -> list[ArticleRecord] | None:
    """Read what is in a file, as `sahel ingest` will; None for a file too large to look into here.

    Raises
    ------
    NotReadError
        If there is no article in it.
    """
    if candidate.path.stat().st_size > LARGE:
        return None
    return read_article(candidate.path, params)


def found_already(candidate: Candidate, folder: Path) -> Path | None:
    """Return the file of a collection that bears the candidate's name, or its address.

    Parameters
    ----------
    candidate : Candidate
        A staged file.
    folder : Path
        The collection's folder.
    """
    target = folder / candidate.name
    if target.exists():
        return target
    address = _address(candidate.sidecar)
    if address is None:
        return None
    for sidecar in sorted(folder.rglob(f"*{_SIDECAR}")):
        if _address(sidecar) == address:
            stem = sidecar.name.removesuffix(_SIDECAR)
            beside = [path for path in sorted(sidecar.parent.glob(f"{glob.escape(stem)}.*")) if path != sidecar]
            return beside[0] if beside else None
    return None


def _address(sidecar: Path) -> str | None:
    try:
        url = _metadata(sidecar).get("url")
    except ValueError:
        return None
    return url if isinstance(url, str) and url else None


def is_same(candidate: Candidate, target: Path) -> bool:
    """Return whether a file is the candidate's byte for byte, and its metadata say the same save when it was got."""
    if not filecmp.cmp(candidate.path, target, shallow=False):
        return False
    ours, theirs = (_metadata(sidecar) for sidecar in (candidate.sidecar, Candidate(target, "").sidecar))
    return ours | {"retrieved_on": None} == theirs | {"retrieved_on": None}


def place(candidate: Candidate, target: Path) -> None:
    """Move a staged file and its metadata to where they belong."""
    for source, goal in ((candidate.sidecar, Candidate(target, "").sidecar), (candidate.path, target)):
        if source.is_file():
            with whole_file(goal) as draft:
                shutil.copyfile(source, draft)
