"""Who wrote an article, and when, as the lines above and below it say: bylines, dates, sign-offs."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from sahel_dataset.ingest.agencies import find_agency
from sahel_dataset.ingest.dates import FoundDate, find_dates
from sahel_dataset.ingest.furniture import phrases, plain
from sahel_dataset.ingest.lines import Line
from sahel_dataset.ingest.spans import MappedText

__all__ = ["Credits", "before_date", "clean_byline", "read_head", "read_tail", "without_sign_off"]

_BYLINE_END = re.compile(
    r"\s*(?:[|•·–—]|\s-\s|,\s*(?:publié|published|posted|le\s+\d)|\bon\s+\w+\s+\d|\d{1,2}[/.]\d)", re.IGNORECASE
)
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


def read_head(lines: list[Line], language: str) -> Credits:
    """Read byline, agency and date from the lines between headline and article."""
    credits = Credits()
    for line in lines:
        if line.n_words <= _HEAD_LINE_WORDS:
            credits = credits.or_else(_read_line(line.text.text, language))
    # "By" may stand alone, with the author on the next line.
    for line, after in itertools.pairwise(lines):
        if line.plain in phrases().byline_cues and after.n_words <= 8 and credits.byline is None:
            credits = replace(credits, byline=after.text.text)
    return credits


def _read_line(text: str, language: str) -> Credits:
    found = phrases()
    listed = plain(text)
    date = _published(text, language)
    cue = found.begins(listed, found.byline_cues)
    byline: str | None = None
    agency = find_agency(text)
    if cue is not None and len(listed.split()) > len(cue.split()) and listed not in found.lines:
        rest = re.sub(r"^\W*" + r"\W+".join(r"\w+" for _ in cue.split()) + r"[\s:]*", "", text)
        byline = clean_byline(rest)
    elif date is not None:
        byline = clean_byline(before_date(text, date))
    elif agency is not None and _names_only(text):
        byline = clean_byline(text)
    return Credits(byline, agency if byline is not None else None, date)


def _names_only(text: str) -> bool:
    """Return whether a line is names and what joins them: "Orange avec AFP", "Reuters Staff"."""
    words = text.strip(" .,;:()|–—-").split()
    return 1 <= len(words) <= 8 and all(
        word[:1].isupper() or word[:1].isdigit() or plain(word) in _JOINS for word in words if plain(word)
    )


def before_date(text: str, date: FoundDate) -> str:
    """Return what stands before a date in a line, without the words that only announce the date."""
    before = text[: date.start]
    cue_words = phrases().published_cues | phrases().updated_cues
    parts = re.split(r"[,|•·–—]|\s-\s", before)
    return ", ".join(
        part.strip()
        for part in parts
        if part.strip() and plain(part) not in cue_words and plain(part) not in {"le", "on", "the"}
    )


def clean_byline(text: str) -> str | None:
    """Return `text` as an author line, or None where it names nobody."""
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
