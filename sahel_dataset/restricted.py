"""Words of articles that may not be passed on: of each claim, the shortest stretch that carries it, and no more.

A quote is a quotation, which the law of most countries allows if it is short. The extractor takes the shortest stretch
that carries a claim; where that is long (a sentence of a whole paragraph), it is cut here to the words that make it a
claim. An article that may be passed on keeps its quotes whole. Linking cuts, so that the tables it writes may be passed
on; a release looks again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pandas as pd

__all__ = ["LONGEST_QUOTE", "shorten_quotes", "shortest_stretch", "too_long"]

#: Characters of an article that may not be passed on which one quote may have.
LONGEST_QUOTE = 300
#: Characters between two words that make a claim. Where more stands between them it is not of the claim, and the word
#: that is further off is told by its own column.
_NEAR = 80
# What makes a stretch of text a claim, the most needed first.
_CARRIES = ("quantity_text", "cue", "claimant_text", "hedge", "reported_via")
_WORD = re.compile(r"\S+")
_CLAUSE_END = re.compile(r"[,;:.!?…](?=\s|$)\s*|\s[–—-]\s")
# Columns in which words of an article stand, by table, the quote apart.
_WORDS = {"claims": _CARRIES, "event_reports": ("trigger",), "articles": ("title",)}


def _spans(quote: str, words: Iterable[str | None]) -> list[tuple[int, int]]:
    found = [re.search(rf"(?<!\w){re.escape(one)}(?!\w)", quote) for one in words if one]
    return [match.span() for match in found if match]


def _widen(quote: str, start: int, end: int, limit: int) -> tuple[int, int]:
    """Widen a stretch to the clause it stands in, or to as many whole words of it as there is room for."""
    first = max((match.end() for match in _CLAUSE_END.finditer(quote, 0, start)), default=0)
    closing = _CLAUSE_END.search(quote, end)
    last = closing.end() if closing else len(quote)
    words = [match.span() for match in _WORD.finditer(quote)]
    for _, close in words:
        # What follows comes first: a claim's content stands after its cue more often than before it.
        if end < close <= last and close - start <= limit:
            end = close
    for begin, _ in reversed(words):
        if first <= begin < start and end - begin <= limit:
            start = begin
    return start, end


def shortest_stretch(quote: str, words: Iterable[str | None], limit: int = LONGEST_QUOTE) -> tuple[int, int]:
    """Return where, in a quote that is too long, the shortest stretch stands that carries the claim.

    Parameters
    ----------
    quote : str
        The quote.
    words : iterable of str or None
        The words that make it a claim, the most needed first; those that stand apart or do not fit in are left out.
    limit : int
        The most characters the stretch may have.

    Returns
    -------
    tuple of int
        Offsets in the quote. A quote within the limit is returned whole.

    Examples
    --------
    >>> quote = "Speaking after prayers at the barracks, the colonel said that ten men were dead and two missing."
    >>> start, end = shortest_stretch(quote, ["ten", "said", "the colonel"], limit=60)
    >>> quote[start:end]
    'the colonel said that ten men were dead and two missing.'
    """
    if len(quote) <= limit:
        return 0, len(quote)
    spans = [span for span in _spans(quote, words) if span[1] - span[0] <= limit]
    start, end = spans[0] if spans else (0, 0)
    for other_start, other_end in spans[1:]:
        wider = min(start, other_start), max(end, other_end)
        if wider[1] - wider[0] <= limit and max(other_start - end, start - other_end) <= _NEAR:
            start, end = wider
    start, end = _widen(quote, start, end, limit)
    # One word longer than the limit, at the front, leaves nothing but its beginning.
    return (start, end) if end > start else (0, limit)


def _restricted(articles: pd.DataFrame) -> set[str]:
    return set(articles.loc[~articles["may_redistribute_text"].astype(bool), "article_id"])


def shorten_quotes(tables: Mapping[str, pd.DataFrame], limit: int = LONGEST_QUOTE) -> dict[str, pd.DataFrame]:
    """Cut what is too long of articles that may not be passed on.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        The processed tables; they are not changed.
    limit : int
        The most characters a stretch may have.

    Returns
    -------
    dict of str to pandas.DataFrame
        The tables, where the offsets of a shortened quote are those of what is left of it.
    """
    restricted = _restricted(tables["articles"])
    result = dict(tables)
    claims = tables["claims"].copy()
    long = claims["article_id"].isin(restricted) & (claims["quote"].str.len() > limit)
    rows = claims.loc[long, ["quote", "quote_start", *_CARRIES]].to_dict("records")
    spans = [
        shortest_stretch(row["quote"], [None if pd.isna(row[one]) else row[one] for one in _CARRIES], limit)
        for row in rows
    ]
    claims.loc[long, "quote"] = [row["quote"][start:end] for row, (start, end) in zip(rows, spans, strict=True)]
    claims.loc[long, "quote_end"] = [row["quote_start"] + end for row, (_, end) in zip(rows, spans, strict=True)]
    claims.loc[long, "quote_start"] = [row["quote_start"] + start for row, (start, _) in zip(rows, spans, strict=True)]
    result["claims"] = claims
    for name, columns in _WORDS.items():
        frame = result[name].copy()
        own = frame["article_id"].isin(restricted)
        for column in columns:
            frame[column] = frame[column].where(~own, frame[column].str.slice(0, limit))
        result[name] = frame
    return result


def too_long(tables: Mapping[str, pd.DataFrame], limit: int = LONGEST_QUOTE) -> list[str]:
    """Return the columns, as ``table.column``, that hold a longer stretch of an article that may not be passed on.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        The processed tables.
    limit : int
        The most characters a stretch may have.
    """
    restricted = _restricted(tables["articles"])
    found = []
    for name, column in (("claims", "quote"), *((name, column) for name, some in _WORDS.items() for column in some)):
        frame = tables[name]
        lengths = frame.loc[frame["article_id"].isin(restricted), column].str.len()
        if (lengths > limit).any():
            found.append(f"{name}.{column}")
    return found
