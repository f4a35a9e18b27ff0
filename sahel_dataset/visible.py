"""Other people's text made safe to show: what would steer a terminal or turn a line around is written out."""

from __future__ import annotations

import re

__all__ = ["visible"]

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
