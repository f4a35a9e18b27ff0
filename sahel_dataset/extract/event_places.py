"""Where the event of a clause was: the place that its sentence gives it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from sahel_dataset.extract.frames import Frame
from sahel_dataset.extract.ownership import governor, in_own_words, is_governed, speech_of
from sahel_dataset.extract.phrases import alternatives
from sahel_dataset.extract.places import CONFLICT_AREA, ResolvedPlace, locate
from sahel_dataset.extract.scene import AUTHORED, EPISODE, Distance, Scene
from sahel_dataset.knowledge import lexicon

__all__ = ["places_of"]

# What may happen elsewhere than the violence told beside it.
_OWN_PLACE = frozenset({"release", "other", "sanction", "agree", "negotiate", "ban"})
# What may be told beside the violence without a place of its own.
_WITH_THE_VIOLENCE = frozenset({"take", "coup", "mutiny", "displace", "crash", "drive"})
# Where these are done says nothing of where the violence told beside them was.
_DEALINGS = frozenset({"agree", "negotiate", "sanction", "ban", "release"})
# What can only happen where the war is; the rest may happen in any capital.
_IN_THE_AREA = AUTHORED | frozenset("deploy take drive besiege withdraw release coup protest riot displace".split())
# Roles of places where something may have happened.
_TOLD_OF = frozenset({"location", "of", "plain", "route"})
# "(according to) a security source in": the speaker, before their place.
_SPEAKER = re.compile(r"\s*\w[^,.;:]{2,60}")
# What is said begins here.
_REPORTED = re.compile(r"[:\"“«]|\b(?:that|que)\b|\bqu['’]")


def places_of(scene: Scene, frame: Frame, named: dict[int, str], links: Sequence[Distance] = ()) -> list[ResolvedPlace]:
    """Return the place that its clause or its sentence gives an event, if any.

    Parameters
    ----------
    scene : Scene
        The sentence.
    frame : Frame
        The clause of the telling.
    named : dict of int to str
        The triggers of the sentence and their classes.
    links : sequence of Distance
        The events of the sentence that lie some time apart.
    """
    sentence, name = scene.sentence, named[frame.token]
    if name == "displace":
        return []  # where they fled to is not where it happened
    triggers = {t for t, n in named.items() if not {n, name} <= EPISODE}
    own = [p for p in scene.places if in_own_words(scene, frame.token, p.start, links)]
    own = [p for p in (_by_speech(scene, p, frame, set(named)) for p in own) if p is not None]
    own = [p for p in own if not _is_of_another_noun(scene, p, set(named))]
    own = [p for p in own if not _is_there_of_another(scene, p, frame.token)]
    if name in _OWN_PLACE:
        own = [p for p in own if not _is_matter(scene, p)]
    if name in {"withdraw", "abduct"}:  # it happens where the way out begins
        own = [replace(p, role="location") if p.role == "path" and _is_left(scene, p) else p for p in own]
    own = [p for p in own if not _is_across_since(scene, p.start, frame.token)]
    dealt = {t for t, n in named.items() if n in _DEALINGS} if name in EPISODE else set()
    own = [p for p in own if governor(scene, p.start, dealt | {frame.token}) not in dealt]
    governed = [p for p in own if is_governed(scene, p.start, frame.token, triggers)]
    for pool in (governed, own) if name in EPISODE | _WITH_THE_VIOLENCE else (governed,):
        place = locate(
            frame.start,
            frame.end,
            pool,
            [(sentence.start, sentence.end)],
            anchor=sentence.tokens[frame.token].start,
            country=scene.country,
            sentences_back=0,
        )
        if place is not None and (place.precision != "country" or pool is own or name not in EPISODE):
            outside = name in _IN_THE_AREA and place.country is not None and place.country not in CONFLICT_AREA
            if outside:
                return []
            return [replace(place, basis="spread") if _is_spread(scene, place) else place]
    return []


def _by_speech(scene: Scene, place: ResolvedPlace, frame: Frame, triggers: set[int]) -> ResolvedPlace | None:
    """Return a place as what it is to the words of a speaker.

    None where something was said there ("announced in Niamey"); the seat of a person where the speaker is from there
    ("the prosecutor in Gao", "according to a source in Gao").
    """
    if place.role not in _TOLD_OF:
        return place
    cited = [m.end() for m in scene.lex.claimant_prepositions.finditer(scene.text, scene.sentence.start, place.start)]
    if cited and _SPEAKER.fullmatch(scene.text, cited[-1], place.start):
        return replace(place, role="office")
    speech = speech_of(scene, place.start, {*triggers, frame.token})
    if speech is None or not (speech.complements or speech.relation != "root"):
        return place
    if _REPORTED.search(scene.text, scene.sentence.tokens[speech.token].end, place.start):
        return place  # "it said: six in Dargol and two in Banibangou"
    if _is_of_a_person(scene, place, speech.token):
        return replace(place, role="office")
    return place if frame.start <= place.start < frame.end else None


def _is_of_a_person(scene: Scene, place: ResolvedPlace, verb: int) -> bool:
    """Say whether a place stands in the words for who speaks or is told: "Diallo, a councillor of Bankass, said"."""
    tokens = scene.sentence.tokens
    token = scene.sentence.token_at(place.start)
    above = [] if token is None else [token.i, *scene.sentence.ancestors(token.i)]
    below = above[: above.index(verb)] if verb in above else []
    return any(tokens[i].pos in {"NOUN", "PROPN"} for i in below[1:])


def _is_of_another_noun(scene: Scene, place: ResolvedPlace, triggers: set[int]) -> bool:
    """Say whether an area only tells where a group or a force is: "al-Qaeda's branch in the Sahel"."""
    if place.country is not None or place.several or place.feature != "area":
        return False
    sentence, token = scene.sentence, scene.sentence.token_at(place.start)
    above = [] if token is None else sentence.ancestors(token.i)
    head = next((i for i in above if sentence.tokens[i].pos in {"NOUN", "PROPN", "VERB"} or i in triggers), None)
    inside = head is not None and place.start <= sentence.tokens[head].start < place.end
    return head is not None and not inside and head not in triggers and sentence.tokens[head].pos != "VERB"


def _is_there_of_another(scene: Scene, place: ResolvedPlace, trigger: int) -> bool:
    """Say whether "there" is said of another verb than the event's: "shut as pupils cannot get there"."""
    if place.text.lower() not in _words(scene.lex.language).there:
        return False
    frames = {i for i, f in scene.sentence.frames.items() if not f.participle or i == trigger}
    return governor(scene, place.start, frames) != trigger


def _is_left(scene: Scene, place: ResolvedPlace) -> bool:
    """Say whether a way begins at a place: "abducted from Chibok", "withdrew from Kidal to Gao"."""
    return _words(scene.lex.language).way_out.search(scene.text, scene.sentence.start, place.start) is not None


def _is_across_since(scene: Scene, offset: int, trigger: int) -> bool:
    """Say whether one of a place and an event is told by "since": "the worst raid in Dargol since the revolt began"."""
    sentence, words = scene.sentence, _words(scene.lex.language)
    token = sentence.token_at(offset)
    for mark in (t for t in sentence.tokens if t.lower in words.since):
        inside = set(sentence.subtree(mark.i if mark.dep == "prep" else mark.head))
        if token is not None and trigger in inside and token.i not in inside and token.i < mark.i < trigger:
            return True
    return False


def _is_spread(scene: Scene, place: ResolvedPlace) -> bool:
    """Say whether what befell many villages of a region is told: "42 villages in Tillabéri", not one of them."""
    wide = place.precision in {"admin", "country"}
    return wide and _words(scene.lex.language).spread.search(scene.text, scene.sentence.start, place.start) is not None


def _is_matter(scene: Scene, place: ResolvedPlace) -> bool:
    """Say whether a place is where the matter lies that is dealt with: "a meeting on the crisis in Mali"."""
    return _words(scene.lex.language).matter.search(scene.text, scene.sentence.start, place.start) is not None


@dataclass(frozen=True)
class _Words:
    """The word lists of one language, compiled."""

    matter: re.Pattern[str]
    way_out: re.Pattern[str]
    spread: re.Pattern[str]
    since: frozenset[str]
    there: frozenset[str]


@cache
def _words(language: str) -> _Words:
    words = lexicon(language, "places")
    matters, joined = alternatives(words["matters"]), alternatives(words["matter_in"])
    return _Words(
        re.compile(rf"\b{matters}\s+(?:[\w'’-]+\s+){{0,3}}{joined}\s*$", re.IGNORECASE),
        re.compile(rf"(?<!\w){alternatives(words['way_out'])}\s*(?:[\w'’-]+\s+){{0,4}}$", re.IGNORECASE),
        re.compile(
            rf"(?<!\w)(?:\d{{2,}}|{alternatives(words['spread_over'])})\s+(?:[\w'’-]+\s+){{0,2}}?{alternatives(words['spread_places'])}"
            rf"\s+(?:[\w'’-]+\s+){{0,5}}$",
            re.IGNORECASE,
        ),
        frozenset(words["since"]),
        frozenset(words["named_again"]["there"]),
    )
