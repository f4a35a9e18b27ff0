"""What lies in a folder of articles: which files are read, and which stand beside an article to say something of it."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from sahel_dataset.ingest.collection import COLLECTION_FILES, Collection, collection_of, read_collection
from sahel_dataset.ingest.decode import NotText, decode
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.readers.fields import metadata_of
from sahel_dataset.ingest.readers.single import stem_of
from sahel_dataset.ingest.records import Metadata

__all__ = ["Scan", "Task", "is_beside_articles", "read_sidecar", "scan", "sidecar_of"]

_SIDECAR = ".meta.json"
_DOCUMENTS = ("readme", "license", "licence", "citation", "changelog", "manifest", "checksums", "sha256sums")
_TEXTS = frozenset({".txt", ".text"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read."""

    path: Path
    source_file: str
    collection: str
    licence: str | None
    may_redistribute_text: bool


@dataclass(slots=True)
class Scan:
    """What was found in a folder.

    Attributes
    ----------
    tasks : list of Task
        Files to read, by path.
    passed_over : list of (str, str)
        Files that are no articles by their name, with what they are.
    collections : list of Collection
        By name.
    """

    tasks: list[Task] = field(default_factory=list)
    passed_over: list[tuple[str, str]] = field(default_factory=list)
    collections: list[Collection] = field(default_factory=list)


def is_beside_articles(path: Path) -> str | None:
    """Return what a file is that stands beside articles and is none, judged by its name.

    Examples
    --------
    >>> is_beside_articles(Path("gao.meta.json")), is_beside_articles(Path("gao.json"))
    ('metadata of an article', None)
    """
    name = path.name.lower()
    if name in COLLECTION_FILES:
        return "description of a collection"
    if name.endswith(_SIDECAR):
        return "metadata of an article"
    if name.endswith((".gold.json", ".pred.json")):
        return "annotation of an article"
    if name.startswith(".") or name.endswith(".dvc"):
        return "hidden or administrative file"
    if path.suffix.lower() in {".md", ".cff", ".rst"} or Path(name).stem in _DOCUMENTS:
        return "document about the folder"
    return None


def sidecar_of(path: Path) -> Path:
    """Return where NAME.meta.json would stand for a file."""
    return path.with_name(stem_of(path) + _SIDECAR)


def read_sidecar(path: Path) -> tuple[Metadata, str | None]:
    """Return what NAME.meta.json says about the article beside it, and what is wrong with it, if anything."""
    sidecar = sidecar_of(path)
    if not sidecar.is_file():
        return Metadata(), None
    try:
        found = json.loads(decode(sidecar.read_bytes()).text)
    except (NotText, OSError, ValueError, RecursionError) as error:
        return Metadata(), f"{sidecar.name} cannot be read: {str(error)[:80]}"
    return (metadata_of(found), None) if isinstance(found, dict) else (Metadata(), f"{sidecar.name} is no JSON object")


def scan(raw: Path, params: IngestParams) -> Scan:
    """List a folder of articles, nested folders included.

    Parameters
    ----------
    raw : Path
        The folder.
    params : IngestParams
        ``prefer`` decides between NAME.txt and NAME.html: they are one article, kept twice.

    Raises
    ------
    FileNotFoundError, NotADirectoryError
        If `raw` is no folder.
    """
    if not raw.exists():
        raise FileNotFoundError(f"{raw} does not exist.")
    if not raw.is_dir():
        raise NotADirectoryError(f"{raw} is not a folder of articles.")
    result = Scan()
    collections: dict[Path, Collection] = {}
    for path in _with_one_of_twins(_files(raw), params, raw, result):
        folder, name = collection_of(path, raw)
        if folder not in collections:
            collections[folder] = read_collection(folder, name)
        collection = collections[folder]
        source_file = path.relative_to(folder).as_posix()
        result.tasks.append(Task(path, source_file, name, collection.licence, collection.may_redistribute_text))
    result.collections = sorted(collections.values(), key=lambda collection: collection.name)
    return result


def _files(raw: Path) -> list[Path]:
    found: list[Path] = []
    for folder, folders, names in os.walk(raw, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.extend(Path(folder, name) for name in names)
    return sorted(found)


def _with_one_of_twins(files: list[Path], params: IngestParams, raw: Path, result: Scan) -> list[Path]:
    by_stem: dict[tuple[Path, str], list[Path]] = defaultdict(list)
    kept: list[Path] = []
    for path in files:
        what = is_beside_articles(path)
        if what is not None:
            result.passed_over.append((path.relative_to(raw).as_posix(), what))
        else:
            by_stem[path.parent, stem_of(path)].append(path)
    for paths in by_stem.values():
        texts = [path for path in paths if path.suffix.lower() in _TEXTS]
        pages = [path for path in paths if path.suffix.lower() in _PAGES]
        unread = (pages if params.prefer == "txt" else texts) if texts and pages else []
        other = next(iter(texts if params.prefer == "txt" else pages), None)
        for path in paths:
            if path in unread and other is not None:
                what = f"the article of {other.name} again"
                result.passed_over.append((path.relative_to(raw).as_posix(), what))
            else:
                kept.append(path)
    result.passed_over.sort()
    return sorted(kept)
