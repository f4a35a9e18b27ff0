"""What the head of a page says about the article: title, date, outlet, author."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from sahel_dataset.ingest.furniture import plain
from sahel_dataset.ingest.lines import Line
from sahel_dataset.ingest.page.tags import Page
from sahel_dataset.ingest.records import Metadata

__all__ = ["page_metadata", "without_site_name"]

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "publication_date",
    "publicationdate",
    "pubdate",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "date",
)
_TITLE_BORDER = re.compile(r"\s+[|–—\-·:»]\s+|\s*\|\s*")
_TITLE_WORDS = 4
_ARTICLE_TYPES = {
    "article",
    "newsarticle",
    "reportagenewsarticle",
    "blogposting",
    "report",
    "webpage",
    "liveblogposting",
}


def page_metadata(page: Page, lines: list[Line]) -> Metadata:
    """Return what a page says about its article.

    Parameters
    ----------
    page : Page
        The page.
    lines : list of Line
        Its lines, among which the headline is looked for.
    """
    metas: dict[str, str] = {}
    for name, content in page.metas:
        if content:
            metas.setdefault(name, content)
    linked = _linked_data(page.scripts)
    outlet = metas.get("og:site_name") or _name(linked.get("publisher")) or metas.get("application-name")
    published = next((metas[name] for name in _PUBLISHED if name in metas), None)
    if published is None and isinstance(linked.get("datePublished"), str):
        published = linked["datePublished"]
    if published is None:
        published = next(
            (moment for names, moment in page.times if re.search(r"publi|pubdate|entry-date", names)), None
        )
    return Metadata(
        url=_address(page.canonical or metas.get("og:url") or linked.get("url")),
        title=_title(page, metas, linked, lines, outlet),
        published=published,
        language=(page.language or "").split("-")[0].lower() or None,
        outlet=outlet,
        byline=_name(linked.get("author")) or _not_a_link(metas.get("author") or metas.get("article:author")),
    )


def _address(value: object) -> str | None:
    return value if isinstance(value, str) and value.startswith(("http://", "https://")) else None


def _not_a_link(value: str | None) -> str | None:
    return None if value is None or "://" in value else value


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        names = [name for name in map(_name, value) if name]
        return ", ".join(names) or None
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() if isinstance(value, str) and value.strip() and "://" not in value else None


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph", []))


def _linked_data(scripts: list[str]) -> dict[str, Any]:
    """Return the JSON-LD object that describes the article."""
    best: dict[str, Any] = {}
    for script in scripts:
        try:
            found = json.loads(script.strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(found):
            kinds = item.get("@type", "")
            kinds = {str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}
            if kinds & _ARTICLE_TYPES and ("headline" in item or "datePublished" in item) and len(item) > len(best):
                best = item
    return best


def _title(
    page: Page, metas: dict[str, str], linked: dict[str, Any], lines: list[Line], outlet: str | None
) -> str | None:
    declared = [metas.get("og:title"), linked.get("headline"), metas.get("twitter:title"), page.title]
    named = [" ".join(title.split()) for title in declared if isinstance(title, str) and title.strip()]
    headings = [line.text.text for line in lines if line.tag == "h1" and line.n_words >= 2]
    lesser = [line.text.text for line in lines if line.tag in {"h2", "h3"} and line.n_words >= _TITLE_WORDS]
    for heading in (*headings, *lesser):
        # The headline as readers see it, where the head of the page bears it out.
        if plain(heading) != plain(outlet or "") and any(
            plain(heading) in plain(title) or plain(title) in plain(heading) for title in named
        ):
            return heading
    if named:
        return without_site_name(named[0], outlet)
    return headings[0] if headings else None


def without_site_name(title: str, outlet: str | None) -> str:
    """Return a page's title without the site's name at its end or beginning.

    Examples
    --------
    >>> without_site_name("Mali: calm returns to Gao - Sahel Herald", "Sahel Herald")
    'Mali: calm returns to Gao'
    >>> without_site_name("Mali: calm returns to Gao | News from all over", None)
    'Mali: calm returns to Gao'
    """
    borders = list(_TITLE_BORDER.finditer(title))
    for border in borders:
        head, tail = title[: border.start()], title[border.end() :]
        if outlet and plain(tail) == plain(outlet):
            return head.strip()
        if outlet and plain(head) == plain(outlet):
            return tail.strip()
    if borders and "|" in borders[-1][0]:
        head = title[: borders[-1].start()].strip()
        return without_site_name(head, outlet) if len(head.split()) >= 3 else title
    return title
