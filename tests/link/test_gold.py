"""Linking on texts of our own, in both languages, with near misses made on purpose."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict

from benchmarks.link_accuracy import GOLD, by_hand, score


def test_hand_coded_mentions_are_linked_as_well_as_promised() -> None:
    gold, found, _ = by_hand()
    scores = score(gold, found)
    assert scores.f1 >= 0.90
    assert scores.precision >= 0.93
    assert scores.b3_f1 >= 0.90


def test_mentions_with_damaged_fields_still_meet_and_are_seldom_put_together_wrongly() -> None:
    gold, found, _ = by_hand(seed=0)
    scores = score(gold, found)
    assert scores.precision >= 0.93
    assert scores.f1 >= 0.85


def test_the_gold_has_the_size_and_the_languages_that_it_claims() -> None:
    gold, _, _ = by_hand()
    assert len(set(gold.values())) == 93
    assert len(gold) == 211
    languages = Counter(entry["language"] for entry in map(json.loads, (GOLD / "texts.jsonl").open(encoding="utf-8")))
    assert languages.keys() == {"en", "fr"}
    assert languages.total() >= 120
    assert min(languages.values()) >= 60


def test_events_are_told_in_both_languages() -> None:
    language = {
        entry["id"]: entry["language"] for entry in map(json.loads, (GOLD / "texts.jsonl").open(encoding="utf-8"))
    }
    told = defaultdict(set)
    with (GOLD / "clusters.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            told[row["event"]].add(language[row["text_id"]])
    assert sum(len(languages) == 2 for languages in told.values()) >= 40
