"""What the words around a place name say of it: what kind of place, how near, and in what role it is named.

"Gunmen attacked the village of Inates" gives a place where something happened, "the governor of Tillabéri" an office,
"near the Algerian border" a border that is not Algeria, "30 km from Djibo" a distance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from sahel_dataset.knowledge import countries, lexicon

__all__ = ["NO_CONTEXT", "Cues", "PlaceContext", "cues_for", "small"]

_WINDOW = 110
_KM_PER_MILE = 1.609
_DATELINE = re.compile(
    r"(?:,\s+[\w' ]{2,25})?(?:,\s+(?:\w+\.?\s+\d{1,2}|\d{1,2}\s+\w+)(?:,?\s+\d{4})?)?"
    r"\s*(?:\([\w ,./-]{2,30}\)\s*[-–—:]?|[-–—]{1,2})\s"
)
_APPOSED = frozenset({"region", "province", "settlement"})
_NOT_APPOSED = frozenset({"community", "communities"})  # "Bello, a community leader"
_SENTENCE_END = re.compile(r"[.!?;\n](?=\s|$)")


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What stands around one place name.

    Attributes
    ----------
    role : str
        ``location`` (something is there), ``of`` (belongs to it), ``plain`` (no word tells), ``path`` (from or to it),
        ``route`` (one end of it: "between X and Y"), ``beside`` (what a place named before it lies near), ``office`` (a
        person's or body's seat), ``border``, ``named_after`` (the Algiers accord), ``carried`` (the hurt were taken
        there), ``dateline``.
    unit : str or None
        What the noun beside the name makes it: region, province, district, commune, settlement, zone, site,
        landscape.
    is_near : bool
        "near", "outside", "north of" and their like.
    distance_km : float or None
        Kilometres from the named place, where the text tells them.
    is_direction : bool
        Only a compass part is meant: "northern Mali", « le nord du Mali ».
    opens_pair : bool
        First of two places that something lies between.
    has_article : bool
        A French article stands before the name: « l'Anzourou » is the land, not the village.
    """

    role: str = "plain"
    unit: str | None = None
    is_near: bool = False
    distance_km: float | None = None
    is_direction: bool = False
    opens_pair: bool = False
    has_article: bool = False

    @property
    def has_cue(self) -> bool:
        """Say whether some word shows that a place is meant."""
        return self.unit is not None or self.is_near or self.is_direction or self.role not in {"plain", "dateline"}


NO_CONTEXT = PlaceContext()
"""Nothing tells."""


def small(text: str) -> str:
    """Return `text` in small letters with plain apostrophes and hyphens, character for character."""
    lowered = text.lower()
    if len(lowered) != len(text):  # some letters have small forms of two characters
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.translate({0x2019: "'", 0x2018: "'", 0x02BC: "'", 0x2011: "-", 0x2010: "-", 0xA0: " ", 0x202F: " "})


def _any(words: Iterable[str]) -> str:
    return "|".join(
        re.escape(str(w)).replace(r"\ ", r"\s+") for w in sorted(set(words), key=lambda w: (-len(str(w)), str(w)))
    )


class Cues:
    """The cue words of one language, compiled."""

    def __init__(self, language: str) -> None:
        words = lexicon(language, "places")
        self.language = language
        self.unit_level = {noun: level for level, nouns in words["units"].items() for noun in nouns}
        self.numbers: dict[str, float] = words["numbers"]
        nouns, compass, border = _any(self.unit_level), _any(words["compass"]), _any(words["border"])
        apposed = _any(n for n, level in self.unit_level.items() if level in _APPOSED and n not in _NOT_APPOSED)
        number = rf"(?P<number>\d[\d.,]*|{_any(self.numbers)})"
        kilometres = rf"(?:(?P<km>{_any(words['kilometres'])})|(?P<miles>{_any(words['miles'])}))\b\.?"
        offset, named = _any(words["offset"]), _any(words["named_after"])
        demonyms = _any(d.lower() for c in countries().values() for d in c.demonyms[language])
        if language == "fr":
            of = r"\s+(?:de\s+la\s+|de\s+l'|du\s+|des\s+|de\s+|d')\s*"
            self.unit_before = re.compile(
                rf"\b(?P<noun>{nouns})(?P<between>(?:\s+(?!à\b|au\b|en\b|dans\b|de\b|du\b|des\b|et\b|sur\b|a\b|est\b)[\w'-]+){{0,3}}?)(?:{of})$|\b(?P<noun2>{nouns}),?\s+$"
            )
            self.unit_after = re.compile(
                rf"^(?:-(?P<noun>ville)\b|,\s+(?:une?|la|le|l')\s*(?:[\w'-]+\s+){{0,3}}?(?P<noun2>{apposed})\b)"
            )
            self.office_after = re.compile(r"^(?!)")
            self.area_article = re.compile(r"(?:(?<!\w)l'|(?<!\w)(?:le|la|les)\s+)$")
            self.compass_before = re.compile(
                rf"(?:\b(?:le|au|du|ce|grand|plein|extrême|moitié|partie)\s+|\bl'|\bà\s+l')(?P<part>{compass})(?:{of}|\s+)$|\b(?:nord|sud|est|ouest)(?:{of})$"
            )
            self.compass_after = re.compile(r"^\s+(?P<part>septentrional|méridional|oriental|occidental)e?\b")
            self.offset = re.compile(
                rf"(?:\b{number}\s*{kilometres}\s*(?:environ\s+)?(?:\([^)]{{0,30}}\)\s*)?)?(?:\b(?:plus\s+)?(?:au|à|vers)\s*(?:le\s+|l')?(?P<side>{offset})|(?<=\s)à\s+l'(?:est|ouest))?{of}$"
            )
            self.office = re.compile(rf"\b(?:{_any(words['offices'])})(?:\s+[\w'-]+){{0,2}}?{of}$")
            self.border_before = re.compile(
                rf"\b(?:{border})\b(?:\s+(?:avec|entre|séparant|commune|communes|terrestre|nord|sud|est|ouest|de|du|des|à|au|et))*(?:\s+(?:le|la|les|de\s+la))?(?:\s+|\s+(?:de\s+)?l'|\s+d')$"
            )
            self.border_after = re.compile(
                r"^(?:\s*[-–/]\s*[\w'-]+)?\s+(?:frontalier|frontalière|frontaliers|frontalières)\b"
            )
            self.named_before = re.compile(rf"\b(?:{named})(?:\s+(?!à\b|au\b|en\b|dans\b)[\w'-]+){{0,3}}?(?:{of})$")
            self.named_after = re.compile(r"^\s*(?!)")
            self.article = re.compile(rf"(?:\s+|^)(?:(?:{_any(words['adjectives'])}|(?:{demonyms}))\s+|l')$")
            self.of = re.compile(of + "$")
            self.pair_gap = re.compile(r"^\s+et\s+(?:(?:le|la|les)\s+|l')?$")
        else:
            of = r"\s+(?:of|called|named)\s+(?:the\s+)?"
            self.unit_before = re.compile(rf"\b(?P<noun>{nouns}){of}$|\b(?P<noun2>{nouns}),?\s+$")
            self.unit_after = re.compile(
                rf"^(?:(?:'s)?[\s-]+(?P<noun>{nouns})\b|,\s+an?\s+(?:[\w-]+\s+){{0,4}}?(?P<noun2>{apposed})\b)"
            )
            self.office_after = re.compile(rf"^(?:'s)?[\s-]+(?:{_any(words['offices_after'])})\b")
            self.area_article = re.compile(r"^(?!)")
            self.compass_before = re.compile(
                rf"\b(?P<part>{compass})(?:\s+(?:part|parts|half|side|corner|tip|reaches|regions?|areas?|provinces|states|fringe|fringes))?(?:\s+of\s+(?:the\s+)?|\s+)$"
            )
            self.compass_after = re.compile(
                rf"^'s?\s+(?:(?:far|restive|vast|volatile|troubled)\s+)*(?P<part>{compass})\b"
            )
            self.offset = re.compile(
                rf"(?:\b{number}[\s-]*{kilometres}\s*(?:\([^)]{{0,30}}\)\s*)?(?:away\s+)?)?(?:(?:to\s+the\s+)?\b(?P<side>{offset})(?:ern)?\s+)?(?:of|from|outside|off|away\s+from)\s+$"
            )
            self.office = re.compile(rf"\b(?:{_any(words['offices'])})\s+(?:of|for)\s+(?:the\s+)?$")
            self.border_before = re.compile(
                rf"\b(?:{border})\b(?:\s+(?:with|between|of|separating|to|near|and|into))*(?:\s+(?:the|northern|southern|eastern|western|neighbou?ring))*\s+$|\bborders\s+$"
            )
            self.border_after = re.compile(
                rf"^(?:\s*[-–/]\s*[\w']+|\s+and\s+[\w']+|\s+side\s+of\s+the)?(?:'s)?(?:\s+(?:northern|southern|eastern|western|shared))?[\s-]+(?:{border})\b"
            )
            self.named_before = re.compile(rf"\b(?:{named})\s+of\s+$")
            self.named_after = re.compile(rf"^(?:'s)?\s+(?:{named})\b")
            self.article = re.compile(
                rf"(?:\s+|^)(?:{_any([*words['adjectives'], *words['compass']])}|(?:{demonyms}))(?:'s)?\s+$"
            )
            self.of = re.compile(r"\b(?:of|for)\s+$")
            self.pair_gap = re.compile(r"^\s+(?:and|to)\s+(?:the\s+)?$")
        ending = r"(?:\s+|(?<=')|$)$" if language == "fr" else r"\s+$"
        self.near = re.compile(rf"(?<![\w'])(?:{_any(words['near'])}){ending}")
        self.path = re.compile(rf"(?<![\w'])(?:{_any(words['path'])}){ending}")
        self.location = re.compile(rf"(?<![\w'])(?:{_any(words['location'])}){ending}")
        self.reporting = re.compile(rf"\b(?:{_any(words['reporting'])})\s+$")
        self.neighbour = re.compile(rf"\b(?:{_any(words['neighbours'])})\s+(?:le\s+|la\s+|l')?$")
        self.between = re.compile(rf"\b(?:{_any(words['between'])})\s+(?:(?:the|le|la|les)\s+|l')?$")
        self.carried = re.compile(rf"\b(?:{_any(words['carried'])})\b[^,.;:]{{0,45}}$")
        self.road_before = re.compile(
            rf"\b(?:{_any(words['roads'])})(?:\s+(?:reliant|entre|menant|qui|relie|mène|de|d'|du|nationale|from|between|linking|connecting|leading|that|links|numéro|n°|\d+))*(?:\s+|(?<='))$"
        )
        self.road_after = re.compile(rf"^\s+(?:{_any(words['roads'])})\b")
        self.beside = re.compile(rf"(?:(?:{_any(words['beside'])})(?:\s+|(?<=')))*")
        self._articles_left = 6

    def read(self, low: str, start: int, end: int) -> PlaceContext:
        """Read the context of the name at ``low[start:end]``.

        Parameters
        ----------
        low : str
            The text as `small` returns it.
        start, end : int
            Offsets of the name.
        """
        left = low[max(0, start - _WINDOW) : start]
        cut = max((m.end() for m in _SENTENCE_END.finditer(left)), default=0)
        left = re.sub(r"[\"“”«»(]\s*$", "", left[cut:])
        right = low[end : end + 60]
        right = right[: m.start()] if (m := _SENTENCE_END.search(right)) else right
        if not low[low.rfind("\n", 0, start) + 1 : start].strip() and _DATELINE.match(right):
            return PlaceContext("dateline")
        if self.named_before.search(left) or self.named_after.match(right):
            return PlaceContext("named_after")
        if self.border_before.search(left) or self.border_after.match(right):
            return PlaceContext("border")
        context = PlaceContext()
        if self.between.search(left) or self.road_before.search(left):
            return replace(context, role="location", is_near=True, opens_pair=True)
        if self.office.search(left) or self.office_after.match(right):
            # "the Niger State police": the unit still tells the state from the country.
            return replace(context, role="office", unit=self._unit(left, right)[1])
        left, unit, is_unit_before = self._unit(left, right)
        context = replace(context, unit=unit)
        measured = self.offset.search(left)
        if measured and (measured["number"] or measured["side"]):
            return self._measured(context, measured)
        if unit is None and self.area_article.search(left):
            context = replace(context, has_article=True)
        if not is_unit_before and (self.compass_before.search(left) or self.compass_after.match(right)):
            left = self.compass_before.sub("", left)
            context = replace(context, is_direction=True)
            if self.language == "fr":
                left = (
                    re.sub(r"(?:\b(?:au|du|dans|en)\s+(?:le\s+|l'|plein\s+)?|\bà\s+l')$", "dans ", left + " ").strip()
                    + " "
                )
        context = self._role(left, context)
        if context.role in {"location", "of", "plain"} and self.carried.search(left):
            return replace(context, role="carried")
        return context

    def lies_beside(self, gap: str) -> bool:
        """Say whether the words between two names tell that the first lies near the second: ", some 40 km from".

        Parameters
        ----------
        gap : str
            The words, as `small` returns them.
        """
        words = gap.lstrip(' ,(–—-»”"')
        for cue in (self.near, self.offset):
            found = cue.search(words)
            if found and found.group().strip() and self.beside.fullmatch(words[: found.start()]):
                measured = cue is self.near or found["number"] or found["side"]
                return bool(measured)
        return False

    def _unit(self, left: str, right: str) -> tuple[str, str | None, bool]:
        """Return `left` without the noun before the name, the unit, and whether the noun stood before."""
        after = self.unit_after.match(right)
        if after and after["noun"]:
            return left, self.unit_level.get(after["noun"], "settlement"), False
        before = self.unit_before.search(left)
        if before:
            noun = re.sub(r"\s+", " ", before["noun"] or before["noun2"])
            return left[: before.start()], self.unit_level[noun], True
        if after:
            return left, self.unit_level[re.sub(r"\s+", " ", after["noun2"])], False
        return left, None, False

    def _role(self, left: str, context: PlaceContext) -> PlaceContext:
        for _ in range(self._articles_left):
            if self.neighbour.search(left) and not context.is_direction and context.unit is None:
                return replace(context, role="path" if self.language == "en" else context.role)
            measured = self.offset.search(left)
            if measured and (measured["number"] or measured["side"]):
                return self._measured(context, measured)
            if self.reporting.search(left):
                return replace(context, role="office")
            if self.near.search(left):
                return replace(context, role="location", is_near=True)
            if self.between.search(left) or self.road_before.search(left):
                return replace(context, role="location", is_near=True, opens_pair=True)
            if self.office.search(left):
                return replace(context, role="office")
            if self.path.search(left):
                return replace(context, role="path")
            if self.location.search(left):
                return replace(context, role="location")
            shorter = self.article.sub(" ", left)
            if shorter == left or not shorter.strip():
                break
            left = shorter
        if self.of.search(left):
            return replace(context, role="of")
        return context

    def _measured(self, context: PlaceContext, measured: re.Match[str]) -> PlaceContext:
        """Return the context of a place that something lies beside ("north of Djibo") or some way from."""
        if context.unit in {"region", "province", "district"}:
            return replace(context, role="location")
        kilometres = self._kilometres(measured)
        return replace(context, role="location", is_near=True, distance_km=kilometres, is_direction=kilometres is None)

    def _kilometres(self, measured: re.Match[str]) -> float | None:
        number = measured["number"]
        if not number:
            return None
        number = re.sub(r"\s+", " ", number)
        if number in self.numbers:
            value = float(self.numbers[number])
        else:
            digits = re.sub(r"[.,](?=\d{3}\b)", "", number).replace(",", ".").rstrip(".")
            try:
                value = float(digits)
            except ValueError:
                return None
        return value * _KM_PER_MILE if measured["miles"] else value


@cache
def cues_for(language: str) -> Cues:
    """Return the compiled cue words of a language (``en`` or ``fr``).

    Examples
    --------
    >>> low = small("à 40 km au nord de Djibo")
    >>> cues_for("fr").read(low, low.index("djibo"), len(low)).distance_km
    40.0
    """
    return Cues(language)
