"""Which tellings are of one event."""

from __future__ import annotations

import datetime as dt

import pytest

from sahel_dataset.extract.default import DefaultExtractor
from sahel_dataset.extract.mentions import Article, EventMention

EXTRACTOR = DefaultExtractor()


def _events(text: str, language: str, published: dt.date | None = dt.date(2023, 8, 9)) -> tuple[EventMention, ...]:
    return EXTRACTOR.extract(Article("a", text, 0, language, published)).events


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Gunmen attacked an army post in Ansongo on Monday. The attack killed six soldiers. The raid lasted an hour.",
        ),
        (
            "fr",
            "Des hommes armés ont attaqué lundi un poste de l'armée à Ansongo. L'attaque a tué six soldats. Le raid a duré une heure.",
        ),
    ],
)
def test_an_event_told_three_times_is_one(language: str, text: str) -> None:
    (event,) = _events(text, language)
    assert event.place_name == "Ansongo"
    assert event.date_start == dt.date(2023, 8, 7)
    assert len(event.reports) >= 3


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Gunmen attacked an army post in Ansongo on Monday. On Tuesday they attacked another post, in Labbezanga.",
        ),
        (
            "fr",
            "Des hommes armés ont attaqué lundi un poste de l'armée à Ansongo. Mardi, ils ont attaqué un autre poste, à Labbezanga.",
        ),
    ],
)
def test_another_day_and_place_make_another_event(language: str, text: str) -> None:
    assert [e.place_name for e in _events(text, language)] == ["Ansongo", "Labbezanga"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen killed nine villagers in Bankass on Monday. The same day, four villagers were killed in Koro."),
        (
            "fr",
            "Des hommes armés ont tué lundi neuf villageois à Bankass. Le même jour, quatre villageois ont été tués à Koro.",
        ),
    ],
)
def test_the_same_day_is_the_day_told_before(language: str, text: str) -> None:
    assert [(e.place_name, e.date_start) for e in _events(text, language)] == [
        ("Bankass", dt.date(2023, 8, 7)),
        ("Koro", dt.date(2023, 8, 7)),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Jihadists killed nine villagers in Bankass. Four more people were killed in Koro."),
        ("fr", "Des jihadistes ont tué neuf villageois à Bankass. Quatre autres personnes ont été tuées à Koro."),
    ],
)
def test_those_killed_besides_were_killed_by_the_same_hands(language: str, text: str) -> None:
    assert [[p.actor_id for p in e.participants if p.role == "initiator"] for e in _events(text, language)] == [
        ["jihadists_unspecified"],
        ["jihadists_unspecified"],
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen killed nine villagers in Bankass on Monday. Hundreds of residents fled."),
        ("fr", "Des hommes armés ont tué lundi neuf villageois à Bankass. Des centaines d'habitants ont fui."),
    ],
)
def test_people_flee_from_where_the_violence_was(language: str, text: str) -> None:
    flight = next(e for e in _events(text, language) if e.event_type == "displacement")
    assert flight.place_name == "Bankass"
    assert flight.date_start == dt.date(2023, 8, 7)
    assert [p.actor_id for p in flight.participants if p.role == "initiator"] == ["armed_men_unspecified"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Gunmen stormed a post in Inata on Monday and killed six soldiers. Officials spoke. The raid was claimed by JNIM.",
        ),
        (
            "fr",
            "Des hommes armés ont pris d'assaut lundi un poste à Inata et tué six soldats. Des officiels ont parlé. Le JNIM a revendiqué le raid.",
        ),
    ],
)
def test_gunmen_are_the_group_that_claims_the_deed(language: str, text: str) -> None:
    (event,) = _events(text, language)
    assert [(p.actor_id, p.basis) for p in event.participants if p.role == "initiator"] == [("jnim", "claimed")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Soldiers overthrew the government of Mali on Tuesday. The president was arrested."),
        ("fr", "Des soldats ont renversé mardi le gouvernement du Mali. Le président a été arrêté."),
    ],
)
def test_a_president_is_held_by_those_who_overthrew_him(language: str, text: str) -> None:
    arrest = next(e for e in _events(text, language) if e.event_type == "arrest")
    assert [p.actor_id for p in arrest.participants if p.role == "initiator"] == ["ml_armed_forces"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Nine soldiers were killed on Monday in an ambush in Tillaberi region. On Monday morning, the patrol drove "
            "into an ambush near Inates.",
        ),
        (
            "fr",
            "Neuf soldats ont été tués lundi dans une embuscade dans la région de Tillabéri. Lundi matin, la patrouille "
            "est tombée dans une embuscade près d'Inates.",
        ),
    ],
)
def test_the_region_and_the_place_near_a_village_in_it_are_of_one_event(language: str, text: str) -> None:
    assert [e.place_name for e in _events(text, language)] == ["Inates"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Jihadists attacked Boulkessi on Monday and seized control of the base. Twenty soldiers were killed in "
            "Monday's attack.",
        ),
        (
            "fr",
            "Des jihadistes ont attaqué Boulkessi lundi et pris le contrôle de la base. Vingt soldats ont été tués dans "
            "l'attaque de lundi.",
        ),
    ],
)
def test_a_base_that_is_taken_in_an_attack_leaves_it_one_event(language: str, text: str) -> None:
    assert [e.event_type for e in _events(text, language)] == ["armed_clash"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "ECOWAS lifted its sanctions against Mali on Sunday. ECOWAS had imposed sanctions on Mali in January.",
        ),
        (
            "fr",
            "La Cédéao a levé dimanche ses sanctions contre le Mali. La Cédéao avait imposé des sanctions au Mali en "
            "janvier.",
        ),
    ],
)
def test_to_lift_sanctions_is_not_to_impose_them(language: str, text: str) -> None:
    assert [(e.event_type, e.date_start) for e in _events(text, language)] == [
        ("sanction", dt.date(2023, 8, 6)),
        ("sanction", dt.date(2023, 1, 1)),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "A strike killed nine rebels near Kidal, Mali, shortly after rebels killed twelve soldiers near Ber with rockets.",
        ),
        (
            "fr",
            "Une frappe a tué neuf rebelles près de Kidal, au Mali, après que des rebelles ont tué douze soldats près de Ber "
            "à la roquette.",
        ),
    ],
)
def test_the_weapon_of_what_went_before_is_not_that_of_the_news(language: str, text: str) -> None:
    assert "air_strike" in {e.event_type for e in _events(text, language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Gunmen killed 37 villagers in Darey, Niger, on Monday. The army was silent. It deplored the 37 deaths.",
        ),
        (
            "fr",
            "Des hommes armés ont tué 37 villageois à Darey, au Niger, lundi. L'armée s'est tue. Elle a déploré ces 37 morts.",
        ),
    ],
)
def test_the_same_count_is_of_the_same_event(language: str, text: str) -> None:
    assert len(_events(text, language)) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen killed nine soldiers near Ansongo, Mali, on Monday. The attacks in Paris shocked the world."),
        (
            "fr",
            "Des hommes armés ont tué neuf soldats près d'Ansongo, au Mali, lundi. Les attentats de Paris ont ému le monde.",
        ),
    ],
)
def test_violence_far_from_the_war_is_left_out(language: str, text: str) -> None:
    assert [e.place_name for e in _events(text, language)] == ["Ansongo"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The army killed nine jihadists near Ansongo, Mali, on Monday and took four prisoners."),
        ("fr", "L'armée a tué neuf jihadistes près d'Ansongo, au Mali, lundi et a fait quatre prisonniers."),
    ],
)
def test_prisoners_of_a_fight_belong_to_it(language: str, text: str) -> None:
    assert [e.event_type for e in _events(text, language)] == ["armed_clash"]
