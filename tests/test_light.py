"""What is not imported, because nothing here calls it."""

from __future__ import annotations

import subprocess
import sys


def imported_by(code: str) -> set[str]:
    told = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*(n for n, m in sys.modules.items() if m is not None))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return set(told.split())


def test_a_page_that_is_kept_needs_neither_papermill_nor_matplotlib() -> None:
    loaded = imported_by("import sahel_dataset.cli, sahel_dataset.render.run, sahel_dataset.render.store")
    assert not loaded & {"papermill", "nbformat", "matplotlib", "pandas"}


def test_the_front_page_needs_no_figures() -> None:
    assert not imported_by("import sahel_dataset.render.front") & {"matplotlib", "nbformat", "nbconvert"}


def test_checking_formats_of_addresses_is_left_out_where_it_is_not_needed() -> None:
    code = "from sahel_dataset.light import without_iri_grammar; without_iri_grammar(); import jsonschema"
    assert "lark" not in imported_by(code)


def test_a_module_for_later_is_loaded_when_something_of_it_is_used() -> None:
    code = """
from sahel_dataset.light import later
later("xml", "sax")
from xml import sax
has = "parseString" in object.__getattribute__(sax, "__dict__")
print(has, callable(sax.parseString))
"""
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert told == "False True\n"


def test_every_figure_is_found_by_its_name() -> None:
    from sahel_dataset import plot

    assert all(callable(getattr(plot, name)) for name in plot.__all__)
    assert set(plot.__all__) <= set(dir(plot))
