"""The small words around whoever speaks: what points back to a speaker, joins speakers or names a statement.

What the words are is data: ``knowledge/lexicon/<code>/speakers.yaml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sahel_dataset.extract.phrases import alternatives
from sahel_dataset.knowledge.read import lexicon

__all__ = ["ClaimantWords", "claimant_words"]


@dataclass(frozen=True)
class ClaimantWords:
    """Words and patterns around a speaker.

    Attributes
    ----------
    pronouns : dict of str to (str, str)
        Number, and a gender or what the pronoun stands for (``person``, ``neuter``, ``any``).
    objects : dict of str to str
        Pronouns behind a preposition, with the subject pronoun of the same person.
    first_person, pointing, indefinite, latter : frozenset of str
        Words that are no speaker, somebody among many, or whoever was named last.
    of_them, same, the_source, other_source : pattern
        "of them", "the same", "the source", "another source".
    clause_break : pattern
        What ends the search for a speaker behind its verb: a clause, a quotation, the end of one.
    joining, placed_joining, listing : pattern
        What stands between two speakers; between two of whom the first has a place; between the sources of a list.
    after_preposition : pattern
        A preposition right before a phrase: it is no subject.
    statement, count, toll, report, official, group : pattern
        What names a statement, a count, a toll, a report, an official one, and a group.
    belonging, long_belonging : pattern
        What joins a toll, or a statement with more words between, to its author.
    owner_preposition, article_behind_comma, indefinite_article, title : pattern
        "of" at the start of a phrase; an article behind a comma; "a"; "Mr".
    sources_only : pattern
        A tail that only lists sources: nouns joined, without a verb or a place of what they tell.
    told : pattern
        What stands before the medium that a speaker told.
    """

    pronouns: dict[str, tuple[str, str]]
    objects: dict[str, str]
    first_person: frozenset[str]
    pointing: frozenset[str]
    indefinite: frozenset[str]
    latter: frozenset[str]
    of_them: re.Pattern[str]
    same: re.Pattern[str]
    the_source: re.Pattern[str]
    other_source: re.Pattern[str]
    clause_break: re.Pattern[str]
    joining: re.Pattern[str]
    placed_joining: re.Pattern[str]
    listing: re.Pattern[str]
    after_preposition: re.Pattern[str]
    statement: re.Pattern[str]
    count: re.Pattern[str]
    toll: re.Pattern[str]
    report: re.Pattern[str]
    official: re.Pattern[str]
    group: re.Pattern[str]
    belonging: re.Pattern[str]
    long_belonging: re.Pattern[str]
    owner_preposition: re.Pattern[str]
    article_behind_comma: re.Pattern[str]
    indefinite_article: re.Pattern[str]
    title: re.Pattern[str]
    sources_only: re.Pattern[str]
    told: re.Pattern[str]


def _pattern(body: str) -> re.Pattern[str]:
    return re.compile(body, re.IGNORECASE)


@cache
def claimant_words(language: str) -> ClaimantWords:
    """Load the words around the speakers of a language.

    Examples
    --------
    >>> claimant_words("fr").pronouns["elle"]
    ('singular', 'f')
    """
    data = lexicon(language, "speakers")

    def words(key: str) -> list[str]:
        return [str(word) for word in data[key]]

    def any_of(key: str) -> str:
        return alternatives(words(key))

    article = rf"(?:{any_of('articles')}\s?)?"
    joint, owner = any_of("conjunctions"), any_of("owner_prepositions")
    return ClaimantWords(
        pronouns={str(p): (number, kind) for p, (number, kind) in data["pronouns"].items()},
        objects={str(k): str(v) for k, v in data["objects"].items()},
        first_person=frozenset(words("first_person")),
        pointing=frozenset(words("pointing")),
        indefinite=frozenset(words("indefinite")),
        latter=frozenset(words("latter")),
        of_them=_pattern(rf"(?<!\w){any_of('of_them')}(?!\w)"),
        same=_pattern(rf"{any_of('same')}(?!\w)"),
        the_source=_pattern(any_of("the_source")),
        other_source=_pattern(rf"{any_of('other_source')}(?!\w)"),
        clause_break=_pattern(rf"[;.\"“”«»\n]|:(?!\w)|(?<!\w){any_of('clause_words')}(?:(?<=['’])|(?!\w))"),
        joining=_pattern(rf"\s*(?:,|{joint})\s*{article}\s*"),
        placed_joining=_pattern(rf"\s{any_of('place_prepositions')}\s[\w'’ -]{{1,30}}\s{any_of('two_conjunctions')}\s"),
        # "six elders from Gao and a dozen Nigerien lawyers": names keep their capitals
        listing=re.compile(
            rf"(?: {any_of('origin_prepositions')} {article}[A-ZÀ-Þ][\w'’-]*)?,? ?(?:,|(?P<and>{joint})) ?(?:d['’])?"
            rf"(?:(?!{any_of('clause_words')}\b)[\w’'-]+ ){{0,4}}(?:[dl]['’])?"
        ),
        after_preposition=_pattern(
            rf"(?<!\w){any_of('prepositions')}\s*(?:(?:{any_of('articles')}|{any_of('indefinite_articles')})\s?)?\s*$"
        ),
        statement=_pattern(
            rf"\s*(?:{any_of('determiners')}\s?)?(?:[\w’'-]+ ){{0,2}}{any_of('statements')}\b"
            rf"(?:\s{any_of('statement_adjectives')})?"
        ),
        count=_pattern(rf"\b{any_of('counts')}\b"),
        toll=_pattern(rf"\b{any_of('tolls')}\b"),
        report=_pattern(rf"\b{any_of('reports')}\b"),
        official=_pattern(any_of("official")),
        group=_pattern(rf"{any_of('groups')}$"),
        belonging=_pattern(rf"(?: [\w’'-]+){{0,2}}\s{owner}\s?{article}"),
        long_belonging=_pattern(rf"(?: (?!\w+(?:ant|ing)\b)[\w’'-]+){{0,9}}?\s{owner}\s?{article}"),
        owner_preposition=_pattern(rf"{owner}\s?{article}"),
        article_behind_comma=_pattern(rf",\s*{article}$"),
        indefinite_article=_pattern(rf"\s*{any_of('indefinite_articles')}\s"),
        sources_only=_pattern(
            rf"(?: {any_of('origin_prepositions')} [A-ZÀ-Þ][\w'’-]*)?,? {joint}"
            rf"(?:,? (?!(?:{any_of('clause_words')}|{any_of('tail_words')})\b)[\w'’-]+)+\W*"
        ),
        title=re.compile(rf"^{any_of('titles')}\.?$"),
        told=re.compile(rf"{any_of('told')}\s?"),
    )
