"""The error browser: one page, offline, in which gold and extracted stand beside each other over the text."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from sahel_dataset.evaluate.anchors import locate
from sahel_dataset.evaluate.annotations import CodedClaim, CodedEvent
from sahel_dataset.evaluate.differences import KINDS, Finding, findings
from sahel_dataset.evaluate.evaluation import ALL, Evaluation, Judged
from sahel_dataset.evaluate.extracted import SourceText, Span
from sahel_dataset.evaluate.gold import DEV, HELD_OUT
from sahel_dataset.evaluate.metrics import AGREEMENT
from sahel_dataset.evaluate.shown import head, rows
from sahel_dataset.evaluate.tally import FIELDS, MEASURES
from sahel_dataset.visible import visible

__all__ = ["render_browser"]

_HERE = Path(__file__).parent
_PARTS = {HELD_OUT: "Set aside", DEV: "Used while improving", ALL: "All articles", AGREEMENT: "Annotated a second time"}
_LANGUAGES = {"en": "English", "fr": "French", ALL: "both languages"}
#: Stretch of a text, which items stand there ("g3": the annotated words of item 3, "x3": the extracted ones), and
#: whether it belongs to the title.
Segment = tuple[str, list[str], bool]


def render_browser(evaluation: Evaluation, *, show_every_text: bool = False) -> str:
    """Return the page.

    Parameters
    ----------
    evaluation : Evaluation
        What is shown.
    show_every_text : bool
        Whether texts that may not be passed on are shown too. The page may then not be passed on either, and says so.

    Returns
    -------
    str
        HTML with style, script and data in it. What articles and annotations say reaches the page as data and is
        set as text, never as HTML.
    """
    from sahel_dataset.schema.pages import render_page

    articles = [_article(one, show_every_text=show_every_text) for one in evaluation.articles]
    kinds = {name: {"what": kind.what, "title": kind.title, "meaning": kind.meaning} for name, kind in KINDS.items()}
    data = {"kinds": kinds, "articles": articles, "parts": _PARTS, "languages": _LANGUAGES}
    script = (_HERE / "browser.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    sections = [*evaluation.parts.items()]
    if evaluation.agreement:
        sections.append((AGREEMENT, evaluation.agreement))
    return render_page(
        _HERE / "browser.html",
        style=Markup((_HERE / "browser.css").read_text(encoding="utf-8")),
        script=Markup(script),
        script_digest=f"sha256-{digest}",
        # Inside a script element only "<" could end it, and a JSON text needs none outside its strings.
        data=Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")),
        sections=[(_PARTS[part], language, scores) for part, found in sections for language, scores in found.items()],
        languages=_LANGUAGES,
        measures=MEASURES,
        fields=FIELDS,
        notes=evaluation.notes,
        is_split=ALL not in evaluation.parts,
        n_articles=len(articles),
        n_withheld=sum(not article["text"] for article in articles),
        shows_every_text=show_every_text,
    )


def _article(one: Judged, *, show_every_text: bool) -> dict[str, Any]:
    source = one.extracted.source if one.extracted is not None else None
    shown = source if source is not None and (source.may_redistribute or show_every_text) else None
    known = list(findings(one.compared))
    spans = {}
    if source is not None:
        known = _in_reading_order(known, _spans(one, known, source))
        spans = _spans(one, known, source)
    near = _near(known, spans)
    return {
        "name": one.gold.name,
        "title": visible((source.title if source is not None else None) or one.gold.name),
        "about": visible(" · ".join(filter(None, (source.outlet, source.published))) if source is not None else ""),
        "language": one.gold.annotation.language,
        "part": one.part,
        "missing": one.extracted is None,
        "text": _segments(shown, spans) if shown is not None else [],
        "items": [
            {
                "what": finding.what,
                "kinds": list(finding.kinds),
                "right": finding.is_right,
                "head": visible(head(_either(finding))),
                "rows": [
                    [row.field, visible(row.gold), visible(row.extracted), int(row.differs), int(row.is_scored)]
                    for row in rows(finding, one.compared)
                ],
                # The words themselves are part of the text: they are left out where it is.
                "words": [visible(item.anchor) if item else "" for item in (finding.gold, finding.extracted)]
                if shown is not None or show_every_text
                else ["", ""],
                "near": near[number],
            }
            for number, finding in enumerate(known)
        ],
    }


def _either(finding: Finding) -> CodedClaim | CodedEvent:
    item = finding.gold or finding.extracted
    assert item is not None
    return item


def _spans(one: Judged, known: Iterable[Finding], source: SourceText) -> dict[str, Span]:
    """Return where the words of each item stand, by "g" or "x" and its number."""
    offsets: Mapping[str, Span] = one.extracted.spans if one.extracted is not None else {}
    found: dict[str, Span] = {}
    for number, finding in enumerate(known):
        for side, item in (("g", finding.gold), ("x", finding.extracted)):
            if item is None:
                continue
            span = offsets.get(item.key) if side == "x" else None
            span = span or locate(source.text, item.anchor, source.body_start)
            if span is not None:
                found[f"{side}{number}"] = span
    return found


def _in_reading_order(known: list[Finding], spans: Mapping[str, Span]) -> list[Finding]:
    def first(number: int) -> tuple[int, int]:
        found = [spans[key] for key in (f"g{number}", f"x{number}") if key in spans]
        # What stands nowhere comes last.
        return min(found) if found else (sys.maxsize, 0)

    return [known[number] for number in sorted(range(len(known)), key=first)]


def _near(known: list[Finding], spans: Mapping[str, Span]) -> list[list[int]]:
    """Return for every missed or spurious item which unpaired ones of the other side touch its words."""
    result: list[list[int]] = []
    for number, finding in enumerate(known):
        mine = spans.get(f"{'g' if finding.gold is not None else 'x'}{number}")
        if mine is None or (finding.gold is not None and finding.extracted is not None):
            result.append([])
            continue
        side, missing = ("x", "gold") if finding.gold is not None else ("g", "extracted")
        result.append(
            [
                other
                for other, one in enumerate(known)
                if getattr(one, missing) is None
                and (there := spans.get(f"{side}{other}")) is not None
                and mine[0] < there[1]
                and there[0] < mine[1]
            ]
        )
    return result


def _segments(source: SourceText, spans: Mapping[str, Span]) -> list[Segment]:
    """Cut a text wherever the words of an item begin or end, and where the body begins.

    Offsets are Python's, in code points; a browser counts otherwise, so the page is given the pieces.
    """
    text = source.text
    cuts = sorted({0, source.body_start, len(text), *(end for span in spans.values() for end in span)})
    by_start = sorted(spans.items(), key=lambda item: (item[1], item[0]))
    return [
        (
            visible(text[start:end]),
            [key for key, span in by_start if span[0] <= start and end <= span[1]],
            start < source.body_start,
        )
        for start, end in itertools.pairwise(cuts)
    ]
