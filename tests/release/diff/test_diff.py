"""What changed between two releases, and why."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import typer
from typer.testing import CliRunner

from sahel_dataset.release.command import diff as command
from sahel_dataset.release.diff.run import compare
from sahel_dataset.release.diff.snapshot import open_snapshot
from sahel_dataset.release.diff.words import SHOWN, changes_in_words
from sahel_dataset.schema import table, tables
from tests.release.conftest import VERSION
from tests.sample import Tables, sample_tables, write_sample

APP = typer.Typer()
APP.command()(command)
Rows = list[dict[str, Any]]


def _id(event_id: str, status: str = "active", **values: Any) -> dict[str, Any]:
    return dict.fromkeys(table("event_ids").columns) | {
        "event_id": event_id,
        "status": status,
        "founding_mention": f"m-{event_id}",
        **values,
    }


def base_tables() -> Tables:
    """Return the sample with a second event, told by the second article."""
    made = sample_tables()
    made["events"].append(
        made["events"][0] | {"event_id": "e2", "place_name": "Tinza-Nord", "summary": "Another clash."}
    )
    made["event_reports"].append(made["event_reports"][1] | {"event_id": "e2", "start": 8, "end": 12})
    made["event_ids"] = [_id("e1"), _id("e2")]
    return made


@pytest.fixture
def compared(tmp_path: Path) -> Callable[..., pd.DataFrame]:
    """Return a function that changes the tables and compares them with what they were."""

    def run(
        change: Callable[[Tables], None], facts: tuple[dict[str, str], dict[str, str]] | None = None
    ) -> pd.DataFrame:
        folders = []
        for number, edit in enumerate((None, change)):
            made = base_tables()
            if edit is not None:
                edit(made)
            root = tmp_path / str(number)
            write_sample(root, made)
            folders.append(open_snapshot(root, f"release {number}"))
        old, new = folders
        if facts:
            old.facts, new.facts = (_facts(one) for one in facts)
        found = compare(old, new)
        table("changes").to_arrow(found)
        found.attrs["words"] = changes_in_words(found, old, new)
        return found

    return run


def _facts(fingerprints: dict[str, str]) -> Any:
    from sahel_dataset.release.facts import ReleaseFacts, Work

    work = Work("t", "a", "CC0-1.0", ({"name": "n"},))
    return ReleaseFacts("2026.1.0", dt.date(2026, 1, 1), work, {}, {}, fingerprints=fingerprints)


def rows(found: pd.DataFrame, name: str) -> list[dict[str, Any]]:
    kept = found[found["table_name"] == name].drop(columns=["change_id", "table_name"])
    return [
        {str(key): value for key, value in row.items() if value is not None}
        for row in kept.astype(object).where(kept.notna(), None).to_dict("records")
    ]


def _one(made: Rows, **key: str) -> dict[str, Any]:
    (found,) = (row for row in made if all(row[name] == value for name, value in key.items()))
    return found


def test_equal_releases_have_no_changes(compared: Callable[..., pd.DataFrame]) -> None:
    found = compared(lambda made: None)
    assert found.empty
    assert "Nothing is different" in found.attrs["words"]


def test_a_field_that_is_read_differently_is_a_new_rule(compared: Callable[..., pd.DataFrame]) -> None:
    def change(made: Tables) -> None:
        _one(made["events"], event_id="e2")["event_type"] = "shelling"

    assert rows(compared(change), "events") == [
        {
            "row_key": "e2",
            "change": "recoded",
            "column_name": "event_type",
            "old_value": "armed_clash",
            "new_value": "shelling",
            "reason": "new_rule",
        }
    ]


def _new_article(made: Tables) -> None:
    made["articles"].append(
        made["articles"][0] | {"article_id": "a3", "source_file": "a3.txt", "text_sha256": "0" * 64}
    )
    made["event_reports"].append(made["event_reports"][0] | {"article_id": "a3"})


def test_a_field_that_a_new_article_settles_names_the_article(compared: Callable[..., pd.DataFrame]) -> None:
    def change(made: Tables) -> None:
        _new_article(made)
        event = _one(made["events"], event_id="e1")
        event |= {"n_articles": 3, "geo_precision": "exact"}
        made["events"][0] = event

    found = rows(compared(change), "events")
    assert {(row["column_name"], row["reason"], row["explanation"]) for row in found} == {
        ("geo_precision", "new_article", "a3"),
        ("n_articles", "new_article", "a3"),
    }


def test_a_new_event_of_a_new_article_is_added_because_of_it(compared: Callable[..., pd.DataFrame]) -> None:
    def change(made: Tables) -> None:
        _new_article(made)
        made["event_reports"][-1]["event_id"] = "e3"
        made["events"].append(made["events"][0] | {"event_id": "e3", "summary": "A third clash."})
        made["event_ids"].append(_id("e3"))

    found = compared(change)
    assert rows(found, "events") == [{"row_key": "e3", "change": "added", "reason": "new_article", "explanation": "a3"}]
    assert rows(found, "articles") == [
        {"row_key": "a3", "change": "added", "reason": "new_article", "explanation": "a3"}
    ]
    assert "- `e3`: A third clash. *(new article: a3)*" in found.attrs["words"]


def test_an_article_whose_text_changed_is_revised_and_not_new(compared: Callable[..., pd.DataFrame]) -> None:
    def change(made: Tables) -> None:
        for name in ("articles", "event_reports", "claims"):
            for row in made[name]:
                if row["article_id"] == "a2":
                    row["article_id"] = "a2-revised"
        _one(made["events"], event_id="e2")["realis"] = "denied"

    found = compared(change)
    assert {row["reason"] for row in rows(found, "articles")} == {"revised_article"}
    assert rows(found, "events")[0]["reason"] == "revised_article"


def test_an_event_whose_article_is_gone_is_withdrawn_because_of_it(compared: Callable[..., pd.DataFrame]) -> None:
    def change(made: Tables) -> None:
        for name in ("articles", "event_reports", "claims", "texts"):
            made[name] = [row for row in made[name] if row["article_id"] != "a2"]
        made["events"] = [row for row in made["events"] if row["event_id"] != "e2"]
        made["event_ids"] = [_id("e1"), _id("e2", "withdrawn", reason="No article tells of it any more.")]

    found = compared(change)
    assert rows(found, "events") == [
        {
            "row_key": "e2",
            "change": "withdrawn",
            "reason": "article_gone",
            "explanation": "No article tells of it any more.",
        }
    ]
    assert [row["reason"] for row in rows(found, "claims")] == ["article_gone"]


def _merge(made: Tables) -> None:
    made["events"] = [row for row in made["events"] if row["event_id"] != "e2"]
    made["event_ids"] = [_id("e1"), _id("e2", "merged", redirect_to="e1", reason="Found to be one event with e1.")]
    made["event_reports"][-1]["event_id"] = "e1"


def test_merged_events_lead_to_the_one_that_stands(compared: Callable[..., pd.DataFrame]) -> None:
    found = compared(_merge)
    assert rows(found, "events") == [
        {
            "row_key": "e2",
            "change": "merged",
            "redirect_to": "e1",
            "reason": "new_rule",
            "explanation": "Found to be one event with e1.",
        }
    ]
    assert "- `e2` → `e1`: Another clash." in found.attrs["words"]


def test_claims_of_a_merged_event_moved_because_of_the_ids(
    compared: Callable[..., pd.DataFrame], tmp_path: Path
) -> None:
    old, new = base_tables(), base_tables()
    for made in (old, new):
        _one(made["claims"], claim_id="c4")["event_id"] = "e2"
    _merge(new)
    _one(new["claims"], claim_id="c4")["event_id"] = "e1"
    for name, made in (("old", old), ("new", new)):
        write_sample(tmp_path / name, made)
    found = compare(open_snapshot(tmp_path / "old"), open_snapshot(tmp_path / "new"))
    assert rows(found, "claims") == [
        {
            "row_key": "c4",
            "change": "recoded",
            "column_name": "event_id",
            "old_value": "e2",
            "new_value": "e1",
            "reason": "id_change",
            "explanation": "e2 is e1 now.",
        }
    ]


def test_a_split_event_and_the_part_that_left_it(compared: Callable[..., pd.DataFrame]) -> None:
    def change(made: Tables) -> None:
        made["events"].append(made["events"][0] | {"event_id": "e3"})
        made["event_ids"].append(_id("e3", split_from="e1"))
        made["event_reports"][1]["event_id"] = "e3"

    assert rows(compared(change), "events") == [
        {"row_key": "e3", "change": "added", "reason": "id_change", "explanation": "Stood apart from e1."}
    ]


def test_an_id_that_was_split_and_is_gone_leads_on(compared: Callable[..., pd.DataFrame]) -> None:
    def change(made: Tables) -> None:
        _merge(made)
        made["event_ids"][1] |= {"status": "split", "reason": "Found to be several events: e1, e9."}

    (only,) = rows(compared(change), "events")
    assert (only["change"], only["redirect_to"]) == ("split", "e1")


def test_an_event_that_comes_back_has_returned(tmp_path: Path) -> None:
    old, new = base_tables(), base_tables()
    _merge(old)
    for name, made in (("old", old), ("new", new)):
        write_sample(tmp_path / name, made)
    found = compare(open_snapshot(tmp_path / "old"), open_snapshot(tmp_path / "new"))
    assert [(row["row_key"], row["change"]) for row in rows(found, "events")] == [("e2", "returned")]


def _move_place(made: Tables) -> None:
    made["places"][0]["latitude"] = 18.5
    for event in made["events"]:
        event["latitude"] = 18.5


def test_a_place_that_was_put_right_is_corrected_knowledge(compared: Callable[..., pd.DataFrame]) -> None:
    found = compared(_move_place)
    assert {(row["column_name"], row["reason"], row["explanation"]) for row in rows(found, "events")} == {
        ("latitude", "corrected_knowledge", "ml-tinza")
    }
    assert rows(found, "places")[0]["reason"] == "corrected_knowledge"


def test_an_actor_that_was_put_right_is_corrected_knowledge(compared: Callable[..., pd.DataFrame]) -> None:
    def change(made: Tables) -> None:
        made["actor_names"].append(made["actor_names"][0] | {"name": "The Framework", "language": "en"})
        _one(made["claims"], claim_id="c3")["claimant_id"] = "csp"

    (only,) = rows(compared(change), "claims")
    assert (only["column_name"], only["reason"], only["explanation"]) == ("claimant_id", "corrected_knowledge", "csp")


@pytest.mark.parametrize(
    ("after", "reason"),
    [
        ({"knowledge": "k2", "rules": "r1"}, "corrected_knowledge"),
        ({"knowledge": "k1", "rules": "r2"}, "new_rule"),
        ({"knowledge": "k2", "rules": "r2"}, "new_rule"),
    ],
)
def test_what_the_releases_were_made_with_decides_between_knowledge_and_rules(
    compared: Callable[..., pd.DataFrame], after: dict[str, str], reason: str
) -> None:
    def change(made: Tables) -> None:
        _one(made["events"], event_id="e2")["event_type"] = "shelling"

    found = compared(change, ({"knowledge": "k1", "rules": "r1"}, after))
    assert rows(found, "events")[0]["reason"] == reason


def test_the_sides_of_an_event_are_compared_by_role(compared: Callable[..., pd.DataFrame]) -> None:
    def change(made: Tables) -> None:
        made["event_actors"].append(made["event_actors"][1] | {"actor_id": "azawad_front"})

    assert rows(compared(change), "events") == [
        {
            "row_key": "e1",
            "change": "recoded",
            "column_name": "target",
            "old_value": "csp",
            "new_value": "azawad_front; csp",
            "reason": "new_rule",
        }
    ]


def test_a_side_that_came_or_went_is_told_beside_one_that_changed(compared: Callable[..., pd.DataFrame]) -> None:
    def change(made: Tables) -> None:
        made["event_actors"] = [row for row in made["event_actors"] if row["role"] != "initiator"]
        made["event_actors"].append(made["event_actors"][0] | {"event_id": "e2", "actor_id": "azawad_front"})
        _one(made["event_actors"], event_id="e1")["actor_id"] = "azawad_front"
        # What is known of the region differs as well, so that the reason is looked for in the sides.
        made["actor_names"].append(made["actor_names"][0] | {"name": "The Framework", "language": "en"})

    found = {(row["row_key"], row["column_name"]): row for row in rows(compared(change), "events")}
    assert {key: (row.get("old_value"), row.get("new_value")) for key, row in found.items()} == {
        ("e1", "initiator"): ("ml_armed_forces", None),
        ("e1", "target"): ("csp", "azawad_front"),
        ("e2", "target"): (None, "azawad_front"),
    }
    assert found["e1", "target"]["reason"] == "corrected_knowledge"


def test_a_claim_read_from_other_words_is_replaced(compared: Callable[..., pd.DataFrame]) -> None:
    def change(made: Tables) -> None:
        claim = _one(made["claims"], claim_id="c4")
        claim |= {"claim_id": "c9", "quote": "avoir perdu deux hommes", "quote_start": claim["quote_start"] + 17}
        made["claims"][-1] = claim

    found = rows(compared(change), "claims")
    assert found[0] == {"row_key": "c4", "change": "replaced", "redirect_to": "c9", "reason": "new_rule"}
    assert {row["column_name"] for row in found[1:]} == {"quote", "quote_start"}
    assert {row["row_key"] for row in found[1:]} == {"c9"}


def test_claims_that_came_and_went(compared: Callable[..., pd.DataFrame]) -> None:
    def change(made: Tables) -> None:
        made["claims"] = [row for row in made["claims"] if row["claim_id"] != "c2"]
        made["claims"].append(made["claims"][0] | {"claim_id": "c8", "measure": "wounded"})

    assert [(row["row_key"], row["change"]) for row in rows(compared(change), "claims")] == [
        ("c2", "withdrawn"),
        ("c8", "added"),
    ]


def test_another_figure_of_an_estimate_is_told(compared: Callable[..., pd.DataFrame]) -> None:
    def change(made: Tables) -> None:
        _one(made["estimates"], rule="ucdp")["best"] = 20

    (only,) = rows(compared(change), "estimates")
    assert (only["row_key"], only["old_value"], only["new_value"]) == ("e1|ucdp|killed|any", "12", "20")


def test_columns_that_came_went_changed_type_or_are_deprecated(bundle: Path, tmp_path: Path) -> None:
    later = tmp_path / "later"
    shutil.copytree(bundle, later)
    path = later / "data" / "places.parquet"
    frame = pd.read_parquet(path).drop(columns="admin2").assign(population=1, latitude="19.9")
    frame.to_parquet(path)
    package = json.loads((later / "datapackage.json").read_text(encoding="utf-8"))
    (places,) = (one for one in package["resources"] if one["name"] == "places")
    places["schema"]["fields"][-1]["deprecated"] = "Use `feature`."
    (later / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    old, new = open_snapshot(bundle), open_snapshot(later)
    found = compare(old, new)
    of_columns = {row["change"]: row for row in rows(found, "places") if row["change"].startswith("column")}
    assert of_columns["column_added"]["column_name"] == "population"
    assert of_columns["column_removed"]["column_name"] == "admin2"
    assert of_columns["column_retyped"] == {
        "change": "column_retyped",
        "column_name": "latitude",
        "old_value": "double",
        "new_value": "string",
    }
    assert of_columns["column_deprecated"]["explanation"] == "Use `feature`."
    assert "- Column deprecated: `places.source`." in changes_in_words(found, old, new)


def test_words_of_others_cannot_steer_a_page_or_a_terminal(compared: Callable[..., pd.DataFrame]) -> None:
    def change(made: Tables) -> None:
        _one(made["claims"], claim_id="c1")["hedge"] = "<script>x</script> | \x1b[2J [a](javascript:b)"

    said = compared(change).attrs["words"]
    assert "<script>" not in said and "\x1b" not in said and "[a](" not in said
    assert "\\| " in said


def test_long_lists_are_cut_in_words_and_whole_in_the_table(compared: Callable[..., pd.DataFrame]) -> None:
    n_new = SHOWN + 5

    def change(made: Tables) -> None:
        made["events"] += [made["events"][0] | {"event_id": f"n{number:03d}"} for number in range(n_new)]
        made["event_ids"] += [_id(f"n{number:03d}") for number in range(n_new)]

    found = compared(change)
    assert len(rows(found, "events")) == n_new
    assert "- and 5 more" in found.attrs["words"]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return two releases of 100,000 claims each, one in fifty another in the second."""
    n_claims, n_events, n_articles = 100_000, 30_000, 15_000
    rng = np.random.default_rng(5)
    sample = {name: table(name).to_frame(rows) for name, rows in base_tables().items()}
    folder = tmp_path_factory.mktemp("large")

    def many(name: str, count: int, **columns: Any) -> pd.DataFrame:
        return sample[name].iloc[np.zeros(count, dtype=int)].reset_index(drop=True).assign(**columns)

    def ids(prefix: str, count: int) -> list[str]:
        return [f"{prefix}{number:06d}" for number in range(count)]

    of_article = np.array(ids("a", n_articles))[np.arange(n_claims) % n_articles]
    of_event = np.array(ids("e", n_events))[np.arange(n_claims) % n_events]
    starts = 100 * (np.arange(n_claims) // n_articles)
    claims = many("claims", n_claims, claim_id=ids("c", n_claims), article_id=of_article, event_id=of_event)
    claims = claims.assign(quote_start=starts, quote_end=starts + 52)
    made = {
        "articles": many("articles", n_articles, article_id=ids("a", n_articles), source_file=ids("f", n_articles)),
        "events": many("events", n_events, event_id=ids("e", n_events)),
        "event_reports": many("event_reports", n_claims, event_id=of_event, article_id=of_article).drop_duplicates(
            ["event_id", "article_id"]
        ),
        "claims": claims,
    }
    changed = dict(made)
    struck = rng.random(n_claims) < 0.02
    changed["claims"] = claims.assign(quantity_low=claims["quantity_low"].mask(struck, 7))[rng.random(n_claims) > 0.001]
    changed["events"] = made["events"].assign(
        event_type=made["events"]["event_type"].mask(rng.random(n_events) < 0.02, "shelling")
    )
    places = []
    for name, frames in (("old", made), ("new", changed)):
        for one in tables("processed"):
            table(one.name).write(
                frames.get(one.name, sample.get(one.name, one.empty())), folder / name / f"{one.name}.parquet"
            )
        places.append(folder / name)
    return places[0], places[1]


def test_a_hundred_thousand_claims_are_compared_in_seconds(large: tuple[Path, Path]) -> None:
    began = time.process_time()
    old, new = map(open_snapshot, large)
    found = compare(old, new)
    words = changes_in_words(found, old, new)
    spent = time.process_time() - began
    claims = found[found["table_name"] == "claims"]
    assert 1_800 < (claims["change"] == "recoded").sum() < 2_200
    assert 50 < (claims["change"] == "withdrawn").sum() < 200
    assert len(words) < 20_000
    assert spent < 20, f"{spent:.1f} s"


def test_the_command_takes_paths_and_versions_and_writes_both_forms(releases: Path, tmp_path: Path) -> None:
    made = base_tables()
    write_sample(tmp_path / "later", made)
    md, parquet = tmp_path / "changes.md", tmp_path / "changes.parquet"
    answer = CliRunner().invoke(
        APP,
        [VERSION, str(tmp_path / "later"), "--out", str(releases), "--md", str(md), "--parquet", str(parquet)],
        catch_exceptions=False,
    )
    assert answer.exit_code == 0
    assert md.read_text(encoding="utf-8").startswith(f"# Changes from {VERSION} to ")
    written = table("changes").read(parquet)
    assert written.loc[written["table_name"] == "events", "row_key"].to_list() == ["e2"]
    shown = CliRunner().invoke(APP, [str(releases / VERSION), str(tmp_path / "later")]).output
    assert "Another clash." in shown
    zipped = releases / f"sahel-dataset-{VERSION}.zip"
    assert "Nothing is different" in CliRunner().invoke(APP, [VERSION, str(zipped), "--out", str(releases)]).output


def test_what_is_neither_a_path_nor_a_version_is_said_so(tmp_path: Path) -> None:
    answer = CliRunner().invoke(APP, ["2026.12", str(tmp_path)])
    assert isinstance(answer.exception, FileNotFoundError)
    assert "neither a path nor the version of a release" in str(answer.exception)
