"""Claims: tolls and other assertions, each with whoever makes it.

A toll inside what somebody says is that claimant's; a toll in the article's own voice is the
outlet's (gold guide: ``claimant: outlet``). What else is said becomes a claim by its stance and
content: responsibility, denial, condemnation, demand, silence, control, justification, or how it went.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from sahel_dataset.extract.actors import ActorMention
from sahel_dataset.extract.attribution import Attribution
from sahel_dataset.extract.claimants import Who
from sahel_dataset.extract.dates import DateMention
from sahel_dataset.extract.frames import Frame, Sentence
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.tolls import Toll

__all__ = ["Draft", "SentenceClaims", "draft_claims", "without_repeats"]

_SIDED = frozenset({"soldiers", "police", "fighters", "peacekeepers", "mercenaries", "officials"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it is tied to its event and numbered."""

    who: Who
    stance: str
    claim_type: str
    start: int
    end: int
    sentence: int
    cue: str | None = None
    via: str | None = None
    measure: str | None = None
    low: int | None = None
    high: int | None = None
    quantity_text: str | None = None
    victim_class: str | None = None
    victim_actor: str | None = None
    perpetrator: str | None = None
    hedge: str | None = None
    asserted_on: dt.date | None = None
    focus: int = 0
    confidence: float = 1.0
    in_title: bool = False
    vague: bool = False


@dataclass(slots=True)
class SentenceClaims:
    """What the claim coder sees of one sentence."""

    text: str
    sentence: Sentence
    attributions: list[Attribution]
    tolls: list[Toll]
    actors: list[ActorMention]
    dates: list[DateMention]
    lex: Lexicon
    in_title: bool
    has_event: bool


OUTLET = Who("outlet", "media", None)


def _first_actor(scene: SentenceClaims, start: int, end: int) -> ActorMention | None:
    return next((m for m in scene.actors if m.actor_id and m.start < end and start < m.end), None)


def _agent_of(scene: SentenceClaims, frame: Frame | None) -> str | None:
    """Return the actor that the clause says did it."""
    if frame is None:
        return None
    for argument in frame.agent:
        inside = [m for m in scene.actors if m.start < argument.end and argument.start < m.end and m.actor_id]
        inside = [m for m in inside if m.kind not in {"media", "witness", "analyst"}]
        if inside:
            return inside[0].actor_id
    return None


def _victim_actor(scene: SentenceClaims, toll: Toll) -> str | None:
    """Return the side that the dead belong to, if the counted phrase names it; civilians have none."""
    if toll.victim_class in {"civilians", "aid_workers", "journalists"}:
        return None
    m = _first_actor(scene, toll.noun_start, toll.noun_end)
    if m is None or m.kind in {"media", "witness", "ngo", "analyst", "medical_source"}:
        return None
    actor = m.actor_id or ""
    if actor.startswith("civilians") or actor in {"foreign_nationals", "journalists", "aid_workers"}:
        return None
    if toll.victim_class == "people" and not actor.endswith(("_forces", "_police")) and m.kind not in {"armed_group", "military"}:
        return None
    return m.actor_id


def _owner(scene: SentenceClaims, start: int, end: int) -> Attribution | None:
    """Return whoever answers for a stretch of text: the narrowest act of saying whose content covers it."""
    best: tuple[int, int, Attribution] | None = None
    for a in scene.attributions:
        if a.kind == "silence" or a.stance == "condemns" or (a.demand and a.stance == "asserts" and a.kind == "verb" and not a.negated and a.cue.lower() not in {"ask"}):
            continue
        for s, e in a.contents:
            if s <= start < e:
                size = e - s
                if best is None or (size, abs(a.cue_start - start)) < best[:2]:
                    best = (size, abs(a.cue_start - start), a)
    return best[2] if best else None


def _hedge(scene: SentenceClaims, start: int, end: int) -> str | None:
    match = scene.lex.cues["hedges"].search(scene.text, start, end)
    return match.group() if match else None


def _said_on(scene: SentenceClaims) -> dt.date | None:
    found = [d for d in scene.dates if d.is_reporting_time and d.first is not None and d.first == d.last]
    return found[0].first if found else None


def _toll_drafts(scene: SentenceClaims) -> list[Draft]:
    out: list[Draft] = []
    text, sentence = scene.text, scene.sentence
    revised = bool(scene.lex.cues["revision_cues"].search(text, sentence.start, sentence.end))
    for toll in scene.tolls:
        owner = _owner(scene, toll.start, toll.end)
        frame = sentence.frames.get(toll.frame) if toll.frame is not None else None
        perpetrator = _agent_of(scene, frame)
        victim_actor = _victim_actor(scene, toll)
        start, end = toll.clause_start, toll.clause_end
        whos, stance, cue, via = [OUTLET], "asserts", None, None
        if owner is not None:
            whos, cue, via = owner.claimants, owner.cue, owner.via
            stance = owner.stance if owner.stance in {"confirms", "estimates", "denies", "disputes", "accuses", "claims_responsibility", "revises"} else "asserts"
            if sentence.start <= owner.cue_start < sentence.end:
                start, end = min(start, owner.start), max(end, owner.cue_end)
                if owner.kind == "preposition":
                    start, end = min(start, owner.cue_start), max(end, owner.cue_end)
        for who in whos:
            own = stance
            doer = perpetrator
            if owner is not None and doer is None and frame is not None and who.kind == "armed_group" and frame.mood == "infinitive":
                doer = who.actor_id
            if who.kind == "armed_group" and doer is not None and doer == who.actor_id and toll.measure in {"killed", "wounded", "captured", "abducted"}:
                own = "claims_responsibility"
            elif own == "claims_responsibility" and who.kind != "armed_group":
                own = "asserts"
            if revised and owner is not None and own == "asserts" and _is_new_figure(scene, toll):
                own = "revises"
            out.append(
                Draft(who, own, "toll", max(start, sentence.start), min(end, sentence.end), sentence.index, cue, via, toll.measure,
                      toll.low, toll.high, toll.text, toll.victim_class, victim_actor, doer,
                      _hedge(scene, toll.clause_start, toll.clause_end), _said_on(scene) if owner else None, toll.start,
                      0.9 if toll.implicit else 1.0, scene.in_title, toll.low is None and toll.high is None)
            )  # fmt: skip
    return out


def _is_new_figure(scene: SentenceClaims, toll: Toll) -> bool:
    """Say whether a toll stands after the words of revision rather than being the one revised."""
    match = scene.lex.cues["revision_cues"].search(scene.text, scene.sentence.start, scene.sentence.end)
    return match is not None and toll.start >= match.start() and not re.search(
        r"initial|premier bilan|earlier|previous|précédent", scene.text[max(scene.sentence.start, toll.start - 50) : toll.end + 20], re.IGNORECASE
    )


def _content_type(scene: SentenceClaims, a: Attribution) -> str:
    lex, text = scene.lex, scene.text
    stretch = " ".join(text[s:e] for s, e in a.contents) or text[a.start : a.end]
    if lex.cues["control_cues"].search(stretch):
        return "control"
    if lex.cues["justification_cues"].search(stretch):
        return "justification"
    return "occurrence"


def _blamed(scene: SentenceClaims, a: Attribution, frame: Frame | None) -> str | None:
    """Return who is said to have done it."""
    skip = {w.actor_id for w in a.claimants}
    if frame is not None:
        to = [x for x in frame.oblique if x.preposition.split(" ")[0] in {"to", "on", "à", "aux"}]
        for argument in [*to, *frame.patient]:
            m = _first_actor(scene, argument.start, argument.full_end)
            if m is not None and m.actor_id not in skip:
                return m.actor_id
    for s, e in a.contents:
        for i, f in sorted(scene.sentence.frames.items()):
            if s <= scene.sentence.tokens[i].start < e and f.pos == "VERB":
                doer = _agent_of(scene, f)
                if doer is not None:
                    return doer
    return None


_ARMED_CLAIMANTS = frozenset({"armed_group"})


def _other_drafts(scene: SentenceClaims, tolls: list[Draft]) -> list[Draft]:
    out: list[Draft] = []
    text, sentence, lex = scene.text, scene.sentence, scene.lex
    for a in scene.attributions:
        frame = sentence.frames.get(a.frame) if a.frame is not None else None
        counted = any(t.cue == a.cue and t.who in a.claimants and any(s <= t.focus < e for s, e in a.contents) for t in tolls)
        stance, claim_type = a.stance, ""
        perpetrator = _blamed(scene, a, frame)
        stretch = text[a.start : a.end]
        start, end = a.start, a.end
        if a.kind == "silence":
            stance, claim_type, perpetrator = "declines_to_say", "non_disclosure", None
            start, end = a.contents[0] if a.contents else (a.start, a.end)
            start = max(sentence.start, min(start, a.start if end - a.start < 220 else start))
        elif a.stance == "condemns":
            claim_type = "condemnation"
        elif a.demand:
            stance, claim_type, perpetrator = "asserts", "demand", None
        elif a.stance == "accuses":
            claim_type = "responsibility"
            if a.negated:
                stance = "denies"
        elif a.stance == "claims_responsibility":
            objects = [sentence.tokens[p.head].lemma for p in a.patients]
            claims_deed = any(o in lex.claimable for o in objects) or (frame is not None and frame.passive and not frame.complements)
            if frame is not None and frame.passive and not frame.agent:
                continue
            if a.negated:
                continue
            if claims_deed or (lex.language == "fr"):
                claim_type = "responsibility"
                perpetrator = a.claimants[0].actor_id
            else:
                stance, claim_type = "asserts", _content_type(scene, a)
                if _own_deed(scene, a):
                    stance = "claims_responsibility"
                    claim_type = "responsibility"
                    perpetrator = a.claimants[0].actor_id
        elif a.stance in {"denies", "disputes"}:
            claim_type = "occurrence"
            if re.search(r"involve|implication|responsab|behind|role in|rôle|allegation|accus", stretch, re.IGNORECASE):
                claim_type = "responsibility"
        elif a.stance in {"asserts", "confirms", "estimates", "revises", "justifies"}:
            if a.negated and a.stance == "asserts":
                continue
            claim_type = _content_type(scene, a)
            if a.stance == "justifies":
                claim_type = "justification"
            if claim_type == "justification":
                stance = "justifies"
            if a.kind != "preposition" and a.claimants[0].kind in _ARMED_CLAIMANTS and lex.cues["responsibility_phrases"].search(stretch) and _own_deed(scene, a):
                stance, claim_type = "claims_responsibility", "responsibility"
                perpetrator = a.claimants[0].actor_id
            if counted and claim_type == "occurrence":
                continue
            if claim_type == "occurrence" and not _has_substance(scene, a):
                continue
        if not claim_type:
            continue
        for who in a.claimants:
            out.append(
                Draft(who, stance, claim_type, max(start, sentence.start), min(end, sentence.end), sentence.index, a.cue, a.via,
                      perpetrator=perpetrator, hedge=_hedge(scene, a.start, a.end), asserted_on=_said_on(scene), focus=a.contents[0][0] if a.contents else a.start,
                      in_title=scene.in_title)
            )  # fmt: skip
    out.extend(_attributed_deeds(scene))
    return out


def _own_deed(scene: SentenceClaims, a: Attribution) -> bool:
    """Say whether a claimant speaks of its own deed ("said it had carried out", « affirme avoir tué »)."""
    stretch = scene.text[a.start : a.end]
    return bool(
        re.search(
            r"\b(?:behind|responsib|it had (?:carried|killed|ambushed|attacked)|its fighters|they had (?:carried|killed)|have (?:carried out|killed|attacked|captured|ambushed)|"
            r"avoir (?:mené|tué|attaqué|tendu|conduit|perpétré|pris|abattu|provoqué)|derrière|ses combattants|ses hommes)",
            stretch,
            re.IGNORECASE,
        )
    )


def _has_substance(scene: SentenceClaims, a: Attribution) -> bool:
    """Say whether what is said could be checked: hopes, resolve and sympathy assert nothing."""
    stretch = " ".join(scene.text[s:e] for s, e in a.contents)
    if len(stretch) < 12:
        return False
    if scene.lex.cues["opinion_cues"].search(stretch) and not scene.tolls and not scene.has_event:
        return False
    if a.claimants[0].kind == "analyst" and not scene.has_event:
        return False
    return True


def _attributed_deeds(scene: SentenceClaims) -> list[Draft]:
    """Return responsibility that nobody named assigns ("blamed on X", "thought to be jihadists", « attribuée à des jihadistes »)."""
    out: list[Draft] = []
    covered = [(a.cue_start, a.cue_end) for a in scene.attributions if a.stance == "accuses"]
    for match in scene.lex.cues["attribution_phrases"].finditer(scene.text, scene.sentence.start, scene.sentence.end):
        if any(s < match.end() and match.start() < e for s, e in covered):
            continue
        m = next((m for m in scene.actors if match.start() <= m.start < match.end() + 40 and m.actor_id), None)
        if m is None or m.kind not in {"armed_group", "military"}:
            continue
        start = max(scene.sentence.start, match.start() - 60)
        out.append(
            Draft(Who(None, "unattributed", None), "accuses", "responsibility", start, m.end, scene.sentence.index, match.group(),
                  perpetrator=m.actor_id, focus=match.start(), in_title=scene.in_title)
        )  # fmt: skip
        break
    return out


def draft_claims(scene: SentenceClaims) -> list[Draft]:
    """Read the claims of one sentence.

    Parameters
    ----------
    scene : SentenceClaims
        The sentence with its acts of saying, tolls, actors and dates.

    Returns
    -------
    list of Draft
        Tolls first, then the rest, each in the order of the text.
    """
    tolls = _toll_drafts(scene)
    return tolls + _other_drafts(scene, tolls)


def without_repeats(drafts: list[Draft], events: list[str | None]) -> list[tuple[Draft, str | None]]:
    """Drop what the same claimant says again, and outlet tolls that the article also attributes.

    A toll told again in other words by the same claimant is one claim; a toll told by the outlet and
    then attributed is the attributed claim only (gold guide).
    """
    kept: list[tuple[Draft, str | None]] = []
    attributed = {
        (d.measure, d.low, d.high) for d in drafts if d.claim_type == "toll" and d.who.actor_id != "outlet" and not d.vague
    }
    seen: dict[tuple[object, ...], int] = {}
    order = sorted(range(len(drafts)), key=lambda i: (drafts[i].in_title, i))
    for i in order:
        d, event = drafts[i], events[i]
        if d.claim_type == "toll":
            if d.who.actor_id == "outlet" and (d.measure, d.low, d.high) in attributed:
                continue
            if d.who.actor_id == "outlet" and d.in_title and any(k.measure == d.measure for k, _ in kept):
                continue
            key: tuple[object, ...] = ("toll", d.who.actor_id or d.who.kind, d.measure, d.low, d.high, event if d.vague else None, d.victim_class if d.low == 1 else None)
        elif d.claim_type in {"responsibility", "condemnation"}:
            key = (d.claim_type, d.stance, d.who.actor_id or d.who.kind, event)
        else:
            key = (d.claim_type, d.stance, d.who.actor_id or d.who.kind, d.start, d.end)
        if d.in_title and d.claim_type != "toll" and any(k.claim_type == d.claim_type and k.who.actor_id == d.who.actor_id for k, _ in kept):
            continue
        if key in seen:
            j = seen[key]
            old, old_event = kept[j]
            if old.stance == "asserts" and d.stance == "revises":
                kept[j] = (replace(old, stance="revises"), old_event)
            continue
        seen[key] = len(kept)
        kept.append((d, event))
    return sorted(kept, key=lambda k: (k[0].sentence, k[0].focus, k[0].start))
