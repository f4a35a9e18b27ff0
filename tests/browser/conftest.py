"""Pages made of articles that attack their reader."""

from __future__ import annotations

import pytest

from sahel_dataset.paths import Project
from sahel_dataset.render import RenderParams, run
from tests.synthetic import write_synthetic


@pytest.fixture(scope="session")
def attacking(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project whose articles attack their reader, with all its pages."""
    project = Project(write_synthetic(tmp_path_factory.mktemp("pages"), hostile=True))
    run(project, RenderParams())
    return project
