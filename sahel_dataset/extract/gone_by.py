"""Whom a sentence only goes by: "according to the rebels, the CSP, a drone struck the market"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sahel_dataset.extract.actors import ActorMention
from sahel_dataset.extract.frames import Sentence
from sahel_dataset.extract.lexicon import Lexicon

__all__ = ["is_gone_by"]

# How far before a speaker's name the words may stand that make him one.
_REACH = 60
_DETERMINER = re.compile(r"\s*(?:the|an?|les?|la|l['’]|une?|des|du|de|d['’])?\s*", re.IGNORECASE)
_APPOSED = re.compile(r",\s*(?:the\s+|les?\s+|la\s+|l['’])?$", re.IGNORECASE)


def is_gone_by(
    text: str, sentence: Sentence, actors: Sequence[ActorMention], mention: ActorMention, lex: Lexicon
) -> bool:
    """Tell whether an actor is only whom a sentence goes by, so that no verb behind it is its deed.

    Parameters
    ----------
    text : str
        The article.
    sentence : Sentence
        The sentence.
    actors : sequence of ActorMention
        Those named in it.
    mention : ActorMention
        The one in question, or what stands in apposition to it.
    lex : Lexicon
        The words of its language.
    """
    start = max(sentence.start, mention.start - _REACH)
    for cue in lex.claimant_prepositions.finditer(text, start, mention.start):
        between = text[cue.end() : mention.start]
        said = any(cue.end() <= m.start < mention.start for m in actors)
        if _DETERMINER.fullmatch(between) or (said and _APPOSED.search(between)):
            return True
    return False
