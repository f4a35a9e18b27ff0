"""HTML pages: cut into lines that remember where in the page they stand."""

from __future__ import annotations

from sahel_dataset.ingest.page.lines import page_lines
from sahel_dataset.ingest.page.metadata import page_metadata
from sahel_dataset.ingest.page.tags import Page, read_page

__all__ = ["Page", "page_lines", "page_metadata", "read_page"]
