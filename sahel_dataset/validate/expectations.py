"""Expectations that Great Expectations lacks on frames: foreign keys, and rules written in SQL.

Importing this module imports Great Expectations, which takes seconds; `sahel_dataset.validate` does so when it runs.
"""

from __future__ import annotations

from typing import Any, ClassVar

import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import (
    ColumnMapMetricProvider,
    column_condition_partial,
)

from sahel_dataset.schema import table as schema_table
from sahel_dataset.validate.neighbours import failing_rows, values_of

__all__ = ["ExpectColumnValuesToReferToTable", "ExpectRowsToFulfilRule"]


class ColumnValuesReferToTable(ColumnMapMetricProvider):
    """Whether each value, or each item of each list, is a value of another table's column."""

    condition_metric_name = "column_values.refer_to_table"
    condition_value_keys = ("other_table", "other_column")

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series, other_table: str, other_column: str, **_: Any) -> pd.Series:
        known = values_of(other_table, other_column)
        return column.map(lambda value: known.issuperset(value) if isinstance(value, list) else value in known)


class ExpectColumnValuesToReferToTable(ColumnMapExpectation):
    """Expect every value of a column to be a key of another table."""

    other_table: str
    other_column: str

    map_metric: ClassVar[str] = "column_values.refer_to_table"
    success_keys: ClassVar[tuple[str, ...]] = ("other_table", "other_column", "mostly")


class RowsFulfilRule(ColumnMapMetricProvider):
    """Whether each row fulfils a rule of its table; the column only names the row."""

    condition_metric_name = "column_values.fulfil_rule"
    condition_value_keys = ("table_name", "rule")

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series, table_name: str, rule: str, **_: Any) -> pd.Series:
        (found,) = (one for one in schema_table(table_name).rules if one.name == rule)
        # Frames are read with a plain range of numbers as index, so a label is a position.
        return pd.Series(~column.index.isin(failing_rows(table_name, found)), index=column.index)


class ExpectRowsToFulfilRule(ColumnMapExpectation):
    """Expect every row to fulfil a rule of the table's descriptor."""

    table_name: str
    rule: str

    map_metric: ClassVar[str] = "column_values.fulfil_rule"
    success_keys: ClassVar[tuple[str, ...]] = ("table_name", "rule", "mostly")
