"""Copies of one wire story: whole or in part, shortened, with another headline."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from sahel_dataset.ingest.gathered import Gathered, Traits
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.signature import Signature, signature_of

__all__ = ["Overlap", "first_copies", "overlap"]

_MANY = 20
_OFF = 0.35
"""How far the estimate of an overlap may be off: eight times its standard error with 128 permutations."""

_BYTES_AT_ONCE = 32_000_000
_PAIRS_AT_ONCE = 1_000_000
_SIGNATURES_HELD = 512


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share.

    Attributes
    ----------
    shared : int
        Shingles that stand in both.
    share : float
        Their share of the shorter text's shingles (0 to 1).
    opening_share : float
        The greater of: share of one's opening that stands in the other (0 to 1).
    """

    shared: int
    share: float
    opening_share: float


def overlap(one: str, other: str, params: IngestParams) -> Overlap:
    """Compare two bodies exactly.

    Parameters
    ----------
    one, other : str
        Bodies of articles.
    params : IngestParams
        Length of shingles and of openings.

    Examples
    --------
    >>> text = "The convoy was attacked on Monday near the border, and three of its drivers are missing."
    >>> overlap(text, f"{text} More follows in our evening edition.", IngestParams()).share
    1.0
    """
    return _compared(*(_sets(signature_of(body, params)) for body in (one, other)))


@dataclass(frozen=True, slots=True)
class _Sets:
    whole: frozenset[int]
    opening: frozenset[int]


def _sets(signature: Signature) -> _Sets:
    numbers = signature.shingles.tolist()
    return _Sets(frozenset(numbers), frozenset(numbers[: signature.n_opening]))


def _compared(one: _Sets, other: _Sets) -> Overlap:
    shared = len(one.whole & other.whole)
    shorter = min(len(one.whole), len(other.whole))
    openings = (
        len(one.opening & other.whole) / max(1, len(one.opening)),
        len(other.opening & one.whole) / max(1, len(other.opening)),
    )
    return Overlap(shared, shared / max(1, shorter), max(openings))


class _Search:
    """The search for copies among the articles of a run, which are numbered in the order of their ids."""

    def __init__(self, articles: Gathered, params: IngestParams) -> None:
        self.parent = np.arange(len(articles))
        self._articles = articles
        self._params = params
        self._traits: Traits = articles.traits()
        self._judged = np.array([], dtype=np.int64)
        self._held = functools.lru_cache(_SIGNATURES_HELD)(self._sets_of)

    def _sets_of(self, rank: int) -> _Sets:
        numbers, n_opening = self._articles.shingles(rank)
        return _sets(Signature(numbers, n_opening, numbers[:0], numbers[:0]))

    def root(self, at: int) -> int:
        """Return the first article of the group that one is in."""
        parent = self.parent
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return int(at)

    def settle(self) -> None:
        """Point every article straight at the first of its group."""
        while True:
            further = self.parent[self.parent]
            if np.array_equal(further, self.parent):
                return
            self.parent = further

    def judge(self, pairs: np.ndarray) -> None:
        """Compare pairs, each of them once and none whose two are of one group, and join those that are copies."""
        codes = np.sort(pairs[:, 0].astype(np.int64) * len(self.parent) + pairs[:, 1])
        codes = codes[np.r_[True, codes[1:] != codes[:-1]][: len(codes)]]
        codes = codes[~np.isin(codes, self._judged, assume_unique=True)]
        for one, other in zip(*(part.tolist() for part in np.divmod(codes, len(self.parent))), strict=True):
            low, high = sorted((self.root(one), self.root(other)))
            if low != high and self._are_copies(one, other):
                self.parent[high] = low
        self._judged = np.concatenate([self._judged, codes])

    def _are_copies(self, one: int, other: int) -> bool:
        params, traits = self._params, self._traits
        if traits.language[one] != traits.language[other]:
            return False
        found = _compared(self._held(one), self._held(other))
        if found.share >= params.wire_sure_overlap and found.shared >= 1:
            return True
        if found.shared < params.wire_min_shingles or abs(traits.day[one] - traits.day[other]) > params.wire_days:
            return False
        if found.share >= params.wire_overlap:
            return True
        return found.share >= params.wire_opening_overlap and found.opening_share >= 0.5

    def equal_texts(self) -> np.ndarray:
        """Judge articles of one text, and return which articles are the first of theirs."""
        _, first, of_article = np.unique(self._traits.text, return_index=True, return_inverse=True)
        again = np.flatnonzero(first[of_article] != np.arange(len(self._traits)))
        self.judge(np.stack([first[of_article[again]], again], axis=1))
        is_first = np.ones(len(self._traits), dtype=bool)
        is_first[again] = False
        return is_first

    def sharing_sentences(self) -> None:
        """Judge articles that have a sentence in common, word for word."""
        total = sum(len(numbers) for _, numbers in self._articles.sentences())
        passes = 1 + 16 * total // _BYTES_AT_ONCE
        for number in range(passes):
            ranks, found = [], []
            for rank, numbers in self._articles.sentences():
                # The numbers are even over all of their range.
                mine = numbers[numbers % np.uint64(passes) == number]
                ranks.append(np.full(len(mine), rank, dtype=np.int64))
                found.append(mine)
            if ranks:
                for pairs in _together(_in_buckets(np.concatenate(ranks), np.concatenate(found))):
                    self.judge(pairs)

    def alike(self, among: np.ndarray) -> None:
        """Judge articles whose whole bodies a MinHash index brings together, and that may be copies."""
        from datasketch import MinHashLSH

        params, traits = self._params, self._traits
        index = MinHashLSH(threshold=params.wire_candidate_overlap, num_perm=params.wire_permutations)
        among = np.flatnonzero(among & (traits.size > 0))
        # The least bits of the hashes are enough to estimate what two articles share.
        sketch = self._articles.minhashes(slice(None), np.uint8)
        at_once = max(1, _BYTES_AT_ONCE // max(1, 4 * index.r * len(traits)))
        for first in range(0, index.b, at_once):
            bands = range(first, min(index.b, first + at_once))
            hashes = self._articles.minhashes(slice(index.r * bands[0], index.r * (bands[-1] + 1)))[among]
            for band in range(len(bands)):
                self.settle()
                key = _one_number(hashes[:, index.r * band : index.r * (band + 1)], traits.language[among])
                for pairs in _together(self._worth_judging(some, sketch) for some in _each_two(among, key)):
                    self.judge(pairs)

    def _worth_judging(self, pairs: np.ndarray, sketch: np.ndarray) -> np.ndarray:
        """Return the pairs not of one group that may be copies, by what is held of them."""
        params, traits = self._params, self._traits
        pairs = pairs[self.parent[pairs[:, 0]] != self.parent[pairs[:, 1]]]
        one, other = pairs[:, 0], pairs[:, 1]
        late = np.flatnonzero(np.abs(traits.day[one] - traits.day[other]) > params.wire_days)
        # Far apart in time only what shares nearly all is a copy, and that the index's own estimate would show.
        alike = np.concatenate(
            [np.zeros(0)]
            + [
                (sketch[one[some]] == sketch[other[some]]).mean(axis=1)
                for some in np.array_split(late, 1 + len(late) // 50_000)
            ]
        )
        shorter = np.minimum(traits.size[one[late]], traits.size[other[late]])
        longer = np.maximum(traits.size[one[late]], traits.size[other[late]])
        least = params.wire_sure_overlap * shorter / (longer + (1 - params.wire_sure_overlap) * shorter)
        worth = np.ones(len(pairs), dtype=bool)
        worth[late[alike <= least - _OFF]] = False
        return pairs[worth]


def first_copies(articles: Gathered, params: IngestParams) -> np.ndarray:
    """Return of every article the first article of its story, itself where there are no copies.

    A MinHash index of whole bodies proposes pairs that are much alike, an index of sentences those of which one holds
    a part of the other, so that a story shortened to a third still meets its original. Each pair is then compared
    exactly. Copies of copies are one group. Held in memory are some 200 bytes an article.

    Parameters
    ----------
    articles : Gathered
        The articles, settled; they are numbered in the order of their ids.
    params : IngestParams
        Thresholds.
    """
    search = _Search(articles, params)
    if len(articles):
        first_of_text = search.equal_texts()
        search.sharing_sentences()
        search.alike(first_of_text)
        search.settle()
    return search.parent


def _together(parts: Iterable[np.ndarray]) -> Iterator[np.ndarray]:
    """Yield pairs as they come, more of them at a time."""
    held: list[np.ndarray] = []
    n_held = 0
    for part in parts:
        held.append(part)
        n_held += len(part)
        if n_held >= _PAIRS_AT_ONCE:
            yield np.concatenate(held)
            held, n_held = [], 0
    if held:
        yield np.concatenate(held)


def _one_number(hashes: np.ndarray, language: np.ndarray) -> np.ndarray:
    """Return a number for each row of hashes and language; equal rows have it in common."""
    key = language.astype(np.uint64)
    for column in hashes.T:
        key = (key ^ column.astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        key ^= key >> np.uint64(29)
    return key


def _runs(ranks: np.ndarray, key: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return articles ordered by key, then number; of each place the first with its key, and the one after the last."""
    order = np.lexsort((ranks, key))
    ranks, key = ranks[order], key[order]
    starts = np.flatnonzero(np.r_[True, key[1:] != key[:-1]])
    sizes = np.diff(np.r_[starts, len(key)])
    return ranks, np.repeat(starts, sizes), np.repeat(starts + sizes, sizes)


def _each_two(ranks: np.ndarray, key: np.ndarray) -> Iterator[np.ndarray]:
    """Yield the pairs of articles that have a key in common, some at a time, the lower number first."""
    if not len(ranks):
        return
    ranks, _, end = _runs(ranks, key)
    at, further = np.arange(len(ranks)), 1
    while len(at := at[at + further < end[at]]):
        for some in np.array_split(at, 1 + len(at) // _PAIRS_AT_ONCE):
            yield np.stack([ranks[some], ranks[some + further]], axis=1)
        further += 1


def _in_buckets(ranks: np.ndarray, key: np.ndarray) -> Iterator[np.ndarray]:
    """Yield the pairs of articles that have a sentence in common; of a sentence that many have, not each two.

    A notice that hundreds of articles carry must not make a pair of each two; a story that hundreds carry is still one
    chain.
    """
    if not len(ranks):
        return
    ordered, start, end = _runs(ranks, key)
    few = end - start <= _MANY
    yield from _each_two(ordered[few], start[few])
    many = np.flatnonzero(~few & (np.arange(len(ordered)) > start))
    yield np.stack([ordered[many - 1], ordered[many]], axis=1)
    yield np.stack([ordered[start[many]], ordered[many]], axis=1)
