"""Words of articles that may not be passed on."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pandas as pd
import pytest

from sahel_dataset.paths import Project
from sahel_dataset.release.bundle import build
from sahel_dataset.release.leaks import RUN, leaks
from sahel_dataset.release.readiness import NotReadyError
from sahel_dataset.release.verify import verify
from sahel_dataset.restricted import shorten_quotes
from sahel_dataset.schema import table
from tests.release.project import write_project
from tests.sample import Tables, sample_tables

# One sentence of several hundred characters, the claim in its middle.
BEFORE = (
    "who had been at the post since the rains began and had not been relieved in all that time, though he had asked "
    "for it twice by letter and once by radio, and though the officer of the neighbouring post had offered to send him "
    "half of his own men for as long as the road stayed open to lorries and the river could be crossed on foot"
)
LONG = f"The captain of the post, {BEFORE}, said that seventeen soldiers had been killed at Tinza, and then he wept."
AFTER = "Nobody slept that night in any of the eleven houses that stand between the well and the road to the north."


def restricted_tables() -> Tables:
    """Return the sample with a second article that may not be passed on, and a long claim in it."""
    made = sample_tables()
    (article,) = (row for row in made["articles"] if row["article_id"] == "a2")
    (text,) = (row for row in made["texts"] if row["article_id"] == "a2")
    text["text"] += f" {LONG} {AFTER}"
    article["may_redistribute_text"] = False
    article["text_sha256"] = hashlib.sha256(text["text"].encode()).hexdigest()
    article["n_chars"] = len(text["text"])
    (like,) = (row for row in made["claims"] if row["claim_id"] == "c4")
    start = text["text"].index(LONG)
    made["claims"].append(
        like
        | {
            "claim_id": "c5",
            "claimant_text": "The captain of the post",
            "cue": "said",
            "quantity_text": "seventeen",
            "quantity_low": 17,
            "quantity_high": 17,
            "victim_class": "soldiers",
            "quote": LONG,
            "quote_start": start,
            "quote_end": start + len(LONG),
        }
    )
    return made


def linked(made: Tables) -> Tables:
    """Return tables as linking leaves them."""
    frames = {name: table(name).to_frame(rows) for name, rows in made.items()}
    return made | shorten_quotes(frames)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project with an article that may not be passed on."""
    return write_project(tmp_path_factory.mktemp("restricted"), linked(restricted_tables()), reports="")


@pytest.fixture(scope="module")
def restricted(project: Project) -> Path:
    """Return its release."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sahel_dataset.release.registry._PACKAGED", project.root / "none")
        return build(project, "2026.12.0").folder


def _everything(folder: Path) -> dict[str, str]:
    read = {}
    for path in folder.rglob("*"):
        if path.suffix == ".parquet":
            read[path.name] = pd.read_parquet(path).to_csv()
        elif path.is_file():
            read[path.name] = path.read_text(encoding="utf-8")
    return read


def test_no_file_of_the_release_holds_text_that_may_not_be_passed_on(restricted: Path) -> None:
    for name, content in _everything(restricted).items():
        assert "Nobody slept that night" not in content, name
        assert "since the rains began" not in content, name
        assert "he wept" not in content, name
        assert "pas cinquante" not in content, name


def test_texts_that_may_be_passed_on_are_in_it(restricted: Path) -> None:
    assert pd.read_parquet(restricted / "data" / "texts.parquet")["article_id"].to_list() == ["a1"]


def test_a_long_quote_is_cut_to_the_words_that_carry_the_claim(restricted: Path) -> None:
    claims = pd.read_parquet(restricted / "data" / "claims.parquet").set_index("claim_id")
    quote = claims.loc["c5", "quote"]
    assert quote == "said that seventeen soldiers had been killed at Tinza,"
    assert len(quote) == claims.loc["c5", "quote_end"] - claims.loc["c5", "quote_start"]
    text = next(row["text"] for row in restricted_tables()["texts"] if row["article_id"] == "a2")
    assert text[claims.loc["c5", "quote_start"] : claims.loc["c5", "quote_end"]] == quote


def test_short_quotes_and_those_of_open_articles_stay_whole(restricted: Path) -> None:
    claims = pd.read_parquet(restricted / "data" / "claims.parquet").set_index("claim_id")
    for row in sample_tables()["claims"]:
        assert claims.loc[row["claim_id"], "quote"] == row["quote"]


def test_the_release_says_what_was_withheld_and_is_whole(restricted: Path) -> None:
    readme = (restricted / "README.md").read_text(encoding="utf-8")
    assert "Of 1 article the text may not be passed on" in readme
    assert "the shortest stretch that carries the claim, at most 300 characters" in readme
    assert "Their words stay their publishers'" in readme
    assert verify(restricted).holds


def test_the_front_page_is_made_from_what_is_released(restricted: Path) -> None:
    page = (restricted / "reports" / "index.html").read_text(encoding="utf-8")
    assert "said that seventeen soldiers had been killed at Tinza," in page
    assert 'href="validation/index.html"' in page


def test_tables_in_which_a_quote_was_not_cut_are_not_released(tmp_path: Path) -> None:
    uncut = write_project(tmp_path / "uncut", restricted_tables(), reports="")
    with pytest.raises(NotReadyError, match=r"claims\.quote would pass on more than 300 characters.*`sahel link`"):
        build(uncut, "2026.12.0")


def test_a_page_that_shows_such_a_text_stops_the_release(
    project: Project, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    accuracy = project.reports / "accuracy"
    accuracy.mkdir()
    request.addfinalizer(lambda: shutil.rmtree(accuracy))
    marked = AFTER.replace("eleven", "<mark>eleven</mark>")
    (accuracy / "index.html").write_text(f"<p>{marked}</p>", encoding="utf-8")
    with pytest.raises(NotReadyError, match=r"may not be passed on.*accuracy/index\.html: a2"):
        build(project, "2026.12.0", tmp_path / "releases")
    assert list((tmp_path / "releases").iterdir()) == []


def _look(folder: Path, content: str, name: str = "page.html", released: tuple[str, ...] = ()) -> list[str]:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(content, encoding="utf-8")
    text = f"{LONG} {AFTER}"
    texts = pd.DataFrame(
        {"article_id": ["r", "o"], "text": [text, "An open text. " + "It says a few words more than that."]}
    )
    articles = pd.DataFrame({"article_id": ["r", "o"], "may_redistribute_text": [False, True], "title": [None, None]})
    claims = pd.DataFrame({"article_id": ["r"], "quote_start": [0], "quote_end": [len(LONG)], "quote": [LONG]})
    return [leak.file for leak in leaks(folder, texts, articles, claims, released)]


@pytest.mark.parametrize(
    "content",
    [
        AFTER,
        AFTER.upper(),
        AFTER.replace("that", "<b>th</b>at"),
        AFTER.replace(" ", "&nbsp;"),
        AFTER.replace(" ", "\\u0020"),
        " ".join(AFTER.split()[3 : 3 + RUN]),
    ],
    ids=["plain", "capitals", "markup", "entities", "escapes", "eight words"],
)
def test_running_words_are_found_however_they_are_written(tmp_path: Path, content: str) -> None:
    assert _look(tmp_path / "look", f"<script>x</script>{content}") == ["page.html"]


@pytest.mark.parametrize(
    "content",
    [LONG, "It says a few words more than that.", " ".join(AFTER.split()[: RUN - 1]), "Other words altogether."],
    ids=["released quote", "open text", "seven words", "other words"],
)
def test_quotes_open_texts_and_common_phrases_are_let_through(tmp_path: Path, content: str) -> None:
    assert _look(tmp_path / "look", content) == []


def test_quotes_of_an_earlier_release_are_out_already(tmp_path: Path) -> None:
    assert _look(tmp_path / "look", AFTER, released=(AFTER,)) == []
