"""croissant.json: the release as MLCommons Croissant, which data loaders and dataset search engines read.

References between tables are left to datapackage.json: mlcroissant 1.1 takes them for joins to be made while reading,
and then reads neither table whole.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sahel_dataset.release.checksums import sha256_of
from sahel_dataset.release.citation import bibtex
from sahel_dataset.release.facts import ReleaseFacts, author_name
from sahel_dataset.release.licences import licence
from sahel_dataset.schema import Table, table
from sahel_dataset.schema.descriptor import Field

__all__ = ["CROISSANT", "croissant"]

CROISSANT = "croissant.json"

# The context that version 1.1 of the format prescribes.
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "array": "sc:Text",
}


def _field(one: Table, field: Field) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{one.name}/{field.name}",
        "name": field.name,
        "description": " ".join(filter(None, (field.description, f"Unit: {field.unit}." if field.unit else ""))),
        "dataType": _TYPES[field.type],
        "source": {"fileObject": {"@id": f"{one.name}.parquet"}, "extract": {"column": field.name}},
    }
    if field.type == "array":
        entry |= {"isArray": True, "arrayShape": "-1"}
    return entry


def _record_set(one: Table) -> dict[str, Any]:
    key = [{"@id": f"{one.name}/{name}"} for name in one.primary_key]
    return {
        "@type": "cr:RecordSet",
        "@id": one.name,
        "name": one.name,
        "description": one.description,
        "key": key[0] if len(key) == 1 else key,
        "field": [_field(one, field) for field in one.fields],
    }


def _file(one: Table, folder: Path) -> dict[str, Any]:
    path = f"data/{one.name}.parquet"
    return {
        "@type": "cr:FileObject",
        "@id": f"{one.name}.parquet",
        "name": f"{one.name}.parquet",
        "description": one.title,
        "contentUrl": path,
        "contentSize": f"{(folder / path).stat().st_size} B",
        "encodingFormat": "application/x-parquet",
        "sha256": sha256_of(folder / path),
    }


def croissant(folder: Path, facts: ReleaseFacts) -> dict[str, Any]:
    """Return the descriptor of a bundle whose tables are written.

    Parameters
    ----------
    folder : Path
        The bundle.
    facts : ReleaseFacts
        What the release says of itself.
    """
    chosen = [table(name) for name in facts.tables]
    work = facts.work
    creators = [
        {"@type": "Organization" if "name" in author else "Person", "name": author_name(author)}
        for author in work.authors
    ]
    address = f"https://doi.org/{facts.doi}" if facts.doi else work.repository
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": "sahel-dataset",
        "alternateName": work.title,
        "description": work.abstract,
        "version": facts.version,
        "datePublished": facts.date.isoformat(),
        "license": licence(work.licence)[1] or work.licence,
        "keywords": list(work.keywords),
        "creator": creators[0] if len(creators) == 1 else creators,
        **({"publisher": {"@type": "Organization", "name": facts.publisher}} if facts.publisher else {}),
        **({"url": address} if address else {}),
        **({"identifier": f"https://doi.org/{facts.doi}"} if facts.doi else {}),
        "citeAs": bibtex(facts),
        "distribution": [_file(one, folder) for one in chosen],
        "recordSet": [_record_set(one) for one in chosen],
    }
