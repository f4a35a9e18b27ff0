"""Running one notebook with papermill, so that two runs give the same bytes."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import NotebookNode

import sahel_dataset
from sahel_dataset.render.params import Report

if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager

__all__ = ["PROJECT_VARIABLE", "NotebookError", "execute", "kernels"]

#: The environment variable by which `load` in a notebook's kernel finds the tables.
PROJECT_VARIABLE = "SAHEL_PROJECT"


#: Seconds a kernel may take to start; a machine that is busy with other kernels needs some.
START_SECONDS = 180


class NotebookError(RuntimeError):
    """A notebook stopped; the message names the notebook and the cell."""


@contextlib.contextmanager
def _environment(root: Path, scratch: Path) -> Iterator[None]:
    """Give kernels the same surroundings on every machine, and take them back afterwards."""
    package = str(Path(sahel_dataset.__file__).resolve().parent.parent)
    wanted = {
        PROJECT_VARIABLE: str(root.resolve()),
        "PYTHONPATH": os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")])),
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": "0",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        # What to know before using a table is for people at a keyboard.
        "PYTHONWARNINGS": "ignore:before you use",
        # Not the reader's own kernels, start-up files or history.
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_RUNTIME_DIR": str(scratch),
        "IPYTHONDIR": str(scratch / "ipython"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        # What the kernel sets itself, too late for a matplotlib that was imported before.
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        # Notebooks run side by side; and a process that has threads is not forked.
        **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    }
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _scratch() -> tempfile.TemporaryDirectory[str]:
    # The path of a local socket may have about 100 characters, and some systems' TMPDIR alone has 50.
    short = "/tmp" if Path("/tmp").is_dir() else None
    return tempfile.TemporaryDirectory(prefix="sahel-", dir=short, ignore_cleanup_errors=True)


def _sockets(scratch: Path) -> dict[str, str]:
    """Return how to talk to a kernel: by sockets in a folder of its own.

    Kernels started at the same time may choose the same TCP port; local sockets without a folder
    of their own would meet in the folder the notebook runs in.
    """
    return {} if sys.platform == "win32" else {"transport": "ipc", "ip": str(scratch / "kernel")}


@contextlib.contextmanager
def kernels(root: Path) -> Iterator[type[AsyncKernelManager]]:
    """Yield a manager of kernels that read the tables of a project and have the same surroundings on every machine.

    Parameters
    ----------
    root : Path
        The project whose ``data/processed`` notebooks read.
    """
    from sahel_dataset.render.kernels import warm_kernels

    with _scratch() as scratch, _environment(root, Path(scratch)), warm_kernels() as manager:
        yield manager


def execute(
    notebook: Path, report: Report, root: Path, *, manager: type[AsyncKernelManager], timeout: int = 600
) -> tuple[NotebookNode, list[str]]:
    """Run a notebook with a report's parameters against the tables of a project.

    Several may be run at the same time, in threads.

    Parameters
    ----------
    notebook : Path
        The notebook's source; it is not changed.
    report : Report
        Parameters to inject.
    root : Path
        The project whose ``data/processed`` the notebook reads; the notebook runs in its folder.
    manager : type
        Of kernels, from `kernels`.
    timeout : int
        Seconds a cell may take.

    Returns
    -------
    notebook : NotebookNode
        The executed notebook without anything that differs between runs.
    warnings : list of str
        What the cells wrote to standard error.

    Raises
    ------
    NotebookError
        If a cell fails or takes too long, or the kernel dies.
    """
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from traitlets.config import Config

    with _scratch() as scratch:
        output = Path(scratch) / "executed.ipynb"
        try:
            executed = papermill.execute_notebook(
                str(notebook.resolve()),
                str(output),
                parameters=dict(report.parameters),
                kernel_name="python3",
                progress_bar=False,
                # Not papermill's `cwd`, which moves this whole process there.
                resources={"metadata": {"path": str(root.resolve())}},
                kernel_manager_class=manager,
                execution_timeout=timeout,
                start_timeout=START_SECONDS,
                config=Config({"KernelManager": _sockets(Path(scratch))}),
            )
        except papermill.PapermillExecutionError as error:
            cell = _cell_number(notebook, error.source, error.cell_index)
            first = next((line for line in error.source.splitlines() if line.strip()), "")
            raise NotebookError(
                f"{report.name}: {notebook.name}, cell {cell} ({first.strip()[:60]}): {error.ename}: {error.evalue}"
            ) from None
        except (CellTimeoutError, DeadKernelError, RuntimeError) as error:
            why = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise NotebookError(f"{report.name}: {notebook.name}, cell {_last_started(output)}: {why}") from None
    return _steady(executed)


def _cell_number(notebook: Path, source: str, index: int) -> int:
    """Return the number, from 1, of a cell in the notebook as its author sees it (no injected cell)."""
    cells = nbformat.read(notebook, as_version=4).cells
    return next((n for n, cell in enumerate(cells, start=1) if cell.source == source), index)


def _last_started(output: Path) -> str:
    """Return the number, from 1 and without the injected cell, of the cell papermill was at when it had to stop."""
    if not output.is_file():
        return "not known"
    cells = [
        cell
        for cell in nbformat.read(output, as_version=4).cells
        if "injected-parameters" not in cell.metadata.get("tags", [])
    ]
    started = [n for n, cell in enumerate(cells, start=1) if cell.metadata.get("papermill", {}).get("start_time")]
    return str(max(started)) if started else "not known"


def _steady(notebook: NotebookNode) -> tuple[NotebookNode, list[str]]:
    """Drop what differs between two runs, and take out what was written to standard error."""
    warnings: list[str] = []
    metadata: Mapping[str, Any] = notebook.metadata
    notebook.metadata = nbformat.from_dict({"kernelspec": metadata.get("kernelspec", {})})
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:03d}"
        cell.metadata = nbformat.from_dict({"tags": list(cell.metadata.get("tags", []))})
        if cell.cell_type != "code":
            continue
        kept = []
        for output in cell.outputs:
            if output.output_type == "stream" and output.name == "stderr":
                warnings.append(output.text.strip())
            else:
                kept.append(output)
        cell.outputs = kept
    return notebook, warnings
