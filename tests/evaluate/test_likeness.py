"""When two events or claims are alike, by values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_dataset.evaluate.annotations import Dates
from sahel_dataset.evaluate.likeness import (
    claim_likeness,
    claim_right,
    claimant_right,
    date_likeness,
    event_likeness,
    place_likeness,
    plain,
    word_overlap,
)
from tests.evaluate.made import claim, event

days = st.dates().map(lambda day: day.isoformat())
dates = st.tuples(st.none() | days, st.none() | days)


@pytest.mark.parametrize(
    ("gold", "extracted", "likeness"),
    [
        (("2024-05-06", "2024-05-06"), ("2024-05-06", None), 1.0),
        (("2024-05-06", "2024-05-08"), ("2024-05-08", "2024-05-09"), 0.6),
        (("2024-05-06", "2024-05-06"), ("2024-05-07", "2024-05-07"), 0.0),
        ((None, None), (None, None), 1.0),
        ((None, None), ("2024-05-06", None), 0.0),
        ((None, "2024-05-06"), (None, None), 1.0),
    ],
)
def test_dates_are_the_same_meet_or_do_not(gold: Dates, extracted: Dates, likeness: float) -> None:
    assert date_likeness(gold, extracted) == likeness


@given(dates)
def test_a_date_is_as_it_is(date: Dates) -> None:
    assert date_likeness(date, date) == 1.0


@pytest.mark.parametrize(
    ("place", "country", "likeness"),
    [
        ("Tinza", "NE", 1.0),
        ("tinzâ", "ML", 1.0),
        ("Tinza Wells", "ML", 0.7),
        ("Gorma", "ML", 0.3),
        (None, "ML", 0.3),
        ("Gorma", "NE", 0.0),
    ],
)
def test_places_are_compared_by_name_then_by_country(place: str | None, country: str, likeness: float) -> None:
    assert place_likeness(event(), event(place=place, country=country)) == likeness


def test_events_without_a_place_are_alike_in_one_country() -> None:
    assert place_likeness(event(place=None), event(place=None)) == 1.0
    assert place_likeness(event(place=None), event(place=None, country="NE")) == 0.0


def test_the_likeness_of_events_is_the_weighted_sum_of_its_parts() -> None:
    gold = event(targets=frozenset({"ml_armed_forces"}))
    # Type of one family 0.15, meeting dates 0.15, same place 0.2, one of two actors 0.125.
    found = event(event_type="explosive_device", date=("2024-05-05", "2024-05-07"))
    assert event_likeness(gold, found) == pytest.approx(0.625)
    assert event_likeness(gold, gold) == pytest.approx(1.0)


def test_types_without_a_family_are_never_half_alike() -> None:
    gold, found = event(event_type="accident"), event(event_type="displacement")
    assert event_likeness(gold, found) == pytest.approx(0.7)


def test_the_likeness_of_claims_is_the_weighted_sum_of_its_parts() -> None:
    gold = claim()
    # 0.2, 7 of the shorter anchor's 9 words times 0.2, the claimant 0.25, another figure 0, the victims 0.1.
    found = claim(anchor="ten of its soldiers had died in the raid", low=9)
    shared = 7 / 9
    assert claim_likeness(gold, found) == pytest.approx(0.2 + 0.2 * shared + 0.25 + 0.1)


def test_claims_of_two_types_or_on_other_words_are_not_alike() -> None:
    assert claim_likeness(claim(), claim(claim_type="occurrence")) == 0.0
    assert claim_likeness(claim(), claim(anchor="A nurse counted at least 14 dead")) == 0.0


def test_a_claimant_without_a_name_is_right_by_its_kind_alone() -> None:
    nameless = claim(claimant=None, claimant_kind="witness")
    assert claimant_right(nameless, claim(claimant=None, claimant_kind="witness"))
    assert not claimant_right(nameless, claim(claimant="csp", claimant_kind="witness"))
    assert claimant_right(claim(), claim(claimant_kind="government"))


@pytest.mark.parametrize("wrong", [{"measure": "wounded"}, {"low": 9}, {"high": None}, {"victim_class": "people"}])
def test_a_toll_is_right_only_when_every_part_of_it_is(wrong: dict[str, object]) -> None:
    assert claim_right(claim(), claim(stance="confirms", victim_actor="csp"))
    assert not claim_right(claim(), claim(**wrong))


def test_a_claim_that_is_no_toll_is_right_by_its_stance() -> None:
    gold = claim(claim_type="occurrence")
    assert claim_right(gold, claim(claim_type="occurrence", low=3))
    assert not claim_right(gold, claim(claim_type="occurrence", stance="denies"))
    assert not claim_right(gold, claim(claim_type="occurrence", claimant="csp"))


@given(st.text(), st.text())
def test_the_overlap_of_words_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= word_overlap(one, other) <= 1
    assert word_overlap(one, other) == word_overlap(other, one)
    assert plain(plain(one)) == plain(one)
