"""What a reader of the dataset calls: tables as DataFrames, with the right types."""

from __future__ import annotations

import inspect
import os
import textwrap
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from sahel_dataset.paths import Project, find_project
from sahel_dataset.schema.descriptor import TableDescriptor, read_descriptor, table_names
from sahel_dataset.schema.terms import vocabulary

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["UsageWarning", "load", "locate"]


class UsageWarning(UserWarning):
    """What to know before using a table; shown once per table and session."""


_shown: set[str] = set()


def load(name: str, *, root: str | Path | None = None, warn: bool = True) -> pd.DataFrame:
    """Return a table of the dataset as a DataFrame.

    Parameters
    ----------
    name : str
        The table, one of those listed below.
    root : str or Path, optional
        A folder of Parquet files, a checkout, or an output folder of ``sahel build``. By default the checkout that
        the current folder is in (or the one named by the environment variable ``SAHEL_PROJECT``).
    warn : bool
        Whether to show the table's usage warnings, the first time it is loaded in a session. Silence them for good
        with ``warnings.simplefilter("ignore", UsageWarning)``.

    Returns
    -------
    pandas.DataFrame
        Rows in order of the key. Integers are ``Int64`` and yes-or-no columns ``boolean``, which know missing values;
        dates are ``datetime64[us]``, texts ``str``; columns of lists hold lists.

    Raises
    ------
    KeyError
        If there is no such table.
    FileNotFoundError
        If the table has not been made, or you are not in a checkout.
    SchemaError
        If the file's columns are not the declared ones.

    Examples
    --------
    >>> claims = load("claims", root="data/processed")  # doctest: +SKIP
    >>> tolls = claims[claims.claim_type == "toll"]  # doctest: +SKIP
    """
    from sahel_dataset.schema import table

    one = table(name)
    frame = one.read(locate(name, root))
    if warn and one.warnings and name not in _shown:
        _shown.add(name)
        warnings.warn(_usage(one.descriptor), UsageWarning, stacklevel=2)
    return frame


def locate(name: str, root: str | Path | None = None) -> Path:
    """Return where the file of table `name` is, or would be; see `load` for `root`.

    Raises
    ------
    KeyError
        If there is no such table.
    FileNotFoundError
        If no root is given and the current folder is not in a checkout.
    """
    described = read_descriptor(name)
    if root is None:
        named = os.environ.get("SAHEL_PROJECT")
        project = Project(Path(named)) if named else find_project()
    else:
        direct = Path(root) / f"{name}.parquet"
        if direct.is_file() or not (Path(root) / "data").is_dir():
            return direct
        project = Project(Path(root))
    layer = project.processed if "processed" in described.layers else project.interim
    return layer / described.folder / f"{name}.parquet"


def _usage(described: TableDescriptor) -> str:
    terms = [vocabulary("usage_warnings")[warning] for warning in described.warnings]
    lines = [f"{term.title}: {term.definition}" for term in terms]
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
