"""Figures of the sources: who reports, how late, and how much rests on one voice."""

from __future__ import annotations

import pandas as pd
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from sahel_dataset.plot.frames import days
from sahel_dataset.plot.style import GREY, PALE, Chart, chart, nothing, plain

__all__ = ["delays", "outlets", "single_sources"]

#: Days from an event to its first report, as people speak of them: same day, next day, ... later.
_DELAYS = ((0, 0, "same day"), (1, 1, "1 day"), (2, 3, "2–3 days"), (4, 7, "4–7 days"), (8, 30, "8–30 days"))
_LATER = "later"


def outlets(articles: pd.DataFrame, *, most: int = 15) -> Chart:
    """Draw how many articles each outlet has, by language, with copies of wire stories set apart.

    Parameters
    ----------
    articles : DataFrame
        Rows of ``articles``.
    most : int
        Outlets drawn at most; the others are added up in one row.

    Returns
    -------
    Chart
        A matplotlib figure.
    """
    rows = articles.assign(who=articles["outlet"].fillna("outlet not known"))
    order = rows["who"].value_counts().rename("n").reset_index().sort_values(["n", "who"], ascending=[False, True])
    kept = list(order["who"].head(most))
    if len(order) > most:
        rows["who"] = rows["who"].where(rows["who"].isin(kept), f"{len(order) - most} other outlets")
        kept.append(f"{len(order) - most} other outlets")
    # The first article of a wire group, by date, stands for the story; the others are copies.
    ordered = rows.sort_values(["published_on", "article_id"], kind="stable")
    copy = ordered["wire_group"].notna() & ordered.duplicated("wire_group")
    rows = ordered.assign(copy=copy)
    looks = {
        ("en", False): ("English", "#1f2d4d", ""),
        ("en", True): ("English, copy of a wire story", "#8d98b3", "////"),
        ("fr", False): ("French", "#d55e00", ""),
        ("fr", True): ("French, copy of a wire story", "#eab08a", "\\\\\\\\"),
    }
    other = ("another language", GREY, "..")
    rows["look"] = [
        looks.get((language, bool(is_copy)), other)[0]
        for language, is_copy in zip(rows["language"], rows["copy"], strict=True)
    ]
    table = pd.crosstab(rows["who"], rows["look"]).reindex(kept)
    with chart(1.2 + 0.24 * max(len(kept), 3)) as figure:
        axes = figure.subplots()
        axes.set_title("Articles by outlet")
        if rows.empty:
            return nothing(figure, axes, "No articles.")
        left = pd.Series(0, index=table.index)
        keys = []
        for name, colour, hatch in [*looks.values(), other]:
            if name not in table:
                continue
            axes.barh(
                range(len(kept)),
                table[name],
                left=left,
                height=0.72,
                facecolor=colour,
                hatch=hatch,
                edgecolor=PALE,
                linewidth=0.3,
            )
            left = left + table[name]
            keys.append(Patch(facecolor=colour, hatch=hatch, edgecolor=PALE, label=name))
        axes.set_yticks(range(len(kept)), [plain(name, 36) for name in kept])
        axes.set_ylim(len(kept) - 0.4, -0.6)
        axes.tick_params(axis="y", length=0)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.grid(axis="x")
        axes.set_xlabel("articles")
        figure.legend(handles=keys, loc="outside lower left", ncols=2)
        said = "; ".join(f"{plain(who)} {n}" for who, n in left.items())
        figure.alt = f"Bar chart of {len(rows)} articles by outlet, {int(rows['copy'].sum())} of them copies: {said}."
        return figure


def delays(events: pd.DataFrame) -> Chart:
    """Draw how long after an event the first article that tells of it was published.

    Only events told as news and known to the day count: of others the delay cannot be known.

    Parameters
    ----------
    events : DataFrame
        Rows of ``events``.

    Returns
    -------
    Chart
        A matplotlib figure.
    """
    told = events[
        events["realis"].eq("actual") & ~events["is_background"].astype(bool) & events["date_precision"].eq("day")
    ]
    late = (days(told["first_reported_on"]) - days(told["date_start"])).dt.days.dropna()
    early, late = int((late < 0).sum()), late[late >= 0]
    counts = {label: int(late.between(low, high).sum()) for low, high, label in _DELAYS}
    counts[_LATER] = int((late > _DELAYS[-1][1]).sum())
    with chart(2.4) as figure:
        axes = figure.subplots()
        axes.set_title("From the event to its first report")
        if late.empty:
            return nothing(figure, axes, "No event is known to the day together with its first report.")
        bars = axes.bar(list(counts), list(counts.values()), width=0.7, facecolor="#1f2d4d")
        axes.bar_label(bars, padding=2, fontsize=8)
        axes.grid(axis="y")
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_ylabel("events")
        said = ", ".join(f"{label}: {n}" for label, n in counts.items())
        figure.alt = f"Delay from the event to its first report, for {len(late)} events known to the day. {said}."
        if early:
            axes.annotate(
                f"{early} dated after their first report not drawn",
                (1, 1.02),
                xycoords="axes fraction",
                ha="right",
                fontsize=7.5,
                color=GREY,
            )
            figure.alt += f" {early} dated after their first report are not drawn."
        return figure


def single_sources(events: pd.DataFrame) -> Chart:
    """Draw on how many articles, and on how many independent sources, events rest.

    Parameters
    ----------
    events : DataFrame
        Rows of ``events``.

    Returns
    -------
    Chart
        A matplotlib figure.
    """
    steps = ["1", "2", "3", "4", "5 or more"]

    def spread(column: str) -> list[int]:
        numbers = events[column].astype(int).clip(upper=5)
        return [int(numbers.eq(n).sum()) for n in range(1, 6)]

    with chart(2.5) as figure:
        axes = figure.subplots()
        axes.set_title("How many sources an event rests on")
        if events.empty:
            return nothing(figure, axes, "No events.")
        articles, sources = spread("n_articles"), spread("n_independent_sources")
        places = range(len(steps))
        looks = ((articles, "articles", "#8d98b3", "////"), (sources, "independent sources", "#1f2d4d", ""))
        for shift, (numbers, label, colour, hatch) in zip((-0.2, 0.2), looks, strict=True):
            bars = axes.bar(
                [x + shift for x in places],
                numbers,
                width=0.38,
                facecolor=colour,
                hatch=hatch,
                edgecolor=PALE,
                linewidth=0.3,
                label=label,
            )
            axes.bar_label(bars, padding=2, fontsize=7.5)
        axes.set_xticks(list(places), steps)
        axes.grid(axis="y")
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_ylabel("events")
        figure.legend(loc="outside lower left", ncols=2)
        share = sources[0] / len(events)
        figure.alt = (
            f"Of {len(events)} events {sources[0]} ({share:.0%}) rest on one independent source. "
            f"By articles: {', '.join(f'{s}: {n}' for s, n in zip(steps, articles, strict=True))}."
        )
        return figure
