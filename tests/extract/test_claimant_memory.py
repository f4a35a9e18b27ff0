"""Whom words without a name go back to: the same source, this toll, the report, nobody's silence."""

import pytest

from tests.extract.claiming import claims_in

BACK = [
    (
        "en",
        "The camp was emptied, a security source told AFP. The same source said the men had fled.",
        "security_source asserts occurrence",
    ),
    (
        "fr",
        "Le camp a été vidé, a indiqué à l'AFP une source sécuritaire. Les hommes avaient fui, ajoute la même source.",
        "security_source asserts occurrence",
    ),
    (
        "en",
        "Human Rights Watch said soldiers burned the village. The army of Mali said it was looking into it. "
        "The report says 30 villagers were killed.",
        "hrw asserts toll killed 30",
    ),
    (
        "fr",
        "Quarante soldats ont été tués, selon des sources sécuritaires. "
        "Ce bilan, que la mairie dit incomplet, fait état de cinq disparus.",
        "security_source asserts toll missing 5",
    ),
    (
        "fr",
        "Le gouvernement du Mali a réagi lundi. Il n'a publié aucun bilan.",
        "ml_government declines_to_say non_disclosure",
    ),
    (
        "en",
        "The government of Mali spoke on Monday. It did not give a figure of its own.",
        "ml_government declines_to_say non_disclosure",
    ),
    (
        "en",
        "The government of Mali and the army of Niger did not respond to requests for comment.",
        "ne_armed_forces declines_to_say non_disclosure",
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), BACK)
def test_words_without_a_name_go_back_to_who_spoke(language: str, text: str, expected: str) -> None:
    assert expected in claims_in(language, text)


def test_both_sides_that_admit_losses_admit_each_its_own() -> None:
    found = claims_in("en", "Both the army of Mali and the JNIM acknowledged losses near Kidal on Monday.")
    assert len([c for c in found if "toll killed" in c]) <= 2


def test_nobody_usually_silent_is_silent_about_the_event() -> None:
    assert claims_in("en", "The army of Niger does not usually publish tolls of such attacks.") == []
