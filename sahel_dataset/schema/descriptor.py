"""What a table is, read from its descriptor: columns, keys, rules and warnings.

A descriptor is a Frictionless Table Schema with a few keys of its own (``x-...``). Columns that stand in more than
one table are described in ``fields.yaml``; a table lists them by name and may narrow them.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sahel_dataset.schema.terms import Vocabulary, read_yaml, vocabulary

__all__ = ["Field", "ForeignKey", "Rule", "SchemaError", "TableDescriptor", "read_descriptor", "table_names"]

_HERE = Path(__file__).parent
_TYPES = frozenset({"string", "integer", "number", "boolean", "date", "array"})


class SchemaError(ValueError):
    """A descriptor contradicts itself, or a table does not follow its descriptor."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column.

    Attributes
    ----------
    name, type, title, description : str
        As in a Table Schema; `type` is string, integer, number, boolean, date, or array (of strings).
    required : bool
        True where the column has a value in every row.
    unit : str or None
        What a number counts or measures.
    vocabulary : Vocabulary or None
        The closed list of its values.
    minimum, maximum : float or None
        Smallest and largest value.
    min_length : int or None
        Fewest characters.
    pattern : str or None
        Regular expression that the whole value matches.
    warnings : tuple of str
        Terms of the vocabulary ``usage_warnings``.
    severity : str
        ``critical`` or ``warning``: what a value outside vocabulary, bounds or pattern is.
    deprecated : str or None
        What to use instead of a column that a later release will no longer have.
    """

    name: str
    type: str
    title: str
    description: str
    required: bool = False
    unit: str | None = None
    vocabulary: Vocabulary | None = None
    minimum: float | None = None
    maximum: float | None = None
    min_length: int | None = None
    pattern: str | None = None
    warnings: tuple[str, ...] = ()
    severity: str = "critical"
    deprecated: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the column as a field of a Table Schema."""
        constraints = {
            "required": self.required or None,
            "minimum": self.minimum,
            "maximum": self.maximum,
            "minLength": self.min_length,
            "pattern": self.pattern,
            "enum": list(self.vocabulary.names) if self.vocabulary else None,
        }
        entry = {
            "name": self.name,
            "type": self.type,
            "arrayItem": {"type": "string"} if self.type == "array" else None,
            "title": self.title,
            "description": self.description,
            "unit": self.unit,
            "vocabulary": self.vocabulary.name if self.vocabulary else None,
            "warnings": list(self.warnings) or None,
            "deprecated": self.deprecated,
            "constraints": {key: value for key, value in constraints.items() if value is not None} or None,
        }
        return {key: value for key, value in entry.items() if value is not None}


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column whose values, or whose lists' items, are keys of another table."""

    field: str
    table: str
    to: str
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition that every row fulfils, as an SQL expression.

    Attributes
    ----------
    name, description : str
        What it is called, and what it says in words.
    severity : str
        ``critical`` stops the pipeline, ``warning`` is reported.
    holds : str
        DuckDB expression over the columns of the table; a row breaks the rule where it is false, not where it is null.
    join : tuple of (str, tuple of str) or None
        A table to join first, and the columns they share.
    needs : tuple of str
        Other tables that the expression looks into.
    """

    name: str
    description: str
    severity: str
    holds: str
    join: tuple[str, tuple[str, ...]] | None = None
    needs: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[str, ...]:
        """Every other table that has to be there."""
        return tuple(sorted({*self.needs, *((self.join[0],) if self.join else ())}))


_ROW_GROUP = 65_536


@dataclass(frozen=True, slots=True)
class TableDescriptor:
    """What a table is.

    Attributes
    ----------
    name, title, description, fields, primary_key, foreign_keys
        As in a Table Schema.
    layers : tuple of str
        Where the table lives: ``interim``, ``processed`` or both.
    folder : str
        The folder within the layer; empty for the layer's own.
    order : int
        Its place among the tables, as one would read them.
    row : str
        What one row stands for.
    rules : tuple of Rule
        What every row fulfils.
    warnings : tuple of str
        Terms of the vocabulary ``usage_warnings``.
    row_group : int
        Rows of one row group of its Parquet file: few where rows are long, so that a row group fits into any memory.
    """

    name: str
    title: str
    description: str
    layers: tuple[str, ...]
    folder: str
    order: int
    row: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    rules: tuple[Rule, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    row_group: int = _ROW_GROUP

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns' names, in order."""
        return tuple(one.name for one in self.fields)

    def field(self, name: str) -> Field:
        """Return the column called `name`."""
        for one in self.fields:
            if one.name == name:
                return one
        raise KeyError(f"table '{self.name}' has no column '{name}'; it has {', '.join(self.columns)}")

    def to_dict(self) -> dict[str, Any]:
        """Return the table as a plain Table Schema, closed lists and shared columns written out."""
        keys = [
            {
                "fields": [key.field],
                "reference": {"resource": "" if key.table == self.name else key.table, "fields": [key.to]},
            }
            for key in self.foreign_keys
            if not key.is_list
        ]
        return {
            "fields": [one.to_dict() for one in self.fields],
            "primaryKey": list(self.primary_key),
            **({"foreignKeys": keys} if keys else {}),
            "missingValues": [""],
        }


def _field(table: str, entry: Mapping[str, Any], shared: Mapping[str, Any]) -> Field:
    name = entry["name"]
    base = shared.get(name, {})
    merged = {**base, **entry}
    constraints = {**base.get("constraints", {}), **entry.get("constraints", {})}
    missing = [key for key in ("type", "title", "description") if not merged.get(key)]
    if missing:
        raise SchemaError(f"{table}.{name}: no {' and no '.join(missing)}, neither in {table}.yaml nor in fields.yaml")
    if merged["type"] not in _TYPES:
        raise SchemaError(f"{table}.{name}: unknown type '{merged['type']}'; use one of {', '.join(sorted(_TYPES))}")
    known = vocabulary("usage_warnings")
    warnings = tuple(merged.get("warnings", ()))
    for warning in warnings:
        known[warning]
    return Field(
        name=name,
        type=merged["type"],
        title=merged["title"],
        description=" ".join(merged["description"].split()),
        required=constraints.get("required", False),
        unit=merged.get("unit"),
        vocabulary=vocabulary(merged["vocabulary"]) if "vocabulary" in merged else None,
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        # A string that is there says something: nothing is null, never "".
        min_length=constraints.get("minLength", 1 if merged["type"] == "string" else None),
        pattern=constraints.get("pattern"),
        warnings=warnings,
        severity=merged.get("severity", "critical"),
        deprecated=merged.get("deprecated"),
    )


def _keys(name: str, entry: Mapping[str, Any]) -> tuple[ForeignKey, ...]:
    single = [
        ForeignKey(key["fields"][0], key["reference"]["resource"] or name, key["reference"]["fields"][0])
        for key in entry.get("foreignKeys", ())
    ]
    lists = [
        ForeignKey(key["field"], key["reference"]["resource"] or name, key["reference"]["field"], is_list=True)
        for key in entry.get("x-listKeys", ())
    ]
    return (*single, *lists)


def _rule(entry: Mapping[str, Any]) -> Rule:
    join = entry.get("join")
    return Rule(
        name=entry["name"],
        description=" ".join(entry["description"].split()),
        severity=entry["severity"],
        holds=" ".join(entry["holds"].split()),
        join=(join["table"], tuple(join["using"])) if join else None,
        needs=tuple(entry.get("needs", ())),
    )


@functools.cache
def _shared_fields() -> dict[str, Any]:
    return read_yaml(_HERE / "fields.yaml")


def table_names() -> tuple[str, ...]:
    """Return the names of all tables, in order of the alphabet."""
    return tuple(sorted(path.stem for path in (_HERE / "tables").glob("*.yaml")))


@functools.cache
def read_descriptor(name: str) -> TableDescriptor:
    """Read what table `name` is.

    Raises
    ------
    KeyError
        If there is no such table.
    SchemaError
        If its descriptor contradicts itself.
    """
    path = _HERE / "tables" / f"{name}.yaml"
    if not path.is_file():
        raise KeyError(f"no table '{name}'; there are {', '.join(table_names())}")
    entry = read_yaml(path)
    described = TableDescriptor(
        name=entry["name"],
        title=entry["title"],
        description=" ".join(entry["description"].split()),
        layers=tuple(entry["x-layer"].split(" and ")),
        folder=entry.get("x-folder", ""),
        order=entry["x-order"],
        row=entry["x-row"],
        fields=tuple(_field(name, one, _shared_fields()) for one in entry["fields"]),
        primary_key=tuple(entry["primaryKey"]),
        foreign_keys=_keys(name, entry),
        rules=tuple(_rule(one) for one in entry.get("x-rules", ())),
        warnings=tuple(entry.get("x-warnings", ())),
        row_group=entry.get("x-row-group", _ROW_GROUP),
    )
    for column in described.primary_key:
        if not described.field(column).required:
            raise SchemaError(f"{name}.{column} is part of the primary key and not required")
    for key in described.foreign_keys:
        described.field(key.field)
    for warning in described.warnings:
        vocabulary("usage_warnings")[warning]
    return described
