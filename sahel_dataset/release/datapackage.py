"""datapackage.json: the release as a Frictionless Data Package, and its tables read back from there.

Each table is there twice: as CSV, with its schema and keys, which any program that knows the standard can check; and
as Parquet, the exact form. Paths are relative: a release stays whole wherever it is put.

A bundle describes its own tables, so that an old one can be read and checked after the project's schema went on.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sahel_dataset.release.checksums import sha256_of
from sahel_dataset.release.facts import ReleaseFacts, author_name
from sahel_dataset.release.licences import licence
from sahel_dataset.schema import Table, table, vocabulary
from sahel_dataset.schema.descriptor import Field, ForeignKey, TableDescriptor
from sahel_dataset.schema.terms import Term, Vocabulary

__all__ = ["DATAPACKAGE", "datapackage", "described_tables"]

DATAPACKAGE = "datapackage.json"


def _list_keys(one: Table) -> list[dict[str, Any]]:
    """Return the references of lists' items, which a Table Schema has no word for."""
    return [
        {"field": key.field, "reference": {"resource": key.table, "field": key.to}}
        for key in one.foreign_keys
        if key.is_list
    ]


def _resources(one: Table, folder: Path, facts: ReleaseFacts) -> list[dict[str, Any]]:
    described = one.to_dict()
    if keys := _list_keys(one):
        described["x-listKeys"] = keys
    known = facts.tables[one.name]
    forms: dict[str, tuple[str, str, dict[str, Any]]] = {
        one.name: ("csv", "text/csv", {"encoding": "utf-8", "rows": known.rows, "schema": described}),
        # As a file, to be summed and not read: what reads Parquet for the standard stumbles over lists and nulls.
        f"{one.name}-parquet": ("parquet", "application/vnd.apache.parquet", {"type": "file"}),
    }
    resources = []
    for name, (form, mediatype, more) in forms.items():
        path = f"{'data' if form == 'parquet' else form}/{one.name}.{form}"
        resources.append(
            {
                "name": name,
                "title": one.title,
                "description": one.description,
                "path": path,
                "format": form,
                "mediatype": mediatype,
                "bytes": (folder / path).stat().st_size,
                "hash": f"sha256:{sha256_of(folder / path)}",
                "digest": known.digest,
                **({"warnings": list(one.warnings)} if one.warnings else {}),
                **more,
            }
        )
    return resources


def datapackage(folder: Path, facts: ReleaseFacts) -> dict[str, Any]:
    """Return the descriptor of a bundle whose tables are written.

    Parameters
    ----------
    folder : Path
        The bundle.
    facts : ReleaseFacts
        What the release says of itself.
    """
    work = facts.work
    title, address = licence(work.licence)
    terms = {"name": work.licence, "title": title} | ({"path": address} if address else {})
    return {
        "name": "sahel-dataset",
        "title": work.title,
        "description": work.abstract,
        "version": facts.version,
        "created": f"{facts.date.isoformat()}T00:00:00Z",
        **({"id": f"https://doi.org/{facts.doi}"} if facts.doi else {}),
        **({"homepage": work.repository} if work.repository else {}),
        "keywords": list(work.keywords),
        "licenses": [terms],
        "contributors": [{"title": author_name(author), "role": "author"} for author in work.authors],
        "resources": [resource for name in facts.tables for resource in _resources(table(name), folder, facts)],
    }


def _terms(entry: Mapping[str, Any]) -> Vocabulary | None:
    values = entry.get("constraints", {}).get("enum")
    if not values:
        return None
    name = entry.get("vocabulary", entry["name"])
    return Vocabulary(name, name, "", tuple(Term(value, value, "", "") for value in values))


def _field(entry: Mapping[str, Any]) -> Field:
    constraints = entry.get("constraints", {})
    return Field(
        name=entry["name"],
        type=entry["type"],
        title=entry.get("title", entry["name"]),
        description=entry.get("description", ""),
        required=constraints.get("required", False),
        unit=entry.get("unit"),
        vocabulary=_terms(entry),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        min_length=constraints.get("minLength"),
        pattern=constraints.get("pattern"),
        warnings=tuple(entry.get("warnings", ())),
    )


def _foreign_keys(name: str, schema: Mapping[str, Any]) -> tuple[ForeignKey, ...]:
    single = [
        ForeignKey(key["fields"][0], key["reference"]["resource"] or name, key["reference"]["fields"][0])
        for key in schema.get("foreignKeys", ())
    ]
    lists = [
        ForeignKey(key["field"], key["reference"]["resource"], key["reference"]["field"], is_list=True)
        for key in schema.get("x-listKeys", ())
    ]
    return (*single, *lists)


def described_tables(package: Mapping[str, Any]) -> dict[str, Table]:
    """Return the tables as a bundle describes them.

    Parameters
    ----------
    package : mapping
        What datapackage.json holds.

    Raises
    ------
    ValueError
        If it does not describe tables.
    """
    known = vocabulary("usage_warnings")
    try:
        found = {
            resource["name"]: Table(
                TableDescriptor(
                    name=resource["name"],
                    title=resource.get("title", resource["name"]),
                    description=resource.get("description", ""),
                    layers=("release",),
                    folder="",
                    order=order,
                    row="",
                    fields=tuple(_field(entry) for entry in resource["schema"]["fields"]),
                    primary_key=tuple(resource["schema"]["primaryKey"]),
                    foreign_keys=_foreign_keys(resource["name"], resource["schema"]),
                    # A later project may know fewer warnings than an earlier release.
                    warnings=tuple(name for name in resource.get("warnings", ()) if name in known),
                )
            )
            for order, resource in enumerate(package["resources"])
            if "schema" in resource
        }
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"{DATAPACKAGE} does not describe tables as expected: {error!r}") from error
    return found
