"""Figures of an actor: its names and ties over time, and what is said by it and of it."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from sahel_dataset.plot.frames import actor_labels, each, title_of
from sahel_dataset.plot.style import GREY, PALE, PAPER, Chart, chart, nothing, plain

__all__ = ["names_and_ties", "stances"]


def _moment(value: Any, *, last: bool) -> pd.Timestamp | None:
    """Return the first or last day of a date given as year, month or day."""
    if pd.isna(value):
        return None
    period = pd.Period(str(value))
    return (period.end_time if last else period.start_time).normalize()


def names_and_ties(
    actor_id: str,
    actor_names: pd.DataFrame,
    actor_relations: pd.DataFrame,
    *,
    actors: pd.DataFrame | None = None,
    start: str = "2012-01-01",
    end: str = "2025-12-31",
) -> Chart:
    """Draw which names an actor went by and how it stood to others, over time.

    A bar that fades at an end has no known beginning or end there.

    Parameters
    ----------
    actor_id : str
        The actor.
    actor_names, actor_relations : DataFrame
        The tables of these names.
    actors : DataFrame, optional
        Rows of ``actors``, for names instead of ids.
    start, end : str
        Ends of the time axis.

    Returns
    -------
    Chart
        A matplotlib figure.
    """
    labels = actor_labels(actors)
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    mine = actor_names[actor_names["actor_id"].eq(actor_id)]
    rows: list[tuple[str, Any, Any, str]] = []
    for (begins, ends), group in mine.groupby(["valid_from", "valid_to"], dropna=False, sort=False):
        # Names of one time share a bar; a group may have twenty spellings.
        names = sorted(dict.fromkeys(group["name"]), key=lambda name: (len(name), name))
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        rows.append((plain("; ".join(names[:3]), 40) + more, begins, ends, "name"))
    rows.sort(key=lambda row: ("" if pd.isna(row[1]) else str(row[1]), row[0]))
    ties = actor_relations[actor_relations["actor_id"].eq(actor_id) | actor_relations["related_actor_id"].eq(actor_id)]
    for row in each(ties):
        relation = title_of("actor_relation", row.relation).lower()
        outward = row.actor_id == actor_id
        other = row.related_actor_id if outward else row.actor_id
        name = plain(labels.get(other, other), 30)
        rows.append(
            (f"{relation} {name}" if outward else f"{name}: {relation} it", row.valid_from, row.valid_to, "tie")
        )
    looks = {"name": ("name in use", "#1f2d4d", ""), "tie": ("tie to another actor", "#d55e00", "////")}
    with chart(1.1 + 0.24 * max(len(rows), 2)) as figure:
        axes = figure.subplots()
        axes.set_title("Names and ties over time")
        if not rows:
            return nothing(figure, axes, "No name or tie is recorded.")
        said = []
        for y, (label, begins, ends, kind) in enumerate(rows):
            _, colour, hatch = looks[kind]
            opens, closes = _moment(begins, last=False), _moment(ends, last=True)
            left, right = max(opens or first, first), min(closes or last, last)
            span = f"{begins if opens is not None else '…'} to {ends if closes is not None else '…'}"
            said.append(f"{label} ({span})")
            if left > last or right < first:
                axes.text(
                    0.5,
                    y,
                    f"before or after this period: {span}",
                    transform=axes.get_yaxis_transform(),
                    ha="center",
                    va="center",
                    fontsize=7,
                    color=GREY,
                )
                continue
            axes.barh(
                y,
                (right - left).days,
                left=date2num(left),
                height=0.62,
                facecolor=colour,
                hatch=hatch,
                edgecolor=PAPER,
                linewidth=0.4,
            )
            for known, at, side in ((opens, left, "left"), (closes, right, "right")):
                if known is None:
                    _fade(axes, date2num(at), y, side, (last - first).days * 0.025)
        axes.set_yticks(range(len(rows)), [label for label, *_ in rows])
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_xlim(date2num(first), date2num(last))
        axes.xaxis_date()
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.grid(axis="x")
        keys = [Patch(facecolor=c, hatch=h, edgecolor=PALE, label=n) for n, c, h in looks.values()]
        figure.legend(handles=keys, loc="outside lower left", ncols=2)
        figure.alt = f"Names and ties of {plain(labels.get(actor_id, actor_id))} over time: {'; '.join(said)}."
        return figure


def _fade(axes: Axes, at: float, y: int, side: str, width: float) -> None:
    """Break a bar into ever thinner pieces towards an end that is not known."""
    sign = 1 if side == "left" else -1
    for step in range(3):
        edge = at + sign * width * (step * 0.9)
        axes.barh(
            y, sign * width * (0.55 - 0.13 * step), left=edge, height=0.7, facecolor=PAPER, edgecolor="none", zorder=3
        )


def stances(claims: pd.DataFrame, about: pd.DataFrame) -> Chart:
    """Draw what an actor does when it speaks, and what others do when they speak of it.

    Parameters
    ----------
    claims : DataFrame
        The claims it makes.
    about : DataFrame
        The claims of others that name it as the one who did it or suffered it.

    Returns
    -------
    Chart
        A matplotlib figure.
    """
    own, others = claims["stance"].value_counts(), about["stance"].value_counts()
    order = sorted(set(own.index) | set(others.index), key=lambda s: (-(own.get(s, 0) + others.get(s, 0)), s))
    with chart(1.1 + 0.32 * max(len(order), 2)) as figure:
        axes = figure.subplots()
        axes.set_title("Speaking and spoken of")
        if not order:
            return nothing(figure, axes, "No claim by it or about it.")
        looks = ((own, "by the actor", "#1f2d4d", ""), (others, "by others, about it", "#eab08a", "////"))
        for shift, (counts, label, colour, hatch) in zip((-0.19, 0.19), looks, strict=True):
            numbers = [int(counts.get(stance, 0)) for stance in order]
            bars = axes.barh(
                [y + shift for y in range(len(order))],
                numbers,
                height=0.36,
                facecolor=colour,
                hatch=hatch,
                edgecolor=PALE,
                linewidth=0.3,
                label=label,
            )
            axes.bar_label(bars, [str(n) if n else "" for n in numbers], padding=3, fontsize=7.5)
        axes.set_yticks(range(len(order)), [title_of("stance", stance) for stance in order])
        axes.set_ylim(len(order) - 0.4, -0.6)
        axes.tick_params(axis="y", length=0)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.grid(axis="x")
        axes.set_xlabel("claims")
        figure.legend(loc="outside lower left", ncols=2)
        said = "; ".join(
            f"{title_of('stance', s).lower()} {own.get(s, 0)} by it, {others.get(s, 0)} about it" for s in order
        )
        figure.alt = f"Claims by stance: {said}."
        return figure
