"""A quote in its sentence."""

from __future__ import annotations

from sahel_dataset.cards.markup import Markup, element, text
from sahel_dataset.visible import in_context

__all__ = ["in_sentence"]


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
    before, passage, after = in_context(body, start, end)
    return Markup(f"{text(before)}{element('mark', passage)}{text(after)}")
