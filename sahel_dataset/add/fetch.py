"""One page from the web, or a plain sentence why not."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from sahel_dataset.ingest.decode import NotText, decode

__all__ = ["FetchError", "Page", "fetch", "is_address"]

_TIMEOUTS = (10, 30)
_CHUNK = 65_536
_KINDS = ("text/html", "application/xhtml+xml", "text/plain")
_AGENT = "Mozilla/5.0 (compatible; sahel-dataset; one page at a reader's request)"
_SAYS = {
    401: "it is for subscribers",
    402: "it is for subscribers",
    403: "the site refuses programs, or it is for subscribers",
    404: "there is no such page",
    410: "the page was taken down",
    429: "the site asks to wait",
    451: "the page is withheld for legal reasons",
}


class FetchError(ValueError):
    """A page could not be had."""


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page.

    Attributes
    ----------
    url : str
        Where it was found in the end, after redirections.
    data : bytes
        The page; UTF-8 where only the server said in which encoding it is.
    is_html : bool
        Whether it is HTML rather than plain text.
    """

    url: str
    data: bytes
    is_html: bool


def is_address(source: str) -> bool:
    """Return whether `source` is the address of a web page rather than a path.

    Examples
    --------
    >>> is_address("https://example.org/gao"), is_address("articles/gao.html")
    (True, False)
    """
    return urlsplit(source).scheme.lower() in {"http", "https"}


def fetch(url: str, max_bytes: int) -> Page:
    """Fetch one page.

    Parameters
    ----------
    url : str
        An http or https address.
    max_bytes : int
        Largest page that is taken (bytes).

    Raises
    ------
    FetchError
        If the server cannot be reached or refuses, or what it sends is too large or no page of text.
    """
    import requests

    try:
        with requests.get(url, timeout=_TIMEOUTS, stream=True, headers={"User-Agent": _AGENT}) as answer:
            if answer.status_code >= 400:
                why = _SAYS.get(answer.status_code, "the server is in trouble" if answer.status_code >= 500 else "no")
                raise FetchError(
                    f"{url} answers {answer.status_code}: {why}. Save the page from your browser and add the file."
                )
            kind, _, rest = answer.headers.get("Content-Type", "text/html").partition(";")
            if kind.strip().lower() not in _KINDS:
                raise FetchError(f"{url} is {kind.strip() or 'of no known kind'}, no web page.")
            data = _body(answer, url, max_bytes)
            charset = rest.partition("charset=")[2].strip(" \"';") or None
            return Page(answer.url, _readable(data, charset), "plain" not in kind)
    except requests.exceptions.Timeout as error:
        raise FetchError(f"{url} does not answer in time. Try again later.") from error
    except requests.exceptions.SSLError as error:
        raise FetchError(
            f"{url} cannot prove that it is {urlsplit(url).hostname} (its certificate is wrong)."
        ) from error
    except requests.exceptions.ConnectionError as error:
        raise FetchError(f"{urlsplit(url).hostname or url} cannot be reached.") from error
    except (requests.exceptions.RequestException, ValueError) as error:
        if isinstance(error, FetchError):
            raise
        raise FetchError(f"{url} cannot be fetched: {str(error)[:200]}.") from error


def _body(answer: object, url: str, max_bytes: int) -> bytes:
    data = bytearray()
    for chunk in answer.iter_content(_CHUNK):  # type: ignore[attr-defined]
        data += chunk
        if len(data) > max_bytes:
            raise FetchError(f"{url} is larger than {max_bytes / 1e6:.1f} MB (ingest.max_bytes in params.yaml).")
    return bytes(data)


def _readable(data: bytes, charset: str | None) -> bytes:
    """Return the page so that it reads the same without the server's word on its encoding."""
    try:
        told, found = decode(data, charset).text, decode(data).text
    except NotText:
        # What is no text is refused by the reader, with its reason.
        return data
    return data if told == found else told.encode("utf-8")
