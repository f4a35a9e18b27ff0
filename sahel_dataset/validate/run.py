"""The stage: read the processed tables, run every check, write the results and the report."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from sahel_dataset.files import whole_file
from sahel_dataset.light import later, without_iri_grammar
from sahel_dataset.schema import SchemaError, Table, tables
from sahel_dataset.schema.arrow import to_frame
from sahel_dataset.schema.checks import CRITICAL, Check, checks
from sahel_dataset.validate.neighbours import neighbours
from sahel_dataset.validate.report import render
from sahel_dataset.validate.results import CheckResult, Outcome, TableResult
from sahel_dataset.work import progress

if TYPE_CHECKING:
    from sahel_dataset.validate.suite import SuiteRunner

__all__ = ["check_tables", "run"]

# Tables of the interim layer that rules of processed tables look into.
_INTERIM = ("texts",)


def run(processed: Path, interim: Path, out: Path) -> Outcome:
    """Check every processed table against the schema.

    The results and the report are written whether or not anything failed.

    Parameters
    ----------
    processed : Path
        Folder of the processed tables.
    interim : Path
        Folder of ``texts.parquet``, against which quotes are checked. Where it is not there, these checks are
        reported as not run.
    out : Path
        Folder to write ``results.json`` and ``index.html`` to.

    Returns
    -------
    Outcome
        What was found; `Outcome.passed` is False where a critical check failed.
    """
    found, unread = _read(processed, interim)
    results = check_tables(found, unread)
    outcome = Outcome(results, out / "results.json", out / "index.html")
    with whole_file(outcome.results_path) as draft:
        draft.write_text(outcome.to_json(), encoding="utf-8")
    with whole_file(outcome.report_path) as draft:
        draft.write_text(render(outcome), encoding="utf-8")
    return outcome


def _read(processed: Path, interim: Path) -> tuple[dict[str, pa.Table], dict[str, str]]:
    """Return the tables that can be read, and why the others cannot."""
    found: dict[str, pa.Table] = {}
    unread: dict[str, str] = {}
    for name, folder in [(one.name, processed) for one in tables("processed")] + [(name, interim) for name in _INTERIM]:
        path = folder / f"{name}.parquet"
        if not path.is_file():
            unread[name] = "there is no such file"
            continue
        try:
            found[name] = pq.read_table(path)
        except (pa.ArrowInvalid, OSError) as error:
            unread[name] = f"it is not a Parquet file ({error})"
    return found, unread


def check_tables(
    found: Mapping[str, pa.Table], unread: Mapping[str, str] | None = None, only: Collection[str] | None = None
) -> tuple[TableResult, ...]:
    """Run the checks of the processed tables.

    Parameters
    ----------
    found : mapping of str to pyarrow.Table
        The tables by name, ``texts`` among them where quotes are to be checked.
    unread : mapping of str to str, optional
        Why a table that is not among `found` could not be read.
    only : collection of str, optional
        The tables to check; the others are only looked into.

    Returns
    -------
    tuple of TableResult
        One per table, in the order of `sahel_dataset.schema.tables`.
    """
    # Great Expectations takes seconds to import: not before it is needed, and without what is for distributions.
    without_iri_grammar()
    later("scipy", "stats")
    from sahel_dataset.validate.suite import SuiteRunner

    chosen = [one for one in tables("processed") if only is None or one.name in only]
    runner = SuiteRunner()
    with neighbours(found):
        return tuple(
            _check_table(one, found, unread or {}, runner)
            for one in progress(chosen, total=len(chosen), what="validating")
        )


def _check_table(
    one: Table, found: Mapping[str, pa.Table], unread: Mapping[str, str], runner: SuiteRunner
) -> TableResult:
    present = Check(one.name, "file", f"{one.name}.parquet is there and can be read.", CRITICAL, "")
    if one.name not in found:
        failed = CheckResult(present, "failed", reason=unread.get(one.name, "it was not given"))
        return TableResult(one.name, one.title, 0, None, (failed,))
    content = found[one.name]
    wanted = checks(one)
    absent = {check.name: [name for name in check.needs if name not in found] for check in wanted}
    runnable = [check for check in wanted if not absent[check.name]]
    ran = {result.check.name: result for result in runner.run(one.name, to_frame(content), runnable, one.primary_key)}
    results = [CheckResult(present, "passed")]
    for check in wanted:
        if check.name in ran:
            results.append(_in_words(ran[check.name]))
        else:
            names = " and ".join(absent[check.name])
            reason = f"it looks into {names}, not found here"
            results.append(CheckResult(check, "not run", reason=reason))
    return TableResult(one.name, one.title, content.num_rows, _digest(one, content), tuple(results))


def _in_words(result: CheckResult) -> CheckResult:
    """Say why a check failed where it failed as a whole and gave no reason."""
    if result.status == "failed" and not result.failing and result.reason is None:
        return replace(result, reason="it does not hold for the table as a whole")
    return result


def _digest(one: Table, content: pa.Table) -> str | None:
    """Return the logical digest of a table that has the form to have one."""
    try:
        return one.digest(content)
    except SchemaError:
        return None
