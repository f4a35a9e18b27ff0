"""Settings: one section of params.yaml per stage, checked when read."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any, TypeVar

import yaml

__all__ = ["ParamsError", "read_section"]

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
    values: dict[str, Any] = {}
    if path is not None and path.is_file():
        values = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get(section) or {}
    known = {field.name for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    unknown = sorted(set(values) - known)
    if unknown:
        raise ParamsError(
            f"{path}: section '{section}' has no setting {', '.join(unknown)}; it has {', '.join(sorted(known))}."
        )
    return kind(**values)
