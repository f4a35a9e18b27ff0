"""What validation finds, and what it leaves alone."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from rich.console import Console

from sahel_dataset.schema import table
from sahel_dataset.validate.command import show
from sahel_dataset.validate.report import render
from sahel_dataset.validate.results import Outcome, TableResult
from sahel_dataset.validate.run import check_tables, run
from tests.sample import Tables, sample_tables, write_sample


def validate(root: Path, made: Tables | None = None) -> Outcome:
    return run(*write_sample(root, made), root / "out")


def check(table_name: str, made: Tables) -> TableResult:
    """Check one table beside the others, in memory."""
    found = {name: table(name).to_arrow(rows) for name, rows in made.items()}
    (result,) = check_tables(found, only=[table_name])
    return result


def changed(table_name: str, row: int, **changes: Any) -> Tables:
    """Return the sample with one row changed."""
    made = sample_tables()
    made[table_name][row] |= changes
    return made


def findings(*results: TableResult, severity: str = "critical") -> set[str]:
    failed = (one for result in results for one in result.results if one.status == "failed")
    return {f"{one.check.table}.{one.check.name}" for one in failed if one.check.severity == severity}


def outcome_of(*results: TableResult) -> Outcome:
    return Outcome(results, Path("results.json"), Path("index.html"))


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return validate(tmp_path_factory.mktemp("good"))


def test_a_sound_dataset_passes_every_check(good: Outcome) -> None:
    assert good.passed
    assert good.count("failed") == 0
    assert good.count("not run") == 0
    assert good.count("passed") > 300


def test_results_are_the_same_bytes_from_run_to_run(good: Outcome, tmp_path: Path) -> None:
    again = validate(tmp_path)
    assert again.results_path.read_bytes() == good.results_path.read_bytes()
    assert again.report_path.read_bytes() == good.report_path.read_bytes()


def test_results_hold_no_paths(good: Outcome) -> None:
    assert str(good.results_path.parent.parent) not in good.results_path.read_text() + good.report_path.read_text()


BREACHES = {
    "events": [
        (0, {"event_type": "battle"}, "event_type.vocabulary"),
        (0, {"date_end": dt.date(2024, 5, 1)}, "days_in_order"),
        (0, {"latitude": 48.8}, "region_box"),
        (0, {"latitude": None}, "coordinates_in_pairs"),
        (0, {"n_independent_sources": 3}, "sources_within_articles"),
        (0, {"country": "Mali"}, "country.pattern"),
        (0, {"place_id": "ml-gone"}, "place_id.reference"),
        (0, {"n_articles": 3}, "articles_are_counted"),
    ],
    "claims": [
        (0, {"measure": None}, "toll_has_a_measure"),
        (1, {"quantity_low": 4}, "toll_has_a_measure"),
        (0, {"quantity_high": 49}, "quantities_in_order"),
        (0, {"quote_start": 20, "quote_end": 72}, "quote_is_its_slice"),
        (0, {"confidence": 1.5}, "confidence.bounds"),
        (0, {"claimant_id": "nobody"}, "claimant_id.reference"),
        (0, {"superseded_by": "c9"}, "superseded_by.reference"),
        (0, {"superseded_by": "c3"}, "replaced_by_the_same_claimant"),
        (0, {"cue": ""}, "cue.length"),
    ],
}


@pytest.mark.parametrize("table_name", BREACHES)
def test_each_broken_row_is_found_by_its_check_and_by_no_other(table_name: str) -> None:
    made = sample_tables()
    (key,) = table(table_name).primary_key
    expected = set()
    for number, (row, changes, name) in enumerate(BREACHES[table_name]):
        copy = made[table_name][row] | {key: f"broken-{number}"} | changes
        made[table_name].append(copy)
        made["event_reports"] += [
            report | {"event_id": copy[key]} for report in made["event_reports"][:2] if table_name == "events"
        ]
        expected.add((name, copy[key]))
    critical = list(outcome_of(check(table_name, made)).failed("critical"))
    assert {(one.check.name, row[key]) for one in critical for row in one.failing} == expected
    assert sum(one.n_failing for one in critical) == len(expected)


@pytest.mark.parametrize(
    ("table_name", "row", "changes", "expected"),
    [
        ("estimates", 2, {"low": 20}, "figures_in_order"),
        ("estimates", 2, {"claim_ids": ["c1", "c3", "c9"]}, "claim_ids.reference"),
        ("estimates", 2, {"measure": "wounded"}, "claims_are_about_the_event"),
        ("estimates", 2, {"n_claims": 2}, "claims_are_counted"),
        ("actor_relations", 0, {"related_actor_id": "csp"}, "not_its_own_relation"),
        ("actors", 1, {"active_to": "2020"}, "active_in_order"),
        ("articles", 0, {"published_basis": "none"}, "a_date_has_a_basis"),
        ("articles", 0, {"n_chars": 7}, "text_is_the_one_measured"),
        ("event_reports", 0, {"end": 100_000}, "passage_inside_text"),
    ],
)
def test_a_broken_row_is_found_and_named_by_its_whole_key(
    table_name: str, row: int, changes: dict[str, Any], expected: str
) -> None:
    made = changed(table_name, row, **changes)
    (result,) = outcome_of(check(table_name, made)).failed("critical")
    assert result.check.name == expected
    assert result.n_failing == 1
    (named,) = result.failing
    assert all(named[column] == str(made[table_name][row][column]) for column in table(table_name).primary_key)


def test_a_warning_does_not_stop_the_pipeline() -> None:
    found = check("events", changed("events", 0, first_reported_on=dt.date(2024, 5, 1)))
    assert findings(found, severity="warning") == {"events.not_reported_before_it_happened"}
    assert outcome_of(found).passed
    assert "Every critical check holds" in render(outcome_of(found))


def test_an_event_abroad_may_lie_outside_the_region() -> None:
    found = check("events", changed("events", 0, country="FR", latitude=48.9, longitude=2.4))
    assert findings(found) == set()
    assert findings(found, severity="warning") == {"events.outside_the_region"}


def test_a_quote_is_sliced_by_characters_and_not_by_bytes() -> None:
    made = sample_tables()
    text = "L’été à Gao 🕊️. « Vingt-deux morts », dit-il."
    quote = "« Vingt-deux morts »"
    made["texts"][1]["text"] = text
    made["claims"][3] |= {"quote": quote, "quote_start": text.index(quote)}
    made["claims"][3]["quote_end"] = made["claims"][3]["quote_start"] + len(quote)
    assert findings(check("claims", made)) == set()


def test_double_and_missing_keys_are_found_in_files_written_by_others() -> None:
    found = {name: table(name).to_arrow(rows) for name, rows in sample_tables().items()}
    rows = found["actors"].to_pylist()
    loose = pa.schema([field.with_nullable(True) for field in table("actors").arrow_schema])
    nameless = rows[0] | {"actor_id": "ghost", "name": None}
    found["actors"] = pa.Table.from_pylist([*rows, rows[0], nameless], schema=loose)
    (result,) = check_tables(found, only=["actors"])
    assert findings(result) == {"actors.primary_key", "actors.name.required"}
    assert result.digest is None


def test_columns_of_another_name_or_type_are_found() -> None:
    found = {name: table(name).to_arrow(rows) for name, rows in sample_tables().items()}
    renamed = found["actor_names"].rename_columns(["actor_id", "name", "lang", "valid_from", "valid_to"])
    found["actor_names"] = renamed.set_column(3, "valid_from", pa.array([2021]))
    (result,) = check_tables(found, only=["actor_names"])
    assert {"actor_names.columns", "actor_names.valid_from.type"} <= findings(result)
    (columns,) = (one for one in result.results if one.check.name == "columns")
    assert "lang" in (columns.reason or "")


def test_a_table_that_cannot_be_read_is_critical_and_the_rest_is_checked(tmp_path: Path) -> None:
    processed, interim = write_sample(tmp_path)
    (processed / "places.parquet").unlink()
    (processed / "actor_names.parquet").write_text("not Parquet")
    outcome = run(processed, interim, tmp_path / "out")
    assert findings(*outcome.tables) == {"places.file", "actor_names.file"}
    assert "there is no such file" in outcome.report_path.read_text()
    assert outcome.count("not run") == 1
    assert outcome.count("passed") > 300


def test_without_the_texts_quotes_are_not_checked_and_the_report_says_so() -> None:
    found = {name: table(name).to_arrow(rows) for name, rows in sample_tables().items() if name != "texts"}
    outcome = outcome_of(*check_tables(found, only=["claims", "event_reports", "articles"]))
    assert outcome.passed
    not_run = {one.check.name for of in outcome.tables for one in of.results if one.status == "not run"}
    assert not_run == {"quote_is_its_slice", "passage_inside_text", "text_is_the_one_measured"}
    assert "Not run: it looks into texts, not found here." in render(outcome)


def test_an_empty_dataset_is_sound() -> None:
    empty = {name: table(name).to_arrow([]) for name in sample_tables()}
    outcome = outcome_of(*check_tables(empty, only=["events", "estimates", "event_actors"]))
    assert outcome.count("failed") == outcome.count("not run") == 0


def test_the_results_count_what_failed_and_name_its_rows() -> None:
    found = check("claims", changed("claims", 2, claimant_kind="nurse"))
    results = json.loads(outcome_of(found).to_json())
    assert results["passed"] is False
    assert results["n_failed"] == {"critical": 1, "warning": 0}
    (failed,) = (one for one in results["tables"][0]["checks"] if one["status"] == "failed")
    assert failed["failing"] == [{"claim_id": "c3", "claimant_kind": "nurse"}]


def test_the_screen_names_the_failing_rows(tmp_path: Path) -> None:
    outcome = outcome_of(check("claims", changed("claims", 2, claimant_kind="nurse\x1b[2J")))
    console = Console(width=60, record=True, file=(tmp_path / "screen").open("w"))
    show(outcome, console)
    screen = console.export_text()
    assert "CRITICAL claims: claimant_kind is a term of the vocabulary claimant_kind." in screen
    assert "claim_id=c3" in screen
    assert "\x1b[2J" not in screen
    assert str(outcome.report_path) in screen


def test_markup_in_a_failing_value_is_shown_as_text() -> None:
    found = check("claims", changed("claims", 0, claimant_kind="<script>alert('\u202e')</script>"))
    page = render(outcome_of(found))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(&#39;\\u202e&#39;)&lt;/script&gt;" in page


def test_the_report_needs_nothing_from_elsewhere(good: Outcome) -> None:
    page = good.report_path.read_text()
    assert "http://" not in page and "https://" not in page
    assert "src=" not in page and 'rel="stylesheet"' not in page
