"""Kernels forked from a warm process are as good as kernels that were started."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sahel_dataset.paths import Project
from sahel_dataset.render import RenderError, RenderParams, kernels, run
from tests.render.notebook import write_notebook
from tests.synthetic import write_synthetic

SURROUNDINGS = """
import os, sys, pandas, matplotlib, builtins
print(os.getcwd() == os.environ["SAHEL_PROJECT"], os.environ["TZ"], hash("a"), matplotlib.get_backend(), sys.argv[1:])
print("left by another kernel:", hasattr(builtins, "left"))
builtins.left = True
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    write_synthetic(tmp_path, events=2)
    write_notebook(
        tmp_path / "notebooks/plain.ipynb", "Path = str", "import sahel_dataset as s; s.plot.map(s.load('events'))"
    )
    write_notebook(tmp_path / "notebooks/dying.ipynb", "fine = 1", "import os\nos.kill(os.getpid(), 9)")
    write_notebook(tmp_path / "notebooks/looking.ipynb", SURROUNDINGS.replace(", sys.argv[1:]", ""))
    return Project(tmp_path)


def pages_of(project: Project, *notebooks: str) -> dict[str, str]:
    """Render a page for each notebook, one after the other."""
    params = RenderParams(reports={f"page-{n}": {"notebook": name} for n, name in enumerate(notebooks)})
    return {path.stem: path.read_text(encoding="utf-8") for path in run(project, params, list(params.reports), 1)}


def test_a_forked_kernel_gives_the_page_of_a_started_one(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    forked = pages_of(project, "plain", "looking")
    monkeypatch.setattr(kernels, "_CAN_FORK", False)
    assert pages_of(project, "plain", "looking") == forked


def test_a_kernel_knows_nothing_of_the_one_before(project: Project) -> None:
    for html in pages_of(project, "looking", "looking").values():
        assert "left by another kernel: False" in html
        assert "True UTC" in html


def test_a_kernel_that_is_killed_is_named_and_the_next_one_runs(project: Project) -> None:
    with pytest.raises(RenderError, match=r"page-0: dying.ipynb, cell 2"):
        pages_of(project, "dying", "plain")
    assert (project.reports / "page-1.html").is_file()


@pytest.mark.skipif(not kernels._CAN_FORK, reason="forks")
def test_the_warm_process_ends_with_its_user() -> None:
    nursery = kernels._Nursery()
    pid = nursery._process.pid
    nursery.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(RuntimeError, match="has ended"):
        nursery.ask(ended=pid)
