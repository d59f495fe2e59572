"""The words of a text as numbers, the phrases they make, and the few of these that tell it.

Of the phrases, each three words in a row, the least hash in each of `_GROUPS` groups is kept (one
permutation hashing, Li, Owen & Zhang 2012): two texts share about that share of these that they
have in common of all their phrases.
"""

import re
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
_GROUPS = 40
_PHRASE = 3  # words
_MOST_WORDS = 20_000  # what stands behind them is not compared
_MOST_HASHES = 200_000  # that are held
# Shorter words stand in every text.
_SHORTEST = 4  # letters
_FACTORS = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)


class Wording(NamedTuple):
    """A text as it is compared; case and signs count nothing.

    `words` are hashes of all its words, `is_long` says which of them count, `phrases` are hashes
    of each three words in a row, in the order of the text and, `in_order`, in that of their hashes.
    """

    words: NDArray[np.int64]
    is_long: NDArray[np.bool_]
    phrases: NDArray[np.int64]
    in_order: NDArray[np.int64]

    @classmethod
    def of(cls, text: str) -> "Wording":
        if len(_hashes) > _MOST_HASHES:
            _hashes.clear()
        found = _WORD.findall(text.lower())[:_MOST_WORDS]
        hashes = np.fromiter(map(_hashes.__getitem__, found), dtype=np.int64, count=len(found))
        phrases = _phrases(hashes)
        return cls(hashes, hashes > 0, phrases, np.sort(phrases))

    def has(self, phrases: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of these phrases are in the text."""
        return _are_in(phrases, self.in_order)

    def marks(self) -> list[int]:
        """The phrases by which the text is found, at most one a group."""
        return marks(self.phrases, each=1)


def marks(phrases: NDArray[np.int64], *, each: int) -> list[int]:
    """The phrases with the least hashes, at most so many of each group."""
    groups = phrases % _GROUPS
    order = np.lexsort((phrases, groups))
    ordered, groups = phrases[order], groups[order]
    # The first `each` different ones of a group.
    is_new = np.ones(len(ordered), np.bool_)
    is_new[1:] = ordered[1:] != ordered[:-1]
    ordered, groups = ordered[is_new], groups[is_new]
    is_kept = np.ones(len(ordered), np.bool_)
    is_kept[each:] = groups[each:] != groups[:-each]
    return ordered[is_kept].tolist()


def _are_in(numbers: NDArray[np.int64], ordered: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of the numbers are among those in order; `np.isin` takes several times as long."""
    if not len(ordered):
        return np.zeros(len(numbers), np.bool_)
    places = np.searchsorted(ordered, numbers)
    places[places == len(ordered)] = 0
    return ordered[places] == numbers


class _Hashes(dict[str, int]):
    """The hash of each word; positive for a word that counts."""

    def __missing__(self, word: str) -> int:
        number = crc32(word.encode()) + 1
        self[word] = found = number if len(word) >= _SHORTEST else -number
        return found


_hashes = _Hashes()


def _phrases(words: NDArray[np.int64]) -> NDArray[np.int64]:
    if len(words) < _PHRASE:
        return np.zeros(0, np.int64)
    one, other = _FACTORS
    numbers = words.astype(np.uint64)
    mixed = (numbers[:-2] * one + numbers[1:-1]) * other + numbers[2:]
    for shift in (33, 29):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * one
    return (mixed >> np.uint64(1)).astype(np.int64)
