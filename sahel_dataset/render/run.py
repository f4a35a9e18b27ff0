"""The stage as a whole: every report of params.yaml, in parallel, each page whole or not at all."""

from __future__ import annotations

import functools
import sys
from dataclasses import dataclass
from pathlib import Path

from sahel_dataset.files import whole_file
from sahel_dataset.paths import Project
from sahel_dataset.render.execute import NotebookError, execute
from sahel_dataset.render.notebooks import notebook_folder
from sahel_dataset.render.params import RenderParams, Report, check_reports
from sahel_dataset.work import map_in_order

__all__ = ["RenderError", "run"]


class RenderError(RuntimeError):
    """One or more pages could not be rendered; the message has a line for each, the others are written."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A page, or why there is none."""

    html: str | None
    error: str | None
    warnings: tuple[str, ...]


def _render(report: Report, *, notebooks: Path, root: Path, timeout: int) -> _Outcome:
    from sahel_dataset.render.page import page

    source = notebooks / f"{report.notebook}.ipynb"
    try:
        executed, warnings = execute(source, report, root, timeout=timeout)
    except NotebookError as error:
        return _Outcome(None, str(error), ())
    return _Outcome(page(executed, report, source.name), None, tuple(warnings))


def run(
    project: Project, params: RenderParams, only: list[str] | None = None, workers: int | None = None
) -> list[Path]:
    """Render the reports of params.yaml into the project's ``reports/``.

    Parameters
    ----------
    project : Project
        Where the tables are read and the pages written.
    params : RenderParams
        The reports.
    only : list of str, optional
        Names of the reports to render; all of them by default.
    workers : int, optional
        Notebooks run at a time; by default one per CPU. The pages are the same whatever their number.

    Returns
    -------
    list of Path
        The pages, in the order of params.yaml.

    Raises
    ------
    sahel_dataset.params.ParamsError
        If a report names a notebook or a parameter that does not exist; nothing is run then.
    RenderError
        If notebooks failed. Pages of the others are written, and old pages of those that failed are left as they were.
    """
    reports = params.chosen(only)
    notebooks = notebook_folder(project)
    check_reports(reports, notebooks)
    work = functools.partial(_render, notebooks=notebooks, root=project.root, timeout=params.timeout)
    outcomes = map_in_order(work, reports, workers=workers, what="rendering")
    pages: list[Path] = []
    errors: list[str] = []
    for report, outcome in zip(reports, outcomes, strict=True):
        for warning in outcome.warnings:
            print(f"{report.name}: {warning}", file=sys.stderr)
        if outcome.html is None:
            errors.append(outcome.error or f"{report.name}: no page")
            continue
        target = project.reports / f"{report.name}.html"
        with whole_file(target) as draft:
            draft.write_text(outcome.html, encoding="utf-8")
        pages.append(target)
    if errors:
        raise RenderError("\n".join(errors))
    return pages
