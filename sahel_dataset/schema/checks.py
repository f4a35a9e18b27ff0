"""What a table has to fulfil, derived from its descriptor: the checks that `validate` runs.

A check is plain data. It names an expectation of Great Expectations (or one of `sahel_dataset.validate.expectations`)
and its arguments, says in words what it means, and how grave a breach is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sahel_dataset.schema.descriptor import Field, ForeignKey, Rule
from sahel_dataset.schema.model import Table

__all__ = ["Check", "checks"]

CRITICAL = "critical"

# The types in which a column arrives in a frame; see `sahel_dataset.schema.arrow.to_frame`.
_FRAME_TYPES = {
    "string": "str",
    "integer": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "date": "datetime64[us]",
    "array": "object",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that holds for a table.

    Attributes
    ----------
    table, name : str
        The table, and the check's name within it.
    description : str
        What it says, in words.
    severity : str
        ``critical`` stops the pipeline, ``warning`` is reported.
    expectation : str
        Class name of the expectation.
    arguments : mapping
        What the expectation is called with.
    columns : tuple of str
        The columns it is about, which are shown with a failing row.
    needs : tuple of str
        Other tables that have to be there.
    """

    table: str
    name: str
    description: str
    severity: str
    expectation: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


def _of_table(table: Table) -> Iterator[Check]:
    yield Check(
        table.name,
        "columns",
        "The table has the declared columns, in their order.",
        CRITICAL,
        "ExpectTableColumnsToMatchOrderedList",
        {"column_list": list(table.columns)},
    )
    key = list(table.primary_key)
    unique = (
        ("ExpectColumnValuesToBeUnique", {"column": key[0]})
        if len(key) == 1
        else ("ExpectCompoundColumnsToBeUnique", {"column_list": key})
    )
    yield Check(
        table.name,
        "primary_key",
        f"No two rows share their {' + '.join(key)}.",
        CRITICAL,
        unique[0],
        unique[1],
    )


def _of_field(table: Table, one: Field) -> Iterator[Check]:
    def check(aspect: str, description: str, severity: str, expectation: str, **arguments: Any) -> Check:
        name = f"{one.name}.{aspect}"
        return Check(
            table.name, name, description, severity, expectation, {"column": one.name, **arguments}, (one.name,)
        )

    yield check(
        "type", f"{one.name} holds {one.type} values.", CRITICAL, "ExpectColumnTypeToBe", type_=_FRAME_TYPES[one.type]
    )
    if one.required:
        yield check("required", f"{one.name} has a value in every row.", CRITICAL, "ExpectColumnValuesToNotBeNull")
    if one.vocabulary:
        yield check(
            "vocabulary",
            f"{one.name} is a term of the vocabulary {one.vocabulary.name}.",
            one.severity,
            "ExpectColumnValuesToBeInSet",
            value_set=list(one.vocabulary.names),
        )
    elif one.pattern:
        yield check(
            "pattern",
            f"{one.name} has the form {one.pattern}",
            one.severity,
            "ExpectColumnValuesToMatchRegex",
            regex=one.pattern,
        )
    elif one.min_length:
        yield check(
            "length",
            f"{one.name} is empty or at least {one.min_length} character{'s' * (one.min_length > 1)} long.",
            one.severity,
            "ExpectColumnValueLengthsToBeBetween",
            min_value=one.min_length,
        )
    if one.minimum is not None or one.maximum is not None:
        bounds = " and ".join(
            f"{word} {value:g}"
            for word, value in (("at least", one.minimum), ("at most", one.maximum))
            if value is not None
        )
        yield check(
            "bounds",
            f"{one.name} is {bounds}.",
            one.severity,
            "ExpectColumnValuesToBeBetween",
            min_value=one.minimum,
            max_value=one.maximum,
        )


def _of_key(table: Table, key: ForeignKey) -> Check:
    says = "Every item of" if key.is_list else "Every"
    return Check(
        table.name,
        f"{key.field}.reference",
        f"{says} {key.field} is a {key.to} of {key.table}.",
        CRITICAL,
        "ExpectColumnValuesToReferToTable",
        {"column": key.field, "other_table": key.table, "other_column": key.to},
        columns=(key.field,),
        needs=(key.table,),
    )


def _of_rule(table: Table, rule: Rule) -> Check:
    words = set(re.findall(r"\w+", rule.holds))
    return Check(
        table.name,
        rule.name,
        rule.description,
        rule.severity,
        "ExpectRowsToFulfilRule",
        {"column": table.primary_key[0], "table_name": table.name, "rule": rule.name},
        columns=tuple(name for name in table.columns if name in words),
        needs=rule.tables,
    )


def checks(table: Table) -> tuple[Check, ...]:
    """Return everything that holds for a table: columns, types, keys, vocabularies, bounds, references and rules.

    Examples
    --------
    >>> from sahel_dataset.schema import table
    >>> for check in checks(table("event_actors"))[:2]:
    ...     print(check.name, "-", check.description)
    columns - The table has the declared columns, in their order.
    primary_key - No two rows share their event_id + actor_id + role.
    """
    return (
        *_of_table(table),
        *(check for one in table.fields for check in _of_field(table, one)),
        *(_of_key(table, key) for key in table.foreign_keys),
        *(_of_rule(table, rule) for rule in table.rules),
    )
