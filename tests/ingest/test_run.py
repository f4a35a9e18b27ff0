"""A folder of articles in, two tables and a report out."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from sahel_dataset.ingest import IngestParams, NotReadError, read_article, run
from tests.ingest.stories import ENGLISH, FRENCH
from tests.ingest.themes import scrape, wire, wordpress

COLLECTION = """origin:
  producer: Herald
  title: Stories
  citation: Herald (2021)
  url: https://example.org
  date_accessed: 2021-04-01
  licence: CC-BY-4.0
  may_redistribute_text: true
"""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Three collections: one well described, one nested, one that is all troubles."""
    raw = tmp_path / "raw"
    (raw / "herald").mkdir(parents=True)
    (raw / "herald/collection.yaml").write_text(COLLECTION)
    (raw / "herald/buses.txt").write_text(scrape(ENGLISH[0]))
    (raw / "herald/buses.html").write_text(wordpress(ENGLISH[0]))
    (raw / "herald/buses.meta.json").write_text(
        json.dumps(
            {
                "url": "https://example.org/buses",
                "title": ENGLISH[0].title,
                "published": "2021-03-12",
                "outlet": "Herald",
            }
        )
    )
    (raw / "herald/buses.gold.json").write_text("{}")
    (raw / "herald/camp.html").write_text(wordpress(ENGLISH[1]))
    (raw / "press/fr/relais").mkdir(parents=True)
    (raw / "press/fr/collection.yaml").write_text(COLLECTION.replace("true", "false"))
    (raw / "press/fr/relais/villages.txt").write_bytes(wire(FRENCH[0]).encode("cp1252"))
    (raw / "press/fr/relais/copies.jsonl").write_text(
        "\n".join(
            json.dumps(record)
            for record in (
                {
                    "title": "Dounfa : trois villages abandonnés",
                    "text": "\n".join(FRENCH[0].paragraphs[:4]),
                    "outlet": "Le Relais",
                },
                {"title": FRENCH[1].title, "text": FRENCH[1].body, "published": "2021-03-14", "outlet": "Le Relais"},
            )
        )
    )
    (raw / "troubles").mkdir()
    (raw / "troubles/empty.txt").write_text("")
    (raw / "troubles/photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (raw / "troubles/cut.json").write_text('{"text": "The mark')
    (raw / "troubles/lost.txt").write_text("l\ufffdarm\ufffde a \ufffdt\ufffd vue \ufffd Garou " * 9)
    (raw / "troubles/long.txt").write_text("word " * 60_000)
    (raw / "troubles/menu.html").write_text("<ul><li><a>Home</a></li><li><a>News</a></li></ul>")
    (raw / "troubles/otro.txt").write_text(
        "Dos autobuses quemados\n\nHombres armados detuvieron dos autobuses en la carretera entre Doro y Kelma y los "
        "quemaron, según dijo el sindicato de transportes. Los pasajeros pudieron salir antes de que ardieran."
    )
    (raw / "troubles/notes.docx").write_bytes(b"PK\x03\x04")
    return raw


PARAMS = IngestParams(max_bytes=200_000)


def test_every_article_is_read_and_every_trouble_is_listed(raw, tmp_path):
    summary = run(raw, tmp_path / "interim", PARAMS, workers=1)
    articles = pd.read_parquet(tmp_path / "interim/articles.parquet").set_index("title")
    texts = pd.read_parquet(tmp_path / "interim/texts.parquet").set_index("article_id")
    report = json.loads((tmp_path / "interim/ingest_report.json").read_text())

    assert summary.n_articles == len(articles) == len(texts) == 5
    assert summary.exit_status == 3
    assert {one["file"]: one["reason"] for one in report["not_read"]} == {
        "troubles/empty.txt": "empty",
        "troubles/photo.txt": "binary",
        "troubles/cut.json": "malformed",
        "troubles/lost.txt": "misencoded",
        "troubles/long.txt": "oversized",
        "troubles/menu.html": "not_an_article",
        "troubles/otro.txt": "language",
        "troubles/notes.docx": "unsupported_format",
    }
    assert all(one["what_to_do"] and one["detail"] for one in report["not_read"])
    assert "8 not read" in summary.sentence()

    buses = articles.loc[ENGLISH[0].title]
    assert (buses.collection, buses.source_file) == ("herald", "buses.txt")
    assert (str(buses.published_on), buses.published_basis, buses.published_precision) == (
        "2021-03-12",
        "metadata",
        "day",
    )
    assert buses.may_redistribute_text
    assert texts.loc[buses.article_id, "text"] == f"{ENGLISH[0].title}\n\n{ENGLISH[0].body}"
    villages = articles.loc[FRENCH[0].title]
    assert (villages.collection, villages.source_file) == ("press/fr", "relais/villages.txt")
    assert (villages.agency, str(villages.published_on), villages.published_basis) == ("AFP", "2021-03-12", "dateline")
    assert not villages.may_redistribute_text
    copy = articles.loc["Dounfa : trois villages abandonnés"]
    assert copy.source_file == "relais/copies.jsonl#1"
    assert copy.wire_group == villages.wire_group == min(copy.article_id, villages.article_id)
    assert (copy.published_on, copy.published_basis, copy.published_precision) == (None, "none", "unknown")


def test_offsets_lead_back_to_the_source(raw, tmp_path):
    run(raw, tmp_path / "interim", PARAMS, workers=1)
    articles = pd.read_parquet(tmp_path / "interim/articles.parquet")
    texts = pd.read_parquet(tmp_path / "interim/texts.parquet").set_index("article_id")
    (row,) = articles[articles.source_file == "buses.txt"].itertuples()
    text = texts.loc[row.article_id]
    source = (raw / "herald/buses.txt").read_text()
    spans = json.loads(text.source_spans)
    assert spans
    for start, end, at in spans:
        assert text.text[start:end] == source[at : at + end - start]
    assert sum(end - start for start, end, _ in spans) >= len(text.text) - 10


def test_the_number_of_workers_changes_no_byte(raw, tmp_path):
    run(raw, tmp_path / "one", PARAMS, workers=1)
    run(raw, tmp_path / "two", PARAMS, workers=2)
    for name in ("articles.parquet", "texts.parquet", "ingest_report.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_the_page_is_read_instead_of_the_text_when_asked(raw, tmp_path):
    run(raw, tmp_path / "interim", IngestParams(prefer="html", max_bytes=200_000), workers=1)
    articles = pd.read_parquet(tmp_path / "interim/articles.parquet")
    assert "buses.html" in set(articles.source_file)
    assert "buses.txt" not in set(articles.source_file)


def test_a_folder_without_description_is_not_passed_on_and_noted(raw, tmp_path):
    (raw / "herald/collection.yaml").unlink()
    summary = run(raw, tmp_path / "interim", PARAMS, workers=1)
    articles = pd.read_parquet(tmp_path / "interim/articles.parquet")
    assert not articles.may_redistribute_text.any()
    assert any("herald" in warning and "collection.yaml" in warning for warning in summary.warnings)


@pytest.mark.parametrize(
    "content",
    ["[1, 2", "origin: {licence: CC-BY-4.0, may_redistribute_text: perhaps}", "may_redistribute_text: true", ""],
)
def test_a_description_that_leaves_doubt_allows_nothing(raw, tmp_path, content):
    (raw / "herald/collection.yaml").write_text(content)
    summary = run(raw, tmp_path / "interim", PARAMS, workers=1)
    assert not pd.read_parquet(tmp_path / "interim/articles.parquet").may_redistribute_text.any()
    assert summary.warnings


def test_an_article_with_terms_of_its_own_is_not_passed_on_under_the_collections(raw, tmp_path):
    sidecar = raw / "herald/buses.meta.json"
    sidecar.write_text(json.dumps({**json.loads(sidecar.read_text()), "licence": "all rights reserved"}))
    run(raw, tmp_path / "interim", PARAMS, workers=1)
    articles = pd.read_parquet(tmp_path / "interim/articles.parquet").set_index("source_file")
    assert articles.loc["buses.txt", "licence"] == "all rights reserved"
    assert not articles.loc["buses.txt", "may_redistribute_text"]
    assert articles.loc["camp.html", "may_redistribute_text"]


def test_a_text_is_kept_once_an_outlet(raw, tmp_path):
    (raw / "herald/again.html").write_bytes((raw / "herald/camp.html").read_bytes())
    other = (raw / "herald/camp.html").read_text().replace("Sahel Herald", "Other Paper")
    (raw / "herald/other.html").write_text(other)
    summary = run(raw, tmp_path / "interim", PARAMS, workers=1)
    articles = pd.read_parquet(tmp_path / "interim/articles.parquet")
    camps = articles[articles.title == ENGLISH[1].title]
    assert sorted(camps.outlet) == ["Other Paper", "Sahel Herald"]
    assert len(set(camps.wire_group)) == 1
    assert summary.n_duplicates == 1
    report = json.loads((tmp_path / "interim/ingest_report.json").read_text())
    assert [one["kept"] for one in report["duplicates"]] == [False, True]


def test_a_broken_sidecar_is_noted_and_the_article_read(raw, tmp_path):
    (raw / "herald/buses.meta.json").write_text("{")
    summary = run(raw, tmp_path / "interim", PARAMS, workers=1)
    assert summary.n_articles == 5
    assert any("buses.meta.json" in warning for warning in summary.warnings)


def test_ids_do_not_depend_on_where_the_folder_lies_or_on_what_else_is_in_it(raw, tmp_path):
    run(raw, tmp_path / "one", PARAMS, workers=1)
    moved = tmp_path / "elsewhere/raw"
    moved.parent.mkdir()
    raw.rename(moved)
    (moved / "herald/aaa.txt").write_text(scrape(FRENCH[1]))
    run(moved, tmp_path / "two", PARAMS, workers=1)
    before, after = (set(pd.read_parquet(tmp_path / name / "articles.parquet").article_id) for name in ("one", "two"))
    assert before < after


def test_an_empty_folder_gives_empty_tables_and_says_so(tmp_path):
    (tmp_path / "raw").mkdir()
    summary = run(tmp_path / "raw", tmp_path / "interim", workers=1)
    assert summary.exit_status == 4
    assert len(pd.read_parquet(tmp_path / "interim/articles.parquet")) == 0


def test_a_folder_that_is_not_there_is_an_error_that_names_it(tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere"):
        run(tmp_path / "nowhere", tmp_path / "interim")


def test_a_single_file_is_read_with_its_sidecar(raw):
    (article,) = read_article(raw / "herald/buses.txt")
    assert (article.url, article.outlet, article.language) == ("https://example.org/buses", "Herald", "en")
    assert article.body == ENGLISH[0].body
    assert article.as_article().text[article.body_start :] == article.body


def test_a_single_file_that_is_no_article_is_an_error_that_says_why(raw):
    with pytest.raises(NotReadError, match="empty"):
        read_article(raw / "troubles/empty.txt")


@pytest.mark.parametrize(("arguments", "status"), [([], 3), (["--tolerant"], 0)])
def test_the_command_says_what_was_read_and_how_it_went(raw, tmp_path, arguments, status):
    import typer

    from sahel_dataset.ingest.command import ingest

    app = typer.Typer()
    app.command()(ingest)
    result = CliRunner().invoke(app, [str(raw), str(tmp_path / "interim"), "--workers", "1", *arguments])
    assert result.exit_code == status, result.output
    assert "5 articles" in result.output
