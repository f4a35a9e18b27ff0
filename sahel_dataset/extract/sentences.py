"""Cutting an article into sentences, with an eye on quotations.

The split is made before any parser sees the text, so that sentences with nothing to
code never cost a parse, and so that offsets are those of the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Span", "quotations", "split_sentences"]

# Words after which a full stop does not end a sentence.
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "gen",
        "lt",
        "col",
        "capt",
        "maj",
        "sgt",
        "cpl",
        "gov",
        "sen",
        "rep",
        "prof",
        "jr",
        "sr",
        "no",
        "vs",
        "etc",
        "inc",
        "ltd",
        "co",
        "cf",
        "al",
        "u.s",
        "u.n",
        "u.k",
        "a.m",
        "p.m",
        "m",
        "mm",
        "mme",
        "mlle",
        "me",
        "mgr",
        "gal",
        "cdt",
        "adj",
        "art",
        "av",
        "bd",
        "env",
        "av.j.-c",
        "ex",
        "fig",
        "hab",
        "n",
        "p",
        "pp",
        "tel",
        "vol",
        "jan",
        "feb",
        "aug",
        "sept",
        "oct",
        "nov",
        "dec",
        "janv",
        "févr",
        "avr",
        "juil",
        "déc",
    ]
)
_END = re.compile(r"[.!?…]+[\"”»’')\]]*(?:\s*[»”\"](?=\s))?")
# "BAMAKO, Mali (Reuters) - ", « OUAGADOUGOU – »: where and by whom a story was filed is no part of its first sentence
_NAME = r"[A-ZÀ-Þ][\w'’.-]*"
_DATELINE = re.compile(
    rf"{_NAME}(?:,? {_NAME}){{0,5}}(?:,? \d{{1,2}}\b[^()\n]{{0,20}})?\s*\([A-Z][\w /]{{1,20}}\)\s*(?:--?|[–—:])\s*"
    r"(?=[A-ZÀ-Þ\"“«\d])"
    r"|[A-ZÀ-Þ][A-ZÀ-Þ'’ -]{2,30}(?:, [A-Z][\w ]{2,20})?\s*(?:--|[–—]|:(?=\s)|\s-\s)\s*(?=[A-ZÀ-Þ\"“«])"
)
_OPENERS = "\"“«'‘([-–—"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the article: half-open character offsets, and the paragraph it stands in."""

    start: int
    end: int
    paragraph: int = 0


def _ends_here(text: str, match: re.Match[str], stop: int) -> bool:
    """Say whether the punctuation at `match` really ends a sentence."""
    after = match.end()
    if after >= stop:
        return True
    mark = match.group()[0]
    if text[after] not in " \t\n\u00a0":
        # "Ouagadougou.Il" (a lost space) ends one; "3.5", "U.N.", "lefigaro.fr" do not.
        return mark == "." and text[after].isupper() and text[match.start() - 1 : match.start()].islower()
    following = text[after:stop].lstrip()
    if not following:
        return True
    first = following.lstrip(_OPENERS + " \u00a0")[:1]
    if mark in ".…" and match.group().startswith("."):
        word = re.search(r"(\S+)$", text[max(0, match.start() - 20) : match.start()])
        stem = word.group(1).lower().lstrip("(\"“«'") if word else ""
        if len(match.group().rstrip("\"”»’')]")) == 1 and (
            stem in _ABBREVIATIONS or re.fullmatch(r"[a-zà-ÿ]|(?:[a-z]\.)+[a-z]", stem)
        ):
            # Initials and abbreviations: only a clear new sentence starts after "p.m." or "U.N."
            return False
    return not (first.islower() and mark != "!" and mark != "?") if first else True


def split_sentences(text: str, start: int = 0) -> list[Span]:
    """Cut `text` from offset `start` into sentences.

    Lines are paragraphs; no sentence crosses one.

    Parameters
    ----------
    text : str
        The article's text.
    start : int
        Where to begin.

    Returns
    -------
    list of Span
        In order; each begins and ends on a character that is not white space.

    Examples
    --------
    >>> text = "The army said 12 died. Gen. Diarra spoke at 3 p.m. in Gao."
    >>> [text[s.start:s.end] for s in split_sentences(text)]
    ['The army said 12 died.', 'Gen. Diarra spoke at 3 p.m. in Gao.']
    """
    spans: list[Span] = []
    paragraph = 0
    for line in re.finditer(r"[^\n]+", text[start:]):
        begin, stop = start + line.start(), start + line.end()
        dateline = _DATELINE.match(text, begin, stop)
        cut = dateline.end() if dateline is not None else begin
        for match in _END.finditer(text, begin, stop):
            if match.start() < cut or not _ends_here(text, match, stop):
                continue
            _add(spans, text, cut, match.end(), paragraph)
            cut = match.end()
        _add(spans, text, cut, stop, paragraph)
        paragraph += 1
    return spans


def _add(spans: list[Span], text: str, start: int, end: int, paragraph: int) -> None:
    """Append the stretch without surrounding white space, unless nothing is left of it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append(Span(start, end, paragraph))


_OPEN = {"“": "”", "«": "»"}


def quotations(text: str, start: int = 0) -> list[Span]:
    """Find quotations, marks included, also those that run over several sentences.

    Straight marks are paired in order within a paragraph. A quotation that a paragraph leaves
    open is taken to end with the paragraph (newspapers open every paragraph of a long quotation
    and close only the last).

    Examples
    --------
    >>> text = 'He said: "We won. They fled." « Faux », dit-elle.'
    >>> [text[s.start:s.end] for s in quotations(text)]
    ['"We won. They fled."', '« Faux »']
    """
    out: list[Span] = []
    for paragraph, line in enumerate(re.finditer(r"[^\n]+", text[start:])):
        begin, stop = start + line.start(), start + line.end()
        opened: int | None = None
        closer = ""
        for i in range(begin, stop):
            mark = text[i]
            if opened is None:
                if mark == '"' or mark == "«" or (mark in _OPEN and not text[i + 1 : i + 2].isspace()):
                    opened, closer = i, _OPEN.get(mark, '"')
                elif mark in "»”" and text[i + 1 : i + 2].isalnum() and not text[i - 1 : i].isalnum():
                    opened, closer = i, mark  # a closing mark that opens (»Les soldats … »)
            elif mark == "«" == text[opened] and not text[i - 1 : i].isspace() and not text[i + 1 : i + 2].isalnum():
                out.append(Span(opened, i + 1, paragraph))  # an opening mark that closes
                opened = None
            elif mark == closer or (mark == "”" and closer == '"') or (mark == '"' and closer in "”»"):
                out.append(Span(opened, i + 1, paragraph))
                opened = None
        if opened is not None and stop - opened > 1:
            out.append(Span(opened, stop, paragraph))
    return out
