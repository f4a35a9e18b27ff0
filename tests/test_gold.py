"""The annotated reports: every file parses, stays within the closed lists, and stands on words of the report's text."""

import csv
import datetime as dt
import functools
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from sahel_dataset.ingest import read_article
from sahel_dataset.knowledge.actor_list import actors
from sahel_dataset.schema import vocabulary

ROOT = Path(__file__).parents[1]
RAW = ROOT / "data" / "raw" / "reports"
GOLD = ROOT / "data" / "gold"
EVENT_KEYS = {
    "id", "event_type", "date", "date_precision", "place", "country", "place_precision", "initiators", "targets",
    "victims", "background", "realis", "anchor",
}  # fmt: skip
CLAIM_KEYS = {
    "id", "event", "claimant", "claimant_kind", "stance", "claim_type", "measure", "low", "high", "quantity_text",
    "victim_class", "victim_actor", "perpetrator", "reported_via", "anchor",
}  # fmt: skip
SLUG = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
#: Claimants and actors of a report or two, under readable slugs.
UNLISTED = {
    "africa_center_for_strategic_studies", "cnrdr", "comanav", "france_24", "france_medias_monde", "katiba_serma",
    "le_soir", "mea_risk", "national_human_rights_commission_mali",
}  # fmt: skip
#: Stances that belong to one type of claim, whatever else goes with it.
STANCE_OF_TYPE = {"non_disclosure": "declines_to_say", "condemnation": "condemns", "justification": "justifies"}
FILES = sorted((GOLD / "reports").glob("*.json")) + sorted((GOLD / "second").glob("*.json"))
IDS = [f"{path.parent.name}-{path.name.removesuffix('.gold.json')}" for path in FILES]


@functools.cache
def gold(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


@functools.cache
def exported(path: Path) -> list[dict[str, Any]]:
    """Read the records of an export, in order."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def metadata(annotation: dict[str, Any]) -> dict[str, Any]:
    """Read the metadata of the report that an annotation belongs to."""
    name, _, number = annotation["source_file"].partition("#")
    if number:
        return exported(RAW / name)[int(number) - 1]
    return dict(json.loads((RAW / name).with_name(f"{annotation['article']}.meta.json").read_text(encoding="utf-8")))


@functools.cache
def ingested(path: Path) -> dict[str, str]:
    """Read the texts of the articles in a file, by the end of their source."""
    return {article.source_file.rpartition("/")[2]: article.text for article in read_article(path)}


def text_of(annotation: dict[str, Any]) -> str:
    source = annotation["source_file"]
    return ingested(RAW / source.partition("#")[0])[source.rpartition("/")[2]]


def names(folder: str) -> list[str]:
    return sorted(path.name.removesuffix(".gold.json") for path in (GOLD / folder).glob("*.json"))


def split() -> dict[str, dict[str, str]]:
    with (GOLD / "split.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["name"] for row in rows] == sorted({row["name"] for row in rows})
    return {row["name"]: row for row in rows}


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_an_annotation_belongs_to_the_report_that_it_names(path: Path) -> None:
    annotation, known = gold(path), metadata(gold(path))
    name = annotation["source_file"].partition("#")
    assert path.name == f"{annotation['article']}.gold.json"
    assert annotation["article"] == (known["report"] if name[2] else Path(name[0]).stem)
    assert annotation["language"] == known["language"]
    assert annotation["published"] == known["published"]


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_every_anchor_quantity_and_body_word_stands_in_the_text(path: Path) -> None:
    annotation = gold(path)
    text = text_of(annotation)
    words = [annotation["body"]["first_words"], annotation["body"]["last_words"]]
    for entry in annotation["events"] + annotation["claims"]:
        words += [entry["anchor"], entry.get("quantity_text"), entry.get("reported_via")]
    assert [one for one in words if one is not None and one not in text] == []


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_events_keep_to_the_closed_lists_and_to_the_calendar(path: Path) -> None:
    annotation = gold(path)
    assert [event["id"] for event in annotation["events"]] == [f"e{n + 1}" for n in range(len(annotation["events"]))]
    for event in annotation["events"]:
        assert set(event) - {"likely"} == EVENT_KEYS
        assert event["event_type"] in vocabulary("event_type")
        assert event["date_precision"] in vocabulary("date_precision")
        assert event["place_precision"] in vocabulary("geo_precision")
        assert event["realis"] in vocabulary("realis")
        assert isinstance(event["background"], bool)
        first, last = (None if day is None else dt.date.fromisoformat(day) for day in event["date"])
        assert (first is None and last is None) == (event["date_precision"] == "unknown")
        assert first is None or last is None or first <= last
        assert event["country"] is None or re.fullmatch("[A-Z]{2}", event["country"])


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_claims_keep_to_the_closed_lists_and_are_about_an_event_of_the_article(path: Path) -> None:
    annotation = gold(path)
    events = {event["id"] for event in annotation["events"]}
    assert [claim["id"] for claim in annotation["claims"]] == [f"c{n + 1}" for n in range(len(annotation["claims"]))]
    for claim in annotation["claims"]:
        assert set(claim) == CLAIM_KEYS
        assert claim["event"] is None or claim["event"] in events
        assert claim["claimant_kind"] in vocabulary("claimant_kind")
        assert claim["stance"] in vocabulary("stance")
        assert claim["claim_type"] in vocabulary("claim_type")
        assert claim["stance"] == STANCE_OF_TYPE.get(claim["claim_type"], claim["stance"])
        assert (claim["claimant"] == "outlet") <= (claim["claimant_kind"] == "media" and claim["claim_type"] == "toll")


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_a_toll_says_what_is_counted_and_only_a_toll_does(path: Path) -> None:
    for claim in gold(path)["claims"]:
        counted = [claim[key] for key in ("measure", "quantity_text", "victim_class")]
        if claim["claim_type"] != "toll":
            assert counted == [None] * 3
            assert (claim["low"], claim["high"], claim["victim_actor"]) == (None, None, None)
            continue
        assert None not in counted
        assert claim["measure"] in vocabulary("measure")
        assert claim["victim_class"] in vocabulary("victim_class")
        assert claim["victim_class"] != "civilians" or claim["victim_actor"] is None
        if claim["low"] is not None and claim["high"] is not None:
            assert 0 <= claim["low"] <= claim["high"]


def named_in(annotation: dict[str, Any]) -> set[str]:
    """Collect the ids of the actors and claimants of an annotation."""
    roles = ("initiators", "targets", "victims")
    named = {actor for event in annotation["events"] for role in roles for actor in event[role]}
    for claim in annotation["claims"]:
        named |= {claim[key] for key in ("claimant", "victim_actor", "perpetrator")} - {None, "outlet"}
    return named


def test_an_actor_is_known_or_one_of_the_few_that_no_list_holds() -> None:
    unknown = {actor for path in FILES for actor in named_in(gold(path))} - set(actors())
    assert unknown <= UNLISTED
    assert [actor for actor in sorted(UNLISTED) if not SLUG.fullmatch(actor)] == []


def test_the_split_covers_every_annotated_report_in_its_language() -> None:
    rows = split()
    assert sorted(rows) == names("reports")
    for name, row in rows.items():
        assert row["language"] == gold(GOLD / "reports" / f"{name}.gold.json")["language"]
        assert row["split"] in {"dev", "held_out"}


def test_reports_of_one_event_are_on_one_side_of_the_split() -> None:
    sides = defaultdict(set)
    for name, row in split().items():
        sides[metadata(gold(GOLD / "reports" / f"{name}.gold.json"))["event"]].add(row["split"])
    assert {event for event, parts in sides.items() if len(parts) > 1} == set()


def test_each_side_of_the_split_has_about_half_of_every_language_and_register() -> None:
    found: Counter[tuple[str, str, str]] = Counter()
    for name, row in split().items():
        register = metadata(gold(GOLD / "reports" / f"{name}.gold.json"))["register"]
        found[row["language"], register, row["split"]] += 1
    for language, register in {key[:2] for key in found}:
        dev, held_out = (found[language, register, side] for side in ("dev", "held_out"))
        assert abs(dev - held_out) <= 1, (language, register)


def test_the_readme_counts_what_is_there() -> None:
    readme = (GOLD / "README.md").read_text(encoding="utf-8")
    english, french, twice_english, twice_french = (
        sum(gold(GOLD / folder / f"{name}.gold.json")["language"] == language for name in names(folder))
        for folder in ("reports", "second")
        for language in ("en", "fr")
    )
    assert f"{english + french} reports are annotated, {english} in English and {french} in French" in readme
    assert f"{twice_english + twice_french} of them were annotated twice ({twice_english} and {twice_french})" in readme
    assert english >= 36
    assert french >= 24


def test_what_was_annotated_twice_was_annotated_once() -> None:
    assert set(names("second")) <= set(names("reports"))
