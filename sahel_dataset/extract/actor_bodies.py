"""Whose army, whose government: descriptions of a state's body that name no state."""

from __future__ import annotations

from dataclasses import dataclass

from sahel_dataset.extract.actor_context import THEATRE, Focus
from sahel_dataset.extract.actor_meaning import Meaning
from sahel_dataset.extract.actor_phrases import Draft
from sahel_dataset.extract.actor_words import Words
from sahel_dataset.knowledge.actor_list import actors, body_of

__all__ = ["FORCE_KINDS", "Bodies"]

FORCE_KINDS = frozenset({"state_force", "multinational_force", "private_military_company"})

# How a description without nationality finds its state. Weights add up per body, the heaviest wins:
# the last body of its sort named before it, fading by the sentence,
_BEFORE, _FADING = 1.2, 0.75
# one named after it, in its own sentence or later,
_SOON, _AFTER = 0.7, 0.3
# a country that acts before it in its sentence ("France has lost 53 soldiers"), more so within a few words,
_ACTING, _ACTING_BESIDE, _BESIDE = 1.0, 1.3, 6
# the share of all bodies of its sort that the text names,
_SHARE = 0.6
# the country of its own sentence, else that of the sentences before, and the article's.
_HERE, _CARRIED, _MAIN = 0.8, 0.5, 0.3
# The same noun counts more ("the army" after "the Malian army"), a government abroad less.
_SAME_NOUN, _SAME_SORT, _FOREIGN = 1.6, 1.2, 0.5
# Where a text names presidents and ministers abroad only, the place of events says little of who "the minister" is.
_ABROAD_ONLY = 0.5
_TITLES = frozenset(
    {"head_of_state", "minister", "ministry", "presidency_source", "embassy", "president", "prime_minister"}
)
# Within how many sentences "the embassy" is the embassy named before.
_AGAIN = 2
_JUNTAS = frozenset({"ML", "BF", "NE", "TD", "GN", "SD", "GA", "MR"})


@dataclass(frozen=True, slots=True)
class _Evidence:
    """A body of a state named outright, and where."""

    sentence: int
    word: int
    actor_id: str
    body: str
    category: str
    noun: str


class Bodies:
    """The bodies of states that a text names outright, asked for those it does not.

    Parameters
    ----------
    words, focus
        The text, and the country each sentence speaks of.
    """

    def __init__(self, words: Words, focus: Focus) -> None:
        self.words = words
        self.focus = focus
        self._evidence: list[_Evidence] = []
        # Countries named where they may act, as word and code.
        self._acting: list[tuple[int, str]] = []
        # Countries that phrases say somebody is in ("a spokesman in Mauritania"), by sentence.
        self._seats: list[tuple[int, str]] = []

    def note(self, draft: Draft, meaning: Meaning | None) -> None:
        """Take in what a draft says outright."""
        if draft.seat is not None and draft.source == "description":
            self._seats.append((self.words.sentences[draft.first], draft.seat))
        if draft.source == "country":
            if not draft.nested and draft.country is not None:
                self._acting.append((draft.first, draft.country))
            return
        actor = actors().get(meaning.actor_id or "") if meaning is not None else None
        if actor is None or meaning is None:
            return
        body = actor.body
        if body is None:
            return
        where, noun = self.words.sentences[draft.first], self.words.folded[draft.head_last]
        self._evidence.append(_Evidence(where, draft.first, actor.actor_id, body, meaning.category, noun))

    def whose(self, draft: Draft, name: str, body: str) -> str | None:
        """Return the id of the body that a description without nationality most probably means.

        Parameters
        ----------
        draft : Draft
            The description.
        name, body : str
            Its category, and the sort of body that it means.
        """
        sentence = self.words.sentences[draft.first]
        if draft.possessive:
            state = self._spoken_of(draft, sentence)
            if state is not None:
                return body_of(state, body)
        if draft.definite:
            for seen in reversed(self._evidence):
                same = seen.body == body and seen.noun == self.words.folded[draft.head_last]
                if same and seen.word < draft.first and sentence - seen.sentence <= _AGAIN:
                    return seen.actor_id
        scores = self._by_evidence(draft, name, body, sentence)
        here = self.focus.in_sentence(sentence) if draft.seat is None else draft.seat
        if here != self.focus.main and draft.seat is None and (sentence, here) in self._seats:
            here = None
        carried = self.focus.at(sentence) if here is None else None
        factor = _ABROAD_ONLY if name in _TITLES and self._abroad_only() else 1.0
        for iso2, weight in ((here, _HERE), (carried, _CARRIED), (self.focus.main, _MAIN)):
            if iso2 is not None and (name != "junta" or iso2 in _JUNTAS):
                actor_id = body_of(iso2, body)
                scores[actor_id] = scores.get(actor_id, 0.0) + factor * weight
        return max(sorted(scores), key=scores.__getitem__) if scores else None

    def _abroad_only(self) -> bool:
        """Tell whether every president and minister that the text names is of a state abroad."""
        named = [actors()[seen.actor_id].country for seen in self._evidence if seen.category in _TITLES]
        return bool(named) and not any(country in THEATRE for country in named)

    def _by_evidence(self, draft: Draft, name: str, body: str, sentence: int) -> dict[str, float]:
        seen_of_sort = [seen for seen in self._evidence if seen.body == body and seen.word != draft.first]
        if name == "junta":
            seen_of_sort = [seen for seen in seen_of_sort if actors()[seen.actor_id].country in _JUNTAS]
        scores: dict[str, float] = {}
        for seen in seen_of_sort:
            distance = abs(seen.sentence - sentence)
            if seen.word < draft.first:
                weight = _BEFORE * _FADING**distance
            else:
                weight = _AFTER * _FADING**distance if distance else _SOON
            if seen.noun == self.words.folded[draft.head_last]:
                weight *= _SAME_NOUN
            elif seen.category == name or (name in _TITLES and seen.category in _TITLES):
                weight *= _SAME_SORT
            elif body == "government" and actors()[seen.actor_id].country not in THEATRE:
                weight *= _FOREIGN
            scores[seen.actor_id] = max(scores.get(seen.actor_id, 0.0), weight)
        for actor_id in scores:
            share = sum(seen.actor_id == actor_id for seen in seen_of_sort) / len(seen_of_sort)
            scores[actor_id] += _SHARE * share
        for word, country in self._acting:
            if word < draft.first and self.words.sentences[word] == sentence:
                actor_id = body_of(country, body)
                weight = _ACTING_BESIDE if draft.first - word <= _BESIDE else _ACTING
                scores[actor_id] = max(scores.get(actor_id, 0.0), weight)
        return scores

    def _spoken_of(self, draft: Draft, sentence: int) -> str | None:
        """Return the state that "its" and "their" before a body point to: the last one named."""
        states = [(word, country) for word, country in self._acting if word < draft.first]
        states += [
            (seen.word, country)
            for seen in self._evidence
            if seen.word < draft.first and (country := actors()[seen.actor_id].country) is not None
        ]
        near = [(word, country) for word, country in states if sentence - self.words.sentences[word] <= 1]
        return max(near)[1] if near else None
