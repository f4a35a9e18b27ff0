"""The validation report: one HTML page that opens offline."""

from __future__ import annotations

from pathlib import Path

from sahel_dataset.schema.pages import render_page
from sahel_dataset.validate.results import CheckResult, Outcome

__all__ = ["render"]

#: Failing rows shown per check; `results.json` holds more.
SHOWN = 20


def _mark(result: CheckResult) -> str:
    """Return a sign that tells the status without colour."""
    if result.status == "failed":
        return "✗" if result.check.severity == "critical" else "!"
    return "✓" if result.status == "passed" else "–"


def render(outcome: Outcome) -> str:
    """Return the report on a run of `validate` as HTML."""
    return render_page(
        Path(__file__).parent / "report.html",
        outcome=outcome,
        critical=list(outcome.failed("critical")),
        warnings=list(outcome.failed("warning")),
        not_run=[one for table in outcome.tables for one in table.results if one.status == "not run"],
        n_checks=sum(len(table.results) for table in outcome.tables),
        n_passed=outcome.count("passed"),
        n_rows=sum(table.n_rows for table in outcome.tables),
        shown=SHOWN,
        mark=_mark,
    )
