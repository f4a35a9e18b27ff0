"""Coups, sanctions, expulsions, releases, trials, withdrawals, protests, pacts: who does what to whom."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from sahel_dataset.extract import default
from sahel_dataset.extract.default import DefaultExtractor
from sahel_dataset.extract.mentions import Article, EventMention

PHRASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("political_phrases.yaml").read_text(encoding="utf-8")
)
CASES = [(language, row["said"], row["events"]) for language, rows in PHRASES.items() for row in rows]


@pytest.fixture(scope="module")
def extractor() -> DefaultExtractor:
    return DefaultExtractor()


def _who(event: EventMention, role: str) -> set[str]:
    return {p.actor_id for p in event.participants if p.role == role}


@pytest.mark.parametrize(("language", "said", "expected"), CASES, ids=[f"{c[0]}: {c[1][:70]}" for c in CASES])
def test_a_political_event_has_its_type_and_sides(
    extractor: DefaultExtractor,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    said: str,
    expected: list[dict[str, Any]],
) -> None:
    monkeypatch.setattr(default, "in_scope", lambda *_: True)  # one sentence alone need not show that it is of the war
    left = list(extractor.extract(Article("a", said, 0, language, dt.date(2024, 8, 1))).events)
    assert sorted(e.event_type for e in left) == sorted(row["type"] for row in expected)
    for row in expected:
        event = next(e for e in left if e.event_type == row["type"])
        left.remove(event)
        for role in ("initiator", "target"):
            if f"{role}s" in row:
                assert _who(event, role) == set(row[f"{role}s"])
        if "begins" in row:
            assert str(event.date_start) == row["begins"]
