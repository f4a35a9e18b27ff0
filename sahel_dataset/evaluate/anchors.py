"""Where in a text the words of an annotation stand."""

from __future__ import annotations

import re

__all__ = ["locate"]

# Signs that are typed in several ways, each put to one of the same length.
_ONE_WAY = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})


def locate(text: str, words: str, start: int = 0) -> tuple[int, int] | None:
    r"""Return where `words` stand in `text`, whatever the white space and the shape of quotation marks.

    Parameters
    ----------
    text : str
        The article.
    words : str
        What is looked for.
    start : int
        Where to look first; what lies before is searched when they are not after it.

    Returns
    -------
    tuple of int or None
        The half-open interval in characters; None where the text does not hold them.

    Examples
    --------
    >>> locate("The army's\n count", "army’s count")
    (4, 17)
    """
    parts = words.translate(_ONE_WAY).split()
    if not parts:
        return None
    pattern = re.compile(r"\s+".join(re.escape(part) for part in parts))
    plain = text.translate(_ONE_WAY)
    found = pattern.search(plain, start) or pattern.search(plain)
    return found.span() if found else None
