"""The default extractor as a whole."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from sahel_dataset.extract.default import DefaultExtractor
from sahel_dataset.extract.mentions import Article

EXTRACTOR = DefaultExtractor()
NEWS = (
    "Gunmen attacked an army post near Ansongo on Monday, killing six soldiers, the Malian army said. "
    "The attack was claimed by JNIM. Residents said at least nine soldiers had died."
)


def test_the_same_article_gives_the_same_extraction_twice() -> None:
    article = Article("a", NEWS, 0, "en", dt.date(2023, 8, 9))
    assert EXTRACTOR.extract(article) == DefaultExtractor().extract(article)


def test_an_article_in_another_language_gives_nothing() -> None:
    extraction = EXTRACTOR.extract(Article("a", NEWS, 0, "ha", dt.date(2023, 8, 9)))
    assert (extraction.events, extraction.claims) == ((), ())


def test_every_claim_is_about_an_event_of_the_article_or_none() -> None:
    extraction = EXTRACTOR.extract(Article("a", NEWS, 0, "en", dt.date(2023, 8, 9)))
    ids = {e.mention_id for e in extraction.events}
    assert extraction.claims
    assert all(c.mention_id in ids | {None} for c in extraction.claims)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*NEWS.split(" "), "«", "»", "\n\n", "12", "—", ""]), max_size=40))
def test_offsets_lie_within_the_text_whatever_the_text(words: list[str]) -> None:
    text = " ".join(words)
    extraction = EXTRACTOR.extract(Article("a", text, 0, "en", dt.date(2023, 8, 9)))
    for event in extraction.events:
        assert 0 <= event.anchor_start < event.anchor_end <= len(text)
    for claim in extraction.claims:
        assert text[claim.quote_start : claim.quote_end] == claim.quote
