"""Work on a Dask cluster: the same results as on this machine, whatever becomes of its workers."""

from __future__ import annotations

import os
import pickle
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from sahel_dataset import cluster as engine
from sahel_dataset.extract.cache import Kept
from sahel_dataset.extract.partitions import Row, article_at
from sahel_dataset.extract.run import ExtractParams, _Course
from sahel_dataset.extract.run import run as extract
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.run import _read_shared
from sahel_dataset.ingest.run import run as ingest
from sahel_dataset.ingest.scan import Task
from sahel_dataset.link import spread
from sahel_dataset.link.run import run as link
from sahel_dataset.params import ParamsError, read_workers
from sahel_dataset.work import Cluster, Known, WorkError, each_in_order, map_in_order
from tests.ingest.stories import ENGLISH, FRENCH

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are killed as POSIX kills them")

ATTACKS = (
    "Gunmen killed {n} civilians in the village of {place} in {region} on Tuesday, the army said. Residents reached by "
    "telephone spoke of {more} dead.",
    "Des hommes armés ont tué {n} civils mardi à {place}, dans la région de {region}, a annoncé l'armée. Des habitants "
    "ont parlé de {more} morts.",
)
PLACES = (("Djibo", "Sahel"), ("Ménaka", "Ménaka"), ("Bankass", "Mopti"), ("Gao", "Gao"))


def twice(number: int) -> int:
    return 2 * number


def refuse_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven is refused")
    return number


def die_once(task: tuple[str, int]) -> int:
    """Kill the worker on the first attempt at the seventh item; another worker then finds the mark."""
    folder, number = task
    mark = Path(folder, "killed")
    if number == 7 and not mark.exists():
        mark.write_text(str(os.getpid()))
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, memory_limit=0
    ) as started:
        yield started


@pytest.fixture
def workers(cluster: LocalCluster) -> Cluster:
    return Cluster(cluster.scheduler_address)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("raw") / "made_up"
    folder.mkdir()
    for n in range(24):
        place, region = PLACES[n % 4]
        attack = ATTACKS[n % 2].format(n=3 + n % 5, more=9 + n % 3, place=place, region=region)
        story = (ENGLISH, FRENCH)[n % 2][0]
        paragraphs = [attack, *story.paragraphs[n % 3 :]]
        (folder / f"{n:02d}.txt").write_text("\n\n".join([f"{story.title} {n}", *paragraphs]) + "\n")
        (folder / f"{n:02d}.meta.json").write_text(f'{{"published": "2023-05-{10 + n % 4}"}}')
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02" * 50)
    return folder.parent


def outputs(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def make(raw: Path, root: Path, who: int | Cluster) -> dict[str, bytes]:
    ingest(raw, root / "interim", workers=who)
    extract(root / "interim", ExtractParams(chunk=2), workers=who)
    link(root / "interim", root / "processed", root / "ledger", workers=who)
    return outputs(root)


def test_results_are_in_the_order_of_the_items(workers: Cluster) -> None:
    assert map_in_order(twice, range(50), workers=workers, chunk=3) == [2 * n for n in range(50)]
    assert map_in_order(twice, [], workers=workers) == []


def test_an_error_of_a_task_comes_back_as_it_is(workers: Cluster) -> None:
    with pytest.raises(ValueError, match="seven is refused"):
        map_in_order(refuse_seven, range(12), workers=workers)


def test_the_work_of_a_lost_worker_is_done_by_another(workers: Cluster, tmp_path: Path) -> None:
    tasks = [(str(tmp_path), n) for n in range(12)]
    assert map_in_order(die_once, tasks, workers=workers) == [2 * n for n in range(12)]
    assert (tmp_path / "killed").exists()


def kill_one_that_works(cluster: LocalCluster, marks: Path, killed: list[int]) -> None:
    """Wait for the folder of mentions to be due, and end a worker that has an extraction in hand."""
    with Client(cluster.scheduler_address, set_as_default=False) as client:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not killed:
            time.sleep(0.05)
            if not (marks / "articles.parquet").exists():
                continue
            busy = {address for address, tasks in client.processing().items() if tasks}
            for nanny in cluster.workers.values():
                if nanny.worker_address in busy:
                    os.kill(nanny.pid, signal.SIGKILL)
                    killed.append(nanny.pid)
                    return


def test_tables_are_the_same_bytes_as_those_of_one_process_though_a_worker_is_killed_at_work(
    raw: Path, cluster: LocalCluster, workers: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = make(raw, tmp_path / "alone", 1)
    # Small parts, so that linking has several to give away.
    monkeypatch.setattr(spread, "PAIRS_AT_ONCE", 5)
    killed: list[int] = []
    killer = threading.Thread(target=kill_one_that_works, args=(cluster, tmp_path / "together" / "interim", killed))
    killer.start()
    together = make(raw, tmp_path / "together", workers)
    killer.join()
    assert len(killed) == 1
    assert together.keys() == alone.keys()
    assert together == alone


def test_a_worker_with_other_code_is_refused(workers: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "code_digest", lambda: "another version")
    with pytest.raises(WorkError, match="install the same on every machine"):
        map_in_order(twice, [1, 2], workers=workers)


def test_a_worker_that_does_not_see_the_articles_says_so(tmp_path: Path) -> None:
    task = Task(tmp_path / "elsewhere" / "a.txt", "a.txt", "made_up", None, may_redistribute_text=False)
    with pytest.raises(WorkError, match="file system that all"):
        _read_shared(task, IngestParams())


def test_a_scheduler_that_does_not_answer_is_an_error_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_SECONDS_TO_CONNECT", 1)
    with pytest.raises(WorkError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        map_in_order(twice, [1], workers=Cluster("tcp://127.0.0.1:9"))


@pytest.mark.parametrize(
    ("stated", "asked", "who"),
    [
        ("", (3, None, None), 3),
        ("engine: dask\nscheduler: tcp://10.0.0.5:8786", (None, None, None), Cluster("tcp://10.0.0.5:8786")),
        ("engine: dask\nscheduler: tcp://10.0.0.5:8786", (2, "local", None), 2),
        ("engine: local", (None, None, "tcp://10.0.0.6:8786"), Cluster("tcp://10.0.0.6:8786")),
    ],
)
def test_who_works_is_what_the_command_says_and_otherwise_what_params_say(
    tmp_path: Path, stated: str, asked: tuple[int | None, str | None, str | None], who: int | Cluster
) -> None:
    params = tmp_path / "params.yaml"
    params.write_text(stated)
    assert read_workers(params, *asked) == who


@pytest.mark.parametrize(
    ("engine_asked", "wrong"), [("dask", "address of a scheduler"), ("spark", "'local' or 'dask'")]
)
def test_an_engine_that_cannot_be_is_refused(engine_asked: str, wrong: str) -> None:
    with pytest.raises(ParamsError, match=wrong):
        read_workers(None, None, engine_asked, None)


def test_a_worker_that_does_not_see_the_interim_folder_or_sees_another_says_so(raw: Path, tmp_path: Path) -> None:
    with pytest.raises(WorkError, match="file system that all machines share"):
        article_at(Row(tmp_path / "elsewhere", 0, 0, b""))
    ingest(raw, tmp_path, workers=1)
    with pytest.raises(WorkError, match="changed while they were read"):
        article_at(Row(tmp_path, 0, 3, b"the digest of another text"))


def test_a_task_of_extract_names_an_article_and_does_not_hold_it(raw: Path, tmp_path: Path) -> None:
    ingest(raw, tmp_path, workers=1)
    with Kept(None) as kept:
        items = list(_Course(tmp_path, kept).items())
    assert len(items) == 24
    assert all(len(pickle.dumps(item)) < 300 for item in items)


def test_a_scheduler_is_not_asked_where_every_result_is_known() -> None:
    known = [Known(n) for n in range(5)]
    assert list(each_in_order(twice, known, workers=Cluster("tcp://127.0.0.1:9"))) == [0, 1, 2, 3, 4]


def test_known_results_come_in_their_turn(workers: Cluster) -> None:
    items = [1, Known(100), 2, Known(200), Known(300), 3]
    assert list(each_in_order(twice, items, workers=workers, chunk=2)) == [2, 100, 4, 200, 300, 6]
