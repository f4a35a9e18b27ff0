"""Tolls by rule, and where the claimants differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from sahel_dataset.link.actorbook import ActorBook
from sahel_dataset.link.knowledge import listed_actors
from sahel_dataset.link.rules import RULES, Rule
from sahel_dataset.link.rules.figures import figures_of, statements
from sahel_dataset.link.rules.rule import rule_of

__all__ = ["disagreement", "estimate"]

_CELL = ["event_id", "measure", "victim_class"]
_COLUMNS = ["event_id", "rule", "measure", "victim_class", "low", "best", "high", "n_claims", "claim_ids"]


def estimate(
    claims: pd.DataFrame,
    rule: str | Rule | Callable[[pd.DataFrame], Any],
    *,
    events: pd.DataFrame | None = None,
    event_actors: pd.DataFrame | None = None,
    book: ActorBook | None = None,
) -> pd.DataFrame:
    r"""Compute the toll of each event under one rule.

    Parameters
    ----------
    claims : pandas.DataFrame
        The table ``claims``, or rows of it.
    rule : str or callable
        A name (``lowest``, ``highest``, ``acled``, ``ucdp``, ``independent``, ``own_losses``), or a function of your
        own. It is given the claims on one event, measure and class of victims, as a frame with the columns of
        ``claims`` and three more (`figure`: the number, the low end of a range; `is_party`: whether the claimant
        is a side of the event; `losses`: ``own``, ``enemy`` or ``others``), and returns low, best and high; None leaves
        the row out. For the class ``any`` the rows are the claimants' totals over all classes.
    events, event_actors : pandas.DataFrame, optional
        The tables of that name. With them tolls of planned, threatened and supposed events are left out, and the sides
        of an event are known from all reports and not only from its claims.
    book : ActorBook, optional
        What is known of actors; by default the project's own list.

    Returns
    -------
    pandas.DataFrame
        The table ``estimates`` for this rule.

    Raises
    ------
    ValueError
        If there is no rule of that name.

    Examples
    --------
    >>> claims = pd.DataFrame(
    ...     {
    ...         "claim_id": ["c1", "c2"], "event_id": "e1", "article_id": ["a1", "a2"], "claimant_id": None,
    ...         "claimant_kind": ["medical_source", "witness"], "claimant_text": ["a doctor", "residents"],
    ...         "stance": "asserts", "claim_type": "toll", "measure": "killed", "victim_class": "civilians",
    ...         "victim_actor_id": None, "perpetrator_actor_id": None, "quantity_low": [15, 24],
    ...         "quantity_high": [15, 99], "quantity_text": ["15", "dozens"], "asserted_on": pd.NaT,
    ...         "quote": ["15 dead", "dozens were killed"], "quote_start": 0, "quote_end": [7, 18],
    ...     }
    ... )
    >>> estimate(claims, "acled")[["victim_class", "low", "best", "high"]].to_string(index=False)
    'victim_class  low  best  high\n         any   12    12    12\n   civilians   12    12    12'
    >>> mine = estimate(claims, lambda c: (c.figure.min(), c.figure.max(), c.quantity_high.max()))
    >>> mine["best"].tolist()
    [24, 24]
    """
    book = book or listed_actors().book
    return _settled(figures_of(claims, book, events, event_actors), _rule(rule))


def estimates_under(
    claims: pd.DataFrame, rules: Iterable[str], *, events: pd.DataFrame, event_actors: pd.DataFrame, book: ActorBook
) -> pd.DataFrame:
    """Compute the table ``estimates`` under several rules at once."""
    figures = figures_of(claims, book, events, event_actors)
    return pd.concat([_settled(figures, _rule(name)) for name in rules], ignore_index=True)


def _rule(rule: str | Rule | Callable[[pd.DataFrame], Any]) -> Rule:
    if isinstance(rule, Rule):
        return rule
    if callable(rule):
        return rule_of(getattr(rule, "__name__", "own").strip("<>"), rule)
    if rule not in RULES:
        raise ValueError(f"There is no rule '{rule}'; there are {', '.join(RULES)}. A function does as well.")
    return RULES[rule]


def _settled(figures: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    chosen = rule.select(figures)
    if chosen.empty:
        return _typed(pd.DataFrame(columns=_COLUMNS))
    by_class = chosen[chosen["victim_class"].notna()]
    rows = pd.concat([by_class, statements(chosen)], ignore_index=True)
    rows["cell"] = rows.groupby(_CELL, sort=True).ngroup()
    cells = rows.drop_duplicates("cell").set_index("cell")[_CELL]
    used: dict[int, set[str]] = {}
    for cell, claims in zip(rows["cell"], rows["claim_ids"], strict=True):
        used.setdefault(cell, set()).update(claims)
    cells["claim_ids"] = [sorted(used[cell]) for cell in cells.index]
    cells["n_claims"] = cells["claim_ids"].map(len)
    settled = rule.settle(rows)
    return _typed(cells.join(settled, how="inner").assign(rule=rule.name)[_COLUMNS])


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    numbers = dict.fromkeys(("low", "best", "high", "n_claims"), "Int64")
    for name in ("low", "best", "high"):
        frame[name] = pd.to_numeric(frame[name]).astype("Float64").round()
    return frame.astype(numbers).sort_values(["event_id", "rule", "measure", "victim_class"], ignore_index=True)


def disagreement(
    claims: pd.DataFrame,
    *,
    events: pd.DataFrame | None = None,
    event_actors: pd.DataFrame | None = None,
    book: ActorBook | None = None,
) -> pd.DataFrame:
    """Show how far the claimants on each event are apart, and who stands at each end.

    Parameters
    ----------
    claims, events, event_actors, book
        As for `estimate`.

    Returns
    -------
    pandas.DataFrame
        Per event, measure and class of victims (``any`` for vehicles and aircraft): the number of figures and of
        claimants, the lowest and highest figure with the claimants that give them, the spread between them, the largest
        figure that a party gives for its enemy and that a party admits of its own, and the ratio of the two (empty
        where either is missing or the admission is nought). Because the two are of one class, it sets what the rebels
        say of dead soldiers against what the army says of dead soldiers.
    """
    book = book or listed_actors().book
    figures = figures_of(claims, book, events, event_actors)
    figures = figures.assign(
        victim_class=figures["victim_class"].fillna("any"),
        claimant=figures["claimant_id"].fillna(figures["claimant_kind"]),
        enemy=figures["figure"].where(figures["losses"] == "enemy"),
        own=figures["figure"].where(figures["losses"] == "own"),
    )
    cells = figures.groupby(_CELL)
    view = cells.agg(
        n_claims=("claim_id", "size"),
        n_claimants=("claimant", "nunique"),
        lowest=("figure", "min"),
        highest=("figure", "max"),
        enemy_losses_claimed=("enemy", "max"),
        own_losses_admitted=("own", "max"),
    )
    for end in ("lowest", "highest"):
        at_end = figures[figures["figure"] == cells["figure"].transform("min" if end == "lowest" else "max")]
        view[f"{end}_claimants"] = at_end.groupby(_CELL)["claimant"].agg(lambda names: sorted(set(names)))
    view["spread"] = view["highest"] - view["lowest"]
    admitted = view["own_losses_admitted"].where(view["own_losses_admitted"] > 0)
    view["enemy_to_own_ratio"] = view["enemy_losses_claimed"] / admitted
    order = ["n_claims", "n_claimants", "lowest", "lowest_claimants", "highest", "highest_claimants", "spread"]
    whole = ["n_claims", "n_claimants", "lowest", "highest", "spread", "enemy_losses_claimed", "own_losses_admitted"]
    view = view[[*order, "enemy_losses_claimed", "own_losses_admitted", "enemy_to_own_ratio"]]
    return view.astype(dict.fromkeys(whole, "Int64")).reset_index()
