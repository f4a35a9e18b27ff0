"""The last steps of a bundle: its descriptions, its sums, and its archive.

They are apart from the rest because a DOI is reserved after a bundle is built, and has to be written into it: sealing
it again changes the descriptions and nothing else.
"""

from __future__ import annotations

from pathlib import Path

from sahel_dataset.release.archive import archive_name, write_archive
from sahel_dataset.release.checksums import sha256_of, write_sums
from sahel_dataset.release.citation import citation_file
from sahel_dataset.release.croissant import CROISSANT, croissant
from sahel_dataset.release.datacite import DATACITE, datacite
from sahel_dataset.release.datapackage import DATAPACKAGE, datapackage
from sahel_dataset.release.facts import FACTS, ReleaseFacts, write_json
from sahel_dataset.release.pages import readme
from sahel_dataset.release.registry import Registered

__all__ = ["describe", "pack"]


def describe(folder: Path, facts: ReleaseFacts) -> None:
    """Write a bundle's descriptions, and the sums of all its files.

    Parameters
    ----------
    folder : Path
        The bundle, whose tables and pages are written.
    facts : ReleaseFacts
        What the release says of itself.
    """
    write_json(folder / FACTS, facts.to_dict())
    write_json(folder / DATAPACKAGE, datapackage(folder, facts))
    write_json(folder / CROISSANT, croissant(folder, facts))
    write_json(folder / DATACITE, datacite(facts))
    (folder / "CITATION.cff").write_text(citation_file(facts), encoding="utf-8", newline="")
    (folder / "README.md").write_text(readme(folder, facts), encoding="utf-8", newline="")
    write_sums(folder)


def pack(folder: Path, facts: ReleaseFacts, releases: Path) -> Registered:
    """Pack a bundle into its zip, in a folder of releases.

    Parameters
    ----------
    folder : Path
        The bundle.
    facts : ReleaseFacts
        What the release says of itself.
    releases : Path
        The folder that the zip goes to.

    Returns
    -------
    Registered
        What to enter in the list of that folder.
    """
    name = archive_name(facts.version)
    path = releases / f"{name}.zip"
    write_archive(folder, path, name)
    return Registered(
        version=facts.version,
        date=facts.date.isoformat(),
        sha256=sha256_of(path),
        size=path.stat().st_size,
        doi=facts.doi,
        concept_doi=facts.concept_doi,
        publisher=facts.publisher,
    )
