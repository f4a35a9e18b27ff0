"""Parquet files whose bytes depend on their content alone.

The same rows give the same bytes on every machine with the same pyarrow: rows are sorted by key, row groups and codec
are fixed, and the note by which pandas knows its types again names constant versions instead of the ones installed.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sahel_dataset.files import whole_file
from sahel_dataset.schema.arrow import Rows, arrow_schema, to_arrow
from sahel_dataset.schema.descriptor import SchemaError, TableDescriptor

__all__ = ["Writer", "n_rows", "read_arrow", "read_batches", "write", "writing", "writing_all"]

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


class Writer:
    """What `writing` gives to write a table in parts: each of them is sorted, and follows on the one before.

    Attributes
    ----------
    n_rows : int
        Rows given so far.
    """

    def __init__(self, file: pq.ParquetWriter, table: TableDescriptor) -> None:
        self.n_rows = 0
        self._file = file
        self._table = table
        self._waiting: list[pa.Table] = []
        self._n_waiting = 0
        self._last: tuple[Any, ...] | None = None

    def write(self, rows: Rows) -> None:
        """Write more rows, in any order among themselves, all with greater keys than those before.

        Raises
        ------
        SchemaError
            If the rows do not follow the descriptor, or not on those before.
        """
        content = to_arrow(rows, self._table)
        if not content.num_rows:
            return
        first, last = (self._key(content, at) for at in (0, content.num_rows - 1))
        if self._last is not None and first <= self._last:
            what = "is taken" if first == self._last else f"does not follow on {self._last}"
            raise SchemaError(f"table '{self._table.name}': the key {first} {what}")
        self._last = last
        self.n_rows += content.num_rows
        self._waiting.append(content)
        self._n_waiting += content.num_rows
        if self._n_waiting >= self._table.row_group:
            self._put_whole_groups()

    def finish(self) -> None:
        """Write what is left; a table without rows has one row group, which is empty."""
        if self._n_waiting or not self.n_rows:
            self._put(pa.concat_tables([arrow_schema(self._table).empty_table(), *self._waiting]))

    def _key(self, content: pa.Table, row: int) -> tuple[Any, ...]:
        return tuple(content.column(name)[row].as_py() for name in self._table.primary_key)

    def _put_whole_groups(self) -> None:
        whole, size = pa.concat_tables(self._waiting), self._table.row_group
        ends = whole.num_rows // size * size
        for start in range(0, ends, size):
            self._put(whole.slice(start, size))
        self._n_waiting = whole.num_rows - ends
        # Copied, because a slice keeps all that it was cut from.
        self._waiting = [whole.slice(ends).take(pa.array(range(self._n_waiting)))] if self._n_waiting else []

    def _put(self, group: pa.Table) -> None:
        schema: pa.Schema = self._file.schema
        self._file.write_table(group.combine_chunks().replace_schema_metadata(schema.metadata), self._table.row_group)


@contextlib.contextmanager
def writing(path: Path, table: TableDescriptor) -> Iterator[Writer]:
    """Yield what writes a Parquet file in parts; it appears when the context ends without an error, or not at all.

    Row groups have the table's own number of rows however the rows come, so that the bytes are those of the rows alone.
    No more is held than a row group and the part that is given.

    Parameters
    ----------
    path : Path
        The file.
    table : TableDescriptor
        What is written.
    """
    with writing_all([(path, table)]) as (writer,):
        yield writer


@contextlib.contextmanager
def writing_all(files: Iterable[tuple[Path, TableDescriptor]]) -> Iterator[list[Writer]]:
    """Do as `writing` does for several files: none takes its place before all are complete."""
    files = list(files)
    with contextlib.ExitStack() as places, contextlib.ExitStack() as stack:
        writers = []
        drafts = [places.enter_context(whole_file(path)) for path, _ in files]
        for draft, (_, table) in zip(drafts, files, strict=True):
            schema = arrow_schema(table)
            file = pq.ParquetWriter(
                draft,
                schema.with_metadata({b"pandas": _pandas_note(schema)}),
                version="2.6",
                compression=CODEC,
                compression_level=CODEC_LEVEL,
                use_dictionary=True,
                write_statistics=True,
                data_page_version="1.0",
            )
            writers.append(Writer(stack.enter_context(file), table))
        yield writers
        for writer in writers:
            writer.finish()


def write(rows: Rows, path: Path, table: TableDescriptor) -> None:
    """Write the rows of a table to a Parquet file, whole or not at all.

    Raises
    ------
    SchemaError
        If the rows do not follow the descriptor; the file that stood there before stays.
    """
    content = to_arrow(rows, table)
    with writing(path, table) as writer:
        writer.write(content)


def read_arrow(path: Path, table: TableDescriptor) -> pa.Table:
    """Read a Parquet file of a table.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    SchemaError
        If its columns are not the declared ones.
    """
    with _opened(path, table) as file:
        return file.read()


def read_batches(path: Path, table: TableDescriptor, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
    """Read a Parquet file of a table row group by row group, holding one at a time.

    Parameters
    ----------
    path : Path
        The file.
    table : TableDescriptor
        What it holds.
    columns : sequence of str, optional
        The columns to read; all by default.

    Raises
    ------
    FileNotFoundError, SchemaError
        As `read_arrow` does.
    """
    with _opened(path, table) as file:
        for number in range(file.num_row_groups):
            yield file.read_row_group(number, columns=None if columns is None else list(columns))


def n_rows(path: Path, table: TableDescriptor) -> int:
    """Return how many rows a Parquet file of a table has, without reading them."""
    with _opened(path, table) as file:
        return int(file.metadata.num_rows)


def _opened(path: Path, table: TableDescriptor) -> pq.ParquetFile:
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no table '{table.name}' at {path}; has the stage that writes it run?")
    try:
        file = pq.ParquetFile(path)
    except pa.ArrowInvalid as error:
        raise SchemaError(f"{path} is not a Parquet file: {error}") from error
    _refuse_other(file.schema_arrow, path, table)
    return file


def _refuse_other(found: pa.Schema, path: Path, table: TableDescriptor) -> None:
    declared = arrow_schema(table)
    if not found.equals(declared, check_metadata=False):
        differences = describe_difference(found, declared)
        raise SchemaError(f"{path} does not have the columns that table '{table.name}' declares: {differences}")


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
