"""The stage as a whole: the tables it writes, and that they depend on what the articles say alone."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from sahel_dataset.link import UnknownEventError, resolve, spread
from sahel_dataset.link.run import run
from sahel_dataset.schema import table, tables
from tests.link.builder import Collection, day


def collection() -> Collection:
    made = Collection()
    made.article("a1", text="Rebels took Boulkessi, thirty soldiers died.", published_on=day("2025-06-02"))
    made.article("a2", text="Soixante soldats sont morts à Boulkessi.", language="fr", wire_group="wire-1")
    made.article("a3", text="Sixty soldiers died at Boulkessi.", wire_group="wire-1")
    made.article("a4", text="The raid on Boulkessi in June was denied.", published_on=day("2025-07-20"))
    made.mention("m1", "a1")
    made.mention("m2", "a2", by="jihadists_unspecified")
    made.mention("m3", "a3")
    made.mention("m4", "a4", date=None, date_start=day("2025-06-01"), date_end=day("2025-06-30"),
                 date_precision="month", is_background=True)  # fmt: skip
    made.mention("m5", "a3", event_type="protest", place_id="ml-bamako", by="new_movement", against="")
    made.local_actors.append(
        {"article_id": "a3", "actor_id": "new_movement", "name": "New Movement", "kind": "political", "country": "ML"}
    )
    army = {"claimant_id": "ml_armed_forces", "claimant_kind": "military", "victim_class": "soldiers"}
    made.claim("c1", "a1", "m1", 30, **army, asserted_on=day("2025-06-02"))
    made.claim("c2", "a2", "m2", 60, **army, asserted_on=day("2025-06-03"))
    made.claim("c3", "a4", "m4", None, claim_type="justification", stance="justifies", measure=None, quantity_text=None,
               victim_class=None)  # fmt: skip
    made.claim("c4", "a4", None, 200)
    return made


def contents(*folders: Path) -> dict[str, bytes]:
    return {f"{folder.name}/{path.name}": path.read_bytes() for folder in folders for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("linked")
    run(collection().write(folder / "interim"), folder / "processed", folder / "ledger")
    return folder


def read(linked: Path, name: str) -> pd.DataFrame:
    return table(name).read(linked / "processed" / f"{name}.parquet")


def test_a_long_quote_is_cut_where_the_article_may_not_be_passed_on_and_its_key_stays(tmp_path: Path) -> None:
    text = f"The army said, {'as it had said so often before, ' * 12}that nine soldiers had been killed."
    found = {}
    for allowed in (False, True):
        made = Collection()
        made.article("a1", text=text, may_redistribute_text=allowed)
        made.mention("m1", "a1")
        made.claim("c1", "a1", "m1", 9, quantity_text="nine", quote=text, quote_end=len(text))
        folder = tmp_path / str(allowed)
        run(made.write(folder / "interim"), folder / "processed")
        (found[allowed],) = table("claims").read(folder / "processed" / "claims.parquet").to_dict("records")
    assert found[True]["quote"] == text
    assert found[False]["quote"] == "that nine soldiers had been killed."
    assert text[found[False]["quote_start"] : found[False]["quote_end"]] == found[False]["quote"]
    assert found[False]["claim_id"] == found[True]["claim_id"]


def test_every_processed_table_is_written(linked: Path) -> None:
    written = {path.stem for path in (linked / "processed").iterdir()}
    assert written == {one.name for one in tables("processed")}


def test_copies_of_one_wire_story_are_one_source(linked: Path) -> None:
    event = read(linked, "events").set_index("event_type").loc["armed_clash"]
    assert (event["n_articles"], event["n_independent_sources"]) == (4, 3)
    assert event["first_reported_on"] == pd.Timestamp("2025-06-02")
    assert not event["is_background"]


def test_the_summary_is_made_from_the_fields(linked: Path) -> None:
    event = read(linked, "events").set_index("event_type").loc["armed_clash"]
    assert event["summary"].startswith("Armed clash at Boulkessi, Mopti, Mali, on 1 June 2025, by Jama'at Nusrat")


def test_claims_made_later_in_another_article_are_about_the_same_event(linked: Path) -> None:
    claims = read(linked, "claims").set_index("claim_type")
    assert claims.loc["justification", "event_id"] in set(claims.loc["toll", "event_id"].dropna())


def test_a_claim_about_no_one_event_has_none(linked: Path) -> None:
    claims = read(linked, "claims")
    assert claims.loc[claims["quantity_low"] == 200, "event_id"].isna().all()


def test_a_revised_toll_is_superseded_and_stays(linked: Path) -> None:
    claims = read(linked, "claims").set_index("quantity_low")
    assert claims.loc[30, "superseded_by"] == claims.loc[60, "claim_id"]
    estimates = read(linked, "estimates").set_index(["rule", "victim_class"])
    assert estimates.loc[("lowest", "soldiers"), "best"] == 60


def test_an_actor_that_an_article_introduces_is_in_the_tables(linked: Path) -> None:
    actors = read(linked, "actors").set_index("actor_id")
    assert (actors.loc["new_movement", "name"], actors.loc["new_movement", "is_listed"]) == ("New Movement", False)
    assert actors.loc["jnim", "is_listed"]


def test_every_reference_leads_to_a_row(linked: Path) -> None:
    for one in tables("processed"):
        frame = read(linked, one.name)
        for key in one.foreign_keys:
            if key.table in {other.name for other in tables("processed")} and not key.is_list:
                targets = set(read(linked, key.table)[key.to])
                assert set(frame[key.field].dropna()) <= targets, (one.name, key.field)


def test_running_it_again_writes_the_same_bytes(linked: Path) -> None:
    before = contents(linked / "processed", linked / "ledger")
    summary = run(linked / "interim", linked / "processed", linked / "ledger")
    assert contents(linked / "processed", linked / "ledger") == before
    assert (summary.n_new_ids, summary.n_retired_ids) == (0, 0)


def test_the_order_of_the_input_changes_no_byte(linked: Path, tmp_path: Path) -> None:
    interim = tmp_path / "interim"
    for path in sorted((linked / "interim").rglob("*.parquet")):
        target = interim / path.relative_to(linked / "interim")
        target.parent.mkdir(parents=True, exist_ok=True)
        rows = pq.read_table(path)
        pq.write_table(rows.take(list(range(len(rows)))[::-1]), target)
    run(interim, tmp_path / "processed", tmp_path / "ledger")
    mixed, plain = (
        contents(tmp_path / "processed", tmp_path / "ledger"),
        contents(linked / "processed", linked / "ledger"),
    )
    assert mixed == plain


def test_pairs_compared_by_two_processes_change_no_byte(
    linked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spread, "PAIRS_AT_ONCE", 2)
    monkeypatch.setattr(spread, "WORTH_PROCESSES", 1)
    run(linked / "interim", tmp_path / "processed", tmp_path / "ledger", workers=2)
    assert contents(tmp_path / "processed", tmp_path / "ledger") == contents(linked / "processed", linked / "ledger")


def test_without_a_ledger_the_ids_are_the_same(linked: Path, tmp_path: Path) -> None:
    run(linked / "interim", tmp_path / "processed")
    assert set(table("events").read(tmp_path / "processed" / "events.parquet")["event_id"]) == set(
        read(linked, "events")["event_id"]
    )


def test_an_id_that_was_cited_is_followed(linked: Path) -> None:
    one = read(linked, "events")["event_id"].iloc[0]
    assert resolve(one, linked / "processed") == one
    with pytest.raises(UnknownEventError):
        resolve("never", linked / "processed")


def test_a_failure_leaves_the_tables_as_they_were(linked: Path, tmp_path: Path) -> None:
    broken = collection()
    broken.mention("m9", "a1", by="nobody_knows_them")
    before = contents(linked / "processed", linked / "ledger")
    with pytest.raises(ValueError, match="no article introduces nobody_knows_them"):
        run(broken.write(tmp_path), linked / "processed", linked / "ledger")
    assert contents(linked / "processed", linked / "ledger") == before


def test_a_collection_without_events_gives_empty_tables(tmp_path: Path) -> None:
    made = Collection()
    made.article("a1")
    summary = run(made.write(tmp_path / "interim"), tmp_path / "processed", tmp_path / "ledger")
    assert (summary.n_events, summary.n_claims) == (0, 0)
    assert len(table("events").read(tmp_path / "processed" / "events.parquet")) == 0
