"""What a release is, in the terms of InvenioRDM's records."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from sahel_dataset.release.facts import ReleaseFacts, author_name

__all__ = ["publisher_of", "record_metadata"]

_RESOURCE = {"id": "dataset"}


def publisher_of(host: str) -> str:
    """Return the name of who keeps a repository's records.

    Examples
    --------
    >>> publisher_of("sandbox.zenodo.org"), publisher_of("data.example.org")
    ('Zenodo', 'data.example.org')
    """
    return "Zenodo" if host == "zenodo.org" or host.endswith(".zenodo.org") else host


def _creator(author: Mapping[str, str]) -> dict[str, Any]:
    if "name" in author:
        return {"person_or_org": {"type": "organizational", "name": author["name"]}}
    person: dict[str, Any] = {
        "type": "personal",
        "family_name": author.get("family-names", author_name(author)),
        "given_name": author.get("given-names", ""),
    }
    if "orcid" in author:
        person["identifiers"] = [{"scheme": "orcid", "identifier": author["orcid"].rsplit("/", 1)[-1]}]
    affiliations = {"affiliations": [{"name": author["affiliation"]}]} if "affiliation" in author else {}
    return {"person_or_org": person, **affiliations}


def _related(facts: ReleaseFacts) -> list[dict[str, Any]]:
    related = [
        (facts.previous_doi, "doi", "isnewversionof"),
        (facts.work.repository, "url", "isderivedfrom"),
    ]
    return [
        {"identifier": identifier, "scheme": scheme, "relation_type": {"id": relation}}
        for identifier, scheme, relation in related
        if identifier
    ]


def record_metadata(facts: ReleaseFacts, publisher: str) -> dict[str, Any]:
    """Return the body of a record's draft.

    Parameters
    ----------
    facts : ReleaseFacts
        What the release says of itself.
    publisher : str
        Who keeps the record.
    """
    work = facts.work
    rows = "".join(
        f"<li><code>{html.escape(name)}</code>: {found.rows:,} rows</li>" for name, found in facts.tables.items()
    )
    return {
        "access": {"record": "public", "files": "public"},
        "files": {"enabled": True},
        "metadata": {
            "resource_type": _RESOURCE,
            "title": work.title,
            "creators": [_creator(author) for author in work.authors],
            "publication_date": facts.date.isoformat(),
            "version": facts.version,
            "publisher": publisher,
            "description": f"<p>{html.escape(work.abstract)}</p><ul>{rows}</ul>",
            "rights": [{"id": work.licence.lower()}],
            "subjects": [{"subject": word} for word in work.keywords],
            "languages": [{"id": "eng"}],
            "related_identifiers": _related(facts),
        },
    }
