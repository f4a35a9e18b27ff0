from pathlib import Path

import pytest

from sahel_dataset.paths import Project
from sahel_dataset.render import RenderError, RenderParams, run
from tests.render.notebook import write_notebook
from tests.synthetic import write_synthetic


@pytest.fixture
def project(tmp_path: Path) -> Project:
    # The notebook leaves a mark each time it runs.
    mark = "from pathlib import Path\nwith Path('runs.txt').open('a') as marks:\n    marks.write(country)\ncountry"
    write_notebook(tmp_path / "notebooks/simple.ipynb", mark, parameters="country = ''")
    write_synthetic(tmp_path, events=2)
    return Project(tmp_path)


def params(**countries: str) -> RenderParams:
    return RenderParams(
        reports={name: {"notebook": "simple", "parameters": {"country": value}} for name, value in countries.items()}
    )


def runs(project: Project) -> str:
    path = project.root / "runs.txt"
    return "".join(sorted(path.read_text(encoding="utf-8"))) if path.is_file() else ""


def test_pages_rendered_ahead_are_taken_when_asked_for_and_one_change_renders_one_page(project: Project) -> None:
    both = params(one="A", two="B")
    assert [path.name for path in run(project, both, ["one"], ahead=True)] == ["one.html"]
    assert not (project.reports / "two.html").exists()
    assert runs(project) == "AB"
    run(project, both, ["two"], ahead=True)
    assert runs(project) == "AB"
    changed = params(one="A", two="C")
    run(project, changed, ["one"], ahead=True)
    assert runs(project) == "AB"
    run(project, changed, ["two"], ahead=True)
    assert runs(project) == "ABC"
    ahead = (project.reports / "two.html").read_bytes()
    run(project, changed, ["two"])
    assert (project.reports / "two.html").read_bytes() == ahead


def test_pages_are_rendered_again_when_a_table_or_the_notebook_has_changed(project: Project) -> None:
    one = params(one="A")
    run(project, one, ["one"], ahead=True)
    write_synthetic(project.root, events=3)
    run(project, one, ["one"], ahead=True)
    assert runs(project) == "AA"
    write_notebook(project.notebooks / "simple.ipynb", "country + '!'", parameters="country = ''")
    run(project, one, ["one"], ahead=True)
    assert "A!" in (project.reports / "one.html").read_text(encoding="utf-8")
    assert len(list((project.root / ".cache/render").glob("*.html"))) == 1


def test_a_report_that_fails_ahead_does_not_stop_the_one_asked_for(project: Project) -> None:
    write_notebook(project.notebooks / "broken.ipynb", "1 / 0")
    mixed = RenderParams(reports={"good": {"notebook": "simple"}, "bad": {"notebook": "broken"}})
    run(project, mixed, ["good"], ahead=True)
    with pytest.raises(RenderError, match=r"bad: broken\.ipynb, cell 1"):
        run(project, mixed, ["bad"], ahead=True)
