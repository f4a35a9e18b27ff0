"""What the tables are: one descriptor per table, and from it everything else.

Examples
--------
>>> from sahel_dataset.schema import table
>>> table("event_actors").primary_key
('event_id', 'actor_id', 'role')
>>> print(table("event_actors").arrow_schema.field("role"))
pyarrow.Field<role: string not null>
"""

from sahel_dataset.schema.descriptor import Field, ForeignKey, Rule, SchemaError, table_names
from sahel_dataset.schema.table import Table, table, tables
from sahel_dataset.schema.vocabulary import Term, Vocabulary, vocabularies, vocabulary

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
]
