"""How places of one text tell of each other: names in a row mean places that lie together.

They vouch for what a name among them means, and say where a place lies that no list has.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from entities.extraction.places.resolve_places import GOOD_SHARE, NEARBY, Evidence, Option

_EARTH_RADIUS = 6371.0  # km
_NEAR = 100.0  # km: so far apart two places vouch half as much as side by side
_MOST_OPTIONS = 12
_MOST_NAMES = 60
# Scores are logarithms of odds: so much steeper than their unit, half a power of ten.
_STEEPNESS = 2.3
_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Weighed:
    """A place that a name may mean, with its score from all but the places around it."""

    option: Option
    score: float


def vouched(names: Mapping[str, Sequence[Weighed]], weight: float) -> dict[str, dict[str, float]]:
    """How far the other names of a text vouch for each meaning of a name, 0–1.

    By name and key of the place. Every name has one vote, which it shares out among its meanings
    by their odds; a vote counts for what lies near. `weight` is what full support adds to a score.
    """
    rows = [
        (number, name, one)
        for number, (name, weighed) in enumerate(list(names.items())[:_MOST_NAMES])
        for one in sorted(weighed, key=lambda one: -one.score)[:_MOST_OPTIONS]
        if one.option.latitude is not None and one.option.longitude is not None
    ]
    if len({number for number, _, _ in rows}) < 2:
        return {}
    of_name = np.array([number for number, _, _ in rows])
    scores = np.array([one.score for _, _, one in rows])
    closeness = _closeness([one.option for _, _, one in rows])
    closeness[of_name[:, None] == of_name[None, :]] = 0.0
    support = np.zeros(len(rows))
    for _ in range(_ROUNDS):
        odds = np.exp(_STEEPNESS * (scores + weight * support))
        shares = odds / np.bincount(of_name, odds)[of_name]
        votes = closeness @ shares
        support = votes / (votes + 1.0)
    found: dict[str, dict[str, float]] = {}
    for (_, name, one), share in zip(rows, support, strict=True):
        found.setdefault(name, {})[one.option.key] = float(share)
    return found


def _closeness(options: Sequence[Option]) -> np.ndarray:
    """1 for places at one point, a half at `_NEAR`, and nearly nothing far away."""
    degrees = np.array([(one.latitude, one.longitude) for one in options], dtype=float)
    north, east = np.radians(degrees).T
    points = np.stack(
        (np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)), axis=1
    )
    chords = np.maximum(2.0 - 2.0 * (points @ points.T), 0.0)
    return 1.0 / (1.0 + chords * (_EARTH_RADIUS / _NEAR) ** 2)


class Surroundings:
    """The settled places of one text that lie where the text is about, by where they stand."""

    def __init__(self, settled: Iterable[tuple[int, Option]], evidence: Evidence) -> None:
        """Take places with the offsets at which they are named, in the order of the text."""
        kept = [
            (start, option)
            for start, option in settled
            if evidence.share(option.country) >= GOOD_SHARE
            and evidence.country in ("", option.country)
        ]
        self._starts = [start for start, _ in kept]
        self._options = [option for _, option in kept]
        self._by_name = {option.name: option for option in self._options}
        self._area = evidence.division or evidence.country

    def area_of(self, start: int, written: str) -> str:
        """The key of the area in which a place seems to lie that is named at `start`."""
        # `Sydney Airport` lies in Sydney.
        for first in _beginnings(written):
            if first in self._by_name:
                return self._by_name[first].key
        around = self._around(start)
        towns = [pair for pair in around if pair[1].level != "country"]
        if around:
            return min(towns or around, key=lambda pair: pair[0])[1].key
        return f"place:{self._area}" if self._area else ""

    def _around(self, start: int) -> list[tuple[int, Option]]:
        left = bisect_left(self._starts, start - NEARBY)
        right = bisect_left(self._starts, start + NEARBY + 1)
        return [
            (abs(self._starts[place] - start), self._options[place]) for place in range(left, right)
        ]


def _beginnings(written: str) -> Iterator[str]:
    words = written.split(" ")
    return (" ".join(words[:count]) for count in range(1, len(words)))
