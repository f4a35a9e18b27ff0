"""Places that a user adds from the country files of GeoNames (ML.txt, BF.txt, NE.txt ...).

GeoNames (https://www.geonames.org, CC BY 4.0) offers one file per country, with every named place in nineteen columns
separated by tabs. Populated places, forests, parks, lakes and bases are taken; a known place whose position is rough
gets the exact one.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sahel_dataset.files import whole_file
from sahel_dataset.knowledge.gazetteer import COLUMNS, Gazetteer, GazetteerError, Place, distance_km, gazetteer
from sahel_dataset.knowledge.names import plain, slug
from sahel_dataset.knowledge.read import KNOWLEDGE, read_yaml

__all__ = ["ADDED", "Added", "add_dumps", "read_dump"]

ADDED = "(added)"
"""Mark in `source` of a place that came from a user's file: its name counts only beside a word of place."""

_N_COLUMNS = 19
_TOWN_POPULATION = 5000
_CITY_KM, _AREA_KM = 2.0, 30.0
_SAME_KM = 5.0
_SEARCH_KM = 60.0
_LEFT_OUT_CODES = frozenset({"PPLQ", "PPLH", "PPLX", "PPLW"})  # abandoned, historical, quarters, destroyed
_FEATURES = {
    "FRST": "forest",
    "FRSTF": "forest",
    "PRK": "park",
    "RESN": "park",
    "RESW": "park",
    "RESF": "forest",
    "LK": "lake",
    "MILB": "military_base",
}


@dataclass(frozen=True, slots=True)
class Added:
    """What `add_dumps` did: how many places are new, how many known ones got a better position, the files."""

    n_new: int
    n_improved: int
    files: tuple[Path, ...]


def _open(path: Path) -> io.TextIOBase:
    if zipfile.is_zipfile(path):
        archive = zipfile.ZipFile(path)
        names = [n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()]
        if len(names) != 1:
            raise GazetteerError(f"{path}: holds {len(names)} text files; a country file of GeoNames holds one")
        return io.TextIOWrapper(archive.open(names[0]), encoding="utf-8", newline="\n")
    return path.open(encoding="utf-8", newline="\n")


def read_dump(path: Path) -> Iterator[Place]:
    """Read the places of one GeoNames country file, plain or zipped.

    Raises
    ------
    GazetteerError
        If a line does not have GeoNames' nineteen columns; the message names it.
    """
    codes: dict[str, dict[str, str]] = read_yaml("places/selection.yaml")["admin1"]
    with _open(path) as handle:
        for number, line in enumerate(handle, 1):
            row = line.rstrip("\n").split("\t")
            if len(row) != _N_COLUMNS:
                raise GazetteerError(
                    f"{path}, line {number}: {len(row)} columns, not {_N_COLUMNS}; not a GeoNames country file"
                )
            feature = _feature(row[6], row[7], row[14])
            if feature is None or not plain(row[1]):
                continue
            yield Place(
                place_id="", name=row[1].replace("’", "'"), names=tuple((None, n) for n in _latin(row[1], row[3])),
                country=row[8] or None, admin1=codes.get(row[8], {}).get(row[10]), admin2=None,
                latitude=float(row[4]), longitude=float(row[5]), feature=feature,
                precision_km=_CITY_KM if feature in {"town", "village", "military_base"} else _AREA_KM,
                source=f"geonames:{row[0]} {ADDED}",
            )  # fmt: skip


def _feature(feature_class: str, code: str, population: str) -> str | None:
    if feature_class == "P" and code not in _LEFT_OUT_CODES:
        return "town" if code in {"PPLC", "PPLA", "PPLA2"} or int(population or 0) >= _TOWN_POPULATION else "village"
    return _FEATURES.get(code) if feature_class in "HLSV" else None


def _latin(name: str, others: str) -> list[str]:
    """Return the other spellings in Latin letters that differ from `name` by more than accents."""
    kept, seen = [], {plain(name)}
    for other in others.split(","):
        key = plain(other)
        if len(key) > 3 and key not in seen and other[0].isupper() and len(key) >= len(other.strip()) - 3:
            seen.add(key)
            kept.append(other.replace("|", " "))
    return kept


def add_dumps(paths: Sequence[Path], folder: Path, known: Gazetteer | None = None) -> Added:
    """Write the places of GeoNames country files as CSV files that the gazetteer reads from then on.

    Parameters
    ----------
    paths : sequence of Path
        Country files, plain or zipped.
    folder : Path
        Where to write ``geonames-<country>.csv``, one per country; a file of the same country is replaced.
    known : Gazetteer, optional
        Places that need not be added; by default the package's own.

    Returns
    -------
    Added
        Counts, and the files written.

    Raises
    ------
    GazetteerError
        If a file is not a GeoNames country file. Nothing is written then.
    """
    own = gazetteer(KNOWLEDGE / "places") if known is None else known
    by_name: dict[tuple[str | None, str], list[Place]] = defaultdict(list)
    for place in own:
        for name in place.spellings("en") + place.spellings("fr"):
            by_name[place.country, plain(name)].append(place)
    dumped = [place for path in paths for place in read_dump(path)]
    better = _better_positions(dumped, by_name)
    rows: dict[str, dict[str, Place]] = defaultdict(dict)
    for place_id, place in better.items():
        rows[place.country or "xx"][place_id] = place
    n_new = 0
    for place in sorted(dumped, key=lambda p: (p.country or "", plain(p.name), p.source)):
        same = [
            k
            for k in by_name.get((place.country, plain(place.name)), ())
            if k.is_settlement or k.feature == place.feature
        ]
        if any(distance_km(k, place) <= max(_SAME_KM, k.precision_km) for k in same) or any(
            b.source == place.source for b in better.values()
        ):
            continue
        place_id = f"{(place.country or 'xx').lower()}-{slug(place.name)}"
        here = rows[place.country or "xx"]
        if place_id in own or place_id in here:
            place_id = f"{place_id}-{place.source.split(':')[1].split()[0]}"
        here[place_id] = place
        n_new += 1
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for country, places in sorted(rows.items()):
        target = folder / f"geonames-{country.lower()}.csv"
        with whole_file(target) as draft, draft.open("w", encoding="utf-8", newline="") as handle:
            _write(handle, places)
        files.append(target)
    return Added(n_new, len(better), tuple(files))


def _better_positions(dumped: list[Place], by_name: dict[tuple[str | None, str], list[Place]]) -> dict[str, Place]:
    """Return known settlements of rough position at the one place of the dump that bears their name nearby."""
    found: dict[str, dict[str, tuple[Place, Place]]] = defaultdict(dict)
    for place in dumped:
        if not place.is_settlement:
            continue
        for old in by_name.get((place.country, plain(place.name)), ()):
            near = distance_km(old, place) <= max(_SEARCH_KM, 2 * old.precision_km)
            if old.is_settlement and old.precision_km > _CITY_KM and near and place.admin1 in (None, old.admin1):
                found[old.place_id][place.source] = (old, place)
    better = {}
    for place_id, matches in sorted(found.items()):
        if len(matches) == 1:
            old, new = next(iter(matches.values()))
            better[place_id] = Place(
                place_id, old.name, old.names, old.country, old.admin1, old.admin2,
                new.latitude, new.longitude, old.feature, new.precision_km, new.source.removesuffix(ADDED).strip(),
            )  # fmt: skip
    return better


def _write(handle: io.TextIOBase, places: dict[str, Place]) -> None:
    writer = csv.writer(handle, lineterminator="\n")
    writer.writerow(COLUMNS)
    for place_id, p in sorted(places.items()):
        names = "|".join(f"{tag}:{name}" if tag else name for tag, name in p.names)
        where = (p.country or "", p.admin1 or "", p.admin2 or "", f"{p.latitude:.4f}", f"{p.longitude:.4f}")
        writer.writerow([place_id, p.name, names, *where, p.feature, f"{p.precision_km:g}", p.source])
