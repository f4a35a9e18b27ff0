"""Fields of JSON records, CSV rows and sidecars, under the names that exports give them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.readers.single import looks_like_html
from sahel_dataset.ingest.records import Metadata, Reason, Rejection, SourceRecord
from sahel_dataset.knowledge import read_yaml

__all__ = ["has_text", "metadata_of", "record_of"]


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(str(alias).lower() for alias in aliases)
        for name, aliases in read_yaml("furniture/fields.yaml").items()
    }


def _field(record: Mapping[str, Any], name: str) -> str | None:
    """Return the first filled field of `record` that goes by one of the names of `name`."""
    lowered = {str(key).strip().lower(): value for key, value in record.items() if key is not None}
    for alias in _aliases()[name]:
        value = lowered.get(alias)
        if isinstance(value, Mapping):
            value = value.get("name") or value.get("title") or value.get("uri")
        if isinstance(value, list):
            value = ", ".join(str(item) for item in value if isinstance(item, str | int)) or None
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip():
            return value
    return None


def _flag(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower() if value is not None else ""
    return True if word in {"true", "yes", "1"} else False if word in {"false", "no", "0"} else None


def metadata_of(record: Mapping[str, Any]) -> Metadata:
    """Return what a record or sidecar says about its article.

    Examples
    --------
    >>> metadata_of({"headline": "Calm in Gao", "source": {"name": "Sahel Herald"}}).outlet
    'Sahel Herald'
    """
    text = {
        name: _field(record, name)
        for name in ("url", "title", "published", "retrieved", "language", "outlet", "byline", "licence")
    }
    clean = {name: " ".join(value.split()) if value else None for name, value in text.items()}
    return Metadata(**clean, may_redistribute_text=_flag(record.get("may_redistribute_text")))


def has_text(record: object) -> bool:
    """Return whether a JSON object has a field that holds an article's text or page."""
    return isinstance(record, Mapping) and bool(_field(record, "text") or _field(record, "html"))


def record_of(
    record: object, source_file: str, stem: str, params: IngestParams, *, in_archive: bool
) -> SourceRecord | Rejection:
    """Return the article in a JSON object or CSV row, or why there is none."""
    if not isinstance(record, Mapping):
        return Rejection(source_file, Reason.NOT_AN_ARTICLE, f"a {type(record).__name__} where an object was expected")
    text, html = _field(record, "text"), _field(record, "html")
    content = (html or text) if params.prefer == "html" else (text or html)
    if content is None:
        named = ", ".join(str(key) for key in list(record)[:6]) or "none"
        return Rejection(source_file, Reason.NOT_AN_ARTICLE, f"no field holds a text or a page; its fields: {named}")
    if len(content) > params.max_bytes:
        return Rejection(source_file, Reason.OVERSIZED, f"{len(content)} characters")
    if content.count("\ufffd") > max(1, len(content) // 200):
        return Rejection(source_file, Reason.MISENCODED, f"{content.count(chr(0xFFFD))} characters were lost")
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    key = _field(record, "key")
    return SourceRecord(
        source_file,
        key if key and in_archive else stem,
        content,
        is_html=content is html or looks_like_html(content),
        metadata=metadata_of(record),
        in_archive=in_archive and not key,
    )
