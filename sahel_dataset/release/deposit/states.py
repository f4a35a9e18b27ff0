"""The steps of a deposit, each a type that only the step before gives.

`open_draft` gives a `Draft`; its `reserve_doi` a `ReservedDraft`; its `upload` a `CompleteDraft`; its `publish` a
`Published`. A call in the wrong order is an attribute that is not there, for the type checker and when run.

Every step looks at what the repository has before it does anything, so that it can be taken again after a failure: a
draft that is there is used, a DOI that is reserved is kept, a file that is whole is not sent again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sahel_dataset.release.deposit.client import Client, DepositError, NoAnswerError, NotAllowedError, NotThereError

__all__ = ["CompleteDraft", "Draft", "Published", "ReservedDraft", "find_draft", "open_draft"]

_ID = re.compile(r"[\w-]+")
#: How often, within half a minute, a draft is looked for before another is made. Indexes of repositories are refreshed
#: within seconds.
_LOOKS = 5


@dataclass(frozen=True, slots=True)
class Published:
    """A record that is out.

    Attributes
    ----------
    record_id : str
        Its id in the repository.
    doi, concept_doi : str or None
        Its DOI, and the one of all versions together.
    page : str
        Address of its page.
    """

    record_id: str
    doi: str | None
    concept_doi: str | None
    page: str


@dataclass(frozen=True, slots=True)
class CompleteDraft:
    """A draft with its DOI and all its files."""

    client: Client
    record_id: str
    doi: str

    @property
    def page(self) -> str:
        """Address of the draft's page, for whoever may see it."""
        return f"{self.client.address}/uploads/{self.record_id}"

    def publish(self) -> Published:
        """Publish the draft. It cannot be taken back.

        Raises
        ------
        DepositError
            If the repository refuses, or it cannot be told whether it is published.
        """
        _until_done(
            self.client,
            lambda: self.client.post(f"/records/{self.record_id}/draft/actions/publish"),
            lambda: published(self.client, self.record_id) is not None,
        )
        done = published(self.client, self.record_id)
        if done is None:
            raise DepositError(f"{self.client.address} took the call to publish, and has no record {self.record_id}.")
        return done


@dataclass(frozen=True, slots=True)
class ReservedDraft:
    """A draft that has its DOI, which can now be written into the files."""

    client: Client
    record_id: str
    doi: str

    def upload(self, files: Mapping[str, Path]) -> CompleteDraft:
        """Send files, and take away what the draft holds beside them.

        Parameters
        ----------
        files : mapping of str to Path
            The files by the names they get.

        Raises
        ------
        DepositError
            If the repository refuses, or a file does not arrive as it was sent.
        """
        for name in _entries(self.client, self.record_id).keys() - files.keys():
            self.client.delete(_file(self.record_id, name))
        for name, path in files.items():
            _send(self.client, self.record_id, name, path)
        return CompleteDraft(self.client, self.record_id, self.doi)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft with its metadata."""

    client: Client
    record_id: str

    def reserve_doi(self) -> ReservedDraft:
        """Reserve a DOI, or find the one that is.

        Raises
        ------
        DepositError
            If the repository refuses.
        """

        def reserved() -> str | None:
            return _doi(self.client.get(f"/records/{self.record_id}/draft"))

        if reserved() is None:
            _until_done(
                self.client,
                lambda: self.client.post(f"/records/{self.record_id}/draft/pids/doi"),
                lambda: reserved() is not None,
            )
        doi = reserved()
        if doi is None:
            raise DepositError(f"{self.client.address} reserved no DOI for draft {self.record_id}.")
        return ReservedDraft(self.client, self.record_id, doi)


def open_draft(
    client: Client,
    body: Mapping[str, Any],
    *,
    known: str | None,
    previous: str | None,
    remember: Callable[[str], None],
) -> Draft | Published:
    """Return the draft of a release: the one there is, or a new one.

    Parameters
    ----------
    client : Client
        The repository.
    body : mapping
        The record's metadata, from `record_metadata`.
    known : str or None
        Id of the draft, as remembered from an earlier try.
    previous : str or None
        Id of the record of the release before, of which this is a new version.
    remember : callable
        Is given the draft's id as soon as it is known.

    Returns
    -------
    Draft or Published
        The draft; or the record, if it turns out that it was published already.
    """
    title, version = body["metadata"]["title"], body["metadata"]["version"]
    found = _remembered(client, known) if known else None
    found = found or find_draft(client, title, version)
    if isinstance(found, Published):
        remember(found.record_id)
        return found
    if found is None:
        found = _new_version(client, previous) if previous else _new_draft(client, body, title, version)
    remember(found)
    path = f"/records/{found}/draft"
    # A draft that is updated without its identifiers loses them.
    pids = client.get(path).get("pids") or {}
    client.put(path, {**body, "pids": pids})
    return Draft(client, found)


def published(client: Client, record_id: str) -> Published | None:
    """Return a published record, or None where there is none of this id."""
    try:
        record = client.get(f"/records/{record_id}")
    except NotThereError:
        return None
    if not record.get("is_published", True):
        return None
    parent = _doi(record.get("parent") or {})
    return Published(record_id, _doi(record), parent, f"{client.address}/records/{record_id}")


def find_draft(client: Client, title: str, version: str) -> str | Published | None:
    """Look for a draft or record of a release among those that the token's owner can edit."""
    hits = client.get("/user/records", q=f'metadata.version:"{version}"', size=100, allversions="true")
    for hit in hits.get("hits", {}).get("hits", ()):
        metadata = hit.get("metadata", {})
        if metadata.get("title") == title and metadata.get("version") == version:
            record_id = _checked(hit["id"])
            return record_id if not hit.get("is_published") else published(client, record_id)
    return None


def _remembered(client: Client, record_id: str) -> str | Published | None:
    done = published(client, record_id)
    if done is not None:
        return done
    try:
        client.get(f"/records/{record_id}/draft")
    except NotThereError:
        # Somebody discarded it.
        return None
    return record_id


def _new_draft(client: Client, body: Mapping[str, Any], title: str, version: str) -> str:
    for attempt in range(1, client.tries + 1):
        try:
            return _checked(client.post("/records", body)["id"])
        except NoAnswerError:
            found = _made_after_all(client, title, version)
            if found is not None:
                return found
            if attempt == client.tries:
                raise
    raise AssertionError("the last try returns or raises")


def _made_after_all(client: Client, title: str, version: str) -> str | None:
    """Look for a draft whose making got no answer: it is found when the repository's index has caught up."""
    for look in range(1, _LOOKS + 1):
        client.pause(2.0 * look)
        found = find_draft(client, title, version)
        if isinstance(found, str):
            return found
    return None


def _new_version(client: Client, previous: str) -> str:
    # Asked again, the repository gives the draft of the next version that is there.
    for attempt in range(1, client.tries + 1):
        try:
            return _checked(client.post(f"/records/{previous}/versions")["id"])
        except NoAnswerError:
            if attempt == client.tries:
                raise
            client.pause(2.0 * attempt)
    raise AssertionError("the last try returns or raises")


def _checked(record_id: object) -> str:
    """Return an id, which becomes part of addresses, if it looks like one."""
    if not _ID.fullmatch(str(record_id)):
        raise DepositError(f"The repository gave {str(record_id)[:80]!r} for the id of a record.")
    return str(record_id)


def _until_done(client: Client, call: Callable[[], object], is_done: Callable[[], bool]) -> None:
    """Make a call that must have its effect once: after a silence, look before making it again."""
    for attempt in range(1, client.tries + 1):
        try:
            call()
        except NoAnswerError:
            client.pause(2.0 * attempt)
            if is_done():
                return
            if attempt == client.tries:
                raise
        except DepositError:
            # Refused the second time because the first had its effect after all.
            if attempt > 1 and is_done():
                return
            raise
        else:
            return


def _doi(record: Mapping[str, Any]) -> str | None:
    found = (record.get("pids") or {}).get("doi") or {}
    return found.get("identifier") or record.get("doi") or None


def _file(record_id: str, name: str, part: str = "") -> str:
    return f"/records/{record_id}/draft/files/{quote(name, safe='')}{part}"


def _entries(client: Client, record_id: str) -> dict[str, dict[str, Any]]:
    listed: Sequence[dict[str, Any]] = client.get(f"/records/{record_id}/draft/files").get("entries", ())
    return {entry["key"]: entry for entry in listed}


def _is_whole(entry: Mapping[str, Any] | None, size: int, checksum: str) -> bool:
    return (
        entry is not None
        and entry.get("status") == "completed"
        and int(entry.get("size", -1)) == size
        and entry.get("checksum") == checksum
    )


def _send(client: Client, record_id: str, name: str, path: Path) -> None:
    content = hashlib.md5(usedforsecurity=False)
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            content.update(chunk)
    size, checksum = path.stat().st_size, f"md5:{content.hexdigest()}"
    trouble: DepositError | None = None
    for attempt in range(1, client.tries + 1):
        entry = _entries(client, record_id).get(name)
        if _is_whole(entry, size, checksum):
            return
        if entry is not None:
            # Another content, or half of this one.
            client.delete(_file(record_id, name))
        try:
            client.post(f"/records/{record_id}/draft/files", [{"key": name}])
            client.upload(_file(record_id, name, "/content"), path)
            client.post(_file(record_id, name, "/commit"))
        except NotAllowedError:
            raise
        except DepositError as error:
            trouble = error
            client.pause(2.0 * attempt)
    if _is_whole(_entries(client, record_id).get(name), size, checksum):
        return
    raise trouble or DepositError(f"{name} did not arrive at {client.address} as it was sent.")
