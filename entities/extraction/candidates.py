"""Spans that may become mentions: which of those that overlap stays, which are not proposed."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from entities.extraction.names.match_names import SMALL_WORDS
from entities.extraction.passage import Passage
from entities.gazetteer.snapshot import Gazetteer
from entities.kinds import Kind
from entities.names import fold


class Rank(IntEnum):
    """Who wins where two spans overlap; among equals the longer does."""

    MODEL = 1
    RULE = 2
    INTRODUCTION = 3
    DECISION = 4


@dataclass(slots=True)
class Candidate:
    """A span `[start, end)` that may be a mention, while its meaning is still being worked out.

    `keys` are the entities it may name; `name` is the canonical name when it names a new one,
    `inside` the place that a place unknown to the gazetteer seems to lie in.
    """

    start: int
    end: int
    kind: Kind
    rank: Rank
    origin: str
    reason: str
    confidence: float
    keys: tuple[str, ...] = ()
    name: str = ""
    value: str = ""
    claimed_parent: str = ""
    inside: str = ""
    scores: tuple[tuple[str, float], ...] = ()

    @property
    def key(self) -> str:
        """The one entity it names; empty while there are none or several."""
        return self.keys[0] if len(self.keys) == 1 else ""


class Taken:
    """Spans that do not overlap, in the order of the text."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in spans:
            self.add(start, end)

    def is_free(self, start: int, end: int) -> bool:
        """Whether `[start, end)` touches none of the spans."""
        place = bisect_right(self._starts, start)
        if place and self._ends[place - 1] > start:
            return False
        return place == len(self._starts) or self._starts[place] >= end

    def add(self, start: int, end: int) -> None:
        place = bisect_right(self._starts, start)
        self._starts.insert(place, start)
        self._ends.insert(place, end)


def without_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep the best of candidates that overlap: by rank, then by length, then the surest."""
    ordered = sorted(
        candidates,
        key=lambda one: (-one.rank, one.start - one.end, -one.confidence, one.start),
    )
    taken = Taken()
    kept = []
    for candidate in ordered:
        if taken.is_free(candidate.start, candidate.end):
            taken.add(candidate.start, candidate.end)
            kept.append(candidate)
    return sorted(kept, key=lambda one: one.start)


_BY_MODEL = "ner:"


def is_doubted(candidate: Candidate, passage: Passage, gazetteer: Gazetteer) -> bool:
    """Whether these are only small words, or only the model takes them for what people deny.

    What the gazetteer knows, or a rule sees in the words around, is proposed all the same.
    """
    words = passage.text[candidate.start : candidate.end].casefold().split()
    if not candidate.keys and all(word in SMALL_WORDS for word in words):
        return True
    if not gazetteer.doubted or candidate.keys or not candidate.origin.startswith(_BY_MODEL):
        return False
    written = passage.written[candidate.start : candidate.end]
    return (fold(written), candidate.kind) in gazetteer.doubted
