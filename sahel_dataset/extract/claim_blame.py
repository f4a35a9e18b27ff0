"""Who is said to have done it: outright by words of authorship, or as the doer of what is told."""

from __future__ import annotations

import re

from sahel_dataset.extract.attribution_verbs import Attribution
from sahel_dataset.extract.claim_drafts import SentenceClaims
from sahel_dataset.extract.claim_substance import frames_in

__all__ = ["ACCUSED", "SOMEBODY", "author_of", "blamed_in"]

ACCUSED = frozenset({"armed_group", "military", "government", "foreign_government", "un"})
SOMEBODY = "?"  # an author whom nobody knows
_NOBODY = frozenset({"armed_men_unspecified", "jihadists_unspecified"})  # names that blame nobody
# words of authorship whose author follows ("carried out by X"); of the others it is the subject
_TAKES_AUTHOR = re.compile(
    r"(?:\bby|\bpar|(?:work|handiwork|hallmarks?) of|members of|belong(?:ed)? to|[œo]e?uvre d\w+|"
    r"signature|marque|appart\w+ (?:à|au))$",
    re.IGNORECASE,
)
_ITSELF = frozenset({"it", "they", "we", "il", "elle", "ils", "elles", "nous"})
_OWN = re.compile(r"^(?:its|their|our|ses|leurs?|nos|son|sa)\b", re.IGNORECASE)


def blamed_in(scene: SentenceClaims, a: Attribution) -> str | None:
    """Return who is said to have done it."""
    skip = {w.actor_id for w in a.claimants}
    frame = scene.sentence.frames.get(a.frame) if a.frame is not None else None
    if frame is not None and a.stance in {"accuses", "denies", "disputes"}:
        to = [x for x in frame.oblique if x.preposition.split(" ")[0] in {"to", "on", "at", "upon", "à", "au", "aux"}]
        for argument in [*to, *frame.patient]:
            m = scene.first_actor(argument.start, argument.full_end)
            if m is not None and m.actor_id not in skip and m.kind in ACCUSED:
                return m.actor_id
    for f in frames_in(scene, a):
        doer = scene.doer(f)
        if doer is not None:
            return doer.actor_id
    return None


def author_of(scene: SentenceClaims, a: Attribution) -> str | None:
    """Return who is said outright to have done it; an empty text for the speaker itself, None where nobody is."""
    cue = scene.lex.cues["authorship_cues"]
    found = next((m for s, e in a.contents if (m := cue.search(scene.text, s, e)) is not None), None)
    if found is None:
        return None
    skip = {w.actor_id for w in a.claimants}
    for f in frames_in(scene, a):
        aim = f.mood == "infinitive" and f.parent != a.frame  # "bombs to carry out attacks"
        if aim and f.token == _nearest(scene, found.start()):
            return None
        if not f.start <= found.start() < f.end:
            continue
        doer = scene.doer(f)
        if doer is not None and doer.kind in ACCUSED:
            if doer.actor_id in _NOBODY:
                return SOMEBODY if any(scene.sentence.tokens[x.head].pos == "PROPN" for x in f.agent) else None
            return "" if doer.actor_id in skip else doer.actor_id
        if any(_is_itself(scene, x.head, x.start) for x in f.agent):
            return ""
        if doer is None and any(scene.sentence.tokens[x.head].pos == "PROPN" for x in f.agent):
            return SOMEBODY  # "said that X was behind the attack": X is nobody known
    if not _TAKES_AUTHOR.search(found.group()):
        return None
    named = next((x for x in scene.actors if x.actor_id and found.end() <= x.start < found.end() + 40), None)
    if named is not None and named.kind in ACCUSED and named.actor_id not in skip | _NOBODY:
        return named.actor_id
    return None


def _nearest(scene: SentenceClaims, offset: int) -> int | None:
    """Return the predicate whose words stand at a place."""
    token = scene.sentence.token_at(offset)
    return token.i if token is not None and token.i in scene.sentence.frames else None


def _is_itself(scene: SentenceClaims, head: int, start: int) -> bool:
    """Say whether an agent is the speaker's own ("it", "its fighters", « nos combattants »)."""
    return (
        scene.sentence.tokens[head].lower in _ITSELF
        or _OWN.match(scene.text, start) is not None
        or bool(_OWN.match(scene.text[start : start + 8]))
    )
