"""The extract stage: articles in, tables of mentions out."""

from __future__ import annotations

import dataclasses
import functools
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sahel_dataset.extract.cache import Kept, content_key, packed, unpacked
from sahel_dataset.extract.mentions import Article, Extraction, Extractor
from sahel_dataset.extract.partitions import Row, article_at, partitions
from sahel_dataset.extract.tables import writing_mentions
from sahel_dataset.files import whole_directory
from sahel_dataset.schema import table
from sahel_dataset.work import Known, Workers, each_in_order

__all__ = ["ExtractParams", "ExtractSummary", "extract_article", "extractor", "run"]


Found: TypeAlias = bytes | Extraction | None
"""An extraction, packed where a worker read it; None where it is that of another article of the same content."""


@dataclass(frozen=True, slots=True)
class ExtractParams:
    """Settings of the stage (section ``extract`` of params.yaml).

    Attributes
    ----------
    chunk : int
        Articles sent to a process at a time.
    """

    chunk: int = 8


@dataclass(frozen=True, slots=True)
class ExtractSummary:
    """What the stage did.

    Attributes
    ----------
    n_articles, n_events, n_claims : int
        Articles, and the mentions of events and claims read out of them.
    n_kept : int
        Articles whose extraction an earlier run had kept.
    seconds : float
        How long it took.
    problem : str or None
        Why extractions are not kept for the next run, where they are not.
    """

    n_articles: int
    n_events: int
    n_claims: int
    n_kept: int = 0
    seconds: float = 0.0
    problem: str | None = None

    def sentence(self) -> str:
        """Return the run in one sentence, for the screen.

        Examples
        --------
        >>> ExtractSummary(143, 209, 260, 142, 3.21).sentence()
        '143 articles: 209 events, 260 claims; 1 read, 142 kept from before, 3.2 s'
        """
        read = f"{self.n_articles - self.n_kept} read, {self.n_kept} kept from before, {self.seconds:.1f} s"
        return f"{self.n_articles} articles: {self.n_events} events, {self.n_claims} claims; {read}"


@functools.cache
def extractor() -> Extractor:
    """Return the extractor of this process."""
    from sahel_dataset.extract.default import DefaultExtractor

    return DefaultExtractor()


def extract_article(article: Article) -> Extraction:
    """Read one article with the extractor of this process."""
    return extractor().extract(article)


def extract_row(row: Row) -> Found:
    """Read the article in a row with the extractor of this process: what a worker is sent, and sends back."""
    return packed(extract_article(article_at(row)))


class _Course:
    """The articles of a run on their way: what is kept, what has to be read, and what is being read already.

    Articles of a partition with the same content are read once. No more is held than a partition and what is on the
    way.
    """

    def __init__(self, interim: Path, kept: Kept) -> None:
        self.n_kept = 0
        self._interim = interim.absolute()
        self._kept = kept
        self._awaited: deque[tuple[Article, bytes]] = deque()
        self._n_waiting: Counter[bytes] = Counter()
        self._being_read: set[bytes] = set()
        self._shared: dict[bytes, bytes] = {}

    def items(self) -> Iterator[Row | Known[Found]]:
        """Yield what is to be done of each article, in the order of their ids."""
        for group, some in enumerate(partitions(self._interim)):
            found = {article.article_id: extraction for article, extraction in self._kept.find(some)}
            keys = [content_key(article) for article in some]
            self._n_waiting.update(key for one, key in zip(some, keys, strict=True) if one.article_id not in found)
            for at, (article, key) in enumerate(zip(some, keys, strict=True)):
                self._awaited.append((dataclasses.replace(article, text=""), key))
                if article.article_id in found:
                    self.n_kept += 1
                    yield Known(found[article.article_id])
                elif key in self._being_read:
                    yield Known(None)
                else:
                    self._being_read.add(key)
                    yield Row(self._interim, group, at, key)

    def extractions(self, results: Iterable[Found]) -> Iterator[Extraction]:
        """Yield the extraction of each article; what was read is kept as it comes.

        A run that is cut off therefore goes on where it was.
        """
        for result in results:
            article, key = self._awaited.popleft()
            if isinstance(result, Extraction):
                yield result
                continue
            if result is not None:
                self._kept.keep(article.language, key, result)
                self._shared[key] = result
            yield unpacked(self._shared[key], article.article_id)
            self._n_waiting[key] -= 1
            if not self._n_waiting[key]:
                del self._n_waiting[key], self._shared[key]
                self._being_read.remove(key)


def run(
    interim: Path, params: ExtractParams | None = None, *, workers: Workers = None, kept: Path | None = None
) -> ExtractSummary:
    """Read every article and write the tables of mentions.

    Parameters
    ----------
    interim : Path
        The folder with ``articles.parquet`` and ``texts.parquet``; ``mentions/`` is written into it.
    params : ExtractParams, optional
        Settings.
    workers : int or Cluster, optional
        Processes, or the workers of a cluster; the result is the same whoever reads.
    kept : Path, optional
        Folder where extractions are kept between runs; the result is the same with and without.
    """
    began = time.monotonic()
    params = params or ExtractParams()
    with whole_directory(interim / "mentions") as folder, Kept(kept) as store, writing_mentions(folder) as tables:
        course = _Course(interim, store)
        total = table("texts").n_rows(interim / "texts.parquet")
        results = each_in_order(
            extract_row,
            course.items(),
            workers=workers,
            what="extracting",
            chunk=params.chunk,
            initializer=extractor,
            total=total,
        )
        for extraction in course.extractions(results):
            tables.add(extraction)
    return ExtractSummary(
        total,
        tables.n_rows("event_mentions"),
        tables.n_rows("claim_mentions"),
        course.n_kept,
        time.monotonic() - began,
        store.problem,
    )
