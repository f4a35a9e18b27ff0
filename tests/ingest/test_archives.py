"""Archives as they come: packed, broken, and made to burst whoever unpacks them."""

from __future__ import annotations

import gzip
import json
import random
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.readers import read_records
from sahel_dataset.ingest.records import Reason, Rejection, SourceRecord

zstandard = pytest.importorskip("zstandard")
pytest.importorskip("fastwarc")

LIMIT = 100_000
PARAMS = IngestParams(max_bytes=LIMIT)
N = 40
STORIES = [
    f"Gunmen attacked post {n} near Djibo on Monday, and {random.Random(n).random()} lorries burned." for n in range(N)
]
NAMES = ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.csv", "a.csv.gz", "a.csv.zst", "a.warc", "a.warc.gz"]


def _response(body: bytes, headers: bytes = b"", length: int | None = None) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + headers + b"\r\n" + body
    size = len(http) if length is None else length
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        b"WARC-Date: 2024-01-01T00:00:00Z\r\nWARC-Target-URI: http://a.example/page\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % size + http + b"\r\n\r\n"
    )


def _page(story: str) -> bytes:
    return f"<html><body><p>{story}</p></body></html>".encode()


def _archive(name: str, stories: list[str]) -> bytes:
    kind, _, packing = name.removeprefix("a.").partition(".")
    if kind == "warc":
        records = [_response(_page(story)) for story in stories]
        return b"".join(gzip.compress(record) if packing else record for record in records)
    if kind == "csv":
        data = ("title,text\n" + "\n".join(f'"T{n}","{story}"' for n, story in enumerate(stories))).encode()
    else:
        data = "\n".join(json.dumps({"title": f"T{n}", "text": story}) for n, story in enumerate(stories)).encode()
    return {"": bytes, "gz": gzip.compress, "zst": zstandard.ZstdCompressor().compress}[packing](data)


def _read(path: Path, data: bytes) -> Iterator[SourceRecord | Rejection]:
    path.write_bytes(data)
    return read_records(path, path.name, PARAMS)


@pytest.mark.parametrize("name", NAMES)
def test_every_record_of_every_format_is_read_in_order(name: str, tmp_path: Path) -> None:
    records = list(_read(tmp_path / name, _archive(name, STORIES)))
    assert [isinstance(record, SourceRecord) for record in records] == [True] * N
    assert all(story in record.content for story, record in zip(STORIES, records, strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_damage_anywhere_is_listed_and_never_stops_the_run(name: str, tmp_path: Path) -> None:
    chance, whole = random.Random(3), _archive(name, STORIES)
    for trial in range(40):
        data = bytearray(whole)
        if trial % 2:
            del data[chance.randrange(len(data)) :]
        else:
            for _ in range(3):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        found = list(_read(tmp_path / name, bytes(data)))
        assert found or "warc" in name
        assert all(isinstance(one, SourceRecord | Rejection) for one in found)


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz", "a.warc.gz"])
def test_what_stands_before_a_break_is_read(name: str, tmp_path: Path) -> None:
    chance = random.Random(1)
    stories = ["".join(chance.choices("abcdefghij ", k=900)) for _ in range(200)]
    data = _archive(name, stories)
    found = list(_read(tmp_path / name, data[: len(data) * 3 // 4]))
    assert sum(isinstance(one, SourceRecord) for one in found) > 100


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst", "a.csv.gz", "a.csv.zst"])
def test_a_line_without_end_is_never_held_and_what_follows_is_read(name: str, tmp_path: Path) -> None:
    kind = name.split(".")[1]
    after = b'"T","The end."\n' if kind == "csv" else b'{"title": "T", "text": "The end."}\n'
    data = (b"title,text\n" if kind == "csv" else b"") + b"0" * 60_000_000 + b"\n" + after
    packed = gzip.compress(data, 1) if name.endswith("gz") else zstandard.ZstdCompressor().compress(data)
    assert len(packed) < 400_000
    del data
    (tmp_path / name).write_bytes(packed)
    tracemalloc.start()
    found = list(read_records(tmp_path / name, name, PARAMS))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [one.reason for one in found if isinstance(one, Rejection)] == [Reason.OVERSIZED]
    assert [one.content for one in found if isinstance(one, SourceRecord)] == ["The end."]
    assert peak < 20_000_000


def test_a_page_that_unpacks_without_end_stays_packed(tmp_path: Path) -> None:
    # Large when packed, too: more than an archive reader's buffer.
    bomb = gzip.compress(b"<p>" + b"0" * 15_000_000, 1)
    assert 50_000 < len(bomb) < LIMIT
    data = (
        _response(bomb, b"Content-Encoding: gzip\r\n")
        + _response(b"<p>" + b"0" * 60_000_000)
        + _response(_page(STORIES[0]))
    )
    (tmp_path / "a.warc").write_bytes(data)
    del data
    tracemalloc.start()
    found = list(read_records(tmp_path / "a.warc", "a.warc", PARAMS))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [one.reason for one in found if isinstance(one, Rejection)] == [Reason.OVERSIZED] * 2
    assert [STORIES[0] in one.content for one in found if isinstance(one, SourceRecord)] == [True]
    assert peak < 20_000_000


@pytest.mark.parametrize("length", [0, 5, 10**15])
def test_a_record_that_lies_about_its_length_harms_only_the_archive_it_is_in(length: int, tmp_path: Path) -> None:
    data = _response(_page(STORIES[0])) + _response(_page(STORIES[1]), length=length) + _response(_page(STORIES[2]))
    found = list(_read(tmp_path / "a.warc", data))
    assert isinstance(found[0], SourceRecord)
    assert STORIES[0] in found[0].content


def test_a_cell_without_end_is_passed_over(tmp_path: Path) -> None:
    cell = '"' + "line of a cell\n" * 20_000 + '"'
    data = f'title,text\n"T1",{cell}\n"T2","The end."\n'.encode()
    found = list(_read(tmp_path / "a.csv", data))
    assert isinstance(found[0], Rejection)
    assert all(len(one.content) <= LIMIT for one in found if isinstance(one, SourceRecord))


@pytest.mark.parametrize("packing", ["gzip", "deflate", "gzip, but unpacked", "chunked"])
def test_a_page_is_unpacked_as_its_headers_say(packing: str, tmp_path: Path) -> None:
    page = _page(STORIES[0])
    body, headers = {
        "gzip": (gzip.compress(page), b"Content-Encoding: gzip\r\n"),
        "deflate": (zlib.compress(page), b"Content-Encoding: deflate\r\n"),
        "gzip, but unpacked": (page, b"Content-Encoding: gzip\r\n"),
        "chunked": (b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page), b"Transfer-Encoding: chunked\r\n"),
    }[packing]
    (found,) = _read(tmp_path / "a.warc", _response(body, headers))
    assert isinstance(found, SourceRecord)
    assert found.content == page.decode()


def test_a_packing_that_is_not_known_is_said(tmp_path: Path) -> None:
    (found,) = _read(tmp_path / "a.warc", _response(_page(STORIES[0]), b"Content-Encoding: br\r\n"))
    assert isinstance(found, Rejection)
    assert "'br'" in found.detail
