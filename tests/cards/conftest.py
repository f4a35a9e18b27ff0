from pathlib import Path

import pytest

from tests.synthetic import write_synthetic


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_synthetic(tmp_path_factory.mktemp("made-up"), events=12)


@pytest.fixture(scope="session")
def attacking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_synthetic(tmp_path_factory.mktemp("attacking"), events=6, hostile=True)


@pytest.fixture
def dataset(made_up: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let cards read the made-up dataset."""
    monkeypatch.setenv("SAHEL_PROJECT", str(made_up))
    return made_up
