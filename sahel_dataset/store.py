"""What was worked out before, kept by content, so that only what changed is worked out again.

A value is a function of its content, told by a key, and of the code and knowledge that made it, told by a fingerprint.

The store is one SQLite file. Every batch is a transaction: a run that is killed leaves all batches before, two runs at
once wait for one another. A store that is broken, full or may not be written costs time, never a result.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

__all__ = ["BATCH", "Store"]

BATCH = 32
"""Values that are written at a time; a killed run loses fewer."""

_PATIENCE_SECONDS = 60.0
_MOST_FINGERPRINTS = 6
_ROWS_ASKED_AT_ONCE = 500


class Store:
    """The store of a stage; used as a context, so that the last batch is written too.

    Parameters
    ----------
    path : Path or None
        The file, made if missing; None keeps nothing.
    what : str
        What is kept, in the plural, for the reader.

    Attributes
    ----------
    problem : str or None
        Why nothing is kept (any more), for the reader.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "squares.sqlite"
    >>> with Store(path, "squares") as store:
    ...     store.keep("by hand", b"3", b"9")
    >>> with Store(path, "squares") as store:
    ...     dict(store.find("by hand", [b"2", b"3"])), dict(store.find("by machine", [b"3"]))
    ({b'3': b'9'}, {})
    """

    def __init__(self, path: Path | None, what: str) -> None:
        self.problem: str | None = None
        self._what = what
        self._waiting: list[tuple[str, bytes, bytes]] = []
        self._database: sqlite3.Connection | None = None
        self._path = Path(path or "")
        if path is not None:
            self._open(self._path)

    def _open(self, path: Path) -> None:
        for _ in range(2):
            self.problem = None
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._database = sqlite3.connect(path, timeout=_PATIENCE_SECONDS)
                self._database.executescript(
                    "CREATE TABLE IF NOT EXISTS fingerprints (id INTEGER PRIMARY KEY, value TEXT UNIQUE NOT NULL);"
                    "CREATE TABLE IF NOT EXISTS kept (fingerprint INTEGER NOT NULL, key BLOB NOT NULL,"
                    " value BLOB NOT NULL, UNIQUE (fingerprint, key));"
                )
            except (OSError, sqlite3.Error) as error:
                self._give_up(error)
                if path.exists():
                    return
            else:
                return

    def _give_up(self, error: Exception) -> None:
        self.problem = f"{self._what} are not kept for the next run ({error})"
        self._waiting = []
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
            self._database = None
        # Locked, full, not to be written: nothing is wrong with what the store holds. Torn: begun anew.
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            with contextlib.suppress(OSError):
                self._path.unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._write()
        if self._database is not None:
            self._database.close()

    @property
    def is_open(self) -> bool:
        """Whether anything can be found or kept."""
        return self._database is not None

    def find(self, fingerprint: str, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """Yield those of the keys under which something is kept, with it."""
        self._write()
        for start in range(0, len(keys), _ROWS_ASKED_AT_ONCE):
            some = keys[start : start + _ROWS_ASKED_AT_ONCE]
            if self._database is None:
                return
            marks = ",".join("?" * len(some))
            try:
                rows = self._database.execute(
                    "SELECT key, kept.value FROM kept JOIN fingerprints ON fingerprint = id"
                    f" WHERE fingerprints.value = ? AND key IN ({marks})",
                    (fingerprint, *some),
                ).fetchall()
            except sqlite3.DatabaseError as error:
                self._give_up(error)
                return
            yield from rows

    def keep(self, fingerprint: str, key: bytes, value: bytes) -> None:
        """Keep a value; it is on disk once its batch is full or the context ends."""
        if self._database is None:
            return
        self._waiting.append((fingerprint, key, value))
        if len(self._waiting) >= BATCH:
            self._write()

    def _write(self) -> None:
        if self._database is None or not self._waiting:
            return
        try:
            with self._database as database:
                for value in sorted({value for value, *_ in self._waiting}):
                    database.execute("INSERT OR IGNORE INTO fingerprints (value) VALUES (?)", (value,))
                database.executemany(
                    "INSERT OR REPLACE INTO kept SELECT id, ?, ? FROM fingerprints WHERE value = ?",
                    [(key, data, value) for value, key, data in self._waiting],
                )
                self._forget(database)
        except sqlite3.Error as error:
            self._give_up(error)
        self._waiting = []

    def _forget(self, database: sqlite3.Connection) -> None:
        """Drop what was kept under all but the last fingerprints, so that the store does not grow for ever."""
        oldest = "SELECT id FROM fingerprints ORDER BY id DESC LIMIT -1 OFFSET ?"
        database.execute(f"DELETE FROM kept WHERE fingerprint IN ({oldest})", (_MOST_FINGERPRINTS,))
        database.execute(f"DELETE FROM fingerprints WHERE id IN ({oldest})", (_MOST_FINGERPRINTS,))
