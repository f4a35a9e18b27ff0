"""Names that a text itself introduces as places: "the village of Xxx", « la localité de Xxx », "Xxx village"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sahel_dataset.knowledge import countries, lexicon
from sahel_dataset.knowledge.names import plain

__all__ = ["introduced_names"]

_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_NAME = rf"(?:{_CAPITAL}[\w'’]*(?:-\w+)*)(?:[ -](?:{_CAPITAL}[\w'’]*(?:-\w+)*|[IVX]+\b|\d\b)){{0,3}}"
_NOT_AFTER = frozenset(
    {
        "community",
        "communities",
        "division",
        "circle",
        "capital",
        "settlement",
        "settlements",
        "neighbourhood",
        "neighborhood",
        "suburb",
        "township",
        "county",
    }
)
"""Nouns that a capitalised word before them does not make a place: "West African community", "Jewish settlement"."""

_LEVELS = ("settlement", "commune", "district", "province")


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    units = lexicon(language, "places")["units"]
    nouns = _alternatives(
        [
            w
            for level in _LEVELS
            for w in units[level]
            if w not in {"capital", "capitale", "cercle", "cercles", "circle", "division"}
        ]
    )
    plain_nouns = _alternatives(
        [w for level in _LEVELS for w in units[level] if " " not in w and w not in _NOT_AFTER]
        + ["local government area", "senatorial district"]
    )
    sites = _alternatives([*units["site"], *units["landscape"]])
    places = _alternatives([*units["settlement"], *units["commune"]])
    sectors = _alternatives(lexicon(language, "places")["sectors"])
    wider = _alternatives([*units["region"], *units["province"], *units["district"], *units["commune"]])
    # "an ambush at X", « tués à X »: one capitalised word, and nothing of a person or body after it
    deeds = _alternatives(lexicon(language, "places")["deeds"])
    struck = _alternatives(lexicon(language, "places")["struck"])
    town = rf"(?P<name>{_CAPITAL}\w{{2,}}(?:-\w+)*)(?!['’]s?\b|[ -]+{_CAPITAL}|\w)"
    if language == "fr":
        peoples = _alternatives(lexicon(language, "places")["peoples"])
        of = r"(?:de\s+la\s+|de\s+l['’]|du\s+|des\s+|d['’]|de\s+)"
        explained = (
            r"(?:(?:située?|dans|en)\s+)?(?:(?:la|le|l['’]|une?|cette)\s*)?(?:petite?\s+)?" rf"(?i:{wider}|{places})\b"
        )
        placed = (
            r"(?:dans|près|située?|non\s+loin|au\s+(?:nord|sud|centre)|(?:extrême[ -])?(?:nord|sud|est|ouest|centre)\b"
            r"|à\s+(?:\d|l['’](?:est|ouest)|proximité|la\s+frontière|une\s+\w+aine))"
        )
        return (
            # le village de X, la commune rurale d'X, les villages de X, Y et Z, le village dénommé X
            re.compile(
                rf"\b(?i:{nouns})(?:\s+(?!et\b|à\b|au\b|en\b|dans\b)[\wéèà'-]+){{0,2}}?\s+"
                rf"(?:{of}|(?:dénommée?|appelée?|nommée?)\s+)?"
                rf"(?!(?i:{peoples})\b(?![ -]{_CAPITAL}))(?P<name>{_NAME})"
            ),
            # le camp de X, la mine d'or de X, les positions militaires de X et Y, la forêt de X
            re.compile(
                rf"\b(?i:{sites})(?:\s+(?!et\b|à\b|au\b|en\b|dans\b|de\b|du\b|des\b)[\wéèà'-]+){{0,2}}?\s+"
                rf"(?:d['’]|de\s+)(?P<name>{_NAME})"
            ),
            re.compile(rf"\b(?i:{deeds})\s+(?:à|près\s+{of})\s*{town}"),
            # « ont attaqué X » : en petites lettres, donc pas dans un titre tout en capitales
            re.compile(rf"\b(?:{struck})\s+{town}"),
            # le secteur de X, le secteur X
            re.compile(rf"\b(?i:{sectors})\s+(?:de\s+|d['’])?(?P<name>{_NAME})"),
            # X, une localité située à ; X, petit village de
            re.compile(
                rf"(?<![\w-])(?P<name>{_NAME})(?=,\s+(?:une?\s+)?(?:(?:petite?|gros|grosse|grande?)\s+)?(?i:{places})"
                rf"\s+(?:[\w'’-]+\s+){{0,2}}?(?:située?|de|du|d['’]|à|dans|près|en|au|aux|non\s+loin|proche)\b)"
            ),
            # à X, dans la province de ; à X, une localité ; près de X (province du Y)
            re.compile(rf"\b(?:à|près\s+{of}|vers)\s*(?P<name>{_NAME})(?=\s*(?:,|\()\s*(?:{explained}|{placed}))"),
        )
    explained = rf"in\s+the\s+(?:[\w'’-]+\s+){{1,3}}(?i:{wider})\b|an?\s+(?:[\w-]+\s+){{0,3}}(?i:{places})\b"
    placed = (
        r"(?:in\s+)?(?:the\s+)?(?:far\s+)?(?:north|south|east|west|central|center|near|about\s+\d|some\s+\d|\d+\s+k"
        r"|close\s+to|not\s+far|on\s+the\s+border)"
    )
    return (
        # the village of X, villages of X, Y and Z, a town called X
        re.compile(rf"\b(?i:{nouns})\s+(?:of|called|named|known\s+as)\s+(?:the\s+)?(?P<name>{_NAME})"),
        # the camp of X, the army positions at X and Y, the forest of X
        re.compile(rf"\b(?i:{sites})\s+(?:of|at|in)\s+(?P<name>{_NAME})"),
        # X village, X local government area
        re.compile(rf"(?<![.!?]\s)(?<![\w-])(?P<name>{_NAME})\s+(?:{plain_nouns})\b"),
        re.compile(rf"\b(?i:{deeds})\s+(?:at|in|near|outside)\s+{town}"),
        # "attacked X": in small letters, so not in a headline all in capitals
        re.compile(rf"\b(?:{struck})\s+{town}"),
        # the sector of X
        re.compile(rf"\b(?i:{sectors})\s+of\s+(?P<name>{_NAME})"),
        # X, a village in
        re.compile(
            rf"(?<![\w-])(?P<name>{_NAME})(?=,\s+an?\s+(?:(?!of\b|in\b|from\b|at\b)[\w-]+\s+){{0,2}}?(?i:{places})"
            r"\s+(?:in|near|north|south|east|west|close|located|situated|some|about|around|outside|of|on|just|that\s+lies"
            r"|\d+\s*k)\b)"
        ),
        # in X, in the Y region; at X, a village ...; near X, a town
        re.compile(
            rf"\b(?:in|at|near|outside|around|of|from|to|on)\s+(?P<name>{_NAME})(?=,\s+(?:{explained}|{placed}))"
        ),
    )


@cache
def _describing(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of nationality, and those of peoples and faiths, that describe a village and do not name it."""
    nations = frozenset(plain(d) for c in countries().values() for d in c.demonyms[language])
    return nations, frozenset(plain(w) for w in lexicon(language, "places")["peoples"])


def _list_after(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Yield the further members of a list of names that begins before `end`."""
    separator = re.compile(rf"(?:,\s+|\s+(?:and|et)\s+|,\s+(?:and|et)\s+)(?:de\s+|d['’]|à\s+)?(?P<name>{_NAME})")
    while match := separator.match(text, end):
        yield match.span("name")
        end = match.end()


def introduced_names(text: str, language: str) -> list[tuple[int, int]]:
    """Return the stretches of `text` that a pattern introduces as names of places.

    Parameters
    ----------
    text : str
        An article.
    language : str
        ``en`` or ``fr``.

    Examples
    --------
    >>> text = "Des hommes armés ont incendié le village de Zangou-Bari."
    >>> [text[a:b] for a, b in introduced_names(text, "fr")]
    ['Zangou-Bari']
    """
    found: dict[tuple[int, int], None] = {}
    words = lexicon(language, "places")
    stops = frozenset(words["not_names"]) | {w.lower() for w in words["not_towns"]}
    for pattern in _patterns(language):
        for match in pattern.finditer(text):
            spans = [match.span("name")]
            plural = re.match(
                r"(?i)bases|camps|positions|postes|posts|détachements|garnisons|garrisons|casernes|barracks|villages|towns|localités|communes|hamlets|villes|communities|settlements|districts|campements|hameaux",
                match.group(),
            )
            if plural:
                spans += _list_after(text, spans[0][1])
            for start, end in spans:
                trimmed = _trimmed(text, start, end, stops, language)
                if trimmed is not None:
                    found[trimmed] = None
    return sorted(found)


def _trimmed(text: str, start: int, end: int, stops: frozenset[str], language: str) -> tuple[int, int] | None:
    """Cut days, months, articles and nationalities off a run of capitals; None where nothing is left but a people."""
    nations, peoples = _describing(language)
    possessive = re.search(r"^.*['’]s\s+", text[start:end])
    start += possessive.end() if possessive else 0
    words = list(re.finditer(r"[^\s]+", text[start:end]))
    while words and (words[0].group().lower() in stops or plain(words[0].group()) in nations):
        words.pop(0)
    kept = []
    for word in words:
        if word.group().lower().rstrip("'’s") in stops or word.group().lower() in stops:
            break
        kept.append(word)
    if all(plain(part) in peoples or plain(part) in nations for word in kept for part in word.group().split("-")):
        return None
    a, b = start + kept[0].start(), start + kept[-1].end()
    name = re.sub(r"['’]s?$", "", text[a:b])
    return (a, a + len(name)) if len(name) > 2 and not name.isupper() else None
