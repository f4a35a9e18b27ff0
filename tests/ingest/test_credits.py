"""Bylines, datelines and sign-offs."""

from __future__ import annotations

import datetime as dt

import pytest

from sahel_dataset.ingest.agencies import agency_of_house, find_agency
from sahel_dataset.ingest.credits import read_head, without_sign_off
from sahel_dataset.ingest.datelines import without_dateline
from sahel_dataset.ingest.lines import split_lines
from sahel_dataset.ingest.spans import MappedText

REST = "Gunmen stopped a bus on Monday, the army said."
RESTE = "Des hommes armés ont arrêté un bus lundi, selon l’armée."


@pytest.mark.parametrize(
    ("opening", "agency", "date"),
    [
        ("BAMAKO, March 25 (Reuters) - ", "Reuters", None),
        ("BAMAKO (Reuters) – ", "Reuters", None),
        ("BAMAKO, Mali (AP) — ", "AP", None),
        ("N'DJAMENA, March 25 - ", None, None),
        ("LAGOS, Nigeria — ", None, None),
        ("Niamey, Niger — ", None, None),
        ("OUAGADOUGOU, July 31 (Xinhua) -- ", "Xinhua", None),
        ("GAO, 3 May 2012 (IRIN) - ", "The New Humanitarian", dt.date(2012, 5, 3)),
        ("Abuja, 3 May 2012 - ", None, dt.date(2012, 5, 3)),
        ("(AFP) - ", "AFP", None),
        ("DAKAR/BAMAKO (Reuters) - ", "Reuters", None),
        ("Published: March 3, 2021 at 10:15 | ", None, dt.date(2021, 3, 3)),
        ("By A. WRITER, Associated Press GAO, Mali (AP) — ", "AP", None),
    ],
)
def test_an_english_dateline_is_taken_off(opening, agency, date):
    rest, credits = without_dateline(MappedText.whole(opening + REST), "en")
    assert rest.text == REST
    assert credits.agency == agency
    assert (credits.published.date if credits.published else None) == date


@pytest.mark.parametrize(
    ("opening", "agency", "date"),
    [
        ("Bamako, 25 mars 2021 (AFP) - ", "AFP", dt.date(2021, 3, 25)),
        ("Bamako (AFP) – ", "AFP", None),
        ("NIAMEY, le 12 mai (ANP) – ", "ANP", None),
        ("Ouagadougou – ", None, None),
        ("Publié le : 25/03/2021 - 21:35Modifié le : 26/03/2021 - 08:00 ", None, dt.date(2021, 3, 25)),
        ("AFP, publié le vendredi 12 mars 2021 à 21h35 ", "AFP", dt.date(2021, 3, 12)),
        ("Le Relais avec AFP, publié le 1er mars 2021 à 9h05 ", "AFP", dt.date(2021, 3, 1)),
    ],
)
def test_a_french_dateline_is_taken_off(opening, agency, date):
    rest, credits = without_dateline(MappedText.whole(opening + RESTE), "fr")
    assert rest.text == RESTE
    assert credits.agency == agency
    assert (credits.published.date if credits.published else None) == date


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Mali – the largest of the three – has closed its border, and nobody knows for how long.", "en"),
        ("JNIM - an al-Qaeda affiliate - claimed the attack in a message on Tuesday evening.", "en"),
        ("The army (FAMa) said on Monday that it had lost contact with a patrol.", "en"),
        ("On March 25 the army said - for the first time - that it had withdrawn.", "en"),
        ("Published in 2019, the report names nine officers.", "en"),
        ("Le Mali – pays enclavé – dépend des ports de ses voisins.", "fr"),
        ("Publié en janvier, le rapport met en cause neuf officiers.", "fr"),
        ("Selon l’AFP, le bilan est de douze morts - un chiffre que l’armée conteste.", "fr"),
        ("Par ailleurs, le maire de Garou (AFP) a confirmé la mort de deux gardes.", "fr"),
    ],
)
def test_a_sentence_is_not_taken_for_a_dateline(sentence, language):
    rest, credits = without_dateline(MappedText.whole(sentence), language)
    assert rest.text == sentence
    assert credits.published is None


@pytest.mark.parametrize(
    "ending", [" (AFP)", " AFP", " Reuters", " (Reuters)", " bur/sd/jhd", " Source : AFP", " © AFP", " – AFP"]
)
def test_a_sign_off_is_taken_off(ending):
    rest, _ = without_sign_off(MappedText.whole(REST + ending))
    assert rest.text == REST


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister spoke to Reuters.",
        "The village lies near Gao.",
        'He asked: "Who are they?" Nobody knew.',
        "It ended. Then Kelma burned",
    ],
)
def test_a_last_sentence_is_not_taken_for_a_sign_off(sentence):
    assert without_sign_off(MappedText.whole(sentence))[0].text == sentence


@pytest.mark.parametrize(
    ("head", "language", "byline", "agency", "date"),
    [
        ("By Our Correspondent\nMarch 3, 2021", "en", "Our Correspondent", None, dt.date(2021, 3, 3)),
        ("by\nA. Writer\nUpdated: March 5, 2021", "en", "A. Writer", None, None),
        ("Par A. Plume | Publié le 3 mars 2021 à 10h15", "fr", "A. Plume", None, dt.date(2021, 3, 3)),
        ("Le Relais avec AFP\n03/04/2021", "fr", "Le Relais avec AFP", "AFP", dt.date(2021, 4, 3)),
        ("A. Writer, Reuters\n03/04/2021", "en", "A. Writer, Reuters", "Reuters", None),
        ("Mis à jour le 4 mars 2021, publié le 3 mars 2021", "fr", None, None, dt.date(2021, 3, 3)),
        ("3 min read\nA city in the desert", "en", None, None, None),
    ],
)
def test_the_lines_under_a_headline_are_read(head, language, byline, agency, date):
    credits = read_head(split_lines(head), language)
    assert (credits.byline, credits.agency) == (byline, agency)
    assert (credits.published.date if credits.published else None) == date


def test_short_agency_names_are_no_words():
    assert find_agency("Nous avons aa apres ap") is None
    assert find_agency("Gao, AP") == "AP"


def test_what_everybody_says_of_an_agency_does_not_make_the_text_its_own():
    assert agency_of_house("Three people died, the mayor told AFP by telephone.") is None
    assert agency_of_house("Shots were heard, an AFP journalist reported.") == "AFP"
