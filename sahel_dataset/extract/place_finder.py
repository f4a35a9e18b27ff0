"""Finding the names of places in a text, in one pass, with every place that bears them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sahel_dataset.extract.place_context import NO_CONTEXT, Cues, PlaceContext, cues_for, small
from sahel_dataset.extract.place_patterns import introduced_names
from sahel_dataset.knowledge import countries, landmarks, lexicon, names_that_are_no_country
from sahel_dataset.knowledge.actor_list import actor_names, actors
from sahel_dataset.knowledge.gazetteer import Gazetteer, Place, gazetteer
from sahel_dataset.knowledge.geonames import ADDED
from sahel_dataset.knowledge.names import fold, plain

if TYPE_CHECKING:
    import ahocorasick

__all__ = ["PlaceFinder", "PlaceMention"]

_GROUPS = frozenset(
    {
        "armed_group",
        "militia",
        "private_military_company",
        "multinational_force",
        "international_organisation",
        "ngo",
        "media",
    }
)
_SHORT = 3
_TITLE_CASE_SHARE = 0.6
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name of a place in a text, with every place it may mean.

    Attributes
    ----------
    start, end : int
        Offsets into the text.
    text : str
        The words.
    candidates : tuple of Place
        Known places of that name; empty for a name only the text introduces.
    kind : str
        ``name``, ``landmark`` (a hotel that stands for its town), ``introduced`` ("the village of Xxx", unknown to the
        gazetteer) or ``demonym`` ("Malian").
    context : PlaceContext
        What the words around it say.
    listed : int
        The same number, not 0, for members of one list ("in Mali, Niger and Chad").
    """

    start: int
    end: int
    text: str
    candidates: tuple[Place, ...] = ()
    kind: str = "name"
    context: PlaceContext = NO_CONTEXT
    listed: int = 0


class PlaceFinder:
    """Finds the names of places in texts of one language.

    Parameters
    ----------
    language : str
        ``en`` or ``fr``.
    known : Gazetteer, optional
        The places to look for; by default the package's own and those the user added.

    Examples
    --------
    >>> finder = PlaceFinder("en")
    >>> [m.text for m in finder.find("The Malian army left the village of Bourgou-Kassa, north of Ménaka.")]
    ['Malian', 'Bourgou-Kassa', 'Ménaka']
    """

    def __init__(self, language: str, known: Gazetteer | None = None) -> None:
        self.language = language
        self.known = gazetteer() if known is None else known
        self._cues: Cues = cues_for(language)
        words = lexicon(language, "places")
        self._needs_unit = frozenset(plain(w) for w in words["needs_unit"])
        self._needs_cue = frozenset(plain(w) for w in words["needs_cue"])
        self._small_names = frozenset(plain(w) for w in words["small_names"])
        self._titles = frozenset(plain(w) for w in words["titles"])
        self._given = frozenset(plain(w) for w in words["given_names"])
        self._surnames = frozenset(plain(w) for w in words["surnames"])
        self._actors = frozenset(plain(n.name) for n in actor_names())
        self._automaton = self._build(words["not_places"])

    def _build(self, not_places: Iterable[str]) -> ahocorasick.Automaton:
        import ahocorasick

        entries: dict[str, tuple[str, tuple[Place, ...]]] = {
            key: ("name", places) for key, places in self.known.index(self.language).items()
        }
        for country in countries().values():
            place = self.known.country(country.iso2)
            for demonym in country.demonyms[self.language]:
                if place is not None:
                    entries.setdefault(plain(demonym), ("demonym", (place,)))
        for name, town in landmarks().items():
            if town in self.known:
                entries.setdefault(plain(name), ("landmark", (self.known[town],)))
        for words in [*not_places, *names_that_are_no_country(self.language)]:
            key = plain(words)
            if key not in entries or (
                all(p.feature in {"country", "area"} and p.country is None for p in entries[key][1])
                and words in not_places
            ):
                entries[key] = ("nothing", ())
        for name in _names_of_groups():
            entries.setdefault(name, ("nothing", ()))
        automaton = ahocorasick.Automaton()
        for key, (kind, places) in sorted(entries.items()):
            automaton.add_word(key, (len(key), kind, places))
        automaton.make_automaton()
        return automaton

    def find(self, text: str) -> list[PlaceMention]:
        """Find every name of a place.

        Parameters
        ----------
        text : str
            An article.

        Returns
        -------
        list of PlaceMention
            In order of `start`, not overlapping. Names of persons, of organisations and common words that look like a
            place are left out.
        """
        low = small(text)
        found = list(self._longest(text))
        title_case = _title_case_stretches(text)
        mentions: list[PlaceMention] = []
        for start, end, kind, places in found:
            if kind == "nothing":
                continue
            if kind == "demonym":
                mentions.append(self._demonym(low, PlaceMention(start, end, text[start:end], places, kind)))
                continue
            mention = PlaceMention(start, end, text[start:end], places, kind, self._cues.read(low, start, end))
            in_title = any(a <= start < b for a, b in title_case)
            if self._is_person(text, mention, in_title):
                continue
            mentions.append(mention)
        nothing = [(a, b) for a, b, kind, _ in found if kind == "nothing"]
        mentions = self._with_introduced(text, low, mentions, nothing)
        mentions.sort(key=lambda m: (m.start, -m.end))
        fitting = [self._fitting(m) for m in self._shared_context(low, mentions)]
        mentions = [m for m in fitting if m is not None]
        sure = {plain(m.text) for m in mentions if not self._is_doubtful(m)}
        return [m for m in mentions if plain(m.text) in sure]

    def _longest(self, text: str) -> Iterator[tuple[int, int, str, tuple[Place, ...]]]:
        """Yield the longest names that begin and end at word boundaries, left to right."""
        folded = fold(text)
        hits: list[tuple[int, int, str, tuple[Place, ...]]] = []
        for last, (length, kind, places) in self._automaton.iter(folded):
            start, end = last - length + 1, last + 1
            if (start and folded[start - 1].isalnum()) or (end < len(folded) and folded[end].isalnum()):
                continue
            if kind == "nothing" or self._is_capitalised(text, start, end, kind):
                hits.append((start, end, kind, places))
        hits.sort(key=lambda h: (h[0], -h[1]))
        reach = 0
        for hit in hits:
            if hit[0] >= reach:
                reach = hit[1]
                yield hit

    def _is_capitalised(self, text: str, start: int, end: int, kind: str) -> bool:
        if kind == "demonym" and self.language == "fr":
            return True
        words = text[start:end]
        if words[0].isupper():
            # "Tin zaouatine" may pass, "Say something" ends at the first word, "Lac tchad" is a name all the same.
            return True
        # « lac Tchad », « zone des trois frontières », "three-border area": common nouns open the name.
        return len(words) > _SHORT and any(c in " -'’" for c in words) and self._opens_small(words)

    def _opens_small(self, words: str) -> bool:
        return bool(re.search(r"[ '’-][A-ZÀ-Þ]", words)) or plain(words) in self._small_names

    def _demonym(self, low: str, mention: PlaceMention) -> PlaceMention:
        left = low[max(0, mention.start - 40) : mention.start]
        right = low[mention.end : mention.end + 40]
        role = "border" if self._cues.border_after.match(right) or self._cues.border_before.search(left) else "demonym"
        compass = re.search(
            r"(?:\b(?:le|au|du|dans le|grand|plein)\s+|l')(?:extrême[ -])?"
            r"(?:nord|sud|est|ouest|centre)(?:-(?:est|ouest))?\s+$",
            left,
        )
        return replace(mention, context=PlaceContext(role, is_direction=bool(compass) and role == "demonym"))

    def _fitting(self, mention: PlaceMention) -> PlaceMention | None:
        """Keep the candidates that the noun beside the name allows; None where none is left."""
        if mention.kind != "name":
            return mention
        unit, key = mention.context.unit, plain(mention.text)
        candidates = mention.candidates
        if key in self._needs_unit and unit not in {"region", "province", "district"}:
            candidates = tuple(
                c for c in candidates if not c.is_unit or (len(plain(c.name).split()) > 1 and plain(c.name) == key)
            )
        if not candidates:
            return None
        return replace(mention, candidates=_by_unit(candidates, unit))

    def _is_doubtful(self, mention: PlaceMention) -> bool:
        """Say whether no word shows that a place is meant, and the name is common, short or of a user's long list."""
        key = plain(mention.text)
        if mention.kind != "name":
            return False
        is_short = len(key) <= _SHORT and not mention.text.isupper()
        is_added = all(c.source.endswith(ADDED) for c in mention.candidates)
        return (is_short or is_added or key in self._needs_cue) and not mention.context.has_cue

    def _is_person(self, text: str, mention: PlaceMention, in_title: bool) -> bool:
        """Say whether the name belongs to a person: a title, a given name before or a family name after it."""
        before = re.search(r"([^\W\d_][\w'’.-]*)\s+$", text[max(0, mention.start - 30) : mention.start])
        after = re.match(r"\s+([^\W\d_][\w'’-]*)", text[mention.end : mention.end + 30])
        settled = mention.context.unit is not None
        wide = any(c.feature in {"country", "area", "region"} for c in mention.candidates)
        if before:
            word = plain(before[1])
            if (word in self._given and before[1][0].isupper()) or (word in self._titles and not wide and not settled):
                return True
        if after and after[1][0].isupper() and not settled:
            word = plain(after[1])
            if word in self._surnames or word in self._given:
                return not in_title and not wide
        if in_title or settled or wide:
            return False
        # An unknown capitalised word on the left, with no word of place before it: most likely a person.
        return bool(
            before and before[1][0].isupper() and before[1][1:].islower() and mention.context.role == "plain"
            and not _starts_sentence(text, mention.start - (len(before[0])))
            and plain(before[1]) not in self.known.index(self.language)
        )  # fmt: skip

    def _with_introduced(
        self, text: str, low: str, mentions: list[PlaceMention], nothing: list[tuple[int, int]]
    ) -> list[PlaceMention]:
        """Add the names that the text introduces as places, wherever they stand in it."""
        known = {(m.start, m.end) for m in mentions}
        names: dict[str, None] = {}
        for start, end in introduced_names(text, self.language):
            if any(a < end and b > start for a, b in nothing) or plain(text[start:end]) in self._actors:
                continue
            if plain(text[start:end]).split(" ")[0] in self._given:
                continue
            inside = [m for m in mentions if m.start < end and m.end > start and m.kind == "name"]
            if any((m.start, m.end) == (start, end) or (m.start <= start and m.end >= end) for m in inside):
                continue
            if any(m.start < end and m.end > start and m.kind == "landmark" for m in mentions):
                continue
            if inside and not any(re.match(r"[\s-]+[A-ZÀ-Þ]", text[m.end : end]) or m.start > start for m in inside):
                continue
            if plain(text[start:end]) in self.known.index(self.language) and (start, end) not in known:
                continue
            names[text[start:end]] = None
        out = list(mentions)
        for name in names:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                start, end = match.span()
                context = self._cues.read(low, start, end)
                covered = [m for m in out if m.start < end and m.end > start]
                if any(m.kind in {"introduced", "demonym"} and m.start <= start and end <= m.end for m in covered):
                    continue  # "the Malian village of…"
                if any(m.kind == "introduced" for m in covered):
                    continue
                out = [m for m in out if m not in covered]
                out.append(PlaceMention(start, end, name, (), "introduced", context))
        return out

    def _shared_context(self, low: str, mentions: list[PlaceMention]) -> list[PlaceMention]:
        """Give the members of a list ("in Gao, Kidal and Ménaka") what the first or the last of them says."""
        out = list(mentions)
        for i in range(1, len(out)):
            gap = low[out[i - 1].end : out[i].start]
            previous = out[i - 1].context
            if previous.opens_pair:
                countries_both = _is_country(out[i - 1]) and _is_country(out[i])
                if countries_both and _MEMBER_GAP.fullmatch(gap) and "," in gap:
                    out[i - 1] = replace(out[i - 1], context=PlaceContext("between"))
                    out[i] = replace(out[i], context=PlaceContext("between", opens_pair=True))
                elif gap == " " or re.fullmatch(
                    r"\s*(?:[-–—/]|(?:,\s*)?\b(?:and|to|et|à)\b)\s*(?:(?:the|le|la|les)\s+|l')?", gap
                ):
                    role = "between" if countries_both else "path"
                    out[i] = replace(out[i], context=replace(out[i].context, role=role, opens_pair=False))
                    first = PlaceContext("between") if role == "between" else replace(previous, role="route")
                    out[i - 1] = replace(out[i - 1], context=first)
                continue
            after_town = previous.role in {"location", "of", "plain"} and _is_town(out[i - 1])
            if after_town and out[i].context.is_near and self._cues.lies_beside(gap):
                out[i] = replace(out[i], context=replace(out[i].context, role="beside"))
                continue
            glossed = out[i].context.is_near and self._cues.near.fullmatch(gap.lstrip(" ,("))
            if previous.role == "path" and glossed:
                out[i] = replace(out[i], context=replace(out[i].context, role="path"))  # "from X, near Y, to Z"
                continue
            if re.fullmatch(r"\s*[-–—/]\s*", gap) and (self._cues.road_after.match(low[out[i].end : out[i].end + 30])):
                out[i - 1] = replace(out[i - 1], context=replace(previous, role="route", is_near=True))
                out[i] = replace(out[i], context=replace(out[i].context, role="path"))
            elif _MEMBER_GAP.fullmatch(gap):
                told = previous.role not in {"plain", "dateline", "demonym"} or previous.unit is not None
                if out[i].context.role in {"plain", "of"} and told:
                    shared = replace(
                        out[i].context, role=previous.role, is_near=previous.is_near and previous.distance_km is None
                    )
                    out[i] = replace(out[i], context=replace(shared, unit=shared.unit or previous.unit))
                number = out[i - 1].listed or i
                out[i - 1], out[i] = replace(out[i - 1], listed=number), replace(out[i], listed=number)
        plural = False
        for i in range(len(out) - 2, -1, -1):
            gap, unit = low[out[i].end : out[i + 1].start], out[i + 1].context.unit
            plural = plural or bool(_PLURAL_UNIT.match(low[out[i + 1].end : out[i + 1].end + 20]))
            plural = plural and unit is not None and out[i].context.unit is None and bool(_LIST_GAP.fullmatch(gap))
            if plural:
                out[i] = replace(out[i], context=replace(out[i].context, unit=unit))
        return out


_PLURAL_UNIT = re.compile(r"\s+(?:regions|provinces|states|districts|departments|areas|communes|villages|towns)\b")
_MEMBER_GAP = re.compile(
    r"\s*(?:,|,?\s*(?:and|or|et|ou|ainsi que))\s+(?:(?:the|le|la|les|de|du|d'|à|au|en)\s+|[dl]'|de\s+la\s+|de\s+l')?"
)
_LIST_GAP = re.compile(r"\s*(?:,|,?\s*and)\s+")


def _names_of_groups() -> list[str]:
    """Return the names of groups and bodies of several words: a place within one is no place."""
    kinds = {i: a.kind for i, a in actors().items()}
    names = {plain(n.name) for n in actor_names() if kinds.get(n.actor_id) in _GROUPS}
    return sorted(n for n in names if " " in n)


def _is_country(mention: PlaceMention) -> bool:
    return any(c.feature == "country" for c in mention.candidates)


def _is_town(mention: PlaceMention) -> bool:
    return mention.kind in {"introduced", "landmark"} or any(c.is_settlement for c in mention.candidates)


def _starts_sentence(text: str, start: int) -> bool:
    return not text[:start].strip() or bool(re.search(r"(?:^|[.!?:\n\"“«»”(])\s*$", text[max(0, start - 4) : start]))


def _title_case_stretches(text: str) -> list[tuple[int, int]]:
    """Return the lines in which nearly every word has a capital: there a capital says nothing."""
    out = []
    for line in re.finditer(r"[^\n]+", text):
        words = [w for w in _WORD.findall(line.group()) if len(w) > _SHORT]
        if len(words) >= 3 and sum(w[0].isupper() for w in words) >= _TITLE_CASE_SHARE * len(words):
            out.append(line.span())
    return out


_BY_UNIT = {
    "region": (("region",), ("district",)),
    "province": (("district",), ("region",)),
    "district": (("district",), ("region",)),
    "commune": (("town", "village"), ("district",)),
    "settlement": (("town", "village"),),
}


def _by_unit(candidates: tuple[Place, ...], unit: str | None) -> tuple[Place, ...]:
    """Keep the candidates of the kind the noun beside the name asks for, else of the kind a bare name means."""
    for features in _BY_UNIT.get(unit or "", ()):
        kept = tuple(c for c in candidates if c.feature in features)
        if kept:
            return kept
    return candidates
