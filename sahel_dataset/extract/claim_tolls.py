"""Tolls as claims: whose figure it is, with which stance, and who is said to have done it."""

from __future__ import annotations

import re

from sahel_dataset.extract.attribution_verbs import Attribution
from sahel_dataset.extract.claim_drafts import OUTLET, Draft, SentenceClaims
from sahel_dataset.extract.claimants import Who
from sahel_dataset.extract.frames import Frame, Sentence
from sahel_dataset.extract.tolls import Toll

__all__ = ["owner_of", "toll_drafts"]

_KEPT = frozenset({"confirms", "estimates", "denies", "disputes", "accuses", "claims_responsibility", "revises"})
_UNCLAIMED = frozenset({"civilians", "aid_workers", "journalists"})
_NO_SIDE = frozenset({"media", "witness", "ngo", "analyst", "medical_source"})
_SOME = ("some", "others", "certains", "d'autres", "d’autres")
_SOME_OF = ("some of", "certains")
_PAUSE = re.compile(r"\s*[,;:(–—]\s")
_OWN_DEEDS = frozenset({"killed", "wounded", "captured", "abducted"})


def toll_drafts(scene: SentenceClaims) -> list[Draft]:
    """Return the tolls of a sentence as claims of whoever answers for them, else of the outlet."""
    out: list[Draft] = []
    revised = bool(scene.lex.cues["revision_cues"].search(scene.text, scene.sentence.start, scene.sentence.end))
    for toll in scene.tolls:
        if _is_demanded(scene, toll):
            continue
        owner = owner_of(scene, toll.start)
        if owner is None and toll.implicit and toll.measure == "arrested":
            continue  # that somebody was arrested is an event, unless somebody says so
        some = _SOME if owner is not None else _SOME_OF
        if toll.low is None and toll.high is None and scene.text[toll.start : toll.start + 8].lower().startswith(some):
            continue  # "some were killed because …" tells how it went, not how many
        whos = owner.claimants if owner is not None else [OUTLET]
        told = [_draft(scene, toll, owner, who, revised=revised) for who in whos]
        # "Both sides acknowledged losses": each its own.
        own = {d.victim_actor for d in told} & {w.actor_id for w in whos}
        out.extend(d for d in told if not (toll.implicit and own and d.who.actor_id != d.victim_actor))
    return out


def owner_of(scene: SentenceClaims, offset: int) -> Attribution | None:
    """Return whoever answers for a place in the text: the narrowest act of saying that covers it."""
    best: tuple[int, int, Attribution] | None = None
    for a in scene.attributions:
        # « L'armée a tué 12 civils, dénonce l'ONG »: what stands before the verb is said; after it, it is deplored.
        deplored = a.stance == "condemns" and offset >= a.cue_start
        if a.kind == "silence" or deplored or _is_blame(scene, a) or (a.demand and a.kind == "verb" and not a.negated):
            continue
        for s, e in a.reach or a.contents:
            if s <= offset < e and (best is None or (e - s, abs(a.cue_start - offset)) < best[:2]):
                best = (e - s, abs(a.cue_start - offset), a)
    return best[2] if best else None


def _is_blame(scene: SentenceClaims, a: Attribution) -> bool:
    """Say whether an act is a participle by which nobody named blames somebody: it tells no figures."""
    frame = scene.sentence.frames.get(a.frame) if a.frame is not None else None
    nobody = a.claimants[0].text is None and a.claimants[0].kind == "unattributed" and not a.claimants[0].person
    return a.stance == "accuses" and nobody and frame is not None and frame.participle


def _is_demanded(scene: SentenceClaims, toll: Toll) -> bool:
    """Say whether a toll is what somebody asks for ("called for the release of the hostages")."""
    return any(
        a.demand and a.kind == "verb" and s <= toll.start < e and (toll.measure == "freed" or toll.implicit)
        for a in scene.attributions
        for s, e in a.contents
    )


def _told_by(sentence: Sentence, frame: Frame | None, owner: Attribution | None) -> Frame | None:
    """Return the frame whose doer did a deed that the parser hangs on the verb of saying.

    In "Gunmen attacked the post, the army said, killing two" it is the gunmen who killed.
    """
    if frame is None or owner is None or owner.frame is None or frame.relation != "adverbial":
        return frame
    saying = owner.frame
    if frame.parent != saying:
        return frame
    said = [sentence.frames[i] for i in sentence.frames[saying].complements if i < saying < frame.token]
    return said[0] if said else frame


def _draft(scene: SentenceClaims, toll: Toll, owner: Attribution | None, who: Who, *, revised: bool) -> Draft:
    sentence = scene.sentence
    frame = sentence.frames.get(toll.frame) if toll.frame is not None else None
    doer = scene.doer(_told_by(sentence, frame, owner))
    # Whoever dies does not do it: « dix soldats ont trouvé la mort ».
    dying = doer is not None and doer.start < toll.noun_end and toll.noun_start < doer.end
    perpetrator = doer.actor_id if doer is not None and not dying else None
    side = _victim_actor(scene, toll)
    start, end, stance = toll.clause_start, _until_pause(scene, toll), "asserts"
    if owner is not None:
        stance = owner.stance if owner.stance in _KEPT else "asserts"
        if (
            perpetrator is None
            and frame is not None
            and who.kind == "armed_group"
            and side != who.actor_id
            and _speaks_of_itself(scene, owner, toll)
        ):
            perpetrator = who.actor_id
        start, end = _with_cue(scene, toll, owner)
    if (
        who.kind == "armed_group"
        and perpetrator is not None
        and perpetrator == who.actor_id
        and toll.measure in _OWN_DEEDS
    ):
        stance = "claims_responsibility"
    elif stance == "claims_responsibility" and not (who.kind == "armed_group" and perpetrator in {None, who.actor_id}):
        stance = "asserts"
    if revised and owner is not None and stance == "asserts" and _is_new_figure(scene, toll):
        stance = "revises"
    return Draft(
        who, stance, "toll", max(start, sentence.start), min(end, sentence.end), sentence.index,
        owner.cue if owner else None, owner.via if owner else None, toll.measure, toll.low, toll.high, toll.text,
        toll.victim_class, side, perpetrator, scene.hedge(toll.clause_start, toll.clause_end),
        scene.said_on() if owner else None, toll.start, 0.9 if toll.implicit else 1.0, scene.in_title,
        toll.low is None and toll.high is None,
    )  # fmt: skip


def _until_pause(scene: SentenceClaims, toll: Toll) -> int:
    """Return where the words that carry a figure end: at the first pause behind figure and predicate."""
    verb = scene.sentence.tokens[toll.frame].end if toll.frame is not None else toll.end
    told = max(toll.end, verb)
    pause = _PAUSE.search(scene.text, told, toll.clause_end)
    return pause.start() if pause is not None else toll.clause_end


def _with_cue(scene: SentenceClaims, toll: Toll, owner: Attribution) -> tuple[int, int]:
    """Return the stretch from the figure's clause to the words that name the speaker."""
    start, end = toll.clause_start, toll.clause_end
    if owner.cue_start < toll.start:
        end = _until_pause(scene, toll)
    if not scene.sentence.start <= owner.cue_start < scene.sentence.end or owner.kind == "quotation":
        return start, end
    if owner.cue_start >= toll.start:
        return start, max(end, owner.speaker_end or owner.cue_end)
    return min(start, owner.start if owner.start <= owner.cue_start else owner.cue_start), end


def _speaks_of_itself(scene: SentenceClaims, owner: Attribution, toll: Toll) -> bool:
    """Say whether the deed has no other doer than the speaker ("claimed to have killed", « affirme avoir tué »)."""
    frame = scene.sentence.frames.get(toll.frame) if toll.frame is not None else None
    if frame is None or frame.passive or (toll.implicit and toll.low is None):
        return False  # "reported losses" are not of the speaker's making
    if frame.mood == "infinitive" or frame.token == owner.frame:
        return True
    words = {scene.sentence.tokens[a.head].lower for a in frame.agent}
    return bool(words & _ITSELF) or (not frame.agent and owner.kind != "quotation")


_ITSELF = frozenset(
    {"it", "they", "we", "il", "elle", "ils", "elles", "nous", "fighters", "combattants", "hommes", "men", "soldats"}
)


def _is_new_figure(scene: SentenceClaims, toll: Toll) -> bool:
    """Say whether a toll stands after the words of revision rather than being the one revised."""
    before = scene.text[scene.sentence.start : toll.start]
    after = scene.text[toll.end : toll.end + 20]
    earlier = scene.lex.cues["earlier_count_cues"]
    cues = list(scene.lex.cues["revision_cues"].finditer(scene.text, scene.sentence.start, toll.start))
    if not cues:
        return False
    # « un premier bilan faisait état de … »: whatever follows the earlier count is of it, until a new one is told.
    told = [m.end() for m in earlier.finditer(before)]
    latest = max(c.start() for c in cues) - scene.sentence.start
    return not earlier.search(after) and not (told and told[-1] > latest)


def _victim_actor(scene: SentenceClaims, toll: Toll) -> str | None:
    """Return the side that the dead belong to, if the counted phrase names it; civilians have none."""
    if toll.victim_class in _UNCLAIMED:
        return None
    m = scene.first_actor(toll.noun_start, toll.noun_end)
    if m is None or m.kind in _NO_SIDE:
        return None
    actor = m.actor_id or ""
    if actor.startswith("civilians") or actor in {"foreign_nationals", "journalists", "aid_workers"}:
        return None
    sided = actor.endswith(("_forces", "_police")) or m.kind in {"armed_group", "military"}
    return m.actor_id if sided or toll.victim_class != "people" else None
