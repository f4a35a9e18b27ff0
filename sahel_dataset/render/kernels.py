"""Kernels for papermill, forked from one warm process (`sahel_dataset.render.warm`) where forks are possible."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner

__all__ = ["warm_kernels"]

#: On other systems libraries that were imported before a fork may break after it.
_CAN_FORK = sys.platform == "linux"
_LAUNCHER = "ipykernel_launcher"


class _Nursery:
    """The warm process, as seen from here."""

    def __init__(self) -> None:
        self._control, other = socket.socketpair()
        with other:
            command = [sys.executable, "-m", "sahel_dataset.render.warm", str(other.fileno())]
            self._process = subprocess.Popen(
                command, pass_fds=[other.fileno()], stdin=subprocess.DEVNULL, start_new_session=True
            )
        self._answers = self._control.makefile("r", encoding="utf-8")
        self._lock = threading.Lock()

    def ask(self, **request: Any) -> dict[str, Any]:
        """Send a request and return the answer."""
        with self._lock:
            try:
                self._control.sendall(json.dumps(request).encode() + b"\n")
                answer = self._answers.readline()
            except OSError:
                answer = ""
        if not answer:
            raise RuntimeError("the process that starts kernels has ended")
        return dict(json.loads(answer))

    def close(self) -> None:
        """Let the process end."""
        self._answers.close()
        self._control.close()
        self._process.wait()


class _Kernel:
    """A forked kernel, with as much of `subprocess.Popen` as jupyter_client uses."""

    stdin = stdout = stderr = None

    def __init__(self, nursery: _Nursery, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._nursery = nursery

    def poll(self) -> int | None:
        if self.returncode is None:
            try:
                self.returncode = self._nursery.ask(ended=self.pid)["status"]
            except RuntimeError:
                self.returncode = -signal.SIGKILL
        return self.returncode

    def wait(self) -> int:
        while (status := self.poll()) is None:
            time.sleep(0.02)
        return status

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


class _ForkingProvisioner(LocalProvisioner):
    """Forks kernels instead of starting them, where they are ipykernel's."""

    nursery: ClassVar[_Nursery]

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        if _LAUNCHER not in cmd:
            return await super().launch_kernel(cmd, **kwargs)
        arguments: Sequence[str] = cmd[cmd.index(_LAUNCHER) + 1 :]
        folder = str(kwargs.get("cwd") or Path.cwd())
        answer = self.nursery.ask(arguments=arguments, environment=kwargs.get("env") or dict(os.environ), folder=folder)
        self.process = _Kernel(self.nursery, answer["pid"])  # type: ignore[assignment]
        self.pid = self.pgid = answer["pid"]
        self.cwd = folder
        return self.connection_info


class _ForkingManager(AsyncKernelManager):
    """Manages a kernel that is forked."""

    provisioner_class: ClassVar[type[_ForkingProvisioner]]

    async def _async_pre_start_kernel(self, **kw: Any) -> tuple[list[str], dict[str, Any]]:
        if self.provisioner is None:
            self.provisioner = self.provisioner_class(
                kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
            )
        return await super()._async_pre_start_kernel(**kw)


@contextlib.contextmanager
def warm_kernels() -> Iterator[type[AsyncKernelManager]]:
    """Yield a kernel manager whose kernels start quickly, for as long as the block lasts.

    They take their environment from that of this process, now. Where forks are not possible, kernels are started anew.
    """
    if not _CAN_FORK:
        yield AsyncKernelManager
        return
    nursery = _Nursery()
    provisioner = type("ForkingProvisioner", (_ForkingProvisioner,), {"nursery": nursery})
    try:
        yield type("ForkingManager", (_ForkingManager,), {"provisioner_class": provisioner})
    finally:
        nursery.close()
