"""What all pages look like: the templates in this folder, and one style sheet."""

from __future__ import annotations

import functools
from pathlib import Path

__all__ = ["TEMPLATES", "stylesheet"]

TEMPLATES = Path(__file__).parent


@functools.cache
def stylesheet() -> str:
    """Return the style of all pages: layout, code, and the cards."""
    from sahel_dataset.cards import STYLE

    return (TEMPLATES / "page.css").read_text(encoding="utf-8") + STYLE
