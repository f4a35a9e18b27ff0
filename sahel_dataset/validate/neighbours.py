"""The tables beside the one being checked, for references and rules that look across."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from contextvars import ContextVar

import duckdb
import numpy as np
import pyarrow as pa

from sahel_dataset.schema import Rule

__all__ = ["failing_rows", "neighbours", "values_of"]

_TABLES: ContextVar[Mapping[str, pa.Table]] = ContextVar("tables")


@contextlib.contextmanager
def neighbours(tables: Mapping[str, pa.Table]) -> Iterator[None]:
    """Let checks inside the block look into `tables`.

    An expectation carries plain arguments only, so it names the other table and finds it here.
    """
    token = _TABLES.set(tables)
    try:
        yield
    finally:
        _TABLES.reset(token)


def values_of(table: str, column: str) -> frozenset[str]:
    """Return the distinct values of a neighbour's column."""
    return frozenset(_TABLES.get()[table].column(column).unique().to_pylist())


def failing_rows(table: str, rule: Rule) -> list[int]:
    """Return the positions of the rows of `table` for which a rule is false (null is not false)."""
    tables = _TABLES.get()
    content = tables[table]
    numbered = content.append_column("row_number", pa.array(np.arange(content.num_rows)))
    join = f"LEFT JOIN {rule.join[0]} USING ({', '.join(rule.join[1])})" if rule.join else ""
    with duckdb.connect() as connection:
        # The order of rows is restored by number, so threads cost nothing but memory.
        connection.execute("SET preserve_insertion_order = false")
        for name in {*rule.tables} - {table}:
            connection.register(name, tables[name])
        connection.register(table, numbered)
        found = connection.execute(
            f"SELECT {table}.row_number FROM {table} {join} WHERE NOT ({rule.holds}) ORDER BY 1"
        ).fetchall()
    return [row for (row,) in found]
