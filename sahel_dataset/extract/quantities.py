"""Figures in running text: what is said, how it is hedged, and between which bounds it lies.

The bounds follow the annotation guide of the gold articles: "more than 20" is 21 and open above, "up to
30" is open below, "nearly 200" and « une trentaine » are the number itself, "dozens" is 24 to 99. What
a number is when it counts neither people nor things (a year, an age, a distance, a rank) is told by its
`role`, so that it never becomes a toll.

All words are data: ``knowledge/lexicon/<code>/quantities.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sahel_dataset.extract.date_lexicon import date_lexicon
from sahel_dataset.extract.dates import DateMention, find_dates
from sahel_dataset.extract.numerals import Numeral, find_numerals
from sahel_dataset.extract.phrases import SPACE, alternatives, phrase_pattern, whole_words
from sahel_dataset.extract.quantity_roles import role_of
from sahel_dataset.knowledge.read import lexicon

__all__ = ["Quantity", "find_quantities"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many, as the text says it.

    Attributes
    ----------
    start, end : int
        The words of the figure with what hedges it: "at least 20", « plusieurs dizaines ».
    low, high : int or None
        Bounds, both included; None is open.
    kind : str
        ``exact``, ``at_least``, ``at_most``, ``range``, ``approximate``, ``vague``, ``zero`` or ``article``.
    number_start, number_end : int
        The number alone.
    role : str or None
        What the number is when it is no count: ``date``, ``duration``, ``time``, ``age``, ``percent``, ``money``,
        ``distance``, ``measure``, ``times``, ``fraction``, ``strength``, ``compound``, ``designation``, ``rank``,
        ``phone``, ``score``, ``superlative``, ``pronoun``. None for a count.
    is_article : bool
        "a", "an", « un », « une » or "another": one, if what follows is counted at all.
    is_partitive : bool
        A part of a known whole: "three of the victims", « 12 des 25 personnes ».
    is_additional : bool
        It adds to a number told before: "two more", « deux autres ».
    is_definite : bool
        "the 279 girls": the number was told before, or is known.
    """

    start: int
    end: int
    low: int | None
    high: int | None
    kind: str
    number_start: int
    number_end: int
    role: str | None = None
    is_article: bool = False
    is_partitive: bool = False
    is_additional: bool = False
    is_definite: bool = False


_HEDGES = ("at_least", "more_than", "at_most", "less_than", "about")
# How far before a number its hedge and determiner may begin; the longest listed phrases are shorter.
_REACH = 44
_OPENING_ADJECTIVE = re.compile(
    r"\s(?:(?:further|additional|extra|total of|record|whole|full|staggering|total de|bonne)\s)?"
)


def _before(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of `phrases` just before a place."""
    # A phrase that ends in an apostrophe leans on its number; all others are set off by a space.
    return re.compile(rf"(?<!\w)({alternatives(phrases)})(?:{SPACE}|(?<=['’]))\Z", re.IGNORECASE)


def _after(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{SPACE})?({alternatives(phrases)})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class _Words:
    vague: list[tuple[re.Pattern[str], int | None, int | None]]
    any_vague: re.Pattern[str]
    not_vague: re.Pattern[str]
    zero: re.Pattern[str]
    zero_before_loss: re.Pattern[str]
    not_zero: re.Pattern[str]
    before: dict[str, re.Pattern[str]]
    any_before: re.Pattern[str]
    particle: re.Pattern[str]
    after: dict[str, re.Pattern[str]]
    after_noun: re.Pattern[str]
    opening: re.Pattern[str]
    link: re.Pattern[str]
    opened_link: re.Pattern[str]
    change: re.Pattern[str]
    additional_before: re.Pattern[str]
    additional_after: re.Pattern[str]
    definite: re.Pattern[str]
    partitive: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    data = lexicon(language, "quantities")
    vague = sorted(data["vague"], key=lambda phrase: (-len(phrase), phrase))
    zero = data["zero"]
    before = {hedge: data["before"][hedge] for hedge in _HEDGES}
    at_least = [phrase for phrase in data["after"]["at_least"] if phrase[0].isalpha()]
    losses = alternatives(zero["loss_nouns"])
    return _Words(
        vague=[(whole_words(phrase_pattern(phrase)), *data["vague"][phrase]) for phrase in vague],
        any_vague=re.compile(rf"(?<!\w){alternatives(vague)}(?!\w)", re.IGNORECASE),
        not_vague=re.compile(rf"(?<!\w){alternatives(data['not_vague'])}\Z", re.IGNORECASE),
        zero=re.compile(rf"(?<!\w){alternatives(zero['words'])}(?:(?!\w)|(?<=['’]))(?!\s*\d)", re.IGNORECASE),
        zero_before_loss=re.compile(
            rf"(?<!\w){alternatives(zero['before_loss'])}(?=(?:{SPACE}|(?<=['’])){losses}(?!\w))", re.IGNORECASE
        ),
        not_zero=re.compile(alternatives(zero["not"]) + r"(?!\w)", re.IGNORECASE),
        before={hedge: _before(phrases) for hedge, phrases in before.items()},
        any_before=_before(phrase for phrases in before.values() for phrase in phrases),
        particle=_before(data["verb_particles"]),
        after={hedge: _after(phrases) for hedge, phrases in data["after"].items()},
        # "ten people at least": the noun stands between.
        after_noun=re.compile(
            rf"{SPACE}\w+(?:{SPACE}\w+)?{SPACE}{alternatives(at_least)}(?!\w|{SPACE}(?:\d|than|de|d['’]))",
            re.IGNORECASE,
        ),
        opening=_before(data["range"]["opening"]),
        link=re.compile(rf"(?:{SPACE}{alternatives(data['range']['links'])}{SPACE}|[-‐‑–])", re.IGNORECASE),
        opened_link=re.compile(rf"{SPACE}{alternatives(data['range']['opened_links'])}{SPACE}", re.IGNORECASE),
        change=_before(data["range"]["changes"]),
        additional_before=_before(data["additional"]["before"]),
        additional_after=_after(data["additional"]["after"]),
        definite=_before(data["definite"]),
        partitive=_after(data["partitive"]),
    )


def find_quantities(text: str, language: str, dates: Sequence[DateMention] | None = None) -> list[Quantity]:
    """Find every figure of a text.

    Parameters
    ----------
    text : str
        Any text.
    language : str
        ``en`` or ``fr``.
    dates : sequence of DateMention, optional
        What :func:`~sahel_dataset.extract.dates.find_dates` found in `text`, where that is known already:
        numbers inside dates are no counts.

    Returns
    -------
    list of Quantity
        In the order of the text, without overlaps. Those with a `role` count nothing.

    Examples
    --------
    >>> [(q.low, q.high) for q in find_quantities("At least 20 soldiers and dozens of rebels died.", "en")]
    [(20, None), (24, 99)]
    >>> [(q.low, q.high, q.role) for q in find_quantities("une quinzaine de civils de plus de 60 ans", "fr")]
    [(15, 15, None), (61, None, 'duration')]
    """
    words = _words(language)
    vague = _vague(text, words)
    numerals = [
        n for n in find_numerals(text, language) if not any(v.start <= n.start and n.end <= v.end for v in vague)
    ]
    counted = _counted(text, numerals, words)
    vague = [v for v in vague if not any(_takes_in(text, q, v, words) for q in counted)]
    spans = [(d.start, d.end) for d in (find_dates(text, language, None) if dates is None else dates)]
    # « le Mouvement du 5 juin » is no date, and 5 counts nothing.
    spans += [match.span() for match in date_lexicon(language).not_dates.finditer(text)]
    found: list[Quantity] = []
    for quantity in sorted([*counted, *vague], key=lambda q: (q.start, -q.end)):
        if found and quantity.start < found[-1].end:
            continue
        found.append(_described(text, quantity, language, words, spans))
    return found


def _takes_in(text: str, counted: Quantity, vague: Quantity, words: _Words) -> bool:
    """Return whether a number and a vague word are one figure: "some 5,000", "30 others"."""
    if counted.start < vague.end and vague.start < counted.end:
        return True
    match = words.additional_after.match(text, counted.end)
    return match is not None and match.start(1) == vague.start and vague.end <= match.end(1)


def _vague(text: str, words: _Words) -> list[Quantity]:
    """Find the words that are no number: "dozens", "many", "no"."""
    found: list[Quantity] = []
    for match in words.any_vague.finditer(text):
        if words.not_vague.search(text, max(0, match.start() - 12), match.end()):
            continue
        # A phrase may go on in another: "hundreds", "hundreds of thousands".
        readings = ((pattern.match(text, match.start()), low, high) for pattern, low, high in words.vague)
        end, low, high = max(((m.end(), low, high) for m, low, high in readings if m), key=lambda reading: reading[0])
        found.append(_hedged(text, Quantity(match.start(), end, low, high, "vague", match.start(), end), words))
    for pattern in (words.zero, words.zero_before_loss):
        found.extend(
            Quantity(match.start(), match.end(), 0, 0, "zero", *match.span())
            for match in pattern.finditer(text)
            if not words.not_zero.match(text, match.start())
        )
    found.sort(key=lambda q: (q.start, -q.end))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return kept


def _counted(text: str, numerals: Sequence[Numeral], words: _Words) -> list[Quantity]:
    """Turn numbers into quantities: ranges joined, hedges read."""
    found: list[Quantity] = []
    position = 0
    while position < len(numerals):
        first = numerals[position]
        second = numerals[position + 1] if position + 1 < len(numerals) else None
        opening = words.opening.search(text, max(0, first.start - _REACH), first.start)
        if second is not None and _is_range(text, first, second, words, is_opened=opening is not None):
            start = opening.start(1) if opening else first.start
            bounds = Quantity(start, second.end, first.value, second.value, "range", first.start, second.end)
            found.append(bounds if opening else _hedged(text, bounds, words))
            position += 2
            continue
        position += 1
        # "a 40-minute fight", "a further 3,100 people": the article is not the number.
        if first.is_article and second is not None and _OPENING_ADJECTIVE.fullmatch(text, first.end, second.start):
            continue
        kind = (
            "article"
            if first.is_article
            else "approximate"
            if first.is_round
            else "zero"
            if first.value == 0
            else "exact"
        )
        alone = Quantity(
            first.start, first.end, first.value, first.value, kind, first.start, first.end, is_article=first.is_article
        )
        found.append(_hedged(text, alone, words))
    return found


def _is_range(text: str, first: Numeral, second: Numeral, words: _Words, *, is_opened: bool) -> bool:
    if first.value >= second.value:
        return False
    if is_opened and words.opened_link.fullmatch(text, first.end, second.start):
        return True
    if words.link.fullmatch(text, first.end, second.start) is None:
        return False
    # "The toll rose from 12 to 19" tells two tolls.
    return words.change.search(text, max(0, first.start - _REACH), first.start) is None


def _hedged(text: str, quantity: Quantity, words: _Words) -> Quantity:
    """Widen a quantity by the words that hedge it, and move its bounds as they say."""
    hedges: list[str] = []
    start, end = quantity.start, quantity.end
    # Two hedges may follow each other: "at least some 200".
    for _ in range(2):
        match = words.any_before.search(text, max(0, start - _REACH), start)
        if match is None:
            break
        hedge = next(h for h in _HEDGES if _ends_with(words.before[h], text, match, start))
        if words.particle.search(text, max(0, match.start(1) - 16), match.start(1)) and hedge == "more_than":
            break
        hedges.append(hedge)
        start = match.start(1)
    for hedge, pattern in words.after.items():
        match = pattern.match(text, end)
        # "+" follows digits only; after an article it is a button of the page.
        if match is not None and (match[1][-1].isalpha() or not quantity.is_article):
            hedges.append(hedge)
            end = match.end(1)
            break
    if not hedges and not quantity.is_article and quantity.kind != "vague" and words.after_noun.match(text, end):
        hedges.append("at_least")
    if quantity.is_article and set(hedges) == {"about"}:
        return quantity  # "about a bill", « près d'un puits »
    strong = next((hedge for hedge in hedges if hedge != "about"), "about" if hedges else None)
    low, high, kind = quantity.low, quantity.high, quantity.kind
    if strong is None:
        return quantity
    if strong == "at_least":
        high, kind = None, "at_least"
    elif strong == "more_than":
        low, high, kind = None if low is None else low + 1, None, "at_least"
    elif strong == "at_most":
        low, kind = None, "at_most"
    elif strong == "less_than":
        low, high, kind = None, None if high is None else max(0, high - 1), "at_most"
    elif kind not in {"vague", "range"}:
        kind = "approximate"
    # A hedged article is a number: "at least one", « plus d'un ».
    return replace(quantity, start=start, end=end, low=low, high=high, kind=kind, is_article=False)


def _ends_with(pattern: re.Pattern[str], text: str, match: re.Match[str], end: int) -> bool:
    found = pattern.search(text, match.start(), end)
    return found is not None and found.start() == match.start()


def _described(
    text: str, quantity: Quantity, language: str, words: _Words, dates: Sequence[tuple[int, int]]
) -> Quantity:
    """Say of a quantity what it counts, if anything, and how it stands to others."""
    reach = max(0, quantity.start - _REACH)
    role = role_of(
        text,
        quantity.start,
        quantity.number_start,
        quantity.number_end,
        quantity.end,
        language,
        kind=quantity.kind,
        dates=dates,
    )
    partitive = words.partitive.match(text, quantity.end) is not None
    if partitive and role == "pronoun":
        role = None  # « l'un des assaillants »
    additional = (
        words.additional_before.search(text, reach, quantity.start) is not None
        or words.additional_after.match(text, quantity.end) is not None
    )
    definite = quantity.kind != "zero" and words.definite.search(text, reach, quantity.start) is not None
    return replace(quantity, role=role, is_partitive=partitive, is_additional=additional, is_definite=definite)
