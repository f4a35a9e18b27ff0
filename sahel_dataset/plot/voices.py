"""Figures of claims: who says what about one event, and when; silence is drawn as silence."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from sahel_dataset.plot.frames import actor_labels, claimant_labels, days, each, interval, is_collective, title_of
from sahel_dataset.plot.style import GREY, INK, PAPER, Chart, chart, nothing, plain

__all__ = ["STANCES", "claims_chart", "statements"]

#: Marker, colour and whether filled, per stance. Doubt and denial are hollow, silence is a bar.
STANCES: dict[str, tuple[str, str, bool]] = {
    "asserts": ("o", "#1f2d4d", True),
    "confirms": ("s", "#1f2d4d", True),
    "estimates": ("D", "#0072b2", True),
    "claims_responsibility": ("^", "#d55e00", True),
    "accuses": (">", "#d55e00", True),
    "revises": ("P", "#0072b2", True),
    "denies": ("X", "#d55e00", False),
    "disputes": ("d", "#a67600", False),
    "condemns": ("v", "#6b6b6b", True),
    "justifies": ("<", "#6b6b6b", True),
    "declines_to_say": ("_", "#6b6b6b", False),
}
ROW = 0.27


def _mark(axes: Axes, x: Any, y: float, stance: str) -> None:
    marker, colour, filled = STANCES.get(stance, (".", INK, True))
    face = colour if filled else PAPER
    axes.plot(
        [x],
        [y],
        linestyle="",
        marker=marker,
        markersize=6,
        markerfacecolor=face,
        markeredgecolor=colour,
        markeredgewidth=1.2 if not filled else 0.4,
        zorder=4,
    )


def _stance_keys(stances: pd.Series) -> list[Line2D]:
    return [
        Line2D(
            [],
            [],
            linestyle="",
            marker=marker,
            markersize=6,
            markerfacecolor=colour if filled else PAPER,
            markeredgecolor=colour,
            label=title_of("stance", stance),
        )
        for stance, (marker, colour, filled) in STANCES.items()
        if stance in set(stances) and stance != "declines_to_say"
    ]


def _silent(claims: pd.DataFrame, event_actors: pd.DataFrame | None, names: dict[str, str]) -> list[tuple[str, str]]:
    """Return who says nothing: those who decline, then named parties that no claim in the articles comes from."""
    declined = claims[claims["stance"].eq("declines_to_say")]
    rows = [(label, "declined to say, or has not spoken") for label in dict.fromkeys(claimant_labels(declined, None))]
    rows = [(names.get(label, label), why) for label, why in rows]
    if event_actors is not None:
        spoke = set(claims["claimant_id"].dropna())
        parties = [a for a in dict.fromkeys(event_actors["actor_id"]) if a not in spoke and not is_collective(a)]
        rows += [(names.get(actor, actor), "no statement in these articles") for actor in parties]
    return rows


def claims_chart(
    claims: pd.DataFrame,
    *,
    actors: pd.DataFrame | None = None,
    event_actors: pd.DataFrame | None = None,
    measure: str = "killed",
) -> Chart:
    """Draw who gives which figure about one event.

    Every toll of the measure is a row: an exact figure is a point, a vague one the interval its
    words allow, an open one an arrow. Claimants who decline to say, and parties to the event from
    whom the articles have no word, have rows without a figure.

    Parameters
    ----------
    claims : DataFrame
        Rows of ``claims`` about one event.
    actors : DataFrame, optional
        Rows of ``actors``, for names instead of ids.
    event_actors : DataFrame, optional
        Rows of ``event_actors`` of the event, for the silence of its parties.
    measure : str
        What is counted.

    Returns
    -------
    Chart
        A matplotlib figure.
    """
    names = dict(actor_labels(actors))
    tolls = claims[claims["measure"].eq(measure) & ~claims["stance"].eq("declines_to_say")]
    tolls = tolls.assign(who=claimant_labels(tolls, actors)).sort_values(
        ["who", "quantity_low", "claim_id"], kind="stable"
    )
    figured = tolls[tolls["quantity_low"].notna() | tolls["quantity_high"].notna()]
    silent = _silent(claims, event_actors, names)
    rows = len(tolls) + len(silent)
    noun = title_of("measure", measure).lower()
    with chart(1.35 + ROW * max(rows, 2)) as figure:
        axes = figure.subplots()
        axes.set_title(f"Who says how many were {noun}")
        if not rows:
            return nothing(figure, axes, f"No claim about people {noun}.")
        top = float(pd.concat([figured["quantity_low"], figured["quantity_high"]]).max()) if len(figured) else 1.0
        wide = _scale(axes, figured, top)
        said: list[str] = []
        labels: list[str] = []
        for y, row in enumerate(each(tolls)):
            _figure_row(axes, y, row, top, wide)
            who = plain(row.who, 34)
            labels.append("" if y and labels and who == _last(labels) else who)
            said.append(f"{who}: {interval(row.quantity_low, row.quantity_high)} ({title_of('stance', row.stance)})")
        for y, (who, why) in enumerate(silent, start=len(tolls)):
            axes.axhspan(
                y - 0.36,
                y + 0.36,
                facecolor=PAPER,
                edgecolor=PAPER,
                hatch="/////",
                hatchcolor="#d3cec4",
                linewidth=0,
                zorder=0,
            )
            axes.text(
                0.5,
                y,
                why,
                transform=axes.get_yaxis_transform(),
                ha="center",
                va="center",
                color=GREY,
                fontsize=7.5,
                style="italic",
                bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.5},
            )
            labels.append(plain(who, 34))
            said.append(f"{plain(who)}: {why}")
        axes.set_yticks(range(rows), labels)
        axes.set_ylim(rows - 0.45, -0.55)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.grid(axis="x")
        axes.set_xlabel(f"people {noun}")
        keys = _stance_keys(tolls["stance"])
        if keys:
            figure.legend(handles=keys, loc="outside lower left", ncols=5, handlelength=1.2, columnspacing=1.2)
        figure.alt = f"Figures of people {noun} by claimant. {'; '.join(said)}."
        return figure


def _last(labels: list[str]) -> str:
    return next((label for label in reversed(labels) if label), "")


def _scale(axes: Axes, figured: pd.DataFrame, top: float) -> float:
    """Set the axis of figures: in proportion, or by powers of ten where the claims lie that far apart."""
    small = figured["quantity_low"].dropna()
    small = small[small > 0]
    if len(small) and top / float(small.min()) > 30:
        axes.set_xscale("symlog", linthresh=10)
        right = top * 2.2
    else:
        right = max(top * 1.18, 5)
    axes.set_xlim(0 - right * 0.015, right)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}" if value == int(value) else ""))
    return right


def _figure_row(axes: Axes, y: int, row: object, top: float, right: float) -> None:
    low, high = row.quantity_low, row.quantity_high  # type: ignore[attr-defined]
    stance, counted = row.stance, row.victim_class  # type: ignore[attr-defined]
    _, colour, _ = STANCES.get(stance, (".", INK, True))
    has_low, has_high = pd.notna(low), pd.notna(high)
    if has_low and has_high and low != high:
        axes.plot([low, high], [y, y], color=colour, linewidth=2.2, alpha=0.55, solid_capstyle="butt")
        for end in (low, high):
            axes.plot([end, end], [y - 0.2, y + 0.2], color=colour, linewidth=1.2)
        _mark(axes, (low * high) ** 0.5 if axes.get_xscale() == "symlog" else (low + high) / 2, y, stance)
    elif has_low or has_high:
        at = low if has_low else high
        if not (has_low and has_high):
            tip = min(right, at + (right - at) * 0.7 + top * 0.04) if has_low else 0
            axes.annotate(
                "", (tip, y), (at, y), arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 1.2, "ls": (0, (3, 1.5))}
            )
        _mark(axes, at, y, stance)
    words = interval(low, high)
    if pd.notna(counted):
        words += f" {title_of('victim_class', counted).lower()}"
    axes.annotate(
        words,
        (1, y),
        (6, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        va="center",
        fontsize=7.5,
        color=INK if has_low or has_high else GREY,
        annotation_clip=False,
    )


def statements(
    claims: pd.DataFrame, articles: pd.DataFrame, *, actors: pd.DataFrame | None = None, happened_on: Any = None
) -> Chart:
    """Draw when each claimant spoke about one event.

    A claim stands on the day it was asserted, or else on the day its article was published (then
    with a thin ring). A line joins a figure to the later one by which its claimant replaced it.

    Parameters
    ----------
    claims, articles : DataFrame
        Rows of ``claims`` about one event, and of the ``articles`` they are in.
    actors : DataFrame, optional
        Rows of ``actors``, for names instead of ids.
    happened_on : date, optional
        The event's first day, drawn as a line.

    Returns
    -------
    Chart
        A matplotlib figure.
    """
    published = days(articles.set_index("article_id")["published_on"])
    told = days(claims["asserted_on"])
    spoken = told.fillna(pd.Series(published.reindex(claims["article_id"]).to_numpy(), index=claims.index))
    rows = claims.assign(day=spoken, who=claimant_labels(claims, actors))
    rows = rows[rows["day"].notna()].sort_values(["day", "who", "claim_id"], kind="stable")
    order = list(dict.fromkeys(rows["who"]))
    with chart(1.35 + ROW * max(len(order), 2)) as figure:
        axes = figure.subplots()
        axes.set_title("Who spoke when")
        if rows.empty:
            return nothing(figure, axes, "No claim about this event has a date.")
        places: dict[str, tuple[Any, float]] = {}
        for who, mine in rows.groupby("who", sort=False):
            for day, same in mine.groupby("day", sort=False):
                for step, row in enumerate(each(same)):
                    # Claims of one claimant on one day stand beside each other.
                    y = order.index(who) + (step - (len(same) - 1) / 2) * min(0.24, 0.8 / len(same))
                    places[row.claim_id] = (day, y)
                    _mark(axes, day, y, row.stance)
        for row in each(rows):
            if pd.notna(row.superseded_by) and row.superseded_by in places:
                axes.annotate(
                    "",
                    places[row.superseded_by],
                    places[row.claim_id],
                    arrowprops={"arrowstyle": "->", "color": GREY, "lw": 0.9},
                )
        first, last = rows["day"].min(), rows["day"].max()
        start = pd.to_datetime(happened_on)
        if pd.notna(start):
            axes.axvline(start, color=INK, linewidth=0.9, linestyle=(0, (4, 2)))
            axes.annotate(
                "the event",
                (start, 1),
                (3, -2),
                xycoords=("data", "axes fraction"),
                textcoords="offset points",
                fontsize=7.5,
                color=GREY,
                va="top",
            )
            first, last = min(first, start), max(last, start)
        margin = max((last - first) * 0.05, pd.Timedelta(days=1))
        axes.set_xlim(date2num(first - margin), date2num(last + margin))
        locator = AutoDateLocator(minticks=2, maxticks=8)
        locator.intervald[3] = [1, 2, 3, 7, 14]
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
        axes.set_yticks(range(len(order)), [plain(who, 34) for who in order])
        axes.set_ylim(len(order) - 0.4, -0.6)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.grid(axis="both")
        figure.legend(
            handles=_stance_keys(rows["stance"]) + _dash_key(rows["stance"]),
            loc="outside lower left",
            ncols=5,
            handlelength=1.2,
            columnspacing=1.2,
        )
        parts = [
            f"{plain(who)} on {', '.join(sorted({f'{d:%Y-%m-%d}' for d in mine['day']}))}"
            for who, mine in rows.groupby("who", sort=False)
        ]
        figure.alt = f"Who spoke when about the event: {'; '.join(parts)}."
        return figure


def _dash_key(stances: pd.Series) -> list[Line2D]:
    if not stances.eq("declines_to_say").any():
        return []
    marker, colour, _ = STANCES["declines_to_say"]
    return [Line2D([], [], linestyle="", marker=marker, color=colour, label=title_of("stance", "declines_to_say"))]
