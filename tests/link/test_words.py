"""Words and counts in common."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from sahel_dataset.link.weights import read_weights
from sahel_dataset.link.words import counts_of, number_tokens, word_points

WEIGHTS = read_weights()


def points(*passages: str, sources: tuple[str, ...] | None = None, without: str | None = None) -> float:
    """Return the points of the first two of some passages, in a collection of sixteen sources."""
    padded = (*passages, *["nothing else"] * (16 - len(passages)))
    names = (sources or ()) + tuple(f"s{n}" for n in range(len(sources or ()), len(padded)))
    tokens, worth = number_tokens(padded, names, [without] * len(padded), WEIGHTS)
    return float(word_points(tokens, worth, np.array([0]), np.array([1]), WEIGHTS)[0])


def test_each_word_in_common_counts() -> None:
    one = points("convoy market", "convoy river")
    assert one > 0
    assert points("convoy hospital bridge", "convoy hospital mosque") == 2 * one


def test_a_word_that_half_as_many_sources_use_earns_one_step_more() -> None:
    in_two = points("convoy", "convoy")
    in_four = points("convoy", "convoy", "convoy", "convoy")
    assert in_two - in_four == pytest.approx(WEIGHTS.words["halving"])


def test_a_word_that_every_source_uses_earns_nothing() -> None:
    assert points(*["convoy"] * 16) == 0.0


def test_words_earn_no_more_than_their_limit() -> None:
    many = " ".join(f"{letter * 5}" for letter in "abcdefgh")
    assert points(many, many) == WEIGHTS.words["most"]


def test_cognates_of_two_languages_are_words_in_common() -> None:
    assert points("convoy ambushed", "convoi ; ambushed") == points("convoy ambushed", "convoy ambushed")


def test_the_places_name_is_judged_as_a_place_and_not_as_a_word() -> None:
    assert points("Gaskinde", "Gaskinde", without="Gaskindé") == 0.0


def test_a_word_that_only_copies_of_one_story_share_is_in_no_list() -> None:
    assert points("convoy hospital market", "convoy hospital market", sources=("wire", "wire")) == 0.0


def test_vague_and_single_counts_are_no_counts_in_common() -> None:
    claims = pd.DataFrame(
        {
            "claim_type": "toll", "mention_id": "m", "measure": "killed",
            "quantity_low": pd.array([1, 24, 57, None], dtype="Int64"),
            "quantity_high": pd.array([1, 99, 57, None], dtype="Int64"),
        }
    )  # fmt: skip
    assert counts_of(claims)["count"].tolist() == [57]
