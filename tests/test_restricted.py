"""How much of an article that may not be passed on is quoted."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_dataset.restricted import (
    LARGEST_SHARE,
    LONGEST_QUOTE,
    shorten_quotes,
    shortest_stretch,
    too_long,
    too_much,
)

ENGLISH = (
    "The captain of the post, who had been there since the rains began and had not been relieved in all that time, "
    "though he had asked for it twice by letter and once by radio, and though his neighbour had offered to send him "
    "half of his own men for as long as the road stayed open, said that seventeen soldiers had been killed at Tinza, "
    "and then he wept."
)
FRENCH = (
    "Le capitaine du poste, qui s’y trouvait depuis le début des pluies sans avoir été relevé une seule fois, bien "
    "qu’il l’eût demandé deux fois par lettre et une fois par radio, et bien que son voisin lui eût proposé la moitié "
    "de ses hommes tant que la route resterait ouverte, a dit que dix-sept soldats étaient morts à Tinza, puis il a "
    "pleuré."
)
words = st.text("abc de,.", min_size=1, max_size=900)


@given(words, st.lists(st.none() | st.text("abc", min_size=1, max_size=5), max_size=4))
def test_a_stretch_is_within_the_quote_and_the_limit(quote: str, carries: list[str | None]) -> None:
    start, end = shortest_stretch(quote, carries)
    assert 0 <= start < end <= len(quote)
    assert end - start <= LONGEST_QUOTE
    if len(quote) <= LONGEST_QUOTE:
        assert (start, end) == (0, len(quote))


@pytest.mark.parametrize(
    ("quote", "carries", "stretch"),
    [
        (ENGLISH, ["seventeen", "said", None], "said that seventeen soldiers had been killed at Tinza,"),
        (FRENCH, ["dix-sept", "dit", None], "a dit que dix-sept soldats étaient morts à Tinza,"),
    ],
    ids=["en", "fr"],
)
def test_the_stretch_is_the_clause_that_carries_the_claim(quote: str, carries: list[str | None], stretch: str) -> None:
    start, end = shortest_stretch(quote, carries)
    assert quote[start:end].strip() == stretch


@pytest.mark.parametrize(
    ("quote", "figure", "cue", "stretch"),
    [
        (
            "The front said in a letter that the mayor read aloud before the closed hall, where the lamps had gone out "
            "for want of oil and the clerks had put their books into sacks against the rain that came through the roof "
            "on the side of the river, that it had killed 40 soldiers and burned the lorries that stood in the yard",
            "40",
            "said",
            "that it had killed 40 soldiers and burned the lorries that stood in the yard",
        ),
        (
            "Le front a dit dans une lettre que le maire a lue devant la salle fermée, où les lampes s’étaient éteintes "
            "faute d’huile et où les commis avaient mis leurs livres dans des sacs à cause de la pluie qui entrait par "
            "le toit du côté du fleuve, qu’il avait tué 40 soldats et brûlé les camions qui se trouvaient dans la cour",
            "40",
            "a dit",
            "qu’il avait tué 40 soldats et brûlé les camions qui se trouvaient dans la cour",
        ),
    ],
    ids=["en", "fr"],
)
def test_what_stands_between_the_figure_and_a_verb_far_off_is_left_out(
    quote: str, figure: str, cue: str, stretch: str
) -> None:
    start, end = shortest_stretch(quote, [figure, cue])
    assert quote[start:end] == stretch


def test_a_number_within_a_word_is_not_the_number() -> None:
    quote = f"It often {'is so and ' * 40}that ten died."
    start, end = shortest_stretch(quote, ["ten"], limit=40)
    assert "ten died" in quote[start:end]


def test_one_endless_word_is_cut() -> None:
    assert shortest_stretch("x" * 1000, []) == (0, LONGEST_QUOTE)


def tables(**of_article: bool) -> dict[str, pd.DataFrame]:
    """Return what articles say, each a long quote, a long title and a long trigger; the value says if it may."""
    names = list(of_article)
    claims: dict[str, Any] = {"article_id": names, "quote": ENGLISH, "quote_start": 7, "quote_end": 7 + len(ENGLISH)}
    claims |= {"quantity_text": "seventeen", "cue": "said", "claimant_text": "x" * 400, "hedge": None}
    return {
        "articles": pd.DataFrame(
            {"article_id": names, "may_redistribute_text": of_article.values(), "title": "t" * 400, "n_chars": 5000}
        ),
        "claims": pd.DataFrame(claims | {"reported_via": None}).astype({"hedge": object, "reported_via": object}),
        "event_reports": pd.DataFrame({"article_id": names, "trigger": "w" * 400}),
    }


def test_no_stretch_of_a_restricted_article_is_longer_than_a_quotation_and_open_ones_stay_whole() -> None:
    before = tables(held=False, open=True)
    cut = shorten_quotes(before)
    for name, column in (
        ("claims", "quote"),
        ("claims", "claimant_text"),
        ("articles", "title"),
        ("event_reports", "trigger"),
    ):
        lengths = cut[name].set_index("article_id")[column].str.len()
        assert lengths["held"] <= LONGEST_QUOTE < lengths["open"], column
    (held,) = cut["claims"].query("article_id == 'held'").to_dict("records")
    assert ENGLISH[held["quote_start"] - 7 : held["quote_end"] - 7] == held["quote"]


def test_what_is_too_long_is_found_before_and_not_after_cutting() -> None:
    before = tables(held=False, open=True)
    assert too_long(before) == [
        "claims.quote",
        "claims.claimant_text",
        "event_reports.trigger",
        "articles.title",
    ]
    assert too_long(shorten_quotes(before)) == []
    assert too_long(tables(open=True)) == []


texts = st.text("abc de,.", min_size=200, max_size=1200)
ends = st.tuples(st.integers(0, 1200), st.integers(1, 400))


@given(texts, st.lists(ends, min_size=1, max_size=12), st.booleans())
def test_all_quotes_of_an_article_together_cover_no_more_than_its_share(
    text: str, places: list[tuple[int, int]], may: bool
) -> None:
    spans = [(at % len(text), min(len(text), at % len(text) + length)) for at, length in places]
    claims = pd.DataFrame({"quote_start": [start for start, _ in spans], "quote_end": [end for _, end in spans]})
    claims["article_id"], claims["quote"] = "one", [text[start:end] for start, end in spans]
    for column, value in {"quantity_text": "ab", "cue": "e", "claimant_text": "c", "hedge": None}.items():
        claims[column] = pd.Series(value, index=claims.index, dtype=object)
    article = {"article_id": ["one"], "may_redistribute_text": [may], "title": ["t"], "n_chars": [len(text)]}
    before = {
        "articles": pd.DataFrame(article),
        "claims": claims.assign(reported_via=pd.Series(None, index=claims.index, dtype=object)),
        "event_reports": pd.DataFrame({"article_id": ["one"], "trigger": ["w"]}),
    }
    after = shorten_quotes(before)
    quotes = after["claims"]
    covered = {at for start, end in zip(quotes.quote_start, quotes.quote_end, strict=True) for at in range(start, end)}
    assert may or len(covered) <= LARGEST_SHARE * len(text)
    assert too_much(after) == []
    assert len(quotes) == len(spans)
    for row, (start, end) in zip(quotes.itertuples(), spans, strict=True):
        assert row.quote == text[row.quote_start : row.quote_end] != ""
        assert start <= row.quote_start < row.quote_end <= end
    if may:
        pd.testing.assert_frame_equal(quotes, before["claims"])
    # What was cut is cut already.
    pd.testing.assert_frame_equal(shorten_quotes(after)["claims"], quotes)


@pytest.mark.parametrize("text", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_quotes_that_make_up_most_of_an_article_are_found_and_cut_round_their_claims(text: str) -> None:
    made = tables(held=False)
    made["articles"]["n_chars"] = len(text)
    figure, cue = ("seventeen", "said") if text == ENGLISH else ("dix-sept", "a dit")
    made["claims"] = made["claims"].assign(
        quote=text, quote_start=0, quote_end=len(text), quantity_text=figure, cue=cue
    )
    assert too_much(made) == ["held"]
    (row,) = shorten_quotes(made)["claims"].to_dict("records")
    assert figure in row["quote"] and cue in row["quote"]
    assert len(row["quote"]) <= len(text) / 2
