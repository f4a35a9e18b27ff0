"""Whatever is fed to the reader, it answers, in time, and its offsets slice."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sahel_dataset.ingest.article import make_article, read_body
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.records import ArticleRecord, Metadata, Rejection, SourceRecord
from tests.ingest.stories import ENGLISH, FRENCH

PIECES = [
    *ENGLISH[0].paragraphs,
    *FRENCH[0].paragraphs,
    ENGLISH[0].title,
    "Lire aussi : ",
    "Read also: ",
    "Related articles",
    "Leave a Reply",
    "par",
    "BFMTV",
    "AFP",
    ", publié le vendredi 12 mars 2021 à 21h35",
    "BAMAKO, March 25 (Reuters) - ",
    "(AFP)",
    "© 2021",
    "...",
    "«",
    '"',
    "- x -",
    "• ",
    "\n",
    "\n\n",
    " ",
    "\t\t",
    "\u2028",
    "\ufeff",
    "😀",
    "é",
    "&amp;",
    "&#x41;",
    "&bogus;",
    "<",
]
TAGS = [
    "<p>",
    "</p>",
    "<div class='related'>",
    "</div>",
    "<br>",
    "<h1>",
    "</h1>",
    "<a href='#'>",
    "</a>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
]
TEXT = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
PAGE = st.lists(st.sampled_from(PIECES + TAGS), max_size=25).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXT, st.sampled_from([None, ENGLISH[0].title]))
def test_any_text_is_read_and_its_offsets_slice(source, title):
    reading = read_body(source, is_html=False, metadata=Metadata(title=title))
    for start, end, at in reading.body.spans:
        assert reading.body.text[start:end] == source[at : at + end - start]
    assert "\n\n" not in reading.body.text
    assert reading.body.text == reading.body.text.strip()


@settings(max_examples=60, deadline=None)
@given(PAGE)
def test_any_page_is_read(source):
    reading = read_body(source, is_html=True)
    for start, end, at in reading.body.spans:
        assert 0 <= at <= len(source)
        if end - start > 1 and "&" not in source[at : at + end - start]:
            assert reading.body.text[start:end] == source[at : at + end - start]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.booleans())
def test_any_record_is_an_article_or_a_reason(source, is_html):
    record = SourceRecord("x.txt", "x", source, is_html)
    result = make_article(record, collection="c", licence=None, may_redistribute_text=False, params=IngestParams())
    assert isinstance(result, ArticleRecord | Rejection)
    if isinstance(result, ArticleRecord):
        assert result.text[result.body_start :] == result.body
        assert (result.published_on is None) == (result.published_basis == "none")


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("\n".join((*ENGLISH[0].paragraphs, "Related articles", "A headline")) * 1500, id="many boxes"),
        pytest.param(" ".join(FRENCH[0].paragraphs) * 1000, id="one long run"),
        pytest.param("Read also: " * 20_000, id="nothing but cues"),
        pytest.param("word\n" * 200_000, id="nothing but short lines"),
        pytest.param("[File: " * 50_000, id="brackets"),
        pytest.param("BAMAKO, " * 50_000, id="datelines"),
    ],
)
def test_long_input_costs_no_more_than_its_length(source):
    before = time.process_time()
    read_body(source, is_html=False)
    assert time.process_time() - before < 20
