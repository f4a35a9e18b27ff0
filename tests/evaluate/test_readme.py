"""The figures where people read them: metrics.json, the README's table, the plots, the command."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from sahel_dataset.evaluate.command import evaluate
from sahel_dataset.evaluate.evaluation import evaluate_gold
from sahel_dataset.evaluate.extracted import from_tables
from sahel_dataset.evaluate.gold import read_gold
from sahel_dataset.evaluate.metrics import metrics_of, read_metrics
from sahel_dataset.evaluate.params import EvaluateParams
from sahel_dataset.evaluate.plots import write_plots
from sahel_dataset.evaluate.readme import BEGIN, END, accuracy_table, is_current, write_table
from tests.evaluate.made import extraction, gold_of, write_interim, write_json

APP = typer.Typer()
APP.command()(evaluate)
NAMES = ("gorma", "tinza", "wells")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a checkout with three annotated articles, one of them set aside, one annotated twice."""
    for name in NAMES:
        gold = gold_of(article=name, source_file=f"en/{name}.txt")
        write_json(tmp_path / "data" / "gold" / "reports" / f"{name}.gold.json", gold)
    write_json(tmp_path / "data" / "gold" / "second" / "gorma.gold.json", gold_of(article="gorma"))
    rows = "gorma,en,dev\ntinza,en,held_out\nwells,en,dev\n"
    (tmp_path / "data" / "gold" / "split.csv").write_text(f"name,language,split\n{rows}", encoding="utf-8")
    write_interim(tmp_path / "data" / "interim", *(extraction(f"reports-{name}") for name in NAMES))
    (tmp_path / "dvc.yaml").touch()
    (tmp_path / "params.yaml").write_text("evaluate:\n  resamples: 50\n", encoding="utf-8")
    (tmp_path / "README.md").write_text(f"# Data\n\n{BEGIN}\n{END}\n\nMore.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*options: str) -> str:
    answer = CliRunner().invoke(APP, list(options))
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_the_stage_writes_figures_plots_and_page(checkout: Path) -> None:
    output = run()
    assert "held_out all: claims right" in output
    assert (checkout / "reports" / "accuracy" / "index.html").is_file()
    figures = read_metrics(checkout / "metrics.json")
    assert sorted(figures) == ["agreement", "dev", "held_out"]
    assert figures["dev"]["en"]["articles"] == 2
    # One of three claims is right; two are extracted.
    assert figures["held_out"]["all"]["claims_strict"] == {
        "f1": 0.4,
        "f1_interval": None,
        "precision": 0.5,
        "recall": 0.333,
    }
    assert figures["held_out"]["all"]["fields"]["date"] == 0.0
    assert figures["agreement"]["all"]["claims_strict"]["f1"] == 1.0


def test_the_stage_writes_the_same_bytes_twice(checkout: Path) -> None:
    def written() -> dict[str, bytes]:
        run()
        files = [checkout / "metrics.json", *sorted((checkout / "reports").rglob("*.*"))]
        return {path.name: path.read_bytes() for path in files if path.is_file()}

    assert written() == written()


def test_the_table_is_written_and_found_current_until_a_figure_changes(checkout: Path) -> None:
    run()
    readme = checkout / "README.md"
    assert CliRunner().invoke(APP, ["--check", "README.md"]).exit_code == 1
    run("--write", "README.md")
    run("--check", "README.md")
    assert readme.read_text(encoding="utf-8").startswith(f"# Data\n\n{BEGIN}\n| | Set aside (1) |")
    assert readme.read_text(encoding="utf-8").endswith(f"|\n{END}\n\nMore.\n")
    assert run("--table").strip() in readme.read_text(encoding="utf-8")
    metrics = checkout / "metrics.json"
    metrics.write_text(metrics.read_text(encoding="utf-8").replace("0.4,", "0.5,"), encoding="utf-8")
    stale = CliRunner().invoke(APP, ["--check", "README.md"])
    assert stale.exit_code == 1
    assert "run `sahel evaluate --write README.md`" in stale.output


def test_other_folders_are_measured_without_touching_the_checkout(checkout: Path) -> None:
    write_json(checkout / "mine" / "tinza.gold.json", gold_of())
    write_json(checkout / "pred" / "tinza.pred.json", gold_of(claims=[]))
    output = run("--gold", "mine", "--predicted", "pred")
    assert "all en: claims found" in output
    assert not (checkout / "metrics.json").exists()
    assert not (checkout / "reports").exists()
    run("--gold", "mine", "--predicted", "pred", "--out", "page", "--metrics", "mine.json")
    assert (checkout / "page" / "index.html").is_file()
    assert json.loads((checkout / "mine.json").read_text(encoding="utf-8"))["all"]["all"]["events"]["f1"] == 1.0


def test_a_page_with_every_text_needs_a_place_of_its_own(checkout: Path) -> None:
    answer = CliRunner().invoke(APP, ["--private"])
    assert isinstance(answer.exception, ValueError)
    assert "--out" in str(answer.exception)


def test_articles_are_read_here_and_now_when_a_folder_of_them_is_named(checkout: Path) -> None:
    words = "The army said that ten of its soldiers had been killed in the raid near Gao on Monday. "
    words += "A nurse at the hospital in Gao said that at least 14 people had died in the attack on the camp."
    (checkout / "articles").mkdir()
    (checkout / "articles" / "tinza.txt").write_text(f"Raid near Gao\n\n{words}\n", encoding="utf-8")
    claim = gold_of()["claims"][1] | {"anchor": "A nurse at the hospital in Gao said that at least 14 people had died"}
    write_json(checkout / "mine" / "tinza.gold.json", gold_of(source_file="tinza.txt", claims=[claim], events=[]))
    run(
        "--gold",
        "mine",
        "--articles",
        "articles",
        "--workers",
        "1",
        "--metrics",
        "m.json",
        "--out",
        "page",
        "--private",
    )
    assert read_metrics(checkout / "m.json")["all"]["en"]["claims_lenient"]["recall"] == 1.0
    assert "A nurse at the hospital" in (checkout / "page" / "index.html").read_text(encoding="utf-8")


def test_a_file_without_marks_or_without_figures_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Data\n", encoding="utf-8")
    with pytest.raises(ValueError, match="has no place for the table"):
        is_current(tmp_path / "README.md", {})
    with pytest.raises(FileNotFoundError, match="sahel evaluate"):
        read_metrics(tmp_path / "metrics.json")
    (tmp_path / "metrics.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(ValueError, match="holds no metrics"):
        read_metrics(tmp_path / "metrics.json")


def test_writing_a_current_table_leaves_the_file_alone(checkout: Path) -> None:
    figures = {"all": {"all": {"articles": 3, "fields": {}}}}
    assert write_table(checkout / "README.md", figures)
    before = (checkout / "README.md").stat().st_mtime_ns
    assert not write_table(checkout / "README.md", figures)
    assert (checkout / "README.md").stat().st_mtime_ns == before


def test_the_table_has_a_column_for_each_part_there_is(checkout: Path) -> None:
    run()
    heading = accuracy_table(read_metrics(checkout / "metrics.json")).splitlines()[0]
    assert heading == (
        "| | Set aside (1) | Set aside, English (1) | Used while improving (2) | Annotated a second time (1) |"
    )


def test_plots_have_a_row_for_every_figure_and_every_item(checkout: Path) -> None:
    gold = read_gold(checkout / "data" / "gold")
    evaluation = evaluate_gold(gold, from_tables(checkout / "data" / "interim", gold.articles), EvaluateParams(50))
    write_plots(evaluation, checkout / "plots")

    def rows(name: str) -> list[dict[str, str]]:
        with (checkout / "plots" / name).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    assert len({row["label"] for row in rows("f1.csv")}) == len(rows("f1.csv")) == 4 * 2 * 2
    assert {row["kind"]: row["n"] for row in rows("errors.csv")}["missed claim"] == "3"
    kinds = [(row["gold"], row["extracted"]) for row in rows("claimant_kinds.csv")]
    assert kinds.count(("medical_source", "military")) == 3
    assert kinds.count(("local_official", "(none)")) == 3
    assert [row for row in rows("event_types.csv") if row["gold"] != row["extracted"]] == []
    assert metrics_of(evaluation)["dev"]["all"]["fields"]["stance"] == 1.0
