"""Every type of event is known in every way of saying it, in both languages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from sahel_dataset.extract import default
from sahel_dataset.extract.default import DefaultExtractor
from sahel_dataset.extract.mentions import Article

WAYS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("event_ways.yaml").read_text(encoding="utf-8")
)
CASES = [
    (language, [] if kind == "none" else [kind], sentence)
    for kind, languages in WAYS.items()
    for language, sentences in languages.items()
    for sentence in sentences
]


@pytest.fixture(scope="module")
def extractor() -> DefaultExtractor:
    return DefaultExtractor()


@pytest.mark.parametrize(("language", "types", "sentence"), CASES, ids=[f"{c[0]}: {c[2][:70]}" for c in CASES])
def test_a_sentence_tells_the_event_it_tells(
    extractor: DefaultExtractor, monkeypatch: pytest.MonkeyPatch, language: str, types: list[str], sentence: str
) -> None:
    monkeypatch.setattr(default, "in_scope", lambda *_: True)  # one sentence alone need not show that it is of the war
    events = extractor.extract(Article("a", sentence, 0, language, dt.date(2024, 5, 15))).events
    assert [e.event_type for e in events] == types
