"""Annotations of articles, as people write them and as `sahel annotate` does: one JSON file per article."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["ENDINGS", "Annotation", "AnnotationError", "CodedClaim", "CodedEvent", "name_of", "parse_annotation"]
__all__ += ["read_annotation"]

#: How the names of annotation files end.
ENDINGS = (".gold.json", ".pred.json")

Dates = tuple[str | None, str | None]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class AnnotationError(ValueError):
    """A file is no annotation, or one with a part missing."""


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """One event of an annotation.

    Attributes
    ----------
    key : str
        Its ``id`` within the annotation.
    date : tuple of (str or None, str or None)
        First and last day (ISO 8601); None where not known, or open.
    initiators, targets, victims : frozenset of str
        Actor ids.
    anchor : str
        The words that carry it.
    """

    key: str
    event_type: str
    anchor: str
    date: Dates = (None, None)
    date_precision: str | None = None
    place: str | None = None
    country: str | None = None
    place_precision: str | None = None
    initiators: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    background: bool = False
    realis: str | None = None

    @property
    def actors(self) -> frozenset[str]:
        """Every actor in it, whatever its role."""
        return self.initiators | self.targets | self.victims


@dataclass(frozen=True, slots=True)
class CodedClaim:
    """One claim of an annotation.

    Attributes
    ----------
    key : str
        Its ``id`` within the annotation.
    event : str or None
        `key` of the event it is about.
    low, high : int or None
        The figure of a toll; None where it is open.
    anchor : str
        The words that carry it.
    """

    key: str
    claim_type: str
    stance: str
    anchor: str
    event: str | None = None
    claimant: str | None = None
    claimant_kind: str | None = None
    measure: str | None = None
    low: int | None = None
    high: int | None = None
    quantity_text: str | None = None
    victim_class: str | None = None
    victim_actor: str | None = None
    perpetrator: str | None = None
    reported_via: str | None = None

    @property
    def is_toll(self) -> bool:
        """Whether it states a figure."""
        return self.claim_type == "toll"


@dataclass(frozen=True, slots=True)
class Annotation:
    """What is coded of one article.

    Attributes
    ----------
    name : str
        The file's name without its ending.
    language : str
        ``en`` or ``fr``; ``und`` where the file does not say.
    source_file : str or None
        Where the article lies in its collection, with ``#`` and the record's number in an export.
    """

    name: str
    language: str = "und"
    events: tuple[CodedEvent, ...] = ()
    claims: tuple[CodedClaim, ...] = ()
    source_file: str | None = None
    published: str | None = field(default=None)


def name_of(path: Path) -> str:
    """Return the name of the article that an annotation file is about.

    Examples
    --------
    >>> name_of(Path("second/gao.gold.json"))
    'gao'
    """
    return next((path.name.removesuffix(ending) for ending in ENDINGS if path.name.endswith(ending)), path.stem)


def read_annotation(path: Path) -> Annotation:
    """Read an annotation file.

    Parameters
    ----------
    path : Path
        A NAME.gold.json or NAME.pred.json in the format of docs/annotation-guide.md.

    Raises
    ------
    AnnotationError
        If the file is no JSON object, or an event or claim lacks its type, stance or anchor.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise AnnotationError(f"{path} is no annotation: {str(error)[:100]}.") from error
    try:
        return parse_annotation(found, name_of(path))
    except AnnotationError as error:
        raise AnnotationError(f"{path}: {error}") from error


def parse_annotation(found: Any, name: str) -> Annotation:
    """Return an annotation from JSON-ready data.

    Raises
    ------
    AnnotationError
        If a part of it is missing or of the wrong kind.

    Examples
    --------
    >>> parse_annotation({"language": "en", "events": [], "claims": []}, "gao").language
    'en'
    """
    if not isinstance(found, Mapping):
        raise AnnotationError("an annotation is a JSON object.")
    return Annotation(
        name=name,
        language=_words(found, "language") or "und",
        events=tuple(_event(one, f"event {n}") for n, one in enumerate(_list(found, "events"), start=1)),
        claims=tuple(_claim(one, f"claim {n}") for n, one in enumerate(_list(found, "claims"), start=1)),
        source_file=_words(found, "source_file"),
        published=_words(found, "published"),
    )


def _event(found: Any, which: str) -> CodedEvent:
    if not isinstance(found, Mapping):
        raise AnnotationError(f"{which} is no JSON object.")
    return CodedEvent(
        key=_words(found, "id") or which,
        event_type=_required(found, "event_type", which),
        anchor=_required(found, "anchor", which),
        date=_dates(found.get("date"), which),
        date_precision=_words(found, "date_precision"),
        place=_words(found, "place"),
        country=_words(found, "country"),
        place_precision=_words(found, "place_precision"),
        initiators=_ids(found, "initiators", which),
        targets=_ids(found, "targets", which),
        victims=_ids(found, "victims", which),
        background=bool(found.get("background")),
        realis=_words(found, "realis"),
    )


def _claim(found: Any, which: str) -> CodedClaim:
    if not isinstance(found, Mapping):
        raise AnnotationError(f"{which} is no JSON object.")
    return CodedClaim(
        key=_words(found, "id") or which,
        claim_type=_required(found, "claim_type", which),
        stance=_required(found, "stance", which),
        anchor=_required(found, "anchor", which),
        low=_number(found, "low", which),
        high=_number(found, "high", which),
        **{
            name: _words(found, name)
            for name in ("event", "claimant", "claimant_kind", "measure", "quantity_text", "victim_class")
        },
        **{name: _words(found, name) for name in ("victim_actor", "perpetrator", "reported_via")},
    )


def _list(found: Mapping[str, Any], name: str) -> list[Any]:
    value = found.get(name)
    if not isinstance(value, list):
        raise AnnotationError(f"'{name}' is no list.")
    return value


def _words(found: Mapping[str, Any], name: str) -> str | None:
    value = found.get(name)
    return value if isinstance(value, str) and value else None


def _required(found: Mapping[str, Any], name: str, which: str) -> str:
    value = found.get(name)
    if not isinstance(value, str):
        raise AnnotationError(f"{which} has no {name}.")
    return value


def _number(found: Mapping[str, Any], name: str, which: str) -> int | None:
    value = found.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise AnnotationError(f"{which}: {name} is {value!r}, no whole number.")
    return int(value)


def _ids(found: Mapping[str, Any], name: str, which: str) -> frozenset[str]:
    value = found.get(name) or []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise AnnotationError(f"{which}: {name} is no list of actor ids.")
    return frozenset(value)


def _dates(value: Any, which: str) -> Dates:
    if value is None:
        return None, None
    if not isinstance(value, list) or len(value) != 2:
        raise AnnotationError(f"{which}: date is no [first day, last day].")
    for day in value:
        if day is not None and not (isinstance(day, str) and _DAY.fullmatch(day)):
            raise AnnotationError(f"{which}: {day!r} is no day (YYYY-MM-DD).")
    return value[0], value[1]
