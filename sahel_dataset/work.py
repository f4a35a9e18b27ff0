"""Work spread over processes, with a progress bar where somebody is looking."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.connection import wait
from typing import TypeVar

__all__ = ["WorkerLostError", "default_workers", "each_in_order", "map_in_order", "progress"]

Item = TypeVar("Item")
Result = TypeVar("Result")


class WorkerLostError(RuntimeError):
    """A process that worked for us was ended from outside."""


def default_workers() -> int:
    """Return how many processes this machine lends us (the CPUs we may run on)."""
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def progress(items: Iterable[Item], *, total: int | None, what: str) -> Iterator[Item]:
    """Pass `items` through, showing a bar with rate and time left on a terminal.

    Nothing is shown when standard error is not a terminal.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(items, total=total, description=what)


def map_in_order(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    workers: int | None = None,
    what: str = "working",
    chunk: int = 1,
    initializer: Callable[[], object] | None = None,
) -> list[Result]:
    """Apply `function` to every item in a pool of processes; results keep the order of `items`.

    Parameters
    ----------
    function : callable
        A module-level function of one argument (it is sent to other processes).
    items : sequence
        What to apply it to.
    workers : int, optional
        Processes; 1 runs in this process. By default the CPUs available.
    what : str
        The words before the progress bar.
    chunk : int
        Items sent to a process at a time.
    initializer : callable, optional
        Called once in each process before its first item (load a model, say).

    Returns
    -------
    list
        One result per item, in the items' order whatever the number of workers.

    Examples
    --------
    >>> map_in_order(abs, [-2, 1, -3], workers=1)
    [2, 1, 3]
    """
    return list(each_in_order(function, items, workers=workers, what=what, chunk=chunk, initializer=initializer))


def each_in_order(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    workers: int | None = None,
    what: str = "working",
    chunk: int = 1,
    initializer: Callable[[], object] | None = None,
) -> Iterator[Result]:
    """Do as `map_in_order` does, and yield each result as soon as it and all before it are there.

    Parameters are those of `map_in_order`.

    Raises
    ------
    WorkerLostError
        If a process was ended from outside (most often by the system, for want of memory).

    Examples
    --------
    >>> next(each_in_order(abs, [-2, 1, -3], workers=1))
    2
    """
    workers = min(workers or default_workers(), max(1, len(items)))
    if workers == 1:
        if initializer is not None:
            initializer()
        yield from progress(map(function, items), total=len(items), what=what)
        return
    # "spawn" starts clean interpreters: no threads or locks of ours are copied into them. An executor, unlike a
    # pool, gives up with an error when a process dies rather than starting it again for ever.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=partial(_start, initializer)) as pool:
        try:
            yield from progress(pool.map(function, items, chunksize=chunk), total=len(items), what=what)
        except BrokenProcessPool as error:
            raise WorkerLostError(
                f"A process was ended while {what}, most often for want of memory: run again with fewer workers "
                f"(--workers {max(1, workers // 2)})."
            ) from error
        finally:
            # Where the reader of the results stops early, work that nobody waits for is not begun.
            pool.shutdown(wait=False, cancel_futures=True)


def _start(initializer: Callable[[], object] | None) -> None:
    """Prepare a process of the pool, and see to it that it does not outlive the one it works for."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    if initializer is not None:
        initializer()


def _end_with(sentinel: int) -> None:
    """End this process when the one it works for is gone: one that was killed cannot tell its pool to stop."""
    wait([sentinel])
    os._exit(1)
