"""What is wrong with a release is found, and named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from sahel_dataset.paths import Project
from sahel_dataset.release.carry import carry
from sahel_dataset.release.checksums import write_sums
from sahel_dataset.release.command import verify as command
from sahel_dataset.release.verify import verify
from sahel_dataset.schema import table
from tests.release.conftest import VERSION

APP = typer.Typer()
APP.command()(command)


def words(path: Path) -> list[str]:
    return [str(problem) for problem in verify(path).problems]


def test_a_release_as_built_is_whole_as_folder_and_as_zip(releases: Path) -> None:
    for path in (releases / VERSION, releases / f"sahel-dataset-{VERSION}.zip"):
        found = verify(path)
        assert found.holds
        assert found.sentence().startswith(f"Release {VERSION} is whole: ")
        assert found.n_tables == 14


@pytest.fixture(scope="module")
def scratch(finished: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a copy of the release that a test damages and mends."""
    folder = tmp_path_factory.mktemp("scratch")
    shutil.copytree(finished.root / "releases", folder, dirs_exist_ok=True)
    yield folder


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_flipped_byte_of_any_file_is_caught_and_the_file_named(scratch: Path, data: st.DataObject) -> None:
    bundle = scratch / VERSION
    files = sorted(path for path in bundle.rglob("*") if path.is_file())
    path = data.draw(st.sampled_from(files))
    content = path.read_bytes()
    place = data.draw(st.integers(0, len(content) - 1))
    bit = data.draw(st.integers(0, 7))
    try:
        path.write_bytes(content[:place] + bytes([content[place] ^ (1 << bit)]) + content[place + 1 :])
        found = words(bundle)
    finally:
        path.write_bytes(content)
    name = path.relative_to(bundle).as_posix()
    if name == "SHA256SUMS":
        assert found
    else:
        assert any(one.startswith(f"{name}: ") for one in found), found


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_flipped_byte_of_the_content_of_a_zip_is_caught(scratch: Path, data: st.DataObject) -> None:
    path = scratch / f"sahel-dataset-{VERSION}.zip"
    content = path.read_bytes()
    start = content.index(b"# Changes")
    place = data.draw(st.integers(start, content.rindex(b"PK\x01\x02", 0, content.index(b"PK\x01\x02") + 4) - 1))
    try:
        path.write_bytes(content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :])
        # Headers of entries hold bytes that say nothing (a time, the system that wrote it).
        if b"PK\x03\x04" not in content[max(0, place - 120) : place + 4]:
            assert words(path)
    finally:
        path.write_bytes(content)


def test_a_missing_file_is_named(bundle: Path) -> None:
    (bundle / "CHANGES.md").unlink()
    assert words(bundle) == ["CHANGES.md: it is missing."]


def test_a_missing_table_is_named(bundle: Path) -> None:
    (bundle / "data" / "events.parquet").unlink()
    assert words(bundle) == ["data/events.parquet: it is missing.", "events: data/events.parquet is missing."]


def test_a_file_that_was_put_there_is_named(bundle: Path) -> None:
    (bundle / "notes.txt").write_text("mine", encoding="utf-8")
    assert words(bundle) == ["notes.txt: it is not part of the release: SHA256SUMS does not have it."]


def _change(bundle: Path, column: str, value: object) -> None:
    path = bundle / "data" / "claims.parquet"
    claims = table("claims").read(path)
    claims.loc[claims["claim_id"] == "c1", column] = value
    table("claims").write(claims, path)


def test_a_changed_cell_is_named_with_its_row_and_both_values(bundle: Path) -> None:
    _change(bundle, "quantity_low", 5)
    found = words(bundle)
    assert found[0] == "data/claims.parquet: it was changed or damaged: its sum is not the one in SHA256SUMS."
    assert (
        "claims: in the row claim_id=c1, quantity_low is '5' in data/claims.parquet and '50' in csv/claims.csv."
        in found
    )
    assert any(one.startswith("claims: its content is not what was released: digest ") for one in found)


def test_a_changed_cell_is_named_even_when_sums_were_made_anew(bundle: Path) -> None:
    _change(bundle, "quantity_low", 5)
    write_sums(bundle)
    found = words(bundle)
    assert found[0].startswith("claims: in the row claim_id=c1, quantity_low is '5'")


def test_a_cell_changed_in_both_forms_with_sums_made_anew_is_still_not_what_was_released(bundle: Path) -> None:
    _change(bundle, "quantity_low", 5)
    path = bundle / "csv" / "claims.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",50,50,50,", ",5,50,50,", 1), encoding="utf-8")
    write_sums(bundle)
    (only,) = words(bundle)
    assert only.startswith("claims: its content is not what was released: digest ")


def test_a_row_that_stands_twice_in_a_csv_file_is_told_even_when_sums_were_made_anew(bundle: Path) -> None:
    path = bundle / "csv" / "events.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[-1]]), encoding="utf-8")
    write_sums(bundle)
    assert words(bundle) == ["events: csv/events.csv holds 1 rows whose key another row has."]


def test_a_row_that_was_taken_out_is_named(bundle: Path) -> None:
    path = bundle / "data" / "claims.parquet"
    claims = table("claims").read(path)
    table("claims").write(claims[claims["claim_id"] != "c3"], path)
    found = words(bundle)
    assert "claims: the row claim_id=c3 is in csv/claims.csv and not in data/claims.parquet." in found
    assert "claims: it has 3 rows, and 4 were released." in found
    assert "estimates: claim_ids names what claims does not have: c3." in found


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("event_id", "e9", "event_id names what events does not have: e9."),
        ("stance", "shouts", "stance is none of its closed list: shouts."),
        ("confidence", 1.5, "confidence is out of bounds: 1.5."),
        ("claimant_id", "The Army", "claimant_id has not the form ^[a-z0-9][a-z0-9_]*$: The Army."),
    ],
)
def test_values_and_keys_are_checked_against_the_schema_of_the_release(
    bundle: Path, column: str, value: object, says: str
) -> None:
    _change(bundle, column, value)
    assert f"claims: {says}" in words(bundle)


def test_other_columns_are_named(bundle: Path) -> None:
    path = bundle / "data" / "places.parquet"
    pd.read_parquet(path).drop(columns="feature").to_parquet(path)
    assert any(one.startswith("places: data/places.parquet") and "'feature' is missing" in one for one in words(bundle))


def test_a_release_is_checked_by_its_own_schema_and_not_by_todays(bundle: Path) -> None:
    package = bundle / "datapackage.json"
    described = json.loads(package.read_text(encoding="utf-8"))
    (places,) = (one for one in described["resources"] if one["name"] == "places")
    places["schema"]["fields"] = [one for one in places["schema"]["fields"] if one["name"] != "feature"]
    package.write_text(json.dumps(described), encoding="utf-8")
    assert any(one.startswith("places: ") and "'feature' is not declared" in one for one in words(bundle))


def test_a_file_that_is_no_zip_and_a_folder_that_is_no_release_are_refused(tmp_path: Path) -> None:
    (tmp_path / "some.zip").write_bytes(b"no zip")
    assert words(tmp_path / "some.zip")[0].startswith("some.zip: it cannot be opened as a zip")
    with pytest.raises(FileNotFoundError, match="is not a release"):
        verify(tmp_path)
    with pytest.raises(FileNotFoundError, match="no release at"):
        verify(tmp_path / "none")


def test_a_zip_cannot_write_outside_its_folder(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as packed:
        packed.writestr("sahel/../../escaped.txt", "x")
    assert any("not below the release's folder" in one for one in words(tmp_path / "evil.zip"))
    assert not list(tmp_path.parent.glob("escaped.txt"))


def test_the_command_fails_with_the_words(bundle: Path) -> None:
    assert CliRunner().invoke(APP, [str(bundle)]).exit_code == 0
    (bundle / "CHANGES.md").unlink()
    answer = CliRunner().invoke(APP, [str(bundle)])
    assert answer.exit_code == 1
    assert "CHANGES.md: it is missing." in answer.output
    assert f"Release {VERSION} is not what it was: 1 thing is wrong." in answer.output


def test_the_command_tells_a_registered_zip_from_another(releases: Path, packaged: Path) -> None:
    carry(releases, VERSION, packaged)
    path = releases / f"sahel-dataset-{VERSION}.zip"
    assert "It is the zip that was registered." in CliRunner().invoke(APP, [str(path)]).output
    with path.open("ab") as stream:
        stream.write(b"\0")
    answer = CliRunner().invoke(APP, [str(path)])
    assert answer.exit_code == 1
    assert "not the zip that was registered" in answer.output
