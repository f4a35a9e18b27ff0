"""Who is said to have done it."""

import pytest

from tests.extract.claiming import mentions_in


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The police said the attack was carried out by Boko Haram."),
        ("fr", "La gendarmerie a déclaré que l'attaque avait été perpétrée par Boko Haram."),
    ],
)
def test_an_author_named_outright_is_the_perpetrator(language: str, text: str) -> None:
    assert [c.perpetrator_actor_id for c in mentions_in(language, text)] == ["boko_haram"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The army of Mali denied any involvement in the massacre at Moura."),
        ("fr", "L'armée du Mali a nié toute implication dans le massacre de Moura."),
    ],
)
def test_a_denial_names_the_party_it_clears(language: str, text: str) -> None:
    assert [c.perpetrator_actor_id for c in mentions_in(language, text)] == ["ml_armed_forces"]
