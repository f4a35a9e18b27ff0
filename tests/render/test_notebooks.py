"""The notebooks themselves: sources without outputs, that run on any dataset."""

from pathlib import Path

import nbformat
import pytest
from papermill import inspect_notebook

import sahel_dataset
from sahel_dataset.paths import Project
from sahel_dataset.render import RenderParams, run
from tests.render.seen import seen_in
from tests.synthetic import write_synthetic
from tests.test_others import ACLED, UCDP, acled_row, ucdp_row, violent, write_other

FOLDER = Path(sahel_dataset.__file__).parent.parent / "notebooks"
NAMES = sorted(path.stem for path in FOLDER.glob("*.ipynb"))


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_committed_without_outputs(name: str) -> None:
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
    assert set(notebook.metadata) <= {"kernelspec", "language_info"}
    assert notebook.cells[0].source.startswith("# ")


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_says_what_it_is_for(name: str) -> None:
    for parameter in inspect_notebook(str(FOLDER / f"{name}.ipynb")).values():
        assert parameter["help"] or parameter["name"] in {"start", "end"}, parameter["name"]


def test_every_notebook_has_a_page_but_the_one_to_start_with_and_the_one_that_needs_a_file() -> None:
    used = {report.notebook for report in RenderParams().reports.values()}
    assert set(NAMES) - used == {"00_start_here", "compare"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = write_synthetic(tmp_path_factory.mktemp("pages"), events=24, hostile=True)
    from sahel_dataset.schema import table

    one = violent(table("events").read(root / "data/processed/events.parquet"), "exact")
    write_other(root / "acled.csv", ACLED, [acled_row(one), acled_row(one, event_id_cnty="far", latitude=1)])
    write_other(root / "ucdp.csv", UCDP, [ucdp_row(one), ucdp_row(one, id=6, latitude=1)])
    return Project(root)


def test_every_notebook_renders_on_text_that_attacks_its_reader(project: Project) -> None:
    extra = {
        "beside-acled": {"notebook": "compare", "parameters": {"path": "acled.csv"}},
        "beside-ucdp": {"notebook": "compare", "parameters": {"path": "ucdp.csv"}},
        "start-here": {"notebook": "00_start_here"},
    }
    defaults = {name: report for name, report in RenderParams().reports.items() if not name.startswith("overview-")}
    for path in run(project, RenderParams(reports={**defaults, **extra})):
        html = path.read_text(encoding="utf-8")
        seen = seen_in(html)
        assert not seen.tags & {"svg", "iframe", "object", "form"}, path.name
        assert not [name for _, name, _ in seen.attributes if name.startswith("on")], path.name
        assert not [v for _, n, v in seen.attributes if n in {"href", "src"} and v.startswith("javascript")], path.name
        assert "\u202e" not in html, path.name
        assert all(value for tag, name, value in seen.attributes if (tag, name) == ("img", "alt")), path.name


def test_every_notebook_renders_where_nobody_claims_anything(tmp_path: Path) -> None:
    from sahel_dataset.schema import table

    root = write_synthetic(tmp_path, events=3)
    for name in ("claims", "estimates", "event_actors"):
        table(name).write(table(name).empty(), root / "data/processed" / f"{name}.parquet")
    reports = {name: report for name, report in RenderParams().reports.items() if not name.startswith("overview-")}
    assert len(run(Project(root), RenderParams(reports=reports))) == len(reports) + 2
