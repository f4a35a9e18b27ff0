"""Tolls of matched events beside those of another dataset."""

from __future__ import annotations

import pandas as pd
from matplotlib.ticker import FuncFormatter

from sahel_dataset.plot.frames import title_of
from sahel_dataset.plot.style import GREY, INK, PAPER, Chart, chart, nothing

__all__ = ["side_by_side"]


def side_by_side(
    pairs: pd.DataFrame,
    estimates: pd.DataFrame,
    other: pd.DataFrame,
    *,
    rule: str = "ucdp",
    name: str = "the other dataset",
) -> Chart:
    """Draw the dead of each matched event under a rule against the other dataset's figure.

    A mark on the diagonal is agreement. Bars reach from low to high on either side. The axes are by
    powers of ten from 1; nought stands at their foot.

    Parameters
    ----------
    pairs : DataFrame
        What `match_events` returned.
    estimates : DataFrame
        The table ``estimates``.
    other : DataFrame
        What `read_other` returned.
    rule : str
        The rule of this dataset that is drawn.
    name : str
        What the other dataset is called.

    Returns
    -------
    Chart
        A matplotlib figure.
    """
    mine = estimates[
        estimates["rule"].eq(rule) & estimates["measure"].eq("killed") & estimates["victim_class"].eq("any")
    ][["event_id", "low", "best", "high"]]
    theirs = other[["other_id", "low", "best", "high"]].rename(
        columns={c: f"other_{c}" for c in ("low", "best", "high")}
    )
    rows = pairs.merge(mine, on="event_id").merge(theirs, on="other_id")
    rows = rows[rows["best"].notna() & rows["other_best"].notna()]
    numbers = ["low", "best", "high", "other_low", "other_best", "other_high"]
    rows = rows.assign(
        low=rows["low"].fillna(rows["best"]),
        high=rows["high"].fillna(rows["best"]),
        other_low=rows["other_low"].fillna(rows["other_best"]),
        other_high=rows["other_high"].fillna(rows["other_best"]),
    )
    values = rows[numbers].astype(float)
    with chart(4.6, width=5.4) as figure:
        axes = figure.subplots()
        axes.set_title("The same events, two datasets")
        if rows.empty:
            return nothing(figure, axes, "No matched event has a figure on both sides.")
        top = max(10.0, float(values.max().max())) * 1.6
        axes.plot([0, top], [0, top], color=GREY, linewidth=0.9, linestyle=(0, (4, 2)))
        axes.hlines(values["best"], values["other_low"], values["other_high"], color="#b9b3a8", linewidth=1.2)
        axes.vlines(values["other_best"], values["low"], values["high"], color="#b9b3a8", linewidth=1.2)
        looks = (
            (values["best"] > values["other_best"], "higher here", "^", "#d55e00"),
            (values["best"] < values["other_best"], "higher there", "v", "#0072b2"),
            (values["best"] == values["other_best"], "the same", "o", INK),
        )
        said = []
        for chosen, label, marker, colour in looks:
            some = values[chosen]
            axes.plot(
                some["other_best"],
                some["best"],
                linestyle="",
                marker=marker,
                color=colour,
                markersize=6.5,
                markeredgecolor=PAPER,
                markeredgewidth=0.5,
                label=f"{label} ({len(some)})",
                zorder=3,
            )
            said.append(f"{label}: {len(some)}")
        for axis, setter in ((axes.xaxis, axes.set_xscale), (axes.yaxis, axes.set_yscale)):
            setter("symlog", linthresh=1)
            axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        axes.set_xlim(-0.15, top)
        axes.set_ylim(-0.15, top)
        axes.set_aspect("equal")
        axes.grid()
        axes.set_xlabel(f"dead in {name}")
        axes.set_ylabel(f"dead here, rule \u201c{title_of('estimate_rule', rule)}\u201d")
        figure.legend(loc="outside lower left", ncols=3, handlelength=1.2)
        figure.alt = f"Dead of {len(rows)} matched events in two datasets. {', '.join(said)}."
        return figure
