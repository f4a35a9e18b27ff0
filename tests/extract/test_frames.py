"""Clause frames: who does what to whom, the same for English and French."""

from __future__ import annotations

import pytest

from sahel_dataset.extract.frames import Frame
from sahel_dataset.extract.language import parse
from sahel_dataset.extract.sentences import split_sentences

NOUNS = frozenset({"attack", "ambush", "attaque", "embuscade"})


def frame(text: str, language: str, lemma: str) -> tuple[Frame, dict[str, list[str]]]:
    for sentence in parse(text, split_sentences(text), language, NOUNS):
        for found in sentence.frames.values():
            if found.lemma == lemma:
                words = {
                    role: [text[a.start : a.end] for a in getattr(found, role)]
                    for role in ("agent", "patient", "oblique")
                }
                return found, words
    raise AssertionError(f"no frame for {lemma}")


@pytest.mark.parametrize(
    ("language", "text", "lemma", "agent", "patient"),
    [
        ("en", "Gunmen killed ten soldiers near Djibo.", "kill", "Gunmen", "ten soldiers"),
        ("fr", "Des hommes armés ont tué dix soldats près de Djibo.", "tuer", "Des hommes armés", "dix soldats"),
        ("en", "Ten soldiers were killed by gunmen.", "kill", "gunmen", "Ten soldiers"),
        ("fr", "Dix soldats ont été tués par des jihadistes.", "tuer", "des jihadistes", "Dix soldats"),
        ("en", "An ambush claimed by the rebels left five dead.", "claim", "the rebels", "An ambush"),
        (
            "fr",
            "Une embuscade revendiquée par les rebelles a fait cinq morts.",
            "revendiquer",
            "les rebelles",
            "Une embuscade",
        ),
    ],
)
def test_roles_do_not_depend_on_voice(language: str, text: str, lemma: str, agent: str, patient: str) -> None:
    _, words = frame(text, language, lemma)
    assert words["agent"] == [agent]
    assert words["patient"] == [patient]


def test_coordinated_subjects_are_separate_arguments() -> None:
    _, words = frame("The army and the police arrested two men.", "en", "arrest")
    assert words["agent"] == ["The army", "the police"]


def test_an_object_shared_by_two_verbs_belongs_to_both() -> None:
    _, words = frame("The rebels killed and wounded dozens of soldiers.", "en", "kill")
    assert words["patient"] == ["dozens of soldiers"]


@pytest.mark.parametrize(
    ("language", "text", "lemma"),
    [
        ("en", "The army did not confirm the attack.", "confirm"),
        ("fr", "L'armée n'a pas confirmé l'attaque.", "confirmer"),
        ("en", "Neither the army nor the rebels have confirmed the attack.", "confirm"),
    ],
)
def test_polarity_is_read(language: str, text: str, lemma: str) -> None:
    assert frame(text, language, lemma)[0].negated


@pytest.mark.parametrize(
    ("language", "text", "lemma", "mood"),
    [
        ("fr", "L'attaque aurait fait dix morts.", "faire", "conditional"),
        ("en", "The attack may have killed ten people.", "kill", "possible"),
        ("en", "The army will deploy troops.", "deploy", "future"),
        ("fr", "L'armée déploiera des troupes.", "déployer", "future"),
    ],
)
def test_mood_is_read(language: str, text: str, lemma: str, mood: str) -> None:
    assert frame(text, language, lemma)[0].mood == mood


@pytest.mark.parametrize(
    ("language", "text", "lemma", "role", "phrase"),
    [
        (
            "fr",
            "L'explosion a tué et blessé des dizaines de passagers.",
            "tuer",
            "patient",
            "des dizaines de passagers",
        ),
        ("fr", "Huit soldats ont été tués et 14 autres ont été blessés.", "blesser", "patient", "14"),
        ("fr", "Le groupe dit avoir « tué sept soldats » dans l'embuscade.", "tuer", "patient", "sept soldats"),
        ("fr", "Des hommes ont tué dix soldats près de Djibo.", "tuer", "patient", "dix soldats"),
        ("en", "The army said 95 villagers were killed and 19 others were missing.", "miss", "agent", "19 others"),
    ],
)
def test_each_verb_has_its_own_subject_and_object(language: str, text: str, lemma: str, role: str, phrase: str) -> None:
    _, words = frame(text, language, lemma)
    assert words[role] == [phrase]
