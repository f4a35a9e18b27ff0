"""The language of a text."""

from __future__ import annotations

import pytest

from sahel_dataset.ingest.language import detect_language
from tests.ingest.stories import ENGLISH, FRENCH


@pytest.mark.parametrize("story", [*ENGLISH, *FRENCH])
def test_english_and_french_are_told(story):
    assert detect_language(story.body) == story.language
    assert detect_language(story.paragraphs[0]) == story.language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "es",
            "Hombres armados detuvieron dos autobuses en la carretera entre Doro y Kelma y los quemaron, según dijo el sindicato de transportes. Los pasajeros pudieron salir antes.",
        ),
        (
            "pt",
            "Homens armados pararam dois autocarros na estrada entre Doro e Kelma e atearam-lhes fogo, disse um sindicato. Os passageiros puderam sair antes de os veículos arderem.",
        ),
        (
            "de",
            "Bewaffnete Männer haben am Dienstag auf der Straße zwischen Doro und Kelma zwei Busse angehalten und angezündet, teilte eine Gewerkschaft mit.",
        ),
        ("ar", "أوقف مسلحون حافلتين على الطريق وأضرموا فيهما النار يوم الثلاثاء بحسب نقابة النقل"),
        ("und", "12 34 -- 56"),
    ],
)
def test_other_languages_are_told_from_them(language, text):
    assert detect_language(text) == language
