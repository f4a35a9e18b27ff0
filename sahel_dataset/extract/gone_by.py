"""Whom a sentence only goes by: "according to the rebels, the CSP, a drone struck the market"."""

from __future__ import annotations

from collections.abc import Sequence

from sahel_dataset.extract.actors import ActorMention
from sahel_dataset.extract.frames import Sentence
from sahel_dataset.extract.lexicon import Lexicon
from sahel_dataset.extract.side_words import side_words

__all__ = ["is_gone_by"]

# How far before a speaker's name the words may stand that make him one.
_REACH = 60


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
    words = side_words(lex.language)
    for cue in lex.claimant_prepositions.finditer(text, start, mention.start):
        between = text[cue.end() : mention.start]
        said = [m for m in actors if cue.end() <= m.start < mention.start]
        closed = text[mention.end : mention.end + 1] in {",", ")"} and any(m.kind == mention.kind for m in said)
        if words.determiner.fullmatch(between) or (closed and words.apposed.search(between)):
            return True
    return False
