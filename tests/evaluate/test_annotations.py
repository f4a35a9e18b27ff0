"""Annotation files are read whole or refused with the reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sahel_dataset.evaluate.anchors import locate
from sahel_dataset.evaluate.annotations import AnnotationError, parse_annotation, read_annotation
from tests.evaluate.made import TEXT, gold_of, write_json


def test_an_annotation_keeps_what_its_file_says(tmp_path: Path) -> None:
    read = read_annotation(write_json(tmp_path / "tinza.gold.json", gold_of()))
    assert (read.name, read.language, read.source_file) == ("tinza", "en", "en/tinza.txt")
    assert [(one.claimant, one.claimant_kind, one.low, one.high) for one in read.claims] == [
        ("ml_armed_forces", "military", 10, 10),
        (None, "medical_source", 14, None),
        (None, "local_official", None, None),
    ]
    assert read.events[0].actors == {"jnim", "ml_armed_forces"}


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        ([], "JSON object"),
        ({"events": []}, "'claims' is no list"),
        ({"events": [{"anchor": "a raid"}], "claims": []}, "event 1 has no event_type"),
        ({"events": [], "claims": [{"claim_type": "toll", "stance": "asserts"}]}, "claim 1 has no anchor"),
        ({"events": [{"event_type": "coup", "anchor": "a", "date": ["May 2024", None]}], "claims": []}, "is no day"),
        (
            {"events": [{"event_type": "coup", "anchor": "a", "date": "2024-05-06"}], "claims": []},
            "first day, last day",
        ),
        ({"events": [{"event_type": "coup", "anchor": "a", "initiators": "jnim"}], "claims": []}, "list of actor ids"),
    ],
)
def test_what_is_no_annotation_is_refused_with_the_reason(found: Any, reason: str) -> None:
    with pytest.raises(AnnotationError, match=reason):
        parse_annotation(found, "tinza")


@pytest.mark.parametrize("number", ["ten", 2.5, True])
def test_a_figure_that_is_no_whole_number_is_refused(number: Any) -> None:
    found = gold_of()
    found["claims"][0]["low"] = number
    with pytest.raises(AnnotationError, match="claim 1: low"):
        parse_annotation(found, "tinza")


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "tinza.gold.json"
    path.write_text(json.dumps(gold_of())[:100], encoding="utf-8")
    with pytest.raises(AnnotationError, match=r"tinza\.gold\.json is no annotation"):
        read_annotation(path)


def test_words_are_found_across_line_breaks_and_shapes_of_quotation_marks() -> None:
    text = "The group’s\nspokesman spoke of « ten – or more » dead."
    start, end = locate(text, "The group's spokesman") or (0, 0)
    assert text[start:end] == "The group’s\nspokesman"
    start, end = locate(text, "ten - or more") or (0, 0)
    assert text[start:end] == "ten – or more"


def test_words_are_sought_in_the_body_before_the_title() -> None:
    assert locate(TEXT, "raid near Tinza", 40) == (TEXT.rindex("raid near"), TEXT.rindex("raid near") + 15)
    assert locate(TEXT, "Two counts", 40) == (0, 10)
    assert locate(TEXT, "three counts") is None
    assert locate(TEXT, " ") is None
