"""Pages that open offline: one file each, styles and all, every value escaped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sahel_dataset.visible import visible

__all__ = ["render_page"]

_HERE = Path(__file__).parent


def render_page(template: Path, **values: Any) -> str:
    """Return the HTML of a template that may extend ``base.html``.

    Parameters
    ----------
    template : Path
        The template's file.
    **values
        What it shows. All text is escaped; the filter ``visible`` also writes out control characters.
    """
    environment = Environment(
        loader=FileSystemLoader([template.parent, _HERE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    return environment.get_template(template.name).render(**values)
