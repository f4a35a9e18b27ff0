"""Choosing which place a name means, by what the whole article is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sahel_dataset.extract.place_finder import PlaceMention
from sahel_dataset.extract.place_resolved import NEAR_KM, ResolvedPlace, precision_of, spelling_of, with_lists
from sahel_dataset.knowledge import countries
from sahel_dataset.knowledge.gazetteer import Gazetteer, Place, distance_km, gazetteer
from sahel_dataset.knowledge.names import plain

__all__ = ["PlaceResolver"]

_PLACE_WORDS = frozenset({"in", "at", "near", "outside", "inside", "around", "of", "on", "across"})
_CHIEF_TOWN = {"region": 0.6, "district": 0.3}
_CORE = ("ML", "BF", "NE")
_CONTAINER_GAP = re.compile(
    r"\s*[,(]?\s*(?:(?:in|inside|of|dans|en|au|aux|à|du|de|des|d['’]|situé|située|un|une|a|an|l['’]|la|le|les|the|is|est|s['’]|village|town|city|ville|localité|"
    r"commune|rurale|urbaine|district|département|province|région|cercle|region|state|nord|sud|est|ouest|centre|central|western|northern|eastern|southern|west|"
    r"north|east|south|northwest|northeast|southwest|southeast|northwestern|northeastern|southwestern|southeastern|extrême|near|près|chef-lieu|capitale|capital|"
    r"locality|nord-est|nord-ouest|sud-est|sud-ouest|north-east|north-west|s)\s*[-,(]?\s*){0,7}",
    re.IGNORECASE,
)


class PlaceResolver:
    """Chooses among the places that a name may mean.

    Parameters
    ----------
    language : str
        ``en`` or ``fr``.
    known : Gazetteer, optional
        The places; by default the package's own and those the user added.

    Examples
    --------
    >>> from sahel_dataset.extract.place_finder import PlaceFinder
    >>> text = "Au Burkina Faso, l'armée a repris Bana, dans la province des Balé."
    >>> resolved = PlaceResolver("fr").resolve(PlaceFinder("fr").find(text), text)
    >>> [p.place_id for p in resolved]
    ['country-bf', 'bf-bana', 'bf-bale-province']
    """

    def __init__(self, language: str = "en", known: Gazetteer | None = None) -> None:
        self.language = language
        self.known = gazetteer() if known is None else known

    def resolve(
        self, mentions: Sequence[PlaceMention], text: str, *, default_country: str | None = None
    ) -> list[ResolvedPlace]:
        """Resolve every mention of one article.

        Parameters
        ----------
        mentions : sequence of PlaceMention
            As `PlaceFinder.find` gives them.
        text : str
            The article.
        default_country : str, optional
            The country it is about, where that is known beforehand.

        Returns
        -------
        list of ResolvedPlace
            One per mention, in the same order; borders, adjectives and offices among them, told apart by `role`.
        """
        mentions = [self._niger(m, mentions) for m in mentions]
        focus = self.country_focus(mentions, default_country)
        sure = [
            m.candidates[0]
            for m in mentions
            if len({c.country for c in m.candidates}) == 1 and _is_point(m.candidates[0])
        ]
        by_name: dict[str, Place] = {}
        chosen: list[Place | None] = []
        for i, mention in enumerate(mentions):
            place = self._choose(i, mentions, text, focus, sure)
            containers = self._containers(i, mentions, text)
            key = plain(mention.text)
            if place is not None and mention.kind == "name" and len(mention.candidates) > 1 and not containers:
                earlier = by_name.get(key)
                if earlier is not None and earlier in mention.candidates:
                    place = earlier
            if (
                place is not None
                and mention.context.unit in {None, "settlement"}
                and (containers or key not in by_name)
            ):
                by_name[key] = place
            chosen.append(place)
        resolved = [self._resolved(i, mentions, chosen, text, focus) for i in range(len(mentions))]
        return with_lists(mentions, resolved)

    def country_focus(self, mentions: Sequence[PlaceMention], default_country: str | None = None) -> dict[str, float]:
        """Return how much each country is what the article is about."""
        focus: dict[str, float] = defaultdict(float)
        for mention in mentions:
            found = {c.country for c in mention.candidates}
            if len(found) != 1 or None in found:
                continue
            weight = {"demonym": 1.0, "introduced": 0.0}.get(mention.kind, 1.5)
            if mention.context.role in {"border", "named_after"}:
                weight = 0.2
            focus[next(iter(found)) or ""] += weight * (2.0 if mention.start < 200 else 1.0)
        if default_country:
            focus[default_country] += 3.0
        return focus

    def _niger(self, mention: PlaceMention, mentions: Sequence[PlaceMention]) -> PlaceMention:
        """Read a bare "Niger" as the Nigerian state in an article that names the state and nothing of the country."""
        if plain(mention.text) != "niger" or mention.kind != "name" or len(mention.candidates) != 1:
            return mention
        others = [m for m in mentions if plain(m.text) != "niger"]
        names_state = any(c.place_id in {"ng-niger-state", "ng-niger-east"} for m in others for c in m.candidates)
        names_country = any({c.country for c in m.candidates} == {"NE"} for m in others)
        state = self.known.get("ng-niger-state")
        if names_state and not names_country and state is not None:
            return replace(mention, candidates=(state,))
        return mention

    def _containers(self, i: int, mentions: Sequence[PlaceMention], text: str) -> list[Place]:
        """Return the wider places that the text itself puts around mention `i`: "Bama, in Borno State, Nigeria"."""
        out: list[Place] = []
        end = mentions[i].end
        for later in mentions[i + 1 : i + 4]:
            if later.start - end > 70 or not _CONTAINER_GAP.fullmatch(text[end : later.start]):
                break
            if re.search(r"\b(?:and|et|or|ou)\b", text[end : later.start]):
                break
            out += [c for c in later.candidates if c.feature in {"country", "region", "district"}]
            end = later.end
        before = mentions[i - 1] if i else None
        if before is not None and before.candidates and before.kind != "introduced":
            gap = text[before.end : mentions[i].start]
            if (
                before.kind == "demonym"
                and re.fullmatch(r"[\s\w'’-]{0,30}", gap)
                and mentions[i].context.unit in {"settlement", "commune", "site", "district"}
            ):
                out += before.candidates
            elif re.fullmatch(r"['’]s\s+(?:[\w-]+\s+){0,4}", gap):
                out += [c for c in before.candidates if c.feature in {"country", "region"}]
        return out

    def _choose(
        self, i: int, mentions: Sequence[PlaceMention], text: str, focus: dict[str, float], sure: list[Place]
    ) -> Place | None:
        mention = mentions[i]
        containers = self._containers(i, mentions, text)
        if not mention.candidates or self._is_elsewhere(mention, containers):
            return None
        if self._is_region_of_burkina(mention, containers, focus):
            return self.known["bf-sahel-region"]
        if len(mention.candidates) == 1:
            return mention.candidates[0]
        total = sum(focus.values()) or 1.0
        before = mentions[i - 1] if i else None
        follows = None
        gap = text[before.end : mention.start] if before is not None else ""
        if before is not None and _CONTAINER_GAP.fullmatch(gap) and re.search(r"\b(?:in|of|dans|en)\b|\(", gap):
            follows = next((c for c in before.candidates if c.is_settlement), None)

        def score(place: Place) -> tuple[float, str]:
            points = 3.0 * focus[place.country or ""] / total + (0.3 if place.country in _CORE else 0.0)
            for wider in containers:
                points += 4.0 if _contains(wider, place) else -1.0
            near = [distance_km(place, other) for other in sure]
            if near and place.country:
                points += 1.0 / (1.0 + min(near) / 100.0)
            if place.is_settlement:  # a region's or district's chief town is better known than its namesakes
                points += max(
                    (_CHIEF_TOWN[c.feature] for c in mention.candidates if c.is_unit and c.country == place.country),
                    default=0.0,
                )
            points += {"town": 0.9, "village": 0.8, "region": 0.3, "district": 0.2}.get(place.feature, 0.5)
            if place.feature == "area" and place.country is None:
                points += 1.0
            if place.is_unit and follows is not None and _contains(place, follows):
                points += 2.0  # "Kankara, in nearby Katsina": the wider of two that share a name
            return points, place.place_id

        return max(mention.candidates, key=lambda c: (score(c)[0], [-ord(x) for x in c.place_id]))

    def _is_elsewhere(self, mention: PlaceMention, containers: list[Place]) -> bool:
        """Say whether the text puts this town into a country where the gazetteer knows none of the name."""
        within = {c.country for c in containers if c.country}
        towns = [c for c in mention.candidates if c.is_settlement]
        return (
            bool(within)
            and len(towns) == len(mention.candidates)
            and mention.kind == "name"
            and not any(t.country in within for t in towns)
        )

    def _is_region_of_burkina(self, mention: PlaceMention, containers: list[Place], focus: dict[str, float]) -> bool:
        """Say whether « la région du Sahel » is Burkina Faso's: the text says so, or is about that country alone."""
        names_region = mention.context.unit in {"region", "province"} or plain(mention.text) == "sahel region"
        if not plain(mention.text).startswith("sahel") or not names_region or "bf-sahel-region" not in self.known:
            return False
        return any(c.country == "BF" for c in containers) or focus["BF"] > 0.75 * (sum(focus.values()) or 1.0)

    def _resolved(
        self, i: int, mentions: Sequence[PlaceMention], chosen: list[Place | None], text: str, focus: dict[str, float]
    ) -> ResolvedPlace:
        mention, place = mentions[i], chosen[i]
        context = mention.context
        wider = next((c for c in self._containers(i, mentions, text) if c.country), None)
        if (
            place is not None
            and place.country is None
            and place.feature in {"park", "forest", "lake", "river"}
            and wider is not None
        ):
            # « le parc du W, au Bénin »: the part of it in that country
            place = replace(place, country=wider.country, admin1=wider.admin1)
        if place is None:
            return self._introduced(i, mentions, chosen, text, focus)
        role = "demonym" if mention.kind == "demonym" and context.role != "border" else context.role
        if role == "demonym" and context.is_direction:
            role = "location"
        elif self._is_capital_acting(mention, place, text):
            role = "actor"
        elif place.feature == "country" and mention.kind == "name":
            if context.is_near and not context.opens_pair and not context.is_direction:
                role = "border"
            elif role in {"plain", "of"} and not context.is_direction and context.unit is None:
                role = "actor"
            elif context.is_direction and role not in {"border", "path", "office"}:
                role = "location"
        name = place.name if mention.kind == "landmark" else spelling_of(mention.text, place, self.language)
        return ResolvedPlace(
            start=mention.start, end=mention.end, text=mention.text, place_id=place.place_id,
            name=name, country=place.country, admin1=place.admin1,
            latitude=place.latitude, longitude=place.longitude, precision=precision_of(mention, place),
            feature=place.feature, role=role, is_border=role == "border",
            is_direction_of_country=context.is_direction and place.feature == "country",
        )  # fmt: skip

    def _is_capital_acting(self, mention: PlaceMention, place: Place, text: str) -> bool:
        """Say whether a capital stands for its government: "Moscow denied", « Paris a démenti »."""
        if (
            place.country is None
            or place.country not in countries()
            or place.name not in self._capitals(place.country)
            or mention.context.unit
        ):
            return False
        if mention.context.role == "plain":
            return not re.match(r"\s*[,(]", text[mention.end : mention.end + 3]) or mention.start == 0
        before = re.search(r"(\w+)\s+$", text[max(0, mention.start - 15) : mention.start])
        possessive = text[mention.end : mention.end + 2] in {"'s", "’s"}
        return (
            possessive
            and mention.context.role == "location"
            and before is not None
            and before[1].lower() not in _PLACE_WORDS
        )

    def _capitals(self, country: str) -> tuple[str, ...]:
        entry = countries()[country]
        return (*entry.capitals["en"], *entry.capitals["fr"])

    def _introduced(
        self, i: int, mentions: Sequence[PlaceMention], chosen: list[Place | None], text: str, focus: dict[str, float]
    ) -> ResolvedPlace:
        """Give a name that only the text knows the country and region that the text puts it in."""
        mention = mentions[i]
        wider = next(iter(self._containers(i, mentions, text)), None)
        if wider is None:
            paragraph = text.rfind("\n", 0, mention.start), text.find("\n", mention.end)
            stop = paragraph[1] if paragraph[1] >= 0 else len(text)
            around = [
                (abs(m.start - mention.start), c)
                for m, c in zip(mentions, chosen, strict=True)
                if c is not None
                and c.country
                and paragraph[0] < m.start < stop
                and m.context.role not in {"border", "named_after"}
            ]
            wider = min(around, key=lambda x: (x[0], x[1].place_id))[1] if around else None
            if wider is None and focus:
                wider = self.known.country(max(sorted(focus), key=lambda c: focus[c]))
        unit = mention.context.unit
        if mention.context.is_near or unit in {"zone", "landscape"}:
            precision = "admin" if (mention.context.distance_km or 0) > NEAR_KM else "near"
        else:
            precision = "admin" if unit in {"district", "commune", "province", "region"} else "exact"
        return ResolvedPlace(
            mention.start, mention.end, mention.text, None, mention.text, wider.country if wider else None,
            wider.admin1 if wider else None, None, None, precision,
            "district" if unit in {"district", "province", "region"} else "village", mention.context.role,
        )  # fmt: skip


def _is_point(place: Place) -> bool:
    return place.feature != "country" and place.country is not None and not place.is_unit


def _contains(wider: Place, place: Place) -> bool:
    if wider.country != place.country or wider.place_id == place.place_id:
        return False
    if wider.feature == "country":
        return True
    if wider.feature == "region":
        return wider.admin1 == place.admin1
    return wider.admin1 == place.admin1 and wider.admin2 == place.admin2
