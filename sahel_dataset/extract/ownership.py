"""Which predicate of a sentence a date or a place belongs to.

It belongs to the predicate that governs it in the tree: in "the freeing of the traders, who had been seized on Friday",
Friday is the day of the seizing.
"""

from __future__ import annotations

from sahel_dataset.extract.scene import Scene

__all__ = ["governor", "is_governed", "shares"]


def governor(scene: Scene, offset: int, triggers: set[int]) -> int | None:
    """Return the nearest trigger above a word in the tree."""
    token = scene.sentence.token_at(offset)
    if token is None:
        return None
    return next((i for i in [token.i, *scene.sentence.ancestors(token.i)] if i in triggers), None)


def is_governed(scene: Scene, offset: int, trigger: int, triggers: set[int]) -> bool:
    """Say whether what stands at an offset may be this event's: no other event's predicate is between them."""
    owner = governor(scene, offset, triggers | {trigger})
    return (
        owner is None or owner == trigger or owner in scene.sentence.ancestors(trigger) or shares(scene, owner, trigger)
    )


def shares(scene: Scene, owner: int, token: int) -> bool:
    """Say whether two predicates are of one clause: coordinated, or one a participle of the other's noun."""
    tokens = scene.sentence.tokens
    low, high = sorted((tokens[owner].start, tokens[token].start))
    if scene.lex.cues["later_cues"].search(scene.text, low, high):
        return False  # "were abducted and later released"
    return tokens[owner].head == token or (
        tokens[owner].head == tokens[token].head and tokens[owner].dep == tokens[token].dep == "conj"
    )
