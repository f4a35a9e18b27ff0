"""Who wrote an article, where and when, as its first and last lines say: bylines, datelines, sign-offs."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from functools import cache

from sahel_dataset.ingest.dates import FoundDate, find_dates
from sahel_dataset.ingest.furniture import phrases, plain
from sahel_dataset.ingest.lines import Line
from sahel_dataset.ingest.spans import MappedText
from sahel_dataset.knowledge import countries, read_yaml

__all__ = [
    "Credits",
    "agency_of_house",
    "find_agency",
    "is_dateline_place",
    "read_head",
    "read_tail",
    "without_dateline",
    "without_sign_off",
]

_DASH = re.compile(r"\s*(?:--+|[–—|])\s*|\s+-+\s*|\)\s*[:.]\s+")
_PARENTHESIS = re.compile(r"\(([^()]{1,60})\)")
_TIME = (
    r"\d{1,2}\s*(?:h|H|:|\.)\s*\d{0,2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*(?:GMT|UTC|TU|CET|WAT|EST|EDT)(?:[+-]\d+)?)?"
)
_AFTER_DATE = re.compile(rf"\s*(?:,|-|–|—|\||•|·|à|at|a|@|T)?\s*(?:{_TIME})?\s*[|•·–—\-,.]*\s*", re.IGNORECASE)
_BYLINE_END = re.compile(
    r"\s*(?:[|•·–—]|\s-\s|,\s*(?:publié|published|posted|le\s+\d)|\bon\s+\w+\s+\d|\d{1,2}[/.]\d)", re.IGNORECASE
)
_DATELINE_LENGTH = 110
_HEAD_LINE_WORDS = 25
_JOINS = frozenset("avec with and et from de des la le les l d par by agences agencies services".split())
_STAMP = re.compile(r"(?<=[.!?…»”\"])\s*[^.!?…|]{1,40}\|[^.!?…]{5,200}$")
_INITIALS = re.compile(r"^[a-z]{2,5}(?:[-/][a-z.]{2,6})+(?:/[a-z.]{2,6})*$")
_SIGN_OFF = re.compile(
    r"(?:\s+|(?<=[.!?…»”\"]))(?:[–—-]+\s*)?(?:\(\s*(?P<a>[^()]{2,40})\s*\)|(?:©|Sources?\s*:|Par|By|Avec|With)?\s*(?P<b>[A-ZÀ-Ý][^.!?…()]{1,40}?))\s*\.?$"
)


@dataclass(frozen=True, slots=True)
class Credits:
    """What the lines around an article say of its making; fields are None where they say nothing."""

    byline: str | None = None
    agency: str | None = None
    published: FoundDate | None = None

    def or_else(self, other: Credits) -> Credits:
        """Return these credits, and those of `other` where these are silent."""
        return Credits(self.byline or other.byline, self.agency or other.agency, self.published or other.published)


@cache
def _agencies() -> tuple[tuple[str, re.Pattern[str]], ...]:
    patterns = []
    for entry in read_yaml("outlets.yaml")["agencies"]:
        names = sorted(entry["names"], key=lambda name: (-len(name), name))
        # Short names are words too ("AP", "aa"): they count only as written.
        spelled = "|".join(re.escape(name) if len(name) <= 5 else f"(?i:{re.escape(name)})" for name in names)
        patterns.append((str(entry["id"]), re.compile(rf"(?<![\w&])(?:{spelled})(?!\w)")))
    return tuple(patterns)


@cache
def _house_phrases() -> tuple[tuple[str, str], ...]:
    return tuple(
        (plain(phrase), str(entry["id"]))
        for entry in read_yaml("outlets.yaml")["agencies"]
        for phrase in entry.get("house", ())
    )


def find_agency(text: str) -> str | None:
    """Return the agency that `text` (a byline, a dateline, a credit) names first.

    Examples
    --------
    >>> find_agency("Le Quotidien avec AFP"), find_agency("Our correspondent in Gao")
    ('AFP', None)
    """
    found = [(match.start(), name) for name, pattern in _agencies() if (match := pattern.search(text))]
    return min(found)[1] if found else None


def agency_of_house(body: str) -> str | None:
    """Return the agency that a body speaks as ("an AFP journalist saw"), if any.

    Examples
    --------
    >>> agency_of_house("Des tirs ont été entendus, a constaté un correspondant de l'AFP.")
    'AFP'
    """
    text = f" {plain(body)} "
    return next((agency for phrase, agency in _house_phrases() if f" {phrase} " in text), None)


def read_head(lines: list[Line], language: str) -> Credits:
    """Read byline, agency and date from the lines between headline and article."""
    credits = Credits()
    for line in lines:
        if line.n_words <= _HEAD_LINE_WORDS:
            credits = _better(credits, _read_line(line.text.text, language))
    # "By" may stand alone, with the author on the next line.
    for line, after in itertools.pairwise(lines):
        if line.plain in phrases().byline_cues and after.n_words <= 8 and credits.byline is None:
            credits = replace(credits, byline=after.text.text)
    return credits


def _better(credits: Credits, other: Credits) -> Credits:
    return credits.or_else(other)


def _read_line(text: str, language: str) -> Credits:
    found = phrases()
    listed = plain(text)
    date = _published(text, language)
    cue = found.begins(listed, found.byline_cues)
    byline: str | None = None
    agency = find_agency(text)
    if cue is not None and len(listed.split()) > len(cue.split()) and listed not in found.lines:
        rest = re.sub(r"^\W*" + r"\W+".join(r"\w+" for _ in cue.split()) + r"[\s:]*", "", text)
        byline = _clean_byline(rest)
    elif date is not None:
        byline = _clean_byline(_before_date(text, date))
    elif agency is not None and _names_only(text):
        byline = _clean_byline(text)
    return Credits(byline, agency if byline is not None else None, date)


def _names_only(text: str) -> bool:
    """Return whether a line is names and what joins them: "Orange avec AFP", "Reuters Staff"."""
    words = text.strip(" .,;:()|–—-").split()
    return 1 <= len(words) <= 8 and all(
        word[:1].isupper() or word[:1].isdigit() or plain(word) in _JOINS for word in words if plain(word)
    )


def _before_date(text: str, date: FoundDate) -> str:
    before = text[: date.start]
    cue_words = phrases().published_cues | phrases().updated_cues
    parts = re.split(r"[,|•·–—]|\s-\s", before)
    return ", ".join(
        part.strip()
        for part in parts
        if part.strip() and plain(part) not in cue_words and plain(part) not in {"le", "on", "the"}
    )


def _clean_byline(text: str) -> str | None:
    end = _BYLINE_END.search(text)
    text = (text[: end.start()] if end else text).strip(" ,.:;|-–—•·")
    listed = plain(text)
    if not listed or len(listed.split()) > 10 or listed in phrases().lines or find_dates(text):
        return None
    return text


def _published(text: str, language: str) -> FoundDate | None:
    """Return the publication date that a short line gives, passing over the date of a later change."""
    dates = [date for date in find_dates(text, day_first=True if language == "fr" else None) if date.date is not None]
    found = phrases()
    for date in dates:
        before = plain(text[: date.start]).split()
        cue = " ".join(before[-4:])
        if any(cue.endswith((word, f"{word} le", f"{word} on")) for word in found.updated_cues):
            continue
        return date
    return None


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
        byline = _clean_byline(_before_date(head, date))
        credits = Credits(byline, find_agency(head[: date.start]), None if is_update or date.date is None else date)
        return end, credits
    return 0, Credits()


def _glued_opening(text: str, language: str) -> tuple[int, Credits]:
    """Read an agency's name that a scraper set against the dateline: "Associated PressGAO, Mali - "."""
    for agency, pattern in _agencies():
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
            return match.start() + end, replace(credits, byline=_clean_byline(byline))
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


def without_sign_off(paragraph: MappedText) -> tuple[MappedText, Credits]:
    """Take an agency's name, initials or a source off the end of an article's last paragraph.

    Examples
    --------
    >>> last, credits = without_sign_off(MappedText.whole("The search goes on. (AFP)"))
    >>> last.text, credits.agency
    ('The search goes on.', 'AFP')
    """
    credits = Credits()
    paragraph = _without_stamp(paragraph)
    for _ in range(2):
        text = paragraph.text
        match = _SIGN_OFF.search(text, max(0, len(text) - 70))
        if match is None or not re.search(r"[.!?…][\"'”’»)]*$", text[: match.start()].rstrip()):
            last = text.rsplit(" ", 1)[-1]
            if _INITIALS.match(last) and re.search(r"[.!?…»”\"]\s*$", text[: -len(last)]):
                paragraph = paragraph[: -len(last)].stripped()
                continue
            break
        name = match["a"] or match["b"]
        agency = find_agency(name)
        is_role = plain(name) in phrases().roles
        if not (agency or is_role) or len(name.split()) > 5:
            break
        paragraph = paragraph[: match.start()].stripped()
        credits = credits.or_else(Credits(agency=agency))
    return paragraph, credits


def _without_stamp(paragraph: MappedText) -> MappedText:
    """Take off "ANI | Ouagadougou | Updated: 22-04-2021 12:03" and the like after the last sentence."""
    match = _STAMP.search(paragraph.text)
    if match is None or not find_dates(match[0], day_first=True):
        return paragraph
    return paragraph[: match.start()].stripped()


def read_tail(lines: list[Line], language: str) -> Credits:
    """Read the agency, the author or the date that stand below an article.

    Parameters
    ----------
    lines : list of Line
        The lines after the article.
    language : str
        ``en`` or ``fr``.
    """
    found = phrases()
    credits = Credits()
    for line in lines[:4]:
        text = line.text.text
        if line.n_words > 10 or line.terminated or line.plain in found.ends_soft | found.ends_hard:
            break
        dates = find_dates(text, day_first=True if language == "fr" else None)
        if dates and dates[0].date is not None and dates[0].end - dates[0].start >= 0.5 * len(text):
            credits = credits.or_else(Credits(published=dates[0]))
            continue
        agency = find_agency(text)
        cue = found.begins(line.plain, found.byline_cues | frozenset({"source", "sources", "avec", "with"}))
        if agency and (cue is not None or line.n_words <= 5):
            credits = credits.or_else(Credits(agency=agency))
    return credits
