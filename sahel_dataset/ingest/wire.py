"""Copies of one wire story: whole or in part, shortened, with another headline."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sahel_dataset.ingest.furniture import plain
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.records import ArticleRecord

__all__ = ["Overlap", "groups_of", "overlap", "shingles", "with_wire_groups"]

_SENTENCE_WORDS = 8
_MANY = 20
_OFF = 0.35
"""How far the estimate of an overlap may be off: eight times its standard error with 128 permutations."""

_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+|\n+")


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


def shingles(text: str, length: int) -> frozenset[int]:
    """Return the runs of `length` words in `text`, each as a 64-bit number that depends on its words alone.

    Examples
    --------
    >>> one, other = shingles("Two men, two women.", 2), shingles("two men; two dogs", 2)
    >>> len(one), len(one & other)
    (3, 2)
    """
    import numpy as np

    words = np.array([zlib.crc32(word.encode("ascii")) for word in plain(text).split()], dtype=np.uint64)
    if not len(words):
        return frozenset()
    length = min(length, len(words))
    count = len(words) - length + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(length):
        mixed = (mixed ^ words[offset : offset + count]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return frozenset(mixed.tolist())


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
    return _compared(_signature(one, params), _signature(other, params))


@dataclass(frozen=True, slots=True)
class _Signature:
    whole: frozenset[int]
    opening: frozenset[int]


def _signature(body: str, params: IngestParams) -> _Signature:
    words = plain(body).split()
    opening = " ".join(words[: params.wire_opening_words])
    return _Signature(
        shingles(" ".join(words), params.wire_shingle_words), shingles(opening, params.wire_shingle_words)
    )


def _compared(one: _Signature, other: _Signature) -> Overlap:
    shared = len(one.whole & other.whole)
    shorter = min(len(one.whole), len(other.whole))
    openings = (
        len(one.opening & other.whole) / max(1, len(one.opening)),
        len(other.opening & one.whole) / max(1, len(other.opening)),
    )
    return Overlap(shared, shared / max(1, shorter), max(openings))


def _are_copies(one: ArticleRecord, other: ArticleRecord, found: Overlap, params: IngestParams) -> bool:
    if one.language != other.language:
        return False
    if found.share >= params.wire_sure_overlap and found.shared >= 1:
        return True
    if found.shared < params.wire_min_shingles:
        return False
    if one.published_on and other.published_on and abs((one.published_on - other.published_on).days) > params.wire_days:
        return False
    if found.share >= params.wire_overlap:
        return True
    return found.share >= params.wire_opening_overlap and found.opening_share >= 0.5


def with_wire_groups(articles: Sequence[ArticleRecord], params: IngestParams) -> list[ArticleRecord]:
    """Give every article its wire group: the smallest id among the copies of its story, its own where there is none.

    A MinHash index of whole bodies proposes pairs that are much alike, an index of sentences those of which one holds
    a part of the other, so that a story shortened to a third still meets its original. Each pair is then compared
    exactly. Copies of copies are one group.

    Parameters
    ----------
    articles : sequence of ArticleRecord
        In any order: the result does not depend on it.
    params : IngestParams
        Thresholds.

    Returns
    -------
    list of ArticleRecord
        In the order given.
    """
    ordered = sorted(articles, key=lambda article: article.article_id)
    signatures = [_signature(article.body, params) for article in ordered]
    pairs = _alike(ordered, signatures, params) | _sharing_sentences(ordered)
    parent = list(range(len(ordered)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one, other in sorted(pairs):
        if root(one) != root(other):
            found = _compared(signatures[one], signatures[other])
            if _are_copies(ordered[one], ordered[other], found, params):
                low, high = sorted((root(one), root(other)))
                parent[high] = low
    group = {article.article_id: ordered[root(at)].article_id for at, article in enumerate(ordered)}
    return [replace(article, wire_group=group[article.article_id]) for article in articles]


def _alike(
    articles: Sequence[ArticleRecord], signatures: Sequence[_Signature], params: IngestParams
) -> set[tuple[int, int]]:
    """Return pairs of articles whose whole bodies a MinHash index brings together, and that may be copies."""
    import numpy as np
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=params.wire_candidate_overlap, num_perm=params.wire_permutations)
    empty = MinHash(num_perm=params.wire_permutations, seed=params.wire_seed, hashfunc=_folded)
    languages = {language: n for n, language in enumerate(sorted({article.language for article in articles}))}
    language = np.array([languages[article.language] for article in articles])
    day = np.array([article.published_on.toordinal() if article.published_on else np.nan for article in articles])
    size = np.array([len(signature.whole) for signature in signatures])
    hashes = np.zeros((len(articles), params.wire_permutations), dtype=np.uint32)
    pairs: set[tuple[int, int]] = set()
    by_text: dict[str, int] = {}
    for at, (article, signature) in enumerate(zip(articles, signatures, strict=True)):
        twin = by_text.setdefault(article.text_sha256, at)
        if twin != at:
            pairs.add((twin, at))
        elif signature.whole:
            minhash = empty.copy()
            minhash.update_batch(sorted(signature.whole))
            hashes[at] = minhash.hashvalues
            found = np.array([int(key) for key in index.query(minhash)], dtype=np.int64)
            found = found[language[found] == language[at]]
            # Far apart in time only what shares nearly all is a copy, and that the index's own estimate would show.
            alike = (hashes[found] == hashes[at]).mean(axis=1)
            shorter, longer = np.minimum(size[found], size[at]), np.maximum(size[found], size[at])
            least = params.wire_sure_overlap * shorter / (longer + (1 - params.wire_sure_overlap) * shorter)
            late = np.abs(day[found] - day[at]) > params.wire_days
            pairs.update((int(key), at) for key in found[~late | (alike > least - _OFF)])
            index.insert(str(at), minhash)
    return pairs


def _sharing_sentences(articles: Sequence[ArticleRecord]) -> set[tuple[int, int]]:
    """Return pairs of articles that have a sentence in common, word for word."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, article in enumerate(articles):
        sentences = {plain(sentence) for sentence in _SENTENCE.split(article.body)}
        for sentence in sentences:
            if sentence.count(" ") >= _SENTENCE_WORDS - 1:
                holders[sentence].append(at)
    pairs: set[tuple[int, int]] = set()
    for bucket in holders.values():
        if len(bucket) <= _MANY:
            pairs.update((one, other) for number, one in enumerate(bucket) for other in bucket[number + 1 :])
        else:
            # A notice that hundreds of articles carry must not make a pair of each two; a story that hundreds
            # carry is still one chain.
            pairs.update(pairwise(bucket))
            pairs.update((bucket[0], other) for other in bucket[1:])
    return pairs


def _folded(shingle: int) -> int:
    """Fold a 64-bit shingle to the 32 bits that MinHash takes."""
    return (shingle ^ (shingle >> 32)) & 0xFFFFFFFF


def groups_of(articles: Sequence[ArticleRecord]) -> dict[str, list[str]]:
    """Return the wire groups of more than one article: their name and their articles' ids, sorted."""
    groups: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        if article.wire_group:
            groups[article.wire_group].append(article.article_id)
    return {name: sorted(ids) for name, ids in sorted(groups.items()) if len(ids) > 1}
