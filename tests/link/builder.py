"""Small collections for the tests of linking: rows with defaults, written as the extractor writes them."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from sahel_dataset.knowledge.gazetteer import gazetteer
from sahel_dataset.schema import table


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@dataclass
class Collection:
    """Articles, each with the mentions and claims it is given."""

    articles: list[dict[str, Any]] = field(default_factory=list)
    texts: list[dict[str, Any]] = field(default_factory=list)
    mentions: list[dict[str, Any]] = field(default_factory=list)
    reports: list[dict[str, Any]] = field(default_factory=list)
    actors: list[dict[str, Any]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    local_actors: list[dict[str, Any]] = field(default_factory=list)

    def article(self, article_id: str, text: str = "Some words on the war.", **given: Any) -> str:
        """Add an article with its text."""
        row = dict.fromkeys(table("articles").columns) | {
            "article_id": article_id,
            "collection": "tests",
            "source_file": f"{article_id}.txt",
            "language": "en",
            "published_on": day("2025-06-03"),
            "published_precision": "day",
            "published_basis": "metadata",
            "text_sha256": hashlib.sha256(f"{article_id} {text}".encode()).hexdigest(),
            "n_chars": len(text),
            "may_redistribute_text": False,
        }
        self.articles.append(row | given)
        self.texts.append({"article_id": article_id, "text": text, "body_start": 0, "source_spans": "[]"})
        return article_id

    def mention(
        self,
        mention_id: str,
        article_id: str,
        place_id: str | None = "ml-boulkessi",
        date: str | None = "2025-06-01",
        by: str = "jnim",
        against: str = "ml_armed_forces",
        **given: Any,
    ) -> str:
        """Add an event mention; actors are separated by spaces."""
        place = gazetteer()[place_id] if place_id else None
        row = {
            "mention_id": mention_id,
            "article_id": article_id,
            "event_type": "armed_clash",
            "date_start": day(date) if date else None,
            "date_end": day(date) if date else None,
            "date_precision": "day" if date else "unknown",
            "date_text": None,
            "place_id": place_id,
            "place_name": place and place.name,
            "country": place and place.country,
            "admin1": place and place.admin1,
            "latitude": place and place.latitude,
            "longitude": place and place.longitude,
            "geo_precision": "exact" if place else "unknown",
            "realis": "actual",
            "is_background": False,
            "civilians_targeted": False,
            "anchor_start": 0,
            "anchor_end": 10,
        } | given
        self.mentions.append(row)
        self.reports.append(
            {"mention_id": mention_id, "article_id": article_id, "start": 0, "end": 10, "trigger": "words"}
        )
        for role, actors in (("initiator", by), ("target", against)):
            for actor in actors.split():
                self.actor(mention_id, article_id, actor, role)
        return mention_id

    def actor(self, mention_id: str, article_id: str, actor_id: str, role: str, **given: Any) -> None:
        """Add an actor to a mention."""
        self.actors.append(
            {
                "mention_id": mention_id,
                "article_id": article_id,
                "actor_id": actor_id,
                "role": role,
                "basis": "reported",
                "likely_actor_id": None,
            }
            | given
        )

    def claim(self, claim_id: str, article_id: str, mention_id: str | None, low: int | None, **given: Any) -> str:
        """Add a toll."""
        text = next(row["text"] for row in self.texts if row["article_id"] == article_id)
        row = dict.fromkeys(table("claim_mentions").columns) | {
            "claim_mention_id": claim_id,
            "article_id": article_id,
            "mention_id": mention_id,
            "claimant_kind": "witness",
            "stance": "asserts",
            "claim_type": "toll",
            "measure": "killed",
            "quantity_low": low,
            "quantity_high": low,
            "quantity_text": str(low),
            "victim_class": "people",
            "quote_start": 0,
            "quote_end": 10,
            "quote": text[:10],
            "confidence": 1.0,
        }
        self.claims.append(row | given)
        return claim_id

    def write(self, interim: Path) -> Path:
        """Write the interim tables, and return their folder."""
        for name, rows, folder in (
            ("articles", self.articles, interim),
            ("texts", self.texts, interim),
            ("event_mentions", self.mentions, interim / "mentions"),
            ("event_mention_reports", self.reports, interim / "mentions"),
            ("event_mention_actors", self.actors, interim / "mentions"),
            ("claim_mentions", self.claims, interim / "mentions"),
            ("local_actors", self.local_actors, interim / "mentions"),
        ):
            columns = list(table(name).columns)
            frame = pd.DataFrame(rows, columns=columns) if rows else table(name).empty()
            table(name).write(frame, folder / f"{name}.parquet")
        return interim


def claim_rows(*rows: dict[str, Any]) -> pd.DataFrame:
    """Return rows of the table ``claims`` with defaults: tolls of people killed in event e, each in its own article."""
    filled = [
        dict.fromkeys(table("claims").columns)
        | {
            "claim_id": f"c{number}",
            "event_id": "e",
            "article_id": f"a{number}",
            "claimant_kind": "witness",
            "stance": "asserts",
            "claim_type": "toll",
            "measure": "killed",
            "victim_class": "people",
            "quote_start": 0,
            "quote_end": 9,
            "quote": "the words",
            "confidence": 1.0,
        }
        | row
        for number, row in enumerate(rows)
    ]
    for row in filled:
        if row["quantity_low"] is not None and "quantity_high" not in rows[filled.index(row)]:
            row["quantity_high"] = row["quantity_low"]
        if row["quantity_text"] is None:
            row["quantity_text"] = str(row["quantity_low"])
    return table("claims").to_frame(pd.DataFrame(filled, columns=list(table("claims").columns)))
