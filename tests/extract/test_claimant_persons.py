"""For which body a person speaks whom the article names."""

import pytest

from sahel_dataset.extract.actors import ActorFinder
from sahel_dataset.extract.claimants import Claimants
from sahel_dataset.extract.lexicon import lexicon


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Army spokesman Amadou Example spoke on Monday. Example said nothing more."),
        ("fr", "Le porte-parole de l'armée, Amadou Example, a parlé lundi. Example n'en a pas dit plus."),
    ],
)
def test_a_surname_alone_goes_back_to_the_office_told_before(language: str, text: str) -> None:
    persons = Claimants(text, ActorFinder(language).find(text), lexicon(language)).persons
    assert persons["example"].kind == "military"
    assert persons["example"].person


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Amadou Example has sold rice for years."),
        ("fr", "Amadou Example vend du riz depuis des années."),
    ],
)
def test_a_name_with_no_office_beside_it_speaks_for_nobody(language: str, text: str) -> None:
    assert Claimants(text, ActorFinder(language).find(text), lexicon(language)).persons == {}
