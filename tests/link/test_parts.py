"""Totals and their parts."""

from __future__ import annotations

import pytest

from sahel_dataset.link.parts import mark_parts
from tests.link.builder import claim_rows


def parts(*rows: dict) -> list[bool]:
    at = 0
    placed = []
    for row in rows:
        placed.append({"article_id": "a", "quote_start": at, "quote_end": at + len(row["quote"])} | row)
        at += len(row["quote"]) + 1
    return mark_parts(claim_rows(*placed)).tolist()


def toll(number: int, quote: str, victims: str = "civilians", **given) -> dict:
    return {"quantity_low": number, "quantity_text": str(number), "quote": quote, "victim_class": victims} | given


@pytest.mark.parametrize("words", ["including 3 children", "dont 3 enfants", "and 3 women among the dead"])
def test_women_and_children_are_a_part_of_the_dead(words: str) -> None:
    assert parts(toll(20, "20 people were killed", "people"), toll(3, words)) == [False, True]


def test_a_count_said_to_be_among_a_larger_one_of_its_class_is_a_part() -> None:
    assert parts(toll(20, "20 villagers died"), toll(4, "including 4 traders")) == [False, True]


def test_all_civilians_among_the_dead_are_no_part_of_another_count_of_civilians() -> None:
    assert parts(toll(53, "53 people died", "people"), toll(4, "including 4 civilians")) == [False, False]


def test_counts_that_add_up_to_the_total_of_their_class_are_its_parts() -> None:
    rows = (toll(223, "223 civilians killed"), toll(179, "179 of Soro"), toll(44, "44 of Nondin"))
    assert parts(*rows) == [False, True, True]


def test_gendarmes_and_civilians_that_add_up_to_people_are_counts_of_their_own() -> None:
    rows = (toll(53, "53 people", "people"), toll(49, "49 gendarmes", "police"), toll(4, "4 civilians"))
    assert parts(*rows) == [False, False, False]


def test_another_claimants_count_is_no_part() -> None:
    other = {"claimant_kind": "ngo", "claimant_text": "a group"}
    assert parts(toll(20, "20 dead"), toll(3, "including 3 children", **other)) == [False, False]


def test_a_count_far_away_in_the_article_is_no_part() -> None:
    far = toll(3, "3 children died", quote_start=2000, quote_end=2015)
    assert parts(toll(20, "20 dead"), far) == [False, False]


def test_children_alone_are_a_toll() -> None:
    assert parts(toll(3, "3 children were killed")) == [False]
