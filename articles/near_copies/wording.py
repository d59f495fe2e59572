"""The words of a text as numbers, the phrases they make, and the few of these that tell it.

Of the phrases, each three words in a row, the least hash in each of `_GROUPS` groups is kept (one
permutation hashing, Li, Owen & Zhang 2012): two texts share about that share of these that they
have in common of all their phrases.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
_GROUPS = 40
_PHRASE = 3  # words
_MOST_WORDS = 20_000  # what stands behind them is not compared
# Shorter words stand in every text.
_SHORTEST = 4  # letters
_FACTORS = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)


class Wording(NamedTuple):
    """A text as it is compared; case and signs count nothing.

    `words` are hashes of all its words, `is_long` says which of them count, `phrases` are hashes
    of each three words in a row.
    """

    words: NDArray[np.int64]
    is_long: NDArray[np.bool_]
    phrases: NDArray[np.int64]

    @classmethod
    def of(cls, text: str) -> "Wording":
        found = _WORD.findall(text.lower())[:_MOST_WORDS]
        hashes = np.fromiter(map(_hash, found), dtype=np.int64, count=len(found))
        is_long = np.fromiter((len(word) >= _SHORTEST for word in found), bool, count=len(found))
        return cls(hashes, is_long, _phrases(hashes))

    def marks(self) -> list[int]:
        """The phrases by which the text is found, at most one a group."""
        groups = self.phrases % _GROUPS
        least = np.full(_GROUPS, np.iinfo(np.int64).max)
        np.minimum.at(least, groups, self.phrases)
        return [int(mark) for mark in least if mark != np.iinfo(np.int64).max]


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return crc32(word.encode())


def _phrases(words: NDArray[np.int64]) -> NDArray[np.int64]:
    if len(words) < _PHRASE:
        return np.zeros(0, np.int64)
    one, other = _FACTORS
    numbers = words.astype(np.uint64)
    mixed = (numbers[:-2] * one + numbers[1:-1]) * other + numbers[2:]
    for shift in (33, 29):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * one
    return (mixed >> np.uint64(1)).astype(np.int64)
