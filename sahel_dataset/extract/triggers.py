"""Where an article speaks of an event: triggers, and who, when and where each clause names.

A `Candidate` is one telling. Whether two tellings are of one event is decided in `grouping`.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from sahel_dataset.extract.date_found import DateMention
from sahel_dataset.extract.event_classes import event_classes
from sahel_dataset.extract.event_dates import date_before, dates_of, distances
from sahel_dataset.extract.event_places import places_of
from sahel_dataset.extract.frames import Frame, Sentence
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.placelists import one_per_place
from sahel_dataset.extract.places import CONFLICT_AREA
from sahel_dataset.extract.realis import realis_of
from sahel_dataset.extract.scene import EPISODE, VIOLENT, Candidate, Scene
from sahel_dataset.extract.sides import sides_of, target_kind
from sahel_dataset.extract.telling_marks import (
    is_another,
    is_background,
    is_end,
    is_generic,
    is_more,
    is_perfect,
    is_prior,
    is_sequel,
    same_event,
    weapon_of,
    weapons_in,
)
from sahel_dataset.extract.trigger_classes import class_of, turned

__all__ = ["find_candidates"]


def find_candidates(scene: Scene) -> list[Candidate]:
    """Find every telling of an event in one sentence."""
    sentence, text, lex = scene.sentence, scene.text, scene.lex
    out: list[Candidate] = []
    whole = text[sentence.start : sentence.end]
    frames = {i: turned(_predicate(frame, sentence, lex), scene) for i, frame in sorted(sentence.frames.items())}
    named = {i: name for i, frame in frames.items() if (name := class_of(frame, scene)) is not None}
    _drop_undone(frames, named, lex)
    links = distances(scene, named)
    same = same_event(scene, frames, named)
    weapons = weapons_in(scene) if named else []
    for i, name in named.items():
        frame = frames[i]
        cls = event_classes()[name]
        realis = realis_of(scene, frame, name)
        if realis is None or (frame.pos == "NOUN" and frame.negated) or _is_elsewhere(scene, frame, name):
            continue
        token = sentence.tokens[i]
        sides = sides_of(scene, frame, name, cls)
        clause = text[frame.start : frame.end]
        determiner = next(
            (sentence.tokens[c].lower for c in token.children if sentence.tokens[c].dep in {"det", "poss"}), ""
        )
        candidate = Candidate(
            sentence.index,
            sentence.paragraph,
            name,
            i,
            token.text,
            token.start,
            token.end,
            frame.start,
            frame.end,
            frame.pos == "NOUN",
            sides=sides,
            realis=realis,
            in_title=scene.in_title,
            weak=cls.weak,
            definite=frame.pos == "NOUN" and determiner in lex.determiners,
            another=is_another(scene, frame) or any(is_another(scene, frames[n]) for n, v in same.items() if v == i),
            generic=is_generic(scene, frame, named),
            background=is_background(scene, frame),
            plural="Number=Plur" in token.morph and frame.pos == "NOUN",
            attributive=frame.pos == "VERB" and frame.relation == "relative" and not _heads_headline(sentence, frame),
            weapon=weapon_of(scene, frame, weapons, named, same)
            if name in VIOLENT and not _is_of_aircraft(frame, sentence, lex)
            else None,
            failed=bool(lex.cues["failed_cues"].search(whole)),
            decreed=name == "other"
            and bool(
                lex.cues["decree_cues"].search(clause if frame.pos == "VERB" else text[token.start : token.end + 30])
            ),
            more=is_more(scene, frame, name),
            prior=is_prior(scene, frame),
            ends=is_end(scene, frame),
            told_with=same.get(i),
            is_perfect=is_perfect(scene, frame),
            is_sequel=is_sequel(scene, frame),
            demonstrative=frame.pos == "NOUN" and determiner in lex.words["demonstratives"],
        )
        candidate.dates = dates_of(scene, frame, named, links)
        candidate.date_before = date_before(scene.article_dates, token.start)
        if not candidate.dates:
            candidate.distance = next((d for d in links if i in {d.named, d.later}), None)
        candidate.places = places_of(scene, frame, named, links)
        if candidate.attributive and candidate.told_with is not None:
            # What the sentence says elsewhere is not said of the noun that the clause says more of.
            candidate.dates = [d for d in candidate.dates if frame.start <= d.start < frame.end]
            candidate.places = [p for p in candidate.places if frame.start <= p.start < frame.end]
        candidate.tolls = [
            t for t in scene.tolls if t.frame == i or (frame.start <= t.start < frame.end) or _did(sentence, t.frame, i)
        ]
        candidate.target_kind = target_kind(scene, frame, sides, candidate)
        out.extend(part for one in _one_per_date(scene, candidate) for part in _one_per_place(scene, one))
    out.extend(_tolls_alone(scene, out))
    return out


def _is_elsewhere(scene: Scene, frame: Frame, name: str) -> bool:
    """Say whether violence is told of a place far from the war: "the attacks in Paris"."""
    if name not in VIOLENT:
        return False
    inside = [p for a in frame.oblique for p in scene.places if a.start <= p.start < a.end and p.role in _WHERE]
    return bool(inside) and all(p.country is not None and p.country not in CONFLICT_AREA for p in inside)


_WHERE = frozenset({"location", "of", "plain"})


def _heads_headline(sentence: Sentence, frame: Frame) -> bool:
    """Say whether a participle is all the verb a sentence has ("Fifteen soldiers killed in Mali")."""
    noun = sentence.tokens[sentence.tokens[frame.token].head]
    return frame.participle and noun.dep == "ROOT" and not any("VerbForm=Fin" in t.morph for t in sentence.tokens)


def _drop_undone(frames: dict[int, Frame], named: dict[int, str], lex: Lexicon) -> None:
    """Leave out nouns whose verb, by what it means with them, makes another event of them ("scrapped the pact").

    Also the leaving that somebody is told to do ("ordered the envoy to leave").
    """
    for i, name in list(named.items()):
        frame = frames[i]
        if name in _LEFT and frame.relation == "complement" and named.get(frame.parent or -1) == "expel":
            del named[i]
            continue
        if frame.pos != "VERB" or frame.lemma not in lex.light_verbs:
            continue
        for argument in frame.patient:
            if argument.head in named and named[argument.head] in _DEALT and named[argument.head] != name:
                del named[argument.head]


# Classes of what is done by whoever is sent away.
_LEFT = frozenset({"withdraw", "displace", "other"})
# Classes of nouns that a verb may undo or turn into something else.
_DEALT = frozenset({"agree", "sanction"})


def _is_of_aircraft(frame: Frame, sentence: Sentence, lex: Lexicon) -> bool:
    """Say whether it is an aircraft that is attacked: "shot down a drone" is no air strike."""
    return any(lex.object_class.get(sentence.tokens[a.head].lemma) == "aircraft_lost" for a in frame.patient)


def _did(sentence: Sentence, toll_frame: int | None, noun: int) -> bool:
    """Say whether an event noun is the subject of the predicate of a toll (« les violences ont fait 4 000 morts »)."""
    frame = sentence.frames.get(toll_frame if toll_frame is not None else -1)
    return frame is not None and any(a.head == noun for a in frame.agent)


def _one_per_date(scene: Scene, candidate: Candidate) -> list[Candidate]:
    """Return a telling for each of several dates named together ("coups in 2020 and 2021")."""
    if not candidate.dates or candidate.generic or candidate.dates[0].kind != "date":
        return [candidate]
    row = [candidate.dates[0]]
    for date in scene.dates:
        joined = date.start >= row[-1].end and scene.lex.date_joint.fullmatch(scene.text, row[-1].end, date.start)
        if joined and date.kind == "date" and date.first is not None and date.first != row[-1].first:
            row.append(date)
    if len(row) < 2 or row[0].first is None:
        return [candidate]
    if not candidate.plural and all(_next_day(a, b) for a, b in pairwise(row)):
        stretch = replace(row[0], end=row[-1].end, text=scene.text[row[0].start : row[-1].end], last=row[-1].last)
        return [replace(candidate, dates=[replace(stretch, kind="range")])]
    return [replace(candidate, dates=[d], sides=list(candidate.sides), separate=True) for d in row]


def _one_per_place(scene: Scene, candidate: Candidate) -> list[Candidate]:
    """Return a telling for each of several places; "these killings, in Konna and Douentza" were told before as one."""
    return [candidate] if candidate.demonstrative else one_per_place(scene, candidate)


def _next_day(one: DateMention, other: DateMention) -> bool:
    """Say whether two dates are days one after the other: one deed may last both."""
    days = one.precision == other.precision == "day" and one.last is not None and other.first is not None
    return days and one.last is not None and other.first is not None and (other.first - one.last).days == 1


def _predicate(frame: Frame, sentence: Sentence, lex: Lexicon) -> Frame:
    """Return the passive frame of a copula whose complement is a participle that the parser took for an adjective."""
    if frame.lemma not in {"be", "être"}:
        return frame
    for c in sentence.tokens[frame.token].children:
        child = sentence.tokens[c]
        if child.dep in {"acomp", "attr"} and child.pos == "ADJ" and child.lower in lex.verb_class:
            return replace(frame, lemma=child.lower, passive=True, patient=frame.agent, agent=[])
    return frame


def _tolls_alone(scene: Scene, told: list[Candidate]) -> list[Candidate]:
    """Return a telling for the dead that no predicate of the sentence tells of ("all were found dead")."""
    counted = {id(t) for c in told for t in c.tolls}
    alone = [t for t in scene.tolls if id(t) not in counted and t.measure in {"killed", "wounded"} and t.high != 0]
    token = scene.sentence.token_at(alone[0].start) if alone else None
    if token is None:
        return []
    deeds = [c for c in told if c.name in EPISODE and not c.separate]
    if deeds:
        nearest = min(deeds, key=lambda c: (abs(c.trigger_start - alone[0].start), c.trigger_start))
        nearest.tolls = [*nearest.tolls, *alone]
        return []
    sentence = scene.sentence
    frame = Frame(token.i, token.lemma, "VERB", sentence.start, sentence.end)
    candidate = Candidate(
        sentence.index,
        sentence.paragraph,
        "die",
        token.i,
        token.text,
        token.start,
        token.end,
        alone[0].clause_start,
        alone[0].clause_end,
        False,
        weak=True,
        attributive=True,
        in_title=scene.in_title,
        tolls=alone,
        background=bool(scene.lex.cues["background_cues"].search(scene.text, sentence.start, sentence.end)),
    )
    candidate.dates = dates_of(scene, frame, {token.i: "die"})
    candidate.date_before = date_before(scene.article_dates, token.start)
    candidate.places = places_of(scene, frame, {token.i: "die"})
    candidate.target_kind = target_kind(scene, frame, [], candidate)
    return one_per_place(scene, candidate)
