"""``sahel extract`` and ``sahel annotate``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from sahel_dataset.params import read_section, read_workers
from sahel_dataset.paths import find_project

__all__ = ["annotate", "extract"]


def extract(
    interim: Annotated[
        Path | None, typer.Option(help="Folder with articles.parquet; the checkout's by default.")
    ] = None,
    params: Annotated[Path | None, typer.Option(help="params.yaml to use.")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes; all processors by default.")] = None,
    engine: Annotated[str | None, typer.Option(help="local or dask; params.yaml's by default.")] = None,
    scheduler: Annotated[str | None, typer.Option(help="Address of a Dask scheduler, tcp://HOST:8786.")] = None,
    cache: Annotated[
        bool, typer.Option(help="Keep extractions in .cache/extract and read only articles that changed.")
    ] = True,
) -> None:
    """Read events and claims out of the ingested articles; those that an earlier run read are not read again."""
    from sahel_dataset.extract.run import ExtractParams, run

    if interim is None:
        project = find_project()
        interim, params = project.interim, params or project.params
        kept = project.root / ".cache" / "extract"
    else:
        kept = interim / ".cache" / "extract"
    summary = run(
        interim,
        read_section(params, "extract", ExtractParams),
        workers=read_workers(params, workers, engine, scheduler),
        kept=kept if cache else None,
    )
    if summary.problem:
        typer.echo(f"note: {summary.problem}", err=True)
    typer.echo(summary.sentence())


def annotate(
    source: Annotated[Path, typer.Argument(help="An article, or a folder of articles.", exists=True)],
    out: Annotated[Path, typer.Argument(help="Folder for the NAME.pred.json files.")],
    workers: Annotated[int | None, typer.Option(help="Processes; all processors by default.")] = None,
) -> None:
    """Write what is extracted from each article as an annotation, NAME.pred.json."""
    from sahel_dataset.extract.annotate import annotation, readable
    from sahel_dataset.extract.run import extract_article, extractor
    from sahel_dataset.files import whole_file
    from sahel_dataset.work import map_in_order

    read, refused = readable(source)
    out.mkdir(parents=True, exist_ok=True)
    extractions = map_in_order(
        extract_article, [a for _, a in read], workers=workers, what="annotating", chunk=2, initializer=extractor
    )
    for (name, article), extraction in zip(read, extractions, strict=True):
        with whole_file(out / f"{name}.pred.json") as draft:
            found = annotation(article, extraction, name=name)
            draft.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for reason in refused:
        typer.echo(f"left out {reason}", err=True)
    typer.echo(f"{len(read)} annotations written to {out}")
    if refused and not read:
        raise typer.Exit(1)
