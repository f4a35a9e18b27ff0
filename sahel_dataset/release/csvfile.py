"""CSV companions of tables that no spreadsheet takes for formulas.

A text that begins with ``=``, ``+``, ``-``, ``@`` (after white space, too, and in their full-width forms) is run as a
formula by spreadsheets, and the texts here are other people's. Such a text gets an apostrophe put before it. So does
one that begins with an apostrophe: taking one away then gives every text back as it was. Numbers are left alone.
The Parquet file is the exact form; this one is for looking at and for programs without Parquet.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from sahel_dataset.schema.descriptor import Field

__all__ = ["cells_of", "defuse", "read_csv", "restore", "write_csv"]

_FORMULA = frozenset("=+-@＝＋－＠")
_GUARD = "'"
# What spreadsheets skip, or act on, before the first character: controls, white space, and marks of no width.
_SKIPPED = "".join(
    (
        *map(chr, range(0x21)),
        *map(chr, range(0x7F, 0xA1)),
        *map(chr, range(0x2000, 0x2010)),
        *map(chr, range(0x2028, 0x2030)),
        *map(chr, range(0x205F, 0x2070)),
        "\u00ad\u1680\u3000\ufeff",
    )
)
_SPECIAL = re.compile('[",\r\n]')
_BATCH = 65_536
_LONGEST = 1 << 30


def defuse(text: str) -> str:
    """Return a text in a form that no spreadsheet runs.

    Examples
    --------
    >>> defuse("=1+1"), defuse(" @cmd"), defuse("'tis"), defuse("at least 12")
    ("'=1+1", "' @cmd", "''tis", 'at least 12')
    """
    first = text.lstrip(_SKIPPED)[:1]
    # A tab or a line's end at the front is dropped by some, with whatever then comes first.
    risky = first in _FORMULA or text[:1] in {"\t", "\r", "\n", _GUARD}
    return _GUARD + text if risky and text else text


def restore(text: str) -> str:
    """Return the text that `defuse` was given.

    Examples
    --------
    >>> restore(defuse("=1+1"))
    '=1+1'
    """
    return text[1:] if text.startswith(_GUARD) else text


def _list(items: Iterable[str]) -> str:
    return json.dumps(list(items), ensure_ascii=False)


_WRITERS: dict[str, Callable[[Any], str]] = {
    "string": defuse,
    "integer": str,
    "number": repr,
    "boolean": lambda value: "true" if value else "false",
    "date": lambda value: value.isoformat(),
    # A list is JSON, which begins with a bracket.
    "array": _list,
}


def _line(cells: Iterable[str]) -> str:
    # The standard library's writer leaves a carriage return unquoted, and its reader ends the row there.
    return ",".join('"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell for cell in cells) + "\n"


def write_csv(content: pa.Table, fields: Iterable[Field], path: Path) -> None:
    """Write a table as CSV: UTF-8, a line of names, commas, nothing where nothing is known.

    Parameters
    ----------
    content : pyarrow.Table
        The rows, with the columns of `fields` in their order.
    fields : iterable of Field
        What the columns are.
    path : Path
        The file.
    """
    writers = [_WRITERS[field.type] for field in fields]
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(_line(content.column_names))
        for batch in content.to_batches(max_chunksize=_BATCH):
            columns = [
                ["" if value is None else write(value) for value in column.to_pylist()]
                for write, column in zip(writers, batch.columns, strict=True)
            ]
            stream.writelines(map(_line, zip(*columns, strict=True)))


def read_csv(lines: Iterable[str], fields: Iterable[Field]) -> Iterator[tuple[str | None, ...]]:
    """Give the rows of a CSV file as `cells_of` gives those of a table, after checking the line of names.

    Raises
    ------
    ValueError
        If the names are not those of `fields`, or a row has another number of cells.
    """
    fields = tuple(fields)
    # The default limit of a cell is shorter than some articles.
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST))
    reader = csv.reader(lines)
    names = next(reader, [])
    if names != [field.name for field in fields]:
        raise ValueError(f"its first line names the columns {', '.join(names)}")
    strings = [field.type == "string" for field in fields]
    for row in reader:
        if len(row) != len(fields):
            raise ValueError(f"line {reader.line_num} has {len(row)} cells, {len(fields)} are expected")
        yield tuple(
            None if not cell else restore(cell) if is_text else cell for cell, is_text in zip(row, strings, strict=True)
        )


def cells_of(content: pa.Table, fields: Iterable[Field]) -> Iterator[tuple[str | None, ...]]:
    """Give the rows of a table with every value as the text that stands for it in a CSV file, formulas as they are."""
    writers = [str if field.type == "string" else _WRITERS[field.type] for field in fields]
    for batch in content.to_batches(max_chunksize=_BATCH):
        columns = [
            [None if value is None else write(value) for value in column.to_pylist()]
            for write, column in zip(writers, batch.columns, strict=True)
        ]
        yield from zip(*columns, strict=True)
