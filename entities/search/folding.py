"""Copies of one text among the hits become one hit."""

from collections import defaultdict
from collections.abc import Iterable

_GROUPS, _BITS = 16, 4
# Of its 16 groups a near-duplicate shares 14. Texts that have half of their words in common do so
# once in 200 times, those that have a fifth in common once in a million times.
_MOST_DIFFERENT = 2
_BAND = 16
_BANDS = 64 // _BAND


def folded(ranked: Iterable[tuple[int, int | None]]) -> dict[int, list[int]]:
    """From keys and fingerprints in their order: each first one with its copies after it."""
    found: dict[int, list[int]] = {}
    # With two differing groups at most, two of the four bands are the same.
    bands: list[dict[int, list[tuple[int, int]]]] = [defaultdict(list) for _ in range(_BANDS)]
    for key, fingerprint in ranked:
        if fingerprint is None:
            found[key] = []
            continue
        pieces = [fingerprint >> _BAND * place & 0xFFFF for place in range(_BANDS)]
        same = (
            first
            for place, piece in enumerate(pieces)
            for first, other in bands[place].get(piece, ())
            if _different(fingerprint, other) <= _MOST_DIFFERENT
        )
        if (first := next(same, None)) is not None:
            found[first].append(key)
            continue
        found[key] = []
        for place, piece in enumerate(pieces):
            bands[place][piece].append((key, fingerprint))
    return found


def _different(one: int, other: int) -> int:
    """How many groups of bits differ."""
    differing = one ^ other
    return sum(bool(differing >> _BITS * group & 0xF) for group in range(_GROUPS))
