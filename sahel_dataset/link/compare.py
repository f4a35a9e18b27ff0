"""How alike two mentions are: the points of each reason, and what rules out that they are one event."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rapidfuzz.fuzz import ratio

from sahel_dataset.link.actorbook import ActorBook
from sahel_dataset.link.features import (
    ADMIN,
    COUNTRY,
    DAY,
    MONTH,
    NEAR,
    NEWS,
    UNKNOWN_PLACE,
    UNKNOWN_TIME,
    WEEK,
    YEAR,
    Features,
)
from sahel_dataset.link.params import LinkParams
from sahel_dataset.link.sides import SidesIndex, sides_points
from sahel_dataset.link.weights import Weights
from sahel_dataset.link.words import figure_points, word_points

__all__ = ["APART", "Comparison", "compare"]

APART = ("", "article", "days", "place", "type", "realis")
"""What keeps a pair apart whatever its points, in the order it is judged; "" where nothing does.

Two mentions in one article are two events, because the article tells them as two, unless nothing tells them apart: one
type, one day, one place and a side in common. Precise days or places that cannot be the same, types that are never one
event, and a plan and its fulfilment are two events as well."""

_EXACT_DAYS = 3
"""An event of up to three days is still one of one day for comparing; a longer one is met by many."""

_MONTH_LONG = 10

_FRESH_DAYS = 3
"""Most news is told within three days of the event."""

_SPELLING = 85.0
"""Likeness in percent (rapidfuzz, normalised indel distance) of two spellings of one village."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Points per reason and pair, and what keeps a pair apart.

    Attributes
    ----------
    time, place, type, sides, figures, words : numpy.ndarray
        Points of each reason.
    apart : numpy.ndarray
        Number of the reason in `APART`; 0 where nothing keeps the pair apart.
    contradicts : numpy.ndarray
        Whether days, places, types or realis rule the pair out, in one article or two.
    vague : numpy.ndarray
        Share of the pair's say in a group, below 1 where a mention has no day or no exact place.
    """

    time: np.ndarray
    place: np.ndarray
    type: np.ndarray
    sides: np.ndarray
    figures: np.ndarray
    words: np.ndarray
    apart: np.ndarray
    contradicts: np.ndarray
    vague: np.ndarray

    @property
    def score(self) -> np.ndarray:
        """The sum of all points."""
        return self.time + self.place + self.type + self.sides + self.figures + self.words


def _kilometres(features: Features, i: np.ndarray, j: np.ndarray) -> np.ndarray:
    """Return great-circle distances; NaN where a mention has no coordinates."""
    latitude, longitude = np.radians(features.column("latitude")), np.radians(features.column("longitude"))
    half = (
        np.sin((latitude[i] - latitude[j]) / 2) ** 2
        + np.cos(latitude[i]) * np.cos(latitude[j]) * np.sin((longitude[i] - longitude[j]) / 2) ** 2
    )
    return 2 * 6371.0 * np.arcsin(np.sqrt(np.clip(half, 0, 1)))


def _days_told_after(features: Features, i: np.ndarray, j: np.ndarray) -> np.ndarray:
    """Return how long after the event, as the other mention dates it, a mention without a date was published."""
    last, level, published = (features.column(name) for name in ("last", "time_level", "published"))
    first_undated, second_undated = level[i] == NEWS, level[j] == NEWS
    return np.where(
        first_undated & second_undated,
        np.abs(published[i] - published[j]),
        np.where(first_undated, published[i] - last[j], published[j] - last[i]),
    )


def _same_name(features: Features, i: np.ndarray, j: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Tell where two places that the gazetteer does not both know have names that are spellings of one."""
    same = np.zeros(len(i), dtype=bool)
    names = features.column("name_key")
    for row in np.flatnonzero(asked):
        one, other = names[i[row]], names[j[row]]
        if isinstance(one, str) and isinstance(other, str):
            same[row] = ratio(one, other) >= _SPELLING
    return same


def _time(
    features: Features, i: np.ndarray, j: np.ndarray, lasting: np.ndarray, params: LinkParams, weights: Weights
) -> tuple[np.ndarray, np.ndarray]:
    first, last, level = (features.column(name) for name in ("first", "last", "time_level"))
    vaguer, gap = np.maximum(level[i], level[j]), np.maximum(first[i] - last[j], first[j] - last[i])
    longer = np.maximum(last[i] - first[i], last[j] - first[j]) + 1
    allowed = np.where(lasting, params.lasting_days_apart, params.days_apart)
    points, value = np.zeros(len(i)), weights.time
    a_year = (level[i] == YEAR) | (level[j] == YEAR)
    known = (vaguer <= NEWS) & ~a_year

    days = (vaguer == DAY) & (gap <= 0)
    points[days & (longer <= _EXACT_DAYS)] = value["same_day"]
    points[days & (longer > _EXACT_DAYS)] = value["common_days"]
    points[days & (longer > _MONTH_LONG)] = value["month"]
    points[(vaguer == WEEK) & (gap <= 0)] = value["week"]
    points[(vaguer == MONTH) & (gap <= 0)] = value["month"]
    points[known & (gap > 0)] = value["few_days"]
    points[(vaguer == DAY) & (gap == 1)] = value["next_day"]
    finer = np.minimum(level[i], level[j])
    fresh = (_days_told_after(features, i, j) <= _FRESH_DAYS) & (finer != MONTH)
    points[(vaguer == NEWS) & (gap <= 0)] = value["news"]
    points[(vaguer == NEWS) & (gap <= 0) & fresh] = value["fresh_news"]
    points[a_year] = value["year"]
    points[vaguer == UNKNOWN_TIME] = value["unknown"]
    apart = (known & (gap > allowed)) | (a_year & (vaguer <= NEWS) & (gap > 0))
    # What had been reported by one day did not happen after it.
    published = features.column("published")
    for one, other in ((i, j), (j, i)):
        undated = (level[one] >= NEWS) & (published[one] > 0) & (level[other] <= MONTH)
        apart |= undated & (first[other] > published[one] + 1)
    return points, apart


def _place(
    features: Features, i: np.ndarray, j: np.ndarray, params: LinkParams, weights: Weights
) -> tuple[np.ndarray, np.ndarray]:
    level, place, division, country = (features.column(name) for name in ("geo_level", "place", "division", "country"))
    has_country, has_division = features.column("has_country"), features.column("has_division")
    vaguer, finer = np.maximum(level[i], level[j]), np.minimum(level[i], level[j])
    distance = _kilometres(features, i, j)
    known_far = np.isfinite(distance)
    same_country = has_country[i] & has_country[j] & (country[i] == country[j])
    other_country = has_country[i] & has_country[j] & (country[i] != country[j])
    both_divisions = has_division[i] & has_division[j]
    same_division = both_divisions & (division[i] == division[j])
    points, value = np.zeros(len(i)), weights.place
    apart = np.zeros(len(i), dtype=bool)

    precise = vaguer <= NEAR
    same = precise & ((place[i] == place[j]) | _same_name(features, i, j, precise & ~known_far & ~other_country))
    one_is_site = features.column("is_site")[i] != features.column("is_site")[j]
    site = precise & ~same & one_is_site & known_far & (distance <= params.site_km)
    close = precise & ~same & (vaguer == NEAR) & known_far & (distance <= params.near_km)
    neighbouring = precise & ~same & ~close & (finer == NEAR) & known_far & (distance <= 2 * params.near_km)
    points[same] = value["same_place"]
    points[same & features.column("is_capital")[i]] = value["same_capital"]
    points[neighbouring] = value["neighbouring"]
    points[close | site] = value["close"]
    nationwide = _is_nationwide(features, i, j, weights)
    # Two villages told exactly are two places, however near each other: many have rough coordinates.
    apart |= precise & ~(same | site | close | neighbouring | nationwide)

    same_unit = (vaguer == ADMIN) & (place[i] == place[j])
    whole = features.column("is_division") & (level == ADMIN)
    near_enough = known_far & (distance <= params.division_km)
    # In the region that is named as a whole, or near the point that stands for a smaller division.
    may_lie_in = np.where(both_divisions, same_division, ~other_country)
    fits = may_lie_in & (whole[i] | whole[j] | near_enough | ~known_far)
    within = (vaguer == ADMIN) & ~same_unit & fits
    points[same_unit] = value["same_division"]
    points[within] = np.where((whole[i] | whole[j])[within], value["inside_region"], value["inside"])
    apart |= (vaguer == ADMIN) & ~(same_unit | within | nationwide)

    wide = vaguer == COUNTRY
    points[wide & same_country] = value["same_country"]
    points[vaguer == UNKNOWN_PLACE] = value["unknown"]
    points[(vaguer == UNKNOWN_PLACE) & same_country] = value["same_country"]
    apart |= (vaguer >= COUNTRY) & other_country
    return points, apart


def _is_nationwide(features: Features, i: np.ndarray, j: np.ndarray, weights: Weights) -> np.ndarray:
    """Tell where both are events of one whole country, so that no place within it sets them apart."""
    kind, country, known = (features.column(name) for name in ("type", "country", "has_country"))
    return weights.nationwide[kind[i]] & (kind[i] == kind[j]) & known[i] & (country[i] == country[j])


def _is_loose(
    features: Features, i: np.ndarray, j: np.ndarray, time_points: np.ndarray, weights: Weights
) -> np.ndarray:
    """Tell where neither the days nor the place narrow a pair down. For a coup, the country is place enough."""
    level, geo = features.column("time_level"), features.column("geo_level")
    undated = (level[i] == UNKNOWN_TIME) | (level[j] == UNKNOWN_TIME)
    close_days = (np.maximum(level[i], level[j]) <= WEEK) | (time_points == weights.time["fresh_news"])
    placed = (np.maximum(geo[i], geo[j]) <= NEAR) | (_is_nationwide(features, i, j, weights) & ~undated)
    return ~close_days & ~placed


def compare(
    features: Features,
    sides: SidesIndex,
    i: np.ndarray,
    j: np.ndarray,
    *,
    params: LinkParams,
    weights: Weights,
    book: ActorBook,
) -> Comparison:
    """Compare pairs of mentions.

    Parameters
    ----------
    features : Features
        The mentions.
    sides : SidesIndex
        Their line-ups.
    i, j : numpy.ndarray
        Numbers of the two mentions of each pair.
    params, weights : LinkParams, Weights
        Reaches, and points per level of agreement.
    book : ActorBook
        Who covers whom.
    """
    kind, realm, article = (features.column(name) for name in ("type", "realm", "article"))
    lasting = weights.lasting[kind[i]] & weights.lasting[kind[j]]
    type_points = weights.type_points[kind[i], kind[j]]
    time_points, other_days = _time(features, i, j, lasting, params, weights)
    place_points, other_place = _place(features, i, j, params, weights)
    place_points[_is_loose(features, i, j, time_points, weights)] += weights.place["loosely"]
    mutual = weights.mutual[kind[i]] & weights.mutual[kind[j]]
    sides_of_pair = sides_points(sides, i, j, mutual, book, weights)
    # Words and figures are dear to compare: only where they can still matter.
    so_far = np.nan_to_num(type_points) + time_points + place_points + sides_of_pair
    rest = np.flatnonzero(so_far + weights.words["most"] + weights.figures["large"] >= params.near_miss_at)
    figures, words = np.zeros(len(i)), np.zeros(len(i))
    figures[rest] = figure_points(features.figures, features.is_large, i[rest], j[rest], weights)
    words[rest] = word_points(features.tokens, features.worth, i[rest], j[rest], weights)

    place, geo = features.column("place"), features.column("geo_level")
    one_place = (place[i] == place[j]) & (np.maximum(geo[i], geo[j]) <= NEAR)
    told_twice = (kind[i] == kind[j]) & one_place & (time_points == weights.time["same_day"]) & (sides_of_pair > 0)
    apart = np.zeros(len(i), dtype=np.int8)
    verdicts = (
        ("realis", realm[i] != realm[j]),
        ("type", np.isnan(type_points)),
        ("place", other_place),
        ("days", other_days),
        ("article", (article[i] == article[j]) & ~told_twice),
    )
    for name, holds in verdicts:
        apart[holds] = APART.index(name)
    is_vague = (features.column("time_level") > WEEK) | (geo > NEAR)
    return Comparison(
        time=time_points,
        place=place_points,
        type=np.nan_to_num(type_points, nan=0.0),
        sides=sides_of_pair,
        figures=figures,
        words=words,
        apart=apart,
        contradicts=np.logical_or.reduce([holds for name, holds in verdicts if name != "article"]),
        vague=np.where(is_vague[i] & is_vague[j], 0.1, np.where(is_vague[i] | is_vague[j], 0.3, 1.0)),
    )
