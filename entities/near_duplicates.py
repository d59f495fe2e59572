"""Near-duplicates, copies of one text, told by their fingerprints (`SearchRow.fingerprint`)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain, combinations

_LAST_BITS = 0x1111_1111_1111_1111
# Of its 16 groups of 4 bits a near-duplicate shares 14. Texts that have half of their words in
# common do so once in 200 times, those that have a fifth in common once in a million times.
_MOST_DIFFERENT = 2
# Every two of the quarters: where two groups differ, one of these is the same.
HALVES = [0xFFFF << one | 0xFFFF << other for one, other in combinations(range(0, 64, 16), 2)]


def grouped(ranked: Iterable[tuple[int, int | None]]) -> dict[int, list[int]]:
    """From keys and fingerprints in their order: each first one with its copies after it."""
    ranked = list(ranked)
    halves = {key: [mark & half for half in HALVES] for key, mark in ranked if mark is not None}
    # Hardly any has a half in common with another, which is quickly seen.
    counts = Counter(chain.from_iterable(halves.values()))
    shared = {half for half, count in counts.items() if count > 1}
    found: dict[int, list[int]] = {}
    alike: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for key, fingerprint in ranked:
        if fingerprint is None:
            found[key] = []
            continue
        common = shared.intersection(halves[key])
        first = next(
            (
                first
                for half in common
                for first, other in alike[half]
                if are_near_duplicates(fingerprint, other)
            ),
            None,
        )
        if first is not None:
            found[first].append(key)
            continue
        found[key] = []
        for half in common:
            alike[half].append((key, fingerprint))
    return found


def are_near_duplicates(one: int, other: int) -> bool:
    """Whether at most two groups of bits differ: each is brought down to its last bit."""
    differing = (one ^ other) & 0xFFFF_FFFF_FFFF_FFFF
    differing |= differing >> 2
    differing |= differing >> 1
    return (differing & _LAST_BITS).bit_count() <= _MOST_DIFFERENT
