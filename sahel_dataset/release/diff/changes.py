"""The rows of the table ``changes``, gathered one by one."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from sahel_dataset.release.diff.reasons import Reason
from sahel_dataset.schema import table

__all__ = ["Changes"]


class Changes:
    """Gathers changes of one table after the other."""

    def __init__(self) -> None:
        self._rows: list[tuple[str | None, ...]] = []

    def row(self, name: str, key: str, change: str, reason: Reason | None, redirect_to: str | None = None) -> None:
        """Note what became of a row as a whole."""
        why = reason or Reason(None)
        self._rows.append((name, key, change, None, None, None, redirect_to, why.kind, why.words))

    def value(self, name: str, key: str, column: str, old: str | None, new: str | None, reason: Reason | None) -> None:
        """Note another value in a row that stays."""
        why = reason or Reason(None)
        self._rows.append((name, key, "recoded", column, old, new, None, why.kind, why.words))

    def column(
        self, name: str, column: str, change: str, old: str | None, new: str | None, words: str | None = None
    ) -> None:
        """Note what became of a column."""
        self._rows.append((name, None, change, column, old, new, None, None, words))

    def frame(self) -> pd.DataFrame:
        """Return the table ``changes``, in order of its key."""
        columns = list(table("changes").columns)
        rows = [(_key(row[:4]), *row) for row in self._rows]
        return table("changes").to_frame(pd.DataFrame(rows, columns=columns, dtype=object))


def _key(parts: Iterable[str | None]) -> str:
    return "/".join(part or "" for part in parts)
