"""Places that a text names again without their name. English and French side by side; all sentences are made up."""

from __future__ import annotations

import datetime as dt

import pytest

from sahel_dataset.extract.default import DefaultExtractor
from sahel_dataset.extract.mentions import Article
from sahel_dataset.extract.place_anaphora import places_named_again
from sahel_dataset.extract.places import find_places

EXTRACTOR = DefaultExtractor()


def again(text: str, language: str, country: str | None = "ML") -> list[tuple[str, str, str]]:
    """Return words, name and precision of what is named again."""
    known = find_places(text, language)
    return [(p.text, p.name, p.precision) for p in places_named_again(text, language, known, country) if p not in known]


def places(text: str, language: str) -> list[str | None]:
    events = EXTRACTOR.extract(Article("a", text, 0, language, dt.date(2023, 8, 9))).events
    return [e.place_name for e in events]


@pytest.mark.parametrize(
    ("language", "text", "words", "name", "precision"),
    [
        ("en", "Rebels attacked Konna. The army left the town at night.", "the town", "Konna", "exact"),
        ("fr", "Des rebelles ont attaqué Konna. L'armée a quitté la ville lundi.", "la ville", "Konna", "exact"),
        ("en", "Rebels attacked Konna. The camp was burnt.", "The camp", "Konna", "exact"),
        ("fr", "Des rebelles ont attaqué Konna. Le camp a brûlé.", "Le camp", "Konna", "exact"),
        ("en", "Rebels attacked Konna. A mine went off in the same area.", "the same area", "Konna", "near"),
        ("fr", "Des rebelles ont attaqué Konna. Une mine a sauté dans la même zone.", "la même zone", "Konna", "near"),
        # of several, the one told last
        ("en", "They left Gao and entered Konna. The besieged town fell.", "The besieged town", "Konna", "exact"),
        ("fr", "Ils ont quitté Gao et sont entrés à Konna. Cette ville est tombée.", "Cette ville", "Konna", "exact"),
        # there
        ("en", "Rebels attacked Konna. Nine people were killed there.", "there", "Konna", "exact"),
        ("fr", "Des rebelles ont attaqué Konna. Neuf personnes ont été tuées sur place.", "sur place", "Konna", "exact"),
        # the country
        ("en", "Nine people were killed in the north of the country.", "country", "Mali", "country"),
        ("fr", "Neuf personnes ont été tuées dans le nord du pays.", "pays", "Mali", "country"),
        # capitals
        ("en", "Shots were heard in the Malian capital.", "the Malian capital", "Bamako", "exact"),
        ("fr", "Des tirs ont été entendus dans la capitale malienne.", "la capitale malienne", "Bamako", "exact"),
        ("en", "Niger's capital was calm.", "Niger's capital", "Niamey", "exact"),
        ("fr", "La capitale nigérienne était calme.", "La capitale nigérienne", "Niamey", "exact"),
        ("en", "Shots were heard in the capital.", "the capital", "Bamako", "exact"),
        ("fr", "Des tirs ont été entendus dans la capitale.", "la capitale", "Bamako", "exact"),
    ],
)  # fmt: skip
def test_a_noun_stands_for_the_place_told_last(language: str, text: str, words: str, name: str, precision: str) -> None:
    assert again(text, language) == [(words, name, precision)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # told by the name beside it
        ("en", "Rebels left Gao and attacked the town of Konna."),
        ("en", "In Konna there were shots, and there was no help."),
        ("fr", "À Konna, le président du pays a parlé."),
        ("fr", "Des rebelles ont quitté Gao et attaqué la ville de Konna."),
        ("en", "In Gao and in the capital, Bamako, shops were shut."),
        ("fr", "À Gao et dans la capitale Bamako, les boutiques étaient fermées."),
        # something else is meant
        ("en", "Rebels attacked Konna. The village chief fled."),
        ("fr", "Des rebelles ont attaqué Konna. Le camp de déplacés est vide."),
        # too far to say anything
        ("en", "Rebels attacked a post 200 km from the capital."),
        ("fr", "Des rebelles ont attaqué un poste à 200 km de la capitale."),
        # nothing told before
        ("en", "The town was calm."),
        ("fr", "La ville était calme."),
    ],
)
def test_a_noun_that_is_told_otherwise_stands_for_nothing(language: str, text: str) -> None:
    assert again(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen raided Bankass on Monday. On Tuesday three soldiers were killed by a mine in the town."),
        ("fr", "Des hommes armés ont attaqué Bankass lundi. Mardi, trois soldats ont été tués par une mine dans la ville."),
    ],
)  # fmt: skip
def test_an_event_is_placed_by_the_noun(language: str, text: str) -> None:
    assert places(text, language) == ["Bankass", "Bankass"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Jihadists killed nine villagers in Bankass on Monday. Malian troops freed four hostages in the operation that followed the attack on Bankass."),
        ("fr", "Des jihadistes ont tué neuf villageois à Bankass lundi. Des soldats maliens ont libéré quatre otages dans l'opération qui a suivi l'attaque de Bankass."),
    ],
)  # fmt: skip
def test_a_nationality_places_no_event_where_the_deed_beside_it_has_a_town(language: str, text: str) -> None:
    assert set(places(text, language)) == {"Bankass"}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Villagers in Bankass were digging a trench. Malian officers said jihadists killed nine people.", "Bankass"),
        ("fr", "Des villageois de Bankass creusaient une tranchée. Selon des officiers maliens, des jihadistes ont tué neuf personnes.", "Bankass"),
        # a country that the clause itself names as the place stays
        ("en", "The minister was in Bankass on Monday. Jihadists killed nine villagers in Mali last year.", "Mali"),
        ("fr", "Le ministre était lundi à Bankass. Des jihadistes ont tué neuf villageois au Mali l'an dernier.", "Mali"),
    ],
)  # fmt: skip
def test_violence_that_names_no_place_is_where_the_sentence_before_was(language: str, text: str, expected: str) -> None:
    assert places(text, language) == [expected]
