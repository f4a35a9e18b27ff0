"""Counts and figures on annotations small enough to count by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_dataset.evaluate.annotations import Annotation
from sahel_dataset.evaluate.pairing import compare, pair
from sahel_dataset.evaluate.params import EvaluateParams
from sahel_dataset.evaluate.scores import Measure, Share, score
from sahel_dataset.evaluate.tally import FIELDS, MEASURES, tally
from tests.evaluate.made import claim, event

FEW = EvaluateParams(resamples=50)
WORDS = ("A nurse counted at least 14 dead", "The governor denied that the town had been taken")


def both() -> tuple[Annotation, Annotation]:
    """Return two events and three claims as annotated, and two events and three claims as extracted."""
    gold = Annotation(
        "tinza",
        events=(event("e1"), event("e2", "coup", date=("2020-08-18", None), place="Bamako", background=True)),
        claims=(
            claim("c1"),
            claim("c2", anchor=WORDS[0], claimant=None, claimant_kind="medical_source", low=14, high=None),
            claim("c3", "control", stance="denies", anchor=WORDS[1], claimant=None, claimant_kind="local_official"),
        ),
    )
    extracted = Annotation(
        "tinza",
        events=(event("e1", date=("2024-05-06", "2024-05-07")), event("e2", "protest", place="Gao", country="NE")),
        claims=(
            claim("c1"),
            claim("c2", anchor=WORDS[0], low=14, high=14, victim_class="people"),
            claim("c3", "occurrence", anchor=WORDS[1]),
        ),
    )
    return gold, extracted


def test_an_article_is_counted_as_by_hand() -> None:
    assert tally(compare(*both())) == {
        "events": (1, 2, 2),
        "claims_lenient": (2, 3, 3),
        "claims_strict": (1, 3, 3),
        "tolls_strict": (1, 2, 2),
        "news_found": (1, 1),
        "event_type": (1, 1),
        "date": (0, 1),
        "place": (1, 1),
        "country": (1, 1),
        "initiators": (1, 1),
        "background": (1, 1),
        "realis": (1, 1),
        "claimant": (1, 2),
        "stance": (2, 2),
        "figures": (1, 2),
        "victim_class": (1, 2),
    }


def test_an_article_of_which_nothing_was_extracted_counts_as_missed() -> None:
    gold, _ = both()
    counts = tally(compare(gold, Annotation("tinza")))
    assert counts["events"] == (0, 2, 0)
    assert counts["claims_strict"] == (0, 3, 0)
    assert counts["news_found"] == (0, 1)
    scores = score([counts, counts], FEW)
    assert scores.measures["events"].f1 == 0.0
    assert scores.fields["date"].share is None


def test_figures_are_of_the_summed_counts_not_the_mean_of_articles() -> None:
    gold, extracted = both()
    scores = score([tally(compare(gold, extracted)), tally(compare(gold, gold))], FEW)
    claims = scores.measures["claims_strict"]
    assert (claims.n_right, claims.n_gold, claims.n_extracted) == (4, 6, 6)
    assert (claims.precision, claims.recall, claims.f1) == pytest.approx((4 / 6, 4 / 6, 4 / 6))
    assert scores.fields["figures"].share == pytest.approx(3 / 4)
    assert scores.n_articles == 2


def test_an_annotation_measured_against_itself_has_nothing_wrong() -> None:
    gold, _ = both()
    scores = score([tally(compare(gold, gold))] * 2, FEW)
    assert {one.f1 for one in scores.measures.values()} == {1.0}
    assert {one.share for one in scores.fields.values()} == {1.0}
    assert {one.interval for one in scores.measures.values()} == {(1.0, 1.0)}


def test_precision_and_recall_without_anything_are_nought() -> None:
    assert (Measure(0, 0, 0).precision, Measure(0, 0, 0).recall, Measure(0, 0, 0).f1) == (0.0, 0.0, 0.0)
    assert Share(0, 0).share is None


def test_the_most_alike_are_paired_first_and_each_item_once() -> None:
    both_ways = pair([0, 10], [9, 11, 30], lambda a, b: 1 / (1 + abs(a - b)), least=0.05)
    # 10 is as near to 9 as to 11; the later one is taken, as sorting from the top does.
    assert both_ways.found == ((0, 9), (10, 11))
    assert both_ways.spurious == (30,)


def test_one_article_has_no_interval_and_two_have_one_that_holds_the_figure() -> None:
    gold, extracted = both()
    good, bad = tally(compare(gold, gold)), tally(compare(gold, extracted))
    assert score([good], FEW).measures["events"].interval is None
    found = score([good, bad] * 5, EvaluateParams(resamples=500)).measures["claims_strict"]
    assert found.interval is not None
    low, high = found.interval
    assert 1 / 3 <= low < found.f1 < high <= 1


def test_intervals_are_the_same_for_the_same_seed_and_others_for_another() -> None:
    gold, extracted = both()
    tallies = [tally(compare(gold, gold)), tally(compare(gold, extracted)), tally(compare(gold, Annotation("x")))] * 4
    once, twice = (score(tallies, EvaluateParams(seed=3)).measures["events"].interval for _ in range(2))
    assert once == twice
    assert any(score(tallies, EvaluateParams(seed=n)).measures["claims_strict"].interval != once for n in range(3))


counts = st.integers(0, 9).flatmap(
    lambda right: st.fixed_dictionaries(
        {
            **{name: st.tuples(st.just(right), st.integers(right, 12), st.integers(right, 12)) for name in MEASURES},
            **{name: st.tuples(st.just(right), st.integers(right, 12)) for name in FIELDS},
        }
    )
)


@given(st.lists(counts, min_size=1, max_size=6))
def test_every_figure_lies_between_nought_and_one_and_in_no_order_of_articles_differs(tallies: list) -> None:  # type: ignore[type-arg]
    forth, back = score(tallies, FEW), score(tallies[::-1], FEW)
    for name, one in forth.measures.items():
        assert 0 <= one.f1 <= 1
        assert min(one.precision, one.recall) - 1e-12 <= one.f1 <= max(one.precision, one.recall) + 1e-12
        assert one.f1 == back.measures[name].f1
        assert one.interval is None or 0 <= one.interval[0] <= one.interval[1] <= 1


@pytest.mark.parametrize("wrong", [{"resamples": 0}, {"confidence": 1.0}, {"confidence": 0.0}])
def test_settings_that_make_no_interval_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"evaluate\."):
        EvaluateParams(**wrong)  # type: ignore[arg-type]
