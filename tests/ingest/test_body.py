"""The article, the whole article, and nothing but the article, whatever the site looks like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest

from sahel_dataset.ingest.article import Reading, read_body
from sahel_dataset.ingest.furniture import plain, tokens
from sahel_dataset.ingest.records import Metadata
from tests.ingest.stories import ENGLISH, FRENCH, Story
from tests.ingest.themes import PAGES, TEXTS

STORIES = (*ENGLISH, *FRENCH)
CASES = [
    pytest.param(theme, theme in PAGES, story, id=f"{theme.__name__}-{story.language}-{number}")
    for theme in (*PAGES, *TEXTS)
    for number, story in enumerate(STORIES)
]
# Subheadings belong to an article; these pages add one that the story does not have.
ADDED = {
    "rights_group": {"Ce qu’il faut savoir", "What Is Known"},
    "headings": {"- Un silence inquiétant -", "- A worrying silence -"},
}


def token_f1(found: str, wanted: str) -> float:
    have, want = Counter(tokens(found.casefold())), Counter(tokens(wanted.casefold()))
    return 2 * sum((have & want).values()) / max(1, sum(have.values()) + sum(want.values()))


def read(theme: Callable[[Story], str], is_html: bool, story: Story, *, with_title: bool) -> Reading:
    metadata = Metadata(title=story.title) if with_title else Metadata()
    return read_body(theme(story), is_html=is_html, metadata=metadata)


@pytest.mark.parametrize("with_title", [True, False], ids=["title known", "title unknown"])
@pytest.mark.parametrize(("theme", "is_html", "story"), CASES)
def test_the_body_is_the_article(theme, is_html, story, with_title):
    body = read(theme, is_html, story, with_title=with_title).body.text
    lines = [line for line in body.split("\n") if line not in ADDED.get(theme.__name__, ())]
    joined = " ".join(lines)
    assert plain(joined).startswith(plain(story.paragraphs[0])[:60]), body[:200]
    assert plain(joined).endswith(plain(story.paragraphs[-1])[-60:]), body[-200:]
    assert token_f1(joined, story.body) >= 0.99, body


@pytest.mark.parametrize(("theme", "is_html", "story"), CASES)
def test_no_headline_of_another_story_is_in_the_body(theme, is_html, story):
    body = plain(read(theme, is_html, story, with_title=True).body.text)
    assert [title for title, _ in story.teasers if plain(title) in body] == []


@pytest.mark.parametrize(
    ("theme", "is_html", "story"), [case for case in CASES if case.values[0].__name__ not in {"one_run"}]
)
def test_paragraphs_stay_paragraphs(theme, is_html, story):
    body = read(theme, is_html, story, with_title=True).body.text
    lines = [line for line in body.split("\n") if line not in ADDED.get(theme.__name__, ())]
    assert [plain(line) for line in lines] == [plain(paragraph) for paragraph in story.paragraphs]


@pytest.mark.parametrize(("theme", "is_html", "story"), CASES)
def test_the_headline_is_found_without_metadata(theme, is_html, story):
    title = read(theme, is_html, story, with_title=False).title
    assert title is not None
    assert plain(title.text) == plain(story.title)


@pytest.mark.parametrize(("theme", "is_html", "story"), CASES)
def test_every_mapped_character_stands_in_the_source(theme, is_html, story):
    source = theme(story)
    body = read_body(source, is_html=is_html).body
    covered = 0
    for start, end, at in body.spans:
        if end - start > 1:
            assert body.text[start:end] == source[at : at + end - start]
        covered += end - start
    assert covered >= 0.97 * len(re.sub(r"\s", "", body.text))
