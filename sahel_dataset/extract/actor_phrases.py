"""Descriptions of actors: a noun of the lexicon with its determiner, modifiers, nationality and names.

English builds to the left of the noun ("three suspected Islamist *militants*"), French to the right
(« trois *militants* islamistes présumés »): the two are in `actor_english` and `actor_french`. The result
are drafts, which `actor_complements` joins and `actor_resolver` turns into mentions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

from sahel_dataset.extract.actor_units import (
    CAPITAL,
    COUNTRY,
    DEMONYM,
    HEAD,
    MOD,
    NAME,
    PERSON,
    STATE,
    Grammar,
    Unit,
)
from sahel_dataset.extract.actor_words import JOINED, PAUSE, Words
from sahel_dataset.knowledge.actor_list import ActorName, Person, descriptions

__all__ = ["Describer", "Draft", "category", "inherit_nationality"]


@cache
def category(name: str) -> dict[str, Any]:
    """Return what a category of description stands for (``actors/descriptions.yaml``)."""
    found: dict[str, Any] = descriptions()["categories"][name]
    return found


@dataclass(slots=True, eq=False)
class Draft:
    """A mention in the making.

    Attributes
    ----------
    first, last, head_first, head_last : int
        Words of the phrase and of its noun.
    source : str
        ``name``, ``person``, ``description``, ``country`` (a country or capital that may stand for its
        government), ``adjective`` (of an act: « une attaque jihadiste ») or ``local`` (an organisation that the
        article introduces).
    category : str
        Of a description; else empty.
    names, persons : list
        Who may be meant, of a name or person.
    country, state : str or None
        The nationality given; the state of Nigeria given.
    seat : str or None
        The country that the phrase says it is in.
    modifiers : set[str]
        Modifiers of the noun.
    definite : bool or None
        True after "the", False after "a", "some" or a number, None for a bare noun.
    owner : Draft or None
        The body or group it is said to belong to or speak for.
    linked : list[ActorName]
        Whom it is said to be linked to, without being it.
    regions : set[str]
        ``sahel``, ``west_africa``, ``north_africa`` where the phrase says so.
    person_name : str or None
        The name of the person described, where one follows.
    possessive : bool
        Whether "its" or "their" stands before it.
    aside : bool
        Whether it is only named as whom somebody else is linked to.
    nested : bool
        Whether it has become a part of another.
    """

    first: int
    last: int
    head_first: int
    head_last: int
    source: str
    category: str = ""
    number: str = "singular"
    gender: str = "neuter"
    names: list[ActorName] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    actor_id: str | None = None
    country: str | None = None
    state: str | None = None
    seat: str | None = None
    modifiers: set[str] = field(default_factory=set)
    definite: bool | None = None
    owner: Draft | None = None
    linked: list[ActorName] = field(default_factory=list)
    regions: set[str] = field(default_factory=set)
    person_name: str | None = None
    possessive: bool = False
    aside: bool = False
    nested: bool = False


_BORDER = frozenset("border borders frontiere frontieres".split())
_REGIONS = frozenset({"sahel", "west_africa", "north_africa"})


class Describer:
    """Builds the drafts of one text; what depends on the language is in its subclasses."""

    def __init__(self, words: Words, units: list[Unit], rules: Grammar) -> None:
        self.words = words
        self.rules = rules
        self.units = units
        self.at: list[Unit | None] = [None] * len(words)
        for unit in units:
            for i in range(unit.first, unit.last + 1):
                self.at[i] = unit
        self.taken: set[int] = set()
        self.drafts: list[Draft] = []

    def run(self) -> list[Draft]:
        """Return the drafts of the text in order."""
        for unit in self.nouns():
            if unit.first in self.taken or not self.is_noun(unit):
                continue
            draft = self.described(unit)
            if draft is not None:
                self.drafts.append(draft)
                self.drafts += self.siblings(draft)
        for unit in self.units:
            if unit.first not in self.taken:
                self._name(unit)
        self.drafts.sort(key=lambda d: (d.first, -d.last))
        inherit_nationality(self.words, self.drafts, backwards=self.rules.language == "fr")
        return self.drafts

    def nouns(self) -> list[Unit]:
        """Return the nouns in the order in which descriptions are built around them."""
        return [unit for unit in self.units if unit.kind == HEAD]

    def is_noun(self, unit: Unit) -> bool:
        """Tell whether a word that may be a noun of the lexicon is one here."""
        raise NotImplementedError

    def extend(self, draft: Draft) -> None:
        """Take what belongs to the noun into the draft."""
        raise NotImplementedError

    def siblings(self, draft: Draft) -> list[Draft]:
        """Return drafts for further nationalities that share the noun ("French and Malian troops")."""
        raise NotImplementedError

    def described(self, unit: Unit) -> Draft | None:
        """Return the description built around a noun, or None where it means nobody."""
        head = unit.heads[0]
        draft = Draft(
            unit.first,
            unit.last,
            unit.first,
            unit.last,
            "description",
            category=head.category,
            number=head.number,
            gender=head.gender,
        )
        self.taken.update(range(unit.first, unit.last + 1))
        self.extend(draft)
        if draft.country is None and draft.state is None:
            if category(draft.category).get("needs") == "country":
                return None
            bare = draft.owner is None and not draft.modifiers and draft.definite is not True
            if bare and unit.first == unit.last and self.words.folded[unit.first] in self.rules.with_article:
                return None
        return draft

    def take(self, unit: Unit, draft: Draft, *, linked: bool = False) -> bool:
        """Add a unit beside the noun to the draft; False where it cannot belong."""
        if unit.kind in {DEMONYM, COUNTRY, CAPITAL}:
            draft.country = draft.country or unit.country
        elif unit.kind == STATE:
            draft.state = draft.state or unit.country
        elif unit.kind == NAME:
            if linked:
                draft.linked += unit.names
            elif draft.owner is None:
                draft.owner = Draft(unit.first, unit.last, unit.first, unit.last, "name", names=unit.names, nested=True)
        elif unit.kind in {MOD, HEAD}:
            draft.modifiers.update(unit.modifiers)
            draft.regions.update(_REGIONS.intersection(unit.modifiers))
            if unit.kind == HEAD and draft.owner is None:
                draft.owner = self._adjunct(unit)
        else:
            return False
        self.taken.update(range(unit.first, unit.last + 1))
        return True

    @staticmethod
    def _adjunct(unit: Unit) -> Draft:
        head = unit.heads[0]
        return Draft(
            unit.first,
            unit.last,
            unit.first,
            unit.last,
            "description",
            category=head.category,
            number=head.number,
            modifiers=set(unit.modifiers),
            nested=True,
        )

    def sibling(self, draft: Draft, unit: Unit) -> Draft:
        """Return the draft of a nationality that shares the noun of another."""
        self.taken.update(range(unit.first, unit.last + 1))
        # Peacekeepers have no nationality of their own: "French and UN troops" are the French army's, too.
        shared = "armed_forces" if draft.category == "peacekeepers" else draft.category
        return Draft(
            unit.first,
            unit.last,
            unit.first,
            unit.last,
            "description",
            category=shared,
            number=draft.number,
            gender=draft.gender,
            country=unit.country,
            modifiers=set(draft.modifiers),
            definite=draft.definite,
        )

    def source_of(self, draft: Draft, unit: Unit) -> Draft:
        """Return the draft of a second sort of sources ("security and humanitarian sources")."""
        other = self.sibling(draft, unit)
        other.category, other.country, other.modifiers = "source", draft.country, set(unit.modifiers)
        return other

    def joined(self, i: int) -> bool:
        """Tell whether word `i` exists and stands right after the one before it."""
        return 0 < i < len(self.words) and self.words.gaps[i] == JOINED

    def comma(self, i: int) -> bool:
        """Tell whether only a comma stands before word `i`."""
        return 0 < i < len(self.words) and self.words.text[self.words.ends[i - 1] : self.words.starts[i]].strip() == ","

    def is_possessive(self, i: int) -> bool:
        """Tell whether word `i` is the s of "Mali's"."""
        gap = self.words.text[self.words.ends[i - 1] : self.words.starts[i]] if i else ""
        return self.words.folded[i] == "s" and gap in {"'", "’", "ʼ", "`"}

    # --- names, persons, countries

    def _name(self, unit: Unit) -> None:
        draft = Draft(unit.first, unit.last, unit.first, unit.last, unit.kind)
        if unit.kind == NAME:
            draft.names = unit.names
            draft.definite = True
        elif unit.kind == PERSON:
            draft.persons = unit.persons
            draft.gender = "person"
        elif unit.kind in {COUNTRY, CAPITAL}:
            if not self._may_act(unit):
                return
            draft.source, draft.country, draft.definite = "country", unit.country, True
        elif unit.kind == DEMONYM and self.is_people(unit):
            draft.source, draft.category, draft.country = "description", "nationals", unit.country
            draft.number = "plural" if self.words.folded[unit.last].endswith(("s", "men")) else "singular"
            self.determine(draft)
        elif unit.kind == DEMONYM and self.is_of_force(unit) and unit.country not in descriptions()["suppliers"]:
            draft.source, draft.category, draft.country = "adjective", "armed_forces", unit.country
        elif unit.kind == HEAD and self.words.folded[unit.first] in self.rules.telling_adjectives:
            draft.source, draft.category = "adjective", unit.heads[0].category
        else:
            return
        if unit.kind in {NAME, COUNTRY, CAPITAL} and self.rules.language == "fr":
            before = draft.first - 1
            if self.joined(draft.first) and self.words.folded[before] in {"le", "la", "les", "l"}:
                draft.first = before
        self.drafts.append(draft)

    def determine(self, draft: Draft) -> None:
        """Take the determiner before the phrase into the draft."""
        raise NotImplementedError

    def is_of_force(self, unit: Unit) -> bool:
        """Tell whether a nationality stands beside an act or thing of a force ("a French air strike")."""
        raise NotImplementedError

    def is_people(self, unit: Unit) -> bool:
        """Tell whether a nationality stands for people ("ten Malians"), and not beside a noun."""
        raise NotImplementedError

    def _may_act(self, unit: Unit) -> bool:
        """Tell whether a country's name stands where it can act, and not where it only says where."""
        words = self.words
        if self.joined(unit.first):
            before = unit.first - 1
            if words.folded[before] in self.rules.neighbouring and self.joined(before):
                before -= 1  # "in neighbouring Mali", but "neighbouring Mali sent troops"
            if words.folded[before] in self.rules.locative:
                return False
            if any(words.folded[i] in _BORDER for i in range(max(0, unit.first - 4), unit.first)):
                return False
            # "Near the borders of Burkina Faso and Niger": the second is where the first is.
            if words.folded[before] in {"and", "et", "or", "ou"} and before:
                other = self.at[before - 1]
                if other is not None and other.kind in {COUNTRY, CAPITAL} and not self._may_act(other):
                    return False
        following = unit.last + 1
        if following < len(words) and self.is_possessive(following):
            return False
        # "Mali: two soldiers killed", "in the capital, Bamako, the government": where, not who.
        if unit.in_dateline or words.text[words.ends[unit.last] :].lstrip()[:1] == ":":
            return False
        if (
            unit.kind == CAPITAL
            and self.comma(unit.first)
            and (following >= len(words) or words.gaps[following] >= PAUSE)
        ):
            return False
        if unit.kind == CAPITAL and self.comma(following):
            beside = self.at[following]
            if beside is not None and beside.kind == COUNTRY and beside.country == unit.country:
                return False
        # "Ménaka (Mali)" tells where a town lies.
        right = words.text[words.ends[unit.last] : words.ends[unit.last] + 1]
        left = words.text[max(0, words.starts[unit.first] - 1) : words.starts[unit.first]]
        return not (left == "(" and right == ")")


def inherit_nationality(words: Words, drafts: list[Draft], *, backwards: bool) -> None:
    """Let bodies named together share a nationality ("Malian soldiers and gendarmes").

    Parameters
    ----------
    words, drafts
        The text and its drafts, in order; those without nationality get one.
    backwards : bool
        Whether an adjective after the last noun counts for the first (« soldats et gendarmes maliens »).
    """
    for one, other in pairwise(drafts):
        between = words.folded[one.last + 1 : other.first]
        if not (one.last < other.first and between in (["and"], ["et"], ["or"], ["ou"])):
            continue
        if not all("body" in category(d.category) for d in (one, other) if d.category) or not (
            one.category and other.category
        ):
            continue
        if one.country and other.country is None and other.owner is None:
            other.country = one.country
        elif backwards and other.country and one.country is None and one.owner is None and other.number == "plural":
            one.country = other.country
