"""What the tables are: one descriptor per table, and from it everything else.

Examples
--------
>>> from sahel_dataset.schema import table
>>> table("event_actors").primary_key
('event_id', 'actor_id', 'role')
>>> print(table("event_actors").arrow_schema.field("role"))
pyarrow.Field<role: string not null>
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sahel_dataset.schema.descriptor import Field, ForeignKey, Rule, SchemaError, table_names
    from sahel_dataset.schema.model import Table, table, tables, writing
    from sahel_dataset.schema.terms import Term, Vocabulary, vocabularies, vocabulary

__all__ = [
    "Field",
    "ForeignKey",
    "Rule",
    "SchemaError",
    "Table",
    "Term",
    "Vocabulary",
    "table",
    "table_names",
    "tables",
    "vocabularies",
    "vocabulary",
    "writing",
]

# Tables bring pandas and pyarrow with them, vocabularies do not: each is imported when it is asked for, so that the
# command answers at once.
_HOMES = {
    "descriptor": ("Field", "ForeignKey", "Rule", "SchemaError", "table_names"),
    "model": ("Table", "table", "tables", "writing"),
    "terms": ("Term", "Vocabulary", "vocabularies", "vocabulary"),
}


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
