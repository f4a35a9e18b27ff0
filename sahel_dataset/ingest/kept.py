"""What was read out of files before, kept by content, so that only new and changed files are read.

What a file gives is a function of its bytes, its sidecar, what its collection says of the licence, the settings, and of
what reads it: the code and the knowledge of this stage. Wire stories are sought over all articles, every time; what
they are sought by is kept with each.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import json
import stat
import struct
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.readers import Raw, Stretch
from sahel_dataset.ingest.records import ArticleRecord, Reason, Rejection
from sahel_dataset.ingest.scan import Task, sidecar_of
from sahel_dataset.ingest.signature import OF_SIGNATURE, Signature

__all__ = [
    "Entry",
    "Kept",
    "Read",
    "article_of",
    "fingerprint",
    "packed",
    "part_key",
    "records_key",
    "task_key",
    "unpacked",
]

FORMAT = 2
"""Layout of what is kept; another number, and nothing kept before is read."""

_LOOKS_ACROSS_FILES = frozenset(f"ingest/{name}.py" for name in ("command", "gathered", "kept", "run", "units", "wire"))
_OF_RELEVANCE = ("knowledge/actors/", "knowledge/lexicon/", "knowledge/places/")
_LIBRARIES = (
    "bleach",
    "charset-normalizer",
    "datasketch",
    "fastwarc",
    "lxml",
    "py3langid",
    "pyahocorasick",
    "trafilatura",
)
_WHOLE_BYTES = 16_000_000
_END_BYTES = 1_000_000


@dataclass(slots=True)
class Read:
    """What a file or part of one gave.

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
    stretch : Stretch
        Where records began, and how many, of a file that is read in stretches.
    """

    articles: list[ArticleRecord] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    not_worth_reading: Counter[str] = field(default_factory=Counter)
    stretch: Stretch = field(default_factory=Stretch)


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of a file: what is compared with others, and the rest packed.

    Attributes
    ----------
    article_id, collection, source_file, language, text_sha256, outlet, url : str
        As those of `ArticleRecord`.
    day : int or None
        The publication date as a number.
    packed : bytes
        The article, for `article_of`.
    signature : bytes
        What it is compared by, as `Signature.to_bytes` gives it.
    """

    article_id: str
    collection: str
    source_file: str
    language: str
    text_sha256: str
    outlet: str | None
    url: str | None
    day: int | None
    packed: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file or part of one gave, packed: see `Read`."""

    entries: tuple[Entry, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    warnings: tuple[str, ...] = ()
    not_worth_reading: Counter[str] = field(default_factory=Counter)
    stretch: Stretch = field(default_factory=Stretch)


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
    digest = hashlib.sha256()
    try:
        about = task.path.stat()
        if not stat.S_ISREG(about.st_mode):
            return None
        digest.update(_said_of(task, params))
        with task.path.open("rb") as stream:
            if about.st_size <= _WHOLE_BYTES:
                digest.update(stream.read())
            else:
                digest.update(f"{about.st_size} {about.st_mtime_ns}".encode() + stream.read(_END_BYTES))
                stream.seek(-_END_BYTES, 2)
                digest.update(stream.read())
    except OSError:
        return None
    return digest.digest()


def part_key(file: bytes | None, start: int) -> bytes | None:
    """Return a digest of a stretch of a file, of which `task_key` gave the first."""
    return None if file is None else hashlib.sha256(file + str(start).encode()).digest()


def records_key(task: Task, is_first: bool, records: Iterable[Raw | Rejection], params: IngestParams) -> bytes | None:
    """Return a digest of some records of a file and of what is said about it: they are told by their content alone."""
    try:
        digest = hashlib.sha256(_said_of(task, params) + bytes([is_first]))
    except OSError:
        return None
    for one in records:
        if isinstance(one, Raw) and isinstance(one.value, bytes):
            digest.update(one.source_file.encode("utf-8", "surrogatepass") + b"\0" + one.value)
        else:
            told: object = one.value if isinstance(one, Raw) else [one.reason.value, one.detail]
            digest.update(json.dumps([one.source_file, told], ensure_ascii=True).encode())
    return digest.digest()


def _said_of(task: Task, params: IngestParams) -> bytes:
    """Return a digest of what is said about a file: by its collection, beside it, in the settings."""
    settings = {
        name: value
        for name, value in dataclasses.asdict(params).items()
        if name in OF_SIGNATURE or not name.startswith("wire_")
    }
    told = [task.source_file, task.collection, task.licence, task.may_redistribute_text, settings]
    sidecar = sidecar_of(task.path)
    beside = sidecar.read_bytes() if sidecar.is_file() else b""
    return hashlib.sha256(json.dumps(told, ensure_ascii=True).encode() + b"\0" + beside).digest()


def packed(read: Read, signatures: Sequence[Signature]) -> bytes:
    """Return what a file gave as bytes, to be sent and kept.

    Parameters
    ----------
    read : Read
        What it gave.
    signatures : sequence of Signature
        Those of its articles, in their order.
    """
    parts: list[bytes] = []
    entries = []
    for article, signature in zip(read.articles, signatures, strict=True):
        day = article.published_on.toordinal() if article.published_on else None
        told = [getattr(article, name) for name in _TOLD]
        rest = _squeezed([_plain(getattr(article, name)) for name in _ARTICLE])
        parts += [rest, signature.to_bytes()]
        entries.append([*told, day, len(parts[-2]), len(parts[-1])])
    head = _squeezed(
        {
            "entries": entries,
            "rejections": [[one.source_file, one.reason.value, one.detail] for one in read.rejections],
            "warnings": read.warnings,
            "not_worth_reading": dict(read.not_worth_reading),
            "stretch": dataclasses.astuple(read.stretch),
        }
    )
    whole = b"".join([head, *parts])
    return _START.pack(zlib.crc32(whole), len(head)) + whole


def unpacked(data: bytes) -> Kept:
    """Return what is kept of a file.

    Raises
    ------
    ValueError
        If the bytes are nothing that was kept.
    """
    try:
        sum_, n_head = _START.unpack_from(data)
        if zlib.crc32(memoryview(data)[_START.size :]) != sum_:
            raise ValueError("nothing that was kept: its sum is another")
        at = _START.size + n_head
        found = _loosened(data[_START.size : at])
        entries = []
        for *told, day, n_packed, n_signature in found["entries"]:
            middle, end = at + n_packed, at + n_packed + n_signature
            named = dict(zip(_TOLD, told, strict=True))
            entries.append(Entry(**named, day=day, packed=data[at:middle], signature=data[middle:end]))
            at = end
        rejections = tuple(Rejection(file, Reason(reason), detail) for file, reason, detail in found["rejections"])
        return Kept(
            tuple(entries),
            rejections,
            tuple(found["warnings"]),
            Counter(found["not_worth_reading"]),
            Stretch(*found["stretch"]),
        )
    except (zlib.error, struct.error, KeyError, TypeError, IndexError) as error:
        raise ValueError(f"nothing that was kept: {error}") from error


def article_of(data: bytes) -> ArticleRecord:
    """Return the article of an `Entry`."""
    fields = dict(zip(_ARTICLE, _loosened(data), strict=True))
    fields |= {name: dt.date.fromisoformat(fields[name]) for name in _DAYS if fields[name] is not None}
    return ArticleRecord(**fields | {"warnings": tuple(fields["warnings"])})


_START = struct.Struct("<2I")
_ARTICLE = tuple(one.name for one in dataclasses.fields(ArticleRecord))
_TOLD = ("article_id", "collection", "source_file", "language", "text_sha256", "outlet", "url")
_DAYS = ("published_on", "retrieved_on")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def _squeezed(value: object) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def _loosened(data: bytes) -> Any:
    return json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
