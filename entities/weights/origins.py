"""Which quotes come from one origin, and which from several.

Near-copies, the same text under another date, one publisher and quotations of the same sentence
are one origin. What one article has in common with another, and that with a third, makes one
origin of all three.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from articles.models import Handling
from entities.names import FOLD_TABLE
from entities.near_duplicates import HALVES, are_near_duplicates

_OPENNESS = {handling.value: place for place, handling in enumerate(Handling)}


class Piece(NamedTuple):
    """A quote as far as it tells where a statement comes from.

    `source` is the primary key of the publisher, `fingerprint` that of the article's words, None
    where they are too few; `sentence` is the quote as `sentence_key` gives it, empty for none.
    """

    article: int
    source: int
    fingerprint: int | None
    sentence: str
    handling: str


class Origin(NamedTuple):
    """An independent origin with its pieces, in the order in which they were given.

    `handling` is the most open marking among them: who may see that, may know of the origin. So
    the numbers of origins by marking add up.
    """

    handling: str
    pieces: tuple[Piece, ...]


def sentence_key(quote: str) -> str:
    """What two quotations of one sentence have in common: case, accents and signs count nothing."""
    return " ".join(quote.translate(FOLD_TABLE).split())


def origins(pieces: Iterable[Piece]) -> list[Origin]:
    """The independent origins of the pieces, in the order of their first pieces.

    However the pieces are ordered, these are the same groups. Takes a time in proportion to the
    number of pieces, unless very many texts of different origins are half alike.
    """
    pieces = list(pieces)
    groups = _Groups()
    for piece in pieces:
        if piece.sentence:
            groups.join(piece.source, ("sentence", piece.sentence))
        if piece.fingerprint is not None:
            groups.join(piece.source, ("words", piece.fingerprint))
    marks = {piece.fingerprint: piece.source for piece in pieces if piece.fingerprint is not None}
    for half in HALVES:
        alike: defaultdict[int, list[int]] = defaultdict(list)
        for mark in marks:
            alike[mark & half].append(mark)
        for some in alike.values():
            _join_near_duplicates(groups, some, marks)
    found: defaultdict[Hashable, list[Piece]] = defaultdict(list)
    for piece in pieces:
        found[groups.of(piece.source)].append(piece)
    return [Origin(most_open(one.handling for one in of), tuple(of)) for of in found.values()]


def most_open(handlings: Iterable[str]) -> str:
    return min(handlings, key=_OPENNESS.__getitem__)


class _Groups:
    """Which of many things hang together, by those that were joined (union-find)."""

    def __init__(self) -> None:
        self._next: dict[Hashable, Hashable] = {}

    def of(self, thing: Hashable) -> Hashable:
        """What stands for the group of the thing."""
        following = self._next
        while (after := following.get(thing, thing)) != thing:
            following[thing] = thing = following.get(after, after)
        return thing

    def join(self, one: Hashable, other: Hashable) -> None:
        self._next[self.of(one)] = self.of(other)


def _join_near_duplicates(
    groups: _Groups, some: Sequence[int], publishers: Mapping[int, int]
) -> None:
    """Join the publishers of those of these fingerprints that are near-duplicates.

    What is in one group already is not compared with each other: of very many copies hardly any
    pair is.
    """
    apart: dict[Hashable, list[int]] = {}
    for mark in some:
        own = groups.of(publishers[mark])
        for group in [*apart]:
            if group != own and any(are_near_duplicates(mark, other) for other in apart[group]):
                groups.join(group, own)
                apart.setdefault(own, []).extend(apart.pop(group))
        apart.setdefault(own, []).append(mark)
