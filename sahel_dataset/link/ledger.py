"""The ledger of event ids: which were ever given, what became of them, and by which mentions they are known.

Two CSV files in one folder under version control. ``event_ids.csv`` has a row for every id; ``event_mentions.csv``
has a row for every mention that ever belonged to one. No row is ever removed and no id is ever given twice:

- an event keeps its id as long as the group that holds its founding mention, or else most of its mentions, is there;
- a group that carries several ids keeps one, and the others are **merged** into it;
- an id whose mentions now belong to several events of other ids is **split**, and redirects to the one with most;
- a part that left an event gets an id of its own, and says which id it was **split from**;
- an id without any mention left is **withdrawn**; it comes back if its mentions do.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TypeVar

import pandas as pd

from sahel_dataset.files import whole_file
from sahel_dataset.link.mentionkeys import MentionKey, free_key, recognise
from sahel_dataset.link.mint import mint

__all__ = ["Group", "IdRecord", "Ledger", "UnknownEventError"]

IDS_FILE = "event_ids.csv"
MENTIONS_FILE = "event_mentions.csv"


class UnknownEventError(KeyError):
    """No event of this project ever had this id."""

    def __str__(self) -> str:
        return f"No event ever had the id {self.args[0]!r}."


@dataclass(frozen=True, slots=True)
class IdRecord:
    """One event id and what became of it; see the table ``event_ids``."""

    event_id: str
    status: str
    founding_mention: str
    redirect_to: str = ""
    reason: str = ""
    split_from: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One event of today: its mentions, the founding one first, and what an id of it would be made from."""

    mentions: tuple[MentionKey, ...]
    country: str | None = None
    first_day: pd.Timestamp | None = None
    date_precision: str = "unknown"
    place_name: str | None = None


@dataclass
class Ledger:
    """Every id, and the mentions they are known by.

    Examples
    --------
    >>> mention = MentionKey(
    ...     "m-1", text="t1", source="a.txt", event_type="armed_clash", day="", place="", start=0, end=9
    ... )
    >>> ledger = Ledger()
    >>> ledger.carry([Group((mention,), country="ML", place_name="Boulkessi")])
    ['ml-undated-boulkessi-2009']
    >>> ledger.carry([])
    []
    >>> ledger.ids["ml-undated-boulkessi-2009"].status
    'withdrawn'
    """

    ids: dict[str, IdRecord] = field(default_factory=dict)
    mentions: dict[str, tuple[MentionKey, str]] = field(default_factory=dict)

    def resolve(self, event_id: str) -> str | None:
        """Return the id that stands for `event_id` now, or None where the event was withdrawn.

        Raises
        ------
        UnknownEventError
            If no event ever had the id.
        """
        if event_id not in self.ids:
            raise UnknownEventError(event_id)
        last = self._last(event_id)
        return last if self.ids[last].status == "active" else None

    def _last(self, event_id: str) -> str:
        seen = {event_id}
        while redirect := self.ids[event_id].redirect_to:
            if redirect in seen:
                raise ValueError(f"The ledger's redirects go in a circle at {redirect}.")
            seen.add(redirect)
            event_id = redirect
        return event_id

    def carry(self, groups: Sequence[Group]) -> list[str]:
        """Give every event of today its id, and note what became of the others.

        Parameters
        ----------
        groups : sequence of Group
            Today's events, no mention in two of them.

        Returns
        -------
        list of str
            The id of each group.
        """
        today = [mention for group in groups for mention in group.mentions]
        lasting = recognise(today, (mention for mention, _ in self.mentions.values()))
        taken = set(self.mentions)
        for mention in today:
            if mention.key not in lasting:
                lasting[mention.key] = free_key(mention, taken)
                taken.add(lasting[mention.key])
        members = [[lasting[mention.key] for mention in group.mentions] for group in groups]
        shared = self._shared(members)
        given = self._keep(members, shared)
        founded = {record.founding_mention: record.event_id for record in self.ids.values()}
        taken = set(given.values())
        for number, group in enumerate(groups):
            if number not in given:
                founder = members[number][0]
                given[number] = self._revive(members[number], founded, taken) or self._mint(
                    group, founder, shared[number]
                )
                taken.add(given[number])
        for number, group in enumerate(groups):
            for mention, key in zip(group.mentions, members[number], strict=True):
                self.mentions[key] = (mention.with_key(key), given[number])
        sources = {mention.source for mention in today}
        self._retire(given, shared, sources)
        return [given[number] for number in range(len(groups))]

    def _shared(self, members: list[list[str]]) -> list[Counter[str]]:
        """Return, per group, how many of its mentions each id was known by."""
        return [Counter(self._last(self.mentions[key][1]) for key in keys if key in self.mentions) for keys in members]

    def _keep(self, members: list[list[str]], shared: list[Counter[str]]) -> dict[int, str]:
        claims = sorted(
            (
                self.ids[event_id].status != "active",
                self.ids[event_id].founding_mention not in members[number],
                -count,
                event_id,
                min(members[number]),
                number,
            )
            for number, counts in enumerate(shared)
            for event_id, count in counts.items()
        )
        given: dict[int, str] = {}
        taken: set[str] = set()
        for *_, event_id, _, number in claims:
            if number not in given and event_id not in taken:
                given[number] = event_id
                taken.add(event_id)
                self.ids[event_id] = replace(self.ids[event_id], status="active", redirect_to="", reason="")
        return given

    def _revive(self, keys: list[str], founded: dict[str, str], taken: set[str]) -> str | None:
        """Bring back the id of an event that was merged and now stands apart again."""
        for event_id in sorted(founded[key] for key in keys if key in founded):
            if event_id not in taken:
                self.ids[event_id] = replace(self.ids[event_id], status="active", redirect_to="", reason="")
                return event_id
        return None

    def _mint(self, group: Group, founder: str, shared: Counter[str]) -> str:
        event_id = mint(
            founder,
            country=group.country,
            first_day=group.first_day,
            date_precision=group.date_precision,
            place_name=group.place_name,
            taken=self.ids,
        )
        before = min(shared, key=lambda one: (-shared[one], one)) if shared else ""
        self.ids[event_id] = IdRecord(event_id, "active", founder, split_from=before)
        return event_id

    def _retire(self, given: dict[int, str], shared: list[Counter[str]], sources: set[str]) -> None:
        standing = set(given.values())
        heirs: dict[str, Counter[str]] = {}
        for number, counts in enumerate(shared):
            for event_id, count in counts.items():
                heirs.setdefault(event_id, Counter())[given[number]] += count
        of_event: dict[str, set[str]] = {}
        for mention, event_id in self.mentions.values():
            of_event.setdefault(event_id, set()).add(mention.source)
        for event_id, record in list(self.ids.items()):
            if record.status != "active" or event_id in standing:
                continue
            self.ids[event_id] = _retired(
                record, heirs.get(event_id, Counter()), gone=not (of_event.get(event_id, set()) & sources)
            )

    def frame(self) -> pd.DataFrame:
        """Return the ids as rows of ``event_ids``; in which releases they stand, each release notes itself."""
        names = [column.name for column in fields(IdRecord)]
        rows = [{name: getattr(record, name) or None for name in names} for _, record in sorted(self.ids.items())]
        return pd.DataFrame(rows, columns=[*names, "first_version", "last_version"])

    @classmethod
    def read(cls, folder: Path | None) -> Ledger:
        """Read the ledger of a folder; None, or a folder without one, gives an empty ledger.

        Raises
        ------
        ValueError
            If a row cannot be read, or a mention belongs to an id that is not there.
        """
        ledger = cls()
        if folder is None or not (folder / IDS_FILE).is_file():
            return ledger
        for row in _rows(folder / IDS_FILE, IdRecord):
            ledger.ids[row["event_id"]] = IdRecord(**row)
        for row in _rows(folder / MENTIONS_FILE, MentionKey, "event_id"):
            event_id = row.pop("event_id")
            if event_id not in ledger.ids:
                raise ValueError(f"{folder / MENTIONS_FILE}: event {event_id} is not in {IDS_FILE}.")
            start, end = int(row.pop("start")), int(row.pop("end"))
            mention = MentionKey(**row, start=start, end=end)
            ledger.mentions[mention.key] = (mention, event_id)
        return ledger

    def write(self, folder: Path) -> None:
        """Write the ledger to a folder, in bytes that depend on its content alone; equal files are left alone."""
        ids = (_values(record) for _, record in sorted(self.ids.items()))
        mentions = (
            [event_id, *_values(mention)]
            for mention, event_id in sorted(self.mentions.values(), key=lambda row: (row[1], row[0].key))
        )
        _write(folder / MENTIONS_FILE, ["event_id", *_names(MentionKey)], mentions)
        _write(folder / IDS_FILE, _names(IdRecord), ids)


def _retired(record: IdRecord, heirs: Counter[str], *, gone: bool) -> IdRecord:
    if not heirs:
        why = "No article of the collection tells of it any more." if gone else "Its articles no longer give it."
        return replace(record, status="withdrawn", reason=why)
    heir = min(heirs, key=lambda one: (-heirs[one], one))
    if len(heirs) == 1:
        return replace(record, status="merged", redirect_to=heir, reason=f"Found to be one event with {heir}.")
    among = ", ".join(sorted(heirs))
    return replace(record, status="split", redirect_to=heir, reason=f"Found to be several events: {among}.")


Record = TypeVar("Record", IdRecord, MentionKey)


def _names(kind: type) -> list[str]:
    return [column.name for column in fields(kind)]


def _values(record: IdRecord | MentionKey) -> list[object]:
    return [getattr(record, name) for name in _names(type(record))]


def _rows(path: Path, kind: type, *more: str) -> Iterable[dict[str, str]]:
    expected = {*_names(kind), *more}
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if set(reader.fieldnames or ()) != expected:
            raise ValueError(f"{path}: the columns are {reader.fieldnames}, expected are {sorted(expected)}.")
        yield from reader


def _write(path: Path, header: list[str], rows: Iterable[list[object]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    if path.is_file() and path.read_text(encoding="utf-8") == text.getvalue():
        return
    with whole_file(path) as draft:
        draft.write_text(text.getvalue(), encoding="utf-8", newline="")
