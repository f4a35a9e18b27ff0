"""The forms words of the lexicons take."""

import pytest

from sahel_dataset.extract.word_forms import french_forms, noun_forms


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("blesser", "blessées"),
        ("abattre", "abattu"),
        ("indiquer", "indiquant"),
        ("rejeter", "rejette"),
        ("opérer", "opère"),
        ("démentir", "dément"),
    ],
)
def test_a_french_form_leads_back_to_its_verb(verb: str, form: str) -> None:
    assert french_forms([verb])[form] == verb


def test_a_participle_in_s_takes_no_second_one() -> None:
    assert "priss" not in french_forms(["prendre"])


@pytest.mark.parametrize(
    ("language", "phrase", "plural"),
    [
        ("en", "suicide attack", "suicide attacks"),
        ("fr", "coup de feu", "coups de feu"),
        ("fr", "attaque armée", "attaques armées"),
    ],
)
def test_a_noun_phrase_is_known_in_the_plural(language: str, phrase: str, plural: str) -> None:
    assert {phrase, plural} <= set(noun_forms(phrase, language))
