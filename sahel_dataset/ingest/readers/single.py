"""Files that are one article: plain text and HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sahel_dataset.ingest.decode import NotText, decode
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.records import Reason, Rejection, SourceRecord

__all__ = ["looks_like_html", "read_limited", "read_single", "stem_of"]

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div)\b", re.I | re.S
)
_HTML_TAGS = re.compile(r"</(?:p|div|span|a|li|h[1-6]|strong|em)\s*>|<br\s*/?>|<p\b[^>]*>", re.I)
_MANY_TAGS = 3


def looks_like_html(text: str) -> bool:
    r"""Return whether `text` is HTML, whatever its file is called.

    Examples
    --------
    >>> looks_like_html("<p>One.</p><p>Two.</p>"), looks_like_html("One.\nTwo < three.")
    (True, False)
    """
    return bool(_HTML_START.match(text[:2000])) or len(_HTML_TAGS.findall(text[:20_000])) >= _MANY_TAGS


def stem_of(path: Path) -> str:
    """Return the name of a file without its ending (or endings, where it is packed).

    Examples
    --------
    >>> stem_of(Path("export.2024.jsonl.gz")), stem_of(Path("2024.05.01-gao.txt"))
    ('export.2024', '2024.05.01-gao')
    """
    path = Path(path.name)
    return (Path(path.stem) if path.suffix.lower() in {".gz", ".zst"} else path).stem


def read_limited(path: Path, source_file: str, params: IngestParams) -> bytes | Rejection:
    """Return a file's bytes, or a rejection where it is larger than the settings allow."""
    size = path.stat().st_size
    if size > params.max_bytes:
        megabytes = f"{size / 1e6:.1f} MB, the limit is {params.max_bytes / 1e6:.1f} MB"
        return Rejection(source_file, Reason.OVERSIZED, megabytes)
    return path.read_bytes()


def read_single(path: Path, source_file: str, params: IngestParams) -> Iterator[SourceRecord | Rejection]:
    """Read a .txt or .html file."""
    data = read_limited(path, source_file, params)
    if isinstance(data, Rejection):
        yield data
        return
    try:
        text = decode(data).text
    except NotText as found:
        yield Rejection(source_file, found.reason, found.detail)
        return
    is_html = path.suffix.lower() not in {".txt", ".text"} or looks_like_html(text)
    yield SourceRecord(source_file, stem_of(path), text, is_html)
