"""What is kept of extractions, and when it is asked for again."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_dataset import store
from sahel_dataset.extract import cache
from sahel_dataset.extract.cache import Kept, content_key, fingerprint, packed, unpacked
from sahel_dataset.extract.mentions import (
    Article,
    ClaimMention,
    EventMention,
    Extraction,
    LocalActor,
    Participant,
    Report,
)

_dates = st.none() | st.dates()
_words = st.none() | st.text(max_size=12)


def _extraction(article_id: str, text: str, day: dt.date | None, number: int | None, share: float) -> Extraction:
    event = EventMention(
        f"{article_id}:e1", article_id, "armed_clash", day, day, "day", text, "ml-gao", "Gao", "ML", None, share, -0.04,
        "exact", "actual", False, True, 3, 9, (Report(3, 9, text), Report(20, 21, "x")),
        (Participant("jnim", "initiator"), Participant("civilians", "victim", "inferred", "local:x")),
    )  # fmt: skip
    claim = ClaimMention(
        f"{article_id}:c1", article_id, f"{article_id}:e1", None, "military", text, None, "said", "asserts", "toll",
        "killed", number, number, text, "civilians", None, "jnim", None, day, 0, len(text), text, share,
    )  # fmt: skip
    loose = dataclasses.replace(claim, claim_mention_id=f"{article_id}:c2", mention_id=None)
    return Extraction(article_id, (event,), (claim, loose), (LocalActor("local:x", text, "armed_group"),))


def _article(n: int, language: str = "en") -> Article:
    return Article(f"a{n}", f"Calm in Gao, day {n}.", 0, language, dt.date(2024, 1, 1), "The Sahel Sample")


@given(
    st.text(max_size=30), _dates, st.none() | st.integers(0, 10**9), st.floats(allow_nan=False, allow_infinity=False)
)
def test_an_extraction_comes_back_as_it_was(text: str, day: dt.date | None, number: int | None, share: float) -> None:
    extraction = _extraction("a:b#1", text, day, number, share)
    assert unpacked(packed(extraction), "a:b#1") == extraction
    assert unpacked(packed(extraction), "other") == _extraction("other", text, day, number, share)


@given(st.binary(max_size=60))
def test_bytes_that_are_no_extraction_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a kept extraction"):
        unpacked(data, "a")


def test_everything_told_of_an_article_but_its_id_is_in_its_key() -> None:
    one = _article(1)
    others: list[Article] = [
        dataclasses.replace(one, text="Calm in Gao"),
        dataclasses.replace(one, body_start=1),
        dataclasses.replace(one, language="fr"),
        dataclasses.replace(one, published_on=None),
        dataclasses.replace(one, outlet=None),
    ]
    assert len({content_key(article) for article in [one, *others]}) == 6
    assert content_key(dataclasses.replace(one, article_id="b")) == content_key(one)
    assert {field.name for field in dataclasses.fields(Article)} == {
        "article_id", "text", "body_start", "language", "published_on", "outlet",
    }  # fmt: skip


def _fingerprints(package: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    monkeypatch.setattr(cache, "__file__", str(package / "extract" / "cache.py"))
    fingerprint.cache_clear()
    try:
        return fingerprint("en"), fingerprint("fr")
    finally:
        fingerprint.cache_clear()


@pytest.mark.parametrize(
    ("file", "changes"),
    [
        ("knowledge/lexicon/en/events.yaml", (True, False)),
        ("knowledge/lexicon/fr/events.yaml", (False, True)),
        ("extract/language/fr.py", (False, True)),
        ("knowledge/actors/people.yaml", (True, True)),
        ("knowledge/places/areas.csv", (True, True)),
        ("extract/default.py", (True, True)),
        ("extract/annotate.py", (False, False)),
        ("knowledge/outlets.yaml", (False, False)),
    ],
)
def test_a_change_makes_stale_what_it_concerns_and_nothing_else(
    file: str, changes: tuple[bool, bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(cache.__file__).parent.parent
    for folder in ("extract", "knowledge"):
        shutil.copytree(root / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    before = _fingerprints(tmp_path, monkeypatch)
    with (tmp_path / file).open("a") as stream:
        stream.write("# another word\n")
    after = _fingerprints(tmp_path, monkeypatch)
    assert tuple(a != b for a, b in zip(before, after, strict=True)) == changes


def keep(kept: Kept, article: Article, extraction: Extraction) -> None:
    kept.keep(article.language, content_key(article), packed(extraction))


def test_what_is_kept_is_found_under_any_id(tmp_path: Path) -> None:
    one, two = _article(1), _article(2, "fr")
    with Kept(tmp_path) as kept:
        keep(kept, one, _extraction("a1", "x", None, 3, 0.1))
    moved = dataclasses.replace(one, article_id="z")
    with Kept(tmp_path) as kept:
        assert list(kept.find([two, moved])) == [(moved, _extraction("z", "x", None, 3, 0.1))]


def test_full_batches_outlive_a_run_that_never_ends_well(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    for n in range(store.BATCH + 5):
        keep(kept, _article(n), Extraction(f"a{n}"))
    # The first run is still open: as good as killed.
    with Kept(tmp_path) as other:
        assert len(list(other.find([_article(n) for n in range(store.BATCH + 5)]))) == store.BATCH


def test_a_store_that_is_torn_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "extractions.sqlite").write_bytes(b"no database at all " * 400)
    with Kept(tmp_path) as kept:
        assert kept.problem is None
        keep(kept, _article(1), Extraction("a1"))
    with Kept(tmp_path) as kept:
        assert len(list(kept.find([_article(1)]))) == 1


def test_a_kept_value_that_is_damaged_is_read_again(tmp_path: Path) -> None:
    with Kept(tmp_path) as kept:
        keep(kept, _article(1), _extraction("a1", "x", None, 3, 0.1))
        keep(kept, _article(2), _extraction("a2", "x", None, 3, 0.1))
    with sqlite3.connect(tmp_path / "extractions.sqlite") as database:
        database.execute("UPDATE kept SET value = substr(value, 1, 20) WHERE rowid = 1")
    with Kept(tmp_path) as kept:
        assert [article.article_id for article, _ in kept.find([_article(1), _article(2)])] == ["a2"]


def test_a_place_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with Kept(tmp_path / "file") as kept:
        assert kept.problem is not None and "not kept" in kept.problem
        keep(kept, _article(1), Extraction("a1"))
        assert list(kept.find([_article(1)])) == []


def test_the_store_forgets_all_but_the_last_fingerprints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(store._MOST_FINGERPRINTS + 3):
        monkeypatch.setattr(cache, "fingerprint", lambda language, n=n: f"{language}{n}")
        with Kept(tmp_path) as kept:
            keep(kept, _article(1), Extraction("a1"))
    with sqlite3.connect(tmp_path / "extractions.sqlite") as database:
        assert database.execute("SELECT count(*) FROM kept").fetchone() == (store._MOST_FINGERPRINTS,)
    with Kept(tmp_path) as kept:
        assert len(list(kept.find([_article(1)]))) == 1
