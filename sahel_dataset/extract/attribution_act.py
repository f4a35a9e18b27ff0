"""One act of saying: who speaks, with what stance, and which stretch of text it answers for."""

from __future__ import annotations

from dataclasses import dataclass, field

from sahel_dataset.extract.claimants import Who
from sahel_dataset.extract.frames import Argument

__all__ = ["Attribution"]


@dataclass(slots=True)
class Attribution:
    """One act of saying.

    Attributes
    ----------
    sentence : int
        Index of the sentence of the cue.
    claimants : list of Who
        Usually one; two where two speak together.
    stance : str
        As the cue says it; content may refine it.
    cue : str
        The verb or preposition; `cue_start` and `cue_end` its place.
    contents : list of (int, int)
        Stretches of text the claimant surely answers for.
    start, end : int
        From the first to the last word of claimant, cue and content in the sentence of the cue.
    via : str or None
        Whom the claimant told, or where it was published.
    frame : int or None
        The predicate of saying, if the cue is a verb.
    kind : str
        ``verb``, ``figure`` (a verb that says figures and nothing else: "counted", « fait état de »), ``preposition``,
        ``quotation`` (running on) or ``silence``.
    demand : bool
        Whether the verb asks for something.
    patients : list of Argument
        Its objects.
    negated : bool
        Whether the saying itself is negated.
    reach : list of (int, int)
        Stretches the claimant answers for unless somebody else is nearer: `contents`, widened to the clause.
    speaker_end : int
        Where the words that name the speaker and the cue end.
    """

    sentence: int
    claimants: list[Who]
    stance: str
    cue: str
    cue_start: int
    cue_end: int
    contents: list[tuple[int, int]]
    start: int
    end: int
    via: str | None = None
    frame: int | None = None
    kind: str = "verb"
    demand: bool = False
    patients: list[Argument] = field(default_factory=list)
    negated: bool = False
    reach: list[tuple[int, int]] = field(default_factory=list)
    speaker_end: int = 0
