"""Organisations that an article introduces by name: "the Front for the Defence of the Dunes (FDD)".

An acronym in brackets after a name that spells it becomes an alias in that article: of the listed actor
where the name is one's, else of a new one that the article alone knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sahel_dataset.extract.actor_phrases import Draft, category
from sahel_dataset.extract.actor_units import HEAD, MOD, NAME, NAMING, Grammar, Unit
from sahel_dataset.extract.actor_words import BREAK, JOINED, QUOTED, Words
from sahel_dataset.extract.mentions import LocalActor

__all__ = ["Introduced", "introduce"]

_SMALL = frozenset(
    "of for the and in to a de du des la le les l d pour et en au aux a un une sur dans contre against on".split()
)
# What a new actor is in the list of actors, where the word for it says how it speaks.
_ACTOR_KIND = {"analyst": "ngo", "company": "other"}
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*\Z")
_FALSE_ACRONYMS = frozenset("GMT UTC USD EUR FCFA CFA KM TV PDF I II III IV V VI VII VIII IX".split())
_LONGEST = 12
# Within how many words a description may be "known as" its name.
_FAR = 5
_NAMED = frozenset(
    {"group", "armed_group", "rebels", "jihadists", "militia", "tuareg_rebels", "separatists", "terrorists", "ngo"}
)
_ARMED = frozenset({"rebel", "jihad", "armed", "separatist", "insurgent", "terror", "tuareg"})
_ARMED_HEADS = frozenset(
    {"rebels", "jihadists", "armed_group", "tuareg_rebels", "insurgents", "militants", "terrorists"}
)


@dataclass(slots=True)
class Introduced:
    """What one article introduces: the new actors, in order, and the drafts of every place that names one."""

    actors: list[LocalActor]
    drafts: list[Draft]


def introduce(words: Words, units: list[Unit], drafts: list[Draft], rules: Grammar) -> Introduced:
    """Find the organisations that the article introduces, and every mention of their acronyms.

    Parameters
    ----------
    words, units, drafts, rules
        The text in the forms of the earlier steps. Drafts that an introduced name covers become nested.
    """
    return _Introducer(words, units, drafts, rules).run()


def slug(name: str) -> str:
    """Return a readable id of a name.

    Examples
    --------
    >>> slug("Front pour la défense des dunes")
    'front_pour_la_defense_des_dunes'
    """
    return "_".join(Words(name).folded)


class _Introducer:
    def __init__(self, words: Words, units: list[Unit], drafts: list[Draft], rules: Grammar) -> None:
        self.words = words
        self.rules = rules
        self.drafts = drafts
        self.unit_at: dict[int, Unit] = {i: u for u in units for i in range(u.first, u.last + 1)}
        self.actors: dict[str, LocalActor] = {}
        # Acronym as written -> the draft it stands for.
        self.aliases: dict[str, Draft] = {}
        self.new: list[Draft] = []

    def run(self) -> Introduced:
        for i in range(1, len(self.words)):
            if self._opens_bracket(i) and self._closes_bracket(i):
                self._acronym_after(i)
            elif self._opens_bracket(i) and i >= 1 and self._is_acronym(i - 1):
                self._name_in_brackets(i)
        self._called()
        self._offices()
        self._media()
        self._institutes()
        if self.aliases:
            self._mentions()
        return Introduced(list(self.actors.values()), self.new)

    # --- finding acronyms

    def _opens_bracket(self, i: int) -> bool:
        return self.words.text[self.words.ends[i - 1] : self.words.starts[i]].strip(" \n\"“«'’»”") == "("

    def _closes_bracket(self, i: int) -> bool:
        return self._is_acronym(i) and self.words.text[self.words.ends[i] : self.words.ends[i] + 2].lstrip()[:1] in {
            ")",
            ",",
        }

    def _is_acronym(self, i: int) -> bool:
        raw = self.words.raw(i)
        return 2 <= len(raw) <= 10 and bool(_ACRONYM.match(raw)) and raw not in _FALSE_ACRONYMS

    def _acronym_after(self, i: int) -> None:
        acronym = self.words.raw(i)
        last = i - 1
        named = self.unit_at.get(i)
        if named is not None and named.kind == NAME:
            return
        before = next((d for d in self.drafts if d.last == last and not d.nested), None)
        first = self._spelt_by(acronym, last)
        if before is not None and before.source == "name":
            self.aliases[acronym] = before
            return
        if first is None:
            return
        self._add(acronym, first, last)

    def _name_in_brackets(self, i: int) -> None:
        acronym = self.words.raw(i - 1)
        if (i - 1) in self.unit_at and self.unit_at[i - 1].kind == NAME:
            return
        close = self.words.text.find(")", self.words.starts[i])
        if close < 0 or close - self.words.starts[i] > 120:
            return
        last = self.words.index_at(close) - 1
        first = self._spelt_by(acronym, last)
        if first is not None and first <= i + 1:
            inside = next((d for d in self.drafts if d.first >= i and d.last == last and d.source == "name"), None)
            if inside is not None:
                self.aliases[acronym] = inside
            else:
                self._add(acronym, max(first, i), last)

    def _spelt_by(self, acronym: str, last: int) -> int | None:
        """Return the first word of the name that ends at word `last` and spells the acronym."""
        letters = [c.lower() for c in acronym if c.isalpha()]
        initials: list[str] = []
        for first in range(last, max(-1, last - _LONGEST), -1):
            word = self.words.folded[first]
            if first < last and self.words.gaps[first + 1] == BREAK:
                return None
            if word not in _SMALL:
                initials.insert(0, word[0])
            elif initials[:1] == [""]:
                return None
            if word in _SMALL or not self.words.is_capitalised(first):
                continue
            if initials == letters or self._loosely(letters, first, last):
                return first
        return None

    def _loosely(self, letters: list[str], first: int, last: int) -> bool:
        """Tell whether every letter is an initial, in order, with small words counted or not."""
        content = [w[0] for w in self.words.folded[first : last + 1]]
        big = [self.words.folded[j][0] for j in range(first, last + 1) if self.words.folded[j] not in _SMALL]
        if letters[0] != content[0] or len(letters) < 3 or abs(len(big) - len(letters)) > 1:
            return False
        position = 0
        for letter in content:
            if position < len(letters) and letter == letters[position]:
                position += 1
        return position == len(letters)

    # --- adding actors

    def _add(self, acronym: str | None, first: int, last: int, kind: str | None = None) -> Draft | None:
        name = self.words.text[self.words.starts[first] : self.words.ends[last]].replace("\n", " ")
        kind = kind or self._kind(first, last)
        if kind is None:
            return None
        draft = Draft(first, last, first, first, "local", definite=True)
        draft.actor_id = slug(acronym or name)
        self.actors.setdefault(draft.actor_id, LocalActor(draft.actor_id, name, _ACTOR_KIND.get(kind, kind)))
        draft.category = kind if kind in {"analyst", "company"} else ""
        for other in self.drafts:
            if other.first <= last and other.last >= first and not other.nested:
                other.nested = True
        self.new.append(draft)
        if acronym is not None:
            self.aliases[acronym] = draft
        return draft

    def _kind(self, first: int, last: int) -> str | None:
        own = [self.rules.organisation_words.get(self.words.folded[j]) for j in range(first, last + 1)]
        around: set[str] = set()
        for j in range(max(0, first - 4), first):
            if self.words.gaps[j + 1] not in {JOINED, QUOTED}:
                around.clear()
                continue
            unit = self.unit_at.get(j)
            if unit is not None and unit.kind == MOD:
                around.update(unit.modifiers)
            elif unit is not None and unit.kind == HEAD and unit.heads[0].category in _ARMED_HEADS:
                around.add("armed")
        if around & _ARMED:
            return "armed_group"
        words = [self.words.folded[j] for j in range(first, last + 1)]
        for word, kind in zip(words, own, strict=True):
            if kind == "armed_group" and word in {"front", "katiba", "brigade", "brigades", "bataillon", "battalion"}:
                return "armed_group"
        return next((kind for kind in own if kind is not None), None)

    # --- "the daily Le Soir", "the Centre for Desert Studies"

    def _media(self) -> None:
        for draft in list(self.drafts):
            if draft.nested or draft.category not in {"media", "state_television"} or draft.number != "singular":
                continue
            first = draft.last + 1
            if not self._follows(first) and self._follows(first + 1) and first not in self.unit_at:
                first += 1  # « le quotidien bamakois Le Soir »
            last = self._capitalised_run(first) if self._follows(first) else None
            day = last == first and self.words.folded[first] in self.rules.not_names
            if last is not None and not day and first not in self.unit_at:
                local = self._add(None, first, last, "media")
                if local is not None:
                    local.first = draft.first
                    draft.nested = True

    def _institutes(self) -> None:
        covered = {i for d in (*self.drafts, *self.new) if not d.nested for i in range(d.first, d.last + 1)}
        i = 0
        while i < len(self.words):
            last = self._capitalised_run(i) if self.words.is_capitalised(i) and i not in covered else None
            if last is None or last - i < 2:
                i += 1
                continue
            kinds = [self.rules.organisation_words.get(w) for w in self.words.folded[i : last + 1]]
            if (
                "analyst" in kinds
                and not covered.intersection(range(i, last + 1))
                and not self.words.is_headline(self.words.sentences[i])
            ):
                self._add(None, i, last, "analyst")
            i = last + 1

    def _follows(self, i: int) -> bool:
        return i < len(self.words) and self.words.gaps[i] in {JOINED, QUOTED} and self.words.is_capitalised(i)

    # --- "a group calling itself the Army of the Dunes"

    def _called(self) -> None:
        for i, unit in sorted(self.unit_at.items()):
            if unit.kind != NAMING or i != unit.last:
                continue
            first = i + 1
            while first < len(self.words) and self.words.folded[first] in _SMALL and self.words.gaps[first] != BREAK:
                first += 1
            last = self._capitalised_run(first)
            described = [d for d in self.drafts if d.last < unit.first and self._calls(d, unit.first)]
            if last is None or not described:
                continue
            whose = described[-1]
            kind = "armed_group" if category(whose.category)["kind"] == "armed_group" else None
            local = self._add(None, first, last, kind or ("armed_group" if whose.category == "group" else None))
            if local is not None:
                whose.owner = local
                whose.nested = False

    def _calls(self, draft: Draft, i: int) -> bool:
        if draft.nested or draft.source != "description" or draft.owner is not None:
            return False
        takes = category(draft.category).get("takes") == "actor" and draft.category in _NAMED
        between = self.words.folded[draft.last + 1 : i]
        # "Rebels want a homeland called Azawad": what is called so is the homeland.
        other = len(between) > _FAR or any(word in self.rules.indefinite for word in between)
        return takes and not other and self.words.sentences[draft.first] == self.words.sentences[i]

    # --- "president of the Women of the Dunes Initiative": an organisation without acronym

    def _offices(self) -> None:
        for draft in list(self.drafts):
            if draft.nested or draft.source != "description" or draft.owner is not None or draft.country is not None:
                continue
            if draft.category not in {
                "head_of_state",
                "leader",
                "spokesperson",
                "analyst",
                "expert",
                "official",
                "member",
            }:
                continue
            i = draft.last + 1
            if i >= len(self.words) or self.words.gaps[i] != JOINED or self.words.folded[i] not in self.rules.of:
                continue
            first = i + 1
            while first < len(self.words) and self.words.folded[first] in _SMALL:
                first += 1
            last = self._capitalised_run(first)
            if last is None or last == first:
                continue
            kinds = [self.rules.organisation_words.get(w) for w in self.words.folded[first : last + 1]]
            if not any(kinds):
                continue
            local = self._add(None, first, last)
            if local is None:
                continue
            if category(draft.category).get("takes") == "actor" and local.category != "analyst":
                draft.owner = local
                local.nested = True
                draft.last = last

    def _capitalised_run(self, first: int) -> int | None:
        last = None
        for i in range(first, min(first + _LONGEST, len(self.words))):
            if i > first and self.words.gaps[i] != JOINED:
                break
            unit = self.unit_at.get(i)
            if unit is not None and unit.kind == NAME:
                break
            if self.words.is_capitalised(i):
                last = i
            elif self.words.folded[i] not in _SMALL:
                break
        return last

    # --- where the acronyms stand

    def _mentions(self) -> None:
        covered = {i for d in (*self.drafts, *self.new) if not d.nested for i in range(d.first, d.last + 1)}
        for i in range(len(self.words)):
            raw = self.words.raw(i)
            target = self.aliases.get(raw)
            if target is None or i in covered:
                continue
            draft = Draft(i, i, i, i, "local", definite=True, category=target.category)
            draft.actor_id, draft.names, draft.owner = target.actor_id, target.names, target.owner
            self.new.append(draft)
