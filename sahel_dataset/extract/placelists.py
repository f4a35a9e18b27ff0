"""Several places named together are several events.

"Fighters attacked Konna, Hombori and Douentza", "two were killed in Barani and six in Nouna".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sahel_dataset.extract.places import ResolvedPlace
from sahel_dataset.extract.scene import AUTHORED, Candidate, Scene

__all__ = ["one_per_place"]

_PLURAL_PLACES = AUTHORED | {"take"}
_ASIDE = r"(?:\s+(?:on|near|in|at|sur|à|près de)\s+(?:the\s+|la\s+|les\s+)?[^,.;]{3,60}?)?"
_JOINT = re.compile(
    rf"{_ASIDE}\s*(?:,|,?\s+and|,?\s+et|,?\s+as well as|,?\s+ainsi que)\s+(?:and\s+|et\s+)?"
    r"(?:further \w+\s+|plus à l['’]\w+\s+)?"
    r"(?:in\s+|at\s+|à\s+|the towns? of\s+|near\s+|près de\s+)?"
)
# Without one of these, the second place says where the first is ("in Sévaré, near Mopti", "at Konna, Mopti").
_AND = re.compile(r"\b(?:and|et|as well as|ainsi que)\b")
_NUMBER = (
    r"(?:\d[\d\u00a0\u202f .,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|twenty|thirty|forty|fifty|dozens|another \w+|une?|deux|trois|quatre|cinq|sept|huit|neuf"
    r"|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|une \w+aine de)"
)
_COUNTED = re.compile(
    rf"(?:\s+[^,.;:]{{3,40}}?)?\s*(?:,|,?\s+and|,?\s+et)\s+(?:and\s+|et\s+)?"
    rf"(?P<number>{_NUMBER})\s+[^,.;:]{{0,50}}"
)


def one_per_place(scene: Scene, candidate: Candidate) -> list[Candidate]:
    """Return a telling for each of the places of a list, with the date and the count that each has of its own.

    Parameters
    ----------
    scene : Scene
        The sentence.
    candidate : Candidate
        A telling placed at the first of them.

    Returns
    -------
    list of Candidate
        The telling itself where there is no list.
    """
    if (
        not candidate.places
        or candidate.name not in _PLURAL_PLACES
        or candidate.places[0].role not in {"location", "of", "plain"}
    ):
        return [candidate]
    here = candidate.places[0]
    row, cuts, joined = [here], [scene.sentence.start], False
    for place in sorted(
        (p for p in scene.places if p.start > here.start and p.role != "demonym"), key=lambda p: p.start
    ):
        if place.precision not in {"exact", "near"} or (place.is_border and not _in_list(place)):
            continue
        gap = scene.text[row[-1].end : place.start]
        counted = _COUNTED.fullmatch(gap)
        if counted is None and not _JOINT.fullmatch(gap):
            break
        if counted is not None and _tells(scene, row[-1].end, place.start):
            break  # a clause of its own: "after the raid on Konna, four traders were killed in Koro"
        joined = joined or counted is not None or _AND.search(gap) is not None
        row.append(place)
        cuts.append(row[-2].end + (counted.start("number") if counted else len(gap)))
    if not joined or not all(p.precision in {"exact", "near"} for p in row):
        return [candidate]
    return [
        _part(candidate, scene, place, here.role, a, b)
        for place, a, b in zip(row, cuts, [*cuts[1:], scene.sentence.end], strict=True)
    ]


def _tells(scene: Scene, start: int, end: int) -> bool:
    """Say whether a verb stands in a stretch."""
    tokens = scene.sentence.tokens
    return any(
        frame.pos == "VERB" and not frame.participle and start <= tokens[i].start < end
        for i, frame in scene.sentence.frames.items()
    )


def _in_list(place: ResolvedPlace) -> bool:
    return place.feature not in {"country", "area"}


def _part(candidate: Candidate, scene: Scene, place: ResolvedPlace, role: str, start: int, end: int) -> Candidate:
    """Return the telling for one place: dates and counts that stand with it, else those of the whole."""
    dates = [
        d
        for d in scene.dates
        if start <= d.start < end and d.kind == "date" and d.first is not None and not d.is_reporting_time
    ]
    tolls = [t for t in candidate.tolls if start <= t.start < end]
    own: Sequence[object] = [t for t in candidate.tolls if not start <= t.start < end]
    return replace(
        candidate,
        places=[replace(place, role=role)],
        separate=True,
        dates=dates[:1] or [d for d in candidate.dates if d.kind != "since" or not own],
        tolls=tolls or list(candidate.tolls),
        sides=list(candidate.sides),
    )
