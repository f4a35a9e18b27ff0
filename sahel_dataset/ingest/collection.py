"""Collections: the folders of data/raw, each with a collection.yaml that says where it is from and under what terms."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

__all__ = ["COLLECTION_FILES", "Collection", "collection_of", "read_collection"]

COLLECTION_FILES = ("collection.yaml", "collection.yml")
_EXPECTED = ("producer", "title", "citation", "url", "date_accessed", "licence", "may_redistribute_text")


@dataclass(frozen=True, slots=True)
class Collection:
    """Where a folder of articles is from.

    Attributes
    ----------
    name : str
        Path of the folder below the raw folder, with ``/`` between its parts.
    folder : Path
        The folder; source files are named relative to it.
    licence : str or None
        Terms of the texts.
    may_redistribute_text : bool
        Whether texts may be passed on. False unless the file says true.
    origin : dict
        Everything the file says of the origin.
    warnings : tuple of str
        What is missing or wrong.
    """

    name: str
    folder: Path
    licence: str | None = None
    may_redistribute_text: bool = False
    origin: dict[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def read_collection(folder: Path, name: str) -> Collection:
    """Read the collection.yaml of a folder; what it does not say is taken at its most careful.

    Parameters
    ----------
    folder : Path
        The collection's folder.
    name : str
        The collection's name.
    """
    path = next((folder / file for file in COLLECTION_FILES if (folder / file).is_file()), None)
    if path is None:
        warning = f"{name}: no collection.yaml, so its texts are taken as not to be passed on"
        return Collection(name, folder, warnings=(warning,))
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        problem = f"{path.name} cannot be read ({type(error).__name__})"
        warning = f"{name}: {problem}, so its texts are taken as not to be passed on"
        return Collection(name, folder, warnings=(warning,))
    origin = found.get("origin", found) if isinstance(found, dict) else {}
    origin = {str(key).replace(" ", "_"): value for key, value in origin.items()} if isinstance(origin, dict) else {}
    missing = [key for key in _EXPECTED if key not in origin]
    warnings = [f"{name}: {path.name} does not say {', '.join(missing)}"] if missing else []
    allowed = origin.get("may_redistribute_text", False)
    if not isinstance(allowed, bool):
        warnings.append(f"{name}: may_redistribute_text is {allowed!r}, not true or false, and is taken as false")
        allowed = False
    licence = origin.get("licence", origin.get("license"))
    if allowed and not licence:
        warnings.append(f"{name}: may_redistribute_text is true without a licence, and is taken as false")
        allowed = False
    return Collection(name, folder, str(licence) if licence else None, allowed, origin, tuple(warnings))


def collection_of(path: Path, raw: Path) -> tuple[Path, str]:
    """Return folder and name of the collection that a file belongs to.

    The nearest folder above the file with a collection.yaml is its collection; without one, the
    first folder below `raw`, or `raw` itself for a file that lies in it.
    """
    folder = path.parent
    while folder != raw and raw in folder.parents:
        if any((folder / file).is_file() for file in COLLECTION_FILES):
            return folder, folder.relative_to(raw).as_posix()
        folder = folder.parent
    below = path.relative_to(raw).parts
    if len(below) == 1 or any((raw / file).is_file() for file in COLLECTION_FILES):
        return raw, raw.resolve().name
    return raw / below[0], below[0]
