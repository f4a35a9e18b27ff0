"""HTML cut into lines, and what the head of a page says."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_dataset.ingest.page import page_lines, page_metadata, read_page
from sahel_dataset.ingest.page.metadata import without_site_name


def lines(source: str) -> list[str]:
    return [line.text.text for line in page_lines(read_page(source))]


def metadata(source: str):
    page = read_page(source)
    return page_metadata(page, page_lines(page))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>One<p>Two</p>three", ["One", "Two", "three"]),
        ("<div>One <b>two</b><i> three</i></div>", ["One two three"]),
        ("<p>One<br>two<br><br>three</p>", ["One", "two", "three"]),
        ("<p>a &lt; b &amp; c&nbsp;&eacute;&#233;&#x27;</p>", ["a < b & c éé'"]),
        ("<p>One<script>if (a < b) '</p>'</script> two<style>p{}</style></p>", ["One two"]),
        ("<p>One<!-- <p>no</p> --> two</p><![CDATA[ x ]]>", ["One two"]),
        ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
        ("<table><tr><td>One<td>Two</table>", ["One", "Two"]),
        ("<p title='5 > 3'>One</p>", ["One"]),
        ('<p class="x>One</p><p>Two</p>', ["One", "Two"]),
        ("a < b and <unknown>c</unknown>", ["a < b and c"]),
        ("</div></p>One</b>", ["One"]),
        ("<p>One", ["One"]),
        ("", []),
    ],
)
def test_markup_is_cut_into_lines(source, expected):
    assert lines(source) == expected


@given(st.text(alphabet="<>/=\"'&;!-pbdivaclassscript \n", max_size=200))
def test_any_markup_gives_lines_that_map_to_it(source):
    for line in page_lines(read_page(source)):
        for start, end, at in line.text.spans:
            if end - start > 1 and "&" not in source:
                assert line.text.text[start:end] == source[at : at + end - start]


@pytest.mark.parametrize(
    "source", ["<" * 50_000, "<a " * 20_000, '<p a="' * 5_000, "<div>" * 20_000, "&" * 50_000, "<!--" * 10_000]
)
def test_hostile_markup_costs_no_more_than_its_length(source):
    before = time.process_time()
    lines(source)
    assert time.process_time() - before < 5


def test_parts_named_for_it_are_distrusted_unless_they_hold_the_page():
    article = "<p>" + "The patrol came back to the camp in the evening with two wounded men. " * 3 + "</p>"
    page = read_page(f"<div class='entry'>{article}</div><div class='related-posts'><p>Another story.</p></div>")
    assert [line.distrust for line in page_lines(page)] == [0, 2]
    page = read_page(f"<div class='widget'>{article}</div>")
    assert [line.distrust for line in page_lines(page)] == [0]


def test_the_head_of_a_page_is_read():
    found = metadata(
        """<html lang="fr-FR"><head><title>Le calme revient à Garou - Le Relais</title>
        <link rel="canonical" href="https://example.org/garou"><meta property="og:site_name" content="Le Relais">
        <meta property="article:published_time" content="2021-03-12T08:00:00Z"><meta name="author" content="A. Plume"></head>
        <body><h1>Le Relais</h1><h2>Le calme revient à Garou</h2></body></html>"""
    )
    assert found.title == "Le calme revient à Garou"
    assert (found.url, found.outlet, found.language) == ("https://example.org/garou", "Le Relais", "fr")
    assert (found.published, found.byline) == ("2021-03-12T08:00:00Z", "A. Plume")


def test_linked_data_are_read_also_where_some_of_them_are_broken():
    found = metadata(
        """<script type="application/ld+json">{"@type": "NewsArticle", broken</script>
        <script type="application/ld+json">[{"@type": "BreadcrumbList"}, {"@type": ["NewsArticle"], "headline": "Calm in Kelma again",
        "datePublished": "2021-03-12", "author": [{"name": "A. Writer"}, {"name": "B. Scribe"}], "publisher": {"name": "Herald"}}]</script>"""
    )
    assert (found.title, found.published) == ("Calm in Kelma again", "2021-03-12")
    assert (found.byline, found.outlet) == ("A. Writer, B. Scribe", "Herald")


def test_an_address_is_no_author():
    assert metadata('<meta property="article:author" content="https://facebook.com/herald">').byline is None


@pytest.mark.parametrize(
    ("title", "outlet", "expected"),
    [
        ("Garou - le blocus continue", None, "Garou - le blocus continue"),
        ("Garou - le blocus continue - Le Relais", "Le Relais", "Garou - le blocus continue"),
        ("Le Relais : le blocus continue à Garou", "Le Relais", "le blocus continue à Garou"),
        ("Kelma road reopens | Herald | World", "Herald", "Kelma road reopens"),
    ],
)
def test_the_name_of_the_site_is_taken_off_a_title(title, outlet, expected):
    assert without_site_name(title, outlet) == expected
