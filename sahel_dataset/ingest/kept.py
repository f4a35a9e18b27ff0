"""What was read out of files before, kept by content, so that only new and changed files are read.

What a file gives is a function of its bytes, its sidecar, what its collection says of the licence, the settings, and of
what reads it: the code and the knowledge of this stage. Wire stories are sought over all articles, every time.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import json
import stat
import sys
import zlib
from collections import Counter
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.records import ArticleRecord, Reason, Rejection
from sahel_dataset.ingest.scan import Task, sidecar_of

__all__ = ["Read", "fingerprint", "packed", "task_key", "unpacked"]

FORMAT = 1
"""Layout of what is kept; another number, and nothing kept before is read."""

_LOOKS_ACROSS_FILES = frozenset({"ingest/command.py", "ingest/kept.py", "ingest/run.py", "ingest/wire.py"})
_OF_RELEVANCE = ("knowledge/actors/", "knowledge/lexicon/", "knowledge/places/")
_LIBRARIES = ("bleach", "charset-normalizer", "fastwarc", "lxml", "py3langid", "pyahocorasick", "trafilatura")
_WHOLE_BYTES = 16_000_000
_END_BYTES = 1_000_000


@dataclass(slots=True)
class Read:
    """What one file gave.

    Attributes
    ----------
    articles : list of ArticleRecord
        The articles in it, without their wire group.
    rejections : list of Rejection
        The file or records of it that gave none.
    warnings : list of str
        What was odd and did not stop anything.
    not_worth_reading : Counter of str
        Pages left out before they were read, by reason.
    """

    articles: list[ArticleRecord] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    not_worth_reading: Counter[str] = field(default_factory=Counter)


@functools.cache
def fingerprint(*, relevance: bool) -> str:
    """Return a digest of everything but file and settings that decides what is read out of it.

    Parameters
    ----------
    relevance : bool
        Whether pages are chosen by what is known of the Sahel; that knowledge enters only then.

    Examples
    --------
    >>> fingerprint(relevance=True) == fingerprint(relevance=False)
    False
    """
    root = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256(f"{FORMAT} {relevance} {sys.version_info[:2]}\n".encode())
    for folder in ("ingest", "knowledge"):
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix not in {".py", ".yaml", ".csv"} or name in _LOOKS_ACROSS_FILES:
                continue
            if relevance or not name.startswith(_OF_RELEVANCE):
                digest.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    if relevance:
        from sahel_dataset.knowledge.gazetteer import gazetteer

        # Places that a user added stand outside the package.
        digest.update(gazetteer().digest.encode())
    for package in _LIBRARIES:
        try:
            digest.update(f"{package}={version(package)}\n".encode())
        except PackageNotFoundError:
            digest.update(f"{package}=none\n".encode())
    return digest.hexdigest()


def task_key(task: Task, params: IngestParams) -> bytes | None:
    """Return a digest of a file and of what is said about it; None where it cannot be read.

    A file of more than 16 MB is told by its size, the time it was changed, and its first and last megabyte.
    """
    settings = {name: value for name, value in dataclasses.asdict(params).items() if not name.startswith("wire_")}
    told = [task.source_file, task.collection, task.licence, task.may_redistribute_text, settings]
    digest = hashlib.sha256(json.dumps(told, ensure_ascii=True).encode())
    try:
        about = task.path.stat()
        if not stat.S_ISREG(about.st_mode):
            return None
        with task.path.open("rb") as stream:
            if about.st_size <= _WHOLE_BYTES:
                digest.update(stream.read())
            else:
                digest.update(f"{about.st_size} {about.st_mtime_ns}".encode() + stream.read(_END_BYTES))
                stream.seek(-_END_BYTES, 2)
                digest.update(stream.read())
        sidecar = sidecar_of(task.path)
        digest.update(b"\0" + (hashlib.sha256(sidecar.read_bytes()).digest() if sidecar.is_file() else b""))
    except OSError:
        return None
    return digest.digest()


def packed(read: Read) -> bytes:
    """Return what a file gave as bytes, to be kept."""
    data = {
        "articles": [[_plain(getattr(article, name)) for name in _ARTICLE] for article in read.articles],
        "rejections": [[one.source_file, one.reason.value, one.detail] for one in read.rejections],
        "warnings": read.warnings,
        "not_worth_reading": dict(read.not_worth_reading),
    }
    return zlib.compress(json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def unpacked(data: bytes) -> Read:
    """Return what is kept of a file.

    Raises
    ------
    ValueError
        If the bytes are nothing that was kept.
    """
    try:
        found = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
        return Read(
            [_article(values) for values in found["articles"]],
            [Rejection(file, Reason(reason), detail) for file, reason, detail in found["rejections"]],
            list(found["warnings"]),
            Counter(found["not_worth_reading"]),
        )
    except (zlib.error, KeyError, TypeError, IndexError) as error:
        raise ValueError(f"nothing that was kept: {error}") from error


_ARTICLE = tuple(one.name for one in dataclasses.fields(ArticleRecord))
_DAYS = ("published_on", "retrieved_on")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def _article(values: list[Any]) -> ArticleRecord:
    fields = dict(zip(_ARTICLE, values, strict=True))
    fields |= {name: dt.date.fromisoformat(fields[name]) for name in _DAYS if fields[name] is not None}
    return ArticleRecord(**fields | {"warnings": tuple(fields["warnings"])})
