"""Work over processes: in order, as it comes, and nobody left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sahel_dataset.work import Known, WorkerLostError, each_in_order, map_in_order


def die_on_seven(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 2


def fail_on_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number * 2


def test_results_are_in_the_order_of_the_items_whatever_the_number_of_processes() -> None:
    items = list(range(-20, 20))
    assert (
        map_in_order(abs, items, workers=2, chunk=3) == map_in_order(abs, items, workers=1) == [abs(i) for i in items]
    )


def test_results_come_before_all_work_is_done() -> None:
    results = each_in_order(fail_on_seven, [1, 2, 7, 8], workers=1)
    assert [next(results), next(results)] == [2, 4]
    with pytest.raises(ValueError, match="seven"):
        next(results)


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_known_comes_in_its_turn_and_is_worked_on_by_nobody(workers: int) -> None:
    items = [1, Known(-7), 2, Known(-8), Known(-9), 3]
    assert list(each_in_order(fail_on_seven, items, workers=workers, chunk=2)) == [2, -7, 4, -8, -9, 6]


@pytest.mark.parametrize("workers", [1, 2])
def test_nothing_is_prepared_where_everything_is_known(workers: int) -> None:
    found = each_in_order(abs, [Known(-1)] * 3, workers=workers, initializer=_refuse)
    assert list(found) == [-1] * 3


def _refuse() -> None:
    raise AssertionError("nobody is to be prepared")


def test_no_items_are_no_work() -> None:
    assert map_in_order(abs, []) == []


@pytest.mark.skipif(os.name != "posix", reason="processes are killed as POSIX kills them")
def test_a_process_that_is_killed_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(WorkerLostError, match="fewer workers"):
        map_in_order(die_on_seven, list(range(12)), workers=2, what="doubling")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks processes up in /proc")
def test_no_process_outlives_the_one_it_works_for(tmp_path: Path) -> None:
    # A script of its own: "spawn" imports it again in every process.
    script = tmp_path / "sleepers.py"
    script.write_text(
        "import os, pathlib, time\n"
        "from sahel_dataset.work import map_in_order\n"
        "def sleeper(folder):\n"
        "    pathlib.Path(folder, str(os.getpid())).touch()\n"
        "    time.sleep(60)\n"
        "if __name__ == '__main__':\n"
        f"    map_in_order(sleeper, [{str(tmp_path)!r}] * 2, workers=2)\n"
    )
    process = subprocess.Popen([sys.executable, str(script)])
    deadline = time.monotonic() + 50
    pids: list[int] = []
    while len(pids) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
        pids = [int(path.name) for path in tmp_path.iterdir() if path.name.isdigit()]
    assert len(pids) == 2
    process.kill()
    process.wait()
    while any(_runs(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(_runs(pid) for pid in pids)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
