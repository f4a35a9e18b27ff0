"""Descriptions of actors in French: what belongs to a noun stands after it, the determiner before."""

from __future__ import annotations

from sahel_dataset.extract.actor_phrases import Describer, Draft, category
from sahel_dataset.extract.actor_units import DEMONYM, HEAD, LINKED, MOD, NAME, NAMING, THOUGHT, Unit
from sahel_dataset.extract.actor_words import JOINED, QUOTED

__all__ = ["FrenchDescriber"]


class FrenchDescriber(Describer):
    """Builds the drafts of a French text."""

    def is_noun(self, unit: Unit) -> bool:
        """Tell apart « le général Camara » and « état général », « des militaires » and « opération militaire »."""
        if unit.first != unit.last:
            return True
        word = self.words.folded[unit.first]
        if word in self.rules.ranks:
            following = unit.last + 1
            if self.joined(following) and self.words.is_capitalised(following):
                return True
            return self.joined(unit.first) and self._opens(unit.first - 1)
        if word in self.rules.adjectives:
            if not self.joined(unit.first):
                return self.words.text[self.words.starts[unit.first] - 1 :][:1] != "("
            return self._opens(unit.first - 1)
        return self._agrees(unit)

    def _agrees(self, unit: Unit) -> bool:
        """Tell whether article and noun are of one gender: « la mort » is not « le mort »."""
        if not self.joined(unit.first) or unit.heads[0].number != "singular":
            return True
        article = {
            "la": "f",
            "une": "f",
            "cette": "f",
            "le": "m",
            "un": "m",
            "ce": "m",
            "cet": "m",
            "du": "m",
            "au": "m",
        }
        gender = article.get(self.words.folded[unit.first - 1])
        return gender is None or any(head.gender == gender for head in unit.heads)

    def _opens(self, i: int) -> bool:
        """Tell whether word `i` is one after which a noun begins."""
        rules, word = self.rules, self.words.folded[i]
        if word in rules.definite or word in rules.indefinite or word in rules.before_nouns or word.isdigit():
            return True
        unit = self.at[i]
        return (word in rules.prenominal and unit is None) or (
            unit is not None and bool({"suspected", "former"}.intersection(unit.modifiers))
        )

    def extend(self, draft: Draft) -> None:
        """Take adjectives, nationality and a name from the right, then the determiner."""
        self._rightwards(draft)
        self.determine(draft)

    def _rightwards(self, draft: Draft) -> None:
        words, rules = self.words, self.rules
        i, quotes = draft.last + 1, 1
        while i < len(words):
            if words.gaps[i] == QUOTED and quotes:
                quotes -= 1
            elif words.gaps[i] != JOINED:
                return
            unit = self.at[i]
            if unit is not None and unit.kind in {LINKED, NAMING, THOUGHT}:
                return
            if unit is not None:
                if i in self.taken or not self._may_stand_after(unit, draft):
                    return
                if unit.kind == HEAD:
                    self._as_modifier(unit, draft)
                else:
                    self.take(unit, draft)
                draft.last, i = unit.last, unit.last + 1
                if unit.kind == NAME:
                    return
                continue
            if words.folded[i] not in rules.fillers and not self._bridges(i):
                return
            draft.last, i = i, i + 1

    def _may_stand_after(self, unit: Unit, draft: Draft) -> bool:
        if unit.kind == NAME:
            return category(draft.category).get("takes") in {"actor", "country"}
        if unit.kind == HEAD:
            return bool(unit.modifiers) and not self.is_noun(unit)
        if unit.kind == DEMONYM:
            # « le ministre Français » is careless, « les militaires Maliens » too: small letters are the rule.
            return not self.words.is_capitalised(unit.first) or self.words.is_capitalised(draft.head_first)
        return unit.kind == MOD

    def _as_modifier(self, unit: Unit, draft: Draft) -> None:
        draft.modifiers.update(unit.modifiers)
        self.taken.update(range(unit.first, unit.last + 1))

    def _bridges(self, i: int) -> bool:
        """Tell whether an unknown adjective stands between the noun and a nationality after it."""
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

    def siblings(self, draft: Draft) -> list[Draft]:
        """Return drafts for further nationalities: « les armées malienne, nigérienne et burkinabè »."""
        if draft.number != "plural":
            return []
        if draft.category.endswith("source"):
            i = draft.last + 1
            beside = self.at[i + 1] if self.joined(i) and i + 1 < len(self.words) else None
            if beside is not None and beside.modifiers and self.words.folded[i] in {"et", "ou"}:
                return [self.source_of(draft, beside)]
        if draft.country is None:
            return []
        out: list[Draft] = []
        i = draft.last + 1
        while i < len(self.words):
            if self.joined(i) and self.words.folded[i] in {"et", "ou"} and self.joined(i + 1):
                i += 1
            elif not self.comma(i):
                break
            unit = self.at[i]
            if unit is None or unit.kind != DEMONYM or i in self.taken or self.words.is_capitalised(unit.first):
                break
            out.append(self.sibling(draft, unit))
            i = unit.last + 1
        return out

    def determine(self, draft: Draft) -> None:
        """Take determiner, number and adjectives before the noun."""
        words, rules = self.words, self.rules
        i = draft.first - 1
        while i >= 0 and words.gaps[i + 1] in {JOINED, QUOTED}:
            word = words.folded[i]
            unit = self.at[i]
            if word in rules.definite or word in rules.indefinite or word.isdigit():
                if draft.definite is None:
                    draft.definite = word in rules.definite
                draft.possessive = word in rules.possessives
                draft.first, i = i, i - 1
                if word in rules.definite:
                    return
                if word in {"de", "d"} and i >= 0 and words.folded[i] in rules.quantities:
                    draft.first, i = i, i - 1
                continue
            if (
                unit is not None
                and unit.kind == MOD
                and {"suspected", "displaced", "former"}.intersection(unit.modifiers)
            ):
                draft.modifiers.update(unit.modifiers)
                self.taken.update(range(unit.first, unit.last + 1))
                draft.first, i = unit.first, unit.first - 1
                continue
            if unit is not None or word not in rules.prenominal:
                return
            draft.first, i = i, i - 1

    def is_of_force(self, unit: Unit) -> bool:
        """Tell whether the noun before a nationality, or the one before that, is an act or thing of a force."""
        i = unit.first
        return self.joined(i) and not self.words.is_capitalised(i) and self.words.folded[i - 1] in self.rules.of_force

    def is_people(self, unit: Unit) -> bool:
        """Tell whether a nationality is a noun: then it is written large."""
        return self.words.is_capitalised(unit.first)
