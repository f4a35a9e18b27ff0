"""How well mentions of one event are put together, measured on data/gold/linking.

Four figures are printed. The first is of linking alone: the mentions are those coded by hand (``mentions.jsonl``).
The second is of the same with fields damaged by chance (days, places, sides and counts missing or off, types taken for
like ones). The third is of the whole way: the texts are read by the default extractor, and its mentions are matched to
the annotated ones by the words they stand on. A mention that the extractor missed is then an event of its own, so that
what it misses counts against recall. The fourth leaves those out: how well mentions are linked that were found, with
whatever the extractor got wrong about them.

Usage: ``python benchmarks/link_accuracy.py [--errors] [--hand-only]``
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import hashlib
import json
import random
import statistics
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd

from sahel_dataset.knowledge.gazetteer import gazetteer
from sahel_dataset.link.events import link_mentions
from sahel_dataset.link.knowledge import listed_actors, place_traits
from sahel_dataset.link.params import LinkParams
from sahel_dataset.schema import table

_ALIKE = (
    ("armed_clash", "attack_on_civilians"),
    ("armed_clash", "territory_taken"),
    ("armed_clash", "shelling"),
    ("explosive_device", "suicide_attack"),
    ("air_strike", "attack_on_civilians"),
)
"""Types that are easily taken for each other."""

SEEDS = range(10)
"""Of the damaged copies over which figures are averaged."""

GOLD = Path(__file__).resolve().parent.parent / "data" / "gold" / "linking"


@dataclass(frozen=True, slots=True)
class Scores:
    """Pairwise and B-cubed precision, recall and F1 (Bagga and Baldwin 1998)."""

    precision: float
    recall: float
    f1: float
    b3_precision: float
    b3_recall: float
    b3_f1: float

    def __str__(self) -> str:
        return (
            f"pairwise P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f} | "
            f"B-cubed P {self.b3_precision:.3f} R {self.b3_recall:.3f} F1 {self.b3_f1:.3f}"
        )


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _pairs(sizes: Counter[Any]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def score(gold: Mapping[Any, str], found: Mapping[Any, Any]) -> Scores:
    """Compare two groupings of the same mentions.

    Parameters
    ----------
    gold, found : mapping
        From a mention to its event.

    Examples
    --------
    >>> print(score({1: "a", 2: "a", 3: "b"}, {1: 0, 2: 0, 3: 0}))
    pairwise P 0.333 R 1.000 F1 0.500 | B-cubed P 0.556 R 1.000 F1 0.714
    """
    both = Counter((gold[mention], found[mention]) for mention in gold)
    in_gold, in_found = Counter(gold.values()), Counter(found[mention] for mention in gold)
    right, expected, claimed = _pairs(both), _pairs(in_gold), _pairs(in_found)
    precision, recall = right / claimed if claimed else 1.0, right / expected if expected else 1.0
    b3_precision = sum(n * n / in_found[event] for (_, event), n in both.items()) / len(gold)
    b3_recall = sum(n * n / in_gold[event] for (event, _), n in both.items()) / len(gold)
    return Scores(precision, recall, _f1(precision, recall), b3_precision, b3_recall, _f1(b3_precision, b3_recall))


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def _date(day: str | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if day else None


def _text(entry: dict[str, Any]) -> str:
    return f"{entry['title']}\n\n{entry['text']}"


def write_texts(interim: Path) -> None:
    """Write the gold texts as articles.parquet and texts.parquet."""
    articles, texts = [], []
    for entry in _lines("texts.jsonl"):
        text = _text(entry)
        articles.append(
            {
                "article_id": entry["id"], "collection": "linking", "source_file": entry["id"], "url": None,
                "outlet": None, "agency": None, "byline": None, "title": entry["title"], "language": entry["language"],
                "published_on": _date(entry["published"]), "published_precision": "day", "published_basis": "metadata",
                "retrieved_on": None, "text_sha256": hashlib.sha256(text.encode()).hexdigest(), "n_chars": len(text),
                "wire_group": None, "licence": "CC-BY-4.0", "may_redistribute_text": True,
            }
        )  # fmt: skip
        texts.append(
            {"article_id": entry["id"], "text": text, "body_start": len(entry["title"]) + 2, "source_spans": "[]"}
        )
    table("articles").write(articles, interim / "articles.parquet")
    table("texts").write(texts, interim / "texts.parquet")


def _damaged(entry: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return a hand-coded mention as a careless reader might code it: fields missing, vaguer or a little off."""
    entry = dict(entry)
    day = entry["date_start"] if entry["date_precision"] == "day" else None
    if chance.random() < 0.12:
        entry |= {"date_start": None, "date_end": None, "date_precision": "unknown"}
    elif day and chance.random() < 0.08:
        moved = (dt.date.fromisoformat(day) + dt.timedelta(days=chance.choice((-1, 1)))).isoformat()
        entry |= {"date_start": moved, "date_end": moved}
    for side in ("initiators", "targets", "victims"):
        if chance.random() < 0.25:
            entry[side] = []
    if chance.random() < 0.10 and entry["country"]:
        entry |= {"geo_precision": "country", "place_id": None, "place_name": entry["country"], "admin1": None}
    others = [b if a == entry["event_type"] else a for a, b in _ALIKE if entry["event_type"] in (a, b)]
    if others and chance.random() < 0.15:
        entry["event_type"] = chance.choice(others)
    if chance.random() < 0.3:
        entry["counts"] = []
    return entry


def write_hand_coded(interim: Path, seed: int | None = None) -> dict[str, str]:
    """Write the hand-coded mentions as the extractor would, and return the event of each.

    Parameters
    ----------
    interim : Path
        Where they are written.
    seed : int, optional
        Damage the fields by chance, from this seed.
    """
    chance = random.Random(seed)
    texts = {entry["id"]: _text(entry) for entry in _lines("texts.jsonl")}
    events = {(row["text_id"], row["anchor"]): row["event"] for row in _clusters()}
    known = gazetteer()
    mentions, reports, actors, claims = [], [], [], []
    event_of: dict[str, str] = {}
    for number, entry in enumerate(_lines("mentions.jsonl")):
        anchor = entry["anchor"]
        if seed is not None:
            entry = _damaged(entry, chance)
        key, article = f"{entry['text_id']}-{number}", entry["text_id"]
        event_of[key] = events[article, anchor]
        start = texts[article].index(anchor)
        end = start + len(anchor)
        place = known[entry["place_id"]] if entry["place_id"] in known else None  # noqa: SIM401
        mentions.append(
            {
                "mention_id": key, "article_id": article, "event_type": entry["event_type"],
                "date_start": _date(entry["date_start"]), "date_end": _date(entry["date_end"]),
                "date_precision": entry["date_precision"], "date_text": None, "place_id": place and place.place_id,
                "place_name": entry["place_name"], "country": entry["country"], "admin1": entry["admin1"],
                "latitude": place and place.latitude, "longitude": place and place.longitude,
                "geo_precision": entry["geo_precision"], "realis": entry["realis"],
                "is_background": entry["is_background"], "civilians_targeted": False,
                "anchor_start": start, "anchor_end": end,
            }
        )  # fmt: skip
        reports.append({"mention_id": key, "article_id": article, "start": start, "end": end, "trigger": "-"})
        for role in ("initiator", "target", "victim"):
            actors += [
                {"mention_id": key, "article_id": article, "actor_id": actor, "role": role, "basis": "reported",
                 "likely_actor_id": None}
                for actor in entry[f"{role}s"]
            ]  # fmt: skip
        for position, (measure, count) in enumerate(entry["counts"]):
            claims.append(
                dict.fromkeys(table("claim_mentions").columns)
                | {
                    "claim_mention_id": f"{key}-{position}", "article_id": article, "mention_id": key,
                    "claimant_kind": "unattributed", "stance": "asserts", "claim_type": "toll", "measure": measure,
                    "quantity_low": count, "quantity_high": count, "quantity_text": str(count), "quote_start": start,
                    "quote_end": end, "quote": anchor, "confidence": 1.0,
                }
            )  # fmt: skip
    folder = interim / "mentions"
    for name, rows in (
        ("event_mentions", mentions), ("event_mention_reports", reports), ("event_mention_actors", actors),
        ("claim_mentions", claims), ("local_actors", []),
    ):  # fmt: skip
        columns = list(table(name).columns)
        frame = pd.DataFrame(rows, columns=columns) if rows else table(name).empty()
        table(name).write(frame, folder / f"{name}.parquet")
    return event_of


def _clusters() -> list[dict[str, str]]:
    with (GOLD / "clusters.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _link(interim: Path, params: LinkParams) -> tuple[dict[str, int], pd.DataFrame]:
    linked = link_mentions(interim, params, listed_actors().book, place_traits())
    return linked.event.to_dict(), linked.links


def by_hand(
    params: LinkParams | None = None, seed: int | None = None
) -> tuple[dict[str, str], dict[str, int], pd.DataFrame]:
    """Link the hand-coded mentions, damaged from a seed if one is given; return gold, found, and the judged pairs."""
    with tempfile.TemporaryDirectory() as name:
        interim = Path(name)
        write_texts(interim)
        gold = write_hand_coded(interim, seed)
        found, links = _link(interim, params or LinkParams())
    return gold, found, links


def whole_way(params: LinkParams | None = None) -> tuple[dict[str, str], dict[str, Any], set[str]]:
    """Extract and link; return gold events, found events, and which annotated mentions were found."""
    from sahel_dataset.extract.run import run as extract

    with tempfile.TemporaryDirectory() as name:
        interim = Path(name)
        write_texts(interim)
        extract(interim)
        found, _ = _link(interim, params or LinkParams())
        mentions = table("event_mentions").read(interim / "mentions" / "event_mentions.parquet")
        reports = table("event_mention_reports").read(interim / "mentions" / "event_mention_reports.parquet")
    spans: dict[str, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for row in mentions.itertuples():
        spans[row.article_id][row.mention_id].append((row.anchor_start, row.anchor_end))
    for row in reports.itertuples():
        spans[row.article_id][row.mention_id].append((row.start, row.end))
    gold, matched = _match(spans)
    return gold, {key: found[matched[key]] if key in matched else key for key in gold}, set(matched)


def _match(spans: Mapping[str, Mapping[str, list[tuple[int, int]]]]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the event of each annotated mention, and the extracted mention it is, by the words they share, best first.

    Parameters
    ----------
    spans : mapping
        By article and mention, the passages it stands on.
    """
    texts = {entry["id"]: _text(entry) for entry in _lines("texts.jsonl")}
    gold: dict[str, str] = {}
    overlaps = []
    for number, row in enumerate(_clusters()):
        key, article = f"{row['text_id']}-{number}", row["text_id"]
        gold[key] = row["event"]
        start = texts[article].index(row["anchor"])
        end = start + len(row["anchor"])
        for mention, places in spans.get(article, {}).items():
            shared = max(min(last, end) - max(first, start) for first, last in places)
            if shared > 0:
                overlaps.append((-shared, number, key, mention))
    matched: dict[str, str] = {}
    for _, _, key, mention in sorted(overlaps):
        if key not in matched and mention not in matched.values():
            matched[key] = mention
    return gold, matched


def _print_errors(gold: Mapping[str, str], found: Mapping[str, Any], links: pd.DataFrame) -> None:
    judged = {(row["mention_id"], row["other_mention_id"]): row for row in links.to_dict("records")}
    for one, other in combinations(sorted(gold), 2):
        expected, got = gold[one] == gold[other], found[one] == found[other]
        if expected != got:
            row = judged.get((one, other), {})
            points = {name: value for name, value in row.items() if name.endswith("_points") and value}
            print(
                "  missed" if expected else "  wrong ", one, other, row.get("score"), row.get("kept_apart_by"), points
            )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--errors", action="store_true", help="list the pairs that are wrong")
    parser.add_argument("--hand-only", action="store_true", help="do not run the extractor")
    options = parser.parse_args()
    gold, found, links = by_hand()
    print(f"{len(gold)} mentions of {len(set(gold.values()))} events")
    print("linking alone:", score(gold, found))
    damaged = [score(*by_hand(seed=seed)[:2]) for seed in SEEDS]
    mean = Scores(*(statistics.mean(getattr(one, name) for one in damaged) for name in Scores.__slots__))
    print("fields damaged:", mean, f"| mean of {len(damaged)}")
    if options.errors:
        _print_errors(gold, found, links)
    if options.hand_only:
        return
    gold, answer, extracted = whole_way()
    print("whole way:    ", score(gold, answer), f"| {len(extracted)} of {len(gold)} mentions found")
    of_found = {key: event for key, event in gold.items() if key in extracted}
    reachable = _pairs(Counter(of_found.values())) / _pairs(Counter(gold.values()))
    print("where found:  ", score(of_found, answer), f"| {reachable:.0%} of the pairs")
    if options.errors:
        _print_errors(gold, answer, pd.DataFrame(columns=["mention_id", "other_mention_id"]))


if __name__ == "__main__":
    main()
