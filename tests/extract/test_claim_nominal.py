"""Claims that a noun makes, without a verb of saying."""

import pytest

from tests.extract.claiming import claims_in, holds

NOUNS = [
    (
        "en",
        "The raid on Djibo drew condemnation from ECOWAS and France.",
        "ecowas condemns condemnation;fr_government condemns condemnation",
    ),
    (
        "fr",
        "Le raid contre Djibo a suscité la condamnation de la Cédéao et de la France.",
        "ecowas condemns condemnation;fr_government condemns condemnation",
    ),
    ("en", "The massacre in Djibo triggered worldwide condemnation.", "unattributed condemns condemnation"),
    ("fr", "Le massacre de Djibo a provoqué de vives condamnations.", "unattributed condemns condemnation"),
    ("en", "The massacre in Djibo drew no condemnation from ECOWAS.", "!condemnation"),
    ("en", "A claim of responsibility by JNIM was posted online.", "jnim claims_responsibility responsibility"),
    ("en", "There was no claim of responsibility from JNIM for the attack.", "!responsibility"),
    ("en", "The massacre was widely blamed on jihadists.", "unattributed accuses responsibility"),
    ("fr", "Le massacre est imputé aux jihadistes.", "unattributed accuses responsibility"),
    ("en", "JNIM is believed to be behind the raid on Djibo.", "unattributed accuses responsibility"),
    ("en", "The army of Mali is accused of shooting herders near Djibo.", "unattributed accuses responsibility"),
    ("fr", "L'armée du Mali est accusée d'avoir attaqué des bergers à Djibo.", "unattributed accuses responsibility"),
    ("fr", "Le JNIM s'est attribué l'attaque de Djibo.", "jnim claims_responsibility responsibility"),
    ("fr", "La katiba, qui se revendique d'Al-Qaïda, opère autour de Djibo.", "!responsibility"),
]


@pytest.mark.parametrize(("language", "text", "expected"), NOUNS)
def test_a_noun_may_condemn_claim_or_blame(language: str, text: str, expected: str) -> None:
    assert holds(claims_in(language, text), expected)
