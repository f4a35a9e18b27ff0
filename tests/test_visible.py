"""Other people's text, made safe to show."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from sahel_dataset.visible import MARGIN, in_context, visible


@given(st.text())
def test_no_control_character_is_left_but_breaks_and_tabs(text: str) -> None:
    assert not [one for one in visible(text) if unicodedata.category(one) == "Cc" and one not in "\n\t"]


@given(st.text(st.sampled_from("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200fab")))
def test_no_character_that_reorders_a_line_is_left(text: str) -> None:
    assert set(visible(text)) <= set("\\u0123456789abcdef")


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])))
def test_plain_text_in_any_script_is_left_alone(text: str) -> None:
    assert visible(text) == text


@given(st.text(st.sampled_from('ab A.!?\n «»"1'), max_size=60), st.data())
def test_a_passage_and_its_context_are_a_stretch_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before, passage, after = in_context(text, start, end)
    assert passage == text[start:end]
    assert text[:start].endswith(before)
    assert text[end:].startswith(after)


def test_a_sentence_ends_at_its_stop_and_not_at_an_abbreviation() -> None:
    text = "Before that, nothing. Gen. A. Sample said “four died.” Then he left."
    start = text.index("four")
    assert in_context(text, start, start + 9) == ("Gen. A. Sample said “", "four died", ".”")


def test_a_long_sentence_is_cut_with_an_ellipsis() -> None:
    text = "word " * 400
    before, passage, after = in_context(text, 1000, 1004)
    assert passage == "word"
    assert before.startswith("…") and len(before) <= MARGIN + 1
    assert after.endswith("…") and len(after) <= MARGIN + 1
