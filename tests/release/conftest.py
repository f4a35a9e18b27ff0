"""A release of the sample dataset, built once, and nothing of the releases that the package itself knows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sahel_dataset.paths import Project
from sahel_dataset.release import registry
from sahel_dataset.release.bundle import build
from sahel_dataset.release.fingerprints import fingerprints
from tests.release.project import write_project

VERSION = "2026.12.0"


@pytest.fixture(autouse=True)
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which the package would carry releases; there are none."""
    folder = tmp_path / "packaged"
    monkeypatch.setattr(registry, "_PACKAGED", folder)
    monkeypatch.setenv("SAHEL_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("SAHEL_RELEASES", raising=False)
    monkeypatch.delenv("SAHEL_PROJECT", raising=False)
    # Not in the checkout of this project, which a command would take for its own.
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture(scope="session", autouse=True)
def steady() -> Iterator[None]:
    """Keep the sums of the package's files as they are now: somebody may be editing while tests run."""
    own = fingerprints(Path("no project"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sahel_dataset.release.bundle.fingerprints", lambda root: own)
        yield


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Return a project with a release, which is not to be changed."""
    root = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "_PACKAGED", root / "none")
        project = write_project(root)
        build(project, VERSION)
    yield project


@pytest.fixture
def releases(finished: Project, tmp_path: Path) -> Path:
    """Return a copy of the folder of releases, to be changed at will."""
    folder = tmp_path / "releases"
    shutil.copytree(finished.root / "releases", folder)
    return folder


@pytest.fixture
def bundle(releases: Path) -> Path:
    """Return a copy of the release's folder."""
    return releases / VERSION
