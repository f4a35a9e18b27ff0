"""Text that knows where it came from."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from sahel_dataset.ingest.spans import MappedText

TEXT = st.text(alphabet="ab \n\t\u00a0.é", max_size=40)


def assert_mapped(text: MappedText, source: str) -> None:
    for start, end, at in text.spans:
        assert 0 <= start < end <= len(text)
        assert text.text[start:end] == source[at : at + end - start]


@given(TEXT)
def test_squeezing_leaves_single_spaces_and_keeps_the_map(source):
    squeezed = MappedText.whole(source).squeezed()
    assert squeezed.text == " ".join(source.split())
    assert_mapped(squeezed, source)


@given(TEXT, st.integers(0, 40), st.integers(0, 40))
def test_a_slice_maps_to_the_same_place(source, start, end):
    piece = MappedText.whole(source)[start:end]
    assert piece.text == source[start:end]
    assert_mapped(piece, source)


@given(TEXT, st.integers(0, 40), st.integers(0, 40))
def test_taking_out_a_stretch_keeps_the_rest_mapped(source, start, length):
    start = min(start, len(source))
    end = min(len(source), start + length)
    rest = MappedText.whole(source).without(start, end)
    assert rest.text == source[:start] + source[end:]
    assert_mapped(rest, source)


def test_runs_that_follow_each_other_in_the_source_are_one_span():
    source = "one two"
    whole = MappedText.whole(source)
    assert MappedText.joined((whole[:3], whole[3:])).spans == ((0, 7, 0),)


def test_glue_has_no_source():
    joined = MappedText.joined((MappedText.whole("a"), MappedText.whole("b", 10)), "\n")
    assert joined.source_at(1) is None
    assert joined.source_at(2) == 10
    assert json.loads(joined.to_json()) == [[0, 1, 0], [2, 3, 10]]
