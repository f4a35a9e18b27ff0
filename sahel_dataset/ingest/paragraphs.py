"""Lines to paragraphs: what a scraper broke is joined, and each paragraph is told prose, heading or furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from sahel_dataset.ingest.dates import find_dates
from sahel_dataset.ingest.furniture import Phrases, has_finite_verb, phrases, plain, tokens, words
from sahel_dataset.ingest.joining import embed_captions, join_broken, unwrap
from sahel_dataset.ingest.lines import Line, ends_in_ellipsis

__all__ = ["Kind", "Paragraph", "is_dated", "paragraphs"]

_SENTENCE_INSIDE = re.compile(r"[.!?…][\"'”’»)]*\s+[\"'“‘«(]*[A-ZÀ-Ý0-9]")
_SUBHEAD = re.compile(r"^\s*[-–—]\s.*\s[-–—]\s*$")
_SEPARATORS = re.compile(r"\s[|•·/>»›]\s")
_CREDIT = re.compile(
    r"©|\(c\)\s|(?i:\bphotos?\s*[:/©|]|\bphoto\s+(?:by|credit|courtesy|prise)|\bcr[ée]dits?\s*(?:photo|image)?\s*:)"
    r"|(?i:\bphotos?)\s+(?:AFP|AP|Reuters|DR|d['’]archives)|\b(?:AFP|REUTERS|Reuters|EPA|AP)\s*/\s*[A-Z]"
    r"|[A-Za-z]\s*/\s*(?:AFP|REUTERS|Reuters|AP|EPA|Getty|Alamy)\b|\bGetty Images\b|\bStock Photo\b|\bDR\b\s*$"
    r"|[\[(](?:File:.*|illustration|photo d['’]illustration|archives?|file(?: photo)?|file image)[\])]\s*\.?$",
)
_CREDIT_LENGTH = 80
_DATED_SHARE = 0.4
_COUNTS = re.compile(
    r"^\W*\d[\d.,\s]*[kKmM]?\s*(?:comments?|commentaires?|shares?|partages?|views?|vues|likes?|reads?|lectures?|"
    r"min(?:utes?)?(?: read| de lecture)?|followers?|abonn[ée]s|tweets?|réactions?|votes?|responses?|replies|"
    r"thoughts? on.*)?\W*$",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\b(?:\d+|an?|une?)\s+(?:min(?:ute)?|hour|hr|day|week|month|year)s?\s+ago\b|^il y a \d+ \w+$", re.IGNORECASE
)
_LONG_UNTERMINATED = 25
_WEAK_WORDS = 12
_TEASER_WORDS = 30
_NOTICE_WORDS = 60


class Kind(Enum):
    """What a paragraph looks like, by itself."""

    PROSE = "prose"
    UNENDED = "unended"
    HEADING = "heading"
    FURNITURE = "furniture"
    TEASER_CUE = "teaser cue"
    ENDS_SOFT = "ends, perhaps"
    ENDS_HARD = "ends"


@dataclass(slots=True)
class Paragraph:
    """A paragraph and its kind."""

    line: Line
    kind: Kind

    @property
    def is_prose(self) -> bool:
        """Whether it is made of sentences."""
        return self.kind in {Kind.PROSE, Kind.UNENDED}


def paragraphs(lines: list[Line], language: str) -> list[Paragraph]:
    r"""Join broken lines and tell each paragraph's kind.

    Parameters
    ----------
    lines : list of Line
        A page's lines, in order.
    language : str
        ``en`` or ``fr``: whose word lists tell a full sentence.

    Examples
    --------
    >>> from sahel_dataset.ingest.lines import split_lines
    >>> page = "Share\nThe patrol was attacked near\nGao\n, the army said."
    >>> [(p.kind.value, p.line.text.text) for p in paragraphs(split_lines(page), "en")]
    [('furniture', 'Share'), ('prose', 'The patrol was attacked near Gao, the army said.')]
    """
    lines = unwrap(lines)
    found = phrases()
    return [
        Paragraph(line, Kind.FURNITURE if is_caption else _kind(line, language, found))
        for line, is_caption in join_broken(lines, language, embed_captions(lines))
    ]


def _is_prose(line: Line, language: str) -> Kind | None:
    text = line.text.text
    if line.terminated and not ends_in_ellipsis(text):
        if line.n_words >= 4 or (line.n_words >= 2 and text[:1] in "\"“«'‘"):
            return Kind.PROSE
        return Kind.PROSE if line.n_words >= 2 and text.endswith(".") and text[:1].isupper() else None
    listed = line.plain.split()
    common = sum(word in words(language).function_words for word in listed)
    if ends_in_ellipsis(text):
        return Kind.UNENDED if line.n_words >= _WEAK_WORDS else None
    if line.n_words >= _LONG_UNTERMINATED and common >= 0.2 * len(listed) and not _SEPARATORS.search(text):
        return Kind.UNENDED
    # A sentence that only lacks its full stop: an article or a pronoun first, a finite verb somewhere.
    if (
        line.n_words >= _WEAK_WORDS
        and listed[0] in words(language).openers
        and has_finite_verb(text, language)
        and sum(word[:1].isupper() for word in tokens(text)) <= 0.5 * line.n_words
    ):
        return Kind.UNENDED
    return None


def _kind(line: Line, language: str, found: Phrases) -> Kind:
    text, listed = line.text.text, line.plain
    if not listed or listed in found.lines or _COUNTS.match(text):
        return Kind.FURNITURE
    prose = _is_prose(line, language)
    cue = found.begins(listed, found.teaser_cues)
    is_teaser = cue is not None and line.n_words <= _TEASER_WORDS and _has_cue(text, cue)
    if is_teaser and listed != cue:
        return Kind.FURNITURE
    ends = _end_kind(line, prose, found)
    if ends is not None:
        return ends
    if is_teaser:
        return Kind.TEASER_CUE
    if _is_furniture(line, prose, found):
        return Kind.FURNITURE
    return prose or Kind.HEADING


def _end_kind(line: Line, prose: Kind | None, found: Phrases) -> Kind | None:
    """Return whether a line begins what follows an article, or a box inside it."""
    text = line.text.text
    for among, kind in ((found.ends_hard, Kind.ENDS_HARD), (found.ends_soft, Kind.ENDS_SOFT)):
        head = found.begins(line.plain, among)
        if head is None:
            continue
        n_head = len(head.split())
        extra = len(line.plain.split()) - n_head
        is_label = n_head >= 2 or text.endswith(":") or ":" in text[:20]
        if extra == 0 or (extra <= 5 and prose is None and is_label):
            return kind
        if kind is Kind.ENDS_HARD and extra <= 12 and n_head >= 4:
            return kind
    return None


def _is_furniture(line: Line, prose: Kind | None, found: Phrases) -> bool:
    """Return whether a line is a button, a credit, a caption, a date: of the page, not of the article."""
    text, listed = line.text.text, line.plain
    is_short = line.n_words <= 20
    if line.link_share > 0.6 and (prose is None or line.n_words <= 12) and not _SUBHEAD.match(text):
        return True
    if not line.terminated and _CREDIT.search(text[-_CREDIT_LENGTH:] if line.n_words > 40 else text):
        return True
    if not line.terminated and is_dated(line):
        return True
    first = _SENTENCE_INSIDE.split(text, maxsplit=1)[0]
    if line.n_words <= _NOTICE_WORDS and found.is_notice(plain(first)):
        return True
    if not is_short:
        return False
    if any(f" {phrase} " in f" {listed} " for phrase in found.contains):
        return True
    begins = found.begins(listed, found.starts) is not None
    if prose is Kind.PROSE:
        return begins and not _SENTENCE_INSIDE.search(text)
    return begins or bool(_CREDIT.search(text) or _AGO.search(text)) or _is_byline(line, found)


def _is_byline(line: Line, found: Phrases) -> bool:
    """Return whether a line names who wrote the article: "By A. Writer", « Avec notre envoyée spéciale »."""
    cue = found.begins(line.plain, found.byline_cues)
    if cue is None or line.terminated or line.n_words > 12:
        return False
    names = tokens(line.text.text)[len(cue.split()) :]
    return len(cue.split()) >= 3 or (0 < len(names) <= 5 and all(name[:1].isupper() for name in names))


def is_dated(line: Line) -> bool:
    """Return whether a line is a date with little else (a headline may hold one)."""
    spelled = sum(found.end - found.start for found in find_dates(line.text.text, day_first=True))
    return spelled >= _DATED_SHARE * len(line.text)


def _has_cue(text: str, cue: str) -> bool:
    """Return whether `text` sends the reader to another story, rather than beginning with a common word.

    "Read also" does so by itself; "Read" and « Lire » need the colon, or the arrow, that follows them there.
    """
    count = len(cue.split())
    after = re.match(r"\W*" + r"\W+".join(r"\w+" for _ in range(count)) + r"\s*(.?)", text)
    if after is None:
        return False
    if after[1] in {":", ">", "»", "→", "►", "|", "–", "—", "-", "]", ""}:
        return True
    # A headline begins large and has no full stop: "Read also the report of the inquiry." is a sentence.
    return count >= 2 and not after[1].islower() and after[1] not in ",." and not text.endswith(".")
