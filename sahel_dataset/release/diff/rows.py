"""Rows of two states of a table, compared by key and value by value."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["BAR", "RowChanges", "as_text", "compare_rows", "row_keys"]

#: Stands between the parts of a key.
BAR = "|"


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if pd.isna(value):
        return None
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, (pd.Timestamp, dt.date)):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, (float, np.floating)):
        return repr(float(value))
    return str(value)


def as_text(values: pd.Series) -> list[str | None]:
    """Return values as the text that stands for them in the table ``changes``.

    Examples
    --------
    >>> as_text(pd.Series([pd.Timestamp("2024-05-06"), pd.NaT])), as_text(pd.Series([["a", "b"]]))
    (['2024-05-06', None], ['["a", "b"]'])
    """
    return [_text(value) for value in values]


def row_keys(frame: pd.DataFrame, key: Sequence[str]) -> pd.Index:
    """Return the keys of rows as text, the parts of a key with a bar between them."""
    first, *others = (pd.Series(as_text(frame[name]), dtype=object, index=frame.index) for name in key)
    for part in others:
        first = first + BAR + part
    return pd.Index(first, dtype=object)


@dataclass(frozen=True, slots=True)
class RowChanges:
    """What is different.

    Attributes
    ----------
    added, withdrawn : list of str
        Keys of rows that only the later, only the earlier table has.
    recoded : pandas.DataFrame
        One row per value that differs: `row_key`, `column_name`, `old_value`, `new_value`.
    """

    added: list[str]
    withdrawn: list[str]
    recoded: pd.DataFrame


def _differ(old: pd.Series, new: pd.Series) -> np.ndarray:
    if old.dtype == object or old.dtype != new.dtype:
        pairs = zip(as_text(old), as_text(new), strict=True)
        return np.fromiter((before != after for before, after in pairs), dtype=bool, count=len(old))
    left, right = old.reset_index(drop=True), new.reset_index(drop=True)
    equal = (left == right).fillna(False).to_numpy(dtype=bool)
    return ~(equal | (left.isna() & right.isna()).to_numpy(dtype=bool))


def compare_rows(
    old: pd.DataFrame, new: pd.DataFrame, key: Sequence[str], *, ignore: Collection[str] = ()
) -> RowChanges:
    """Compare two states of a table.

    Parameters
    ----------
    old, new : pandas.DataFrame
        The earlier and the later state; no key twice.
    key : sequence of str
        The columns that name a row.
    ignore : collection of str
        Columns that are not compared.

    Returns
    -------
    RowChanges
        In order of key and column.

    Examples
    --------
    >>> old = pd.DataFrame({"id": ["a", "b"], "n": [1, 2]})
    >>> new = pd.DataFrame({"id": ["b", "c"], "n": [3, 4]})
    >>> found = compare_rows(old, new, ["id"])
    >>> found.added, found.withdrawn, found.recoded.to_dict("records")
    (['c'], ['a'], [{'row_key': 'b', 'column_name': 'n', 'old_value': '2', 'new_value': '3'}])
    """
    old = old.set_axis(row_keys(old, key), axis=0)
    new = new.set_axis(row_keys(new, key), axis=0)
    added = sorted(new.index.difference(old.index))
    withdrawn = sorted(old.index.difference(new.index))
    common = old.index.intersection(new.index).sort_values()
    before, after = old.loc[common], new.loc[common]
    shared = [name for name in old.columns if name in new.columns and name not in {*key, *ignore}]
    parts = []
    for name in shared:
        places = np.flatnonzero(_differ(before[name], after[name]))
        if len(places):
            parts.append(
                pd.DataFrame(
                    {
                        "row_key": common[places],
                        "column_name": name,
                        "old_value": as_text(before[name].iloc[places]),
                        "new_value": as_text(after[name].iloc[places]),
                    },
                    # A column of texts would turn None into a number that is none.
                    dtype=object,
                )
            )
    columns = ["row_key", "column_name", "old_value", "new_value"]
    recoded = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    return RowChanges(added, withdrawn, recoded.sort_values("row_key", kind="stable", ignore_index=True))
