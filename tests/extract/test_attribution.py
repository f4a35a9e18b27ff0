"""Who says what: the speaker of every figure, wherever the sentence puts him."""

import pytest

from tests.extract.claiming import claims_in

# language, sentence, expected claims (parts divided by semicolons)
SPEAKERS = [
    (
        "fr",
        "Douze soldats ont été tués près de Gao, a-t-on appris mardi auprès d'habitants.",
        "witness asserts toll killed 12",
    ),
    (
        "fr",
        "Douze soldats ont été tués près de Gao, a appris RFI lundi de sources hospitalières.",
        "medical_source asserts toll killed 12",
    ),
    (
        "fr",
        "Dans un communiqué l'armée du Mali a fait état de douze soldats tués.",
        "ml_armed_forces asserts toll killed 12",
    ),
    ("en", "The army of Mali published a statement. The toll: twelve dead.", "ml_armed_forces asserts toll killed 12"),
    ("fr", "L'armée du Mali a publié un communiqué. Bilan : douze morts.", "ml_armed_forces asserts toll killed 12"),
    (
        "fr",
        "Le préfet s'est rendu à Gao. Il a fait état de douze soldats tués.",
        "local_official asserts toll killed 12",
    ),
    (
        "fr",
        "Le rapport est de l'armée du Mali. Cette dernière affirme que douze soldats ont été tués.",
        "ml_armed_forces asserts toll killed 12",
    ),
    ("fr", "« Douze soldats ont été tués », se souvient un habitant de Gao.", "witness asserts toll killed 12"),
    (
        "fr",
        "L'armée du Mali a annoncé lundi, la mort de douze soldats dans la zone des « trois frontières ».",
        "ml_armed_forces asserts toll killed 12",
    ),
    (
        "en",
        "Twelve soldiers were killed near Gao. That is what the army of Mali announced.",
        "ml_armed_forces asserts toll killed 12",
    ),
    (
        "fr",
        "Douze soldats ont été tués près de Gao. C'est ce qu'a annoncé l'armée du Mali.",
        "ml_armed_forces asserts toll killed 12",
    ),
    ("en", "The army of Mali, for its part, spoke of twelve dead soldiers.", "ml_armed_forces asserts toll killed 12"),
    ("fr", "L'armée du Mali, elle, parle de douze soldats tués.", "ml_armed_forces asserts toll killed 12"),
    (
        "fr",
        "Douze soldats ont été tués, a de son côté indiqué l'armée du Mali.",
        "ml_armed_forces asserts toll killed 12",
    ),
    (
        "fr",
        "Douze soldats ont été tués près de Gao, a fait savoir l'armée du Mali.",
        "ml_armed_forces asserts toll killed 12",
    ),
    ("fr", "L'armée du Mali fait également état de douze soldats tués.", "ml_armed_forces asserts toll killed 12"),
    (
        "fr",
        "Un bilan de l'armée du Mali, publié dans la nuit, fait état de douze soldats tués.",
        "ml_armed_forces asserts toll killed 12",
    ),
    (
        "fr",
        "Douze soldats ont été tués près de Gao, indique-t-on de source hospitalière.",
        "medical_source asserts toll killed 12",
    ),
    (
        "fr",
        "Selon un bilan officiel de l'armée du Mali, douze soldats ont été tués.",
        "ml_armed_forces asserts toll killed 12",
    ),
    ("fr", "L'armée du Mali a tué douze villageois, dénonce Human Rights Watch.", "hrw asserts toll killed 12"),
    (
        "en",
        "The army of Mali said twelve soldiers were killed near Gao on Monday.",
        "ml_armed_forces asserts toll killed 12",
    ),
    (
        "fr",
        "L'armée du Mali a indiqué que douze soldats avaient été tués près de Gao lundi.",
        "ml_armed_forces asserts toll killed 12",
    ),
    (
        "en",
        "Twelve soldiers were killed near Gao, the army of Mali said on Monday.",
        "ml_armed_forces asserts toll killed 12",
    ),
    (
        "fr",
        "Douze soldats ont été tués près de Gao, a indiqué lundi l'armée du Mali.",
        "ml_armed_forces asserts toll killed 12",
    ),
    (
        "en",
        "Twelve people were killed in a village near Djibo, a security source told AFP.",
        "security_source asserts toll killed 12",
    ),
    (
        "fr",
        "Douze personnes ont été tuées dans un village près de Djibo, a confié à l'AFP une source sécuritaire.",
        "security_source asserts toll killed 12",
    ),
    ("en", "According to the mayor of Djibo, nine villagers died in the raid.", "local_official asserts toll killed 9"),
    ("fr", "Selon le maire de Djibo, neuf villageois sont morts dans le raid.", "local_official asserts toll killed 9"),
    ("en", "Nine villagers died in the raid, according to residents.", "witness asserts toll killed 9"),
    ("fr", "Neuf villageois sont morts dans le raid, selon des habitants.", "witness asserts toll killed 9"),
    ("fr", "D'après le gouverneur de Tillabéri, quinze civils ont péri.", "local_official asserts toll killed 15"),
    ("en", "The governor of Tillabéri said fifteen civilians perished.", "local_official asserts toll killed 15"),
    ("en", '"They burned our granaries and killed six men," said a resident of Boni.', "witness asserts toll killed 6"),
    (
        "fr",
        "« Ils ont brûlé nos greniers et tué six hommes », raconte un habitant de Boni.",
        "witness asserts toll killed 6",
    ),
    ("en", "Human Rights Watch counted 31 dead in Djibo.", "hrw asserts toll killed 31"),
    ("fr", "Human Rights Watch a compté 31 morts à Djibo.", "hrw asserts toll killed 31"),
    ("en", "Survivors spoke of forty dead in the village.", "witness asserts toll killed 40"),
    ("fr", "Des rescapés ont parlé de quarante morts dans le village.", "witness asserts toll killed 40"),
    ("fr", "Des rescapés ont fait état de quarante morts dans le village.", "witness asserts toll killed 40"),
    (
        "en",
        "Residents and a security source said ten people were abducted near Boni.",
        "witness asserts toll abducted 10;security_source asserts toll abducted 10",
    ),
    (
        "fr",
        "Des habitants et une source sécuritaire ont indiqué que dix personnes avaient été enlevées près de Boni.",
        "witness asserts toll abducted 10;security_source asserts toll abducted 10",
    ),
    (
        "en",
        "The government of Niger said 20 soldiers were killed, adding that 15 were wounded.",
        "ne_government asserts toll killed 20;ne_government asserts toll wounded 15",
    ),
    (
        "fr",
        "Le gouvernement du Niger a indiqué que 20 soldats avaient été tués, ajoutant que 15 avaient été blessés.",
        "ne_government asserts toll killed 20;ne_government asserts toll wounded 15",
    ),
    (
        "en",
        "The army of Niger spoke on Monday. It said 20 soldiers were killed in Inates.",
        "ne_armed_forces asserts toll killed 20",
    ),
    (
        "fr",
        "L'armée du Niger a communiqué lundi. Vingt soldats ont été tués à Inates, a-t-elle indiqué.",
        "ne_armed_forces asserts toll killed 20",
    ),
    ("en", "The prosecutor of Ouahigouya spoke of sixty people killed.", "bf_government asserts toll killed 60"),
    ("en", "Gunmen killed seven miners near Kongoussi on Sunday.", "outlet asserts toll killed 7"),
    ("fr", "Des hommes armés ont tué sept orpailleurs près de Kongoussi dimanche.", "outlet asserts toll killed 7"),
    (
        "en",
        'Soldiers of Burkina Faso shelled the village, a local official said: "Seven children were killed. Three women died of their wounds."',
        "local_official asserts toll killed 7;local_official asserts toll killed 3",
    ),
    (
        "fr",
        "« Sept enfants ont été tués. Trois femmes sont mortes de leurs blessures », a déclaré un élu local.",
        "local_official asserts toll killed 7;local_official asserts toll killed 3",
    ),
]

SHAPES = [
    (
        "fr",
        "Plus de trente soldats ont été tués, ont indiqué deux sources sécuritaires à l'agence Reuters.",
        "security_source asserts toll killed 31",
    ),
    ("fr", "Trente soldats ont été tués, affirme l'armée du Mali.", "ml_armed_forces asserts toll killed 30"),
    (
        "fr",
        "L'armée du Mali compte trois blessés et vingt morts.",
        "ml_armed_forces asserts toll wounded 3;ml_armed_forces asserts toll killed 20",
    ),
    (
        "en",
        "At least ten people died, said the mayor of Boni, who fled to Douentza.",
        "local_official asserts toll killed 10",
    ),
    (
        "fr",
        "Dix personnes au moins sont mortes, a déclaré le maire de Boni, qui a fui à Douentza.",
        "local_official asserts toll killed 10",
    ),
    (
        "en",
        "Human Rights Watch published a report in which 40 villagers were killed, according to the group.",
        "hrw asserts toll killed 40",
    ),
    (
        "fr",
        "Human Rights Watch a publié un rapport selon lequel 40 villageois ont été tués par l'armée du Mali.",
        "hrw asserts toll killed 40",
    ),
    (
        "en",
        "The United Nations mission in Mali has published its findings: 22 people were killed at Bounti.",
        "minusma asserts toll killed 22",
    ),
    (
        "fr",
        "La mission de l'ONU au Mali a rendu ses conclusions : 22 personnes ont été tuées à Bounti.",
        "minusma asserts toll killed 22",
    ),
    (
        "en",
        "The army of Mali said it had killed 20 jihadists in Ber. A statement said that five soldiers were wounded.",
        "ml_armed_forces asserts toll killed 20;ml_armed_forces asserts toll wounded 5",
    ),
    (
        "fr",
        "Le gouvernement du Niger a réagi lundi. Un communiqué précise que cinq soldats ont été blessés à Inates.",
        "ne_government asserts toll wounded 5",
    ),
    (
        "fr",
        "Selon un bilan officiel, 71 soldats ont été tués à Inates au Niger, où le gouvernement du Niger a décrété un deuil.",
        "ne_government asserts toll killed 71",
    ),
    (
        "fr",
        "L'armée du Mali a parlé lundi. Dix jihadistes auraient été tués près de Ber.",
        "ml_armed_forces asserts toll killed 10",
    ),
    ("fr", "Pour l'armée du Mali, vingt assaillants ont été tués.", "ml_armed_forces asserts toll killed 20"),
    (
        "en",
        "Some 20 assailants were killed, the army of Mali said, while residents spoke of five dead villagers.",
        "ml_armed_forces asserts toll killed 20;witness asserts toll killed 5",
    ),
    (
        "fr",
        "Vingt assaillants ont été tués, a dit l'armée du Mali, alors que des habitants parlent de cinq villageois tués.",
        "ml_armed_forces asserts toll killed 20;witness asserts toll killed 5",
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), SPEAKERS)
def test_a_figure_is_claimed_by_who_is_named_for_it(language: str, text: str, expected: str) -> None:
    assert set(expected.split(";")) <= set(claims_in(language, text))


@pytest.mark.parametrize(("language", "text", "expected"), SHAPES)
def test_a_speaker_is_found_where_grammar_alone_would_miss_him(language: str, text: str, expected: str) -> None:
    assert set(expected.split(";")) <= set(claims_in(language, text))
