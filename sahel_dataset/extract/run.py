"""The extract stage: articles in, tables of mentions out."""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sahel_dataset.extract.mentions import Article, Extraction, Extractor
from sahel_dataset.files import whole_directory
from sahel_dataset.schema import table
from sahel_dataset.work import map_in_order

__all__ = ["ExtractParams", "ExtractSummary", "articles", "extract_article", "extractor", "frames", "run"]


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
    """What the stage did."""

    n_articles: int
    n_events: int
    n_claims: int
    fingerprint: str


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
    return [
        Article(
            row.article_id,
            row.text,
            int(row.body_start),
            row.language,
            None if pd.isna(row.published_on) else pd.Timestamp(row.published_on).date(),
            None if pd.isna(row.outlet) else row.outlet,
        )
        for row in joined.itertuples(index=False)
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
            {"mention_id": e.mention_id, "article_id": e.article_id, **_fields(p)} for e in events for p in e.participants
        ],
        "claim_mentions": [_fields(c) for x in extractions for c in x.claims],
        "local_actors": [{"article_id": x.article_id, **_fields(a)} for x in extractions for a in x.local_actors],
    }
    return {name: pd.DataFrame(found, columns=list(table(name).columns)) for name, found in rows.items()}


def run(interim: Path, params: ExtractParams | None = None, *, workers: int | None = None) -> ExtractSummary:
    """Read every article and write the tables of mentions.

    Parameters
    ----------
    interim : Path
        The folder with ``articles.parquet`` and ``texts.parquet``; ``mentions/`` is written into it.
    params : ExtractParams, optional
        Settings.
    workers : int, optional
        Processes; the result is the same whatever their number.
    """
    params = params or ExtractParams()
    read = articles(interim)
    extractions = map_in_order(
        extract_article, read, workers=workers, what="extracting", chunk=params.chunk, initializer=extractor
    )
    with whole_directory(interim / "mentions") as folder:
        tables = frames(extractions)
        for name, frame in tables.items():
            table(name).write(frame, folder / f"{name}.parquet")
    return ExtractSummary(
        len(read), len(tables["event_mentions"]), len(tables["claim_mentions"]), extractor().fingerprint
    )
