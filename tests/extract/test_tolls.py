"""Tolls: sentences of `toll_phrases.yaml`, English and French side by side, and what must hold of any text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sahel_dataset.extract.language import parse
from sahel_dataset.extract.lexicon import lexicon
from sahel_dataset.extract.quantities import find_quantities
from sahel_dataset.extract.sentences import split_sentences
from sahel_dataset.extract.tolls import Toll, read_tolls

ROWS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("toll_phrases.yaml").read_text(encoding="utf-8"))


@cache
def tolls(text: str, language: str) -> list[Toll]:
    lex = lexicon(language)
    sentences = parse(text, split_sentences(text), language, lex.event_nouns, lex.verb_forms)
    counted = [q for q in find_quantities(text, language) if q.role is None]
    return [t for found in read_tolls(text, sentences, counted, lex) for t in found]


def cases() -> list[Any]:
    return [
        pytest.param(
            language, row[language], row.get(f"tolls_{language}", row.get("tolls")), id=f"{language}: {row['about']}"
        )
        for row in ROWS
        for language in ("en", "fr")
        if language in row
    ]


@pytest.mark.parametrize(("language", "text", "expected"), cases())
def test_a_sentence_tells_these_tolls(language: str, text: str, expected: list[list[Any]]) -> None:
    found = [[t.measure, t.low, t.high, t.victim_class] for t in tolls(text, language)]
    assert sorted(found, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(("language", "text", "expected"), cases())
def test_offsets_lie_in_the_text_and_hold_the_figure(language: str, text: str, expected: list[list[Any]]) -> None:
    for t in tolls(text, language):
        assert 0 <= t.clause_start <= t.start < t.end <= t.clause_end <= len(text)
        assert t.text in text[t.start : t.end]
        assert t.noun_start < t.noun_end <= len(text)


@settings(max_examples=25, deadline=None)
@given(
    st.integers(2, 1899),
    st.sampled_from(
        [("en", "Gunmen killed {} soldiers near Djibo."), ("fr", "Des hommes armés ont tué {} soldats près de Djibo.")]
    ),
)
def test_any_number_of_soldiers_is_read_alike(number: int, form: tuple[str, str]) -> None:
    language, text = form
    found = tolls(text.format(number), language)
    assert [(t.measure, t.low, t.high, t.victim_class) for t in found] == [("killed", number, number, "soldiers")]


def test_reading_twice_gives_the_same() -> None:
    text = ROWS[0]["en"]
    assert tolls.__wrapped__(text, "en") == tolls.__wrapped__(text, "en")
