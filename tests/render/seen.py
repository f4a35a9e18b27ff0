"""What a browser would find in a page."""

from __future__ import annotations

from html.parser import HTMLParser

__all__ = ["seen_in"]


class Seen(HTMLParser):
    """Elements and attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


def seen_in(html: str) -> Seen:
    """Return the elements and attributes of a page."""
    return Seen(html)
