"""The pages of a bundle that people read: its README, the codebook, validation, accuracy, and the rendered reports."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from sahel_dataset.params import read_section
from sahel_dataset.paths import Project
from sahel_dataset.release.citation import apa
from sahel_dataset.release.facts import ReleaseFacts
from sahel_dataset.release.licences import licence
from sahel_dataset.restricted import LARGEST_SHARE, LONGEST_QUOTE
from sahel_dataset.schema import table
from sahel_dataset.schema.codebook import codebook_html, codebook_markdown

__all__ = ["copy_reports", "readme", "write_codebook"]


def write_codebook(folder: Path, names: tuple[str, ...]) -> None:
    """Write what the released tables mean, as Markdown and as a page beside the reports, which link to it."""
    chosen = [table(name) for name in names]
    (folder / "reports").mkdir(parents=True, exist_ok=True)
    (folder / "codebook.md").write_text(codebook_markdown(chosen), encoding="utf-8", newline="")
    (folder / "reports" / "codebook.html").write_text(codebook_html(chosen), encoding="utf-8", newline="")


def copy_reports(project: Project, folder: Path, texts: Mapping[str, pd.DataFrame] | None) -> None:
    """Put the rendered reports and the accuracy figures into a bundle.

    Parameters
    ----------
    project : Project
        The project, with its reports.
    folder : Path
        The bundle, whose tables and validation report are written.
    texts : mapping of str to pandas.DataFrame or None
        The released tables, if the reports are to be rendered anew from them: the project's own show quotes in their
        sentences, which of some articles may not be passed on. None: the project's own.
    """
    target = folder / "reports"
    accuracy, metrics = project.reports / "accuracy", project.root / "metrics.json"
    if accuracy.is_dir():
        shutil.copytree(accuracy, target / "accuracy", dirs_exist_ok=True)
    if metrics.is_file():
        (target / "accuracy").mkdir(exist_ok=True)
        shutil.copyfile(metrics, target / "accuracy" / "metrics.json")
    if texts is not None:
        _render_anew(project, target, texts)
        return
    for name in _pages(project):
        if (project.reports / f"{name}.html").is_file():
            shutil.copyfile(project.reports / f"{name}.html", target / f"{name}.html")


def _pages(project: Project) -> list[str]:
    from sahel_dataset.render.params import RenderParams

    # Pages that are no longer asked for may still lie there.
    return ["index", *read_section(project.params, "render", RenderParams).reports]


def _render_anew(project: Project, target: Path, frames: Mapping[str, pd.DataFrame]) -> None:
    from sahel_dataset.render import RenderParams
    from sahel_dataset.render import run as render
    from sahel_dataset.render.notebooks import notebook_folder

    with tempfile.TemporaryDirectory() as scratch:
        staged = Project(Path(scratch))
        for name, frame in frames.items():
            layer = staged.processed if "processed" in table(name).layers else staged.interim
            table(name).write(frame, layer / f"{name}.parquet")
        shutil.copytree(notebook_folder(project), staged.notebooks)
        # The front page links what other stages wrote.
        shutil.copytree(target, staged.reports)
        for page in render(staged, read_section(project.params, "render", RenderParams)):
            if page.name != "codebook.html":
                shutil.copyfile(page, target / page.name)


def _table_lines(facts: ReleaseFacts) -> list[str]:
    lines = ["| Table | Rows | One row is |", "|---|---:|---|"]
    for name, found in facts.tables.items():
        lines.append(f"| [`{name}`](codebook.md) | {found.rows:,} | {table(name).row} |")
    return lines


def _withheld(facts: ReleaseFacts) -> list[str]:
    n_texts = facts.withheld.get("texts", 0)
    if not n_texts:
        return ["All articles that were read may be passed on; their texts are in `texts`."]
    articles = f"{n_texts:,} article{'s' * (n_texts != 1)}"
    return [
        f"Of {articles} the text may not be passed on and is not here: `texts` holds the others. Quotes from them are "
        f"the shortest stretch that carries the claim, at most {LONGEST_QUOTE} characters, and together at most "
        f"{LARGEST_SHARE:.0%} of an article. `articles` has each one's address, licence and checksum. Their words stay "
        "their publishers': the licence of this release is "
        "not of them."
    ]


def readme(folder: Path, facts: ReleaseFacts) -> str:
    """Return the README of a bundle whose other files are written.

    Parameters
    ----------
    folder : Path
        The bundle.
    facts : ReleaseFacts
        What the release says of itself.
    """
    work = facts.work
    title, address = licence(work.licence)
    terms = f"[{title}]({address})" if address else title
    software = facts.software
    commit = f", commit `{software['commit']}`" if software.get("commit") else ""
    files = {
        "data/*.parquet": "the tables; read these",
        "csv/*.csv": "the same tables as CSV. A text that a spreadsheet would take for a formula has an apostrophe "
        "before it, and so has one that begins with an apostrophe; lists are JSON",
        "codebook.md, reports/codebook.html": "what every table, column and term means",
        "CHANGES.md, data/changes.parquet": "what changed since the release before, and why",
        "reports/index.html": "the rendered reports; open it in a browser, no network is needed",
        "reports/validation/": "what was checked in every table, and what was found",
        "reports/accuracy/": "how well texts are read, against annotated articles",
        "datapackage.json, croissant.json, datacite.json, CITATION.cff": "the release described for programs",
        "release.json": "its version, origin, and the logical digest of each table",
        "SHA256SUMS": "the sum of every file; `sha256sum --check SHA256SUMS`",
    }
    there = {names: about for names, about in files.items() if _any_there(folder, names)}
    lines = [
        f"# {work.title}",
        "",
        f"Release {facts.version}, {facts.date.isoformat()}."
        + (f" <https://doi.org/{facts.doi}>" if facts.doi else ""),
        "",
        work.abstract,
        "",
        "Before you count: claims contradict and repeat each other. A sum over `claims` counts the same dead several "
        "times; `estimates` has the toll of each event under named rules. Each table's warnings are in the codebook.",
        "",
        "## Tables",
        "",
        *_table_lines(facts),
        "",
        "## Files",
        "",
        *(f"- `{names}`: {about}." for names, about in there.items()),
        "",
        "## Texts",
        "",
        *_withheld(facts),
        "",
        "## Reading it",
        "",
        "```python",
        "import sahel_dataset as sahel",
        f'claims = sahel.load("claims", version="{facts.version}")',
        "```",
        "",
        'or, without the package, `pandas.read_parquet("data/claims.parquet")`.',
        "",
        "`sahel verify .` checks sums, digests, schemas and keys, offline.",
        "",
        "## Citing it",
        "",
        apa(facts).strip(),
        "",
        f"Licence: {terms}; see LICENSE.md.",
        "",
        "## Where it is from",
        "",
        f"Made with {software.get('name')} {software.get('version')}{commit}. Logical digests (release.json) are equal "
        "for equal content whatever wrote the files.",
    ]
    return "\n".join(lines) + "\n"


def _any_there(folder: Path, names: str) -> bool:
    written_last = {"datapackage.json", "SHA256SUMS", "release.json"}
    return any(name in written_last or any(folder.glob(name.rstrip("/"))) for name in names.split(", "))
