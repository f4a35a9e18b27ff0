"""What could be checked is a claim; what is only thought, felt, judged or foreseen is none."""

import pytest

from tests.extract.claiming import claims_in, holds

TOLD = [
    ("en", "The gathering was held in an orchard, the army of Mali said.", "ml_armed_forces asserts occurrence"),
    ("fr", "La réunion se tenait dans un verger, a indiqué l'armée du Mali.", "ml_armed_forces asserts occurrence"),
    ("en", "A resident of Boni said the lorries were still on the road.", "witness asserts occurrence"),
    ("fr", "Un habitant de Boni affirme que les camions étaient encore sur la route.", "witness asserts occurrence"),
    ("en", "The army of Niger said its men were tracking the gunmen.", "ne_armed_forces asserts occurrence"),
    ("en", "The government of Mali announced that fuel would be rationed.", "ml_government asserts occurrence"),
    ("fr", "Le gouvernement du Mali a annoncé que le carburant serait rationné.", "ml_government asserts occurrence"),
    # what an authority says it will do itself is a decision
    ("en", "The government of Senegal said it would send troops to Niger.", "sn_government asserts occurrence"),
    (
        "fr",
        "Le gouvernement du Sénégal a dit qu'il enverrait des troupes au Niger.",
        "sn_government asserts occurrence",
    ),
    (
        "en",
        "The army of Mali stated that its men had offered a stubborn defence.",
        "ml_armed_forces asserts occurrence",
    ),
]

NOT_TOLD = [
    ("en", "The president of Mali said the release was a great relief for his country."),
    ("fr", "Le président du Mali a déclaré que cette libération est un immense soulagement."),
    ("en", "The president of Mali said the war would be long."),
    ("fr", "Le président du Mali a dit que la guerre sera longue."),
    ("en", '"I was terrified," a resident of Boni said.'),
    ("fr", "« Je suis terrifié », a dit un habitant de Boni."),
    ("en", "The president of Mali expressed his support for the troops."),
    ("fr", "Le président du Mali a exprimé son soutien aux troupes."),
    ("en", "Reuters said it was not able to verify the account."),
    ("en", "The president of Mali said his country would never bow to the jihadists."),
    ("en", "Human Rights Watch said security in Mali had worsened."),
    ("en", "Human Rights Watch said it had interviewed thirty people in Mali."),
    ("fr", "Human Rights Watch dit avoir interrogé trente personnes au Mali."),
    ("en", "The government of Niger declared a curfew in Agadez."),
    ("fr", "Le gouvernement du Niger a décrété un couvre-feu à Agadez."),
    ("en", "The president of Mali called for calm."),
    ("fr", "Le président du Mali a appelé au calme."),
    ("en", "Officials in Mali rarely comment on raids."),
]


@pytest.mark.parametrize(("language", "text", "expected"), TOLD)
def test_what_happened_or_is_ordered_could_be_checked(language: str, text: str, expected: str) -> None:
    assert holds(claims_in(language, text), expected)


@pytest.mark.parametrize(("language", "text"), NOT_TOLD)
def test_a_judgement_a_feeling_or_a_forecast_is_no_claim(language: str, text: str) -> None:
    assert claims_in(language, text) == []


def test_who_passes_on_what_another_said_does_not_claim_it() -> None:
    found = claims_in("en", "The spokesman said the ministry of defence of Mali disputed the findings of the report.")
    assert found == ["ml_government disputes occurrence"]


def test_a_negation_in_a_subordinate_clause_denies_nothing() -> None:
    found = claims_in("en", "The army of Mali said the men were shot because they did not stop.")
    assert not [c for c in found if "denies" in c]
