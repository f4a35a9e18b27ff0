"""HTML made safely: every value is escaped, and text from articles cannot steer what is around it."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from sahel_dataset.visible import visible

__all__ = ["STYLE", "Fragment", "Markup", "day", "element", "html_table", "link", "text"]

#: The style of cards and tables, scoped to their classes.
STYLE = (Path(__file__).parent / "cards.css").read_text(encoding="utf-8")


class Markup(str):
    """HTML that is known to be safe; every other string is text and gets escaped."""

    __slots__ = ()


class Fragment:
    """A part of a card that shows itself in a notebook.

    Parameters
    ----------
    markup : Markup
        What is shown.
    words : str
        What is shown where HTML is not, in a terminal say.
    """

    def __init__(self, markup: Markup, words: str) -> None:
        self.markup = markup
        self.words = words

    def __repr__(self) -> str:
        return visible(self.words)

    def _repr_html_(self) -> str:
        return f"<style>{STYLE}</style>{element('div', self.markup, class_='sahel-card sahel-plain')}"


def text(value: object) -> Markup:
    """Return a value as escaped text; a missing one as nothing.

    Examples
    --------
    >>> text("<b>ten</b>")
    '&lt;b&gt;ten&lt;/b&gt;'
    """
    if isinstance(value, Markup):
        return value
    if not isinstance(value, str) and pd.isna(value):  # type: ignore[call-overload]
        return Markup("")
    return Markup(html.escape(visible(str(value))))


def element(tag: str, *children: object, **attributes: object) -> Markup:
    """Return an element; children that are not `Markup` and all attributes are escaped.

    Examples
    --------
    >>> element("p", "1 < 2", class_="note")
    '<p class="note">1 &lt; 2</p>'
    """
    named = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{text(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{tag}{named}>{''.join(text(child) for child in children)}</{tag}>")


def link(address: object, label: object) -> Markup:
    """Return a link to a web address, or the label alone where the address is no http or https address.

    Examples
    --------
    >>> link("javascript:run()", "source")
    'source'
    """
    if isinstance(address, str) and address.lower().startswith(("https://", "http://")):
        return element("a", label, href=address, rel="noopener noreferrer nofollow")
    return text(label)


def day(value: object) -> Markup:
    """Return a date as an HTML time element; a missing one as nothing."""
    if pd.isna(value):  # type: ignore[call-overload]
        return Markup("")
    moment = pd.Timestamp(value)  # type: ignore[arg-type]
    date = dt.date(moment.year, moment.month, moment.day)
    return element("time", f"{date.day} {date:%B %Y}", datetime=date.isoformat())


def html_table(
    frame: pd.DataFrame, *, caption: str | None = None, numbers: Iterable[str] = (), empty: str = "None."
) -> Markup:
    """Return a frame as an HTML table; cells that are not `Markup` are escaped.

    Parameters
    ----------
    frame : DataFrame
        What to show; its columns' names are the headings.
    caption : str, optional
        Words above the table.
    numbers : iterable of str
        Columns set flush right.
    empty : str
        What is said in place of a table without rows.
    """
    right = set(numbers)
    if frame.empty:
        return element("p", element("em", empty), class_="sahel-none")

    def cell(tag: str, column: object, value: object, **attributes: object) -> Markup:
        return element(tag, value, class_="number" if column in right else None, **attributes)

    head = element("tr", *(cell("th", name, name, scope="col") for name in frame.columns))
    rows = [
        element("tr", *(cell("td", name, value) for name, value in zip(frame.columns, row, strict=True)))
        for row in frame.itertuples(index=False, name=None)
    ]
    parts = [element("caption", caption)] if caption else []
    table = element("table", *parts, element("thead", head), element("tbody", *rows), class_="sahel-table")
    return element("div", table, class_="sahel-scroll", tabindex=0, role="group", aria_label=caption or "Table")
