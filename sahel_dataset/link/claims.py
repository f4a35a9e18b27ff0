"""The claims of linked events: their keys, their events, and which figure a claimant has since revised."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd

from sahel_dataset.link.parts import mark_parts

__all__ = ["claim_ids", "make_claims", "superseding"]

_IDENTITY = (
    "quote_start",
    "quote_end",
    "claimant_id",
    "claimant_kind",
    "stance",
    "claim_type",
    "measure",
    "quantity_low",
    "quantity_high",
    "victim_class",
    "victim_actor_id",
    "perpetrator_actor_id",
)
_UNSAID = "people"


def claim_ids(claims: pd.DataFrame, text_sha256: pd.Series) -> list[str]:
    """Return a key for each claim, made from its article's text and its own fields.

    The key stays as long as the article and the reading of these words stay, whatever else the extractor finds. Claims
    that are equal in every field are numbered in the order of their keys as mentions.

    Parameters
    ----------
    claims : pandas.DataFrame
        ``claim_mentions``, sorted by claim_mention_id.
    text_sha256 : pandas.Series
        Digest of each claim's article.
    """
    taken: dict[str, int] = {}
    keys = []
    # As lists: a column of strings gives them up one by one ten times as slowly.
    for digest, *values in zip(text_sha256.tolist(), *(claims[name].tolist() for name in _IDENTITY), strict=True):
        words = [digest, *("" if pd.isna(value) else str(value) for value in values)]
        key = "c-" + hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:14]
        taken[key] = taken.get(key, 0) + 1
        keys.append(key if taken[key] == 1 else f"{key}-{taken[key]}")
    return keys


def superseding(claims: pd.DataFrame) -> pd.Series:
    """Return, per claim, the key of the later claim in which its claimant revised the figure, or None.

    Only tolls about one event, by one named claimant, under one measure and about the same victims are compared, and
    only totals: a part ("including three children") revises nothing. In the order of the days on which they were
    asserted (of publication, where that is not told), a total that differs from the one before supersedes it. Within
    one article and day only a claim that calls itself a revision does. A later article that tells an old figure again
    does not bring it back: it is superseded too.

    Parameters
    ----------
    claims : pandas.DataFrame
        Columns of ``claims`` and `published_on`.
    """
    result = pd.Series([None] * len(claims), index=claims.index, dtype=object)
    tolls = claims[
        (claims["claim_type"] == "toll")
        & claims["event_id"].notna()
        & claims["claimant_id"].notna()
        & claims["quantity_low"].fillna(claims["quantity_high"]).notna()
        & ~claims["stance"].isin(["denies", "disputes", "declines_to_say"])
    ]
    tolls = tolls[~mark_parts(tolls)]
    ordered = sorted(
        (
            _Total(
                index=row["index"],
                claim_id=row["claim_id"],
                thread=(row["event_id"], row["claimant_id"], row["measure"], _said(row["victim_actor_id"])),
                victim_class=_said(row["victim_class"]),
                figure=(_said(row["quantity_low"]), _said(row["quantity_high"])),
                day=_day(row["asserted_on"], row["published_on"]),
                revises=row["stance"] == "revises",
                place=(row["article_id"], row["quote_start"]),
            )
            for row in tolls.rename_axis("index").reset_index().to_dict("records")
        ),
        key=lambda total: (total.thread, total.day or dt.date.max, total.revises, total.place, total.claim_id),
    )
    for _, thread in groupby(ordered, key=lambda total: total.thread):
        for index, successor in _settle(list(thread)).items():
            result.loc[index] = successor
    return result


@dataclass(frozen=True, slots=True)
class _Total:
    """One total of one claimant, with what decides whether it replaces another."""

    index: Any
    claim_id: str
    thread: tuple[str, str, str, str]
    victim_class: str
    figure: tuple[str, str]
    day: dt.date | None
    revises: bool
    place: tuple[str, int]

    def replaces(self, old: _Total) -> bool:
        """Tell whether this total, met after `old`, stands in its place."""
        unsaid = _UNSAID in (self.victim_class, old.victim_class)
        if self.victim_class != old.victim_class and not (unsaid and self.revises):
            return False
        later = self.day is not None and old.day is not None and old.day < self.day
        return self.figure != old.figure and (self.revises or later)


def _said(value: Any) -> str:
    if pd.isna(value):
        return ""
    return str(int(value)) if isinstance(value, int | float | np.number) else str(value)


def _day(asserted_on: Any, published_on: Any) -> dt.date | None:
    for value in (asserted_on, published_on):
        if pd.notna(value):
            return pd.Timestamp(value).date()
    return None


def _settle(thread: list[_Total]) -> dict[Any, str]:
    """Walk one claimant's totals in order of time and note which later one replaced each."""
    successor: dict[Any, str] = {}
    standing: list[_Total] = []
    outdated: dict[tuple[str, tuple[str, str]], str] = {}
    for total in thread:
        told = (total.victim_class, total.figure)
        if told in outdated and not total.revises:
            successor[total.index] = outdated[told]
            continue
        for old in [old for old in standing if total.replaces(old)]:
            successor[old.index] = outdated[old.victim_class, old.figure] = total.claim_id
            standing.remove(old)
        standing.append(total)
    return successor


def make_claims(claim_mentions: pd.DataFrame, articles: pd.DataFrame, event_of: dict[str, str]) -> pd.DataFrame:
    """Return the rows of ``claims``.

    Parameters
    ----------
    claim_mentions : pandas.DataFrame
        The claims as the articles carry them.
    articles : pandas.DataFrame
        For dates and digests of texts.
    event_of : dict of str to str
        Event id of each event mention. A claim without a mention, about several events or none, gets no event.
    """
    ordered = claim_mentions.sort_values("claim_mention_id", ignore_index=True)
    of_article = articles.set_index("article_id")
    claims = ordered.assign(
        claim_id=claim_ids(ordered, ordered["article_id"].map(of_article["text_sha256"])),
        event_id=ordered["mention_id"].map(event_of),
        published_on=ordered["article_id"].map(of_article["published_on"]),
    )
    claims["superseded_by"] = superseding(claims)
    return claims.drop(columns=["claim_mention_id", "mention_id", "published_on"])
