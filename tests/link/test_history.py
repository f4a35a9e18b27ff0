"""Ten releases of a collection that is added to, thinned out and corrected, made by the stage as a whole."""

from __future__ import annotations

import random
from pathlib import Path

from sahel_dataset import resolve
from sahel_dataset.link.run import run
from sahel_dataset.schema import table
from tests.link.builder import Collection, day

PLACES = ("ml-boulkessi", "ml-moura", "bf-djibo", "bf-solhan", "ne-tongo-tongo", "ne-chinegodar")


def change(told: dict[str, dict], chance: random.Random, release: int) -> None:
    """Take articles away, correct some (their words, their date, their place), and add new ones."""
    for name in sorted(told):
        draw = chance.random()
        if draw < 0.15:
            del told[name]
        elif draw < 0.30:
            told[name] |= {"text": f"Corrected in release {release}: {name}", "start": chance.randrange(10)}
        elif draw < 0.40:
            told[name] |= {"date": f"2025-06-{chance.randrange(1, 29):02d}"}
    for number in range(chance.randint(3, 6)):
        told[f"a{release}-{number}"] = {
            "place": chance.choice(PLACES),
            "date": f"2025-06-{chance.choice((3, 4, 17)):02d}",
            "text": f"Report {number} of release {release}",
            "start": 0,
        }


def collection(told: dict[str, dict]) -> Collection:
    made = Collection()
    for name, row in told.items():
        made.article(name, text=row["text"], published_on=day("2025-07-01"))
        made.mention(
            f"{name}:e1", name, place_id=row["place"], date=row["date"],
            anchor_start=row["start"], anchor_end=row["start"] + 5,
        )  # fmt: skip
    return made


def test_every_id_that_any_of_ten_releases_gave_still_leads_somewhere_or_says_why_not(tmp_path: Path) -> None:
    chance = random.Random(3)
    told: dict[str, dict] = {}
    founders: dict[str, str] = {}
    statuses: set[str] = set()
    for release in range(10):
        change(told, chance, release)
        folder = tmp_path / str(release)
        run(collection(told).write(folder / "interim"), folder / "processed", tmp_path / "ledger")
        events = table("events").read(folder / "processed" / "events.parquet")
        ids = table("event_ids").read(folder / "processed" / "event_ids.parquet").set_index("event_id")

        current = set(events["event_id"])
        assert len(current) == len(events)
        assert current == set(ids.index[ids["status"] == "active"])
        assert set(founders) <= set(ids.index)
        for one, founder in ids["founding_mention"].items():
            assert founders.setdefault(one, founder) == founder
        assert len(set(founders.values())) == len(founders)
        for one in founders:
            stands_for = resolve(one, folder / "processed")
            assert stands_for in current or (stands_for is None and ids.loc[one, "reason"])
        statuses |= set(ids["status"])
    assert {"active", "merged", "withdrawn"} <= statuses
    assert len(founders) > len(current)
