"""The stage: what is read again, and that the tables do not tell how they were made."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sahel_dataset.extract import run as stage
from sahel_dataset.extract import tables
from sahel_dataset.extract.mentions import Article, ClaimMention, Extraction
from sahel_dataset.schema import table

STORIES = [
    ("en", "Gunmen killed {n} soldiers near Djibo on Monday, the army said. The group claimed the attack on Tuesday."),
    (
        "fr",
        "Des hommes armés ont tué {n} soldats près de Djibo lundi, a indiqué l'armée. Le groupe a revendiqué l'attaque.",
    ),
]


def write_interim(folder: Path, numbers: range | list[int]) -> None:
    """Write made-up articles, English and French in turn, as `ingest` leaves them."""
    articles, texts = [], []
    for n in numbers:
        language, story = STORIES[n % 2]
        text = story.format(n=n + 2)
        row = dict.fromkeys(table("articles").columns)
        articles.append(
            row
            | {
                "article_id": f"a{n:03d}", "collection": "made", "source_file": f"{n}.txt", "language": language,
                "published_on": dt.date(2024, 5, 2), "published_precision": "day", "published_basis": "metadata",
                "text_sha256": f"{n:064d}", "n_chars": len(text), "may_redistribute_text": False,
            }
        )  # fmt: skip
        texts.append({"article_id": f"a{n:03d}", "text": text, "body_start": 0, "source_spans": "[]"})
    folder.mkdir(parents=True, exist_ok=True)
    table("articles").write(pd.DataFrame(articles), folder / "articles.parquet")
    table("texts").write(pd.DataFrame(texts), folder / "texts.parquet")


def written(interim: Path) -> dict[str, bytes]:
    """Return the tables of mentions as bytes."""
    return {path.name: path.read_bytes() for path in sorted((interim / "mentions").iterdir())}


class Counting:
    """Stands in for the extractor and counts what it reads."""

    fingerprint = "counting"

    def __init__(self) -> None:
        self.read: list[str] = []
        self.fail_at: int | None = None

    def extract(self, article: Article) -> Extraction:
        if len(self.read) == self.fail_at:
            raise KeyboardInterrupt
        self.read.append(article.article_id)
        name = article.article_id
        claim = ClaimMention(
            f"{name}:c1", name, None, None, "military", None, None, None, "asserts", "toll", "killed", 2, 2, "2", None,
            None, None, None, article.published_on, 0, 7, article.text[:7],
        )  # fmt: skip
        return Extraction(name, (), (claim,))


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    found = Counting()
    monkeypatch.setattr(stage, "extractor", lambda: found)
    return found


def test_after_adding_one_article_one_is_read(tmp_path: Path, counting: Counting) -> None:
    write_interim(tmp_path, range(20))
    assert stage.run(tmp_path, workers=1, kept=tmp_path / "kept").n_kept == 0
    counting.read.clear()
    write_interim(tmp_path, range(21))
    summary = stage.run(tmp_path, workers=1, kept=tmp_path / "kept")
    assert counting.read == ["a020"]
    assert (summary.n_articles, summary.n_kept, summary.n_claims) == (21, 20, 21)


def test_the_tables_are_the_same_bytes_with_and_without_what_is_kept(tmp_path: Path, counting: Counting) -> None:
    write_interim(tmp_path, range(8))
    stage.run(tmp_path, workers=1, kept=tmp_path / "kept")
    first = written(tmp_path)
    stage.run(tmp_path, workers=1, kept=tmp_path / "kept")
    assert written(tmp_path) == first
    stage.run(tmp_path, workers=1)
    assert written(tmp_path) == first


def test_articles_with_one_content_are_read_once(tmp_path: Path, counting: Counting) -> None:
    write_interim(tmp_path, [0, 1, 2])
    texts = table("texts").read(tmp_path / "texts.parquet")
    table("texts").write(texts.assign(text=[texts.text[0], texts.text[1], texts.text[0]]), tmp_path / "texts.parquet")
    stage.run(tmp_path, workers=1)
    found = table("claim_mentions").read(tmp_path / "mentions" / "claim_mentions.parquet")
    assert list(found["claim_mention_id"]) == ["a000:c1", "a001:c1", "a002:c1"]
    assert counting.read == ["a000", "a001"]


def test_tables_that_are_not_of_one_run_of_ingest_are_refused(tmp_path: Path, counting: Counting) -> None:
    write_interim(tmp_path, range(3))
    write_interim(tmp_path / "other", range(4))
    (tmp_path / "other" / "texts.parquet").replace(tmp_path / "texts.parquet")
    with pytest.raises(ValueError, match="run sahel ingest again"):
        stage.run(tmp_path, workers=1)
    assert not counting.read and not (tmp_path / "mentions").exists()


def test_mentions_are_sorted_by_key_though_an_articles_id_begins_with_that_of_another(
    tmp_path: Path, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``a000-2:c1`` comes before ``a000:c1``, though ``a000`` comes before ``a000-2``."""
    monkeypatch.setattr(tables, "_AT_ONCE", 1)
    write_interim(tmp_path, range(2))
    for name in ("articles", "texts"):
        path = tmp_path / f"{name}.parquet"
        rows = table(name).read_arrow(path).to_pylist()
        longer = [{**row, "article_id": f"{row['article_id']}{more}"} for row in rows for more in ("-2", "-2-3", "b")]
        table(name).write(rows + longer, path)
    stage.run(tmp_path, workers=1)
    found = table("claim_mentions").read(tmp_path / "mentions" / "claim_mentions.parquet")
    names = [f"a00{n}{more}:c1" for n in range(2) for more in ("-2-3", "-2", "", "b")]
    assert list(found["claim_mention_id"]) == names == sorted(names)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("ab-:2", min_size=1, max_size=4), unique=True, max_size=12))
def test_mentions_are_sorted_by_key_whatever_the_ids(tmp_path_factory: pytest.TempPathFactory, ids: list[str]) -> None:
    folder = tmp_path_factory.mktemp("mentions")
    reader = Counting()
    with tables.writing_mentions(folder) as writer:
        for name in sorted(ids):
            writer.add(reader.extract(Article(name, "Calm in Gao.", 0, "en")))
    found = table("claim_mentions").read(folder / "claim_mentions.parquet")
    assert list(found["claim_mention_id"]) == sorted(f"{name}:c1" for name in ids)


def test_a_run_that_was_cut_off_goes_on_where_it_was(tmp_path: Path, counting: Counting) -> None:
    write_interim(tmp_path, range(50))
    counting.fail_at = 40
    with pytest.raises(KeyboardInterrupt):
        stage.run(tmp_path, workers=1, kept=tmp_path / "kept")
    assert not (tmp_path / "mentions").exists()
    counting.fail_at = None
    assert stage.run(tmp_path, workers=1, kept=tmp_path / "kept").n_kept == 40


def test_the_default_extractor_gives_the_same_whether_kept_or_not(tmp_path: Path) -> None:
    write_interim(tmp_path, range(4))
    stage.run(tmp_path, workers=1, kept=tmp_path / "kept")
    first = written(tmp_path)
    assert stage.run(tmp_path, workers=1, kept=tmp_path / "kept").n_kept == 4
    assert written(tmp_path) == first
    assert len(table("event_mentions").read(tmp_path / "mentions" / "event_mentions.parquet")) >= 4


@pytest.mark.parametrize(("language", "other"), [("en", "fr"), ("fr", "en")])
def test_an_article_is_read_without_the_lexicon_of_the_other_language(language: str, other: str) -> None:
    """What makes it right that a lexicon's change leaves the other language's extractions as they are."""
    text = next(story for code, story in STORIES if code == language).format(n=4)
    program = f"""
import io, pathlib, sys
before = pathlib.Path.open
def watched(path, *rest, **more):
    if "lexicon/{other}/" in path.as_posix():
        sys.exit(f"opened {{path}}")
    return before(path, *rest, **more)
pathlib.Path.open = watched
text_before = pathlib.Path.read_text
def text_watched(path, *rest, **more):
    if "lexicon/{other}/" in path.as_posix():
        sys.exit(f"opened {{path}}")
    return text_before(path, *rest, **more)
pathlib.Path.read_text = text_watched
import sahel_dataset.extract.lexicon as lexicons
from sahel_dataset.extract.mentions import Article
from sahel_dataset.extract.default import DefaultExtractor
found = DefaultExtractor().extract(Article("a", {text!r}, 0, "{language}"))
assert found.claims
try:
    lexicons.lexicon("{other}")
except SystemExit:
    print("watched")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=os.environ.copy(), check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "watched"
