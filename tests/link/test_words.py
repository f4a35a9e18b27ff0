"""Words and counts in common."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sahel_dataset.link.weights import read_weights
from sahel_dataset.link.words import counts_of, number_tokens, word_points

WEIGHTS = read_weights()


def points(*passages: str, sources: tuple[str, ...] | None = None, without: str | None = None) -> float:
    names = sources or tuple(f"s{n}" for n in range(len(passages)))
    tokens = number_tokens(passages, names, [without] * len(passages), WEIGHTS)
    return float(word_points(tokens, np.array([0]), np.array([1]), WEIGHTS)[0])


def test_words_in_common_count_in_proportion() -> None:
    assert points("convoy hospital market bridge", "convoy hospital market bridge") == 3.0
    assert points("convoy hospital market bridge", "convoy hospital river mosque", "market bridge river mosque") == 1.5


def test_cognates_of_two_languages_are_words_in_common() -> None:
    assert points("convoy ambushed, hostages, mosque", "convoi, otages, hostages; mosquée, ambushed") == 3.0


def test_two_words_are_too_few_to_count() -> None:
    assert points("convoy hospital", "convoy hospital") == 0.0


def test_the_places_name_is_judged_as_a_place_and_not_as_a_word() -> None:
    assert points("convoy bridge Gaskinde", "convoy bridge Gaskinde", without="Gaskindé") == 0.0


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
