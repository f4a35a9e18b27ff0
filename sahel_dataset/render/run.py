"""The stage as a whole: every report of params.yaml, in parallel, each page whole or not at all."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sahel_dataset.files import whole_file
from sahel_dataset.light import without_iri_grammar
from sahel_dataset.paths import Project
from sahel_dataset.render.notebooks import notebook_folder
from sahel_dataset.render.params import FRONT, RenderParams, Report, check_reports
from sahel_dataset.render.store import PageStore
from sahel_dataset.work import default_workers, progress

__all__ = ["RenderError", "run"]


class RenderError(RuntimeError):
    """One or more pages could not be rendered; the message has a line for each, the others are written."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A page, or why there is none."""

    html: str | None
    error: str | None = None
    warnings: tuple[str, ...] = ()


def _render_all(
    reports: list[Report], notebooks: Path, root: Path, timeout: int, workers: int | None
) -> Iterator[_Outcome]:
    """Yield the pages of reports in their order; notebooks run in processes of their own, side by side."""
    without_iri_grammar()
    from sahel_dataset.render.execute import NotebookError, execute, kernels
    from sahel_dataset.render.page import page

    def render(report: Report) -> _Outcome:
        source = notebooks / f"{report.notebook}.ipynb"
        try:
            executed, warnings = execute(source, report, root, manager=manager, timeout=timeout)
        except NotebookError as error:
            return _Outcome(None, str(error))
        with one_at_a_time:
            return _Outcome(page(executed, report, source.name), None, tuple(warnings))

    one_at_a_time = threading.Lock()
    with kernels(root) as manager, ThreadPoolExecutor(workers or default_workers()) as pool:
        yield from progress(pool.map(render, reports), total=len(reports), what="rendering")


def run(
    project: Project,
    params: RenderParams,
    only: list[str] | None = None,
    workers: int | None = None,
    *,
    ahead: bool = False,
) -> list[Path]:
    """Render the reports of params.yaml into the project's ``reports/``.

    Parameters
    ----------
    project : Project
        Where the tables are read and the pages written.
    params : RenderParams
        The reports.
    only : list of str, optional
        Names of the reports to render, and ``index`` for the front page; all of them by default.
    workers : int, optional
        Notebooks run at a time; by default one per CPU. The pages are the same whatever their number.
    ahead : bool
        Render the other reports of params.yaml at the same time and keep their pages in ``.cache/render``; take
        from there what is still true. Only the pages asked for are written to ``reports/``.

    Returns
    -------
    list of Path
        The pages, in the order of params.yaml, the front page and the codebook last.

    Raises
    ------
    sahel_dataset.params.ParamsError
        If a report names a notebook or a parameter that does not exist; nothing is run then.
    RenderError
        If notebooks failed. Pages of the others are written, and old pages of those that failed are left as they were.
    """
    wants_front = only is None or FRONT in only
    reports = params.chosen(None if only is None else [name for name in only if name != FRONT])
    if reports and not _has_events(project):
        print("The dataset has no events, so there is nothing to report but the front page.", file=sys.stderr)
        reports = []
    outcomes = _outcomes(project, params, reports, workers, ahead=ahead) if reports else {}
    pages: list[Path] = []
    errors: list[str] = []
    for report in reports:
        outcome = outcomes[report.name]
        for warning in outcome.warnings:
            print(f"{report.name}: {warning}", file=sys.stderr)
        if outcome.html is None:
            errors.append(outcome.error or f"{report.name}: no page")
            continue
        target = project.reports / f"{report.name}.html"
        with whole_file(target) as draft:
            draft.write_text(outcome.html, encoding="utf-8")
        pages.append(target)
    if wants_front:
        from sahel_dataset.render.front import write_front

        pages += write_front(project, params)
    if errors:
        raise RenderError("\n".join(errors))
    return pages


def _has_events(project: Project) -> bool:
    import pyarrow.parquet as pq

    return pq.read_metadata(project.processed / "events.parquet").num_rows > 0


def _outcomes(
    project: Project, params: RenderParams, reports: list[Report], workers: int | None, *, ahead: bool
) -> dict[str, _Outcome]:
    """Return a page for each report, and with `ahead` for all others that are due."""
    notebooks = notebook_folder(project)
    done: dict[str, _Outcome] = {}
    due = reports
    if ahead:
        store = PageStore(project, notebooks)
        every = [*reports, *(one for one in params.chosen(None) if one not in reports)]
        # A report whose notebook is missing is told of when it is asked for.
        every = [one for one in every if (notebooks / f"{one.notebook}.ipynb").is_file()]
        done = {one.name: _Outcome(page) for one in every if (page := store.get(one)) is not None}
        missing = [one for one in reports if one.name not in done]
        due = [one for one in every if one.name not in done] if missing else []
        store.forget_all_but(every)
    if due:
        check_reports([one for one in reports if one in due], notebooks)
        rendered = _render_all(due, notebooks, project.root, params.timeout, workers)
        for report, outcome in zip(due, rendered, strict=True):
            done[report.name] = outcome
            if ahead and outcome.html is not None:
                store.put(report, outcome.html)
    return done
