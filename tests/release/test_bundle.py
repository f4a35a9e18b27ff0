"""What a release holds, that it is the same every time, and what may not be released."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import frictionless
import jsonschema
import mlcroissant
import pandas as pd
import pyarrow.parquet as pq
import pytest
import typer
import yaml
from typer.testing import CliRunner

from sahel_dataset.paths import Project
from sahel_dataset.release.bundle import build
from sahel_dataset.release.carry import carry
from sahel_dataset.release.checksums import sha256_of
from sahel_dataset.release.command import build as build_command
from sahel_dataset.release.facts import read_facts
from sahel_dataset.release.previous import releases_of
from sahel_dataset.release.readiness import NotReadyError, require_up_to_date
from sahel_dataset.release.registry import read_index
from sahel_dataset.release.tables import stamped
from sahel_dataset.release.version import VersionError
from sahel_dataset.schema import table
from tests.release.conftest import VERSION
from tests.release.project import git

SCHEMAS = Path(__file__).parent / "schemas"


def _json(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def project(finished: Project, tmp_path: Path) -> Project:
    """Return a copy of the project, without its release, to be changed at will."""
    root = tmp_path / "project"
    shutil.copytree(finished.root, root, ignore=shutil.ignore_patterns("releases"))
    return Project(root)


def test_it_holds_every_table_twice_and_what_describes_them(bundle: Path) -> None:
    facts = read_facts((bundle / "release.json").read_text(encoding="utf-8"))
    for name, known in facts.tables.items():
        content = table(name).read_arrow(bundle / "data" / f"{name}.parquet")
        assert (content.num_rows, table(name).digest(content)) == (known.rows, known.digest)
        assert len(pd.read_csv(bundle / "csv" / f"{name}.csv")) == known.rows
    for name in (
        "README.md LICENSE.md CITATION.cff CHANGES.md SHA256SUMS codebook.md reports/codebook.html reports/index.html "
        "reports/overview.html reports/validation/index.html reports/validation/results.json "
        "reports/accuracy/metrics.json data/changes.parquet"
    ).split():
        assert (bundle / name).is_file(), name
    assert not (bundle / "reports" / "left-over.html").exists()
    assert "first release" in (bundle / "CHANGES.md").read_text(encoding="utf-8")


def test_ids_are_stamped_with_the_first_and_the_last_release_they_were_active_in() -> None:
    def ids(**statuses: str) -> pd.DataFrame:
        blank = dict.fromkeys(table("event_ids").columns)
        return table("event_ids").to_frame(
            [blank | {"event_id": name, "status": status, "founding_mention": "m"} for name, status in statuses.items()]
        )

    first = stamped(ids(e0="withdrawn", e1="active", e2="active"), "2026.1.0")
    second = stamped(ids(e0="withdrawn", e1="active", e2="merged", e3="active"), "2026.2.0", first)
    known = second.astype(object).where(second.notna(), None).set_index("event_id")
    assert known[["first_version", "last_version"]].to_numpy().tolist() == [
        [None, None],
        ["2026.1.0", "2026.2.0"],
        ["2026.1.0", "2026.1.0"],
        ["2026.2.0", "2026.2.0"],
    ]


def test_the_next_release_tells_what_changed(finished: Project, releases: Path) -> None:
    later = build(finished, "2027.1.0", releases)
    assert later.facts.previous == VERSION
    assert later.changes.empty
    assert "Nothing is different" in (later.folder / "CHANGES.md").read_text(encoding="utf-8")
    assert list(read_index(releases)) == [VERSION, "2027.1.0"]


def test_built_again_it_is_the_same_bytes(finished: Project, tmp_path: Path) -> None:
    built = build(finished, VERSION, tmp_path / "again")
    first = finished.root / "releases" / f"sahel-dataset-{VERSION}.zip"
    assert sha256_of(built.archive) == sha256_of(first) == built.entry.sha256


@pytest.mark.skipif(os.name != "posix", reason="masks and zones are set as POSIX sets them")
def test_built_on_another_machine_it_is_the_same_bytes(finished: Project, tmp_path: Path) -> None:
    script = "import sys, sahel_dataset.release.bundle as b, sahel_dataset.paths as p, pathlib, os; "
    script += (
        "os.umask(int(sys.argv[2], 8)); print(b.build(p.Project(pathlib.Path(sys.argv[1])), sys.argv[3]).entry.sha256)"
    )
    sums = set()
    for folder, mask, zone, seed, locale in (
        ("here", "022", "UTC", "1", "C.UTF-8"),
        ("là bas", "077", "Pacific/Kiritimati", "2", "C"),
    ):
        root = tmp_path / folder
        shutil.copytree(finished.root, root, ignore=shutil.ignore_patterns("releases"))
        for path in root.rglob("*.parquet"):
            os.utime(path, (1_000_000_000, 1_000_000_000))
        machine = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": locale}
        done = subprocess.run(
            [sys.executable, "-c", script, str(root), mask, VERSION],
            env=machine, cwd=root, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        sums.add(done.stdout)
    assert len(sums) == 1


def test_the_zip_holds_the_bundle_and_no_times_and_users(releases: Path, bundle: Path) -> None:
    with zipfile.ZipFile(releases / f"sahel-dataset-{VERSION}.zip") as packed:
        entries = packed.infolist()
        for entry in entries:
            inside = entry.filename.removeprefix(f"sahel-dataset-{VERSION}/")
            assert packed.read(entry) == (bundle / inside).read_bytes()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {(entry.date_time, entry.create_system, entry.external_attr >> 16) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 3, 0o100644)
    }
    assert len(entries) == sum(path.is_file() for path in bundle.rglob("*"))


def test_sums_are_those_of_every_file(bundle: Path) -> None:
    lines = (bundle / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {line[66:]: line[:64] for line in lines}
    files = {path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file()} - {"SHA256SUMS"}
    assert listed.keys() == files
    assert all(hashlib.sha256((bundle / name).read_bytes()).hexdigest() == digest for name, digest in listed.items())


def test_frictionless_finds_tables_and_keys_valid(bundle: Path) -> None:
    report = frictionless.validate(str(bundle / "datapackage.json"))
    assert report.valid, report.flatten(["name", "message"])
    package = _json(bundle / "datapackage.json")
    assert package["version"] == VERSION
    claims = next(one for one in package["resources"] if one["name"] == "claims")
    assert claims["schema"]["primaryKey"] == ["claim_id"]
    assert {key["reference"]["resource"] for key in claims["schema"]["foreignKeys"]} == {
        "events",
        "articles",
        "actors",
        "",
    }
    assert all(not one["path"].startswith(("/", "http")) for one in package["resources"])


def test_frictionless_finds_a_key_that_leads_nowhere(bundle: Path) -> None:
    path = bundle / "csv" / "claims.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",e1,", ",e9,", 1), encoding="utf-8")
    report = frictionless.validate(str(bundle / "datapackage.json"))
    types = {kind for _, kind in report.flatten(["name", "type"])}
    assert {"foreign-key", "hash-count"} <= types


def test_mlcroissant_loads_every_table(bundle: Path) -> None:
    dataset = mlcroissant.Dataset(jsonld=str(bundle / "croissant.json"))
    assert not dataset.metadata.issues.errors and not dataset.metadata.issues.warnings
    claims = list(dataset.records("claims"))
    assert [record["claims/claim_id"] for record in claims] == [b"c1", b"c2", b"c3", b"c4"]
    estimates = {record["estimates/rule"]: record["estimates/claim_ids"] for record in dataset.records("estimates")}
    assert estimates[b"ucdp"] == [b"c1", b"c3", b"c4"]
    for one in _json(bundle / "croissant.json")["recordSet"]:
        assert (
            len(list(dataset.records(one["name"])))
            == pq.read_metadata(bundle / "data" / f"{one['name']}.parquet").num_rows
        )


def test_datacite_metadata_follow_the_published_schema(bundle: Path) -> None:
    schema = _json(SCHEMAS / "datacite-v4.5.json")
    jsonschema.Draft201909Validator(schema).validate(_json(bundle / "datacite.json"))


def test_the_citation_file_follows_the_published_schema(bundle: Path) -> None:
    # Dates are texts to the schema.
    entry = yaml.load((bundle / "CITATION.cff").read_text(encoding="utf-8"), yaml.BaseLoader)
    jsonschema.Draft7Validator(_json(SCHEMAS / "cff-1.2.0.json")).validate(entry)
    assert (entry["version"], entry["date-released"]) == (VERSION, "2026-12-03")


def test_a_version_is_given_once(finished: Project) -> None:
    with pytest.raises(NotReadyError, match=f"There is a release {VERSION} already"):
        build(finished, VERSION)


def test_a_folder_that_somebody_put_there_is_not_replaced(project: Project) -> None:
    folder = project.root / "releases" / VERSION
    folder.mkdir(parents=True)
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(NotReadyError, match="already"):
        build(project, VERSION)
    assert (folder / "mine.txt").is_file()


def test_a_version_that_is_registered_is_not_built_elsewhere(project: Project, releases: Path, tmp_path: Path) -> None:
    carry(releases, VERSION, project.root / "sahel_dataset" / "data")
    with pytest.raises(NotReadyError, match="already"):
        build(project, VERSION, tmp_path / "elsewhere")


def test_releases_that_the_installed_package_knows_are_not_the_projects(
    project: Project, releases: Path, packaged: Path, tmp_path: Path
) -> None:
    carry(releases, VERSION, packaged)
    assert releases_of(project.root, tmp_path / "own") == {}


@pytest.mark.parametrize("version", ["1.0", "2026.13.0", "2026.01.0", "v2026.1.0", "2026.1.0-rc1", ""])
def test_a_version_is_year_month_and_number(finished: Project, version: str) -> None:
    with pytest.raises(VersionError, match="is not a version of the data"):
        build(finished, version)


@pytest.mark.parametrize("file", ["CITATION.cff", "überraschung.txt"])
def test_a_tree_that_is_not_clean_is_not_released(project: Project, file: str) -> None:
    with (project.root / file).open("a", encoding="utf-8") as stream:
        stream.write("# one more line\n")
    with pytest.raises(NotReadyError, match=f"not clean: {file} differ"):
        build(project, VERSION)
    assert not (project.root / "releases").exists()


def test_what_is_under_no_version_control_is_not_released(project: Project) -> None:
    shutil.rmtree(project.root / ".git")
    with pytest.raises(NotReadyError, match="not under version control"):
        build(project, VERSION)


def test_a_failed_validation_stops_the_release(project: Project) -> None:
    path = project.reports / "validation" / "results.json"
    results = _json(path)
    results["passed"] = False
    results["tables"][0]["checks"][2]["status"] = "failed"
    path.write_text(json.dumps(results), encoding="utf-8")
    with pytest.raises(NotReadyError, match=r"Validation failed: events: No two rows share their event_id"):
        build(project, VERSION)


def test_without_a_validation_there_is_no_release(project: Project) -> None:
    (project.reports / "validation" / "results.json").unlink()
    with pytest.raises(NotReadyError, match="run `sahel validate` first"):
        build(project, VERSION)


def test_tables_that_changed_after_validation_are_not_released(project: Project) -> None:
    path = project.processed / "claims.parquet"
    claims = table("claims").read(path)
    claims.loc[0, "quantity_low"] = 49
    table("claims").write(claims, path)
    with pytest.raises(NotReadyError, match="Validation saw other rows of claims"):
        build(project, VERSION)


def test_a_stage_that_is_out_of_date_stops_the_release(project: Project) -> None:
    stage = "stages:\n  say:\n    cmd: python -c \"open('said.txt', 'w')\"\n    outs: [said.txt]\n"
    (project.root / "dvc.yaml").write_text(stage, encoding="utf-8")
    (project.root / ".dvc").mkdir()
    (project.root / ".dvc" / "config").write_text("[core]\n    analytics = false\n", encoding="utf-8")
    with pytest.raises(NotReadyError, match=r"Out of date: say\. Run `dvc repro`"):
        require_up_to_date(project)
    subprocess.run([sys.executable, "-m", "dvc", "repro", "--quiet"], cwd=project.root, check=True)
    require_up_to_date(project)
    (project.root / "said.txt").write_text("by hand", encoding="utf-8")
    with pytest.raises(NotReadyError, match="Out of date: say"):
        require_up_to_date(project)


def test_the_command_tells_what_it_built(project: Project) -> None:
    app = typer.Typer()
    app.command()(build_command)
    answer = CliRunner().invoke(app, [VERSION, "--project", str(project.root)], catch_exceptions=False)
    assert answer.exit_code == 0
    assert "2 articles, 1 event, 4 claims" in answer.output
    entry = read_index(project.root / "releases")[VERSION]
    assert entry.sha256 in answer.output
    # Git knows nothing of releases, so that the tree stays clean.
    git(project.root, "diff", "--exit-code")
