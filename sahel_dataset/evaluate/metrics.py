"""metrics.json: the figures in a small file that `dvc metrics diff` compares from commit to commit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sahel_dataset.evaluate.evaluation import Evaluation
from sahel_dataset.evaluate.scores import Scores
from sahel_dataset.files import whole_file

__all__ = ["AGREEMENT", "metrics_of", "read_metrics", "write_metrics"]

#: The section with the figures of a second annotation against the first.
AGREEMENT = "agreement"
_DIGITS = 3


def metrics_of(evaluation: Evaluation) -> dict[str, Any]:
    """Return the figures as JSON-ready data: part, language, then figure.

    Intervals are lists, which `dvc metrics diff` passes over: it reports what changed, not how the draws fell.
    """
    sections = {part: _languages(scores) for part, scores in evaluation.parts.items()}
    if evaluation.agreement:
        sections[AGREEMENT] = _languages(evaluation.agreement)
    return sections


def _languages(scores: Mapping[str, Scores]) -> dict[str, Any]:
    return {language: _figures(one) for language, one in scores.items()}


def _figures(scores: Scores) -> dict[str, Any]:
    figures: dict[str, Any] = {"articles": scores.n_articles}
    for name, measure in scores.measures.items():
        figures[name] = {
            "f1": round(measure.f1, _DIGITS),
            "f1_interval": [round(end, _DIGITS) for end in measure.interval] if measure.interval else None,
            "precision": round(measure.precision, _DIGITS),
            "recall": round(measure.recall, _DIGITS),
        }
    figures["fields"] = {
        name: round(field.share, _DIGITS) for name, field in scores.fields.items() if field.share is not None
    }
    return figures


def write_metrics(evaluation: Evaluation, path: Path) -> None:
    """Write metrics.json, keys sorted."""
    with whole_file(path) as draft:
        text = json.dumps(metrics_of(evaluation), indent=1, sort_keys=True, ensure_ascii=False)
        draft.write_text(text + "\n", encoding="utf-8")


def read_metrics(path: Path) -> dict[str, Any]:
    """Read metrics.json.

    Raises
    ------
    FileNotFoundError
        If it is not there yet.
    ValueError
        If it is not what `write_metrics` wrote.
    """
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not there; `sahel evaluate` writes it.")
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path} holds no metrics: {str(error)[:100]}.") from error
    if not isinstance(found, dict) or not all(isinstance(section, dict) for section in found.values()):
        raise ValueError(f"{path} holds no metrics.")
    return found
