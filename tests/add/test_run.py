"""Files and folders into collections, and what is said of them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
import typer
import yaml
from typer.testing import CliRunner

from sahel_dataset.add import command
from sahel_dataset.add.bring import Details
from sahel_dataset.add.run import Request, add
from sahel_dataset.add.terms import Terms
from sahel_dataset.ingest.collection import read_collection
from sahel_dataset.ingest.run import read_article
from sahel_dataset.ingest.run import run as ingest
from sahel_dataset.schema import table
from tests.add.stories import PAGE, TEXT, WORDS, write_text

APP = typer.Typer()
APP.command()(command.add)
DAY = dt.date(2024, 6, 1)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return tmp_path / "raw"


def test_a_file_lies_in_its_collection_with_what_was_said_of_it(tmp_path: Path, raw: Path) -> None:
    source = write_text(tmp_path, "road.txt", outlet="Gao Weekly", title="Road from Gao opens again")
    details = Details(outlet="Sahel Herald", published="2024-05-07", url="https://example.org/road")
    result = add(Request(str(source), "mine", details=details), raw, today=DAY)
    assert [name for name, _ in result.placed] == ["road.txt"]
    assert (raw / "mine" / "road.txt").read_text(encoding="utf-8") == TEXT
    (article,) = read_article(raw / "mine" / "road.txt")
    assert (article.outlet, article.published_on) == ("Sahel Herald", dt.date(2024, 5, 7))
    assert article.title == "Road from Gao opens again"
    assert json.loads((tmp_path / "road.meta.json").read_text(encoding="utf-8"))["outlet"] == "Gao Weekly"


def test_a_new_collection_says_where_it_is_from_and_that_its_texts_stay_here(tmp_path: Path, raw: Path) -> None:
    result = add(Request(str(write_text(tmp_path)), "mine", Terms(producer="Sahel Herald")), raw, today=DAY)
    assert not result.may_redistribute
    found = read_collection(raw / "mine", "mine")
    assert found.warnings == ()
    assert found.origin == {
        "producer": "Sahel Herald",
        "title": "mine",
        "citation": None,
        "url": None,
        "date_accessed": DAY,
        "licence": None,
        "may_redistribute_text": False,
    }


def test_texts_may_be_passed_on_only_under_a_licence(tmp_path: Path, raw: Path) -> None:
    source = str(write_text(tmp_path))
    with pytest.raises(ValueError, match="--licence"):
        add(Request(source, "mine", Terms(may_redistribute_text=True)), raw)
    assert not (raw / "mine" / "road.txt").exists()
    result = add(Request(source, "open", Terms(licence="CC-BY-4.0", may_redistribute_text=True)), raw)
    assert result.may_redistribute
    assert not (raw / "open" / ".gitignore").exists()


@pytest.mark.parametrize("other", [Terms(may_redistribute_text=True, licence="CC0-1.0"), Terms(licence="CC-BY-4.0")])
def test_articles_under_other_terms_are_refused(tmp_path: Path, raw: Path, other: Terms) -> None:
    add(Request(str(write_text(tmp_path)), "mine"), raw)
    more = write_text(tmp_path, "more.txt", TEXT.replace("Gao", "Gossi"))
    with pytest.raises(ValueError, match="another collection"):
        add(Request(str(more), "mine", other), raw)
    assert not (raw / "mine" / "more.txt").exists()


def test_a_folder_comes_with_its_layout_its_metadata_and_its_terms(tmp_path: Path, raw: Path) -> None:
    source = tmp_path / "herald"
    write_text(source, "2024/road.txt", outlet="Sahel Herald")
    write_text(source, "2024/page.html", PAGE.replace("Gao", "Gossi"))
    write_text(source, "notes.md", "Only notes.")
    write_text(source, "table.docx", "PK")
    terms = {"producer": "Sahel Herald", "licence": "CC-BY-4.0", "may_redistribute_text": True}
    (source / "collection.yaml").write_text(yaml.safe_dump({"origin": terms}), encoding="utf-8")
    result = add(Request(str(source)), raw, today=DAY)
    assert [name for name, _ in result.placed] == ["2024/page.html", "2024/road.txt"]
    assert (raw / "herald" / "2024" / "road.meta.json").is_file()
    assert (read_collection(raw / "herald", "herald").licence, result.may_redistribute) == ("CC-BY-4.0", True)
    assert [one.partition(":")[0] for one in result.refused] == ["table.docx"]
    assert result.passed_over == ["notes.md (document about the folder)"]


def test_what_a_folder_withholds_is_not_let_out_by_a_word(tmp_path: Path, raw: Path) -> None:
    source = tmp_path / "herald"
    write_text(source)
    terms = {"licence": "all rights reserved", "may_redistribute_text": False}
    (source / "collection.yaml").write_text(yaml.safe_dump({"origin": terms}), encoding="utf-8")
    with pytest.raises(ValueError, match="may not be passed on"):
        add(Request(str(source), terms=Terms(may_redistribute_text=True)), raw)
    assert not raw.exists() or not list(raw.rglob("*.txt"))


def test_a_folder_of_collections_is_added_one_by_one(tmp_path: Path, raw: Path) -> None:
    write_text(tmp_path / "press", "herald/road.txt")
    (tmp_path / "press" / "herald" / "collection.yaml").write_text("origin: {licence: CC0-1.0}", encoding="utf-8")
    with pytest.raises(ValueError, match="add herald one by one"):
        add(Request(str(tmp_path / "press")), raw)


def test_a_folder_that_lies_there_already_gets_what_it_lacks(raw: Path) -> None:
    write_text(raw / "mine")
    result = add(Request(str(raw / "mine")), raw, today=DAY)
    assert (result.placed, result.known) == ([], ["road.txt"])
    assert {path.name for path in (raw / "mine").iterdir()} == {".gitignore", "collection.yaml", "road.txt"}


def test_adding_twice_changes_nothing(tmp_path: Path, raw: Path) -> None:
    source = str(write_text(tmp_path))
    request = Request(source, "mine", details=Details(outlet="Sahel Herald"))
    add(request, raw, today=DAY)
    before = {path: path.read_bytes() for path in raw.rglob("*") if path.is_file()}
    again = add(request, raw, today=dt.date(2025, 1, 1))
    assert (again.placed, again.known) == ([], ["road.txt"])
    assert {path: path.read_bytes() for path in raw.rglob("*") if path.is_file()} == before


def test_another_article_of_the_same_name_is_not_written_over(tmp_path: Path, raw: Path) -> None:
    add(Request(str(write_text(tmp_path)), "mine"), raw)
    other = str(write_text(tmp_path / "other", text=TEXT.replace("Gao", "Gossi")))
    with pytest.raises(ValueError, match="--replace"):
        add(Request(other, "mine"), raw)
    assert "Gossi" not in (raw / "mine" / "road.txt").read_text(encoding="utf-8")
    add(Request(other, "mine", replace=True), raw)
    assert "Gossi" in (raw / "mine" / "road.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (Request("nowhere.txt", "mine"), "does not exist"),
        (Request("road.txt"), "--collection"),
        (Request("road.txt", "../outside"), "no name of a collection"),
        (Request("road.txt", ".hidden"), "no name of a collection"),
        (Request("road.txt", "mine", details=Details(published="soon")), "no date"),
        (Request("road.txt", "mine", details=Details(language="ha")), "is not read"),
        (Request("short.txt", "mine"), "not an article"),
        (Request("folder", details=Details(title="One")), "--title is said of one article"),
    ],
)
def test_what_cannot_be_added_is_said_and_leaves_nothing_behind(
    tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch, request_: Request, words: str
) -> None:
    write_text(tmp_path)
    write_text(tmp_path, "short.txt", "Nothing.")
    write_text(tmp_path, "folder/one.txt")
    write_text(tmp_path, "folder/two.txt", TEXT.replace("Gao", "Gossi"))
    monkeypatch.chdir(tmp_path)
    with pytest.raises((ValueError, FileNotFoundError), match=words):
        add(request_, raw)
    assert not raw.exists()


def test_what_is_not_said_is_asked_for(tmp_path: Path, raw: Path) -> None:
    answers = {
        "Publication date": "2024-05-07",
        "Outlet": "Sahel Herald",
        "Collection": "mine",
        "Who published": "Sahel Herald",
        "Licence": "CC-BY-4.0",
        "May the texts": "yes",
    }

    def ask(question: str, proposed: str) -> str:
        return next(answer for start, answer in answers.items() if question.startswith(start))

    result = add(Request(str(write_text(tmp_path))), raw, ask=ask)
    assert result.may_redistribute
    (article,) = read_article(raw / "mine" / "road.txt")
    assert (article.outlet, article.published_on) == ("Sahel Herald", dt.date(2024, 5, 7))


def test_empty_answers_leave_things_at_their_most_careful(tmp_path: Path, raw: Path) -> None:
    asked: list[str] = []

    def ask(question: str, proposed: str) -> str:
        asked.append(question)
        return proposed

    result = add(Request(str(write_text(tmp_path)), "mine"), raw, ask=ask)
    assert not result.may_redistribute
    # Without a licence there is nothing to ask.
    assert not any(question.startswith("May the texts") for question in asked)


def test_what_was_added_is_what_ingest_reads(tmp_path: Path, raw: Path) -> None:
    other = WORDS.replace("cleared", "closed").replace("Gao", "Gossi")
    records = [
        {"title": "Road opens", "text": WORDS, "outlet": "Sahel Herald", "date": "2024-05-07"},
        {
            "title": "Road closes",
            "text": other,
            "date": "2024-05-09",
        },
    ]
    export = tmp_path / "export.jsonl"
    export.write_text("\n".join(json.dumps(one) for one in records), encoding="utf-8")
    result = add(Request(str(export), "mine"), raw)
    assert [len(found or []) for _, found in result.placed] == [2]
    summary = ingest(raw, tmp_path / "interim", workers=1)
    articles = table("articles").read(tmp_path / "interim" / "articles.parquet")
    assert (summary.n_articles, set(articles["collection"])) == (2, {"mine"})
    assert not articles["may_redistribute_text"].any()


def test_the_command_tells_what_it_did_and_ends_with_3_when_something_was_left_out(tmp_path: Path, raw: Path) -> None:
    source = tmp_path / "herald"
    write_text(source, "road.txt")
    write_text(source, "short.txt", "Nothing.")
    answer = CliRunner().invoke(APP, [str(source), "--raw", str(raw), "--outlet", "Sahel Herald"])
    assert answer.exit_code == 3
    assert "added road.txt\n  en, no date, Sahel Herald: Road from Gao opens again" in answer.output
    assert "left out short.txt: not an article" in answer.output
    assert "1 without a publication date" in answer.output
    assert "collection herald: not to be passed on, kept out of Git" in answer.output
    again = CliRunner().invoke(APP, [str(source / "road.txt"), "--raw", str(raw), "--collection", "herald"])
    assert again.exit_code == 1  # The sidecar names an outlet that is not said this time.


def test_the_command_asks_on_a_terminal(tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_is_terminal", lambda: True)
    typed = "2024-05-07\nSahel Herald\nmine\nSahel Herald\n\n"
    answer = CliRunner().invoke(APP, [str(write_text(tmp_path)), "--raw", str(raw)], input=typed)
    assert answer.exit_code == 0, answer.output
    assert "en, 2024-05-07, Sahel Herald" in answer.output
