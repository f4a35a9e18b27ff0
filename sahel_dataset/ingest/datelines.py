"""What stands before the first sentence of an article, in its first paragraph: byline, date, dateline."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from sahel_dataset.ingest.agencies import agencies, find_agency
from sahel_dataset.ingest.credits import Credits, before_date, clean_byline
from sahel_dataset.ingest.dates import FoundDate, find_dates
from sahel_dataset.ingest.furniture import phrases, plain
from sahel_dataset.ingest.spans import MappedText
from sahel_dataset.knowledge import countries, read_yaml

__all__ = ["is_dateline_place", "without_dateline"]

_DASH = re.compile(r"\s*(?:--+|[–—|])\s*|\s+-+\s*|\)\s*[:.]\s+")
_PARENTHESIS = re.compile(r"\(([^()]{1,60})\)")
_TIME = (
    r"\d{1,2}\s*(?:h|H|:|\.)\s*\d{0,2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*(?:GMT|UTC|TU|CET|WAT|EST|EDT)(?:[+-]\d+)?)?"
)
_AFTER_DATE = re.compile(rf"\s*(?:,|-|–|—|\||•|·|à|at|a|@|T)?\s*(?:{_TIME})?\s*[|•·–—\-,.]*\s*", re.IGNORECASE)
_DATELINE_LENGTH = 110


@cache
def _places() -> frozenset[str]:
    names = {plain(city) for city in read_yaml("furniture/datelines.yaml")["cities"]}
    for country in countries().values():
        names |= {plain(name) for listed in country.names.values() for name in listed}
        names |= {plain(name) for listed in country.capitals.values() for name in listed}
    return frozenset(names)


def is_dateline_place(text: str) -> bool:
    """Return whether `text` is the name of a place that stories are datelined from.

    Examples
    --------
    >>> is_dateline_place("Abidjan"), is_dateline_place("The army")
    (True, False)
    """
    return plain(text) in _places()


def without_dateline(paragraph: MappedText, language: str) -> tuple[MappedText, Credits]:
    """Take byline, publication date and dateline off the beginning of an article's first paragraph.

    Parameters
    ----------
    paragraph : MappedText
        The first paragraph.
    language : str
        ``en`` or ``fr``.

    Returns
    -------
    tuple of (MappedText, Credits)
        What is left, and what was said.

    Examples
    --------
    >>> first, credits = without_dateline(MappedText.whole("BAMAKO, March 25 (Reuters) - Mali's army said ..."), "en")
    >>> first.text, credits.agency
    ("Mali's army said ...", 'Reuters')
    """
    credits = Credits()
    for _ in range(4):
        end, found = _opening(paragraph.text, language)
        if not end:
            break
        paragraph = paragraph[end:].stripped()
        credits = credits.or_else(found)
    return paragraph, credits


def _opening(text: str, language: str) -> tuple[int, Credits]:
    for reader in (_published_opening, _byline_opening, _glued_opening, _dateline_opening):
        end, credits = reader(text, language)
        if end and text[end:].strip():
            return end, credits
    return 0, Credits()


def _published_opening(text: str, language: str) -> tuple[int, Credits]:
    """Read « AFP, publié le 12 janvier 2018 à 21h35 » and the like before the first sentence."""
    found = phrases()
    head = text[:160]
    for date in find_dates(head, day_first=True if language == "fr" else None):
        before = plain(head[: date.start])
        listed = before.removesuffix(" le").removesuffix(" on").split()
        is_cued = any(
            " ".join(listed[-count:]) in found.published_cues | found.updated_cues
            for count in range(1, min(4, len(listed)) + 1)
        )
        if not is_cued or len(listed) > 12 or re.search(r"[.!?]\s", head[: date.start]):
            continue
        after = _AFTER_DATE.match(text, date.end)
        end = after.end() if after else date.end
        is_update = any(before.removesuffix(" le").endswith(cue) for cue in found.updated_cues)
        byline = clean_byline(before_date(head, date))
        credits = Credits(byline, find_agency(head[: date.start]), None if is_update or date.date is None else date)
        return end, credits
    return 0, Credits()


def _glued_opening(text: str, language: str) -> tuple[int, Credits]:
    """Read an agency's name that a scraper set against the dateline: "Associated PressGAO, Mali - "."""
    for agency, pattern in agencies():
        match = re.match(pattern.pattern.removesuffix(r"(?!\w)") + r"(?=[A-ZÀ-Ý])", text)
        if match is not None and _dateline_opening(text[match.end() :], language)[0]:
            return match.end(), Credits(agency=agency)
    return 0, Credits()


def _byline_opening(text: str, language: str) -> tuple[int, Credits]:
    """Read "By A. Writer MAIDUGURI, Nigeria (AP) -" up to the dateline."""
    found = phrases()
    cue = found.begins(plain(text[:80]), found.byline_cues)
    if cue is None:
        return 0, Credits()
    for match in re.finditer(r"(?<=\s)[A-ZÀ-Ý][A-ZÀ-Ý'’.\- ]{2,}", text[:_DATELINE_LENGTH]):
        end, credits = _dateline_opening(text[match.start() :], language)
        if end and credits.agency:
            byline = re.sub(r"^\w+\s+", "", text[: match.start()])
            return match.start() + end, replace(credits, byline=clean_byline(byline))
    return 0, Credits()


def _dateline_opening(text: str, language: str) -> tuple[int, Credits]:
    """Read "BAMAKO, Mali (AP) -", "Niamey, 12 mai (AFP) -", "(IRIN) -" before the first sentence."""
    head = text[:_DATELINE_LENGTH]
    ends = [(match.start(), match.end()) for match in _DASH.finditer(head)]
    parenthesis = _PARENTHESIS.search(head)
    if parenthesis is not None and find_agency(parenthesis[1]):
        # "(AFP)" ends a dateline by itself; a dash may follow it.
        after = re.compile(r"\s*(?:--+|[–—\-|:.])?\s*").match(text, parenthesis.end())
        ends.insert(0, (parenthesis.end(), after.end() if after else parenthesis.end()))
    for stop, end in ends:
        follows = text[end : end + 1]
        if not follows or follows.islower():
            continue
        credits = _dateline(head[:stop] + (")" if head[stop : stop + 1] == ")" else ""), text[end:], language)
        if credits is not None:
            return end, credits
    return 0, Credits()


def _dateline(head: str, rest: str, language: str) -> Credits | None:
    """Return what `head` says if it is a dateline and nothing else."""
    agency: str | None = None
    is_credited = False
    date: FoundDate | None = None

    def inside(match: re.Match[str]) -> str:
        nonlocal agency, is_credited
        if find_dates(match[1]):
            return f" {match[1]} "
        agency = agency or find_agency(match[1])
        is_credited = is_credited or len(match[1].split()) <= 4
        return " "

    without = _PARENTHESIS.sub(inside, head)
    dates = find_dates(without, day_first=True if language == "fr" else None)
    if dates:
        date = dates[0]
        without = f"{without[: date.start]},{without[date.end :]}"
    parts = [part.strip(" .") for part in re.split(r"[,/;|]|\s-\s|\sand\s", without)]
    parts = [re.sub(r"^(?:le|on)$", "", part, flags=re.IGNORECASE) for part in parts]
    places: list[str] = []
    for part in parts:
        if not part:
            continue
        if find_agency(part) and len(part.split()) <= 4:
            agency, is_credited = agency or find_agency(part), True
        else:
            places.append(re.sub(r"\s+(?:le|on)$", "", part))
    if not places:
        return Credits(agency=agency, published=_dated(date)) if agency else None
    if len(places) > 4 or any(len(place.split()) > 4 or not place[:1].isupper() for place in places):
        return None
    is_listed = plain(places[0]) in _places()
    is_capitals = places[0].isupper() and len(places[0]) >= 3
    if agency or date is not None or (is_credited and (is_listed or is_capitals)):
        # "Mali's army, 12 March" would be the beginning of a sentence.
        is_dateline = is_capitals or is_listed or all(word[:1].isupper() for place in places for word in place.split())
    elif is_capitals:
        # An acronym set off by dashes is the subject of its sentence; a second dash shows it.
        is_dateline = is_listed or len(places) > 1 or len(places[0]) > 6 or " " in places[0]
    else:
        sentence = re.split(r"[.!?]\s", rest, maxsplit=1)[0]
        is_dateline = is_listed and not re.search(r"\s[–—-]\s", sentence)
    return Credits(agency=agency, published=_dated(date)) if is_dateline else None


def _dated(date: FoundDate | None) -> FoundDate | None:
    return date if date is not None and date.date is not None else None
