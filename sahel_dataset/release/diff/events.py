"""What changed about events: their ids, their fields, and who takes part in them."""

from __future__ import annotations

import pandas as pd

from sahel_dataset.release.diff.changes import Changes
from sahel_dataset.release.diff.reasons import Reason, Reasons
from sahel_dataset.release.diff.rows import compare_rows
from sahel_dataset.release.diff.snapshot import Snapshot

__all__ = ["compare_events"]

# A sentence made from the other fields says nothing of its own.
_DERIVED = ("summary",)
_ROLES = ("initiator", "target", "victim", "supporter", "mediator")


def _with_roles(release: Snapshot) -> pd.DataFrame:
    """Return the events with a column per role, which names its actors."""
    events, parts = release.frame("events"), release.frame("event_actors")
    assert events is not None
    if parts is None:
        return events
    wide = parts.sort_values(["event_id", "role", "actor_id"]).groupby(["event_id", "role"])["actor_id"].agg("; ".join)
    for role in _ROLES:
        found = wide.xs(role, level="role") if role in wide.index.get_level_values("role") else pd.Series(dtype=object)
        events[role] = events["event_id"].map(found).astype(object)
    return events


def _ledger(release: Snapshot) -> dict[str, dict[str, str | None]]:
    frame = release.frame("event_ids")
    if frame is None:
        return {}
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return {row["event_id"]: {str(key): value for key, value in row.items()} for row in rows}


def _end(ledger: dict[str, dict[str, str | None]], event: str) -> str | None:
    """Return the id that stands for an event at the end of its redirects."""
    seen = {event}
    while following := (ledger.get(event) or {}).get("redirect_to"):
        if following in seen:
            break
        seen.add(following)
        event = following
    return event


def compare_events(old: Snapshot, new: Snapshot, reasons: Reasons, changes: Changes) -> dict[str, str]:
    """Note what changed about events.

    Parameters
    ----------
    old, new : Snapshot
        The two releases.
    reasons : Reasons
        Where reasons are found.
    changes : Changes
        Where changes are noted.

    Returns
    -------
    dict of str to str
        The ids that no longer stand and lead on, with where they lead.
    """
    before, after = _with_roles(old), _with_roles(new)
    found = compare_rows(before, after, ["event_id"], ignore=_DERIVED)
    ledger, was = _ledger(new), _ledger(old)
    redirects: dict[str, str] = {}
    for event in found.withdrawn:
        record = ledger.get(event, {})
        kind, words = record.get("status"), record.get("reason")
        if kind in {"merged", "split"}:
            last = _end(ledger, event)
            assert last is not None
            redirects[event] = last
            cause = reasons.of_event(last) or reasons.of_event(event) or reasons.of_rest()
            changes.row("events", event, kind, Reason(cause.kind, words), last)
        else:
            cause = reasons.of_event(event) or reasons.of_rest()
            changes.row("events", event, "withdrawn", Reason(cause.kind, words or cause.words))
    for event in found.added:
        cause = reasons.of_event(event) or reasons.of_rest()
        if was.get(event, {}).get("status") in {"merged", "split", "withdrawn"}:
            changes.row("events", event, "returned", cause)
            continue
        origin = ledger.get(event, {}).get("split_from")
        words = f"Stood apart from {origin}." if origin else cause.words
        changes.row("events", event, "added", Reason("id_change" if origin else cause.kind, words))
    moved = set(redirects.values()) | {ledger.get(event, {}).get("split_from") for event in found.added}
    places = dict(zip(before["event_id"], before["place_id"], strict=True))
    for event, column, value, other in found.recoded.itertuples(index=False, name=None):
        in_articles = reasons.of_event(event) or (Reason("id_change") if event in moved else None)
        why = in_articles or reasons.of_value(column, value, other, place=places.get(event))
        changes.value("events", event, column, value, other, why)
    return redirects
