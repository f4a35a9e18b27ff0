"""What a collection.yaml says: where a collection is from, and what may be done with its texts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sahel_dataset.files import whole_file
from sahel_dataset.ingest.collection import COLLECTION_FILES, Collection, read_collection

__all__ = ["Terms", "TermsError", "existing_terms", "write_terms"]

_COMMENT = (
    "# Where this collection came from and what may be done with it; read beside every article by `sahel ingest`.\n"
)


class TermsError(ValueError):
    """What is said of a collection contradicts itself, or what it said before."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Origin and licence of a collection; None where nothing is said.

    Attributes
    ----------
    producer : str or None
        Who published or put together the articles.
    date_accessed : datetime.date or None
        When they were got.
    may_redistribute_text : bool or None
        Whether the texts may be passed on.
    """

    producer: str | None = None
    title: str | None = None
    citation: str | None = None
    url: str | None = None
    date_accessed: dt.date | None = None
    licence: str | None = None
    may_redistribute_text: bool | None = None

    def check(self, name: str, collection: Collection) -> None:
        """Refuse terms that an existing collection contradicts.

        Raises
        ------
        TermsError
            If the licence, or whether texts may be passed on, is another.
        """
        allowed, wanted = collection.may_redistribute_text, self.may_redistribute_text
        if wanted is not None and wanted != allowed:
            says = "may" if allowed else "may not"
            raise TermsError(
                f"The texts of collection '{name}' {says} be passed on, says its collection.yaml; "
                "articles under other terms belong in another collection (--collection)."
            )
        if self.licence is not None and self.licence != collection.licence:
            raise TermsError(
                f"Collection '{name}' is under {collection.licence or 'no licence that is known'}; "
                "articles under another licence belong in another collection (--collection)."
            )


def existing_terms(folder: Path, name: str) -> Collection | None:
    """Return what the collection.yaml of a folder says, or None where there is none.

    Raises
    ------
    TermsError
        If it cannot be read.
    """
    if not any((folder / file).is_file() for file in COLLECTION_FILES):
        return None
    found = read_collection(folder, name)
    if not found.origin:
        raise TermsError(f"{folder}: {' '.join(found.warnings) or 'its collection.yaml says nothing'}.")
    return found


def write_terms(folder: Path, terms: Terms) -> None:
    """Write the collection.yaml of a new collection.

    Raises
    ------
    TermsError
        If texts may be passed on under no licence.
    """
    if terms.may_redistribute_text and not terms.licence:
        raise TermsError("Texts may be passed on only under a licence: say which with --licence.")
    origin: dict[str, Any] = {
        "producer": terms.producer,
        "title": terms.title,
        "citation": terms.citation,
        "url": terms.url,
        "date_accessed": terms.date_accessed,
        "licence": terms.licence,
        "may_redistribute_text": bool(terms.may_redistribute_text),
    }
    with whole_file(folder / COLLECTION_FILES[0]) as draft:
        text = yaml.safe_dump({"origin": origin}, sort_keys=False, allow_unicode=True, width=100)
        draft.write_text(_COMMENT + text, encoding="utf-8")
