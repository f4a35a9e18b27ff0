"""Large files that are read part by part give what they give read whole, whoever reads and whatever was kept."""

from __future__ import annotations

import csv
import gzip
import importlib
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from sahel_dataset.ingest import units
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.scan import Task
from tests.ingest.stories import ENGLISH, FRENCH

stage = importlib.import_module("sahel_dataset.ingest.run")

Packing = Callable[[bytes], bytes]


def records(n: int) -> list[dict[str, str]]:
    stories = (*ENGLISH, *FRENCH)
    return [
        {
            "title": f"{stories[k % 4].title} {k}",
            "text": "\n\n".join((*stories[k % 4].paragraphs, f"Dispatch number {k} of the road, as told on that day.")),
            "url": f"https://example.org/{k // 2}",
        }
        for k in range(n)
    ]


def json_lines(path: Path) -> None:
    lines = [json.dumps(one, ensure_ascii=False).encode() for one in records(40)]
    lines[7:7] = [b"", b"{broken", b"x" * 9000, b"   "]
    write = gzip.compress if path.suffix == ".gz" else bytes
    path.write_bytes(write(b"\n".join(lines)))


def table(path: Path) -> None:
    with path.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, ["title", "text", "url"])
        writer.writeheader()
        writer.writerows(records(40))
        stream.write("a cell too few\n")


def warc_record(kind: str, number: int, body: bytes) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
        f"WARC-Date: 2023-05-10T00:00:00Z\r\nWARC-Target-URI: https://example.org/{number}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def warc_records() -> list[bytes]:
    found = []
    for number, one in enumerate(records(30)):
        paragraphs = "".join(f"<p>{line}</p>" for line in one["text"].split("\n\n"))
        page = f"<html><title>{one['title']}</title><body><article>{paragraphs}</article></body></html>".encode()
        found += [warc_record("request", number, b"GET /"), warc_record("response", number, page)]
    # A page in which something stands that looks like the beginning of a record, and one longer than a stretch.
    inner = b"<html><p>On archives:\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\n\r\n</p></html>"
    long = b"<html>" + random.Random(1).randbytes(9000).hex().encode() + b"</html>"
    found[20:20] = [warc_record("response", 90, inner * 12), warc_record("response", 91, long)]
    return found


def warc(path: Path) -> None:
    each: Packing = gzip.compress if path.suffix == ".gz" else bytes
    path.write_bytes(b"".join(each(one) for one in warc_records()))


def warc_packed_as_one(path: Path) -> None:
    path.write_bytes(gzip.compress(b"".join(warc_records())))


def warc_that_breaks_off(path: Path) -> None:
    warc(path)
    data = path.read_bytes()
    half = len(data) // 2
    path.write_bytes(data[:half] + b"\x00" * 400 + data[half + 400 :])


FILES = [
    ("a.jsonl", json_lines),
    ("a.jsonl.gz", json_lines),
    ("a.csv", table),
    ("a.warc", warc),
    ("a.warc.gz", warc),
    ("b.warc.gz", warc_packed_as_one),
    ("c.warc.gz", warc_that_breaks_off),
]
PARAMS = IngestParams(max_bytes=8000)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    def set_sizes(size: int) -> None:
        monkeypatch.setattr(units, "STRETCH_BYTES", size)
        monkeypatch.setattr(units, "WARC_STRETCH_BYTES", size)
        monkeypatch.setattr(units, "_BATCH_BYTES", size)

    return set_sizes


def outputs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


@pytest.mark.parametrize(("name", "write"), FILES, ids=[f"{name}-{write.__name__}" for name, write in FILES])
def test_a_file_read_in_parts_of_any_size_gives_what_it_gives_whole(
    tmp_path: Path, small: Callable[[int], None], name: str, write: Callable[[Path], None]
) -> None:
    raw = tmp_path / "raw"
    (raw / "c").mkdir(parents=True)
    write(raw / "c" / name)
    (raw / "c" / f"{name.split('.')[0]}.meta.json").write_text("{broken")
    stage.run(raw, tmp_path / "whole", PARAMS, workers=1)
    whole = outputs(tmp_path / "whole")
    assert json.loads(whole["ingest_report.json"])["summary"]["articles"] > 8
    for size in (997, 4000, 20_011):
        small(size)
        task = Task(raw / "c" / name, name, "c", None, may_redistribute_text=False)
        n = len(list(units.units_of(task, units.n_units(task), PARAMS)))
        assert n > 1 or size > 997 or write is warc_packed_as_one
        stage.run(raw, tmp_path / "parts", PARAMS, workers=1, kept=tmp_path / f"kept{size}")
        assert outputs(tmp_path / "parts") == whole
        again = stage.run(raw, tmp_path / "again", PARAMS, workers=1, kept=tmp_path / f"kept{size}")
        assert again.n_kept == 1
        assert outputs(tmp_path / "again") == whole


def test_processes_share_one_file(tmp_path: Path, small: Callable[[int], None]) -> None:
    raw = tmp_path / "raw"
    (raw / "c").mkdir(parents=True)
    for name, write in FILES:
        write(raw / "c" / name)
    stage.run(raw, tmp_path / "one", PARAMS, workers=1)
    small(5000)
    stage.run(raw, tmp_path / "two", PARAMS, workers=2)
    assert outputs(tmp_path / "two") == outputs(tmp_path / "one")


def test_of_a_table_that_grew_only_what_is_new_is_read(
    tmp_path: Path, small: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = tmp_path / "raw"
    (raw / "c").mkdir(parents=True)
    small(4000)

    def write(n: int) -> None:
        with (raw / "c" / "a.csv").open("w", newline="") as stream:
            writer = csv.DictWriter(stream, ["title", "text", "url"])
            writer.writeheader()
            writer.writerows(records(n))

    write(40)
    stage.run(raw, tmp_path / "interim", PARAMS, workers=1, kept=tmp_path / "kept")
    write(41)
    read: list[int] = []
    really = stage._read_unit
    monkeypatch.setattr(
        stage, "_read_unit", lambda unit, params: (read.append(len(unit.records)), really(unit, params))[1]
    )
    stage.run(raw, tmp_path / "interim", PARAMS, workers=1, kept=tmp_path / "kept")
    assert len(read) == 1
    assert read[0] < 12


def test_a_large_file_without_records_is_listed_once(tmp_path: Path, small: Callable[[int], None]) -> None:
    (tmp_path / "raw" / "c").mkdir(parents=True)
    (tmp_path / "raw" / "c" / "a.jsonl").write_bytes(b"\n" * 5000)
    small(997)
    summary = stage.run(tmp_path / "raw", tmp_path / "interim", PARAMS, workers=1)
    assert [(one.source_file, one.reason.value) for one in summary.rejections] == [("c/a.jsonl", "empty")]
