"""What is counted of one article: the numerators and denominators of every figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sahel_dataset.evaluate.annotations import CodedClaim, CodedEvent
from sahel_dataset.evaluate.likeness import PLACE_RIGHT, claim_right, claimant_right, date_likeness, place_likeness
from sahel_dataset.evaluate.pairing import Compared

__all__ = ["CLAIM_TESTS", "EVENT_TESTS", "FIELDS", "MEASURES", "TOLL_TESTS", "Tally", "tally"]

#: Counts by figure: (right, gold, extracted) for a measure, (right, pairs) for a field.
Tally = Mapping[str, tuple[int, ...]]

#: Figures with precision and recall, and what each counts.
MEASURES = {
    "events": "Events found",
    "claims_lenient": "Claims found",
    "claims_strict": "Claims right",
    "tolls_strict": "Tolls right",
}

#: When a field of a found event is right; of a found claim; of a found toll.
EVENT_TESTS: dict[str, Callable[[CodedEvent, CodedEvent], bool]] = {
    "event_type": lambda gold, found: gold.event_type == found.event_type,
    "date": lambda gold, found: date_likeness(gold.date, found.date) == 1,
    "place": lambda gold, found: place_likeness(gold, found) >= PLACE_RIGHT,
    "country": lambda gold, found: gold.country == found.country,
    "initiators": lambda gold, found: gold.initiators == found.initiators,
    "background": lambda gold, found: gold.background == found.background,
    "realis": lambda gold, found: gold.realis == found.realis,
}
CLAIM_TESTS: dict[str, Callable[[CodedClaim, CodedClaim], bool]] = {
    "claimant": claimant_right,
    "stance": lambda gold, found: gold.stance == found.stance,
}
TOLL_TESTS: dict[str, Callable[[CodedClaim, CodedClaim], bool]] = {
    "figures": lambda gold, found: (gold.low, gold.high) == (found.low, found.high),
    "victim_class": lambda gold, found: gold.victim_class == found.victim_class,
}
#: Figures over found pairs, and what each one says is right.
FIELDS = {
    "news_found": "News events found",
    "event_type": "Event type",
    "date": "Date",
    "place": "Place",
    "country": "Country",
    "initiators": "Initiators",
    "background": "News or background",
    "realis": "Realis",
    "claimant": "Claimant",
    "stance": "Stance",
    "figures": "Figures of tolls",
    "victim_class": "Victim class",
}


def tally(compared: Compared) -> dict[str, tuple[int, ...]]:
    """Count one article.

    Returns
    -------
    dict
        Every key of `MEASURES` with (right, gold, extracted), every key of `FIELDS` with (right, of how many).
    """
    gold, extracted = compared.gold, compared.extracted
    claims = compared.claims.found
    tolls = tuple(both for both in claims if both[0].is_toll)
    n_events, n_claims = len(extracted.events), len(extracted.claims)
    counts: dict[str, tuple[int, ...]] = {
        "events": (len(compared.events.found), len(gold.events), n_events),
        "claims_lenient": (len(claims), len(gold.claims), n_claims),
        "claims_strict": (sum(claim_right(*both) for both in claims), len(gold.claims), n_claims),
        "tolls_strict": (
            sum(claim_right(*both) for both in tolls),
            sum(claim.is_toll for claim in gold.claims),
            sum(claim.is_toll for claim in extracted.claims),
        ),
        "news_found": (
            sum(not event.background for event, _ in compared.events.found),
            sum(not event.background for event in gold.events),
        ),
    }
    counts |= {name: _share(compared.events.found, test) for name, test in EVENT_TESTS.items()}
    counts |= {name: _share(claims, test) for name, test in CLAIM_TESTS.items()}
    counts |= {name: _share(tolls, test) for name, test in TOLL_TESTS.items()}
    return counts


def _share(pairs: Iterable[tuple], test: Callable[..., bool]) -> tuple[int, int]:
    results = [test(*both) for both in pairs]
    return sum(results), len(results)
