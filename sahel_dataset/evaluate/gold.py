"""The gold set: annotations made by reading, which of them were set aside, and second annotations of some."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from sahel_dataset.evaluate.annotations import Annotation, name_of, read_annotation

__all__ = ["DEV", "HELD_OUT", "Gold", "GoldArticle", "read_gold"]

#: Articles that were looked at while the extractor was improved, and those that were not.
DEV, HELD_OUT = "dev", "held_out"
_SPLITS = (DEV, HELD_OUT)
_SECOND = "second"


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotated article.

    Attributes
    ----------
    annotation : Annotation
        The first annotation: what the extraction is measured against.
    folder : str
        Name of the folder it lies in, which is the collection's where the gold is laid out by collection.
    split : str or None
        ``dev`` or ``held_out``; None where the gold set is not split.
    second : Annotation or None
        A second annotator's annotation of the same article, made without seeing the first.
    """

    annotation: Annotation
    folder: str
    split: str | None = None
    second: Annotation | None = None

    @property
    def name(self) -> str:
        """The article's name."""
        return self.annotation.name


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold set.

    Attributes
    ----------
    articles : tuple of GoldArticle
        By name.
    notes : tuple of str
        What is odd about the folder, in sentences.
    """

    articles: tuple[GoldArticle, ...]
    notes: tuple[str, ...] = field(default=())


def read_gold(folder: Path) -> Gold:
    """Read the annotations below a folder.

    Parameters
    ----------
    folder : Path
        Holds NAME.gold.json files, in folders of its own or not. Beside them ``split.csv`` (name, language, split) may
        say which were set aside, and ``second/`` may hold second annotations under the same names.

    Raises
    ------
    FileNotFoundError
        If there is no such folder, or no annotation in it.
    ValueError
        If two annotations have one name, or split.csv is not as described.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is not a folder of annotations.")
    files = sorted(folder.rglob("*.gold.json"))
    first = _by_name([path for path in files if _SECOND not in path.relative_to(folder).parts])
    second = _by_name([path for path in files if _SECOND in path.relative_to(folder).parts])
    if not first:
        raise FileNotFoundError(f"{folder} holds no annotation (NAME.gold.json).")
    splits, notes = _splits(folder / "split.csv"), []
    if splits is not None:
        unlisted = sorted(set(first) - set(splits))
        if unlisted:
            notes.append(f"not in split.csv, and taken as {DEV}: {_listed(unlisted)}")
        missing = sorted(set(splits) - set(first))
        if missing:
            notes.append(f"in split.csv without an annotation: {_listed(missing)}")
    alone = sorted(set(second) - set(first))
    if alone:
        notes.append(f"annotated a second time but not a first: {_listed(alone)}")
    articles = tuple(
        GoldArticle(
            read_annotation(path),
            path.parent.name,
            None if splits is None else splits.get(name, DEV),
            read_annotation(second[name]) if name in second else None,
        )
        for name, path in sorted(first.items())
    )
    return Gold(articles, tuple(notes))


def _by_name(files: list[Path]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in files:
        name = name_of(path)
        if name in found:
            raise ValueError(f"{found[name]} and {path} annotate one article; only one can be measured against.")
        found[name] = path
    return found


def _splits(path: Path) -> dict[str, str] | None:
    if not path.is_file():
        return None
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found: dict[str, str] = {}
    for number, row in enumerate(rows, start=2):
        name, split = (row.get("name") or "").strip(), (row.get("split") or "").strip()
        if not name or split not in _SPLITS:
            raise ValueError(f"{path}, line {number}: a row is a name, its language, and {' or '.join(_SPLITS)}.")
        if found.setdefault(name, split) != split:
            raise ValueError(f"{path}, line {number}: {name} is put on both sides of the split.")
    return found


def _listed(names: list[str], most: int = 5) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
