"""Who is meant where a text speaks of actors by pronoun or description, English and French side by side."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from sahel_dataset.extract.default import DefaultExtractor
from sahel_dataset.extract.mentions import Article

_FILE = Path(__file__).with_name("reference_phrases.yaml")
ROWS: list[dict[str, Any]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
CASES = [(language, row) for row in ROWS for language in ("en", "fr")]


@pytest.fixture
def extractor(monkeypatch: pytest.MonkeyPatch) -> DefaultExtractor:
    """Return an extractor that takes two sentences for an article about the war."""
    monkeypatch.setattr("sahel_dataset.extract.default.in_scope", lambda *_: True)
    return DefaultExtractor()


@pytest.mark.parametrize(
    ("language", "row"), CASES, ids=[f"{language}: {row[language][:60]}" for language, row in CASES]
)
def test_a_later_sentence_speaks_of_the_same_actors(
    extractor: DefaultExtractor, language: str, row: dict[str, Any]
) -> None:
    article = Article("a", row[language], 0, language, row.get("day", dt.date(2024, 8, 9)))
    by = {
        event.place_name: sorted(p.actor_id for p in event.participants if p.role == "initiator")
        for event in extractor.extract(article).events
    }
    assert row["by"].items() <= by.items()


@pytest.mark.parametrize(
    ("language", "text", "soldiers"),
    [
        ("en", "DAKAR, Senegal (AP) — Nine soldiers were killed in Mali on Monday, the army said.", "ml_armed_forces"),
        ("en", "ABUJA, Nigeria -- Nine soldiers were killed in Mali on Monday, the army said.", "ml_armed_forces"),
        ("en", "BAMAKO (Reuters) - Nine soldiers were killed on Monday, the army said.", "ml_armed_forces"),
        ("fr", "DAKAR (AFP) – Neuf soldats ont été tués lundi au Burkina Faso, selon l'armée.", "bf_armed_forces"),
        ("fr", "Niamey (AFP) — Neuf soldats ont été tués lundi, selon l'armée.", "ne_armed_forces"),
    ],
)
def test_a_dateline_says_whose_soldiers_they_are_only_where_nothing_else_does(
    extractor: DefaultExtractor, language: str, text: str, soldiers: str
) -> None:
    events = extractor.extract(Article("a", text, 0, language, dt.date(2024, 8, 9))).events
    assert [p.actor_id for e in events for p in e.participants if p.role == "victim"] == [soldiers]
