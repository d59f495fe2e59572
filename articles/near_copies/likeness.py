"""How much of one text stands in another, however it was cut, filled up or edited."""

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from articles.near_copies.wording import Wording, marks

# So much of the shorter text stands in the longer one of two near-copies.
LEAST = 0.55
# The shorter one is cut into pieces of so many phrases. In so many of these at least two phrases
# are shared by near-copies; a letterhead and a notice at the end lie in few of them.
_PIECE, _IN_A_PIECE, _LEAST_PIECES = 24, 2, 0.5
# Of all its phrases.
_LEAST_SHARED = 0.1
# What stands in the same order by chance in two texts is some fifth.
_LEAST_OF_REST = 0.35
# Where fewer words that count are left, nothing can be told.
_FEWEST_LEFT = 15
# What lies between passages that are common to many texts is common to them too, if it is as short.
_GAP = 8  # words
# Of the phrases that two texts share so many of each group are looked for in others: one that is
# behind these is kept of few texts.
_SHARED_IN_A_GROUP = 2


def likeness(one: Wording, other: Wording) -> float:
    """The share of the shorter text's words that the other has in the same order, 0–1.

    Only words of four letters and more count. 0 where what they share stands together in a part
    of the text, as a letterhead does, or is no phrase.
    """
    shorter, longer = sorted((one, other), key=lambda wording: len(wording.words))
    shared = longer.has(shorter.phrases)
    if not len(shared) or shared.mean() < _LEAST_SHARED:
        return 0
    starts = np.arange(0, max(1, len(shared) - _PIECE // 2), _PIECE)
    in_pieces = np.add.reduceat(shared, starts, dtype=np.int64)
    if (in_pieces >= _IN_A_PIECE).mean() < _LEAST_PIECES:
        return 0
    return _in_order(one.words[one.is_long], other.words[other.is_long])


def are_alike_without(one: Wording, other: Wording, common: NDArray[np.int64]) -> bool:
    """Whether two near-copies are alike without the phrases that many texts have.

    They are where nothing else is in either; where one has more, the other one has it too.
    """
    rests = _rest(one, common), _rest(other, common)
    if max(map(len, rests)) < _FEWEST_LEFT:
        return True
    return _in_order(*rests) >= _LEAST_OF_REST


def shared_phrases(one: Wording, other: Wording) -> list[int]:
    """Of the phrases that both have, those by which other texts that have them are found."""
    return marks(one.phrases[other.has(one.phrases)], each=_SHARED_IN_A_GROUP)


def _in_order(one: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    shorter = min(len(one), len(other))
    if shorter < _FEWEST_LEFT:
        return 0
    return LCSseq.similarity(one.tolist(), other.tolist()) / shorter


def _rest(wording: Wording, common: NDArray[np.int64]) -> NDArray[np.int64]:
    """The words that count outside the passages of these phrases."""
    kept = wording.is_long.copy()
    before = None
    for place in np.flatnonzero(np.isin(wording.phrases, common)).tolist():
        start = place if before is None or place - before > _GAP else before
        kept[start : place + 3] = False
        before = place
    return wording.words[kept]
