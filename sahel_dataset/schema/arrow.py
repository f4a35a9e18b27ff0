"""Rows to Arrow and back: the declared types, the checks at the door, and the order of rows."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from sahel_dataset.schema.descriptor import Field, SchemaError, TableDescriptor

__all__ = ["Rows", "arrow_schema", "to_arrow", "to_frame"]

#: What a table can be made from: a frame, an Arrow table, or mappings or dataclass instances.
Rows: TypeAlias = "pd.DataFrame | pa.Table | Iterable[Any]"

_ARROW = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    # "element" is the name that the Parquet format gives a list's item.
    "array": pa.list_(pa.field("element", pa.string(), nullable=False)),
}
_SHOWN = 5


def arrow_schema(table: TableDescriptor) -> pa.Schema:
    """Return the Arrow schema of a table; a required column is not nullable."""
    return pa.schema([pa.field(one.name, _ARROW[one.type], nullable=not one.required) for one in table.fields])


def _records_to_columns(rows: Iterable[Any], names: tuple[str, ...], table: str) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: [] for name in names}
    for row in rows:
        record: Mapping[str, Any]
        if dataclasses.is_dataclass(row) and not isinstance(row, type):
            record = {one.name: getattr(row, one.name) for one in dataclasses.fields(row)}
        else:
            record = row
        if record.keys() != columns.keys():
            _refuse_columns(table, tuple(record), names)
        for name, values in columns.items():
            values.append(record[name])
    return columns


def _refuse_columns(table: str, found: Iterable[str], declared: tuple[str, ...]) -> None:
    found = tuple(found)
    undeclared = sorted(set(found) - set(declared))
    missing = [name for name in declared if name not in found]
    if undeclared:
        raise SchemaError(
            f"table '{table}' declares no column {', '.join(undeclared)}; describe it in schema/tables/{table}.yaml "
            "or leave it out"
        )
    if missing:
        raise SchemaError(f"table '{table}' lacks its column {', '.join(missing)}")


def _column(values: Any, field: Field, table: str) -> pa.Array:
    kind = _ARROW[field.type]
    if field.type == "array" and any(isinstance(value, str) for value in values):
        # Arrow would take a string for the list of its letters.
        raise SchemaError(f"column '{table}.{field.name}' holds lists, and was given a string")
    try:
        if isinstance(values, pa.ChunkedArray):
            array = values.combine_chunks().cast(kind)
        else:
            # A frame's column without any value has no type of its own.
            array = pa.array(values, type=kind, from_pandas=True)
            if isinstance(array, pa.ChunkedArray):
                array = array.combine_chunks()
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, UnicodeEncodeError, TypeError) as error:
        raise SchemaError(f"column '{table}.{field.name}' does not hold {field.type} values: {error}") from error
    if field.type == "array" and array.flatten().null_count:
        raise SchemaError(f"column '{table}.{field.name}' holds a list with an empty item")
    return array


def _refuse_nulls(result: pa.Table, table: TableDescriptor) -> None:
    for field in table.fields:
        column = result.column(field.name)
        if field.required and column.null_count:
            rows = pc.indices_nonzero(column.is_null()).to_pylist()
            keys = [_key(result, table, row) for row in rows[:_SHOWN]]
            raise SchemaError(
                f"column '{table.name}.{field.name}' is required and empty in {len(rows)} of {result.num_rows} rows, "
                f"such as {'; '.join(keys)}"
            )


def _key(result: pa.Table, table: TableDescriptor, row: int) -> str:
    return ", ".join(f"{name}={result.column(name)[row].as_py()!r}" for name in table.primary_key)


def _refuse_doubles(result: pa.Table, table: TableDescriptor) -> None:
    # Rows are sorted, so equal keys are neighbours.
    if result.num_rows < 2:
        return
    same = None
    for name in table.primary_key:
        column = result.column(name)
        equal = pc.equal(column[1:].combine_chunks(), column[:-1].combine_chunks())
        same = equal if same is None else pc.and_(same, equal)
    rows = pc.indices_nonzero(same).to_pylist()
    if rows:
        keys = [_key(result, table, row) for row in rows[:_SHOWN]]
        raise SchemaError(
            f"table '{table.name}' holds {len(rows)} rows whose key ({', '.join(table.primary_key)}) is taken: "
            f"{'; '.join(keys)}"
        )


def to_arrow(rows: Rows, table: TableDescriptor) -> pa.Table:
    """Return `rows` as an Arrow table of the declared schema, sorted by primary key.

    Parameters
    ----------
    rows : pandas.DataFrame, pyarrow.Table or iterable
        The rows; an iterable holds mappings or dataclass instances with every column.
    table : TableDescriptor
        What the table is.

    Raises
    ------
    SchemaError
        If a column is undeclared, missing or of another type, a required value is missing, or a key is double.
    """
    if isinstance(rows, pd.DataFrame):
        _refuse_columns(table.name, map(str, rows.columns), table.columns)
        columns: Mapping[str, Any] = {name: rows[name] for name in table.columns}
    elif isinstance(rows, pa.Table):
        _refuse_columns(table.name, rows.column_names, table.columns)
        columns = {name: rows.column(name) for name in table.columns}
    else:
        columns = _records_to_columns(rows, table.columns, table.name)
    arrays = [_column(columns[field.name], field, table.name) for field in table.fields]
    schema = arrow_schema(table)
    loose = pa.schema([field.with_nullable(True) for field in schema])
    result = pa.Table.from_arrays(arrays, schema=loose)
    _refuse_nulls(result, table)
    result = pa.Table.from_arrays(result.columns, schema=schema)
    result = result.sort_by([(name, "ascending") for name in table.primary_key]).combine_chunks()
    _refuse_doubles(result, table)
    return result


def to_frame(table: pa.Table) -> pd.DataFrame:
    """Return an Arrow table as a frame with the types that its columns call for.

    Integers become ``Int64``, booleans ``boolean`` (both know missing values), dates ``datetime64[us]``, strings
    ``str``, lists stay lists.

    Examples
    --------
    >>> frame = to_frame(pa.table({"n": pa.array([1, None]), "day": pa.array([0, None], pa.date32())}))
    >>> frame.dtypes.astype(str).to_dict()
    {'n': 'Int64', 'day': 'datetime64[us]'}
    """
    mapper = {
        pa.int64(): pd.Int64Dtype(),
        pa.bool_(): pd.BooleanDtype(),
        pa.string(): pd.StringDtype(na_value=float("nan")),
    }
    frame = table.replace_schema_metadata(None).to_pandas(types_mapper=mapper.get, date_as_object=False)
    for field in table.schema:
        if pa.types.is_date(field.type):
            frame[field.name] = frame[field.name].astype("datetime64[us]")
        elif pa.types.is_list(field.type):
            frame[field.name] = pd.Series(table.column(field.name).to_pylist(), index=frame.index, dtype=object)
    return frame
