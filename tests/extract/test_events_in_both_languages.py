"""What events a sentence tells, English and French side by side."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from sahel_dataset.extract.default import DefaultExtractor
from sahel_dataset.extract.mentions import Article, EventMention

ROWS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("event_phrases.yaml").read_text(encoding="utf-8"))
CASES = [(language, row) for row in ROWS for language in ("en", "fr")]


@pytest.fixture(scope="module")
def extractor() -> DefaultExtractor:
    return DefaultExtractor()


def _initiators(event: EventMention) -> list[str]:
    return sorted(p.actor_id for p in event.participants if p.role == "initiator")


@pytest.mark.parametrize(
    ("language", "row"), CASES, ids=[f"{language}: {row[language][:60]}" for language, row in CASES]
)
def test_a_sentence_tells_the_same_events_in_both_languages(
    extractor: DefaultExtractor, language: str, row: dict[str, Any]
) -> None:
    article = Article("a", row[language], 0, language, dt.date(2023, 8, 9))
    events = extractor.extract(article).events
    types = [e.event_type for e in events]
    if "events" in row:
        told = [[e.event_type, _initiators(e), e.place_name] for e in events]
        assert told == row["events"]
    if "types" in row:
        assert sorted(types) == sorted(row["types"])
    if "initiators" in row:
        assert [_initiators(e) for e in events] == [row["initiators"]]
    if "places" in row:
        assert sorted(str(e.place_name) for e in events) == row["places"]
    if "count" in row:
        assert len(events) == row["count"]
    assert not set(types) & set(row.get("not_types", []))
