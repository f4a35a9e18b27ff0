"""Claims of linked events: their keys, their events, and which figure a claimant has since revised."""

from __future__ import annotations

import pandas as pd

from sahel_dataset.link.claims import claim_ids, superseding
from tests.link.builder import claim_rows, day


def superseded(*rows: dict) -> list[str | None]:
    frame = claim_rows(*({"claimant_id": "ne_government"} | row for row in rows))
    frame["published_on"] = pd.NaT
    return [None if pd.isna(value) else value for value in superseding(frame)]


JAN_11, JAN_13, JAN_20 = (
    {"asserted_on": day("2020-01-11")},
    {"asserted_on": day("2020-01-13")},
    {"asserted_on": day("2020-01-20")},
)


def test_a_later_toll_of_the_same_claimant_supersedes_the_earlier_one() -> None:
    assert superseded({"quantity_low": 25} | JAN_11, {"quantity_low": 89} | JAN_13) == ["c1", None]


def test_a_revision_downward_counts_as_much() -> None:
    assert superseded({"quantity_low": 95} | JAN_11, {"quantity_low": 35} | JAN_13) == ["c1", None]


def test_another_claimant_supersedes_nothing() -> None:
    rows = ({"quantity_low": 25} | JAN_11, {"quantity_low": 89, "claimant_id": "jnim"} | JAN_13)
    assert superseded(*rows) == [None, None]


def test_a_claimant_without_a_name_supersedes_nothing() -> None:
    rows = ({"quantity_low": 25, "claimant_id": None} | JAN_11, {"quantity_low": 89, "claimant_id": None} | JAN_13)
    assert superseded(*rows) == [None, None]


def test_the_same_toll_told_again_supersedes_nothing() -> None:
    assert superseded({"quantity_low": 89} | JAN_11, {"quantity_low": 89} | JAN_13) == [None, None]


def test_an_old_toll_told_again_after_its_revision_does_not_come_back() -> None:
    rows = ({"quantity_low": 25} | JAN_11, {"quantity_low": 89} | JAN_13, {"quantity_low": 25} | JAN_20)
    assert superseded(*rows) == ["c1", None, "c1"]


def test_a_chain_of_revisions_leads_from_each_to_the_next() -> None:
    rows = ({"quantity_low": 20} | JAN_11, {"quantity_low": 32} | JAN_13, {"quantity_low": 53} | JAN_20)
    assert superseded(*rows) == ["c1", "c2", None]


def test_in_one_article_only_a_claim_that_calls_itself_a_revision_supersedes() -> None:
    one = {"article_id": "a", "quantity_low": 25}
    two = {"article_id": "a", "quantity_low": 89, "quote_start": 40, "quote_end": 49}
    assert superseded(one, two) == [None, None]
    assert superseded(one, two | {"stance": "revises"}) == ["c1", None]


def test_losses_of_different_sides_do_not_supersede_each_other() -> None:
    rows = (
        {"quantity_low": 71, "victim_class": "soldiers", "victim_actor_id": "ne_armed_forces"} | JAN_11,
        {"quantity_low": 77, "victim_class": "fighters", "victim_actor_id": "jnim"} | JAN_13,
    )
    assert superseded(*rows) == [None, None]


def test_the_wounded_do_not_supersede_the_dead() -> None:
    assert superseded({"quantity_low": 25} | JAN_11, {"quantity_low": 9, "measure": "wounded"} | JAN_13) == [None, None]


def test_a_part_supersedes_no_total() -> None:
    total = {"article_id": "a", "quantity_low": 35, "quote": "35 dead, ", "quantity_text": "35"} | JAN_13
    part = {
        "article_id": "a", "quantity_low": 24, "quantity_text": "24", "quote": "including 24 children",
        "quote_start": 9, "quote_end": 30,
    } | JAN_13  # fmt: skip
    assert superseded({"quantity_low": 95} | JAN_11, total, part) == ["c1", None, None]


def test_a_denial_supersedes_nothing() -> None:
    assert superseded({"quantity_low": 25} | JAN_11, {"quantity_low": 0, "stance": "denies"} | JAN_13) == [None, None]


def test_events_are_kept_apart() -> None:
    assert superseded({"quantity_low": 25} | JAN_11, {"quantity_low": 89, "event_id": "f"} | JAN_13) == [None, None]


def test_shuffling_the_claims_changes_nothing() -> None:
    frame = claim_rows(
        {"quantity_low": 20, "claimant_id": "ne_government"} | JAN_11,
        {"quantity_low": 32, "claimant_id": "ne_government"} | JAN_13,
        {"quantity_low": 53, "claimant_id": "ne_government"} | JAN_20,
    ).assign(published_on=pd.NaT)
    mixed = frame.iloc[[2, 0, 1]].reset_index(drop=True)
    expected = dict(zip(frame["claim_id"], superseding(frame), strict=True))
    assert dict(zip(mixed["claim_id"], superseding(mixed), strict=True)) == expected


def test_a_claims_key_depends_on_its_article_and_its_own_fields() -> None:
    frame = claim_rows({"quantity_low": 1}, {"quantity_low": 2})
    both = claim_ids(frame, pd.Series(["t", "t"]))
    assert claim_ids(frame.iloc[1:], pd.Series(["t"])) == both[1:]
    assert claim_ids(frame, pd.Series(["u", "u"])) != both


def test_claims_that_are_equal_in_every_field_have_keys_of_their_own() -> None:
    frame = claim_rows({"quantity_low": 1}, {"quantity_low": 1})
    one, other = claim_ids(frame, pd.Series(["t", "t"]))
    assert other == f"{one}-2"
