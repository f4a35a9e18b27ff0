"""Is a page worth reading? One pass over its raw text, before any HTML or language work that costs.

For archives that hold everything (a year of the web, a whole wire), where a page in a hundred speaks of the Sahel. The
pass may keep too much and should not keep too little: it looks for names of the countries, places and actors that the
project knows, in English and French, in whatever the page holds, menus included.
"""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING

from sahel_dataset.ingest.furniture import LANGUAGES, words
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.records import Reason, SourceRecord
from sahel_dataset.knowledge import countries, lexicon
from sahel_dataset.knowledge.names import fold, plain

if TYPE_CHECKING:
    import ahocorasick

__all__ = ["irrelevance", "points"]

CENTRAL = ("ML", "BF", "NE")
"""Countries whose name alone makes a page worth reading."""

AROUND = ("DZ", "MR", "TD", "NG", "BJ", "TG", "GH", "CI", "SN")
"""Countries into which the wars reach: one name of them tells little, several do."""

_CENTRAL_POINTS, _AROUND_POINTS = 2, 1
_ENOUGH_LETTERS = 5
_ACTING = frozenset({"armed_group", "militia", "private_military_company", "multinational_force"})
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"[^\W\d_]+")


def _keys() -> dict[str, tuple[int, str]]:
    """Return every name as it is compared, with its points and how it must be written: ``AA``, ``Aa`` or as it will."""
    from sahel_dataset.knowledge.actor_list import actor_names, actors
    from sahel_dataset.knowledge.gazetteer import gazetteer

    found: dict[str, tuple[int, str]] = {}

    def add(name: str, value: int, written: str = "") -> None:
        key = plain(name)
        if key:
            before = found.get(key, (0, written))
            found[key] = max(before[0], value), min(before[1], written, key=len)

    # Names that are words, too ("Centre", "Say"): a place only beside "region of", and so no sign of one.
    words_too = {
        plain(name)
        for code in LANGUAGES
        for part in ("needs_unit", "needs_cue")
        for name in lexicon(code, "places")[part]
    }
    for place in gazetteer():
        if place.feature in {"country", "continent"} or place.country not in (None, *CENTRAL, *AROUND):
            continue
        central = place.feature in {"area", "region"} and place.country in CENTRAL
        for code in LANGUAGES:
            for name in place.spellings(code):
                if len(name) >= _ENOUGH_LETTERS and plain(name) not in words_too:
                    add(name, _CENTRAL_POINTS if central else _AROUND_POINTS, "Aa")
    listed = actors()
    for entry in actor_names():
        actor = listed.get(entry.actor_id)
        if actor is None or actor.kind not in _ACTING or len(entry.name) < 3:
            continue
        at_war_there = actor.country in CENTRAL or bool(set(actor.area) & set(CENTRAL))
        add(entry.name, _CENTRAL_POINTS if at_war_there else _AROUND_POINTS, "AA" if entry.name.isupper() else "Aa")
    for iso2 in (*CENTRAL, *AROUND):
        country, value = countries()[iso2], _CENTRAL_POINTS if iso2 in CENTRAL else _AROUND_POINTS
        for code in LANGUAGES:
            # French writes demonyms small: « les soldats maliens ».
            for name in (*country.names[code], *country.demonyms[code], *country.capitals[code]):
                add(name, value)
    for name in ("Sahel", "Sahelian", "sahélien", "sahélienne", "sahéliens", "sahéliennes"):
        add(name, _CENTRAL_POINTS)
    return found


@cache
def _automaton() -> ahocorasick.Automaton:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for key, (value, written) in sorted(_keys().items()):
        automaton.add_word(key, (key, value, written))
    automaton.make_automaton()
    return automaton


def _folded(text: str) -> str:
    """Return what `fold` does, in a quarter of the time on long pages; foreign scripts become question marks.

    Python translates plain ASCII at once and everything else character by character.
    """
    if not text.isascii():
        text = _FOREIGN.sub(lambda match: fold(match.group()), text).encode("ascii", "replace").decode()
    return fold(text)


def points(text: str, enough: int = 1_000_000) -> int:
    """Count the points of the different Sahelian names in a text, up to `enough`.

    A name of Mali, Burkina Faso or Niger, of a region there or of an armed group at war there gives two points; a
    village, or a name of a country around, one.

    Parameters
    ----------
    text : str
        Text or markup.
    enough : int
        Where to stop counting.

    Examples
    --------
    >>> points("Malian troops left their base."), points("Nigeria won by three goals."), points("He will say no more.")
    (2, 1, 0)
    """
    low = _folded(text)
    seen: set[str] = set()
    total = 0
    for last, (key, value, written) in _automaton().iter(low):
        start, end = last + 1 - len(key), last + 1
        if key in seen or low[start - 1 : start].isalnum() or low[end : end + 1].isalnum():
            continue
        if (written == "AA" and not text[start:end].isupper()) or (written and text[start].islower()):
            continue
        seen.add(key)
        total += value
        if total >= enough:
            break
    return total


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word for language in LANGUAGES for word in words(language).function_words)


def irrelevance(record: SourceRecord, params: IngestParams) -> Reason | None:
    """Return why a page is not worth reading, or None where it may be.

    Parameters
    ----------
    record : SourceRecord
        The page as a reader found it.
    params : IngestParams
        ``relevance_points`` and ``relevance_function_words``.

    Examples
    --------
    >>> page = SourceRecord("p", "p", "The harvest in Normandy is late; cider will cost more.", is_html=False)
    >>> irrelevance(page, IngestParams()).value
    'not_relevant'
    """
    text = f"{record.metadata.title or ''}\n{record.content}"
    if record.is_html and "&" in text:
        text = html.unescape(text)
    if points(text, params.relevance_points) < params.relevance_points:
        return Reason.NOT_RELEVANT
    common, left = _function_words(), params.relevance_function_words
    for match in _WORD.finditer(text):
        if left <= 0:
            break
        left -= match.group().lower() in common
    return Reason.LANGUAGE if left > 0 else None
