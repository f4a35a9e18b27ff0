"""Links to other stories that were run into a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_dataset.ingest.inline import without_teasers
from sahel_dataset.ingest.spans import MappedText


@pytest.mark.parametrize(
    ("language", "run", "left"),
    [
        (
            "fr",
            "Le poste a brûlé. Lire aussi : Trois villages vidés près de Dounfa Les gardes ont fui.",
            "Le poste a brûlé. Les gardes ont fui.",
        ),
        (
            "fr",
            "Le poste a brûlé. A lire aussi: Le mil manque à Garou La route reste fermée Cette attaque est la troisième.",
            "Le poste a brûlé. Cette attaque est la troisième.",
        ),
        (
            "fr",
            "Le poste a brûlé. Lire aussi : Qui tient encore la route de Garou ? Tout cela inquiète.",
            "Le poste a brûlé. Tout cela inquiète.",
        ),
        (
            "fr",
            "Le poste a brûlé. Lire aussi : Le maire a démenti mardi. Il parle de rumeurs.",
            "Le poste a brûlé. Le maire a démenti mardi. Il parle de rumeurs.",
        ),
        (
            "fr",
            "Le poste a brûlé. Lire aussi: « Nous avons tout vu », dit un garde.",
            "Le poste a brûlé. « Nous avons tout vu », dit un garde.",
        ),
        (
            "fr",
            "Le poste a brûlé. A surtout lire sur Radio Dounfa : Avant cela, deux gardes avaient fui.",
            "Le poste a brûlé. Avant cela, deux gardes avaient fui.",
        ),
        (
            "fr",
            "Le poste a brûlé. (Lire aussi : Garou, un an de blocus) Les gardes ont fui.",
            "Le poste a brûlé. Les gardes ont fui.",
        ),
        (
            "en",
            "The post burned. Read also: Three villages empty near Kelma The guards had fled.",
            "The post burned. The guards had fled.",
        ),
        (
            "en",
            "The post burned. READ ALSO: Police Arrest Nine In Kelma Market Raid The guards had fled.",
            "The post burned. The guards had fled.",
        ),
        (
            "en",
            "The post burned. [See also: Kelma one year on] The guards had fled.",
            "The post burned. The guards had fled.",
        ),
        (
            "en",
            "The post burned. Read more: Who still holds the Kelma road? The guards had fled.",
            "The post burned. The guards had fled.",
        ),
    ],
)
def test_a_link_is_taken_out_and_the_article_goes_on(language, run, left):
    assert without_teasers(MappedText.whole(run), language).text == left


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "On peut lire aussi dans ce rapport que le maire était absent."),
        ("fr", "Le ministre Jean Le Drian a dit non. La France se retire."),
        ("fr", "Il faut lire : ce texte dit tout."),
        ("en", "Residents can read more in the report, which names nine officers."),
        ("en", "See how they live: with nothing."),
        ("en", "The UN The group works with did not answer."),
    ],
)
def test_a_sentence_with_the_same_words_stays(language, sentence):
    assert without_teasers(MappedText.whole(sentence), language).text == sentence


LONG = "Les gardes ont quitté le poste au mois de mars et la population a protesté devant la mairie. " * 5


def test_a_bare_headline_in_a_page_of_one_run_is_taken_out():
    run = LONG + "Arrestation de neuf voleurs de bétail à Dounfa Lors d’une fouille, deux fusils ont été saisis."
    left = without_teasers(MappedText.whole(run), "fr", is_whole_page=True).text
    assert left == LONG + "Lors d’une fouille, deux fusils ont été saisis."


def test_headlines_after_the_last_full_stop_of_such_a_page_are_taken_off():
    run = LONG.strip() + " Dounfa : la grève des enseignants Football : neuf buts à Garou"
    assert without_teasers(MappedText.whole(run), "fr", is_whole_page=True).text == LONG.strip()


def test_a_last_sentence_without_its_full_stop_stays():
    run = LONG + "Le gouverneur a promis une patrouille"
    assert without_teasers(MappedText.whole(run), "fr", is_whole_page=True).text == run


@given(st.text(alphabet='Lire aussi : Le poste a brûlé. ?!"«»()[]', max_size=120), st.booleans())
def test_any_text_is_only_ever_cut(text, whole):
    left = without_teasers(MappedText.whole(text), "fr", is_whole_page=whole)
    for start, end, at in left.spans:
        assert left.text[start:end] == text[at : at + end - start]
