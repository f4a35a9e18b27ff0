"""Work spread over processes, with a progress bar where somebody is looking."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

__all__ = ["default_workers", "map_in_order", "progress"]

Item = TypeVar("Item")
Result = TypeVar("Result")


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
    workers = min(workers or default_workers(), max(1, len(items)))
    if workers == 1:
        if initializer is not None:
            initializer()
        return [function(item) for item in progress(items, total=len(items), what=what)]
    # "spawn" starts clean interpreters: no threads or locks of ours are copied into them. An executor, unlike a
    # pool, gives up with an error when a process dies rather than starting it again for ever.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=initializer) as pool:
        results = pool.map(function, items, chunksize=chunk)
        return list(progress(results, total=len(items), what=what))
