"""``sahel codebook``: what tables, columns and values mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from sahel_dataset.schema import Table, Vocabulary

__all__ = ["codebook"]


def codebook(
    name: Annotated[
        str | None, typer.Argument(help="A table or a vocabulary; all tables if none is named.", show_default=False)
    ] = None,
    html: Annotated[Path | None, typer.Option(help="Write one HTML page to this file.")] = None,
    md: Annotated[Path | None, typer.Option(help="Write Markdown to this file.")] = None,
) -> None:
    """Print what the columns of a table or the terms of a vocabulary mean, or write the codebook to files."""
    from rich.console import Console

    from sahel_dataset.schema import table, table_names, tables, vocabularies, vocabulary

    lists = [one.name for one in vocabularies()]
    if name is not None and name not in (*table_names(), *lists):
        from difflib import get_close_matches

        near = get_close_matches(name, [*table_names(), *lists], n=1)
        raise typer.BadParameter(
            f"there is no table or vocabulary '{name}'" + (f"; did you mean '{near[0]}'?" if near else ".") + "\n"
            f"Tables: {', '.join(one.name for one in tables())}.\nVocabularies: {', '.join(lists)}."
        )
    if name in lists:
        _print_vocabulary(Console(), vocabulary(name))
        return
    chosen = tables() if name is None else (table(name),)
    if html or md:
        from sahel_dataset.files import whole_file
        from sahel_dataset.schema.codebook import codebook_html, codebook_markdown

        for path, write in ((html, codebook_html), (md, codebook_markdown)):
            if path is not None:
                with whole_file(path) as draft:
                    draft.write_text(write(chosen), encoding="utf-8")
                typer.echo(f"Written: {path}")
        return
    console = Console()
    if name is None:
        _print_overview(console, chosen)
    else:
        _print_table(console, chosen[0])


def _print_overview(console: Console, chosen: tuple[Table, ...]) -> None:
    """Print one line per table."""
    from rich.table import Table as Grid

    grid = Grid(box=None, header_style="dim", pad_edge=False)
    for head in ("table", "columns", "one row is"):
        grid.add_column(head, justify="right" if head == "columns" else "left")
    for one in chosen:
        grid.add_row(one.name, str(len(one.fields)), one.row)
    console.print(grid)
    console.print("\nColumns of a table: sahel codebook TABLE", highlight=False, style="dim")


def _print_table(console: Console, one: Table) -> None:
    """Print a table's columns, what they mean, and the values they may have."""
    from rich.markup import escape
    from rich.padding import Padding
    from rich.table import Table as Grid

    from sahel_dataset.schema import vocabulary

    console.print(f"[bold]{one.title}[/] [dim]{one.name}[/]", highlight=False)
    console.print(escape(one.description), highlight=False)
    console.print(f"One row is {one.row}. Key: {' + '.join(one.primary_key)}.", highlight=False)
    for warning in one.warnings:
        term = vocabulary("usage_warnings")[warning]
        console.print(Padding(f"[bold]{term.title}.[/] {term.definition}", (0, 0, 0, 2)), highlight=False)
    console.print()
    grid = Grid(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column("column", no_wrap=True, style="bold")
    grid.add_column("type", no_wrap=True)
    grid.add_column("what it says")
    for field in one.fields:
        says = escape(field.description)
        if field.unit:
            says += f" [dim]Unit: {escape(field.unit)}.[/]"
        if field.vocabulary:
            says += f" [dim]{' | '.join(field.vocabulary.names)}[/]"
        for key in one.foreign_keys:
            if key.field == field.name:
                says += f" [dim]-> {key.table}.{key.to}[/]"
        grid.add_row(field.name, field.type + ("" if field.required else "?"), says)
    console.print(grid)
    console.print("\n? may be empty", style="dim", highlight=False)


def _print_vocabulary(console: Console, one: Vocabulary) -> None:
    """Print the terms of a closed list, what they mean, and their place in other schemes."""
    from rich.markup import escape
    from rich.table import Table as Grid

    console.print(f"[bold]{one.title}[/] [dim]{one.name}[/]", highlight=False)
    console.print(escape(one.description), highlight=False)
    console.print()
    grid = Grid(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column("value", no_wrap=True, style="bold")
    grid.add_column("meaning")
    for term in one:
        crosswalk = "\n".join(
            f"[dim]{scheme.upper()}: {escape('; '.join(codes))}[/]" for scheme, codes in term.crosswalk.items() if codes
        )
        meaning = f"{escape(term.definition)} [italic]{escape(term.example)}[/]"
        grid.add_row(term.name, meaning + (f"\n{crosswalk}" if crosswalk else ""))
    console.print(grid)
