"""Which pages are rendered: the ``render`` section of params.yaml, checked against the notebooks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sahel_dataset.light import without_iri_grammar
from sahel_dataset.params import ParamsError

__all__ = ["FRONT", "RenderParams", "Report", "check_reports"]

#: The name by which the front page is asked for, beside the names of reports.
FRONT = "index"
#: A report's name is its file's name and part of a DVC stage's name.
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED = {FRONT}


@dataclass(frozen=True, slots=True)
class Report:
    """One page: a notebook and the parameters it is run with.

    Attributes
    ----------
    name : str
        The page becomes ``reports/<name>.html``.
    notebook : str
        Name of the notebook in notebooks/, without ``.ipynb``.
    title : str
        Heading of the page.
    parameters : mapping
        Values for the notebook's parameters; the others keep their defaults.
    """

    name: str
    notebook: str
    title: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


def _default_reports() -> dict[str, Any]:
    """Return the pages of a dataset about which nothing is known: its parameters are left to the notebooks."""
    countries = {"mali": ("ML", "Mali"), "burkina-faso": ("BF", "Burkina Faso"), "niger": ("NE", "Niger")}
    overviews = {
        f"overview-{name}": {"notebook": "overview", "title": title, "parameters": {"country": code}}
        for name, (code, title) in countries.items()
    }
    return {
        "overview": {"notebook": "overview", "title": "All countries"},
        **overviews,
        "contested-tolls": {"notebook": "contested_tolls", "title": "Where claimants differ"},
        "event-dossier": {"notebook": "event_dossier", "title": "The event with most voices"},
        "actor-profile": {"notebook": "actor_profile", "title": "The actor with most claims"},
        "sources-and-coverage": {"notebook": "sources_and_coverage", "title": "Who reports, and how late"},
    }


@dataclass(frozen=True)
class RenderParams:
    """The ``render`` section of params.yaml.

    Attributes
    ----------
    reports : mapping of str to Report
        The pages by name; in params.yaml each is ``{notebook: ..., title: ..., parameters: {...}}``. By default an
        overview of all countries and of each of the three, and one page of each other notebook.
    timeout : int
        Seconds that one cell of a notebook may take.

    Examples
    --------
    >>> params = RenderParams(reports={"overview-mali": {"notebook": "overview", "parameters": {"country": "ML"}}})
    >>> params.reports["overview-mali"].parameters
    {'country': 'ML'}
    """

    reports: Mapping[str, Any] = field(default_factory=_default_reports)
    timeout: int = 600

    def __post_init__(self) -> None:
        if not isinstance(self.reports, Mapping):
            raise ParamsError("params.yaml, render.reports: names of pages with their settings are expected.")
        object.__setattr__(self, "reports", {name: _report(name, value) for name, value in self.reports.items()})

    def chosen(self, only: list[str] | None) -> list[Report]:
        """Return the reports called `only`, or all of them where it is None.

        Raises
        ------
        ParamsError
            If params.yaml has no report of a name.
        """
        missing = [name for name in only or [] if name not in self.reports]
        if missing:
            known = ", ".join(self.reports) or "none"
            raise ParamsError(f"params.yaml has no report called {', '.join(missing)}; it has {known}.")
        return [self.reports[name] for name in (self.reports if only is None else only)]


def _report(name: str, value: Any) -> Report:
    if isinstance(value, Report):
        return value
    where = f"params.yaml, render.reports.{name}"
    if not _NAME.fullmatch(str(name)) or name in _RESERVED:
        raise ParamsError(f"{where}: a page's name is made of lower-case letters, digits and single hyphens.")
    if not isinstance(value, Mapping) or "notebook" not in value:
        raise ParamsError(f"{where}: 'notebook' is missing.")
    unknown = sorted(set(value) - {"notebook", "title", "parameters"})
    if unknown:
        raise ParamsError(f"{where} has no setting {', '.join(unknown)}; it has notebook, title, parameters.")
    parameters = {
        # A date in YAML is a date; notebooks take dates as text, as a reader would type them.
        key: setting.isoformat() if isinstance(setting, dt.date) else setting
        for key, setting in (value.get("parameters") or {}).items()
    }
    title = value.get("title") or str(name).replace("-", " ").capitalize()
    return Report(str(name), str(value["notebook"]), str(title), parameters)


def check_reports(reports: list[Report], notebooks: Path) -> None:
    """Check that each report's notebook exists and has the parameters it is given.

    Raises
    ------
    ParamsError
        Naming every report whose notebook is missing or lacks a parameter.
    """
    without_iri_grammar()
    from papermill import inspect_notebook

    known: dict[str, set[str] | None] = {}
    wrong: list[str] = []
    for report in reports:
        path = notebooks / f"{report.notebook}.ipynb"
        if report.notebook not in known:
            known[report.notebook] = set(inspect_notebook(str(path))) if path.is_file() else None
        takes = known[report.notebook]
        if takes is None:
            there = ", ".join(sorted(p.stem for p in notebooks.glob("*.ipynb"))) or "none"
            wrong.append(f"{report.name}: there is no notebook '{report.notebook}' in {notebooks}; there are {there}.")
        elif unknown := sorted(set(report.parameters) - takes):
            has = ", ".join(sorted(takes)) or "none"
            wrong.append(
                f"{report.name}: notebook '{report.notebook}' has no parameter {', '.join(unknown)}; it has {has}."
            )
    if wrong:
        raise ParamsError("params.yaml, render.reports:\n  " + "\n  ".join(wrong))
