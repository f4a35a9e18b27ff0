"""Cutting articles into sentences and quotations."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_dataset.extract.sentences import quotations, split_sentences


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Twelve died. Nine were hurt.", ["Twelve died.", "Nine were hurt."]),
        ("Gen. Diarra left at 3 p.m. for Gao.", ["Gen. Diarra left at 3 p.m. for Gao."]),
        ("The U.N. mission left. It was 2023.", ["The U.N. mission left.", "It was 2023."]),
        ("Le bilan est de 4.000 morts. M. Diop le dit.", ["Le bilan est de 4.000 morts.", "M. Diop le dit."]),
        ("« Ils ont fui. » Le maire le confirme.", ["« Ils ont fui. »", "Le maire le confirme."]),
        ('"They fled." The mayor agreed.', ['"They fled."', "The mayor agreed."]),
        ("Il y a eu des tirs.Puis le calme.", ["Il y a eu des tirs.", "Puis le calme."]),
        ("First paragraph\nSecond one", ["First paragraph", "Second one"]),
        ("Why? Nobody knows!", ["Why?", "Nobody knows!"]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@given(st.text())
def test_sentences_slice_cover_and_follow_each_other(text: str) -> None:
    spans = split_sentences(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    kept = "".join(text[s.start : s.end] for s in spans)
    assert sorted(kept.split()) == sorted(" ".join(text[s.start : s.end] for s in spans).split()) or kept
    outside = set(range(len(text))) - {i for s in spans for i in range(s.start, s.end)}
    assert all(text[i].isspace() for i in outside)


def test_a_quotation_may_run_over_several_sentences() -> None:
    text = "“We heard shots. We ran. Nobody came,” a resident said."
    assert [text[q.start : q.end] for q in quotations(text)] == ["“We heard shots. We ran. Nobody came,”"]


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    text = '"We ran into the bush.\n"Nobody came," she said.'
    assert [text[q.start : q.end] for q in quotations(text)] == ['"We ran into the bush.', '"Nobody came,"']


def test_french_and_english_marks_are_paired_apart() -> None:
    text = "Il parle de « terroristes » et de “bandits”."
    assert [text[q.start : q.end] for q in quotations(text)] == ["« terroristes »", "“bandits”"]


def test_a_dateline_is_no_part_of_the_first_sentence() -> None:
    for line in ("BAMAKO, Mali (Reuters) - ", "OUAGADOUGOU – ", "NIAMEY: "):
        text = f"{line}Ten herders died."
        assert [text[s.start : s.end] for s in split_sentences(text)] == ["Ten herders died."]


def test_a_name_in_brackets_before_a_dash_is_no_dateline() -> None:
    text = "Le MNLA (Azawad) - un mouvement - a parlé."
    assert [text[s.start : s.end] for s in split_sentences(text)] == [text]
