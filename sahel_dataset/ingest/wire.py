"""Copies of one wire story: whole or in part, shortened, with another headline."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sahel_dataset.ingest.furniture import plain
from sahel_dataset.ingest.params import IngestParams
from sahel_dataset.ingest.records import ArticleRecord

__all__ = ["Overlap", "overlap", "shingles", "with_wire_groups"]

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


def shingles(text: str, length: int) -> frozenset[str]:
    """Return the runs of `length` words in `text`, in plain form.

    Examples
    --------
    >>> sorted(shingles("Two men, two women.", 3))
    ['men two women', 'two men two']
    """
    words = plain(text).split()
    if len(words) <= length:
        return frozenset({" ".join(words)} if words else ())
    return frozenset(" ".join(words[at : at + length]) for at in range(len(words) - length + 1))


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
    whole: frozenset[str]
    opening: frozenset[str]


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

    MinHash signatures of whole bodies, of openings and of every passage of a few sentences propose pairs, so that a
    story shortened to a third still meets its original; each pair is then compared exactly. Copies of copies are one
    group.

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
    parent = list(range(len(ordered)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one, other in sorted(_candidates(ordered, signatures, params)):
        if root(one) != root(other):
            found = _compared(signatures[one], signatures[other])
            if _are_copies(ordered[one], ordered[other], found, params):
                low, high = sorted((root(one), root(other)))
                parent[high] = low
    group = {article.article_id: ordered[root(at)].article_id for at, article in enumerate(ordered)}
    return [replace(article, wire_group=group[article.article_id]) for article in articles]


def _candidates(
    articles: Sequence[ArticleRecord], signatures: Sequence[_Signature], params: IngestParams
) -> set[tuple[int, int]]:
    """Return pairs of articles worth comparing: those a MinHash index of their parts brings together."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=params.wire_candidate_overlap, num_perm=params.wire_permutations)
    parts = MinHashLSH(threshold=0.5, num_perm=params.wire_permutations)
    pairs: set[tuple[int, int]] = set()
    by_text: dict[str, int] = {}

    def hashed(words: frozenset[str]) -> MinHash:
        minhash = MinHash(num_perm=params.wire_permutations, seed=params.wire_seed, hashfunc=_hash)
        minhash.update_batch([word.encode("ascii") for word in sorted(words)])
        return minhash

    for at, (article, signature) in enumerate(zip(articles, signatures, strict=True)):
        if not signature.whole:
            continue
        twin = by_text.setdefault(article.text_sha256, at)
        if twin != at:
            pairs.add((twin, at))
            continue
        whole = hashed(signature.whole)
        pairs.update((int(key), at) for key in index.query(whole))
        index.insert(str(at), whole)
        passages = [hashed(words) for words in _passages(article.body, params)]
        found = {int(key.split(".")[0]) for passage in passages for key in parts.query(passage)}
        pairs.update((other, at) for other in found)
        for number, passage in enumerate(passages):
            parts.insert(f"{at}.{number}", passage)
    return {pair for pair in pairs if pair[0] != pair[1]}


def _passages(body: str, params: IngestParams) -> list[frozenset[str]]:
    """Return the shingles of each sentence that is long enough to be known again, short ones joined to the next."""
    passages: list[frozenset[str]] = []
    gathered = ""
    for sentence in _SENTENCE.split(body):
        gathered = f"{gathered} {sentence}".strip()
        if len(gathered.split()) >= 3 * params.wire_shingle_words:
            passages.append(shingles(gathered, params.wire_shingle_words))
            gathered = ""
    return passages


def _hash(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=4).digest(), "little")


def groups_of(articles: Sequence[ArticleRecord]) -> dict[str, list[str]]:
    """Return the wire groups of more than one article: their name and their articles' ids, sorted."""
    groups: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        if article.wire_group:
            groups[article.wire_group].append(article.article_id)
    return {name: sorted(ids) for name, ids in sorted(groups.items()) if len(ids) > 1}
