"""Whether the tables of a bundle are what the bundle says they are: columns, digest, values, keys, and both forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from sahel_dataset.release.csvfile import cells_of, read_csv
from sahel_dataset.release.facts import TableFacts
from sahel_dataset.schema import Field, ForeignKey, SchemaError, Table

__all__ = ["read_tables", "table_problems"]

_SHOWN = 3


def _some(values: Iterable[object]) -> str:
    found = sorted({str(value) for value in values})
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return ", ".join(found[:_SHOWN]) + more


def read_tables(folder: Path, described: Mapping[str, Table]) -> tuple[dict[str, pa.Table], list[tuple[str, str]]]:
    """Read the Parquet files of a bundle.

    Returns
    -------
    contents : dict of str to pyarrow.Table
        The tables that can be read and have their columns.
    unread : list of (str, str)
        The others, with the reason in words.
    """
    contents: dict[str, pa.Table] = {}
    unread: list[tuple[str, str]] = []
    for name, one in described.items():
        path = folder / "data" / f"{name}.parquet"
        if not path.is_file():
            unread.append((name, f"data/{name}.parquet is missing."))
            continue
        try:
            content = one.read_arrow(path)
            # Arrow hands bytes on unread: text that is none would be met only when a cell is looked at.
            content.validate(full=True)
            contents[name] = content
        except UnicodeDecodeError:
            unread.append((name, f"data/{name}.parquet holds bytes that are no text."))
        except (SchemaError, pa.ArrowException, OSError) as error:
            words = str(error).replace(f"{path} ", "").replace(str(path), path.name).splitlines()[0]
            unread.append((name, f"data/{name}.parquet {words.rstrip('.')}."))
    return contents, unread


def table_problems(folder: Path, one: Table, contents: Mapping[str, pa.Table], known: TableFacts) -> Iterator[str]:
    """Give what is wrong with a table, in words.

    Parameters
    ----------
    folder : Path
        The bundle.
    one : Table
        The table as the bundle describes it.
    contents : mapping of str to pyarrow.Table
        All tables that could be read.
    known : TableFacts
        Rows and digest as they were released.
    """
    content = contents[one.name]
    yield from _cells(folder, one, content)
    if content.num_rows != known.rows:
        yield f"it has {content.num_rows} rows, and {known.rows} were released."
    try:
        digest = one.digest(content)
    except SchemaError as error:
        yield f"{error}."
    else:
        if digest != known.digest:
            yield f"its content is not what was released: digest {digest[:12]}…, released was {known.digest[:12]}…."
    for field in one.fields:
        yield from _values(field, content.column(field.name))
    for key in one.foreign_keys:
        if key.table in contents:
            yield from _references(key, content.column(key.field), contents[key.table].column(key.to))


def _cells(folder: Path, one: Table, content: pa.Table) -> Iterator[str]:
    """Compare both forms of a table cell by cell, by which a changed cell is found out and named."""
    path = folder / "csv" / f"{one.name}.csv"
    if not path.is_file():
        yield f"csv/{one.name}.csv is missing."
        return
    places = [one.columns.index(name) for name in one.primary_key]

    def key(row: tuple[str | None, ...]) -> tuple[str | None, ...]:
        return tuple(row[place] for place in places)

    try:
        with path.open(encoding="utf-8", newline="") as stream:
            listed = list(read_csv(stream, one.fields))
    except (ValueError, UnicodeDecodeError) as error:
        yield f"csv/{one.name}.csv does not follow the schema: {error}."
        return
    companion = {key(row): row for row in listed}
    if len(listed) > len(companion):
        yield f"csv/{one.name}.csv holds {len(listed) - len(companion)} rows whose key another row has."
    seen, shown, n_cells = set(), [], 0
    for row in cells_of(content, one.fields):
        seen.add(key(row))
        other = companion.get(key(row))
        named = ", ".join(f"{name}={value}" for name, value in zip(one.primary_key, key(row), strict=True))
        if other is None:
            n_cells += 1
            shown.append(f"the row {named} is in data/{one.name}.parquet and not in csv/{one.name}.csv.")
        elif other != row:
            for column, value, value_there in zip(one.columns, row, other, strict=True):
                if value != value_there:
                    n_cells += 1
                    shown.append(
                        f"in the row {named}, {column} is {_shown(value)} in data/{one.name}.parquet and "
                        f"{_shown(value_there)} in csv/{one.name}.csv."
                    )
        del shown[_SHOWN + 1 :]
    for missing in sorted(companion.keys() - seen, key=str):
        n_cells += 1
        named = ", ".join(f"{name}={value}" for name, value in zip(one.primary_key, missing, strict=True))
        shown.append(f"the row {named} is in csv/{one.name}.csv and not in data/{one.name}.parquet.")
        del shown[_SHOWN + 1 :]
    yield from shown[:_SHOWN]
    if n_cells > _SHOWN:
        yield f"{n_cells - _SHOWN} more cells or rows differ between the two forms."


def _shown(value: str | None) -> str:
    if value is None:
        return "empty"
    return f"'{value}'" if len(value) <= 80 else f"'{value[:79]}…'"


def _values(field: Field, column: pa.ChunkedArray) -> Iterator[str]:
    if field.type == "array":
        return
    distinct = [value for value in column.unique().to_pylist() if value is not None]
    wrong: list[object] = []
    if field.vocabulary:
        wrong += [value for value in distinct if value not in field.vocabulary.names]
        says = "is none of its closed list"
    elif field.type in {"integer", "number"}:
        low, high = field.minimum, field.maximum
        wrong += [
            value for value in distinct if (low is not None and value < low) or (high is not None and value > high)
        ]
        says = "is out of bounds"
    else:
        pattern = re.compile(field.pattern) if field.pattern else None
        wrong += [value for value in distinct if pattern and not pattern.search(str(value))]
        says = f"has not the form {field.pattern}"
    if wrong:
        yield f"{field.name} {says}: {_some(wrong)}."


def _references(key: ForeignKey, column: pa.ChunkedArray, to: pa.ChunkedArray) -> Iterator[str]:
    values = pc.list_flatten(column) if key.is_list else column
    values = values.drop_null().unique()
    there = pc.is_in(values, value_set=to.combine_chunks())
    lost = pc.filter(values, pc.invert(there)).to_pylist()
    if lost:
        yield f"{key.field} names what {key.table} does not have: {_some(lost)}."
