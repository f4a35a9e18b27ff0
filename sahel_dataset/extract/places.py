"""Places in a text: which names are there, which place of the world each one means, and which applies to a clause.

`PlaceFinder` finds names in one pass and keeps every place that bears them; `PlaceResolver` chooses among those by what
the whole article is about; `locate` picks the place that applies to one clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from sahel_dataset.extract.place_finder import PlaceFinder, PlaceMention
from sahel_dataset.extract.place_resolution import PlaceResolver
from sahel_dataset.extract.place_resolved import ResolvedPlace

__all__ = [
    "CONFLICT_AREA",
    "PlaceFinder",
    "PlaceMention",
    "PlaceResolver",
    "ResolvedPlace",
    "find_places",
    "locate",
    "news_place",
]

_SENTENCES_BACK = 2
_NEWS_SENTENCES = 20
_NEXT_TO = 30
"""How many characters part a town from the region it is in: ", dans la région de", ", a village in"."""
_EXACTNESS = {"exact": 0, "near": 1, "admin": 2, "country": 3, "unknown": 4}
_STRONG = {"location": 0, "of": 0, "plain": 1, "route": 1}
_WEAK = {"office": 2, "path": 3, "beside": 4}
_ACTING = frozenset({"actor", "office", "demonym"})
CONFLICT_AREA = frozenset({"ML", "BF", "NE", "DZ", "MR", "TD", "NG", "BJ", "TG", "GH", "CI", "SN", "GN", "CM", "LY"})
"""The countries at war and across their borders: of a place here and one elsewhere, the one here counts."""


@cache
def _finder(language: str) -> PlaceFinder:
    return PlaceFinder(language)


def find_places(text: str, language: str, *, default_country: str | None = None) -> list[ResolvedPlace]:
    """Find and resolve the places of a text in one call.

    Parameters
    ----------
    text : str
        An article.
    language : str
        ``en`` or ``fr``.
    default_country : str, optional
        The country it is about, where that is known beforehand.

    Examples
    --------
    >>> [(p.name, p.country, p.precision) for p in find_places("Un village a été attaqué près de Ménaka.", "fr")]
    [('Ménaka', 'ML', 'near')]
    """
    return PlaceResolver(language).resolve(_finder(language).find(text), text, default_country=default_country)


def locate(
    start: int,
    end: int,
    resolved: Sequence[ResolvedPlace],
    sentences: Sequence[tuple[int, int]],
    *,
    anchor: int | None = None,
    country: str | None = None,
    sentences_back: int = _SENTENCES_BACK,
    own_sentence: bool = True,
) -> ResolvedPlace | None:
    """Return the place that applies to an event told in one clause.

    Looked for in the clause, then in its sentence, then in the sentences before it. Within each, a place where
    something happens comes before one that is only passed, spoken from or acting; then the more exact, then the
    nearer to the trigger. A country that is only named as an actor or by an adjective counts last, and only where no
    other is.

    Parameters
    ----------
    start, end : int
        The clause.
    resolved : sequence of ResolvedPlace
        The article's places, as `PlaceResolver.resolve` gives them.
    sentences : sequence of (int, int)
        Offsets of the article's sentences, in order.
    anchor : int, optional
        Offset of the trigger word; the middle of the clause by default.
    country : str, optional
        The country the article is about: keeps out places that are only spoken from or passed elsewhere.
    sentences_back : int
        How many sentences before may lend their place.
    own_sentence : bool
        Whether the places of the clause's own sentence count.

    Returns
    -------
    ResolvedPlace or None
        With `basis` saying where it was found; None where no place applies.

    Examples
    --------
    >>> text = "Mali's army said it had bombed a camp near Tessalit."
    >>> locate(0, len(text), find_places(text, "en"), [(0, len(text))]).name
    'Tessalit'
    """
    middle = (start + end) // 2 if anchor is None else anchor
    index = max((i for i, (a, b) in enumerate(sentences) if a <= start < b), default=None)
    a, b = sentences[index] if index is not None else (start, end)
    whole = [p for p in resolved if a <= p.start < b]
    sentence = [p for p in whole if _hosts(p)]
    clause = [p for p in sentence if start <= p.start < end]
    passed = [p for p in whole if p.role in _WEAK and _is_point(p) and country in (p.country, None)]
    steps = (
        # Of several in one clause ("in Konna, Diabaly and Douentza") the first stands for it.
        ("clause", [p for p in clause if _is_point(p) and _is_home(p)], start),
        ("sentence", [p for p in sentence if _is_point(p) and _is_home(p)], middle),
        ("clause", [p for p in clause if _is_home(p)], start),
        ("clause", clause, start),
        ("sentence", [p for p in sentence if _is_home(p)], middle),
        ("sentence", sentence, middle),
        ("sentence", [p for p in passed if _is_home(p)], middle),
    )
    for basis, pool, towards in steps if own_sentence else ():
        best = _best(pool, towards)
        if best is not None:
            return replace(_all_of_list(_more_exact(best, whole)), basis=basis)
    if index is not None:
        for a, b in reversed(sentences[max(0, index - sentences_back) : index]):
            before = [p for p in resolved if a <= p.start < b and _hosts(p) and _is_point(p) and _is_home(p)]
            earlier = _best([p for p in before if p.country == (country or p.country)], b)
            if earlier is not None:
                return replace(earlier, basis="context")
    acting = [p for p in whole if own_sentence and p.feature == "country" and p.role in _ACTING and _is_home(p)]
    if len({p.country for p in acting}) == 1:
        return replace(acting[0], basis="sentence")
    return None


def _hosts(place: ResolvedPlace) -> bool:
    """Say whether something may have happened here rather than been said, led or aimed from here."""
    if place.role not in _STRONG or place.is_border or place.feature == "continent":
        return False
    return place.feature != "area" or place.role != "plain"


def _is_home(place: ResolvedPlace) -> bool:
    return place.country is None or place.country in CONFLICT_AREA


def _all_of_list(place: ResolvedPlace) -> ResolvedPlace:
    """Return the countries of a list as one place of unknown position and no country."""
    if not place.several:
        return place
    return replace(
        place, place_id=None, name=", ".join(place.several), country=None, latitude=None, longitude=None,
        precision="unknown", feature="area",
    )  # fmt: skip


def _is_point(place: ResolvedPlace) -> bool:
    return place.precision in {"exact", "near", "admin"}


def _more_exact(place: ResolvedPlace, pool: list[ResolvedPlace]) -> ResolvedPlace:
    """Return a town of the same clause within `place`: "abducted from Chibok in Borno State"."""
    if place.precision != "admin":
        return place
    within = [
        p for p in pool
        if p.precision in {"exact", "near"} and _is_within(p, place)
        and (p.role in {"path", "plain", "of"} or (p.role == "location" and 0 < place.start - p.end <= _NEXT_TO))
    ]  # fmt: skip
    return min(within, key=lambda p: abs(p.start - place.start), default=place)


def _is_within(place: ResolvedPlace, wider: ResolvedPlace) -> bool:
    return place.country == wider.country and place.admin1 == wider.admin1


def _best(pool: list[ResolvedPlace], towards: int) -> ResolvedPlace | None:
    def rank(place: ResolvedPlace) -> tuple[float, int, int]:
        role = _STRONG.get(place.role, _WEAK.get(place.role, 9))
        # A convoy on the way from X to Y that was attacked near Z was attacked near Z.
        exactness = _EXACTNESS[place.precision] + (0.5 if place.role == "route" else 0)
        return (exactness, role, abs(place.start - towards))

    return min(pool, key=rank, default=None)


def news_place(
    resolved: Sequence[ResolvedPlace], sentences: Sequence[tuple[int, int]], *, within: int = _NEWS_SENTENCES
) -> ResolvedPlace | None:
    """Return the place that the article's news is about: the first it tells of, or the first town within that one.

    For the main event of an article where no clause that tells it has a place of its own: "Gunmen attacked a convoy in
    Mali", and two sentences on: "It was driving from Ménaka to Indelimane".

    Parameters
    ----------
    resolved : sequence of ResolvedPlace
        The article's places.
    sentences : sequence of (int, int)
        Offsets of its sentences, in order.
    within : int
        How many sentences from the start may name it.

    Examples
    --------
    >>> text = "Pupils were taken in Niger State. The school is in Tegina."
    >>> news_place(find_places(text, "en"), [(0, 33), (34, len(text))]).name
    'Tegina'
    """
    end = sentences[min(within, len(sentences)) - 1][1] if sentences else 0
    told = [p for p in resolved if p.start < end and _hosts(p) and _is_point(p) and _is_home(p)]
    if not told:
        return None
    first = told[0]
    if first.precision == "admin" and first.feature in {"region", "district"}:
        first = next((p for p in told if p.precision in {"exact", "near"} and _is_within(p, first)), first)
    return replace(first, basis="article")
