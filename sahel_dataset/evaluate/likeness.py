"""How alike a gold and an extracted event or claim are, and when an extracted claim is right.

The weights and thresholds are those of the annotation format this project shares with its guide: a change here makes
figures incomparable with earlier ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set

from sahel_dataset.evaluate.annotations import CodedClaim, CodedEvent, Dates

__all__ = [
    "CLAIM_FOUND",
    "EVENT_FOUND",
    "claim_likeness",
    "claim_right",
    "claimant_right",
    "date_likeness",
    "event_likeness",
    "place_likeness",
    "plain",
]

#: Likeness from which an extracted event counts as the gold one.
EVENT_FOUND = 0.5
#: Likeness from which an extracted claim counts as the gold one; every pair of one type that shares its words has it.
CLAIM_FOUND = 0.2
#: Likeness of places from which a place counts as right: one spelling holds the other.
PLACE_RIGHT = 0.7

_FAMILIES = {
    "fight": ("armed_clash", "air_strike", "shelling", "explosive_device", "suicide_attack"),
    "violence against civilians": ("attack_on_civilians", "abduction", "sexual_violence", "looting_destruction"),
    "control": ("territory_taken", "withdrawal", "blockade", "deployment"),
    "crowd": ("protest", "riot"),
    "authority": ("coup", "arrest", "expulsion", "sanction", "media_ban"),
    "agreement": ("agreement", "release", "negotiation"),
}
_FAMILY = {kind: family for family, kinds in _FAMILIES.items() for kind in kinds}
_SHARED_WORDS = 0.5


def plain(text: str | None) -> str:
    """Return the words of a text in lower case, without accents and punctuation.

    Examples
    --------
    >>> plain("l'armée, à Ménaka")
    'l armee a menaka'
    """
    letters = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", " ", letters).strip()


def word_overlap(gold: str, extracted: str) -> float:
    """Return the share of the shorter text's words that the other has too (0 to 1)."""
    ours, theirs = set(plain(gold).split()), set(plain(extracted).split())
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0


def date_likeness(gold: Dates, extracted: Dates) -> float:
    """Return 1 for the same interval, 0.6 for intervals that meet, 0 otherwise.

    An interval without a first day is unknown; one without a last day is its first day.

    Examples
    --------
    >>> date_likeness(("2024-07-25", "2024-07-27"), ("2024-07-27", "2024-07-27"))
    0.6
    """
    if not gold[0] or not extracted[0]:
        return 1.0 if not gold[0] and not extracted[0] else 0.0
    gold_end, extracted_end = gold[1] or gold[0], extracted[1] or extracted[0]
    if gold[0] == extracted[0] and gold_end == extracted_end:
        return 1.0
    return 0.6 if gold[0] <= extracted_end and extracted[0] <= gold_end else 0.0


def place_likeness(gold: CodedEvent, extracted: CodedEvent) -> float:
    """Return 1 for the same place, 0.7 where one name holds the other, 0.3 for the same country, 0 otherwise.

    Two events without a place are alike when their countries are.
    """
    ours, theirs = plain(gold.place), plain(extracted.place)
    same_country = gold.country == extracted.country
    if not ours and not theirs:
        return 1.0 if same_country else 0.0
    if ours == theirs:
        return 1.0
    if ours and theirs and (ours in theirs or theirs in ours):
        return PLACE_RIGHT
    return 0.3 if gold.country and same_country else 0.0


def _jaccard(ours: Set[str], theirs: Set[str]) -> float:
    return len(ours & theirs) / len(ours | theirs) if ours or theirs else 1.0


def event_likeness(gold: CodedEvent, extracted: CodedEvent) -> float:
    """Return how alike two events are (0 to 1): type 0.3, date 0.25, place 0.2, actors 0.25.

    A type of the same family counts half.
    """
    if gold.event_type == extracted.event_type:
        kind = 1.0
    else:
        family = _FAMILY.get(gold.event_type)
        kind = 0.5 if family is not None and family == _FAMILY.get(extracted.event_type) else 0.0
    return (
        0.3 * kind
        + 0.25 * date_likeness(gold.date, extracted.date)
        + 0.2 * place_likeness(gold, extracted)
        + 0.25 * _jaccard(gold.actors, extracted.actors)
    )


def claim_likeness(gold: CodedClaim, extracted: CodedClaim) -> float:
    """Return how alike two claims are (0 to 1), 0 unless they are of one type and share half of their words.

    Then 0.2, and for the words up to 0.2, the claimant 0.25, measure and figure 0.25, the victims 0.1.
    """
    if gold.claim_type != extracted.claim_type:
        return 0.0
    shared = word_overlap(gold.anchor, extracted.anchor)
    if shared < _SHARED_WORDS:
        return 0.0
    who = claimant_right(gold, extracted)
    figure = (gold.measure, gold.low, gold.high) == (extracted.measure, extracted.low, extracted.high)
    victims = (gold.victim_actor, gold.victim_class) == (extracted.victim_actor, extracted.victim_class)
    return 0.2 + 0.2 * shared + 0.25 * who + 0.25 * figure + 0.1 * victims


def claimant_right(gold: CodedClaim, extracted: CodedClaim) -> bool:
    """Return whether the claimant is the gold one: its id, or its kind where gold names none.

    Examples
    --------
    >>> words = dict(key="c1", claim_type="toll", stance="asserts", anchor="ten dead")
    >>> claimant_right(CodedClaim(claimant_kind="witness", **words), CodedClaim(claimant="csp", **words))
    False
    """
    if gold.claimant:
        return gold.claimant == extracted.claimant
    return not extracted.claimant and gold.claimant_kind == extracted.claimant_kind


def claim_right(gold: CodedClaim, extracted: CodedClaim) -> bool:
    """Return whether a found claim is right: claimant, and for a toll figure, measure and victims, else the stance."""
    if not claimant_right(gold, extracted):
        return False
    if gold.is_toll:
        return (gold.measure, gold.low, gold.high, gold.victim_class) == (
            extracted.measure,
            extracted.low,
            extracted.high,
            extracted.victim_class,
        )
    return gold.stance == extracted.stance
