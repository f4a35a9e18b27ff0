"""How long linking takes, and how the time grows.

Writes interim tables with made-up mentions (every event told by some articles, with days, places and sides more or
less exact), runs the whole `link` stage on them in a process of its own, and prints time and memory. The second run
has twice the mentions over twice the years, as an archive grows; ``--denser`` puts them into the same years instead.
Where other work shares the machine, the processor time tells more than the clock.

Usage: ``python benchmarks/link_speed.py [MENTIONS] [--denser]``
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from sahel_dataset.knowledge.gazetteer import gazetteer
from sahel_dataset.schema import table

MENTIONS_A_DAY = 22.0
"""About what a collection of four outlets on the central Sahel gives."""

REPORTS_PER_EVENT = 4
TYPES = ("armed_clash", "attack_on_civilians", "explosive_device", "air_strike", "abduction", "arrest", "protest")
TYPE_SHARES = (0.4, 0.25, 0.1, 0.1, 0.05, 0.05, 0.05)
GROUPS = ("jnim", "is_sahel", "jihadists_unspecified", "armed_men_unspecified", "csp", "dozo", "wagner")
FORCES = {"ML": "ml_armed_forces", "BF": "bf_armed_forces", "NE": "ne_armed_forces"}
WORDS = tuple(
    f"{a}{b}{c}"
    for a in ("kar", "mol", "tes", "bin", "dou", "sef")
    for b in ("an", "ir", "ob", "ut")
    for c in ("dal", "mek", "pos", "riv", "tun", "zan")
)


def write_made_up(interim: Path, n: int, years: float, seed: int = 1) -> None:
    """Write interim tables with `n` mentions over a number of years."""
    chance = np.random.default_rng(seed)
    villages = [place for place in gazetteer() if place.is_settlement and place.country in FORCES]
    regions = {place.admin1: place for place in gazetteer() if place.feature == "region" and place.country in FORCES}
    # Few places see most of the events.
    weight = 1.0 / np.arange(1, len(villages) + 1) ** 0.7
    n_events = n // REPORTS_PER_EVENT
    places = chance.permutation(len(villages))[chance.choice(len(villages), n_events, p=weight / weight.sum())]
    days = chance.integers(0, int(years * 365.25), n_events)
    kinds = chance.choice(len(TYPES), n_events, p=TYPE_SHARES)
    groups = chance.integers(0, len(GROUPS), n_events)
    counts = chance.integers(1, 80, n_events)
    event = chance.integers(0, n_events, n)
    delay = chance.geometric(0.5, n) - 1
    exactness, dating = chance.random(n), chance.random(n)
    articles, texts, mentions, reports, actors, claims = [], [], [], [], [], []
    start = dt.date(2000, 1, 1)
    for m in range(n):
        e = int(event[m])
        place, day = villages[places[e]], start + dt.timedelta(days=int(days[e]))
        published = day + dt.timedelta(days=int(delay[m]))
        article, key = f"a{m:07d}", f"m{m:07d}"
        words = [WORDS[(e * 7 + k * 13 + int(chance.integers(0, 3))) % len(WORDS)] for k in range(12)]
        text = f"{TYPES[kinds[e]]} {place.name} {' '.join(words)} {counts[e]} dead"
        articles.append(
            (article, "made-up", f"{m}.txt", None, None, None, None, None, "en", published, "day", "metadata",
             None, hashlib.sha256(f"{article}{text}".encode()).hexdigest(), len(text), None, None, False)
        )  # fmt: skip
        texts.append((article, text, 0, "[]"))
        precision, first, last = "day", day, day
        if dating[m] < 0.06:
            precision, first, last = "unknown", None, None
        elif dating[m] < 0.12:
            precision, first = "month", day.replace(day=1)
            last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
        geo, told = "exact", place
        if exactness[m] < 0.06 or (exactness[m] < 0.14 and place.admin1 not in regions):
            geo, told = "country", gazetteer()[f"country-{place.country.lower()}"]  # type: ignore[union-attr]
        elif exactness[m] < 0.14:
            geo, told = "admin", regions[place.admin1]
        elif exactness[m] < 0.3:
            geo = "near"
        mentions.append(
            (key, article, TYPES[kinds[e]], first, last, precision, None, told.place_id, told.name, told.country,
             told.admin1, told.latitude, told.longitude, geo, "actual", False, False, 0, len(text))
        )  # fmt: skip
        reports.append((key, article, 0, len(text), TYPES[kinds[e]]))
        soldiers = kinds[e] != TYPES.index("attack_on_civilians")
        victims = FORCES[place.country] if soldiers else "civilians"  # type: ignore[index]
        actors.append((key, article, GROUPS[groups[e]], "initiator", "reported", None))
        actors.append((key, article, victims, "target", "reported", None))
        claims.append(
            (f"{key}-c", article, key, None, "military" if soldiers else "witness", None, None, None, "asserts", "toll",
             "killed", int(counts[e]), int(counts[e]), str(counts[e]), "soldiers" if soldiers else "civilians", None,
             None, None, published, 0, len(text), text, 1.0)
        )  # fmt: skip
    folder = interim / "mentions"
    for name, rows, path in (
        ("articles", articles, interim), ("texts", texts, interim), ("event_mentions", mentions, folder),
        ("event_mention_reports", reports, folder), ("event_mention_actors", actors, folder),
        ("claim_mentions", claims, folder), ("local_actors", [], folder),
    ):  # fmt: skip
        columns = list(table(name).columns)
        frame = pd.DataFrame(rows, columns=columns) if rows else table(name).empty()
        table(name).write(frame, path / f"{name}.parquet")


def _link(folder: Path) -> None:
    from sahel_dataset.link.run import run

    begun = time.perf_counter()
    summary = run(folder / "interim", folder / "processed", folder / "ledger")
    seconds = time.perf_counter() - begun
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    processor = sum(usage.ru_utime + usage.ru_stime for usage in (own, children))
    # Of the workers the system tells the largest only: as many as there are processors may be as large.
    workers = children.ru_maxrss * (os.cpu_count() or 1)
    print(f"{seconds:.1f} {processor:.1f} {(own.ru_maxrss + workers) / 1024**2:.2f} {summary.n_events}")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of the stage took: seconds by the clock and of the processors, gigabytes at most, and the events."""

    n_mentions: int
    seconds: float
    cpu_seconds: float
    gigabytes: float
    n_events: int

    def __str__(self) -> str:
        return (
            f"{self.n_mentions} mentions: {self.n_events} events, {self.seconds:.1f} s "
            f"({self.cpu_seconds:.1f} s of processor time), {self.gigabytes:.2f} GB"
        )


def measure(n: int, years: float) -> Cost:
    """Run the stage once on `n` made-up mentions."""
    with tempfile.TemporaryDirectory() as name:
        write_made_up(Path(name) / "interim", n, years)
        command = [sys.executable, __file__, "--folder", name]
        answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return Cost(n, *(float(value) for value in answer[:3]), int(answer[3]))


def main() -> None:
    """Print time, memory and growth."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("mentions", nargs="?", type=int, default=100_000)
    parser.add_argument("--denser", action="store_true", help="twice the mentions in the same years")
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.folder:
        _link(options.folder)
        return
    years = options.mentions / MENTIONS_A_DAY / 365.25
    once = measure(options.mentions, years)
    twice = measure(2 * options.mentions, years if options.denser else 2 * years)
    print(once, twice, sep="\n")
    print(
        f"twice the mentions cost {twice.seconds / once.seconds:.2f} times as much by the clock, "
        f"{twice.cpu_seconds / once.cpu_seconds:.2f} times in processor time"
    )


if __name__ == "__main__":
    main()
