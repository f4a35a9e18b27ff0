"""Claims: tolls and other assertions, each with whoever makes it.

A toll inside what somebody says is that claimant's; a toll in the article's own voice is the
outlet's (annotation guide: ``claimant: outlet``). What else is said becomes a claim by its stance and
content: responsibility, denial, condemnation, demand, silence, control, justification, or how it went.
"""

from __future__ import annotations

from sahel_dataset.extract.claim_content import other_drafts
from sahel_dataset.extract.claim_drafts import OUTLET, Draft, SentenceClaims
from sahel_dataset.extract.claim_nominal import attributed_deeds, drawn_condemnations, noted_claims
from sahel_dataset.extract.claim_repeats import without_repeats
from sahel_dataset.extract.claim_tolls import toll_drafts

__all__ = ["OUTLET", "Draft", "SentenceClaims", "draft_claims", "without_repeats"]


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
    tolls = toll_drafts(scene)
    nominal = attributed_deeds(scene) + drawn_condemnations(scene) + noted_claims(scene)
    return tolls + other_drafts(scene, tolls) + nominal
