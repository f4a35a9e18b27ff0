"""Extractions laid out as the tables of mentions, and these written as extractions come."""

from __future__ import annotations

import contextlib
import dataclasses
import heapq
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sahel_dataset.extract.mentions import Extraction
from sahel_dataset.schema import writing
from sahel_dataset.schema.parquet import Writer

__all__ = ["MentionTables", "rows", "writing_mentions"]

_BY_MENTION = ("event_mentions", "event_mention_reports", "event_mention_actors", "claim_mentions")
_BY_ARTICLE = ("local_actors",)
_AT_ONCE = 256


def _fields(item: Any, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    return {f.name: getattr(item, f.name) for f in dataclasses.fields(item) if f.name not in without}


def rows(extractions: Iterable[Extraction]) -> dict[str, list[dict[str, Any]]]:
    """Lay extractions out as rows of the tables of mentions, by table."""
    extractions = list(extractions)
    events = [e for x in extractions for e in x.events]
    return {
        "event_mentions": [_fields(e, without=("reports", "participants")) for e in events],
        "event_mention_reports": [
            {"mention_id": e.mention_id, "article_id": e.article_id, **_fields(r)} for e in events for r in e.reports
        ],
        "event_mention_actors": [
            {"mention_id": e.mention_id, "article_id": e.article_id, **_fields(p)}
            for e in events
            for p in e.participants
        ],
        "claim_mentions": [_fields(c) for x in extractions for c in x.claims],
        "local_actors": [{"article_id": x.article_id, **_fields(a)} for x in extractions for a in x.local_actors],
    }


class MentionTables:
    """What `writing_mentions` gives to write extractions with, in the order of their articles' ids.

    Tables are sorted by key, and a mention's key is its article's id with ``:`` and more after it: of ``gao``,
    ``gao-2`` and ``gao:e1`` the second comes first. Mentions are therefore held back for as long as there may be an
    article whose mentions come before them, which is one whose id begins with theirs.
    """

    def __init__(self, writers: Mapping[str, Writer]) -> None:
        self._writers = writers
        self._held: list[tuple[str, Extraction]] = []
        self._ready: dict[tuple[str, ...], list[Extraction]] = {_BY_MENTION: [], _BY_ARTICLE: []}

    def n_rows(self, name: str) -> int:
        """Return how many rows of a table were written."""
        return self._writers[name].n_rows

    def add(self, extraction: Extraction) -> None:
        """Write the extraction of the next article."""
        while self._held and self._held[0][0] + "\U0010ffff" < extraction.article_id:
            self._give(_BY_MENTION, heapq.heappop(self._held)[1])
        heapq.heappush(self._held, (f"{extraction.article_id}:", extraction))
        if extraction.local_actors:
            self._give(_BY_ARTICLE, extraction)

    def finish(self) -> None:
        """Write what was held back."""
        while self._held:
            self._give(_BY_MENTION, heapq.heappop(self._held)[1])
        for names in self._ready:
            self._put(names)

    def _give(self, names: tuple[str, ...], extraction: Extraction) -> None:
        self._ready[names].append(extraction)
        if len(self._ready[names]) >= _AT_ONCE:
            self._put(names)

    def _put(self, names: tuple[str, ...]) -> None:
        laid_out = rows(self._ready[names])
        self._ready[names] = []
        for name in names:
            self._writers[name].write(laid_out[name])


@contextlib.contextmanager
def writing_mentions(folder: Path) -> Iterator[MentionTables]:
    """Yield what writes the tables of mentions into a folder, each whole or not at all."""
    names = (*_BY_MENTION, *_BY_ARTICLE)
    with writing(folder, *names) as writers:
        tables = MentionTables(dict(zip(names, writers, strict=True)))
        yield tables
        tables.finish()
