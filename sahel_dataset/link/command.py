"""``sahel link`` and ``sahel resolve``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sahel_dataset.params import read_section, read_workers
from sahel_dataset.paths import find_project

__all__ = ["link", "resolve"]


def link(
    interim: Annotated[
        Path | None, typer.Option(help="Folder of the interim tables; the checkout's by default.")
    ] = None,
    processed: Annotated[Path | None, typer.Option(help="Folder for the tables of the dataset.")] = None,
    ledger: Annotated[Path | None, typer.Option(help="Folder of the ledger of event ids.")] = None,
    params: Annotated[Path | None, typer.Option(help="params.yaml to use.")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes; all processors by default.")] = None,
    engine: Annotated[str | None, typer.Option(help="local or dask; params.yaml's by default.")] = None,
    scheduler: Annotated[str | None, typer.Option(help="Address of a Dask scheduler, tcp://HOST:8786.")] = None,
) -> None:
    """Put mentions of one event together, across articles and languages, and write the dataset's tables."""
    from sahel_dataset.link.params import LinkParams
    from sahel_dataset.link.run import run

    if interim is None or processed is None:
        project = find_project()
        interim, processed = interim or project.interim, processed or project.processed
        ledger, params = ledger or project.root / "data" / "ledger", params or project.params
    summary = run(
        interim,
        processed,
        ledger,
        read_section(params, "link", LinkParams),
        workers=read_workers(params, workers, engine, scheduler),
    )
    typer.echo(
        f"{summary.n_mentions} mentions: {summary.n_events} events, {summary.n_claims} claims, "
        f"{summary.n_estimates} estimates; {summary.n_new_ids} new ids, {summary.n_retired_ids} retired"
    )


def resolve(
    event_id: Annotated[str, typer.Argument(help="An event id of this or an earlier release.")],
    root: Annotated[
        Path | None,
        typer.Option(help="Folder of tables, bundle or checkout; by default the checkout, or the carried release."),
    ] = None,
    version: Annotated[str | None, typer.Option(help="A release, such as 2026.11.0, or latest.")] = None,
) -> None:
    """Say which event an id stands for now."""
    from sahel_dataset.link.redirects import UnknownEventError
    from sahel_dataset.link.redirects import resolve as follow

    try:
        current = follow(event_id, root, version=version)
    except UnknownEventError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    typer.echo(current or f"{event_id} was withdrawn; the table event_ids says why.")
