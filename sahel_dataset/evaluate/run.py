"""The evaluate stage: annotations and what was extracted in, figures and an error browser out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sahel_dataset.evaluate.browser import render_browser
from sahel_dataset.evaluate.evaluation import Evaluation, evaluate_gold
from sahel_dataset.evaluate.extracted import Extracted
from sahel_dataset.evaluate.gold import Gold
from sahel_dataset.evaluate.metrics import write_metrics
from sahel_dataset.evaluate.params import EvaluateParams
from sahel_dataset.evaluate.plots import write_plots
from sahel_dataset.files import whole_directory

__all__ = ["run"]


def run(
    gold: Gold,
    extracted: Mapping[str, Extracted],
    out: Path | None,
    metrics: Path | None,
    params: EvaluateParams | None = None,
    *,
    show_every_text: bool = False,
) -> Evaluation:
    """Measure what was extracted and write the figures and the page.

    Parameters
    ----------
    gold : Gold
        The annotated articles, from `read_gold`.
    extracted : dict
        What was extracted from them, from `from_tables` or `from_files`.
    out : Path or None
        Folder for index.html and plots/; it appears whole or not at all. None: neither is written.
    metrics : Path or None
        Where metrics.json goes, if it is written.
    params : EvaluateParams, optional
        Settings.
    show_every_text : bool
        Whether the page also shows texts that may not be passed on.
    """
    evaluation = evaluate_gold(gold, extracted, params)
    if out is not None:
        with whole_directory(out) as folder:
            page = render_browser(evaluation, show_every_text=show_every_text)
            (folder / "index.html").write_text(page, encoding="utf-8")
            write_plots(evaluation, folder / "plots")
    if metrics is not None:
        write_metrics(evaluation, metrics)
    return evaluation
