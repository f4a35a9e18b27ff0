"""Where the event of a clause was: the place that its sentence gives it."""

from __future__ import annotations

from collections.abc import Sequence

from sahel_dataset.extract.frames import Frame
from sahel_dataset.extract.ownership import is_governed
from sahel_dataset.extract.places import CONFLICT_AREA, ResolvedPlace, locate
from sahel_dataset.extract.scene import AUTHORED, EPISODE, Distance, Scene

__all__ = ["places_of"]

# What may happen elsewhere than the violence told beside it.
_OWN_PLACE = frozenset({"release", "other", "sanction", "agree", "negotiate", "ban"})
# What can only happen where the war is; the rest may happen in any capital.
_IN_THE_AREA = AUTHORED | frozenset("deploy take drive besiege withdraw release coup protest riot displace".split())


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
    own = _apart(scene, frame.token, links)
    governed = [p for p in own if is_governed(scene, p.start, frame.token, triggers)]
    for pool in (governed,) if name in _OWN_PLACE else (governed, own):
        place = locate(
            frame.start,
            frame.end,
            pool,
            [(sentence.start, sentence.end)],
            anchor=sentence.tokens[frame.token].start,
            country=scene.country,
            sentences_back=0,
        )
        if place is not None and (place.precision != "country" or pool is own or name in _OWN_PLACE):
            outside = name in _IN_THE_AREA and place.country is not None and place.country not in CONFLICT_AREA
            return [] if outside else [place]
    return []


def _apart(scene: Scene, token: int, links: Sequence[Distance]) -> list[ResolvedPlace]:
    """Return the places of the sentence without those of another event that lies some time apart.

    In "a month after the ambush at Inates, gunmen attacked Koutougou" the words from the distance up to the comma are
    the ambush's.
    """
    places = scene.places
    for link in links:
        if token not in {link.named, link.later}:
            continue
        tokens, end = scene.sentence.tokens, scene.sentence.end
        if link.later is not None and tokens[link.later].start > link.date.start:
            comma = scene.text.find(",", tokens[link.named].end, end)
            end = comma if 0 <= comma < tokens[link.later].start else tokens[link.later].start
        places = [p for p in places if (link.date.start <= p.start < end) == (token == link.named)]
    return places
