"""Where an event happened, in whole articles: the place of the act, not of its telling. All sentences are made up."""

from __future__ import annotations

import datetime as dt

import pytest

from sahel_dataset.extract.default import DefaultExtractor
from sahel_dataset.extract.mentions import Article, EventMention
from sahel_dataset.extract.places import find_places
from sahel_dataset.knowledge import landmarks
from sahel_dataset.knowledge.gazetteer import gazetteer

EXTRACTOR = DefaultExtractor()


def event(text: str, language: str, kind: str) -> EventMention:
    article = Article("a", text, 0, language, dt.date(2024, 5, 10), None)
    found = [e for e in EXTRACTOR.extract(article).events if e.event_type == kind]
    assert found, f"no {kind} in {text!r}"
    return found[0]


SPOKEN = [
    ("en", "Gunmen killed nine herders at Dargol, the prosecutor in Niamey announced on Thursday.", "Dargol"),
    ("en", "The prosecutor in Gao said on Thursday that gunmen had killed nine herders at Tessit.", "Tessit"),
    ("en", "Gunmen killed nine herders at Dargol, according to a health worker in Téra.", "Dargol"),
    ("en", "The army of Niger gave its count in Niamey, it said: gunmen killed six herders in Dargol.", "Dargol"),
    ("fr", "Des hommes armés ont tué neuf bergers à Dargol, a annoncé à Niamey le procureur.", "Dargol"),
    (
        "fr",
        "Des hommes armés ont tué neuf bergers à Dargol, au Niger, a déclaré Issa Bako, conseiller municipal de Téra.",
        "Dargol",
    ),
    ("fr", "Des hommes armés ont tué neuf bergers à Dargol, au Niger, selon un agent de santé à Téra.", "Dargol"),
]


@pytest.mark.parametrize(("language", "text", "place"), SPOKEN)
def test_where_it_is_told_is_not_where_it_was(language: str, text: str, place: str) -> None:
    assert event(text, language, "attack_on_civilians").place_name == place


BESIDE = [
    ("en", "Gunmen killed nine herders in Dargol, not far from Téra.", "Dargol"),
    ("en", "Gunmen killed nine herders in Dargol, a small town some 40 km from Téra.", "Dargol"),
    ("fr", "Des hommes armés ont tué neuf bergers à Dargol, non loin de Téra.", "Dargol"),
    ("fr", "Des hommes armés ont tué neuf bergers à Dargol, une petite localité située à 40 km de Téra.", "Dargol"),
    ("fr", "Des hommes armés ont tué neuf bergers près de Dargol, à 40 km au nord de Téra.", "Dargol"),
]


@pytest.mark.parametrize(("language", "text", "place"), BESIDE)
def test_what_a_place_lies_near_is_not_where_it_was(language: str, text: str, place: str) -> None:
    assert event(text, language, "attack_on_civilians").place_name == place


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen on motorcycles killed the people of Dargol at dawn, survivors said."),
        ("fr", "Des hommes à moto ont tué à l'aube les habitants de Dargol, selon des survivants."),
    ],
)
def test_the_people_of_a_town_are_killed_there(language: str, text: str) -> None:
    assert event(text, language, "attack_on_civilians").place_name == "Dargol"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Two aid workers were kidnapped from the town of Dargol in western Niger on Monday."),
        ("fr", "Deux humanitaires ont été enlevés lundi dans la ville de Dargol, dans l'ouest du Niger."),
    ],
)
def test_people_are_taken_where_they_are_taken_from(language: str, text: str) -> None:
    assert event(text, language, "abduction").place_name == "Dargol"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "ECOWAS will hold a summit on Friday on the crisis in Mali."),
        ("fr", "La Cédéao tiendra vendredi un sommet sur la crise au Mali."),
    ],
)
def test_a_meeting_is_not_held_in_the_country_it_deals_with(language: str, text: str) -> None:
    meeting = event(text, language, "other_conflict_event")
    assert (meeting.place_name, meeting.country, meeting.geo_precision) == (None, None, "unknown")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen attacked the Splendid Hotel and killed 30 guests, the government of Burkina Faso said."),
        ("fr", "Des hommes armés ont attaqué l'hôtel Splendid et tué 30 clients, selon le gouvernement burkinabè."),
    ],
)
def test_a_well_known_hotel_stands_for_its_town(language: str, text: str) -> None:
    raid = event(text, language, "attack_on_civilians")
    assert (raid.place_name, raid.place_id) == ("Ouagadougou", "bf-ouagadougou")


@pytest.mark.parametrize("name", sorted(landmarks()))
def test_every_landmark_is_found_and_is_in_a_known_town(name: str) -> None:
    town = gazetteer()[landmarks()[name]]
    assert town.is_settlement
    assert town.place_id in {p.place_id for p in find_places(f"Des tirs ont visé {name} lundi.", "fr")}


def test_since_opens_another_time_and_place() -> None:
    text = (
        "The raid on Dargol on Monday killed 60 soldiers, the worst toll since Niger's army began fighting jihadists in "
        "2015. The fighting in 2015 began at Bosso."
    )
    article = Article("a", text, 0, "en", dt.date(2024, 5, 10), None)
    assert {e.place_name for e in EXTRACTOR.extract(article).events} == {"Dargol", "Bosso"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A deal signed in Bamako on Monday ends months of clashes between the CMA and the army of Mali."),
        (
            "fr",
            "La CMA et l'armée malienne ont signé lundi un accord à Bamako, après des affrontements entre l'armée et les rebelles.",
        ),
    ],
)
def test_where_a_deal_is_signed_is_not_where_the_fight_was(language: str, text: str) -> None:
    assert event(text, language, "agreement").place_name == "Bamako"
    assert event(text, language, "armed_clash").place_name == "Mali"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Some 40 villages in Tillabéri have fallen to jihadists, Niger's army said. They took Dargol, an elder said."),
        ("fr", "Les jihadistes ont pris le contrôle d'une quarantaine de villages du Tillabéri, selon l'armée nigérienne. "
               "Ils ont pris Dargol, selon un notable."),
    ],
)  # fmt: skip
def test_what_befalls_many_villages_is_told_of_their_region(language: str, text: str) -> None:
    assert event(text, language, "territory_taken").place_name == "Tillabéri"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Rebels killed nine soldiers at Tessit on Monday. In 2013 the French army intervened in the country."),
        (
            "fr",
            "Des rebelles ont tué neuf soldats à Tessit lundi. En 2013 l'armée française est intervenue dans le pays.",
        ),
    ],
)
def test_history_told_of_the_country_takes_no_place_from_the_news(language: str, text: str) -> None:
    text += " Mali." if language == "en" else " Le Mali."
    assert event(text, language, "deployment").place_name == "Mali"


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("en", "Jihadists attacked army positions at Zangou and Bardoga on Monday, the army of Niger said.", "Zangou"),
        ("fr", "Des jihadistes ont attaqué lundi les positions militaires de Zangou et Bardoga, selon l'armée nigérienne.", "Zangou"),
    ],
)  # fmt: skip
def test_the_positions_of_an_army_are_named_by_their_villages(language: str, text: str, place: str) -> None:
    assert event(text, language, "armed_clash").place_name == place


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Al-Qaeda's branch in the Sahel killed nine soldiers on Monday, Mali's army said."),
        ("fr", "La branche d'Al-Qaïda au Sahel a tué lundi neuf soldats, a indiqué l'armée malienne."),
    ],
)
def test_where_a_group_is_at_home_is_not_where_it_struck(language: str, text: str) -> None:
    assert event(text, language, "armed_clash").place_name == "Mali"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Forty soldiers of Mali were killed on Monday in raids on camps near the border with Burkina Faso."),
        ("fr", "Lundi, des camps proches de la frontière avec le Burkina Faso ont été attaqués et quarante soldats du Mali y sont morts."),
    ],
)  # fmt: skip
def test_near_a_border_is_on_this_side_of_it(language: str, text: str) -> None:
    assert event(text, language, "armed_clash").country == "ML"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen killed nine soldiers at a base in Mali's Mopti region on Monday. The base is in the village of Dioura."),
        ("fr", "Des hommes armés ont tué lundi neuf soldats dans une base de la région de Mopti, au Mali. La base se trouve "
               "à Dioura, un village isolé."),
    ],
)  # fmt: skip
def test_the_town_of_the_news_may_be_told_further_on(language: str, text: str) -> None:
    assert event(text, language, "armed_clash").place_name == "Dioura"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen attacked Zangoubari and killed nine herders, Niger's interior ministry said."),
        ("fr", "Des hommes armés ont attaqué Zangoubari et tué neuf bergers, selon le ministère nigérien de l'Intérieur."),
    ],
)  # fmt: skip
def test_a_town_that_no_list_knows_is_known_by_what_befell_it(language: str, text: str) -> None:
    assert event(text, language, "attack_on_civilians").place_name == "Zangoubari"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "France intervened in Mali in 2013, when jihadists began to march on the capital Bamako."),
        ("fr", "La France est intervenue au Mali en 2013, quand les jihadistes menaçaient Bamako."),
    ],
)
def test_a_town_that_is_marched_on_is_not_where_troops_were_sent(language: str, text: str) -> None:
    assert event(text, language, "deployment").place_name == "Mali"


def test_a_list_of_countries_is_no_one_place() -> None:
    text = "Jihadist attacks killed 900 soldiers in Mali, Niger and Burkina Faso in 2023, the UN said."
    attacks = event(text, "en", "armed_clash")
    assert (attacks.place_name, attacks.country) == (None, None)
