"""No room, no right to write, no right to read, odd files, two runs at once: a clear error, and nothing torn."""

from __future__ import annotations

import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sahel_dataset.extract.mentions import Article, Extraction
from sahel_dataset.extract.run import run as extract
from sahel_dataset.ingest.run import run as ingest
from sahel_dataset.link.run import run as link
from tests.ingest.stories import ENGLISH, FRENCH

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights and limits are those of POSIX")

NOBODY = 65534
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.test_torture"])


class Silent:
    """Stands in for the extractor: finds nothing."""

    fingerprint = "silent"

    def extract(self, article: Article) -> Extraction:
        return Extraction(article.article_id)


def work(root: Path) -> None:
    from sahel_dataset.extract import run as stage

    stage.extractor = lambda: Silent()  # type: ignore[assignment]
    ingest(root / "raw", root / "interim", workers=1, kept=root / "kept")
    extract(root / "interim", workers=1, kept=root / "kept")
    link(root / "interim", root / "processed", root / "ledger")


def as_nobody(function: Callable[[Path], object], root: Path, answer: object) -> None:
    """Do something once with all rights, so that nothing has to be imported later, and once with none."""
    warm = Path(tempfile.mkdtemp())
    shutil.copytree(root / "raw", warm / "raw", symlinks=True, ignore=shutil.ignore_patterns("locked.txt"))
    work(warm)
    shutil.rmtree(warm)
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        answer.put(("done", function(root)))  # type: ignore[attr-defined]
    except OSError as error:
        answer.put((type(error).__name__, str(error)))  # type: ignore[attr-defined]


def asked_as_nobody(function: Callable[[Path], object], root: Path) -> tuple[str, object]:
    answer = _processes.SimpleQueue()
    process = _processes.Process(target=as_nobody, args=(function, root, answer))
    process.start()
    process.join(120)
    assert process.exitcode == 0
    return answer.get()


@pytest.fixture
def root() -> Iterator[Path]:
    # Not below pytest's folder, which nobody but its owner may enter.
    folder = Path(tempfile.mkdtemp(prefix="torture-"))
    folder.chmod(0o777)
    collection = folder / "raw" / "made_up"
    collection.mkdir(parents=True)
    for n, story in enumerate((ENGLISH[0], FRENCH[0], ENGLISH[1])):
        (collection / f"{n}.txt").write_text("\n\n".join([story.title, *story.paragraphs]) + "\n")
    yield folder
    for path in folder.rglob("*"):
        if not path.is_symlink() and path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(folder)


def tables(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for folder in ("interim", "processed", "ledger")
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }


def _ingest(root: Path) -> object:
    ingest(root / "raw", root / "interim", workers=1)
    return None


def _extract(root: Path) -> object:
    from sahel_dataset.extract import run as stage

    stage.extractor = lambda: Silent()  # type: ignore[assignment]
    extract(root / "interim", workers=1)
    return None


def _link(root: Path) -> object:
    link(root / "interim", root / "processed", root / "ledger")
    return None


@pytest.mark.parametrize(
    ("stage", "closed"),
    [(_ingest, "interim"), (_extract, "interim"), (_link, "")],
    ids=["ingest", "extract", "link"],
)
def test_a_folder_that_may_not_be_written_is_an_error_that_names_it_and_what_stood_there_stays(
    root: Path, stage: Callable[[Path], object], closed: str
) -> None:
    work(root)
    before = tables(root)
    (root / closed).chmod(0o555)
    kind, said = asked_as_nobody(stage, root)
    assert kind == "PermissionError"
    assert str(root) in str(said)
    assert tables(root) == before


def _read_what_can_be(root: Path) -> object:
    summary = ingest(root / "raw", root / "interim", workers=1)
    return [(Path(one.source_file).name, one.reason.value) for one in summary.rejections], summary.n_articles


def test_files_that_may_not_or_cannot_be_read_are_listed_and_the_rest_is_read(root: Path) -> None:
    collection = root / "raw" / "made_up"
    shutil.copy(collection / "0.txt", collection / "locked.txt")
    (collection / "gone.txt").symlink_to(root / "nowhere.txt")
    (collection / "loop.txt").symlink_to(collection / "loop.txt")
    (collection / "locked.txt").chmod(0)
    kind, said = asked_as_nobody(_read_what_can_be, root)
    assert kind == "done"
    rejections, n_articles = said  # type: ignore[misc]
    assert set(rejections) == {("gone.txt", "unreadable"), ("locked.txt", "unreadable"), ("loop.txt", "unreadable")}
    assert n_articles == 3


@pytest.mark.parametrize("kept", [False, True])
def test_a_pipe_among_the_articles_stops_nothing(root: Path, kept: bool) -> None:
    os.mkfifo(root / "raw" / "made_up" / "pipe.txt")
    summary = ingest(root / "raw", root / "interim", workers=1, kept=root / "kept" if kept else None)
    assert summary.n_articles == 3
    assert [(one.source_file, one.reason.value) for one in summary.rejections] == [("made_up/pipe.txt", "unreadable")]


@pytest.mark.parametrize("name", ["articles.parquet", "texts.parquet", "ingest_report.json"])
def test_a_folder_in_the_place_of_a_table_is_an_error_that_names_it(root: Path, name: str) -> None:
    (root / "interim" / name / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match=name.replace(".", r"\.")):
        ingest(root / "raw", root / "interim", workers=1)
    assert not list((root / "interim").glob(".draft-*"))


def test_a_file_in_the_place_of_the_output_folder_is_an_error_that_names_it(root: Path) -> None:
    (root / "interim").write_text("mine")
    with pytest.raises(OSError, match="interim"):
        ingest(root / "raw", root / "interim", workers=1)
    assert (root / "interim").read_text() == "mine"


def test_a_store_that_cannot_be_made_costs_time_and_no_result(root: Path) -> None:
    ingest(root / "raw", root / "interim", workers=1)
    whole = tables(root)
    (root / "kept").write_text("no folder")
    summary = ingest(root / "raw", root / "interim", workers=1, kept=root / "kept")
    assert summary.problem is not None
    assert "not kept for the next run" in summary.problem
    assert tables(root) == whole


@pytest.mark.parametrize("room", [0, 900, 6_000])
def test_a_full_disk_is_one_sentence_and_what_stood_there_stays(root: Path, room: int) -> None:
    ingest(root / "raw", root / "interim", workers=1)
    before = tables(root)
    story = FRENCH[1]
    (root / "raw" / "made_up" / "3.txt").write_text("\n\n".join([story.title, *story.paragraphs]) + "\n")
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "from sahel_dataset.cli import main; main()",
            "ingest",
            str(root / "raw"),
            str(root / "interim"),
            "--workers",
            "1",
        ],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert run.returncode == 2
    assert "too large" in run.stderr
    assert "Traceback" not in run.stderr
    after = tables(root)
    assert {name: data for name, data in after.items() if ".cache" not in name} == before
    ingest(root / "raw", root / "interim", workers=1)
    assert tables(root)["interim/articles.parquet"] != before["interim/articles.parquet"]


def test_two_runs_at_once_both_succeed_and_leave_whole_tables(root: Path) -> None:
    work(root)
    whole = tables(root)
    runs = [_processes.Process(target=work, args=(root,)) for _ in range(3)]
    for run in runs:
        run.start()
    for run in runs:
        run.join(120)
    assert [run.exitcode for run in runs] == [0, 0, 0]
    assert tables(root) == whole
