"""Nothing where nothing is: what is not about the conflicts of the region gives no events and no claims."""

from __future__ import annotations

import pytest

from sahel_dataset.extract.default import DefaultExtractor
from sahel_dataset.extract.mentions import Article

OUTSIDE = {
    "football, English": (
        "en",
        "Mali reached the quarter-finals on Saturday after beating Burkina Faso 2-1 in Bamako. The striker shot wide twice "
        "before his goal, and the Burkinabe attack was held by a strong defence. Two players were injured, the coach said.",
    ),
    "football, French": (
        "fr",
        "Les Aigles du Mali ont battu le Niger 3-0 samedi à Bamako en match amical. L'attaquant a marqué d'une frappe avant "
        "d'être remplacé, blessé. « Nous avons bien défendu », a déclaré le sélectionneur.",
    ),
    "business": (
        "en",
        "A Canadian mining company said its production in Burkina Faso rose 12 percent. It signed an agreement with the "
        "government to extend its licence. Shares fell 3 percent, and analysts said the deal had been expected.",
    ),
    "health": (
        "en",
        "Niger launched a vaccination campaign on Monday. The World Health Organization said 23 children had died of measles "
        "since January and more than 1,200 cases were reported in Zinder and Maradi.",
    ),
    "floods": (
        "fr",
        "Les inondations ont fait 45 morts au Niger depuis le début de la saison des pluies, a annoncé le ministère. Dans la "
        "région de Zinder, 3.000 maisons ont été détruites et les crues menacent encore.",
    ),
    "another war, English": (
        "en",
        "Air strikes killed at least 30 people in Gaza on Monday, the health ministry said. The Israeli army said it had "
        "targeted Hamas fighters. Two Israeli soldiers were killed in fighting.",
    ),
    "another war, French": (
        "fr",
        "Des frappes russes ont fait huit morts à Kharkiv, en Ukraine, ont annoncé mardi les autorités locales. La Russie a "
        "affirmé avoir visé des cibles militaires.",
    ),
    "a court far away": (
        "en",
        "A Paris court convicted a banker of fraud on Thursday and sentenced him to three years in prison. His lawyer denied "
        "the charges.",
    ),
}
INSIDE = {
    "an attack on a mine": (
        "en",
        "Gunmen attacked a convoy of a mining company in eastern Burkina Faso on Wednesday, killing 12 workers, the governor "
        "said. Shares in the company, which had raised its production this year, fell.",
    ),
    "an attack on a match": (
        "en",
        "Suspected jihadists opened fire on a football match in a village near Djibo on Sunday and killed four players, "
        "residents said.",
    ),
    "une attaque d'un centre de santé": (
        "fr",
        "Des hommes armés ont attaqué un centre de santé près de Ménaka et enlevé un infirmier, ont indiqué des habitants. "
        "La campagne de vaccination a été suspendue.",
    ),
}


def extract(language: str, text: str) -> tuple[int, int]:
    found = DefaultExtractor().extract(Article("a", text, 0, language))
    return len(found.events), len(found.claims)


@pytest.mark.parametrize(("language", "text"), OUTSIDE.values(), ids=OUTSIDE.keys())
def test_other_subjects_give_nothing(language: str, text: str) -> None:
    assert extract(language, text) == (0, 0)


@pytest.mark.parametrize(("language", "text"), INSIDE.values(), ids=INSIDE.keys())
def test_violence_at_work_sport_or_care_is_read(language: str, text: str) -> None:
    events, claims = extract(language, text)
    assert events >= 1
    assert claims >= 1
