"""Where the words of an earlier text stand in a new one, told by the words around them.

Pure functions of the two texts; all places are code points.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

# Words around a span that are compared on each side, in code points.
_CONTEXT = 80
# So much of them must agree where the words stand more than once.
_LEAST_AGREEING = 8


@dataclass(frozen=True, slots=True)
class Change:
    """Two texts without what they share at the beginning and at the end."""

    old: str
    new: str
    before: int
    after: int

    @classmethod
    def between(cls, old: str, new: str) -> "Change":
        shortest = min(len(old), len(new))
        before = _agreeing(old[:shortest], new[:shortest])
        rest = shortest - before
        after = _agreeing(old[len(old) - rest :][::-1], new[len(new) - rest :][::-1])
        return cls(old, new, before, after)

    def place(self, start: int, end: int) -> int | None:
        """Where `old[start:end]` begins in the new text; None where nothing clearly fits.

        What lies wholly in a shared part stays there. Else it is the place of the same words
        whose surroundings agree best, if that is the only one, or clearly the best.
        """
        if end <= self.before:
            return start
        if start >= len(self.old) - self.after:
            return start + len(self.new) - len(self.old)
        places = list(_places(self.new, self.old[start:end]))
        if not places:
            return None
        agreeing = sorted((self._agreement(start, end, one), -one) for one in places)[::-1]
        best, place = agreeing[0]
        alone = len(places) == 1 and self.old.count(self.old[start:end]) == 1
        clear = best >= _LEAST_AGREEING and (len(agreeing) == 1 or best > agreeing[1][0])
        return -place if alone or clear else None

    def _agreement(self, start: int, end: int, place: int) -> int:
        """How many code points around the words are the same in both texts."""
        length = end - start
        left = _agreeing(
            self.old[max(0, start - _CONTEXT) : start][::-1],
            self.new[max(0, place - _CONTEXT) : place][::-1],
        )
        right = _agreeing(
            self.old[end : end + _CONTEXT], self.new[place + length : place + length + _CONTEXT]
        )
        return left + right


def place_all(old: str, new: str, spans: Iterable[tuple[int, int]]) -> list[int | None]:
    """The new start of each span, in their order; no two that were apart come to overlap."""
    change = Change.between(old, new)
    taken: list[tuple[int, int, int, int]] = []
    placed = []
    for start, end in spans:
        place = change.place(start, end)
        if place is not None:
            reached = place + end - start
            clash = any(
                place < other_end and other < reached and not (was < end and start < was_end)
                for other, other_end, was, was_end in taken
            )
            place = None if clash else place
        if place is not None:
            taken.append((place, place + end - start, start, end))
        placed.append(place)
    return placed


def _agreeing(one: str, other: str) -> int:
    """The length of what both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _places(text: str, words: str) -> Iterable[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)
