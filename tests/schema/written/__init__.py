"""One small table in which every type, missing values and awkward ones occur, and files of it from other years."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from sahel_dataset.schema.descriptor import Field, TableDescriptor
from sahel_dataset.schema.model import Table

FOLDER = Path(__file__).parent

TABLE = Table(
    TableDescriptor(
        name="one_of_each",
        title="One of each type",
        description="",
        layers=("release",),
        folder="",
        order=0,
        row="a row",
        fields=(
            Field("row_id", "string", "", "", required=True),
            Field("words", "string", "", ""),
            Field("figure", "integer", "", ""),
            Field("degrees", "number", "", ""),
            Field("is_so", "boolean", "", ""),
            Field("day", "date", "", ""),
            Field("names", "array", "", ""),
        ),
        primary_key=("row_id",),
        foreign_keys=(),
        warnings=(),
    )
)
ROWS: list[dict[str, Any]] = [
    {"row_id": f"r{number:03d}", "words": words, "figure": figure, "degrees": degrees, "is_so": is_so, "day": day, "names": names}
    for number, (words, figure, degrees, is_so, day, names) in enumerate(
        [
            ("Ménaka “hier”\n\t", 2**62, 0.1 + 0.2, True, dt.date(2024, 2, 29), ["Tin Zaouatène", "Tinzaouaten"]),
            (None, None, None, None, None, None),
            ("a\u0301 is not \u00e1", -1, -0.0, False, dt.date(1960, 8, 5), []),
            ("𐊖", 0, 1e-300, True, dt.date(2100, 1, 1), ["|", ""]),
            *(("the same words", 7, 14.1, False, dt.date(2024, 1, 1), ["x"]) for _ in range(40)),
        ]
    )
]  # fmt: skip
#: SHA-256 of what the rows say. If it changes, the digests of releases that are out no longer verify.
DIGEST = "cd38ef9d18e43acaec4ed1134a0cc8364cee09482a59ae61e57689c5c5b5e79f"
