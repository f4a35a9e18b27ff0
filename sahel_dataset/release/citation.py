"""How a release is cited, in the forms that reference managers, publishers and Git hosts read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml

from sahel_dataset.release.facts import ReleaseFacts, author_name

__all__ = ["FORMATS", "apa", "bibtex", "citation_file", "csl_json", "in_format", "ris", "unlatex"]

# Characters that LaTeX acts on.
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}


_PLAIN = {written: character for character, written in _LATEX.items()}
_WRITTEN = re.compile("|".join(map(re.escape, sorted(_PLAIN, key=len, reverse=True))))


def _latex(text: str) -> str:
    return "".join(_LATEX.get(character, character) for character in text)


def unlatex(text: str) -> str:
    r"""Return a text as it was before it was written for LaTeX.

    Examples
    --------
    >>> unlatex(r"claim\_type == 'toll' \& n < 5\%")
    "claim_type == 'toll' & n < 5%"
    """
    return _WRITTEN.sub(lambda found: _PLAIN[found[0]], text)


def _address(facts: ReleaseFacts) -> str | None:
    return f"https://doi.org/{facts.doi}" if facts.doi else facts.work.repository


def _key(facts: ReleaseFacts) -> str:
    return f"sahel_dataset_{facts.version.replace('.', '_')}"


def _bibtex_name(author: Mapping[str, str]) -> str:
    # A body's name in braces, or BibTeX would look for a family name in it.
    name = _latex(author_name(author))
    return f"{{{name}}}" if "name" in author else name


def bibtex(facts: ReleaseFacts, note: str | None = None) -> str:
    """Return the citation as a BibTeX entry.

    Parameters
    ----------
    facts : ReleaseFacts
        The release.
    note : str, optional
        What part of it was used.
    """
    entry = {
        "author": " and ".join(map(_bibtex_name, facts.work.authors)),
        "title": f"{{{_latex(facts.work.title)}}}",
        "year": str(facts.date.year),
        "version": facts.version,
        "publisher": _latex(facts.publisher) if facts.publisher else None,
        "doi": facts.doi,
        "url": _address(facts),
        "note": _latex("Data set." + (f" {note}" if note else "")),
    }
    lines = [f"  {name:<9} = {{{value}}}" for name, value in entry.items() if value]
    return f"@misc{{{_key(facts)},\n" + ",\n".join(lines) + "\n}\n"


def _apa_names(facts: ReleaseFacts) -> str:
    names = []
    for author in facts.work.authors:
        given = re.findall(r"\w[\w'’]*", author.get("given-names", ""))
        initials = " ".join(f"{name[0]}." for name in given)
        family = author_name({**author, "given-names": ""})
        names.append(", ".join(filter(None, (family, initials))))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, & {names[-1]}"


def apa(facts: ReleaseFacts, note: str | None = None) -> str:
    """Return the citation as APA (7th edition) has data sets."""
    names = _apa_names(facts)
    stop = "" if names.endswith(".") else "."
    parts = [
        f"{names}{stop} ({facts.date.year}). {facts.work.title} (Version {facts.version}) [Data set].",
        f"{facts.publisher}." if facts.publisher else None,
        _address(facts),
    ]
    line = " ".join(filter(None, parts))
    return f"{line}\n{note}\n" if note else f"{line}\n"


def ris(facts: ReleaseFacts, note: str | None = None) -> str:
    """Return the citation in RIS."""
    rows = [
        ("TY", "DATA"),
        *(("AU", author_name(author)) for author in facts.work.authors),
        ("TI", facts.work.title),
        ("PY", str(facts.date.year)),
        ("DA", f"{facts.date:%Y/%m/%d}"),
        ("ET", facts.version),
        ("PB", facts.publisher),
        ("DO", facts.doi),
        ("UR", _address(facts)),
        *(("KW", word) for word in facts.work.keywords),
        ("N1", note),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in rows if value) + "ER  - \n"


def csl_json(facts: ReleaseFacts, note: str | None = None) -> str:
    """Return the citation as CSL-JSON, a list of one item."""
    item: dict[str, Any] = {
        "id": _key(facts),
        "type": "dataset",
        "title": facts.work.title,
        "author": [_csl_name(author) for author in facts.work.authors],
        "issued": {"date-parts": [[facts.date.year, facts.date.month, facts.date.day]]},
        "version": facts.version,
        "publisher": facts.publisher,
        "DOI": facts.doi,
        "URL": _address(facts),
        "note": note,
    }
    known = {key: value for key, value in item.items() if value is not None}
    return json.dumps([known], ensure_ascii=False, indent=2) + "\n"


def _csl_name(author: Mapping[str, str]) -> dict[str, str]:
    if "name" in author:
        return {"literal": author["name"]}
    names = {"family": author.get("family-names"), "given": author.get("given-names")}
    names["non-dropping-particle"] = author.get("name-particle")
    return {key: value for key, value in names.items() if value}


def citation_file(facts: ReleaseFacts, note: str | None = None) -> str:
    """Return the citation as a CITATION.cff (Citation File Format 1.2.0)."""
    work = facts.work
    about: dict[str, Any] = {
        "title": work.title,
        "authors": [dict(author) for author in work.authors],
        "version": facts.version,
        "date-released": facts.date,
        "doi": facts.doi,
        "license": work.licence,
        "repository-code": work.repository,
    }
    about = {key: value for key, value in about.items() if value}
    entry: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite this release.",
        "type": "dataset",
        **about,
        "abstract": work.abstract,
        "keywords": list(work.keywords),
    }
    if not work.keywords:
        del entry["keywords"]
    if note:
        publisher = {"publisher": {"name": facts.publisher}} if facts.publisher else {}
        entry["preferred-citation"] = {"type": "data", **about, **publisher, "notes": note}
    return yaml.safe_dump(entry, sort_keys=False, allow_unicode=True, width=110)


#: The forms by name.
FORMATS: dict[str, Callable[[ReleaseFacts, str | None], str]] = {
    "bibtex": bibtex,
    "apa": apa,
    "ris": ris,
    "csl-json": csl_json,
    "cff": citation_file,
}


def in_format(name: str, facts: ReleaseFacts, note: str | None = None) -> str:
    """Return the citation in the form called `name`.

    Raises
    ------
    ValueError
        If there is no such form.
    """
    if name not in FORMATS:
        raise ValueError(f"There is no format '{name}'; there are {', '.join(FORMATS)}.")
    return FORMATS[name](facts, note)
