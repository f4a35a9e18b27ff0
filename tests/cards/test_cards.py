from pathlib import Path

import pandas as pd
import pytest

from sahel_dataset.cards import actor, claims, event
from sahel_dataset.cards.markup import Markup, element, html_table, link, text
from sahel_dataset.render.sanitise import TAGS, clean_html
from sahel_dataset.schema import vocabulary
from tests.render.seen import seen_in
from tests.synthetic import HOSTILE


def test_an_event_shows_who_says_what_with_the_quote_in_its_sentence(dataset: Path) -> None:
    html = event("ev-000")._repr_html_()
    assert "The Example Army said that it <mark>had lost 12 soldiers</mark> at Sandvillage." in html
    assert "24–99 people killed" in html
    assert "declines to say" in html
    assert 'href="https://example.org/ar-000"' in html


def test_an_event_says_how_exactly_place_and_date_are_known(dataset: Path) -> None:
    admin = vocabulary("geo_precision")["admin"].title.lower()
    assert f"Tombouctou, ML ({admin})" in event("ev-003").facts()
    assert "known to the month" in event("ev-004").facts()
    assert "place not known" in event("ev-009").facts()


def test_an_event_in_a_terminal_is_one_line(dataset: Path) -> None:
    assert repr(event("ev-000")).count("\n") == 0
    assert "3 articles" in repr(event("ev-000"))


def test_copies_of_one_wire_story_carry_one_name(dataset: Path) -> None:
    html = event("ev-000").sources.markup
    assert html.count("wire 1") == 3


def test_each_rule_stands_with_the_claims_it_used(dataset: Path) -> None:
    html = event("ev-000").rules().markup
    assert "As ACLED" in html
    assert "<td>1, 2, 3</td>" in html


def test_an_unknown_id_names_what_comes_closest(dataset: Path) -> None:
    with pytest.raises(KeyError, match=r"no event 'ev-0000'\. Did you mean"):
        event("ev-0000")
    with pytest.raises(KeyError, match=r"no actor 'example_frond'\. Did you mean example_front"):
        actor("example_frond")


def test_an_actor_shows_its_names_ties_and_both_sides_of_the_talk(dataset: Path) -> None:
    front = actor("example_front")
    html = front._repr_html_()
    assert "Old Example Movement (2012-01-15 to 2017-03-01)" in html
    assert "allied with Example League (2019 to 2021-05)" in html
    assert len(front.claims) == 12
    assert set(actor("example_army").about.frame["claimant_id"]) == {"example_front"}


def test_claims_are_chosen_by_terms_and_ordered_by_day(dataset: Path) -> None:
    found = claims(stance=["confirms", "denies"], claimant="example_army")
    assert set(found.frame["stance"]) == {"confirms", "denies"}
    days = found.frame["asserted_on"].dropna()
    assert days.is_monotonic_increasing
    assert len(claims(words="DOZENS of people")) == 12
    assert len(claims("ev-003", measure="killed")) == 3


def test_a_term_outside_its_vocabulary_is_refused(dataset: Path) -> None:
    with pytest.raises(KeyError, match="denys"):
        claims(stance="denys")


def test_no_claim_is_said_to_be_none(dataset: Path) -> None:
    assert "No such claim" in claims(words="no article says this")._repr_html_()


def test_a_quote_stands_alone_where_the_text_is_not_at_hand(dataset: Path, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/processed").symlink_to(dataset / "data/processed")
    monkeypatch.setenv("SAHEL_PROJECT", str(tmp_path))
    html = event("ev-000")._repr_html_()
    assert '<blockquote dir="auto"><mark>had lost 12 soldiers</mark></blockquote>' in html


def test_text_that_attacks_its_reader_stays_text_on_every_card(attacking: Path, monkeypatch) -> None:
    monkeypatch.setenv("SAHEL_PROJECT", str(attacking))
    one = event("ev-000")
    cards = [
        one._repr_html_(),
        one.summary._repr_html_(),
        one.sources._repr_html_(),
        one.rules()._repr_html_(),
        one.claims.show()._repr_html_(),
        actor("hostile")._repr_html_(),
        claims(words="daed")._repr_html_(),
    ]
    for html in cards:
        seen = seen_in(html)
        assert seen.tags - {"style"} <= TAGS
        assert not [name for _, name, _ in seen.attributes if name.startswith("on")]
        assert all(value.startswith("https://") for _, name, value in seen.attributes if name == "href")
        assert "\u202e" not in html
        # The guard of the pages finds nothing left to do on a card but to drop its style sheet.
        body = html[html.index("</style>") + len("</style>") :]
        assert seen_in(clean_html(body)).tags == seen_in(body).tags
    assert "&lt;script&gt;" in cards[0]
    assert "\x1b" not in repr(one) and "\u202e" not in repr(one)


def test_only_markup_goes_unescaped() -> None:
    assert text("<i>") == "&lt;i&gt;"
    assert element("p", Markup("<i>x</i>"), "<b>", title='"><script>') == (
        '<p title="&quot;&gt;&lt;script&gt;"><i>x</i>&lt;b&gt;</p>'
    )
    table = html_table(pd.DataFrame({"<th>": [HOSTILE]}, dtype=object))
    assert seen_in(table).tags == {"div", "table", "thead", "tbody", "tr", "th", "td"}


@pytest.mark.parametrize(
    "address", ["javascript:x()", "data:text/html,x", "  https://x", None, float("nan"), "//x", ""]
)
def test_only_web_addresses_become_links(address: object) -> None:
    assert link(address, "source") == "source"
