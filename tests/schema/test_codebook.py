"""The codebook as a page, as Markdown and on the screen."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from sahel_dataset.schema import table, tables, vocabularies
from sahel_dataset.schema.codebook import codebook_html, codebook_markdown
from sahel_dataset.schema.command import codebook

APP = typer.Typer()
APP.command()(codebook)


class Page(HTMLParser):
    """The ids and links of a page, and whether its elements close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if tag == "a":
            self.links.append(values.get("href") or "")
        if tag not in {"meta", "link", "br", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_describes_every_column_and_every_term() -> None:
    html = codebook_html()
    for one in tables():
        for field in one.fields:
            assert f'id="{one.name}.{field.name}"' in html
    for one in vocabularies():
        for term in one:
            assert f"<strong>{term.name}</strong>" in html


def test_every_link_of_the_page_has_its_place_in_the_page() -> None:
    page = Page(codebook_html())
    assert page.open == []
    assert len(set(page.ids)) == len(page.ids)
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


def test_the_page_needs_nothing_from_elsewhere() -> None:
    html = codebook_html()
    assert not re.search(r"https?://|\bsrc=|rel=\"stylesheet\"|@import", html)


def test_a_page_on_one_table_holds_the_vocabularies_it_uses() -> None:
    html = codebook_html([table("event_actors")])
    assert 'id="v-actor_role"' in html
    assert 'id="v-stance"' not in html


def test_names_in_descriptions_are_set_as_code() -> None:
    assert "<code>event_ids</code>" in codebook_html()
    assert "`" not in codebook_html()


def test_markdown_rows_have_the_cells_their_head_has() -> None:
    width = 0
    for line in codebook_markdown().splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line)) - 1
        if not line.startswith("|"):
            width = 0
        elif not width:
            width = cells
        else:
            assert cells == width, line


def test_the_codebook_is_the_same_text_every_time() -> None:
    assert codebook_html() == codebook_html()
    assert codebook_markdown() == codebook_markdown()


@pytest.mark.parametrize("name", [None, "claims", "event_type"])
def test_the_command_prints_tables_columns_and_terms(name: str | None) -> None:
    answer = CliRunner().invoke(APP, [name] if name else [], env={"COLUMNS": "200"})
    assert answer.exit_code == 0
    expected = {
        None: [one.name for one in tables()],
        "claims": table("claims").columns,
        "event_type": ["armed_clash", "ACLED: Battles > Armed clash"],
    }[name]
    assert all(word in answer.output for word in expected)


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    answer = CliRunner().invoke(APP, ["claimz"])
    assert answer.exit_code == 2
    # The message stands in a box as wide as the screen.
    words = " ".join(re.sub("[│╭╮╰╯─]", " ", answer.output).split())
    assert "there is no table or vocabulary 'claimz'; did you mean 'claims'?" in words


def test_the_command_writes_both_files(tmp_path: Path) -> None:
    html, md = tmp_path / "docs" / "codebook.html", tmp_path / "codebook.md"
    answer = CliRunner().invoke(APP, ["--html", str(html), "--md", str(md)])
    assert answer.exit_code == 0
    assert html.read_text(encoding="utf-8") == codebook_html()
    assert md.read_text(encoding="utf-8") == codebook_markdown()
