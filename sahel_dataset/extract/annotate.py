"""Annotations: what was extracted from an article, in the format of the annotation guide.

They are what `evaluate` compares with the gold annotations, and what a person reads to judge
the extractor. The guide is docs/annotation-guide.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sahel_dataset.extract.mentions import Article, Extraction
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.run import NotReadError, read_article
from sahel_dataset.ingest.scan import scan

__all__ = ["annotation", "readable"]


def readable(source: Path) -> tuple[list[tuple[str, Article]], list[str]]:
    """Return the articles of a file or folder, each with its name, and what could not be read and why.

    The name is the file's without its ending; articles of an export are numbered.
    """
    files = [source] if source.is_file() else [task.path for task in scan(source, IngestParams()).tasks]
    articles: list[tuple[str, Article]] = []
    refused: list[str] = []
    for file in files:
        try:
            found = read_article(file)
        except NotReadError as error:
            refused.append(str(error))
            continue
        for n, record in enumerate(found, start=1):
            name = file.stem if len(found) == 1 else f"{file.stem}-{n}"
            articles.append(
                (
                    name,
                    Article(
                        record.article_id,
                        record.text,
                        record.body_start,
                        record.language,
                        record.published_on,
                        record.outlet,
                    ),
                )
            )
    return articles, refused


def annotation(article: Article, extraction: Extraction, *, name: str | None = None) -> dict[str, Any]:
    """Return one article's annotation as JSON-ready data.

    Parameters
    ----------
    article : Article
        The article.
    extraction : Extraction
        What was read out of it.
    name : str, optional
        The value of ``article`` (a file name without ending); the article's id by default.

    Returns
    -------
    dict
        ``article``, ``language``, ``published``, ``body``, ``events`` and ``claims``.
    """
    body = article.text[article.body_start :].strip()
    words = body.split()
    short = {m.mention_id: f"e{n}" for n, m in enumerate(extraction.events, start=1)}

    def role(event: Any, which: str) -> list[str]:
        return [p.actor_id for p in event.participants if p.role == which]

    events = []
    for m in extraction.events:
        event: dict[str, Any] = {
            "id": short[m.mention_id],
            "event_type": m.event_type,
            "date": [
                m.date_start.isoformat() if m.date_start else None,
                m.date_end.isoformat() if m.date_end else None,
            ],
            "date_precision": m.date_precision,
            "place": m.place_name,
            "country": m.country,
            "place_precision": m.geo_precision,
            "initiators": role(m, "initiator"),
            "targets": role(m, "target"),
            "victims": role(m, "victim"),
            "background": m.is_background,
            "realis": m.realis,
            "anchor": article.text[m.anchor_start : m.anchor_end],
        }
        likely = {p.actor_id: p.likely_actor_id for p in m.participants if p.likely_actor_id}
        if likely:
            event["likely"] = likely
        events.append(event)
    claims = [
        {
            "id": f"c{n}",
            "event": short.get(c.mention_id or ""),
            "claimant": c.claimant_id,
            "claimant_kind": c.claimant_kind,
            "stance": c.stance,
            "claim_type": c.claim_type,
            "measure": c.measure,
            "low": c.quantity_low,
            "high": c.quantity_high,
            "quantity_text": c.quantity_text,
            "victim_class": c.victim_class,
            "victim_actor": c.victim_actor_id,
            "perpetrator": c.perpetrator_actor_id,
            "reported_via": c.reported_via,
            "anchor": c.quote,
        }
        for n, c in enumerate(extraction.claims, start=1)
    ]
    return {
        "article": name or article.article_id,
        "language": article.language,
        "published": article.published_on.isoformat() if article.published_on else None,
        "body": {"first_words": " ".join(words[:8]), "last_words": " ".join(words[-8:])},
        "events": events,
        "claims": claims,
    }
