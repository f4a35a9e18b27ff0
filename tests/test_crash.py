"""Runs that are killed, that have no room, that may not write, and two at once: the next run makes it good.

``SAHEL_CRASH_ROUNDS=50`` kills each stage that often instead of a few times.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sahel_dataset.extract import run as stage
from sahel_dataset.extract.mentions import Article, EventMention, Extraction, Participant, Report
from sahel_dataset.extract.run import run as extract
from sahel_dataset.ingest.run import run as ingest
from sahel_dataset.link.run import run as link
from sahel_dataset.paths import Project
from sahel_dataset.release import bundle, registry
from sahel_dataset.release.readiness import NotReadyError
from sahel_dataset.validate import run as validation
from tests.extract.test_run import write_interim
from tests.release import project as small

ROUNDS = int(os.environ.get("SAHEL_CRASH_ROUNDS", "8"))
pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are killed as POSIX kills them")

# A server that has loaded everything once gives each round a clean process at once.
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.test_crash", "tests.warm"])


class Slow:
    """Stands in for the extractor: one attack an article, a little time each."""

    fingerprint = "slow"

    def extract(self, article: Article) -> Extraction:
        time.sleep(0.004)
        name, day = article.article_id, article.published_on
        event = EventMention(
            f"{name}:e1", name, "attack_on_civilians", day, day, "day", None, "bf-djibo", "Djibo", "BF", "Sahel", 14.1, -1.6,
            "exact", "actual", False, True, 0, 6, (Report(0, 6, article.text[:6]),), (Participant("jnim", "initiator"),),
        )  # fmt: skip
        return Extraction(name, (event,))


def work(root: Path, *, kept: bool = True) -> None:
    """Extract and link a collection."""
    stage.extractor = lambda: Slow()  # type: ignore[assignment]
    extract(root / "interim", workers=1, kept=root / "kept" if kept else None)
    link(root / "interim", root / "processed", root / "ledger")


def starved(root: Path, room: int, answer: Path) -> None:
    """Work where no file may grow over `room` bytes, and note how it ended."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        work(root)
        said = "done"
    except OSError as error:
        said = f"OSError {error}"
    os.write(os.open(answer, os.O_WRONLY), said.encode()[: min(room, 300)])


def outputs(root: Path) -> dict[str, bytes]:
    """Return everything that a run leaves for the next stage or for a reader, leftovers included."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("interim", "processed", "ledger")
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }


def started(function: Callable[..., None], *given: object) -> multiprocessing.process.BaseProcess:
    process = _processes.Process(target=function, args=given)
    process.start()
    return process


def finished(root: Path) -> None:
    process = started(work, root)
    process.join(60)
    assert process.exitcode == 0


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], float]:
    root = tmp_path_factory.mktemp("undisturbed")
    write_interim(root / "interim", range(60))
    finished(root)
    write_interim(root / "interim", range(61))
    began = time.monotonic()
    finished(root)
    return outputs(root), time.monotonic() - began


def test_after_a_kill_at_any_moment_the_next_run_equals_an_undisturbed_one(
    tmp_path: Path, undisturbed: tuple[dict[str, bytes], float]
) -> None:
    whole, seconds = undisturbed
    chance = random.Random(8)
    killed = 0
    for number in range(ROUNDS):
        root = tmp_path / str(number)
        write_interim(root / "interim", range(60))
        process = started(work, root)
        # The later moments are those of a run over all articles: extraction, tables, linking, ledger.
        time.sleep(chance.uniform(0.02, seconds + 0.4))
        process.kill()
        process.join(20)
        killed += process.exitcode == -9
        finished(root)
        write_interim(root / "interim", range(61))
        finished(root)
        assert outputs(root).keys() == whole.keys(), f"round {number}"
        assert outputs(root) == whole, f"round {number}"
    assert killed


def read(root: Path) -> None:
    """Ingest what lies in a folder."""
    ingest(root / "raw", root / "interim", workers=1)


def write_raw(root: Path) -> None:
    """Write articles of three formats, one of them twice, and a file that is none."""
    for number in range(40):
        folder, words = root / "raw" / f"c{number % 3}", f"The road to Gao, part {number}"
        folder.mkdir(parents=True, exist_ok=True)
        body = f"On day {number} the army said that {number + 2} lorries had reached Gao, and traders counted fewer."
        (folder / f"{number}.txt").write_text(f"{words}\n\n{body}\n", encoding="utf-8")
    page = f"<html><title>{words}</title><body><article><h1>{words}</h1><p>{body} {body}</p></article></body></html>"
    (folder / "page.html").write_text(page, encoding="utf-8")
    (folder / "again.txt").write_bytes((folder / f"{number}.txt").read_bytes())
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02" * 500)


def release(root: Path, project: Path) -> None:
    """Build a release into a folder; that its tables hold is checked elsewhere, and takes seconds."""
    validation.check_tables = lambda *_: ()  # type: ignore[assignment]
    bundle.require_validated = lambda *_: None  # type: ignore[assignment]
    registry._PACKAGED = root / "none"
    try:
        bundle.build(Project(project), "2026.12.0", root / "releases")
    except NotReadyError:
        # The run that was killed had come to its end, which is to enter the release in the list.
        assert "2026.12.0" in registry.read_index(root / "releases")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(small, "validate", lambda *given: given[2].mkdir(parents=True))
        return small.write_project(tmp_path_factory.mktemp("project")).root


@pytest.mark.parametrize("stage", ["ingest", "release"])
def test_ingest_and_release_are_made_good_by_the_next_run_too(
    stage: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    given: list[object] = [] if stage == "ingest" else [request.getfixturevalue("project")]
    function = read if stage == "ingest" else release

    def prepared(name: str) -> Path:
        root = tmp_path / name
        root.mkdir()
        if stage == "ingest":
            write_raw(root)
        return root

    def ended(root: Path) -> None:
        process = started(function, root, *given)
        process.join(60)
        assert process.exitcode == 0

    def left(root: Path) -> dict[str, bytes]:
        folder = root / ("interim" if stage == "ingest" else "releases")
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    ended(prepared("first"))
    undisturbed = prepared("undisturbed")
    began = time.monotonic()
    ended(undisturbed)
    seconds, whole = time.monotonic() - began, left(undisturbed)
    assert whole
    chance = random.Random(stage)
    killed = 0
    for number in range(ROUNDS):
        root = prepared(str(number))
        process = started(function, root, *given)
        time.sleep(chance.uniform(0.02, seconds))
        process.kill()
        process.join(20)
        killed += process.exitcode == -9
        ended(root)
        assert left(root) == whole, f"round {number}"
        shutil.rmtree(root)
    assert killed


def test_two_runs_at_once_leave_whole_tables(tmp_path: Path, undisturbed: tuple[dict[str, bytes], float]) -> None:
    whole, _ = undisturbed
    write_interim(tmp_path / "interim", range(60))
    runs = [started(work, tmp_path) for _ in range(3)]
    for run in runs:
        run.join(60)
    finished(tmp_path)
    write_interim(tmp_path / "interim", range(61))
    finished(tmp_path)
    assert outputs(tmp_path) == whole


@pytest.mark.parametrize("room", [400, 4_000, 9_000])
def test_a_full_disk_is_an_error_that_says_so_and_what_stood_there_stays(tmp_path: Path, room: int) -> None:
    write_interim(tmp_path / "interim", range(60))
    finished(tmp_path)
    before = outputs(tmp_path)
    write_interim(tmp_path / "interim", range(1, 62))
    now = {
        name: data for name, data in outputs(tmp_path).items() if name.count("/") == 1 and name.startswith("interim")
    }
    answer = tmp_path / "answer"
    answer.write_text("")
    process = started(starved, tmp_path, room, answer)
    process.join(60)
    assert answer.read_text().startswith("OSError")
    assert "large" in answer.read_text() or "space" in answer.read_text()
    after = outputs(tmp_path)
    assert {n: d for n, d in after.items() if n.startswith(("processed", "ledger"))} == {
        n: d for n, d in before.items() if n.startswith(("processed", "ledger"))
    }
    assert after.keys() == (before | now).keys()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_an_error_that_names_it(tmp_path: Path) -> None:
    write_interim(tmp_path / "interim", range(4))
    (tmp_path / "interim").chmod(0o555)
    try:
        with pytest.raises(PermissionError, match="interim"):
            extract(tmp_path / "interim", workers=1)
    finally:
        (tmp_path / "interim").chmod(0o755)
