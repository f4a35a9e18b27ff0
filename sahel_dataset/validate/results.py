"""What validation found, as plain data that is the same for the same tables."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from sahel_dataset.schema.checks import Check

__all__ = ["CheckResult", "Outcome", "Status", "TableResult"]

Status = Literal["passed", "failed", "not run"]
_STATUSES: tuple[Status, ...] = ("passed", "failed", "not run")


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check found.

    Attributes
    ----------
    check : Check
        What was checked.
    status : str
        ``passed``, ``failed``, or ``not run`` where another table is not there.
    n_failing : int
        Rows that break it.
    failing : tuple of mapping
        The first of these rows, by key, with the value that is wrong.
    reason : str or None
        Why it was not run, or could not be.
    """

    check: Check
    status: Status
    n_failing: int = 0
    failing: tuple[Mapping[str, str], ...] = ()
    reason: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data."""
        return {
            "name": self.check.name,
            "description": self.check.description,
            "severity": self.check.severity,
            "status": self.status,
            "n_failing": self.n_failing,
            "failing": [dict(row) for row in self.failing],
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class TableResult:
    """What the checks of one table found."""

    table: str
    title: str
    n_rows: int
    digest: str | None
    results: tuple[CheckResult, ...]

    def count(self, status: Status, severity: str | None = None) -> int:
        """Return the number of checks of a status, and of a severity where one is given."""
        return sum(
            one.status == status and (severity is None or one.check.severity == severity) for one in self.results
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the results as plain data."""
        return {
            "table": self.table,
            "title": self.title,
            "n_rows": self.n_rows,
            "digest": self.digest,
            "checks": [one.to_dict() for one in self.results],
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of `validate` found, and where it is written."""

    tables: tuple[TableResult, ...]
    results_path: Path = field(compare=False)
    report_path: Path = field(compare=False)

    def failed(self, severity: str) -> Iterator[CheckResult]:
        """Give the failed checks of a severity, in order of table."""
        for table in self.tables:
            for result in table.results:
                if result.status == "failed" and result.check.severity == severity:
                    yield result

    @property
    def passed(self) -> bool:
        """True where no critical check failed."""
        return next(self.failed("critical"), None) is None

    def count(self, status: Status, severity: str | None = None) -> int:
        """Return the number of checks of a status, over all tables."""
        return sum(table.count(status, severity) for table in self.tables)

    def sentence(self) -> str:
        """Return the outcome in a sentence.

        Examples
        --------
        >>> Outcome((), Path("results.json"), Path("index.html")).sentence()
        '0 checks on 0 tables: all hold'
        """
        n_checks = sum(len(table.results) for table in self.tables)
        critical, warnings, not_run = (
            self.count("failed", "critical"),
            self.count("failed", "warning"),
            self.count("not run"),
        )
        found = [
            f"{critical} critical failure{'s' * (critical != 1)}" if critical else "",
            f"{warnings} warning{'s' * (warnings != 1)}" if warnings else "",
            f"{not_run} not run" if not_run else "",
        ]
        return f"{n_checks} checks on {len(self.tables)} tables: {', '.join(filter(None, found)) or 'all hold'}"

    def to_dict(self) -> dict[str, Any]:
        """Return the outcome as plain data, without times, paths and random ids."""
        return {
            "passed": self.passed,
            "n_tables": len(self.tables),
            "n_rows": sum(table.n_rows for table in self.tables),
            "n_checks": {status.replace(" ", "_"): self.count(status) for status in _STATUSES},
            "n_failed": {severity: self.count("failed", severity) for severity in ("critical", "warning")},
            "tables": [table.to_dict() for table in self.tables],
        }

    def to_json(self) -> str:
        """Return the outcome as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"
