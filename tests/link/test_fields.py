"""The fields of an event follow rules, never the order of rows."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sahel_dataset.link.actorbook import ActorBook, ActorFacts
from sahel_dataset.link.fields import choose_actors, choose_fields, choose_reports

BOOK = ActorBook({"jnim": ActorFacts("armed_group", "ML"), "ml_armed_forces": ActorFacts("state_force", "ML")})


def members(*rows: dict) -> pd.DataFrame:
    filled = [
        {
            "mention_id": f"m{n}", "article_id": f"a{n}", "event": 0, "source": f"a{n}", "event_type": "armed_clash",
            "date_start": "2025-06-01", "date_end": "2025-06-01", "date_precision": "day", "place_id": "ml-boulkessi",
            "place_name": "Boulkessi", "country": "ML", "admin1": "Mopti", "latitude": 15.0, "longitude": -1.1,
            "geo_precision": "exact", "realis": "actual", "is_background": False, "civilians_targeted": False,
            "published_on": "2025-06-03",
        }
        | row
        for n, row in enumerate(rows)
    ]  # fmt: skip
    frame = pd.DataFrame(filled)
    for name in ("date_start", "date_end", "published_on"):
        frame[name] = pd.to_datetime(frame[name])
    return frame


MONTH = {"date_start": "2025-06-01", "date_end": "2025-06-30", "date_precision": "month"}
REGION = {"place_id": "ml-mopti-region", "place_name": "Mopti", "geo_precision": "admin", "latitude": 14.5}


def test_a_day_comes_before_a_month_however_many_say_the_month() -> None:
    event = choose_fields(members(MONTH, MONTH, {}, MONTH)).loc[0]
    assert event["date_precision"] == "day"


def test_a_village_comes_before_a_region_and_brings_its_own_coordinates() -> None:
    event = choose_fields(members(REGION, {}, REGION)).loc[0]
    assert (event["place_name"], event["latitude"]) == ("Boulkessi", 15.0)


def test_independent_sources_outweigh_copies() -> None:
    second = {"date_start": "2025-06-02", "date_end": "2025-06-02"}
    rows = [{"source": "wire"}, {"source": "wire"}, {"source": "wire"}, second, second]
    event = choose_fields(members(*rows)).loc[0]
    assert event["date_start"] == pd.Timestamp("2025-06-02")
    assert (event["n_articles"], event["n_independent_sources"]) == (5, 3)


def test_the_earliest_report_decides_between_equals() -> None:
    late = {"event_type": "air_strike", "published_on": "2025-06-02"}
    assert choose_fields(members({}, late)).loc[0, "event_type"] == "air_strike"


def test_news_comes_before_history() -> None:
    old = {"event_type": "attack_on_civilians", "is_background": True, "published_on": "2025-01-01"}
    event = choose_fields(members(old, old, {})).loc[0]
    assert event["event_type"] == "armed_clash"
    assert not event["is_background"]


def test_a_fact_comes_before_its_denial() -> None:
    assert choose_fields(members({"realis": "denied"}, {"realis": "denied"}, {})).loc[0, "realis"] == "actual"


def test_the_first_report_is_the_earliest_publication() -> None:
    event = choose_fields(members({}, {"published_on": "2025-06-02"}, {"published_on": None})).loc[0]
    assert event["first_reported_on"] == pd.Timestamp("2025-06-02")


mention = st.fixed_dictionaries(
    {
        "event": st.integers(0, 1),
        "source": st.sampled_from(("wire", "own", "other")),
        "event_type": st.sampled_from(("armed_clash", "air_strike")),
        "date_start": st.sampled_from(("2025-06-01", "2025-06-02", None)),
        "date_precision": st.sampled_from(("day", "month")),
        "place_id": st.sampled_from(("ml-boulkessi", "ml-mondoro", None)),
        "geo_precision": st.sampled_from(("exact", "near", "country")),
        "realis": st.sampled_from(("actual", "denied", "planned")),
        "is_background": st.booleans(),
        "published_on": st.sampled_from(("2025-06-03", "2025-06-04", None)),
    }
)


@settings(deadline=None, max_examples=25)
@given(st.lists(mention, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_shuffling_the_mentions_changes_nothing(rows: list[dict], chance) -> None:
    frame = members(*rows)
    order = list(range(len(frame)))
    chance.shuffle(order)
    pd.testing.assert_frame_equal(choose_fields(frame), choose_fields(frame.iloc[order].reset_index(drop=True)))


def actor(mention: str, actor_id: str, **given) -> dict:
    row = {"mention_id": mention, "article_id": mention, "actor_id": actor_id, "role": "initiator", "basis": "reported"}
    return row | {"likely_actor_id": None} | given


def test_an_actor_keeps_the_best_word_that_anybody_has_for_it() -> None:
    told = pd.DataFrame([actor("m0", "jnim", basis="accused"), actor("m1", "jnim", basis="claimed")])
    chosen = choose_actors(members({}, {}), told, BOOK)
    assert chosen["basis"].tolist() == ["claimed"]


def test_a_description_gives_way_to_a_name_in_the_same_role() -> None:
    told = pd.DataFrame([actor("m0", "jihadists_unspecified"), actor("m1", "jnim")])
    assert choose_actors(members({}, {}), told, BOOK)["actor_id"].tolist() == ["jnim"]


def test_a_description_of_somebody_else_stays() -> None:
    told = pd.DataFrame([actor("m0", "jihadists_unspecified"), actor("m1", "ml_armed_forces")])
    assert choose_actors(members({}, {}), told, BOOK)["actor_id"].tolist() == [
        "jihadists_unspecified",
        "ml_armed_forces",
    ]


def test_the_likely_actor_is_the_one_that_most_sources_suggest() -> None:
    told = pd.DataFrame(
        [
            actor("m0", "jihadists_unspecified", likely_actor_id="is_sahel"),
            actor("m1", "jihadists_unspecified", likely_actor_id="jnim"),
            actor("m2", "jihadists_unspecified", likely_actor_id="jnim"),
        ]
    )
    assert choose_actors(members({}, {}, {}), told, BOOK)["likely_actor_id"].tolist() == ["jnim"]


def test_an_event_without_actors_has_none() -> None:
    nobody = pd.DataFrame(columns=["mention_id", "article_id", "actor_id", "role", "basis", "likely_actor_id"])
    assert choose_actors(members({}), nobody, BOOK).empty


def test_a_passage_that_two_mentions_share_is_one_report() -> None:
    passages = pd.DataFrame(
        {"mention_id": ["m0", "m1"], "article_id": "a", "start": 0, "end": 9, "trigger": ["raid", "attack"]}
    )
    assert choose_reports(members({}, {}), passages)["trigger"].tolist() == ["attack"]


@pytest.mark.parametrize("rows", [[{"civilians_targeted": True}, {}]])
def test_civilians_are_targeted_where_any_report_says_so(rows: list[dict]) -> None:
    assert choose_fields(members(*rows)).loc[0, "civilians_targeted"]
