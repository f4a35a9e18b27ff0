"""Who a phrase is, in English and in French; the phrases are in actor_phrases.yaml."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from sahel_dataset.extract.actors import ActorFinder, ActorMention

PHRASES = yaml.safe_load((Path(__file__).parent / "actor_phrases.yaml").read_text(encoding="utf-8"))
THREE_ARMIES = ["ml_armed_forces", "ne_armed_forces", "bf_armed_forces"]
ACTORS = [row for group in ("bodies", "named", "vague", "people") for row in PHRASES[group]]


@pytest.fixture(scope="module")
def finders() -> dict[str, ActorFinder]:
    return {"en": ActorFinder("en"), "fr": ActorFinder("fr")}


def _marked(finder: ActorFinder, marked: str) -> ActorMention:
    """Return the mention of the phrase in brackets: the one that covers most of it."""
    start = marked.index("[")
    end = marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    mentions = finder.find(text)
    covering = [m for m in mentions if m.start < end and m.end > start]
    assert covering, f"nobody found in {text!r}: {[m.text for m in mentions]}"
    return max(covering, key=lambda m: (min(m.end, end) - max(m.start, start), m.start - m.end))


@pytest.mark.parametrize("row", ACTORS, ids=[row["en"] for row in ACTORS])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_phrase_is_that_actor_in_both_languages(finders, language, row):
    found = _marked(finders[language], row[language])
    assert (found.actor_id, found.kind) == (row["actor"], row["kind"])


@pytest.mark.parametrize("row", PHRASES["sources"], ids=[row["en"] for row in PHRASES["sources"]])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_who_speaks_has_that_kind_and_an_id_only_where_the_text_gives_one(finders, language, row):
    found = _marked(finders[language], row[language])
    assert (found.claimant_id, found.kind) == (row["claimant"], row["kind"])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Chad Smith scored twice for Mali United."),
        ("en", "The historian's book tells of the Mali Empire and of the Gulf of Guinea."),
        ("en", "He wants to establish an Islamic state; who is to say it is wrong?"),
        ("en", "WHO IS TO PAY FOR THIS? IT IS ALL OF US."),
        ("en", "The general public paid a major price for the private sector."),
        ("fr", "Le fleuve Niger déborde, le lac Tchad recule."),
        ("fr", "UN AN APRÈS, EI ET FACT NE SONT QUE DES LETTRES."),
        ("fr", "La mort rôde, la situation est jugée grave, il s'élève seul."),
    ],
)
def test_words_that_only_look_like_an_actor_are_none(finders, language, text):
    kinds = {"armed_group", "government", "military", "un"}
    assert [m for m in finders[language].find(text) if m.kind in kinds] == []


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "The governor of Niger State met Niger's ambassador.", ["niger_state_government", "ne_government"]),
        ("en", "Guinea's army and Guinea-Bissau's army met.", ["gn_armed_forces", "gw_armed_forces"]),
        ("en", "Equatorial Guinea's army met Mali's.", ["gq_armed_forces"]),
        ("fr", "L'armée nigérienne et l'armée nigériane se sont rencontrées.", ["ne_armed_forces", "ng_armed_forces"]),
        (
            "fr",
            "Le gouvernement de Guinée a écrit au gouvernement de Guinée-Bissau.",
            ["gn_government", "gw_government"],
        ),
        ("en", "Malian, Nigerien and Burkinabe troops met.", THREE_ARMIES),
        ("fr", "Les armées malienne, nigérienne et burkinabè se sont rencontrées.", THREE_ARMIES),
        ("en", "Malian soldiers and gendarmes met.", ["ml_armed_forces", "ml_police"]),
        ("fr", "Des soldats et des gendarmes maliens se sont rencontrés.", ["ml_armed_forces", "ml_police"]),
    ],
)
def test_neighbours_in_name_are_kept_apart_and_shared_nouns_are_shared(finders, language, text, wanted):
    assert [m.actor_id for m in finders[language].find(text)] == wanted


@pytest.mark.parametrize(
    ("language", "text", "day", "actor"),
    [
        ("en", "The FLA fired first.", dt.date(2025, 1, 5), "fla"),
        ("fr", "L'AES se réunit.", dt.date(2024, 7, 6), "aes"),
        ("fr", "Le CNSP promet des élections.", dt.date(2020, 8, 25), "cnsp_mali"),
        ("fr", "Le CNSP promet des élections.", dt.date(2023, 8, 25), "ne_government"),
        ("en", "Russian mercenaries in Mali fled.", dt.date(2023, 6, 1), "wagner"),
        ("en", "UN peacekeepers in Mali fled.", dt.date(2016, 6, 1), "minusma"),
        ("en", "UN peacekeepers in Mali fled.", dt.date(2012, 6, 1), "un"),
        ("en", "Iyad Ag Ghaly said so.", dt.date(2013, 1, 1), "ansar_dine"),
        ("en", "Iyad Ag Ghaly said so.", dt.date(2019, 1, 1), "jnim"),
        ("fr", "Macron l'a dit.", dt.date(2020, 1, 1), "fr_government"),
        ("en", "Goïta said so.", dt.date(2024, 1, 1), "ml_government"),
        ("en", "Bazoum said so.", dt.date(2022, 1, 1), "ne_government"),
        ("en", "Buhari said so.", dt.date(2021, 1, 1), "ng_government"),
        ("en", "Issoufou said so.", dt.date(2015, 1, 1), "ne_government"),
        ("en", "President Keita said so.", dt.date(2018, 1, 1), "ml_government"),
        ("fr", "Le président Kaboré l'a dit.", dt.date(2018, 1, 1), "bf_government"),
        ("en", "Matawalle said so.", dt.date(2021, 3, 1), "zamfara_state_government"),
        ("en", "Matawalle said so.", dt.date(2024, 3, 1), "ng_government"),
        ("en", "The president-elect's rival Issoufou said so.", dt.date(2024, 1, 1), None),
    ],
)
def test_names_and_offices_stand_for_whom_they_stood_for_that_day(finders, language, text, day, actor):
    mentions = finders[language].find(text, published_on=day)
    assert actor in [m.actor_id for m in mentions if m.category != "head_of_state" or actor]


@pytest.mark.parametrize(("language", "text"), [("en", "The FLA fired first."), ("fr", "L'AES se réunit.")])
def test_a_name_before_its_time_names_nobody(finders, language, text):
    assert finders[language].find(text, published_on=dt.date(2010, 1, 1)) == []
