"""From an id that was cited to the event it stands for now."""

from __future__ import annotations

from pathlib import Path

from sahel_dataset.link.ledger import IdRecord, Ledger, UnknownEventError
from sahel_dataset.load import load

__all__ = ["UnknownEventError", "resolve"]


def resolve(event_id: str, root: str | Path | None = None, *, version: str | None = None) -> str | None:
    """Return the id that stands for an event now.

    Parameters
    ----------
    event_id : str
        An id of this or any earlier release.
    root, version
        Whose present is meant, as for `sahel_dataset.load`: by default that of the checkout that the current folder is
        in, and outside a checkout that of the release that the package carries.

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
    frame = load("event_ids", root=root, version=version, warn=False)
    columns = ["event_id", "status", "founding_mention", "redirect_to", "reason"]
    told = frame[columns].astype(object).where(frame[columns].notna(), "")
    records = (IdRecord(*row) for row in told.itertuples(index=False))
    return Ledger({record.event_id: record for record in records}).resolve(event_id)
