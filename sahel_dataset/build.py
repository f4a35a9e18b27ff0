"""``sahel build``: the whole pipeline on any folder of articles, without DVC or Git."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sahel_dataset.extract.run import ExtractSummary
    from sahel_dataset.ingest.run import IngestSummary
    from sahel_dataset.link.run import LinkSummary

__all__ = ["build"]


def build(
    raw: Annotated[
        Path, typer.Argument(help="Folder of articles (txt, html, json, jsonl, csv).", exists=True, file_okay=False)
    ],
    out: Annotated[Path, typer.Argument(help="Folder for the tables and pages.")],
    params: Annotated[Path | None, typer.Option(help="params.yaml to use instead of the defaults.")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes; all processors by default.")] = None,
    engine: Annotated[str | None, typer.Option(help="local or dask; params.yaml's by default.")] = None,
    scheduler: Annotated[str | None, typer.Option(help="Address of a Dask scheduler, tcp://HOST:8786.")] = None,
    render: Annotated[bool, typer.Option(help="Render the pages as well.")] = True,
) -> None:
    """Turn a folder of articles into validated tables and pages in OUT.

    Exit status: 0 if everything was read, 3 if some files are broken (the rest is written all the same), 4 if no
    article was found, 1 if the tables fail a critical check.
    """
    from rich.console import Console

    from sahel_dataset.extract.run import ExtractParams
    from sahel_dataset.extract.run import run as run_extract
    from sahel_dataset.ingest.params import IngestParams
    from sahel_dataset.ingest.run import run as run_ingest
    from sahel_dataset.link.params import LinkParams
    from sahel_dataset.link.run import run as run_link
    from sahel_dataset.params import read_section, read_workers
    from sahel_dataset.paths import Project
    from sahel_dataset.validate.command import show
    from sahel_dataset.validate.run import run as run_validate

    began = time.monotonic()
    project = Project(out)
    who = read_workers(params, workers, engine, scheduler)
    ingested = run_ingest(
        raw,
        project.interim,
        read_section(params, "ingest", IngestParams),
        workers=who,
        kept=project.root / ".cache" / "ingest",
    )
    if ingested.problem:
        typer.echo(f"note: {ingested.problem}", err=True)
    for warning in ingested.warnings:
        typer.echo(f"note: {warning}", err=True)
    typer.echo(ingested.sentence())
    if not ingested.n_articles:
        raise typer.Exit(ingested.exit_status)
    extracted = run_extract(
        project.interim,
        read_section(params, "extract", ExtractParams),
        workers=who,
        kept=project.root / ".cache" / "extract",
    )
    if extracted.problem:
        typer.echo(f"note: {extracted.problem}", err=True)
    typer.echo(extracted.sentence())
    linked = run_link(
        project.interim, project.processed, out / "ledger", read_section(params, "link", LinkParams), workers=who
    )
    typer.echo(
        f"{linked.n_mentions} mentions: {linked.n_events} events, {linked.n_claims} claims, "
        f"{linked.n_estimates} estimates"
    )
    outcome = run_validate(project.processed, project.interim, project.reports / "validation")
    show(outcome, Console())
    if not outcome.passed:
        raise typer.Exit(1)
    if render:
        from sahel_dataset.render import RenderError, RenderParams
        from sahel_dataset.render import run as run_render

        try:
            pages = run_render(project, read_section(params, "render", RenderParams), workers=workers)
        except RenderError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(1) from None
        typer.echo(f"{len(pages)} pages in {project.reports}")
    for line in summary(ingested, extracted, linked, time.monotonic() - began):
        typer.echo(line)
    if ingested.exit_status:
        # The tables are whole; the status says that some files could not be read.
        raise typer.Exit(ingested.exit_status)


def summary(ingested: IngestSummary, extracted: ExtractSummary, linked: LinkSummary, seconds: float) -> list[str]:
    """Return what a whole run came to, a line for each thing one asks of it."""
    left_out = {reason.replace("_", " "): n for reason, n in ingested.left_out_by_reason.items()}
    return [
        f"files       {ingested.n_files}, {ingested.n_kept} kept from before",
        f"articles    {ingested.n_articles}",
        f"left out    {', '.join(f'{n} {reason}' for reason, n in left_out.items()) or 'nothing'}",
        f"extracted   {extracted.n_articles - extracted.n_kept} read, {extracted.n_kept} kept from before",
        f"events      {linked.n_events}",
        f"claims      {linked.n_claims}",
        f"estimates   {linked.n_estimates}",
        f"seconds     {seconds:.1f}",
    ]
