"""A small project under version control, ready to be released."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

from sahel_dataset.paths import Project
from sahel_dataset.release.facts import ReleaseFacts, read_work
from sahel_dataset.release.registry import register
from sahel_dataset.release.seal import describe, pack
from sahel_dataset.release.tables import read_processed, to_release, write_tables
from sahel_dataset.validate.run import run as validate
from tests.sample import Tables, sample_tables, write_sample

CITATION = """\
cff-version: 1.2.0
message: Please cite it.
type: dataset
title: "sample_dataset: who says what in Tinza"
abstract: A made-up dataset for tests.
authors:
  - name: The Sample Authors
  - family-names: Example
    given-names: Ada Beatrice
    orcid: https://orcid.org/0000-0000-0000-0000
license: CC-BY-4.0
keywords: [sample, claims]
repository-code: https://example.org/sample
"""
# A commit's time is part of what a release is made from.
_TIME = {"GIT_AUTHOR_DATE": "2026-12-03T12:00:00Z", "GIT_COMMITTER_DATE": "2026-12-03T12:00:00Z"}


def git(root: Path, *arguments: str) -> None:
    """Run git as nobody in particular."""
    who = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True, env=os.environ | _TIME)


def write_project(root: Path, made: Tables | None = None, reports: str = "overview") -> Project:
    """Write the sample dataset as a project, validated and committed; `reports` names its page, if it has one."""
    project = Project(root)
    processed, interim = write_sample(root, made if made is not None else sample_tables())
    validate(processed, interim, project.reports / "validation")
    for name in ("index", "overview"):
        page = f"<!doctype html><title>{name}</title><p>Two reports on one clash.</p>"
        (project.reports / f"{name}.html").write_text(page, encoding="utf-8")
    (project.reports / "left-over.html").write_text("<p>No report asks for this page.</p>", encoding="utf-8")
    (root / "metrics.json").write_text('{"held_out": {"all": {"articles": 2}}}\n', encoding="utf-8")
    asked = f"{{{reports}: {{notebook: overview}}}}" if reports else "{}"
    (root / "params.yaml").write_text(f"render:\n  reports: {asked}\n", encoding="utf-8")
    (root / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    (root / "LICENSE-DATA.md").write_text("# CC BY 4.0\n", encoding="utf-8")
    (root / "requirements.lock").write_text("example==1.0\n", encoding="utf-8")
    (root / ".gitignore").write_text("/data/\n/reports/\n/releases/\n", encoding="utf-8")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "The sample")
    return project


def write_release(root: Path, version: str, doi: str | None = None, publisher: str | None = None) -> Path:
    """Write a release of the sample without pages, and return the folder it is in."""
    write_sample(root)
    (root / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    releases = root / "releases"
    bundle = releases / version
    released = to_release(read_processed(Project(root)), version)
    facts = ReleaseFacts(
        version=version,
        date=dt.date(2026, 12, 3),
        work=read_work(root / "CITATION.cff"),
        tables=write_tables(released.frames, bundle),
        software={"name": "sahel-dataset", "version": "0", "commit": None},
        doi=doi,
        publisher=publisher,
    )
    describe(bundle, facts)
    register(releases, pack(bundle, facts, releases))
    return releases
