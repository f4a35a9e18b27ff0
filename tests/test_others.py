from pathlib import Path

import pandas as pd
import pytest

from sahel_dataset.others import COLUMNS, match_events, read_other
from sahel_dataset.schema import table
from tests.synthetic import write_synthetic

ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
UCDP = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,"
    "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)


def write_other(path: Path, header: str, rows: list[dict[str, object]]) -> Path:
    pd.DataFrame(rows, columns=header.split(",")).to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    root = write_synthetic(tmp_path_factory.mktemp("others"))
    return table("events").read(root / "data/processed/events.parquet")


def violent(events: pd.DataFrame, precision: str) -> pd.Series:
    chosen = events["event_type"].eq("armed_clash") & events["geo_precision"].eq(precision)
    return events[chosen & events["date_precision"].eq("day")].iloc[0]


def acled_row(event: pd.Series, **changes: object) -> dict[str, object]:
    return {
        "event_id_cnty": "MLI1", "event_date": f"{event['date_start']:%d %B %Y}", "event_type": "Battles",
        "actor1": "A", "country": "Mali", "admin1": "Gao", "location": "X", "latitude": event["latitude"],
        "longitude": event["longitude"], "fatalities": 7, "notes": 'says "so", they do', **changes,
    }  # fmt: skip


def ucdp_row(event: pd.Series, **changes: object) -> dict[str, object]:
    first = pd.Timestamp(event["date_start"])
    return {
        "id": 5, "type_of_violence": 1, "side_a": "Government of Mali", "side_b": "JNIM", "country": "Mali",
        "latitude": event["latitude"], "longitude": event["longitude"], "low": 1, "best": 4, "high": 9,
        "date_start": f"{first:%Y-%m-%d} 00:00:00.000", "date_end": f"{first + pd.Timedelta(days=1):%Y-%m-%d} 00:00:00.000",
        "adm_1": "Gao region", "where_coordinates": "X", **changes,
    }  # fmt: skip


def test_both_layouts_come_to_the_same_columns(tmp_path: Path, events: pd.DataFrame) -> None:
    one = violent(events, "exact")
    acled = read_other(write_other(tmp_path / "a.csv", ACLED, [acled_row(one, assoc_actor_1="B; C")]))
    ucdp = read_other(write_other(tmp_path / "u.csv", UCDP, [ucdp_row(one)]))
    assert tuple(acled.columns) == tuple(ucdp.columns) == COLUMNS
    assert acled.loc[0, "date_start"] == one["date_start"]
    assert acled.loc[0, "actors"] == ["A", "B", "C"]
    assert (ucdp.loc[0, "low"], ucdp.loc[0, "best"], ucdp.loc[0, "high"]) == (1, 4, 9)
    assert ucdp.loc[0, "date_start"] == one["date_start"]
    assert ucdp.loc[0, "date_end"] == one["date_start"] + pd.Timedelta(days=1)


def test_a_file_of_neither_names_what_is_lacking(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("event_date,actor1\n2020-01-01,A\n", encoding="utf-8")
    with pytest.raises(ValueError, match="ACLED would need event_id_cnty"):
        read_other(tmp_path / "x.csv")


def test_the_same_event_is_matched_and_a_far_or_late_one_is_not(tmp_path: Path, events: pd.DataFrame) -> None:
    one = violent(events, "exact")
    rows = [
        acled_row(one),
        acled_row(one, event_id_cnty="far", latitude=one["latitude"] + 2),
        acled_row(one, event_id_cnty="late", event_date=f"{one['date_start'] + pd.Timedelta(days=9):%Y-%m-%d}"),
        acled_row(one, event_id_cnty="other kind", event_type="Protests"),
    ]
    pairs = match_events(events, read_other(write_other(tmp_path / "a.csv", ACLED, rows)))
    assert pairs[["event_id", "other_id", "days_apart"]].to_numpy().tolist() == [[one["event_id"], "MLI1", 0]]
    assert pairs.loc[0, "km_apart"] == pytest.approx(0)


def test_matching_is_one_to_one_and_takes_the_nearest(tmp_path: Path, events: pd.DataFrame) -> None:
    one = violent(events, "exact")
    rows = [acled_row(one, event_id_cnty=f"m{n}", latitude=one["latitude"] + n / 10) for n in (3, 0, 1)]
    pairs = match_events(events, read_other(write_other(tmp_path / "a.csv", ACLED, rows)))
    assert pairs["other_id"].tolist() == ["m0"]


def test_an_event_known_to_its_region_is_matched_by_region(tmp_path: Path, events: pd.DataFrame) -> None:
    chosen = events[events["geo_precision"].eq("admin") & events["country"].eq("ML") & events["realis"].eq("actual")]
    one = chosen.iloc[0].copy()
    one["event_type"] = "armed_clash"
    frame = pd.DataFrame([one])
    there = acled_row(one, admin1=one["admin1"])
    elsewhere = acled_row(one, event_id_cnty="else", admin1="Kayes")
    pairs = match_events(frame, read_other(write_other(tmp_path / "a.csv", ACLED, [elsewhere, there])))
    assert pairs["other_id"].tolist() == ["MLI1"]
    assert pairs["km_apart"].isna().all()


def test_a_shared_actor_decides_between_two_that_are_equally_near(tmp_path: Path, events: pd.DataFrame) -> None:
    one = violent(events, "exact")
    rows = [acled_row(one, event_id_cnty="a"), acled_row(one, event_id_cnty="b", actor2="Front (known)")]
    sides = pd.DataFrame({"event_id": [one["event_id"]], "actor_id": ["front"]})
    actors = pd.DataFrame({"actor_id": ["front"], "acled_name": ["Front (known)"], "ucdp_name": [None]})
    other = read_other(write_other(tmp_path / "a.csv", ACLED, rows))
    pairs = match_events(events, other, event_actors=sides, actors=actors)
    assert pairs[["other_id", "shared_actors"]].to_numpy().tolist() == [["b", 1]]
