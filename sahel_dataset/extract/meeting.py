"""Whether two dates, two places or two sets of actors can be of one event: yes, no, or not known."""

from __future__ import annotations

import functools
import math

from sahel_dataset.extract.dates import DateMention
from sahel_dataset.extract.places import ResolvedPlace
from sahel_dataset.knowledge.actor_list import actor_relations

__all__ = ["NAMED_ONLY", "dates_meet", "is_specific", "places_meet", "sides_meet"]

# How near to each other, in degrees, what is "near" a place may be: about forty kilometres.
_NEAR_DEGREES = 0.36


def is_specific(place: ResolvedPlace | None) -> bool:
    """Say whether a place is narrower than a country."""
    return place is not None and place.precision in {"exact", "near", "admin"}


def dates_meet(a: DateMention | None, b: DateMention | None) -> bool | None:
    """Say whether two dates can be of one event; None where one is not known."""
    if a is None or b is None:
        return None
    if a.first is None or b.first is None:
        # Without a publication date, the words still tell weekdays apart.
        return a.text.lower() == b.text.lower() if a.first is None and b.first is None else None
    if a.kind == "since" or b.kind == "since":
        return a.kind == b.kind and a.first == b.first
    a_last, b_last = a.last or a.first, b.last or b.first
    return a.first <= b_last and b.first <= a_last


# Places that are named for another reason than that something happened there.
NAMED_ONLY = frozenset({"actor", "demonym", "office", "dateline", "path", "beside"})


def places_meet(a: ResolvedPlace | None, b: ResolvedPlace | None) -> bool | None:
    """Say whether two places can be of one event; None where one is not known or holds the other."""
    if a is None or b is None or a.role in NAMED_ONLY or b.role in NAMED_ONLY:
        return None
    if not is_specific(a) or not is_specific(b):
        if a.country and b.country and a.country != b.country:
            return False
        return None
    if a.place_id and b.place_id:
        if a.place_id == b.place_id:
            return True
    elif a.name.lower() == b.name.lower():
        return True
    precisions = {a.precision, b.precision}
    if "near" in precisions and "admin" not in precisions and a.admin1 == b.admin1 and a.country == b.country:
        return None if _close(a, b) else False  # "near Konna" may be the village of the next sentence
    if (
        "admin" in precisions
        and a.country == b.country
        and (a.admin1 is None or b.admin1 is None or a.admin1 == b.admin1)
    ):
        return None
    return False


def _close(a: ResolvedPlace, b: ResolvedPlace) -> bool:
    """Say whether two places lie within about forty kilometres of each other."""
    if a.latitude is None or b.latitude is None or a.longitude is None or b.longitude is None:
        return False
    return math.hypot(a.latitude - b.latitude, a.longitude - b.longitude) < _NEAR_DEGREES


def _vague(actor: str) -> bool:
    return actor.endswith("_unspecified") or actor in {"civilians", "bandits", "tuareg_rebels"}


@functools.cache
def _branches() -> frozenset[tuple[str, str]]:
    return frozenset((r.actor_id, r.related_actor_id) for r in actor_relations() if r.relation == "part_of")


def sides_meet(a: set[str], b: set[str]) -> bool | None:
    """Say whether initiators agree; None where one is not said or is vague."""
    if not a or not b:
        return None
    if a & b:
        return True
    if all(map(_vague, a)) or all(map(_vague, b)):
        return None
    if any((x, y) in _branches() or (y, x) in _branches() for x in a for y in b):
        return None  # a branch may be called by the name of the whole
    return False
