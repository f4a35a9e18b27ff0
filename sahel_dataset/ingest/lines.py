"""The lines of a page, and what can be seen of a line without understanding it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sahel_dataset.ingest.furniture import plain, tokens
from sahel_dataset.ingest.spans import MappedText

__all__ = ["Line", "ends_in_ellipsis", "is_terminated", "split_lines"]

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

    def followed_by(self, other: Line) -> Line:
        """Return this line with `other` after it, joined by a space unless punctuation follows."""
        glue = "" if other.text.text[:1] in ",.;:)]»”…" and other.text.text[:2] not in {": ", "; "} else " "
        return Line(
            MappedText.joined((self.text, other.text), glue),
            blank_before=self.blank_before,
            tag=self.tag,
            link_share=max(0.0, min(self.link_share, other.link_share)),
            distrust=max(self.distrust, other.distrust),
            voted=self.voted if other.voted is None else (self.voted or other.voted),
            path=self.path,
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
