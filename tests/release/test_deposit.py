"""A deposit at a repository that works, at one that breaks, and at one that was broken when it began."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from sahel_dataset.release.checksums import sha256_of
from sahel_dataset.release.command import deposit as command
from sahel_dataset.release.deposit import token as tokens
from sahel_dataset.release.deposit.client import Client, DepositError
from sahel_dataset.release.deposit.metadata import record_metadata
from sahel_dataset.release.deposit.run import deposit
from sahel_dataset.release.deposit.states import CompleteDraft, Published
from sahel_dataset.release.deposit.token import Token, find_token
from sahel_dataset.release.facts import read_facts
from sahel_dataset.release.fetch import fetch
from sahel_dataset.release.registry import read_index
from sahel_dataset.release.verify import verify
from tests.release.conftest import VERSION
from tests.release.server import TOKEN, Fault, Kind, Repository, running

ZIP = f"sahel-dataset-{VERSION}.zip"
APP = typer.Typer()
APP.command()(command)


@pytest.fixture
def repository() -> Iterator[Repository]:
    with running() as kept:
        yield kept


def client(repository: Repository, token: str = TOKEN) -> Client:
    return Client(repository.address, Token(token), pause=lambda _: None, patience=(2.0, 0.3))


def only_record(repository: Repository) -> str:
    assert len(repository.records) == 1
    return next(iter(repository.records))


def test_a_draft_has_metadata_doi_and_files_and_is_not_published(repository: Repository, releases: Path) -> None:
    done = deposit(releases, VERSION, client(repository))
    assert isinstance(done, CompleteDraft)
    record = repository.records[only_record(repository)]
    assert not record.is_published
    assert record.metadata["version"] == VERSION
    assert record.metadata["publication_date"] == "2026-12-03"
    assert record.metadata["creators"][0] == {"person_or_org": {"type": "organizational", "name": "The Sample Authors"}}
    assert record.pids["doi"]["identifier"] == done.doi
    assert set(record.files) == {ZIP, "README.md", "CHANGES.md", "codebook.md"}
    assert record.files[ZIP]["content"] == (releases / ZIP).read_bytes()


def test_the_doi_is_written_into_the_bundle_before_it_is_sent(repository: Repository, releases: Path) -> None:
    done = deposit(releases, VERSION, client(repository))
    assert isinstance(done, CompleteDraft)
    bundle = releases / VERSION
    for name in ("README.md", "CITATION.cff", "datacite.json", "datapackage.json", "croissant.json", "release.json"):
        assert done.doi in (bundle / name).read_text(encoding="utf-8"), name
    assert verify(bundle).holds
    assert verify(releases / ZIP).holds
    assert read_index(releases)[VERSION].doi == done.doi


def test_publishing_registers_where_the_zip_is(repository: Repository, releases: Path) -> None:
    done = deposit(releases, VERSION, client(repository), publish=True)
    assert isinstance(done, Published)
    record = repository.records[done.record_id]
    assert record.is_published
    entry = read_index(releases)[VERSION]
    assert entry.url == f"{repository.address}/records/{done.record_id}/files/{ZIP}"
    assert (entry.doi, entry.concept_doi) == (done.doi, done.concept_doi)
    assert entry.sha256 == sha256_of(releases / ZIP)
    assert record.files[ZIP]["content"] == (releases / ZIP).read_bytes()


def test_a_second_run_on_a_draft_changes_nothing(repository: Repository, releases: Path) -> None:
    deposit(releases, VERSION, client(repository))
    before = (releases / ZIP).read_bytes()
    sent = repository.count("PUT", "/content$")
    deposit(releases, VERSION, client(repository))
    assert only_record(repository)
    assert (releases / ZIP).read_bytes() == before
    assert repository.count("PUT", "/content$") == sent
    assert repository.count("POST", "/pids/doi$") == 1


def test_what_is_published_is_not_published_again(repository: Repository, releases: Path) -> None:
    first = deposit(releases, VERSION, client(repository), publish=True)
    assert deposit(releases, VERSION, client(repository), publish=True) == first
    assert repository.count("POST", "publish$") == 1


EVERY_STEP = [
    ("GET", "^/user/records$"),
    ("POST", "^/records$"),
    ("GET", "/draft$"),
    ("PUT", "/draft$"),
    ("POST", "/pids/doi$"),
    ("GET", "/draft/files$"),
    ("POST", "/draft/files$"),
    ("PUT", "/content$"),
    ("POST", "/commit$"),
    ("POST", "/publish$"),
]
KINDS: list[Kind] = ["before", "after", "drop", "drop after", "slow", "busy"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("method", "path"), EVERY_STEP, ids=lambda value: value.strip("^/$").replace("/", "-"))
def test_a_fault_at_any_step_is_overcome_without_a_second_draft(
    repository: Repository, releases: Path, method: str, path: str, kind: Kind
) -> None:
    repository.faults.append(Fault(method, path, kind))
    done = deposit(releases, VERSION, client(repository), publish=True)
    assert isinstance(done, Published)
    assert repository.faults[0].times == 0
    record = repository.records[only_record(repository)]
    assert record.is_published
    assert record.files[ZIP]["content"] == (releases / ZIP).read_bytes()
    assert repository.count("POST", "publish$") <= 2


@pytest.mark.parametrize("kind", ["half", "spoil"])
def test_a_file_that_arrives_in_part_or_spoilt_is_sent_again(
    repository: Repository, releases: Path, kind: Kind
) -> None:
    repository.faults.append(Fault("PUT", f"{ZIP}/content$", kind))
    deposit(releases, VERSION, client(repository))
    record = repository.records[only_record(repository)]
    assert record.files[ZIP]["content"] == (releases / ZIP).read_bytes()


def test_a_file_that_never_arrives_whole_is_not_published(repository: Repository, releases: Path) -> None:
    repository.faults.append(Fault("PUT", f"{ZIP}/content$", "spoil", times=99))
    with pytest.raises(DepositError, match=f"{ZIP} did not arrive"):
        deposit(releases, VERSION, client(repository), publish=True)
    assert not repository.records[only_record(repository)].is_published


@pytest.mark.parametrize(("method", "path"), EVERY_STEP[1:], ids=lambda value: value.strip("^/$").replace("/", "-"))
@pytest.mark.parametrize("kind", ["before", "after"])
def test_after_giving_up_the_same_command_goes_on_with_the_same_draft(
    repository: Repository, releases: Path, method: str, path: str, kind: Kind
) -> None:
    repository.faults.append(Fault(method, path, kind, times=50))
    try:
        deposit(releases, VERSION, client(repository), publish=True)
    except DepositError:
        assert repository.faults[0].times > 0
    repository.faults.clear()
    done = deposit(releases, VERSION, client(repository), publish=True)
    assert isinstance(done, Published)
    assert done.record_id == only_record(repository)


@pytest.mark.parametrize("lag", [1, 4])
def test_a_draft_that_was_made_without_an_answer_is_found_even_when_the_index_lags(
    repository: Repository, releases: Path, lag: int
) -> None:
    repository.index_lag = lag
    repository.faults.append(Fault("POST", "^/records$", "drop after", times=1))
    done = deposit(releases, VERSION, client(repository))
    assert isinstance(done, CompleteDraft)
    assert done.record_id == only_record(repository)


def test_a_lost_memory_is_replaced_by_a_look_at_the_repository(repository: Repository, releases: Path) -> None:
    deposit(releases, VERSION, client(repository))
    (releases / "deposits.json").unlink()
    deposit(releases, VERSION, client(repository))
    assert only_record(repository)


def test_a_discarded_draft_is_not_waited_for(repository: Repository, releases: Path) -> None:
    deposit(releases, VERSION, client(repository))
    repository.records.clear()
    done = deposit(releases, VERSION, client(repository))
    assert isinstance(done, CompleteDraft)
    assert done.record_id == only_record(repository)


def test_the_next_release_is_a_new_version_of_the_record(repository: Repository, releases: Path) -> None:
    first = deposit(releases, VERSION, client(repository), publish=True)
    assert isinstance(first, Published)
    later = _successor(releases)
    second = deposit(releases, later, client(repository), publish=True)
    assert isinstance(second, Published)
    assert second.record_id != first.record_id
    assert second.concept_doi == first.concept_doi
    assert repository.count("POST", f"{first.record_id}/versions$") == 1
    assert repository.records[second.record_id].metadata["version"] == later
    # A draft of a new version has no files but its own.
    assert f"sahel-dataset-{later}.zip" in repository.records[second.record_id].files
    assert ZIP not in repository.records[second.record_id].files


@pytest.mark.parametrize("kind", ["before", "after", "drop after"])
def test_a_new_version_is_asked_for_again_and_is_still_one(repository: Repository, releases: Path, kind: Kind) -> None:
    deposit(releases, VERSION, client(repository), publish=True)
    repository.faults.append(Fault("POST", "/versions$", kind))
    deposit(releases, _successor(releases), client(repository), publish=True)
    assert len(repository.records) == 2


def _successor(releases: Path) -> str:
    """Make a later release of the same folder."""
    import shutil
    from dataclasses import replace

    from sahel_dataset.release.registry import register
    from sahel_dataset.release.seal import describe, pack

    later = "2027.1.0"
    shutil.copytree(releases / VERSION, releases / later)
    facts = read_facts((releases / VERSION / "release.json").read_text(encoding="utf-8"))
    known = replace(facts, version=later, previous=VERSION, doi=None, previous_doi=facts.doi)
    describe(releases / later, known)
    register(releases, pack(releases / later, known, releases))
    return later


def test_a_release_that_is_not_whole_is_not_sent(repository: Repository, releases: Path) -> None:
    (releases / VERSION / "data" / "claims.parquet").unlink()
    with pytest.raises(ValueError, match=r"data/claims\.parquet: it is missing"):
        deposit(releases, VERSION, client(repository))
    assert repository.calls == []


IN_ORDER = "def right(draft: Draft) -> Published:\n    return draft.reserve_doi().upload({}).publish()\n"
OUT_OF_ORDER = {
    "def a(draft: Draft) -> None:\n    draft.upload({})\n": '"Draft" has no attribute "upload"',
    "def b(draft: Draft) -> None:\n    draft.publish()\n": '"Draft" has no attribute "publish"',
    "def c(draft: ReservedDraft) -> None:\n    draft.publish()\n": '"ReservedDraft" has no attribute "publish"',
    "def d(done: CompleteDraft) -> None:\n    done.upload({})\n": '"CompleteDraft" has no attribute "upload"',
    "def e(done: Published) -> None:\n    done.publish()\n": '"Published" has no attribute "publish"',
}


def test_steps_that_are_called_out_of_order_do_not_type_check(tmp_path: Path) -> None:
    names = "CompleteDraft, Draft, Published, ReservedDraft"
    source = tmp_path / "steps.py"
    source.write_text(
        f"from sahel_dataset.release.deposit.states import {names}\n{IN_ORDER}{''.join(OUT_OF_ORDER)}", encoding="utf-8"
    )
    said = subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path), "--follow-imports", "silent", str(source)],
        cwd=tmp_path,
        env=os.environ | {"MYPYPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    ).stdout.splitlines()
    assert [line.partition(" error: ")[2].partition("  [")[0] for line in said[:-1]] == list(OUT_OF_ORDER.values())


def test_an_invalid_record_is_refused_with_the_words_of_the_repository(
    repository: Repository, releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_title(*arguments: object) -> dict[str, object]:
        body = record_metadata(*arguments)  # type: ignore[arg-type]
        return body | {"metadata": body["metadata"] | {"title": "", "version": VERSION}}

    monkeypatch.setattr("sahel_dataset.release.deposit.run.record_metadata", without_title)
    with pytest.raises(DepositError, match=r"metadata\.title: Missing data for required field"):
        deposit(releases, VERSION, client(repository), publish=True)


def test_a_wrong_token_is_not_tried_again_and_is_not_shown(repository: Repository, releases: Path) -> None:
    wrong = "another-made-up-token"
    with pytest.raises(DepositError, match="The token is not valid here") as refused:
        deposit(releases, VERSION, client(repository, wrong))
    assert wrong not in str(refused.value)
    assert len(repository.calls) == 1


@pytest.mark.parametrize(("method", "path"), EVERY_STEP[1:], ids=lambda value: value.strip("^/$").replace("/", "-"))
def test_what_is_forbidden_is_not_tried_again(repository: Repository, releases: Path, method: str, path: str) -> None:
    repository.faults.append(Fault(method, path, "forbidden", times=99))
    with pytest.raises(DepositError, match=r"403 .*lacks a scope \(deposit:write, deposit:actions\)"):
        deposit(releases, VERSION, client(repository), publish=True)
    assert repository.count(method, path) == 1


def test_the_token_never_shows(
    repository: Repository, releases: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(tokens.TOKEN_VARIABLE, TOKEN)
    repository.faults.append(Fault("POST", "/pids/doi$", "before"))
    monkeypatch.setattr("time.sleep", lambda _: None)
    with caplog.at_level(logging.DEBUG):
        answer = CliRunner().invoke(
            APP, [VERSION, "--to", repository.address, "--publish", "--out", str(releases)], catch_exceptions=False
        )
    assert answer.exit_code == 0, answer.output
    shown = [answer.output, caplog.text, repr(find_token("127.0.0.1"))]
    shown += [path.read_text(encoding="utf-8", errors="replace") for path in releases.rglob("*") if path.is_file()]
    assert all(TOKEN not in text for text in shown)
    assert "Published" in answer.output


def test_the_command_says_how_to_go_on_after_a_failure(
    repository: Repository, releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(tokens.TOKEN_VARIABLE, TOKEN)
    monkeypatch.setattr("time.sleep", lambda _: None)
    repository.faults.append(Fault("PUT", "/draft$", "before", times=99))
    answer = CliRunner().invoke(APP, [VERSION, "--to", repository.address, "--out", str(releases)])
    assert answer.exit_code == 1
    assert "500 Internal Server Error" in answer.output
    assert "goes on where this one stopped" in answer.output


def test_without_a_token_it_is_said_where_to_put_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(tokens.TOKEN_VARIABLE, raising=False)
    monkeypatch.setattr(tokens, "_from_keyring", lambda host: None)
    with pytest.raises(PermissionError, match=r"no token for zenodo\.org.*SAHEL_DEPOSIT_TOKEN"):
        find_token("zenodo.org")


def test_the_keyring_is_asked_where_the_environment_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring

    monkeypatch.delenv(tokens.TOKEN_VARIABLE, raising=False)
    monkeypatch.setattr(keyring, "get_password", lambda service, user: f"{service}@{user}")
    assert find_token("zenodo.org").header() == "Bearer sahel-dataset@zenodo.org"


@pytest.mark.parametrize("address", ["http://zenodo.org", "zenodo.org", "ftp://zenodo.org", "https://a:b@zenodo.org"])
def test_an_address_that_would_give_the_token_away_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"use https|not a repository's address"):
        Client(address, Token(TOKEN))


def test_a_registered_release_is_fetched_from_its_record(
    repository: Repository, releases: Path, packaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = deposit(releases, VERSION, client(repository), publish=True)
    assert isinstance(done, Published)
    # The repository of the tests keeps files and has no page that gives them out; a folder stands for it.
    (path,) = fetch(VERSION, ["release.json"], base=releases)
    facts = read_facts(path.read_text(encoding="utf-8"))
    assert (facts.doi, facts.publisher) == (done.doi, "127.0.0.1")
