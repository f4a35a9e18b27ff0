"""Which pages are worth reading."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.readers import read_records
from sahel_dataset.ingest.records import Metadata, Reason, SourceRecord
from sahel_dataset.ingest.relevance import irrelevance, points
from sahel_dataset.ingest.run import run
from sahel_dataset.ingest.scan import scan

ROOT = Path(__file__).resolve().parents[2]
ABROAD = (
    "The city council voted on Tuesday to close the old bridge for two years. Engineers said that the pillars were worn, "
    "and that lorries would have to take the long way round by the northern suburbs until the work is done."
)


def _page(text: str, **more: str) -> SourceRecord:
    return SourceRecord("p", "p", text, is_html="<p>" in text, metadata=Metadata(**more))


def test_no_bundled_report_is_left_out() -> None:
    params = IngestParams()
    read = [
        record
        for task in scan(ROOT / "data" / "raw", params).tasks
        for record in read_records(task.path, task.source_file, params)
        if isinstance(record, SourceRecord)
    ]
    assert len(read) > 100
    assert [record.source_file for record in read if irrelevance(record, params) is not None] == []


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot dead two herders in the north of Mali, and the army said it was looking for them.",
        "Les soldats maliens ont repris le camp, selon un élu de la commune.",
        "<p>Des hommes arm&eacute;s ont attaqu&eacute; un poste au B&eacute;nin, dans le nord de l&#39;Atacora et de l&#39;Alibori.</p>",
        "JNIM said in a statement on Friday that it had taken the post and the road to it.",
        "Bandits in Nigeria took twenty pupils from a school in Katsina, and the police said they were in pursuit.",
    ],
)
def test_a_page_that_names_the_region_is_read(text: str) -> None:
    assert irrelevance(_page(text), IngestParams()) is None


@pytest.mark.parametrize(
    "text",
    [
        ABROAD,
        "The centre and the north of the city were without power on Monday, and the plateau in the east as well.",
        "Le conseil municipal du centre a voté la réfection de la place dans le nord de la ville, selon le maire.",
        "He will say no more of it, and the man at the gate is of the same mind.",
        "",
    ],
)
def test_a_page_that_does_not_is_passed_over(text: str) -> None:
    assert irrelevance(_page(text), IngestParams()) is Reason.NOT_RELEVANT


def test_a_page_in_another_language_is_passed_over_for_its_language() -> None:
    text = "Soldaten aus Mali und Niger haben am Montag ein Lager nahe Bamako verlassen, teilte das Ministerium mit."
    assert irrelevance(_page(text), IngestParams()) is Reason.LANGUAGE


def test_a_title_that_stands_beside_the_text_counts() -> None:
    assert irrelevance(_page(ABROAD, title="Engineers leave Bamako"), IngestParams()) is None


def test_acronyms_count_in_capitals_only_and_names_only_as_whole_words() -> None:
    assert points("JNIM") == 2
    assert points("jnim") == 0
    assert points("Malibu and formalities") == 0


def test_accents_and_scripts_around_a_name_do_not_hide_it() -> None:
    assert points("中文 Burkina-Faso 中文") == points("burkina faso") >= 2
    assert points("région de Ménaka, près de MÉNAKA") == points("Menaka")


def test_a_name_counts_once_however_often_it_is_told() -> None:
    assert points("Nigeria, Nigeria and again Nigeria") == 1


def test_pages_passed_over_are_counted_by_reason_and_not_listed(tmp_path: Path) -> None:
    story = (
        "Gunmen attacked a post near Djibo in Burkina Faso on Monday and burned two lorries, the mayor said. "
        "The army sent men from the town, who found nobody there when they came at dawn."
    )
    pages = [ABROAD, story, "Soldaten aus Mali und Niger verlassen Bamako. " * 6, ABROAD + " It will cost a lot."]
    (tmp_path / "raw").mkdir()
    lines = [json.dumps({"title": f"Page {n}", "text": text}) for n, text in enumerate(pages)]
    (tmp_path / "raw" / "wire.jsonl").write_text("\n".join(lines))
    summary = run(tmp_path / "raw", tmp_path / "out", IngestParams(relevance=True), workers=1)
    assert summary.n_articles == 1
    assert summary.not_worth_reading == {"language": 1, "not_relevant": 2}
    assert summary.exit_status == 0
    report = json.loads(summary.report.read_text())
    assert report["summary"]["not_worth_reading_by_reason"] == {"language": 1, "not_relevant": 2}
    assert report["not_read"] == []
    assert "3 pages not worth reading (1 language, 2 not relevant)" in summary.sentence()
    whole = run(tmp_path / "raw", tmp_path / "whole", IngestParams(), workers=1)
    assert (whole.n_articles, dict(whole.not_worth_reading)) == (3, {})
