"""Numbers in running text, written in digits or in words, and what they are worth.

Number words, their joiners and the marks between thousands are data
(``numerals`` in ``knowledge/lexicon/<code>/quantities.yaml``); this module only adds them up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sahel_dataset.extract.phrases import SPACE
from sahel_dataset.knowledge.read import lexicon

__all__ = ["Numeral", "find_numerals", "number_pattern", "value_of"]

_BLANK = "[  \u00a0\u2009\u202f]"
# Telephone numbers go in pairs; they are read first, so that no part of them counts anything.
_PHONE = r"\+\d[\d\u00a0 .-]{7,}\d|(?:\d{2}[ .\u00a0]){3,}\d{2}"
# Not inside a word (AK47, 200m, 5e), a time (21:00), a fraction or date (1/3) or another number.
_BEFORE_DIGITS = r"(?<!\w)(?<!\d[.,:/])"
_AFTER_DIGITS = r"(?!\w|[.,:/]\d)"
_BETWEEN = re.compile(rf"{SPACE}|[-‐‑]")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written.

    Attributes
    ----------
    start, end : int
        Where it stands.
    value : int
        What it is worth.
    is_word : bool
        Written in letters.
    is_article : bool
        Only "a", "an", « un », « une » or "another".
    is_round : bool
        A group word, which says about how many: "a dozen", « une vingtaine ».
    """

    start: int
    end: int
    value: int
    is_word: bool = False
    is_article: bool = False
    is_round: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    value: int
    role: str  # digits, small, multiplier, group, fixed, article
    is_bare: bool = False  # a multiplier or group that needs nothing before it
    is_article: bool = False


def _key(words: str) -> str:
    """Return `words` without case, accents and kinds of space or hyphen."""
    # Case-insensitive patterns let a dotless i stand for an i; casefold does not.
    plain = unicodedata.normalize("NFKD", words.casefold().replace("ı", "i"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[\s‐‑-]+", " ", plain)


@dataclass(frozen=True)
class _Grammar:
    pattern: re.Pattern[str]
    words: dict[str, tuple[int, str, bool, bool]]
    joiner: re.Pattern[str]
    joins_after_multiplier: bool
    joins_before: frozenset[int]
    teens_after: frozenset[int]
    group_gap: re.Pattern[str]
    decimal: str


def _spelled(form: str) -> str:
    """Return the pattern of a number word, whatever its accents and hyphens."""
    letters = {"é": "[ée]", " ": SPACE, "-": rf"(?:{SPACE}|[-‐‑])"}
    return "".join(letters.get(letter, re.escape(letter)) for letter in form)


def _digits(decimal: str) -> str:
    """Return the pattern of a number in digits; `decimal` is the language's decimal mark."""
    thousands = "." if decimal == "," else ","
    return "|".join(
        (
            rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+(?:{re.escape(decimal)}\d{{1,2}}(?!\d))?",
            rf"\d{{1,3}}(?:{_BLANK}\d{{3}})+(?!\d)",
            rf"\d{{1,3}}(?:{re.escape(decimal)}\d{{3}})+",
            r"\d+[.,]\d+",
            r"\d+",
        )
    )


@cache
def _grammar(language: str) -> _Grammar:
    data = lexicon(language, "quantities")["numerals"]
    words: dict[str, tuple[int, str, bool, bool]] = {}
    articles = {_key(word) for word in data["articles"]}
    for word, value in data["words"].items():
        words[_key(word)] = (value, "small", False, _key(word) in articles)
    for word, value in data["multipliers"].items():
        words[_key(word)] = (value, "multiplier", word in data["bare_multipliers"], False)
    for word, value in data["groups"].items():
        words[_key(word)] = (value, "group", word in data["bare_groups"], False)
    for word, value in data["fixed"].items():
        words[_key(word)] = (value, "fixed", False, False)
    for word in data["articles"]:
        words.setdefault(_key(word), (1, "article", False, True))
    for word in data["other_one"]:
        words[_key(word)] = (1, "fixed", False, True)
    forms = [
        *data["words"],
        *data["multipliers"],
        *data["groups"],
        *data["fixed"],
        *data["articles"],
        *data["other_one"],
    ]
    spelled = "|".join(_spelled(form) for form in sorted(dict.fromkeys(forms), key=lambda form: (-len(form), form)))
    joiner = re.escape(data["joiner"]["word"])
    adjectives = "|".join(re.escape(word) for word in data["group_adjectives"])
    return _Grammar(
        pattern=re.compile(
            rf"(?P<phone>(?<![\w+]){_PHONE})"
            rf"|(?P<digits>{_BEFORE_DIGITS}(?:{_digits(data['decimal'])}){_AFTER_DIGITS})"
            rf"|(?P<word>(?<!\w)(?:{spelled})(?!\w))",
            re.IGNORECASE,
        ),
        words=words,
        joiner=re.compile(rf"(?:{SPACE}|-){joiner}(?:{SPACE}|-)", re.IGNORECASE),
        joins_after_multiplier=data["joiner"]["after_multiplier"],
        joins_before=frozenset(data["joiner"]["before"]),
        teens_after=frozenset(data["teens_after"]),
        group_gap=re.compile(rf"{SPACE}[\"“«]?\s?(?:(?:{adjectives}){SPACE})?", re.IGNORECASE),
        decimal=data["decimal"],
    )


def _digits_value(digits: str, decimal: str) -> float:
    """Return what digits are worth: 1,269 is a thousand, 1.2 is not."""
    groups = re.split(r"[^\d]", digits)
    if len(groups) == 1:
        return int(digits)
    if all(len(group) == 3 for group in groups[1:]):
        return int("".join(groups))
    # A last group of other length is a fraction: 1.2 million, 1.234,5.
    return float("".join(groups[:-1]) + "." + groups[-1])


def _tokens(text: str, grammar: _Grammar) -> list[tuple[_Token, float]]:
    """Return every number word and run of digits with its exact value, in order."""
    found: list[tuple[_Token, float]] = []
    for match in grammar.pattern.finditer(text):
        if match.lastgroup == "digits":
            value = _digits_value(match[0], grammar.decimal)
            found.append((_Token(match.start(), match.end(), int(value), "digits"), value))
        elif match.lastgroup == "word":
            worth, role, is_bare, is_article = grammar.words[_key(match[0])]
            found.append((_Token(match.start(), match.end(), worth, role, is_bare, is_article), worth))
    return found


def find_numerals(text: str, language: str) -> list[Numeral]:
    """Find every number of a text, longest reading first.

    Parameters
    ----------
    text : str
        Any text.
    language : str
        ``en`` or ``fr``.

    Returns
    -------
    list of Numeral
        In the order of the text, without overlaps. Digits that are part of a word or of a clock time,
        a fraction or a telephone number are not in it; nor are decimals ("4.5"), which count nothing.

    Examples
    --------
    >>> [n.value for n in find_numerals("soixante-dix-neuf soldats et 1.200 civils", "fr")]
    [79, 1200]
    >>> [n.value for n in find_numerals("two hundred and five, or 1.2 million", "en")]
    [205, 1200000]
    """
    return list(_numerals(text, _grammar(language)))


def _numerals(text: str, grammar: _Grammar) -> Iterator[Numeral]:
    tokens = _tokens(text, grammar)
    position = 0
    while position < len(tokens):
        token, exact = tokens[position]
        if token.role == "fixed":
            yield Numeral(token.start, token.end, token.value, True, token.is_article, not token.is_article)
            position += 1
            continue
        after = _group_after(text, tokens, position, grammar)
        if after is not None:
            yield Numeral(token.start, after.end, token.value * after.value, True, False, True)
            position += 2
        elif token.role == "digits":
            following = tokens[position + 1][0] if position + 1 < len(tokens) else None
            if (
                following is not None
                and following.role == "multiplier"
                and following.value >= 1000
                and _BETWEEN.fullmatch(text, token.end, following.start)
            ):
                yield Numeral(token.start, following.end, round(exact * following.value))
                position += 2
            else:
                if exact == token.value:
                    yield Numeral(token.start, token.end, token.value)
                position += 1
        elif token.role == "group":
            if token.is_bare:
                yield Numeral(token.start, token.end, token.value, True, False, True)
            position += 1
        else:
            value, stop = _add_up(text, tokens, position, grammar)
            last = tokens[stop - 1][0]
            if stop == position + 1 and token.role == "multiplier" and not token.is_bare:
                pass  # "hundred" alone names no number
            else:
                is_article = stop == position + 1 and token.is_article
                yield Numeral(token.start, last.end, value, True, is_article)
            position = stop


def _group_after(text: str, tokens: list[tuple[_Token, float]], position: int, grammar: _Grammar) -> _Token | None:
    """Return the group word that `tokens[position]` counts: "two dozen", « une bonne centaine »."""
    token = tokens[position][0]
    if token.role not in {"small", "article", "digits"} or position + 1 == len(tokens):
        return None
    following = tokens[position + 1][0]
    if following.role == "group" and grammar.group_gap.fullmatch(text, token.end, following.start):
        return following
    return None


def _add_up(text: str, tokens: list[tuple[_Token, float]], position: int, grammar: _Grammar) -> tuple[int, int]:
    """Add number words from `position` on; return the value and the position after the last one used."""
    total, current = 0, tokens[position][0].value
    scale = 10**12
    previous = tokens[position][0]
    if previous.role == "multiplier" and previous.value >= 1000:
        total, current, scale = current, 0, previous.value
    position += 1
    while position < len(tokens):
        token = tokens[position][0]
        joined = grammar.joiner.fullmatch(text, previous.end, token.start) is not None
        if not joined and not _BETWEEN.fullmatch(text, previous.end, token.start):
            break
        if joined and not (
            (grammar.joins_after_multiplier and previous.role == "multiplier") or token.value in grammar.joins_before
        ):
            break
        if token.role == "multiplier" and not joined:
            if token.value == 100 and 0 < current < 100:
                current *= 100
            elif token.value >= 1000 and current > 0 and token.value < scale:
                scale = token.value
                total, current = total + current * scale, 0
            else:
                break
        elif token.role == "small" and _fits(current, token.value, previous, grammar):
            current += token.value
        else:
            break
        previous = token
        position += 1
    return total + current, position


def _fits(current: int, value: int, previous: _Token, grammar: _Grammar) -> bool:
    """Return whether a word below a hundred can go on a number: after a hundred, or units after tens."""
    if value == 0:
        return False
    if previous.role == "multiplier":
        return True
    tens = current % 100
    if tens in grammar.teens_after and 10 <= value <= 19:
        return True
    return tens >= 20 and tens % 10 == 0 and value < 10


@cache
def number_pattern(language: str) -> str:
    """Return a pattern that matches one number, for use inside a larger pattern.

    What it matches is to be read with :func:`value_of`.
    """
    data = lexicon(language, "quantities")["numerals"]
    forms = [*data["words"], *data["multipliers"], *data["groups"], *data["articles"], *data["fixed"]]
    spelled = "|".join(_spelled(form) for form in sorted(dict.fromkeys(forms), key=lambda form: (-len(form), form)))
    joiner = re.escape(data["joiner"]["word"])
    return rf"(?:\d{{1,4}}|(?:{spelled})(?:(?:{SPACE}|-)(?:{joiner}{SPACE})?(?:{spelled})){{0,3}})"


def value_of(words: str, language: str) -> int | None:
    """Return what `words` are worth if they are one number and nothing else.

    Examples
    --------
    >>> value_of("twenty-five", "en"), value_of("une vingtaine", "fr"), value_of("ten men", "en")
    (25, 20, None)
    """
    found = find_numerals(words, language)
    if len(found) == 1 and found[0].start == 0 and found[0].end == len(words):
        return found[0].value
    return None
