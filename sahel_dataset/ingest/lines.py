"""The lines of a page, and what can be seen of a line without understanding it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sahel_dataset.ingest.furniture import plain, tokens
from sahel_dataset.ingest.spans import MappedText

__all__ = ["Line", "ends_in_ellipsis", "is_terminated", "join_lines", "split_lines"]

_ENDS = re.compile(r"[.!?…][\"'”’»)\]\s]*(?:\[\d{1,3}\])*$")
_ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.|&hellip;)\s*\])[\"'”’»)\]\s]*$")
_GAP = re.compile(r"\S(?:\s{3,}|\t)(?=\S)")
_BREAKS = re.compile("[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def is_terminated(text: str) -> bool:
    """Return whether `text` ends as a sentence does.

    Examples
    --------
    >>> is_terminated("« Ils sont partis. »"), is_terminated("Articles similaires")
    (True, False)
    """
    return bool(_ENDS.search(text[-40:]))


def ends_in_ellipsis(text: str) -> bool:
    """Return whether `text` breaks off, as the opening of another story does in a teaser."""
    return bool(_ELLIPSIS.search(text[-40:]))


@dataclass(slots=True)
class Line:
    """One line of a text, or one block of a page.

    Attributes
    ----------
    text : MappedText
        The words, white space squeezed.
    blank_before : bool
        Whether an empty line, or the border of a block, stands before it.
    tag : str
        The element that holds it (``p`` for a line of plain text).
    link_share : float
        Share of its characters that are links (0 to 1).
    distrust : int
        What the element's surroundings say: 2 never article text, 1 rarely, 0 nothing.
    voted : bool or None
        Whether a general extractor took it for article text; None where none was asked.
    path : tuple of int
        The elements around it, outermost first, as numbers within the page.
    """

    text: MappedText
    blank_before: bool = False
    tag: str = "p"
    link_share: float = 0.0
    distrust: int = 0
    voted: bool | None = None
    path: tuple[int, ...] = ()
    plain: str = field(init=False)
    n_words: int = field(init=False)
    terminated: bool = field(init=False)

    def __post_init__(self) -> None:
        self.plain = plain(self.text.text)
        self.n_words = len(tokens(self.text.text))
        self.terminated = is_terminated(self.text.text)


def join_lines(lines: Sequence[Line]) -> Line:
    r"""Return `lines` as one, a space between them unless punctuation follows.

    Examples
    --------
    >>> join_lines(split_lines("in the town of\nGao\n, he said")).text.text
    'in the town of Gao, he said'
    """
    if len(lines) == 1:
        return lines[0]
    parts: list[MappedText] = []
    for line in lines:
        head = line.text.text[:2]
        if parts and not (head[:1] in ",.;:)]»”…" and head not in {": ", "; "}):
            parts.append(MappedText(" "))
        parts.append(line.text)
    votes = [line.voted for line in lines if line.voted is not None]
    return Line(
        MappedText.joined(parts),
        blank_before=lines[0].blank_before,
        tag=lines[0].tag,
        link_share=min(line.link_share for line in lines),
        distrust=max(line.distrust for line in lines),
        voted=any(votes) if votes else None,
        path=lines[0].path,
    )


def split_lines(text: str) -> list[Line]:
    r"""Cut plain text into its lines; empty ones are remembered as ``blank_before``.

    Examples
    --------
    >>> [(line.text.text, line.blank_before) for line in split_lines("Gao\n\nThe town  is calm.")]
    [('Gao', False), ('The town is calm.', True)]
    """
    lines: list[Line] = []
    blank = False
    at = 0
    for end in [*(match.start() for match in _BREAKS.finditer(text)), len(text)]:
        raw = text[at:end].strip()
        line = MappedText.whole(text[at:end], at).squeezed()
        at = end + 1
        if line.text:
            # Words set apart by wide gaps are the entries of a menu.
            is_menu = len(_GAP.findall(raw)) >= 2 and not is_terminated(raw)
            lines.append(Line(line, blank_before=blank and bool(lines), link_share=float(is_menu)))
            blank = False
        else:
            blank = True
    return lines
