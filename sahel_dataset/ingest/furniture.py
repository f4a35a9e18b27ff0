"""The phrases by which page furniture is known, from ``knowledge/furniture``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from sahel_dataset.knowledge import read_yaml

__all__ = ["Phrases", "Words", "guess_language", "has_finite_verb", "phrases", "plain", "tokens", "words"]

LANGUAGES = ("en", "fr")
_GAPS = re.compile(r"[^0-9a-z]+")
_TOKEN = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """Return `text` in the form phrases are compared in.

    Examples
    --------
    >>> plain("À lire aussi :  « L'armée … »")
    'a lire aussi l armee'
    """
    return _plain_line(text) if len(text) < 200 else _plain(text)


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae").replace("’", "'"))
    return _GAPS.sub(" ", text.encode("ascii", "ignore").decode("ascii")).strip()


_plain_line = lru_cache(maxsize=50_000)(_plain)


def tokens(text: str) -> list[str]:
    """Return the words and numbers of `text`, as written.

    Examples
    --------
    >>> tokens("L'attaque a fait 12 morts.")
    ['L', 'attaque', 'a', 'fait', '12', 'morts']
    """
    return _TOKEN.findall(text)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Furniture phrases of all languages together: a page in one language has buttons in another.

    Each attribute is a list of ``knowledge/furniture/<language>.yaml``, in plain form.
    """

    ends_hard: frozenset[str]
    ends_soft: frozenset[str]
    lines: frozenset[str]
    starts: frozenset[str]
    contains: tuple[str, ...]
    teaser_cues: frozenset[str]
    byline_cues: frozenset[str]
    published_cues: frozenset[str]
    updated_cues: frozenset[str]
    roles: frozenset[str]
    notices: tuple[tuple[str, ...], ...]
    longest: int

    def is_notice(self, plain_text: str) -> bool:
        """Return whether a sentence or line is the site's own: it holds all parts of one of the notices, in order."""
        text = f" {plain_text} "
        for parts in self.notices:
            at = 0
            for part in parts:
                at = text.find(part, at)
                if at < 0:
                    break
                at += len(part) - 1
            else:
                return True
        return False

    def begins(self, plain_line: str, among: frozenset[str]) -> str | None:
        """Return the longest phrase of `among` that `plain_line` begins with, if any."""
        parts = plain_line.split(" ", self.longest + 1)
        for count in range(min(len(parts), self.longest), 0, -1):
            head = " ".join(parts[:count])
            if head in among:
                return head
        return None


@cache
def phrases() -> Phrases:
    """Return the furniture phrases of every language."""
    lists: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for name, entries in read_yaml(f"furniture/{language}.yaml").items():
            if isinstance(entries, list):
                lists.setdefault(name, set()).update(str(entry) for entry in entries)
    notices = {tuple(f" {plain(part)} " for part in notice.split("...")) for notice in lists.pop("notices")}
    lists = {name: {plain(entry) for entry in entries} for name, entries in lists.items()}
    names = [name for name in Phrases.__slots__ if name not in {"contains", "notices", "longest"}]
    return Phrases(
        **{name: frozenset(lists[name]) for name in names},
        contains=tuple(sorted(lists["contains"])),
        notices=tuple(sorted(notices)),
        longest=max(len(entry.split()) for name in names for entry in lists[name]),
    )


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists of one language, in plain form."""

    openers: frozenset[str]
    joiners: frozenset[str]
    finite: frozenset[str]
    function_words: frozenset[str]


@cache
def words(language: str) -> Words:
    """Return the word lists of `language` (``en`` or ``fr``).

    Examples
    --------
    >>> "lorsque" in words("fr").openers
    True
    """
    lists = read_yaml(f"furniture/{language}.yaml")
    return Words(**{name: frozenset(plain(str(entry)) for entry in lists[name]) for name in Words.__slots__})


def has_finite_verb(text: str, language: str) -> bool:
    """Return whether `text` holds a word that marks a full sentence; « à » is not « a ».

    Examples
    --------
    >>> has_finite_verb("Trois ans de guerre à Gao", "fr"), has_finite_verb("L'armée a fui", "fr")
    (False, True)
    """
    return any(plain(word) in words(language).finite and word not in {"à", "À"} for word in tokens(text))


def guess_language(text: str) -> str:
    """Return which of English and French has more of its commonest words in `text`.

    Examples
    --------
    >>> guess_language("La patrouille est tombée dans une embuscade")
    'fr'
    """
    found = plain(text).split()
    english, french = (sum(word in words(language).function_words for word in found) for language in LANGUAGES)
    return "fr" if french > english else "en"
