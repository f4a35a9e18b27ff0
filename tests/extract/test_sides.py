"""Who does what to whom, English and French side by side."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from sahel_dataset.extract.default import DefaultExtractor
from sahel_dataset.extract.mentions import Article, EventMention

ROWS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("side_phrases.yaml").read_text(encoding="utf-8"))
CASES = [(language, row) for row in ROWS for language in ("en", "fr")]


@pytest.fixture
def extractor(monkeypatch: pytest.MonkeyPatch) -> DefaultExtractor:
    """Return an extractor that takes a single sentence for an article about the war."""
    monkeypatch.setattr("sahel_dataset.extract.default.in_scope", lambda *_: True)
    return DefaultExtractor()


def sides(event: EventMention) -> list[object]:
    """Return type, initiators, targets and victims of an event."""
    roles = ("initiator", "target", "victim")
    return [event.event_type, *(sorted(p.actor_id for p in event.participants if p.role == role) for role in roles)]


@pytest.mark.parametrize(
    ("language", "row"), CASES, ids=[f"{language}: {row[language][:60]}" for language, row in CASES]
)
def test_a_sentence_gives_its_event_the_same_sides_in_both_languages(
    extractor: DefaultExtractor, language: str, row: dict[str, Any]
) -> None:
    article = Article("a", row[language], 0, language, row.get("day", dt.date(2024, 8, 9)))
    told = [sides(e) for e in extractor.extract(article).events]
    assert row["sides"] in told
