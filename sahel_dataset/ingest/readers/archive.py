"""Web archives: WARC files, page by page."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sahel_dataset.ingest.decode import NotText, decode
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.readers.single import looks_like_html
from sahel_dataset.ingest.readers.stretch import Stretch, first_record
from sahel_dataset.ingest.records import Metadata, Reason, Rejection, SourceRecord

__all__ = ["NO_RESPONSES", "has_single_records", "read_warc"]

NO_RESPONSES = "the archive holds no responses"

_TEXT_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:\-]+)", re.IGNORECASE)
_LAST_PART = re.compile(r"([^/?#]+)/?(?:[?#].*)?$")


def read_warc(
    path: Path, source_file: str, params: IngestParams, stretch: Stretch | None = None
) -> Iterator[SourceRecord | Rejection]:
    """Read the successful HTML and text responses of a WARC file, plain or packed, or of a stretch of it.

    Responses of other kinds (images, redirects, robots.txt) are no articles and are passed over in silence.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        yield Rejection(source_file, Reason.UNSUPPORTED, "reading WARC needs the package FastWARC")
        return
    stretch = stretch or Stretch()
    stretch.begin = first_record(path, stretch)
    if stretch.begin is None:
        return
    with path.open("rb") as stream:
        stream.seek(stretch.begin)
        records = iter(ArchiveIterator(stream, parse_http=True, auto_decode="transfer"))
        while True:
            try:
                record = next(records, None)
                if record is None:
                    break
                if not stretch.has(record.stream_pos):
                    stretch.after = record.stream_pos
                    return
                if record.record_type != WarcRecordType.response:
                    continue
                stretch.n_numbered += 1
                stretch.n_found += 1
                result = _page(record, f"{source_file}#{stretch.n_numbered}", params)
            except (OSError, EOFError, ValueError, RuntimeError) as error:
                stretch.n_numbered += 1
                here = f"{source_file}#{stretch.n_numbered}"
                yield Rejection(here, Reason.MALFORMED, f"the archive breaks off here: {str(error)[:120]}")
                return
            if result is not None:
                yield result
    if not stretch.n_found and stretch.is_whole:
        yield Rejection(source_file, Reason.EMPTY, NO_RESPONSES)


def has_single_records(path: Path) -> bool:
    """Return whether a WARC file can be read from the middle: it is not packed, or each record is packed by itself."""
    if path.suffix.lower() != ".gz":
        return True
    from fastwarc.warc import ArchiveIterator

    try:
        with path.open("rb") as stream:
            places = [record.stream_pos for record in islice(ArchiveIterator(stream, parse_http=False), 3)]
    except (ImportError, OSError, EOFError, ValueError, RuntimeError):
        return False
    # Of records that are packed together FastWARC says where all of them end.
    return places[:1] == [0] and sorted(set(places)) == places


def _page(record: Any, here: str, params: IngestParams) -> SourceRecord | Rejection | None:
    headers = record.http_headers
    kind = (record.http_content_type or "").lower()
    if headers is None:
        return Rejection(here, Reason.MALFORMED, "a response without HTTP headers")
    if headers.status_code != 200 or not kind.startswith(_TEXT_TYPES):
        return None
    data = record.reader.read(params.max_bytes + 1)
    packing = (headers.get("Content-Encoding") or "").strip().lower()
    if len(data) <= params.max_bytes and packing not in {"", "identity"}:
        try:
            data = _unpacked(data, packing, params.max_bytes + 1)
        except (ValueError, zlib.error) as error:
            return Rejection(here, Reason.MALFORMED, f"the page cannot be unpacked: {str(error)[:80]}")
    if len(data) > params.max_bytes:
        return Rejection(here, Reason.OVERSIZED, f"a page of more than {params.max_bytes} bytes")
    charset = _CHARSET.search(dict(headers).get("Content-Type", "") or "")
    try:
        text = decode(data, charset[1] if charset else None).text
    except NotText as found:
        return Rejection(here, found.reason, found.detail)
    url = record.headers.get("WARC-Target-URI", "").strip("<> ") or None
    name = _LAST_PART.search(url or "")
    return SourceRecord(
        here,
        re.sub(r"\.\w{2,5}$", "", name[1]) if name else "page",
        text,
        is_html=kind.startswith(_TEXT_TYPES[:2]) or looks_like_html(text),
        metadata=Metadata(url=url, retrieved=record.headers.get("WARC-Date")),
        in_archive=False,
    )


def _unpacked(data: bytes, packing: str, most: int) -> bytes:
    """Return at most so many bytes of a packed page: what would burst stays packed.

    Many archives keep the header of the encoding beside a page that is unpacked already.
    """
    if packing in {"gzip", "x-gzip"} and data[:2] != b"\x1f\x8b":
        return data
    if packing in {"gzip", "x-gzip", "deflate"}:
        # 47: a gzip or zlib header, whichever is there; "deflate" also comes with none.
        try:
            return zlib.decompressobj(47).decompress(data, most)
        except zlib.error:
            if packing != "deflate":
                raise
            return zlib.decompressobj(-15).decompress(data, most)
    raise ValueError(f"packed as '{packing}'")
