"""How strongly a telling belongs to an event: what keeps the two apart, and what they share."""

from __future__ import annotations

from sahel_dataset.extract.event import Event
from sahel_dataset.extract.event_classes import event_classes
from sahel_dataset.extract.meeting import dates_meet, is_specific, places_meet, sides_meet
from sahel_dataset.extract.scene import EPISODE, Candidate

__all__ = ["affinity", "compatible_class", "own_evidence"]

_SURELY = 9.0
# Days between the news and what is history beside it.
_LONG = 30
_CRASH = frozenset({"crash", "kill", "die", "wound"})
# Measures of those who govern: to take one is not to lift it, and each has its own target.
_DECREED = frozenset({"sanction", "expel", "ban", "arrest"})
# From how many on a count tells a deed from others.
_A_COUNT = 5


def _others_did(event: Event, telling: Candidate) -> bool:
    """Say whether both name who did it, and nobody is named by both."""
    a, b = event.actors("initiator"), telling.actors("initiator")
    return bool(a) and bool(b) and not a & b


def compatible_class(event: Event, telling: Candidate) -> bool:
    """Say whether a telling can be of an event by the classes of their words."""
    names = {t.name for t in event.tellings}
    if telling.name in names:
        return True
    if event.name in EPISODE:
        names -= {"take"}  # what is taken in a fight leaves it a fight
    if telling.name in EPISODE and names <= EPISODE:
        return True
    if {telling.name, *names} <= _CRASH and not (event.actors("initiator") | telling.actors("initiator")):
        return True  # those who died in a crash
    at_once = not telling.dates or any(t.sentence == telling.sentence for t in event.tellings)
    if telling.name == "take" and telling.target_kind == "armed" and at_once and names <= EPISODE:
        return True  # the camp that was taken when it was attacked
    if telling.name == "arrest" and telling.is_noun and names == {"abduct"}:
        return True  # the detention of a hostage
    if telling.name == "captives" and (names <= EPISODE or names & {"arrest", "abduct"}):
        return True  # those whom a fight made prisoners
    lasting = event.generic or (event.date is not None and event.date.kind == "since")
    if telling.name == "displace" and lasting and names <= EPISODE:
        return True  # a war "has killed 30,000 and displaced two million"
    return event_classes()[telling.name].unknown in {event_classes()[n].unknown for n in names}


def affinity(events: list[Event], event: Event, telling: Candidate) -> float | None:
    """Return how strongly a telling belongs to an event; None where it cannot."""
    if not compatible_class(event, telling):
        return None
    if (event.first.realis == "planned") != (telling.realis == "planned"):
        return None
    same_sentence = any(t.sentence == telling.sentence for t in event.tellings)
    if telling.another and not same_sentence:
        return None
    if telling.distance is not None and _stand_apart(event, telling):
        return None
    if telling.name == "coup" and telling.plural and not event.first.plural:
        return None
    if telling.name in _DECREED and (telling.ends != event.first.ends or _meant_for_others(event, telling)):
        return None
    if telling.separate and same_sentence and any(t.separate and t.token == telling.token for t in event.tellings):
        return None
    if same_sentence and telling.definite and not telling.separate and _is_same_word(event, telling):
        return _SURELY
    date = telling.dates[0] if telling.dates else None
    place = telling.places[0] if telling.places else None
    dates = dates_meet(event.date, date)
    places = places_meet(event.place, place)
    sides = sides_meet(event.actors("initiator"), telling.actors("initiator"))
    if dates is False or places is False:
        return None
    undated = event.date is None or event.date.first is None
    if date is not None and date.precision in {"month", "year"} and undated and not same_sentence:
        return None  # months and years tell history; the news has a day, or none
    gap = telling.sentence - event.last_sentence
    if telling.background and not event.first.background and _is_other_deed(event, telling):
        return None
    if same_sentence and telling.prior and _others_did(event, telling):
        return None
    if sides is False and not same_sentence and not (gap <= 1 and _strikes_back(event, telling)):
        return None
    named_again = event.generic and telling.definite and not telling.plural
    named_again = named_again or (dates is True and date is not None and date.kind == "since")
    if event.generic != telling.generic and not same_sentence and not named_again:
        return None
    score = 3.0 if dates else 0.0
    score += 2.5 if places else 0.0
    score += 1.0 if sides else 0.0
    score += 3.0 if same_sentence else 1.5 if gap <= 1 else 0.8 if gap <= 3 else 0.0
    score += 0.6 if event is events[0] else 0.0
    score += 1.5 if _same_count(event, telling) or _same_coup(event, telling) else 0.0
    score += 0.5 if telling.definite else 0.0
    score -= 0.8 if telling.definite and not own_evidence(telling) and _is_older(event, events[0]) else 0.0
    score += 0.5 if event.actors("target", "victim") & telling.actors("target", "victim") else 0.0
    kinds = {t.target_kind for t in event.tellings} - {"unknown"}
    if telling.target_kind != "unknown" and kinds and telling.target_kind not in kinds:
        score -= 0.4
    weapons = {t.weapon for t in event.tellings if t.weapon}
    if telling.weapon and weapons and telling.weapon not in weapons:
        score -= 1.0
    score -= 1.0 if _other_forces_hit(event, telling) else 0.0
    if telling.name == "abduct" and "abduct" not in {t.name for t in event.tellings} and not same_sentence and gap > 1:
        score -= 1.0
    return score


def _meant_for_others(event: Event, telling: Candidate) -> bool:
    """Say whether a measure is told of others than those of the event: two expulsions, two bans."""
    mine, theirs = telling.actors("target", "victim"), event.actors("target", "victim")
    return bool(mine and theirs) and not mine & theirs


def _is_same_word(event: Event, telling: Candidate) -> bool:
    """Say whether a noun comes again in its sentence: "killed in a raid on Inata; the raid is blamed on"."""
    return any(
        (t.sentence, t.trigger.lower(), t.separate) == (telling.sentence, telling.trigger.lower(), False)
        for t in event.tellings
    )


def _same_count(event: Event, telling: Candidate) -> bool:
    """Say whether a telling counts the same dead as were told before."""
    told = {(c.measure, c.low) for t in event.tellings for c in t.tolls if c.low == c.high}
    mine = {(c.measure, c.low) for c in telling.tolls if c.low is not None and _A_COUNT <= c.low == c.high}
    return bool(mine & told)


def _same_coup(event: Event, telling: Candidate) -> bool:
    """Say whether a coup is in the country of another that is told; their days are compared before."""
    where = {p.country for p in (event.place, *telling.places[:1]) if p is not None}
    alike = telling.failed == event.first.failed and not telling.plural and not event.first.plural
    return telling.name == event.name == "coup" and alike and len(where) <= 1


def _other_forces_hit(event: Event, telling: Candidate) -> bool:
    """Say whether the soldiers who are hit are another state's than those of the event."""
    theirs = {a for a in event.actors("victim") if a.endswith("_forces")}
    mine = {a for a in telling.actors("victim") if a.endswith("_forces")}
    return bool(mine and theirs) and not mine & theirs


def _is_older(event: Event, news: Event) -> bool:
    """Say whether an event is told as history beside the news: "the attack" then is rather that of the news."""
    mine, other = event.date, news.date
    if mine is None or other is None or mine.first is None or other.first is None:
        return False
    return ((other.last or other.first) - (mine.last or mine.first)).days > _LONG


def _stand_apart(event: Event, telling: Candidate) -> bool:
    """Say whether an event is the other one of two that lie some time apart."""
    distance = telling.distance
    other = {distance.named, distance.later} - {telling.token} if distance is not None else set()
    return any(t.sentence == telling.sentence and t.token in other for t in event.tellings)


def _is_other_deed(event: Event, telling: Candidate) -> bool:
    """Say whether what is told as having happened before was done by others to others."""
    theirs = event.actors("target", "victim") or {"civilians"} & {t.target_kind + "s" for t in event.tellings}
    suffering = telling.actors("target", "victim")
    return (
        bool(telling.actors("initiator") and suffering and theirs)
        and not suffering & theirs
        and not telling.actors("initiator") & event.actors("initiator")
    )


def _strikes_back(event: Event, telling: Candidate) -> bool:
    """Say whether those who were hit now hit: the counter-attack belongs to the fight."""
    return bool(event.actors("target", "victim") & telling.actors("initiator"))


def own_evidence(telling: Candidate) -> bool:
    """Say whether a telling names a time or place of its own, and so may be of another event than those told."""
    dated = any(d.first is not None or d.kind == "date" for d in telling.dates)
    return dated or any(is_specific(p) for p in telling.places)
