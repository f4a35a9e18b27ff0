"""How every figure looks: one page width, one typeface, colours that survive a photocopier.

Colours are Okabe and Ito's (2008), ordered so that they also differ in grey; every colour comes
with a marker and a hatch of its own, so that no figure needs colour to be read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from sahel_dataset.visible import visible

__all__ = ["FAMILIES", "GREY", "INK", "PAPER", "Chart", "Family", "chart", "family_of", "nothing", "plain"]

INK, GREY, PALE, PAPER = "#1a1a1a", "#6b6b6b", "#e3e0da", "#ffffff"
#: Width of a figure in inches: the text block of an A4 page.
WIDTH = 7.2

_SETTINGS: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 8.5,
    "axes.titlesize": 10,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 10,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.7,
    "axes.axisbelow": True,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "grid.color": PALE,
    "grid.linewidth": 0.7,
    "hatch.linewidth": 0.6,
    "hatch.color": PAPER,
    "legend.frameon": False,
    "legend.fontsize": 8,
    "svg.fonttype": "path",
    "svg.hashsalt": "sahel_dataset",
    # "$" in an article is a dollar sign, not the beginning of a formula.
    "text.parse_math": False,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
}


@dataclass(frozen=True, slots=True)
class Family:
    """A group of event types drawn alike."""

    name: str
    colour: str
    marker: str
    hatch: str
    types: tuple[str, ...]


#: The event types by the six headings of the event type vocabulary.
FAMILIES = (
    Family("Fighting", "#1f2d4d", "o", "", ("armed_clash",)),
    Family(
        "Air strikes, shelling, explosives",
        "#0072b2",
        "D",
        "....",
        ("air_strike", "shelling", "explosive_device", "suicide_attack"),
    ),
    Family(
        "Violence against civilians",
        "#d55e00",
        "^",
        "////",
        ("attack_on_civilians", "abduction", "sexual_violence", "looting_destruction", "displacement"),
    ),
    Family(
        "Control of places", "#e69f00", "s", "\\\\\\\\", ("territory_taken", "withdrawal", "blockade", "deployment")
    ),
    Family(
        "Authority, crowds, agreements",
        "#7fc4e8",
        "v",
        "xxxx",
        (
            "protest",
            "riot",
            "coup",
            "arrest",
            "expulsion",
            "sanction",
            "media_ban",
            "agreement",
            "release",
            "negotiation",
        ),
    ),
    Family("Other", "#c9c5bd", "P", "", ("accident", "other_conflict_event")),
)
_FAMILY_OF = {event_type: family for family in FAMILIES for event_type in family.types}


def family_of(event_type: str) -> Family:
    """Return the family an event type is drawn with (`Other` for a type not in the vocabulary)."""
    return _FAMILY_OF.get(event_type, FAMILIES[-1])


def plain(text: object, limit: int = 60) -> str:
    r"""Return text from an article fit for a label: one line, nothing that reorders it, not too long.

    Examples
    --------
    >>> plain("a\u202ecode\n  b")
    'a\\u202ecode b'
    """
    words = " ".join(visible(str(text)).split())
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


class Chart(Figure):
    """A matplotlib figure that carries its description in words.

    In JupyterLab and in the reports it shows itself as SVG; `alt` is read out by screen readers.
    Everything else is a figure as matplotlib makes it: ``chart.savefig("figure.pdf")``.
    """

    alt: str = ""

    def svg(self) -> str:
        """Return the figure as SVG, the same text every time."""
        target = io.StringIO()
        with mpl.rc_context(_SETTINGS):
            self.savefig(target, format="svg", bbox_inches="tight", pad_inches=0.06, metadata={"Date": None})
        return target.getvalue()

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        return {"image/svg+xml": self.svg(), "text/plain": self.alt}, {"image/svg+xml": {"alt": self.alt}}


@contextmanager
def chart(
    height: float, *, width: float = WIDTH, layout: Literal["constrained", "compressed", "tight"] | None = "constrained"
) -> Iterator[Chart]:
    """Yield an empty figure to draw on, in the style of all figures.

    Parameters
    ----------
    height, width : float
        Inches.
    layout : {'constrained', 'compressed', 'tight'} or None
        matplotlib's layout engine.
    """
    with mpl.rc_context({**mpl.rcParamsDefault, **_SETTINGS, "backend": mpl.rcParams["backend"]}):
        figure = Chart(figsize=(width, height), layout=layout)
        FigureCanvasAgg(figure)
        yield figure


def nothing(figure: Chart, axes: Axes, why: str) -> Chart:
    """Turn a figure into a sentence that says why there is nothing to draw."""
    figure.set_size_inches(figure.get_size_inches()[0], 0.9)
    axes.set_axis_off()
    axes.text(0, 0.5, why, ha="left", va="center", color=GREY, transform=axes.transAxes)
    figure.alt = why
    return figure
