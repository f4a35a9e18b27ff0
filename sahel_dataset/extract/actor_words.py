"""A text as words with offsets, and a word-level Aho-Corasick automaton over phrases.

Words are runs of letters and digits; they are compared without accents, ligatures and capitals, so
that hyphens, apostrophes and spaces are all just the gap between two words ("al-Qaeda", "al Qaïda";
"N'Djamena", "N’Djaména"). What a gap holds is kept beside: a phrase never runs over a comma, a full
stop or a bracket, and a phrase written in capitals must stand in capitals.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ahocorasick

__all__ = ["BREAK", "JOINED", "PAUSE", "QUOTED", "Phrases", "Words", "fold"]

JOINED, QUOTED, PAUSE, BREAK = 0, 1, 2, 3
"""What lies between two words: a space, hyphen or apostrophe; a quotation mark; a comma, bracket or dash; a
sentence's end."""

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "ı": "i"})
_PLAIN_GAP = re.compile(
    r"(?:[ \t\u00a0\u2009\u202f]*\n?[ \t\u00a0\u2009\u202f]*|[-‐‑'’ʼ`´.]|[ \u00a0]?['’][ \u00a0]?)\Z"
)
_QUOTES = '"“”«»‘‹›„'
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr m mme mlle gen col capt lt st sgt maj cpl prof gov sen rep no vs etc al jr sr ste pr me adj".split()
)


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Return `word` without capitals, accents and ligatures.

    Examples
    --------
    >>> fold("Sœur"), fold("Ménaka"), fold("BURKINABÈ")
    ('soeur', 'menaka', 'burkinabe')
    """
    if word.isascii():
        return word.lower()
    low = word.lower().translate(_LIGATURES)
    return "".join(c for c in unicodedata.normalize("NFD", low) if not "\u0300" <= c <= "\u036f")


class Words:
    """The words of a text.

    Attributes
    ----------
    text : str
        The text itself.
    starts, ends : list[int]
        Character offsets of each word.
    folded : list[str]
        Each word as it is compared.
    gaps : list[int]
        ``gaps[i]`` is what lies before word `i`: JOINED, QUOTED, PAUSE or BREAK (before the first word, BREAK).
    sentences : list[int]
        The number of the sentence each word stands in, from 0.

    Examples
    --------
    >>> words = Words("L’armée, dit-il. Puis rien.")
    >>> words.folded, words.sentences
    (['l', 'armee', 'dit', 'il', 'puis', 'rien'], [0, 0, 0, 0, 1, 1])
    """

    __slots__ = ("_headlines", "ends", "folded", "gaps", "sentences", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._headlines: dict[int, bool] = {}
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.folded: list[str] = []
        self.gaps: list[int] = []
        self.sentences: list[int] = []
        last, sentence, previous = 0, 0, ""
        for match in _WORD.finditer(text):
            start, end = match.span()
            word = match.group()
            gap = BREAK if not self.starts else _gap(text[last:start], previous, word)
            if gap == BREAK and self.starts:
                sentence += 1
            previous = fold(word)
            self.starts.append(start)
            self.ends.append(end)
            self.folded.append(previous)
            self.gaps.append(gap)
            self.sentences.append(sentence)
            last = end

    def __len__(self) -> int:
        return len(self.starts)

    def raw(self, i: int) -> str:
        """Return word `i` as it is written."""
        return self.text[self.starts[i] : self.ends[i]]

    def is_capitalised(self, i: int) -> bool:
        """Tell whether word `i` begins with a capital."""
        return self.text[self.starts[i]].isupper()

    def is_headline(self, sentence: int) -> bool:
        """Tell whether a sentence is written with capitals throughout, as English headlines are."""
        found = self._headlines.get(sentence)
        if found is None:
            low = bisect.bisect_left(self.sentences, sentence)
            high = bisect.bisect_right(self.sentences, sentence)
            long = [i for i in range(low, high) if len(self.folded[i]) > 3]
            found = sum(self.is_capitalised(i) for i in long) > 0.7 * len(long)
            self._headlines[sentence] = found
        return found

    def is_shouted(self, sentence: int) -> bool:
        """Tell whether a sentence is written in capitals, so that they mark no acronym."""
        low = bisect.bisect_left(self.sentences, sentence)
        high = bisect.bisect_right(self.sentences, sentence)
        long = [self.raw(i) for i in range(low, high) if len(self.folded[i]) > 1]
        return len(long) > 2 and sum(word.isupper() for word in long) > 0.7 * len(long)

    def index_at(self, offset: int) -> int:
        """Return the index of the first word that ends after character `offset` (``len`` if none does)."""
        return bisect.bisect_right(self.ends, offset)


def _gap(gap: str, previous: str, word: str) -> int:
    if gap == " ":
        return JOINED
    if gap in {",", "."} and previous.isdigit() and word.isdigit():
        return JOINED  # 1,200
    if "\n\n" in gap or gap.count("\n") > 1:
        return BREAK
    for mark in ".!?…":
        if mark not in gap:
            continue
        if mark == "." and len(gap) == 1:
            return JOINED
        if mark == "." and gap[0] == "." and (len(previous) == 1 or previous in _ABBREVIATIONS) and gap.strip() == ".":
            return JOINED
        if mark == "." and not (word[0].isupper() or word[0].isdigit() or "\n" in gap or gap.strip() != "."):
            return PAUSE
        return BREAK
    if _PLAIN_GAP.match(gap):
        return JOINED
    stripped = gap.strip()
    if stripped and all(c in _QUOTES or c.isspace() or c in "'’" for c in stripped):
        return QUOTED
    return PAUSE


@dataclass(frozen=True, slots=True)
class _Pattern:
    """What a phrase asks of the text besides its letters, and what it stands for."""

    length: int
    # Per word: the exact spelling an acronym needs, "" for a capital at the front, None for anything.
    spelling: tuple[str | None, ...]
    values: list[Any]


# Marks a spelling that asks for the phrase's accents only.
_ACCENTS = "\u0301"

# Small words of names that are written large or small ("Al-Qaeda", "al-Qaeda"; "The", "the").
_EITHER = frozenset("al el ag the le la les l de du des d of and et pour for in en au aux a ould".split())


class Phrases:
    """Many phrases, found in one pass over the words of a text.

    A phrase is matched word by word. Words of it that are wholly in capitals ("JNIM") must be spelt so
    in the text; words that begin with a capital must do so in the text if `respect_capitals`.

    Examples
    --------
    >>> phrases = Phrases()
    >>> phrases.add("al-Qaeda", "aq")
    >>> phrases.add("EI", "is")
    >>> phrases.freeze()
    >>> [(m.first, m.last, m.values) for m in phrases.find(Words("Al Qaeda et l’EI, ei"))]
    [(0, 1, ['aq']), (4, 4, ['is'])]
    """

    __slots__ = ("_automaton", "_codes", "_frozen", "_patterns")

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._patterns: dict[str, dict[tuple[str | None, ...], _Pattern]] = {}
        self._automaton: Any = None
        self._frozen = False

    def add(self, phrase: str, value: object, *, respect_capitals: bool = True, respect_accents: bool = False) -> None:
        """Add a phrase with what it stands for; the same phrase may stand for several things.

        With `respect_accents` a word of the text that has accents must have those of the phrase (« jugé » is no
        « juge »); one without any may have lost them.
        """
        found = [m.group() for m in _WORD.finditer(phrase)]
        if not found:
            raise ValueError(f"a phrase without a word: {phrase!r}")
        # Long names are told by their words: "Médecins sans frontières", "volontaires pour la défense de la patrie".
        capitals = len(found) if len(found) <= 2 else 1 if len(found) <= 4 else 0
        spelling = tuple(_spelling(word, respect_capitals and i < capitals, len(found)) for i, word in enumerate(found))
        if respect_accents:
            spelling = tuple(
                _ACCENTS + word.lower() if asked is None else asked for asked, word in zip(spelling, found, strict=True)
            )
        key = "".join(self._code(fold(word)) for word in found)
        pattern = self._patterns.setdefault(key, {}).setdefault(spelling, _Pattern(len(found), spelling, []))
        if value not in pattern.values:
            pattern.values.append(value)

    def freeze(self) -> None:
        """Build the automaton; nothing can be added afterwards."""
        self._automaton = ahocorasick.Automaton()
        for key, patterns in self._patterns.items():
            self._automaton.add_word(key, list(patterns.values()))
        self._automaton.make_automaton()

    def _code(self, word: str) -> str:
        code = self._codes.get(word)
        if code is None:
            # One character per word of the vocabulary; the surrogates are no characters.
            number = 0x100 + len(self._codes)
            code = self._codes[word] = chr(number if number < 0xD800 else number + 0x800)
        return code

    def find(self, words: Words) -> Iterator[Found]:
        """Yield every match, in the order of its end; matches may overlap."""
        codes = self._codes
        encoded = "".join([codes.get(word, "\x01") for word in words.folded])
        gaps = words.gaps
        for last, patterns in self._automaton.iter(encoded):
            first = last - patterns[0].length + 1
            if first != last and any(gaps[first + 1 : last + 1]):
                continue
            for pattern in patterns:
                if _spelt(words, first, pattern.spelling):
                    yield Found(first, last, pattern.values)


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found: its first and last word, and what it stands for."""

    first: int
    last: int
    values: list[Any]


def _spelling(word: str, respect_capitals: bool, n_words: int) -> str | None:
    letters = [c for c in word if c.isalpha()]
    n_capitals = sum(c.isupper() for c in letters)
    if n_capitals >= 2 and len(word) <= 12 and n_words <= 6:
        # "Qur'an"-like names never have two capitals in one word; acronyms and "FAMa", "HumAngle" do.
        return word
    if not respect_capitals or not letters or fold(word) in _EITHER:
        return None
    if n_capitals == 1 and len(word) == 1:
        return word
    return "" if word[0].isupper() else None


def _spelt(words: Words, first: int, spelling: tuple[str | None, ...]) -> bool:
    for i, asked in enumerate(spelling, first):
        if asked is None:
            continue
        if asked[:1] == _ACCENTS:
            raw = words.raw(i)
            if not raw.isascii() and raw.lower() != asked[1:]:
                return False
        elif asked == "":
            if not words.text[words.starts[i]].isupper():
                return False
        elif words.raw(i) != asked:
            return False
    if (
        len(spelling) == 1
        and spelling[0]
        and spelling[0][0] != _ACCENTS
        and spelling[0].isupper()
        and spelling[0].lower() in _WORDS_IN_CAPITALS
    ):
        return not words.is_shouted(words.sentences[first])
    return True


# Acronyms that are common words: in a line written in capitals they are those words.
_WORDS_IN_CAPITALS = frozenset(
    "is who us au un it ap ei ue ua ant fact maa sabre serval acted bir dw anp ani site".split()
)
