"""Citations of releases, tables, and rows."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import jsonschema
import pandas as pd
import pytest
import typer
import yaml
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from sahel_dataset.cite import check_citation, cite, keys_digest
from sahel_dataset.load import load
from sahel_dataset.release import registry
from sahel_dataset.release.carry import carry
from sahel_dataset.release.citation import FORMATS, _latex, bibtex, in_format, unlatex
from sahel_dataset.release.command import cite as command
from sahel_dataset.release.facts import ReleaseFacts, Work, read_facts
from sahel_dataset.release.registry import Registered, UnknownReleaseError, register
from tests.release.project import write_release
from tests.sample import write_sample

VERSION = "2026.12.0"
APP = typer.Typer()
APP.command()(command)
SCHEMA = Path(__file__).parent / "release" / "schemas" / "cff-1.2.0.json"


@pytest.fixture(autouse=True)
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which the package would carry releases; there are none."""
    monkeypatch.setattr(registry, "_PACKAGED", tmp_path / "packaged")
    monkeypatch.delenv("SAHEL_RELEASES", raising=False)
    monkeypatch.delenv("SAHEL_PROJECT", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "packaged"


@pytest.fixture
def out(packaged: Path, tmp_path: Path) -> Path:
    """Return the folder of a release that is registered, with a DOI, and carried."""
    releases = write_release(tmp_path / "project", VERSION, doi="10.5072/zenodo.42", publisher="Zenodo")
    carry(releases, VERSION, packaged)
    return releases


def test_the_latest_release_is_cited_with_its_doi(out: Path) -> None:
    assert cite(format="apa") == (
        "The Sample Authors, & Example, A. B. (2026). sample_dataset: who says what in Tinza (Version 2026.12.0) "
        "[Data set]. Zenodo. https://doi.org/10.5072/zenodo.42\n"
    )


def test_bibtex_keeps_bodies_whole_and_escapes_what_latex_acts_on(out: Path) -> None:
    entry = str(cite())
    assert entry.startswith("@misc{sahel_dataset_2026_12_0,\n")
    assert "author    = {{The Sample Authors} and Example, Ada Beatrice}," in entry
    assert r"title     = {{sample\_dataset: who says what in Tinza}}," in entry
    assert "doi       = {10.5072/zenodo.42}," in entry
    assert entry.count("{") == entry.count("}")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_braces_of_bibtex_are_balanced_whatever_the_title(title: str) -> None:
    work = Work(title, "a", "CC0-1.0", ({"name": title},))
    entry = bibtex(ReleaseFacts(VERSION, dt.date(2026, 12, 3), work, {}, {}))
    depth = 0
    for character in re.sub(r"\\[{}]", "", entry):
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0


def test_ris_has_its_tags(out: Path) -> None:
    lines = str(cite(format="ris")).splitlines()
    assert (lines[0], lines[-1]) == ("TY  - DATA", "ER  - ")
    assert {"AU  - The Sample Authors", "PY  - 2026", "ET  - 2026.12.0", "DO  - 10.5072/zenodo.42"} <= set(lines)
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)


def test_csl_json_is_one_data_set(out: Path) -> None:
    (item,) = json.loads(cite(format="csl-json"))
    assert item["type"] == "dataset"
    assert item["author"] == [{"literal": "The Sample Authors"}, {"family": "Example", "given": "Ada Beatrice"}]
    assert item["issued"] == {"date-parts": [[2026, 12, 3]]}
    assert (item["DOI"], item["version"]) == ("10.5072/zenodo.42", VERSION)


@pytest.mark.parametrize("tables", [None, "claims"])
def test_the_citation_file_follows_the_published_schema(out: Path, tables: str | None) -> None:
    entry = yaml.load(cite(tables, format="cff"), yaml.BaseLoader)
    jsonschema.Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(entry)
    assert ("preferred-citation" in entry) == (tables is not None)


def test_a_table_is_cited_with_its_rows_and_the_digest_of_the_release(out: Path) -> None:
    facts = read_facts((out / VERSION / "release.json").read_text(encoding="utf-8"))
    said = f"Used: claims, 4 rows, their digest {facts.tables['claims'].digest}."
    assert str(cite("claims", format="apa")).splitlines()[1] == said


def test_rows_are_chosen_by_columns_of_what_they_refer_to(out: Path) -> None:
    everything = str(cite("claims", query="country == 'ML' and stance == 'asserts'", format="apa"))
    assert "Used: claims where country == 'ML' and stance == 'asserts', 2 rows, SHA-256 of their keys " in everything
    assert ", 0 rows," in str(cite("claims", query="country == 'NE'", format="apa"))


def test_a_frame_and_the_query_that_gives_it_have_one_digest(out: Path) -> None:
    frame = load("claims", warn=False).query("quantity_low > 10")[["claim_id", "quote"]].iloc[::-1]
    by_frame, by_query = str(cite(frame, format="apa")), str(cite("claims", query="quantity_low > 10", format="apa"))
    digest = re.compile(r"2 rows, SHA-256 of their keys ([0-9a-f]{64})\.")
    assert digest.search(by_frame)[1] == digest.search(by_query)[1]  # type: ignore[index]


def test_several_tables_are_each_told(out: Path) -> None:
    text = str(cite(["events", "claims"], query="realis == 'actual'", format="apa"))
    assert text.count("Used: ") == 2


def test_a_frame_of_an_earlier_release_is_cited_as_of_that_release(out: Path, packaged: Path) -> None:
    frame = load("claims", warn=False)
    register(packaged, Registered("2027.1.0", "2027-01-01", "0" * 64, 1))
    assert f"(Version {VERSION})" in cite(frame, format="apa")


keys = st.lists(st.text("abc", min_size=1, max_size=3), unique=True, min_size=1)


@given(keys, st.randoms(use_true_random=False))
def test_the_digest_of_rows_depends_on_the_rows_alone(ids: list[str], dice: object) -> None:
    frame = pd.DataFrame({"claim_id": ids, "n": range(len(ids))})
    shuffled = frame.sample(frac=1, random_state=1)
    assert keys_digest(frame, "claims") == keys_digest(shuffled.drop(columns="n"), "claims")
    assert keys_digest(frame, "claims") != keys_digest(frame.iloc[1:], "claims")


def test_what_cannot_be_cited_is_said_so(out: Path, tmp_path: Path) -> None:
    frame = load("claims", warn=False)
    with pytest.raises(ValueError, match="does not say where it is from"):
        cite(pd.DataFrame({"claim_id": ["c1"]}))
    with pytest.raises(ValueError, match="claim_id is not in the frame"):
        cite(frame[["quote"]])
    with pytest.raises(ValueError, match="holds rows of 'claims' twice"):
        cite(pd.concat([frame, frame]))
    with pytest.raises(ValueError, match="goes with the names of tables"):
        cite(frame, query="x == 1")
    with pytest.raises(ValueError, match="say of which"):
        cite(query="x == 1")
    with pytest.raises(ValueError, match="does not work on 'claims'"):
        cite("claims", query="no_such_column == 1")
    with pytest.raises(ValueError, match="has no table 'claimz'"):
        cite("claimz")
    with pytest.raises(ValueError, match=r"no format 'word'; there are bibtex"):
        cite(format="word")
    write_sample(tmp_path / "own")
    with pytest.raises(ValueError, match="of no release"):
        cite(load("claims", root=tmp_path / "own", warn=False))


def test_without_a_release_there_is_none_to_cite(packaged: Path) -> None:
    with pytest.raises(UnknownReleaseError, match="none to cite"):
        cite()


def test_every_format_is_text_that_ends_its_line(out: Path) -> None:
    facts = read_facts((out / VERSION / "release.json").read_text(encoding="utf-8"))
    for name in FORMATS:
        assert in_format(name, facts, "Used: nothing.").endswith("\n")


def test_a_notebook_shows_the_text_as_it_is(out: Path) -> None:
    assert repr(cite()) == str(cite()).rstrip("\n")


def test_the_command_prints_the_citation(out: Path) -> None:
    arguments = ["--tables", "claims, events", "--query", "country == 'ML'", "--format", "apa"]
    answer = CliRunner().invoke(APP, arguments, catch_exceptions=False)
    assert answer.exit_code == 0
    assert answer.output == cite(["claims", "events"], query="country == 'ML'", format="apa")


QUERY = "country == 'ML' and claim_type == \"toll\" and quantity_low % 2 == 0 and ~(confidence < 0.5)"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("query", [None, QUERY])
def test_a_citation_in_any_format_is_read_back_and_holds(out: Path, name: str, query: str | None) -> None:
    tables = ["claims"] if query else ["claims", "events"]
    checked = check_citation(cite(tables, query=query, format=name))
    assert [one.cited.table for one in checked] == tables
    assert all(one.holds and one.found == one.cited for one in checked)
    assert checked[0].cited.query == query


@given(st.text())
def test_what_is_written_for_latex_is_read_back(text: str) -> None:
    assert unlatex(_latex(text)) == text


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("3 rows", "2 rows", "where quantity_low > 1: 3 rows, and 2 are cited; their digest is "),
        ("> 1,", "> 12,", "where quantity_low > 12: 1 row, and 3 are cited; their digest is "),
        ("keys ", "keys 0", "where quantity_low > 1: 3 rows, but others than are cited; their digest is "),
    ],
    ids=["rows", "query", "digest"],
)
def test_another_number_query_or_digest_is_found_out(out: Path, was: str, now: str, says: str) -> None:
    text = str(cite("claims", query="quantity_low > 1", format="apa"))
    if was == "keys ":
        # Another digest of the same length.
        text = re.sub(r"(?<=keys )(.{64})", lambda found: found[1][::-1], text)
    else:
        text = text.replace(was, now)
    (one,) = check_citation(text)
    assert not one.holds
    assert says in one.sentence()


def test_rows_that_a_program_chose_are_left_to_the_program(out: Path) -> None:
    frame = load("claims", warn=False).query("quantity_low > 10")
    (one,) = check_citation(cite(frame, format="apa"))
    assert one.found is None
    assert one.sentence().startswith("claims: 2 rows that a program chose. Run it, and compare")


def test_a_citation_of_no_version_or_of_another_release_is_refused(out: Path) -> None:
    with pytest.raises(ValueError, match="names no version"):
        check_citation("Somebody (2026). Something.")
    with pytest.raises(UnknownReleaseError, match=r"no release 2020\.1\.0"):
        check_citation(str(cite(format="apa")).replace(VERSION, "2020.1.0"))


def test_the_command_checks_a_citation(out: Path, tmp_path: Path) -> None:
    path = tmp_path / "it.bib"
    path.write_text(cite("claims", query="country == 'ML'"), encoding="utf-8")
    answer = CliRunner().invoke(APP, ["--check", str(path)], catch_exceptions=False)
    assert (answer.exit_code, answer.output) == (
        0,
        "claims where country == 'ML': 4 rows with the digest that is cited.\n",
    )
    wrong = path.read_text(encoding="utf-8").replace("4 rows", "5 rows")
    answer = CliRunner().invoke(APP, ["--check", "-"], input=wrong, catch_exceptions=False)
    assert answer.exit_code == 1
    assert "4 rows, and 5 are cited" in answer.output
    answer = CliRunner().invoke(APP, ["--check", "-"], input=str(cite()), catch_exceptions=False)
    assert "The release as such is cited" in answer.output
