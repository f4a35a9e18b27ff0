"""``sahel evaluate``: how well events and claims are read out of articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sahel_dataset.evaluate.evaluation import Evaluation
    from sahel_dataset.evaluate.extracted import Extracted
    from sahel_dataset.evaluate.gold import Gold

__all__ = ["evaluate"]


def evaluate(
    gold: Annotated[Path | None, typer.Option(help="Folder of NAME.gold.json; the checkout's by default.")] = None,
    interim: Annotated[Path | None, typer.Option(help="Folder of ingested texts and mentions; the checkout's.")] = None,
    predicted: Annotated[Path | None, typer.Option(help="Folder of NAME.pred.json to measure instead.")] = None,
    articles: Annotated[Path | None, typer.Option(help="Folder of articles to read here and now instead.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the page and the plots.")] = None,
    metrics: Annotated[Path | None, typer.Option(help="The file of figures (JSON).")] = None,
    params: Annotated[Path | None, typer.Option(help="params.yaml; the checkout's by default.")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes, with --articles; all processors by default.")] = None,
    private: Annotated[bool, typer.Option("--private", help="Show texts that may not be passed on, too.")] = False,
    table: Annotated[bool, typer.Option("--table", help="Print the table of metrics.json in Markdown.")] = False,
    check: Annotated[list[Path] | None, typer.Option(help="Fail unless this file's table is current.")] = None,
    write: Annotated[list[Path] | None, typer.Option(help="Bring this file's table up to date.")] = None,
) -> None:
    """Measure the extraction against annotated articles: figures, plots, and a page to look through the errors.

    In a checkout, without options: what `ingest` and `extract` left in data/interim against data/gold, written to
    reports/accuracy and metrics.json. With --gold, --predicted or --articles the figures are printed, and files
    are written only where --out and --metrics say. --table, --check and --write only read metrics.json.
    """
    from sahel_dataset.paths import find_project

    if table or check or write:
        figures = metrics or find_project().root / "metrics.json"
        _tables(figures, show=table, check=check or [], write=write or [])
        return
    if private and out is None:
        raise ValueError("--private makes a page that may not be passed on; say with --out where it goes.")
    from sahel_dataset.evaluate.gold import read_gold
    from sahel_dataset.evaluate.params import EvaluateParams
    from sahel_dataset.evaluate.run import run
    from sahel_dataset.params import read_section

    if gold is None and predicted is None and articles is None:
        project = find_project()
        out, metrics = out or project.reports / "accuracy", metrics or project.root / "metrics.json"
        params = params or project.params
    read = read_gold(gold or find_project().gold)
    if interim is None and predicted is None and articles is None:
        interim = find_project().interim
    found = _extracted(read, interim, predicted, articles, workers)
    settings = read_section(params, "evaluate", EvaluateParams)
    _show(run(read, found, out, metrics, settings, show_every_text=private), out)


def _extracted(
    gold: Gold, interim: Path | None, predicted: Path | None, articles: Path | None, workers: int | None
) -> dict[str, Extracted]:
    import tempfile

    from sahel_dataset.evaluate.extracted import from_files, from_tables

    if articles is None:
        if predicted is not None:
            return from_files(predicted, gold.articles, interim)
        assert interim is not None
        return from_tables(interim, gold.articles)
    from sahel_dataset.extract.run import run as extract
    from sahel_dataset.ingest.run import run as ingest

    with tempfile.TemporaryDirectory() as folder:
        tables = Path(folder)
        ingest(articles, tables, workers=workers)
        if predicted is not None:
            return from_files(predicted, gold.articles, tables)
        extract(tables, workers=workers)
        return from_tables(tables, gold.articles)


def _tables(metrics: Path, *, show: bool, check: list[Path], write: list[Path]) -> None:
    from sahel_dataset.evaluate.metrics import read_metrics
    from sahel_dataset.evaluate.readme import accuracy_table, is_current, write_table

    figures = read_metrics(metrics)
    if show:
        typer.echo(accuracy_table(figures), nl=False)
    for path in write:
        typer.echo(f"{path}: {'brought up to date' if write_table(path, figures) else 'was current'}")
    stale = [path for path in check if not is_current(path, figures)]
    for path in stale:
        typer.echo(f"{path}: the table is not what {metrics} says; run `sahel evaluate --write {path}`.", err=True)
    if stale:
        raise typer.Exit(1)


def _show(evaluation: Evaluation, out: Path | None) -> None:
    """Print the main figures, and where the page is."""
    from rich.console import Console
    from rich.table import Table

    from sahel_dataset.evaluate.tally import MEASURES

    shown = Table(box=None, pad_edge=False)
    shown.add_column("")
    for name in ("articles", "precision", "recall", "F1", "interval"):
        shown.add_column(name, justify="right")
    for part, by_language in evaluation.parts.items():
        for name, title in MEASURES.items():
            for language, scores in by_language.items():
                one = scores.measures[name]
                interval = f"{one.interval[0]:.2f}–{one.interval[1]:.2f}" if one.interval else ""
                shown.add_row(
                    f"{part} {language}: {title.lower()}",
                    str(scores.n_articles),
                    *(f"{figure:.2f}" for figure in (one.precision, one.recall, one.f1)),
                    interval,
                )
    console = Console()
    console.print(shown)
    for note in evaluation.notes:
        typer.echo(f"note: {note}", err=True)
    if out is not None:
        console.print(f"Page: {out / 'index.html'}", highlight=False, markup=False, soft_wrap=True)
