"""A table's digest: equal for equal content, whatever library version wrote the file.

Bytes of a Parquet file change with the version of pyarrow; this does not. It is the SHA-256 over one line of JSON that
names the columns and their types, and one line of JSON per row, in order of the primary key.
"""

from __future__ import annotations

import hashlib
import json

import pyarrow as pa
import pyarrow.compute as pc

from sahel_dataset.schema.arrow import Rows, to_arrow
from sahel_dataset.schema.descriptor import TableDescriptor

__all__ = ["logical_digest"]

_BATCH = 8_192


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column in the types that JSON knows."""
    if pa.types.is_date(column.type):
        return column.cast(pa.string())
    if pa.types.is_floating(column.type):
        # -0.0 and 0.0 are one number. Python's repr, which JSON uses, is the shortest that reads back to it.
        return pc.add(column, 0.0)
    return column


def logical_digest(rows: Rows, table: TableDescriptor) -> str:
    """Return the SHA-256 of a table's schema and rows.

    Parameters
    ----------
    rows : pandas.DataFrame, pyarrow.Table or iterable
        The rows, in any order.
    table : TableDescriptor
        What the table is.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    content = to_arrow(rows, table)
    content = pa.table([_plain(column) for column in content.columns], names=content.column_names)
    line = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    digest = hashlib.sha256()
    digest.update(f"{line([[one.name, one.type, one.required] for one in table.fields])}\n".encode())
    for batch in content.to_batches(max_chunksize=_BATCH):
        values = zip(*(column.to_pylist() for column in batch.columns), strict=True)
        digest.update("".join(f"{line(row)}\n" for row in values).encode())
    return digest.hexdigest()
