"""Copies of one text among the hits become one hit."""

from collections import defaultdict
from collections.abc import Iterable

_LAST_BITS = 0x1111_1111_1111_1111
# Of its 16 groups of 4 bits a near-duplicate shares 14. Texts that have half of their words in
# common do so once in 200 times, those that have a fifth in common once in a million times.
_MOST_DIFFERENT = 2


def folded(ranked: Iterable[tuple[int, int | None]]) -> dict[int, list[int]]:
    """From keys and fingerprints in their order: each first one with its copies after it."""
    found: dict[int, list[int]] = {}
    alike: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for key, fingerprint in ranked:
        quarters = () if fingerprint is None else _quarters(fingerprint)
        first = next(
            (
                first
                for quarter in quarters
                if quarter in alike
                for first, other in alike[quarter]
                if _different(fingerprint, other) <= _MOST_DIFFERENT
            ),
            None,
        )
        if first is not None:
            found[first].append(key)
            continue
        found[key] = []
        for quarter in quarters:
            alike[quarter].append((key, fingerprint))
    return found


def _quarters(fingerprint: int) -> tuple[int, int, int, int]:
    """Four groups each, and which four: two of them are the same where two groups differ."""
    return (
        fingerprint & 0xFFFF,
        fingerprint >> 16 & 0xFFFF | 1 << 16,
        fingerprint >> 32 & 0xFFFF | 2 << 16,
        fingerprint >> 48 & 0xFFFF | 3 << 16,
    )


def _different(one: int, other: int) -> int:
    """How many groups of bits differ: each is brought down to its last bit."""
    differing = (one ^ other) & 0xFFFF_FFFF_FFFF_FFFF
    differing |= differing >> 2
    differing |= differing >> 1
    return (differing & _LAST_BITS).bit_count()
