"""When the event of a clause was: the date that its sentence gives it, and dates counted from another event.

"The next day" and « deux semaines plus tôt » are counted from what the text dated last; "a month after the ambush at
Inates" ties two events together, of which either may have the date that gives the other's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sahel_dataset.extract import calendar
from sahel_dataset.extract.date_found import DateMention
from sahel_dataset.extract.date_lexicon import date_lexicon
from sahel_dataset.extract.frames import Frame, Token
from sahel_dataset.extract.ownership import governor, in_own_words, of_another_matter, shares, speech_of
from sahel_dataset.extract.scene import EPISODE, Candidate, Distance, Scene
from sahel_dataset.extract.telling_marks import is_prior

__all__ = ["anchor_of", "counted_from", "date_before", "dates_of", "distances", "from_publication"]

# How far a noun may stand from the date that follows it.
_NEXT_TO = 14
# Distances and open ends that fix no day for what happened.
_NO_DATE = frozenset({"duration", "vague", "until", "before", "after", "dateline"})
_PAUSE = frozenset(",;:.()")
# Measures that are taken by saying so.
_DECLARED = frozenset({"sanction", "ban", "expel", "release", "agree"})
_FINE = {"day": 3, "week": 10, "month": 31, "year": 366}
"""How many days the event that a distance is counted from may be unsure of, by the unit of the distance."""
_NEAR = 3
# For how many days what somebody says is news.
_NEWS_DAYS = 5


def dates_of(scene: Scene, frame: Frame, named: dict[int, str], links: Sequence[Distance] = ()) -> list[DateMention]:
    """Return the date that tells when a telling's event was, if its sentence has one.

    Dates that no other trigger governs serve the whole sentence.

    Parameters
    ----------
    scene : Scene
        The sentence.
    frame : Frame
        The clause of the telling.
    named : dict of int to str
        The triggers of the sentence and their classes.
    links : sequence of Distance
        As `distances` returns them.
    """
    token = scene.sentence.tokens[frame.token]
    triggers = set(named)
    usable = [
        d
        for d in scene.dates
        if d.kind not in _NO_DATE
        and (d.first is not None or d.kind == "date" or d.delta is not None)
        and not (d.kind == "relative_event" and (d.delta is None or d.delta.follows))
        and not (d.kind == "duration_until_now" and _counts_deeds(scene, d, token))
        and (
            ((d.kind == "since" or _is_old(scene, d)) and _is_of_speaker(scene, frame))
            or _announces(scene, d, frame, triggers)
            or (not d.is_reporting_time and speech_of(scene, d.start, {*triggers, frame.token}, reach=2) is None)
        )
    ]
    chain = {frame.token, *scene.sentence.ancestors(frame.token)}
    fitting: list[tuple[int, bool, int, DateMention]] = []
    for date in usable:
        owner = governor(scene, date.start, triggers)
        if not in_own_words(scene, frame.token, date.start, links):
            continue
        elsewhere = owner != frame.token and _clause(scene, date.start) != _clause(scene, token.start)
        if date.kind == "since" and elsewhere and not _is_of_speaker(scene, frame):
            continue  # « un deuil est décrété à partir du 22 mars, en l'honneur des soldats tués »
        if of_another_matter(scene, date.start, date.end, frame.token) or _rules_since(scene, date, frame.token):
            continue
        if owner is None and (noun := _prior_noun(scene, frame, triggers)) and not _is_below(scene, date, noun):
            continue  # "visited the camp on Sunday after an attack"
        if owner is not None and owner not in chain and not shares(scene, owner, frame.token):
            continue
        beside = 0 <= date.start - token.end <= _NEXT_TO
        if (
            owner not in {None, frame.token}
            and frame.pos == "NOUN"
            and not beside
            and not {named[owner], named.get(frame.token, "")} <= EPISODE
        ):
            continue  # "troops on Monday hunted the authors of the attack"
        distance = token.start - date.end if date.end <= token.start else date.start - token.end
        fitting.append((0 if owner == frame.token else 1, date.kind == "relative_event", distance, date))
    if not fitting:
        return _of_announcement(scene, frame, named.get(frame.token, ""))
    date = min(fitting, key=lambda f: (*f[:3], f[3].start))[3]
    return [replace(date, kind="since", last=None) if _is_begun(scene, date, frame) else date]


def _announces(scene: Scene, date: DateMention, frame: Frame, triggers: set[int]) -> bool:
    """Say whether a measure is taken by announcing it: the day of "announced a blockade on Monday" is its own."""
    said = frame.pos == "VERB" and frame.lemma in scene.lex.stance
    return said and governor(scene, date.start, triggers) == frame.token


def _of_announcement(scene: Scene, frame: Frame, name: str) -> list[DateMention]:
    """Return the day on which a measure was announced, of one that is taken by saying so."""
    if name not in _DECLARED or scene.published is None or frame.pos != "VERB":
        return []
    above = set(scene.sentence.ancestors(frame.token))
    for date in scene.dates:
        verb = speech_of(scene, date.start, {frame.token}, reach=2)
        told = verb is not None and verb.token in above and date.kind == "date" and date.precision == "day"
        if told and date.first is not None and 0 <= (scene.published - date.first).days <= _NEWS_DAYS:
            return [date]
    return []


def _is_begun(scene: Scene, date: DateMention, frame: Frame) -> bool:
    """Say whether a date is that of the beginning of what lasts: "since the war began in 2012"."""
    token = scene.sentence.token_at(date.start)
    if token is None or date.kind != "date" or date.precision not in {"month", "year"}:
        return False
    tokens, lex = scene.sentence.tokens, scene.lex
    above = [token.i, *scene.sentence.ancestors(token.i)]
    verb = next((i for i in above if tokens[i].pos == "VERB"), None)
    if verb is None:
        return False
    marked = any(tokens[c].lower in lex.words["since_words"] for c in tokens[verb].children)
    lasts = lex.cues["series_cues"].fullmatch(tokens[frame.token].text) is not None
    return marked and (lasts or tokens[verb].lemma in lex.words["beginning_verbs"])


def _prior_noun(scene: Scene, frame: Frame, triggers: set[int]) -> int | None:
    """Return the noun of what went before that a telling is of: itself, or the one that its clause says more of."""
    head = scene.sentence.tokens[frame.token].head
    noun = frame.token if frame.pos == "NOUN" else head if frame.relation == "relative" and head in triggers else None
    named = scene.sentence.frames.get(noun) if noun is not None else None
    return noun if named is not None and named.pos == "NOUN" and is_prior(scene, named) else None


def _rules_since(scene: Scene, date: DateMention, trigger: int) -> bool:
    """Say whether a date tells since when somebody rules: "the junta in power since 2020"; not of a trigger itself."""
    match = scene.lex.ruling.search(scene.text, max(scene.sentence.start, date.start - 40), date.start)
    return match is not None and not match.start() <= scene.sentence.tokens[trigger].end <= match.end()


def _is_below(scene: Scene, date: DateMention, noun: int) -> bool:
    """Say whether a date stands next to a noun or among the words that say something of it."""
    token = scene.sentence.token_at(date.start)
    beside = 0 <= date.start - scene.sentence.tokens[noun].end <= _NEXT_TO
    return beside or (token is not None and noun in scene.sentence.ancestors(token.i))


def _is_of_speaker(scene: Scene, frame: Frame) -> bool:
    """Say whether a deed is told by whoever did it: "said that it had killed", « a dit avoir tué »."""
    if frame.pos != "VERB" or frame.passive or frame.relation != "complement":
        return False
    above = scene.sentence.frames.get(frame.parent if frame.parent is not None else -1)
    speakers = {a.head for a in above.agent} if above is not None else set()
    return all(a.head in speakers or scene.sentence.tokens[a.head].pos == "PRON" for a in frame.agent)


def _is_old(scene: Scene, date: DateMention) -> bool:
    """Say whether what was said then is no news: "in January the group said that it had killed nine" dates the deed."""
    if date.first is None or scene.published is None or date.kind not in {"date", "range"}:
        return False
    return (scene.published - (date.last or date.first)).days > _NEWS_DAYS


def _counts_deeds(scene: Scene, date: DateMention, trigger: Token) -> bool:
    """Say whether a stretch of time tells how often: the day of "the raid was their second in 48 hours" is another."""
    words = date_lexicon(scene.lex.language)
    return trigger.end < date.start and words.ordinal.search(scene.text, trigger.end, date.start) is not None


def _clause(scene: Scene, offset: int) -> int | None:
    """Return the predicate of the clause that a word stands in: the first of several that share their subject."""
    sentence, token = scene.sentence, scene.sentence.token_at(offset)
    if token is None:
        return None
    above = [i for i in [token.i, *sentence.ancestors(token.i)] if i in sentence.frames]
    verb = next((i for i in above if sentence.frames[i].pos == "VERB"), None)
    while verb is not None and sentence.tokens[verb].dep == "conj" and not _has_subject(scene, verb):
        verb = sentence.tokens[verb].head
    return verb


def _has_subject(scene: Scene, verb: int) -> bool:
    tokens = scene.sentence.tokens
    return any(tokens[c].dep.startswith(("nsubj", "csubj")) for c in tokens[verb].children)


def distances(scene: Scene, named: dict[int, str]) -> list[Distance]:
    """Return the distances of a sentence whose words name the other event.

    Parameters
    ----------
    scene : Scene
        The sentence.
    named : dict of int to str
        Its triggers and their classes.
    """
    sentence = scene.sentence
    out: list[Distance] = []
    for date in scene.dates:
        if date.kind != "relative_event" or date.delta is None or not date.delta.follows:
            continue
        after = [i for i in sorted(named) if sentence.tokens[i].start >= date.end]
        if not after or _PAUSE & set(scene.text[date.end : sentence.tokens[after[0]].start]):
            continue
        other = after[0]
        # "the attack killed": a noun and its verb are one event.
        same = {sentence.tokens[other].head} if _is_subject(scene, other, named) else set()
        above = [i for i in sentence.ancestors(other) if i in named and i not in same]
        before = [i for i in named if sentence.tokens[i].end <= date.start]
        main = [i for i in after[1:] if i not in same and _is_main(scene, i, date)]
        later = next(iter([*above, *sorted(before, reverse=True), *main]), None)
        # "three years after the raid on X and seven after the one on Y": both are counted from one event.
        later = next((d.later for d in out if d.named == later), later)
        out.append(Distance(date, other, later, _day_of_clause(scene, date), _tells_the_news(scene, date, other)))
    return out


def _verb_over(scene: Scene, date: DateMention, named: int) -> Token | None:
    """Return the verb of the clause that a distance stands in, other than that of the event that its words name."""
    tokens, token = scene.sentence.tokens, scene.sentence.token_at(date.start)
    above = [] if token is None else [token.i, *scene.sentence.ancestors(token.i)]
    return next((tokens[i] for i in above if tokens[i].pos in {"VERB", "AUX"} and i != named), None)


def _day_of_clause(scene: Scene, distance: DateMention) -> DateMention | None:
    """Return the day that stands right before a distance: "on 14 May, three days after the raid"."""
    before = [d for d in scene.dates if d.end <= distance.start and d.first is not None and d.precision == "day"]
    joined = before and not scene.text[before[-1].end : distance.start].strip(" ,")
    return before[-1] if joined else None


def _tells_the_news(scene: Scene, date: DateMention, named: int) -> bool:
    """Say whether it is the news that a distance is counted from: "it comes a day after the raid".

    "A day after the raid, the mayor resigned" counts from something else that is past.
    """
    verb = _verb_over(scene, date, named)
    if verb is None or verb.lemma in scene.lex.happening or verb.start < date.start:
        return True
    perfect = any(scene.sentence.tokens[c].lower in scene.lex.words["perfect_words"] for c in verb.children)
    return perfect or not {"Tense=Past", "VerbForm=Part"} & set(verb.morph.split("|"))


def _is_main(scene: Scene, verb: int, date: DateMention) -> bool:
    """Say whether a verb is its sentence's own, or hangs on the words of time that open the sentence."""
    token = scene.sentence.tokens[verb]
    return token.head == verb or date.start <= scene.sentence.tokens[token.head].start < date.end


def _is_subject(scene: Scene, noun: int, named: dict[int, str]) -> bool:
    """Say whether a noun is the subject of a verb that tells the same event, with no comma between them."""
    token = scene.sentence.tokens[noun]
    one = token.dep.startswith("nsubj") and {named.get(token.head), named[noun]} <= EPISODE
    return one and "," not in scene.text[token.end : scene.sentence.tokens[token.head].start]


def counted_from(date: DateMention, day: DateMention, *, back: bool = False) -> DateMention | None:
    """Return the date that lies the stated distance from another; None where that one is not exact enough.

    Parameters
    ----------
    date : DateMention
        The distance.
    day : DateMention
        When the event that it is counted from was.
    back : bool
        Count from the later event to the one that the words name.
    """
    if date.delta is None or day.first is None:
        return None
    if day.start == date.start:
        return day  # two words of one clause told with one distance
    first, last = day.first, day.last or day.first
    unit = "year" if date.delta.unit == "decade" else date.delta.unit
    if (last - first).days >= _FINE[unit]:
        return None
    if date.delta.low == date.delta.high == 0 and unit == "day" and date.delta.weekday is None:
        return replace(date, first=first, last=last, precision=day.precision, kind="range" if first < last else "date")
    ahead = (date.delta.low >= 0) is not back
    found = date.relative_to(last if ahead else first, back=back)
    if found is None:
        return None
    start, end, precision = found
    if back and date.delta.low == 0 < date.delta.high:
        end = max(start, calendar.shift(end, -1, "day") or end)  # "less than a month after" is not the same day
    kind = "date" if date.delta.low == date.delta.high else "range"
    return replace(date, first=start, last=end, precision=precision, kind=kind)


def anchor_of(
    telling: Candidate, told: Iterable[tuple[int, DateMention]], before: DateMention | None
) -> DateMention | None:
    """Return the date that "the next day" is counted from: of the dated event told last, near by, else the date before.

    Parameters
    ----------
    telling : Candidate
        What is told of the next day.
    told : iterable of (int, DateMention)
        The events told so far: the sentence that told of them last, and their date.
    before : DateMention or None
        The last day that the text named before, of whatever it was.
    """
    dated = [(sentence, date) for sentence, date in told if date.first is not None and date.kind != "since"]
    last = max(dated, key=lambda d: d[0], default=None)
    if last is not None and (before is None or telling.sentence - last[0] <= _NEAR):
        return last[1]
    return before


def from_publication(date: DateMention, published: dt.date | None) -> DateMention | None:
    """Return the date of an event that the news is counted from ("it comes a day after the raid")."""
    if published is None or (date.delta is not None and date.delta.high <= 0):
        return None  # "the day before the vote" says of the news nothing
    if date.first is not None:
        return replace(date, kind="date")
    today = replace(date, start=-1, first=published, last=published, precision="day", kind="date")
    return counted_from(date, today, back=True)


def date_before(dates: Sequence[DateMention], offset: int) -> DateMention | None:
    """Return the last day that a text names before an offset, other than as the time of saying."""
    days = [
        d
        for d in dates
        if d.end <= offset
        and d.precision == "day"
        and d.kind in {"date", "range"}
        and d.first
        and not d.is_reporting_time
    ]
    return days[-1] if days else None
