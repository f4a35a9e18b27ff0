"""How to cite what was used: a release, a table, or some of its rows, so that a reviewer can check it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sahel_dataset.release.cited import Subset, counted, read_citation

if TYPE_CHECKING:
    import pandas as pd

    from sahel_dataset.release.facts import ReleaseFacts

__all__ = ["Checked", "Citation", "check_citation", "cite", "keys_digest"]

_NAME = re.compile(r"\b[a-z_][a-z0-9_]*\b")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


class Citation(str):
    """A citation as text, which a notebook shows as it is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self).rstrip("\n")


@dataclass(frozen=True, slots=True)
class Checked:
    """Rows that a citation names, compared with what the release has.

    Attributes
    ----------
    cited : Subset
        What the citation says.
    found : Subset or None
        What the same query finds; None for rows that a program chose, which only the program can choose again.
    """

    cited: Subset
    found: Subset | None

    @property
    def holds(self) -> bool:
        """True unless something else was found than is cited."""
        return self.found is None or self.found == self.cited

    def sentence(self) -> str:
        """Return the outcome in a sentence."""
        rows = f"{self.cited.table}{f' where {self.cited.query}' if self.cited.query else ''}"
        if self.found is None:
            return (
                f"{rows}: {counted(self.cited.rows)} that a program chose. Run it, and compare sahel.cite(frame) with "
                f"{self.cited.digest}."
            )
        if self.holds:
            return f"{rows}: {counted(self.found.rows)} with the digest that is cited."
        if self.found.rows == self.cited.rows:
            return (
                f"{rows}: {counted(self.found.rows)}, but others than are cited; their digest is {self.found.digest}."
            )
        return (
            f"{rows}: {counted(self.found.rows)}, and {self.cited.rows} are cited; their digest is {self.found.digest}."
        )


def keys_digest(frame: pd.DataFrame, table: str) -> str:
    """Return the SHA-256 of which rows of a table a frame holds.

    It is taken over the keys, in order, and not over the other columns: together with the release it fixes the rows,
    whichever columns were kept, dropped or computed.

    Parameters
    ----------
    frame : pandas.DataFrame
        Rows of the table, in any order.
    table : str
        The table.

    Returns
    -------
    str
        64 hexadecimal digits.

    Raises
    ------
    ValueError
        If the frame lacks a column of the key, or holds a row twice.

    Examples
    --------
    >>> import pandas as pd
    >>> one = pd.DataFrame({"claim_id": ["c2", "c1"], "quote": ["b", "a"]})
    >>> keys_digest(one, "claims") == keys_digest(one[["claim_id"]].iloc[::-1], "claims")
    True
    """
    from sahel_dataset.release.diff.rows import as_text
    from sahel_dataset.schema.descriptor import read_descriptor

    key = read_descriptor(table).primary_key
    missing = [name for name in key if name not in frame.columns]
    if missing:
        raise ValueError(
            f"To tell which rows of '{table}' were used, the columns of its key are needed: {', '.join(missing)} "
            f"{'are' if len(missing) > 1 else 'is'} not in the frame."
        )
    rows = sorted(
        zip(*(as_text(frame[name]) for name in key), strict=True), key=lambda row: [part or "" for part in row]
    )
    if len(set(rows)) != len(rows):
        raise ValueError(f"The frame holds rows of '{table}' twice; cite it before it is joined with another.")
    lines = [json.dumps([table, *key]), *(json.dumps(row, ensure_ascii=False) for row in rows)]
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def cite(
    what: pd.DataFrame | str | Sequence[str] | None = None,
    *,
    query: str | None = None,
    version: str | None = None,
    format: str = "bibtex",
    base: str | Path | None = None,
) -> Citation:
    """Return the citation of a release, and of the part of it that was used.

    Parameters
    ----------
    what : pandas.DataFrame, str or sequence of str, optional
        A frame that came from `load`, cut down as you like; or a table, or several. By default the release alone.
    query : str, optional
        Which rows of the tables, as for ``DataFrame.query``. Columns of a table that the rows refer to can be named,
        too: ``country == 'ML'`` chooses claims by the country of their event.
    version : str, optional
        The release; for a frame the one it came from, otherwise the latest.
    format : str
        ``bibtex``, ``apa``, ``ris``, ``csl-json`` or ``cff``.
    base : str or Path, optional
        Where releases are fetched from; as for `load`.

    Returns
    -------
    Citation
        The text.

    Raises
    ------
    ValueError
        If a frame does not say where it is from, or is of no release; or if there is no such format.
    UnknownReleaseError
        If there is no such release.

    Examples
    --------
    >>> cite(version="2026.12.0", format="apa")  # doctest: +SKIP
    >>> claims = load("claims", version="2026.12.0")  # doctest: +SKIP
    >>> cite(claims.query("stance == 'denies'"))  # doctest: +SKIP
    """
    from sahel_dataset.release.citation import in_format

    subsets: list[Subset] = []
    if what is None or isinstance(what, (str, Sequence)):
        chosen = [what] if isinstance(what, str) else list(what or ())
        version = _version(version, base)
        if query and not chosen:
            raise ValueError("A query is about rows of a table: say of which.")
        subsets = [_of_table(name, query, version, base) for name in chosen]
    else:
        if query:
            raise ValueError("A frame holds the rows that were used; a query goes with the names of tables.")
        subset, version = _of_frame(what, version)
        subsets = [subset]
    note = " ".join(subset.sentence() for subset in subsets) or None
    return Citation(in_format(format, _facts(version, base), note))


def check_citation(citation: str, *, base: str | Path | None = None) -> list[Checked]:
    """Choose the rows that a citation names again, and compare their number and digest with the cited ones.

    Parameters
    ----------
    citation : str
        The citation, in any of the formats of `cite`.
    base : str or Path, optional
        Where the release is fetched from; as for `load`.

    Returns
    -------
    list of Checked
        One for each table of which rows are named; none where the release as such is cited.

    Raises
    ------
    ValueError
        If it names no version, or a query in it does not work.
    UnknownReleaseError
        If there is no such release.

    Examples
    --------
    >>> [one.holds for one in check_citation(cite("claims", query="stance == 'denies'"))]  # doctest: +SKIP
    [True]
    """
    cited = read_citation(citation)
    # A release that is not there is told of, even where no rows are to be chosen.
    _facts(cited.version, base)
    return [
        Checked(one, _of_table(one.table, one.query, cited.version, base) if one.query or one.is_whole else None)
        for one in cited.subsets
    ]


def _version(version: str | None, base: str | Path | None) -> str:
    from sahel_dataset.release.registry import UnknownReleaseError, carried_version, registered

    if version not in {None, "latest"}:
        assert version is not None
        return version
    known = list(registered(base))
    latest = known[-1] if known else carried_version()
    if latest is None:
        raise UnknownReleaseError("No release is registered, so there is none to cite. Name one with its base=.")
    return latest


def _facts(version: str, base: str | Path | None) -> ReleaseFacts:
    """Return what a release says of itself, with the DOI under which it was registered."""
    from dataclasses import replace

    from sahel_dataset.release.facts import read_facts
    from sahel_dataset.release.fetch import fetch
    from sahel_dataset.release.registry import carried, carried_version, registered

    if carried_version() == version:
        path = carried() / "release.json"
    else:
        (path,) = fetch(version, ["release.json"], base)
    facts = read_facts(path.read_text(encoding="utf-8"))
    entry = registered(base).get(version)
    if entry is None:
        return facts
    return replace(
        facts,
        date=dt.date.fromisoformat(entry.date),
        doi=entry.doi or facts.doi,
        publisher=entry.publisher or facts.publisher,
    )


def _of_frame(frame: pd.DataFrame, version: str | None) -> tuple[Subset, str]:
    from sahel_dataset.load import ORIGIN

    origin = frame.attrs.get(ORIGIN)
    if not origin:
        raise ValueError(
            "The frame does not say where it is from: it did not come from load(), or a join took that away. Cite the "
            "table instead, cite('claims', query=...), or cite the frame before joining it."
        )
    version = version or origin["version"]
    if version is None:
        raise ValueError(
            f"These rows of '{origin['table']}' are of no release: they came from a working copy, which changes. Load "
            "a release, load(..., version='latest'), and cite that."
        )
    return Subset(origin["table"], len(frame), keys_digest(frame, origin["table"])), version


def _of_table(name: str, query: str | None, version: str, base: str | Path | None) -> Subset:
    from sahel_dataset.load import load

    if query is None:
        facts = _facts(version, base)
        if name not in facts.tables:
            raise ValueError(f"Release {version} has no table '{name}'; it has {', '.join(facts.tables)}.")
        return Subset(name, facts.tables[name].rows, facts.tables[name].digest, is_whole=True)
    frame = load(name, version=version, base=base, warn=False)
    wide = _with_referred(name, frame, query, version, base)
    try:
        # The other engine is used where it is installed, and differs in what it takes for equal.
        found = wide.query(query, engine="python")
    except (SyntaxError, TypeError, ValueError, KeyError, NameError, AttributeError) as error:
        raise ValueError(f"The query {query!r} does not work on '{name}': {error}") from error
    return Subset(name, len(found), keys_digest(found, name), query)


def _with_referred(name: str, frame: pd.DataFrame, query: str, version: str, base: str | Path | None) -> pd.DataFrame:
    """Add the columns that a query names and that stand in a table the rows refer to."""
    from sahel_dataset.load import load
    from sahel_dataset.schema.descriptor import read_descriptor

    wanted = [word for word in dict.fromkeys(_NAME.findall(_QUOTED.sub("", query))) if word not in frame.columns]
    wide = frame
    for key in read_descriptor(name).foreign_keys:
        there = [] if key.is_list or key.table == name else read_descriptor(key.table).columns
        found = [word for word in wanted if word in there and word not in wide.columns]
        if found:
            other = load(key.table, version=version, base=base, warn=False)[[key.to, *found]]
            wide = wide.merge(
                other.rename(columns={key.to: key.field}), on=key.field, how="left", validate="many_to_one"
            )
    return wide
