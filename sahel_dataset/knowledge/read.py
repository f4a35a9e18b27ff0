"""Read the knowledge files: each is parsed once per process and handed out as frozen values."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

__all__ = [
    "KNOWLEDGE",
    "Country",
    "countries",
    "knowledge_digest",
    "landmarks",
    "lexicon",
    "names_that_are_no_country",
    "read_yaml",
]

KNOWLEDGE = Path(__file__).parent
"""The folder that holds what is known of the Sahel, as data."""

LANGUAGES = ("en", "fr")


@dataclass(frozen=True, slots=True)
class Country:
    """One country, as newspapers name it.

    Attributes
    ----------
    iso2 : str
        ISO 3166-1 alpha-2 code.
    region : str
        ``sahel``, ``west_africa``, ``maghreb``, ``europe`` ...
    names, demonyms, capitals : Mapping[str, tuple[str, ...]]
        By language (``en``, ``fr``): the usual name first, then other spellings; every inflection of
        the demonym; the city that stands for the government.
    article : str
        The French article of the name: ``le``, ``la`` or ``les``.

    Examples
    --------
    >>> mali = countries()["ML"]
    >>> mali.names["fr"], mali.demonyms["fr"]
    (('Mali', 'République du Mali'), ('malien', 'maliens', 'malienne', 'maliennes'))
    """

    iso2: str
    region: str
    names: MappingProxyType[str, tuple[str, ...]]
    demonyms: MappingProxyType[str, tuple[str, ...]]
    capitals: MappingProxyType[str, tuple[str, ...]]
    article: str


@cache
def read_yaml(relative_path: str) -> Any:
    """Parse one file of the knowledge folder; the result is shared and must not be changed.

    Parameters
    ----------
    relative_path : str
        Path below ``sahel_dataset/knowledge``, such as ``"countries.yaml"``.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    """
    text = (KNOWLEDGE / relative_path).read_text(encoding="utf-8")
    # The C loader reads the larger lists some ten times faster; both give the same values.
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def lexicon(language: str, concern: str) -> Any:
    """Return the word lists of one concern in one language.

    Parameters
    ----------
    language : str
        ``en`` or ``fr``.
    concern : str
        The file's name without ending, such as ``"actors"``.
    """
    return read_yaml(f"lexicon/{language}/{concern}.yaml")


def _by_language(entry: dict[str, list[str]]) -> MappingProxyType[str, tuple[str, ...]]:
    return MappingProxyType({language: tuple(entry.get(language, ())) for language in LANGUAGES})


@cache
def countries() -> MappingProxyType[str, Country]:
    """Return every listed country by its ISO 3166-1 alpha-2 code.

    Examples
    --------
    >>> countries()["CI"].names["en"]
    ('Ivory Coast', "Côte d'Ivoire", "Cote d'Ivoire")
    """
    entries = read_yaml("countries.yaml")["countries"]
    return MappingProxyType(
        {
            iso2: Country(
                iso2=iso2,
                region=entry["region"],
                names=_by_language(entry["names"]),
                demonyms=_by_language(entry["demonyms"]),
                capitals=_by_language(entry["capitals"]),
                article=entry["article"],
            )
            for iso2, entry in entries.items()
        }
    )


@cache
def names_that_are_no_country(language: str) -> tuple[str, ...]:
    """Return longer names that hold a country's name and mean something else.

    Examples
    --------
    >>> "Niger State" in names_that_are_no_country("en")
    True
    """
    return tuple(read_yaml("countries.yaml")["not_the_country"][language])


@cache
def landmarks() -> MappingProxyType[str, str]:
    """Return the names of buildings that stand for their town, each with the town's `place_id`.

    Examples
    --------
    >>> landmarks()["Splendid Hotel"]
    'bf-ouagadougou'
    """
    entries = read_yaml("places/landmarks.yaml")["landmarks"]
    return MappingProxyType({name: entry["town"] for entry in entries for name in entry["names"]})


@cache
def knowledge_digest() -> str:
    """Return a SHA-256 over every knowledge file, names and contents: it changes when answers may.

    Examples
    --------
    >>> len(knowledge_digest())
    64
    """
    digest = hashlib.sha256()
    for path in sorted(p for p in KNOWLEDGE.rglob("*") if p.suffix in {".yaml", ".csv", ".json"}):
        digest.update(path.relative_to(KNOWLEDGE).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
