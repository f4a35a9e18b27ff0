"""The map: where events took place, each drawn no more exactly than it is known."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Ellipse, Patch
from matplotlib.patheffects import withStroke

from sahel_dataset.plot.borders import Area, areas, region
from sahel_dataset.plot.frames import happened
from sahel_dataset.plot.style import FAMILIES, GREY, INK, PAPER, Chart, chart, family_of, plain

__all__ = ["FRAME", "map_events"]

#: The central Sahel: longitude west and east, latitude south and north, in degrees.
FRAME = (-13.0, 16.5, 8.8, 25.2)
#: Radius of "near", in kilometres (UCDP GED where_prec 2: "near, in the area of, within about 25 km").
NEAR_KM = 25.0
KM_PER_DEGREE = 111.2
CAPITALS = (("Bamako", -8.0, 12.65), ("Ouagadougou", -1.53, 12.37), ("Niamey", 2.11, 13.51))
#: Where the names of the three countries stand: over the part of each that is emptiest.
LABELS = {"ML": ("MALI", -3.2, 21.6), "BF": ("BURKINA FASO", -1.6, 10.6), "NE": ("NIGER", 10.3, 19.2)}


Frame = tuple[float, float, float, float]


def _polygons(shapes: Iterable[Area], frame: Frame) -> list[list[tuple[float, float]]]:
    """Return the rings that can be seen in the frame."""
    west, east, south, north = frame
    return [
        list(ring)
        for area in shapes
        for ring in area.rings
        if min(x for x, _ in ring) < east
        and max(x for x, _ in ring) > west
        and min(y for _, y in ring) < north
        and max(y for _, y in ring) > south
    ]


def _ground(axes: Axes, frame: Frame) -> None:
    west, east, south, north = frame
    core = {"ML", "BF", "NE"}
    around = [area for area in areas(0) if area.country not in core]
    layers: list[tuple[list[Area], dict[str, Any]]] = [
        (around, {"facecolor": "#f4f2ee", "edgecolor": "none"}),
        ([a for a in areas(0) if a.country in core], {"facecolor": "#fdfcf9", "edgecolor": "none"}),
        ([a for a in areas(1) if a.country in core], {"facecolor": "none", "edgecolor": "#cfcabf", "linewidth": 0.5}),
        (list(areas(0)), {"facecolor": "none", "edgecolor": "#8a857b", "linewidth": 0.8}),
    ]
    for shapes, look in layers:
        axes.add_collection(PolyCollection(_polygons(shapes, frame), **look))
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_aspect(1 / math.cos(math.radians((south + north) / 2)))
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_facecolor("#e4ebef")
    for spine in axes.spines.values():
        spine.set_visible(True)
        spine.set_color(GREY)
    halo = [withStroke(linewidth=2, foreground="#fdfcf9")]
    for text, x, y in LABELS.values():
        if west < x < east and south < y < north:
            axes.text(x, y, text, color="#77726a", fontsize=8.5, ha="center", fontstretch="expanded", path_effects=halo)
    for name, x, y in CAPITALS:
        if west < x < east and south < y < north:
            axes.plot(x, y, marker="*", color=GREY, markersize=5, markeredgewidth=0)
            axes.text(x + 0.25, y - 0.12, name, color=GREY, fontsize=7, va="center", path_effects=halo)


def _scale(axes: Axes, frame: Frame) -> None:
    west, east, south, north = frame
    per_degree = KM_PER_DEGREE * math.cos(math.radians((south + north) / 2))
    length = next(km for km in (500, 200, 100, 50, 20, 10) if km / per_degree < (east - west) / 3)
    x, y = west + (east - west) * 0.03, south + (north - south) * 0.035
    axes.plot([x, x + length / per_degree], [y, y], color=INK, linewidth=1.6, solid_capstyle="butt")
    axes.text(x, y + (north - south) * 0.012, f"{length} km", fontsize=7, color=INK)


def _framed(country: str | None) -> Frame:
    if country is None:
        return FRAME
    points = [p for a in areas(0) if a.country == country for ring in a.rings for p in ring]
    if not points:
        return FRAME
    xs, ys = zip(*points, strict=True)
    return min(xs) - 0.6, max(xs) + 0.6, min(ys) - 0.6, max(ys) + 0.6


def map_events(events: pd.DataFrame, *, country: str | None = None, title: str | None = None) -> Chart:
    """Draw where events took place; each is drawn no more exactly than it is known.

    A place known exactly is a filled marker; "near" is a ring of 25 km in true scale; an event
    known only to its region shades the region, by number of events; one known only to its country,
    or to none, is counted in the note and not put on the map.

    Parameters
    ----------
    events : DataFrame
        Rows of ``events``.
    country : str, optional
        ISO code of the country to frame; the central Sahel by default.
    title : str, optional
        A title to replace the default one.

    Returns
    -------
    Chart
        A matplotlib figure. Borders are shipped with the package; nothing is fetched.
    """
    told = happened(events)
    pinned = told[told["geo_precision"].isin(["exact", "near"]) & told["latitude"].notna()]
    in_region = told[told["geo_precision"].eq("admin")]
    loose = told[told["geo_precision"].isin(["country", "unknown"])]
    frame = _framed(country)
    west, east, south, north = frame
    tall = (north - south) / ((east - west) * math.cos(math.radians((south + north) / 2)))
    with chart(min(8.6, 7.0 * tall + 0.9)) as figure:
        axes = figure.subplots()
        axes.set_title(title or "Where the events took place", pad=20)
        _ground(axes, frame)
        shaded, adrift = _shade(axes, in_region, frame)
        _pins(axes, pinned, frame)
        _scale(axes, frame)
        keys = _keys(pinned, in_region=bool(shaded))
        if keys:
            figure.legend(handles=keys, loc="outside lower left", ncols=3, handlelength=1.6, columnspacing=1.2)
        note = [f"{len(pinned)} placed", f"{sum(shaded.values())} known to the region (shaded)"]
        if adrift:
            note.append(f"{adrift} in a region the map does not have")
        note.append(f"{len(loose)} known only to a country or not at all (not drawn)")
        axes.annotate(
            " · ".join(note),
            (0, 1),
            (0, 6),
            xycoords="axes fraction",
            textcoords="offset points",
            fontsize=7.5,
            color=GREY,
            va="bottom",
        )
        axes.annotate(
            "Borders: Natural Earth 4.1",
            (1, 0),
            (-4, 4),
            xycoords="axes fraction",
            textcoords="offset points",
            fontsize=6,
            color=GREY,
            ha="right",
        )
        where = sorted(Counter(pinned["place_name"]).items(), key=lambda place: (-place[1], place[0]))
        most = "; ".join(f"{plain(name)} {count}" for name, count in where[:5])
        figure.alt = f"Map of {len(told)} events: {', '.join(note)}." + (f" Most at: {most}." if most else "")
        return figure


def _shade(axes: Axes, events: pd.DataFrame, frame: Frame) -> tuple[dict[Area, int], int]:
    """Shade regions by the number of events known only to them; return those counts and what found no region."""
    counts: dict[Area, int] = {}
    adrift = 0
    for country, admin1 in zip(events["country"], events["admin1"], strict=True):
        found = region(country, admin1)
        if found is None:
            adrift += 1
        else:
            counts[found] = counts.get(found, 0) + 1
    most = max(counts.values(), default=1)
    for area, count in sorted(counts.items(), key=lambda one: (one[0].country, one[0].name)):
        shade = (0.84, 0.37, 0.0, 0.06 + 0.24 * count / max(most, 5))
        shape = PolyCollection(
            _polygons([area], frame),
            facecolor=shade,
            edgecolor="#a8633a",
            linewidth=0.9,
            hatch="//",
            hatchcolor="#d9a680",
        )
        axes.add_collection(shape)
        x, y = area.centre
        axes.text(
            x,
            y,
            str(count),
            ha="center",
            va="center",
            fontsize=8.5,
            color="#6b3410",
            fontweight="bold",
            clip_on=True,
            path_effects=[withStroke(linewidth=2.5, foreground=PAPER)],
        )
    return counts, adrift


def _pins(axes: Axes, events: pd.DataFrame, frame: Frame) -> None:
    west, east, _, _ = frame
    near = events[events["geo_precision"].eq("near")].drop_duplicates(["latitude", "longitude"])
    for latitude, longitude in zip(near["latitude"], near["longitude"], strict=True):
        height = 2 * NEAR_KM / KM_PER_DEGREE
        width = height / math.cos(math.radians(latitude))
        dashes = (0, (2, 1.5))
        ring = Ellipse((longitude, latitude), width, height, facecolor="none", edgecolor=INK, lw=0.7, ls=dashes)
        axes.add_patch(ring)
    drawn = events.assign(_family=[family_of(t).name for t in events["event_type"]])
    for rank, family in enumerate(FAMILIES):
        # Families at one place stand beside each other instead of hiding one another.
        shift = (rank - 1.5) * (east - west) * 0.009
        for precision in ("near", "exact"):
            here = drawn[drawn["_family"].eq(family.name) & drawn["geo_precision"].eq(precision)]
            here = here.groupby(["longitude", "latitude"]).size().reset_index(name="n")
            exact = precision == "exact"
            axes.scatter(
                here["longitude"] + shift,
                here["latitude"],
                s=18 + 9 * here["n"],
                marker=family.marker,
                facecolor=family.colour if exact else PAPER,
                edgecolor=PAPER if exact else family.colour,
                linewidth=0.6 if exact else 1.4,
                zorder=4 if exact else 3,
            )


def _keys(pinned: pd.DataFrame, *, in_region: bool) -> list[Line2D | Patch]:
    present = {family_of(t).name for t in pinned["event_type"]}
    keys: list[Line2D | Patch] = [
        Line2D([], [], linestyle="", marker=f.marker, color=f.colour, markersize=6, markeredgewidth=0, label=f.name)
        for f in FAMILIES
        if f.name in present
    ]
    if pinned["geo_precision"].eq("near").any():
        hollow: dict[str, Any] = {"markerfacecolor": "none", "markeredgecolor": INK, "markeredgewidth": 1.0}
        label = "hollow, ringed: within about 25 km"
        keys.append(Line2D([], [], linestyle="", marker="o", markersize=7, label=label, **hollow))
    if in_region:
        keys.append(Patch(facecolor="#f6dccb", edgecolor="#a8633a", hatch="//", label="somewhere in the region"))
    return keys
