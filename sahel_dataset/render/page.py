"""An executed notebook as one HTML file that needs nothing beside itself."""

from __future__ import annotations

import base64
import functools
import re
from collections.abc import Mapping
from typing import Any

import nbformat
from nbformat import NotebookNode

from sahel_dataset.render.params import Report
from sahel_dataset.render.sanitise import clean_html
from sahel_dataset.render.template import TEMPLATES, stylesheet
from sahel_dataset.visible import visible

__all__ = ["page"]

_HEADING = re.compile(r"\A# +(?P<title>.+?) *(?:\n+|\Z)")


def _picture(svg: str) -> str:
    """Return an SVG as a data address: in an <img> it can neither run scripts nor clash with another figure's ids."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode("ascii")


@functools.cache
def _exporter() -> Any:
    from nbconvert.exporters import HTMLExporter

    exporter = HTMLExporter(
        template_name="sahel", extra_template_basedirs=[str(TEMPLATES)], exclude_anchor_links=True, embed_images=True
    )
    exporter.register_filter("picture", _picture)
    exporter.register_filter("clean", clean_html)
    exporter.register_filter("visible", visible)
    return exporter


def _shown(values: Mapping[str, Any]) -> dict[str, str]:
    return {key.replace("_", " "): "—" if value in (None, "") else str(value) for key, value in values.items()}


def page(notebook: NotebookNode, report: Report, notebook_name: str) -> str:
    """Return the page of an executed notebook.

    Parameters
    ----------
    notebook : NotebookNode
        An executed notebook.
    report : Report
        Title and parameters of the page.
    notebook_name : str
        File name of the notebook's source, for the colophon.

    Returns
    -------
    str
        HTML without scripts, in which every picture and style is part of the file.
    """
    notebook = nbformat.from_dict(notebook)
    kicker = ""
    cells = []
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if cell.cell_type == "markdown" and not kicker and (heading := _HEADING.match(cell.source)):
            kicker = heading["title"]
            cell.source = cell.source[heading.end() :]
        if "injected-parameters" in tags or not cell.source.strip():
            continue
        cells.append(cell)
    notebook.cells = cells
    kicker = kicker or report.notebook.replace("_", " ").capitalize()
    # "Overview: Mali" on a page that says "Overview" above its title is "Mali".
    title = report.title.removeprefix(f"{kicker}:").strip() or report.title
    resources = {
        "report": {
            "title": title,
            "kicker": "" if title == kicker else kicker,
            "parameters": _shown(report.parameters),
            "notebook": notebook_name,
        },
        "style": stylesheet(),
    }
    html, _ = _exporter().from_notebook_node(notebook, resources=resources)
    return str(html)
