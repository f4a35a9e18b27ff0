"""The tables, each with what it is and how it is read and written."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from sahel_dataset.schema import arrow, digest, parquet
from sahel_dataset.schema.descriptor import Field, ForeignKey, Rule, TableDescriptor, read_descriptor, table_names

__all__ = ["Table", "table", "tables", "writing"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the dataset.

    Examples
    --------
    >>> claims = table("claims")
    >>> claims.primary_key
    ('claim_id',)
    >>> claims.field("stance").vocabulary.names[:3]
    ('asserts', 'confirms', 'estimates')
    """

    descriptor: TableDescriptor

    @property
    def name(self) -> str:
        """The table's name, which is its file's name."""
        return self.descriptor.name

    @property
    def title(self) -> str:
        """The table's name in words."""
        return self.descriptor.title

    @property
    def description(self) -> str:
        """What the table holds."""
        return self.descriptor.description

    @property
    def layers(self) -> tuple[str, ...]:
        """Where the table lives: ``interim``, ``processed`` or both."""
        return self.descriptor.layers

    @property
    def row(self) -> str:
        """What one row stands for."""
        return self.descriptor.row

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns."""
        return self.descriptor.fields

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns' names, in order."""
        return self.descriptor.columns

    @property
    def primary_key(self) -> tuple[str, ...]:
        """The columns whose values together name a row."""
        return self.descriptor.primary_key

    @property
    def foreign_keys(self) -> tuple[ForeignKey, ...]:
        """The columns that name rows of other tables."""
        return self.descriptor.foreign_keys

    @property
    def rules(self) -> tuple[Rule, ...]:
        """What every row fulfils."""
        return self.descriptor.rules

    @property
    def warnings(self) -> tuple[str, ...]:
        """Terms of the vocabulary ``usage_warnings``."""
        return self.descriptor.warnings

    @property
    def arrow_schema(self) -> pa.Schema:
        """The Arrow schema."""
        return arrow.arrow_schema(self.descriptor)

    def field(self, name: str) -> Field:
        """Return the column called `name`."""
        return self.descriptor.field(name)

    def to_dict(self) -> dict[str, Any]:
        """Return the table as a plain Frictionless Table Schema."""
        return self.descriptor.to_dict()

    def to_arrow(self, rows: arrow.Rows) -> pa.Table:
        """Return rows as an Arrow table of the declared schema, sorted by key; see `write` for what is refused."""
        return arrow.to_arrow(rows, self.descriptor)

    def to_frame(self, rows: arrow.Rows) -> pd.DataFrame:
        """Return rows as a frame with the declared types, sorted by key; see `write` for what is refused."""
        return arrow.to_frame(self.to_arrow(rows))

    def empty(self) -> pd.DataFrame:
        """Return the table without rows, its columns typed."""
        return arrow.to_frame(self.arrow_schema.empty_table())

    def write(self, rows: arrow.Rows, path: Path) -> None:
        """Write rows to a Parquet file, sorted by key, in bytes that depend on the rows alone.

        Parameters
        ----------
        rows : pandas.DataFrame, pyarrow.Table or iterable
            The rows, in any order; an iterable holds mappings or dataclass instances with every column.
        path : Path
            The file. It appears whole or not at all.

        Raises
        ------
        SchemaError
            If a column is undeclared, missing or of another type, a required value is missing, or a key is double.
        """
        parquet.write(rows, path, self.descriptor)

    def writing(self, path: Path) -> AbstractContextManager[parquet.Writer]:
        """Return a context that writes rows to a Parquet file part by part, in the same bytes as `write`."""
        return parquet.writing(path, self.descriptor)

    def read_batches(self, path: Path, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Yield the row groups of a Parquet file one after the other; see `read` for what is refused."""
        return parquet.read_batches(path, self.descriptor, columns)

    def n_rows(self, path: Path) -> int:
        """Return how many rows a Parquet file has, without reading them; see `read` for what is refused."""
        return parquet.n_rows(path, self.descriptor)

    def read(self, path: Path) -> pd.DataFrame:
        """Read a Parquet file into a frame with the declared types.

        Raises
        ------
        FileNotFoundError
            If there is no such file.
        SchemaError
            If its columns are not the declared ones.
        """
        return arrow.to_frame(self.read_arrow(path))

    def read_arrow(self, path: Path) -> pa.Table:
        """Read a Parquet file into an Arrow table (``.to_pylist()`` gives rows in which nothing is None)."""
        return parquet.read_arrow(path, self.descriptor)

    def digest(self, rows: arrow.Rows) -> str:
        """Return the SHA-256 of schema and rows, equal for equal content under any version of pyarrow."""
        return digest.logical_digest(rows, self.descriptor)


def writing(folder: Path, *names: str) -> AbstractContextManager[list[parquet.Writer]]:
    """Return a context that writes several tables into a folder part by part; none is there before all are complete."""
    return parquet.writing_all((folder / f"{name}.parquet", table(name).descriptor) for name in names)


@functools.cache
def table(name: str) -> Table:
    """Return the table called `name`.

    Raises
    ------
    KeyError
        If there is no such table.
    """
    return Table(read_descriptor(name))


def tables(layer: str | None = None) -> tuple[Table, ...]:
    """Return all tables, or those of one layer (``interim`` or ``processed``), in the order one would read them.

    Examples
    --------
    >>> [one.name for one in tables("processed")][:3]
    ['events', 'claims', 'estimates']
    """
    found = sorted((table(name) for name in table_names()), key=lambda one: one.descriptor.order)
    return tuple(one for one in found if layer is None or layer in one.layers)
