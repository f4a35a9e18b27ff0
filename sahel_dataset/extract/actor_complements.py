"""Descriptions joined to the body, group or country they belong to.

"The spokesman *of the Malian army*", "fighters *linked to al-Qaeda*", « le gouverneur *de Tillabéri* »,
« soldats *du Niger* »: the complement to the right of a description tells whose it is. A description
that takes one over speaks and acts for it; the complement is then no mention of its own.
"""

from __future__ import annotations

from sahel_dataset.extract.actor_phrases import Draft, category
from sahel_dataset.extract.actor_units import (
    APPOSED,
    CAPITAL,
    COUNTRY,
    DEMONYM,
    LINKED,
    MOD,
    NAMING,
    STATE,
    THOUGHT,
    Grammar,
    Unit,
)
from sahel_dataset.extract.actor_words import JOINED, PAUSE, QUOTED, Words, fold
from sahel_dataset.knowledge.actor_list import actors

__all__ = ["join_complements"]

_SKIPPED = frozenset(
    "the la le les l un une so called dit dits dite neighbouring neighboring nearby voisin groupe group".split()
)
_GENITIVE = frozenset("of for with de du des d".split())
# "A statement from the Senate", "gunmen from a criminal gang": whose, and not where from.
_FROM = frozenset(
    "statement document armed_men assailants fighters member armed_group jihadists terrorists insurgents militants "
    "rebels separatists tuareg_rebels militia mercenaries volunteers bandits".split()
)
_AND = frozenset("and et".split())
_NATIONAL = frozenset("of from de du des d".split())
# Bodies of which a city's name says whose they are ("the government in Bamako").
_SEATED = frozenset({"government", "junta", "ministry", "parliament", "embassy", "armed_forces"})


def join_complements(words: Words, units: list[Unit], drafts: list[Draft], rules: Grammar) -> None:
    """Give each description its complement, from the last one to the first, and mark complements as nested."""
    at = {draft.first: draft for draft in drafts}
    at |= {draft.head_first: draft for draft in drafts if draft.head_first not in at}
    unit_at = {unit.first: unit for unit in units}
    for draft in drafts[::-1]:
        if draft.source == "description" and not draft.nested:
            drafts += _Joiner(words, at, unit_at, rules, draft).run()
    drafts.sort(key=lambda d: (d.first, -d.last))
    _set_aside(words, units, drafts, rules)


def _set_aside(words: Words, units: list[Unit], drafts: list[Draft], rules: Grammar) -> None:
    """Mark the organisations that somebody is only said to be linked to ("JNIM, which is linked to al-Qaeda")."""
    after = {unit.last + 1 for unit in units if unit.kind == LINKED}
    for draft in drafts:
        if draft.source != "name" or draft.nested:
            continue
        first = draft.first
        while first > 0 and first not in after and words.folded[first - 1] in _SKIPPED and words.gaps[first] == JOINED:
            first -= 1
        following = draft.last + 1
        suffixed = following < len(words) and words.folded[following] in rules.linked_suffix
        draft.aside = first in after or (suffixed and words.gaps[following] == JOINED)
        joined = draft.last + 1 < len(words) and words.folded[draft.last + 1] in {"and", "or", "et", "ou"}
        if draft.aside and joined and first in after:
            after.add(draft.last + 2)
            # « liés à Al-Qaïda ou à l'État islamique »
            after.update(i for i in (draft.last + 3,) if i <= len(words) and words.folded[i - 1] in {"a", "au", "to"})


class _Joiner:
    def __init__(
        self, words: Words, at: dict[int, Draft], unit_at: dict[int, Unit], rules: Grammar, draft: Draft
    ) -> None:
        self.words = words
        self.at = at
        self.unit_at = unit_at
        self.rules = rules
        self.draft = draft
        self.meaning = category(draft.category)
        self.further: list[Draft] = []

    def run(self) -> list[Draft]:
        """Join the complements; return drafts for further countries of the same bodies."""
        for _ in range(3):
            if not self._once():
                break
        if self.draft.owner is None and self.meaning.get("takes") == "actor":
            self._named()
        owner = self.draft.owner
        if (
            owner is None or (owner.source == "description" and self.draft.category == "group")
        ) and not self.draft.linked:
            self._apposed()
        return self.further

    def _thought(self, unit: Unit) -> bool:
        """Take over what it is thought to be: "gunmen, thought to be jihadists"."""
        _, target, _unit = self._target(unit.last + 1)
        if self.draft.owner is not None or target is None or not target.category:
            return False
        if category(target.category)["kind"] != "armed_group" or self.meaning["kind"] != "armed_group":
            return False
        self.draft.owner = target
        return True

    def _named(self) -> None:
        """Find the name of "the rebel group ... known as the Front", within its sentence."""
        words = self.words
        sentence = words.sentences[self.draft.last]
        for i in range(self.draft.last + 1, min(self.draft.last + 14, len(words))):
            if words.sentences[i] != sentence:
                return
            unit = self.unit_at.get(i)
            if unit is None or unit.kind != NAMING or words.folded[i - 1] == "so":
                continue
            _, target, _unit = self._target(unit.last + 1)
            if target is not None and target.source in {"name", "local"} and not target.nested:
                self.draft.owner = target
            return

    def _apposed(self) -> None:
        """Find the name that stands beside it between commas: "the UN mission, Minusma, said"."""
        words = self.words
        i = self.draft.last + 1
        if i >= len(words) or words.text[words.ends[i - 1] : words.starts[i]].strip() not in {",", "("}:
            return
        i, target, _unit = self._target(i)
        if target is None or target.source != "name" or target.nested or target.first > i:
            return
        after = target.last + 1
        if after < len(words) and self._gap(after) == JOINED:
            return
        if after < len(words) and words.folded[after] in {"and", "or", "et", "ou"}:
            return
        kinds = {actors()[name.actor_id].claimant_kind for name in target.names}
        if self.meaning["kind"] in kinds or (self.draft.category == "group" and kinds & {"armed_group", "ngo"}):
            self.draft.owner = target

    def _gap(self, i: int) -> int:
        return self.words.gaps[i] if i < len(self.words) else PAUSE

    def _once(self) -> bool:
        i = self.draft.last + 1
        if self._gap(i) not in {JOINED, QUOTED, PAUSE}:
            return False
        unit = self.unit_at.get(i)
        if unit is not None and unit.kind == LINKED:
            return self._linked(unit)
        if unit is not None and unit.kind == THOUGHT:
            return self._thought(unit)
        if self._gap(i) == PAUSE or i >= len(self.words):
            return False
        if self.words.folded[i] in self.rules.linked_suffix and self.words.folded[i] in {"linked", "affiliated"}:
            return False
        if self.words.folded[i] in self.rules.inside and self._place(i):
            return True
        if self.words.folded[i] in self.rules.of or (unit is not None and self.words.folded[i] in {"au", "aux"}):
            return self._genitive(i)
        return False

    def _target(self, i: int) -> tuple[int, Draft | None, Unit | None]:
        """Skip determiners and return the draft or unit that begins at word `i` or right after them."""
        for _ in range(3):
            if i >= len(self.words):
                break
            beside = self.unit_at.get(i)
            if beside is not None and beside.kind == APPOSED:
                i = beside.last + 1  # "of former colonial power France"
                continue
            if i in self.at:
                return i, self.at[i], self.unit_at.get(i)
            so_called = self.words.folded[i] == "called" and self.words.folded[i - 1] == "so"
            if i in self.unit_at and not so_called:
                return i, None, self.unit_at[i]
            word = self.words.folded[i]
            if word not in _SKIPPED and word not in self.rules.fillers and word not in self.rules.definite:
                break
            i += 1
            if self._gap(i) not in {JOINED, QUOTED}:
                break
        return i, None, None

    def _genitive(self, i: int) -> bool:
        word = self.words.folded[i]
        j, target, unit = self._target(i + 1)
        if self._gap(i + 1) not in {JOINED, QUOTED}:
            return False
        if unit is None and target is not None and target.source == "country":
            unit = self.unit_at.get(target.head_first)  # « la France »
        if unit is not None and unit.kind in {COUNTRY, CAPITAL} and (target is None or target.source == "country"):
            return self._country(word, unit, target)
        if unit is not None and unit.kind == STATE and (target is None or target.source == "country"):
            self.draft.state = self.draft.state or unit.country
            self._extend(unit.last, target)
            return True
        if unit is not None and unit.kind == DEMONYM and target is None:
            return False
        if target is None or target is self.draft or target.nested or j <= self.draft.last:
            return target is None and self._town(j)
        return self._body(word, target)

    def _town(self, i: int) -> bool:
        """Take in the town of "the mayor of Dablo", which tells where and nothing more."""
        words = self.words
        if self.meaning.get("takes") == "actor" or not self.meaning.get("person"):
            return False
        while i < len(words) and words.folded[i] in self.rules.place_before | _GENITIVE and self._gap(i + 1) == JOINED:
            i += 1
        last = i - 1
        while i < len(words) and i - last < 4 and i not in self.unit_at and words.is_capitalised(i):
            last, i = i, i + 1
            if self._gap(i) != JOINED:
                break
        if last < self.draft.last + 2 or not words.is_capitalised(last):
            return False
        self._extend(last, None)
        return False

    def _country(self, word: str, unit: Unit, target: Draft | None) -> bool:
        draft = self.draft
        takes = self.meaning.get("takes")
        if unit.kind == CAPITAL and draft.category not in _SEATED:
            return False
        if word in _NATIONAL and draft.country is None and (takes in {"actor", "country"} or "body" in self.meaning):
            draft.country = unit.country
            if draft.number == "plural" and "body" in self.meaning and not self.meaning.get("source"):
                self._further(unit.last + 1)
        elif word == "from" and "body" not in self.meaning:
            pass  # "peacekeepers from Egypt": where they come from, not where they are
        elif draft.seat is None:
            draft.seat = unit.country
        else:
            return False
        self._extend(unit.last, target)
        return True

    def _further(self, i: int) -> None:
        """Note the other countries of "the armies of Mali, Niger and Burkina Faso", each with a body of its own."""
        words, found, closed = self.words, [], False
        while i < len(words) and not closed:
            closed = words.folded[i] in _AND
            if not closed and words.text[words.ends[i - 1] : words.starts[i]].strip() != ",":
                break
            i += closed
            while i < len(words) and words.folded[i] in _GENITIVE | _NATIONAL | _SKIPPED:
                i += 1
            unit = self.unit_at.get(i)
            if unit is None or unit.kind != COUNTRY or unit.country == self.draft.country:
                return
            found.append(unit)
            i = unit.last + 1
        if not closed:
            return
        for unit in found:
            if unit.first in self.at:
                self.at[unit.first].nested = True
            like, first, last = self.draft, unit.first, unit.last
            self.further.append(
                Draft(
                    first,
                    last,
                    first,
                    last,
                    "description",
                    like.category,
                    like.number,
                    like.gender,
                    country=unit.country,
                )
            )

    def _place(self, i: int) -> bool:
        """Note the country that a description says it is in, without taking it over."""
        for j in range(i + 1, min(i + 4, len(self.words))):
            if self.words.gaps[j] != JOINED:
                break
            unit = self.unit_at.get(j)
            if unit is not None and unit.kind in {COUNTRY, CAPITAL}:
                if unit.kind == CAPITAL and self.draft.category in _SEATED:
                    self.draft.country = self.draft.country or unit.country
                    self._extend(unit.last, self.at.get(j))
                else:
                    self.draft.seat = self.draft.seat or unit.country
                return False
            if unit is not None and unit.kind == MOD:
                self.draft.regions.update({"sahel", "west_africa"} & set(unit.modifiers))
        return False

    def _body(self, word: str, target: Draft) -> bool:
        draft = self.draft
        takes = self.meaning.get("takes")
        if target.category and category(target.category)["kind"] == "witness":
            return False
        words = _GENITIVE | {"at", "in", "au", "aux"} | ({"from"} if self.draft.category in _FROM else set())
        if takes == "actor" and draft.owner is None and word in words:
            if word in {"at", "in", "au", "aux"} and target.source == "country":
                return False
            draft.owner = target
            draft.country = draft.country or (target.country if target.owner is None else None)
            draft.state = draft.state or target.state
            self._extend(target.last, target)
            return True
        if takes == "country":
            forces = target.source == "name" or target.category in {"force", "peacekeepers"}
            if forces and "body" in self.meaning and draft.owner is None and word in _GENITIVE:
                draft.owner = target
                self._extend(target.last, target)
                return True
            if target.country is not None and draft.country is None and target.source == "description":
                draft.country = target.country
                draft.state = draft.state or target.state
                self._extend(target.last, target)
                return True
        if "rules" in self.meaning and target.source == "name" and draft.owner is None and word in _GENITIVE:
            draft.owner = target
            self._extend(target.last, target)
            return True
        return False

    def _linked(self, unit: Unit) -> bool:
        """Take "linked to al-Qaeda" as what is said about the description, not as the name of who acts."""
        if self.draft.category == "source":
            _, target, _unit = self._target(unit.last + 1)
            # Close to it is not of it: whose it is, and no claim of that body.
            self.draft.modifiers.add("close")
            return target is not None and self._body("of", target)
        if self.meaning.get("takes") != "actor" and self.draft.category not in {"armed_men", "bandits", "assailants"}:
            return False
        i = unit.last + 1
        found = False
        for _ in range(3):
            i, target, _unit = self._target(i)
            names = [] if target is None else target.names
            if target is not None and target.owner is not None and target.source == "description":
                names = target.owner.names  # "affiliated with the JNIM group"
            if target is None or not names:
                break
            self.draft.linked += names
            self._extend(target.last, target)
            found = True
            i = target.last + 1
            if i >= len(self.words) or self.words.folded[i] not in {"and", "or", "et", "ou"}:
                break
            i += 1
            if i < len(self.words) and self.words.folded[i] in {fold("à"), "au", "to", "with"}:
                i += 1
        return found

    def _acronym(self, target: Draft) -> None:
        """Take in the acronym in brackets behind a name that was taken over."""
        i = self.draft.last + 1
        again = self.at.get(i)
        if (
            again is None
            or again is target
            or again.nested
            or again.source != "name"
            or self.words.text[: self.words.starts[i]][-1:] != "("
        ):
            return
        if {n.actor_id for n in again.names} & {n.actor_id for n in target.names}:
            self._extend(again.last, again)

    def _extend(self, last: int, target: Draft | None) -> None:
        self.draft.last = max(self.draft.last, last)
        if target is not None and target is not self.draft:
            target.nested = True
            if target.source == "name":
                self._acronym(target)
