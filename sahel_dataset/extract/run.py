"""The extract stage: articles in, tables of mentions out."""

from __future__ import annotations

import dataclasses
import functools
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sahel_dataset.extract.cache import Kept, content_key, of_article
from sahel_dataset.extract.mentions import Article, Extraction, Extractor
from sahel_dataset.files import whole_directory
from sahel_dataset.schema import table
from sahel_dataset.work import Workers, each_in_order

__all__ = [
    "ExtractParams",
    "ExtractSummary",
    "articles",
    "extract_article",
    "extractions",
    "extractor",
    "frames",
    "run",
]


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


def articles(interim: Path) -> list[Article]:
    """Return the articles that `ingest` left in a folder, in the order of their ids."""
    rows = table("articles").read(interim / "articles.parquet")
    texts = table("texts").read(interim / "texts.parquet")
    joined = rows.merge(texts, on="article_id", how="inner", validate="one_to_one").sort_values("article_id")
    columns = ("article_id", "text", "body_start", "language", "published_on", "outlet")
    rows_of: Any = zip(*(joined[column].tolist() for column in columns), strict=True)
    return [
        Article(
            article_id,
            text,
            int(body_start),
            language,
            None if pd.isna(published_on) else pd.Timestamp(published_on).date(),
            None if pd.isna(outlet) else outlet,
        )
        for article_id, text, body_start, language, published_on, outlet in rows_of
    ]


def _fields(item: Any, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    return {f.name: getattr(item, f.name) for f in dataclasses.fields(item) if f.name not in without}


def frames(extractions: list[Extraction]) -> dict[str, pd.DataFrame]:
    """Lay extractions out as the tables of mentions."""
    events = [e for x in extractions for e in x.events]
    rows: dict[str, list[dict[str, Any]]] = {
        "event_mentions": [_fields(e, without=("reports", "participants")) for e in events],
        "event_mention_reports": [
            {"mention_id": e.mention_id, "article_id": e.article_id, **_fields(r)} for e in events for r in e.reports
        ],
        "event_mention_actors": [
            {"mention_id": e.mention_id, "article_id": e.article_id, **_fields(p)}
            for e in events
            for p in e.participants
        ],
        "claim_mentions": [_fields(c) for x in extractions for c in x.claims],
        "local_actors": [{"article_id": x.article_id, **_fields(a)} for x in extractions for a in x.local_actors],
    }
    return {name: pd.DataFrame(found, columns=list(table(name).columns)) for name, found in rows.items()}


def extractions(
    read: Sequence[Article], kept: Kept, params: ExtractParams | None = None, *, workers: Workers = None
) -> tuple[list[Extraction], int]:
    """Return the extraction of every article, in their order, and how many of them were kept from before.

    Articles with the same content are read once; what is read is kept as it comes, so that a run that is
    cut off goes on where it was.

    Parameters
    ----------
    read : sequence of Article
        The articles.
    kept : Kept
        Where extractions are kept.
    params : ExtractParams, optional
        Settings.
    workers : int or Cluster, optional
        Processes, or the workers of a cluster.
    """
    params = params or ExtractParams()
    found = {article.article_id: extraction for article, extraction in kept.find(read)}
    n_kept = len(found)
    missing: dict[bytes, list[Article]] = {}
    for article in read:
        if article.article_id not in found:
            missing.setdefault(content_key(article), []).append(article)
    first = [same[0] for same in missing.values()]
    if first:
        results = each_in_order(
            extract_article, first, workers=workers, what="extracting", chunk=params.chunk, initializer=extractor
        )
        for same, extraction in zip(missing.values(), results, strict=True):
            kept.keep(same[0], extraction)
            found |= {article.article_id: of_article(extraction, article.article_id) for article in same}
    return [found[article.article_id] for article in read], n_kept


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
    read = articles(interim)
    with Kept(kept) as store:
        found, n_kept = extractions(read, store, params, workers=workers)
    with whole_directory(interim / "mentions") as folder:
        tables = frames(found)
        for name, frame in tables.items():
            table(name).write(frame, folder / f"{name}.parquet")
    return ExtractSummary(
        len(read),
        len(tables["event_mentions"]),
        len(tables["claim_mentions"]),
        n_kept,
        time.monotonic() - began,
        store.problem,
    )
