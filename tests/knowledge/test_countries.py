"""What the list of countries promises to every stage that matches its words."""

from __future__ import annotations

import pytest

from sahel_dataset.knowledge.read import KNOWLEDGE, countries, knowledge_digest, names_that_are_no_country, read_yaml

LANGUAGES = ("en", "fr")


def test_every_country_has_a_name_and_a_french_article():
    for iso2, country in countries().items():
        assert len(iso2) == 2
        assert iso2.isupper()
        assert country.article in {"le", "la", "les"}
        assert all(country.names[language] for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["names", "demonyms"])
def test_no_name_or_people_belongs_to_two_countries(kind, language):
    owners: dict[str, set[str]] = {}
    for iso2, country in countries().items():
        for word in getattr(country, kind)[language]:
            owners.setdefault(word.casefold(), set()).add(iso2)
    assert {word: isos for word, isos in owners.items() if len(isos) > 1} == {}


@pytest.mark.parametrize(
    ("iso2", "language", "word"),
    [
        ("NE", "en", "Nigerien"),
        ("NG", "en", "Nigerian"),
        ("NE", "fr", "nigérienne"),
        ("NG", "fr", "nigériane"),
        ("BF", "en", "Burkinabe"),
        ("BF", "fr", "burkinabè"),
        ("ML", "fr", "maliennes"),
        ("TD", "fr", "tchadien"),
        ("CI", "fr", "ivoiriens"),
    ],
)
def test_peoples_are_inflected_and_neighbours_kept_apart(iso2, language, word):
    assert [c for c, country in countries().items() if word in country.demonyms[language]] == [iso2]


@pytest.mark.parametrize(
    ("iso2", "language", "name"),
    [
        ("NE", "en", "Niger Republic"),
        ("NE", "fr", "République du Niger"),
        ("CI", "en", "Ivory Coast"),
        ("CI", "en", "Côte d'Ivoire"),
        ("GN", "en", "Guinea"),
        ("GW", "en", "Guinea-Bissau"),
        ("GQ", "en", "Equatorial Guinea"),
    ],
)
def test_other_names_are_known(iso2, language, name):
    assert name in countries()[iso2].names[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_country_is_not_listed_as_one(language):
    names = {name for country in countries().values() for name in country.names[language]}
    assert names.isdisjoint(names_that_are_no_country(language))


def test_the_digest_changes_with_the_files_and_only_with_them():
    assert knowledge_digest() == knowledge_digest()
    assert len(knowledge_digest()) == 64


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(FileNotFoundError, match=r"nowhere\.yaml"):
        read_yaml("nowhere.yaml")


def test_every_knowledge_file_can_be_read():
    for path in sorted(KNOWLEDGE.rglob("*.yaml")):
        assert read_yaml(path.relative_to(KNOWLEDGE).as_posix())
