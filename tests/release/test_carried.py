"""What this very package carries is whole."""

from __future__ import annotations

import json
from pathlib import Path

import sahel_dataset
from sahel_dataset.release.datapackage import DATAPACKAGE, described_tables
from sahel_dataset.release.facts import FACTS, read_facts
from sahel_dataset.release.registry import read_index

DATA = Path(sahel_dataset.__file__).parent / "data"
CURRENT = DATA / "current"


def test_the_tables_are_those_of_the_latest_release_by_their_digests() -> None:
    facts = read_facts((CURRENT / FACTS).read_text(encoding="utf-8"))
    assert list(read_index(DATA))[-1] == facts.version
    # By the schema that the release came out with, and not by today's.
    described = described_tables(json.loads((CURRENT / DATAPACKAGE).read_text(encoding="utf-8")))
    found = {name: described[name].read_arrow(CURRENT / f"{name}.parquet") for name in facts.tables}
    assert {name: described[name].digest(content) for name, content in found.items()} == {
        name: known.digest for name, known in facts.tables.items()
    }
    assert {path.stem for path in CURRENT.glob("*.parquet")} == facts.tables.keys()
