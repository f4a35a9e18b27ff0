"""The rules for tolls, and the view of disagreement."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sahel_dataset
from sahel_dataset.link.actorbook import ActorBook, ActorFacts
from sahel_dataset.link.estimates import disagreement, estimate
from sahel_dataset.link.rules import RULES
from sahel_dataset.schema import table
from sahel_dataset.schema.terms import vocabulary
from tests.link.builder import claim_rows, day

BOOK = ActorBook.of(
    {
        "ml_armed_forces": ActorFacts("state_force", "ML"),
        "ml_government": ActorFacts("government", "ML"),
        "wagner": ActorFacts("private_military_company", "RU"),
        "csp": ActorFacts("armed_group", "ML"),
        "jnim": ActorFacts("armed_group", "ML"),
        "katiba_macina": ActorFacts("armed_group", "ML"),
        "un": ActorFacts("international_organisation", None),
    },
    [("katiba_macina", "jnim")],
)
REBELS_ON_SOLDIERS = {
    "claimant_id": "csp", "claimant_kind": "armed_group", "victim_class": "soldiers",
    "victim_actor_id": "ml_armed_forces",
    "quantity_low": 47,
}  # fmt: skip
REBELS_ON_WAGNER = REBELS_ON_SOLDIERS | {
    "victim_class": "mercenaries", "victim_actor_id": "wagner", "quantity_low": 84,
}  # fmt: skip
REBELS_ON_THEMSELVES = REBELS_ON_SOLDIERS | {"victim_class": "fighters", "victim_actor_id": "csp", "quantity_low": 9}
ARMY_ON_ITSELF = {
    "claimant_id": "ml_armed_forces", "claimant_kind": "military", "victim_class": "soldiers",
    "victim_actor_id": "ml_armed_forces", "quantity_low": 2,
}  # fmt: skip
ARMY_ON_REBELS = ARMY_ON_ITSELF | {"victim_class": "fighters", "victim_actor_id": "jnim", "quantity_low": 20}
HOSPITAL = {"claimant_kind": "medical_source", "victim_class": "soldiers", "quantity_low": 24}
BATTLE = claim_rows(
    REBELS_ON_SOLDIERS | {"article_id": "a"},
    REBELS_ON_WAGNER | {"article_id": "a"},
    REBELS_ON_THEMSELVES | {"article_id": "a"},
    ARMY_ON_ITSELF | {"article_id": "b"},
    ARMY_ON_REBELS | {"article_id": "b"},
    HOSPITAL | {"article_id": "c"},
)


def toll(claims: pd.DataFrame, rule, victims: str = "people", **given) -> tuple | None:
    rows = estimate(claims, rule, book=BOOK, **given)
    rows = rows[(rows["victim_class"] == victims) & (rows["measure"] == "killed")]
    if rows.empty:
        return None
    return tuple(None if pd.isna(value) else int(value) for value in rows.iloc[0][["low", "best", "high"]])


def test_every_rule_of_the_vocabulary_is_there() -> None:
    assert tuple(RULES) == tuple(vocabulary("estimate_rule").names)


def test_the_lowest_figure_keeps_the_bounds_of_its_words() -> None:
    claims = claim_rows({"quantity_low": 60}, {"quantity_low": 20, "quantity_high": None})
    assert toll(claims, "lowest") == (20, 20, None)


def test_the_highest_figure_takes_the_upper_end_of_vague_words() -> None:
    claims = claim_rows({"quantity_low": 60}, {"quantity_low": 24, "quantity_high": 99, "quantity_text": "dozens"})
    assert toll(claims, "highest") == (24, 99, 99)


@pytest.mark.parametrize(
    ("words", "low", "high", "number"),
    [
        ("tens", 10, 99, 10),
        ("dozens", 24, 99, 12),
        ("hundreds", 200, 999, 100),
        ("des centaines", 200, 999, 100),
        ("several", 3, 9, 3),
        ("two dozen", 24, 24, 24),
        ("at least 30", 30, None, 30),
        ("up to 30", None, 30, 30),
    ],
)
def test_acled_reads_vague_words_by_its_convention(words: str, low: int, high: int | None, number: int) -> None:
    claims = claim_rows({"quantity_low": low, "quantity_high": high, "quantity_text": words})
    assert toll(claims, "acled") == (number, number, number)


def test_acled_takes_the_most_conservative_figure() -> None:
    claims = claim_rows({"quantity_low": 24, "quantity_high": 99, "quantity_text": "dozens"}, {"quantity_low": 15})
    assert toll(claims, "acled") == (12, 12, 12)


def test_ucdp_settles_on_who_is_no_party_and_shows_the_whole_spread() -> None:
    assert toll(BATTLE, "ucdp", "soldiers") == (2, 24, 47)


def test_ucdp_takes_the_lower_figure_where_only_parties_speak() -> None:
    assert toll(BATTLE.iloc[:5], "ucdp", "soldiers") == (2, 2, 47)


def test_independent_drops_what_parties_say_of_their_enemys_losses() -> None:
    assert toll(BATTLE, "independent", "soldiers") == (2, 2, 24)
    assert toll(BATTLE, "independent", "mercenaries") is None
    assert toll(BATTLE, "independent", "fighters") == (9, 9, 9)


def test_independent_keeps_what_a_party_says_of_civilians() -> None:
    claims = claim_rows(REBELS_ON_SOLDIERS | {"victim_class": "civilians", "victim_actor_id": None, "quantity_low": 21})
    assert toll(claims, "independent", "civilians") == (21, 21, 21)


def test_own_losses_are_what_each_side_admits() -> None:
    assert toll(BATTLE, "own_losses", "soldiers") == (2, 2, 2)
    assert toll(BATTLE, "own_losses", "fighters") == (9, 9, 9)
    assert toll(BATTLE, "own_losses", "mercenaries") is None


def test_own_losses_of_both_sides_are_added_over_all_classes() -> None:
    assert toll(BATTLE, "own_losses", "any") == (11, 11, 11)


def test_a_government_speaks_for_the_losses_of_its_army() -> None:
    claims = claim_rows(ARMY_ON_ITSELF | {"claimant_id": "ml_government", "claimant_kind": "government"})
    assert toll(claims, "own_losses", "soldiers") == (2, 2, 2)


def test_a_part_of_a_group_speaks_for_the_losses_of_the_group() -> None:
    claims = claim_rows(
        {"claimant_id": "katiba_macina", "claimant_kind": "armed_group", "victim_actor_id": "jnim",
         "victim_class": "fighters", "quantity_low": 5}
    )  # fmt: skip
    assert toll(claims, "own_losses", "fighters") == (5, 5, 5)


def test_over_all_classes_a_claimants_figures_are_added_and_claimants_are_not() -> None:
    assert toll(BATTLE, "lowest", "any") == (22, 22, 22)
    assert toll(BATTLE, "highest", "any") == (140, 140, 140)


def test_a_claimants_own_total_is_not_added_to_its_breakdown() -> None:
    claims = claim_rows(
        {"article_id": "a", "quantity_low": 53},
        {"article_id": "a", "quantity_low": 49, "victim_class": "police"},
        {"article_id": "a", "quantity_low": 4, "victim_class": "civilians"},
    )
    assert toll(claims, "highest", "any") == (53, 53, 53)
    assert toll(claims, "highest", "police") == (49, 49, 49)


def test_a_part_is_in_no_estimate() -> None:
    claims = claim_rows(
        {"article_id": "a", "quantity_low": 21, "quote": "21 civili", "victim_class": "civilians"},
        {"article_id": "a", "quantity_low": 11, "quote": "11 children", "victim_class": "civilians", "quote_end": 11},
    )
    assert toll(claims, "lowest", "civilians") == (21, 21, 21)


def test_a_superseded_figure_is_in_no_estimate() -> None:
    claims = claim_rows({"quantity_low": 25, "superseded_by": "c1"}, {"quantity_low": 89})
    assert toll(claims, "lowest") == (89, 89, 89)


def test_a_figure_that_is_denied_is_in_no_estimate() -> None:
    assert toll(claim_rows({"quantity_low": 500, "stance": "denies"}), "highest") is None
    assert toll(claim_rows({"quantity_low": 500, "stance": "disputes"}), "highest") is None


def test_a_denial_that_anybody_died_is_a_figure_of_nought() -> None:
    assert toll(claim_rows({"quantity_low": 0, "stance": "denies"}), "lowest") == (0, 0, 0)


def test_the_toll_of_a_plan_is_in_no_estimate() -> None:
    claims = claim_rows({"quantity_low": 10})
    events = pd.DataFrame({"event_id": ["e"], "realis": ["hypothetical"]})
    assert toll(claims, "lowest", events=events) is None


def test_a_party_is_known_from_the_events_actors() -> None:
    said = {"claimant_id": "un", "claimant_kind": "un", "victim_class": "peacekeepers"}
    claims = claim_rows(said | {"quantity_low": 4}, {"quantity_low": 9, "victim_class": "peacekeepers"})
    assert toll(claims, "ucdp", "peacekeepers") == (4, 4, 9)
    attacked = pd.DataFrame({"event_id": ["e"], "actor_id": ["un"], "role": ["target"]})
    assert toll(claims, "ucdp", "peacekeepers", event_actors=attacked) == (4, 9, 9)


def test_the_latest_admission_is_the_best() -> None:
    said = ARMY_ON_ITSELF | {"asserted_on": day("2024-08-01"), "quantity_low": 5}
    claims = claim_rows(said, ARMY_ON_ITSELF | {"asserted_on": day("2024-07-28"), "claimant_id": "ml_government"})
    assert toll(claims, "own_losses", "soldiers") == (2, 5, 5)


def test_a_readers_own_rule_sees_one_event_measure_and_class_at_a_time() -> None:
    seen = []

    def middle(claims: pd.DataFrame) -> tuple:
        seen.append(tuple(claims[["event_id", "measure", "victim_class"]].drop_duplicates().itertuples(index=False)))
        return claims.quantity_low.min(), claims.quantity_low.median(), claims.quantity_high.max()

    rows = sahel_dataset.estimate(BATTLE, rule=middle, book=BOOK)
    assert rows["rule"].unique().tolist() == ["middle"]
    assert all(len(cells) == 1 for cells in seen)
    assert toll(BATTLE, middle, "soldiers") == (2, 24, 47)


def test_a_readers_own_rule_may_settle_on_nothing() -> None:
    assert estimate(BATTLE, lambda claims: None, book=BOOK).empty


def test_a_rule_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(ValueError, match="no rule 'median'; there are lowest, highest"):
        estimate(BATTLE, "median", book=BOOK)


def test_no_claims_give_no_estimates() -> None:
    assert estimate(BATTLE.iloc[:0], "lowest", book=BOOK).empty
    assert disagreement(BATTLE.iloc[:0], book=BOOK).empty


def test_disagreement_shows_who_is_at_each_end() -> None:
    view = disagreement(BATTLE, book=BOOK).set_index("victim_class").loc["soldiers"]
    assert (view["lowest"], view["highest"], view["spread"]) == (2, 47, 45)
    assert (view["lowest_claimants"], view["highest_claimants"]) == (["ml_armed_forces"], ["csp"])
    assert view["enemy_to_own_ratio"] == 23.5


def test_disagreement_on_vehicles_is_shown_too() -> None:
    lost = {"measure": "vehicles_lost", "victim_class": None}
    view = disagreement(claim_rows(lost | {"quantity_low": 3}, lost | {"quantity_low": 11}), book=BOOK)
    assert view[["measure", "victim_class", "spread"]].to_numpy().tolist() == [["vehicles_lost", "any", 8]]


def test_a_toll_that_nobody_admits_has_no_ratio() -> None:
    view = disagreement(BATTLE, book=BOOK).set_index("victim_class").loc["mercenaries"]
    assert view["enemy_losses_claimed"] == 84
    assert pd.isna(view["own_losses_admitted"])
    assert pd.isna(view["enemy_to_own_ratio"])


def test_what_is_superseded_or_denied_is_no_end_of_the_spread() -> None:
    claims = claim_rows(
        {"quantity_low": 500, "superseded_by": "c1"}, {"quantity_low": 20}, {"quantity_low": 900, "stance": "denies"}
    )
    assert disagreement(claims, book=BOOK)["highest"].tolist() == [20]


figures = st.lists(
    st.fixed_dictionaries(
        {
            "quantity_low": st.one_of(st.none(), st.integers(0, 50)),
            "width": st.one_of(st.none(), st.integers(0, 50)),
            "claimant_id": st.sampled_from((None, "csp", "ml_armed_forces", "un")),
            "claimant_kind": st.sampled_from(("armed_group", "military", "witness")),
            "victim_class": st.sampled_from(("people", "soldiers", "civilians")),
            "victim_actor_id": st.sampled_from((None, "csp", "ml_armed_forces")),
            "article_id": st.sampled_from(("a", "b")),
            "event_id": st.sampled_from(("e", "f")),
        }
    ),
    min_size=1,
    max_size=6,
)


@settings(deadline=None, max_examples=25)
@given(figures, st.randoms(use_true_random=False))
def test_every_rule_gives_figures_in_order_whatever_the_order_of_the_claims(drawn: list[dict], chance) -> None:
    rows = []
    for row in drawn:
        width, low = row.pop("width"), row["quantity_low"]
        high = None if width is None else (low or 0) + width
        rows.append(row | {"quantity_high": high})
    claims = claim_rows(*rows)
    order = list(range(len(claims)))
    chance.shuffle(order)
    for rule in RULES:
        settled = estimate(claims, rule, book=BOOK)
        mixed = estimate(claims.iloc[order].reset_index(drop=True), rule, book=BOOK)
        pd.testing.assert_frame_equal(settled, mixed)
        assert not (settled["low"] > settled["best"]).fillna(False).any()
        assert not (settled["best"] > settled["high"]).fillna(False).any()
        assert set(settled.columns) == set(table("estimates").columns)
