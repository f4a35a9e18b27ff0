"""Work spread over processes of this machine or over the workers of a cluster, with a progress bar where one looks."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

__all__ = [
    "Cluster",
    "Known",
    "WorkError",
    "WorkerLostError",
    "Workers",
    "default_workers",
    "each_in_order",
    "map_in_order",
    "progress",
]

Item = TypeVar("Item")
Result = TypeVar("Result")
Yielded = TypeVar("Yielded", covariant=True)

AHEAD = 64
"""Chunks per process that are begun before the first of them is asked for: enough that a slow one holds up nobody, and
few enough that an archive of any length never waits in memory."""


class WorkError(RuntimeError):
    """Work that was given away did not come back; the message says what to do."""


class WorkerLostError(WorkError):
    """A process that worked for us was ended from outside."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of a Dask scheduler, in place of processes on this machine.

    Attributes
    ----------
    scheduler : str
        The scheduler's address, such as ``tcp://10.0.0.5:8786``.
    """

    scheduler: str


Workers: TypeAlias = int | Cluster | None
"""Who works: so many processes of this machine (None: one per processor), or the workers of a cluster."""


@dataclass(frozen=True, slots=True)
class Known(Generic[Result]):
    """An item whose result is there already: it comes in its turn, and nobody works for it.

    Attributes
    ----------
    result : object
        The result.
    weight : int
        For how many it counts in a chunk.
    """

    result: Result
    weight: int = 1


class Promise(Protocol[Yielded]):
    """What comes of work that was given away."""

    def result(self) -> Yielded:
        """Return it, once it is there."""


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
        ProgressColumn,
        Task,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            rate = task.finished_speed or task.speed
            return Text(f"{rate:.1f}/s" if rate else "", style="progress.data.speed")

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(items, total=total, description=what)


def map_in_order(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    workers: Workers = None,
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
    workers : int or Cluster, optional
        Processes; 1 runs in this process. By default the CPUs available. Or the workers of a cluster.
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
    items: Iterable[Item | Known[Result]],
    *,
    workers: Workers = None,
    what: str = "working",
    chunk: int = 1,
    initializer: Callable[[], object] | None = None,
    total: int | None = None,
    ahead: int = AHEAD,
    weight: Callable[[Item], int] | None = None,
) -> Iterator[Result]:
    """Do as `map_in_order` does, and yield each result as soon as it and all before it are there.

    Items are taken as workers become free for them, so that neither they nor the results need to fit into memory. No
    process is started before an item needs one.

    Parameters
    ----------
    function, workers, what, chunk, initializer
        As those of `map_in_order`.
    items : iterable
        What to apply it to. Of those that are `Known` the result is passed on.
    total : int, optional
        How many items there are, for the progress bar, where `items` cannot say.
    ahead : int
        Chunks a process that may be begun, or done, before the first of them is asked for.
    weight : callable, optional
        For how many an item that is not `Known` counts in a chunk; by default for one.

    Raises
    ------
    WorkerLostError
        If a process was ended from outside (most often by the system, for want of memory).
    WorkError
        If the cluster cannot be reached, or its workers run another version of the package.

    Examples
    --------
    >>> next(each_in_order(abs, [-2, 1, -3], workers=1))
    2
    >>> list(each_in_order(abs, [-2, Known(5)], workers=1))
    [2, 5]
    """
    if isinstance(items, Sized):
        total = len(items)
    if isinstance(workers, Cluster):
        from sahel_dataset.cluster import results_of

        found = results_of(workers, function, _chunks(items, chunk, weight), what=what, initializer=initializer)
        yield from progress(found, total=total, what=what)
        return
    workers = min(workers or default_workers(), max(1, total if total is not None else sys.maxsize))
    if workers == 1:
        yield from progress(_here(function, items, initializer), total=total, what=what)
        return
    # "spawn" starts clean interpreters: no threads or locks of ours are copied into them. An executor, unlike a
    # pool, gives up with an error when a process dies rather than starting it again for ever.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=partial(_start, initializer)) as pool:
        submit: Callable[[list[Any]], Promise[list[Result]]] = partial(pool.submit, apply, function)  # type: ignore[arg-type]
        given = (partial(begun, submit, part) for part in _chunks(items, chunk, weight))
        try:
            yield from progress(in_window(given, ahead * workers), total=total, what=what)
        except BrokenProcessPool as error:
            raise WorkerLostError(
                f"A process was ended while {what}, most often for want of memory: run again with fewer workers "
                f"(--workers {max(1, workers // 2)})."
            ) from error
        finally:
            # Where the reader of the results stops early, work that nobody waits for is not begun.
            pool.shutdown(wait=False, cancel_futures=True)


def _here(
    function: Callable[[Any], Result], items: Iterable[Any], initializer: Callable[[], object] | None
) -> Iterator[Result]:
    for item in items:
        if isinstance(item, Known):
            yield item.result
            continue
        if initializer is not None:
            initializer()
            initializer = None
        yield function(item)


def apply(function: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """Apply a function to each of some items: what a worker is sent."""
    return [function(item) for item in items]


@dataclass(frozen=True, slots=True)
class _Part:
    """A chunk of which what was not known is being worked on."""

    items: Sequence[Any]
    promise: Promise[list[Any]] | None

    def result(self) -> list[Any]:
        found = iter(self.promise.result() if self.promise is not None else ())
        return [item.result if isinstance(item, Known) else next(found) for item in self.items]


def begun(submit: Callable[[list[Any]], Promise[list[Any]]], items: Sequence[Any]) -> Promise[list[Any]]:
    """Give away what is not known of some items, and return what becomes the results of all of them."""
    due = [item for item in items if not isinstance(item, Known)]
    return _Part(items, submit(due) if due else None)


def in_window(given: Iterable[Callable[[], Promise[list[Result]]]], ahead: int) -> Iterator[Result]:
    """Begin works one after the other, at most so many before the first is done, and yield their results in order."""
    waiting: deque[Promise[list[Result]]] = deque()
    for begin in given:
        waiting.append(begin())
        if len(waiting) >= ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _chunks(items: Iterable[Any], size: int, weight: Callable[[Any], int] | None) -> Iterator[list[Any]]:
    part: list[Any] = []
    total = 0
    for item in items:
        part.append(item)
        total += item.weight if isinstance(item, Known) else 1 if weight is None else weight(item)
        if total >= size:
            yield part
            part, total = [], 0
    if part:
        yield part


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
