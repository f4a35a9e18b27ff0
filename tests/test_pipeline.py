"""The whole way: a folder of articles in, validated tables out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sahel_dataset.cli import app
from sahel_dataset.load import load

SCRAPE = """Army bombs border town, rebels count civilian dead

Home
World
Sport

Army bombs border town, rebels count civilian dead

Mali's army said on Wednesday it had carried out air strikes near the town of Tinzaouaten, on the Algerian border, with drones
of neighbouring Burkina Faso.

The rebels of the Permanent Strategic Framework (CSP) condemned the strikes and said that 21 civilians were killed, most of them gold
miners. Neither the army nor its Russian allies of Wagner have disclosed how many men they lost in the fighting of July.

The al-Qaeda affiliate JNIM claimed to have killed 50 Russian mercenaries and 10 Malian soldiers in that battle.

Related Articles

Striker signs record deal with city club
Bank shares fall as 300 jobs are cut

Leave a Reply

Your address will not be shown to anybody. Fields with a star must be filled in.
"""
FRENCH = """<html lang="fr"><head><title>Nord du Mali : des frappes contestées</title>
<meta property="article:published_time" content="2024-08-29T10:00:00+00:00"></head><body>
<nav><a href="/">Accueil</a><a href="/sport">Sport</a></nav>
<article><h1>Nord du Mali : des frappes contestées</h1>
<p>Les frappes de l'armée malienne à Tinzaouaten ont fait 21 morts parmi les civils, selon les rebelles du Cadre stratégique permanent (CSP).</p>
<p>L'état-major a démenti avoir visé des civils et affirme avoir détruit des positions de groupes terroristes. Des habitants ont déclaré que onze
enfants figuraient parmi les victimes.</p></article>
<aside><h2>À lire aussi</h2><a href="/x">Football : le club signe un attaquant</a></aside></body></html>
"""


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("raw")
    (folder / "strikes.txt").write_text(SCRAPE, encoding="utf-8")
    sidecar = {"title": SCRAPE.split("\n")[0], "published": "2024-08-28", "language": "en", "outlet": "Sahel Herald"}
    (folder / "strikes.meta.json").write_text(json.dumps(sidecar), encoding="utf-8")
    (folder / "frappes.html").write_text(FRENCH, encoding="utf-8")
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02" * 500)
    return folder


def build(raw: Path, out: Path, workers: int) -> int:
    return CliRunner().invoke(app, ["build", str(raw), str(out), "--no-render", "--workers", str(workers)]).exit_code


@pytest.fixture(scope="module")
def built(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    out = tmp_path_factory.mktemp("out")
    return out, build(raw, out, 1)


def test_a_broken_file_is_listed_and_the_rest_goes_on(built: tuple[Path, int]) -> None:
    out, status = built
    report = json.loads((out / "data" / "interim" / "ingest_report.json").read_text(encoding="utf-8"))
    assert status == 3
    assert "broken.txt" in json.dumps(report)
    assert len(load("articles", root=out, warn=False)) == 2


def test_claims_keep_who_says_how_many(built: tuple[Path, int]) -> None:
    claims = load("claims", root=built[0], warn=False)
    tolls = claims[claims.claim_type == "toll"]
    said = {(row.claimant_id, row.quantity_low) for row in tolls.itertuples()}
    assert {("csp", 21), ("jnim", 50), ("jnim", 10)} <= said


def test_silence_condemnation_and_denial_are_claims_too(built: tuple[Path, int]) -> None:
    claims = load("claims", root=built[0], warn=False)
    stances = {(row.claimant_id, row.stance) for row in claims.itertuples()}
    assert {
        ("ml_armed_forces", "declines_to_say"),
        ("wagner", "declines_to_say"),
        ("csp", "condemns"),
        ("ml_armed_forces", "denies"),
    } <= stances


def test_events_of_both_languages_become_one(built: tuple[Path, int]) -> None:
    events = load("events", root=built[0], warn=False)
    strikes = events[events.event_type == "air_strike"]
    assert list(strikes.n_articles) == [2]
    assert strikes.iloc[0].place_name == "Tinzaouaten"
    assert strikes.iloc[0].country == "ML"


def test_nothing_of_menus_teasers_and_forms_is_kept(built: tuple[Path, int]) -> None:
    quotes = " ".join(load("claims", root=built[0], warn=False).quote)
    from sahel_dataset.schema import table

    texts = " ".join(table("texts").read(built[0] / "data" / "interim" / "texts.parquet").text)
    for furniture in ("Striker", "Fields with a star", "attaquant", "Accueil", "300 jobs"):
        assert furniture not in quotes
        assert furniture not in texts


def test_the_bytes_do_not_depend_on_the_number_of_processes(raw: Path, built: tuple[Path, int], tmp_path: Path) -> None:
    assert build(raw, tmp_path, 2) == 3
    for folder in ("interim", "processed"):
        for file in sorted((built[0] / "data" / folder).rglob("*.parquet")):
            other = tmp_path / file.relative_to(built[0])
            assert file.read_bytes() == other.read_bytes(), file.name
