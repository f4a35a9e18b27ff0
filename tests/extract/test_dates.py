"""Dates in running text. Every mechanism has its sentence in English and in French.

Where nothing else is said, the sentences are from a report of Wednesday 12 June 2024.
"""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_dataset.extract import calendar
from sahel_dataset.extract.dates import DateMention, find_dates

PUBLISHED = dt.date(2024, 6, 12)


def day(iso: str | None) -> dt.date | None:
    return None if iso is None else dt.date.fromisoformat(iso)


def only(text: str, language: str, published: dt.date | None = PUBLISHED) -> DateMention:
    found = find_dates(text, language, published)
    assert len(found) == 1, found
    return found[0]


RESOLVED = [
    # language, sentence, words of the date, first, last, precision
    # weekdays
    ("en", "Gunmen came on Monday.", "Monday", "2024-06-10", "2024-06-10", "day"),
    ("fr", "Des hommes armés sont venus lundi.", "lundi", "2024-06-10", "2024-06-10", "day"),
    ("en", "Gunmen came on Wednesday.", "Wednesday", "2024-06-12", "2024-06-12", "day"),
    ("fr", "Des hommes armés sont venus mercredi.", "mercredi", "2024-06-12", "2024-06-12", "day"),
    ("en", "Gunmen came late Saturday.", "late Saturday", "2024-06-08", "2024-06-08", "day"),
    ("fr", "Des hommes armés sont venus samedi soir.", "samedi soir", "2024-06-08", "2024-06-08", "day"),
    ("en", "Gunmen came last Wednesday.", "last Wednesday", "2024-06-05", "2024-06-05", "day"),
    ("fr", "Des hommes armés sont venus mercredi dernier.", "mercredi dernier", "2024-06-05", "2024-06-05", "day"),
    ("en", "The court sits next Wednesday.", "next Wednesday", "2024-06-19", "2024-06-19", "day"),
    ("fr", "Le tribunal siège mercredi prochain.", "mercredi prochain", "2024-06-19", "2024-06-19", "day"),
    ("fr", "L'attaque a eu lieu ce mardi.", "ce mardi", "2024-06-11", "2024-06-11", "day"),
    ("en", "Sunday's ambush cost lives.", "Sunday", "2024-06-09", "2024-06-09", "day"),
    ("fr", "L'embuscade de dimanche a été meurtrière.", "dimanche", "2024-06-09", "2024-06-09", "day"),
    ("en", "The camp fell on Tuesday of last week.", "Tuesday of last week", "2024-06-04", "2024-06-04", "day"),
    (
        "fr",
        "Le camp est tombé mardi de la semaine dernière.",
        "mardi de la semaine dernière",
        "2024-06-04",
        "2024-06-04",
        "day",
    ),
    ("en", "In the early hours of Monday they left.", "the early hours of Monday", "2024-06-10", "2024-06-10", "day"),
    # still to come
    ("en", "The council will meet on Monday.", "Monday", "2024-06-17", "2024-06-17", "day"),
    ("fr", "Le conseil se réunira lundi.", "lundi", "2024-06-17", "2024-06-17", "day"),
    ("en", "On Monday, the council will meet.", "Monday", "2024-06-17", "2024-06-17", "day"),
    ("fr", "Le conseil doit se réunir lundi.", "lundi", "2024-06-17", "2024-06-17", "day"),
    ("fr", "Lundi, le conseil se réunira.", "Lundi", "2024-06-17", "2024-06-17", "day"),
    ("en", "A vote is scheduled for 3 July.", "3 July", "2024-07-03", "2024-07-03", "day"),
    ("fr", "Un vote est prévu le 3 juillet.", "le 3 juillet", "2024-07-03", "2024-07-03", "day"),
    ("en", "The troops will leave in August.", "August", "2024-08-01", "2024-08-31", "month"),
    ("fr", "Les troupes partiront en août.", "août", "2024-08-01", "2024-08-31", "month"),
    # nights and other stretches of weekdays
    (
        "en",
        "It burnt on the night of Sunday to Monday.",
        "the night of Sunday to Monday",
        "2024-06-09",
        "2024-06-10",
        "day",
    ),
    (
        "fr",
        "Tout a brûlé dans la nuit de dimanche à lundi.",
        "dans la nuit de dimanche à lundi",
        "2024-06-09",
        "2024-06-10",
        "day",
    ),
    ("en", "They fell in the night to Friday.", "in the night to Friday", "2024-06-06", "2024-06-07", "day"),
    ("en", "They fought from Friday to Sunday.", "from Friday to Sunday", "2024-06-07", "2024-06-09", "day"),
    ("fr", "On s'est battu de vendredi à dimanche.", "de vendredi à dimanche", "2024-06-07", "2024-06-09", "day"),
    (
        "en",
        "They fought between Thursday and Saturday.",
        "between Thursday and Saturday",
        "2024-06-06",
        "2024-06-08",
        "day",
    ),
    ("fr", "On s'est battu entre jeudi et samedi.", "entre jeudi et samedi", "2024-06-06", "2024-06-08", "day"),
    ("en", "Shots rang over the weekend.", "over the weekend", "2024-06-08", "2024-06-09", "day"),
    ("fr", "Des tirs ont retenti ce week-end.", "ce week-end", "2024-06-08", "2024-06-09", "day"),
    ("fr", "Des tirs ont retenti le week-end dernier.", "le week-end dernier", "2024-06-08", "2024-06-09", "day"),
    (
        "fr",
        "Des tirs ont retenti le week-end du 1er juin.",
        "le week-end du 1er juin",
        "2024-06-01",
        "2024-06-02",
        "day",
    ),
    # full dates, every order
    ("en", "It began on July 22, 2023.", "July 22, 2023", "2023-07-22", "2023-07-22", "day"),
    ("en", "It began on 22 July 2023.", "22 July 2023", "2023-07-22", "2023-07-22", "day"),
    ("en", "It began on Saturday, July 22, 2023.", "Saturday, July 22, 2023", "2023-07-22", "2023-07-22", "day"),
    ("en", "It began on the 22nd of July 2023.", "22nd of July 2023", "2023-07-22", "2023-07-22", "day"),
    ("fr", "Tout a commencé le 22 juillet 2023.", "le 22 juillet 2023", "2023-07-22", "2023-07-22", "day"),
    (
        "fr",
        "Tout a commencé le samedi 22 juillet 2023.",
        "le samedi 22 juillet 2023",
        "2023-07-22",
        "2023-07-22",
        "day",
    ),
    ("en", "It began on 2023-07-22.", "2023-07-22", "2023-07-22", "2023-07-22", "day"),
    ("fr", "Tout a commencé le 22/07/2023.", "22/07/2023", "2023-07-22", "2023-07-22", "day"),
    ("en", "It began on 22/07/2023.", "22/07/2023", "2023-07-22", "2023-07-22", "day"),
    # a day without its year
    ("en", "It began on March 25.", "March 25", "2024-03-25", "2024-03-25", "day"),
    ("en", "It began on 24 December.", "24 December", "2023-12-24", "2023-12-24", "day"),
    ("fr", "Tout a commencé le 24 décembre.", "le 24 décembre", "2023-12-24", "2023-12-24", "day"),
    ("fr", "Tout a commencé le 1er juillet dernier.", "le 1er juillet dernier", "2023-07-01", "2023-07-01", "day"),
    ("fr", "Tout a commencé mardi 4 juin.", "mardi 4 juin", "2024-06-04", "2024-06-04", "day"),
    ("fr", "Tout a commencé mardi soir 4 juin.", "mardi soir 4 juin", "2024-06-04", "2024-06-04", "day"),
    ("en", "It began on 5 March last year.", "5 March last year", "2023-03-05", "2023-03-05", "day"),
    (
        "fr",
        "Tout a commencé le 5 mars de l'année dernière.",
        "le 5 mars de l'année dernière",
        "2023-03-05",
        "2023-03-05",
        "day",
    ),
    # stretches of days
    ("en", "They fought between May 22 and 27.", "between May 22 and 27", "2024-05-22", "2024-05-27", "day"),
    ("en", "They fought from 22 to 27 May.", "from 22 to 27 May", "2024-05-22", "2024-05-27", "day"),
    ("fr", "On s'est battu du 22 au 27 mai.", "du 22 au 27 mai", "2024-05-22", "2024-05-27", "day"),
    ("fr", "On s'est battu entre le 22 et le 27 mai.", "entre le 22 et le 27 mai", "2024-05-22", "2024-05-27", "day"),
    (
        "en",
        "They fought from April 28 to May 3, 2020.",
        "from April 28 to May 3, 2020",
        "2020-04-28",
        "2020-05-03",
        "day",
    ),
    ("fr", "On s'est battu du 28 avril au 3 mai 2020.", "du 28 avril au 3 mai 2020", "2020-04-28", "2020-05-03", "day"),
    (
        "fr",
        "On s'est battu du 30 décembre au 2 janvier.",
        "du 30 décembre au 2 janvier",
        "2023-12-30",
        "2024-01-02",
        "day",
    ),
    ("fr", "Tout a brûlé dans la nuit du 5 au 6 mai.", "dans la nuit du 5 au 6 mai", "2024-05-05", "2024-05-06", "day"),
    ("en", "Raids on May 22 and 23 failed.", "May 22 and 23", "2024-05-22", "2024-05-23", "day"),
    ("fr", "Les raids des 22 et 23 mai ont échoué.", "22 et 23 mai", "2024-05-22", "2024-05-23", "day"),
    # months
    ("en", "He fled in November 2015.", "November 2015", "2015-11-01", "2015-11-30", "month"),
    ("fr", "Il a fui en novembre 2015.", "novembre 2015", "2015-11-01", "2015-11-30", "month"),
    ("en", "A February 2010 coup failed.", "February 2010", "2010-02-01", "2010-02-28", "month"),
    ("en", "He fled in March.", "March", "2024-03-01", "2024-03-31", "month"),
    ("fr", "Il a fui en mars.", "mars", "2024-03-01", "2024-03-31", "month"),
    ("en", "He fled in December.", "December", "2023-12-01", "2023-12-31", "month"),
    ("fr", "Il a fui en décembre.", "décembre", "2023-12-01", "2023-12-31", "month"),
    ("en", "He fled in late January.", "late January", "2024-01-01", "2024-01-31", "month"),
    ("fr", "Il a fui fin janvier.", "fin janvier", "2024-01-01", "2024-01-31", "month"),
    ("fr", "Il a fui mi-janvier.", "mi-janvier", "2024-01-01", "2024-01-31", "month"),
    ("fr", "Il a fui début mars.", "début mars", "2024-03-01", "2024-03-31", "month"),
    ("en", "He fled in January of last year.", "January of last year", "2023-01-01", "2023-01-31", "month"),
    ("fr", "Il a fui en janvier de l'an dernier.", "janvier de l'an dernier", "2023-01-01", "2023-01-31", "month"),
    ("en", "He fled last month.", "last month", "2024-05-01", "2024-05-31", "month"),
    ("fr", "Il a fui le mois dernier.", "le mois dernier", "2024-05-01", "2024-05-31", "month"),
    (
        "en",
        "They raided from December 2019 to January 2020.",
        "from December 2019 to January 2020",
        "2019-12-01",
        "2020-01-31",
        "month",
    ),
    (
        "fr",
        "Entre décembre 2019 et janvier 2020, ils ont frappé.",
        "Entre décembre 2019 et janvier 2020",
        "2019-12-01",
        "2020-01-31",
        "month",
    ),
    # years
    ("en", "He fled in 2012.", "2012", "2012-01-01", "2012-12-31", "year"),
    ("fr", "Il a fui en 2012.", "2012", "2012-01-01", "2012-12-31", "year"),
    ("en", "The town fell in late 2012.", "late 2012", "2012-01-01", "2012-12-31", "year"),
    ("fr", "La ville est tombée fin 2012.", "fin 2012", "2012-01-01", "2012-12-31", "year"),
    ("en", "He fled last year.", "last year", "2023-01-01", "2023-12-31", "year"),
    ("fr", "Il a fui l'an dernier.", "l'an dernier", "2023-01-01", "2023-12-31", "year"),
    ("fr", "Il a fui l'année dernière.", "l'année dernière", "2023-01-01", "2023-12-31", "year"),
    ("en", "They ruled from 2012 to 2015.", "from 2012 to 2015", "2012-01-01", "2015-12-31", "year"),
    ("fr", "Ils ont régné de 2012 à 2015.", "de 2012 à 2015", "2012-01-01", "2015-12-31", "year"),
    ("en", "The 2014 abduction shocked many.", "2014", "2014-01-01", "2014-12-31", "year"),
    ("en", "The group’s 2014 raid shocked many.", "2014", "2014-01-01", "2014-12-31", "year"),
    # weeks
    ("en", "He fled last week.", "last week", "2024-06-03", "2024-06-09", "week"),
    ("fr", "Il a fui la semaine dernière.", "la semaine dernière", "2024-06-03", "2024-06-09", "week"),
    ("en", "He fled earlier this week.", "earlier this week", "2024-06-10", "2024-06-12", "week"),
    ("fr", "Il a fui cette semaine.", "cette semaine", "2024-06-10", "2024-06-16", "week"),
    ("en", "He fled earlier this month.", "earlier this month", "2024-06-01", "2024-06-12", "month"),
    # counted from publication
    ("en", "He fled yesterday.", "yesterday", "2024-06-11", "2024-06-11", "day"),
    ("fr", "Il a fui hier soir.", "hier soir", "2024-06-11", "2024-06-11", "day"),
    ("fr", "Il a fui avant-hier.", "avant-hier", "2024-06-10", "2024-06-10", "day"),
    ("en", "He flees today.", "today", "2024-06-12", "2024-06-12", "day"),
    ("fr", "Il fuit aujourd'hui.", "aujourd'hui", "2024-06-12", "2024-06-12", "day"),
    ("en", "He leaves tomorrow.", "tomorrow", "2024-06-13", "2024-06-13", "day"),
    ("en", "He fled three days ago.", "three days ago", "2024-06-09", "2024-06-09", "day"),
    ("fr", "Il a fui il y a trois jours.", "il y a trois jours", "2024-06-09", "2024-06-09", "day"),
    ("en", "He fled two weeks ago.", "two weeks ago", "2024-05-27", "2024-06-02", "week"),
    ("fr", "Il a fui il y a deux semaines.", "il y a deux semaines", "2024-05-27", "2024-06-02", "week"),
    ("en", "He fled only two months ago.", "only two months ago", "2024-04-01", "2024-04-30", "month"),
    ("fr", "Il a fui il y a deux mois.", "il y a deux mois", "2024-04-01", "2024-04-30", "month"),
    ("en", "He fled five years ago.", "five years ago", "2019-01-01", "2019-12-31", "year"),
    ("fr", "Il a fui il y a cinq ans.", "il y a cinq ans", "2019-01-01", "2019-12-31", "year"),
    ("en", "He fled a decade ago.", "a decade ago", "2014-01-01", "2014-12-31", "year"),
    ("en", "He fled less than a month ago.", "less than a month ago", "2024-05-12", "2024-06-11", "month"),
    ("fr", "Il a fui il y a moins d'un mois.", "il y a moins d'un mois", "2024-05-12", "2024-06-11", "month"),
    ("en", "He fled a few days ago.", "a few days ago", "2024-06-03", "2024-06-11", "week"),
    ("fr", "Il a fui il y a quelques jours.", "il y a quelques jours", "2024-06-03", "2024-06-11", "week"),
    ("fr", "Il a fui il y a une dizaine de jours.", "il y a une dizaine de jours", "2024-05-31", "2024-06-04", "week"),
    ("en", "7,000 fled in the last two weeks.", "in the last two weeks", "2024-05-29", "2024-06-12", "week"),
    (
        "fr",
        "7.000 ont fui au cours des deux dernières semaines.",
        "au cours des deux dernières semaines",
        "2024-05-29",
        "2024-06-12",
        "week",
    ),
    ("en", "Ten fell in the past 24 hours.", "in the past 24 hours", "2024-06-11", "2024-06-12", "day"),
    ("fr", "Dix sont tombés ces dernières 24 heures.", "ces dernières 24 heures", "2024-06-11", "2024-06-12", "day"),
    ("en", "It is the third raid in two months.", "in two months", "2024-04-12", "2024-06-11", "month"),
    ("fr", "C'est le troisième raid en deux mois.", "en deux mois", "2024-04-12", "2024-06-11", "month"),
    ("en", "It comes three years after the first raid.", "three years after", "2021-01-01", "2021-12-31", "year"),
    ("fr", "Il survient trois ans après le premier raid.", "trois ans après", "2021-01-01", "2021-12-31", "year"),
    ("en", "It comes two months after the first raid.", "two months after", "2024-04-01", "2024-04-30", "month"),
    ("fr", "Il survient deux mois après le premier raid.", "deux mois après", "2024-04-01", "2024-04-30", "month"),
    # one open end
    ("en", "They have ruled since 2015.", "since 2015", "2015-01-01", None, "year"),
    ("fr", "Ils règnent depuis 2015.", "depuis 2015", "2015-01-01", None, "year"),
    ("en", "They have fled since December.", "since December", "2023-12-01", None, "month"),
    ("fr", "Ils fuient depuis décembre.", "depuis décembre", "2023-12-01", None, "month"),
    ("en", "They have fled since 10 January.", "since 10 January", "2024-01-10", None, "day"),
    ("fr", "Ils fuient depuis le 10 janvier.", "depuis le 10 janvier", "2024-01-10", None, "day"),
    ("en", "They have fled since Monday.", "since Monday", "2024-06-10", None, "day"),
    ("fr", "Ils fuient depuis lundi.", "depuis lundi", "2024-06-10", None, "day"),
    ("en", "40 fell since the start of the year.", "since the start of the year", "2024-01-01", None, "year"),
    ("fr", "40 sont tombés depuis le début de l'année.", "depuis le début de l'année", "2024-01-01", None, "year"),
    ("en", "40 fell between January 2020 to date.", "between January 2020 to date", "2020-01-01", None, "month"),
    ("fr", "Ils fuient depuis quatre ans.", "depuis quatre ans", "2020-01-01", None, "year"),
    ("en", "For almost seven years now they have fled.", "For almost seven years now", "2017-01-01", None, "year"),
    ("en", "The army has fought for two years.", "for two years", "2022-01-01", None, "year"),
    ("fr", "Ils fuient depuis trois mois.", "depuis trois mois", "2024-03-01", None, "month"),
    ("fr", "Ils fuient depuis dix jours.", "depuis dix jours", "2024-06-02", None, "day"),
    ("en", "It is a decade-old insurgency.", "decade-old insurgency", "2014-01-01", None, "year"),
    ("en", "It is a 12-year-old conflict.", "12-year-old conflict", "2012-01-01", None, "year"),
    ("en", "43 fell since the intervention in 2013.", "2013", "2013-01-01", None, "year"),
    ("fr", "43 sont tombés depuis l'intervention de 2013.", "2013", "2013-01-01", None, "year"),
    ("en", "He hid until March 2020.", "until March 2020", None, "2020-03-31", "month"),
    ("fr", "Il s'est caché jusqu'en mars 2020.", "jusqu'en mars 2020", None, "2020-03-31", "month"),
    ("en", "Schools stay shut until 9 July.", "until 9 July", None, "2024-07-09", "day"),
    ("fr", "Les écoles restent fermées jusqu'au 9 juillet.", "jusqu'au 9 juillet", None, "2024-07-09", "day"),
    ("en", "He hid until 9 May.", "until 9 May", None, "2024-05-09", "day"),
    ("fr", "Il s'est caché jusqu'au 9 mai.", "jusqu'au 9 mai", None, "2024-05-09", "day"),
    ("en", "The road is shut until Friday.", "until Friday", None, "2024-06-14", "day"),
    ("fr", "Cela durera jusqu'à la fin de l'année.", "jusqu'à la fin de l'année", None, "2024-12-31", "year"),
    ("en", "It must end before the end of the month.", "before the end of the month", None, "2024-06-30", "month"),
    ("fr", "Cela doit finir avant la fin du mois.", "avant la fin du mois", None, "2024-06-30", "month"),
    ("en", "Raids on March 9 and April 10, 2021 failed.", "March 9", "2021-03-09", "2021-03-09", "day"),
    ("fr", "Les raids du 9 mars et du 10 avril 2021 ont échoué.", "9 mars", "2021-03-09", "2021-03-09", "day"),
    ("en", "Raids in April and May 2021 failed.", "April", "2021-04-01", "2021-04-30", "month"),
    ("fr", "Les raids ont échoué en avril et mai 2021.", "avril", "2021-04-01", "2021-04-30", "month"),
    (
        "en",
        "It burnt on the night of June 4-5, 2021.",
        "the night of June 4-5, 2021",
        "2021-06-04",
        "2021-06-05",
        "day",
    ),
    ("fr", "Raids mardi 4 et mercredi 5 juin.", "mardi 4 et mercredi 5 juin", "2024-06-04", "2024-06-05", "day"),
    ("en", "He fled before 2012.", "before 2012", None, "2011-12-31", "year"),
    ("fr", "Il a fui avant 2012.", "avant 2012", None, "2011-12-31", "year"),
    ("en", "He came back after 9 May 2020.", "after 9 May 2020", "2020-05-10", None, "day"),
    ("fr", "Il est revenu après le 9 mai 2020.", "après le 9 mai 2020", "2020-05-10", None, "day"),
]


@pytest.mark.parametrize(("language", "text", "words", "first", "last", "precision"), RESOLVED)
def test_a_date_is_resolved_against_the_day_of_publication(
    language: str, text: str, words: str, first: str | None, last: str | None, precision: str
) -> None:
    found = {m.text: (m.first, m.last, m.precision) for m in find_dates(text, language, PUBLISHED)}
    assert found.get(words) == (day(first), day(last), precision), found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen came on Monday."),
        ("fr", "Des hommes armés sont venus lundi."),
        ("en", "It began on March 25."),
        ("fr", "Tout a commencé le 25 mars."),
        ("en", "He fled in March."),
        ("fr", "Il a fui le mois dernier."),
        ("en", "He fled in July last year."),
        ("en", "He fled two months ago."),
        ("fr", "Il a fui il y a deux mois."),
        ("en", "They fought between May 22 and 27."),
        ("fr", "Ils fuient depuis quatre ans."),
        ("en", "They have fled since the start of the year."),
        ("fr", "C'est le troisième raid en deux mois."),
        ("en", "Shots rang over the weekend."),
    ],
)
def test_without_a_day_of_publication_nothing_is_guessed(language: str, text: str) -> None:
    mention = only(text, language, None)
    assert (mention.first, mention.last, mention.precision) == (None, None, "unknown")


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("en", "He fled in June 2015.", "2015-06-01", "2015-06-30"),
        ("fr", "Il a fui en juin 2015.", "2015-06-01", "2015-06-30"),
        ("en", "They have ruled since 2015.", "2015-01-01", None),
        ("fr", "On s'est battu du 28 avril au 3 mai 2020.", "2020-04-28", "2020-05-03"),
        ("en", "They fought from April 28 to May 3, 2020.", "2020-04-28", "2020-05-03"),
    ],
)
def test_without_a_day_of_publication_what_the_text_fixes_is_resolved(
    language: str, text: str, first: str, last: str | None
) -> None:
    mention = only(text, language, None)
    assert (mention.first, mention.last) == (day(first), day(last))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The coup came in 2012. In March that year he fled."),
        ("fr", "Le putsch a eu lieu en 2012. En mars de la même année, il a fui."),
    ],
)
def test_the_same_year_is_the_year_told_before(language: str, text: str) -> None:
    assert find_dates(text, language, None)[1].first == dt.date(2012, 3, 1)


@pytest.mark.parametrize(
    ("language", "text", "words", "low", "high", "unit", "follows"),
    [
        ("en", "Two days later they fled.", "Two days later", 2, 2, "day", False),
        ("fr", "Deux jours plus tard, ils ont fui.", "Deux jours plus tard", 2, 2, "day", False),
        ("en", "They fled two days earlier.", "two days earlier", -2, -2, "day", False),
        ("fr", "Ils avaient fui deux jours plus tôt.", "deux jours plus tôt", -2, -2, "day", False),
        ("en", "It comes two days after the raid.", "two days after", 2, 2, "day", True),
        ("fr", "Il survient deux jours après le raid.", "deux jours après", 2, 2, "day", True),
        ("en", "It came a few days before the raid.", "a few days before", -9, -1, "day", True),
        ("fr", "Quelques jours avant le raid, il a fui.", "Quelques jours avant", -9, -1, "day", True),
        ("fr", "Une dizaine de jours après le raid, il a fui.", "Une dizaine de jours après", 8, 12, "day", True),
        ("en", "The next day they fled.", "The next day", 1, 1, "day", False),
        ("fr", "Le lendemain, ils ont fui.", "Le lendemain", 1, 1, "day", False),
        ("en", "They had fled the day before.", "the day before", -1, -1, "day", False),
        ("fr", "Ils avaient fui la veille.", "la veille", -1, -1, "day", False),
        ("en", "Hours later they fled.", "Hours later", 0, 0, "day", False),
        ("fr", "Quelques heures plus tard, ils ont fui.", "Quelques heures plus tard", 0, 0, "day", False),
        ("en", "That same day... the same day they fled.", "the same day", 0, 0, "day", False),
        ("en", "On the same day as the raid they fled.", "the same day", 0, 0, "day", True),
        ("fr", "Le même jour que le raid, ils ont fui.", "Le même jour", 0, 0, "day", True),
        ("en", "They fled on the eve of the raid.", "on the eve of", -1, -1, "day", True),
        ("fr", "Ils ont fui la veille du raid.", "la veille", -1, -1, "day", True),
        ("en", "They fled two days before in Gao.", "two days before", -2, -2, "day", False),
        ("fr", "Ils avaient fui deux jours avant dans le sud.", "deux jours avant", -2, -2, "day", False),
        ("en", "The next day the army left.", "The next day", 1, 1, "day", False),
        ("fr", "Le lendemain l'armée est partie.", "Le lendemain", 1, 1, "day", False),
        ("en", "The following week they fled.", "The following week", 1, 1, "week", False),
        ("fr", "La semaine suivante, ils ont fui.", "La semaine suivante", 1, 1, "week", False),
        ("en", "That month they fled.", "That month", 0, 0, "month", False),
        ("fr", "Le même mois, ils ont fui.", "Le même mois", 0, 0, "month", False),
        ("fr", "Le même jour, ils ont fui.", "Le même jour", 0, 0, "day", False),
    ],
)
def test_a_distance_from_another_event_is_told_and_not_resolved(
    language: str, text: str, words: str, low: int, high: int, unit: str, follows: bool
) -> None:
    found = {m.text: m for m in find_dates(text, language, PUBLISHED)}
    mention = found[words]
    assert mention.delta is not None
    assert (
        mention.kind,
        mention.first,
        mention.delta.low,
        mention.delta.high,
        mention.delta.unit,
        mention.delta.follows,
    ) == (
        "relative_event",
        None,
        low,
        high,
        unit,
        follows,
    )


def test_a_distance_is_resolved_against_the_day_of_the_other_event() -> None:
    raid = dt.date(2020, 5, 8)
    after = only("It comes two days after the raid.", "en")
    assert after.relative_to(raid) == (dt.date(2020, 5, 10), dt.date(2020, 5, 10), "day")
    assert after.relative_to(raid, back=True) == (dt.date(2020, 5, 6), dt.date(2020, 5, 6), "day")
    before = only("Quelques jours avant le raid, il a fui.", "fr")
    assert before.relative_to(raid) == (dt.date(2020, 4, 29), dt.date(2020, 5, 7), "week")
    assert only("He fled in 2012.", "en").relative_to(raid) is None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The following Monday he fled.", "2020-05-11"),
        ("fr", "Le lundi suivant, il a fui.", "2020-05-11"),
        ("en", "The previous Friday he fled.", "2020-05-01"),
        ("fr", "Il avait fui le vendredi précédent.", "2020-05-01"),
        ("en", "That Saturday he fled.", "2020-05-09"),
        ("fr", "Ce même samedi, il a fui.", "2020-05-09"),
    ],
)
def test_a_weekday_is_counted_from_the_day_of_the_other_event(language: str, text: str, expected: str) -> None:
    friday = dt.date(2020, 5, 8)
    assert only(text, language).relative_to(friday) == (day(expected), day(expected), "day")


@given(st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 6))
def test_a_weekday_beside_a_day_is_that_weekday_and_within_a_week(told: dt.date, weekday: int) -> None:
    before, near, after = (calendar.weekday_beside(told, weekday, step) for step in (-1, 0, 1))
    assert before is not None
    assert near is not None
    assert after is not None
    assert before < told < after
    assert {d.weekday() for d in (before, near, after)} == {weekday}
    assert abs((near - told).days) <= 3
    assert (after - before).days in {7, 14}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The army said Tuesday."),
        ("en", "The army said on Tuesday that it won."),
        ("en", "A colonel told AFP on Tuesday."),
        ("en", "They said in a statement on Tuesday."),
        ("en", "On Tuesday, the army announced a raid."),
        ("fr", "L'armée a déclaré mardi avoir gagné."),
        ("fr", "Un colonel a indiqué à l'AFP mardi."),
        ("fr", "Mardi, l'armée a annoncé un raid."),
        ("fr", "C'est ce que dit un communiqué publié mardi."),
        ("fr", "Le groupe a revendiqué mardi cette attaque."),
    ],
)
def test_a_date_beside_a_verb_of_saying_tells_when_it_was_said(language: str, text: str) -> None:
    mention = only(text, language)
    assert mention.is_reporting_time
    assert mention.first == dt.date(2024, 6, 11)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen attacked the town on Tuesday."),
        ("en", "On Tuesday, gunmen attacked the town, the army said."),
        ("en", "The army said gunmen attacked the town on Tuesday."),
        ("fr", "Des hommes armés ont attaqué la ville mardi."),
        ("fr", "L'armée a dit que la ville avait été attaquée mardi."),
        ("fr", "Mardi, des hommes armés ont attaqué la ville, a indiqué l'armée."),
    ],
)
def test_a_date_beside_the_deed_does_not_tell_when_it_was_said(language: str, text: str) -> None:
    assert not only(text, language).is_reporting_time


def test_a_dateline_is_known_as_one() -> None:
    mention = find_dates("BAMAKO, June 11 - The army said today it won.", "en", PUBLISHED)[0]
    assert (mention.kind, mention.is_reporting_time, mention.first) == ("dateline", True, dt.date(2024, 6, 11))
    mention = find_dates("BAMAKO, 11 juin (AFP) - L'armée a gagné.", "fr", PUBLISHED)[0]
    assert (mention.kind, mention.is_reporting_time, mention.first) == ("dateline", True, dt.date(2024, 6, 11))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It began shortly after 21:00, at 9 a.m. and 10 o'clock."),
        ("fr", "Tout a commencé vers 21h35."),
        ("en", "They may march. You may, they march 10 miles."),
        ("en", "The 1990s were calm."),
        ("fr", "Les années 1990 étaient calmes."),
        ("en", "About 2000 soldiers in Resolution 2100."),
        ("fr", "Un groupe de 2000 soldats et deux Mirage 2000."),
        ("en", "Attacks have grown in recent weeks."),
        ("fr", "Les attaques se multiplient ces derniers mois."),
        ("en", "The Friday prayer and every Monday."),
        ("fr", "La prière du vendredi et tous les lundis."),
        ("fr", "Le Mouvement du 5 juin appelle à marcher."),
        ("en", "It was 30 February and June 31."),
        ("en", "A 10-year-old boy."),
        ("en", "It opened on 03/04/2020."),
    ],
)
def test_what_is_no_date_is_left_alone(language: str, text: str) -> None:
    assert find_dates(text, language, PUBLISHED) == []


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "He was jailed for two years.", "duration"),
        ("fr", "Il a été détenu pendant deux ans.", "duration"),
        ("en", "He fled more than two years ago.", "vague"),
        ("fr", "Il a fui il y a plus de deux ans.", "vague"),
        ("en", "The following Monday he fled.", "relative_event"),
        ("fr", "Le lundi suivant, il a fui.", "relative_event"),
    ],
)
def test_words_that_fix_no_day_give_none(language: str, text: str, kind: str) -> None:
    mention = only(text, language)
    assert (mention.kind, mention.first, mention.last) == (kind, None, None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On Sunday, June 10, he fled."),
        ("fr", "Il a fui dimanche 10 juin."),
    ],
)
def test_a_weekday_that_is_a_day_off_its_date_leaves_both_days(language: str, text: str) -> None:
    mention = only(text, language)
    assert (mention.first, mention.last) == (dt.date(2024, 6, 9), dt.date(2024, 6, 10))


def test_after_a_preposition_a_month_is_not_read_with_the_number_that_follows() -> None:
    assert only("In May 10 people died.", "en").text == "May"
    assert only("On May 10 people fled.", "en").text == "May 10"


def test_a_date_is_not_read_across_paragraphs() -> None:
    assert [m.text for m in find_dates("He fled in June\n\n2015 people remain.", "en", PUBLISHED)] == ["June"]


@pytest.mark.parametrize("name", ["March", "march"])
def test_an_english_month_needs_its_capital(name: str) -> None:
    assert bool(find_dates(f"They left in {name}.", "en", PUBLISHED)) == name.istitle()


def test_a_french_month_is_read_without_its_accent_too() -> None:
    assert only("Il a fui le 24 DECEMBRE 2020.", "fr").first == dt.date(2020, 12, 24)


WORDS = (
    "Monday lundi dimanche Friday March mars May mai 5 31 2012 2020 1er last next this year week month days ago "
    "il y a depuis since until jusqu'à two deux une dizaine de jours ans mois dernier prochain between and from to "
    "entre et le du au nuit dans la semaine - / 07 , . 's earlier later plus tard tôt après before the in en "
    "said a déclaré will \n decade-old 100000"
).split(" ")
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=16).map(" ".join))
DAYS = st.one_of(st.none(), st.dates())


@given(TEXTS, st.sampled_from(["en", "fr"]), DAYS)
def test_on_any_text_and_day_spans_lie_in_order_and_intervals_do_not_cross(
    text: str, language: str, published: dt.date | None
) -> None:
    found = find_dates(text, language, published)
    end = 0
    for m in found:
        assert end <= m.start < m.end <= len(text)
        assert text[m.start : m.end] == m.text
        assert m.first is None or m.last is None or m.first <= m.last
        assert (m.precision == "unknown") == (not m.is_resolved)
        end = m.end
    assert found == find_dates(text, language, published)


@given(st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2090, 1, 1)), st.integers(min_value=0, max_value=6))
def test_a_past_weekday_is_that_weekday_within_the_last_seven_days(published: dt.date, weekday: int) -> None:
    name = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")[weekday]
    mention = only(f"Ils ont fui {name}.", "fr", published)
    assert mention.first is not None
    assert mention.first.weekday() == weekday
    assert dt.timedelta(0) <= published - mention.first < dt.timedelta(7)


@given(
    st.dates(),
    st.integers(min_value=-40000, max_value=40000),
    st.sampled_from(["day", "week", "month", "year", "decade"]),
)
def test_a_shifted_day_is_a_day_or_none_and_zero_steps_stay(start: dt.date, count: int, unit: str) -> None:
    moved = calendar.shift(start, count, unit)
    assert moved is None or (moved >= start) == (count >= 0)
    assert calendar.shift(start, 0, unit) == start


@given(
    st.dates(min_value=dt.date(2, 1, 1), max_value=dt.date(9998, 1, 1)),
    st.sampled_from(["day", "week", "month", "year"]),
)
def test_a_unit_of_the_calendar_holds_its_day(inside: dt.date, unit: str) -> None:
    first, last = calendar.span_of(inside, unit)
    assert first <= inside <= last
