"""Habits of news pages, one by one, in English and French."""

from __future__ import annotations

import pytest
import yaml

from sahel_dataset.ingest.article import read_body
from sahel_dataset.ingest.furniture import phrases, plain
from sahel_dataset.ingest.records import Metadata
from sahel_dataset.knowledge.read import KNOWLEDGE

TITLE = "Two guards missing after raid on Sanfo post"
ONE = "Two guards are missing after a raid on the post of Sanfo on Monday night, the prefect said."
TWO = "The men came on motorcycles from three sides and cut the telephone line first."
THREE = "A search has begun in the hills, and the market of Sanfo will stay closed until Friday."
TITRE = "Deux gardes portés disparus après un raid à Sanfo"
UN = "Deux gardes sont portés disparus après un raid contre le poste de Sanfo, a annoncé lundi le préfet."
DEUX = "Les assaillants sont venus à moto de trois côtés et ont d’abord coupé la ligne du téléphone."
TROIS = "Des recherches ont commencé dans les collines, et le marché de Sanfo restera fermé jusqu’à vendredi."


def body(text: str, title: str | None = None) -> list[str]:
    return read_body(text, is_html=False, metadata=Metadata(title=title)).body.text.split("\n")


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            f"{TITLE}\n{ONE}\n{TWO}\n{THREE}\nThe post {TITLE} appeared first on Sahel Herald.", id="feed notice"
        ),
        pytest.param(
            f"{TITLE}\n{ONE}\n{TWO}\n{THREE} The post {TITLE} appeared first on Sahel Herald.",
            id="feed notice in the last paragraph",
        ),
        pytest.param(f"{TITLE}\nPublished on:\n{ONE}\n{TWO}\n{THREE}", id="label without its date"),
        pytest.param(f"{TITLE}\n{ONE}\n{TWO}\n{THREE}\nBy Herald News", id="byline below"),
        pytest.param(
            f"{TITLE}\n{ONE}\n{TWO}\n{THREE}\nAdditional source - AFP\n01:07\nCotton price falls\nGo to video\nCup final on Sunday",
            id="videos below",
        ),
        pytest.param(f"{TITLE}\n{ONE}\nRead Also:\n{TWO}\n{THREE}", id="empty box"),
        pytest.param(
            f"{TITLE}\nA post at the edge of town Photo Credit: A. Lens (Archive)\n1min read\n{ONE}\n{TWO}\n{THREE}",
            id="caption and reading time",
        ),
        pytest.param(
            f"{TITLE}\nA soldier stands guard in the market of Sanfo in a picture taken two years ago (AP Photo/A. Lens)\n{ONE}\n{TWO}\n{THREE}",
            id="long caption",
        ),
        pytest.param(
            f"{TITLE}\n{ONE}\n{TWO}\n{THREE}ANI | Sanfo | Updated: 22-04-2021 12:03 IST | Created: 22-04-2021 12:03 IST",
            id="stamp against the last word",
        ),
        pytest.param(
            f"{TITLE}\nHerald TeamAssociated PressSANFO, Mali — {ONE}\n{TWO}\n{THREE}".replace("Herald Team", ""),
            id="agency against the dateline",
        ),
        pytest.param(f"{TITLE}\n{ONE}\n{TWO}\n“{TWO}”\n{THREE}", id="pull quote"),
        pytest.param(f"{TITLE}\n{ONE}\nBy A. Writer\n12/03/2021\n{ONE}\n{TWO}\n{THREE}", id="standfirst told twice"),
        pytest.param(f"{TITLE}\nNairobi\n– {ONE}\n{TWO}\n{THREE}", id="dateline on a line of its own"),
        pytest.param(f"Home   News   Sport   Video   Contact\n{TITLE}\n{ONE}\n{TWO}\n{THREE}", id="menu in one line"),
        pytest.param(
            f"We use cookies to give you the best experience on our site. By continuing to browse you agree.\n{TITLE}\n{ONE}\n{TWO}\n{THREE}",
            id="cookie notice",
        ),
        pytest.param(
            f"{TITLE}\nListen to this article\n0:00 / 2:14\nShare\n{ONE}\n{TWO}\n{THREE}\nFollow us on WhatsApp\nTags: Sanfo, raid",
            id="player and tags",
        ),
    ],
)
@pytest.mark.parametrize("title", [None, TITLE])
def test_an_english_habit_leaves_the_article_alone(page, title):
    assert body(page, title) == [ONE, TWO, THREE]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            f"{TITRE}\n{UN}\n{DEUX}\n{TROIS}\nL’article {TITRE} est apparu en premier sur Le Relais.", id="feed notice"
        ),
        pytest.param(
            f"{TITRE}\nPublié le jeudi 18 mars 2021  |  RFI\n© Autre presse par DR\n{UN}\nAvec notre envoyée spéciale à Sanfo, A. Plume\n{DEUX}\n{TROIS}\n... suite de l'article sur RFI\nCommentaires",
            id="portal",
        ),
        pytest.param(
            f"{TITRE}\nLe 06/11/2017 à 14h59, mis à jour le 06/11/2017 à 15h32\n{UN}\n{DEUX}\n{TROIS}", id="two dates"
        ),
        pytest.param(
            f"{TITRE}\n{UN}\n{DEUX}\n{TROIS}\nA. Plume\n\nMercredi 17 Septembre 2025 - 09:46",
            id="signature and date below",
        ),
        pytest.param(f"{TITRE}\n{UN}\n{DEUX}\n{TROIS}\nRédaction\nJournaliste", id="signature of the desk"),
        pytest.param(
            f"{TITRE}\nPar Le Relais avec AFP\nTemps de lecture : 2 min.\n{UN}\n{DEUX}\nLire aussi Sanfo, un an après\n{TROIS}",
            id="newspaper",
        ),
        pytest.param(
            f"Rechercher\nMENU\n{TITRE}\n{TITRE}\nPartager\nImprimer\n{UN}\n{DEUX}\n{TROIS}\nSoyez le premier à réagir\nVotre nom",
            id="buttons",
        ),
        pytest.param(
            f"{TITRE}\nUn poste près de Sanfo (image d’illustration)\n{UN}\n{DEUX}\n{TROIS}\nLes plus lus\nLe coton baisse\nLa coupe dimanche",
            id="caption and list",
        ),
    ],
)
@pytest.mark.parametrize("title", [None, TITRE])
def test_a_french_habit_leaves_the_article_alone(page, title):
    assert body(page, title) == [UN, DEUX, TROIS]


def test_a_date_below_the_article_is_its_date():
    reading = read_body(
        f"{TITRE}\n{UN}\n{DEUX}\n{TROIS}\nA. Plume\n\nMercredi 17 Septembre 2025 - 09:46", is_html=False
    )
    assert str(reading.credits.published.date) == "2025-09-17"


def test_a_date_between_standfirst_and_text_is_its_date():
    reading = read_body(f"{TITRE}\n{UN}\nLe 06/11/2017 à 14h59\n{DEUX}\n{TROIS}", is_html=False)
    assert str(reading.credits.published.date) == "2017-11-06"


def test_lines_torn_at_a_column_are_joined_also_before_a_capital():
    torn = (
        "Fighters of the group known as Red\nBelt burned the school of Sanfo and\nthe house of its head on Sunday, and\n"
        "left a letter that forbids all\nteaching in the villages of the Upper\nValley until further notice, as\n"
        "they had done before in the town of\nKelma, where forty schools have been\nclosed since the end of the rains.\n"
    )
    assert body(f"{TITLE}\n\n{torn}", TITLE) == [" ".join(torn.split())]


@pytest.mark.parametrize(
    "sentence",
    [
        "The group first appeared on the border in 2016, when it burned three schools.",
        "The post of Sanfo was the first to fall, and nobody appeared on the radio that night.",
        "Read in the mosques on Friday, the letter forbids all trade with the town.",
        "By Monday evening the road was open again, said the prefect of Sanfo.",
        "See the map, the officer said: there is no other road to Kelma.",
        "More than forty schools have been closed since the end of the rains.",
        "Photographs of the dead were shown on state television on Sunday evening.",
        "Updated figures will be given on Friday, the health minister promised.",
    ],
)
def test_a_sentence_that_begins_like_furniture_stays(sentence):
    assert body(f"{TITLE}\n{ONE}\n{sentence}\n{THREE}", TITLE) == [ONE, sentence, THREE]


@pytest.mark.parametrize(
    "sentence",
    [
        "Publié mercredi, le communiqué de l’armée ne dit rien des deux gardes.",
        "À voir les traces, les assaillants étaient une vingtaine, estime le préfet.",
        "Partager l’eau du puits est devenu une source de querelles dans le village.",
        "Par la suite, la route de Kelma a été rouverte sous escorte.",
        "Selon le préfet, le poste n’avait plus reçu de munitions depuis février.",
        "Photos à l’appui, l’état-major affirme que le camp est tenu.",
    ],
)
def test_une_phrase_qui_commence_comme_un_bouton_reste(sentence):
    assert body(f"{TITRE}\n{UN}\n{sentence}\n{TROIS}", TITRE) == [UN, sentence, TROIS]


def test_a_title_may_hold_a_date_or_end_in_a_question_mark():
    for title in ("What happened at Sanfo on 12 March 2021", "Who burned the school of Sanfo?"):
        reading = read_body(f"Home\nNews\n{title}\n\n{ONE}\n{TWO}\n{THREE}", is_html=False)
        assert reading.title is not None
        assert reading.title.text == title


def test_lists_of_furniture_hold_words_only():
    for path in sorted((KNOWLEDGE / "furniture").glob("??.yaml")):
        for name, entries in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            assert isinstance(entries, str) or all(isinstance(entry, str) and plain(entry) for entry in entries), (
                path.name,
                name,
            )
    assert phrases().longest < 20
