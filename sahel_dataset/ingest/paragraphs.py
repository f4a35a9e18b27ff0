"""Lines to paragraphs: what a scraper broke is joined, and each paragraph is told prose, heading or furniture."""

from __future__ import annotations

import itertools
import re
import statistics
from dataclasses import dataclass
from enum import Enum

from sahel_dataset.ingest.dates import date_pattern
from sahel_dataset.ingest.furniture import Phrases, phrases, plain, tokens, words
from sahel_dataset.ingest.lines import Line, ends_in_ellipsis

__all__ = ["Kind", "Paragraph", "paragraphs"]

_CLOSERS = ",.;:)»”%’?!]…"
_OPEN_ENDS = re.compile(r"(?:[,(«“\[–—\-]|\b[dlnsc]['’]|\bqu['’])$")
_SENTENCE_INSIDE = re.compile(r"[.!?…][\"'”’»)]*\s+[\"'“‘«(]*[A-ZÀ-Ý0-9]")
_SUBHEAD = re.compile(r"^\s*[-–—]\s.*\s[-–—]\s*$")
_BULLET = re.compile(r"^\s*(?:[•·●▪■►▶›»*+|]|[-–—]\s)")
_SEPARATORS = re.compile(r"\s[|•·/>»›]\s")
_CREDIT = re.compile(
    r"©|\(c\)\s|\bphoto\s*[:/©|]|\bphotos?\s+(?:AFP|AP|Reuters|DR|d['’]archives)|\b(?:AFP|REUTERS|Reuters|EPA|AP)\s*/\s*[A-Z]"
    r"|[A-Za-z]\s*/\s*(?:AFP|REUTERS|Reuters|AP|EPA|Getty)\b|\bGetty Images\b|\bcr[ée]dits?\s*(?:photo|image)?\s*:|\bDR\b\s*$"
    r"|\((?:illustration|photo d['’]illustration|archives?|file(?: photo)?|file image)\)\s*\.?$",
)
_COUNTS = re.compile(
    r"^\W*\d[\d.,\s]*[kKmM]?\s*(?:comments?|commentaires?|shares?|partages?|views?|vues|likes?|reads?|lectures?|"
    r"min(?:utes?)?(?: read| de lecture)?|followers?|abonn[ée]s|tweets?|réactions?|votes?|responses?|replies|thoughts? on.*)?\W*$",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\b(?:\d+|an?|une?)\s+(?:min(?:ute)?|hour|hr|day|week|month|year)s?\s+ago\b|^il y a \d+ \w+$", re.IGNORECASE
)
_SUBHEAD_LENGTH = 60
_LONG_UNTERMINATED = 25
_WEAK_WORDS = 12
_TEASER_WORDS = 30


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
    >>> page = "Share\nThe patrol was attacked near\nGao\n, the army said.\nRelated articles"
    >>> [(p.kind.value, p.line.text.text) for p in paragraphs(split_lines(page), "en")]
    [('furniture', 'Share'), ('prose', 'The patrol was attacked near Gao, the army said.'), ('ends, perhaps', 'Related articles')]
    """
    lines = _unwrapped(lines)
    dropped = _embeds(lines)
    joined: list[tuple[Line, bool]] = []
    at = 0
    while at < len(lines):
        line, is_embed = lines[at], at in dropped
        following = at + 1
        while not is_embed and following < len(lines) and following not in dropped:
            then = lines[following + 1] if following + 1 < len(lines) and following + 1 not in dropped else None
            if not _continues(line, lines[following], then, language):
                break
            line = line.followed_by(lines[following])
            following += 1
        joined.append((line, is_embed))
        at = following
    found = phrases()
    return [Paragraph(line, Kind.FURNITURE if is_embed else _kind(line, language, found)) for line, is_embed in joined]


def _unwrapped(lines: list[Line]) -> list[Line]:
    """Join the lines of paragraphs that were wrapped at a column, where blank lines part paragraphs."""
    blocks: list[list[Line]] = []
    for line in lines:
        if line.blank_before or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    if len(blocks) < 2 or len(lines) < 2 * len(blocks):
        return lines
    widths = [len(line.text) for block in blocks for line in block[:-1]]
    widest = max(widths, default=0)
    # Wrapped text fills its column: most lines but the last of a block come near the widest.
    if not 40 <= widest <= 130 or statistics.median(widths) < 0.8 * widest:
        return lines
    result: list[Line] = []
    for block in blocks:
        line = block[0]
        for before, after in itertools.pairwise(block):
            if len(before.text) >= 0.7 * widest and not _is_whole(after, phrases()):
                line = line.followed_by(after)
            else:
                result.append(line)
                line = after
        result.append(line)
    return result


def _is_whole(line: Line, found: Phrases) -> bool:
    return line.plain in found.lines or line.plain in found.ends_hard or line.plain in found.ends_soft


def _embeds(lines: list[Line]) -> set[int]:
    """Return the numbers of lines that caption an embedded video: a title, "by" alone, and who made it."""
    dropped: set[int] = set()
    for at in range(1, len(lines) - 1):
        before, after = lines[at - 1], lines[at + 1]
        is_title = 2 <= before.n_words <= _TEASER_WORDS and not before.text.text.endswith((".", ":", ","))
        if lines[at].plain in {"par", "by"} and is_title:
            is_name = after.n_words <= 5 and not after.terminated and after.text.text[:1] not in _CLOSERS
            # At the head of an article the same three lines are headline, "by" and author.
            if is_name and at >= 3:
                dropped |= {at - 1, at, at + 1}
    return dropped


def _is_open(line: Line) -> bool:
    """Return whether a line stops in mid-sentence (a heading stops too, but is short and one piece)."""
    return not line.terminated and (len(line.text) >= _SUBHEAD_LENGTH or bool(_SENTENCE_INSIDE.search(line.text.text)))


def _starts_inside(text: str) -> bool:
    """Return whether `text` begins as no sentence does: in lower case or with closing punctuation."""
    first = text[:1]
    if first in _CLOSERS:
        return not text.startswith(("...", "…"))
    return first.islower() and not re.match(r"[a-z][.)]\s|www\.|https?:|@", text)


def _continues(line: Line, after: Line, then: Line | None, language: str) -> bool:
    """Return whether `after` goes on in the sentence that `line` left open."""
    found = phrases()
    if (
        line.tag.startswith("h")
        or after.tag.startswith("h")
        or (line.tag != after.tag and "li" in (line.tag, after.tag))
    ):
        return False
    if (
        _SUBHEAD.match(line.text.text)
        or line.distrust != after.distrust
        or _is_whole(line, found)
        or _is_whole(after, found)
    ):
        return False
    text, follow = line.text.text, after.text.text
    if follow[:1] in ",;.)" and follow[:2] != "..":
        return True
    if line.terminated:
        return False
    if _BULLET.match(follow) or (_BULLET.match(text) and after.blank_before):
        return False
    if _starts_inside(follow):
        return True
    if after.blank_before:
        return False
    last = plain(text.rsplit(" ", 1)[-1])
    if _OPEN_ENDS.search(text) or (last in words(language).joiners and not text[-1:].isupper()):
        return line.n_words >= 2 or text.endswith(",")
    # A name or a link that the scraper set on its own line: the sentence goes on after it.
    return (
        _is_open(line)
        and then is not None
        and not after.terminated
        and after.n_words <= 12
        and not then.blank_before
        and _starts_inside(then.text.text)
    )


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
        and any(word in words(language).finite for word in listed[1:])
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
    if line.n_words <= 40 and not line.terminated and _CREDIT.search(text):
        return True
    if not is_short:
        return False
    if any(f" {phrase} " in f" {listed} " for phrase in found.contains):
        return True
    begins = found.begins(listed, found.starts) is not None
    if prose is Kind.PROSE:
        return begins and not _SENTENCE_INSIDE.search(text)
    if begins or _CREDIT.search(text) or _AGO.search(text):
        return True
    return prose is None and bool(date_pattern().fullmatch(text.strip(" .,|-–")))


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
    # A headline has no full stop: "Read also the report of the inquiry." is a sentence of the article.
    return count >= 2 and after[1] not in ",." and not text.endswith(".")
