"""A small dataset in which everything holds: two articles, one event, the claims of three sides."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

from sahel_dataset.schema import table, tables

Tables = dict[str, list[dict[str, Any]]]

TEXT = (
    "Fighting near Tinza\n\n"
    "The army said on Monday that it had killed 50 rebels near Tinza. "
    "The front's spokesman denied it and spoke of “three wounded”. "
    "A nurse at the hospital, reached by telephone, counted at least 12 dead."
)
FRENCH = "Combats près de Tinza\n\nLe front affirme avoir perdu deux hommes, pas cinquante."


def _row(name: str, /, **values: Any) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(table(name).columns)
    unknown = values.keys() - row.keys()
    assert not unknown, unknown
    return row | values


def _claim(claim_id: str, article_id: str, quote: str, **values: Any) -> dict[str, Any]:
    text = {"a1": TEXT, "a2": FRENCH}[article_id]
    start = text.index(quote)
    base = {
        "event_id": "e1",
        "stance": "asserts",
        "claim_type": "toll",
        "measure": "killed",
        "confidence": 0.9,
        "quote": quote,
        "quote_start": start,
        "quote_end": start + len(quote),
    }
    return _row("claims", claim_id=claim_id, article_id=article_id, **(base | values))


def _article(article_id: str, text: str, **values: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "collection": "sample",
        "source_file": f"{article_id}.txt",
        "published_on": dt.date(2024, 5, 7),
        "published_precision": "day",
        "published_basis": "metadata",
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "n_chars": len(text),
        "title": text.partition("\n")[0],
        "may_redistribute_text": True,
    }
    return _row("articles", article_id=article_id, **(base | values))


def _actor(actor_id: str, name: str, kind: str, **values: Any) -> dict[str, Any]:
    return _row("actors", actor_id=actor_id, name=name, kind=kind, is_listed=True, **values)


def _estimate(rule: str, low: int | None, best: int | None, high: int | None, claims: list[str]) -> dict[str, Any]:
    return _row(
        "estimates",
        event_id="e1",
        rule=rule,
        measure="killed",
        victim_class="any",
        low=low,
        best=best,
        high=high,
        n_claims=len(claims),
        claim_ids=claims,
    )


def sample_tables() -> Tables:
    """Return the rows of every processed table, and of ``texts``."""
    made: Tables = {one.name: [] for one in tables("processed")}
    made["texts"] = [
        _row("texts", article_id="a1", text=TEXT, body_start=TEXT.index("The army"), source_spans="[]"),
        _row("texts", article_id="a2", text=FRENCH, body_start=FRENCH.index("Le front"), source_spans="[]"),
    ]
    made["articles"] = [
        _article("a1", TEXT, outlet="The Sample Post", language="en"),
        _article("a2", FRENCH, outlet="Le Courrier d'essai", language="fr", published_on=dt.date(2024, 5, 8)),
    ]
    made["places"] = [
        _row(
            "places",
            place_id="ml-tinza",
            name="Tinza",
            names=["Tin Zaouatene", "Tinzaouaten"],
            country="ML",
            latitude=19.9,
            longitude=2.9,
            feature="village",
            source="own list",
        )
    ]
    made["events"] = [
        _row(
            "events",
            event_id="e1",
            event_type="armed_clash",
            date_start=dt.date(2024, 5, 6),
            date_end=dt.date(2024, 5, 6),
            date_precision="day",
            country="ML",
            place_id="ml-tinza",
            place_name="Tinza",
            latitude=19.9,
            longitude=2.9,
            geo_precision="near",
            civilians_targeted=False,
            realis="actual",
            is_background=False,
            n_articles=2,
            n_independent_sources=2,
            first_reported_on=dt.date(2024, 5, 7),
            summary="Armed clash near Tinza (Mali) on 6 May 2024.",
        )
    ]
    made["actors"] = [
        _actor("ml_armed_forces", "Malian Armed Forces", "state_force", country="ML"),
        _actor("csp", "Permanent Strategic Framework", "armed_group", country="ML", active_from="2021"),
        _actor("azawad_front", "Front of the Sample", "armed_group", country="ML", active_from="2024-11-30"),
    ]
    made["actor_names"] = [_row("actor_names", actor_id="csp", name="CSP", language="mul", valid_from="2021")]
    made["actor_relations"] = [
        _row("actor_relations", actor_id="csp", relation="succeeded_by", related_actor_id="azawad_front")
    ]
    made["event_actors"] = [
        _row("event_actors", event_id="e1", actor_id="ml_armed_forces", role="initiator", basis="claimed"),
        _row("event_actors", event_id="e1", actor_id="csp", role="target", basis="reported"),
    ]
    made["event_reports"] = [
        _row("event_reports", event_id="e1", article_id="a1", start=0, end=19, trigger="Fighting"),
        _row("event_reports", event_id="e1", article_id="a2", start=0, end=7, trigger="Combats"),
    ]
    made["claims"] = [
        _claim(
            "c1",
            "a1",
            "The army said on Monday that it had killed 50 rebels",
            claimant_id="ml_armed_forces",
            claimant_kind="military",
            claimant_text="The army",
            cue="said",
            quantity_low=50,
            quantity_high=50,
            quantity_text="50",
            victim_class="fighters",
            victim_actor_id="csp",
            perpetrator_actor_id="ml_armed_forces",
            asserted_on=dt.date(2024, 5, 6),
        ),
        _claim(
            "c2",
            "a1",
            "The front's spokesman denied it",
            claimant_id="csp",
            claimant_kind="armed_group",
            claimant_text="The front's spokesman",
            cue="denied",
            stance="denies",
            claim_type="occurrence",
            measure=None,
        ),
        _claim(
            "c3",
            "a1",
            "counted at least 12 dead",
            claimant_kind="medical_source",
            claimant_text="A nurse at the hospital",
            reported_via="telephone",
            cue="counted",
            stance="estimates",
            quantity_low=12,
            quantity_text="at least 12",
            victim_class="people",
        ),
        _claim(
            "c4",
            "a2",
            "Le front affirme avoir perdu deux hommes",
            claimant_id="csp",
            claimant_kind="armed_group",
            claimant_text="Le front",
            cue="affirme",
            quantity_low=2,
            quantity_high=2,
            quantity_text="deux",
            victim_class="fighters",
            victim_actor_id="csp",
        ),
    ]
    made["estimates"] = [
        _estimate("lowest", 2, 2, 2, ["c4"]),
        _estimate("highest", 50, 50, 50, ["c1"]),
        _estimate("ucdp", 2, 12, 50, ["c1", "c3", "c4"]),
        _estimate("own_losses", 2, 2, 2, ["c4"]),
        _estimate("independent", 12, 12, None, ["c3"]),
    ]
    return made


def write_sample(root: Path, made: Tables | None = None) -> tuple[Path, Path]:
    """Write the tables below `root` as the pipeline would; return the processed and the interim folder."""
    made = made if made is not None else sample_tables()
    processed, interim = root / "data" / "processed", root / "data" / "interim"
    for name, rows in made.items():
        table(name).write(rows, (interim if name == "texts" else processed) / f"{name}.parquet")
    return processed, interim
