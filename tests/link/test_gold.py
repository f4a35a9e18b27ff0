"""Linking on texts of our own, in both languages, with near misses made on purpose."""

from __future__ import annotations

from benchmarks.link_accuracy import by_hand, score


def test_hand_coded_mentions_are_linked_as_well_as_promised() -> None:
    gold, found, _ = by_hand()
    scores = score(gold, found)
    assert scores.f1 >= 0.90
    assert scores.precision >= 0.93
    assert scores.b3_f1 >= 0.90


def test_mentions_with_damaged_fields_are_seldom_put_together_wrongly() -> None:
    gold, found, _ = by_hand(seed=0)
    assert score(gold, found).precision >= 0.93


def test_the_gold_has_the_size_and_the_languages_that_it_claims() -> None:
    gold, _, _ = by_hand()
    assert len(set(gold.values())) == 93
    assert len(gold) == 211
