"""What the error browser holds, and what it must not hold."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pytest

from sahel_dataset.evaluate.browser import render_browser
from sahel_dataset.evaluate.differences import KINDS
from sahel_dataset.evaluate.evaluation import Evaluation, evaluate_gold
from sahel_dataset.evaluate.extracted import Extracted, SourceText, from_tables
from sahel_dataset.evaluate.gold import read_gold
from sahel_dataset.evaluate.params import EvaluateParams
from sahel_dataset.evaluate.shown import figure, head
from tests.evaluate.made import BODY, TEXT, claim, event, extraction, gold_of, write_interim, write_json

FEW = EvaluateParams(resamples=50)
HOSTILE = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"></script><!--"


def evaluated(folder: Path, **options: Any) -> Evaluation:
    write_json(folder / "gold" / "reports" / "tinza.gold.json", gold_of())
    gold = read_gold(folder / "gold")
    interim = write_interim(folder / "interim", extraction(), **options)
    return evaluate_gold(gold, from_tables(interim, gold.articles), FEW)


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_every_kind_of_error_is_listed_where_it_is(tmp_path: Path) -> None:
    (article,) = data_of(render_browser(evaluated(tmp_path)))["articles"]
    assert [(item["what"], item["kinds"]) for item in article["items"]] == [
        ("claim", []),
        ("event", ["date"]),
        ("claim", ["claimant"]),
        ("claim", ["claim_missed"]),
    ]
    rows = {row[0]: row[1:] for row in article["items"][2]["rows"]}
    assert rows["claimant"] == ["medical source", "ml_armed_forces", 1, 1]
    assert rows["figure"] == ["14 or more", "14 or more", 0, 1]
    assert rows["about"][2] == 0


def test_the_pieces_of_a_text_are_the_text_and_know_what_stands_on_them(tmp_path: Path) -> None:
    (article,) = data_of(render_browser(evaluated(tmp_path)))["articles"]
    assert "".join(piece for piece, _, _ in article["text"]) == TEXT
    assert "".join(piece for piece, _, is_title in article["text"] if is_title) == TEXT[:BODY]
    gold = "".join(piece for piece, keys, _ in article["text"] if "g1" in keys)
    extracted = "".join(piece for piece, keys, _ in article["text"] if "x1" in keys)
    assert (gold, extracted) == ("the raid near Tinza on Monday", "the raid near Tinza")


def test_a_text_that_may_not_be_passed_on_is_nowhere_in_the_page(tmp_path: Path) -> None:
    evaluation = evaluated(tmp_path, may_redistribute=False)
    page = render_browser(evaluation)
    assert "its soldiers" not in page
    assert "A nurse" not in page
    assert "The text of 1 article is not shown" in page
    private = render_browser(evaluation, show_every_text=True)
    assert "its soldiers" in private
    assert "Not to be passed on" in private


def test_what_was_read_from_files_without_their_licence_is_not_shown_either(tmp_path: Path) -> None:
    write_json(tmp_path / "tinza.gold.json", gold_of())
    gold = read_gold(tmp_path)
    evaluation = evaluate_gold(gold, {"tinza": Extracted(gold.articles[0].annotation)}, FEW)
    assert "its soldiers" not in render_browser(evaluation)


def test_hostile_words_are_data_and_nothing_else(tmp_path: Path) -> None:
    evaluation = evaluated(tmp_path, text=f"{HOSTILE}\n\n{TEXT[BODY:]}\u202e {HOSTILE}")
    page = render_browser(dataclasses.replace(evaluation, notes=(HOSTILE,)))
    assert page.count("<script") == 2
    assert "<img" not in page
    assert "\u202e" not in page
    (article,) = data_of(page)["articles"]
    assert article["title"] == HOSTILE
    assert article["text"][-1][0].endswith(f"\\u202e {HOSTILE}")


def test_the_page_asks_nothing_of_the_network_and_is_the_same_twice(tmp_path: Path) -> None:
    evaluation = evaluated(tmp_path)
    page = render_browser(evaluation)
    assert page == render_browser(evaluation)
    assert not re.search(r"(?:src|href)=\"(?!data:|#)", page)
    assert "default-src 'none'" in page


def test_unpaired_items_on_one_stretch_of_words_name_each_other(tmp_path: Path) -> None:
    found = gold_of()
    found["claims"][2]["claim_type"] = "occurrence"
    other = dataclasses.replace(extraction().claims[1], quote_start=TEXT.index("The governor"), quote_end=len(TEXT) - 1)
    other = dataclasses.replace(other, quote=TEXT[other.quote_start : other.quote_end])
    read = dataclasses.replace(extraction(), claims=(other,))
    write_json(tmp_path / "gold" / "reports" / "tinza.gold.json", found)
    gold = read_gold(tmp_path / "gold")
    evaluation = evaluate_gold(gold, from_tables(write_interim(tmp_path / "interim", read), gold.articles), FEW)
    (article,) = data_of(render_browser(evaluation))["articles"]
    items = article["items"]
    (spurious,) = [n for n, item in enumerate(items) if item["kinds"] == ["claim_spurious"]]
    (near,) = items[spurious]["near"]
    assert items[near]["kinds"] == ["claim_missed"]
    assert items[near]["near"] == [spurious]


def test_an_anchor_that_is_not_in_the_text_marks_nothing() -> None:
    source = SourceText("A short text.", may_redistribute=True)
    from sahel_dataset.evaluate.browser import _segments

    assert _segments(source, {}) == [("A short text.", [], False)]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (10, 10, "10"),
        (0, 0, "0"),
        (24, 99, "24–99"),
        (21, None, "21 or more"),
        (None, 30, "up to 30"),
        (None, None, "no figure"),
    ],
)
def test_a_figure_is_written_as_one_would_say_it(low: int | None, high: int | None, words: str) -> None:
    assert figure(claim(low=low, high=high)) == words


def test_an_item_is_one_line() -> None:
    assert head(claim()) == "ml_armed_forces · asserts · killed 10 soldiers"
    assert head(claim(claim_type="control", claimant=None, claimant_kind=None)) == "nobody named · asserts · control"
    assert head(event(place=None, country=None, date=(None, None))) == "armed clash · no place · no date"


def test_every_kind_is_described() -> None:
    assert all(kind.title and kind.meaning.endswith(".") and kind.what in {"claim", "event"} for kind in KINDS.values())


@pytest.fixture
def address(tmp_path: Path) -> str:
    evaluation = evaluated(tmp_path, text=f"{TEXT} {HOSTILE}")
    page = tmp_path / "index.html"
    page.write_text(render_browser(evaluation), encoding="utf-8")
    return page.as_uri()


def test_errors_can_be_gone_through_with_the_keyboard(visit: Any, address: str) -> None:
    seen = visit(address, {"width": 1400, "height": 900})
    page = seen.page
    page.keyboard.press("j")
    assert page.locator(".detail h3").inner_text() == "armed clash · Tinza, ML · 2024-05-06"
    assert page.locator(".sel").first.inner_text().startswith("the raid near Tinza")
    page.keyboard.press("j")
    assert page.locator("tr.wrong th").all_inner_texts() == ["claimant"]
    page.keyboard.press("1")
    assert page.locator("#status").inner_text() == "1 in 1 article"
    page.keyboard.press("j")
    assert page.locator(".detail th[scope=col]").all_inner_texts() == ["Annotated"]
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("nobody of that name")
    assert page.locator("#items button").count() == 0
    assert (seen.left, seen.said, page.title()) == ([], [], "Accuracy of the extraction")


def test_an_address_leads_to_its_error_also_when_it_is_none(visit: Any, address: str) -> None:
    page = visit(f"{address}#tinza%2F0", {"width": 1400, "height": 900}).page
    assert page.locator(".detail h3").inner_text() == "ml_armed_forces · asserts · killed 10 soldiers"
    page.locator(".text [data-at*='x2']").click()
    assert "14 or more" in page.locator(".detail h3").inner_text()


def test_a_telephone_shows_the_list_or_one_error(visit: Any, address: str) -> None:
    seen = visit(address, {"width": 360, "height": 740})
    page = seen.page
    page.locator("#items button").first.click()
    assert not page.locator("#items").is_visible()
    page.get_by_role("button", name="Next").click()
    assert page.locator(".detail .tags").first.inner_text() == "wrong claimant"
    page.get_by_role("button", name="List").click()
    assert page.locator("#items").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert seen.said == []


def test_the_page_can_be_read_by_everyone(visit: Any, address: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python").Axe()
    seen = visit(address, {"width": 1400, "height": 900}, bypass_csp=True)
    seen.page.keyboard.press("j")
    violations = axe.run(seen.page).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in violations] == []
