"""One pass over an article before any parser: its actors, places, dates and the sentences worth parsing."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from dataclasses import dataclass

from sahel_dataset.extract.actors import ActorFinder, ActorMention, ActorReading
from sahel_dataset.extract.dates import DateMention, find_dates
from sahel_dataset.extract.language import LANGUAGES
from sahel_dataset.extract.lexicon import lexicon
from sahel_dataset.extract.mentions import Article, LocalActor
from sahel_dataset.extract.place_anaphora import places_named_again
from sahel_dataset.extract.places import ResolvedPlace, find_places
from sahel_dataset.extract.sentences import Span, quotations, split_sentences

__all__ = ["Reading", "read"]


@dataclass(frozen=True)
class Reading:
    """What is known of an article without parsing it.

    Attributes
    ----------
    actors, places, dates : list
        Mentions in the order of the text; `places` only those where something may have happened.
    sentences : list of Span
        All sentences.
    worth_parsing : list of Span
        Those with a word that could matter: a trigger, an actor, a cue of saying or a figure.
    quotes : list of Span
        Quotations.
    """

    actors: list[ActorMention]
    places: list[ResolvedPlace]
    dates: list[DateMention]
    sentences: list[Span]
    worth_parsing: list[Span]
    quotes: list[Span]
    local_actors: tuple[LocalActor, ...]
    actor_reading: ActorReading
    all_places: list[ResolvedPlace]

    def country_of(self, offset: int) -> ResolvedPlace | None:
        """Return the country that the article speaks of at a place in the text, as a place of country precision."""
        main = self.actor_reading.country
        code = self.actor_reading.country_at(offset) or main
        if code != main and self._is_only_passed(code, offset):
            code = main
        return _country(code) if code else None

    def _is_only_passed(self, code: str | None, offset: int) -> bool:
        """Say whether the sentence at an offset names a country only as where somebody came from or goes to."""
        here = next((s for s in self.sentences if s.start <= offset < s.end), None)
        named = [p for p in self.all_places if here and here.start <= p.start < here.end and p.country == code]
        return bool(named) and all(p.role == "path" for p in named)


@functools.cache
def _country(code: str) -> ResolvedPlace | None:
    from sahel_dataset.knowledge.gazetteer import gazetteer

    try:
        place = gazetteer()[f"country-{code.lower()}"]
    except KeyError:
        return None
    return ResolvedPlace(
        0,
        0,
        "",
        place.place_id,
        place.name,
        code,
        None,
        place.latitude,
        place.longitude,
        "country",
        "country",
        basis="article",
    )


@functools.cache
def _actor_finder(language: str) -> ActorFinder:
    return ActorFinder(language)


@functools.cache
def _cue(language: str) -> re.Pattern[str]:
    """Compile the words any of which makes a sentence worth parsing, cut to stems so that inflected forms match."""
    lex = lexicon(language)
    words = set(lex.verb_class) | set(lex.noun_class) | set(lex.light_verbs) | set(lex.stance) | set(lex.demand_verbs)
    words |= (
        lex.words["occurrence_nouns"]
        | lex.words["shutting_nouns"]
        | {word for verb in lex.light_verbs.values() for word in verb}
    )
    words |= {word for verb in lex.subject_verbs.values() for word in verb}
    words |= set(lex.silence_verbs) | set(lex.figure_verbs) | set(lex.toll_noun)
    words |= set(lex.measure_verb) | set(lex.measure_of_agent) | set(lex.measure_noun) | set(lex.measure_adjective)
    stems = sorted({re.escape(w.split(" ")[0][: max(3, len(w.split(" ")[0]) - 2)]) for w in words if len(w) > 2})
    return re.compile(rf"(?<!\w)(?:{'|'.join(stems)})", re.IGNORECASE)


def _is_spoken_of(place: ResolvedPlace) -> bool:
    """Say whether a sentence speaks of the country of a place, not only of the one at whose border it is."""
    return place.role not in {"demonym", "dateline", "border"}


def read(article: Article) -> Reading | None:
    """Read an article without parsing it; None for a language without an adapter."""
    if article.language not in LANGUAGES:
        return None
    text, language = article.text, article.language
    places = find_places(text, language)
    actors = _actor_finder(language).read(
        text,
        published_on=article.published_on,
        body_start=article.body_start,
        places=[(p.start, p.end, p.country) for p in places if p.country and _is_spoken_of(p)],
    )
    sentences = split_sentences(text)
    cue = _cue(language)
    starts = [s.start for s in sentences]
    with_actor = {bisect_right(starts, m.start) - 1 for m in actors.mentions}
    worth = [
        s
        for i, s in enumerate(sentences)
        if (i in with_actor or cue.search(text, s.start, s.end)) and s.end - s.start > 12
    ]
    return Reading(
        list(actors.mentions),
        [p for p in places if p.is_location],
        find_dates(text, language, article.published_on),
        sentences,
        worth,
        quotations(text),
        tuple(actors.local_actors),
        actors,
        places_named_again(text, language, places, actors.country, actors.country_at),
    )
