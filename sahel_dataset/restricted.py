"""Words of articles that may not be passed on: of each claim, the shortest stretch that carries it, and no more.

A quote is a quotation, which the law of most countries allows if it is short. The extractor takes the shortest stretch
that carries a claim; where that is long (a sentence of a whole paragraph), it is cut here to the words that make it a
claim, and where the quotes of an article add up to too much of it, all are cut shorter. An article that may be passed
on keeps its quotes whole. Linking cuts, so that the tables it writes may be passed on; a release looks again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["LARGEST_SHARE", "LONGEST_QUOTE", "shorten_quotes", "shortest_stretch", "too_long", "too_much"]

#: Characters of an article that may not be passed on which one quote may have.
LONGEST_QUOTE = 300
#: Share of such an article's characters that all its quotes together may cover. Those of a short report with many
#: claims would add up to the report; what is left out has to be as much as what is quoted, so that the tables do not
#: stand in for reading it.
LARGEST_SHARE = 0.5
#: By how much quotes get shorter at a time until they are within that share.
_STEP = 0.75
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


def _stretches(rows: Sequence[Mapping[str, Any]], n_chars: int, limit: int) -> list[tuple[int, int]]:
    """Return which stretch of each quote of one article is kept, so that together they are no more than their share.

    All are cut to one length, the longest of a few with which they are.
    """
    most = int(LARGEST_SHARE * n_chars)
    # At this length they fit in even if none overlap.
    surely = max(1, most // len(rows))
    steps = [int(limit * _STEP**n) for n in range(12)]
    for length in [*(step for step in steps if step > surely), min(limit, surely)]:
        cut = [
            shortest_stretch(
                row["quote"], [row[one] if isinstance(row[one], str) else None for one in _CARRIES], length
            )
            for row in rows
        ]
        if (
            _covered(
                (row["quote_start"] + start, row["quote_start"] + end)
                for row, (start, end) in zip(rows, cut, strict=True)
            )
            <= most
        ):
            break
    return cut


def _covered(spans: Iterable[tuple[int, int]]) -> int:
    """Return how many characters stand in at least one of the spans.

    Examples
    --------
    >>> _covered([(5, 10), (0, 4), (8, 12)])
    11
    """
    total, reached = 0, 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


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
    lengths = dict(zip(tables["articles"]["article_id"], tables["articles"]["n_chars"], strict=True))
    columns = ["article_id", "quote", "quote_start", *_CARRIES]
    of_article: dict[str, list[dict[str, Any]]] = {}
    for position, row in enumerate(claims[columns].to_dict("records")):
        if row["article_id"] in restricted:
            told = {str(column): value for column, value in row.items()}
            of_article.setdefault(told["article_id"], []).append(told | {"position": position})
    cut: dict[int, tuple[str, int, int]] = {}
    for article_id, of_one in of_article.items():
        for one, (start, end) in zip(of_one, _stretches(of_one, int(lengths[article_id]), limit), strict=True):
            if end - start < len(one["quote"]):
                at = one["quote_start"]
                cut[one["position"]] = one["quote"][start:end], at + start, at + end
    if cut:
        chosen = np.isin(np.arange(len(claims)), list(cut))
        for number, column in enumerate(("quote", "quote_start", "quote_end")):
            claims.loc[chosen, column] = [cut[position][number] for position in sorted(cut)]
    result["claims"] = claims
    for name, words in _WORDS.items():
        frame = result[name].copy()
        own = frame["article_id"].isin(restricted)
        for column in words:
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


def too_much(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return the articles that may not be passed on of which all quotes together cover more than their share.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        The processed tables.
    """
    articles, claims = tables["articles"], tables["claims"]
    lengths = dict(zip(articles["article_id"], articles["n_chars"], strict=True))
    quoted = claims[claims["article_id"].isin(_restricted(articles))].groupby("article_id")
    return [
        str(article_id)
        for article_id, rows in quoted
        if _covered(zip(rows["quote_start"], rows["quote_end"], strict=True)) > LARGEST_SHARE * lengths[article_id]
    ]
