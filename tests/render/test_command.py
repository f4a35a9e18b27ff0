from pathlib import Path

import pytest
from typer.testing import CliRunner

from sahel_dataset.cli import app
from sahel_dataset.params import ParamsError
from tests.render.notebook import write_notebook
from tests.synthetic import write_synthetic


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_synthetic(tmp_path, events=2)
    write_notebook(tmp_path / "notebooks/simple.ipynb", "country", parameters="country = ''")
    write_notebook(tmp_path / "notebooks/broken.ipynb", "1 / 0")
    (tmp_path / "dvc.yaml").write_text("stages: {}\n", encoding="utf-8")
    (tmp_path / "params.yaml").write_text(
        "render:\n  reports:\n    good: {notebook: simple, parameters: {country: ML}}\n    bad: {notebook: broken}\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path / "notebooks")
    return tmp_path


def test_pages_are_rendered_by_name_from_anywhere_in_the_checkout(project: Path) -> None:
    result = CliRunner().invoke(app, ["render", "good", "index"])
    assert result.exit_code == 0, result.output
    assert result.output.splitlines() == ["reports/good.html", "reports/index.html", "reports/codebook.html"]
    assert all((project / line).is_file() for line in result.output.splitlines())


def test_a_notebook_that_fails_ends_the_command_with_its_name_and_cell(project: Path) -> None:
    result = CliRunner().invoke(app, ["render", "bad"])
    assert result.exit_code == 1
    assert "bad: broken.ipynb, cell 1 (1 / 0): ZeroDivisionError" in result.output
    assert not (project / "reports/bad.html").exists()


def test_a_name_that_params_yaml_lacks_is_told_with_those_it_has(project: Path) -> None:
    result = CliRunner().invoke(app, ["render", "other"])
    assert isinstance(result.exception, ParamsError)
    assert str(result.exception) == "params.yaml has no report called other; it has good, bad."
