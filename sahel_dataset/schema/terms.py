"""The closed lists that columns draw their values from, each term defined and crosswalked."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

__all__ = ["Term", "Vocabulary", "read_yaml", "vocabularies", "vocabulary"]

_FOLDER = Path(__file__).parent / "vocabularies"


def read_yaml(path: Path) -> Any:
    """Read a YAML file, by libyaml where it is there: the schema is read whenever the package is imported."""
    return yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@dataclass(frozen=True, slots=True)
class Term:
    """One value of a closed list.

    Attributes
    ----------
    name : str
        The value as it stands in the tables.
    title, definition, example : str
        What it is called, what it means, and a sentence it fits.
    family : str or None
        The group of terms it belongs to, where the list has groups.
    crosswalk : mapping of str to tuple of str
        Its nearest counterparts in other schemes (``acled``, ``plover``, ``ucdp``), for merging.
    """

    name: str
    title: str
    definition: str
    example: str
    family: str | None = None
    crosswalk: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of terms.

    Examples
    --------
    >>> realis = vocabulary("realis")
    >>> realis.names
    ('actual', 'planned', 'threatened', 'denied', 'hypothetical')
    >>> realis["denied"].definition
    'Somebody says that it never happened, and nobody in the article asserts it as a fact.'
    """

    name: str
    title: str
    description: str
    terms: tuple[Term, ...]
    crosswalk_note: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The values, in the order of the list."""
        return tuple(term.name for term in self.terms)

    @property
    def schemes(self) -> tuple[str, ...]:
        """The other schemes that any term has a counterpart in."""
        return tuple(sorted({scheme for term in self.terms for scheme, codes in term.crosswalk.items() if codes}))

    def __getitem__(self, name: str) -> Term:
        """Return the term called `name`."""
        for term in self.terms:
            if term.name == name:
                return term
        raise KeyError(f"vocabulary '{self.name}' has no term '{name}'; it has {', '.join(self.names)}")

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __contains__(self, name: object) -> bool:
        return name in self.names


def _term(name: str, entry: Mapping[str, Any]) -> Term:
    crosswalk = {scheme: tuple(str(code) for code in codes) for scheme, codes in (entry.get("crosswalk") or {}).items()}
    return Term(
        name=name,
        title=entry["title"],
        definition=entry["definition"].strip(),
        example=entry["example"],
        family=entry.get("family"),
        crosswalk=crosswalk,
    )


@functools.cache
def vocabulary(name: str) -> Vocabulary:
    """Return the closed list called `name`.

    Raises
    ------
    KeyError
        If there is no such list.
    """
    path = _FOLDER / f"{name}.yaml"
    if not path.is_file():
        known = ", ".join(sorted(file.stem for file in _FOLDER.glob("*.yaml")))
        raise KeyError(f"no vocabulary '{name}'; there are {known}")
    entry = read_yaml(path)
    included = [term for other in entry.get("includes", ()) for term in vocabulary(other)]
    return Vocabulary(
        name=entry["name"],
        title=entry["title"],
        description=entry["description"].strip(),
        terms=(*included, *(_term(key, value) for key, value in entry["terms"].items())),
        crosswalk_note=entry.get("crosswalk_note"),
    )


def vocabularies() -> tuple[Vocabulary, ...]:
    """Return every closed list, in order of name."""
    return tuple(vocabulary(path.stem) for path in sorted(_FOLDER.glob("*.yaml")))
