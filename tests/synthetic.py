"""A made-up dataset: invented actors, villages and figures, in the real tables.

Nothing in it happened. It has what pages have to cope with: figures that differ by claimant, open
intervals, silence, denials, copies of one wire story, places known only to the region or the
country, dates known only to the month, plans and background, and text that attacks the reader.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from sahel_dataset.schema import table
from sahel_dataset.schema import tables as all_tables

__all__ = ["HOSTILE", "write_synthetic"]

#: What an article may hold to attack its reader: markup, handlers, links that run, reversed text.
HOSTILE = (
    '<script>document.title="owned"</script><img src=x onerror="document.title=\'owned\'">'
    "<a href=\"javascript:document.title='owned'\">click</a></details></style><svg onload=alert(1)>"
    " \u202e35 daed\u202c {{ 7*7 }} ${7*7}"
)

ACTORS = [
    ("example_army", "Example Army", "state_force", "ML"),
    ("example_front", "Example Front", "armed_group", "ML"),
    ("example_league", "Example League", "armed_group", "BF"),
    ("example_guards", "Example Guards", "militia", "NE"),
    ("example_government", "Government of Examplia", "government", "ML"),
    ("civilians", "Civilians", "civilians", None),
]
NAMES = [
    ("example_army", "EXA", "mul", "1960", None),
    ("example_army", "Armée d'Examplie", "fr", None, None),
    ("example_front", "EXF", "mul", "2017-03", None),
    ("example_front", "Front exemplaire", "fr", "2017-03", None),
    ("example_front", "Old Example Movement", "en", "2012-01-15", "2017-03-01"),
    ("example_league", "EXL", "mul", "2019", "2023-06"),
]
RELATIONS = [
    ("example_front", "allied_with", "example_league", "2019", "2021-05"),
    ("example_guards", "part_of", "example_army", "2020-02", None),
]
PLACES = [
    ("ML", "Gao", "Sandvillage", 16.9, -0.2),
    ("ML", "Mopti", "Rivertown", 14.4, -3.6),
    ("ML", "Kidal", "Rockwell", 18.9, 1.6),
    ("ML", "Tombouctou", "Duneside", 17.6, -4.1),
    ("BF", "Sahel", "Thornbush", 14.2, -0.4),
    ("BF", "Centre-Nord", "Mineshaft", 13.2, -1.1),
    ("BF", "Est", "Parkgate", 12.0, 1.3),
    ("NE", "Tillabéri", "Threeborders", 14.6, 1.2),
    ("NE", "Diffa", "Lakeside", 13.5, 12.9),
]
TYPES = (
    ["armed_clash"] * 5
    + ["attack_on_civilians"] * 4
    + ["explosive_device"] * 2
    + [
        "air_strike",
        "air_strike",
        "shelling",
        "abduction",
        "protest",
        "arrest",
        "blockade",
        "agreement",
        "displacement",
    ]
)
OUTLETS = ["The Sahel Sample", "Le Journal d'Exemple", "Specimen Radio"]


@dataclass
class Tables:
    """Rows gathered per table."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table_name: str, /, **row: Any) -> None:
        """Add one row."""
        self.rows.setdefault(table_name, []).append(row)


@dataclass
class Story:
    """The text of one article as it is written, sentence by sentence."""

    article_id: str
    text: str

    def say(self, sentence: str, quote: str | None = None) -> tuple[int, int]:
        """Add a sentence; return where `quote` (the sentence by default) stands in the text."""
        start = len(self.text) + 1
        self.text += " " + sentence
        at = sentence.index(quote) if quote else 0
        return start + at, start + at + len(quote or sentence)


def _estimates(tables: Tables, event_id: str, figures: dict[str, tuple[int | None, int | None]]) -> None:
    claims = [
        c
        for c in tables.rows.get("claims", [])
        if c["event_id"] == event_id and c["measure"] == "killed" and c["quantity_low"] is not None
    ]
    for rule, (low, high) in figures.items():
        best = low if rule in {"lowest", "acled"} else high if rule == "highest" else low
        for victim_class in ("any", "civilians"):
            tables.add(
                "estimates",
                event_id=event_id,
                rule=rule,
                measure="killed",
                victim_class=victim_class,
                low=low,
                best=best,
                high=high,
                n_claims=len(claims),
                claim_ids=[c["claim_id"] for c in claims],
            )


def _claim(tables: Tables, story: Story, event_id: str | None, sentence: str, quote: str, **fields: Any) -> None:
    start, end = story.say(sentence, quote)
    number = len(tables.rows.get("claims", []))
    empty = dict.fromkeys(
        (
            "claimant_id",
            "claimant_text",
            "reported_via",
            "cue",
            "measure",
            "quantity_low",
            "quantity_high",
            "quantity_text",
            "victim_class",
            "victim_actor_id",
            "perpetrator_actor_id",
            "hedge",
            "asserted_on",
            "superseded_by",
        )
    )
    tables.add(
        "claims",
        **{
            **empty,
            "claim_id": f"c-{number:04d}",
            "event_id": event_id,
            "article_id": story.article_id,
            "quote": quote,
            "quote_start": start,
            "quote_end": end,
            "confidence": 0.9,
            **fields,
        },
    )


def _tell(tables: Tables, story: Story, event: dict[str, Any], dice: random.Random, spread: int) -> None:
    """Write into `story` what four claimants say of `event`."""
    event_id, dead = event["event_id"], dice.choice([2, 4, 7, 12, 20, 31])
    place, said = event["place_name"] or "the country", event["first_reported_on"]
    toll = {"claim_type": "toll", "measure": "killed", "asserted_on": said}
    _claim(
        tables,
        story,
        event_id,
        f"The Example Army said that it had lost {dead} soldiers at {place}.",
        f"had lost {dead} soldiers",
        claimant_id="example_army",
        claimant_kind="military",
        claimant_text="The Example Army",
        cue="said",
        stance="confirms",
        quantity_low=dead,
        quantity_high=dead,
        quantity_text=str(dead),
        victim_class="soldiers",
        victim_actor_id="example_army",
        **toll,
    )
    low = dead * spread
    _claim(
        tables,
        story,
        event_id,
        f"The Example Front claimed in a message that more than {low} soldiers were dead.",
        f"more than {low} soldiers were dead",
        claimant_id="example_front",
        claimant_kind="armed_group",
        claimant_text="The Example Front",
        cue="claimed",
        stance="claims_responsibility",
        quantity_low=low + 1,
        quantity_text=f"more than {low}",
        victim_class="soldiers",
        victim_actor_id="example_army",
        perpetrator_actor_id="example_front",
        **toll,
    )
    _claim(
        tables,
        story,
        event_id,
        "Two residents reached by telephone spoke of dozens of people killed.",
        "dozens of people killed",
        claimant_kind="witness",
        claimant_text="Two residents",
        cue="spoke of",
        stance="estimates",
        quantity_low=24,
        quantity_high=99,
        quantity_text="dozens",
        victim_class="people",
        hedge="reached by telephone",
        reported_via="Specimen Radio",
        **toll,
    )
    _claim(
        tables,
        story,
        event_id,
        "The government of Examplia did not answer questions.",
        "did not answer questions",
        claimant_id="example_government",
        claimant_kind="government",
        claimant_text="The government of Examplia",
        cue="did not answer",
        stance="declines_to_say",
        claim_type="non_disclosure",
    )
    if spread > 3:
        _claim(
            tables,
            story,
            event_id,
            "The Example Army denied that any civilian had been hurt.",
            "denied that any civilian had been hurt",
            claimant_id="example_army",
            claimant_kind="military",
            claimant_text="The Example Army",
            cue="denied",
            stance="denies",
            claim_type="occurrence",
            perpetrator_actor_id="example_army",
        )
    figures: dict[str, tuple[int | None, int | None]] = {
        "lowest": (dead, dead),
        "highest": (99, 99),
        "acled": (dead, dead),
        "ucdp": (dead, max(24, low)),
        "independent": (24, 99),
        "own_losses": (dead, dead),
    }
    _estimates(tables, event_id, figures)


def _event(number: int, dice: random.Random) -> dict[str, Any]:
    country, admin1, name, latitude, longitude = PLACES[number % len(PLACES)]
    precision = ["exact", "near", "near", "admin", "exact", "country", "near", "exact", "admin", "unknown"][number % 10]
    day = dt.date(2020, 1, 5) + dt.timedelta(days=43 * number)
    by_month = number % 9 == 4
    first = day.replace(day=1) if by_month else day
    last = (first + dt.timedelta(days=27)) if by_month else day
    known = precision not in {"country", "unknown"}
    return {
        "event_id": f"ev-{number:03d}",
        "event_type": dice.choice(TYPES),
        "date_start": first,
        "date_end": last,
        "date_precision": "month" if by_month else "day",
        "country": None if precision == "unknown" else country,
        "admin1": admin1 if known else None,
        "place_id": f"pl-{number % len(PLACES)}" if known else None,
        "place_name": (admin1 if precision == "admin" else name) if known else None,
        "latitude": latitude if known else None,
        "longitude": longitude if known else None,
        "geo_precision": precision,
        "civilians_targeted": number % 4 == 1,
        "realis": "planned" if number == 33 else "actual",
        "is_background": number % 14 == 13,
        "first_reported_on": last + dt.timedelta(days=dice.choice([0, 1, 1, 2, 9])),
    }


def _attack(tables: Tables, story: Story) -> None:
    """Put text that attacks the reader into every column that comes from an article."""
    _claim(
        tables,
        story,
        "ev-000",
        f"A visitor wrote {HOSTILE} and left.",
        f"{HOSTILE} and left",
        claimant_kind="unattributed",
        claimant_text=HOSTILE,
        cue=HOSTILE,
        reported_via=HOSTILE,
        hedge=HOSTILE,
        stance="asserts",
        claim_type="toll",
        measure="killed",
        quantity_low=3,
        quantity_high=3,
        quantity_text=HOSTILE,
        victim_class="people",
    )
    for article in tables.rows["articles"]:
        if article["article_id"] == story.article_id:
            article.update(title=HOSTILE, outlet=HOSTILE, byline=HOSTILE, url=f"javascript:{HOSTILE}")
    tables.rows["actors"].append(
        {"actor_id": "hostile", "name": HOSTILE, "kind": "armed_group", "country": "ML", "is_listed": False}
    )
    tables.add("event_actors", event_id="ev-000", actor_id="hostile", role="supporter", basis="accused")
    tables.rows["events"][0].update(place_name=HOSTILE, summary=f"Clash near {HOSTILE}.")


def _tables(events: int, hostile: bool) -> Tables:
    dice = random.Random(7)
    tables = Tables()
    for actor_id, name, kind, country in ACTORS:
        tables.add("actors", actor_id=actor_id, name=name, kind=kind, country=country, is_listed=True)
    for actor_id, name, language, first, last in NAMES:
        tables.add("actor_names", actor_id=actor_id, name=name, language=language, valid_from=first, valid_to=last)
    for actor_id, relation, other, first, last in RELATIONS:
        tables.add(
            "actor_relations",
            actor_id=actor_id,
            relation=relation,
            related_actor_id=other,
            valid_from=first,
            valid_to=last,
            source="made up",
        )
    for number, (country, admin1, name, latitude, longitude) in enumerate(PLACES):
        tables.add(
            "places",
            place_id=f"pl-{number}",
            name=name,
            names=[],
            country=country,
            admin1=admin1,
            admin2=None,
            latitude=latitude,
            longitude=longitude,
            feature="village",
            source="made up",
        )
    for number in range(events):
        event = _event(number, dice)
        copies = 3 if number % 5 == 0 else 1
        said = event["place_name"] or event["country"] or "an unknown place"
        title = f"{event['event_type'].replace('_', ' ').capitalize()} reported at {said}"
        story = Story(f"ar-{number:03d}", f"{title}\n\nThis text is made up.")
        start, end = story.say(f"There was news of an attack at {said}.", "an attack")
        _tell(tables, story, event, dice, spread=1 + number % 5)
        for copy in range(copies):
            article_id = story.article_id if copy == 0 else f"{story.article_id}-{copy}"
            tables.add(
                "event_reports",
                event_id=event["event_id"],
                article_id=article_id,
                start=start,
                end=end,
                trigger="attack",
            )
            tables.add(
                "articles",
                article_id=article_id,
                collection="made_up",
                source_file=f"{article_id}.txt",
                url=f"https://example.org/{article_id}",
                outlet=OUTLETS[(number + copy) % len(OUTLETS)],
                agency="Specimen Agency" if copies > 1 else None,
                byline=None,
                title=title,
                language="fr" if (number + copy) % 3 == 1 else "en",
                published_on=event["first_reported_on"] + dt.timedelta(days=copy),
                published_precision="day",
                published_basis="metadata",
                retrieved_on=None,
                text_sha256="",
                n_chars=1,
                wire_group=f"wire-{number:03d}" if copies > 1 else None,
                licence="CC0-1.0",
                may_redistribute_text=True,
            )
        sides = [("example_front", "initiator"), ("example_army", "target"), ("example_army", "victim")]
        if event["civilians_targeted"]:
            sides = [("example_league", "initiator"), ("civilians", "target"), ("civilians", "victim")]
        for actor_id, role in sides:
            basis = "claimed" if role == "initiator" and number % 3 == 0 else "reported"
            tables.add("event_actors", event_id=event["event_id"], actor_id=actor_id, role=role, basis=basis)
        event |= {"n_articles": copies, "n_independent_sources": 1, "summary": f"{title}, {event['date_start']}."}
        tables.add("events", **event)
        if hostile and number == 0:
            _attack(tables, story)
        for article in tables.rows["articles"][-copies:]:
            digest = hashlib.sha256(story.text.encode()).hexdigest()
            article.update(text_sha256=digest, n_chars=len(story.text))
            tables.add(
                "texts", article_id=article["article_id"], text=story.text, body_start=len(title) + 2, source_spans="[]"
            )
    return tables


def write_synthetic(root: Path, *, events: int = 42, hostile: bool = False) -> Path:
    """Write the made-up dataset into ``root/data`` and return `root`."""
    tables = _tables(events, hostile)
    every = {"texts", *(schema.name for schema in all_tables("processed"))}
    for name in sorted(every):
        schema, rows = table(name), tables.rows.get(name, [])
        frame = pd.DataFrame(rows, columns=list(schema.columns))
        for layer in schema.layers:
            schema.write(frame, root / "data" / layer / f"{name}.parquet")
    return root
