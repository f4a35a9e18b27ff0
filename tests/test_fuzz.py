"""Ten thousand inputs that nobody would write: every one is answered, and every offset slices.

The same inputs every time. What is found here that breaks becomes a test of its own beside the module.
"""

from __future__ import annotations

import datetime as dt
import functools
import gzip
import itertools
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sahel_dataset.extract.dates import find_dates
from sahel_dataset.extract.default import DefaultExtractor
from sahel_dataset.extract.mentions import Article
from sahel_dataset.extract.quantities import find_quantities
from sahel_dataset.ingest import dates as ingest_dates
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.readers import FORMATS, read_records
from sahel_dataset.ingest.records import Rejection, SourceRecord

LIMITS = IngestParams(max_bytes=100_000)


def many(examples: int) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


# Files: pieces of good ones in any order, with what breaks them in between.
STORY = {
    "title": "Calm in Gao",
    "text": "The market of Gao opened again on Monday, traders said.",
    "date": "2024-05-06",
}
RECORD = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nWARC-Date: 2024-05-06T00:00:00Z\r\n"
    b"Content-Type: application/http; msgtype=response\r\nContent-Length: "
)
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>The market opened.</p></body></html>"
PIECES = [
    json.dumps(STORY).encode(), b'{"title": ', b"[", b"]", b"}", b"{", b'"', b"null", b"1e999", b"[" * 3000, b",",
    b"title,text,date\n", b'Calm,"The market\nopened",2024-05-06\n', b"\t", b";", b"a,b,c,d\n",
    RECORD + str(len(ANSWER)).encode() + b"\r\n\r\n" + ANSWER + b"\r\n\r\n", RECORD, RECORD + b"-5\r\n\r\n", ANSWER,
    RECORD + b"99999999999\r\n\r\n", gzip.compress(b"half")[:-4], gzip.compress(json.dumps(STORY).encode()),
    b"<html><body><p>Gao</p>", b"<script>", b"<!--", b"</p>" * 50, b"&#x110000;", b"&#0;", b"\x1f\x8b", b"\x28\xb5\x2f\xfd",
    "Le marché de Gao a rouvert lundi, selon des commerçants.".encode(), "marché".encode("utf-16"), "été".encode("cp1252"),
    b"\xff\xfe", b"\xef\xbb\xbf", b"\x00", b"\r", b"\n", b"\r\n", b" ", b"\\ud800", b"\\u0000",
]  # fmt: skip
FILES = st.lists(st.sampled_from(PIECES) | st.binary(max_size=8), max_size=12).map(b"".join)


@pytest.mark.parametrize(
    "ending", sorted({*FORMATS, ".jsonl.gz", ".csv.gz", ".warc.gz", ".jsonl.zst"} - {".htm", ".text"})
)
def test_any_bytes_are_records_or_reasons(ending: str, tmp_path: Path) -> None:
    if ending.startswith(".warc"):
        pytest.importorskip("fastwarc")
    path = tmp_path / f"x{ending}"

    @many(360)
    @given(FILES)
    def read(data: bytes) -> None:
        path.write_bytes(data)
        for found in itertools.islice(read_records(path, path.name, LIMITS), 1000):
            assert isinstance(found, SourceRecord | Rejection)
            if isinstance(found, SourceRecord):
                found.content.encode("utf-8", "surrogatepass")
                assert found.source_file.startswith(path.name)

    read()


# Running text: words that each mechanism looks for, in no order.
WORDS = {
    "en": (
        "12 1,5 1.5 1,234 12-14 3rd two twenty-one hundred dozens of several a an and or the no none at least more than up "
        "to between about some over fewer half million soldiers civilians people killed wounded dead on in since last "
        "next this Monday Tuesday's weekend night May 12 2024 2024-05-06 06/05/2024 1999 31 February 30 the 1990s early "
        "late mid- year years ago week days later from until today yesterday - – — : ; , . ' « » ( ) % th's"
    ).split(),
    "fr": (
        "12 1,5 1.5 1 234 12-14 3e deux vingt et un cent dizaines de plusieurs un une et ou le la les aucun au moins plus de "
        "jusqu'à entre environ quelque moins demi millions soldats civils personnes tués blessés morts en dans depuis dernier "
        "prochain ce lundi mardi week-end nuit mai 1er 2024 2024-05-06 06/05/2024 1999 31 février 30 les années 1990 début "
        "fin mi- an ans il y a semaine jours plus tard du au aujourd'hui hier - – — : ; , . ' « » ( ) % n°"
    ).split(),
}
GLUE = st.sampled_from([" ", " ", " ", "", "\n", "\u00a0", "\u202f", "-"])
LANGUAGES = ("en", "fr")


@functools.cache
def running(language: str) -> st.SearchStrategy[str]:
    piece = st.tuples(st.sampled_from(WORDS[language]) | st.text(max_size=3), GLUE).map("".join)
    return st.lists(piece, max_size=18).map("".join)


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_slice_whatever_the_text(language: str) -> None:
    @many(1000)
    @given(running(language))
    def read(text: str) -> None:
        for found in find_quantities(text, language):
            assert 0 <= found.start <= found.number_start < found.number_end <= found.end <= len(text)
            assert found.low is None or found.high is None or found.low <= found.high

    read()


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_slice_and_do_not_end_before_they_begin_whatever_the_text(language: str) -> None:
    @many(1000)
    @given(running(language), st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31)))
    def read(text: str, published: dt.date | None) -> None:
        for found in find_dates(text, language, published):
            assert text[found.start : found.end] == found.text
            assert found.first is None or found.last is None or found.first <= found.last

    read()


@many(1000)
@given(running("en") | running("fr"))
def test_dates_of_bylines_and_sidecars_slice_whatever_the_text(text: str) -> None:
    for found in ingest_dates.find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
    day, precision = ingest_dates.parse_date(text)
    assert (day is None) == (precision == "unknown")


SAID = {
    "en": (
        "the army|said|told AFP|claimed|denied|, according to|residents|a security source|“|”|that|it|killed|12 civilians|in "
        "Djibo|on Monday|JNIM|did not comment|.|\n\n|but|gunmen|and|attacked|the village of|, who|was|wounded|:|rejecting"
    ).split("|"),
    "fr": (
        "l'armée|a dit|a déclaré à l'AFP|a revendiqué|a démenti|, selon|des habitants|une source sécuritaire|«|»|que|il|a "
        "tué|12 civils|à Djibo|lundi|le JNIM|n'a pas commenté|.|\n\n|mais|des hommes armés|et|ont attaqué|le village de|, "
        "qui|était|blessés|:|indiquant"
    ).split("|"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_claims_and_events_slice_whoever_says_what(language: str) -> None:
    extractor = DefaultExtractor()

    @many(150)
    @given(st.lists(st.sampled_from(SAID[language]), max_size=30).map(" ".join))
    def read(text: str) -> None:
        found = extractor.extract(Article("a", text, 0, language, dt.date(2023, 8, 9)))
        for claim in found.claims:
            assert text[claim.quote_start : claim.quote_end] == claim.quote
        for report in (report for event in found.events for report in event.reports):
            assert 0 <= report.start < report.end <= len(text)

    read()
