"""The attribute ruler's answers, kept by sort of token, are those it would give."""

from __future__ import annotations

import functools
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from sahel_dataset.extract.language import LANGUAGES
from sahel_dataset.extract.language.attributes import AnsweredOnce

WORDS = {
    "en": "the army said that it did not ain't gonna let's goin' y'all 'nuff Gunmen have been killing 12 people , but there is",
    "fr": "l'armée a dit qu' elle ne l' avait pas tué 12 civils , mais il y en a eu d' autres à Djibo",
}


@functools.cache
def _model(language: str) -> Any:
    return spacy.load(LANGUAGES[language].MODEL, exclude=["ner", "senter", "lemmatizer"])


@functools.cache
def _kept(language: str) -> AnsweredOnce:
    return AnsweredOnce(_model(language).get_pipe("attribute_ruler"))


@pytest.mark.parametrize("language", sorted(WORDS))
def test_the_answers_are_those_of_the_ruler_itself(language: str) -> None:
    model = _model(language)
    ruler = model.get_pipe("attribute_ruler")
    words = st.sampled_from([*WORDS[language].split(" "), "", "\n", "\t\t"]) | st.text(max_size=4)

    @settings(max_examples=60, deadline=None)
    @given(st.lists(words, min_size=1, max_size=14).map(" ".join))
    def same(text: str) -> None:
        for doc in model.pipe([text], disable=["attribute_ruler"]):
            assert _kept(language)(doc) == type(ruler).match(ruler, doc)

    same()


def test_a_ruler_that_asks_for_more_is_refused() -> None:
    ruler = spacy.blank("en").add_pipe("attribute_ruler")
    ruler.add(patterns=[[{"SHAPE": "Xx"}]], attrs={"POS": "X"})  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="asks for SHAPE"):
        AnsweredOnce(ruler)
