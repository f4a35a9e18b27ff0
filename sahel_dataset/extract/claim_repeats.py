"""Leaving out what is said twice: a figure by the same claimant, an outlet's that is attributed elsewhere."""

from __future__ import annotations

from dataclasses import replace

from sahel_dataset.extract.claim_drafts import Draft

__all__ = ["without_repeats"]

_OPEN = frozenset({"people", "civilians", None})  # classes that leave open whether others are meant


def without_repeats(drafts: list[Draft], events: list[str | None]) -> list[tuple[Draft, str | None]]:
    """Drop what the same claimant says again, and outlet tolls that the article also attributes.

    A toll told again in other words by the same claimant is one claim; a toll told by the outlet and
    then attributed is the attributed claim only (annotation guide). A title says again what the text says.

    Parameters
    ----------
    drafts : list of Draft
        In the order of the text.
    events : list of str or None
        The event of each.

    Returns
    -------
    list of (Draft, str or None)
        Those that stay, in the order of the text.
    """
    kept: list[tuple[Draft, str | None]] = []
    attributed = [d for d in drafts if d.claim_type == "toll" and d.who.actor_id != "outlet" and not d.vague]
    seen: dict[tuple[object, ...], int] = {}
    for i in sorted(range(len(drafts)), key=lambda i: (drafts[i].in_title, i)):
        d, event = drafts[i], events[i]
        if d.in_title and _told_below(d, kept):
            continue
        if d.claim_type == "toll" and d.who.actor_id == "outlet" and any(_is_same_toll(d, a) for a in attributed):
            continue
        key = _key(d, event)
        twin = kept[seen[key]][0] if key in seen else None
        if twin is not None and d.claim_type == "toll" and _told_apart(twin, d):
            key = (*key, d.focus)
        if twin is not None and d.claim_type == "occurrence" and _stands_apart(twin, d):
            key = (*key, d.focus)
        if key in seen:
            j = seen[key]
            old, old_event = kept[j]
            if old.stance == "asserts" and d.stance == "revises":
                kept[j] = (replace(old, stance="revises"), old_event)
            continue
        seen[key] = len(kept)
        kept.append((d, event))
    return sorted(kept, key=lambda k: (k[0].sentence, k[0].focus, k[0].start))


def _stands_apart(one: Draft, other: Draft) -> bool:
    """Say whether one speaker says two things in one sentence, each in words of its own."""
    return one.sentence == other.sentence and (one.end <= other.start or other.end <= one.start)


def _told_apart(one: Draft, other: Draft) -> bool:
    """Say whether one sentence counts as many of one side as of another ("four Americans and four Nigeriens")."""
    return one.sentence == other.sentence and (one.victim_class, one.victim_actor) != (
        other.victim_class,
        other.victim_actor,
    )


def _is_same_toll(d: Draft, attributed: Draft) -> bool:
    """Say whether an outlet's toll is one that somebody else is said to give, of the same people for all one knows."""
    classes = {d.victim_class, attributed.victim_class}
    return _figure(d) == _figure(attributed) and (len(classes) == 1 or bool(classes & _OPEN))


def _figure(d: Draft) -> tuple[object, ...]:
    return d.measure, d.low, d.high


def _told_below(d: Draft, kept: list[tuple[Draft, str | None]]) -> bool:
    """Say whether the text tells what a title tells, as far as titles tell it."""
    if d.claim_type == "toll":
        return any(k.measure == d.measure for k, _ in kept)
    return any(k.claim_type == d.claim_type for k, _ in kept) or d.claim_type == "occurrence"


def _key(d: Draft, event: str | None) -> tuple[object, ...]:
    who = d.who.actor_id or d.who.kind
    if d.claim_type == "toll":
        # Named dead and uncounted losses of several sides differ only in whose they are.
        lone = (d.victim_class, d.victim_actor) if d.low == 1 or d.vague else None
        return ("toll", who, *_figure(d), event if d.vague else None, lone)
    if d.claim_type == "condemnation":
        return (d.claim_type, who, d.sentence)
    if d.claim_type == "responsibility":
        return (d.claim_type, d.stance, who, event, d.perpetrator)
    if d.claim_type == "occurrence" and d.stance == "asserts":
        return (d.claim_type, who, d.sentence)
    return (d.claim_type, d.stance, who, d.sentence, d.start)
