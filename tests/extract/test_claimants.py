"""Whom a phrase in front of a verb of saying stands for."""

import pytest

from sahel_dataset.extract.actors import ActorFinder
from sahel_dataset.extract.claimants import Claimants, Who
from sahel_dataset.extract.lexicon import lexicon


def claimants_of(language: str, text: str) -> Claimants:
    return Claimants(text, ActorFinder(language).find(text), lexicon(language))


@pytest.mark.parametrize(
    ("language", "text", "verb", "expected"),
    [
        ("fr", "…, a indiqué vendredi à l'AFP une source sécuritaire.", "indiqué", [(None, "security_source")]),
        ("fr", "…, a affirmé sur Twitter l'armée du Mali.", "affirmé", [("ml_armed_forces", "military")]),
        (
            "fr",
            "…, ont raconté des habitants et l'armée du Mali.",
            "raconté",
            [(None, "witness"), ("ml_armed_forces", "military")],
        ),
        ("fr", "…, a indiqué que l'armée du Mali avançait.", "indiqué", []),
        ("en", "…, said residents of the town.", "said", [(None, "witness")]),
    ],
)
def test_a_speaker_behind_the_verb_is_the_first_that_no_preposition_governs(
    language: str, text: str, verb: str, expected: list[tuple[str | None, str]]
) -> None:
    who, _ = claimants_of(language, text).following(text.index(verb) + len(verb), len(text))
    assert [(w.actor_id, w.kind) for w in who] == expected


def test_a_pronoun_is_who_spoke_last_and_agrees() -> None:
    claimants = claimants_of("en", "The war goes on.")
    claimants.remember([Who("ml_armed_forces", "military", None)], None, 10)
    claimants.remember([Who(None, "witness", "a woman", person=True)], None, 40)
    assert claimants.pronoun("it", 80) == [Who("ml_armed_forces", "military", None)]
    assert claimants.pronoun("she", 80) == [Who(None, "witness", "a woman", person=True)]


def test_nobody_far_back_is_meant_by_a_pronoun() -> None:
    claimants = claimants_of("en", "The war goes on.")
    claimants.remember([Who("ml_armed_forces", "military", None)], None, 0)
    assert claimants.pronoun("it", 5000) == []


def test_an_unsigned_statement_is_of_the_body_that_spoke_last() -> None:
    claimants = claimants_of("en", "The war goes on.")
    claimants.remember([Who("ne_government", "government", None)], None, 0)
    claimants.remember([Who(None, "witness", None)], None, 20)
    assert claimants.last_body(60) == [Who("ne_government", "government", None)]


def test_an_official_toll_is_of_the_government_the_article_speaks_of() -> None:
    text = "The government of Niger met. The government of Niger mourns. The government of Mali sent word."
    assert [w.actor_id for w in claimants_of("en", text).authorities()] == ["ne_government"]
