"""Pages that open offline: one file each, styles and all, every value escaped."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sahel_dataset.visible import visible

__all__ = ["render_page"]

_HERE = Path(__file__).parent


_CODE = re.compile(r"`([^`]+)`")


def _prose(text: str) -> Markup:
    """Return escaped text in which words between backticks are set as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))


def render_page(template: Path, **values: Any) -> str:
    """Return the HTML of a template that may extend ``base.html``.

    Parameters
    ----------
    template : Path
        The template's file.
    **values
        What it shows. All text is escaped; the filter ``visible`` also writes out control characters, and ``prose``
        sets words between backticks as code.
    """
    environment = Environment(
        loader=FileSystemLoader([template.parent, _HERE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    environment.filters["prose"] = _prose
    return environment.get_template(template.name).render(**values)
