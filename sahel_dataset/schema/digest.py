"""A table's digest: equal for equal content, whatever library version wrote the file.

Bytes of a Parquet file change with the version of pyarrow; this does not. It is the SHA-256 over one line of JSON that
names the columns and their types, and one line of JSON per row, in order of the primary key.
"""

from __future__ import annotations

import hashlib
import json
import math
from typing import Any

import pyarrow as pa

from sahel_dataset.schema.arrow import Rows, to_arrow
from sahel_dataset.schema.descriptor import TableDescriptor

__all__ = ["logical_digest"]

_BATCH = 8_192


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        # Python's repr of a float is the shortest that reads back to it, on every platform.
        return None if math.isnan(value) else value + 0.0
    return value


def _line(values: Any) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=str).encode() + b"\n"


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
    content: pa.Table = to_arrow(rows, table)
    digest = hashlib.sha256()
    digest.update(_line([[one.name, one.type, one.required] for one in table.fields]))
    for batch in content.to_batches(max_chunksize=_BATCH):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            digest.update(_line([_plain(value) for value in row]))
    return digest.hexdigest()
