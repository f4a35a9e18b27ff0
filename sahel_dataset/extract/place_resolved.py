"""What a resolved name is: its place, its spelling, how exact it is, and whether it is one of several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sahel_dataset.extract.place_finder import PlaceMention
from sahel_dataset.knowledge import countries
from sahel_dataset.knowledge.gazetteer import Place
from sahel_dataset.knowledge.names import plain

__all__ = ["NEAR_KM", "ResolvedPlace", "precision_of", "spelling_of", "with_lists"]

NEAR_KM = 25.0
"""Up to this distance from a named town a place is ``near`` it; farther, only its region is known (``admin``)."""

_SMALL_AREA_KM = 60.0


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """One name in a text, and the place it means.

    Attributes
    ----------
    start, end : int
        Offsets into the text.
    text : str
        The words.
    place_id : str or None
        Key of the gazetteer; None for a name only the text knows.
    name : str
        The usual spelling, or the text's own where it is another one.
    country : str or None
        ISO 3166-1 alpha-2; None for an area of several countries.
    admin1 : str or None
        First administrative level.
    latitude, longitude : float or None
        Degrees; None for a name only the text knows.
    precision : str
        ``exact``, ``near``, ``admin``, ``country`` or ``unknown``.
    feature : str
        As `sahel_dataset.knowledge.gazetteer.Place.feature`.
    role : str
        As `PlaceContext.role`; ``actor`` for a country that is named as one ("Mali accused"), ``demonym`` ("Malian").
    is_border : bool
        Only the border of this place is meant.
    is_direction_of_country : bool
        A compass part of a country is meant.
    several : tuple of str
        The names of all, where this is one of a list of countries in which something happens.
    basis : str
        Set by `locate`: ``clause``, ``sentence``, ``context`` or ``article``.
    """

    start: int
    end: int
    text: str
    place_id: str | None
    name: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    precision: str
    feature: str
    role: str = "plain"
    is_border: bool = False
    is_direction_of_country: bool = False
    several: tuple[str, ...] = ()
    basis: str = ""

    @property
    def is_location(self) -> bool:
        """Say whether something may have happened here: no border, adjective, acting country or accord's name."""
        return (
            self.role in {"location", "of", "plain", "path", "route"}
            and not self.is_border
            and self.feature != "continent"
        )


def with_lists(mentions: Sequence[PlaceMention], resolved: list[ResolvedPlace]) -> list[ResolvedPlace]:
    """Tell each country of a list that it is one of several."""
    lists: dict[int, dict[str, None]] = defaultdict(dict)
    for mention, place in zip(mentions, resolved, strict=True):
        if mention.listed and place.feature == "country" and place.role == "location":
            lists[mention.listed][place.name] = None
    several = {number: tuple(names) for number, names in lists.items() if len(names) > 1}
    return [
        replace(place, several=several[mention.listed])
        if mention.listed in several and place.feature == "country" and place.role == "location"
        else place
        for mention, place in zip(mentions, resolved, strict=True)
    ]


def spelling_of(words: str, place: Place, language: str) -> str:
    """Return the gazetteer's spelling where the text's differs only by accents and case, else the text's own.

    Of a longer name for an area ("the Sahel region") only the area's own name is kept.
    """
    if place.country is None and f" {plain(place.name)} " in f" {plain(words)} ":
        return place.name
    if plain(words) == plain(place.name):
        return place.name
    if place.feature == "country" and place.country is not None and place.country in countries():
        usual = countries()[place.country].names[language]
        return words if plain(words) in {plain(n) for n in usual} else usual[0]  # a demonym names its country
    return words if not words.isupper() or len(words) <= 3 else words.title()


def precision_of(mention: PlaceMention, place: Place) -> str:
    """Return how exactly the mention says where: exact, near, admin, country or unknown (as UCDP's where_prec)."""
    context = mention.context
    if place.feature == "country":
        return "country"
    if place.country is None:
        return "unknown"
    if (
        place.is_unit
        or context.unit in {"commune", "district", "province"}
        or (place.is_settlement and context.has_article)
    ):
        return "admin"
    if context.distance_km is not None and context.distance_km > NEAR_KM:
        return "admin"
    if not place.is_settlement and place.feature != "military_base":
        return "near" if place.precision_km <= _SMALL_AREA_KM else "admin"
    if (
        context.is_near or context.is_direction or context.unit in {"zone", "region", "landscape"}
    ):  # "the region of" a mere village
        return "near"
    return "exact"
