"""Places named again without their name: "the town", « la même zone », "the Malian capital", "there".

They stand for the place that the text told last, of the kind that the noun says; a capital for its country's; "the
country" for the one that the sentence speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sahel_dataset.extract.phrases import alternatives
from sahel_dataset.extract.place_context import PlaceContext, cues_for, small
from sahel_dataset.extract.place_resolved import NEAR_KM, ResolvedPlace
from sahel_dataset.knowledge import countries, lexicon
from sahel_dataset.knowledge.gazetteer import Place, gazetteer

__all__ = ["places_named_again"]

_REACH = 900
"""How far back, in characters, the place may have been named: some five sentences."""

_HOSTING = frozenset({"location", "of", "plain", "route"})
_ROLES = _HOSTING | {"path"}


@dataclass(frozen=True)
class _Nouns:
    """The patterns of one language."""

    again: re.Pattern[str]
    capital: re.Pattern[str]
    country: re.Pattern[str]
    there: re.Pattern[str]
    kinds: dict[str, str]
    demonyms: dict[str, str]


@cache
def _nouns(language: str) -> _Nouns:
    words = lexicon(language, "places")["named_again"]
    kinds = {noun: kind for kind in ("settlement", "site", "zone") for noun in words[kind]}
    determiners, between = alternatives(words["determiners"]), alternatives(words["adjectives"])
    demonyms = {small(d): c.iso2 for c in countries().values() for d in (*c.demonyms[language], *c.names[language])}
    people = "|".join(re.escape(d) for d in sorted(demonyms, key=lambda d: (-len(d), d)))
    free = rf"(?!\w)(?!\s+{alternatives(words['not_before'])}(?!\w))"
    again = rf"(?<!\w){determiners}(?:\s+|(?<='))(?:{between}\s+)?(?P<noun>{alternatives(kinds)}){free}"
    capital = alternatives(words["capital"])
    if language == "fr":
        capital = rf"(?<!\w)(?:la|cette)\s+{capital}(?:\s+(?P<people>{people}))?{free}"
    else:
        capital = rf"(?<!\w)(?:the\s+)?(?:(?P<people>{people})(?:'s)?\s+|(?<=the\s)){capital}{free}"
    country = rf"(?<!\w){alternatives(map(small, words['country']))}(?!\w)"
    there = rf"(?<!\w){alternatives(words['there'])}(?!\w)(?!\s*{alternatives(words['not_after_there'])}(?!\w))"
    return _Nouns(re.compile(again), re.compile(capital), re.compile(country), re.compile(there), kinds, demonyms)


def places_named_again(
    text: str,
    language: str,
    resolved: Sequence[ResolvedPlace],
    country: str | None,
    country_at: Callable[[int], str | None] | None = None,
) -> list[ResolvedPlace]:
    """Return the places of a text and, among them, those that it names again without their name.

    Parameters
    ----------
    text : str
        An article.
    language : str
        ``en`` or ``fr``.
    resolved : sequence of ResolvedPlace
        Its places.
    country : str or None
        The country it is about, whose capital "the capital" is.
    country_at : callable, optional
        The country that the sentence at an offset speaks of; `country` throughout by default.

    Returns
    -------
    list of ResolvedPlace
        In order of `start`.

    Examples
    --------
    >>> from sahel_dataset.extract.places import find_places
    >>> text = "Rebels attacked Konna. The army left the town at night."
    >>> [(p.text, p.name) for p in places_named_again(text, "en", find_places(text, "en"), "ML")]
    [('Konna', 'Konna'), ('the town', 'Konna')]
    """
    nouns, low, cues = _nouns(language), small(text), cues_for(language)
    out = list(resolved)
    for match in nouns.again.finditer(low):
        start, end = match.span()
        if _is_named(low, start, end, resolved):
            continue
        kind, context = nouns.kinds[match["noun"]], cues.read(low, start, end)
        place = _told_last(resolved, start, kind, match["noun"])
        if place is not None and not _is_far(context):
            out.append(_again(place, text, start, end, context, kind))
    for match in nouns.capital.finditer(low):
        start, end = match.span()
        told = (match["people"] or "").strip()
        code = nouns.demonyms.get(told) if told else country
        seat = None if code is None or _is_named(low, start, end, resolved) else _capital(code)
        context = cues.read(low, start, end)
        if seat is not None and not _is_far(context):
            out.append(_again(_as_resolved(seat), text, start, end, context, "settlement"))
    for match in nouns.country.finditer(low):
        start, end = match.end() - len(match.group().split()[-1]), match.end()
        land = _land((country_at(start) if country_at is not None else None) or country)
        context = cues.read(low, start, end)
        if land is not None and (context.role == "location" or context.is_direction) and not context.is_near:
            again = _again(land, text, start, end, context, "country")
            out.append(replace(again, role="location", is_direction_of_country=context.is_direction))
    for match in nouns.there.finditer(low):
        place = _told_before(resolved, match.start())
        if place is not None:
            here = replace(place, start=match.start(), end=match.end(), text=match.group(), several=(), role="location")
            out.append(here)
    return sorted(out, key=lambda p: (p.start, p.end))


def _told_before(resolved: Sequence[ResolvedPlace], start: int) -> ResolvedPlace | None:
    """Return the place of an event, of whatever kind, that was told last before an offset: what "there" means."""
    for place in reversed(resolved):
        if place.start >= start or place.role not in _HOSTING or place.is_border or place.country is None:
            continue
        return place if start - place.start <= _REACH else None
    return None


@cache
def _land(code: str | None) -> ResolvedPlace | None:
    place = gazetteer().country(code)
    return None if place is None else replace(_as_resolved(place), precision="country")


def _is_named(low: str, start: int, end: int, resolved: Sequence[ResolvedPlace]) -> bool:
    """Say whether the name stands beside the noun: "the town of Konna", « la capitale Bamako », "Konna, the town"."""
    return any(
        (0 < start - p.end <= 3 and low[p.end : start].strip() == "," and p.feature != "country")
        or (p.start < end and p.end > start and p.feature != "country")
        or (0 <= p.start - end <= 14 and p.role != "demonym" and _NAMING.fullmatch(low[end : p.start]) is not None)
        for p in resolved
    )


_NAMING = re.compile(
    r"(?:['’]s)?\s*[,(]?\s*(?:of|called|named|de|d'|du|des|de la|de l'|dénommée?|appelée?|the|la|le|l')?\s*"
)


def _told_last(resolved: Sequence[ResolvedPlace], start: int, kind: str, noun: str) -> ResolvedPlace | None:
    """Return the place told last before an offset that the noun may stand for."""
    for place in reversed(resolved):
        if place.start >= start or place.role not in _HOSTING or place.is_border:
            continue
        if start - place.start > _REACH:
            return None
        if place.precision in {"exact", "near"} and place.feature in {"town", "village", "military_base"}:
            if noun in {"village", "hamlet", "hameau"} and place.feature == "town" and place.place_id is not None:
                continue
            return place
        if place.precision == "admin" and place.feature == "district" and kind == "zone":
            return place
    return None


def _is_far(context: PlaceContext) -> bool:
    """Say whether something lies so far from the place that it says little: "200 km from the capital"."""
    return (context.distance_km or 0) > NEAR_KM


def _again(place: ResolvedPlace, text: str, start: int, end: int, context: PlaceContext, kind: str) -> ResolvedPlace:
    vague = kind == "zone" or context.is_near
    return replace(
        place, start=start, end=end, text=text[start:end], several=(), basis="",
        role=context.role if context.role in _ROLES else "office",
        precision="near" if vague and place.precision == "exact" else place.precision,
    )  # fmt: skip


@cache
def _capital(code: str) -> Place | None:
    entry = countries().get(code)
    if entry is None or not entry.capitals["en"]:
        return None
    named = gazetteer().named(entry.capitals["en"][0], "en")
    return next((p for p in named if p.country == code and p.is_settlement), None)


def _as_resolved(place: Place) -> ResolvedPlace:
    return ResolvedPlace(
        0, 0, "", place.place_id, place.name, place.country, place.admin1, place.latitude, place.longitude, "exact",
        place.feature,
    )  # fmt: skip
