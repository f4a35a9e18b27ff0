"""Which words say something, in the whole range of news prose."""

import pytest

from tests.extract.claiming import claims_in, holds

ARMY = "ml_armed_forces asserts occurrence"
SAYINGS = [
    ("fr", "L'armée du Mali a fait savoir que des renforts avaient été envoyés.", ARMY),
    ("fr", "L'armée du Mali a laissé entendre que les assaillants avaient fui.", ARMY),
    ("fr", "L'armée du Mali soutient que les assaillants avaient fui.", ARMY),
    ("fr", "À en croire l'armée du Mali, les assaillants avaient fui.", ARMY),
    ("fr", "Les assaillants avaient fui, lit-on dans un communiqué de l'armée du Mali.", ARMY),
    ("en", "In the words of the army of Mali, the attackers were routed.", ARMY),
    ("en", "Citing the army of Mali, the broadcaster said the attackers were routed.", ARMY),
    ("fr", "L'armée du Mali poursuit les assaillants dans la brousse.", "!"),
    ("en", "The army of Mali continues to hunt the attackers.", "!"),
    ("fr", "La France a appelé la junte à libérer le président du Niger.", "fr_government asserts demand"),
    ("en", "France called on the junta to free the president of Niger.", "fr_government asserts demand"),
    ("en", "The army of Mali should say who attacked the village.", "!"),
    (
        "en",
        "The market was burned, residents and a security source said.",
        "witness asserts occurrence;security_source asserts occurrence",
    ),
    (
        "fr",
        "Le marché a été brûlé, selon des habitants et une source sécuritaire.",
        "witness asserts occurrence;security_source asserts occurrence",
    ),
    ("fr", "Le JNIM, allié d'Al-Qaïda, affirme que le camp a été vidé.", "jnim asserts occurrence"),
    ("en", "JNIM, the al-Qaeda ally that struck the camp, says the camp was emptied.", "jnim asserts occurrence"),
]

DOING = [
    ("en", "The government of Mali backed the army's account of the raid.", "ml_government confirms occurrence"),
    ("fr", "Le gouvernement du Mali a soutenu la version de l'armée.", "ml_government confirms occurrence"),
    ("en", "The government of Mali described the soldiers as mercenaries.", "ml_government accuses occurrence"),
    ("fr", "Le gouvernement du Mali a qualifié les soldats de mercenaires.", "ml_government accuses occurrence"),
    ("en", "Prosecutors in Mali filed charges against the soldiers.", "ml_government accuses responsibility"),
    ("en", "France renewed its call for the release of the hostages.", "fr_government asserts demand"),
    ("fr", "La France a renouvelé son appel à la libération des otages.", "fr_government asserts demand"),
    ("en", '"We condemn this attack," the president of Mali said.', "ml_government condemns condemnation"),
    ("fr", "« Nous condamnons cette attaque », a dit le président du Mali.", "ml_government condemns condemnation"),
    ("en", '"We call on the rebels to leave," the president of Mali said.', "ml_government asserts demand"),
    (
        "en",
        '"The raiders fled to the border," the army of Mali, speaking on condition of anonymity, told Reuters.',
        ARMY,
    ),
    ("en", "A security source, asking not to be named, said the raiders had fled.", "!demand"),
    ("en", "JNIM said it attacked the post because the army shelled villages.", "jnim justifies justification"),
    ("en", "Near Gao, four gendarmes were said to have been killed.", "unattributed asserts toll killed 4"),
]

SILENCES = [
    ("en", "The army of Mali has yet to publish a toll."),
    ("fr", "L'armée du Mali n'a pas encore communiqué de bilan."),
    ("en", "The army of Mali refused to give a figure."),
    ("fr", "L'armée du Mali a refusé de donner un chiffre."),
    ("en", "The army of Mali neither confirmed nor denied the attack."),
    ("fr", "L'armée du Mali n'a ni confirmé ni démenti l'attaque."),
    ("fr", "Contactée par l'AFP, l'armée du Mali n'a pas donné suite."),
]


@pytest.mark.parametrize(("language", "text", "expected"), SAYINGS)
def test_a_verb_or_phrase_says_something_where_it_introduces_words(language: str, text: str, expected: str) -> None:
    assert holds(claims_in(language, text), expected)


@pytest.mark.parametrize(("language", "text", "expected"), DOING)
def test_words_may_back_accuse_ask_or_condemn(language: str, text: str, expected: str) -> None:
    assert holds(claims_in(language, text), expected)


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        (
            "en",
            "Six soldiers were killed in Djibo, said Ali Barry, president of the Movement of the Young.",
            "unattributed",
        ),
        ("fr", "Six soldats ont été tués à Djibo, a dit Ali Barry, président du Mouvement des jeunes.", "unattributed"),
        ("en", "Six soldiers were killed in Djibo, the president of Burkina Faso said.", "bf_government"),
        ("fr", "Six soldats ont été tués à Djibo, a dit le président du Burkina Faso.", "bf_government"),
    ],
)
def test_the_president_of_a_movement_speaks_for_no_state(language: str, text: str, speaker: str) -> None:
    assert claims_in(language, text) == [f"{speaker} asserts toll killed 6"]


@pytest.mark.parametrize(("language", "text"), SILENCES)
def test_a_refusal_or_a_lack_of_words_is_one_silence_and_nothing_else(language: str, text: str) -> None:
    assert claims_in(language, text) == ["ml_armed_forces declines_to_say non_disclosure"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The camp was hit, the army of Mali said. Eight men were wounded.", "ml_armed_forces"),
        ("fr", "Le camp a été touché, a dit l'armée du Mali. Huit hommes ont été blessés.", "ml_armed_forces"),
        ("en", "The camp was hit, the army of Mali said. Eight men were wounded in June last year.", "outlet"),
        ("fr", "Le camp a été touché, a dit l'armée du Mali. Huit hommes avaient été blessés en juin.", "outlet"),
    ],
)
def test_an_account_goes_on_until_a_day_of_its_own(language: str, text: str, expected: str) -> None:
    assert f"{expected} asserts toll wounded 8" in claims_in(language, text)
