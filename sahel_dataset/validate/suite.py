"""Suites of Great Expectations, built from the schema and run on frames.

Everything happens in one process and in memory: a context on disk would write random ids into its files.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")

import great_expectations as gx
import great_expectations.expectations as gxe
from great_expectations.core import ExpectationValidationResult
from great_expectations.data_context import EphemeralDataContext
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.datasource.fluent.interfaces import Batch

from sahel_dataset.schema.checks import Check
from sahel_dataset.validate import expectations as own
from sahel_dataset.validate.results import CheckResult

__all__ = ["SuiteRunner", "build_suite"]

#: Failing rows that are kept per check; their number is kept in full.
SHOWN = 100

_BRIEFLY = {"result_format": "BOOLEAN_ONLY"}
# Complete results name every failing row, by its position.
_COMPLETELY = {"result_format": "COMPLETE", "include_unexpected_rows": False}


def build_suite(name: str, checks: Iterable[Check]) -> gx.ExpectationSuite:
    """Return the expectations that stand for `checks`, each with its severity and description.

    Parameters
    ----------
    name : str
        Name of the suite, the table's.
    checks : iterable of Check
        What has to hold.
    """
    expectations = []
    for check in checks:
        kind = getattr(own, check.expectation, None) or getattr(gxe, check.expectation)
        expectations.append(
            kind(
                **check.arguments,
                severity=check.severity,
                description=check.description,
                meta={"check": check.name},
            )
        )
    return gx.ExpectationSuite(name=name, expectations=expectations)


class SuiteRunner:
    """Runs suites in one context, so that Great Expectations starts once for all tables."""

    def __init__(self) -> None:
        context = gx.get_context(mode="ephemeral")
        assert isinstance(context, EphemeralDataContext)
        context.variables.progress_bars = ProgressBarsConfig(globally=False)
        self._context = context
        self._source = context.data_sources.add_pandas("tables")

    def run(self, name: str, frame: pd.DataFrame, checks: Sequence[Check], key: Sequence[str]) -> list[CheckResult]:
        """Run `checks` on `frame`.

        Parameters
        ----------
        name : str
            The table's name.
        frame : pandas.DataFrame
            The table.
        checks : sequence of Check
            What has to hold.
        key : sequence of str
            The columns by which a failing row is named.

        Returns
        -------
        list of CheckResult
            One per check, in their order.
        """
        asset = self._source.add_dataframe_asset(name)
        batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
        found = _validate(batch, name, checks, _BRIEFLY)
        # To name every failing row costs Great Expectations far more than to tell whether there is one.
        failed = [check for check in checks if not found[check.name].success]
        found |= _validate(batch, name, failed, _COMPLETELY) if failed else {}
        return [_result(check, found[check.name], frame, key) for check in checks]


def _validate(
    batch: Batch, name: str, checks: Sequence[Check], form: dict[str, Any]
) -> dict[str, ExpectationValidationResult]:
    """Return what Great Expectations finds, by the name of the check."""
    result = batch.validate(build_suite(name, checks), result_format=form)
    return {one.expectation_config.meta["check"]: one for one in result.results}  # type: ignore[union-attr]


def _result(check: Check, found: ExpectationValidationResult, frame: pd.DataFrame, key: Sequence[str]) -> CheckResult:
    if found.success:
        return CheckResult(check, "passed")
    result = found.result
    rows = sorted(result.get("unexpected_index_list") or [])
    shown = [name for name in dict.fromkeys((*key, *check.columns)) if name in frame.columns]
    first = frame[shown].iloc[rows[:SHOWN]]
    return CheckResult(
        check,
        "failed",
        n_failing=int(result.get("unexpected_count", 0)),
        failing=tuple(
            {name: _shown(value) for name, value in zip(shown, row, strict=True)}
            for row in first.itertuples(index=False, name=None)
        ),
        reason=None if rows else _reason(found),
    )


def _shown(value: Any) -> str:
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if pd.isna(value) else str(value)


def _reason(found: ExpectationValidationResult) -> str | None:
    """Return why a check without failing rows failed: what was there instead, or the error it ran into."""
    if "observed_value" in found.result:
        return f"found {found.result['observed_value']}"
    info = found.exception_info or {}
    messages = [info, *(one for one in info.values() if isinstance(one, dict))]
    for one in messages:
        if one.get("exception_message"):
            return str(one["exception_message"]).strip()
    return None
