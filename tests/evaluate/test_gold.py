"""The gold set as it lies in its folder, and the articles it is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from sahel_dataset.evaluate.evaluation import evaluate_gold
from sahel_dataset.evaluate.extracted import from_files, from_tables
from sahel_dataset.evaluate.gold import read_gold
from sahel_dataset.evaluate.params import EvaluateParams
from tests.evaluate.made import TEXT, extraction, gold_of, write_interim, write_json

FEW = EvaluateParams(resamples=50)


def lay_out(folder: Path, *names: str) -> Path:
    for name in names:
        gold = gold_of(article=name, source_file=f"en/{name}.txt")
        write_json(folder / "reports" / f"{name}.gold.json", gold)
    return folder


def test_split_and_second_annotations_are_read_beside_the_first(tmp_path: Path) -> None:
    gold = lay_out(tmp_path, "gorma", "tinza", "wells")
    write_json(gold / "second" / "tinza.gold.json", gold_of(claims=[]))
    (gold / "split.csv").write_text("name,language,split\ntinza,en,held_out\ngorma,en,dev\n", encoding="utf-8")
    read = read_gold(gold)
    assert [(one.name, one.split, one.folder) for one in read.articles] == [
        ("gorma", "dev", "reports"),
        ("tinza", "held_out", "reports"),
        ("wells", "dev", "reports"),
    ]
    assert read.articles[1].second is not None
    assert read.articles[1].second.claims == ()
    assert read.notes == ("not in split.csv, and taken as dev: wells",)


def test_a_folder_without_a_split_is_one_part(tmp_path: Path) -> None:
    read = read_gold(lay_out(tmp_path, "tinza"))
    assert read.articles[0].split is None
    assert list(evaluate_gold(read, {}, FEW).parts) == ["all"]


@pytest.mark.parametrize("rows", ["tinza,en,test\n", ",en,dev\n", "tinza,en,dev\ntinza,en,held_out\n"])
def test_a_split_that_says_something_else_is_refused_with_its_line(tmp_path: Path, rows: str) -> None:
    gold = lay_out(tmp_path, "tinza")
    (gold / "split.csv").write_text(f"name,language,split\n{rows}", encoding="utf-8")
    with pytest.raises(ValueError, match=r"split.csv, line \d"):
        read_gold(gold)


def test_two_annotations_of_one_name_are_refused(tmp_path: Path) -> None:
    gold = lay_out(tmp_path, "tinza")
    write_json(gold / "other" / "tinza.gold.json", gold_of())
    with pytest.raises(ValueError, match="annotate one article"):
        read_gold(gold)


def test_a_folder_without_annotations_is_told_apart_from_none(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="holds no annotation"):
        read_gold(tmp_path)
    with pytest.raises(FileNotFoundError, match="not a folder"):
        read_gold(tmp_path / "none")


def test_what_the_tables_hold_comes_back_as_an_annotation_with_offsets(tmp_path: Path) -> None:
    gold = read_gold(lay_out(tmp_path / "gold", "tinza"))
    found = from_tables(write_interim(tmp_path / "interim", extraction()), gold.articles)["tinza"]
    assert [one.date for one in found.annotation.events] == [("2024-05-07", "2024-05-07")]
    assert found.annotation.events[0].targets == {"ml_armed_forces"}
    assert [one.low for one in found.annotation.claims] == [10, 14]
    assert [TEXT[slice(*found.spans[one.key])] for one in found.annotation.claims] == [
        one.anchor for one in found.annotation.claims
    ]


def test_mentions_keep_the_order_they_were_found_in(tmp_path: Path) -> None:
    import dataclasses

    one = extraction()
    many = [
        dataclasses.replace(one.claims[0], claim_mention_id=f"reports-tinza:c{n}", quantity_low=n) for n in range(12)
    ]
    interim = write_interim(tmp_path / "interim", dataclasses.replace(one, claims=tuple(many)))
    found = from_tables(interim, read_gold(lay_out(tmp_path / "gold", "tinza")).articles)["tinza"]
    assert [claim.low for claim in found.annotation.claims] == list(range(12))


def test_an_article_is_found_by_the_name_of_its_file_where_no_source_file_is_said(tmp_path: Path) -> None:
    write_json(tmp_path / "gold" / "tinza.gold.json", gold_of(source_file=None))
    interim = write_interim(tmp_path / "interim", extraction(), collection="mine")
    assert list(from_tables(interim, read_gold(tmp_path / "gold").articles)) == ["tinza"]


def test_an_article_that_was_not_read_counts_as_empty_and_is_said(tmp_path: Path) -> None:
    gold = read_gold(lay_out(tmp_path / "gold", "gorma", "tinza"))
    found = from_tables(write_interim(tmp_path / "interim", extraction()), gold.articles)
    evaluation = evaluate_gold(gold, found, FEW)
    scores = evaluation.parts["all"]["all"]
    assert scores.measures["claims_lenient"].n_gold == 6
    assert scores.measures["claims_lenient"].n_right == 2
    assert evaluation.notes == ("annotated but not among the extracted, and counted as empty: gorma",)


def test_annotation_files_are_measured_as_the_tables_are(tmp_path: Path) -> None:
    from sahel_dataset.extract.annotate import annotation
    from sahel_dataset.extract.mentions import Article

    gold = read_gold(lay_out(tmp_path / "gold", "tinza"))
    article = Article("reports-tinza", TEXT, TEXT.index("The army"), "en")
    write_json(tmp_path / "pred" / "tinza.pred.json", annotation(article, extraction(), name="tinza"))
    by_file = from_files(tmp_path / "pred", gold.articles)
    by_table = from_tables(write_interim(tmp_path / "interim", extraction()), gold.articles)
    files, tables = (evaluate_gold(gold, found, FEW).parts["all"]["all"] for found in (by_file, by_table))
    assert files.measures == tables.measures
    assert files.fields == tables.fields
    assert by_file["tinza"].source is None


def test_second_annotations_are_measured_as_an_extraction_would_be(tmp_path: Path) -> None:
    gold = lay_out(tmp_path, "tinza")
    second = gold_of()
    second["claims"][0]["low"] = 11
    write_json(gold / "second" / "tinza.gold.json", second)
    agreement = evaluate_gold(read_gold(gold), {}, FEW).agreement["en"]
    assert agreement.measures["claims_strict"].f1 == pytest.approx(2 / 3)
    assert agreement.measures["events"].f1 == 1.0
