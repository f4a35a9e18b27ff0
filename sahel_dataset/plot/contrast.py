"""Figures of disagreement: where claimants differ and by how much, and what each rule makes of it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from sahel_dataset.plot.frames import actor_labels, each, is_collective, title_of
from sahel_dataset.plot.months import RULE_STYLES
from sahel_dataset.plot.style import GREY, INK, PAPER, Chart, chart, nothing, plain

__all__ = ["VOICES", "Voice", "disagreement", "losses", "rule_totals"]

ROW = 0.3


@dataclass(frozen=True, slots=True)
class Voice:
    """Claimants drawn alike, by where they stand."""

    name: str
    colour: str
    marker: str
    filled: bool
    kinds: tuple[str, ...]


#: Claimant kinds by where they stand to the fight.
VOICES = (
    Voice("the state's side", "#1f2d4d", "s", True, ("government", "military", "security_source", "local_official")),
    Voice("armed groups", "#d55e00", "^", True, ("armed_group",)),
    Voice("people on the spot", "#0072b2", "o", True, ("witness", "medical_source")),
    Voice("observers from outside", "#a67600", "D", True, ("un", "ngo", "foreign_government", "analyst")),
    Voice("media, or nobody named", "#6b6b6b", "o", False, ("media", "unattributed")),
)
_VOICE_OF = {kind: voice for voice in VOICES for kind in voice.kinds}


def _figures(claims: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return the tolls that give a figure and were not replaced by their claimant; a range counts as its low end."""
    tolls = claims[claims["measure"].eq(measure) & claims["event_id"].notna() & claims["superseded_by"].isna()]
    tolls = tolls[~tolls["stance"].isin(["denies", "disputes"])]
    figure = tolls["quantity_low"].fillna(tolls["quantity_high"])
    tolls = tolls.assign(figure=figure.astype("Float64"), who=tolls["claimant_id"].fillna(tolls["claimant_kind"]))
    return tolls[figure.notna()]


def _label(event: pd.Series) -> str:
    place = event["place_name"] if pd.notna(event["place_name"]) else event["country"]
    place = "place not known" if pd.isna(place) else plain(place, 24)
    return place if pd.isna(event["date_start"]) else f"{place}, {pd.Timestamp(event['date_start']):%b %Y}"


def disagreement(
    claims: pd.DataFrame, events: pd.DataFrame, *, measure: str = "killed", most: int = 20, title: str | None = None
) -> Chart:
    """Draw the events on which claimants' figures lie furthest apart.

    A row is one event and one class of victims on which at least two claimants give different
    figures. Rows are ordered by the ratio of the highest to the lowest figure. The axis is by
    powers of ten: equal distances are equal ratios.

    Parameters
    ----------
    claims, events : DataFrame
        Rows of ``claims`` and of the ``events`` they are about.
    measure : str
        What is counted.
    most : int
        Rows drawn at most.
    title : str, optional
        A title to replace the default one.

    Returns
    -------
    Chart
        A matplotlib figure.
    """
    noun = title_of("measure", measure).lower()
    figures = _figures(claims, measure)
    # Of one claimant who gives several figures, the last word is the highest.
    said_by = figures.groupby(["event_id", "victim_class", "who", "claimant_kind"])["figure"].max().reset_index()
    cells = said_by.groupby(["event_id", "victim_class"])["figure"].agg(["min", "max"])
    cells = cells[cells["max"] > cells["min"]]
    ratio = (cells["max"] / cells["min"].clip(lower=1)).rename("ratio")
    cells = cells.assign(ratio=ratio).reset_index().sort_values(["ratio", "event_id"], ascending=[False, True])
    left_out = max(0, len(cells) - most)
    cells = cells.head(most).reset_index(drop=True)
    about = events.set_index("event_id")
    cells = cells[cells["event_id"].isin(about.index)].reset_index(drop=True)
    with chart(1.5 + ROW * max(len(cells), 2)) as figure:
        axes = figure.subplots()
        axes.set_title(title or f"Where figures of people {noun} differ most", pad=20 if left_out else None)
        if cells.empty:
            return nothing(figure, axes, f"No event on which claimants give different figures of people {noun}.")
        said, labels, shown = [], [], set()
        for y, cell in enumerate(each(cells)):
            mine = said_by[said_by["event_id"].eq(cell.event_id) & said_by["victim_class"].eq(cell.victim_class)]
            axes.plot([cell.min, cell.max], [y, y], color="#b9b3a8", linewidth=2, solid_capstyle="butt", zorder=1)
            for row in each(mine.sort_values(["figure", "who"])):
                voice = _VOICE_OF.get(row.claimant_kind, VOICES[-1])
                shown.add(voice.name)
                _point(axes, row.figure, y, voice)
            counted = title_of("victim_class", cell.victim_class).lower()
            label = _label(about.loc[cell.event_id])
            labels.append(f"{label} · {counted}")
            said.append(f"{label}, {counted}: {cell.min:,.0f} to {cell.max:,.0f}")
            axes.annotate(
                f"×{cell.ratio:,.1f}" if cell.ratio < 10 else f"×{cell.ratio:,.0f}",
                (1, y),
                (6, 0),
                xycoords=axes.get_yaxis_transform(),
                textcoords="offset points",
                va="center",
                fontsize=7.5,
                color=INK,
                annotation_clip=False,
            )
        axes.set_xscale("symlog", linthresh=1)
        axes.set_xlim(min(0.8, cells["min"].min()), cells["max"].max() * 1.3)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        _rows(axes, labels)
        axes.set_xlabel(f"people {noun}, by powers of ten")
        keys = [
            Line2D(
                [],
                [],
                linestyle="",
                marker=v.marker,
                color=v.colour,
                markersize=6,
                label=v.name,
                markerfacecolor=v.colour if v.filled else PAPER,
            )
            for v in VOICES
            if v.name in shown
        ]
        figure.legend(handles=keys, loc="outside lower left", ncols=3, handlelength=1.2)
        if left_out:
            axes.annotate(
                f"the {len(cells)} widest; {left_out} more differ by less",
                (0, 1),
                (0, 6),
                xycoords="axes fraction",
                textcoords="offset points",
                fontsize=7.5,
                color=GREY,
            )
        figure.alt = f"Lowest and highest figure of people {noun} by event. {'; '.join(said)}."
        return figure


def _point(axes: Axes, x: float, y: float, voice: Voice) -> None:
    face = voice.colour if voice.filled else PAPER
    edge = PAPER if voice.filled else voice.colour
    axes.plot(
        [x],
        [y],
        linestyle="",
        marker=voice.marker,
        markersize=7,
        markerfacecolor=face,
        markeredgecolor=edge,
        markeredgewidth=0.6 if voice.filled else 1.2,
        zorder=3,
    )


def _rows(axes: Axes, labels: list[str]) -> None:
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")


def losses(
    claims: pd.DataFrame, *, actors: pd.DataFrame | None = None, measure: str = "killed", most: int = 14
) -> Chart:
    """Draw what each side admits of its own losses against what its enemies, and others, say it lost.

    For each actor the figures are summed over the events on which anybody gives one for its
    losses; within an event the highest of each kind of voice counts. Rows are ordered by the gap.

    Parameters
    ----------
    claims : DataFrame
        Rows of ``claims``.
    actors : DataFrame, optional
        Rows of ``actors``, for names instead of ids.
    measure : str
        What is counted.
    most : int
        Rows drawn at most.

    Returns
    -------
    Chart
        A matplotlib figure.
    """
    noun = title_of("measure", measure).lower()
    names = actor_labels(actors)
    figures = _figures(claims, measure)
    figures = figures[figures["victim_actor_id"].notna()]
    party = figures["claimant_kind"].isin(["armed_group", "government", "military"])
    own = figures["claimant_id"].eq(figures["victim_actor_id"]).fillna(False)
    sides = pd.Series("others", index=figures.index).mask(party, "enemies").mask(own.astype(bool), "itself")
    figures = figures.assign(side=sides)
    highest = figures.groupby(["victim_actor_id", "event_id", "side"])["figure"].max().reset_index()
    totals = highest.pivot_table(index="victim_actor_id", columns="side", values="figure", aggfunc="sum")
    totals = totals.reindex(columns=["itself", "enemies", "others"]).astype(float)
    counts = highest.groupby("victim_actor_id")["event_id"].nunique().to_dict()
    gap = totals.max(axis=1) - totals.min(axis=1)
    totals = totals.assign(gap=gap).sort_values("gap", ascending=False, kind="stable").drop(columns="gap").head(most)
    looks = {
        "itself": ("what it admits itself", "s", "#1f2d4d"),
        "enemies": ("what its enemies claim", "^", "#d55e00"),
        "others": ("what others say", "o", "#0072b2"),
    }
    with chart(1.6 + ROW * max(len(totals), 2)) as figure:
        axes = figure.subplots()
        axes.set_title(f"Whose losses: people {noun} on each side, by who says so")
        if totals.empty:
            return nothing(figure, axes, f"No claim says to which side the people {noun} belonged.")
        said, labels = [], []
        for y, (actor, row) in enumerate(totals.iterrows()):
            known = row.dropna()
            axes.plot([known.min(), known.max()], [y, y], color="#b9b3a8", linewidth=2, zorder=1)
            for side, value in known.items():
                _, marker, colour = looks[str(side)]
                axes.plot(
                    [value],
                    [y],
                    linestyle="",
                    marker=marker,
                    markersize=7,
                    color=colour,
                    markeredgecolor=PAPER,
                    markeredgewidth=0.6,
                    zorder=3,
                )
            if "itself" not in known and not is_collective(str(actor)):
                axes.annotate(
                    "no figure of its own",
                    (1, y),
                    (4, 0),
                    xycoords=axes.get_yaxis_transform(),
                    textcoords="offset points",
                    va="center",
                    fontsize=7,
                    color=GREY,
                    style="italic",
                    annotation_clip=False,
                )
            label = plain(names.get(str(actor), str(actor)), 34)
            labels.append(f"{label} ({counts[actor]})")
            said.append(f"{label}: " + ", ".join(f"{looks[str(s)][0]} {v:,.0f}" for s, v in known.items()))
        axes.set_xlim(left=0)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        _rows(axes, labels)
        axes.set_xlabel(f"people {noun}, summed over events (number of events in brackets)")
        keys = [
            Line2D([], [], linestyle="", marker=marker, color=colour, markersize=6, label=label)
            for label, marker, colour in looks.values()
        ]
        figure.legend(handles=keys, loc="outside lower left", ncols=3, handlelength=1.2)
        figure.alt = f"People {noun} on each side by who says so. {'; '.join(said)}."
        return figure


def rule_totals(estimates: pd.DataFrame, *, measure: str = "killed", victim_class: str = "any") -> Chart:
    """Draw what each rule makes of the same claims: the total over all events, from low to high.

    Parameters
    ----------
    estimates : DataFrame
        Rows of ``estimates`` of the events to add up.
    measure, victim_class : str
        What is counted.

    Returns
    -------
    Chart
        A matplotlib figure. Under a rule, an event without a figure adds nothing; how many events
        have one stands at the end of each row.
    """
    noun = title_of("measure", measure).lower()
    rows = estimates[estimates["measure"].eq(measure) & estimates["victim_class"].eq(victim_class)]
    rows = rows.assign(
        # Open ends: where a rule gives no low or high, its best is the only figure there is.
        low=rows["low"].fillna(rows["best"]),
        high=rows["high"].fillna(rows["best"]),
    )
    totals = rows.groupby("rule").agg(
        low=("low", "sum"), best=("best", "sum"), high=("high", "sum"), events=("event_id", "nunique")
    )
    order = [rule for rule in RULE_STYLES if rule in totals.index]
    order += [rule for rule in totals.index if rule not in order]
    totals = totals.loc[order].astype(float)
    with chart(0.9 + ROW * max(len(totals), 2)) as figure:
        axes = figure.subplots()
        axes.set_title(f"One set of claims, {len(totals)} totals of people {noun}")
        if totals.empty:
            return nothing(figure, axes, f"No figure of people {noun}.")
        for y, (rule, row) in enumerate(totals.iterrows()):
            colour, marker = RULE_STYLES.get(str(rule), (INK, "o"))
            axes.plot([row["low"], row["high"]], [y, y], color=colour, linewidth=2.2, alpha=0.55, solid_capstyle="butt")
            axes.plot([row["best"]], [y], marker=marker, color=colour, markersize=7, markeredgecolor=PAPER, zorder=3)
            axes.annotate(
                f"{row['best']:,.0f}  ({row['events']:,.0f} events)",
                (1, y),
                (6, 0),
                xycoords=axes.get_yaxis_transform(),
                textcoords="offset points",
                va="center",
                fontsize=7.5,
                annotation_clip=False,
            )
        axes.set_xlim(left=0)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        _rows(axes, [title_of("estimate_rule", rule) for rule in totals.index])
        axes.set_xlabel(f"people {noun}")
        said = [
            f"{title_of('estimate_rule', rule)}: {row['best']:,.0f}, from {row['low']:,.0f} to {row['high']:,.0f}"
            for rule, row in totals.iterrows()
        ]
        figure.alt = f"Total of people {noun} under each rule. {'; '.join(said)}."
        return figure
