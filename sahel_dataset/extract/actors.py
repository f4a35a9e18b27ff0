"""Who an article speaks of: every mention of an actor, by name or by description, with offsets.

One pass over the text with an automaton of dated names, countries and nouns; then descriptions are put
together (`actor_phrases`, `actor_complements`), names of persons tied to what they are
(`actor_people`), new organisations noted (`actor_local`) and everything resolved in the context of
its article (`actor_resolver`). Plain text and offsets only: no parser.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sahel_dataset.extract.actor_complements import join_complements
from sahel_dataset.extract.actor_context import HOME, Focus
from sahel_dataset.extract.actor_english import EnglishDescriber
from sahel_dataset.extract.actor_french import FrenchDescriber
from sahel_dataset.extract.actor_local import introduce
from sahel_dataset.extract.actor_meaning import Meaning
from sahel_dataset.extract.actor_people import bind_names
from sahel_dataset.extract.actor_phrases import Draft
from sahel_dataset.extract.actor_resolver import Resolver
from sahel_dataset.extract.actor_units import cut, grammar
from sahel_dataset.extract.actor_words import Words
from sahel_dataset.extract.mentions import LocalActor

__all__ = ["ActorFinder", "ActorMention", "ActorReading", "mention_in", "resolve_pronoun"]


_DESCRIBERS = {"en": EnglishDescriber, "fr": FrenchDescriber}


@dataclass(frozen=True, slots=True)
class ActorMention:
    """One place where a text speaks of an actor.

    Attributes
    ----------
    start, end : int
        Half-open character offsets of the whole phrase, determiner and complement included.
    text : str
        Those words.
    head_start, head_end : int
        Offsets of its noun or name.
    actor_id : str or None
        The actor, as a participant of an event.
    claimant_id : str or None
        The actor as a claimant; None where only the kind of source is told ("residents", "the mayor").
    kind : str
        The claimant kind it is when it speaks (vocabulary ``claimant_kind``).
    source : str
        How it is told: ``name``, ``person``, ``description``, ``country`` (a country or capital that may stand for its
        government), ``adjective`` (of an act: « une attaque jihadiste ») or ``local`` (an organisation that the article
        introduces).
    category : str
        Of a description, its category (``knowledge/actors/descriptions.yaml``); of a person, the office.
    country : str or None
        ISO 3166-1 code of the state it belongs to or the nationality given.
    basis : str
        ``reported`` where the words say who it is, ``inferred`` where that follows from context.
    likely_actor_id : str or None
        Whom a vague description probably means.
    is_definite : bool
        Whether it is definite ("the group"), and so may refer back.
    number : str
        ``singular`` or ``plural``.
    gender : str
        ``m``, ``f``, ``neuter`` or ``person``.
    victim_class : str
        What its dead count as (vocabulary ``victim_class``).
    metonym : bool
        Whether it is a country or capital standing for its government: an actor only where it acts or speaks.
    person_name : str or None
        The name of the person, where one stands there. Not for tables.
    sentence : int
        Number of its sentence in the text.
    is_aside : bool
        Whether it is only named as whom somebody else is linked to ("JNIM, which is linked to al-Qaeda").
    """

    start: int
    end: int
    text: str
    head_start: int
    head_end: int
    actor_id: str | None
    claimant_id: str | None
    kind: str
    source: str
    category: str
    country: str | None
    basis: str
    likely_actor_id: str | None
    is_definite: bool
    number: str
    gender: str
    victim_class: str
    metonym: bool
    person_name: str | None
    sentence: int
    is_aside: bool = False


@dataclass(frozen=True, slots=True)
class ActorReading:
    """What was found in one text.

    Attributes
    ----------
    mentions : tuple[ActorMention, ...]
        In the order of the text.
    local_actors : tuple[LocalActor, ...]
        Organisations that the text introduces and the actor list does not know.
    country : str or None
        The country the text as a whole speaks of.
    """

    mentions: tuple[ActorMention, ...]
    local_actors: tuple[LocalActor, ...]
    country: str | None
    focus: Focus
    words: Words

    def country_at(self, offset: int) -> str | None:
        """Return the country that the sentence at a character offset speaks of."""
        i = min(self.words.index_at(offset), len(self.words) - 1)
        return self.focus.at(self.words.sentences[i]) if i >= 0 else None


class ActorFinder:
    """Finds the actors of texts in one language.

    Parameters
    ----------
    language : str
        ``en`` or ``fr``.

    Examples
    --------
    >>> finder = ActorFinder("en")
    >>> reading = finder.read("Malian soldiers and Wagner fighters left Kidal, a security source said.")
    >>> [(m.text, m.actor_id, m.claimant_id, m.kind) for m in reading.mentions]  # doctest: +NORMALIZE_WHITESPACE
    [('Malian soldiers', 'ml_armed_forces', 'ml_armed_forces', 'military'),
     ('Wagner fighters', 'wagner', 'wagner', 'armed_group'),
     ('a security source', None, None, 'security_source')]
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._rules = grammar(language)

    def read(
        self,
        text: str,
        *,
        published_on: dt.date | None = None,
        body_start: int = 0,
        places: Sequence[tuple[int, int, str]] = (),
        home: Collection[str] | None = None,
    ) -> ActorReading:
        """Find every mention of an actor in a text.

        Parameters
        ----------
        text : str
            Title, a blank line and the body, or the body alone.
        published_on : datetime.date or None
            Publication date: names and offices count only while they were in use.
        body_start : int
            Character offset at which the body begins.
        places : Sequence[tuple[int, int, str]]
            Places known to stand in the text: start, end, ISO 3166-1 code. They say where a sentence plays, and
            no person's name begins there.
        home : Collection[str] or None
            Countries whose government is ``government`` and not ``foreign_government`` to this text; by default
            Mali, Burkina Faso, Niger and the country the text speaks of.
        """
        words = Words(text)
        rules = self._rules
        units = cut(words, rules)
        drafts = _DESCRIBERS[self.language](words, units, rules).run()
        join_complements(words, units, drafts, rules)
        n_title = words.sentences[i - 1] + 1 if body_start and (i := words.index_at(body_start)) else 1
        focus = Focus(words, units, rules, places, n_title)
        introduced = introduce(words, units, drafts, rules)
        drafts += introduced.drafts
        bind_names(words, units, drafts, rules, frozenset(start for start, _end, _iso2 in places))
        homes = frozenset(home) if home is not None else HOME | ({focus.main} if focus.main else set())
        resolved = Resolver(words, rules, focus, published_on, introduced.actors).run(drafts)
        mentions = tuple(_mention(words, draft, meaning, homes) for draft, meaning in resolved)
        return ActorReading(mentions, tuple(introduced.actors), focus.main, focus, words)

    def find(
        self,
        text: str,
        *,
        published_on: dt.date | None = None,
        body_start: int = 0,
        places: Sequence[tuple[int, int, str]] = (),
        home: Collection[str] | None = None,
    ) -> list[ActorMention]:
        """Return the mentions of `read` alone, in the order of the text.

        Examples
        --------
        >>> [m.actor_id for m in ActorFinder("fr").find("L'armée du Mali accuse la France.")]
        ['ml_armed_forces', 'fr_government']
        """
        reading = self.read(text, published_on=published_on, body_start=body_start, places=places, home=home)
        return list(reading.mentions)


def _mention(words: Words, draft: Draft, meaning: Meaning, homes: frozenset[str]) -> ActorMention:
    start, end = words.starts[draft.first], words.ends[draft.last]
    kind = meaning.kind
    if (
        kind == "government"
        and meaning.country is not None
        and meaning.country not in homes
        and meaning.category != "police"
    ):
        kind = "foreign_government"
    return ActorMention(
        start=start,
        end=end,
        text=words.text[start:end],
        head_start=words.starts[draft.head_first],
        head_end=words.ends[draft.head_last],
        actor_id=meaning.actor_id,
        claimant_id=meaning.claimant_id,
        kind=kind,
        source=draft.source,
        category=meaning.category,
        country=meaning.country,
        basis=meaning.basis,
        likely_actor_id=meaning.likely,
        is_definite=draft.definite is True,
        number=draft.number,
        gender=draft.gender,
        victim_class=meaning.victim_class,
        metonym=draft.source == "country",
        person_name=draft.person_name,
        sentence=words.sentences[draft.first],
        is_aside=draft.aside,
    )


def mention_in(
    mentions: Sequence[ActorMention], start: int, end: int, *, head: int | None = None
) -> ActorMention | None:
    """Return the mention that a stretch of text (a subject and what belongs to it) is about.

    Parameters
    ----------
    mentions : Sequence[ActorMention]
        In the order of the text.
    start, end : int
        The stretch, half-open.
    head : int or None
        Character offset of its head word, where a parser knows it: the mention that covers it comes first.

    Examples
    --------
    >>> text = "The mayor of Gao, a former officer, said soldiers fled."
    >>> mention_in(ActorFinder("en").find(text), 0, 34, head=4).kind
    'local_official'
    """
    inside = [m for m in mentions if m.start < end and m.end > start]
    if not inside:
        return None
    if head is not None:
        covering = [m for m in inside if m.start <= head < m.end]
        if covering:
            return min(covering, key=lambda m: (not m.head_start <= head < m.head_end, m.metonym, m.end - m.start))
    return min(inside, key=lambda m: (m.metonym, m.category in {"people", "nationals"}, m.start))


def resolve_pronoun(
    start: int,
    number: str,
    gender: str,
    mentions: Sequence[ActorMention],
    *,
    reach: int = 3,
    sentence: int | None = None,
    speaking: bool = True,
) -> ActorMention | None:
    """Return the mention that a pronoun refers to: recent, of its number and gender, and rather a subject.

    Parameters
    ----------
    start : int
        Character offset of the pronoun.
    number : str
        ``singular`` or ``plural``.
    gender : str
        ``m`` or ``f`` (French), ``neuter`` ("it"), ``person`` ("he", "she"), ``any`` ("they").
    mentions : Sequence[ActorMention]
        Of the whole text, in order.
    reach : int
        How many sentences back it looks.
    sentence : int or None
        The pronoun's sentence, where it is known; else that of the mention before it.
    speaking : bool
        Whether the pronoun is the subject of a verb of saying, so that who can speak comes first.

    Examples
    --------
    >>> text = "The Malian army killed ten militants in Ber. It said the raid went on."
    >>> resolve_pronoun(45, "singular", "neuter", ActorFinder("en").find(text)).actor_id
    'ml_armed_forces'
    """
    before = [m for m in mentions if m.end <= start and not m.is_aside]
    if not before:
        return None
    here = before[-1].sentence if sentence is None else sentence
    first_of: dict[int, int] = {}
    for m in before:
        if not m.metonym:
            first_of.setdefault(m.sentence, m.start)
    best, best_score = None, 0.0
    for m in before:
        distance = here - m.sentence
        if distance > reach or not _agrees(m, number, gender):
            continue
        score = 3.0 - distance + (0.8 if first_of.get(m.sentence) == m.start else 0.0)
        score += 0.0002 * (m.start - before[0].start) / max(1, start - before[0].start)
        if speaking:
            score += 0.5 if m.claimant_id is not None else 0.3 if m.kind not in {"unattributed", "witness"} else 0.0
        if m.metonym:
            score -= 0.6
        if gender == "person" or (number == "singular" and gender in {"m", "f"}):
            score += 0.9 if m.source == "person" or m.person_name else 0.3 if _is_person(m) else 0.0
        elif gender == "neuter" and (m.source == "person" or m.person_name):
            score -= 1.5
        if score > best_score:
            best, best_score = m, score
    return best


_SINGLE_PEOPLE = frozenset(
    "head_of_state minister official spokesperson officer leader local_official governor witness analyst "
    "expert residents relatives survivors civilians medical_source security_source military_source "
    "justice embassy drivers clergy diplomatic_source president prime_minister spokesman commander "
    "senator former lawyers activists journalists".split()
)


def _is_person(m: ActorMention) -> bool:
    return m.category in _SINGLE_PEOPLE and m.number == "singular"


def _agrees(m: ActorMention, number: str, gender: str) -> bool:
    if gender == "person" and not (m.source == "person" or m.person_name or _is_person(m)):
        return False
    if gender == "neuter" and (m.source == "person" or (_is_person(m) and m.category not in {"justice", "embassy"})):
        return False
    if m.source in {"name", "local", "country"}:
        # Organisations are "it"; English may say "they" of them, French « ils » of a group of men.
        return number == "singular" or gender == "any"
    if number == "plural" and m.number == "singular":
        return gender == "any" and m.kind in {"armed_group", "military", "government"} and not _is_person(m)
    if number == "singular" and m.number == "plural":
        return False
    if gender in {"m", "f"} and m.gender in {"m", "f"} and m.gender != gender:
        return m.source == "person"
    return True
