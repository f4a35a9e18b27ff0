"""Small annotations made up for the tests, and a folder laid out as a checkout's gold and interim tables."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from sahel_dataset.evaluate.annotations import CodedClaim, CodedEvent
from sahel_dataset.extract.mentions import ClaimMention, EventMention, Extraction, Participant
from sahel_dataset.extract.tables import rows
from sahel_dataset.schema import table

TEXT = (
    "Two counts after a raid near Tinza\n\n"
    "The army said that ten of its soldiers had died in the raid near Tinza on Monday. "
    "A nurse counted at least 14 dead. The governor denied that the town had been taken."
)
BODY = TEXT.index("The army")


def event(key: str = "e1", event_type: str = "armed_clash", **values: Any) -> CodedEvent:
    """Return an event in Tinza on one day, unless told otherwise."""
    known = {"anchor": "the raid near Tinza", "date": ("2024-05-06", "2024-05-06"), "place": "Tinza", "country": "ML"}
    return CodedEvent(key, event_type, **(known | {"realis": "actual", "initiators": frozenset({"jnim"})} | values))


def claim(key: str = "c1", claim_type: str = "toll", **values: Any) -> CodedClaim:
    """Return the army's count of ten dead soldiers, unless told otherwise."""
    known: dict[str, Any] = {"stance": "asserts", "anchor": "The army said that ten of its soldiers had died"}
    known |= {"claimant": "ml_armed_forces", "claimant_kind": "military"}
    if claim_type == "toll":
        known |= {"measure": "killed", "low": 10, "high": 10, "victim_class": "soldiers"}
    return CodedClaim(key, claim_type, **(known | values))


def gold_of(**values: Any) -> dict[str, Any]:
    """Return the annotation of `TEXT` as a file holds it."""
    events = [
        {
            "id": "e1",
            "event_type": "armed_clash",
            "date": ["2024-05-06", "2024-05-06"],
            "date_precision": "day",
            "place": "Tinza",
            "country": "ML",
            "place_precision": "near",
            "initiators": ["jnim"],
            "targets": ["ml_armed_forces"],
            "victims": ["ml_armed_forces"],
            "background": False,
            "realis": "actual",
            "anchor": "the raid near Tinza on Monday",
        }
    ]
    claims = [
        {
            "id": "c1",
            "event": "e1",
            "claimant": "ml_armed_forces",
            "claimant_kind": "military",
            "stance": "asserts",
            "claim_type": "toll",
            "measure": "killed",
            "low": 10,
            "high": 10,
            "quantity_text": "ten",
            "victim_class": "soldiers",
            "victim_actor": "ml_armed_forces",
            "perpetrator": None,
            "reported_via": None,
            "anchor": "The army said that ten of its soldiers had died",
        },
        {
            "id": "c2",
            "event": "e1",
            "claimant": None,
            "claimant_kind": "medical_source",
            "stance": "asserts",
            "claim_type": "toll",
            "measure": "killed",
            "low": 14,
            "high": None,
            "quantity_text": "at least 14",
            "victim_class": "people",
            "victim_actor": None,
            "perpetrator": None,
            "reported_via": None,
            "anchor": "A nurse counted at least 14 dead",
        },
        {
            "id": "c3",
            "event": None,
            "claimant": None,
            "claimant_kind": "local_official",
            "stance": "denies",
            "claim_type": "control",
            "anchor": "The governor denied that the town had been taken",
        },
    ]
    return {
        "article": "tinza",
        "source_file": "en/tinza.txt",
        "language": "en",
        "published": "2024-05-07",
        "events": events,
        "claims": claims,
    } | values


def write_json(path: Path, found: Any) -> Path:
    """Write JSON, folders and all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return path


def extraction(article_id: str = "reports-tinza", text: str = TEXT) -> Extraction:
    """Return what a careless extractor reads in `TEXT`: a day late, the nurse's count given to the army, no denial."""
    start = text.index("the raid near Tinza")
    raid = EventMention(
        mention_id=f"{article_id}:e1",
        article_id=article_id,
        event_type="armed_clash",
        date_start=dt.date(2024, 5, 7),
        date_end=dt.date(2024, 5, 7),
        date_precision="day",
        date_text=None,
        place_id=None,
        place_name="Tinza",
        country="ML",
        admin1=None,
        latitude=None,
        longitude=None,
        geo_precision="near",
        realis="actual",
        is_background=False,
        civilians_targeted=False,
        anchor_start=start,
        anchor_end=start + len("the raid near Tinza"),
        participants=(Participant("jnim", "initiator"), Participant("ml_armed_forces", "target")),
    )
    return Extraction(
        article_id,
        (raid,),
        (
            _claim(article_id, text, 1, "The army said that ten of its soldiers had died", 10, 10, "soldiers"),
            _claim(article_id, text, 2, "A nurse counted at least 14 dead", 14, None, "people"),
        ),
    )


def _claim(
    article_id: str, text: str, number: int, quote: str, low: int, high: int | None, victims: str
) -> ClaimMention:
    start = text.index(quote)
    return ClaimMention(
        claim_mention_id=f"{article_id}:c{number}",
        article_id=article_id,
        mention_id=f"{article_id}:e1",
        claimant_id="ml_armed_forces",
        claimant_kind="military",
        claimant_text="The army",
        reported_via=None,
        cue="said",
        stance="asserts",
        claim_type="toll",
        measure="killed",
        quantity_low=low,
        quantity_high=high,
        quantity_text=None,
        victim_class=victims,
        victim_actor_id=None,
        perpetrator_actor_id=None,
        hedge=None,
        asserted_on=None,
        quote_start=start,
        quote_end=start + len(quote),
        quote=quote,
    )


def write_interim(
    folder: Path, *extractions: Extraction, may_redistribute: bool = True, text: str = TEXT, collection: str = "reports"
) -> Path:
    """Write the tables that `ingest` and `extract` would have left, all articles with one text."""
    articles = [
        dict.fromkeys(table("articles").columns)
        | {
            "article_id": one.article_id,
            "collection": collection,
            "source_file": f"en/{one.article_id.removeprefix('reports-')}.txt",
            "outlet": "Sahel Herald",
            "title": text.partition("\n")[0],
            "language": "en",
            "published_on": dt.date(2024, 5, 7),
            "published_precision": "day",
            "published_basis": "metadata",
            "text_sha256": "0" * 64,
            "n_chars": len(text),
            "may_redistribute_text": may_redistribute,
        }
        for one in extractions
    ]
    texts = [
        {"article_id": one.article_id, "text": text, "body_start": text.index("\n\n") + 2, "source_spans": "[]"}
        for one in extractions
    ]
    table("articles").write(articles, folder / "articles.parquet")
    table("texts").write(texts, folder / "texts.parquet")
    for name, found in rows(extractions).items():
        table(name).write(found, folder / "mentions" / f"{name}.parquet")
    return folder
