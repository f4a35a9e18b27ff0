"""Copies of one story, and stories that only look alike."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from datasketch import MinHash, MinHashLSH
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sahel_dataset.ingest import wire
from sahel_dataset.ingest.gathered import Gathered
from sahel_dataset.ingest.identity import text_sha256
from sahel_dataset.ingest.kept import Read, packed, unpacked
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.records import ArticleRecord
from sahel_dataset.ingest.run import _groups
from sahel_dataset.ingest.signature import signature_of
from sahel_dataset.ingest.wire import first_copies, overlap
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


def named_groups(articles: Sequence[ArticleRecord], params: IngestParams = PARAMS) -> dict[str, list[str]]:
    with Gathered() as gathered:
        read = Read(list(articles))
        for entry in unpacked(packed(read, [signature_of(one.body, params) for one in articles])).entries:
            gathered.add(entry)
        gathered.settle()
        return _groups(gathered, first_copies(gathered, params))[0]


def groups(*articles: ArticleRecord) -> list[list[str]]:
    return sorted(named_groups(articles).values())


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
    found = named_groups([article("z", BUSES), article("b", BUSES[:4]), article("a", ENGLISH[1].paragraphs)])
    assert found == {"b": ["b", "z"]}


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
    before = named_groups(articles)
    rng.shuffle(articles)
    assert named_groups(articles) == before == {"a": ["a", "b"], "c": ["c", "d"]}


def mixed(chance: random.Random) -> ArticleRecord:
    """Return an article of some paragraphs of one story, and at times of another."""
    stories = [story.paragraphs for story in (*ENGLISH, *FRENCH)]
    first, second = chance.choice(stories), chance.choice(stories)
    body = (*chance.sample(first, chance.randint(1, len(first))), *chance.sample(second, chance.randint(0, 2)))
    name, language = f"{chance.randrange(10**6):06d}", chance.choice(("en", "fr"))
    return article(name, body, language=language, day=chance.choice((None, 1, 5, 28)))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_groups_are_those_of_comparing_each_two_that_the_two_indices_propose(
    monkeypatch: pytest.MonkeyPatch, rng: random.Random
):
    articles = list({one.article_id: one for one in (mixed(rng) for _ in range(40))}.values())
    expected = compared_one_by_one(sorted(articles, key=lambda one: one.article_id))
    assert named_groups(articles) == expected
    # However little is held at once.
    monkeypatch.setattr(wire, "_BYTES_AT_ONCE", 300)
    monkeypatch.setattr(wire, "_PAIRS_AT_ONCE", 2)
    monkeypatch.setattr(wire, "_SIGNATURES_HELD", 2)
    assert named_groups(articles) == expected


def compared_one_by_one(articles: list[ArticleRecord]) -> dict[str, list[str]]:
    """Find groups the plain way: an index of MinHashes asked article by article, and sentences as strings."""
    index = MinHashLSH(threshold=PARAMS.wire_candidate_overlap, num_perm=PARAMS.wire_permutations)
    proposed: set[tuple[int, int]] = set()
    kept_once: dict[str, int] = {}
    told = []
    for at, one in enumerate(articles):
        signature = signature_of(one.body, PARAMS)
        told.append(signature)
        if (twin := kept_once.setdefault(one.text_sha256, at)) != at:
            proposed.add((twin, at))
            continue
        minhash = MinHash(num_perm=PARAMS.wire_permutations, seed=PARAMS.wire_seed)
        minhash.hashvalues = signature.minhash
        proposed |= {(int(other), at) for other in index.query(minhash)}
        index.insert(str(at), minhash)
    holders: dict[int, list[int]] = {}
    for at, signature in enumerate(told):
        for sentence in signature.sentences.tolist():
            holders.setdefault(sentence, []).append(at)
    for bucket in holders.values():
        if len(bucket) <= 20:
            proposed |= set(itertools.combinations(bucket, 2))
        else:
            proposed |= set(itertools.pairwise(bucket)) | {(bucket[0], other) for other in bucket[1:]}
    group = list(range(len(articles)))
    for one, other in proposed:
        if are_copies(articles[one], articles[other]):
            low, high = sorted((group[one], group[other]))
            group = [low if mine == high else mine for mine in group]
    found: dict[str, list[str]] = {}
    for at, first in enumerate(group):
        found.setdefault(articles[first].article_id, []).append(articles[at].article_id)
    return {name: ids for name, ids in found.items() if len(ids) > 1}


def are_copies(one: ArticleRecord, other: ArticleRecord) -> bool:
    found = overlap(one.body, other.body, PARAMS)
    if one.language != other.language:
        return False
    if found.share >= PARAMS.wire_sure_overlap:
        return True
    days = [article.published_on for article in (one, other)]
    late = None not in days and abs((days[0] - days[1]).days) > PARAMS.wire_days
    alike = found.share >= PARAMS.wire_overlap
    begins_alike = found.share >= PARAMS.wire_opening_overlap and found.opening_share >= 0.5
    return found.shared >= PARAMS.wire_min_shingles and not late and (alike or begins_alike)


def test_thresholds_can_be_set():
    strict = replace(PARAMS, wire_overlap=1.0, wire_opening_overlap=1.0, wire_sure_overlap=1.0)
    changed = tuple(p.replace("said", "declared") for p in BUSES)
    assert named_groups([article("a", BUSES), article("b", changed)], strict) == {}
