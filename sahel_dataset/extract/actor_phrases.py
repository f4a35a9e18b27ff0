"""Descriptions of actors: a noun of the lexicon with its determiner, modifiers, nationality and names.

English builds to the left of the noun ("three suspected Islamist *militants*"), French to the right
(« trois *militants* islamistes présumés »); both then take a complement to the right ("the spokesman
*of the Malian army*", « le porte-parole *de l'armée malienne* »). The result are drafts, which
`actor_context` turns into mentions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sahel_dataset.extract.actor_units import (
    CAPITAL,
    COUNTRY,
    DEMONYM,
    HEAD,
    LINKED,
    MOD,
    NAME,
    NOTHING,
    PERSON,
    STATE,
    Grammar,
    Unit,
)
from sahel_dataset.extract.actor_words import JOINED, QUOTED, Words
from sahel_dataset.knowledge.actor_list import ActorName, Person, descriptions

__all__ = ["Draft", "category", "describe"]


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
        government) or ``local`` (an organisation that the article introduces).
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
    nested: bool = False


_REGIONS = frozenset({"sahel", "west_africa", "north_africa"})


class _Describer:
    """Builds the drafts of one text."""

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
        nouns = [u for u in self.units if u.kind == HEAD and self._is_noun(u)]
        for unit in nouns:
            if self.rules.language == "en" and self._is_adjunct(unit):
                continue
            draft = self._describe(unit)
            if draft is not None:
                self.drafts.append(draft)
        for unit in self.units:
            if unit.first in self.taken:
                continue
            self._name(unit)
        self.drafts.sort(key=lambda d: (d.first, -d.last))
        return self.drafts

    # --- which nouns count

    def _is_noun(self, unit: Unit) -> bool:
        word = self.words.folded[unit.first]
        if unit.first != unit.last or word not in self.rules.ranks:
            return True
        following = unit.last + 1
        has_next = following < len(self.words) and self.words.gaps[following] == JOINED
        if has_next and self.words.is_capitalised(following):
            return self.rules.language == "fr" or self.words.is_capitalised(unit.first)
        before = unit.first - 1
        after_determiner = before >= 0 and self.words.folded[before] in self.rules.definite | {"un", "a", "one"}
        if self.rules.language == "fr":
            return after_determiner
        return after_determiner and not has_next

    def _is_adjunct(self, unit: Unit) -> bool:
        following = unit.last + 1
        while following < len(self.words) and self.words.gaps[following] == JOINED:
            after = self.at[following]
            if after is None or after.first != following:
                return False
            if after.kind == HEAD:
                return self._is_noun(after) and unit.heads[0].number == "singular"
            if after.kind != MOD:
                return False
            following = after.last + 1
        return False

    # --- one description

    def _describe(self, unit: Unit) -> Draft | None:
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
        if self.rules.language == "en":
            self._leftwards(draft)
            self._name_after(draft)
        else:
            self._rightwards(draft)
            self._determiner(draft)
        if draft.category == "state" and draft.country is None:
            return None
        return draft

    def _take(self, unit: Unit, draft: Draft, *, linked: bool = False) -> bool:
        """Add a unit beside the noun to the draft; False where it cannot belong."""
        if unit.kind == DEMONYM or unit.kind in {COUNTRY, CAPITAL}:
            draft.country = draft.country or unit.country
        elif unit.kind == STATE:
            draft.state = draft.state or unit.country
        elif unit.kind == NAME:
            if linked:
                draft.linked += unit.names
            elif draft.owner is None:
                draft.owner = self._plain(unit)
        elif unit.kind == MOD or (unit.kind == HEAD and unit.modifiers):
            draft.modifiers.update(unit.modifiers)
            draft.regions.update(_REGIONS & set(unit.modifiers))
            if unit.kind == HEAD and draft.owner is None:
                draft.owner = self._adjunct(unit)
        elif unit.kind == HEAD:
            if draft.owner is None:
                draft.owner = self._adjunct(unit)
        else:
            return False
        self.taken.update(range(unit.first, unit.last + 1))
        return True

    def _plain(self, unit: Unit) -> Draft:
        return Draft(unit.first, unit.last, unit.first, unit.last, "name", names=unit.names, nested=True)

    def _adjunct(self, unit: Unit) -> Draft:
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

    # --- English: to the left

    def _leftwards(self, draft: Draft) -> None:
        words, rules = self.words, self.rules
        i, quotes, linked = draft.first - 1, 1, False
        while i >= 0:
            gap = words.gaps[i + 1]
            if gap == QUOTED and quotes:
                quotes -= 1
            elif gap != JOINED:
                break
            unit = self.at[i]
            word = words.folded[i]
            if unit is not None and unit.kind != LINKED:
                if (
                    i in self.taken
                    or not self._may_stand_before(unit, draft)
                    or not self._take(unit, draft, linked=linked)
                ):
                    break
                draft.first, i, linked = unit.first, unit.first - 1, False
                continue
            if word == "s" and self._is_possessive(i):
                self._possessor(draft, i)
                break
            if word in rules.linked_suffix:
                linked = True
            elif word in rules.definite or word in rules.indefinite or word.isdigit():
                draft.definite = word in rules.definite
                draft.first = i
                before = i - 1
                if word == "s" or before < 0 or words.gaps[i] != JOINED or not words.folded[before].isdigit():
                    break
                i = before
                continue
            elif word not in rules.fillers and not self._bridges(i):
                break
            draft.first, i = i, i - 1

    def _may_stand_before(self, unit: Unit, draft: Draft) -> bool:
        # "in Mali soldiers said": after a preposition a country is where, not whose.
        if unit.kind in {COUNTRY, CAPITAL}:
            before = unit.first - 1
            return not (
                before >= 0
                and self.words.gaps[unit.first] == JOINED
                and self.words.folded[before] in self.rules.locative
            )
        if unit.kind in {PERSON, NOTHING}:
            return False
        return not (unit.kind == HEAD and unit.heads[0].number == "plural" and not unit.modifiers)

    def _is_possessive(self, i: int) -> bool:
        gap = self.words.text[self.words.ends[i - 1] : self.words.starts[i]] if i else ""
        return gap in {"'", "’", "ʼ", "`"}

    def _possessor(self, draft: Draft, i: int) -> None:
        unit = self.at[i - 1]
        draft.definite = True
        if unit is None or (i - 1) in self.taken:
            return
        if unit.kind in {COUNTRY, CAPITAL, STATE, NAME, HEAD} and self._take(unit, draft):
            draft.first = unit.first
            if (
                unit.first
                and self.words.gaps[unit.first] == JOINED
                and self.words.folded[unit.first - 1] in self.rules.definite
            ):
                draft.first -= 1

    def _bridges(self, i: int) -> bool:
        """Tell whether an unknown word stands between the noun and a nationality before it."""
        words = self.words
        before = self.at[i - 1] if i else None
        return (
            before is not None
            and before.kind == DEMONYM
            and words.gaps[i] == JOINED
            and not words.is_capitalised(i)
            and len(words.folded[i]) > 3
            and words.folded[i] not in self.rules.of
        )

    def _name_after(self, draft: Draft) -> None:
        """Take a name that follows the noun: "the rebel group CSP"."""
        following = draft.last + 1
        if following >= len(self.words) or self.words.gaps[following] not in {JOINED, QUOTED}:
            return
        unit = self.at[following]
        if (
            unit is not None
            and unit.kind == NAME
            and category(draft.category).get("takes") == "actor"
            and not draft.owner
        ):
            if draft.category in {"spokesperson", "leader", "member", "statement", "source", "official", "minister"}:
                return
            self._take(unit, draft)
            draft.last = unit.last

    # --- French: to the right

    def _rightwards(self, draft: Draft) -> None:
        words, rules = self.words, self.rules
        i, quotes = draft.last + 1, 1
        while i < len(words):
            if words.gaps[i] == QUOTED and quotes:
                quotes -= 1
            elif words.gaps[i] != JOINED:
                return
            unit = self.at[i]
            if unit is not None and unit.kind != LINKED:
                if i in self.taken or unit.kind not in {DEMONYM, MOD, NAME, HEAD}:
                    return
                if unit.kind == HEAD and not unit.modifiers:
                    return
                if unit.kind == NAME and category(draft.category).get("takes") not in {"actor", "country"}:
                    return
                if unit.kind == DEMONYM and words.is_capitalised(unit.first) and not words.is_capitalised(draft.first):
                    return
                self._take(unit, draft)
                draft.last, i = unit.last, unit.last + 1
                if unit.kind == NAME:
                    return
                continue
            if words.folded[i] not in rules.fillers and not self._bridges_forward(i):
                return
            draft.last, i = i, i + 1

    def _bridges_forward(self, i: int) -> bool:
        words = self.words
        after = self.at[i + 1] if i + 1 < len(words) else None
        return (
            after is not None
            and after.kind == DEMONYM
            and not words.is_capitalised(after.first)
            and words.gaps[i + 1] == JOINED
            and not words.is_capitalised(i)
            and len(words.folded[i]) > 4
        )

    def _determiner(self, draft: Draft) -> None:
        words, rules = self.words, self.rules
        i = draft.first - 1
        while i >= 0 and words.gaps[i + 1] in {JOINED, QUOTED}:
            word = words.folded[i]
            unit = self.at[i]
            if word in rules.definite or word in rules.indefinite or word.isdigit():
                if draft.definite is None:
                    draft.definite = word in rules.definite and word not in {"de", "d"}
                draft.first, i = i, i - 1
                if word in rules.definite:
                    return
                continue
            if unit is not None and unit.kind == MOD and set(unit.modifiers) & {"suspected", "displaced"}:
                draft.modifiers.update(unit.modifiers)
                self.taken.update(range(unit.first, unit.last + 1))
                draft.first, i = unit.first, unit.first - 1
                continue
            if unit is not None or word not in rules.fillers:
                return
            draft.first, i = i, i - 1

    # --- names, persons, countries

    def _name(self, unit: Unit) -> None:
        words = self.words
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
        elif unit.kind == DEMONYM:
            if not self._is_people(unit):
                return
            draft.source, draft.category, draft.country = "description", "nationals", unit.country
            draft.number = "plural" if words.folded[unit.last].endswith(("s", "men")) else "singular"
            self._determiner(draft)
        else:
            return
        if unit.kind in {NAME, COUNTRY, CAPITAL} and self.rules.language == "fr":
            self._article(draft)
        self.drafts.append(draft)

    def _article(self, draft: Draft) -> None:
        before = draft.first - 1
        if (
            before >= 0
            and self.words.gaps[draft.first] == JOINED
            and self.words.folded[before] in {"le", "la", "les", "l"}
        ):
            draft.first = before

    def _may_act(self, unit: Unit) -> bool:
        """Tell whether a country's name stands where it can act, and not where it only says where."""
        words = self.words
        if words.gaps[unit.first] == JOINED and unit.first:
            i = unit.first - 1
            if words.folded[i] in self.rules.locative:
                return False
        following = unit.last + 1
        if following < len(words) and words.folded[following] == "s" and self._is_possessive(following):
            return False
        # "Bamako, Mali" and "Ménaka (Mali)" tell where a town lies.
        after = words.text[words.ends[unit.last] : words.ends[unit.last] + 1]
        before = words.text[words.starts[unit.first] - 1 : words.starts[unit.first]]
        return not (before == "(" and after == ")")

    def _is_people(self, unit: Unit) -> bool:
        words = self.words
        raw = words.raw(unit.last)
        if not raw[0].isupper():
            return False
        if self.rules.language == "fr":
            return True
        if raw.endswith("s") and not raw.endswith(("ss",)):
            return True
        following = unit.last + 1
        stands_alone = following >= len(words) or words.gaps[following] != JOINED or words.folded[following] in {
            "and", "or", "was", "were", "is", "are", "had", "has", "have", "who", "among", "in", "said", "say",
        }  # fmt: skip
        before = words.folded[unit.first - 1] if unit.first else ""
        return stands_alone and (before in self.rules.definite or before in self.rules.indefinite or before.isdigit())


def describe(words: Words, units: list[Unit], rules: Grammar) -> list[Draft]:
    """Return the drafts of a text in order: descriptions, names, persons and countries that may act."""
    return _Describer(words, units, rules).run()
