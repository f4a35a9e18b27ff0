"""The articles of a run, gathered on disk until all are there: which are the same, what they are called, in what order.

They lie in a database of SQLite that has no name and is gone with the process: what does not fit into some megabytes is
written to the system's folder for temporary files (``TMPDIR``). In memory is no more of an article than some numbers.
"""

from __future__ import annotations

import contextlib
import errno
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import numpy as np

from sahel_dataset.ingest.kept import Entry
from sahel_dataset.ingest.signature import Signature

__all__ = ["Gathered", "Traits"]

_CACHE_KB = 24_000
_AT_ONCE = 64
_DIGITS = 19

_TABLES = """
CREATE TABLE told (
    id INTEGER PRIMARY KEY, collection BLOB, file BLOB, name BLOB, number INTEGER, article_id BLOB, text BLOB,
    outlet BLOB, url BLOB, language TEXT, day INTEGER
);
CREATE TABLE packed (id INTEGER PRIMARY KEY, article BLOB);
CREATE TABLE minhashes (id INTEGER PRIMARY KEY, size INTEGER, hashes BLOB);
CREATE TABLE sentences (id INTEGER PRIMARY KEY, numbers BLOB);
CREATE TABLE shingles (id INTEGER PRIMARY KEY, n_opening INTEGER, numbers BLOB);
"""
# Articles that have an id in common get numbers after it; of equal texts of one outlet and address the first is kept.
_SETTLE = """
CREATE TABLE placed AS
    SELECT id, text, outlet, url, language, day, collection, file, article_id AS stated,
        ROW_NUMBER() OVER (ORDER BY collection, name, number, id) AS place,
        ROW_NUMBER() OVER (PARTITION BY article_id ORDER BY collection, name, number, id) AS nth
    FROM told;
CREATE TABLE compared AS
    SELECT id, place, language, day, text, collection, file, called,
        ROW_NUMBER() OVER (PARTITION BY text ORDER BY place) AS nth_of_text,
        ROW_NUMBER() OVER (PARTITION BY text, outlet, url ORDER BY place) AS nth_of_outlet,
        FIRST_VALUE(called) OVER (PARTITION BY text ORDER BY place) AS first_of_text,
        FIRST_VALUE(called) OVER (PARTITION BY text, outlet, url ORDER BY place) AS first_of_outlet
    FROM (SELECT *, CASE nth WHEN 1 THEN stated ELSE CAST(stated || '-' || nth AS BLOB) END AS called FROM placed);
CREATE TABLE chosen (rank INTEGER PRIMARY KEY, id INTEGER, called BLOB, text BLOB, language TEXT, day INTEGER);
INSERT INTO chosen
    SELECT ROW_NUMBER() OVER (ORDER BY called, place) - 1, id, called, text, language, day
    FROM compared WHERE nth_of_outlet = 1;
DROP TABLE told;
DROP TABLE placed;
"""


@dataclass(frozen=True, slots=True)
class Traits:
    """What is held of every article to look for copies among them: arrays over articles in the order of their ids.

    Attributes
    ----------
    language : numpy.ndarray of int
        Its language, as a number.
    day : numpy.ndarray of float
        Its publication date; NaN where it is not known.
    size : numpy.ndarray of int
        How many shingles it has.
    text : numpy.ndarray of uint64
        A number that equal texts have in common.
    """

    language: np.ndarray
    day: np.ndarray
    size: np.ndarray
    text: np.ndarray

    def __len__(self) -> int:
        return len(self.size)


class Gathered:
    """Articles as they come, and, once all are there, in order; used as a context."""

    def __init__(self) -> None:
        self._waiting: list[Entry] = []
        self._n = 0
        self._ranks = np.array([], dtype=np.int64)
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(
            f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -{_CACHE_KB}; {_TABLES}"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._database.close()

    def add(self, entry: Entry) -> None:
        """Take in an article."""
        self._waiting.append(entry)
        if len(self._waiting) >= _AT_ONCE:
            self._store()

    def _store(self) -> None:
        told, packed, minhashes, sentences, shingles = [], [], [], [], []
        for entry in self._waiting:
            self._n += 1
            source_file = entry.source_file.encode("utf-8", "surrogatepass")
            signature = Signature.from_bytes(entry.signature)
            name, number = _natural(source_file)
            told.append(
                (
                    self._n,
                    _blob(entry.collection),
                    source_file,
                    name,
                    number,
                    _blob(entry.article_id),
                    bytes.fromhex(entry.text_sha256),
                    _blob(entry.outlet),
                    _blob(entry.url),
                    entry.language,
                    entry.day,
                )
            )
            packed.append((self._n, entry.packed))
            size = len(np.unique(signature.shingles))
            minhashes.append((self._n, size, signature.minhash.tobytes()))
            sentences.append((self._n, signature.sentences.tobytes()))
            shingles.append((self._n, signature.n_opening, signature.shingles.tobytes()))
        self._waiting = []
        with _room():
            self._insert("told", told)
            self._insert("packed", packed)
            self._insert("minhashes", minhashes)
            self._insert("sentences", sentences)
            self._insert("shingles", shingles)

    def _insert(self, name: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            self._database.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * len(rows[0]))})", rows)

    def settle(self) -> None:
        """Give articles their ids and set aside what is there twice; nothing is added after."""
        self._store()
        with _room():
            self._database.executescript(_SETTLE)
        self._ranks = np.full(self._n + 1, -1, dtype=np.int64)
        for rank, id_ in self._rows("SELECT rank, id FROM chosen"):
            self._ranks[id_] = rank

    def __len__(self) -> int:
        return int((self._ranks >= 0).sum())

    def duplicates(self) -> Iterator[tuple[str, str, bool]]:
        """Yield of each article whose text was there before: its file, an article with the text, whether it is kept."""
        asked = (
            "SELECT collection, file, CASE nth_of_outlet WHEN 1 THEN first_of_text ELSE first_of_outlet END,"
            " nth_of_outlet FROM compared WHERE nth_of_text > 1 ORDER BY place"
        )
        for collection, file, same_as, nth in self._rows(asked):
            yield f"{_text(collection)}/{_text(file)}", str(_text(same_as)), nth == 1

    def traits(self) -> Traits:
        """Return what is held of every article to look for copies."""
        n = len(self)
        found = Traits(np.zeros(n, np.int16), np.full(n, np.nan), np.zeros(n, np.int32), np.zeros(n, np.uint64))
        languages: dict[str, int] = {}
        asked = "SELECT rank, language, day, size, text FROM chosen JOIN minhashes ON chosen.id = minhashes.id"
        for rank, language, day, size, text in self._rows(asked):
            found.language[rank] = languages.setdefault(language, len(languages))
            found.day[rank] = np.nan if day is None else day
            found.size[rank] = size
            found.text[rank] = int.from_bytes(text[:8], "little")
        return found

    def minhashes(self, columns: slice, kind: type[np.unsignedinteger] = np.uint32) -> np.ndarray:
        """Return some columns of the matrix of MinHashes, a row an article, zero where there is none.

        Of a smaller kind of number, the least bits of each hash are returned.
        """
        result: np.ndarray | None = None
        for id_, data in self._rows("SELECT id, hashes FROM minhashes"):
            if self._ranks[id_] >= 0 and data:
                row = np.frombuffer(data, np.uint32)[columns].astype(kind)
                if result is None:
                    result = np.zeros((len(self), len(row)), kind)
                result[self._ranks[id_]] = row
        return np.zeros((len(self), 0), kind) if result is None else result

    def sentences(self) -> Iterator[tuple[int, np.ndarray]]:
        """Yield each article, by its number, with those of its sentences."""
        for id_, data in self._rows("SELECT id, numbers FROM sentences"):
            if self._ranks[id_] >= 0:
                yield int(self._ranks[id_]), np.frombuffer(data, np.uint64)

    def shingles(self, rank: int) -> tuple[np.ndarray, int]:
        """Return the shingles of an article in their order, and how many are of its opening."""
        asked = "SELECT numbers, n_opening FROM chosen JOIN shingles ON chosen.id = shingles.id WHERE rank = ?"
        ((data, n_opening),) = self._rows(asked, int(rank))
        return np.frombuffer(data, np.uint64), n_opening

    def names(self, ranks: Sequence[int]) -> Iterator[str]:
        """Yield the ids of articles by their numbers."""
        for rank in ranks:
            ((called,),) = self._rows("SELECT called FROM chosen WHERE rank = ?", int(rank))
            yield str(_text(called))

    def each(self) -> Iterator[tuple[str, str, bytes]]:
        """Yield id, source file and packed article, in the order of ids."""
        asked = (
            "SELECT chosen.called, file, article FROM chosen JOIN packed ON chosen.id = packed.id"
            " JOIN compared ON chosen.id = compared.id ORDER BY rank"
        )
        for called, file, article in self._rows(asked):
            yield str(_text(called)), str(_text(file)), article

    def _rows(self, asked: str, *given: object) -> Iterator[tuple[Any, ...]]:
        with _room():
            yield from self._database.execute(asked, given)


@contextlib.contextmanager
def _room() -> Iterator[None]:
    """Say as the system does that there is no room for temporary files."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OSError(errno.ENOSPC, f"no room for the articles of this run among temporary files ({error})") from error


def _blob(value: str | None) -> bytes | None:
    # Not as text: names of files may hold what is no character, and bytes sort as characters do.
    return None if value is None else value.encode("utf-8", "surrogatepass")


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("utf-8", "surrogatepass")


def _natural(source_file: bytes) -> tuple[bytes, int]:
    name, _, number = source_file.rpartition(b"#")
    return (name, int(number)) if name and number.isdigit() and len(number) < _DIGITS else (source_file, 0)
