"""Groups hold no contradiction, and no order decides about them."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sahel_dataset.link.cluster import cluster
from sahel_dataset.link.compare import Comparison
from sahel_dataset.link.params import LinkParams


def judge(score: np.ndarray, apart: np.ndarray, weight: np.ndarray | None = None):
    """Return a comparison function that looks the points up."""

    def compare(i: np.ndarray, j: np.ndarray) -> Comparison:
        none = np.zeros(len(i))
        return Comparison(
            time=score[i, j], place=none, type=none, sides=none, figures=none, words=none,
            apart=apart[i, j].astype(np.int8), contradicts=apart[i, j],
            vague=np.ones(len(i)) if weight is None else weight[i, j],
        )  # fmt: skip

    return compare


def group(score: np.ndarray, apart: np.ndarray, vague: np.ndarray | None = None, **params: float) -> np.ndarray:
    n = len(score)
    i, j = np.triu_indices(n, 1)
    settings_ = LinkParams(**params)
    return cluster(n, i, j, judge(score, apart), np.zeros(n, bool) if vague is None else vague, settings_).event


def symmetric(n: int, values: dict[tuple[int, int], float], rest: float = 0.0) -> np.ndarray:
    matrix = np.full((n, n), rest)
    for (a, b), value in values.items():
        matrix[a, b] = matrix[b, a] = value
    return matrix


def test_a_chain_of_likenesses_does_not_join_its_ends() -> None:
    score = symmetric(3, {(0, 1): 15.0, (1, 2): 12.0, (0, 2): 15.0})
    apart = symmetric(3, {(0, 2): 1}).astype(bool)
    assert group(score, apart).tolist() == [0, 0, 2]


def test_the_average_decides_and_not_the_best_pair() -> None:
    score = symmetric(4, {(0, 1): 15.0, (2, 3): 15.0, (0, 2): 12.0}, rest=-5.0)
    assert group(score, np.zeros((4, 4), bool)).tolist() == [0, 0, 2, 2]


def test_a_component_that_is_too_large_is_cut_at_its_weakest_links() -> None:
    score = symmetric(
        6, {(0, 1): 20.0, (1, 2): 20.0, (0, 2): 20.0, (3, 4): 20.0, (4, 5): 20.0, (3, 5): 20.0, (2, 3): 10.0}
    )
    events = group(score, np.zeros((6, 6), bool), largest_block=4)
    assert events.tolist() == [0, 0, 0, 3, 3, 3]


matrices = st.integers(2, 9).flatmap(
    lambda n: st.tuples(
        st.just(n),
        st.lists(st.integers(0, 20), min_size=n * n, max_size=n * n),
        st.lists(st.booleans(), min_size=n * n, max_size=n * n),
        st.lists(st.booleans(), min_size=n, max_size=n),
        st.permutations(range(n)),
    )
)


@settings(deadline=None, max_examples=200)
@given(matrices)
def test_no_group_holds_a_pair_that_is_kept_apart(drawn: tuple) -> None:
    n, points, bans, vague, _ = drawn
    score, apart = np.reshape(points, (n, n)).astype(float), np.reshape(bans, (n, n))
    score, apart = np.triu(score, 1) + np.triu(score, 1).T, np.triu(apart, 1) | np.triu(apart, 1).T
    event = group(score, apart, np.array(vague))
    together = event[:, None] == event[None, :]
    assert not (together & apart).any()


@settings(deadline=None, max_examples=200)
@given(matrices)
def test_the_order_of_the_mentions_decides_nothing(drawn: tuple) -> None:
    n, points, bans, vague, order = drawn
    # Distinct points: equal ones are told apart by the mentions' keys, which a permutation of numbers would change.
    score = np.reshape(points, (n, n)) + np.arange(n * n).reshape(n, n) / 1000.0
    apart = np.reshape(bans, (n, n))
    score, apart = np.triu(score, 1) + np.triu(score, 1).T, np.triu(apart, 1) | np.triu(apart, 1).T
    order = np.array(order)
    event = group(score, apart, np.array(vague))
    shuffled = group(score[np.ix_(order, order)], apart[np.ix_(order, order)], np.array(vague)[order])
    before = event[order][:, None] == event[order][None, :]
    assert (before == (shuffled[:, None] == shuffled[None, :])).all()


def test_the_order_of_the_candidate_pairs_decides_nothing() -> None:
    chance = np.random.default_rng(3)
    score = chance.integers(0, 20, (12, 12)).astype(float)
    score = np.triu(score, 1) + np.triu(score, 1).T
    i, j = np.triu_indices(12, 1)
    compare = judge(score, np.zeros((12, 12), bool))
    plain = cluster(12, i, j, compare, np.zeros(12, bool), LinkParams()).event
    mixed = chance.permutation(len(i))
    assert (cluster(12, i[mixed], j[mixed], compare, np.zeros(12, bool), LinkParams()).event == plain).all()
