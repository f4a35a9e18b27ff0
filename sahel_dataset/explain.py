"""Where does this number come from? The claims on an event, each with its words, its claimant and its source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

__all__ = ["Explanation", "UnknownIdError", "explain", "gather", "show"]

Row = dict[str, Any]
_LEDGER = ("event_id", "status", "redirect_to", "reason")


class UnknownIdError(KeyError):
    """No event and no claim has this id."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is known of one event, or of one claim.

    Attributes
    ----------
    asked : str
        The id that was asked for.
    note : str or None
        What became of that id, where another stands for it now.
    event : dict or None
        Row of ``events``; None for a claim about no single event.
    roles, claims, estimates : tuple of dict
        Rows of ``event_actors``, ``claims`` and ``estimates``.
    articles, names, texts : mappings
        Rows of ``articles`` by id, actors' names by id, and articles' texts by id, as far as they are at hand.
    """

    asked: str
    note: str | None
    event: Row | None
    roles: tuple[Row, ...]
    claims: tuple[Row, ...]
    estimates: tuple[Row, ...]
    articles: dict[str, Row]
    names: dict[str, str]
    texts: dict[str, str]


class _Tables:
    """The tables below a root, read in part."""

    def __init__(self, root: Path | None) -> None:
        self._root = root

    def rows(self, name: str, column: str, values: Collection[str]) -> list[Row]:
        """Return the rows of a table whose `column` is one of `values`."""
        import pyarrow.parquet as pq

        return pq.read_table(self._path(name), filters=[(column, "in", sorted(values))]).to_pylist() if values else []

    def columns(self, name: str, *columns: str) -> list[Row]:
        """Return some columns of a table."""
        import pyarrow.parquet as pq

        return pq.read_table(self._path(name), columns=list(columns)).to_pylist()

    def _path(self, name: str) -> Path:
        from sahel_dataset.load import locate

        path = locate(name, self._root)
        if not path.is_file():
            raise FileNotFoundError(f"no table '{name}' at {path}; has the stage that writes it run?")
        return path

    def texts(self, articles: Collection[str]) -> dict[str, str]:
        """Return the texts of articles, as far as they are on this machine."""
        try:
            return {row["article_id"]: row["text"] for row in self.rows("texts", "article_id", articles)}
        except FileNotFoundError:
            return {}


def gather(identifier: str, root: str | Path | None = None) -> Explanation:
    """Collect what explains an event or a claim.

    Parameters
    ----------
    identifier : str
        An event's or a claim's id, or a beginning that only one of them has. Ids of earlier releases lead to the event
        that stands for them now.
    root : str or Path, optional
        A folder of tables, a checkout, or an output folder of ``sahel build``; see `sahel_dataset.load.load`.

    Raises
    ------
    UnknownIdError
        If no event and no claim has this id.
    FileNotFoundError
        If the tables have not been made.
    """
    tables = _Tables(Path(root) if root is not None else None)
    known, note = _resolve(identifier, tables)
    claims = tables.rows("claims", "claim_id", [known])
    if claims:
        events = [row["event_id"] for row in claims if row["event_id"]]
    else:
        claims = tables.rows("claims", "event_id", [known])
        events = [known]
    event = next(iter(tables.rows("events", "event_id", events)), None)
    used = {row["claim_id"] for row in claims}
    estimates = tables.rows("estimates", "event_id", events)
    if events != [known]:
        estimates = [row for row in estimates if used.intersection(row["claim_ids"])]
    articles = {row["article_id"] for row in claims}
    return Explanation(
        asked=identifier,
        note=note,
        event=event,
        roles=tuple(tables.rows("event_actors", "event_id", events)),
        claims=tuple(sorted(claims, key=lambda row: (row["asserted_on"] is None, row["asserted_on"], row["claim_id"]))),
        estimates=tuple(estimates),
        articles={row["article_id"]: row for row in tables.rows("articles", "article_id", articles)},
        names={row["actor_id"]: row["name"] for row in tables.columns("actors", "actor_id", "name")},
        texts=tables.texts(articles),
    )


def _resolve(identifier: str, tables: _Tables) -> tuple[str, str | None]:
    """Return the id of an event or a claim that `identifier` stands for, and what became of it if it is another."""
    keys = (("events", "event_id"), ("claims", "claim_id"))
    known = [row[column] for name, column in keys for row in tables.columns(name, column)]
    if identifier in known:
        return identifier, None
    ledger = {row["event_id"]: row for row in tables.columns("event_ids", *_LEDGER)}
    if identifier in ledger:
        return _follow(identifier, ledger, known)
    begun = [one for one in known if one.startswith(identifier)] if identifier else []
    if len(begun) == 1:
        return begun[0], None
    if begun:
        raise UnknownIdError(f"'{identifier}' is the beginning of {len(begun)} ids: {', '.join(sorted(begun)[:5])} ...")
    from difflib import get_close_matches

    near = get_close_matches(identifier, known, n=3)
    hint = f" Did you mean {' or '.join(near)}?" if near else " Ids stand in the tables events and claims."
    raise UnknownIdError(f"no event and no claim has the id '{identifier}'.{hint}")


def _follow(identifier: str, ledger: dict[str, Row], known: Collection[str]) -> tuple[str, str]:
    """Follow an id of an earlier release to the event that stands for it now."""
    row, passed = ledger[identifier], {identifier}
    first = row
    while row["redirect_to"] and row["redirect_to"] not in passed:
        passed.add(row["redirect_to"])
        row = ledger.get(row["redirect_to"], {"event_id": row["redirect_to"], "redirect_to": None})
    reason = first["reason"] or "no reason is given"
    if row["event_id"] not in known:
        raise UnknownIdError(f"the id '{identifier}' is {first['status']}: {reason}")
    return row["event_id"], f"{identifier} is {first['status']}: {reason}"


def figure(low: int | None, high: int | None) -> str:
    """Return a quantity in words.

    Examples
    --------
    >>> [figure(50, 50), figure(12, None), figure(None, 30), figure(24, 99), figure(0, 0), figure(None, None)]
    ['50', 'at least 12', 'up to 30', '24 to 99', 'no', 'an unstated number of']
    """
    if low is None and high is None:
        return "an unstated number of"
    if low is None:
        return f"up to {high:,}"
    if high is None:
        return f"at least {low:,}"
    if low == high:
        return f"{low:,}" if low else "no"
    return f"{low:,} to {high:,}"


def _title(list_name: str, term: str | None) -> str:
    from sahel_dataset.schema import vocabulary

    if term is None:
        return ""
    terms = vocabulary(list_name)
    return terms[term].title.lower() if term in terms else term


def _content(claim: Row, names: dict[str, str]) -> str:
    """Return what a claim says, in words."""
    by = claim["perpetrator_actor_id"]
    doer = f" by {names.get(by, by)}" if by and by != claim["claimant_id"] else ""
    if claim["claim_type"] != "toll":
        return _title("claim_type", claim["claim_type"]) + doer
    side = claim["victim_actor_id"]
    own = "of its own " if side and side == claim["claimant_id"] else ""
    whose = f" of {names.get(side, side)}" if side and not own else ""
    # "16 vehicles lost": the measure says what is counted.
    is_thing = claim["measure"] in {"vehicles_lost", "aircraft_lost"}
    counted = own + ("" if is_thing else _title("victim_class", claim["victim_class"]))
    quantity = figure(claim["quantity_low"], claim["quantity_high"])
    return f"{quantity} {counted}{whose} {_title('measure', claim['measure'])}{doer}".replace("  ", " ")


def _safe(*parts: object, style: str = "") -> Text:
    """Return text of the tables as it may stand on a terminal: one line, no control characters, no markup."""
    from rich.text import Text

    from sahel_dataset.visible import visible

    joined = "".join(str(part) for part in parts if part is not None)
    return Text(visible(" ".join(joined.split())), style=style)


def _quote(claim: Row, texts: dict[str, str], plain: bool) -> Text:
    """Return a claim's sentence with its quote highlighted, or the quote alone where the text is not at hand.

    Where there is no highlighting (`plain`), the quote stands between double asterisks.
    """
    from rich.text import Text

    from sahel_dataset.visible import in_context, visible

    body = texts.get(claim["article_id"])
    start, end = claim["quote_start"], claim["quote_end"]
    before, quote, after = "", claim["quote"], ""
    if body is not None and body[start:end] == claim["quote"]:
        before, quote, after = in_context(body, start, end)
    line = Text()
    for part, style in ((before, ""), (quote, "bold reverse"), (after, "")):
        gap = " " if part[:1].isspace() and line else ""
        words = visible(" ".join(part.split()))
        marked = f"**{words}**" if style and plain else words
        line.append(gap).append(marked, style=style).append(" " if part[-1:].isspace() else "")
    return line


def _source(claim: Row, article: Row | None) -> Text:
    parts: list[object] = []
    if article:
        parts += [
            article["outlet"] or article["collection"],
            article["agency"],
            article["published_on"],
            article["url"],
        ]
    else:
        parts.append(claim["article_id"])
    if claim["asserted_on"]:
        parts.append(f"said on {claim['asserted_on']}")
    if claim["reported_via"]:
        parts.append(f"via {claim['reported_via']}")
    if claim["superseded_by"]:
        parts.append(f"superseded by {claim['superseded_by']}")
    return _safe(" · ".join(str(part) for part in parts if part), style="dim")


def _claim(claim: Row, found: Explanation, plain: bool) -> Iterable[RenderableType]:
    from rich.padding import Padding

    named = found.names.get(claim["claimant_id"], claim["claimant_id"]) if claim["claimant_id"] else None
    kind = _title("claimant_kind", claim["claimant_kind"])
    head = _safe(claim["claim_id"], style="dim")
    head.append("  ")
    head.append_text(_safe(named or claim["claimant_text"] or kind, style="bold"))
    if named or claim["claimant_text"]:
        head.append(f" ({kind})", style="dim")
    head.append(" ")
    head.append_text(_safe(_title("stance", claim["stance"]), style="italic"))
    head.append(": ")
    head.append_text(_safe(_content(claim, found.names)))
    yield head
    yield Padding(_quote(claim, found.texts, plain), (0, 0, 0, 4))
    yield Padding(_source(claim, found.articles.get(claim["article_id"])), (0, 0, 1, 4))


def _heading(found: Explanation, event: Row) -> Iterable[RenderableType]:
    yield _safe(event["event_id"], style="dim").append("  ").append_text(_safe(event["summary"], style="bold"))
    days = [str(day) for day in dict.fromkeys((event["date_start"], event["date_end"])) if day]
    place = ", ".join(part for part in (event["place_name"], event["admin1"], event["country"]) if part)
    facts = [
        _title("event_type", event["event_type"]),
        f"{' to '.join(days) or 'no date'} ({event['date_precision']})",
        f"{place or 'no place'} ({event['geo_precision']})",
        f"told as {event['realis']}",
        f"{event['n_articles']} articles, {event['n_independent_sources']} independent sources",
    ]
    yield _safe(" · ".join(facts))
    if found.roles:
        who = (
            f"{found.names.get(row['actor_id'], row['actor_id'])}: {row['role']} ({row['basis']})"
            for row in found.roles
        )
        yield _safe(" · ".join(who))


def _estimates(rows: Sequence[Row]) -> RenderableType:
    from rich.table import Table

    from sahel_dataset.schema import vocabulary

    order = {name: place for place, name in enumerate(vocabulary("estimate_rule").names)}
    grid = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for head in ("measure", "class", "rule", "low", "best", "high", "from claims"):
        grid.add_column(head, justify="right" if head in {"low", "best", "high"} else "left")
    previous = None
    for row in sorted(rows, key=lambda row: (row["measure"], row["victim_class"], order.get(row["rule"], 99))):
        what = (_title("measure", row["measure"]), _title("estimate_victim_class", row["victim_class"]))
        figures = ("–" if row[name] is None else f"{row[name]:,}" for name in ("low", "best", "high"))
        grid.add_row(
            *(what if what != previous else ("", "")), row["rule"], *figures, _safe(", ".join(row["claim_ids"]))
        )
        previous = what
    return grid


def show(found: Explanation, console: Console) -> None:
    """Print an explanation.

    Parameters
    ----------
    found : Explanation
        What `gather` returned.
    console : rich.console.Console
        Where to print it.
    """
    from rich.text import Text

    lines: list[RenderableType] = []
    if found.note:
        lines += [_safe(found.note, style="yellow"), Text()]
    if found.event:
        lines += [*_heading(found, found.event), Text()]
    for claim in found.claims:
        lines += _claim(claim, found, plain=console.color_system is None)
    if not found.claims:
        lines += [Text("No claims are recorded for this event.", style="dim"), Text()]
    if found.estimates:
        lines += [Text("Estimates, by rule", style="bold"), _estimates(found.estimates)]
    for line in lines:
        console.print(line, highlight=False, markup=False)


def explain(
    identifier: Annotated[str, typer.Argument(metavar="EVENT_ID|CLAIM_ID", help="An id, or the beginning of one.")],
    root: Annotated[
        Path | None, typer.Option(help="Folder of tables, or output folder of sahel build; the checkout by default.")
    ] = None,
) -> None:
    """Show the claims behind an event's figures: who says what, in which words, where and when."""
    from rich.console import Console

    try:
        found = gather(identifier, root)
    except UnknownIdError as error:
        Console(stderr=True).print(_safe(error), soft_wrap=True)
        raise typer.Exit(1) from None
    show(found, Console())
