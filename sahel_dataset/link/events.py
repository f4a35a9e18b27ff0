"""Which mentions are one event: from the interim tables to groups, and the pairs behind them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from sahel_dataset.link.actorbook import ActorBook
from sahel_dataset.link.candidates import find_candidates
from sahel_dataset.link.cluster import Groups, cluster
from sahel_dataset.link.compare import APART, Comparison
from sahel_dataset.link.features import NEAR, WEEK, Features, read_features
from sahel_dataset.link.params import LinkParams
from sahel_dataset.link.sides import index_sides
from sahel_dataset.link.spread import Judge
from sahel_dataset.link.weights import read_weights
from sahel_dataset.link.words import counts_of, number_figures, number_tokens
from sahel_dataset.schema import table
from sahel_dataset.work import Workers

__all__ = ["LinkedMentions", "link_mentions"]

_REASONS = ("type", "time", "place", "sides", "figures", "words")


@dataclass(frozen=True, slots=True)
class LinkedMentions:
    """The mentions with their events, and the pairs that were judged.

    Attributes
    ----------
    event : pandas.Series
        By mention_id, the number of its event (the number of the event's first mention in order of keys).
    links : pandas.DataFrame
        Rows of ``event_links``.
    """

    event: pd.Series
    links: pd.DataFrame


def _passages(interim: Path, mention_ids: pd.Series) -> list[str]:
    """Return what each article says of each event: the passages that report it, joined."""
    reports = table("event_mention_reports").read(interim / "mentions" / "event_mention_reports.parquet")
    ordered = reports.sort_values(["mention_id", "start", "end"], kind="stable")
    columns = (ordered[name].tolist() for name in ("mention_id", "article_id", "start", "end"))
    of_article: dict[str, list[tuple[str, int, int]]] = {}
    for mention_id, article_id, start, end in zip(*columns, strict=True):
        of_article.setdefault(article_id, []).append((mention_id, start, end))
    gathered: dict[str, list[str]] = {}
    for some in table("texts").read_batches(interim / "texts.parquet", ("article_id", "text")):
        for article_id, text in zip(*(column.to_pylist() for column in some.columns), strict=True):
            for mention_id, start, end in of_article.pop(article_id, ()):
                gathered.setdefault(mention_id, []).append(text[start:end])
    if of_article:
        raise KeyError(f"{len(of_article)} articles with mentions have no text, such as {min(of_article)}")
    return [" ".join(gathered.get(mention_id, ())) for mention_id in mention_ids.tolist()]


def _said(values: pd.Series) -> list[str | None]:
    return [value if isinstance(value, str) else None for value in values.tolist()]


def link_mentions(
    interim: Path, params: LinkParams, book: ActorBook, places: pd.DataFrame, workers: Workers = None
) -> LinkedMentions:
    """Decide which event mentions of a collection are one event.

    Parameters
    ----------
    interim : Path
        Folder with articles.parquet, texts.parquet and mentions/.
    params : LinkParams
        Thresholds.
    book : ActorBook
        Who covers whom.
    places : pandas.DataFrame
        Places that are compared in a way of their own, as `sahel_dataset.link.knowledge.place_traits` returns them.
    workers : int or Cluster, optional
        Who compares.
    """
    weights = read_weights()
    folder = interim / "mentions"
    with duckdb.connect() as connection:
        frame = read_features(connection, interim, places, params, weights)
        i, j = find_candidates(connection, params, weights)
    ids = frame["mention_id"]
    sides = index_sides(ids, table("event_mention_actors").read(folder / "event_mention_actors.parquet"))
    words = number_tokens(_passages(interim, ids), frame["source"].tolist(), _said(frame["plain_name"]), weights)
    claims = table("claim_mentions").read(folder / "claim_mentions.parquet")
    features = Features(frame, sides.of_mention, *words, *number_figures(ids, counts_of(claims)))
    judge = Judge(features, sides, params, weights, book)
    vague = (features.column("time_level") > WEEK) | (features.column("geo_level") > NEAR)
    groups = cluster(len(features), i, j, partial(judge.compare_spread, workers=workers), vague, params)
    return LinkedMentions(pd.Series(groups.event, index=ids, name="event"), _links(groups, ids, params))


def _links(groups: Groups, ids: pd.Series, params: LinkParams) -> pd.DataFrame:
    """Return the pairs worth auditing: those put together, and those that nearly were."""
    comparison = groups.comparison
    score = comparison.score
    together = groups.event[groups.i] == groups.event[groups.j]
    chosen = together | (score >= params.near_miss_at)
    i, j, score, together = groups.i[chosen], groups.j[chosen], score[chosen], together[chosen]
    kept_apart = np.where(
        comparison.apart[chosen] > 0,
        np.array(APART, dtype=object)[comparison.apart[chosen]],
        np.where(score < params.merge_at, "score", "group"),
    )
    names = ids.to_numpy()
    links = pd.DataFrame({"mention_id": names[i], "other_mention_id": names[j], "score": score})
    for reason in _REASONS:
        links[f"{reason}_points"] = _column(comparison, reason)[chosen]
    links["decision"] = np.where(together, "merged", "near_miss")
    links["kept_apart_by"] = pd.Series(kept_apart, dtype=object).where(~together, None)
    return links.sort_values(["mention_id", "other_mention_id"], ignore_index=True)


def _column(comparison: Comparison, name: str) -> np.ndarray:
    column: np.ndarray = getattr(comparison, name)
    return column
