"""Clause frames: what the coders see of a sentence, the same in every language.

A frame is one predicate (a verb, or a noun that names an event) with its grammatical
relations read into roles. Language adapters build frames from a parser's labels;
nothing after them knows which language or parser it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Argument", "Frame", "Sentence", "Token"]


@dataclass(slots=True)
class Token:
    """One word with its place in the tree; `start` and `end` are offsets into the article's text."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    dep: str
    head: int
    morph: str
    children: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Argument:
    """A phrase that fills a role: its head word and the stretch of text it covers.

    `start`/`end` cover the core of the phrase (without relative clauses and appositions),
    `full_end` all of it.
    """

    head: int
    start: int
    end: int
    full_end: int
    preposition: str = ""


@dataclass(slots=True)
class Frame:
    """A predicate and its roles.

    Attributes
    ----------
    token : int
        Index of the predicate in the sentence.
    lemma : str
        Its dictionary form; phrasal parts are joined with a space (``carry out``).
    pos : str
        ``VERB`` or ``NOUN``.
    agent, patient : list of Argument
        Who does it, to whom or what it is done, whatever the voice. Coordinated phrases are separate arguments.
    recipient : Argument or None
        The indirect object (whom a speaker tells).
    oblique : list of Argument
        Prepositional phrases, each with its preposition.
    complements : list of int
        Predicates of complement clauses.
    parent : int or None
        Predicate that governs this clause; `relation` says how (complement, relative, adverbial, conjunct).
    passive, negated, participle : bool
        Voice, polarity, and whether the verb form is non-finite.
    mood : str
        ``indicative``, ``conditional``, ``possible`` (may, might, pouvoir), ``future``, ``necessary``, ``infinitive``.
    start, end : int
        The stretch of text of the clause.
    """

    token: int
    lemma: str
    pos: str
    start: int
    end: int
    agent: list[Argument] = field(default_factory=list)
    patient: list[Argument] = field(default_factory=list)
    recipient: Argument | None = None
    oblique: list[Argument] = field(default_factory=list)
    complements: list[int] = field(default_factory=list)
    parent: int | None = None
    relation: str = "root"
    passive: bool = False
    negated: bool = False
    participle: bool = False
    mood: str = "indicative"
    past_perfect: bool = False


@dataclass(slots=True)
class Sentence:
    """One parsed sentence: its words, and a frame for each predicate (by token index)."""

    index: int
    start: int
    end: int
    paragraph: int
    tokens: list[Token] = field(default_factory=list)
    frames: dict[int, Frame] = field(default_factory=dict)

    def token_at(self, offset: int) -> Token | None:
        """Return the token that covers a character offset of the article's text, if any."""
        for token in self.tokens:
            if token.start <= offset < token.end:
                return token
        return None

    def subtree(self, i: int, skip: frozenset[str] = frozenset()) -> list[int]:
        """Return the token indices below and including `i`, in order, without branches labelled in `skip`."""
        seen = [i]
        stack = [i]
        while stack:
            for child in self.tokens[stack.pop()].children:
                if self.tokens[child].dep not in skip:
                    seen.append(child)
                    stack.append(child)
        return sorted(seen)

    def ancestors(self, i: int) -> list[int]:
        """Return the token indices from the head of `i` up to the root."""
        out: list[int] = []
        while self.tokens[i].head != i and self.tokens[i].head not in out:
            i = self.tokens[i].head
            out.append(i)
        return out
