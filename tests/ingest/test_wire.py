"""Copies of one story, and stories that only look alike."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sahel_dataset.ingest.identity import text_sha256
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.records import ArticleRecord
from sahel_dataset.ingest.wire import groups_of, overlap, with_wire_groups
from tests.ingest.stories import ENGLISH, FRENCH

PARAMS = IngestParams()
BACKGROUND = (
    "The region has lived with armed groups for more than ten years, and most of its schools are closed.",
    "Thousands of people have been killed since then, and more than two million have left their homes.",
)
BUSES = ENGLISH[0].paragraphs


def article(name: str, paragraphs: tuple[str, ...], *, language: str = "en", day: int | None = 12) -> ArticleRecord:
    body = "\n".join(paragraphs)
    text = f"Headline of {name}\n\n{body}"
    published = dt.date(2021, 3, day) if day else None
    return ArticleRecord(
        name, "c", f"{name}.txt", language, text, len(text) - len(body), text_sha256(text), published_on=published
    )


def groups(*articles: ArticleRecord) -> list[list[str]]:
    return sorted(groups_of(with_wire_groups(articles, PARAMS)).values())


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(BUSES, id="whole, with another headline"),
        pytest.param(BUSES[:3], id="shortened to half"),
        pytest.param(BUSES[:2], id="shortened to a third"),
        pytest.param((*BUSES, *ENGLISH[1].paragraphs[:2]), id="continued"),
        pytest.param((*BUSES[:3], *FRENCH[0].paragraphs[:2]), id="first half, then another text"),
        pytest.param((BUSES[1], BUSES[0], *BUSES[3:]), id="paragraphs moved"),
        pytest.param(
            tuple(p.replace("Tuesday", "Tuesday evening").replace("said", "declared") for p in BUSES),
            id="words changed",
        ),
    ],
)
def test_a_copy_joins_its_original(copy):
    assert groups(article("a", BUSES), article("b", copy)) == [["a", "b"]]


@pytest.mark.parametrize("kept", [len(FRENCH[0].paragraphs), 3, 2], ids=["whole", "shortened", "shortened further"])
def test_a_french_copy_joins_its_original(kept: int):
    story = FRENCH[0].paragraphs
    assert groups(article("a", story, language="fr"), article("b", story[:kept], language="fr")) == [["a", "b"]]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(ENGLISH[1].paragraphs, id="another story"),
        pytest.param((*ENGLISH[1].paragraphs, *BACKGROUND), id="the same background under other news"),
        pytest.param(
            (
                "Two buses were set on fire on Tuesday between Doro and Kelma by men with rifles.",
                "Four passengers are missing, drivers say. A search has begun.",
                "The governor came with gendarmes and promised that the road would be watched.",
            ),
            id="the same event in other words",
        ),
    ],
)
def test_another_story_stays_alone(other):
    assert groups(article("a", (*BUSES, *BACKGROUND)), article("b", other)) == []


def test_a_copy_of_a_copy_is_of_the_group():
    second = (*BUSES[:4], *ENGLISH[1].paragraphs[:2])
    third = (*BUSES[2:4], *ENGLISH[1].paragraphs[:2])
    assert groups(article("c", BUSES), article("b", second), article("a", third)) == [["a", "b", "c"]]


def test_a_group_is_called_by_its_smallest_id_and_a_single_article_by_its_own():
    found = with_wire_groups(
        [article("z", BUSES), article("b", BUSES[:4]), article("a", ENGLISH[1].paragraphs)], PARAMS
    )
    assert [one.wire_group for one in found] == ["b", "b", "a"]


def test_like_reports_weeks_apart_are_not_copies_but_a_reprint_is():
    half = (*BUSES[:3], *ENGLISH[1].paragraphs[:3])
    assert groups(article("a", BUSES, day=1), article("b", half, day=30)) == []
    assert groups(article("a", BUSES, day=1), article("b", BUSES, day=30)) == [["a", "b"]]


def test_a_story_that_fifty_papers_carry_is_one_group():
    articles = [article(f"a{number:02}", BUSES[: 2 + number % 5]) for number in range(50)]
    assert [len(ids) for ids in groups(*articles)] == [50]


def test_overlap_is_told_in_shingles():
    found = overlap("\n".join(BUSES), "\n".join(BUSES[:2]), PARAMS)
    assert found.share > 0.95
    assert found.opening_share == 1.0


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(rng: random.Random):
    articles = [
        article("a", BUSES),
        article("b", BUSES[:3]),
        article("c", ENGLISH[1].paragraphs),
        article("d", ENGLISH[1].paragraphs[:4]),
        article("e", FRENCH[0].paragraphs, language="fr"),
    ]
    before = {one.article_id: one.wire_group for one in with_wire_groups(articles, PARAMS)}
    rng.shuffle(articles)
    assert {one.article_id: one.wire_group for one in with_wire_groups(articles, PARAMS)} == before


def test_thresholds_can_be_set():
    strict = replace(PARAMS, wire_overlap=1.0, wire_opening_overlap=1.0, wire_sure_overlap=1.0)
    changed = tuple(p.replace("said", "declared") for p in BUSES)
    assert groups_of(with_wire_groups([article("a", BUSES), article("b", changed)], strict)) == {}
