"""Phrases of the word lists, turned into regular expressions.

The lists in ``knowledge/lexicon`` are written to be read, not to be regular expressions. A phrase is
plain words, with a few marks:

========  ====================================================================
``(x)``   x may be missing: ``day(s)``, ``(le )lundi``
``<x|y>`` one of these: ``<in|during> the last``
``{day}`` a slot, filled by the vocabulary of that name (``{day2}``: a second one);
          ``{word}`` is any one word
``@``     what is reported begins here; the words before it are only evidence
========  ====================================================================

A space matches any space within a paragraph, an apostrophe either apostrophe, a hyphen any hyphen or
dash, and an accented letter also its bare form, as headlines print it (but in words of up to three
letters the accent may be all that tells them apart: « dès », « des »).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

__all__ = ["alternatives", "phrase_pattern", "whole_words"]

SPACE = r"(?:[^\S\n]|\n(?![^\S\n]*\n)){1,4}"
_MARKS = {
    "(": "(?:",
    ")": ")?",
    "<": "(?:",
    ">": ")",
    "|": "|",
    "@": "(?P<begin>)",
    " ": SPACE,
    "'": "['’]",
    "-": r"[-‐‑–—]",
}
_BARE = {"é": "e", "è": "e", "ê": "e", "û": "u", "î": "i", "ô": "o", "ç": "c", "â": "a"}
_WORD = r"[^\W\d_][\w'’.-]*"
_SLOT = re.compile(r"\{([a-z_]+)(\d*)\}")


def _word_at(phrase: str, position: int) -> str:
    """Return the word that the letter at `position` belongs to."""
    return next(word[0] for word in re.finditer(r"\w+", phrase) if word.start() <= position < word.end())


def phrase_pattern(phrase: str, slots: Mapping[str, str] | None = None) -> str:
    r"""Return the regular expression of one phrase.

    Parameters
    ----------
    phrase : str
        Words and marks as described above.
    slots : mapping of str to str, optional
        The regular expression each slot stands for; a slot becomes a group of its name.

    Examples
    --------
    >>> bool(re.fullmatch(phrase_pattern("more than"), "more  than"))
    True
    >>> re.fullmatch(phrase_pattern("(le ){day} mai", {"day": r"\d+"}), "le 5 mai")["day"]
    '5'
    """
    parts: list[str] = []
    position = 0
    while position < len(phrase):
        slot = _SLOT.match(phrase, position)
        if slot and slot[1] == "word":
            parts.append(_WORD)
            position = slot.end()
            continue
        if slot:
            parts.append(f"(?P<{slot[1]}{slot[2]}>{(slots or {})[slot[1]]})")
            position = slot.end()
            continue
        letter = phrase[position]
        if letter in _MARKS:
            parts.append(_MARKS[letter])
        elif letter in _BARE and len(_word_at(phrase, position)) > 3:
            parts.append(f"[{letter}{_BARE[letter]}]")
        else:
            parts.append(re.escape(letter))
        position += 1
    return "".join(parts)


def alternatives(phrases: Iterable[str], slots: Mapping[str, str] | None = None) -> str:
    """Return one group that matches any of `phrases`, the longest first.

    Examples
    --------
    >>> re.match(alternatives(["more", "more than"]), "more than ten")[0]
    'more than'
    """
    ordered = sorted(dict.fromkeys(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(phrase_pattern(phrase, slots) for phrase in ordered) + ")" if ordered else r"(?!)"


def whole_words(pattern: str) -> re.Pattern[str]:
    """Compile `pattern` so that it begins and ends between words, whatever the case of letters."""
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
