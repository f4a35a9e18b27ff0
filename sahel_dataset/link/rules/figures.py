"""The figures that rules work on: which tolls count at all, on whose word, and about whose losses.

A claim gives a figure where it is a toll with a number on an event. Left out for every rule are

- **superseded** figures: the claimant has since given another (`superseded_by`);
- **denied** figures: what a claimant denies or disputes is not its own count. A denial that anybody died, with a count
  of nought, is one;
- **hypothetical** figures: tolls of events that are planned, threatened or supposed, where `events` tells so;
- **parts** ("including three children"), which the total holds already (see `parts`).

Three things are said of each figure. `is_party`: its claimant belongs to a side of the event; armed groups and armies
always do, a government does where its state's forces began, were aimed at or were hurt. `losses`: ``own`` where the
claimant counts its own side's people, ``enemy`` where a party counts armed people of others, else ``others``. `camp`:
the claimant's side, on which all bodies of one state stand together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from sahel_dataset.link.actorbook import ActorBook
from sahel_dataset.link.parts import mark_parts

__all__ = ["figures_of", "statements"]

_NOT_ITS_OWN = ("denies", "disputes", "declines_to_say")
_NOT_ACTUAL = ("planned", "threatened", "hypothetical")
_FORCES = ("armed_group", "military")
_COMBATANTS = ("soldiers", "police", "fighters", "mercenaries", "peacekeepers")
_STATE_FORCES = ("soldiers", "police")
_SIDES = ("initiator", "target", "victim", "supporter")
_UNSAID = "people"


def figures_of(
    claims: pd.DataFrame,
    book: ActorBook,
    events: pd.DataFrame | None = None,
    event_actors: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return one row per figure that counts.

    Parameters
    ----------
    claims : pandas.DataFrame
        The table ``claims``, or rows of it.
    book : ActorBook
        Kinds and sides of actors.
    events : pandas.DataFrame, optional
        The table ``events``; without it every event is taken for actual.
    event_actors : pandas.DataFrame, optional
        The table ``event_actors``; without it the sides of an event are those that its claims name.

    Returns
    -------
    pandas.DataFrame
        The columns of `claims`, and low, figure, high, is_party, losses, camp, told_on and claim_ids.
    """
    figures = claims[(claims["claim_type"] == "toll") & claims["event_id"].notna() & claims["measure"].notna()].copy()
    figures["low"] = figures["quantity_low"].astype("Float64")
    figures["high"] = figures["quantity_high"].astype("Float64")
    figures["figure"] = figures["low"].fillna(figures["high"])
    denial_of_any = (figures["stance"] == "denies") & (figures["high"].fillna(-1) == 0)
    counts = figures["figure"].notna() & (~figures["stance"].isin(_NOT_ITS_OWN) | denial_of_any)
    if "superseded_by" in figures:
        counts &= figures["superseded_by"].isna()
    if events is not None:
        unreal = events.loc[events["realis"].isin(_NOT_ACTUAL), "event_id"]
        counts &= ~figures["event_id"].isin(unreal)
    figures = figures[counts]
    figures = figures[~mark_parts(figures)]
    figures = figures.sort_values(["event_id", "claim_id"], kind="stable", ignore_index=True)
    figures["told_on"] = pd.to_datetime(figures["asserted_on"])
    figures["camp"] = [
        book.camp(claimant) if isinstance(claimant, str) else f"{kind}:{'' if pd.isna(text) else text}"
        for claimant, kind, text in zip(
            figures["claimant_id"].tolist(),
            figures["claimant_kind"].tolist(),
            figures["claimant_text"].tolist(),
            strict=True,
        )
    ]
    figures["is_party"] = _is_party(figures, claims, book, event_actors)
    figures["losses"] = _losses(figures, book)
    figures["claim_ids"] = [(claim,) for claim in figures["claim_id"]]
    return figures


def _is_party(
    figures: pd.DataFrame, claims: pd.DataFrame, book: ActorBook, event_actors: pd.DataFrame | None
) -> np.ndarray:
    if event_actors is None:
        named = [
            claims[["event_id", column]].set_axis(["event_id", "actor_id"], axis=1).dropna()
            for column in ("victim_actor_id", "perpetrator_actor_id")
        ]
        sides = pd.concat(named)
    else:
        sides = event_actors.loc[event_actors["role"].isin(_SIDES), ["event_id", "actor_id"]]
    camps = {
        (event, book.camp(actor))
        for event, actor in zip(sides["event_id"].tolist(), sides["actor_id"].tolist(), strict=True)
    }
    force = figures["claimant_kind"].isin(_FORCES)
    of_state = (figures["claimant_kind"] == "government") & figures["victim_class"].isin(_STATE_FORCES)
    member = [
        (event, camp) in camps
        for event, camp in zip(figures["event_id"].tolist(), figures["camp"].tolist(), strict=True)
    ]
    return (force | of_state | np.array(member, dtype=bool)).to_numpy(dtype=bool)


def _losses(figures: pd.DataFrame, book: ActorBook) -> np.ndarray:
    victims = figures["victim_actor_id"]
    same_camp = np.array(
        [
            isinstance(actor, str) and book.camp(actor) == camp
            for actor, camp in zip(victims, figures["camp"], strict=True)
        ],
        dtype=bool,
    )
    state = figures["claimant_kind"].isin(("military", "government"))
    own_by_class = (victims.isna() & state & figures["victim_class"].isin(_STATE_FORCES)).to_numpy(dtype=bool)
    armed = np.array(
        [isinstance(actor, str) and book.kind(actor) not in (None, "civilians") for actor in victims], dtype=bool
    )
    combatants = figures["victim_class"].isin(_COMBATANTS).to_numpy(dtype=bool) | armed
    own = same_camp | own_by_class
    enemy = ~own & combatants & figures["is_party"].to_numpy(dtype=bool)
    return np.where(own, "own", np.where(enemy, "enemy", "others"))


def statements(figures: pd.DataFrame) -> pd.DataFrame:
    """Return what each claimant, in each article, says of the toll over all classes of victims.

    A claimant's own total ("fifty people") is taken where it is no smaller than the sum of its figures for different
    classes and sides (84 mercenaries, 47 soldiers, 9 of its own); otherwise the sum is. Figures of different claimants
    are never added: they may count the same dead under different names.

    Parameters
    ----------
    figures : pandas.DataFrame
        As `figures_of` returns them.
    """
    who = ["event_id", "measure", "article_id", "camp"]
    several = figures.duplicated(who, keep=False)
    told = figures[several].reset_index(drop=True)
    # Plain rows: a collection has as many groups as articles, and a frame for each costs a hundred times more.
    groups: dict[tuple[str, ...], list[_Figure]] = {}
    columns = ("victim_class", "victim_actor_id", "low", "figure", "high", "claim_id", "claim_ids")
    keys = zip(*(told[name].tolist() for name in who), strict=True)
    for at, (key, *values) in enumerate(zip(keys, *(_plain(told[name]) for name in columns), strict=True)):
        groups.setdefault(key, []).append(_Figure(at, *values))
    stated = [_statement(groups[key]) for key in sorted(groups)]
    first = told.iloc[[one.at for one in stated]]
    lows, highs = [one.low for one in stated], [one.high for one in stated]
    stated_as: dict[str, list[Any]] = {
        "low": lows,
        "figure": [one.figure for one in stated],
        "high": highs,
        "quantity_low": lows,
        "quantity_high": highs,
        "claim_ids": [one.claim_ids for one in stated],
    }
    joined = first.assign(victim_actor_id=None, **stated_as).astype(figures.dtypes.to_dict())
    return pd.concat([figures[~several], joined], ignore_index=True).assign(victim_class="any")


@dataclass(frozen=True, slots=True)
class _Figure:
    """One figure in plain values; None is what is not said."""

    at: int
    victim_class: str | None
    victim_actor_id: str | None
    low: float | None
    figure: float
    high: float | None
    claim_id: str
    claim_ids: tuple[str, ...]


def _plain(column: pd.Series) -> list[Any]:
    return column.astype(object).where(column.notna(), None).tolist()


def _statement(group: list[_Figure]) -> _Figure:
    """Return the first figure of a claimant in an article with the toll that all of them come to."""
    largest: dict[str, _Figure] = {}
    for one in group:
        of_class = f"{one.victim_class or ''}/{one.victim_actor_id or ''}"
        before = largest.get(of_class)
        if before is None or (one.figure, one.claim_id) >= (before.figure, before.claim_id):
            largest[of_class] = one
    total = largest.pop(f"{_UNSAID}/", None)
    parts = list(largest.values())
    whole = total is not None and (not parts or total.figure >= sum(one.figure for one in parts))
    chosen = [total] if total is not None and whole else parts
    return replace(
        group[0],
        low=_sum([one.low for one in chosen]),
        figure=sum(one.figure for one in chosen),
        high=_sum([one.high for one in chosen]),
        claim_ids=tuple(sorted(claim for one in group for claim in one.claim_ids)),
    )


def _sum(values: list[float | None]) -> float | None:
    """Return the sum, or None where one of the values is open."""
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None
