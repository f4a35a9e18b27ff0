import datetime as dt
from pathlib import Path

import pytest

from sahel_dataset.params import ParamsError, read_section
from sahel_dataset.render import RenderParams
from sahel_dataset.render.params import check_reports
from tests.render.notebook import write_notebook


def one(**report: object) -> RenderParams:
    return RenderParams(reports={"page": {"notebook": "simple", **report}})


def test_a_section_of_params_yaml_becomes_reports(tmp_path: Path) -> None:
    path = tmp_path / "params.yaml"
    path.write_text(
        "render:\n  reports:\n    overview-mali:\n      notebook: overview\n      title: Mali\n"
        "      parameters: {country: ML, start: 2012-01-01}\n",
        encoding="utf-8",
    )
    report = read_section(path, "render", RenderParams).reports["overview-mali"]
    assert (report.name, report.notebook, report.title) == ("overview-mali", "overview", "Mali")
    assert report.parameters == {"country": "ML", "start": "2012-01-01"}


def test_a_date_reaches_the_notebook_as_text() -> None:
    assert one(parameters={"start": dt.date(2024, 5, 1)}).reports["page"].parameters == {"start": "2024-05-01"}


@pytest.mark.parametrize("name", ["../up", "Page", "a b", "index", "", "a--b"])
def test_a_name_that_is_no_plain_file_name_is_refused(name: str) -> None:
    with pytest.raises(ParamsError, match=r"render\.reports"):
        RenderParams(reports={name: {"notebook": "simple"}})


def test_a_setting_that_no_report_has_is_refused() -> None:
    with pytest.raises(ParamsError, match="parametres"):
        one(parametres={})


def test_asking_for_an_unknown_report_names_the_known_ones() -> None:
    with pytest.raises(ParamsError, match="called other; it has page"):
        one().chosen(["other"])


def test_a_parameter_that_the_notebook_lacks_is_named_before_anything_runs(tmp_path: Path) -> None:
    write_notebook(tmp_path / "simple.ipynb", "print(1)", parameters="country = ''")
    with pytest.raises(ParamsError, match="'simple' has no parameter contry; it has country"):
        check_reports(one(parameters={"contry": "ML"}).chosen(None), tmp_path)


def test_a_notebook_that_does_not_exist_is_named_beside_those_that_do(tmp_path: Path) -> None:
    write_notebook(tmp_path / "other.ipynb", "print(1)")
    with pytest.raises(ParamsError, match=r"no notebook 'simple' in .*; there are other"):
        check_reports(one().chosen(None), tmp_path)
