"""Sorts of actors that the coding of events tells apart: states, armed groups, civilians, and how vague a name is."""

from __future__ import annotations

from sahel_dataset.knowledge.actor_list import actors

__all__ = ["is_armed_group", "is_civilian", "is_state", "sort_of", "vagueness"]

_STATE_KINDS = frozenset({"government", "state_force", "multinational_force", "private_military_company"})
_PEOPLE = frozenset({"foreign_nationals", "journalists", "aid_workers", "protesters"})


def is_state(actor_id: str) -> bool:
    """Tell whether an actor is a state, one of its bodies, or an armed body that fights for one.

    Examples
    --------
    >>> is_state("ml_armed_forces"), is_state("bf_vdp"), is_state("wagner"), is_state("jnim")
    (True, True, True, False)
    """
    known = actors().get(actor_id)
    listed = known is not None and known.kind in _STATE_KINDS
    return listed or actor_id.endswith(("_forces", "_police", "_government", "_vdp"))


def is_civilian(actor_id: str) -> bool:
    """Tell whether an actor stands for people who do not fight.

    Examples
    --------
    >>> is_civilian("civilians_fulani"), is_civilian("aid_workers"), is_civilian("ml_police")
    (True, True, False)
    """
    return actor_id.startswith("civilians") or actor_id in _PEOPLE


def is_armed_group(actor_id: str) -> bool:
    """Tell whether an actor is an armed group that fights for no state, named or not.

    Examples
    --------
    >>> is_armed_group("armed_men_unspecified"), is_armed_group("jnim"), is_armed_group("bf_vdp")
    (True, True, False)
    """
    known = actors().get(actor_id)
    return known is not None and known.kind in {"armed_group", "militia"} and not is_state(actor_id)


def vagueness(actor_id: str) -> int:
    """Rank how little an actor's name says: a name 0, rebels or jihadists 1, gunmen 3.

    Examples
    --------
    >>> [vagueness(a) for a in ("jnim", "jihadists_unspecified", "armed_men_unspecified")]
    [0, 1, 3]
    """
    if actor_id == "armed_men_unspecified":
        return 3
    return 1 if actor_id.endswith("_unspecified") or actor_id in {"bandits", "tuareg_rebels"} else 0


def sort_of(actor_id: str) -> str:
    """Return the sort of an actor: two names of one sort may mean the same side.

    Examples
    --------
    >>> sort_of("jnim") == sort_of("jihadists_unspecified"), sort_of("fla") == sort_of("jnim")
    (True, False)
    """
    known = actors().get(actor_id)
    if actor_id == "jihadists_unspecified" or (known is not None and known.is_jihadist):
        return "jihadists"
    if actor_id in {"bandits", "militia_unspecified", "armed_men_unspecified"}:
        return actor_id
    return "state" if is_state(actor_id) else "rebels"
