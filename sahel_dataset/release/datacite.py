"""datacite.json: the release in the terms of DataCite, the registry of DOIs for data (metadata schema 4.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sahel_dataset.release.facts import ReleaseFacts, author_name
from sahel_dataset.release.licences import licence

__all__ = ["DATACITE", "datacite"]

DATACITE = "datacite.json"
_UNKNOWN = ":unav"


def _creator(author: Mapping[str, str]) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": author_name(author)}
    if "name" in author:
        return entry | {"nameType": "Organizational"}
    entry["nameType"] = "Personal"
    for ours, theirs in (("given-names", "givenName"), ("family-names", "familyName")):
        if ours in author:
            entry[theirs] = author[ours]
    if "orcid" in author:
        entry["nameIdentifiers"] = [
            {
                "nameIdentifier": author["orcid"],
                "nameIdentifierScheme": "ORCID",
                "schemeUri": "https://orcid.org",
            }
        ]
    if "affiliation" in author:
        entry["affiliation"] = [{"name": author["affiliation"]}]
    return entry


def _related(facts: ReleaseFacts) -> list[dict[str, str]]:
    related = [
        (facts.previous_doi, "DOI", "IsNewVersionOf"),
        (facts.concept_doi, "DOI", "IsVersionOf"),
        (facts.work.repository, "URL", "IsDerivedFrom"),
    ]
    return [
        {"relatedIdentifier": value, "relatedIdentifierType": kind, "relationType": relation}
        for value, kind, relation in related
        if value
    ]


def datacite(facts: ReleaseFacts) -> dict[str, Any]:
    """Return a release's DataCite metadata.

    Parameters
    ----------
    facts : ReleaseFacts
        What the release says of itself. Without a DOI it is left out, without a publisher DataCite's
        word for what is not known stands there.
    """
    work = facts.work
    title, address = licence(work.licence)
    rights = {"rights": title, "rightsIdentifier": work.licence, "rightsIdentifierScheme": "SPDX"}
    entry: dict[str, Any] = {
        "creators": [_creator(author) for author in work.authors],
        "titles": [{"title": work.title, "lang": "en"}],
        "publisher": {"name": facts.publisher or _UNKNOWN},
        "publicationYear": str(facts.date.year),
        "types": {"resourceType": "Dataset", "resourceTypeGeneral": "Dataset"},
        "subjects": [{"subject": word} for word in work.keywords],
        "dates": [{"date": facts.date.isoformat(), "dateType": "Issued"}],
        "language": "en",
        "version": facts.version,
        "formats": ["application/vnd.apache.parquet", "text/csv", "text/html"],
        "rightsList": [rights | ({"rightsUri": address} if address else {})],
        "descriptions": [{"description": work.abstract, "descriptionType": "Abstract", "lang": "en"}],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    if facts.doi:
        prefix, _, suffix = facts.doi.partition("/")
        entry |= {"doi": facts.doi, "prefix": prefix, "suffix": suffix}
    if related := _related(facts):
        entry["relatedIdentifiers"] = related
    return entry
