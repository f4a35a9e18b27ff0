"""The whole way of a deposit: draft, DOI, the DOI written into the bundle, files, publication if it is asked for."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sahel_dataset.files import restore, whole_directory, whole_file
from sahel_dataset.release.archive import archive_name
from sahel_dataset.release.checksums import sha256_of
from sahel_dataset.release.deposit.client import Client
from sahel_dataset.release.deposit.metadata import publisher_of, record_metadata
from sahel_dataset.release.deposit.states import CompleteDraft, Published, open_draft
from sahel_dataset.release.facts import FACTS, ReleaseFacts, read_facts
from sahel_dataset.release.registry import Registered, packaged, read_index, register
from sahel_dataset.release.seal import describe, pack
from sahel_dataset.release.verify import verify

__all__ = ["deposit", "file_address"]

#: Which drafts were opened where, so that a deposit that failed goes on with its own.
MEMORY = "deposits.json"


class _Memory:
    """Remembers the id of each release's record at each repository."""

    def __init__(self, path: Path, address: str, version: str) -> None:
        self._path, self._place = path, (address, version)

    def _all(self) -> dict[str, dict[str, str]]:
        return json.loads(self._path.read_text(encoding="utf-8")) if self._path.is_file() else {}

    def recall(self) -> str | None:
        address, version = self._place
        return self._all().get(address, {}).get(version)

    def remember(self, record_id: str) -> None:
        address, version = self._place
        known = self._all()
        known.setdefault(address, {})[version] = record_id
        with whole_file(self._path) as draft:
            draft.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def deposit(
    releases: Path,
    version: str,
    client: Client,
    *,
    publish: bool = False,
    say: Callable[[str], None] = lambda words: None,
) -> CompleteDraft | Published:
    """Deposit a release that was built.

    It may be called again after any failure, and goes on where it stopped.

    Parameters
    ----------
    releases : Path
        The folder it was built in.
    version : str
        The release.
    client : Client
        The repository.
    publish : bool
        Whether to publish the draft once it is complete.
    say : callable
        Is told what is being done.

    Returns
    -------
    CompleteDraft or Published
        How far it came.

    Raises
    ------
    FileNotFoundError
        If the release was not built.
    ValueError
        If it is not whole.
    DepositError
        If the repository refuses, or cannot be reached after several tries.
    """
    bundle = releases / version
    restore(bundle)
    if not (bundle / FACTS).is_file():
        raise FileNotFoundError(f"There is no release {version} in {releases}; `sahel release build` makes it.")
    found = verify(bundle)
    if not found.holds:
        raise ValueError(f"{found.sentence()} {found.problems[0]} Build it again before it goes out.")
    facts = read_facts((bundle / FACTS).read_text(encoding="utf-8"))
    publisher = publisher_of(client.host)
    memory = _Memory(releases / MEMORY, client.address, version)
    draft = open_draft(
        client,
        record_metadata(facts, publisher),
        known=memory.recall(),
        previous=_previous(releases, facts, client.address),
        remember=memory.remember,
    )
    if isinstance(draft, Published):
        say(f"{version} is published already: {draft.page}")
        _enter(releases, version, client.address, draft)
        return draft
    say(f"Draft {draft.record_id} at {client.address}.")
    reserved = draft.reserve_doi()
    say(f"DOI {reserved.doi} is reserved.")
    _write_doi(releases, bundle, facts, reserved.doi, publisher)
    complete = reserved.upload(_files(releases, bundle, version))
    say("All files are there.")
    if not publish:
        return complete
    done = complete.publish()
    _enter(releases, version, client.address, done)
    say(f"Published: {done.page}")
    return done


def file_address(address: str, record_id: str, version: str) -> str:
    """Return the address of a release's zip in a record."""
    return f"{address}/records/{record_id}/files/{archive_name(version)}.zip"


def _previous(releases: Path, facts: ReleaseFacts, address: str) -> str | None:
    """Return the record of the release before, where that is in the same repository."""
    here, own = (read_index(folder).get(facts.previous or "") for folder in (releases, packaged()))
    if here is not None and own is not None and here.sha256 != own.sha256:
        # Another project's release of the same version.
        own = None
    for entry in (here, own):
        if entry is not None and entry.repository == address and entry.record_id:
            return entry.record_id
    return None


def _write_doi(releases: Path, bundle: Path, facts: ReleaseFacts, doi: str, publisher: str) -> None:
    """Write the DOI into the bundle and pack it again, as far as that was not done."""
    known = replace(facts, doi=doi, publisher=publisher)
    if known != facts:
        with whole_directory(bundle) as draft:
            shutil.copytree(bundle, draft, dirs_exist_ok=True)
            describe(draft, known)
    packed, entry = releases / f"{archive_name(facts.version)}.zip", read_index(releases).get(facts.version)
    if entry is None or entry.doi != doi or not packed.is_file() or sha256_of(packed) != entry.sha256:
        register(releases, pack(bundle, known, releases))


def _files(releases: Path, bundle: Path, version: str) -> dict[str, Path]:
    packed = f"{archive_name(version)}.zip"
    beside = {name: bundle / name for name in ("README.md", "CHANGES.md", "codebook.md")}
    return {packed: releases / packed, **beside}


def _enter(releases: Path, version: str, address: str, done: Published) -> None:
    """Enter where a release is kept in the list of the folder."""
    entry: Registered | None = read_index(releases).get(version)
    if entry is None:
        return
    register(
        releases,
        replace(
            entry,
            url=file_address(address, done.record_id, version),
            doi=done.doi or entry.doi,
            concept_doi=done.concept_doi or entry.concept_doi,
            repository=address,
            record_id=done.record_id,
        ),
    )
