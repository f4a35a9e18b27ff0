import os
from pathlib import Path

import pytest

from sahel_dataset.params import ParamsError
from sahel_dataset.paths import Project
from sahel_dataset.render import RenderError, RenderParams, run
from tests.render.notebook import write_notebook
from tests.render.seen import seen_in
from tests.synthetic import HOSTILE, write_synthetic

SHAKY = """
import os, random, time, uuid
from IPython.display import HTML, display
display(HTML("<table><tr><td>" + country + "</td></tr></table>"))
print(sorted({"a", "b", "c"}), os.environ["PYTHONHASHSEED"], hash("a") % 7)
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = write_synthetic(tmp_path_factory.mktemp("project"), events=4)
    write_notebook(root / "notebooks/simple.ipynb", "#md\n# Simple\n\nWords.", SHAKY, parameters="country = 'ML'")
    write_notebook(root / "notebooks/broken.ipynb", "fine = 1", "# a remark\nraise ValueError('no such village')")
    write_notebook(root / "notebooks/slow.ipynb", "fine = 1", "import time\ntime.sleep(60)")
    write_notebook(
        root / "notebooks/hostile.ipynb",
        "from IPython.display import HTML, Markdown, display\n"
        f"hostile = {HOSTILE!r}\n"
        "display(HTML('<p>' + hostile + '</p>')); display(Markdown(hostile)); print(hostile); hostile",
    )
    return Project(root)


def params(**notebooks: str) -> RenderParams:
    return RenderParams(reports={name: {"notebook": notebook} for name, notebook in notebooks.items()})


@pytest.fixture(scope="module")
def pages(project: Project) -> dict[str, bytes]:
    """Two pages of one notebook, rendered at the same time."""
    both = RenderParams(
        reports={name: {"notebook": "simple", "parameters": {"country": name.upper()}} for name in ("bf", "ne")}
    )
    return {path.stem: path.read_bytes() for path in run(project, both, ["bf", "ne"], workers=2)}


def test_a_page_holds_what_its_parameters_say(pages: dict[str, bytes]) -> None:
    assert b"<td>BF</td>" in pages["bf"]
    assert b"<td>NE</td>" in pages["ne"]


def test_a_second_run_alone_gives_the_same_bytes(project: Project, pages: dict[str, bytes]) -> None:
    again = RenderParams(reports={"ne": {"notebook": "simple", "parameters": {"country": "NE"}}})
    (path,) = run(project, again, ["ne"], workers=1)
    assert path.read_bytes() == pages["ne"]


def test_a_page_needs_nothing_beside_itself(pages: dict[str, bytes]) -> None:
    html = pages["bf"].decode()
    assert "default-src 'none'" in html
    assert "<script" not in html
    assert 'src="http' not in html
    assert [value for tag, name, value in seen_in(html).attributes if tag == "link" and name == "href"] == ["data:,"]
    assert '<html lang="en">' in html


def test_nothing_is_left_behind_in_the_project(project: Project, pages: dict[str, bytes]) -> None:
    assert {path.name for path in project.root.iterdir()} <= {"data", "notebooks", "reports"}


def test_a_page_names_no_folder_of_the_machine(project: Project, pages: dict[str, bytes]) -> None:
    assert str(project.root).encode() not in pages["bf"]
    assert os.fsencode(Path.home()) + b"/" not in pages["bf"]


def test_a_failing_cell_is_named_with_its_notebook_and_the_other_pages_are_written(project: Project) -> None:
    target = project.reports / "bad.html"
    target.parent.mkdir(exist_ok=True)
    target.write_text("the page of yesterday", encoding="utf-8")
    with pytest.raises(RenderError, match=r"bad: broken.ipynb, cell 2 \(# a remark\): ValueError: no such village"):
        run(project, params(bad="broken", good="simple"), workers=1)
    assert target.read_text(encoding="utf-8") == "the page of yesterday"
    assert (project.reports / "good.html").is_file()
    assert not list(project.reports.glob(".draft-*"))


def test_a_cell_that_takes_too_long_is_named(project: Project) -> None:
    slow = RenderParams(reports={"late": {"notebook": "slow"}}, timeout=1)
    with pytest.raises(RenderError, match=r"late: slow.ipynb, cell 2"):
        run(project, slow, workers=1)


def test_nothing_runs_when_a_parameter_is_wrong(project: Project) -> None:
    wrong = RenderParams(
        reports={"one": {"notebook": "simple"}, "two": {"notebook": "simple", "parameters": {"land": "ML"}}}
    )
    with pytest.raises(ParamsError, match="land"):
        run(project, wrong, workers=1)
    assert not (project.reports / "one.html").exists()


def test_text_that_attacks_its_reader_is_shown_as_text(project: Project) -> None:
    (path,) = run(project, params(hostile="hostile"), ["hostile"], workers=1)
    html = path.read_text(encoding="utf-8")
    seen = seen_in(html)
    assert not seen.tags & {"script", "svg", "iframe", "object"}
    assert not [name for _, name, _ in seen.attributes if name.startswith("on")]
    assert not [value for _, _, value in seen.attributes if value.lower().startswith("javascript")]
    assert "\u202e" not in html
    assert "&lt;script&gt;" in html
