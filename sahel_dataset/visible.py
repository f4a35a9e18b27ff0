"""Other people's text made safe to show: what would steer a terminal or turn a line around is written out."""

from __future__ import annotations

import re

__all__ = ["in_context", "visible"]

# C0 and C1 controls (terminals act on them), soft and zero-width characters, and the marks that reorder a line.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    r"""Return `text` with control and reordering characters written as ``\uXXXX``.

    Line breaks, tabs, and the joiners that emoji and some scripts need stay as they are.

    Examples
    --------
    >>> visible("plain\u202edesrever")
    'plain\\u202edesrever'
    >>> visible("\x1b[2Jgone?")
    '\\u001b[2Jgone?'
    """
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


# A sentence ends with a full stop and what closes a quotation, before white space and a capital, a figure or an opening
# quotation mark; or where a line ends.
_SENTENCE_END = re.compile(r"[.!?…][\"'»”’)\]]*\s+(?=[\"'«“‘(\[]*[A-ZÀ-ÖØ-Þ0-9])|\n+")
# Stops that end an abbreviation: an initial, a title before a name.
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|St|No|MM|Mme|Cdt|Pr|Me))\.\s+$")
#: The longest stretch given on either side of a passage, in characters.
MARGIN = 300


def in_context(body: str, start: int, end: int) -> tuple[str, str, str]:
    """Return a passage with what stands before and after it in its sentence.

    Parameters
    ----------
    body : str
        The text.
    start, end : int
        Where the passage begins and ends, in characters.

    Returns
    -------
    tuple of str
        Before, passage, after. A sentence longer than `MARGIN` on one side is cut there, with an ellipsis.

    Examples
    --------
    >>> in_context("It rained. The army lost ten men. Night fell.", 20, 32)
    ('The army ', 'lost ten men', '.')
    """
    left, right = max(0, start - MARGIN), min(len(body), end + MARGIN)
    opened = left
    for match in _SENTENCE_END.finditer(body, left, right):
        # The stop may stand at the very end of what comes before, its white space included.
        if match.end() <= start and not _ABBREVIATED.search(body[left : match.end()]):
            opened = match.end()
    closed = right
    for match in _SENTENCE_END.finditer(body, max(start, end - 1), right):
        if match.end() >= end and not _ABBREVIATED.search(body[left : match.end()]):
            closed = max(end, match.start() + len(match.group().rstrip()))
            break
    before = ("…" if opened == left and left > 0 else "") + body[opened:start]
    after = body[end:closed] + ("…" if closed == right and right < len(body) else "")
    return before.lstrip(), body[start:end], after.rstrip()
