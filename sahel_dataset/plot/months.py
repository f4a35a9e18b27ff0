"""Figures over time: how many events, and how many dead under which rule."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from sahel_dataset.plot.frames import brief, days, happened, title_of
from sahel_dataset.plot.style import FAMILIES, GREY, INK, PALE, PAPER, Chart, chart, family_of, nothing

__all__ = ["RULE_STYLES", "steps_of", "timeline", "tolls"]

#: How each rule is drawn: colour and marker, each enough on its own.
RULE_STYLES = {
    "lowest": ("#6b6b6b", "v"),
    "highest": ("#6b6b6b", "^"),
    "acled": ("#d55e00", "s"),
    "ucdp": ("#0072b2", "o"),
    "independent": ("#1f2d4d", "D"),
    "own_losses": ("#a67600", "P"),
}


#: Days of the longest step of each kind.
_DAYS = {"M": 31, "Q": 92, "Y": 366}


def steps_of(first: dt.date | pd.Timestamp, last: dt.date | pd.Timestamp) -> tuple[str, str]:
    """Return the pandas period code and the word for a step that suits a span: month, quarter or year.

    Examples
    --------
    >>> steps_of(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    ('M', 'month')
    >>> steps_of(dt.date(2012, 1, 1), dt.date(2025, 12, 31))
    ('Q', 'quarter')
    """
    span = (pd.Timestamp(last) - pd.Timestamp(first)).days
    if span <= 3 * 366:
        return "M", "month"
    return ("Q", "quarter") if span <= 25 * 366 else ("Y", "year")


def _span(
    dates: pd.Series, start: dt.date | str | None, end: dt.date | str | None
) -> tuple[pd.Timestamp, pd.Timestamp]:
    first = pd.Timestamp(start) if start is not None else dates.min()
    last = pd.Timestamp(end) if end is not None else dates.max()
    if pd.isna(first) or pd.isna(last):
        first = last = pd.Timestamp(1970, 1, 1)
    return first, last


def _time_axis(axes: Axes, first: pd.Timestamp, last: pd.Timestamp) -> None:
    locator = AutoDateLocator(minticks=3, maxticks=9)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator, show_offset=False))
    axes.set_xlim(date2num(first), date2num(last + pd.Timedelta(days=1)))


def timeline(events: pd.DataFrame, *, start: dt.date | str | None = None, end: dt.date | str | None = None) -> Chart:
    """Draw how many events began in each month, by family of event types.

    Events whose first day is not known are counted in the note under the figure; plans, threats,
    denials and suppositions are left out. Spans above three years are drawn by quarter.

    Parameters
    ----------
    events : DataFrame
        Rows of ``events``.
    start, end : date or str, optional
        Ends of the time axis; by default the first and last event.

    Returns
    -------
    Chart
        A matplotlib figure.

    Examples
    --------
    >>> import pandas as pd
    >>> events = pd.DataFrame(
    ...     {"event_type": ["armed_clash"], "date_start": ["2024-07-25"], "realis": ["actual"]}
    ... )
    >>> timeline(events).alt
    'Bar chart of 1 event by month. Fighting: 1.'
    """
    told = happened(events)
    dates = days(told["date_start"])
    known = told.assign(_date=dates)[dates.notna()]
    first, last = _span(known["_date"], start, end)
    known = known[known["_date"].between(first, last)]
    code, step = steps_of(first, last)
    with chart(2.9) as figure:
        axes = figure.subplots()
        axes.set_title(f"Events by {step}")
        if known.empty:
            return nothing(figure, axes, "No event with a known date in this period.")
        periods = pd.period_range(first, last, freq=code)
        last = periods[-1].end_time
        table = pd.crosstab(known["_date"].dt.to_period(code), known["event_type"].map(lambda t: family_of(t).name))
        table = table.reindex(periods, fill_value=0)
        left = periods.start_time
        width = (periods.end_time - left).days + 1
        bottom = pd.Series(0, index=table.index)
        keys = []
        for family in FAMILIES:
            if family.name not in table:
                continue
            heights = table[family.name]
            axes.bar(
                left,
                heights,
                width=width * 0.86,
                bottom=bottom,
                align="edge",
                facecolor=family.colour,
                hatch=family.hatch,
                edgecolor=PALE,
                linewidth=0.3,
            )
            bottom = bottom + heights
            keys.append(Patch(facecolor=family.colour, hatch=family.hatch, edgecolor=PALE, label=family.name))
        axes.grid(axis="y")
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_ylabel("events")
        _time_axis(axes, first, last)
        figure.legend(handles=keys, loc="outside lower left", ncols=3, handlelength=2.2, handleheight=1.1)
        counts = known["event_type"].map(lambda t: family_of(t).name).value_counts(sort=False)
        said = ", ".join(f"{f.name}: {counts[f.name]}" for f in FAMILIES if f.name in counts)
        noun = "event" if len(known) == 1 else "events"
        figure.alt = f"Bar chart of {len(known)} {noun} by {step}. {said}."
        undated = int(dates.isna().sum())
        if undated:
            axes.annotate(
                f"{undated} without a known date not drawn",
                (1, 1.02),
                xycoords="axes fraction",
                ha="right",
                color=GREY,
                fontsize=7.5,
            )
            figure.alt += f" {undated} without a known date are not drawn."
        return figure


def _height(axes: Axes, middles: pd.DatetimeIndex, tops: pd.Series) -> None:
    """Set the height of an axis; a step that would dwarf all others is cut, with its figure written beside it."""
    highest = tops.sort_values(ascending=False).to_numpy()
    if len(highest) < 2 or highest[1] <= 0 or highest[0] <= 3 * highest[1]:
        axes.set_ylim(bottom=0)
        return
    limit = highest[1] * 1.4
    axes.set_ylim(0, limit)
    for middle, value in zip(middles, tops, strict=True):
        if value > limit:
            axes.annotate(
                f"{value:,.0f} ↑",
                (middle, limit),
                (6, -8),
                textcoords="offset points",
                fontsize=7.5,
                color=INK,
                bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1},
            )


def tolls(
    estimates: pd.DataFrame,
    events: pd.DataFrame,
    *,
    measure: str = "killed",
    victim_class: str = "any",
    rules: tuple[str, ...] = ("acled", "ucdp", "independent"),
    start: dt.date | str | None = None,
    end: dt.date | str | None = None,
) -> Chart:
    """Draw a toll over time under several rules, with the band between the lowest and the highest reading.

    Parameters
    ----------
    estimates, events : DataFrame
        Rows of ``estimates`` and of the ``events`` they are about.
    measure, victim_class : str
        What is counted; ``any`` is the toll over all classes of victims.
    rules : tuple of str
        The rules drawn as lines, by their best figure.
    start, end : date or str, optional
        Ends of the time axis.

    Returns
    -------
    Chart
        A matplotlib figure. Where a rule settles on no figure for an event, the event adds nothing to its mark.
        Tolls over more time than a step ("4,000 killed last year"), or with an open end ("2,400 since July"), are
        counted in the note and not drawn.
    """
    told = happened(events)
    dated = told.assign(_date=days(told["date_start"])).dropna(subset="_date")
    first, last = _span(dated["_date"], start, end)
    code, step = steps_of(first, last)
    dated = dated[dated["_date"].between(first, last)]
    # The toll of a year or of a whole war has no place in one step, and holds the tolls of other events.
    too_long = ~brief(dated, within=_DAYS[code])
    chosen = estimates[estimates["measure"].eq(measure) & estimates["victim_class"].eq(victim_class)]
    left_out = chosen[chosen["event_id"].isin(dated.loc[too_long, "event_id"])]["event_id"].nunique()
    rows = chosen.merge(dated.loc[~too_long, ["event_id", "_date"]], on="event_id")
    noun = title_of("measure", measure).lower()
    with chart(2.9) as figure:
        axes = figure.subplots()
        axes.set_title(f"People {noun} by {step}, under different rules")
        if rows.empty:
            return nothing(figure, axes, f"No figure of people {noun} in this period.")
        periods = pd.period_range(first, last, freq=code)
        last = periods[-1].end_time
        keys: list[Line2D | Patch] = []

        def series(rule: str, column: str) -> pd.Series:
            one = rows[rows["rule"].eq(rule)]
            total = one.groupby(one["_date"].dt.to_period(code))[column].sum().astype(float)
            return total.reindex(periods, fill_value=0.0)

        bottom, top = series("lowest", "best"), series("highest", "best")
        length = (periods.end_time - periods.start_time) / pd.Timedelta(days=1)
        left = periods.start_time
        axes.bar(
            left,
            top - bottom,
            width=length * 0.84,
            bottom=bottom,
            align="edge",
            facecolor=PALE,
            edgecolor=GREY,
            linewidth=0.5,
        )
        keys.append(Patch(facecolor=PALE, edgecolor=GREY, linewidth=0.5, label="from lowest to highest claim"))
        parts = [f"lowest claims {bottom.sum():,.0f}", f"highest claims {top.sum():,.0f}"]
        for place, rule in enumerate(rules, start=1):
            colour, marker = RULE_STYLES.get(rule, (INK, "."))
            values = series(rule, "best")
            # Rules stand side by side within their step, so that equal figures do not hide each other.
            across = left + pd.to_timedelta(length * 0.84 * place / (len(rules) + 1), unit="D")
            axes.plot(
                across,
                values.where(top > 0),
                linestyle="",
                color=colour,
                marker=marker,
                markersize=max(2.2, min(5.0, 150 / len(periods))),
                markeredgewidth=0,
            )
            name = title_of("estimate_rule", rule)
            keys.append(Line2D([], [], linestyle="", color=colour, marker=marker, markersize=5, label=name))
            parts.append(f"{name} {values.sum():,.0f}")
        axes.grid(axis="y")
        _height(axes, left + pd.to_timedelta(length * 0.42, unit="D"), top)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_ylabel(f"people {noun}")
        _time_axis(axes, first, last)
        figure.legend(handles=keys, loc="outside lower left", ncols=4, handlelength=2.6)
        figure.alt = f"People {noun} by {step}. Totals over the period: {'; '.join(parts)}."
        if left_out:
            stretch = f"{left_out} {'toll' if left_out == 1 else 'tolls'} over more than a {step} not drawn"
            axes.annotate(stretch, (1, 1.02), xycoords="axes fraction", ha="right", color=GREY, fontsize=7.5)
            figure.alt += f" {stretch}."
        return figure
