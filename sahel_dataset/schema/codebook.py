"""The codebook: what tables, columns and values mean, as a page, as Markdown and for the terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from sahel_dataset.schema.descriptor import Field, ForeignKey
from sahel_dataset.schema.model import Table, tables
from sahel_dataset.schema.pages import render_page
from sahel_dataset.schema.terms import Vocabulary, vocabularies, vocabulary

__all__ = ["codebook_html", "codebook_markdown"]

_TYPES = {
    "string": "text",
    "integer": "integer",
    "number": "number",
    "boolean": "yes or no",
    "date": "date",
    "array": "list of texts",
}


def _lists_of(chosen: Sequence[Table]) -> tuple[Vocabulary, ...]:
    """Return the vocabularies that the tables use, or all where all tables are chosen."""
    if len(chosen) == len(tables()):
        return vocabularies()
    used = {field.vocabulary.name for one in chosen for field in one.fields if field.vocabulary}
    return tuple(vocabulary(name) for name in sorted(used))


def codebook_html(chosen: Sequence[Table] | None = None) -> str:
    """Return the codebook as one HTML page that opens offline.

    Parameters
    ----------
    chosen : sequence of Table, optional
        The tables to describe, with the vocabularies they use; by default all.
    """
    chosen = chosen or tables()
    references: defaultdict[tuple[str, str], ForeignKey | None] = defaultdict(lambda: None)
    references.update({(one.name, key.field): key for one in chosen for key in one.foreign_keys})
    return render_page(
        Path(__file__).parent / "pages" / "codebook.html",
        tables=chosen,
        vocabularies=_lists_of(chosen),
        warnings=vocabulary("usage_warnings"),
        references=references,
        types=_TYPES,
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _describe(one: Table, field: Field) -> str:
    words = [field.description]
    if field.unit:
        words.append(f"Unit: {field.unit}.")
    if field.vocabulary:
        words.append(f"One of [{field.vocabulary.title.lower()}](#{field.vocabulary.name}).")
    words += [f"Refers to `{key.table}`." for key in one.foreign_keys if key.field == field.name]
    if field.deprecated:
        words.append(f"*Deprecated: {field.deprecated}*")
    words += [f"*{vocabulary('usage_warnings')[warning].title}.*" for warning in field.warnings]
    return " ".join(words)


def _table_lines(one: Table) -> Iterator[str]:
    yield f"## {one.title}: `{one.name}`\n"
    yield f"{one.description}\n"
    key = " + ".join(f"`{column}`" for column in one.primary_key)
    yield f"One row is {one.row}. Key: {key}.\n"
    for warning in one.warnings:
        term = vocabulary("usage_warnings")[warning]
        yield f"> **{term.title}.** {term.definition}\n"
    yield "| Column | Type | What it says |\n|---|---|---|"
    for field in one.fields:
        kind = _TYPES[field.type] + ("" if field.required else ", may be empty")
        yield f"| `{field.name}` | {kind} | {_cell(_describe(one, field))} |"
    yield ""
    if one.rules:
        yield "What every row fulfils:\n"
        for rule in one.rules:
            yield f"- {rule.description}" + (" (warning)" if rule.severity == "warning" else "")
        yield ""


def _vocabulary_lines(one: Vocabulary) -> Iterator[str]:
    yield f'<a id="{one.name}"></a>\n'
    yield f"### {one.title}: `{one.name}`\n"
    yield f"{one.description}\n"
    if one.crosswalk_note:
        yield f"{one.crosswalk_note}\n"
    heads = ["Value", "Meaning", "Example", *(scheme.upper() for scheme in one.schemes)]
    yield f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}"
    for term in one:
        cells = [f"`{term.name}`", term.definition, term.example]
        cells += ["; ".join(term.crosswalk.get(scheme, ())) for scheme in one.schemes]
        yield f"| {' | '.join(map(_cell, cells))} |"
    yield ""


def codebook_markdown(chosen: Sequence[Table] | None = None) -> str:
    """Return the codebook as Markdown.

    Parameters
    ----------
    chosen : sequence of Table, optional
        The tables to describe, with the vocabularies they use; by default all.

    Examples
    --------
    >>> from sahel_dataset.schema import table
    >>> print(codebook_markdown([table("places")]).splitlines()[2])
    ## Places: `places`
    """
    chosen = chosen or tables()
    lines = ["# Codebook\n"]
    for one in chosen:
        lines += _table_lines(one)
    used = _lists_of(chosen)
    if used:
        lines.append("## Vocabularies\n")
    for each in used:
        lines += _vocabulary_lines(each)
    return "\n".join(lines).rstrip() + "\n"
