"""What the tables were made with, in two sums: what is known of the region, and the rules by which texts are read.

By them a comparison of two releases can tell a row that changed because a fact was put right from one that changed
because reading or linking works differently now.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import yaml

import sahel_dataset
from sahel_dataset.release.checksums import sha256_of

__all__ = ["fingerprints"]

_PACKAGE = Path(sahel_dataset.__file__).resolve().parent
#: The stages that decide what stands in the tables.
_STAGES = ("ingest", "extract", "link")
#: Parts of the knowledge that say how texts are read, and not what is true of the region.
_READING = ("lexicon", "furniture", "outlets.yaml")


def _sum(files: Iterable[tuple[str, str]]) -> str:
    return hashlib.sha256("".join(f"{digest}  {name}\n" for name, digest in sorted(files)).encode()).hexdigest()


def _package_files(*below: str) -> list[tuple[str, str]]:
    files = [path for part in below for path in (_PACKAGE / part, *(_PACKAGE / part).rglob("*")) if path.is_file()]
    return [
        (path.relative_to(_PACKAGE).as_posix(), sha256_of(path)) for path in files if "__pycache__" not in path.parts
    ]


def fingerprints(root: Path) -> dict[str, str]:
    """Return the sums of the knowledge and of the rules.

    Parameters
    ----------
    root : Path
        The project, with its params.yaml and requirements.lock.
    """
    knowledge = sorted(path.name for path in (_PACKAGE / "knowledge").iterdir())
    facts = [f"knowledge/{name}" for name in knowledge if name not in _READING and not name.endswith(".py")]
    rules = _package_files(*_STAGES, *(f"knowledge/{name}" for name in _READING))
    params, lock = root / "params.yaml", root / "requirements.lock"
    settings = (yaml.safe_load(params.read_text(encoding="utf-8")) or {}) if params.is_file() else {}
    of_stages = json.dumps({name: settings.get(name) for name in _STAGES}, sort_keys=True, default=str)
    rules.append(("params.yaml", hashlib.sha256(of_stages.encode()).hexdigest()))
    if lock.is_file():
        rules.append((lock.name, sha256_of(lock)))
    return {"knowledge": _sum(_package_files(*facts)), "rules": _sum(rules)}
