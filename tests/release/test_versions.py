"""Releases that are registered, carried, fetched and kept."""

from __future__ import annotations

import functools
import http.server
import importlib
import shutil
import socketserver
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import polars
import pytest

from sahel_dataset.load import ORIGIN, UsageWarning, load, locate, versions
from sahel_dataset.release.carry import carry
from sahel_dataset.release.facts import read_facts
from sahel_dataset.release.fetch import fetch
from sahel_dataset.release.registry import Registered, UnknownReleaseError, read_index, register
from sahel_dataset.release.seal import describe, pack
from tests.release.conftest import VERSION
from tests.sample import write_sample

module = importlib.import_module("sahel_dataset.load")
ZIP = f"sahel-dataset-{VERSION}.zip"


@pytest.fixture(autouse=True)
def strict(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(module, "_shown", set())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("default", category=ResourceWarning)
        yield


@pytest.mark.parametrize("form", ["path", "address"])
def test_a_release_is_fetched_from_a_folder_and_kept(releases: Path, tmp_path: Path, form: str) -> None:
    base = releases if form == "path" else releases.as_uri()
    claims = load("claims", version=VERSION, base=base, warn=False)
    assert claims["claim_id"].to_list() == ["c1", "c2", "c3", "c4"]
    assert str(claims["quantity_low"].dtype) == "Int64"
    assert claims.attrs[ORIGIN] == {"table": "claims", "version": VERSION}
    kept = [path.name for path in (tmp_path / "cache").glob("*.zip")]
    assert len(kept) == 1


def test_what_is_kept_needs_no_second_look(releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAHEL_RELEASES", str(releases))
    load("claims", version=VERSION, warn=False)
    (releases / ZIP).unlink()
    assert len(load("events", version=VERSION, warn=False)) == 1
    assert versions()["is_cached"].to_list() == [True]


def test_latest_is_the_last_by_number_and_not_by_letters(releases: Path) -> None:
    (known,) = read_index(releases).values()
    register(releases, Registered("2026.9.1", "2026-09-05", "0" * 64, 1))
    assert list(versions(releases).index) == ["2026.9.1", VERSION]
    assert len(load("claims", version="latest", base=releases, warn=False)) == 4
    assert known.version == VERSION


def test_a_zip_that_is_not_the_one_registered_is_refused(releases: Path) -> None:
    with (releases / ZIP).open("ab") as stream:
        stream.write(b"\0")
    with pytest.raises(ValueError, match="hash"):
        load("claims", version=VERSION, base=releases)


def test_two_lists_that_disagree_are_not_believed(releases: Path, packaged: Path) -> None:
    register(packaged, Registered(VERSION, "2026-12-03", "0" * 64, 1))
    with pytest.raises(ValueError, match="the sums differ"):
        versions(releases)


def test_an_unknown_version_is_answered_with_the_known_ones(releases: Path) -> None:
    with pytest.raises(UnknownReleaseError, match=rf"no release 2020\.1\.0; there are {VERSION}"):
        load("claims", version="2020.1.0", base=releases)
    with pytest.raises(UnknownReleaseError, match="has no data/no_such"):
        load("no_such", version=VERSION, base=releases)
    with pytest.raises(UnknownReleaseError, match="No release is registered"):
        load("claims", version="latest")


def test_a_release_without_an_address_says_what_is_needed(packaged: Path) -> None:
    register(packaged, Registered(VERSION, "2026-12-03", "0" * 64, 1))
    with pytest.raises(UnknownReleaseError, match="registered without an address"):
        load("claims", version=VERSION)


def test_a_doi_is_enough_to_find_it(packaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pooch

    register(packaged, Registered(VERSION, "2026-12-03", "0" * 64, 1, doi="10.5072/zenodo.1"))
    asked: dict[str, object] = {}

    def retrieve(url: str, **arguments: object) -> str:
        asked.update(arguments, url=url)
        raise FileNotFoundError

    monkeypatch.setattr(pooch, "retrieve", retrieve)
    with pytest.raises(FileNotFoundError):
        load("claims", version=VERSION)
    assert asked["url"] == f"doi:10.5072/zenodo.1/{ZIP}"
    assert asked["known_hash"] == f"sha256:{'0' * 64}"


@pytest.fixture
def served(releases: Path) -> Iterator[str]:
    """Serve the folder of releases on this machine, and return its address."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(releases))
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    with socketserver.TCPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_a_release_is_fetched_over_the_network(served: str, packaged: Path, releases: Path) -> None:
    assert list(versions(served).index) == [VERSION]
    assert len(load("claims", version=VERSION, base=served, warn=False)) == 4
    carry(releases, VERSION, packaged, url=f"{served}/{ZIP}")
    shutil.rmtree(packaged / "current")
    assert len(load("texts", version=VERSION, warn=False)) == 2


def test_a_server_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ConnectionError, match="cannot be reached"):
        versions("http://127.0.0.1:9")


def test_outside_a_checkout_the_carried_tables_are_read_at_once(releases: Path, packaged: Path) -> None:
    carry(releases, VERSION, packaged)
    shutil.rmtree(releases)
    claims = load("claims", warn=False)
    assert claims.attrs[ORIGIN] == {"table": "claims", "version": VERSION}
    assert len(load("claims", version=VERSION, warn=False)) == 4
    assert locate("claims") == packaged / "current" / "claims.parquet"
    assert versions()["is_carried"].to_list() == [True]
    assert load("changes").empty


def test_a_package_that_carries_nothing_says_where_to_go(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="not inside a checkout"):
        load("claims")


def test_a_checkout_without_tables_shows_those_of_the_release_and_says_so(
    releases: Path, packaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry(releases, VERSION, packaged)
    root = tmp_path / "checkout"
    root.mkdir()
    for name in ("dvc.yaml", "params.yaml"):
        (root / name).touch()
    monkeypatch.chdir(root)
    with pytest.warns(UsageWarning, match=rf"have not been made.*release {VERSION}") as caught:
        load("claims", warn=False)
    assert caught[0].filename == __file__
    write_sample(root)
    assert load("claims", warn=False).attrs[ORIGIN]["version"] is None
    with pytest.raises(FileNotFoundError, match="'changes' comes with releases"):
        load("changes")


def test_a_bundle_is_a_root(bundle: Path) -> None:
    assert load("claims", root=bundle, warn=False).attrs[ORIGIN]["version"] == VERSION
    with pytest.raises(ValueError, match="not both"):
        load("claims", root=bundle, version=VERSION)


def test_only_the_latest_release_is_carried(releases: Path, packaged: Path) -> None:
    register(packaged, Registered("2027.1.0", "2027-01-01", "0" * 64, 1))
    carry(releases, VERSION, packaged)
    assert not (packaged / "current").exists()
    assert list(read_index(packaged)) == [VERSION, "2027.1.0"]


def test_what_is_registered_is_not_registered_anew_with_another_sum(releases: Path, packaged: Path) -> None:
    register(packaged, Registered(VERSION, "2026-12-03", "0" * 64, 1))
    with pytest.raises(ValueError, match="what is out is not changed"):
        carry(releases, VERSION, packaged)


def test_a_release_that_was_only_carried_may_be_given_a_doi_and_its_tables_stay(releases: Path, packaged: Path) -> None:
    carry(releases, VERSION, packaged)
    tables = {path.name: path.read_bytes() for path in (packaged / "current").glob("*.parquet")}
    facts = read_facts((releases / VERSION / "release.json").read_text(encoding="utf-8"))
    with_doi = replace(facts, doi="10.5072/zenodo.7", publisher="Zenodo")
    describe(releases / VERSION, with_doi)
    register(releases, pack(releases / VERSION, with_doi, releases))
    entry = carry(releases, VERSION, packaged, url="https://example.org/records/7/files/it.zip")
    assert read_index(packaged)[VERSION] == entry
    assert entry.doi == "10.5072/zenodo.7"
    assert {path.name: path.read_bytes() for path in (packaged / "current").glob("*.parquet")} == tables
    # Now it is out, and stays as it is.
    describe(releases / VERSION, facts)
    register(releases, pack(releases / VERSION, facts, releases))
    with pytest.raises(ValueError, match="what is out is not changed"):
        carry(releases, VERSION, packaged)


def test_rules_choose_among_the_estimates(bundle: Path) -> None:
    assert set(load("estimates", root=bundle, rules="ucdp", warn=False)["rule"]) == {"ucdp"}
    two = load("estimates", root=bundle, rules=["lowest", "highest"], warn=False)
    assert two["best"].to_list() == [50, 2]
    assert two.attrs[ORIGIN]["version"] == VERSION
    with pytest.raises(ValueError, match="no rule loudest; there are"):
        load("estimates", root=bundle, rules="loudest")
    with pytest.raises(ValueError, match="rules= is for the table 'estimates'"):
        load("claims", root=bundle, rules="ucdp")


def test_a_rule_of_ones_own_is_computed_from_the_claims_of_the_release(bundle: Path) -> None:
    def middle(claims: pd.DataFrame) -> tuple[float, float, float]:
        return claims.figure.min(), claims.figure.median(), claims.figure.max()

    frame = load("estimates", root=bundle, rules=["lowest", middle], warn=False)
    own = frame[(frame["rule"] == "middle") & (frame["victim_class"] == "any")]
    assert set(frame["rule"]) == {"lowest", "middle"}
    assert own[["low", "high"]].to_numpy().tolist() == [[2, 50]]


def test_polars_and_duckdb_read_the_same_file(bundle: Path) -> None:
    path = locate("claims", bundle)
    assert polars.read_parquet(path)["claim_id"].to_list() == ["c1", "c2", "c3", "c4"]
    assert duckdb.sql(f"SELECT sum(quantity_low) FROM '{path}'").fetchall() == [(64,)]


def test_an_interrupted_unpacking_is_made_good(releases: Path) -> None:
    (path,) = fetch(VERSION, ["data/claims.parquet"], base=releases)
    path.write_bytes(path.read_bytes()[:100])
    assert len(load("claims", version=VERSION, base=releases, warn=False)) == 4


def test_a_wheel_carries_the_tables_of_the_release(releases: Path, tmp_path: Path) -> None:
    root = Path(__file__).resolve().parent.parent.parent
    copy = tmp_path / "source"
    ignored = shutil.ignore_patterns("__pycache__", "data")
    shutil.copytree(root / "sahel_dataset", copy / "sahel_dataset", ignore=ignored)
    for path in root.iterdir():
        if path.is_file():
            shutil.copyfile(path, copy / path.name)
    shutil.copytree(root / "notebooks", copy / "notebooks")
    carry(releases, VERSION, copy / "sahel_dataset" / "data")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel"], cwd=copy, check=True, capture_output=True
    )
    (wheel,) = (copy / "dist").glob("*.whl")
    installed = tmp_path / "installed"
    shutil.unpack_archive(wheel, installed, "zip")
    # A network there is none of: whoever reached for it would fail.
    script = "import socket; socket.socket.connect = None; "
    script += "import sahel_dataset as s; f = s.load('claims', warn=False); print(s.__file__, len(f), f.attrs)"
    answer = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {[str(installed), *_packages()]!r}; {script}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert str(installed) in answer.stdout
    assert f"4 {{'sahel_dataset': {{'table': 'claims', 'version': '{VERSION}'}}}}" in answer.stdout


def _packages() -> list[str]:
    import site

    return [path for path in sys.path if path in site.getsitepackages()]
