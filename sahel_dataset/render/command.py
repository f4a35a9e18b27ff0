"""The verb ``sahel render``."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["render"]


def render(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...", help="Reports to render, `index` for the front page; all of params.yaml by default."
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", "-j", min=1, help="Notebooks run at a time; one per CPU by default.")
    ] = None,
    ahead: Annotated[
        bool, typer.Option(help="Render the other reports at the same time and keep them for when they are asked for.")
    ] = False,
) -> None:
    """Render the reports: notebooks run with the parameters of params.yaml, as pages that open offline."""
    from sahel_dataset.params import read_section
    from sahel_dataset.paths import find_project
    from sahel_dataset.render import RenderError, RenderParams, run

    project = find_project()
    params = read_section(project.params, "render", RenderParams)
    try:
        pages = run(project, params, names or None, workers, ahead=ahead)
    except RenderError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    for page in pages:
        typer.echo(str(page.relative_to(project.root)))
