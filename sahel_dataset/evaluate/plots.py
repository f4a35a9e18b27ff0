"""Figures as CSV files that `dvc plots` draws and compares from commit to commit."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from sahel_dataset.evaluate.annotations import CodedClaim, CodedEvent
from sahel_dataset.evaluate.differences import KINDS, Finding, findings
from sahel_dataset.evaluate.evaluation import ALL, Evaluation
from sahel_dataset.evaluate.gold import DEV, HELD_OUT
from sahel_dataset.evaluate.tally import FIELDS, MEASURES

__all__ = ["write_plots"]

#: What stands for the side that has nothing.
_NOTHING = "(none)"
_PARTS = {HELD_OUT: "set aside", DEV: "used while improving", ALL: "all"}
_LANGUAGES = {ALL: "both languages", "en": "English", "fr": "French"}


def _score_rows(evaluation: Evaluation) -> Iterator[dict[str, Any]]:
    for part, language, scores in _each(evaluation):
        for name, measure in scores.measures.items():
            low, high = measure.interval or ("", "")
            yield {
                "label": f"{MEASURES[name]}: {_PARTS[part]}, {_LANGUAGES.get(language, language)}",
                "part": part,
                "language": language,
                "measure": name,
                "precision": measure.precision,
                "recall": measure.recall,
                "f1": measure.f1,
                "f1_low": low,
                "f1_high": high,
                "n_right": measure.n_right,
                "n_gold": measure.n_gold,
                "n_extracted": measure.n_extracted,
            }


def _field_rows(evaluation: Evaluation) -> Iterator[dict[str, Any]]:
    for part, language, scores in _each(evaluation):
        for name, field in scores.fields.items():
            low, high = field.interval or ("", "")
            yield {
                "label": f"{FIELDS[name]}: {_PARTS[part]}, {_LANGUAGES.get(language, language)}",
                "part": part,
                "language": language,
                "field": name,
                "share": "" if field.share is None else field.share,
                "share_low": low,
                "share_high": high,
                "n_right": field.n_right,
                "n": field.n,
            }


def _each(evaluation: Evaluation) -> Iterator[tuple[str, str, Any]]:
    for part, by_language in evaluation.parts.items():
        for language, scores in by_language.items():
            yield part, language, scores


def _error_rows(found: Iterable[Finding]) -> Iterator[dict[str, Any]]:
    counts = Counter(kind for one in found for kind in one.kinds)
    for kind, described in KINDS.items():
        yield {"kind": described.title, "what": described.what, "n": counts[kind]}


def _confusions(found: Iterable[Finding], what: str, value: Callable[[Any], str | None]) -> Iterator[dict[str, str]]:
    """Yield one row per item: what gold says, what was extracted."""

    def said(item: CodedClaim | CodedEvent | None) -> str:
        return _NOTHING if item is None else value(item) or _NOTHING

    rows = [(said(one.gold), said(one.extracted)) for one in found if one.what == what]
    for gold, extracted in sorted(rows):
        yield {"gold": gold, "extracted": extracted}


def write_plots(evaluation: Evaluation, folder: Path) -> None:
    """Write the CSV files of a folder.

    ``f1.csv`` and ``fields.csv`` hold a row per figure, ``errors.csv`` a row per kind of error; ``event_types.csv``,
    ``claimant_kinds.csv`` and ``stances.csv`` a row per item, gold beside extracted, for confusion matrices.
    """
    found = [finding for one in evaluation.articles for finding in findings(one.compared)]
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "f1.csv", _score_rows(evaluation))
    _write(folder / "fields.csv", _field_rows(evaluation))
    _write(folder / "errors.csv", _error_rows(found))
    _write(folder / "event_types.csv", _confusions(found, "event", lambda one: one.event_type))
    _write(folder / "claimant_kinds.csv", _confusions(found, "claim", lambda one: one.claimant_kind))
    _write(folder / "stances.csv", _confusions(found, "claim", lambda one: one.stance))


def _write(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    listed = [{name: round(v, 4) if isinstance(v, float) else v for name, v in row.items()} for row in rows]
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(listed[0]) if listed else ["gold", "extracted"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(listed)
