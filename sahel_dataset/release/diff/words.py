"""Changes told to people, as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pandas as pd

from sahel_dataset.release.diff.snapshot import Snapshot
from sahel_dataset.schema import Vocabulary, vocabulary
from sahel_dataset.visible import visible

__all__ = ["changes_in_words", "first_release_in_words"]

Row = dict[str, str | None]
#: Rows of each kind that are told one by one; the table ``changes`` has all.
SHOWN = 40
_LONGEST = 120
_KINDS = ("added", "withdrawn", "merged", "split", "returned", "replaced", "recoded")
_COLUMN_KINDS = ("column_added", "column_removed", "column_retyped", "column_deprecated")


def _kinds() -> Vocabulary:
    return vocabulary("change_kind")


def _cell(text: object) -> str:
    words = visible(str(text)).replace("\n", " ").replace("\t", " ")
    for character in ("\\", "|", "<", ">", "*", "[", "]", "`", "_"):
        words = words.replace(character, f"\\{character}")
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _grid(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    heads = list(heads)
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(map(str, row))} |"
    yield ""


def _counts(rows: list[Row]) -> Iterator[str]:
    # A row with three other values is one recoded row.
    distinct = {(row["table_name"] or "", row["row_key"], row["change"]) for row in rows}
    counted = Counter((name, kind) for name, _, kind in distinct)
    if not counted:
        return
    present = [kind for kind in _KINDS if any(kind == other for _, other in counted)]
    first = ("events", "claims")
    others = sorted({name for name, _ in counted} - {*first})
    names = [name for name in (*first, *others) if any(name == other for other, _ in counted)]
    yield from _grid(
        ["", *(_kinds()[kind].title for kind in present)],
        ([f"`{name}`", *(counted[name, kind] or "" for kind in present)] for name in names),
    )


def _reason(kind: str | None) -> str:
    return vocabulary("change_reason")[kind].title.lower() if kind else ""


def _in_brackets(row: Row) -> str:
    said = ": ".join(filter(None, (_reason(row["reason"]), _cell(row["explanation"] or ""))))
    return f" *({said})*" if said else ""


def _limited(lines: list[str]) -> Iterator[str]:
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"- and {len(lines) - SHOWN:,} more"
    yield ""


def _events(rows: list[Row], summaries: dict[str, str]) -> Iterator[str]:
    for kind in ("merged", "split", "withdrawn", "returned", "added"):
        lines = []
        for row in rows:
            if row["change"] == kind:
                goes = f" → `{row['redirect_to']}`" if row["redirect_to"] else ""
                said = _cell(summaries.get(row["row_key"] or "", ""))
                lines.append(f"- `{row['row_key']}`{goes}: {said}{_in_brackets(row)}")
        if lines:
            yield f"### {_kinds()[kind].title}\n"
            yield from _limited(lines)
    yield from _recoded(rows)


def _recoded(rows: list[Row]) -> Iterator[str]:
    chosen = [row for row in rows if row["change"] == "recoded"]
    if not chosen:
        return
    yield "### Recoded\n"
    counted = Counter((row["column_name"], row["reason"]) for row in chosen)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], str(item[0])))
    yield from _grid(
        ["Column", "Why", "Rows"], ([f"`{column}`", _reason(why), f"{count:,}"] for (column, why), count in ordered)
    )
    lines = [
        f"- `{row['row_key']}` `{row['column_name']}`: {_value(row['old_value'])} → {_value(row['new_value'])}"
        f"{_in_brackets(row)}"
        for row in chosen
    ]
    yield from _limited(lines)


def _value(value: str | None) -> str:
    return "nothing" if value is None else f"“{_cell(value)}”"


def _claims(rows: list[Row]) -> Iterator[str]:
    counted = Counter((row["change"] or "", row["reason"]) for row in rows if row["change"] != "recoded")
    if counted:
        ordered = sorted(counted.items(), key=lambda item: (-item[1], str(item[0])))
        yield from _grid(
            ["Change", "Why", "Claims"],
            ([_kinds()[kind].title, _reason(why), f"{count:,}"] for (kind, why), count in ordered),
        )
    yield from _recoded(rows)


def _columns(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        types = " → ".join(filter(None, (row["old_value"], row["new_value"])))
        more = f" {_cell(row['explanation'])}" if row["explanation"] else ""
        shown = f" ({types})" if types else ""
        title = _kinds()[row["change"] or ""].title
        yield f"- {title}: `{row['table_name']}.{row['column_name']}`{shown}.{more}"
    if rows:
        yield ""


def changes_in_words(frame: pd.DataFrame, old: Snapshot, new: Snapshot) -> str:
    """Return changes as Markdown: counts, then events, claims and columns, the most telling first.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table ``changes``, from `compare`.
    old, new : Snapshot
        The two releases.
    """
    rows: list[Row] = [
        {str(name): value for name, value in row.items()}
        for row in frame.astype(object).where(frame.notna(), None).to_dict("records")
    ]
    of_columns = [row for row in rows if row["change"] in _COLUMN_KINDS]
    of_rows = [row for row in rows if row["change"] in _KINDS]
    summaries: dict[str, str] = {}
    for release in (old, new):
        events = release.frame("events")
        if events is not None:
            summaries.update(zip(events["event_id"], events["summary"], strict=True))
    lines = [f"# Changes from {_cell(old.label)} to {_cell(new.label)}\n"]
    if not rows:
        lines.append("Nothing is different.")
    lines += _counts(of_rows)
    for title, part in (
        ("Columns", _columns(of_columns)),
        ("Events", _events([row for row in of_rows if row["table_name"] == "events"], summaries)),
        ("Claims", _claims([row for row in of_rows if row["table_name"] == "claims"])),
    ):
        told = list(part)
        if told:
            lines += [f"## {title}\n", *told]
    return "\n".join(lines).rstrip() + "\n"


def first_release_in_words(version: str) -> str:
    """Return what stands in place of changes where there is no release before."""
    return f"# Changes\n\n{version} is the first release; there is none to compare it with.\n"
