"""JupyterLab as a newcomer meets it: the first notebook, run through the real user interface."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

import sahel_dataset
from sahel_dataset.paths import Project
from tests.browsing import DESKTOP

NOTEBOOKS = Path(sahel_dataset.__file__).parent.parent / "notebooks"
#: Seconds a newcomer may have to wait for the whole first notebook.
A_MINUTE = 60


@pytest.fixture(scope="module")
def lab(attacking: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start JupyterLab on a copy of the notebooks; give its address."""
    pytest.importorskip("jupyterlab", reason="needs JupyterLab")
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(NOTEBOOKS, home / "notebooks")
    environment = {
        **os.environ,
        "SAHEL_PROJECT": str(attacking.root),
        "HOME": str(home),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(NOTEBOOKS.parent), os.environ.get("PYTHONPATH")])),
    }
    log = (home / "log").open("w+", encoding="utf-8")
    server = subprocess.Popen(
        [
            sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0",
            "--IdentityProvider.token=", "--ServerApp.open_browser=False", f"--ServerApp.root_dir={home / 'notebooks'}",
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.news_url=None",
        ],
        env=environment, cwd=home, stdout=log, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        for _ in range(240):
            log.seek(0)
            if found := re.search(r"(http://127\.0\.0\.1:\d+)/lab", log.read()):
                break
            assert server.poll() is None, (home / "log").read_text(encoding="utf-8")
            time.sleep(0.5)
        else:
            pytest.fail("JupyterLab did not start: " + (home / "log").read_text(encoding="utf-8"))
        yield found[1]
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
        log.close()


def open_notebook(visit: Any, lab: str) -> Any:
    seen = visit(f"{lab}/lab/tree/00_start_here.ipynb?reset", DESKTOP)
    seen.page.set_default_timeout(A_MINUTE * 1000)
    seen.page.locator(".jp-Notebook").wait_for()
    # What is run before the kernel is there is run by nobody.
    seen.page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    return seen


def wait_for_prompt(page: Any, number: int) -> None:
    """Wait until the cell that ran as the `number`-th has its number."""
    page.locator(".jp-InputPrompt", has_text=f"[{number}]:").first.wait_for()


def outputs(page: Any) -> dict[str, str]:
    """Return what each code cell that was run shows, by its number, scrolling past all of them.

    JupyterLab keeps only the cells near the window in the page.
    """
    collect = """() => Object.fromEntries([...document.querySelectorAll('.jp-CodeCell')].map(cell => [
        cell.querySelector('.jp-InputPrompt').innerText,
        [cell.querySelector('.sahel-card') ? 'card' : '',
         cell.querySelector('.jp-RenderedSVG') ? 'figure' : '',
         cell.querySelector('[data-mime-type="application/vnd.jupyter.error"]') ? 'error' : '',
         cell.querySelector('script, [onerror], a[href^=javascript]') ? 'attack' : ''].filter(Boolean).join(' ')]))"""
    found: dict[str, str] = {}
    page.locator(".jp-WindowedPanel-outer").first.hover()
    page.mouse.wheel(0, -100_000)
    for _ in range(60):
        page.wait_for_timeout(80)
        # A cell that is out of sight again tells less than it told before.
        found |= {prompt: what for prompt, what in page.evaluate(collect).items() if what or prompt not in found}
        page.mouse.wheel(0, 350)
    return found


def test_the_first_notebook_runs_from_top_to_bottom_in_under_a_minute(visit: Any, lab: str) -> None:
    cells = nbformat.read(NOTEBOOKS / "00_start_here.ipynb", as_version=4).cells
    number = sum(cell.cell_type == "code" for cell in cells)
    seen = open_notebook(visit, lab)
    page = seen.page
    began = time.monotonic()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    wait_for_prompt(page, number)
    assert time.monotonic() - began < A_MINUTE
    seen.shoot("lab-end")
    shown = outputs(page)
    kinds = [shown[f"[{n}]:"] for n in range(1, number + 1)]
    assert kinds.count("card") == 3
    assert kinds.count("figure") == 4
    assert not [what for what in kinds if "error" in what or "attack" in what]
    assert page.title() != "owned"
    assert seen.left == []


def test_an_id_completes_with_tab(visit: Any, lab: str) -> None:
    seen = open_notebook(visit, lab)
    page = seen.page
    cells = page.locator(".jp-CodeCell .cm-content")
    cells.first.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("import sahel_dataset as sahel; sahel.actor")
    page.keyboard.press("Control+Enter")
    page.locator(".jp-CodeCell").first.locator(".jp-InputPrompt", has_text=re.compile(r"\[\d+\]:")).wait_for()
    cells.first.click()
    page.keyboard.press("Control+a")
    page.keyboard.type('sahel.actor("example_f')
    page.keyboard.press("Tab")
    page.wait_for_timeout(2000)
    seen.shoot("completion")
    if not (chosen := page.locator(".jp-Completer-item", has_text="example_front")).count():
        # A single completion is filled in at once.
        assert "example_front" in cells.first.inner_text()
    else:
        assert chosen.first.is_visible()
