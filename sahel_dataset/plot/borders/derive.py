"""Make ``sahel.json`` again from the map that Debian's package ``qgis-common`` ships.

The borders of the maps come from Natural Earth 4.1 (1:10 million, public domain), as QGIS
generalised them in its ``world_map.gpkg``. The package's version and the file's sha256 are in
``origin.yaml``; this script refuses any other file, so that the same borders come out::

    apt-get download qgis-common && dpkg-deb -x qgis-common_*.deb unpacked
    python -m sahel_dataset.plot.borders.derive unpacked/usr/share/qgis/resources/data/world_map.gpkg

What is odd about it: Natural Earth 4.1 has the 45 provinces of Burkina Faso, which are joined here
into the 13 regions of 2001-2025; and Mali's regions as they were before Taoudénit and Ménaka began
to work as regions of their own in 2016. Maps say so in their note.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
import struct
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import yaml

from sahel_dataset.files import whole_file

__all__ = ["derive"]

HERE = Path(__file__).parent

#: Countries drawn, by ISO 3166-1 alpha-2 code; the first twelve with their first-level regions.
WITH_REGIONS = ("ML", "BF", "NE", "MR", "DZ", "TD", "NG", "BJ", "TG", "GH", "CI", "SN")
AROUND = ("CF", "CM", "EH", "GM", "GN", "GW", "LR", "LY", "MA", "SD", "SL", "TN")

#: The provinces of each region of Burkina Faso (law 2001-13 of 2 July 2001), as Natural Earth spells them.
BURKINA_REGIONS = {
    "Boucle du Mouhoun": ("Balé", "Banwa", "Kossi", "Mou Houn", "Nayala", "Sourou"),
    "Cascades": ("Komoé", "Léraba"),
    "Centre": ("Kadiogo",),
    "Centre-Est": ("Boulgou", "Koulpélogo", "Kouritenga"),
    "Centre-Nord": ("Bam", "Namentenga", "Sanmatenga"),
    "Centre-Ouest": ("Boulkiemdé", "Sanguié", "Sissili", "Ziro"),
    "Centre-Sud": ("Bazéga", "Nahouri", "Zoundwéogo"),
    "Est": ("Gnagna", "Gourma", "Komondjari", "Kompienga", "Tapoa"),
    "Hauts-Bassins": ("Houet", "Kénédougou", "Tuy"),
    "Nord": ("Loroum", "Passoré", "Yatenga", "Zondoma"),
    "Plateau-Central": ("Ganzourgou", "Kourwéogo", "Oubritenga"),
    "Sahel": ("Oudalan", "Soum", "Séno", "Yagha"),
    "Sud-Ouest": ("Bougouriba", "Ioba", "Noumbiel", "Poni"),
}
#: Names that the dataset's gazetteer writes otherwise than Natural Earth does.
NAMES = {("ML", "Timbuktu"): "Tombouctou", ("DZ", "Tamanghasset"): "Tamanrasset", ("NG", "Nassarawa"): "Nasarawa"}

Ring = list[tuple[float, float]]
#: Size of the fixed part of a GeoPackage geometry header, and of its envelope by indicator code.
HEADER, ENVELOPE = 8, {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


def _rings(blob: bytes) -> list[Ring]:
    """Return the rings of a GeoPackage polygon or multipolygon, to three decimals (about 100 m)."""
    at = HEADER + ENVELOPE[blob[3] >> 1 & 7]

    def number(form: str) -> int:
        nonlocal at
        order = "<" if byte_order else ">"
        (value,) = struct.unpack_from(order + form, blob, at)
        at += struct.calcsize(form)
        return int(value)

    rings: list[Ring] = []
    byte_order = blob[at]
    at += 1
    kind = number("I")
    if kind not in (3, 6):
        raise ValueError(f"geometry type {kind} is neither a polygon nor a multipolygon")
    for _ in range(number("I") if kind == 6 else 1):
        if kind == 6:
            byte_order = blob[at]
            at += 1
            number("I")
        for _ in range(number("I")):
            count = number("I")
            flat = struct.unpack_from(f"{'<' if byte_order else '>'}{2 * count}d", blob, at)
            at += 16 * count
            rings.append([(round(x, 3), round(y, 3)) for x, y in zip(flat[::2], flat[1::2], strict=True)])
    return rings


def _join(rings: list[Ring]) -> list[Ring]:
    """Dissolve rings that share edges exactly: an edge that two of them have is inside, and goes."""
    edges = Counter((min(a, b), max(a, b)) for ring in rings for a, b in pairwise(ring) if a != b)
    neighbours: dict[tuple[float, float], list[tuple[float, float]]] = {}
    for (a, b), times in sorted(edges.items()):
        if times % 2:
            neighbours.setdefault(a, []).append(b)
            neighbours.setdefault(b, []).append(a)
    joined: list[Ring] = []
    while neighbours:
        start = min(neighbours)
        ring = [start]
        while True:
            here = ring[-1]
            there = neighbours[here].pop(0)
            neighbours[there].remove(here)
            for point in (here, there):
                if not neighbours.get(point, True):
                    del neighbours[point]
            ring.append(there)
            if there == start:
                break
        joined.append(ring)
    return joined


def derive(world_map: Path, target: Path = HERE / "sahel.json") -> None:
    """Write the borders of the Sahel and its neighbours as GeoJSON.

    Parameters
    ----------
    world_map : Path
        ``world_map.gpkg`` of the package named in ``origin.yaml``.
    target : Path
        The file to write.

    Raises
    ------
    ValueError
        If `world_map` is not the file whose digest ``origin.yaml`` gives.
    """
    origin = yaml.safe_load((HERE / "origin.yaml").read_text(encoding="utf-8"))
    digest = hashlib.sha256(world_map.read_bytes()).hexdigest()
    if digest != origin["sha256"]:
        raise ValueError(f"{world_map} has sha256 {digest}; origin.yaml names {origin['sha256']}.")
    features = []

    def add(level: int, country: str, name: str, rings: list[Ring]) -> None:
        shape = {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
        properties = {"country": country, "level": level, "name": name}
        features.append({"type": "Feature", "properties": properties, "geometry": shape})

    with contextlib.closing(sqlite3.connect(f"file:{world_map}?mode=ro", uri=True)) as package:
        for code in sorted(WITH_REGIONS + AROUND):
            rows = package.execute("SELECT NAME, geom FROM countries WHERE iso_a2 = ? ORDER BY NAME", (code,))
            for name, blob in rows.fetchall():
                add(0, code, name, _rings(blob))
        for code in sorted(WITH_REGIONS):
            rows = package.execute("SELECT name, geom FROM states_provinces WHERE iso_a2 = ? ORDER BY name", (code,))
            shapes = {NAMES.get((code, name), name): _rings(blob) for name, blob in rows.fetchall()}
            if code == "BF":
                shapes = {
                    region: _join([ring for province in provinces for ring in shapes[province]])
                    for region, provinces in BURKINA_REGIONS.items()
                }
            for name, rings in sorted(shapes.items()):
                add(1, code, name, rings)
    with whole_file(target) as draft:
        lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
        draft.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    derive(Path(sys.argv[1]))
