"""Parquet files whose bytes depend on their content alone.

The same rows give the same bytes on every machine with the same pyarrow: rows are sorted by key, row groups and codec
are fixed, and the note by which pandas knows its types again names constant versions instead of the ones installed.
"""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sahel_dataset.files import whole_file
from sahel_dataset.schema.arrow import Rows, arrow_schema, to_arrow
from sahel_dataset.schema.descriptor import SchemaError, TableDescriptor

__all__ = ["read_arrow", "write"]

ROW_GROUP = 65_536
CODEC = "zstd"
CODEC_LEVEL = 3

# pandas_type and numpy_type of each Arrow type, as pandas writes them.
_PANDAS = {
    "string": ("unicode", "str"),
    "int64": ("int64", "Int64"),
    "double": ("float64", "float64"),
    "bool": ("bool", "boolean"),
    "date32[day]": ("date", "object"),
}


def _pandas_note(schema: pa.Schema) -> bytes:
    """Return the metadata that keeps Int64 from coming back as float64, without versions in it."""
    columns = []
    for field in schema:
        pandas_type, numpy_type = _PANDAS.get(str(field.type), ("list[unicode]", "object"))
        columns.append(
            {
                "name": field.name,
                "field_name": field.name,
                "pandas_type": pandas_type,
                "numpy_type": numpy_type,
                "metadata": None,
            }
        )
    note = {
        "index_columns": [],
        "column_indexes": [],
        "columns": columns,
        "creator": {"library": "pyarrow", "version": "20.0.0"},
        "pandas_version": "2.2.0",
    }
    return json.dumps(note, sort_keys=True, separators=(",", ":")).encode()


def write(rows: Rows, path: Path, table: TableDescriptor) -> None:
    """Write the rows of a table to a Parquet file, whole or not at all.

    Raises
    ------
    SchemaError
        If the rows do not follow the descriptor; the file that stood there before stays.
    """
    content = to_arrow(rows, table)
    content = content.replace_schema_metadata({b"pandas": _pandas_note(content.schema)})
    with whole_file(path) as draft:
        pq.write_table(
            content,
            draft,
            version="2.6",
            row_group_size=ROW_GROUP,
            compression=CODEC,
            compression_level=CODEC_LEVEL,
            use_dictionary=True,
            write_statistics=True,
            data_page_version="1.0",
        )


def read_arrow(path: Path, table: TableDescriptor) -> pa.Table:
    """Read a Parquet file of a table.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    SchemaError
        If its columns are not the declared ones.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no table '{table.name}' at {path}; has the stage that writes it run?")
    try:
        content = pq.read_table(path)
    except pa.ArrowInvalid as error:
        raise SchemaError(f"{path} is not a Parquet file: {error}") from error
    declared = arrow_schema(table)
    if not content.schema.equals(declared, check_metadata=False):
        differences = describe_difference(content.schema, declared)
        raise SchemaError(f"{path} does not have the columns that table '{table.name}' declares: {differences}")
    return content


def describe_difference(found: pa.Schema, declared: pa.Schema) -> str:
    """Return in words how a schema differs from the declared one."""
    words = [f"column '{name}' is missing" for name in declared.names if name not in found.names]
    words += [f"column '{name}' is not declared" for name in found.names if name not in declared.names]
    for field in declared:
        if field.name in found.names and not found.field(field.name).equals(field):
            there = found.field(field.name)
            words.append(f"column '{field.name}' is declared {_kind(field)} and is {_kind(there)}")
    return "; ".join(words) or "the columns stand in another order"


def _kind(field: pa.Field) -> str:
    return f"{field.type}{'' if field.nullable else ' without nulls'}"
