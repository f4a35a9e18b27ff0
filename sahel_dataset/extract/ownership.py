"""Which predicate of a sentence a date or a place belongs to.

It belongs to the predicate that governs it in the tree: in "the freeing of the traders, who had been seized on Friday",
Friday is the day of the seizing.
"""

from __future__ import annotations

from collections.abc import Sequence

from sahel_dataset.extract.frames import Frame
from sahel_dataset.extract.scene import Distance, Scene

__all__ = ["governor", "in_own_words", "is_governed", "of_another_matter", "shares", "speech_of"]

_OF_NOUN = frozenset({"relcl", "acl", "acl:relcl"})
# Clauses with a verb of their own, which what they say of time and place belongs to.
_CLAUSES = frozenset({"advcl", "pcomp"})


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


def in_own_words(scene: Scene, token: int, offset: int, links: Sequence[Distance]) -> bool:
    """Say whether what stands at an offset is not told of another event that lies some time apart.

    In "a month after the ambush at Inates, gunmen attacked Koutougou" the words from the distance up to the comma are
    the ambush's.
    """
    tokens = scene.sentence.tokens
    for link in links:
        if token not in {link.named, link.later}:
            continue
        end = scene.sentence.end
        if link.later is not None and tokens[link.later].start > link.date.start:
            comma = scene.text.find(",", tokens[link.named].end, end)
            end = comma if 0 <= comma < tokens[link.later].start else tokens[link.later].start
        if (link.date.start <= offset < end) != (token == link.named):
            return False
    return True


def speech_of(scene: Scene, offset: int, triggers: set[int], reach: int | None = None) -> Frame | None:
    """Return the verb of saying that a word hangs on, with no event between them: "said in Niamey on Monday".

    What hangs on it tells when and where something was said, not when and where it happened.

    Parameters
    ----------
    scene : Scene
        The sentence.
    offset : int
        The word.
    triggers : set of int
        The events of the sentence.
    reach : int, optional
        How many words above it the verb may stand; any number by default.
    """
    sentence, lex = scene.sentence, scene.lex
    token = sentence.token_at(offset)
    if token is None:
        return None
    verb = next((sentence.frames[i] for i in sentence.ancestors(token.i)[:reach] if i in sentence.frames), None)
    if verb is None or verb.pos != "VERB" or verb.token in triggers:
        return None
    if verb.lemma in lex.words["finding_verbs"]:
        return None  # "the bodies were found on Monday"
    objects = lex.saying_objects.get(verb.lemma, {})
    below = [sentence.tokens[c] for c in sentence.tokens[verb.token].children]
    speaks = verb.lemma in lex.stance or verb.lemma in lex.figure_verbs
    if not speaks and not any(c.lemma in objects or c.lower in objects for c in below):
        return None
    low, high = sorted((token.i, verb.token))
    return None if any(low < t < high for t in triggers) else verb


def of_another_matter(scene: Scene, start: int, end: int, trigger: int) -> bool:
    """Say whether words are told of a noun that is no event: "since 2020" in "the junta that rules since 2020".

    A clause or participle that says something of a participant has times of its own.
    """
    token = scene.sentence.token_at(start)
    if token is None:
        return False
    tokens, above = scene.sentence.tokens, {trigger, *scene.sentence.ancestors(trigger)}
    for i in [token.i, *scene.sentence.ancestors(token.i)]:
        if i in above:
            return False
        if start <= tokens[i].start < end:
            continue  # « il y a un mois » has a verb of its own
        if tokens[i].dep in _OF_NOUN and tokens[i].pos in {"VERB", "AUX"}:
            return not _is_same_thing(scene, tokens[i].head, trigger)
        if tokens[i].dep in _CLAUSES and tokens[i].pos == "VERB" and _has_subject(scene, i):
            return True
    return False


def _has_subject(scene: Scene, verb: int) -> bool:
    tokens = scene.sentence.tokens
    return any(tokens[c].dep.startswith("nsubj") for c in tokens[verb].children)


def _is_same_thing(scene: Scene, noun: int, trigger: int) -> bool:
    """Say whether a noun is the trigger, or explains it: « l'intervention (l'opération Serval) lancée en 2013 »."""
    tokens = scene.sentence.tokens
    while noun != trigger and tokens[noun].dep in {"appos", "parataxis"} and tokens[noun].head != noun:
        noun = tokens[noun].head
    return noun == trigger
