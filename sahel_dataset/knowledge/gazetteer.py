"""The gazetteer: every known place by its id and by its names.

The package's own places stand in ``knowledge/places``; see the README there. Places that a user adds
(``sahel places add``) are read after them from the project's ``data/knowledge/places`` or, outside a project, from
``~/.sahel_dataset/places``; a row with the id of a known place replaces it.
"""

from __future__ import annotations

import csv
import hashlib
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from sahel_dataset.knowledge.names import plain
from sahel_dataset.knowledge.read import KNOWLEDGE, countries
from sahel_dataset.paths import ProjectNotFoundError, find_project

__all__ = ["COLUMNS", "Gazetteer", "GazetteerError", "Place", "distance_km", "gazetteer", "read_places", "user_folder"]

COLUMNS = (
    "place_id", "name", "names", "country", "admin1", "admin2",
    "latitude", "longitude", "feature", "coordinate_precision_km", "source",
)  # fmt: skip
SETTLEMENTS = frozenset({"town", "village"})
UNITS = frozenset({"region", "district"})


class GazetteerError(ValueError):
    """A file of places lacks a column or holds a value that is no number."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place.

    Attributes
    ----------
    place_id : str
        Readable key, such as ``ml-tinzaouaten``.
    name : str
        The usual spelling.
    names : tuple of (str or None, str)
        Other spellings, each with the language that uses it (None: any).
    country : str or None
        ISO 3166-1 alpha-2; None for an area of several countries.
    admin1, admin2 : str or None
        First and second administrative level.
    latitude, longitude : float
        Degrees, WGS 84.
    feature : str
        country, region, district, town, village, area, forest, park, lake, river, military_base or continent.
    precision_km : float
        How far the place may lie from the coordinates, kilometres.
    source : str
        Where the coordinates are from.
    """

    place_id: str
    name: str
    names: tuple[tuple[str | None, str], ...]
    country: str | None
    admin1: str | None
    admin2: str | None
    latitude: float
    longitude: float
    feature: str
    precision_km: float
    source: str

    @property
    def is_settlement(self) -> bool:
        """Say whether this is a town or a village."""
        return self.feature in SETTLEMENTS

    @property
    def is_unit(self) -> bool:
        """Say whether this is an administrative unit below the country."""
        return self.feature in UNITS

    def spellings(self, language: str) -> tuple[str, ...]:
        """Return every spelling that a text in `language` may use, the usual one first."""
        return (self.name, *(name for tag, name in self.names if tag in (None, language)))


def distance_km(a: Place, b: Place) -> float:
    """Return the distance of two places in kilometres, good to about a percent within West Africa.

    Examples
    --------
    >>> known = gazetteer()
    >>> round(distance_km(known["ml-gao"], known["ml-ansongo"]), -1)
    90.0
    """
    north = math.radians(b.latitude - a.latitude)
    east = math.radians(b.longitude - a.longitude) * math.cos(math.radians((a.latitude + b.latitude) / 2))
    return 6371.0 * math.hypot(north, east)


def _tagged(names: str) -> tuple[tuple[str | None, str], ...]:
    out: list[tuple[str | None, str]] = []
    for name in filter(None, names.split("|")):
        tag = re.match(r"(en|fr):(.+)", name)
        out.append((tag.group(1), tag.group(2)) if tag else (None, name))
    return tuple(out)


def read_places(path: Path) -> Iterator[Place]:
    """Read one CSV file of places.

    Parameters
    ----------
    path : Path
        A file with the columns of `COLUMNS`.

    Raises
    ------
    GazetteerError
        If a column is missing or a number is none; the message names the line.
    """
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        missing = set(COLUMNS) - set(reader.fieldnames or ())
        if missing:
            raise GazetteerError(f"{path}: no column {', '.join(sorted(missing))}")
        for row in reader:
            try:
                yield Place(
                    place_id=row["place_id"], name=row["name"], names=_tagged(row["names"]),
                    country=row["country"] or None, admin1=row["admin1"] or None, admin2=row["admin2"] or None,
                    latitude=float(row["latitude"]), longitude=float(row["longitude"]), feature=row["feature"],
                    precision_km=float(row["coordinate_precision_km"]), source=row["source"],
                )  # fmt: skip
            except (TypeError, ValueError) as error:
                raise GazetteerError(f"{path}, line {reader.line_num}: {error}") from error


class Gazetteer:
    """Places by id, and by name in each language.

    Examples
    --------
    >>> known = gazetteer()
    >>> known["bf-djibo"].admin2
    'Soum'
    >>> sorted(place.place_id for place in known.named("Gao", "fr"))
    ['bf-gao', 'ml-gao', 'ml-gao-cercle', 'ml-gao-region']
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_id = {place.place_id: place for place in places}
        self._index: dict[str, dict[str, tuple[Place, ...]]] = {}

    def __getitem__(self, place_id: str) -> Place:
        return self._by_id[place_id]

    def get(self, place_id: str) -> Place | None:
        """Return the place with this id, or None."""
        return self._by_id.get(place_id)

    def __contains__(self, place_id: object) -> bool:
        return place_id in self._by_id

    def __iter__(self) -> Iterator[Place]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def index(self, language: str) -> MappingProxyType[str, tuple[Place, ...]]:
        """Return the places of every name in `language`, by the name's plain key."""
        if language not in self._index:
            found: dict[str, dict[str, Place]] = defaultdict(dict)
            for place in self:
                for name in self._all_spellings(place, language):
                    for key in {plain(name), plain(re.sub(r"['’‘]", "", name))}:
                        found[key][place.place_id] = place
            self._index[language] = {key: tuple(places.values()) for key, places in found.items() if key}
        return MappingProxyType(self._index[language])

    def _all_spellings(self, place: Place, language: str) -> tuple[str, ...]:
        if place.feature == "country" and place.country is not None and place.country in countries():
            return countries()[place.country].names[language]
        return place.spellings(language)

    def named(self, name: str, language: str) -> tuple[Place, ...]:
        """Return the places that bear a name in a language."""
        return self.index(language).get(plain(name), ())

    def country(self, iso2: str | None) -> Place | None:
        """Return the entry of a country, or None."""
        return self._by_id.get(f"country-{iso2.lower()}") if iso2 else None

    @cached_property
    def _units(self) -> dict[tuple[str, str], Place]:
        return {
            (p.country, plain(p.admin1)): p
            for p in reversed(list(self))
            if p.feature == "region" and p.country and p.admin1
        }

    def region(self, country: str | None, admin1: str | None) -> Place | None:
        """Return the entry of a first-level unit, or None."""
        return self._units.get((country, plain(admin1))) if country and admin1 else None

    @cached_property
    def digest(self) -> str:
        """SHA-256 over every entry: it changes when an answer may."""
        digest = hashlib.sha256()
        for place in sorted(self, key=lambda p: p.place_id):
            digest.update(repr(place).encode())
        return digest.hexdigest()


def user_folder() -> Path:
    """Return the folder of the places a user adds: the project's, or one in the home folder outside a project."""
    try:
        return find_project().root / "data" / "knowledge" / "places"
    except ProjectNotFoundError:
        return Path.home() / ".sahel_dataset" / "places"


@cache
def _load(folders: tuple[Path, ...]) -> Gazetteer:
    files = [path for folder in folders for path in sorted(folder.glob("*.csv"))]
    return Gazetteer(place for path in files for place in read_places(path))


def gazetteer(added: Path | None = None) -> Gazetteer:
    """Return the gazetteer, read once per process.

    Parameters
    ----------
    added : Path or None
        Folder of places to read after the package's own; `user_folder` by default.

    Raises
    ------
    GazetteerError
        If a file of places cannot be read.
    """
    extra = user_folder() if added is None else added
    own = KNOWLEDGE / "places"
    return _load((own, extra) if extra.is_dir() else (own,))
