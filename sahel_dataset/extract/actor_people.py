"""Names of persons tied to what the text says they are.

"Guy Ye, a police captain", « le maire de Dablo, Ousmane Zongo », "President Keïta": a name beside a
description speaks as that description, and so does its family name wherever it stands again. Names
of persons never become actors.
"""

from __future__ import annotations

from sahel_dataset.extract.actor_phrases import Draft, category
from sahel_dataset.extract.actor_units import PERSON, Grammar, Unit
from sahel_dataset.extract.actor_words import JOINED, PAUSE, QUOTED, Words

__all__ = ["bind_names"]

# Parts of names that are written small.
_PARTICLES = frozenset("ag ould al el ben bin ibn de von van abou abu ul wal le la du bint walet".split())
_MAX_NAME = 6


def bind_names(
    words: Words, units: list[Unit], drafts: list[Draft], rules: Grammar, places: frozenset[int] = frozenset()
) -> None:
    """Tie names to descriptions, in place, and add drafts for family names that stand alone.

    Parameters
    ----------
    words, units, drafts, rules
        The text in the forms of the earlier steps; `drafts` grows.
    places : frozenset[int]
        Character offsets at which a place name begins: no person's name begins there.
    """
    _Binder(words, units, drafts, rules, places).run()


class _Binder:
    def __init__(
        self, words: Words, units: list[Unit], drafts: list[Draft], rules: Grammar, places: frozenset[int]
    ) -> None:
        self.words = words
        self.rules = rules
        self.drafts = drafts
        self.places = places
        self.unit_at: dict[int, Unit] = {i: u for u in units for i in range(u.first, u.last + 1)}
        self.person_at = {d.first: d for d in drafts if d.source == "person"}
        self.person_ending = {d.last: d for d in drafts if d.source == "person"}
        # Family name -> who bears it, and every word of the names by which he was introduced.
        self.known: dict[str, tuple[Draft, set[str]]] = {}

    def run(self) -> None:
        for draft in list(self.drafts):
            if draft.source == "person" and not draft.nested:
                self._register(draft, draft.first, draft.last)
        for draft in list(self.drafts):
            if draft.source == "description" and not draft.nested and category(draft.category).get("person"):
                self._bind(draft)
        self._again()
        self.drafts.sort(key=lambda d: (d.first, -d.last))

    # --- a name beside a description

    def _bind(self, draft: Draft) -> None:
        if draft.number == "plural" and draft.category != "people":
            return
        following = draft.last + 1
        if following < len(self.words):
            gap = self.words.gaps[following]
            if gap in {JOINED, QUOTED} and self._name_after(draft, following, at_least=1):
                return
            if gap == PAUSE and self._comma(following) and self._name_after(draft, following, at_least=2):
                return
        before = draft.first - 1
        if before >= 0 and self.words.gaps[draft.first] == PAUSE and self._comma(draft.first):
            self._name_before(draft, before)

    def _comma(self, i: int) -> bool:
        return self.words.text[self.words.ends[i - 1] : self.words.starts[i]].strip() in {",", "),", "(", "-", "–", "—"}

    def _name_after(self, draft: Draft, first: int, at_least: int) -> bool:
        last = self._run(first)
        if last is None or (
            self.words.folded[first] in self.rules.titles and first not in self.person_at and at_least > 1
        ):
            return False
        if last - first + 1 < at_least and first not in self.person_at:
            return False
        person = self.person_at.get(first)
        if person is not None:
            last = max(last, person.last)
        elif first == last and self.words.folded[first] in self.rules.given_names:
            return False
        self._tie(draft, first, last, person)
        return True

    def _name_before(self, draft: Draft, last: int) -> None:
        person = self.person_ending.get(last)
        if person is not None:
            self._tie(draft, person.first, person.last, person)
            return
        first = last
        while first > 0 and self._is_name_word(first) and self.words.gaps[first] == JOINED:
            first -= 1
        while first <= last and not (self._is_name_word(first) and self.words.is_capitalised(first)):
            first += 1
        if last - first + 1 >= 2 and last - first < _MAX_NAME and self._run(first) == last:
            self._tie(draft, first, last, None)

    def _tie(self, draft: Draft, first: int, last: int, person: Draft | None) -> None:
        draft.person_name = self.words.text[self.words.starts[first] : self.words.ends[last]]
        if person is not None:
            draft.persons = person.persons
            person.nested = True
        draft.first = min(draft.first, first)
        draft.last = max(draft.last, last)
        self._register(draft, first, last)

    # --- what is a name

    def _is_name_word(self, i: int) -> bool:
        unit = self.unit_at.get(i)
        if unit is not None and unit.kind != PERSON:
            return False
        word = self.words.folded[i]
        if self.words.starts[i] in self.places or word in self.rules.not_names:
            return False
        return (self.words.is_capitalised(i) and not self.words.raw(i).isdigit()) or word in _PARTICLES

    def _run(self, first: int) -> int | None:
        """Return the last word of the name that begins at word `first`, or None where none does."""
        if not (self._is_name_word(first) and self.words.is_capitalised(first)):
            return None
        last = first
        for i in range(first + 1, min(first + _MAX_NAME, len(self.words))):
            if self.words.gaps[i] != JOINED or not self._is_name_word(i):
                break
            if self.words.is_capitalised(i):
                last = i
        return last

    # --- the name again

    def _register(self, draft: Draft, first: int, last: int) -> None:
        parts = [self.words.folded[i] for i in range(first, last + 1)]
        if draft.source == "person" and draft.persons:
            family = draft.persons[0].names[0].split()[-1]
            parts_of = {self._fold(part) for name in draft.persons[0].names for part in name.split()}
            key = self._fold(family)
        else:
            parts_of = set(parts)
            key = parts[-1]
            if key in self.rules.given_names and len(parts) > 1:
                key = parts[0]
        if len(key) < 3 or key in self.rules.given_names:
            return
        present = self.known.get(key)
        if present is None or (present[0].source == "description" and len(parts_of) > len(present[1])):
            self.known[key] = (draft, parts_of)

    @staticmethod
    def _fold(part: str) -> str:
        words = Words(part)
        return words.folded[-1] if words.folded else ""

    def _again(self) -> None:
        covered = {i for d in self.drafts if not d.nested or d.source == "person" for i in range(d.first, d.last + 1)}
        for draft in list(self.drafts):
            self._same_person(draft)
        for i, word in enumerate(self.words.folded):
            if word not in self.known or i in covered or not self._is_name_word(i):
                continue
            if not self.words.is_capitalised(i) or self._is_a_place(i):
                continue
            who, parts = self.known[word]
            first = i
            while first > 0 and self.words.gaps[first] == JOINED and self._belongs(first - 1, parts):
                first -= 1
            before = first - 1
            if (
                before >= 0
                and self.words.gaps[first] == JOINED
                and self._is_name_word(before)
                and self.words.is_capitalised(before)
                and not self._begins_sentence(before)
            ):
                continue  # somebody else of that family name
            self.drafts.append(
                Draft(first, i, i, i, "person", gender="person", owner=who, person_name=self.words.raw(i))
            )

    def _is_a_place(self, i: int) -> bool:
        """Tell whether a family name stands where a town of that name would ("in Chibok", "the Chibok area")."""
        before = self.words.folded[i - 1] if self.words.gaps[i] == JOINED and i else ""
        after = self.words.folded[i + 1] if i + 1 < len(self.words) and self.words.gaps[i + 1] == JOINED else ""
        return before in self.rules.place_before or after in self.rules.place_after

    def _belongs(self, i: int, parts: set[str]) -> bool:
        word = self.words.folded[i]
        return (word in parts and self.words.is_capitalised(i)) or (word in self.rules.titles and i not in self.unit_at)

    def _begins_sentence(self, i: int) -> bool:
        return self.words.gaps[i] != JOINED and self.words.folded[i] in self.rules.not_names

    def _same_person(self, draft: Draft) -> None:
        """Let "Senator Musa" be the senator whose full name stands elsewhere."""
        if draft.source != "description" or draft.person_name is None or draft.owner is not None or draft.country:
            return
        words = Words(draft.person_name)
        who = self.known.get(words.folded[-1]) if words.folded else None
        if who is None or who[0] is draft or draft.persons or not set(words.folded) <= who[1]:
            return
        if who[0].source == "person":
            draft.persons = who[0].persons
        elif who[0].category == draft.category and who[0].owner is not draft:
            draft.country = who[0].country
            draft.state = draft.state or who[0].state
            draft.owner = who[0].owner
