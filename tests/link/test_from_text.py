"""From texts to linked claims: what is said days later, in another article or language, is said of the same event."""

from __future__ import annotations

import pandas as pd
import pytest

from sahel_dataset.extract.run import run as extract
from sahel_dataset.link.run import run as link
from sahel_dataset.schema import table
from tests.link.builder import Collection, day

TEXTS = {
    ("raid", "en", "2025-06-02"): (
        "Mali army base attacked\n\n"
        "Gunmen attacked an army base in Boulkessi, in central Mali, on Sunday. "
        "The army said that 12 soldiers were killed in the attack."
    ),
    ("claimed", "en", "2025-06-06"): (
        "Jihadists say they took the base\n\n"
        "JNIM claimed responsibility on Thursday for the attack on the army base in Boulkessi on 1 June. "
        "The group said that it killed 60 soldiers there."
    ),
    ("assaut", "fr", "2025-06-02"): (
        "Un camp de l’armée attaqué au Mali\n\n"
        "Des hommes armés ont attaqué dimanche un camp de l’armée à Boulkessi, dans le centre du Mali. "
        "Selon des habitants, au moins 30 soldats ont été tués dans l’attaque."
    ),
    ("revise", "fr", "2025-06-08"): (
        "L’armée revoit son bilan\n\n"
        "L’armée malienne a revu samedi son bilan de l’attaque du camp de Boulkessi, le 1er juin : "
        "elle affirme désormais que 41 soldats ont été tués."
    ),
    ("autre", "fr", "2025-06-20"): (
        "Nouvelle attaque à Boulkessi\n\n"
        "Des hommes armés ont attaqué mercredi le camp de l’armée à Boulkessi, dans le centre du Mali. "
        "Le JNIM affirme avoir tué 7 soldats."
    ),
    ("other", "en", "2025-06-03"): (
        "Villagers killed near Mondoro\n\n"
        "Gunmen killed 9 villagers on Sunday in Mondoro, in central Mali, local officials said."
    ),
}


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    folder = tmp_path_factory.mktemp("from_text")
    collection = Collection()
    for (name, language, published), text in TEXTS.items():
        title, _ = text.split("\n\n")
        collection.article(name, text, title=title, language=language, published_on=day(published))
        collection.texts[-1]["body_start"] = len(title) + 2
    interim = collection.write(folder / "interim")
    extract(interim, workers=1)
    link(interim, folder / "processed")
    return table("claims").read(folder / "processed" / "claims.parquet")


def event_of(claims: pd.DataFrame, article: str) -> str:
    """Return the one event that all claims of an article are about."""
    (event,) = claims.loc[claims["article_id"] == article, "event_id"].unique()
    return event


@pytest.mark.parametrize("later", ["claimed", "assaut", "revise"])
def test_a_claim_made_elsewhere_and_days_later_is_about_the_event_it_speaks_of(
    claims: pd.DataFrame, later: str
) -> None:
    assert event_of(claims, later) == event_of(claims, "raid")


@pytest.mark.parametrize("other", ["autre", "other"])
def test_another_attack_there_and_one_elsewhere_on_that_day_have_claims_of_their_own(
    claims: pd.DataFrame, other: str
) -> None:
    assert event_of(claims, other) != event_of(claims, "raid")


def test_a_figure_that_an_army_revises_in_another_language_is_superseded_and_stays(claims: pd.DataFrame) -> None:
    by_army = claims[claims["claimant_id"] == "ml_armed_forces"].set_index("article_id")
    assert by_army.loc["raid", "quantity_low"] == 12
    assert by_army.loc["raid", "superseded_by"] == by_army.loc["revise", "claim_id"]
    assert pd.isna(by_army.loc["revise", "superseded_by"])


def test_what_others_say_of_the_event_is_not_superseded(claims: pd.DataFrame) -> None:
    others = claims[claims["claimant_id"] != "ml_armed_forces"]
    assert others["superseded_by"].isna().all()


def test_a_group_that_claims_an_attack_days_later_is_its_claimant(claims: pd.DataFrame) -> None:
    (claim,) = claims[claims["claim_type"] == "responsibility"].to_dict("records")
    assert (claim["claimant_id"], claim["stance"]) == ("jnim", "claims_responsibility")
