"""``sahel ingest``: articles as found to one clean table of articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["ingest"]


def ingest(
    raw: Annotated[Path | None, typer.Argument(help="Folder of articles; data/raw of the checkout by default.")] = None,
    interim: Annotated[Path | None, typer.Argument(help="Folder for the tables; data/interim by default.")] = None,
    params: Annotated[Path | None, typer.Option(help="params.yaml; the checkout's by default.")] = None,
    prefer: Annotated[str | None, typer.Option(help="Which of NAME.txt and NAME.html is read: txt or html.")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes; all processors by default.")] = None,
    engine: Annotated[str | None, typer.Option(help="local or dask; params.yaml's by default.")] = None,
    scheduler: Annotated[str | None, typer.Option(help="Address of a Dask scheduler, tcp://HOST:8786.")] = None,
    cache: Annotated[bool, typer.Option(help="Keep what files give, and read only those that changed.")] = True,
    tolerant: Annotated[bool, typer.Option("--tolerant", help="Exit with 0 also when some files are broken.")] = False,
) -> None:
    """Read articles (txt, html, json, jsonl, csv, warc) into one table; list what cannot be read, and why.

    Exit status: 0 if everything that is an article was read, 3 if some files are broken (the rest is written all the
    same; 0 with --tolerant), 4 if no article was found, 2 for a wrong folder or setting.
    """
    import dataclasses

    from sahel_dataset.ingest.params import IngestParams
    from sahel_dataset.ingest.run import run
    from sahel_dataset.params import read_section, read_workers

    if raw is None or interim is None:
        from sahel_dataset.paths import find_project

        project = find_project()
        kept = project.root / ".cache" / "ingest"
        raw, interim, params = raw or project.raw, interim or project.interim, params or project.params
    else:
        kept = interim / ".cache" / "ingest"
    settings = read_section(params, "ingest", IngestParams)
    if prefer is not None:
        settings = dataclasses.replace(settings, prefer=prefer)
    who = read_workers(params, workers, engine, scheduler)
    summary = run(raw, interim, settings, workers=who, kept=kept if cache else None)
    if summary.problem:
        typer.echo(f"note: {summary.problem}", err=True)
    for warning in summary.warnings:
        typer.echo(f"note: {warning}", err=True)
    typer.echo(summary.sentence())
    status = summary.exit_status
    if status and not (status == 3 and tolerant):
        raise typer.Exit(status)
