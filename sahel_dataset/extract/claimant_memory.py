"""Who spoke before: whom a pronoun, "the same source", "the report" or "this toll" goes back to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sahel_dataset.extract.actors import ActorMention, resolve_pronoun
from sahel_dataset.extract.claimant_words import claimant_words
from sahel_dataset.extract.frames import Token

__all__ = ["Memory", "Who"]

_GENDERS = frozenset({"m", "f"})
_BODIES = frozenset({"government", "military", "armed_group", "ngo", "un", "foreign_government"})
_PUBLISHING = frozenset({"government", "un", "ngo"})  # whose a statement is where nobody spoke before it
_REPORTING = frozenset({"ngo", "un"})  # whose a report is
_STATE = frozenset({"government", "military", "foreign_government", "local_official"})
_PEOPLE = frozenset(
    {"witness", "local_official", "analyst", "medical_source", "security_source", "government", "military"}
)
_SOURCES = frozenset({"security_source", "medical_source", "witness", "local_official", "foreign_government", "ngo"})
_MEMORY = 900  # characters: a speaker further back than some five sentences is not meant by a pronoun
_LONG = 3000  # a report is spoken of all through an article


def _gender(head: Token) -> str:
    """Return the grammatical gender of a word, where its form tells one."""
    return "f" if "Gender=Fem" in head.morph else "m" if "Gender=Masc" in head.morph else ""


@dataclass(frozen=True, slots=True)
class Who:
    """A claimant: an actor's id where one is known, the kind, and the words that name it."""

    actor_id: str | None
    kind: str
    text: str | None
    person: bool = False


class Memory:
    """The speakers of one article in the order in which they spoke.

    Parameters
    ----------
    mentions : sequence of ActorMention
        The article's resolved actor mentions, in order.
    language : str
        The article's language.
    """

    def __init__(self, mentions: Sequence[ActorMention], language: str = "en") -> None:
        self.words = claimant_words(language)
        self.mentions = [m for m in mentions if m.kind]
        self._last: list[tuple[int, Who]] = []  # who spoke
        self._topics: list[tuple[int, Who, bool, str]] = []  # who spoke or was told of, with number and gender

    def agrees(self, pronoun: str, head: Token) -> bool:
        """Say whether a noun may be what a pronoun stands for, by number and gender."""
        number, kind = self.words.pronouns.get(pronoun, ("singular", "any"))
        if ("Number=Plur" in head.morph) != (number == "plural"):
            return False
        return _gender(head) in {"", kind} or kind not in _GENDERS

    def remember(self, who: Sequence[Who], head: Token | None, offset: int) -> None:
        """Keep a claimant as the likely antecedent of a pronoun or a nameless statement to come."""
        self._last.extend((offset, w) for w in who if w.kind != "unattributed" or w.person)
        self.mention(who, head, offset)

    def mention(self, who: Sequence[Who], head: Token | None, offset: int) -> None:
        """Keep whom a sentence was about as the likely antecedent of a pronoun alone."""
        plural = head is not None and "Number=Plur" in head.morph
        gender = "" if head is None or head.pos != "NOUN" else _gender(head)
        self._topics.extend((offset, w, plural, gender) for w in who if w.kind != "unattributed" or w.person)

    def pronoun(self, word: str, offset: int) -> list[Who]:
        """Return the claimant a pronoun stands for: who spoke last and agrees, else the likeliest actor."""
        if word in self.words.first_person:
            return []  # « a-t-on appris »: nobody, but those it was learnt from
        number, kind = self.words.pronouns.get(word, ("singular", "any"))
        near = [
            (who, plural)
            for at, who, plural, gender in reversed(self._topics[-6:])
            if offset - at <= _MEMORY and (gender in {"", kind} or kind not in _GENDERS)
        ]
        if number == "plural":
            several = [who for who, plural in near if plural or who.kind == "witness"]
            if several or near:
                return several[:1] or [who for who, _ in near if who.kind in _BODIES][:1]
        for who, plural in near:
            if number == "plural":
                continue
            if kind == "person":
                if who.person or (who.kind in _PEOPLE and not plural):
                    return [who]
            elif kind == "neuter":
                if not who.person and who.kind in _BODIES:
                    return [who]
            elif not plural:
                return [who]
        found = resolve_pronoun(offset, number, kind, self.mentions)
        if found is None:
            return []
        person = found.source == "person" or found.person_name is not None
        return [Who(found.claimant_id, found.kind, found.text, person)]

    def last_speaker(self, offset: int) -> list[Who]:
        """Return whoever spoke last ("the same source", « ce bilan »)."""
        near = [who for at, who in self._last if 0 <= offset - at <= _MEMORY]
        return near[-1:]

    def last_source(self, offset: int) -> Who | None:
        """Return the source that spoke last, of whatever sort."""
        near = [w for at, w in self._last if 0 <= offset - at <= _MEMORY and w.kind in _SOURCES and w.actor_id is None]
        return near[-1] if near else None

    def last_body(self, offset: int | None = None) -> list[Who]:
        """Return the body that spoke last: the likely author of a statement nobody is named for."""
        for at, who in reversed(self._last[-6:]):
            if offset is not None and offset - at > _MEMORY:
                break
            if who.kind in _BODIES and not (who.actor_id or "").endswith("_unspecified"):
                return [who]
        if offset is None:
            return []
        before = [
            m
            for m in self.mentions
            if offset - _MEMORY // 2 < m.start < offset and m.kind in _PUBLISHING and m.claimant_id
        ]
        told = [m for m in before if not m.metonym] or before
        return [Who(told[-1].claimant_id, told[-1].kind, None)] if told else self.authorities()

    def document(self, words: str, offset: int) -> list[Who]:
        """Return the author of a statement or report that names none.

        An official one is the government's; a report is that of the organisation that last reported.
        """
        if self.words.official.search(words):
            state = [w for at, w in self._last if 0 <= offset - at <= _MEMORY and w.kind in _STATE and not w.person]
            return state[-1:] or self.authorities()
        if self.words.report.search(words):
            told = [w for at, w in self._last if 0 <= offset - at <= _LONG and w.kind in _REPORTING]
            if told:
                return told[-1:]
        return self.last_body(offset)

    def silent_body(self, offset: int) -> list[Who]:
        """Return who leaves a toll untold where nobody is named: the side that spoke last, else the authorities."""
        state = [w for at, w in self._last if 0 <= offset - at <= _MEMORY and w.kind in _STATE and w.actor_id]
        return state[-1:] or self.authorities()

    def authorities(self) -> list[Who]:
        """Return the government an article mostly speaks of: whose an "official" toll is."""
        named = Counter(m.claimant_id for m in self.mentions if m.kind == "government" and m.claimant_id)
        if not named:
            return [Who(None, "government", None)]
        return [Who(min(named, key=lambda a: (-named[a], a)), "government", None)]
