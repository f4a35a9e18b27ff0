"""Settings: one section of params.yaml per stage, checked when read."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any, TypeVar

import yaml

from sahel_dataset.work import Cluster, Workers

__all__ = ["ParamsError", "read_section", "read_workers"]

Section = TypeVar("Section")


class ParamsError(ValueError):
    """params.yaml holds a setting that no stage knows, or a value of the wrong type."""


def read_section(path: Path | None, section: str, kind: type[Section]) -> Section:
    """Read one section of params.yaml into the dataclass that describes it.

    Parameters
    ----------
    path : Path or None
        The file. None, or a file without the section, gives the defaults of `kind`.
    section : str
        The stage's name, such as ``"ingest"``.
    kind : type
        A dataclass whose fields all have defaults.

    Raises
    ------
    ParamsError
        If the section names a setting that `kind` does not have.
    """
    values: dict[str, Any] = _read(path).get(section) or {}
    known = {field.name for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    unknown = sorted(set(values) - known)
    if unknown:
        raise ParamsError(
            f"{path}: section '{section}' has no setting {', '.join(unknown)}; it has {', '.join(sorted(known))}."
        )
    return kind(**values)


def read_workers(path: Path | None, workers: int | None, engine: str | None, scheduler: str | None) -> Workers:
    """Return who works: what the command was told, otherwise what ``engine`` and ``scheduler`` of params.yaml say.

    Parameters
    ----------
    path : Path or None
        params.yaml.
    workers : int or None
        Processes of this machine.
    engine : str or None
        ``local`` or ``dask``.
    scheduler : str or None
        Address of the Dask scheduler; given alone it means ``dask``.

    Raises
    ------
    ParamsError
        If the engine is neither, or ``dask`` has no scheduler.

    Examples
    --------
    >>> read_workers(None, 2, None, None)
    2
    >>> read_workers(None, None, None, "tcp://10.0.0.5:8786")
    Cluster(scheduler='tcp://10.0.0.5:8786')
    """
    stated = _read(path)
    chosen = engine or ("dask" if scheduler else stated.get("engine") or "local")
    if chosen not in {"local", "dask"}:
        raise ParamsError(f"engine is {chosen!r}; it must be 'local' or 'dask'.")
    if chosen == "local":
        return workers
    address = scheduler or stated.get("scheduler")
    if not isinstance(address, str) or not address:
        raise ParamsError("engine 'dask' needs the address of a scheduler: --scheduler tcp://HOST:8786.")
    return Cluster(address)


def _read(path: Path | None) -> dict[str, Any]:
    return (yaml.safe_load(path.read_text(encoding="utf-8")) or {}) if path is not None and path.is_file() else {}
