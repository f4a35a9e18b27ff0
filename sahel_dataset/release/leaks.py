"""A last look over everything that is about to be passed on, for text that may not be.

Tables are cut to what may be passed on, and pages are made from them. This does not trust that: it reads every file of
the bundle and looks for running words of restricted articles that no released quote holds.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from sahel_dataset.release.checksums import files_below

__all__ = ["RUN", "Leak", "leaks"]

#: Running words that make a passage: fewer are phrases that any two texts may share.
RUN = 8
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]*>")
_IMAGE = re.compile(r"base64,[A-Za-z0-9+/=\s]+")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
# The escapes of a line's end and a tab would make words of the letters n, r and t.
_BLANK = re.compile(r"\\[nrt]")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_PAGES = {".html", ".htm", ".svg", ".xml"}


@dataclass(frozen=True, slots=True)
class Leak:
    """A file that holds running words of an article that may not be passed on."""

    file: str
    article_id: str


class _Hasher:
    """Turns runs of words into numbers; equal runs into equal ones."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def _number(self, word: str) -> int:
        number = self._numbers.get(word)
        if number is None:
            number = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")
            self._numbers[word] = number
        return number

    def runs(self, text: str) -> np.ndarray:
        """Return a number for each run of `RUN` words of a text."""
        words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
        if len(words) < RUN:
            return np.empty(0, dtype=np.uint64)
        numbers = np.fromiter((self._number(word) for word in words), dtype=np.uint64, count=len(words))
        result = np.zeros(len(words) - RUN + 1, dtype=np.uint64)
        for place in range(RUN):
            result = result * _MULTIPLIER + numbers[place : place + len(result)]
        return result


def _uncovered(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Give the stretches of a text that lie outside the spans."""
    at = 0
    for start, end in sorted(spans):
        if start > at:
            yield text[at:start]
        at = max(at, end)
    yield text[at:]


def _texts_of(path: Path) -> Iterator[str]:
    """Give what a file says in words, however it is written down."""
    if path.suffix == ".parquet":
        content = pq.read_table(path)
        for name, kind in zip(content.schema.names, content.schema.types, strict=True):
            if str(kind) == "string":
                yield from (value for value in content.column(name).to_pylist() if value)
        return
    try:
        raw = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    if path.suffix in _PAGES or "base64," in raw:
        raw = _IMAGE.sub(" ", raw)
    raw = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), _BLANK.sub(" ", raw))
    yield raw
    if "<" in raw:
        # Words that markup stands between run on for whoever reads the page.
        yield html.unescape(_TAG.sub(" ", raw))
        yield html.unescape(_TAG.sub("", raw))


def leaks(
    bundle: Path, texts: pd.DataFrame, articles: pd.DataFrame, claims: pd.DataFrame, released: Iterable[str] = ()
) -> list[Leak]:
    """Return the files of a bundle that hold text which may not be passed on.

    Parameters
    ----------
    bundle : Path
        The folder.
    texts : pandas.DataFrame
        The table ``texts`` with every article's text.
    articles, claims : pandas.DataFrame
        The released tables of that name: which texts may be passed on, and which words are released as quotes and
        titles.
    released : iterable of str
        Other words that may stand there: quotes of an earlier release, names, sentences of the project's own.
    """
    allowed = set(articles.loc[articles["may_redistribute_text"].astype(bool), "article_id"])
    quoted: dict[str, list[tuple[int, int]]] = {}
    for article, start, end in zip(claims["article_id"], claims["quote_start"], claims["quote_end"], strict=True):
        quoted.setdefault(article, []).append((int(start), int(end)))
    hasher = _Hasher()
    open_runs = [hasher.runs(text) for article, text in _rows(texts) if article in allowed]
    open_runs += [hasher.runs(text) for text in (*articles["title"].dropna(), *claims["quote"], *released)]
    ours: list[np.ndarray] = []
    owners: list[np.ndarray] = []
    names: list[str] = []
    for article, text in _rows(texts):
        if article in allowed:
            continue
        found = [hasher.runs(part) for part in _uncovered(text, quoted.get(article, ()))]
        owners += [np.full(sum(map(len, found)), len(names), dtype=np.int64)]
        names.append(article)
        ours += found
    if not names:
        return []
    runs, owner = np.concatenate(ours), np.concatenate(owners)
    own = ~np.isin(runs, np.concatenate(open_runs)) if open_runs else np.ones(len(runs), dtype=bool)
    runs, owner = runs[own], owner[own]
    order = np.argsort(runs, kind="stable")
    runs, owner = runs[order], owner[order]
    return sorted(
        {
            Leak(file, names[owner[place]])
            for file in files_below(bundle)
            for text in _texts_of(bundle / file)
            for place in _places(runs, hasher.runs(text))
        },
        key=lambda leak: (leak.file, leak.article_id),
    )


def _rows(texts: pd.DataFrame) -> Iterator[tuple[str, str]]:
    return zip(texts["article_id"], texts["text"], strict=True)


def _places(runs: np.ndarray, seen: np.ndarray) -> list[int]:
    """Return where in the sorted `runs` those of `seen` stand."""
    if not len(runs) or not len(seen):
        return []
    at = np.searchsorted(runs, seen)
    at = at[at < len(runs)]
    hit = np.searchsorted(runs, np.intersect1d(runs[at], seen))
    return [int(place) for place in hit]
