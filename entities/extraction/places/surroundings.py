"""Where a place lies that no list has: beside the places around it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from entities.extraction.places.resolve_places import NEARBY, Evidence, Option

GOOD_SHARE = 0.15


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
