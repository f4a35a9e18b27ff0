"""Names that articles keep: readable, and the same whenever the same source is read."""

from __future__ import annotations

import hashlib

from sahel_dataset.ingest.furniture import plain

__all__ = ["article_id", "slug", "text_sha256"]

_LONGEST = 60
_DIGEST = 8


def slug(text: str, longest: int = _LONGEST) -> str:
    """Return `text` as lower-case ASCII words joined by hyphens, cut at a word.

    Examples
    --------
    >>> slug("Côte d'Ivoire : l'armée réagit")
    'cote-d-ivoire-l-armee-reagit'
    """
    whole = plain(text).replace(" ", "-")
    if len(whole) <= longest:
        return whole
    return whole[: longest + 1].rsplit("-", 1)[0][:longest]


def article_id(collection: str, stem: str, url: str | None, content: str) -> str:
    """Mint the id of an article: its collection, its file's name, and a digest of its address or its source.

    The digest is over what was found, not over what this version of the reader makes of it, so that a better reader
    does not rename articles.

    Parameters
    ----------
    collection, stem : str
        Names of the collection and of the file (of the headline, for a record in an archive).
    url : str or None
        The article's address.
    content : str
        The source record, used where there is no address.

    Examples
    --------
    >>> article_id("wire", "gao-market", "https://example.org/1", "")
    'wire-gao-market-18c17418'
    """
    digest = hashlib.sha256((url or content).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]
    return "-".join(part for part in (slug(collection, 30), slug(stem), digest) if part)


def text_sha256(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
