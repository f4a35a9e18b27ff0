"""Pages from a server on this machine: what is taken, and what is refused with which words."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from sahel_dataset.add.fetch import FetchError, fetch, is_address
from sahel_dataset.add.run import Request, add
from sahel_dataset.ingest.run import read_article
from tests.add.stories import PAGE

FRENCH = PAGE.replace("The governor", "Le maire, réélu à Ménaka,")


class Site(BaseHTTPRequestHandler):
    """A news site with everything that goes wrong on one."""

    def do_GET(self) -> None:
        answers = {
            "/road": (200, "text/html; charset=utf-8", PAGE.encode()),
            "/latin": (200, "text/html; charset=windows-1252", FRENCH.encode("cp1252")),
            "/gone": (410, "text/html", b"gone"),
            "/paid": (403, "text/html", b"subscribe"),
            "/down": (503, "text/html", b"sorry"),
            "/map.pdf": (200, "application/pdf", b"%PDF-1.7"),
            "/large": (200, "text/html", b"x" * 300_000),
            "/menu": (200, "text/html", b"<html><body><ul><li><a href='/'>Home</a></li></ul></body></html>"),
        }
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/road")
            self.end_headers()
            return
        status, kind, body = answers[self.path]
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_taken_as_it_is(site: str) -> None:
    page = fetch(f"{site}/road", 10**6)
    assert (page.data, page.is_html, page.url) == (PAGE.encode(), True, f"{site}/road")


def test_a_page_that_moved_bears_its_new_address(site: str) -> None:
    assert fetch(f"{site}/moved", 10**6).url == f"{site}/road"


def test_an_encoding_that_only_the_server_tells_is_not_lost(site: str) -> None:
    assert "réélu à Ménaka" in fetch(f"{site}/latin", 10**6).data.decode("utf-8", "replace") or (
        "réélu à Ménaka".encode("cp1252") in fetch(f"{site}/latin", 10**6).data
    )


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/gone", "410: the page was taken down"),
        ("/paid", "Save the page from your browser"),
        ("/down", "503: the server is in trouble"),
        ("/map.pdf", "application/pdf, no web page"),
        ("/large", "larger than 0.2 MB"),
    ],
)
def test_what_cannot_be_had_is_said_in_one_sentence(site: str, path: str, words: str) -> None:
    with pytest.raises(FetchError) as told:
        fetch(f"{site}{path}", 200_000)
    assert words in str(told.value)


def test_a_server_that_is_not_there_is_said(site: str) -> None:
    with pytest.raises(FetchError, match="cannot be reached"):
        fetch("http://127.0.0.1:9/", 10**6)


@pytest.mark.parametrize("source", ["ftp://example.org/a", "file:///etc/passwd", "C:/news/a.txt", "a.html"])
def test_only_web_addresses_are_fetched(source: str) -> None:
    assert not is_address(source)


def test_a_fetched_page_is_named_by_day_and_headline_and_knows_where_it_is_from(site: str, tmp_path: Path) -> None:
    day = dt.date(2024, 6, 1)
    result = add(Request(f"{site}/road"), tmp_path, today=day)
    ((name, _),) = result.placed
    assert name == "2024-05-07-road-from-gao-opens-again.html"
    metadata = json.loads((result.folder / name).with_suffix(".meta.json").read_text(encoding="utf-8"))
    assert metadata == {"url": f"{site}/road", "retrieved_on": "2024-06-01"}
    (article,) = read_article(result.folder / name)
    assert (article.outlet, article.published_on, article.retrieved_on) == ("Sahel Herald", dt.date(2024, 5, 7), day)
    again = add(Request(f"{site}/moved"), tmp_path, today=dt.date(2024, 6, 2))
    assert (again.placed, again.known) == ([], [name])


def test_a_page_without_an_article_is_not_kept(site: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not an article"):
        add(Request(f"{site}/menu", "mine"), tmp_path)
    assert list(tmp_path.iterdir()) == []
