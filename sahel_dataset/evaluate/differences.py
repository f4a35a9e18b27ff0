"""What is wrong with each event and claim, by kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sahel_dataset.evaluate.annotations import CodedClaim, CodedEvent
from sahel_dataset.evaluate.likeness import claim_right
from sahel_dataset.evaluate.pairing import Compared
from sahel_dataset.evaluate.tally import CLAIM_TESTS, EVENT_TESTS, TOLL_TESTS

__all__ = ["KINDS", "Finding", "Kind", "findings"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of error.

    Attributes
    ----------
    what : str
        ``claim`` or ``event``.
    title, meaning : str
        What it is called and what it means.
    """

    what: str
    title: str
    meaning: str


#: Kinds of errors, in the order they are listed.
KINDS = {
    "claim_missed": Kind("claim", "missed claim", "An annotated claim that nothing was extracted for."),
    "claim_spurious": Kind("claim", "spurious claim", "An extracted claim that no annotated one answers to."),
    "claimant": Kind("claim", "wrong claimant", "Found, but put in another mouth."),
    "figures": Kind("claim", "wrong figure", "Found, but with another lowest or highest number."),
    "measure": Kind("claim", "wrong measure", "Found, but killed is taken for wounded, say."),
    "victim_class": Kind("claim", "wrong victims", "Found, but who is counted is another class."),
    "stance": Kind("claim", "wrong stance", "Found, but asserting is taken for accusing, say."),
    "event_missed": Kind("event", "missed event", "An annotated event that nothing was extracted for."),
    "event_spurious": Kind("event", "spurious event", "An extracted event that no annotated one answers to."),
    "event_type": Kind("event", "wrong type", "Found, but of another type."),
    "date": Kind("event", "wrong date", "Found, but first or last day differ."),
    "place": Kind("event", "wrong place", "Found, but the place is another."),
    "country": Kind("event", "wrong country", "Found, but the country is another."),
    "initiators": Kind("event", "wrong initiators", "Found, but begun by others."),
    "background": Kind("event", "news or background", "Found, but news is taken for background, or the reverse."),
    "realis": Kind("event", "wrong realis", "Found, but a plan is taken for a fact, say."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A gold item beside the extracted one; one of them is None where there is none.

    Attributes
    ----------
    what : str
        ``claim`` or ``event``.
    kinds : tuple of str
        Keys of `KINDS`; none where every scored field is right.
    is_right : bool
        Whether it counts as right in the strict figures (an event: as found).
    """

    what: str
    gold: CodedClaim | CodedEvent | None
    extracted: CodedClaim | CodedEvent | None
    kinds: tuple[str, ...]
    is_right: bool


def _claim(gold: CodedClaim, extracted: CodedClaim) -> Finding:
    tests = CLAIM_TESTS | (TOLL_TESTS if gold.is_toll else {})
    kinds = {name for name, test in tests.items() if not test(gold, extracted)}
    if gold.is_toll and gold.measure != extracted.measure:
        kinds.add("measure")
    return Finding("claim", gold, extracted, _ordered(kinds), claim_right(gold, extracted))


def _event(gold: CodedEvent, extracted: CodedEvent) -> Finding:
    kinds = {name for name, test in EVENT_TESTS.items() if not test(gold, extracted)}
    return Finding("event", gold, extracted, _ordered(kinds), is_right=True)


def _ordered(kinds: set[str]) -> tuple[str, ...]:
    return tuple(name for name in KINDS if name in kinds)


def findings(compared: Compared) -> Iterator[Finding]:
    """Yield every event and claim of an article with what is wrong with it: claims first, found ones before the rest.

    Examples
    --------
    >>> from sahel_dataset.evaluate.annotations import Annotation
    >>> from sahel_dataset.evaluate.pairing import compare
    >>> claim = CodedClaim("c1", "toll", "asserts", "the army counted ten dead", claimant_kind="military")
    >>> both = compare(Annotation("gao", claims=(claim,)), Annotation("gao"))
    >>> [one.kinds for one in findings(both)]
    [('claim_missed',)]
    """
    for gold, extracted in compared.claims.found:
        yield _claim(gold, extracted)
    for claim in compared.claims.missed:
        yield Finding("claim", claim, None, ("claim_missed",), is_right=False)
    for claim in compared.claims.spurious:
        yield Finding("claim", None, claim, ("claim_spurious",), is_right=False)
    for ours, theirs in compared.events.found:
        yield _event(ours, theirs)
    for event in compared.events.missed:
        yield Finding("event", event, None, ("event_missed",), is_right=False)
    for event in compared.events.spurious:
        yield Finding("event", None, event, ("event_spurious",), is_right=False)
