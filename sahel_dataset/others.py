"""The dataset beside others: a reader's own ACLED or UCDP GED file, read and matched event by event.

Both are licensed for use but not for passing on, so nothing of them is shipped: the reader brings
the file as downloaded. What is odd about them: ACLED's export writes dates as ``25 July 2024`` or
``2024-07-25`` and has one figure of fatalities, where 0 also means "not known" and 10 may stand for
"tens" (ACLED Codebook, "Fatalities"); UCDP GED has low, best and high, gives an event known to the
month the whole month as its interval, and leaves out events without a death (UCDP GED Codebook).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sahel_dataset.cards.reading import here
from sahel_dataset.knowledge.read import countries
from sahel_dataset.plot.frames import each
from sahel_dataset.schema import vocabulary

__all__ = ["COLUMNS", "match_events", "read_other"]

#: What every other dataset is brought to.
COLUMNS = (
    "other_id", "scheme", "date_start", "date_end", "country", "admin1", "place_name", "latitude", "longitude",
    "type", "actors", "low", "best", "high",
)  # fmt: skip
_LAYOUTS = {
    "acled": {"event_id_cnty", "event_date", "event_type", "actor1", "fatalities", "latitude", "longitude"},
    "ucdp": {"id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "best", "low", "high"},
}
_EARTH_KM = 6371.0


def read_other(path: Path | str) -> pd.DataFrame:
    """Read a file of ACLED or UCDP GED, in the columns that each publishes.

    Parameters
    ----------
    path : Path or str
        A CSV file as downloaded. Which of the two it is, is told by its columns. A relative path is looked for in
        the current folder, then in the project's.

    Returns
    -------
    DataFrame
        One row per event, with the columns `COLUMNS`: `country` is the name as the file has it,
        `actors` a list of names, `low`, `best` and `high` the dead.

    Raises
    ------
    ValueError
        If the file has the columns of neither.
    """
    path = Path(path)
    if not path.is_absolute() and not path.is_file():
        path = here().root / path
    frame = pd.read_csv(path, sep=None, engine="python", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    frame.columns = [str(name).strip().lower() for name in frame.columns]
    for scheme, needed in _LAYOUTS.items():
        if needed <= set(frame.columns):
            return (_acled(frame) if scheme == "acled" else _ucdp(frame))[list(COLUMNS)]
    lacking = {scheme: ", ".join(sorted(needed - set(frame.columns))) for scheme, needed in _LAYOUTS.items()}
    raise ValueError(
        f"{path.name} is neither ACLED nor UCDP GED: ACLED would need {lacking['acled']}; "
        f"UCDP GED would need {lacking['ucdp']}."
    )


def _column(frame: pd.DataFrame, name: str) -> pd.Series:
    return frame[name].str.strip().replace("", None) if name in frame else pd.Series(None, frame.index, dtype="object")


def _whole(column: pd.Series) -> pd.Series:
    return pd.to_numeric(column, errors="coerce").round().astype("Int64")


def _names(*columns: pd.Series) -> Any:
    """Return the names in several columns, row by row; ACLED separates associated actors by semicolons."""
    rows = zip(*(column.fillna("") for column in columns), strict=True)
    return [[name.strip() for cell in row for name in str(cell).split(";") if name.strip()] for row in rows]


def _shared(frame: pd.DataFrame, scheme: str) -> pd.DataFrame:
    numbers = {name: pd.to_numeric(_column(frame, name), errors="coerce") for name in ("latitude", "longitude")}
    return pd.DataFrame({"scheme": scheme, "country": _column(frame, "country"), **numbers}, index=frame.index)


def _acled(frame: pd.DataFrame) -> pd.DataFrame:
    day = pd.to_datetime(_column(frame, "event_date"), format="mixed", dayfirst=False, errors="coerce")
    dead = _whole(_column(frame, "fatalities"))
    return _shared(frame, "acled").assign(
        other_id=_column(frame, "event_id_cnty"), date_start=day, date_end=day, admin1=_column(frame, "admin1"),
        place_name=_column(frame, "location"), type=_column(frame, "event_type"),
        actors=_names(*(_column(frame, c) for c in ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2"))),
        low=dead, best=dead, high=dead,
    )  # fmt: skip


def _ucdp(frame: pd.DataFrame) -> pd.DataFrame:
    first, last = (
        pd.to_datetime(_column(frame, c), format="mixed", errors="coerce").dt.normalize()
        for c in ("date_start", "date_end")
    )
    return _shared(frame, "ucdp").assign(
        other_id=_column(frame, "id"), date_start=first, date_end=last, admin1=_column(frame, "adm_1"),
        place_name=_column(frame, "where_coordinates"), type=_column(frame, "type_of_violence"),
        actors=_names(_column(frame, "side_a"), _column(frame, "side_b")),
        **{name: _whole(_column(frame, name)) for name in ("low", "best", "high")},
    )  # fmt: skip


def _kinds(event_type: str, scheme: str) -> set[str]:
    """Return which of the other scheme's types an event type may be, by the vocabulary's crosswalk."""
    terms = vocabulary("event_type")
    if event_type not in terms.names:
        return set()
    return {str(code).split(" > ")[0].strip() for code in terms[event_type].crosswalk.get(scheme, ())}


def _kilometres(latitude: float, longitude: float, others: pd.DataFrame) -> np.ndarray:
    """Return great-circle distances to other events."""
    north, south = math.radians(latitude), np.radians(others["latitude"].to_numpy(float))
    across = np.radians(others["longitude"].to_numpy(float)) - math.radians(longitude)
    half = np.sin((south - north) / 2) ** 2 + math.cos(north) * np.cos(south) * np.sin(across / 2) ** 2
    return 2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))


def match_events(
    events: pd.DataFrame,
    other: pd.DataFrame,
    *,
    event_actors: pd.DataFrame | None = None,
    actors: pd.DataFrame | None = None,
    days: int = 3,
    kilometres: float = 50.0,
) -> pd.DataFrame:
    """Match events with those of another dataset, one to one.

    Two events may be the same if their intervals of dates come within `days`, their places within
    `kilometres` (or, where this dataset knows only the region or country, if those agree), and the
    crosswalk of event types does not rule it out. Among several the nearest in time and place is
    taken, a shared actor counting as much as ten kilometres or half a day.

    Parameters
    ----------
    events : DataFrame
        Rows of ``events``.
    other : DataFrame
        What `read_other` returned.
    event_actors, actors : DataFrame, optional
        The tables of these names; with them the names that ACLED and UCDP give the actors count.
    days : int
        Days that dates may be apart.
    kilometres : float
        Kilometres that places may be apart.

    Returns
    -------
    DataFrame
        One row per pair: `event_id`, `other_id`, `days_apart`, `km_apart` (empty where a place is not known that
        exactly) and `shared_actors`. Events of either side in no row were not found on the other side.
    """
    scheme = str(other["scheme"].iloc[0]) if len(other) else "acled"
    known = _names_of(event_actors, actors, scheme)
    candidates: list[tuple[float, str, str, int, float | None, int]] = []
    other = other[other["date_start"].notna()].reset_index(drop=True)
    starts, ends = other["date_start"], other["date_end"].fillna(other["date_start"])
    told = events[events["realis"].eq("actual") & events["date_start"].notna()]
    for event in each(told):
        last = event.date_end if pd.notna(event.date_end) else event.date_start
        gap = np.maximum((starts - last).dt.days, (event.date_start - ends).dt.days).clip(lower=0)
        near = gap <= days
        kinds = _kinds(event.event_type, scheme)
        if kinds:
            near &= other["type"].isin(kinds)
        if not near.any():
            continue
        some = other[near]
        exact = event.geo_precision in {"exact", "near"} and pd.notna(event.latitude)
        distance = _kilometres(event.latitude, event.longitude, some) if exact else np.full(len(some), np.nan)
        for place, (row, km) in enumerate(zip(each(some), distance, strict=True)):
            if exact and not km <= kilometres:
                continue
            if not exact and not _same_area(event, row):
                continue
            shared = len(known.get(event.event_id, set()) & set(row.actors))
            apart = int(gap[near].iloc[place])
            cost = apart * 20 + (km if exact else kilometres) - 10 * shared
            candidates.append((cost, event.event_id, row.other_id, apart, float(km) if exact else None, shared))
    return _one_to_one(sorted(candidates, key=lambda c: (c[0], c[1], str(c[2]))))


def _one_to_one(candidates: Sequence[tuple[float, str, str, int, float | None, int]]) -> pd.DataFrame:
    taken: set[tuple[str, str]] = set()
    rows = []
    for _, event_id, other_id, apart, km, shared in candidates:
        if ("ours", event_id) in taken or ("other", other_id) in taken:
            continue
        taken |= {("ours", event_id), ("other", other_id)}
        rows.append((event_id, other_id, apart, km, shared))
    columns = ["event_id", "other_id", "days_apart", "km_apart", "shared_actors"]
    frame = pd.DataFrame(rows, columns=columns).astype({"km_apart": "float64"})
    return frame.sort_values(["event_id", "other_id"], ignore_index=True)


def _same_area(event: Any, row: Any) -> bool:
    """Tell whether region (where this dataset knows it) or else country agree."""
    country = countries().get(str(event.country))
    if country is None or str(row.country).casefold() not in {name.casefold() for name in country.names["en"]}:
        return False
    return bool(pd.isna(event.admin1) or str(event.admin1).casefold() in str(row.admin1).casefold())


def _names_of(event_actors: pd.DataFrame | None, actors: pd.DataFrame | None, scheme: str) -> dict[str, set[str]]:
    """Return for each event the names that the other dataset gives its actors."""
    if event_actors is None or actors is None:
        return {}
    column = actors.set_index("actor_id")[f"{scheme}_name"].dropna()
    found: dict[str, set[str]] = {}
    pairs: Iterable[tuple[str, str]] = zip(event_actors["event_id"], event_actors["actor_id"], strict=True)
    for event_id, actor_id in pairs:
        if actor_id in column.index:
            found.setdefault(event_id, set()).add(column[actor_id])
    return found
