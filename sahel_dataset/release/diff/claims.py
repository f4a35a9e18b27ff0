"""What changed about claims: which came, which went, and which are read from other words than before."""

from __future__ import annotations

import pandas as pd

from sahel_dataset.release.diff.changes import Changes
from sahel_dataset.release.diff.reasons import Reason, Reasons
from sahel_dataset.release.diff.rows import compare_rows
from sahel_dataset.release.diff.snapshot import Snapshot

__all__ = ["compare_claims"]

_SAME = ("article_id", "claim_type", "measure")
_NONE = ""


def _replaced(old: pd.DataFrame, new: pd.DataFrame) -> dict[str, str]:
    """Return which claims that went are read from other words now, by the claim that came.

    A claim's key is made from its words. Of two claims of one kind whose quotes overlap in one article, the one is
    the other with another key; each has one counterpart, the one with most words in common.
    """
    columns = ["claim_id", "quote_start", "quote_end", *_SAME]
    pairs = old[columns].fillna({"measure": _NONE}).merge(new[columns].fillna({"measure": _NONE}), on=list(_SAME))
    shared = pairs[["quote_end_x", "quote_end_y"]].min(axis=1) - pairs[["quote_start_x", "quote_start_y"]].max(axis=1)
    pairs = pairs.assign(shared=shared)[shared > 0]
    pairs = pairs.sort_values(["shared", "claim_id_x", "claim_id_y"], ascending=[False, True, True])
    found: dict[str, str] = {}
    taken: set[str] = set()
    for before, after in zip(pairs["claim_id_x"], pairs["claim_id_y"], strict=True):
        if before not in found and after not in taken:
            found[before] = after
            taken.add(after)
    return found


def compare_claims(old: Snapshot, new: Snapshot, reasons: Reasons, changes: Changes, redirects: dict[str, str]) -> None:
    """Note what changed about claims.

    Parameters
    ----------
    old, new : Snapshot
        The two releases.
    reasons : Reasons
        Where reasons are found.
    changes : Changes
        Where changes are noted.
    redirects : dict of str to str
        Event ids that lead on to others, from `compare_events`.
    """
    before, after = old.frame("claims"), new.frame("claims")
    assert before is not None and after is not None
    found = compare_rows(before, after, ["claim_id"])
    went = before[before["claim_id"].isin(set(found.withdrawn))]
    came = after[after["claim_id"].isin(set(found.added))]
    replaced = _replaced(went, came)
    articles: dict[str, str] = {}
    for frame in (before, after):
        articles.update(zip(frame["claim_id"], frame["article_id"], strict=True))
    for claim in found.withdrawn:
        cause = reasons.of_article(articles[claim]) or reasons.of_rest()
        heir = replaced.get(claim)
        changes.row("claims", claim, "replaced" if heir else "withdrawn", cause, heir)
    for claim in sorted(set(found.added) - set(replaced.values())):
        changes.row("claims", claim, "added", reasons.of_article(articles[claim]) or reasons.of_rest())
    # What else is different about a replaced claim is told of the one that stands now.
    heirs = went.assign(claim_id=went["claim_id"].map(replaced)).dropna(subset=["claim_id"])
    rest = compare_rows(heirs, came[came["claim_id"].isin(set(heirs["claim_id"]))], ["claim_id"])
    recoded = pd.concat([found.recoded, rest.recoded], ignore_index=True)
    for claim, column, value, other in recoded.itertuples(index=False, name=None):
        changes.value("claims", claim, column, value, other, _why(reasons, redirects, articles, column, value, other))


def _why(
    reasons: Reasons,
    redirects: dict[str, str],
    articles: dict[str, str],
    column: str,
    old: str | None,
    new: str | None,
) -> Reason:
    if column == "event_id":
        if old in redirects:
            return Reason("id_change", f"{old} is {redirects[old]} now.")
        return (reasons.of_event(new) if new else None) or reasons.of_rest()
    if column == "superseded_by" and new:
        return reasons.of_article(articles.get(new, "")) or reasons.of_rest()
    return reasons.of_value(column, old, new)
