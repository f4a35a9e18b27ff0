"""What the bundled reports promise in data/raw/reports/README.md holds for every one of them."""

import csv
import datetime as dt
import html
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

REPORTS = Path(__file__).parents[1] / "data" / "raw" / "reports"
REGISTERS = {"agency lead", "radio brief", "UN digest", "army digest", "NGO digest", "long read"}


@dataclass(frozen=True)
class Report:
    """One report: its name, its metadata and the text of its body."""

    name: str
    shape: str
    meta: dict[str, Any] = field(hash=False)
    body: str

    @property
    def words(self) -> list[str]:
        return self.body.split()


def visible_text(page: str) -> str:
    """Text of an HTML page without its head, scripts and tags."""
    page = re.sub(r"(?s)<(head|script|style)\b.*?</\1>", " ", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def between(text: str, first: str, last: str) -> str:
    """Cut out the stretch of text from the first words to the last words of the body, both included."""
    start = text.index(first)
    return text[start : text.rindex(last) + len(last)]


def read_reports() -> list[Report]:
    """All reports of the collection, in the order of their names."""
    found = []
    for sidecar in sorted(REPORTS.glob("*/*.meta.json")):
        name = sidecar.name.removesuffix(".meta.json")
        meta = json.loads(sidecar.read_text(encoding="utf-8"))
        (path,) = (
            sidecar.with_name(name + shape) for shape in (".txt", ".html") if sidecar.with_name(name + shape).exists()
        )
        text = path.read_text(encoding="utf-8")
        flat = visible_text(text) if path.suffix == ".html" else " ".join(text.split())
        found.append(
            Report(name, path.suffix, meta, between(flat, meta["body"]["first_words"], meta["body"]["last_words"]))
        )
    for path in sorted(REPORTS.glob("exports/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            found.append(Report(record["report"], ".jsonl", record, record["text"]))
    for path in sorted(REPORTS.glob("exports/*.csv")):
        with path.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                meta = {**row, "sources": json.loads(row["sources"]), "other_events": row["other_events"].split()}
                found.append(Report(row["report"], ".csv", meta, row["text"]))
    return sorted(found, key=lambda report: report.name)


REPORT_LIST = read_reports()
each_report = pytest.mark.parametrize("report", REPORT_LIST, ids=lambda report: report.name)


def word_runs(report: Report, length: int = 5) -> set[tuple[str, ...]]:
    """All runs of so many words of a body."""
    words = [word.lower() for word in report.words]
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def likeness(one: Report, other: Report) -> float:
    """Share of the shorter body's five-word runs that the other has too."""
    a, b = word_runs(one), word_runs(other)
    return len(a & b) / min(len(a), len(b))


def test_there_are_at_least_seventy_english_and_fifty_french_reports() -> None:
    counts = Counter(report.meta["language"] for report in REPORT_LIST)
    assert counts["en"] >= 70
    assert counts["fr"] >= 50


def test_every_shape_and_every_register_occurs() -> None:
    assert {report.shape for report in REPORT_LIST} == {".txt", ".html", ".jsonl", ".csv"}
    assert {report.meta["register"] for report in REPORT_LIST} == REGISTERS


def test_names_are_unique_and_every_article_file_has_its_metadata() -> None:
    names = [report.name for report in REPORT_LIST]
    assert len(set(names)) == len(names)
    files = {
        path.stem for folder in ("en", "fr") for path in REPORTS.glob(f"{folder}/*") if path.suffix in (".txt", ".html")
    }
    assert files == {report.name for report in REPORT_LIST if report.shape in (".txt", ".html")}


def test_seventy_events_are_covered_and_twenty_five_by_two_to_four_reports() -> None:
    reports_of_event = Counter(report.meta["event"] for report in REPORT_LIST if not report.meta.get("copy_of"))
    assert len(reports_of_event) >= 70
    assert sum(2 <= number <= 4 for number in reports_of_event.values()) >= 25
    assert max(reports_of_event.values()) <= 4


@each_report
def test_a_report_has_120_to_500_words(report: Report) -> None:
    assert 120 <= len(report.words) <= 500


@each_report
def test_a_report_is_marked_as_written_for_this_project(report: Report) -> None:
    assert report.meta["written_for"] == "sahel_dataset"
    assert report.meta["outlet"] == "sahel_dataset reports"
    assert report.meta["licence"] == "CC-BY-4.0"
    assert report.meta["url"].startswith("https://example.org/")


@each_report
def test_a_report_names_its_sources_and_none_is_younger_than_the_report(report: Report) -> None:
    published = dt.date.fromisoformat(report.meta["published"])
    assert report.name.startswith(published.isoformat())
    assert dt.date(2012, 1, 1) <= published
    assert report.meta["sources"]
    for source in report.meta["sources"]:
        assert set(source) == {"outlet", "date", "url", "taken"}
        assert source["outlet"]
        assert source["taken"]
        if source["date"] is not None:
            assert re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", source["date"])
            assert source["date"] <= published.isoformat()
        else:
            assert source["url"]


@each_report
def test_the_body_holds_no_furniture(report: Report) -> None:
    assert not re.search(
        r"Related articles|Articles liés|Newsletter|Infolettre|Post comment|Skip to content|Publicité", report.body
    )


def test_no_two_reports_share_their_text_unless_one_is_declared_a_copy() -> None:
    by_name = {report.name: report for report in REPORT_LIST}
    declared = {
        frozenset((report.name, report.meta["copy_of"])) for report in REPORT_LIST if report.meta.get("copy_of")
    }
    assert 4 <= len(declared) <= 8
    for pair in declared:
        one, other = sorted(pair)
        assert likeness(by_name[one], by_name[other]) > 0.5
    for one, other in combinations(REPORT_LIST, 2):
        if frozenset((one.name, other.name)) not in declared and one.meta["event"] == other.meta["event"]:
            assert likeness(one, other) < 0.2, (one.name, other.name)


def test_a_copy_appears_no_earlier_than_its_original() -> None:
    by_name = {report.name: report for report in REPORT_LIST}
    for report in REPORT_LIST:
        if report.meta.get("copy_of"):
            assert by_name[report.meta["copy_of"]].meta["published"] <= report.meta["published"]


def test_the_collection_says_where_it_comes_from_and_that_its_text_may_be_passed_on() -> None:
    origin = yaml.safe_load((REPORTS / "collection.yaml").read_text(encoding="utf-8"))["origin"]
    assert origin["producer"] == "The sahel_dataset project"
    assert origin["licence"] == "CC-BY-4.0"
    assert origin["may_redistribute_text"] is True
    assert {"title", "citation", "url", "date_accessed"} <= set(origin)
