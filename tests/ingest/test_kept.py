"""What is kept of files that were read, and when they are read again."""

from __future__ import annotations

import importlib
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_dataset.ingest import kept
from sahel_dataset.ingest.kept import Read, article_of, fingerprint, packed, unpacked
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.records import ArticleRecord, Reason, Rejection
from sahel_dataset.ingest.scan import Task
from sahel_dataset.ingest.signature import signature_of
from tests.ingest.stories import ENGLISH, FRENCH

# The package's name for it is the function in it.
stage = importlib.import_module("sahel_dataset.ingest.run")

_words = st.none() | st.text(max_size=12)
_articles = st.builds(
    ArticleRecord,
    article_id=st.text(max_size=8), collection=st.just("c"), source_file=st.text(max_size=8), language=st.just("en"),
    text=st.text(max_size=30), body_start=st.integers(0, 5), text_sha256=st.just("0"), url=_words, outlet=_words,
    title=_words, published_on=st.none() | st.dates(), retrieved_on=st.none() | st.dates(),
    may_redistribute_text=st.booleans(), warnings=st.lists(st.text(max_size=5), max_size=2).map(tuple),
)  # fmt: skip
_rejections = st.builds(Rejection, st.text(max_size=8), st.sampled_from(Reason), st.text(max_size=12))


@given(st.lists(_articles, max_size=2), st.lists(_rejections, max_size=2), st.lists(st.text(max_size=9), max_size=2))
def test_what_a_file_gave_comes_back_as_it_was(
    articles: list[ArticleRecord], rejections: list[Rejection], warnings: list[str]
) -> None:
    read = Read(articles, rejections, warnings)
    read.not_worth_reading["not_relevant"] = 3
    signatures = [signature_of(article.body, IngestParams()) for article in articles]
    found = unpacked(packed(read, signatures))
    assert [article_of(entry.packed) for entry in found.entries] == articles
    assert [entry.signature for entry in found.entries] == [one.to_bytes() for one in signatures]
    assert [(one.article_id, one.outlet, one.url) for one in found.entries] == [
        (one.article_id, one.outlet, one.url) for one in articles
    ]
    assert list(found.rejections) == rejections
    assert list(found.warnings) == warnings
    assert found.not_worth_reading == {"not_relevant": 3}


@given(st.binary(max_size=60))
def test_bytes_that_were_never_kept_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="nothing that was kept"):
        unpacked(data)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw" / "made_up"
    folder.mkdir(parents=True)
    for n, story in enumerate((ENGLISH[0], FRENCH[0], ENGLISH[1])):
        (folder / f"{n}.txt").write_text("\n\n".join([story.title, *story.paragraphs]) + "\n")
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02" * 50)
    (folder / "0.meta.json").write_text('{"published": "2023-05-10"}')
    return folder.parent


def _run(raw: Path, out: Path, monkeypatch: pytest.MonkeyPatch, *, keep: bool = True, **params: object) -> list[str]:
    """Ingest, and return the names of the files that were read."""
    names: list[str] = []
    really = stage._read_task

    def noting(task: Task, params: IngestParams) -> Read:
        names.append(task.path.name)
        return really(task, params)

    with monkeypatch.context() as patch:
        patch.setattr(stage, "_read_task", noting)
        store = out.parent / "kept" if keep else None
        stage.run(raw, out, IngestParams(**params), workers=1, kept=store)  # type: ignore[arg-type]
    return names


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_a_second_run_reads_nothing_and_writes_the_same_bytes(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "interim"
    assert len(_run(raw, out, monkeypatch)) == 4
    first = _bytes(out)
    assert _run(raw, out, monkeypatch) == []
    assert _bytes(out) == first
    assert len(_run(raw, out, monkeypatch, keep=False)) == 4
    assert _bytes(out) == first


@pytest.mark.parametrize(
    ("change", "read"),
    [
        (lambda folder: (folder / "1.txt").write_text((folder / "1.txt").read_text() + "Et voilà.\n"), ["1.txt"]),
        (lambda folder: (folder / "0.meta.json").write_text('{"published": "2023-05-11"}'), ["0.txt"]),
        (lambda folder: (folder / "2.meta.json").write_text('{"published": "2023-05-11"}'), ["2.txt"]),
        (lambda folder: shutil.copy(folder / "0.txt", folder / "3.txt"), ["3.txt"]),
        (lambda folder: (folder / "1.txt").rename(folder / "9.txt"), ["9.txt"]),
        (lambda folder: (folder / "2.txt").touch(), []),
        (lambda folder: (folder / "2.txt").unlink(), []),
    ],
)
def test_only_what_changed_is_read_and_the_tables_are_those_of_a_run_from_nothing(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: object, read: list[str]
) -> None:
    _run(raw, tmp_path / "interim", monkeypatch)
    change(raw / "made_up")  # type: ignore[operator]
    assert _run(raw, tmp_path / "interim", monkeypatch) == read
    _run(raw, tmp_path / "anew", monkeypatch, keep=False)
    kept_bytes, anew = _bytes(tmp_path / "interim"), _bytes(tmp_path / "anew")
    assert {name: kept_bytes[name] for name in anew} == anew


def test_another_setting_reads_all_again_but_not_one_of_wire_stories(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _run(raw, tmp_path / "interim", monkeypatch)
    assert _run(raw, tmp_path / "interim", monkeypatch, wire_days=3) == []
    assert len(_run(raw, tmp_path / "interim", monkeypatch, min_body_words=5)) == 4
    # What decides how articles are compared is part of what is kept of them.
    assert len(_run(raw, tmp_path / "interim", monkeypatch, wire_seed=2)) == 4


def test_a_kept_value_that_is_damaged_is_read_again(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _run(raw, tmp_path / "interim", monkeypatch)
    with sqlite3.connect(tmp_path / "kept" / "files.sqlite") as database:
        database.execute("UPDATE kept SET value = x'00' WHERE rowid = 1")
    assert len(_run(raw, tmp_path / "interim", monkeypatch)) == 1


def test_a_large_file_is_told_by_its_ends_its_size_and_when_it_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_WHOLE_BYTES", 1000)
    monkeypatch.setattr(kept, "_END_BYTES", 100)
    path = tmp_path / "large.jsonl"
    path.write_bytes(b"a" * 5000)
    task = Task(path, "large.jsonl", "c", None, may_redistribute_text=False)
    keys = [kept.task_key(task, IngestParams())]
    for data in (b"b" + b"a" * 4999, b"a" * 4999 + b"b", b"a" * 5001):
        path.write_bytes(data)
        keys.append(kept.task_key(task, IngestParams()))
    assert len(set(keys)) == 4
    assert kept.task_key(task, IngestParams()) == keys[-1]


@pytest.mark.parametrize(
    ("file", "changes"),
    [
        ("ingest/body.py", (True, True)),
        ("knowledge/outlets.yaml", (True, True)),
        ("knowledge/lexicon/en/events.yaml", (False, True)),
        ("knowledge/actors/people.yaml", (False, True)),
        ("ingest/wire.py", (False, False)),
        ("ingest/gathered.py", (False, False)),
        ("ingest/signature.py", (True, True)),
    ],
)
def test_a_change_makes_stale_what_it_concerns_and_nothing_else(
    file: str, changes: tuple[bool, bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(kept.__file__).parent.parent
    for folder in ("ingest", "knowledge"):
        shutil.copytree(root / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(kept, "__file__", str(tmp_path / "ingest" / "kept.py"))

    def both() -> tuple[str, str]:
        fingerprint.cache_clear()
        return fingerprint(relevance=False), fingerprint(relevance=True)

    try:
        before = both()
        with (tmp_path / file).open("a") as stream:
            stream.write("# another word\n")
        after = both()
    finally:
        fingerprint.cache_clear()
    assert tuple(a != b for a, b in zip(before, after, strict=True)) == changes
