"""The examples of the documentation run."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

import pytest

import sahel_dataset
from sahel_dataset.cite import cite
from sahel_dataset.load import locate, versions
from sahel_dataset.release.carry import carry
from sahel_dataset.release.citation import FORMATS
from tests.release.project import write_release

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
_BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", ["loading.md", "citing.md"])
def test_python_examples_run_on_a_release(
    page: str, packaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry(write_release(tmp_path / "project", "2026.12.0"), "2026.12.0", packaged)
    for name, function in (("cite", cite), ("locate", locate), ("versions", versions)):
        monkeypatch.setattr(sahel_dataset, name, function, raising=False)
    blocks = _BLOCK.findall((DOCS / page).read_text(encoding="utf-8"))
    assert blocks
    names: dict[str, Any] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for block in blocks:
            exec(compile(block, page, "exec"), names)
    assert len(names["claims"]) == 4


def test_every_format_is_named() -> None:
    said = (DOCS / "citing.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in said for name in FORMATS)
