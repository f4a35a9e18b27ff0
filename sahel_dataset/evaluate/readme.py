"""The table of accuracy in the README: printed, written between two marks, and checked to be current."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sahel_dataset.evaluate.evaluation import ALL
from sahel_dataset.evaluate.gold import DEV, HELD_OUT
from sahel_dataset.evaluate.metrics import AGREEMENT
from sahel_dataset.evaluate.tally import FIELDS, MEASURES
from sahel_dataset.files import whole_file

__all__ = ["BEGIN", "END", "accuracy_table", "is_current", "write_table"]

BEGIN, END = "<!-- accuracy:begin -->", "<!-- accuracy:end -->"

_LANGUAGES = {"en": "English", "fr": "French"}
_SHOWN_FIELDS = ("claimant", "stance", "figures", "victim_class", "event_type", "date", "place", "initiators")
_NONE = "–"


def accuracy_table(metrics: Mapping[str, Any]) -> str:
    """Return the figures of metrics.json as a table in Markdown.

    Parameters
    ----------
    metrics : dict
        What metrics.json holds.

    Examples
    --------
    >>> figures = {"articles": 8, "events": {"f1": 0.5, "f1_interval": [0.4, 0.6]}, "fields": {"date": 0.9}}
    >>> for line in accuracy_table({"held_out": {"all": figures}}).splitlines()[:3]:
    ...     print(line)
    | | Set aside (8) |
    | --- | --- |
    | Events found | 0.50 [0.40–0.60] |
    """
    columns = _columns(metrics)
    lines = [
        "| | " + " | ".join(title for title, _ in columns) + " |",
        "| --- |" + " --- |" * len(columns),
    ]
    lines += [_row(title, [_measure(figures, name) for _, figures in columns]) for name, title in MEASURES.items()]
    lines += [_row(FIELDS[name], [_field(figures, name) for _, figures in columns]) for name in _SHOWN_FIELDS]
    return "\n".join(lines) + "\n"


def _columns(metrics: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    found: list[tuple[str, Mapping[str, Any]]] = []

    def add(title: str, part: str, language: str) -> None:
        figures = metrics.get(part, {}).get(language)
        if figures:
            found.append((f"{title} ({figures['articles']})", figures))

    main = HELD_OUT if HELD_OUT in metrics else ALL
    title = "Set aside" if main == HELD_OUT else "All"
    add(title, main, ALL)
    for code in sorted(code for code in metrics.get(main, {}) if code != ALL):
        add(f"{title}, {_LANGUAGES.get(code, code)}", main, code)
    add("Used while improving", DEV, ALL)
    add("Annotated a second time", AGREEMENT, ALL)
    return found


def _row(title: str, cells: list[str]) -> str:
    return f"| {title} | {' | '.join(cells)} |"


def _measure(figures: Mapping[str, Any], name: str) -> str:
    found = figures.get(name)
    if not found:
        return _NONE
    interval = found.get("f1_interval")
    return f"{found['f1']:.2f}" + (f" [{interval[0]:.2f}–{interval[1]:.2f}]" if interval else "")


def _field(figures: Mapping[str, Any], name: str) -> str:
    share = figures.get("fields", {}).get(name)
    return _NONE if share is None else f"{share:.2f}"


def _cut(path: Path) -> tuple[str, str, str]:
    """Return what stands before, between and after the marks."""
    text = path.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    between, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{path} has no place for the table: it needs a line {BEGIN} and after it a line {END}.")
    return before, between, after


def is_current(path: Path, metrics: Mapping[str, Any]) -> bool:
    """Return whether the table between the marks of a file is what the figures say.

    Raises
    ------
    ValueError
        If the file has no marks.
    """
    return _cut(path)[1].strip() == accuracy_table(metrics).strip()


def write_table(path: Path, metrics: Mapping[str, Any]) -> bool:
    """Put the table between the marks of a file, and return whether that changed it.

    Raises
    ------
    ValueError
        If the file has no marks.
    """
    before, between, after = _cut(path)
    wanted = f"\n{accuracy_table(metrics)}"
    if between == wanted:
        return False
    with whole_file(path) as draft:
        draft.write_text(f"{before}{BEGIN}{wanted}{END}{after}", encoding="utf-8")
    return True
