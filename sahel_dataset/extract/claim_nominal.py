"""Claims that no verb of saying makes: deeds blamed on somebody by nobody named, and condemnation told by a noun."""

from __future__ import annotations

import re
from dataclasses import replace

from sahel_dataset.extract.claim_drafts import Draft, SentenceClaims
from sahel_dataset.extract.claimants import Who

__all__ = ["attributed_deeds", "drawn_condemnations", "noted_claims"]

_NOBODY = Who(None, "unattributed", None)
_BLAMED = frozenset({"armed_group", "military", "government", "foreign_government"})
_SUBJECT = 40  # characters from the author to the words that blame
_PAUSE = re.compile(r"[,;:.]\s|\.$")
_LEAD = 45  # characters before a noun of claiming in which "no" denies it
_CLAUSE = re.compile(r"[,.;]")
_REACH = 60  # characters before the words that blame: the deed
_CONDEMNING_KINDS = frozenset(
    "government foreign_government un ngo military armed_group local_official analyst unattributed".split()
)


def attributed_deeds(scene: SentenceClaims) -> list[Draft]:
    """Return responsibility that nobody named assigns ("blamed on X", "thought to be jihadists", « attribuée à X »)."""
    covered = [(a.cue_start, a.cue_end) for a in scene.attributions if a.stance == "accuses"]
    for match in scene.lex.cues["attribution_phrases"].finditer(scene.text, scene.sentence.start, scene.sentence.end):
        if any(s < match.end() and match.start() < e for s, e in covered):
            continue
        m = next((m for m in scene.actors if match.start() <= m.start < match.end() + 40 and m.actor_id), None)
        if m is None or m.kind not in {"armed_group", "military"}:
            continue
        return [_deed(scene, match, m.end, m.actor_id)]
    return _blamed_before(scene, covered)


def _blamed_before(scene: SentenceClaims, covered: list[tuple[int, int]]) -> list[Draft]:
    """Return responsibility laid on whoever stands before the words ("the group blamed for the raid")."""
    for match in scene.lex.cues["blamed_for"].finditer(scene.text, scene.sentence.start, scene.sentence.end):
        if any(s < match.end() and match.start() < e for s, e in covered):
            continue
        before = [m for m in scene.actors if 0 <= match.start() - m.end < _SUBJECT and m.actor_id]
        author = next((m for m in reversed(before) if m.kind in _BLAMED), None)
        if author is None or "," in scene.text[author.end : match.start()]:
            continue
        pause = _PAUSE.search(scene.text, match.end(), scene.sentence.end)
        end = min(pause.start() if pause is not None else scene.sentence.end, match.end() + _REACH)
        draft = _deed(scene, match, end, author.actor_id)
        return [replace(draft, start=author.start)]
    return []


def _deed(scene: SentenceClaims, match: re.Match[str], end: int, author: str | None) -> Draft:
    start = max(scene.sentence.start, match.start() - _REACH)
    start = scene.text.find(" ", start) + 1 if start > scene.sentence.start else start
    return Draft(
        _NOBODY, "accuses", "responsibility", start, end, scene.sentence.index, match.group(), perpetrator=author,
        focus=match.start(), in_title=scene.in_title,
    )  # fmt: skip


def drawn_condemnations(scene: SentenceClaims) -> list[Draft]:
    """Return condemnation that a deed met with ("drew condemnation from X", « a suscité l'indignation de X »)."""
    sentence = scene.sentence
    for match in scene.lex.cues["condemnation_nouns"].finditer(scene.text, sentence.start, sentence.end):
        verb = next(
            (
                t
                for t in reversed(sentence.tokens)
                if t.end <= match.start() and t.start > match.start() - _REACH and t.lemma in scene.lex.provoking_verbs
            ),
            None,
        )
        if verb is None or verb.pos not in {"VERB", "AUX"}:
            continue
        frame = sentence.frames.get(verb.i)
        if frame is not None and (frame.negated or frame.mood in {"future", "possible", "necessary"}):
            continue
        whos, end = _named_after(scene, match.end())
        if not whos and not match.group().lower().startswith("cond"):
            continue  # an outcry of nobody named is an event of its own, if anything
        draft = Draft(
            _NOBODY, "condemns", "condemnation", verb.start, end, sentence.index, match.group(), focus=match.start(),
            in_title=scene.in_title,
        )  # fmt: skip
        return [replace(draft, who=who) for who in whos or [_NOBODY]]
    return []


def _named_after(scene: SentenceClaims, begin: int) -> tuple[list[Who], int]:
    """Return those listed behind a noun ("from the African Union and France"), and where the list ends."""
    whos: list[Who] = []
    end = begin
    for m in scene.actors:
        if m.start < begin or m.source == "adjective":
            continue
        gap = scene.text[end : m.start]
        joined = not scene.lex.cues["list_words"].sub("", gap).strip(" ,")
        if not joined and not (not whos and len(gap) < 25 and scene.lex.cues["from_words"].search(gap)):
            break
        if m.kind in _CONDEMNING_KINDS:
            who = Who(m.claimant_id, m.kind, m.text)
            if who not in whos:
                whos.append(who)
        end = m.end
    return whos, end


def noted_claims(scene: SentenceClaims) -> list[Draft]:
    """Return a group's claim that a noun tells ("a claim of responsibility by X", "X has made a claim of its own")."""
    claimed = {w.actor_id for a in scene.attributions if a.stance == "claims_responsibility" for w in a.claimants}
    for match in scene.lex.cues["claim_nouns"].finditer(scene.text, scene.sentence.start, scene.sentence.end):
        lead = _CLAUSE.split(scene.text[max(scene.sentence.start, match.start() - _LEAD) : match.start()])[-1]
        if scene.lex.cues["no_claim_words"].search(lead):
            continue
        m = next(
            (
                m
                for m in scene.actors
                if m.kind == "armed_group" and match.end() <= m.start < match.end() + 30 and m.source != "adjective"
            ),
            None,
        )
        m = m or next((m for m in scene.actors if m.kind == "armed_group" and -45 < m.end - match.start() <= 0), None)
        if m is None or m.claimant_id in claimed:
            continue
        start, end = min(match.start(), m.start), max(match.end(), m.end)
        return [
            Draft(
                Who(m.claimant_id, m.kind, m.text), "claims_responsibility", "responsibility", start, end,
                scene.sentence.index, match.group(), perpetrator=m.claimant_id, focus=match.start(),
                in_title=scene.in_title,
            )
        ]  # fmt: skip
    return []
