"""Work on the workers of a Dask scheduler: the same functions as on this machine, and the same results.

Each task carries what it works on and depends on no other, so that one whose worker is lost is simply done again by
another; Dask sees to that. Before its first task a worker's code and knowledge are compared with ours: one that would
read articles another way is refused, not mixed in.
"""

from __future__ import annotations

import functools
import hashlib
import re
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, requires, version
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from sahel_dataset.work import Cluster, Known, WorkerLostError, WorkError, apply, begun, in_window

__all__ = ["OtherCodeError", "code_digest", "results_of"]

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 4
_LEAST_AHEAD = 64
_SECONDS_TO_CONNECT = 30
_DECIDES = frozenset({".py", ".yaml", ".csv", ".json"})

# Dask may give a worker several threads; neither the parser nor the stages' caches are made for two at once.
_one_at_a_time = threading.Lock()


class OtherCodeError(WorkError):
    """A worker has another version of the package, of its knowledge or of what it stands on."""


@functools.cache
def code_digest() -> str:
    """Return a digest of what decides a result: the package, the places a user added, Python, and the libraries.

    Examples
    --------
    >>> len(code_digest())
    64
    """
    from sahel_dataset.knowledge.gazetteer import gazetteer

    root = Path(__file__).resolve().parent
    digest = hashlib.sha256(f"{sys.version_info[:2]} {gazetteer().digest}\n".encode())
    for path in sorted(root.rglob("*")):
        if path.suffix in _DECIDES and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(root).as_posix()} ".encode() + hashlib.sha256(path.read_bytes()).digest())
    for name in sorted(_libraries()):
        digest.update(f"{name}={_version(name)}\n".encode())
    return digest.hexdigest()


def _libraries() -> set[str]:
    try:
        stated = requires("sahel-dataset") or []
    except PackageNotFoundError:
        return set()
    return {re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in stated if "extra ==" not in one}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


@functools.cache
def _prepared(initializer: Callable[[], object] | None) -> None:
    if initializer is not None:
        initializer()


def _work(
    expected: str, initializer: Callable[[], object] | None, function: Callable[[Item], Result], items: Sequence[Item]
) -> list[Result]:
    """Do one task: what a worker of the cluster runs."""
    with _one_at_a_time:
        if code_digest() != expected:
            raise OtherCodeError(
                "A worker of the cluster has another version of the package, its knowledge, Python or the libraries "
                "it stands on: install the same on every machine, and start the workers anew."
            )
        _prepared(initializer)
        return apply(function, items)


def results_of(
    cluster: Cluster,
    function: Callable[[Item], Result],
    chunks: Iterable[list[Item | Known[Result]]],
    *,
    what: str,
    initializer: Callable[[], object] | None = None,
) -> Iterator[Result]:
    """Apply `function` to the items of every chunk on the cluster, and yield the results in their order.

    Parameters
    ----------
    cluster : Cluster
        Whose workers.
    function : callable
        A module-level function of one argument, of a module that the workers have.
    chunks : iterable of list
        The items; each chunk is one task. The cluster is not asked before there is an item that is not `Known`.
    what : str
        The work in words, for errors.
    initializer : callable, optional
        Called once in each process before its first item.

    Raises
    ------
    WorkError
        If Dask is not installed, the scheduler does not answer, or a worker has another version of the package.
    WorkerLostError
        If several workers were lost over one and the same task, or the scheduler went away.
    """
    parts = iter(chunks)
    for part in parts:
        if not all(isinstance(item, Known) for item in part):
            parts = chain([part], parts)
            break
        yield from (item.result for item in part if isinstance(item, Known))
    else:
        return
    try:
        from distributed import CancelledError, Client, KilledWorker
        from distributed.comm import CommClosedError
    except ImportError as error:
        raise WorkError("To work on a cluster install Dask: pip install 'sahel-dataset[cluster]'.") from error
    try:
        client = Client(cluster.scheduler, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise WorkError(f"No Dask scheduler answers at {cluster.scheduler} ({error}).") from error
    with client:
        threads = sum(one["nthreads"] for one in client.scheduler_info(n_workers=-1)["workers"].values())
        if not threads:
            print(f"No worker has joined {cluster.scheduler} yet; waiting for the first.", file=sys.stderr)
        expected = code_digest()

        def submit(items: list[Item]) -> Any:
            # Not "pure": two runs on one scheduler must not wait for each other's results.
            return client.submit(_work, expected, initializer, function, items, pure=False)

        given = (functools.partial(begun, submit, part) for part in parts)
        try:
            yield from in_window(given, max(_LEAST_AHEAD, _AHEAD * threads))
        except KilledWorker as error:
            raise WorkerLostError(
                f"Several workers were lost one after the other while {what}, most often for want of memory: give each "
                "more of it."
            ) from error
        except (CancelledError, CommClosedError) as error:
            raise WorkerLostError(f"The scheduler at {cluster.scheduler} went away while {what}.") from error
