"""Two releases in, the table ``changes`` out."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from sahel_dataset.release.diff.changes import Changes
from sahel_dataset.release.diff.claims import compare_claims
from sahel_dataset.release.diff.events import compare_events
from sahel_dataset.release.diff.reasons import Reason, Reasons
from sahel_dataset.release.diff.rows import BAR, compare_rows
from sahel_dataset.release.diff.snapshot import Snapshot
from sahel_dataset.schema import table, table_names

__all__ = ["compare"]

#: Tables told of by other ones: roles and ids by events, texts by articles; pairs that linking looked at are its own
#: affair.
_TOLD_ELSEWHERE = frozenset({"events", "claims", "event_actors", "event_ids", "event_links", "texts", "changes"})
_FACTS = frozenset({"actors", "actor_names", "actor_relations", "places"})


def compare(old: Snapshot, new: Snapshot) -> pd.DataFrame:
    """Compare two releases by meaning.

    Parameters
    ----------
    old, new : Snapshot
        The earlier and the later release.

    Returns
    -------
    pandas.DataFrame
        The table ``changes``.
    """
    changes = Changes()
    reasons = Reasons(old, new)
    _columns(old, new, changes)
    redirects = compare_events(old, new, reasons, changes)
    compare_claims(old, new, reasons, changes, redirects)
    for name in new.names():
        if name not in _TOLD_ELSEWHERE and name in table_names():
            _rows(name, old, new, reasons, changes, redirects)
    return changes.frame()


def _types(content: pa.Table | None) -> dict[str, str]:
    """Return a table's columns with their types; how long texts may get in memory is no part of a type."""
    if content is None:
        return {}
    types = (str(kind).replace("large_", "").replace(" not null", "") for kind in content.schema.types)
    return dict(zip(content.schema.names, types, strict=True))


def _columns(old: Snapshot, new: Snapshot, changes: Changes) -> None:
    for name in dict.fromkeys((*old.names(), *new.names())):
        if name == "changes":
            # It is what comes of this, and is not there yet.
            continue
        before, after = old.arrow(name), new.arrow(name)
        was, now = _types(before), _types(after)
        for column in now.keys() - was.keys():
            changes.column(name, column, "column_added", None, now[column])
        for column in was.keys() - now.keys():
            changes.column(name, column, "column_removed", was[column], None)
        for column in was.keys() & now.keys():
            if was[column] != now[column]:
                changes.column(name, column, "column_retyped", was[column], now[column])
        deprecated = old.deprecated(name)
        for column, instead in new.deprecated(name).items():
            if column not in deprecated:
                changes.column(name, column, "column_deprecated", None, None, instead)


def _rows(
    name: str, old: Snapshot, new: Snapshot, reasons: Reasons, changes: Changes, redirects: dict[str, str]
) -> None:
    before, after = old.frame(name), new.frame(name)
    key = table(name).primary_key
    if before is None or after is None or not set(key) <= set(before.columns) & set(after.columns):
        return
    found = compare_rows(before, after, key)
    moved = {*redirects, *redirects.values()}

    def why(row: str) -> Reason:
        if name == "articles":
            return reasons.of_article(row) or reasons.of_rest()
        if name in _FACTS:
            return reasons.of_fact()
        # The first part of the other tables' keys is the event.
        event = row.partition(BAR)[0]
        return reasons.of_event(event) or (Reason("id_change") if event in moved else reasons.of_rest())

    # That texts speak of another actor or place, or no longer do, is no change of what is known of it.
    in_use = name in _FACTS
    for row in found.added:
        changes.row(name, row, "added", None if in_use else why(row))
    for row in found.withdrawn:
        changes.row(name, row, "withdrawn", None if in_use else why(row))
    for row, column, value, other in found.recoded.itertuples(index=False, name=None):
        changes.value(name, row, column, value, other, why(row))
