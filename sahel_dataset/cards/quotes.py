"""A quote in its sentence."""

from __future__ import annotations

import re

from sahel_dataset.cards.markup import Markup, element, text

__all__ = ["in_sentence"]

_END = re.compile(r"[.!?…][\"'»”’)]*\s+(?=[\"'«“‘(]?[A-ZÀ-ÖØ-Þ0-9])|\n+")
#: The longest stretch shown on either side of a quote, in characters.
MARGIN = 280


def in_sentence(body: str | None, start: int, end: int, quote: str) -> Markup:
    """Return a quote marked in the sentence it stands in, or alone where the article's text is not at hand.

    Parameters
    ----------
    body : str or None
        The article's text.
    start, end : int
        Offsets of the quote in `body`, in characters.
    quote : str
        The quote itself.

    Examples
    --------
    >>> in_sentence("It rained. The army lost ten men. Night fell.", 20, 32, "lost ten men")
    'The army <mark>lost ten men</mark>.'
    """
    if body is None or body[start:end] != quote:
        return element("mark", quote)
    left, right = max(0, start - MARGIN), min(len(body), end + MARGIN)
    before = body[left:start]
    breaks = [match.end() for match in _END.finditer(body[left : start + 1]) if match.end() <= start - left]
    lead = before[breaks[-1] :] if breaks else ("…" if left else "") + before
    after = body[end:right]
    stop = _END.search(after)
    trail = after[: stop.start()] + stop.group().rstrip() if stop else after + ("…" if right < len(body) else "")
    return Markup(f"{text(lead.lstrip())}{element('mark', quote)}{text(trail.rstrip())}")
