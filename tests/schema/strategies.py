"""Rows of any table, drawn from its descriptor."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from sahel_dataset.schema import Field, Table

_VALUES = {
    "string": st.text(min_size=1, max_size=12),
    "integer": st.integers(-(2**63), 2**63 - 1),
    "number": st.floats(allow_nan=False, allow_infinity=False),
    "boolean": st.booleans(),
    "date": st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
    "array": st.lists(st.text(min_size=1, max_size=6), max_size=3),
}


def values(field: Field) -> st.SearchStrategy[Any]:
    """Draw values that a column may hold, None among them where it may be empty."""
    drawn = st.sampled_from(field.vocabulary.names) if field.vocabulary else _VALUES[field.type]
    return drawn if field.required else st.none() | drawn


def rows(table: Table, max_size: int = 6) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Draw rows with distinct keys."""
    row = st.fixed_dictionaries({field.name: values(field) for field in table.fields})
    return st.lists(row, max_size=max_size, unique_by=lambda one: tuple(one[name] for name in table.primary_key))
