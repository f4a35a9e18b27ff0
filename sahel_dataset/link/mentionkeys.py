"""Which mention of today is which mention of an earlier release.

An article may have been read again with better rules, or have been corrected: then offsets, and the digest of the text,
are no longer the same. A mention is known again

1. in an article with the same text, by the place in the text and what kind of event it is, or else
2. in the article's source (its file or address), by kind, day and place of the event.

Both sides are matched one to one, best pair first.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import count

import numpy as np

from sahel_dataset.link.weights import read_weights

__all__ = ["MentionKey", "free_key", "recognise"]

_NEAR_CHARACTERS = 300
_ENOUGH = 4


@dataclass(frozen=True, slots=True)
class MentionKey:
    """What an event mention is known by.

    Attributes
    ----------
    key : str
        Lasting key, given when the mention was first met; until then any key that no other mention of the day has.
    text : str
        Digest of the article's text.
    source : str
        Where the article comes from: its address, or its collection and file.
    event_type, day, place : str
        Kind of event, first day (ISO, "" where unknown) and gazetteer key ("" where unknown).
    start, end : int
        The anchor's offsets.
    """

    key: str
    text: str
    source: str
    event_type: str
    day: str
    place: str
    start: int
    end: int

    def with_key(self, key: str) -> MentionKey:
        """Return the same description under another key."""
        return replace(self, key=key)


def free_key(mention: MentionKey, taken: Container[str]) -> str:
    """Return a key for a mention that was never met before, made from its description and not yet `taken`."""
    words = f"{mention.text}\x1f{mention.source}\x1f{mention.event_type}\x1f{mention.start}\x1f{mention.end}"
    for number in count():
        key = "m-" + hashlib.sha256(f"{words}\x1f{number}".encode()).hexdigest()[:16]
        if key not in taken:
            return key
    raise AssertionError("count() has no end")


@cache
def _kinship(one: str, other: str) -> int:
    """Return 2 for equal types, 1 for types that may be one event, 0 otherwise."""
    if one == other:
        return 2
    weights = read_weights()
    if one not in weights.types or other not in weights.types:
        return 0
    return int(not np.isnan(weights.type_points[weights.types.index(one), weights.types.index(other)]))


def _likeness(new: MentionKey, old: MentionKey, *, same_text: bool) -> int:
    kinship = _kinship(new.event_type, old.event_type)
    if not kinship:
        return 0
    points = kinship + 2 * (new.day == old.day != "") + 2 * (new.place == old.place != "")
    if same_text:
        gap = max(new.start - old.end, old.start - new.end)
        points += 3 if gap < 0 else 1 if gap <= _NEAR_CHARACTERS else 0
        points += 2 * ((new.start, new.end) == (old.start, old.end))
    return points


def _pair_up(new: list[MentionKey], old: list[MentionKey], *, same_text: bool) -> dict[str, str]:
    scored = sorted(
        (-points, one.key, other.key)
        for one in new
        for other in old
        if (points := _likeness(one, other, same_text=same_text)) >= _ENOUGH
    )
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, one, other in scored:
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found


def _by(field: str, mentions: Iterable[MentionKey]) -> Mapping[str, list[MentionKey]]:
    grouped: dict[str, list[MentionKey]] = defaultdict(list)
    for mention in mentions:
        grouped[getattr(mention, field)].append(mention)
    return grouped


def recognise(new: Iterable[MentionKey], old: Iterable[MentionKey]) -> dict[str, str]:
    """Return the lasting key of each mention that was met before.

    Parameters
    ----------
    new : iterable of MentionKey
        Today's mentions, under keys of their own.
    old : iterable of MentionKey
        Those of the ledger.

    Returns
    -------
    dict of str to str
        From today's key to the ledger's.

    Examples
    --------
    >>> before = MentionKey("m-1", "t1", "a.txt", "armed_clash", "2025-06-01", "boulkessi", 40, 60)
    >>> again = MentionKey("m-9", "t2", "a.txt", "armed_clash", "2025-06-01", "boulkessi", 52, 70)
    >>> recognise([again], [before])
    {'m-9': 'm-1'}
    """
    new, old = list(new), list(old)
    found: dict[str, str] = {}
    for field, same_text in (("text", True), ("source", False)):
        met = set(found.values())
        open_new = _by(field, (mention for mention in new if mention.key not in found))
        open_old = _by(field, (mention for mention in old if mention.key not in met))
        for name in sorted(open_new.keys() & open_old.keys()):
            found |= _pair_up(open_new[name], open_old[name], same_text=same_text)
    return found
