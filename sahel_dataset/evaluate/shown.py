"""Coded events and claims in words: one line, or field by field beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sahel_dataset.evaluate.annotations import Annotation, CodedClaim, CodedEvent
from sahel_dataset.evaluate.differences import Finding
from sahel_dataset.evaluate.pairing import Compared

__all__ = ["Row", "figure", "head", "rows"]


@dataclass(frozen=True, slots=True)
class Row:
    """One field of a pair.

    Attributes
    ----------
    field : str
        What it is called.
    gold, extracted : str
        The two values; empty where there is none.
    differs : bool
        Whether they differ.
    is_scored : bool
        Whether the figures count the difference.
    """

    field: str
    gold: str
    extracted: str
    differs: bool
    is_scored: bool


def figure(claim: CodedClaim) -> str:
    """Return the figure of a toll.

    Examples
    --------
    >>> figure(CodedClaim("c1", "toll", "asserts", "at least 21 dead", low=21))
    '21 or more'
    """
    if claim.low is None and claim.high is None:
        return "no figure" if claim.is_toll else ""
    if claim.low == claim.high:
        return f"{claim.low}"
    if claim.high is None:
        return f"{claim.low} or more"
    if claim.low is None:
        return f"up to {claim.high}"
    return f"{claim.low}–{claim.high}"


def head(item: CodedClaim | CodedEvent) -> str:
    """Return an event or claim in one line.

    Examples
    --------
    >>> head(CodedEvent("e1", "air_strike", "struck the town", ("2024-08-25", None), place="Tinzaouaten", country="ML"))
    'air strike · Tinzaouaten, ML · 2024-08-25'
    """
    if isinstance(item, CodedEvent):
        parts = [_term(item.event_type), _place(item), item.date[0] or "no date"]
    else:
        toll = " ".join(filter(None, (_term(item.measure), figure(item), _term(item.victim_class))))
        what = toll if item.is_toll else _term(item.claim_type)
        parts = [item.claimant or _term(item.claimant_kind) or "nobody named", _term(item.stance), what]
    return " · ".join(filter(None, parts))


def rows(finding: Finding, compared: Compared) -> list[Row]:
    """Return the fields of a pair, or of what is there of it."""
    if finding.what == "event":
        return list(_event_rows(finding))
    return list(_claim_rows(finding, compared))


def _event_rows(finding: Finding) -> Iterable[Row]:
    gold, found = _event_values(finding.gold), _event_values(finding.extracted)
    scored = {
        "type": "event_type", "date": "date", "place": "place", "country": "country", "initiators": "initiators",
        "news or background": "background", "realis": "realis",
    }  # fmt: skip
    return _beside(finding, gold, found, scored)


def _claim_rows(finding: Finding, compared: Compared) -> Iterable[Row]:
    counterpart = {ours.key: theirs.key for ours, theirs in compared.events.found}
    gold = _claim_values(finding.gold, compared.gold)
    found = _claim_values(finding.extracted, compared.extracted)
    scored = {"claimant": "claimant", "stance": "stance", "measure": "measure", "figure": "figures"}
    scored |= {"victims": "victim_class"}
    for row in _beside(finding, gold, found, scored):
        if row.field == "about" and isinstance(finding.gold, CodedClaim) and isinstance(finding.extracted, CodedClaim):
            about = finding.gold.event
            differs = (counterpart.get(about) if about is not None else None) != finding.extracted.event
            yield Row(row.field, row.gold, row.extracted, differs, is_scored=False)
        else:
            yield row


def _beside(
    finding: Finding, gold: Mapping[str, str], found: Mapping[str, str], scored: Mapping[str, str]
) -> Iterable[Row]:
    both = finding.gold is not None and finding.extracted is not None
    for name in gold or found:
        ours, theirs = gold.get(name, ""), found.get(name, "")
        if not ours and not theirs:
            continue
        if both and name in scored:
            # The tests that score decide, not the spelling: one name of a place may hold the other.
            yield Row(name, ours, theirs, scored[name] in finding.kinds, is_scored=True)
        else:
            yield Row(name, ours, theirs, both and ours != theirs, is_scored=False)


def _event_values(event: CodedClaim | CodedEvent | None) -> dict[str, str]:
    if not isinstance(event, CodedEvent):
        return {}
    first, last = event.date
    days = (first or "?") if last == first else f"{first or '?'} to {last or 'open'}"
    return {
        "type": _term(event.event_type),
        "date": days if first or last else "not known",
        "precision of the date": event.date_precision or "",
        "place": event.place or "not known",
        "precision of the place": event.place_precision or "",
        "country": event.country or "none",
        "initiators": _ids(event.initiators),
        "targets": _ids(event.targets),
        "victims": _ids(event.victims),
        "news or background": "background" if event.background else "news",
        "realis": event.realis or "",
    }


def _claim_values(claim: CodedClaim | CodedEvent | None, annotation: Annotation) -> dict[str, str]:
    if not isinstance(claim, CodedClaim):
        return {}
    about = next((event for event in annotation.events if event.key == claim.event), None)
    return {
        "claimant": claim.claimant or _term(claim.claimant_kind) or "nobody named",
        "kind of claimant": _term(claim.claimant_kind),
        "stance": _term(claim.stance),
        "type": _term(claim.claim_type),
        "measure": _term(claim.measure),
        "figure": figure(claim),
        "as written": claim.quantity_text or "",
        "victims": _term(claim.victim_class),
        "their side": claim.victim_actor or "",
        "perpetrator": claim.perpetrator or "",
        "reported via": claim.reported_via or "",
        "about": head(about) if about is not None else "no event",
    }


def _place(event: CodedEvent) -> str:
    return ", ".join(filter(None, (event.place, event.country))) or "no place"


def _ids(ids: Iterable[str]) -> str:
    return ", ".join(sorted(ids)) or "nobody named"


def _term(value: str | None) -> str:
    return (value or "").replace("_", " ")
