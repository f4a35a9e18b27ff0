"""Lines of a page, with what its markup says about each."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from sahel_dataset.ingest.furniture import plain
from sahel_dataset.ingest.lines import Line
from sahel_dataset.ingest.page.tags import BLOCKS, Element, Page, Run
from sahel_dataset.ingest.spans import MappedText
from sahel_dataset.knowledge import read_yaml

__all__ = ["page_lines"]

_NAME_PARTS = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]*")
_UNNAMED = frozenset({"html", "body", "main", "article"})
# A part with this share (per mille) of a page's sentences is the article, whatever its class says.
_MUCH_OF_THE_PAGE = 400
_NEARLY_ALL = 800
_SENTENCE_WORDS = 12


@cache
def _hints() -> tuple[dict[str, int], dict[str, int], frozenset[str]]:
    lists = read_yaml("furniture/page.yaml")
    levels = {"rarely": 1, "never": 2, "apart": 3}
    elements, classes = (
        {name: level for word, level in levels.items() for name in lists[kind].get(word, ())}
        for kind in ("elements", "classes")
    )
    return elements, classes, frozenset(lists["negations"])


@cache
def _distrust(name: str, names: str) -> int:
    """Return what an element's name, classes and id say: 3 apart, 2 never article text, 1 rarely, 0 nothing."""
    elements, classes, negations = _hints()
    level = elements.get(name, 0)
    if name in BLOCKS and name not in _UNNAMED:
        for word in names.split():
            parts = [part.lower() for part in _NAME_PARTS.findall(word)]
            if parts and parts[0] not in negations:
                level = max([level, *(classes.get(part, 0) for part in parts)])
    return level


def _is_link(stack: tuple[Element, ...]) -> bool:
    return any(element.name == "a" for element in stack)


class _Blocks:
    """Gather runs into lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.stacks: list[tuple[Element, ...]] = []
        self.runs: list[Run] = []
        self.strength = 2

    def add(self, run: Run) -> None:
        if run.break_:
            self.flush()
            # Two <br> in a row part paragraphs as </p><p> does.
            self.strength = max(run.break_, self.strength + 1 if self.strength and run.break_ == 1 else 0)
        elif run.text is not None:
            self.runs.append(run)

    def flush(self) -> None:
        text = MappedText.joined(run.text for run in self.runs if run.text is not None).squeezed()
        if text.text:
            characters = [(len("".join((run.text.text if run.text else "").split())), run) for run in self.runs]
            linked = sum(count for count, run in characters if _is_link(run.stack))
            stack = next(run.stack for run in self.runs if run.text is not None and run.text.text.strip())
            block = next((element for element in reversed(stack) if element.name in BLOCKS), None)
            self.lines.append(
                Line(
                    text,
                    blank_before=self.strength >= 2 and bool(self.lines),
                    tag=block.name if block else "body",
                    link_share=linked / max(1, sum(count for count, _ in characters)),
                    path=tuple(element.number for element in stack if element.name in BLOCKS),
                )
            )
            self.stacks.append(stack)
            self.strength = 0
        self.runs.clear()


def page_lines(page: Page, kept: str | None = None) -> list[Line]:
    """Return the lines of a page.

    Parameters
    ----------
    page : Page
        The page.
    kept : str, optional
        What a general extractor took for the article; each line is marked whether it is in there.

    Examples
    --------
    >>> from sahel_dataset.ingest.page.tags import read_page
    >>> page = read_page("<nav><a>Home</a></nav><p>One<br>Two <a>three</a></p>")
    >>> [(line.text.text, line.link_share, line.distrust) for line in page_lines(page)]
    [('Home', 1.0, 2), ('One', 0.0, 0), ('Two three', 0.625, 0)]
    """
    blocks = _Blocks()
    for run in page.runs:
        blocks.add(run)
    blocks.flush()
    if kept is not None:
        _mark_votes(blocks.lines, kept)
    _mark_distrust(blocks.lines, blocks.stacks)
    return blocks.lines


def _mark_distrust(lines: list[Line], stacks: list[tuple[Element, ...]]) -> None:
    shares = _shares(lines, stacks, voted_only=False) | _shares(lines, stacks, voted_only=True)
    for line, stack in zip(lines, stacks, strict=True):
        level = 0
        for element in stack:
            found = 2 if element.hidden else _distrust(element.name, element.names)
            if shares[element.name, element.names] < (_NEARLY_ALL if found == 3 else _MUCH_OF_THE_PAGE):
                level = max(level, min(found, 2))
        line.distrust = level


def _shares(lines: list[Line], stacks: list[tuple[Element, ...]], *, voted_only: bool) -> Counter[tuple[str, str]]:
    """Return the share of the page's sentences (in per mille) that stand in each kind of element.

    Counted by kind and not by element: a site may give the same class to every paragraph of its articles.
    """
    inside: Counter[tuple[str, str]] = Counter()
    total = 0
    for line, stack in zip(lines, stacks, strict=True):
        if line.terminated and line.n_words >= _SENTENCE_WORDS and (line.voted or not voted_only):
            total += line.n_words
            inside.update({(element.name, element.names): line.n_words for element in stack})
    return Counter({kind: 1000 * count // total for kind, count in inside.items()})


def _mark_votes(lines: list[Line], kept: str) -> None:
    whole = f" {plain(kept)} "
    alone = {plain(line) for line in kept.splitlines()}
    for line in lines:
        # A word or two may stand in the article by chance; more do so only if the line was kept.
        line.voted = line.plain in alone or (line.n_words >= 4 and f" {line.plain} " in whole)
