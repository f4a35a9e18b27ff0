"""Articles made up for the tests."""

from __future__ import annotations

import json
from pathlib import Path

WORDS = (
    "The army said on Monday that it had cleared the road between Gao and Ansongo of mines after two weeks of work. "
    "Traders said that lorries were moving again, and that the price of rice had fallen by a third in the market."
)
TEXT = f"Road from Gao opens again\n\n{WORDS}\n"
PAGE = (
    '<!doctype html><html lang="en"><head><title>Road from Gao opens again</title>'
    '<meta property="article:published_time" content="2024-05-07T08:00:00Z">'
    '<meta property="og:site_name" content="Sahel Herald"></head>'
    f"<body><article><h1>Road from Gao opens again</h1><p>{WORDS}</p><p>The governor thanked the engineers, "
    "and said that a second road would be looked at before the rains.</p></article></body></html>"
)


def write_text(folder: Path, name: str = "road.txt", text: str = TEXT, **metadata: object) -> Path:
    """Write an article, and what is said of it beside it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    if metadata:
        path.with_suffix(".meta.json").write_text(json.dumps(metadata), encoding="utf-8")
    return path
