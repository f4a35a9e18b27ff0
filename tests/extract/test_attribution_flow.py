"""Accounts go on beyond their sentence, and back before it, as far as their form says so."""

import pytest

from tests.extract.claiming import claims_in, mentions_in

ONWARD = [
    (
        "en",
        'The camp was hit, a security source in Gao told AFP. "The gunmen burned the store. The guards fled."',
        "security_source asserts occurrence",
        2,
    ),
    (
        "fr",
        "Le camp a été touché, a dit à l'AFP une source sécuritaire à Gao. "
        "« Les assaillants ont brûlé le magasin. Les gardes ont fui. »",
        "security_source asserts occurrence",
        2,
    ),
    (
        "en",
        "The camp near Gao was hit by drones, a spokesman for JNIM said.\n\nThe strikes killed 14 herders.\n\n"
        "JNIM accused the army of Mali.",
        "jnim asserts toll killed 14",
        1,
    ),
    (
        "en",
        "The traders were in Gao during the raid, the army of Mali said. The market was full. Nine men were wounded.",
        "ml_armed_forces asserts toll wounded 9",
        1,
    ),
]


@pytest.mark.parametrize(("language", "text", "expected", "times"), ONWARD)
def test_an_account_goes_on_into_the_sentences_behind_it(language: str, text: str, expected: str, times: int) -> None:
    assert claims_in(language, text).count(expected) == times


def test_a_quotation_is_not_given_to_who_speaks_in_the_next_paragraph() -> None:
    text = (
        "The search went on, the army of Mali said. The raiders had “crossed the border at night.”\n\n"
        "Residents of Gao reported heavy gunfire."
    )
    quoted = next(c for c in mentions_in("en", text) if "crossed" in c.quote)
    assert quoted.claimant_id == "ml_armed_forces"


@pytest.mark.parametrize(
    ("language", "text", "claimant", "via"),
    [
        (
            "en",
            "JNIM said it had killed ten soldiers near Gao, according to the monitoring group SITE.",
            "jnim",
            "SITE",
        ),
        ("fr", "Le JNIM dit avoir tué dix soldats près de Gao, selon le groupe de surveillance SITE.", "jnim", "SITE"),
    ],
)
def test_who_passes_a_claim_on_is_where_it_was_published(language: str, text: str, claimant: str, via: str) -> None:
    toll = next(c for c in mentions_in(language, text) if c.measure == "killed")
    assert toll.claimant_id == claimant
    assert via in (toll.reported_via or "")


def test_a_source_whom_an_agency_quotes_is_the_claimant() -> None:
    claims = mentions_in("en", "AFP reported a security source as saying that raiders attacked the camp near Gao.")
    assert [(c.claimant_kind, c.reported_via) for c in claims] == [("security_source", "AFP")]


def test_all_sources_of_a_list_claim_what_it_is_given_for() -> None:
    found = claims_in("en", "Ten herders were killed near Gao, according to residents, diplomats and rights groups.")
    assert {c.split(" ")[0] for c in found} == {"witness", "foreign_government", "ngo"}


def test_two_verbs_of_one_speaker_say_each_its_own() -> None:
    found = claims_in("en", "The army of Mali confirmed the raid on Gao and said ten soldiers were wounded.")
    assert sorted(found) == ["ml_armed_forces asserts toll wounded 10", "ml_armed_forces confirms occurrence"]


def test_a_rank_speaks_for_the_ministry_it_serves() -> None:
    text = "Colonel Awa Sidi, a spokesperson for the ministry of defence of Niger, said ten soldiers were wounded."
    assert claims_in("en", text) == ["ne_government asserts toll wounded 10"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The patrol was ambushed near Gao, the army of Mali said, with two soldiers killed."),
        ("en", "The patrol was ambushed near Gao, the army of Mali said, leaving two soldiers dead."),
        ("fr", "La patrouille est tombée dans une embuscade à Gao, a dit l'armée du Mali, avec deux soldats tués."),
    ],
)
def test_figures_told_on_behind_the_speaker_are_his(language: str, text: str) -> None:
    assert "ml_armed_forces asserts toll killed 2" in claims_in(language, text)


def test_an_earlier_count_of_nobody_named_is_nobodys() -> None:
    text = "The army of Mali said ten soldiers died near Gao. An earlier report gave the death toll as seven."
    assert "unattributed asserts toll killed 7" in claims_in("en", text)
