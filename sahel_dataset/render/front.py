"""The front page of the reports: links to all of them, and a search that needs no server."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sahel_dataset.files import whole_file
from sahel_dataset.paths import Project
from sahel_dataset.plot.frames import each
from sahel_dataset.render.params import FRONT, RenderParams
from sahel_dataset.render.template import TEMPLATES, stylesheet
from sahel_dataset.visible import visible

__all__ = ["write_front"]

#: Claims that the search holds at most, the latest ones: a page of more is slow to open on a telephone.
MOST_CLAIMS = 50_000
#: Pages that other stages make, by the folder they are in, with what is said of them.
_OTHERS = {
    "validation": ("Validation", "what was checked in every table, and what was found"),
    "accuracy": ("Accuracy", "how well the extraction does against annotated articles, error by error"),
}


@dataclass(frozen=True, slots=True)
class _Link:
    address: str
    title: str
    about: str = ""


def _words(value: object) -> str:
    return "" if pd.isna(value) else visible(str(value))  # type: ignore[call-overload]


def _day(value: Any) -> str:
    return "" if pd.isna(value) else f"{value:%Y-%m-%d}"


def _events(
    events: pd.DataFrame, event_actors: pd.DataFrame, actors: pd.DataFrame, dossiers: dict[str, str]
) -> list[list[str]]:
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    sides: dict[str, list[str]] = {}
    for event_id, actor in zip(event_actors["event_id"], event_actors["actor_id"], strict=True):
        name = names.get(actor, actor)
        if name not in sides.setdefault(event_id, []):
            sides[event_id].append(name)
    return [
        [
            row.event_id,
            _words(row.summary),
            _day(row.date_start),
            ", ".join(filter(None, (_words(row.place_name), _words(row.admin1), _words(row.country)))),
            ", ".join(_words(name) for name in sides.get(row.event_id, ())),
            dossiers.get(row.event_id, ""),
        ]
        for row in each(events.sort_values(["date_start", "event_id"], kind="stable"))
    ]


def _claims(claims: pd.DataFrame, articles: pd.DataFrame, actors: pd.DataFrame) -> list[list[str]]:
    from sahel_dataset.cards.claim import figure_words
    from sahel_dataset.plot.frames import claimant_labels, title_of

    about = articles.set_index("article_id")
    published = pd.Series(about["published_on"].reindex(claims["article_id"]).to_numpy(), index=claims.index)
    rows = claims.assign(when=claims["asserted_on"].fillna(published))
    rows = rows.sort_values(["when", "claim_id"], kind="stable", na_position="first").tail(MOST_CLAIMS)
    found = []
    for (_, claim), who in zip(rows.iterrows(), claimant_labels(rows, actors), strict=True):
        article = about.loc[claim["article_id"]]
        source = (_words(article["title"]), _words(article["outlet"]), _day(article["published_on"]))
        found.append(
            [
                claim["claim_id"],
                _words(who),
                f"{title_of('stance', claim['stance']).lower()}: {figure_words(claim)}",
                _words(claim["quote"]),
                " · ".join(filter(None, source)),
                _words(claim["event_id"]),
            ]
        )
    return found


def _pages(project: Project, params: RenderParams, *, with_reports: bool) -> list[tuple[str, list[_Link]]]:
    """Return the pages in groups: those of params.yaml, rendered already or not, then what other stages wrote."""
    groups: dict[str, list[_Link]] = {}
    for report in params.reports.values() if with_reports else ():
        group = report.notebook.replace("_", " ").capitalize()
        groups.setdefault(group, []).append(_Link(f"{report.name}.html", report.title))
    beside = [_Link("codebook.html", "Codebook", "what every table, column and term means")]
    for path in sorted(project.reports.glob("*/index.html")):
        title, about = _OTHERS.get(path.parent.name, (_title(path), ""))
        beside.append(_Link(f"{path.parent.name}/index.html", title, about))
    return [*groups.items(), ("About the data", beside)]


def _title(path: Path) -> str:
    found = re.search(r"<title>([^<]*)</title>", path.read_text(encoding="utf-8"))
    return found[1] if found else path.parent.name


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def write_front(project: Project, params: RenderParams) -> list[Path]:
    """Write ``reports/index.html`` and ``reports/codebook.html``.

    Parameters
    ----------
    project : Project
        Where the tables are read and the pages written.
    params : RenderParams
        The reports to link.

    Returns
    -------
    list of Path
        The two pages.
    """
    import jinja2

    from sahel_dataset.load import load
    from sahel_dataset.schema.codebook import codebook_html

    names = ("events", "event_actors", "actors", "claims", "articles")
    tables = {name: load(name, root=project.processed, warn=False) for name in names}
    dossiers = {
        str(report.parameters["event_id"]): f"{report.name}.html"
        for report in params.reports.values()
        if report.parameters.get("event_id")
    }
    events = _events(tables["events"], tables["event_actors"], tables["actors"], dossiers)
    claims = _claims(tables["claims"], tables["articles"], tables["actors"])
    left_out = len(tables["claims"]) - len(claims)
    script = (TEMPLATES / "search.js").read_text(encoding="utf-8")
    data = json.dumps({"events": events, "claims": claims}, ensure_ascii=False, separators=(",", ":"))
    counts = ", ".join(_count(len(tables[name]), name[:-1]) for name in ("articles", "events", "claims"))
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, loader=jinja2.FileSystemLoader(TEMPLATES)
    )
    html = environment.get_template("front.html.j2").render(
        style=stylesheet(),
        script=script,
        script_digest="sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii"),
        # Inside a script element only "<" could end it, and a JSON text needs none outside its strings.
        data=data.replace("<", "\\u003c"),
        counts=f"{counts}.",
        left_out=f"The search holds the latest {len(claims):,} claims; {left_out:,} earlier ones are in the table."
        if left_out
        else "",
        groups=_pages(project, params, with_reports=len(events) > 0),
    )
    written = []
    for name, content in ((FRONT, html), ("codebook", codebook_html())):
        target = project.reports / f"{name}.html"
        with whole_file(target) as draft:
            draft.write_text(content, encoding="utf-8")
        written.append(target)
    return written
