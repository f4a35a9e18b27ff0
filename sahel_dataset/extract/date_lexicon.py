"""The words of time of one language, compiled: vocabularies, forms, and the cues around a date.

The source is ``knowledge/lexicon/<code>/dates.yaml``. A form is only tried near a word that it needs
(a weekday, a month, a unit of time, four digits ...), so that reading a long text stays cheap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sahel_dataset.extract.numerals import number_pattern, value_of
from sahel_dataset.extract.phrases import SPACE, alternatives, phrase_pattern, whole_words
from sahel_dataset.knowledge.read import lexicon

__all__ = ["DateLexicon", "Form", "date_lexicon"]


@dataclass(frozen=True)
class Form:
    """One way to write a date: what it means, and the pattern that finds it."""

    reads: str
    pattern: re.Pattern[str]
    key: str


class Vocabulary:
    """Phrases with a meaning, and the pattern that matches any of them."""

    def __init__(self, meanings: Mapping[str, Any]) -> None:
        ordered = sorted(meanings, key=lambda phrase: (-len(phrase), phrase))
        self._entries = [(re.compile(phrase_pattern(p), re.IGNORECASE), meanings[p]) for p in ordered]
        self.pattern = alternatives(meanings)

    def __getitem__(self, words: str) -> Any:
        for pattern, meaning in self._entries:
            if pattern.fullmatch(words):
                return meaning
        raise KeyError(words)


# What must be near for a form with this slot to be worth trying, by slot.
_KEYS = {
    "weekday": "weekday",
    "month": "month",
    "year": "year",
    "unit": "unit",
    "unitword": "unit",
    "edgedunit": "unit",
    "anaphora": "anaphora",
    "relativeday": "relativeday",
    "monthnumber": "digits",
}


def _key(reads: str, form: str) -> str:
    """Return the first slot that the form cannot do without (``weekend`` and the like name themselves)."""
    if reads in {"weekend", "numeric", "iso"}:
        return "weekend" if reads == "weekend" else "digits"
    depth = 0
    for mark in re.finditer(r"[(<]|[)>]|\{([a-z]+)\d*\}", form):
        if mark[0] in "(<":
            depth += 1
        elif mark[0] in ")>":
            depth -= 1
        elif depth == 0 and mark[1] in _KEYS:
            return _KEYS[mark[1]]
    return "any"


@dataclass(frozen=True)
class DateLexicon:
    """Everything that `find_dates` needs to know of a language."""

    language: str
    capitalised: bool
    day_first: bool
    weekday: Vocabulary
    month: Vocabulary
    unit: Vocabulary
    counts: Vocabulary
    hedge: Vocabulary
    which: Vocabulary
    which_after: Vocabulary
    year_word: Vocabulary
    week_word: Vocabulary
    unit_word: Vocabulary
    edged_unit: Vocabulary
    side: Vocabulary
    relative_day: Vocabulary
    anaphora: Vocabulary
    day_words: Mapping[str, int]
    forms: tuple[Form, ...]
    trigger: re.Pattern[str]
    not_dates: re.Pattern[str]
    prefixes: Mapping[str, re.Pattern[str]]
    since: re.Pattern[str]
    news_cue: re.Pattern[str]
    end_edge: re.Pattern[str]
    followed: re.Pattern[str]
    followed_by: re.Pattern[str]
    not_followed_by: re.Pattern[str]
    year_shared: re.Pattern[str]
    ordinal: re.Pattern[str]
    perfect_is: re.Pattern[str] | None
    month_preposition: re.Pattern[str]
    year_certain: re.Pattern[str]
    year_before: re.Pattern[str]
    year_determiner: re.Pattern[str]
    year_joiner: re.Pattern[str]
    not_year: re.Pattern[str]
    said_before: re.Pattern[str]
    saying: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]
    clause_break: re.Pattern[str]
    dateline_start: tuple[str, ...]
    dateline_end: re.Pattern[str]
    counted_plural: re.Pattern[str]

    def count(self, words: str) -> tuple[int, int] | None:
        """Return how many units `words` may mean, at least and at most."""
        try:
            low, high = self.counts[words]
        except KeyError:
            value = value_of(words, self.language)
            return None if value is None else (value, value)
        return low, high


def _before(phrases: Iterable[str], *, leaning: str = "'’-") -> re.Pattern[str]:
    """Return a pattern for `phrases` at the end of a stretch; only those ending in `leaning` need no space."""
    return re.compile(rf"(?:(?<!\w)|(?=['’]))(?:{alternatives(phrases)})(?:{SPACE}|(?<=[{leaning}]))\Z", re.IGNORECASE)


def _after(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for `phrases` at the beginning of what follows."""
    return re.compile(rf"{SPACE}(?:{alternatives(phrases)})(?:(?!\w)|(?<=['’]))", re.IGNORECASE)


def _named(table: Iterable[Iterable[str]]) -> dict[str, int]:
    """Turn rows of synonyms into ``{word: row number}``."""
    return {word: number for number, row in enumerate(table) for word in row}


def _turned(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: meaning for meaning, words in table.items() for word in words}


def _verbs(words: Iterable[str], endings: Iterable[str], not_after: Iterable[str] = ()) -> str:
    """Return a pattern of verbs, by whole words or by the endings of regular ones."""
    regular = "|".join(re.escape(ending) for ending in sorted(endings, key=lambda e: (-len(e), e)))
    patterns = [alternatives(words)]
    if regular:
        unless = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in not_after)
        patterns.append(rf"{unless}[^\W\d_A-ZÀ-Þ]{{2,}}(?:{regular})")
    return rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)"


@cache
def date_lexicon(language: str) -> DateLexicon:
    """Return the compiled words of time of `language` (``en`` or ``fr``)."""
    data = lexicon(language, "dates")
    words: dict[str, Vocabulary] = {
        "weekday": Vocabulary(_named(data["weekdays"])),
        "month": Vocabulary({name: number + 1 for name, number in _named(data["months"]).items()}),
        "unit": Vocabulary(_turned(data["units"])),
        "counts": Vocabulary(data["counts"]),
        "hedge": Vocabulary(_turned(data["hedges"])),
        "which": Vocabulary(data["which"]),
        "which_after": Vocabulary(data["which_after"]),
        "year_word": Vocabulary(data["year_words"]),
        "week_word": Vocabulary(data["week_words"]),
        "unit_word": Vocabulary(data["unit_words"]),
        "edged_unit": Vocabulary(data["edged_units"]),
        "side": Vocabulary(data["sides"]),
        "relative_day": Vocabulary(data["relative_days"]),
        "anaphora": Vocabulary(data["anaphora"]),
    }
    endings = "|".join(re.escape(ending) for ending in data["day_endings"])
    spelled_days = "".join(f"|{word}" for word in data["day_words"])
    slots = {
        "weekday": words["weekday"].pattern,
        "month": words["month"].pattern,
        "day": rf"(?:(?<!\d)(?:[12]\d|3[01]|0?[1-9])(?!\d)(?:{endings})?{spelled_days})",
        "year": r"(?<!\d)(?:19|20)\d\d(?!\d)",
        "shortyear": r"\d\d(?!\d)",
        "monthnumber": r"(?:1[0-2]|0?[1-9])(?!\d)",
        "count": rf"(?:{words['counts'].pattern}|{number_pattern(language)})",
        "hedge": words["hedge"].pattern,
        "unit": words["unit"].pattern,
        "part": alternatives(data["parts"]),
        "edge": alternatives(data["edges"]),
        "dayedge": alternatives(data["day_edges"]),
        "which": words["which"].pattern,
        "whichafter": words["which_after"].pattern,
        "yearword": words["year_word"].pattern,
        "weekword": words["week_word"].pattern,
        "unitword": words["unit_word"].pattern,
        "edgedunit": words["edged_unit"].pattern,
        "side": words["side"].pattern,
        "relativeday": words["relative_day"].pattern,
        "anaphora": words["anaphora"].pattern,
        "later": alternatives(data["later"]),
        "earlier": alternatives(data["earlier"]),
        "openend": alternatives(data["open_ends"]),
        "now": alternatives(data["now"]),
        "lasting": alternatives(data["lasting"]),
    }
    forms = tuple(
        Form(reads, whole_words(phrase_pattern(form, slots)), _key(reads, form))
        for reads, listed in data["forms"].items()
        for form in listed
    )
    saying = alternatives(data["saying"])
    gaps = alternatives(data["saying_gaps"])
    gap = rf"{alternatives(data['prefix_gap'])}"
    return DateLexicon(
        language=language,
        capitalised=data["capitalised"],
        day_first=data["ambiguous_numbers"] == "day_first",
        **words,
        day_words=data["day_words"],
        forms=forms,
        trigger=re.compile(
            rf"(?<!\w)(?:(?P<weekday>{words['weekday'].pattern}(?!\w))|(?P<month>{words['month'].pattern}(?!\w))"
            rf"|(?P<relativeday>{words['relative_day'].pattern}(?!\w))|(?P<anaphora>{words['anaphora'].pattern}(?!\w))"
            rf"|(?P<weekend>week-?end(?!\w))|(?P<unit>{words['unit'].pattern}(?!\w))"
            rf"|(?P<digits>\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}(?!\w))|(?P<year>(?:19|20)\d\d(?!\w)))",
            re.IGNORECASE,
        ),
        not_dates=whole_words("|".join(_unnamed(phrase_pattern(form, slots)) for form in data["not_dates"])),
        prefixes={
            kind: re.compile(
                rf"(?<!\w)(?P<prefix>{alternatives(listed)})(?:{SPACE}|(?<=['’]))(?:{gap}{SPACE})?\Z", re.IGNORECASE
            )
            for kind, listed in data["prefixes"].items()
        },
        # "since the coup of 2012", « depuis l'opération lancée en 2013 »
        since=re.compile(
            rf"(?<!\w){alternatives(data['prefixes']['since'])}{SPACE}(?P<between>[^\n]{{1,60}})\Z", re.IGNORECASE
        ),
        end_edge=whole_words(alternatives(data["end_edges"])),
        followed=re.compile(rf"(?<!\w){alternatives(data['followed'])}\Z", re.IGNORECASE),
        followed_by=_after(data["followed_by"]),
        not_followed_by=_after(data["not_followed_by"]),
        year_shared=re.compile(rf"\s*{alternatives(data['year_shared'])}\s*", re.IGNORECASE),
        news_cue=whole_words(alternatives(data["news_cues"])),
        ordinal=whole_words(alternatives(data["ordinals"])),
        perfect_is=whole_words(alternatives(data["perfect_is"])) if data["perfect_is"] else None,
        month_preposition=_before(data["month_prepositions"]),
        year_certain=_before(data["year_certain"]),
        year_before=_before(data["year_before"]),
        year_determiner=_before(data["year_determiners"]),
        year_joiner=re.compile(rf"(?:19|20)\d\d\s?(?:{alternatives(data['year_joiners'])})\s?\Z", re.IGNORECASE),
        not_year=_before(data["not_years"]),
        said_before=re.compile(rf"(?<!\w)(?:{saying})(?:,?{SPACE}{gaps}){{0,2}}[,:]?{SPACE}?\Z", re.IGNORECASE),
        saying=re.compile(
            rf"(?:(?<=\s)|(?<=['’]))(?:{alternatives(data['saying_auxiliaries'])}{SPACE}){{0,2}}{saying}(?!\w)",
            re.IGNORECASE,
        ),
        future=re.compile(_verbs(data["future"], data["future_endings"])),
        past=re.compile(_verbs(data["past"], data["past_endings"], data["past_not_after"])),
        clause_break=re.compile(
            rf"[,;:.!?\n\"“”«»()—–]|(?<!\w){alternatives(data['clause_breaks'])}(?:(?!\w)|(?<=['’]))", re.IGNORECASE
        ),
        dateline_start=tuple(data["dateline_starts"]),
        dateline_end=re.compile(rf"\s*(?:{'|'.join(re.escape(end) for end in data['dateline_ends'])})(?:\s|$)"),
        counted_plural=re.compile(
            rf"{SPACE}(?!{alternatives(data['no_plurals'])}(?!\w))(?:[a-zà-ÿ]{{3,}}s|{alternatives(data['counted_plurals'])})(?!\w)"
        ),
    )


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)
