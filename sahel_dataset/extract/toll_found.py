"""What a toll is once it is found."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Toll"]


@dataclass(slots=True)
class Toll:
    """One figure of harm.

    Attributes
    ----------
    start, end : int
        The figure with its noun; `clause_start`, `clause_end` the clause that carries it.
    low, high : int or None
        Bounds; None is open.
    text : str
        The words of the figure.
    measure, victim_class : str
        Terms of the vocabularies.
    noun_start, noun_end : int
        The counted phrase, in which the side of the victims may be named.
    frame : int or None
        The predicate that says what happened to them.
    is_part : bool
        The figure is a part of a total given just before.
    implicit : bool
        No figure is given: one named or definite victim, or losses that are not counted.
    """

    start: int
    end: int
    clause_start: int
    clause_end: int
    low: int | None
    high: int | None
    text: str
    measure: str
    victim_class: str
    noun_start: int
    noun_end: int
    frame: int | None = None
    is_part: bool = False
    implicit: bool = False
