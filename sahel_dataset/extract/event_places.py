"""Where the event of a clause was: the place that its sentence gives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sahel_dataset.extract.frames import Frame
from sahel_dataset.extract.ownership import in_own_words, is_governed
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
    own = [p for p in scene.places if in_own_words(scene, frame.token, p.start, links)]
    if name == "withdraw":  # it happens where the way out begins
        own = [replace(p, role="location") if p.role == "path" else p for p in own]
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
