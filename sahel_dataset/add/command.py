"""``sahel add``: articles of your own into a collection."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sahel_dataset.add.run import Added

__all__ = ["add"]

_SHOWN = 8


def add(
    source: Annotated[str, typer.Argument(help="A file, a folder, or the address of a page.")],
    collection: Annotated[str | None, typer.Option(help="Collection; a new one is made.")] = None,
    raw: Annotated[Path | None, typer.Option(help="Folder of all collections; data/raw of the checkout.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published the article.")] = None,
    published: Annotated[str | None, typer.Option(help="Day of publication, as 2024-07-31.")] = None,
    language: Annotated[str | None, typer.Option(help="en or fr; found by itself otherwise.")] = None,
    title: Annotated[str | None, typer.Option(help="Headline, where the file does not tell it.")] = None,
    url: Annotated[str | None, typer.Option(help="Where the article is found on the web.")] = None,
    retrieved: Annotated[str | None, typer.Option(help="Day on which it was got, as 2024-08-01.")] = None,
    producer: Annotated[str | None, typer.Option(help="Who published or collected the collection.")] = None,
    citation: Annotated[str | None, typer.Option(help="How the collection is cited.")] = None,
    licence: Annotated[str | None, typer.Option(help="Licence of the texts, such as CC-BY-4.0.")] = None,
    may_redistribute: Annotated[
        bool | None,
        typer.Option("--may-redistribute/--no-redistribute", help="Whether the texts may be passed on; no by default."),
    ] = None,
    dvc_remote: Annotated[str | None, typer.Option(help="Version it with DVC, on this remote only.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace files of the same name.")] = False,
) -> None:
    """Bring articles into a collection: copy or fetch them, note where they are from, and keep back what must be.

    On a terminal what is not said is asked for. A collection whose texts may not be passed on stays out of Git. Exit
    status: 0 if everything was brought in, 3 if some files hold no article that can be read, 2 if nothing was.
    """
    from sahel_dataset.add.bring import Details
    from sahel_dataset.add.run import Request
    from sahel_dataset.add.run import add as run
    from sahel_dataset.add.terms import Terms
    from sahel_dataset.ingest.params import IngestParams
    from sahel_dataset.params import read_section
    from sahel_dataset.paths import find_project

    params = None
    if raw is None:
        project = find_project()
        raw, params = project.raw, project.params
    result = run(
        Request(
            source,
            collection,
            Terms(producer, None, citation, None, None, licence, may_redistribute),
            Details(url, outlet, title, published, language, retrieved),
            replace,
            dvc_remote,
        ),
        raw,
        read_section(params, "ingest", IngestParams),
        ask=_ask if _is_terminal() else None,
    )
    _show(result)
    if result.refused:
        raise typer.Exit(3)


def _is_terminal() -> bool:
    import sys

    return sys.stdin.isatty() and sys.stderr.isatty()


def _ask(question: str, proposed: str) -> str:
    answer: str = typer.prompt(question, default=proposed, show_default=bool(proposed), err=True)
    return answer.strip()


def _show(result: Added) -> None:
    from sahel_dataset.visible import visible

    for name, records in result.placed[:_SHOWN]:
        typer.echo(visible(f"added {name}"))
        for record in (records or [])[:3]:
            day = record.published_on.isoformat() if record.published_on else "no date"
            typer.echo(
                visible(f"  {record.language}, {day}, {record.outlet or 'no outlet'}: {record.title or 'no title'}")
            )
        if records is None:
            typer.echo("  large, not looked into")
        elif len(records) > 3:
            typer.echo(f"  and {len(records) - 3} more articles")
    if len(result.placed) > _SHOWN:
        typer.echo(f"and {len(result.placed) - _SHOWN} more files")
    if result.known:
        typer.echo(f"{len(result.known)} there already")
    for one in result.refused:
        typer.echo(visible(f"left out {one}"), err=True)
    for one in result.passed_over:
        typer.echo(visible(f"passed over {one}"), err=True)
    undated = sum(record.published_on is None for _, records in result.placed for record in records or [])
    if undated:
        typer.echo(
            f"note: {undated} without a publication date: days such as 'Monday' stay unresolved in them", err=True
        )
    kept = "may be passed on" if result.may_redistribute else "not to be passed on, kept out of Git"
    typer.echo(f"collection {result.folder.name}: {kept}")
