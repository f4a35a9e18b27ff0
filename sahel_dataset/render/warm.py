"""A process that has imported what notebooks import, and forks a kernel of itself whenever it is asked for one.

Starting Python and importing pandas, matplotlib and the kernel takes longer than most notebooks take to run. Here that
is done once for all pages. Run as ``python -m sahel_dataset.render.warm FD``, where FD is a connected socket: each line
that comes is a request in JSON, each is answered with a line. The process ends when the other end is closed.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import socket
import sys
import time
from typing import Any

from sahel_dataset import plot

__all__ = ["main"]

#: What most notebooks load; one that loads more does so in its own kernel.
_IMPORTS = (
    "ipykernel.kernelapp", "matplotlib.backends.backend_svg", "matplotlib.figure", "matplotlib_inline.backend_inline",
    "pandas.core.reshape.reshape", "pandas.io.formats.html", "pandas.io.formats.style", "pyarrow.dataset",
    "pyarrow.pandas_compat", "sahel_dataset.cards", "sahel_dataset.load",
    "sahel_dataset.schema.digest", "sahel_dataset.schema.parquet",
)  # fmt: skip


def main() -> None:
    """Answer requests; in a forked process, be the kernel that was asked for."""
    control = socket.socket(fileno=int(sys.argv[1]))
    _prepare()
    asked = _serve(control)
    control.close()
    if asked is not None:
        _be_kernel(asked)


def _prepare() -> None:
    """Import, read the schema and the borders, and find the typeface: what every kernel would do for itself."""
    for name in _IMPORTS:
        importlib.import_module(name)
    for name in plot.__all__:
        getattr(plot, name)
    from sahel_dataset.plot.borders import areas
    from sahel_dataset.plot.style import chart
    from sahel_dataset.schema import tables

    tables()
    areas(1)
    with chart(1) as figure:
        figure.add_subplot().set_title("Words")
    figure.svg()
    # What is here stays: a kernel that looked through it for garbage would have to copy it.
    gc.freeze()


def _serve(control: socket.socket) -> dict[str, Any] | None:
    """Answer until nobody asks any more: None. In a forked process, return at once with what it was forked for."""
    with control.makefile("r", encoding="utf-8") as requests:
        for line in requests:
            asked = json.loads(line)
            if "ended" in asked:
                answer = {"status": _status(asked["ended"])}
            else:
                pid = os.fork()
                # Either may come first; a kernel is signalled as a group of its own.
                with contextlib.suppress(OSError):
                    os.setpgid(pid, pid)
                if pid == 0:
                    return dict(asked)
                answer = {"pid": pid}
            control.sendall(json.dumps(answer).encode() + b"\n")
    return None


def _status(pid: int) -> int | None:
    """Return the exit status of a kernel, None while it runs."""
    try:
        ended, status = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return 0
    return os.waitstatus_to_exitcode(status) if ended else None


def _be_kernel(asked: dict[str, Any]) -> None:
    from ipykernel.kernelapp import IPKernelApp

    os.environ.clear()
    os.environ.update(asked["environment"])
    time.tzset()
    os.chdir(asked["folder"])
    # As Python does with -m: what lies in the folder can be imported.
    sys.path[0] = asked["folder"]
    IPKernelApp.launch_instance(argv=[*asked["arguments"], f"--IPKernelApp.parent_handle={os.getppid()}"])


if __name__ == "__main__":
    main()
