"""What of an article's text tells whether another is a copy: made once where the article is read, and kept with it."""

from __future__ import annotations

import functools
import hashlib
import re
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sahel_dataset.ingest.furniture import plain
from sahel_dataset.ingest.params import IngestParams

if TYPE_CHECKING:
    import numpy as np
    from datasketch import MinHash

__all__ = ["OF_SIGNATURE", "Signature", "shingles", "signature_of"]

OF_SIGNATURE = frozenset({"wire_shingle_words", "wire_permutations", "wire_seed", "wire_opening_words"})
"""The settings that decide what a signature is."""

_SENTENCE_WORDS = 8
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+|\n+")
_LENGTHS = struct.Struct("<4I")


@dataclass(frozen=True, slots=True)
class Signature:
    """What a body is compared by.

    Attributes
    ----------
    shingles : numpy.ndarray of uint64
        Its runs of words, each as a number, in the order of the text.
    n_opening : int
        How many of them are of its opening.
    minhash : numpy.ndarray of uint32
        MinHash of the set of its shingles; empty where it has none.
    sentences : numpy.ndarray of uint64
        Its longer sentences, each as a number, sorted.
    """

    shingles: np.ndarray
    n_opening: int
    minhash: np.ndarray
    sentences: np.ndarray

    def to_bytes(self) -> bytes:
        """Return the signature as bytes."""
        arrays = (self.shingles, self.minhash, self.sentences)
        lengths = _LENGTHS.pack(*(len(one) for one in arrays), self.n_opening)
        return lengths + b"".join(one.tobytes() for one in arrays)

    @classmethod
    def from_bytes(cls, data: bytes) -> Signature:
        """Return the signature that `to_bytes` made bytes of.

        Raises
        ------
        ValueError
            If the bytes are no signature.
        """
        import numpy as np

        try:
            n_shingles, n_hashes, n_sentences, n_opening = _LENGTHS.unpack_from(data)
        except struct.error as error:
            raise ValueError(f"no signature: {error}") from error
        at = _LENGTHS.size
        arrays = []
        for kind, count in ((np.uint64, n_shingles), (np.uint32, n_hashes), (np.uint64, n_sentences)):
            arrays.append(np.frombuffer(data, kind, count, at))
            at += arrays[-1].nbytes
        return cls(arrays[0], n_opening, arrays[1], arrays[2])


def shingles(text: str, length: int) -> np.ndarray:
    """Return the runs of `length` words in `text` in their order, each as a 64-bit number that its words alone decide.

    Examples
    --------
    >>> one, other = (set(shingles(text, 2).tolist()) for text in ("Two men, two women.", "two men; two dogs"))
    >>> len(one), len(one & other)
    (3, 2)
    """
    import numpy as np

    words = np.array([zlib.crc32(word.encode("ascii")) for word in plain(text).split()], dtype=np.uint64)
    length = min(length, len(words))
    count = len(words) - length + 1 if length else 0
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(length):
        mixed = (mixed ^ words[offset : offset + count]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return mixed


def signature_of(body: str, params: IngestParams) -> Signature:
    """Return what a body is compared by.

    Parameters
    ----------
    body : str
        An article's text without its title.
    params : IngestParams
        Length of shingles and of openings, permutations and their seed.
    """
    import numpy as np

    found = shingles(body, params.wire_shingle_words)
    n_opening = max(1, params.wire_opening_words - params.wire_shingle_words + 1)
    hashes = np.array([], dtype=np.uint32)
    if len(found):
        minhash = _empty_minhash(params.wire_permutations, params.wire_seed).copy()
        minhash.update_batch(np.unique(found).tolist())
        hashes = minhash.hashvalues.astype(np.uint32)
    sentences = {plain(sentence) for sentence in _SENTENCE.split(body)}
    numbers = [_number(sentence) for sentence in sentences if sentence.count(" ") >= _SENTENCE_WORDS - 1]
    return Signature(found, min(n_opening, len(found)), hashes, np.unique(np.array(numbers, dtype=np.uint64)))


@functools.cache
def _empty_minhash(permutations: int, seed: int) -> MinHash:
    from datasketch import MinHash

    return MinHash(num_perm=permutations, seed=seed, hashfunc=_folded)


def _folded(shingle: int) -> int:
    """Fold a 64-bit shingle to the 32 bits that MinHash takes."""
    return (shingle ^ (shingle >> 32)) & 0xFFFFFFFF


def _number(sentence: str) -> int:
    return int.from_bytes(hashlib.blake2b(sentence.encode("ascii"), digest_size=8).digest(), "little")
