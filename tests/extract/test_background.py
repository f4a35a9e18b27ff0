"""What an article tells as history, and what as its news, in both languages."""

from __future__ import annotations

import datetime as dt

import pytest

from sahel_dataset.extract.default import DefaultExtractor
from sahel_dataset.extract.mentions import Article

PUBLISHED = dt.date(2024, 5, 15)


@pytest.fixture(scope="module")
def extractor() -> DefaultExtractor:
    return DefaultExtractor()


def told(extractor: DefaultExtractor, language: str, text: str) -> list[tuple[str, bool]]:
    events = extractor.extract(Article("a", text, 0, language, PUBLISHED)).events
    return [(e.event_type, e.is_background) for e in events]


ABOUT_AN_OLD_EVENT = {
    "en": (
        "Malian soldiers killed forty villagers in Bankass in January, a report says. "
        "The soldiers killed them at the market. Those killed in Bankass were buried by relatives."
    ),
    "fr": (
        "Des soldats maliens ont tué quarante villageois à Bankass en janvier, selon un rapport. "
        "Les soldats les ont tués au marché. Ceux qui ont été tués à Bankass ont été inhumés par leurs proches."
    ),
}
OLD_BESIDE_NEWS = {
    "en": "Gunmen attacked a base in Djibo, Burkina Faso, on Monday. Gunmen killed forty villagers in Solhan in 2021.",
    "fr": "Des hommes armés ont attaqué une base à Djibo, au Burkina Faso, lundi. Des hommes armés ont tué quarante "
    "villageois à Solhan en 2021.",
}
FREED = {
    "en": "Three nurses who had been kidnapped in Gao, Mali, last Thursday were freed by the army on Monday.",
    "fr": "Trois infirmières qui avaient été enlevées à Gao, au Mali, jeudi dernier ont été libérées lundi par l'armée.",
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_old_event_that_the_article_is_about_is_its_news(extractor: DefaultExtractor, language: str) -> None:
    assert told(extractor, language, ABOUT_AN_OLD_EVENT[language])[0] == ("attack_on_civilians", False)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_old_event_beside_the_news_is_history(extractor: DefaultExtractor, language: str) -> None:
    assert told(extractor, language, OLD_BESIDE_NEWS[language]) == [
        ("armed_clash", False),
        ("attack_on_civilians", True),
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_kidnapping_that_is_over_is_the_history_of_the_release(extractor: DefaultExtractor, language: str) -> None:
    assert sorted(told(extractor, language, FREED[language])) == [("abduction", True), ("release", False)]


OLD_AT_THE_OPENING = {
    "en": "Soldiers killed sixty herders at Hombori, Mali, in January, a rights group says. It spoke with survivors. "
    "The killings at Hombori lasted two hours.",
    "fr": "Des soldats ont tué soixante éleveurs à Hombori, au Mali, en janvier, affirme une organisation. Elle a "
    "entendu des survivants. Les tueries de Hombori ont duré deux heures.",
}
LATE_AND_EARLIER = {
    "en": "Gunmen attacked a base at Djibo, Burkina Faso, on Monday. Eight soldiers died. Nobody has said who they were. "
    "The mayor fled. Shops are closed. Last Thursday gunmen killed nine farmers at Arbinda.",
    "fr": "Des hommes armés ont attaqué lundi une base à Djibo, au Burkina Faso. Huit soldats sont morts. Personne n'a "
    "dit qui ils étaient. Le maire est parti. Les boutiques sont fermées. Jeudi dernier, des hommes armés ont tué neuf "
    "cultivateurs à Arbinda.",
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_a_report_opens_with_and_comes_back_to_is_news_however_old(
    extractor: DefaultExtractor, language: str
) -> None:
    assert told(extractor, language, OLD_AT_THE_OPENING[language]) == [("attack_on_civilians", False)]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_told_late_and_once_of_an_earlier_day_is_history(extractor: DefaultExtractor, language: str) -> None:
    assert told(extractor, language, LATE_AND_EARLIER[language]) == [
        ("armed_clash", False),
        ("attack_on_civilians", True),
    ]
