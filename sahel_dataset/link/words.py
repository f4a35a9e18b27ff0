"""The words and the counts that two mentions share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

import numpy as np
import pandas as pd

from sahel_dataset.knowledge.names import fold
from sahel_dataset.link.weights import Weights

__all__ = ["counts_of", "figure_points", "number_figures", "number_tokens", "stems", "word_points"]

_WORD = re.compile(r"[a-z]{4,}|\d{2,}")
_STEM = 5
"""Letters kept of a word, so that "convoy" and « convoi », "market" and "markets" are one."""

_VAGUE = frozenset({(3, 9), (10, 99), (24, 99), (40, 99), (200, 999), (2000, 9999)})
"""Ranges that stand for "several", "tens", "dozens", "scores", "hundreds", "thousands": two reports that both
say "dozens" do not share a figure."""

_FIGURES_KEPT = 8
_CHUNK = 200_000


def stems(text: str) -> frozenset[str]:
    """Return the word stems of a text: without accents, in small letters, cut to five letters.

    Examples
    --------
    >>> sorted(stems("Le convoi attaqué à Gaskindé")) == sorted(stems("attaque, convoi, Gaskinde"))
    True
    """
    return frozenset([word[:_STEM] for word in _WORD.findall(fold(text))])


def number_tokens(
    passages: Sequence[str], sources: Sequence[str], without: Sequence[str | None], weights: Weights
) -> tuple[np.ndarray, np.ndarray]:
    """Give the rarest words of each mention numbers.

    Parameters
    ----------
    passages : sequence of str
        What the article says of each event.
    sources : sequence of str
        The independent source of each mention: copies of one story count once when rarity is judged.
    without : sequence of str or None
        Words not to count, such as the place's name, which is judged by itself.
    weights : Weights
        How many words are kept, and what a rare one is worth.

    Returns
    -------
    table : numpy.ndarray
        One row per mention with the numbers of its rarest words, padded with -1. A word that only one source uses is
        in no row.
    worth : numpy.ndarray
        Points per number: more for a word that fewer of the sources use, nothing for one that all do.
    """
    own = [stems(text) - stems(name or "") for text, name in zip(passages, without, strict=True)]
    seen: Counter[str] = Counter()
    for _, rows in groupby(sorted(range(len(own)), key=lambda row: sources[row]), key=lambda row: sources[row]):
        seen.update(frozenset().union(*(own[row] for row in rows)))
    shared = sorted(word for word, count in seen.items() if count > 1)
    numbers = {word: n for n, word in enumerate(shared)}
    kept = int(weights.words["kept"])
    table = np.full((len(passages), kept), -1, dtype=np.int32)
    for row, words in enumerate(own):
        rare = sorted((word for word in words if word in numbers), key=lambda word: (seen[word], word))[:kept]
        table[row, : len(rare)] = [numbers[word] for word in rare]
    users = np.array([seen[word] for word in shared], dtype=float)
    return table, weights.words["halving"] * np.log2(len(set(sources)) / users)


def counts_of(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the exact counts claimed about each mention, as columns mention_id, measure, count.

    Counts under two and vague quantities say nothing about whether two reports mean one event.
    """
    tolls = claims[(claims["claim_type"] == "toll") & claims["mention_id"].notna() & claims["measure"].notna()]
    low, high = tolls["quantity_low"], tolls["quantity_high"]
    count = low.fillna(high)
    vague = pd.Series(
        [(a, b) in _VAGUE for a, b in zip(low.fillna(-1), high.fillna(-1), strict=True)], index=tolls.index, dtype=bool
    )
    frame = tolls[["mention_id", "measure"]].assign(count=count)[(count >= 2) & ~vague]
    return frame.drop_duplicates().sort_values(["mention_id", "measure", "count"], kind="stable", ignore_index=True)


def number_figures(mention_ids: pd.Series, counts: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Give the counts of each mention numbers.

    Parameters
    ----------
    mention_ids : pandas.Series
        Keys of the mentions in their order.
    counts : pandas.DataFrame
        As `counts_of` returns them.

    Returns
    -------
    table : numpy.ndarray
        One row per mention with the numbers of its largest counts, padded with -1.
    is_large : numpy.ndarray
        Per number, whether the count is ten or more.
    """
    table = np.full((len(mention_ids), _FIGURES_KEPT), -1, dtype=np.int32)
    if counts.empty:
        return table, np.zeros(0, dtype=bool)
    different = counts[["measure", "count"]].drop_duplicates().sort_values(["measure", "count"], ignore_index=True)
    number = {key: n for n, key in enumerate(zip(different["measure"], different["count"], strict=True))}
    position = {mention_id: row for row, mention_id in enumerate(mention_ids.tolist())}
    of_mention: dict[str, list[tuple[int, int]]] = {}
    for mention_id, measure, count in zip(
        counts["mention_id"].tolist(), counts["measure"].tolist(), counts["count"].tolist(), strict=True
    ):
        of_mention.setdefault(mention_id, []).append((-int(count), number[measure, count]))
    for mention_id, found in of_mention.items():
        largest = [key for _, key in sorted(found)[:_FIGURES_KEPT]]
        table[position[mention_id], : len(largest)] = largest
    return table, (different["count"] >= 10).to_numpy(dtype=bool)


def _chunks(length: int) -> Iterable[slice]:
    return (slice(start, start + _CHUNK) for start in range(0, length, _CHUNK))


def word_points(tokens: np.ndarray, worth: np.ndarray, i: np.ndarray, j: np.ndarray, weights: Weights) -> np.ndarray:
    """Return the points for rare words in common: the sum of what each is worth, up to a limit."""
    points = np.zeros(len(i))
    if not len(worth):
        return points
    for part in _chunks(len(i)):
        one, other = tokens[i[part]], tokens[j[part]]
        equal = ((one[:, :, None] == other[:, None, :]) & (one >= 0)[:, :, None]).any(axis=2)
        points[part] = np.minimum((worth[one] * equal).sum(axis=1), weights.words["most"])
    return points


def figure_points(
    figures: np.ndarray, is_large: np.ndarray, i: np.ndarray, j: np.ndarray, weights: Weights
) -> np.ndarray:
    """Return the points for counts in common. Counts that differ take nothing off: tolls conflict."""
    points = np.zeros(len(i))
    if not len(is_large):
        return points
    for part in _chunks(len(i)):
        one, other = figures[i[part]], figures[j[part]]
        equal = ((one[:, :, None] == other[:, None, :]) & (one >= 0)[:, :, None]).any(axis=2)
        large = (equal & is_large[one]).any(axis=1)
        points[part] = np.where(
            large, weights.figures["large"], np.where(equal.any(axis=1), weights.figures["small"], 0.0)
        )
    return points
