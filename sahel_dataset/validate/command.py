"""``sahel validate``: the processed tables against the schema."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from sahel_dataset.validate.results import CheckResult, Outcome

__all__ = ["show", "validate"]

_ROWS_ON_SCREEN = 5


def validate(
    processed: Annotated[Path | None, typer.Option(help="Folder of the tables.")] = None,
    interim: Annotated[Path | None, typer.Option(help="Folder of texts.parquet, for checking quotes.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for results.json and index.html.")] = None,
) -> None:
    """Check every table against the schema; exit with an error if a critical check fails.

    The folders default to those of the checkout you are in.
    """
    from rich.console import Console

    from sahel_dataset.validate.run import run

    if processed is None or interim is None or out is None:
        from sahel_dataset.paths import find_project

        project = find_project()
        processed = processed or project.processed
        interim = interim or project.interim
        out = out or project.reports / "validation"
    outcome = run(processed, interim, out)
    show(outcome, Console(stderr=True))
    if not outcome.passed:
        raise typer.Exit(1)


def show(outcome: Outcome, console: Console) -> None:
    """Print what failed, with the keys of the failing rows, and where the report is."""
    from rich.text import Text

    critical, warnings = list(outcome.failed("critical")), list(outcome.failed("warning"))
    for result in (*critical, *warnings):
        grave = result.check.severity == "critical"
        line = Text("CRITICAL " if grave else "warning  ", style="bold red" if grave else "yellow")
        line.append(f"{result.check.table}: {result.check.description}", style="default")
        console.print(line, soft_wrap=True)
        for row in _rows(result):
            console.print(Text(f"         {row}"), soft_wrap=True)
    console.print(f"{outcome.sentence()}.", highlight=False, soft_wrap=True)
    console.print(f"Report: {outcome.report_path}", highlight=False, markup=False, soft_wrap=True)


def _rows(result: CheckResult) -> list[str]:
    from sahel_dataset.visible import visible

    lines = [", ".join(f"{name}={value}" for name, value in row.items()) for row in result.failing[:_ROWS_ON_SCREEN]]
    more = result.n_failing - len(lines)
    if result.reason:
        lines.append(result.reason)
    if more > 0 and result.n_failing:
        lines.append(f"and {more} more")
    return [visible(line)[:500] for line in lines]
