"""What a reader of the dataset calls: tables as DataFrames, with the right types, of any release."""

from __future__ import annotations

import inspect
import os
import textwrap
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sahel_dataset.paths import Project, ProjectNotFoundError, find_project
from sahel_dataset.schema.descriptor import TableDescriptor, read_descriptor, table_names
from sahel_dataset.schema.terms import vocabulary

if TYPE_CHECKING:
    import pandas as pd

    Rule = str | Callable[["pd.DataFrame"], Any]

__all__ = ["ORIGIN", "UsageWarning", "load", "locate", "versions"]

#: Under this name a frame's ``attrs`` say which table of which release it came from.
ORIGIN = "sahel_dataset"
LATEST = "latest"


class UsageWarning(UserWarning):
    """What to know before using a table; shown once per table and session."""


_shown: set[str] = set()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a table is, and of which release; a project's own tables are of none."""

    path: Path
    version: str | None = None


def load(
    name: str,
    *,
    version: str | None = None,
    root: str | Path | None = None,
    base: str | Path | None = None,
    rules: Rule | Sequence[Rule] | None = None,
    warn: bool = True,
) -> pd.DataFrame:
    """Return a table of the dataset as a DataFrame.

    Parameters
    ----------
    name : str
        The table, one of those listed below.
    version : str, optional
        A release, such as ``"2026.12.0"``, or ``"latest"``. It is fetched from where it is registered, checked by its
        sum, and kept for the next time; `versions` lists what there is. By default the tables of the checkout that
        the current folder is in (or the one named by the environment variable ``SAHEL_PROJECT``), and outside a
        checkout those of the release that the package carries, for which no network is needed.
    root : str or Path, optional
        A folder of Parquet files, a bundle, a checkout, or an output folder of ``sahel build``.
    base : str or Path, optional
        Folder or address (``https://...``, ``file://...``) that releases are fetched from, instead of where they are
        registered; by default what the environment variable ``SAHEL_RELEASES`` says.
    rules : str, callable or sequence of them, optional
        For ``estimates``: the rules whose tolls are wanted. A name gives the rows under that rule. A function of your
        own is computed from the claims of the same release; see `sahel_dataset.estimate`.
    warn : bool
        Whether to show the table's usage warnings, the first time it is loaded in a session. Silence them for good
        with ``warnings.simplefilter("ignore", UsageWarning)``.

    Returns
    -------
    pandas.DataFrame
        Rows in order of the key. Integers are ``Int64`` and yes-or-no columns ``boolean``, which know missing values;
        dates are ``datetime64[us]``, texts ``str``; columns of lists hold lists. ``attrs`` say where it is from, so
        that ``sahel_dataset.cite(frame)`` can.

    Raises
    ------
    KeyError
        If there is no such table.
    FileNotFoundError
        If the table has not been made, or you are not in a checkout and the package carries no release.
    UnknownReleaseError
        If there is no such release.
    SchemaError
        If the file's columns are not the declared ones.

    Examples
    --------
    >>> claims = load("claims", root="data/processed")  # doctest: +SKIP
    >>> tolls = claims[claims.claim_type == "toll"]  # doctest: +SKIP
    >>> load("events", version="2026.12.0")  # doctest: +SKIP
    >>> load("estimates", rules=["ucdp", "own_losses"])  # doctest: +SKIP
    """
    place = _place(name, root, version, base)
    frame = _read(name, place)
    if rules is not None:
        frame = _under_rules(name, frame, rules, lambda other: _read(other, _place(other, root, version, base)))
    frame.attrs[ORIGIN] = {"table": name, "version": place.version}
    if warn and name in table_names() and name not in _shown and (said := _usage(read_descriptor(name))):
        _shown.add(name)
        warnings.warn(said, UsageWarning, stacklevel=2)
    return frame


def _read(name: str, place: _Place) -> pd.DataFrame:
    if place.version is None:
        from sahel_dataset.schema import table

        return table(name).read(place.path)
    import pyarrow.parquet as pq

    from sahel_dataset.schema.arrow import to_frame

    # A release keeps the columns it came out with, whatever the schema says today.
    return to_frame(pq.read_table(place.path))


def locate(
    name: str,
    root: str | Path | None = None,
    *,
    version: str | None = None,
    base: str | Path | None = None,
) -> Path:
    """Return where the Parquet file of table `name` is, or would be: for DuckDB, polars and others.

    Parameters
    ----------
    name, root, version, base
        As for `load`. A release that is not there yet is fetched.

    Raises
    ------
    KeyError
        If there is no such table.
    FileNotFoundError
        If no root is given, the current folder is not in a checkout and the package carries no release.
    """
    return _place(name, root, version, base).path


def versions(base: str | Path | None = None) -> pd.DataFrame:
    """Return the releases there are, the latest last.

    Parameters
    ----------
    base : str or Path, optional
        Where to look beside the package's own list; as for `load`.

    Returns
    -------
    pandas.DataFrame
        By version: `date`; `doi` and `url`, empty where there is none; `is_carried`, whether the package carries its
        tables; `is_cached`, whether it was fetched already.

    Examples
    --------
    >>> list(versions().columns)
    ['date', 'doi', 'url', 'is_carried', 'is_cached']
    """
    import pandas as pd

    from sahel_dataset.release.fetch import is_cached
    from sahel_dataset.release.registry import carried_version, registered

    own = carried_version()
    rows = [
        (version, pd.Timestamp(entry.date), entry.doi, entry.url, version == own, is_cached(entry))
        for version, entry in registered(base).items()
    ]
    columns = ["version", "date", "doi", "url", "is_carried", "is_cached"]
    frame = pd.DataFrame(rows, columns=columns).set_index("version")
    return frame.astype({"date": "datetime64[us]", "is_carried": bool, "is_cached": bool})


def _place(name: str, root: str | Path | None, version: str | None, base: str | Path | None) -> _Place:
    if root is not None and version is not None:
        raise ValueError("Give root= or version=, not both: a folder is what it is.")
    if version is not None:
        return _released(name, version, base)
    described = read_descriptor(name)
    if root is not None:
        return _below(Path(root), described)
    named = os.environ.get("SAHEL_PROJECT")
    if named:
        return _Place(_in_project(Project(Path(named)), described))
    try:
        project = find_project()
    except ProjectNotFoundError:
        carried = _carried(name)
        if carried is None:
            raise
        return carried
    path = _in_project(project, described)
    # A folder with a dvc.yaml may be a project of the reader's own, about something else.
    made = any((project.processed / f"{one}.parquet").is_file() for one in ("events", "claims"))
    carried = None if made else _carried(name)
    if carried is None:
        return _Place(path)
    if "project" not in _shown:
        _shown.add("project")
        warnings.warn(
            f"the tables of {project.root} have not been made (`dvc repro` makes them); these are those of release "
            f"{carried.version}, which the package carries",
            UsageWarning,
            stacklevel=3,
        )
    return carried


def _in_project(project: Project, described: TableDescriptor) -> Path:
    if "release" in described.layers:
        raise FileNotFoundError(
            f"The table '{described.name}' comes with releases: name one with version=, or a bundle with root=."
        )
    layer = project.processed if "processed" in described.layers else project.interim
    return layer / described.folder / f"{described.name}.parquet"


def _below(root: Path, described: TableDescriptor) -> _Place:
    name = f"{described.name}.parquet"
    for folder in (root, root / "data"):
        if (folder / name).is_file():
            return _Place(folder / name, _version_of(root))
    if (root / "data" / "processed").is_dir() or (root / "data" / "interim").is_dir():
        return _Place(_in_project(Project(root), described))
    return _Place(root / name)


def _version_of(folder: Path) -> str | None:
    """Return the version of the bundle that a folder is, if it is one."""
    import json

    path = folder / "release.json"
    return str(json.loads(path.read_text(encoding="utf-8"))["version"]) if path.is_file() else None


def _carried(name: str) -> _Place | None:
    from sahel_dataset.release.registry import carried

    path = carried() / f"{name}.parquet"
    return _Place(path, _version_of(carried())) if path.is_file() else None


def _released(name: str, version: str, base: str | Path | None) -> _Place:
    from sahel_dataset.release.fetch import fetch
    from sahel_dataset.release.registry import UnknownReleaseError, registered

    if version == LATEST:
        known = list(registered(base))
        if not known:
            raise UnknownReleaseError("No release is registered.")
        version = known[-1]
    carried = _carried(name)
    if carried is not None and carried.version == version and base is None:
        return carried
    (path,) = fetch(version, [f"data/{name}.parquet"], base)
    return _Place(path, version)


def _under_rules(
    name: str, frame: pd.DataFrame, rules: Rule | Sequence[Rule], read: Callable[[str], pd.DataFrame]
) -> pd.DataFrame:
    import pandas as pd

    if name != "estimates":
        raise ValueError(f"rules= is for the table 'estimates', which has a toll per rule; '{name}' has none.")
    wanted: list[Rule] = [rules] if isinstance(rules, str) or callable(rules) else list(rules)
    names = [rule for rule in wanted if isinstance(rule, str)]
    known = vocabulary("estimate_rule").names
    unknown = sorted(set(names) - {*known, *frame["rule"]})
    if unknown:
        raise ValueError(
            f"There is no rule {', '.join(unknown)}; there are {', '.join(known)}. A function does as well."
        )
    parts = [frame[frame["rule"].isin(names)]]
    own = [rule for rule in wanted if not isinstance(rule, str)]
    if own:
        from sahel_dataset.link.estimates import estimate

        claims, events, sides = (read(other) for other in ("claims", "events", "event_actors"))
        parts += [estimate(claims, rule, events=events, event_actors=sides) for rule in own]
    return pd.concat(parts, ignore_index=True) if own else parts[0].reset_index(drop=True)


def _usage(described: TableDescriptor) -> str:
    terms = [vocabulary("usage_warnings")[warning] for warning in described.warnings]
    lines = [f"{term.title}: {term.definition}" for term in terms]
    lines += [f"Deprecated: {one.name}. {one.deprecated}" for one in described.fields if one.deprecated]
    if not lines:
        return ""
    return f"before you use '{described.name}':\n" + "\n".join(textwrap.indent(line, "  ") for line in lines)


def _tables_for_docstring() -> str:
    """Return the tables and their columns, for the docstring of `load`."""
    parts = ["Notes", "-----", "The tables are"]
    for described in sorted(map(read_descriptor, table_names()), key=lambda one: one.order):
        columns = textwrap.fill(f"Columns: {', '.join(described.columns)}.", 108, break_on_hyphens=False)
        about = textwrap.fill(f"One row is {described.row}.", 108)
        parts += [described.name, textwrap.indent(about, "    "), textwrap.indent(columns, "    ")]
    parts.append("\nWhat each column means: ``sahel codebook TABLE``.")
    return "\n".join(parts)


# The list comes from the schema, so that it is the schema's list.
load.__doc__ = f"{inspect.cleandoc(load.__doc__ or '')}\n\n{_tables_for_docstring()}\n"
