"""Descriptions of actors in English: what belongs to a noun stands before it."""

from __future__ import annotations

from sahel_dataset.extract.actor_phrases import Describer, Draft, category
from sahel_dataset.extract.actor_units import (
    CAPITAL,
    COUNTRY,
    DEMONYM,
    HEAD,
    LINKED,
    MOD,
    NAME,
    NAMING,
    NOTHING,
    PERSON,
    STATE,
    THOUGHT,
    Unit,
)
from sahel_dataset.extract.actor_words import JOINED, QUOTED

__all__ = ["EnglishDescriber"]

# After these a nationality without a noun is a people ("a Turk was", "the French and").
_AFTER_PEOPLE = frozenset("and or was were is are had has have who among in said say".split())
_VERBS = frozenset(
    "said says was were is are has had have who which that would will can could did may might must".split()
)
# Nouns that stand in names of schools, unions and movements as often as for people.
_COMMON = frozenset(
    "people students government junta worshippers workers company union parliament community civilians residents "
    "relatives media ngo volunteers protesters activists opposition lawyers drivers clergy displaced group force "
    "armed_group member state".split()
)
# What a state of Nigeria has by its bare name ("the Zamfara governor").
_OF_STATES = frozenset({"governor", "police", "government", "spokesperson", "official", "local_official"})
# Modifiers that say how sure it is, or where, and not who.
_NO_SORT = frozenset("suspected former foreign local armed sahel west_africa north_africa".split())
_NO_NAME_AFTER = frozenset({"spokesperson", "leader", "member", "statement", "source", "official", "minister", "group"})


class EnglishDescriber(Describer):
    """Builds the drafts of an English text."""

    def nouns(self) -> list[Unit]:
        """Return the nouns from the last: each takes those that stand before it ("army spokesman")."""
        return super().nouns()[::-1]

    def is_noun(self, unit: Unit) -> bool:
        """Tell apart "General Camara" and "the general public"; "the military" and "military aid"."""
        words, rules = self.words, self.rules
        word = words.folded[unit.first]
        if unit.first != unit.last:
            return True
        before = words.folded[unit.first - 1] if unit.first else ""
        if word in rules.adjectives:
            beside = self.at[unit.first - 1] if self.joined(unit.first) else None
            told = before in rules.definite or before == "s" or word in {"militaries"}
            return told or (beside is not None and beside.kind in {DEMONYM, COUNTRY})
        if word in rules.telling_adjectives and self._qualifies(unit):
            return False
        if word not in rules.ranks:
            return not self._in_a_title(unit)
        following = unit.last + 1
        if self.joined(following) and not self._is_name_like(following):
            return False
        beside = self.at[unit.first - 1] if self.joined(unit.first) else None
        told = beside is not None and beside.kind in {HEAD, DEMONYM, MOD, NAME}
        if self.joined(following):
            return told or words.is_capitalised(unit.first) or before in rules.definite
        return told or before in rules.definite or before in {"a", "one"}

    def _is_name_like(self, i: int) -> bool:
        return self.words.is_capitalised(i) and (self.at[i] is None or self.at[i].kind == PERSON)  # type: ignore[union-attr]

    def _qualifies(self, unit: Unit) -> bool:
        """Tell whether "jihadist" stands before a noun that is no actor ("a jihadist attack")."""
        words = self.words
        following = unit.last + 1
        if not self.joined(following):
            return False
        word = words.folded[following]
        after = self.at[following]
        if after is not None and after.kind in {HEAD, MOD, NAME}:
            return False
        return not (word in _VERBS or word.endswith("ed") or word in self.rules.of or word in _AFTER_PEOPLE)

    def _in_a_title(self, unit: Unit) -> bool:
        """Tell whether the noun is part of a proper name ("Government Girls Secondary School")."""
        words = self.words
        if unit.heads[0].category not in _COMMON or not words.is_capitalised(unit.first):
            return False
        beside = [i for i in (unit.first - 1, unit.last + 1) if self.joined(max(i, unit.first))]
        if not any(
            words.is_capitalised(i)
            and self.at[i] is None
            and words.sentences[i] == words.sentences[unit.first]
            and words.gaps[i] == JOINED
            for i in beside
        ):
            return False
        return not words.is_headline(words.sentences[unit.first])

    def extend(self, draft: Draft) -> None:
        """Take modifiers, nationality, possessor and determiner from the left; a name from the right."""
        self._leftwards(draft)
        self._name_after(draft)

    def _ends_a_name(self, i: int) -> bool:
        """Say whether a word stands right behind a name, with a hyphen or without."""
        words = self.words
        return words.text[words.starts[i] - 1 : words.starts[i]] in {"-", "‐", "‑"} or (
            i > 0 and words.gaps[i] == JOINED and self.at[i - 1] is not None
        )

    def _leftwards(self, draft: Draft) -> None:
        words, rules = self.words, self.rules
        i, quotes, linked = draft.first - 1, 1, False
        # "Two captured soldiers", but "rebels captured soldiers": a participle counts once a determiner precedes it.
        after_participle: int | None = None
        while i >= 0:
            gap = words.gaps[i + 1]
            if gap == QUOTED and quotes:
                quotes -= 1
            elif gap != JOINED and not (draft.head_first - i < 4 and after_participle is None and self._in_brackets(i)):
                break
            unit = self.at[i]
            word = words.folded[i]
            if unit is not None and unit.kind in {LINKED, NAMING, THOUGHT}:
                break
            if unit is not None:
                if after_participle is not None or i in self.taken or not self._may_stand_before(unit):
                    break
                if not self.take(unit, draft, linked=linked):
                    break
                draft.first, i, linked = unit.first, unit.first - 1, False
                continue
            if self.is_possessive(i):
                self._possessor(draft, i)
                return
            if word in rules.state_names and words.is_capitalised(i) and draft.category in _OF_STATES:
                draft.state = draft.state or rules.state_names[word]
            elif word.isdigit() and "\n" in words.text[words.ends[i] : words.starts[i + 1]]:
                break  # the year of a dateline counts nobody
            elif word in rules.definite or word in rules.indefinite or word.isdigit():
                draft.definite = word in rules.definite
                draft.possessive = word in rules.possessives
                draft.first = i
                after_participle = None
                if not (i and words.gaps[i] == JOINED and words.folded[i - 1].isdigit()):
                    return
            elif word in rules.linked_suffix and self._ends_a_name(i):
                linked = True  # "Islamic State-linked fighters", "an al-Qaeda linked group"
            elif word in rules.participles:
                after_participle = draft.first if after_participle is None else after_participle
            elif word in rules.linked_suffix:
                linked = True
            elif word not in rules.fillers and not self._bridges(i):
                break
            draft.first, i = i, i - 1
        if after_participle is not None:
            draft.first = after_participle

    def _in_brackets(self, i: int) -> bool:
        """Tell whether word `i` is an acronym in brackets ("the refugee agency (UNHCR) coordinator")."""
        unit = self.at[i]
        text, starts, ends = self.words.text, self.words.starts, self.words.ends
        return (
            unit is not None
            and unit.kind == NAME
            and text[ends[i] : starts[i + 1]].strip() == ")"
            and text[: starts[unit.first]].endswith("(")
        )

    def _may_stand_before(self, unit: Unit) -> bool:
        if unit.kind in {COUNTRY, CAPITAL}:
            # "In Mali soldiers said": after a preposition a country is where, not whose.
            return not (self.joined(unit.first) and self.words.folded[unit.first - 1] in self.rules.locative)
        if unit.kind in {PERSON, NOTHING}:
            return False
        if unit.kind == HEAD:
            return self.is_noun(unit) and (
                unit.heads[0].number == "singular" or bool(unit.modifiers) or unit.last > unit.first
            )
        return True

    def _possessor(self, draft: Draft, i: int) -> None:
        """Take "Mali" of "Mali's army", "the Malian army" of "the Malian army's spokesman"."""
        unit = self.at[i - 1]
        draft.definite = True
        draft.first = i
        if unit is None or (i - 1) in self.taken or not self._may_stand_before_s(unit):
            draft.first = i + 1
            return
        if unit.kind == HEAD:
            owner = self.described(unit)
            if owner is not None and draft.owner is None:
                owner.nested = True
                draft.owner = owner
                draft.country = draft.country or owner.country
            draft.first = owner.first if owner is not None else unit.first
            return
        if unit.kind == PERSON:
            if draft.owner is not None or not _may_belong(draft):
                draft.first = i + 1
                return
            first, last = unit.first, unit.last
            draft.owner = Draft(first, last, first, last, "person", persons=unit.persons, gender="person", nested=True)
            self.taken.update(range(first, last + 1))
        else:
            self.take(unit, draft)
        draft.first = unit.first
        if self.joined(unit.first) and self.words.folded[unit.first - 1] in self.rules.definite:
            draft.first -= 1

    def _may_stand_before_s(self, unit: Unit) -> bool:
        return unit.kind in {COUNTRY, CAPITAL, STATE, NAME, PERSON} or (unit.kind == HEAD and self.is_noun(unit))

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
        branch = self.words.folded[draft.head_last] in self.rules.branches
        if branch and unit is not None and unit.kind == NAME and draft.owner is not None:
            # "Al-Qaeda affiliate JNIM": of the first, and the second.
            draft.linked, draft.owner = list(draft.owner.names), None
        if draft.owner is not None:
            return
        if unit is None or unit.kind != NAME or category(draft.category).get("takes") != "actor":
            return
        if draft.category not in _NO_NAME_AFTER or (draft.category == "group" and draft.number == "singular"):
            self.take(unit, draft)
            draft.last = unit.last

    def siblings(self, draft: Draft) -> list[Draft]:
        """Return drafts for nationalities before the first: "Malian, Nigerien and French troops"."""
        if draft.number != "plural":
            return []
        out: list[Draft] = []
        i = draft.first
        while i > 0:
            j = i - 1
            if self.joined(i) and self.words.folded[j] in {"and", "or"}:
                j -= 1
                if not (self.joined(j + 1) or self.comma(j + 1)):
                    break
            elif not (out and self.comma(i)):
                break
            unit = self.at[j]
            if unit is not None and j not in self.taken and draft.category.endswith("source") and unit.modifiers:
                out.append(self.source_of(draft, unit))
                i = unit.first
                continue
            if unit is not None and unit.kind == MOD and j not in self.taken and self._is_sort(unit, draft):
                other = self.sibling(draft, unit)
                other.category, other.country, other.modifiers = "fighters", draft.country, set(unit.modifiers)
                out.append(other)
                i = unit.first
                continue
            if unit is None or unit.kind != DEMONYM or j in self.taken:
                break
            if draft.country is None and draft.owner is None and draft.category != "peacekeepers":
                break
            sibling = self.sibling(draft, unit)
            if self.joined(unit.first) and self.words.folded[unit.first - 1] in self.rules.definite:
                sibling.first, sibling.definite = unit.first - 1, True
            out.append(sibling)
            i = sibling.first
        return out

    def _is_sort(self, unit: Unit, draft: Draft) -> bool:
        """Tell whether a modifier names another sort of fighters ("Tuareg and Islamist fighters")."""
        armed = category(draft.category)["kind"] == "armed_group"
        return armed and bool(set(unit.modifiers) - draft.modifiers - _NO_SORT)

    def determine(self, draft: Draft) -> None:
        """Take the determiner or number before the phrase."""
        words, rules = self.words, self.rules
        i = draft.first - 1
        if i < 0 or words.gaps[draft.first] != JOINED:
            return
        if words.folded[i] in rules.definite or words.folded[i] in rules.indefinite or words.folded[i].isdigit():
            draft.definite = words.folded[i] in rules.definite
            draft.first = i

    def is_of_force(self, unit: Unit) -> bool:
        """Tell whether the noun after a nationality, or the one after that, is an act or thing of a force."""
        i = unit.last + 1
        if self.joined(i) and self.words.folded[i] in self.rules.linked_suffix:
            i += 1  # "a French-led operation"
        return self.joined(i) and (
            self.words.folded[i] in self.rules.of_force
            or (self.joined(i + 1) and "military" in (self.at[i].modifiers if self.at[i] else []))  # type: ignore[union-attr]
        )

    def is_people(self, unit: Unit) -> bool:
        """Tell whether a nationality is a noun: a plural ("Malians"), or alone after a determiner ("a Turk")."""
        words = self.words
        raw = words.raw(unit.last)
        if not raw[0].isupper():
            return False
        if raw.endswith("s") and not raw.endswith("ss"):
            return True
        following = unit.last + 1
        alone = not self.joined(following) or words.folded[following] in _AFTER_PEOPLE
        before = words.folded[unit.first - 1] if unit.first else ""
        return alone and (before in self.rules.definite or before in self.rules.indefinite or before.isdigit())


def _may_belong(draft: Draft) -> bool:
    """Tell whether a description can be of a man: "Koufa's men", "Traoré's government", and no relative of his."""
    return draft.category == "people" or category(draft.category).get("takes") in {"actor", "country"}
