"""Which mentions become one event."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from sahel_dataset.link.events import link_mentions
from sahel_dataset.link.knowledge import listed_actors, place_traits
from sahel_dataset.link.params import LinkParams
from sahel_dataset.link.weights import read_weights
from tests.link.builder import Collection, day


def link(collection: Collection, folder: Path, params: LinkParams | None = None) -> tuple[dict[str, int], pd.DataFrame]:
    linked = link_mentions(collection.write(folder), params or LinkParams(), listed_actors().book, place_traits())
    return linked.event.to_dict(), linked.links


def two(folder: Path, one: dict, other: dict, **articles: dict) -> tuple[bool, pd.DataFrame]:
    """Tell whether two mentions in two articles become one event, and return their row of event_links."""
    collection = Collection()
    collection.article("a1", **articles.get("first", {}))
    collection.article("a2", **articles.get("second", {}))
    collection.mention("m1", "a1", **one)
    collection.mention("m2", "a2", **other)
    event, links = link(collection, folder)
    return event["m1"] == event["m2"], links


def test_two_reports_of_one_battle_are_one_event(tmp_path: Path) -> None:
    together, links = two(tmp_path, {}, {})
    assert together
    assert links["decision"].tolist() == ["merged"]


def test_one_town_two_weeks_apart_is_two_events(tmp_path: Path) -> None:
    assert not two(tmp_path, {"date": "2025-06-01"}, {"date": "2025-06-15"})[0]


def test_one_town_a_year_apart_is_two_events(tmp_path: Path) -> None:
    assert not two(tmp_path, {"date": "2025-06-01"}, {"date": "2024-06-01"})[0]


def test_a_night_attack_told_with_the_next_day_is_one_event(tmp_path: Path) -> None:
    assert two(tmp_path, {"date": "2025-06-01"}, {"date": "2025-06-02"})[0]


def test_two_villages_on_one_day_are_two_events_whatever_else_agrees(tmp_path: Path) -> None:
    together, links = two(tmp_path, {"place_id": "ne-tchombangou"}, {"place_id": "ne-zaroumdareye"})
    assert not together
    assert links["kept_apart_by"].tolist() == ["place"]


def test_a_village_and_near_that_village_are_one_place(tmp_path: Path) -> None:
    assert two(tmp_path, {"geo_precision": "exact"}, {"geo_precision": "near"})[0]


def test_a_village_and_its_region_are_one_place_where_the_sides_agree(tmp_path: Path) -> None:
    region = {"place_id": "ml-mopti-region", "geo_precision": "admin"}
    assert two(tmp_path, {}, region)[0]


def test_a_village_and_another_region_are_two_places(tmp_path: Path) -> None:
    region = {"place_id": "ml-kidal-region", "geo_precision": "admin"}
    assert not two(tmp_path, {}, region)[0]


def test_a_village_that_the_gazetteer_does_not_know_is_known_by_its_name(tmp_path: Path) -> None:
    unknown = {
        "place_id": None, "place_name": "Tinfaguirat", "country": "ML", "admin1": "Kidal", "geo_precision": "exact",
    }  # fmt: skip
    assert two(tmp_path / "one", unknown, unknown | {"place_name": "Tin Faguirat"})[0]
    assert not two(tmp_path / "two", unknown, unknown | {"place_name": "Tinabaw"})[0]


def test_a_base_is_at_its_town(tmp_path: Path) -> None:
    assert two(
        tmp_path,
        {"place_id": "ne-niamey", "against": "ne_armed_forces", "by": "is_sahel"},
        {"place_id": "ne-base-101", "against": "ne_armed_forces", "by": "is_sahel"},
    )[0]


def test_an_ambush_and_a_protest_are_two_events(tmp_path: Path) -> None:
    assert not two(tmp_path, {}, {"event_type": "protest"})[0]


def test_a_plan_and_its_fulfilment_are_two_events(tmp_path: Path) -> None:
    assert not two(tmp_path, {}, {"realis": "planned"})[0]


def test_a_denial_and_what_it_denies_are_one_event(tmp_path: Path) -> None:
    assert two(tmp_path, {}, {"realis": "denied"})[0]


def test_a_clash_told_from_the_other_side_is_one_event(tmp_path: Path) -> None:
    assert two(tmp_path, {}, {"by": "ml_armed_forces", "against": "jnim"})[0]


def test_a_reprisal_in_the_same_town_the_next_day_is_another_event(tmp_path: Path) -> None:
    raid = {"event_type": "attack_on_civilians", "by": "dozo", "against": "civilians_fulani", "date": "2025-06-01"}
    reprisal = {"event_type": "attack_on_civilians", "by": "jnim", "against": "civilians_dogon", "date": "2025-06-02"}
    assert not two(tmp_path, raid, reprisal)[0]


def test_jihadists_may_be_a_group_that_another_report_names(tmp_path: Path) -> None:
    _, links = two(tmp_path, {"by": "jihadists_unspecified"}, {"by": "jnim"})
    sides = read_weights().sides
    assert links["sides_points"].tolist() == [sides["covered"] + sides["same"]]


def test_tolls_that_conflict_take_nothing_off(tmp_path: Path) -> None:
    points = []
    for number, tolls in enumerate(((), (10, 200))):
        collection = Collection()
        for position in (1, 2):
            collection.article(f"a{position}")
            collection.mention(f"m{position}", f"a{position}")
            if tolls:
                collection.claim(f"c{position}", f"a{position}", f"m{position}", tolls[position - 1])
        event, links = link(collection, tmp_path / str(number))
        assert event["m1"] == event["m2"]
        points.append(links["score"].item())
    assert points[0] == points[1]


def test_a_toll_in_common_is_a_reason(tmp_path: Path) -> None:
    collection = Collection()
    for position in (1, 2):
        collection.article(f"a{position}")
        collection.mention(f"m{position}", f"a{position}", place_id=None, country="ML", geo_precision="country")
        collection.claim(f"c{position}", f"a{position}", f"m{position}", 57)
    _, links = link(collection, tmp_path)
    assert links["figures_points"].tolist() == [3.0]


def test_two_events_of_one_article_stay_two(tmp_path: Path) -> None:
    collection = Collection()
    collection.article("a1")
    collection.mention("m1", "a1")
    collection.mention("m2", "a1", date="2025-06-02")
    event, _ = link(collection, tmp_path)
    assert event["m1"] != event["m2"]


def test_an_event_that_one_article_tells_twice_is_one(tmp_path: Path) -> None:
    collection = Collection()
    collection.article("a1")
    collection.mention("m1", "a1")
    collection.mention("m2", "a1", against="")
    event, links = link(collection, tmp_path)
    assert event["m1"] == event["m2"]
    assert links["decision"].tolist() == ["merged"]


def test_two_events_of_one_article_that_share_no_side_stay_two(tmp_path: Path) -> None:
    collection = Collection()
    collection.article("a1")
    collection.mention("m1", "a1")
    collection.mention("m2", "a1", by="dozo", against="civilians_fulani")
    event, _ = link(collection, tmp_path)
    assert event["m1"] != event["m2"]


def test_a_third_report_does_not_join_two_events_of_one_article(tmp_path: Path) -> None:
    collection = Collection()
    collection.article("a1")
    collection.article("a2")
    collection.mention("m1", "a1", date="2025-06-01")
    collection.mention("m2", "a1", date="2025-06-02")
    collection.mention("m3", "a2", date="2025-06-02")
    event, links = link(collection, tmp_path)
    assert event["m3"] == event["m2"] != event["m1"]
    apart = links.set_index(["mention_id", "other_mention_id"])["kept_apart_by"]
    assert apart["m1", "m3"] == "group"
    assert apart["m1", "m2"] == "article"


def test_a_vague_report_that_fits_two_events_joins_neither(tmp_path: Path) -> None:
    collection = Collection()
    for number, date in enumerate(("2025-06-02", "2025-06-20")):
        collection.article(f"a{number}")
        collection.mention(f"m{number}", f"a{number}", date=date)
    collection.article("a9", published_on=day("2025-08-01"))
    month = {"date_start": day("2025-06-01"), "date_end": day("2025-06-30"), "date_precision": "month"}
    collection.mention("m9", "a9", date=None, **month)
    event, links = link(collection, tmp_path)
    assert len(set(event.values())) == 3
    assert links.loc[links["other_mention_id"] == "m9", "kept_apart_by"].tolist() == ["group", "group"]


def test_a_vague_report_that_fits_one_event_joins_it(tmp_path: Path) -> None:
    month = {"date": None, "date_start": day("2025-06-01"), "date_end": day("2025-06-30"), "date_precision": "month"}
    assert two(tmp_path, {}, month)[0]


def test_a_vague_report_that_fits_two_mentions_of_one_event_in_one_article_joins_one_of_them(tmp_path: Path) -> None:
    collection = Collection()
    collection.article("a1")
    collection.mention("m1", "a1", against="")
    collection.mention("m2", "a1", by="", against="")
    collection.article("a2")
    collection.mention("m3", "a2", place_id="ml-mopti-region", geo_precision="admin")
    event, _ = link(collection, tmp_path)
    assert event["m3"] == event["m1"]


def test_news_without_a_date_is_of_the_days_before_it(tmp_path: Path) -> None:
    assert two(tmp_path / "one", {}, {"date": None}, second={"published_on": day("2025-06-02")})[0]
    assert not two(tmp_path / "two", {}, {"date": None}, second={"published_on": day("2025-09-02")})[0]


def test_nothing_is_reported_before_it_happens(tmp_path: Path) -> None:
    early = {"published_on": day("2025-05-20")}
    together, _ = two(tmp_path, {"date": "2025-06-01"}, {"date": None, "is_background": True}, second=early)
    assert not together


def test_a_blockade_is_one_event_over_weeks(tmp_path: Path) -> None:
    blockade = {"event_type": "blockade", "place_id": "bf-djibo", "against": "bf_government"}
    together, _ = two(tmp_path, blockade | {"date": "2025-06-01"}, blockade | {"date": "2025-06-20"})
    assert together


def test_a_coup_is_known_by_country_and_month(tmp_path: Path) -> None:
    coup = {"event_type": "coup", "by": "ne_armed_forces", "against": "ne_government"}
    exact = coup | {"place_id": "ne-niamey", "date": "2023-07-26"}
    vague = coup | {
        "place_id": "country-ne", "geo_precision": "country", "date": None, "date_start": day("2023-07-01"),
        "date_end": day("2023-07-31"), "date_precision": "month", "is_background": True,
    }  # fmt: skip
    assert two(tmp_path, exact, vague)[0]


def test_a_coup_told_from_the_barracks_and_from_the_palace_is_one(tmp_path: Path) -> None:
    coup = {"event_type": "coup", "by": "ml_armed_forces", "against": "ml_government", "date": "2020-08-18"}
    assert two(tmp_path / "one", coup | {"place_id": "ml-kati"}, coup | {"place_id": "ml-bamako"})[0]
    protest = {"event_type": "protest", "by": "ml_armed_forces", "against": "ml_government", "date": "2020-08-18"}
    assert not two(tmp_path / "two", protest | {"place_id": "ml-kati"}, protest | {"place_id": "ml-bamako"})[0]


@pytest.mark.parametrize(
    ("first", "precision", "met", "missed"),
    [
        ("2025-06-01", "month", "2025-06-20", "2025-07-20"),
        ("2025-06-02", "week", "2025-06-05", "2025-06-20"),
        ("2025-06-02", "day", "2025-06-02", "2025-06-20"),
    ],
)
def test_what_is_told_as_the_beginning_of_what_followed_happened_then(
    tmp_path: Path, first: str, precision: str, met: str, missed: str
) -> None:
    since = {"date": None, "date_start": day(first), "date_precision": precision, "is_background": True}
    late = {"published_on": day("2025-09-01")}
    assert two(tmp_path / "met", {"date": met}, since, second=late)[0]
    assert not two(tmp_path / "missed", {"date": missed}, since, second=late)[0]


def test_coups_of_two_countries_are_two(tmp_path: Path) -> None:
    coup = {"event_type": "coup", "by": "ml_armed_forces", "against": "ml_government", "date": "2020-08-18"}
    assert not two(tmp_path, coup | {"place_id": "ml-bamako"}, coup | {"place_id": "ne-niamey"})[0]


IN_THE_COUNTRY = {"place_id": "country-ml", "geo_precision": "country"}
IN_JUNE = {"date": None, "date_start": day("2025-06-01"), "date_end": day("2025-06-30"), "date_precision": "month"}


@pytest.mark.parametrize(
    "missing",
    [
        {"by": ""},
        {"against": ""},
        {"date": "2025-06-02"},
        {"date": None},
        {"event_type": "attack_on_civilians"},
        IN_THE_COUNTRY,
        {"place_id": "ml-mopti-region", "geo_precision": "admin"},
        {"by": "jihadists_unspecified"},
        {"by": "ml_armed_forces", "against": "jnim"},
        IN_JUNE,
    ],
    ids=lambda missing: " ".join(f"{name}={value}" for name, value in missing.items()),
)
def test_a_report_that_lacks_one_thing_or_tells_it_a_little_otherwise_still_meets_the_other(
    tmp_path: Path, missing: dict
) -> None:
    assert two(tmp_path, {}, missing, second={"published_on": day("2025-06-02")})[0]


def test_a_country_and_a_month_are_too_little_to_go_by(tmp_path: Path) -> None:
    assert not two(tmp_path, {}, IN_THE_COUNTRY | IN_JUNE)[0]


def test_two_neighbouring_villages_of_one_article_stay_two_whoever_else_tells_of_one(tmp_path: Path) -> None:
    collection = Collection()
    collection.article("a1")
    collection.article("a2")
    for number, (article, place) in enumerate((("a1", "bf-barogo"), ("a1", "bf-ziga"), ("a2", "bf-barogo"))):
        collection.mention(f"m{number}", article, place_id=place, geo_precision="near")
    event, _ = link(collection, tmp_path)
    assert event["m0"] == event["m2"] != event["m1"]


def test_thresholds_are_the_readers_to_change(tmp_path: Path) -> None:
    collection = Collection()
    for number in (1, 2):
        collection.article(f"a{number}")
        collection.mention(f"m{number}", f"a{number}")
    event, links = link(collection, tmp_path, LinkParams(merge_at=100.0))
    assert event["m1"] != event["m2"]
    assert links["kept_apart_by"].tolist() == ["score"]


def test_a_type_without_weights_is_named(tmp_path: Path) -> None:
    collection = Collection()
    collection.article("a1")
    collection.mention("m1", "a1")
    interim = collection.write(tmp_path)
    path = interim / "mentions" / "event_mentions.parquet"
    pd.read_parquet(path).assign(event_type="earthquake").to_parquet(path)
    with pytest.raises(ValueError, match="no weights for event type earthquake"):
        link_mentions(interim, LinkParams(), listed_actors().book, place_traits())


def test_a_collection_without_events_is_linked(tmp_path: Path) -> None:
    collection = Collection()
    collection.article("a1")
    event, links = link(collection, tmp_path)
    assert event == {}
    assert links.empty
