"""Lines of a page joined to paragraphs, where a scraper or a column broke them."""

from __future__ import annotations

import itertools
import re
import statistics

from sahel_dataset.ingest.datelines import is_dateline_place
from sahel_dataset.ingest.furniture import Phrases, phrases, plain, words
from sahel_dataset.ingest.lines import Line, join_lines

__all__ = ["embed_captions", "join_broken", "unwrap"]

_CLOSERS = ",.;:)»”%’?!]…"
_OPEN_ENDS = re.compile(r"(?:[,(«“\[–—\-]|\b[dlnsc]['’]|\bqu['’])$")
_SENTENCE_INSIDE = re.compile(r"[.!?…][\"'”’»)]*\s+[\"'“‘«(]*[A-ZÀ-Ý0-9]")
_BETWEEN_DASHES = re.compile(r"^\s*[-–—]\s.*\s[-–—]\s*$")
_BULLET = re.compile(r"^\s*(?:[•·●▪■►▶›»*+|]|[-–—]\s)")
_SUBHEAD_LENGTH = 60
_TITLE_WORDS = 30
_NAME_WORDS = 12
_TORN_SHARE = 0.35
_TORN_LINES = 5
_FULL_SHARE = 0.7
_NARROW, _WIDE = 40, 130


def join_broken(lines: list[Line], language: str, apart: set[int]) -> list[tuple[Line, bool]]:
    """Join the lines of a sentence that was broken.

    Parameters
    ----------
    lines : list of Line
        In order.
    language : str
        ``en`` or ``fr``.
    apart : set of int
        Numbers of lines that join nothing.

    Returns
    -------
    list of (Line, bool)
        Each paragraph, and whether it was set apart.
    """
    torn = _torn_at(lines)
    joined: list[tuple[Line, bool]] = []
    at = 0
    while at < len(lines):
        sentence = _Sentence([lines[at]])
        following = at + 1
        while at not in apart and following < len(lines) and following not in apart:
            then = lines[following + 1] if following + 1 < len(lines) and following + 1 not in apart else None
            if not _continues(sentence, lines[following], then, language, torn=torn):
                break
            sentence.add(lines[following])
            following += 1
        joined.append((join_lines(sentence.lines), at in apart))
        at = following
    return joined


class _Sentence:
    """Lines that were found to belong together so far."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.length = sum(len(line.text) for line in lines)
        self.n_words = sum(line.n_words for line in lines)
        self.has_end_inside = any(_SENTENCE_INSIDE.search(line.text.text) for line in lines)

    def add(self, line: Line) -> None:
        self.has_end_inside = (
            self.has_end_inside or self.last.terminated or bool(_SENTENCE_INSIDE.search(line.text.text))
        )
        self.lines.append(line)
        self.length += len(line.text)
        self.n_words += line.n_words

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def is_open(self) -> bool:
        """Whether it stops in mid-sentence (a heading stops too, but is short and one piece)."""
        return not self.last.terminated and (self.length >= _SUBHEAD_LENGTH or self.has_end_inside)


def _torn_at(lines: list[Line]) -> int:
    """Return how long a line is that breaks where a column ends, 0 where lines do not.

    In torn text many lines go on with a small letter in the next; then a long one goes on also before a capital.
    """
    pairs = list(itertools.pairwise(lines))
    torn = sum(
        not before.terminated and not after.blank_before and after.text.text[:1].islower() for before, after in pairs
    )
    if torn < _TORN_LINES or torn < _TORN_SHARE * len(pairs):
        return 0
    return int(_FULL_SHARE * statistics.median(len(line.text) for line in lines))


def unwrap(lines: list[Line]) -> list[Line]:
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
    if not _NARROW <= widest <= _WIDE or statistics.median(widths) < 0.8 * widest:
        return lines
    # And they end anywhere, seldom where a sentence does.
    if sum(line.terminated for block in blocks for line in block[:-1]) > 0.4 * len(widths):
        return lines
    result: list[Line] = []
    for block in blocks:
        gathered = [block[0]]
        for before, after in itertools.pairwise(block):
            if len(before.text) < 0.7 * widest or _is_whole(after, phrases()):
                result.append(join_lines(gathered))
                gathered = []
            gathered.append(after)
        result.append(join_lines(gathered))
    return result


def _is_whole(line: Line, found: Phrases) -> bool:
    return line.plain in found.lines or line.plain in found.ends_hard or line.plain in found.ends_soft


def embed_captions(lines: list[Line]) -> set[int]:
    """Return the numbers of lines that caption an embedded video: a title, "by" alone, and who made it."""
    dropped: set[int] = set()
    for at in range(1, len(lines) - 1):
        before, after = lines[at - 1], lines[at + 1]
        is_title = 2 <= before.n_words <= _TITLE_WORDS and not before.text.text.endswith((".", ":", ","))
        if lines[at].plain in {"par", "by"} and is_title:
            is_name = after.n_words <= 5 and not after.terminated and after.text.text[:1] not in _CLOSERS
            # At the head of an article the same three lines are headline, "by" and author.
            if is_name and at >= 3:
                dropped |= {at - 1, at, at + 1}
    return dropped


def _starts_inside(text: str) -> bool:
    """Return whether `text` begins as no sentence does: in lower case or with closing punctuation."""
    first = text[:1]
    if first in _CLOSERS:
        return not text.startswith(("...", "…"))
    return first.islower() and not re.match(r"[a-z][.)]\s|www\.|https?:|@", text)


def _continues(sentence: _Sentence, after: Line, then: Line | None, language: str, *, torn: int) -> bool:
    """Return whether `after` goes on in the sentence that was left open."""
    found = phrases()
    first, last = sentence.first, sentence.last
    if _are_apart(first, after):
        return False
    is_alone = len(sentence.lines) == 1
    if _is_whole(after, found) or (is_alone and (_is_whole(first, found) or _BETWEEN_DASHES.match(first.text.text))):
        return False
    text, follow = last.text.text, after.text.text
    if follow[:1] in ",;.)" and follow[:2] != "..":
        return True
    if last.terminated:
        return False
    if follow[:1] in "–—-" and is_alone and is_dateline_place(text):
        return True
    if _BULLET.match(follow) or (_BULLET.match(first.text.text) and after.blank_before):
        return False
    if _starts_inside(follow):
        return True
    if after.blank_before:
        return False
    last_word = plain(text.rsplit(" ", 1)[-1])
    if _OPEN_ENDS.search(text) or (last_word in words(language).joiners and text[-1:].islower()):
        return sentence.n_words >= 2 or text.endswith(",")
    if torn and len(text) >= torn:
        return True
    # A name or a link that the scraper set on its own line: the sentence goes on after it.
    return (
        sentence.is_open
        and then is not None
        and not after.terminated
        and after.n_words <= _NAME_WORDS
        and not then.blank_before
        and _starts_inside(then.text.text)
    )


def _are_apart(line: Line, after: Line) -> bool:
    """Return whether the markup says that two lines are not of one paragraph."""
    is_heading = line.tag.startswith("h") or after.tag.startswith("h")
    is_item = line.tag != after.tag and "li" in (line.tag, after.tag)
    return is_heading or is_item or line.distrust != after.distrust
