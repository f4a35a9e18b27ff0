"""From an id that was cited to the event it stands for now."""

from __future__ import annotations

from pathlib import Path

from sahel_dataset.link.ledger import IdRecord, Ledger, UnknownEventError
from sahel_dataset.paths import find_project
from sahel_dataset.schema import table

__all__ = ["UnknownEventError", "resolve"]


def resolve(event_id: str, processed: Path | None = None) -> str | None:
    """Return the id that stands for an event now.

    Parameters
    ----------
    event_id : str
        An id of this or any earlier release.
    processed : Path, optional
        Folder of the tables; the checkout's by default.

    Returns
    -------
    str or None
        The id itself where it is active, the one it was merged or split into, or None where the event was withdrawn.
        The table ``event_ids`` says why.

    Raises
    ------
    UnknownEventError
        If no event ever had the id.
    """
    folder = processed or find_project().processed
    frame = table("event_ids").read(folder / "event_ids.parquet")
    rows = frame.astype(object).where(frame.notna(), "").to_dict("records")
    records = (IdRecord(**{str(name): value for name, value in row.items()}) for row in rows)
    return Ledger({record.event_id: record for record in records}).resolve(event_id)
