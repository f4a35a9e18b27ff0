"""The fields of a linked event, chosen from its mentions by stated rules.

Fields that only make sense together (the days and their precision; the place, its coordinates and their precision) are
taken together from one mention. Which one is settled in this order:

1. the best precision: a day before a month, a village before a region, a fact before a plan;
2. told as news before told as history;
3. what most independent sources give, where copies of one wire story are one source;
4. what was reported earliest;
5. what comes first in the calendar or the alphabet.

No step looks at the order of files or rows, so that shuffling the input changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sahel_dataset.link.actorbook import VAGUE_KINDS, ActorBook

__all__ = ["choose_actors", "choose_fields", "choose_reports"]

_RANKS = {
    "date_precision": ("day", "week", "month", "year", "unknown"),
    "geo_precision": ("exact", "near", "admin", "country", "unknown"),
    # What somebody tells as a fact is one, whoever denies it.
    "realis": ("actual", "denied", "planned", "threatened", "hypothetical"),
    "basis": ("reported", "claimed", "accused", "inferred"),
}
_TOGETHER: tuple[tuple[tuple[str, ...], str | None], ...] = (
    (("event_type",), None),
    (("date_start", "date_end", "date_precision"), "date_precision"),
    (
        ("place_id", "place_name", "country", "admin1", "latitude", "longitude", "geo_precision"),
        "geo_precision",
    ),
    (("realis",), "realis"),
)


def _rank(values: pd.Series, column: str) -> pd.Series:
    return values.map({term: n for n, term in enumerate(_RANKS[column])}).astype("int64")


def _chosen(members: pd.DataFrame, columns: Sequence[str], precision: str | None) -> pd.DataFrame:
    keys = ["event", *columns]
    offers = members.groupby(keys, dropna=False, sort=False, as_index=False).agg(
        _history=("is_background", "all"), _sources=("source", "nunique"), _earliest=("published_on", "min")
    )
    offers["_rank"] = _rank(offers[precision], precision) if precision else 0
    offers["_sources"] = -offers["_sources"]
    order = ["event", "_rank", "_history", "_sources", "_earliest", *columns]
    best = offers.sort_values(order, kind="stable", na_position="last").drop_duplicates("event")
    return best.set_index("event")[list(columns)]


def choose_fields(members: pd.DataFrame) -> pd.DataFrame:
    """Return one row per event with the columns of ``events``, without id and summary.

    Parameters
    ----------
    members : pandas.DataFrame
        One row per mention: the columns of ``event_mentions``, `event` (the number of its event), `source` (its wire
        group, or its article where it is no copy) and `published_on`.

    Returns
    -------
    pandas.DataFrame
        Indexed by `event`.
    """
    chosen = pd.concat([_chosen(members, columns, precision) for columns, precision in _TOGETHER], axis=1)
    over_all = members.groupby("event").agg(
        civilians_targeted=("civilians_targeted", "any"),
        is_background=("is_background", "all"),
        n_articles=("article_id", "nunique"),
        n_independent_sources=("source", "nunique"),
        first_reported_on=("published_on", "min"),
    )
    return chosen.join(over_all).sort_index()


def choose_actors(members: pd.DataFrame, actors: pd.DataFrame, book: ActorBook) -> pd.DataFrame:
    """Return who takes part in each event, in which role.

    Every actor that some article names in a role is kept, on the best word that anybody has for it. A description
    ("gunmen") is left out where another article names somebody in the same role whom it may describe.

    Parameters
    ----------
    members : pandas.DataFrame
        Columns mention_id, event, source.
    actors : pandas.DataFrame
        ``event_mention_actors``.
    book : ActorBook
        Who covers whom.
    """
    told = actors.drop(columns="article_id", errors="ignore").merge(
        members[["mention_id", "event", "source"]], on="mention_id"
    )
    keys = ["event", "actor_id", "role"]
    if told.empty:
        return pd.DataFrame(columns=[*keys, "basis", "likely_actor_id"])
    told = told.assign(_rank=_rank(told["basis"], "basis"))
    parts = (
        told.sort_values([*keys, "_rank"], kind="stable").drop_duplicates(keys).set_index(keys)[["basis"]].sort_index()
    )
    likely = told.dropna(subset=["likely_actor_id"])
    likely = likely.groupby([*keys, "likely_actor_id"], as_index=False).agg(sources=("source", "nunique"))
    likely = likely.sort_values([*keys, "sources", "likely_actor_id"], ascending=[True, True, True, False, True])
    parts = parts.join(likely.drop_duplicates(keys).set_index(keys)["likely_actor_id"]).reset_index()
    named = parts[~parts["actor_id"].isin(VAGUE_KINDS)].groupby(["event", "role"])["actor_id"].agg(frozenset).to_dict()
    redundant = [
        actor in VAGUE_KINDS and any(book.covers(actor, other) for other in named.get((event, role), ()))
        for event, actor, role in zip(parts["event"], parts["actor_id"], parts["role"], strict=True)
    ]
    return parts[[not flag for flag in redundant]].reset_index(drop=True)


def choose_reports(members: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """Return every passage on each event; one that two mentions share is kept once, with the first trigger."""
    told = reports.merge(members[["mention_id", "event"]], on="mention_id").drop(columns="mention_id")
    keys = ["event", "article_id", "start", "end"]
    return told.sort_values([*keys, "trigger"], kind="stable").drop_duplicates(keys, ignore_index=True)
