"""Outlets by their web addresses."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from sahel_dataset.ingest.furniture import plain
from sahel_dataset.knowledge import read_yaml

__all__ = ["is_own_newsroom", "outlet_of_address"]


@cache
def _by_domain() -> dict[str, str]:
    return {
        domain: str(outlet["name"]) for outlet in read_yaml("outlets.yaml")["outlets"] for domain in outlet["domains"]
    }


def outlet_of_address(url: str | None) -> str | None:
    """Return the name of the outlet whose site holds `url`, if it is listed.

    Examples
    --------
    >>> outlet_of_address("https://www.bbc.com/afrique/region-1"), outlet_of_address("https://www.bbc.com/news/2")
    ('BBC Afrique', 'BBC News')
    """
    if not url:
        return None
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    section = parts.path.strip("/").split("/", 1)[0]
    labels = host.split(".")
    for start in range(len(labels) - 1):
        domain = ".".join(labels[start:])
        for key in (f"{domain}/{section}", domain):
            if key in _by_domain():
                return _by_domain()[key]
    return None


@cache
def _outlets_with_a_service() -> dict[str, frozenset[str]]:
    return {
        str(entry["id"]): frozenset(plain(name) for name in entry["names"])
        for entry in read_yaml("outlets.yaml")["agencies"]
        if entry.get("is_outlet")
    }


def is_own_newsroom(outlet: str | None, agency: str) -> bool:
    """Return whether `agency` is the outlet itself: BBC News does not copy from the BBC.

    An agency's own site still carries the agency's stories.

    Examples
    --------
    >>> is_own_newsroom("BBC Afrique", "BBC"), is_own_newsroom("Reuters", "Reuters"), is_own_newsroom("Le Monde", "AFP")
    (True, False, False)
    """
    return bool(outlet) and any(
        f" {plain(outlet or '')} ".startswith(f" {name} ") for name in _outlets_with_a_service().get(agency, ())
    )
