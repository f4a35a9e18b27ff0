"""When an event was, where the text counts its day from another event. English and French side by side.

Where nothing else is said, the sentences are from a report of Wednesday 9 August 2023.
"""

from __future__ import annotations

import datetime as dt

import pytest

from sahel_dataset.extract.default import DefaultExtractor
from sahel_dataset.extract.mentions import Article

EXTRACTOR = DefaultExtractor()
PUBLISHED = dt.date(2023, 8, 9)


def days(text: str, language: str, published: dt.date | None = PUBLISHED) -> dict[str, tuple[str, str]]:
    """Return first and last day of each event, by its place."""
    events = EXTRACTOR.extract(Article("a", text, 0, language, published)).events
    return {str(e.place_name): (str(e.date_start), str(e.date_end)) for e in events}


def one_day(iso: str) -> tuple[str, str]:
    return iso, iso


COUNTED_ON = [
    # the same day
    (
        "Gunmen killed nine villagers in Bankass on 3 July. Later that day, four soldiers were killed in Koro.",
        "Des hommes armés ont tué neuf villageois à Bankass le 3 juillet. Plus tard dans la journée, quatre soldats ont été tués à Koro.",
        ("2023-07-03", "2023-07-03"),
    ),
    (
        "Gunmen killed nine villagers in Bankass on 3 July. That night they killed four traders in Koro.",
        "Des hommes armés ont tué neuf villageois à Bankass le 3 juillet. Cette nuit-là, ils ont tué quatre commerçants à Koro.",
        ("2023-07-03", "2023-07-03"),
    ),
    (
        "Gunmen killed nine villagers in Bankass on 3 July. A few hours later four traders were killed in Koro.",
        "Des hommes armés ont tué neuf villageois à Bankass le 3 juillet. Quelques heures plus tard, quatre commerçants ont été tués à Koro.",
        ("2023-07-03", "2023-07-03"),
    ),
    # days after and before
    (
        "Gunmen killed nine villagers in Bankass on 3 July. The next day, four traders were killed in Koro.",
        "Des hommes armés ont tué neuf villageois à Bankass le 3 juillet. Le lendemain, quatre commerçants ont été tués à Koro.",
        ("2023-07-04", "2023-07-04"),
    ),
    (
        "Gunmen killed nine villagers in Bankass on 3 July. The day before, four traders had been killed in Koro.",
        "Des hommes armés ont tué neuf villageois à Bankass le 3 juillet. La veille, quatre commerçants avaient été tués à Koro.",
        ("2023-07-02", "2023-07-02"),
    ),
    (
        "Gunmen killed nine villagers in Bankass on 3 July. Two days later, four traders were killed in Koro.",
        "Des hommes armés ont tué neuf villageois à Bankass le 3 juillet. Deux jours plus tard, quatre commerçants ont été tués à Koro.",
        ("2023-07-05", "2023-07-05"),
    ),
    (
        "Gunmen killed nine villagers in Bankass on 3 July. Three days earlier, four traders had been killed in Koro.",
        "Des hommes armés ont tué neuf villageois à Bankass le 3 juillet. Trois jours auparavant, quatre commerçants avaient été tués à Koro.",
        ("2023-06-30", "2023-06-30"),
    ),
    # a weekday counted from that day
    (
        "Gunmen killed nine villagers in Bankass on 3 July. The following Friday, four traders were killed in Koro.",
        "Des hommes armés ont tué neuf villageois à Bankass le 3 juillet. Le vendredi suivant, quatre commerçants ont été tués à Koro.",
        ("2023-07-07", "2023-07-07"),
    ),
    # weeks, months and years
    (
        "Gunmen killed nine villagers in Bankass on 3 July. A week later, four traders were killed in Koro.",
        "Des hommes armés ont tué neuf villageois à Bankass le 3 juillet. Une semaine plus tard, quatre commerçants ont été tués à Koro.",
        ("2023-07-10", "2023-07-16"),
    ),
    (
        "Gunmen killed nine villagers in Bankass on 3 July. The previous week, four traders had been killed in Koro.",
        "Des hommes armés ont tué neuf villageois à Bankass le 3 juillet. La semaine précédente, quatre commerçants avaient été tués à Koro.",
        ("2023-06-26", "2023-07-02"),
    ),
    (
        "Gunmen killed nine villagers in Bankass on 3 March 2021. A month later, four traders were killed in Koro.",
        "Des hommes armés ont tué neuf villageois à Bankass le 3 mars 2021. Un mois plus tard, quatre commerçants ont été tués à Koro.",
        ("2021-04-01", "2021-04-30"),
    ),
    (
        "Gunmen killed nine villagers in Bankass on 3 March 2021. The following year, four traders were killed in Koro.",
        "Des hommes armés ont tué neuf villageois à Bankass le 3 mars 2021. L'année suivante, quatre commerçants ont été tués à Koro.",
        ("2022-01-01", "2022-12-31"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("english", "french", "expected"), COUNTED_ON)
def test_a_distance_is_counted_from_what_the_text_dated_last(
    english: str, french: str, expected: tuple[str, str]
) -> None:
    assert days(english, "en")["Koro"] == days(french, "fr")["Koro"] == expected


@pytest.mark.parametrize(("english", "french", "expected"), COUNTED_ON[:9])
def test_what_the_text_alone_fixes_needs_no_day_of_publication(
    english: str, french: str, expected: tuple[str, str]
) -> None:
    told = english.replace("3 July", "3 July 2023"), french.replace("3 juillet", "3 juillet 2023")
    assert days(told[0], "en", None)["Koro"] == days(told[1], "fr", None)["Koro"] == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Fighters attacked Koro. The next day, they killed four traders in Bankass."),
        ("fr", "Des combattants ont attaqué Koro. Le lendemain, ils ont tué quatre commerçants à Bankass."),
    ],
)
def test_the_day_after_an_undated_event_is_not_known(language: str, text: str) -> None:
    assert days(text, language)["Bankass"] == ("None", "None")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The raid on Djibo in 2019 killed six soldiers. Two days later, four traders were killed in Koro."),
        ("fr", "Le raid de 2019 sur Djibo a tué six soldats. Deux jours plus tard, quatre commerçants ont été tués à Koro."),
    ],
)  # fmt: skip
def test_no_day_is_counted_from_a_year(language: str, text: str) -> None:
    assert days(text, language)["Koro"] == ("None", "None")


NAMED = [
    # the later one has the date
    (
        "On Tuesday gunmen killed four traders in Koro, three days after an ambush on soldiers in Bankass.",
        "Mardi, des hommes armés ont tué quatre commerçants à Koro, trois jours après une embuscade contre des soldats à Bankass.",
        ("2023-08-08", "2023-08-08"), ("2023-08-05", "2023-08-05"),
    ),
    (
        "Gunmen killed four traders in Koro on 3 July, a month after 20 soldiers were killed in Bankass.",
        "Des hommes armés ont tué quatre commerçants à Koro le 3 juillet, un mois après que 20 soldats ont été tués à Bankass.",
        ("2023-07-03", "2023-07-03"), ("2023-06-01", "2023-06-30"),
    ),
    # the one named has it
    (
        "On 3 July gunmen killed nine soldiers in Bankass. Two days after the attack on Bankass, four traders were killed in Koro.",
        "Le 3 juillet, des hommes armés ont tué neuf soldats à Bankass. Deux jours après l'attaque de Bankass, quatre commerçants ont été tués à Koro.",
        ("2023-07-05", "2023-07-05"), ("2023-07-03", "2023-07-03"),
    ),
    (
        "On 3 July gunmen killed nine soldiers in Bankass. On the same day as the attack on Bankass, four traders were killed in Koro.",
        "Le 3 juillet, des hommes armés ont tué neuf soldats à Bankass. Le même jour que l'attaque de Bankass, quatre commerçants ont été tués à Koro.",
        ("2023-07-03", "2023-07-03"), ("2023-07-03", "2023-07-03"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("english", "french", "koro", "bankass"), NAMED)
def test_two_events_some_time_apart_date_each_other(
    english: str, french: str, koro: tuple[str, str], bankass: tuple[str, str]
) -> None:
    for text, language in ((english, "en"), (french, "fr")):
        found = days(text, language)
        assert (found["Koro"], found["Bankass"]) == (koro, bankass)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The raid on Koro, which killed four traders, comes two days after an ambush in Bankass killed nine soldiers."),
        ("fr", "Le raid contre Koro, qui a tué quatre commerçants, survient deux jours après une embuscade qui a tué neuf soldats à Bankass."),
    ],
)  # fmt: skip
def test_an_event_that_the_news_comes_after_is_counted_back_from_publication(language: str, text: str) -> None:
    assert days(text, language)["Bankass"] == one_day("2023-08-07")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Soldiers of the contingent that arrived in 2019 were killed in Koro on Monday."),
        ("fr", "Des soldats du contingent qui est arrivé en 2019 ont été tués lundi à Koro."),
    ],
)
def test_the_time_of_a_relative_clause_is_not_that_of_the_deed(language: str, text: str) -> None:
    assert days(text, language)["Koro"] == one_day("2023-08-07")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen killed nine traders in Koro. A curfew was imposed starting 3 August, and a prayer is planned for the traders killed in Koro."),
        ("fr", "Des hommes armés ont tué neuf commerçants à Koro. Un couvre-feu a été décrété à partir du 3 août, et une prière est prévue pour les commerçants tués à Koro."),
    ],
)  # fmt: skip
def test_what_begins_after_the_deed_does_not_date_it(language: str, text: str) -> None:
    assert days(text, language)["Koro"][0] != "2023-08-03"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On Monday fighters attacked Koro. The raid was their second in 48 hours."),
        ("fr", "Lundi, des combattants ont attaqué Koro. Le raid était leur deuxième en 48 heures."),
    ],
)
def test_how_often_in_how_long_is_no_date(language: str, text: str) -> None:
    assert days(text, language) == {"Koro": one_day("2023-08-07")}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # « faire » is a verb of saying only with its object: « faire état de »
        ("fr", "Les violences des jihadistes ont fait 400 morts en 2019 à Koro.", ("2019-01-01", "2019-12-31")),
        ("en", "Violence by jihadists caused 400 deaths in 2019 in Koro.", ("2019-01-01", "2019-12-31")),
        # « il y a » is no clause of its own
        ("fr", "Neuf soldats ont été tués dans une embuscade à Koro il y a deux mois.", ("2023-06-01", "2023-06-30")),
        ("en", "Nine soldiers were killed in an ambush in Koro two months ago.", ("2023-06-01", "2023-06-30")),
    ],
)
def test_a_date_of_the_clause_is_the_events(language: str, text: str, expected: tuple[str, str]) -> None:
    assert days(text, language)["Koro"] == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Three days after gunmen stormed a hotel in Bamako, it is not clear how many people they killed.",
        ),
        (
            "fr",
            "Trois jours après que des hommes armés ont attaqué un hôtel à Bamako, on ignore combien de personnes ils ont tuées.",
        ),
    ],
)
def test_what_is_said_long_after_is_said_of_the_same_event(language: str, text: str) -> None:
    assert days(text, language) == {"Bamako": one_day("2023-08-06")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen killed nine villagers in Bankass on 3 July. More than two weeks later, four traders were killed in Koro."),
        ("fr", "Des hommes armés ont tué neuf villageois à Bankass le 3 juillet. Plus de deux semaines plus tard, quatre commerçants ont été tués à Koro."),
    ],
)  # fmt: skip
def test_more_than_a_distance_fixes_no_day(language: str, text: str) -> None:
    assert days(text, language)["Koro"] == ("None", "None")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The general visited the camp at Gao on Sunday after an attack that killed nine soldiers."),
        ("fr", "Le général s'est rendu dimanche au camp de Gao après une attaque qui a tué neuf soldats."),
    ],
)
def test_a_visit_after_an_attack_does_not_date_it(language: str, text: str) -> None:
    assert days(text, language) == {"Gao": ("None", "None")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The army, which obeys the junta in power since 2020, attacked a jihadist camp near Gao."),
        ("fr", "L'armée, aux ordres de la junte au pouvoir depuis 2020, a attaqué un camp jihadiste près de Gao."),
    ],
)
def test_since_when_somebody_rules_dates_no_attack(language: str, text: str) -> None:
    assert days(text, language) == {"Gao": ("None", "None")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "The group claimed the raid on a post in Sollé on Tuesday 8 August, three days after the attack on Djibo.",
        ),
        (
            "fr",
            "Le raid contre un poste de Sollé a été connu le mardi 8 août, trois jours après l'attaque contre Djibo.",
        ),
    ],
)
def test_a_distance_is_counted_from_the_day_named_right_before_it(language: str, text: str) -> None:
    assert days(text, language)["Djibo"] == one_day("2023-08-05")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Soldiers and rebels fought near Gao on Sunday and Monday, leaving nine dead."),
        ("fr", "Soldats et rebelles se sont affrontés près de Gao dimanche et lundi, faisant neuf morts."),
    ],
)
def test_a_fight_of_two_days_is_one(language: str, text: str) -> None:
    assert days(text, language) == {"Gao": ("2023-08-06", "2023-08-07")}


def test_overnight_is_the_night_before_the_report() -> None:
    assert days("Gunmen killed nine villagers near Gao, Mali, overnight, officials said.", "en") == {
        "Gao": ("2023-08-08", "2023-08-09")
    }
    assert days("Des hommes armés ont tué neuf villageois la nuit dernière près de Gao, au Mali.", "fr") == {
        "Gao": ("2023-08-08", "2023-08-09")
    }


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Nine soldiers died in Gao, Mali. In January the jihadists claimed to have killed 29 traders in Ansongo.",
        ),
        (
            "fr",
            "Neuf soldats sont morts à Gao, au Mali. En janvier, les jihadistes ont affirmé avoir tué 29 commerçants à Ansongo.",
        ),
    ],
)
def test_what_somebody_said_long_ago_to_have_done_was_done_then(language: str, text: str) -> None:
    assert days(text, language)["Ansongo"] == ("2023-01-01", "2023-01-31")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "The army carried out two operations. The first operation took place on 5 August near Gao, Mali, where it "
            "killed nine jihadists. The second operation took place on 7 August. Soldiers killed four jihadists near Koro.",
        ),
        (
            "fr",
            "L'armée a mené deux opérations. La première opération a eu lieu le 5 août près de Gao, au Mali, où elle a tué "
            "neuf jihadistes. La deuxième opération a eu lieu le 7 août. Des soldats ont tué quatre jihadistes près de Koro.",
        ),
    ],
)
def test_what_is_said_of_an_operation_dates_what_was_done_in_it(language: str, text: str) -> None:
    assert days(text, language)["Koro"] == one_day("2023-08-07")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Since June, the army has announced that it has killed ninety jihadists near Ansongo, Mali."),
        ("fr", "Depuis juin, l'armée a annoncé avoir tué quatre-vingt-dix jihadistes près d'Ansongo, au Mali."),
    ],
)
def test_what_has_been_announced_since_june_was_done_since_june(language: str, text: str) -> None:
    assert days(text, language) == {"Ansongo": ("2023-06-01", "None")}
