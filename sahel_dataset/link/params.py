"""Settings of the `link` stage: section ``link`` of params.yaml."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LinkParams"]


@dataclass(frozen=True, slots=True)
class LinkParams:
    """What a reader may change about how mentions become events.

    The points that each kind of agreement earns stand in ``weights.yaml``; here are the thresholds.

    Attributes
    ----------
    merge_at : float
        Points from which two mentions are taken for one event.
    near_miss_at : float
        Points from which a pair that was not put together is still written to ``event_links``.
    ambiguity_margin : float
        A vague mention that fits two different events equally well, up to this many points, joins neither.
    days_apart : int
        Largest gap in days between two dates known to the day, or to the week, of one event.
    lasting_days_apart : int
        The same for events that go on for weeks (blockades, deployments, displacements, talks).
    news_days : int
        An event without a date that is the news of a dated article happened at most this many days before it.
    near_km : float
        How far an event told as near a place may be from it: 25 km, as in UCDP GED's ``where_prec`` 2.
    site_km : float
        How far a base, a mine or a camp may be from the town it is told by.
    division_km : float
        How far a village may lie from the point that stands for its district or commune.
    largest_block : int
        Components with more mentions are cut at their weakest links before they are clustered.
    """

    merge_at: float = 9.5
    near_miss_at: float = 6.0
    ambiguity_margin: float = 1.5
    days_apart: int = 3
    lasting_days_apart: int = 30
    news_days: int = 14
    near_km: float = 25.0
    site_km: float = 15.0
    division_km: float = 80.0
    largest_block: int = 500
