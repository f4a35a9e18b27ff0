"""The articles of a collection as rows of Parquet partitions, so that work on one can be asked for by naming its row.

``articles.parquet`` and ``texts.parquet`` hold the same articles in the same order, in row groups of the same size. A
process that works for another reads the row group it is told itself: no text goes through a pipe or over a network.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sahel_dataset.extract.cache import content_key
from sahel_dataset.extract.mentions import Article
from sahel_dataset.schema import table
from sahel_dataset.work import WorkError

__all__ = ["Row", "article_at", "each_article", "partitions"]

_TOLD = ("article_id", "language", "published_on", "outlet")
_TEXT = ("article_id", "text", "body_start")


@dataclass(frozen=True, slots=True)
class Row:
    """Where an article stands.

    Attributes
    ----------
    interim : Path
        The folder of ``articles.parquet`` and ``texts.parquet``.
    group, at : int
        The row group in them, and the row in it.
    key : bytes
        The digest of its content, by which whoever reads it knows that it is what was meant.
    """

    interim: Path
    group: int
    at: int
    key: bytes


def partitions(interim: Path) -> Iterator[list[Article]]:
    """Yield the articles that `ingest` left in a folder, one row group after the other, in the order of their ids.

    Raises
    ------
    FileNotFoundError, SchemaError
        If a table is missing or another.
    ValueError
        If the two tables do not belong together.
    """
    told = table("articles").read_batches(interim / "articles.parquet", _TOLD)
    texts = table("texts").read_batches(interim / "texts.parquet", _TEXT)
    for these, those in zip_longest(told, texts):
        yield _articles(these, those, interim)


def each_article(interim: Path) -> Iterator[Article]:
    """Yield the articles that `ingest` left in a folder, in the order of their ids."""
    for some in partitions(interim):
        yield from some


def article_at(row: Row) -> Article:
    """Return the article that stands in a row.

    Raises
    ------
    WorkError
        If this machine does not see the folder, or another article stands there by now.
    """
    path = row.interim / "texts.parquet"
    try:
        about = path.stat()
        article = _partition(row.interim, row.group, (about.st_ino, about.st_mtime_ns, about.st_size))[row.at]
    except (OSError, pa.ArrowInvalid, IndexError) as error:
        raise WorkError(
            f"A worker cannot read {path}: the interim folder must lie on a file system that all machines share, under "
            f"the same path ({error})."
        ) from error
    if content_key(article) != row.key:
        raise WorkError(f"The articles in {row.interim} were changed while they were read: run again.")
    return article


@functools.lru_cache(maxsize=2)
def _partition(interim: Path, group: int, version: tuple[int, ...]) -> list[Article]:
    """Return a row group; the next rows that are asked for mostly stand in the same."""
    with pq.ParquetFile(interim / "articles.parquet") as told, pq.ParquetFile(interim / "texts.parquet") as texts:
        return _articles(
            told.read_row_group(group, columns=list(_TOLD)), texts.read_row_group(group, columns=list(_TEXT)), interim
        )


def _articles(told: pa.Table | None, texts: pa.Table | None, interim: Path) -> list[Article]:
    if told is None or texts is None or not told.column("article_id").equals(texts.column("article_id")):
        raise ValueError(
            f"articles.parquet and texts.parquet in {interim} do not belong together: run sahel ingest again."
        )
    columns = (told["article_id"], texts["text"], texts["body_start"], told["language"], told["published_on"])
    return [Article(*values) for values in zip(*(one.to_pylist() for one in (*columns, told["outlet"])), strict=True)]
