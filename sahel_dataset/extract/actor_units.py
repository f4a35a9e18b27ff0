"""The text cut into units: names of actors, persons, countries, nouns and modifiers of descriptions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from sahel_dataset.extract.actor_words import JOINED, Phrases, Words, fold
from sahel_dataset.knowledge.actor_list import (
    ActorName,
    Person,
    actor_names,
    nigerian_states,
    people,
)
from sahel_dataset.knowledge.read import countries, lexicon, names_that_are_no_country

__all__ = [
    "APPOSED",
    "CAPITAL",
    "COUNTRY",
    "DEMONYM",
    "HEAD",
    "LINKED",
    "MOD",
    "NAME",
    "NAMING",
    "NOTHING",
    "PERSON",
    "STATE",
    "THOUGHT",
    "Grammar",
    "Head",
    "Unit",
    "cut",
    "grammar",
]

NAME: Final = "name"
PERSON: Final = "person"
STATE: Final = "state"
COUNTRY: Final = "country"
DEMONYM: Final = "demonym"
CAPITAL: Final = "capital"
NOTHING: Final = "nothing"
HEAD: Final = "head"
MOD: Final = "modifier"
LINKED: Final = "linked"
NAMING: Final = "naming"
THOUGHT: Final = "thought"
APPOSED: Final = "apposed"

# Of two readings of the same words, the first in this list holds; a noun that is also a modifier is both.
_ORDER = {
    kind: i
    for i, kind in enumerate(
        (STATE, NAME, NOTHING, PERSON, COUNTRY, CAPITAL, DEMONYM, LINKED, NAMING, THOUGHT, APPOSED, HEAD, MOD)
    )
}


@dataclass(frozen=True, slots=True)
class Head:
    """A noun of the lexicon: its category, ``singular`` or ``plural``, and ``m``, ``f`` or ``neuter``."""

    category: str
    number: str
    gender: str


@dataclass(slots=True)
class Unit:
    """A stretch of words that the lexicons or lists know.

    Attributes
    ----------
    first, last : int
        Its first and last word.
    kind : str
        The reading that holds.
    country : str or None
        For countries, demonyms and capitals, the ISO code; for states of Nigeria, the state's name.
    names : list[ActorName]
        For names, the actors that may be meant.
    persons : list[Person]
        For persons.
    heads : list[Head]
        For nouns, the categories they may be of; the first is the usual one.
    modifiers : list[str]
        Modifiers that the same words are.
    in_dateline : bool
        Whether it stands where the text says where it was written ("DAKAR, Senegal (AP) —").
    """

    first: int
    last: int
    kind: str
    country: str | None = None
    names: list[ActorName] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    modifiers: list[str] = field(default_factory=list)
    in_dateline: bool = False


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of one language, ready for looking up."""

    language: str
    phrases: Phrases
    definite: frozenset[str]
    indefinite: frozenset[str]
    fillers: frozenset[str]
    participles: frozenset[str]
    of: frozenset[str]
    inside: frozenset[str]
    linked_suffix: frozenset[str]
    locative: frozenset[str]
    neighbouring: frozenset[str]
    ranks: frozenset[str]
    adjectives: frozenset[str]
    telling_adjectives: frozenset[str]
    of_force: frozenset[str]
    before_nouns: frozenset[str]
    prenominal: frozenset[str]
    quantities: frozenset[str]
    with_article: frozenset[str]
    group_nouns: frozenset[str]
    possessives: frozenset[str]
    place_before: frozenset[str]
    place_after: frozenset[str]
    titles: frozenset[str]
    not_names: frozenset[str]
    branches: frozenset[str]
    given_names: frozenset[str]
    state_names: dict[str, str]
    organisation_words: dict[str, str]


_NUMBERS = {"singular": ("singular", "neuter"), "plural": ("plural", "neuter")} | {
    key: ({"s": "singular", "p": "plural"}[key[1]], key[0]) for key in ("ms", "mp", "fs", "fp")
}


def _words(listed: list[str] | None) -> frozenset[str]:
    return frozenset(fold(str(word)) for word in listed or ())


@cache
def grammar(language: str) -> Grammar:
    """Return the grammar of a language (``en`` or ``fr``), built once per process.

    Raises
    ------
    FileNotFoundError
        If there is no lexicon of that language.
    """
    words: dict[str, Any] = lexicon(language, "actors")
    phrases = Phrases()
    for listed in actor_names():
        if listed.language in {"mul", language}:
            phrases.add(listed.name, (NAME, listed))
    for person in people():
        for name in person.names:
            phrases.add(name, (PERSON, person))
        if person.is_known_by_family_name:
            phrases.add(person.names[0].split()[-1], (PERSON, person))
    for state in nigerian_states():
        for form in _state_forms(state, language):
            phrases.add(form, (STATE, state))
    for iso2, country in countries().items():
        for name in country.names[language]:
            phrases.add(name, (COUNTRY, iso2))
        for name in country.capitals[language]:
            phrases.add(name, (CAPITAL, iso2))
        for name in country.demonyms[language]:
            phrases.add(name, (DEMONYM, iso2), respect_capitals=language == "en")
    for trap in names_that_are_no_country(language):
        phrases.add(trap, (NOTHING, None))
    for trap in words["not_actors"]:
        phrases.add(trap, (NOTHING, None), respect_capitals=False)
    for category, forms in words["heads"].items():
        for key, listed in forms.items():
            number, gender = _NUMBERS[key]
            for form in listed:
                head = Head(category, number, gender)
                phrases.add(form, (HEAD, head), respect_capitals=False, respect_accents=True)
    for modifier, listed in words["modifiers"].items():
        for form in listed:
            phrases.add(form, (MOD, modifier), respect_capitals=False)
    for form in words["linked"]:
        phrases.add(form, (LINKED, None), respect_capitals=False)
    for form in words["thought"]:
        phrases.add(form, (THOUGHT, None), respect_capitals=False)
    for form in words["apposed"]:
        phrases.add(form, (APPOSED, None), respect_capitals=False)
    for form in words["naming"]:
        phrases.add(form, (NAMING, None), respect_capitals=False)
    phrases.freeze()
    return Grammar(
        language=language,
        phrases=phrases,
        definite=_words(words["determiners"]["definite"]),
        indefinite=_words(words["determiners"]["indefinite"]),
        fillers=_words(words["fillers"]),
        participles=_words(words.get("participles")),
        of=_words(words["of"]),
        inside=_words(words["in"]),
        linked_suffix=_words(words["linked_suffix"]),
        locative=_words(words["locative"]),
        neighbouring=_words(words["neighbouring"]),
        ranks=_words(words["ranks"]),
        adjectives=_words(words["adjectives"]),
        telling_adjectives=_words(words.get("telling_adjectives")),
        of_force=_words(words["of_force"]),
        before_nouns=_words(words.get("before_nouns")),
        prenominal=_words(words.get("prenominal")),
        quantities=_words(words.get("quantities")),
        with_article=_words(words["with_article"]),
        group_nouns=_words(words["group_nouns"]),
        possessives=_words(words["possessives"]),
        place_before=_words(words["place_before"]),
        place_after=_words(words["place_after"]),
        titles=_words(words["titles"]),
        not_names=_words(words["not_names"]),
        branches=_words(words["branches"]),
        given_names=_words(words["given_names"]),
        # Niger is a country first, Delta and Plateau are words.
        state_names={
            fold(s): s for s in nigerian_states() if " " not in s and s not in {"Niger", "Delta", "Plateau", "Rivers"}
        },
        organisation_words={
            fold(word): kind for kind, listed in reversed(words["organisation_words"].items()) for word in listed
        },
    )


def _state_forms(state: str, language: str) -> list[str]:
    if language == "fr":
        return [f"État de {state}", f"État du {state}"] if state != "Niger" else ["État de Niger"]
    parts = ["State", "state", "East", "West", "North", "South", "Central"]
    return [f"State of {state}", *(f"{state} {part}" for part in parts)]


def cut(words: Words, rules: Grammar) -> list[Unit]:
    """Cut a text into units: the longest readings that do not overlap, in the order of the text."""
    best: dict[tuple[int, int], list[tuple[str, Any]]] = {}
    for found in rules.phrases.find(words):
        best.setdefault((found.first, found.last), []).extend(found.values)
    # « soldats de l'armée » may take "de l'armée" as its modifier; « attaque de l'armée » is the army's.
    ends = {last for (_, last), readings in best.items() if any(kind in {HEAD, DEMONYM, MOD} for kind, _ in readings)}
    units: list[Unit] = []
    taken = bytearray(len(words))
    for first, last in sorted(best, key=lambda span: (span[0] - span[1], span[0])):
        if any(taken[first : last + 1]):
            continue
        readings = best[first, last]
        if first - 1 not in ends and words.folded[first] in rules.of and all(kind == MOD for kind, _ in readings):
            continue
        taken[first : last + 1] = b"\x01" * (last - first + 1)
        units.append(_unit(first, last, readings))
    units.sort(key=lambda unit: unit.first)
    _drop_names_of_other_things(words, units, rules)
    for line in _DATELINE.finditer(words.text):
        for unit in units:
            unit.in_dateline |= line.start() <= words.starts[unit.first] < line.end()
    return units


# A paragraph that opens with a town in capitals, or with a town and an agency in brackets, and a dash.
_DATELINE = re.compile(
    r"(?m)^[ \t]*(?:[A-ZÀ-Ý][A-ZÀ-Ý'’. -]{2,25}(?:[,/][^\n()—–]{2,30})?(?:\([^()\n]{2,25}\))?"
    r"|[A-ZÀ-Ý][\w'’ -]{2,25}(?:,[^\n()—–]{2,30})?\([^()\n]{2,25}\))[ \t,]*(?:--|—|–|-)[ \t]"
)


def _drop_names_of_other_things(words: Words, units: list[Unit], rules: Grammar) -> None:
    """Let no country be part of another name: "Chad Smith", « France Médias »."""
    known = {unit.first for unit in units}
    for unit in units:
        following = unit.last + 1
        if unit.kind != COUNTRY or following >= len(words) or words.gaps[following] != JOINED or following in known:
            continue
        if words.is_capitalised(following) and words.folded[following] not in rules.not_names:
            if words.raw(following).isdigit() or words.is_headline(words.sentences[unit.first]):
                continue
            unit.kind = NOTHING


def _unit(first: int, last: int, readings: list[tuple[str, Any]]) -> Unit:
    kind = min((reading for reading, _ in readings), key=_ORDER.__getitem__)
    unit = Unit(first, last, kind)
    for reading, value in readings:
        if reading == NAME:
            unit.names.append(value)
        elif reading == PERSON:
            unit.persons.append(value)
        elif reading == HEAD:
            unit.heads.append(value)
        elif reading == MOD:
            unit.modifiers.append(value)
        elif reading == kind:
            unit.country = value
    return unit
