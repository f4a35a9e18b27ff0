"""Records out of every format, and what is wrong with those that give none."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pytest

from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.readers import format_of, read_records
from sahel_dataset.ingest.records import Reason, Rejection, SourceRecord

PARAMS = IngestParams(max_bytes=10_000)
RECORD = {
    "url": "https://example.org/1",
    "headline": "Calm in Kelma",
    "content": "The market of Kelma is open again.",
    "publishedAt": "2021-03-12",
    "source": {"name": "Herald"},
    "lang": "en",
}


def read(path: Path, data: bytes | str, params: IngestParams = PARAMS) -> list[SourceRecord | Rejection]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_records(path, path.name, params))


def test_a_json_object_is_an_article(tmp_path):
    (record,) = read(tmp_path / "one.json", json.dumps(RECORD))
    assert record.content == RECORD["content"]
    assert (record.metadata.title, record.metadata.outlet, record.metadata.published) == (
        "Calm in Kelma",
        "Herald",
        "2021-03-12",
    )
    assert (record.source_file, record.stem) == ("one.json", "one")


@pytest.mark.parametrize("wrap", [lambda records: records, lambda records: {"status": "ok", "articles": records}])
def test_a_list_of_objects_is_an_archive(tmp_path, wrap):
    records = read(tmp_path / "all.json", json.dumps(wrap([RECORD, {"id": 1}, RECORD])))
    assert [record.source_file for record in records] == ["all.json#1", "all.json#2", "all.json#3"]
    assert records[1].reason is Reason.NOT_AN_ARTICLE


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".ndjson"])
def test_a_broken_line_is_listed_and_the_rest_goes_on(tmp_path, suffix):
    good = json.dumps(RECORD)
    data = "\n".join([good, good[:-5], "", '"text"', json.dumps({"text": "x" * 20_000}), good]).encode()
    records = read(tmp_path / f"all{suffix}", gzip.compress(data) if suffix.endswith(".gz") else data)
    reasons = [record.reason if isinstance(record, Rejection) else None for record in records]
    assert reasons == [None, Reason.MALFORMED, Reason.NOT_AN_ARTICLE, Reason.OVERSIZED, None]
    assert [record.source_file.split("#")[1] for record in records] == ["1", "2", "4", "5", "6"]


def test_a_packed_file_that_breaks_off_gives_what_stands_before(tmp_path):
    data = gzip.compress(
        "\n".join(json.dumps({**RECORD, "n": number, "pad": str(number) * 50}) for number in range(400)).encode()
    )
    records = read(tmp_path / "all.jsonl.gz", data[: len(data) // 2])
    assert isinstance(records[0], SourceRecord)
    assert records[-1].reason is Reason.MALFORMED


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_table_has_an_article_a_row(tmp_path, delimiter, encoding):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["url", "titre", "texte", "date_publication", "journal"])
    writer.writerow(
        [
            "https://example.org/1",
            "Calme à Garou",
            "Le marché a rouvert ;\nles « gardes » sont là, dit-on.",
            "12/03/2021",
            "Le Relais",
        ]
    )
    (record,) = read(tmp_path / "all.csv", out.getvalue().encode(encoding))
    assert record.content == "Le marché a rouvert ;\nles « gardes » sont là, dit-on."
    assert record.metadata.outlet == "Le Relais"


def test_a_row_with_missing_cells_is_listed(tmp_path):
    records = read(tmp_path / "all.csv", "title,text\nOne,The market is open.\nTwo\nThree,The road is closed.\n")
    assert [getattr(record, "reason", None) for record in records] == [None, Reason.MALFORMED, None]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.json", b"{", Reason.MALFORMED),
        ("a.json", b"[]", Reason.EMPTY),
        ("a.json", b'{"name": "settings", "depth": 3}', Reason.NOT_AN_ARTICLE),
        ("a.json", b"[" * 100_00, Reason.MALFORMED),
        ("a.jsonl", b"\n\n", Reason.EMPTY),
        ("a.csv", b"title,text\n", Reason.EMPTY),
        ("a.csv", b"", Reason.EMPTY),
        ("a.txt", b"", Reason.EMPTY),
        ("a.txt", b"\x89PNG\r\n", Reason.BINARY),
        ("a.html", b"x" * 10_001, Reason.OVERSIZED),
        ("a.docx", b"PK\x03\x04", Reason.UNSUPPORTED),
        ("a", b"words", Reason.UNSUPPORTED),
        ("a.warc", b"WARC/1.0\r\n", Reason.EMPTY),
    ],
)
def test_what_is_wrong_with_a_file_is_told(tmp_path, name, data, reason):
    (found,) = read(tmp_path / name, data)
    assert isinstance(found, Rejection)
    assert found.reason is reason
    assert found.reason.advice


def test_a_file_that_cannot_be_opened_is_told(tmp_path):
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (found,) = read_records(tmp_path / "gone.txt", "gone.txt", PARAMS)
    assert found.reason is Reason.UNREADABLE


def test_html_in_a_text_field_or_a_text_file_is_read_as_html(tmp_path):
    (record,) = read(tmp_path / "a.json", json.dumps({"text": "<p>One.</p><p>Two.</p><p>Three.</p>"}))
    assert record.is_html
    (record,) = read(tmp_path / "a.txt", "<!DOCTYPE html><html><p>One.</p></html>")
    assert record.is_html


def test_the_pages_of_a_web_archive_are_read(tmp_path):
    warc = pytest.importorskip("fastwarc.warc")
    path = tmp_path / "crawl.warc.gz"
    with path.open("wb") as file:
        stream = gzip.GzipFile(fileobj=file, mode="wb")
        for name, status, kind, body in (
            ("garou", "200 OK", "text/html; charset=windows-1252", "<p>Le marché a rouvert.</p>".encode("cp1252")),
            ("photo", "200 OK", "image/png", b"\x89PNG"),
            ("gone", "404 Not Found", "text/html", b"<p>Gone.</p>"),
        ):
            http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000a>\r\n"
                f"WARC-Target-URI: https://example.org/2021/{name}.html\r\nWARC-Date: 2021-03-13T00:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
            )
            stream.write(head.encode() + http + b"\r\n\r\n")
        stream.close()
    assert warc is not None
    (record,) = read_records(path, "crawl.warc.gz", PARAMS)
    assert record.content == "<p>Le marché a rouvert.</p>"
    assert (record.stem, record.metadata.url) == ("garou", "https://example.org/2021/garou.html")


def test_endings_are_known_in_any_case():
    assert format_of(Path("A.HTM")) == ".htm"
    assert format_of(Path("a.csv.zst")) == ".csv"
    assert format_of(Path("a.txt.gz")) is None
