"""Which quotes come from one origin, and which from several.

Near-copies, the same text under another date, one publisher and quotations of the same sentence
are one origin. What one article has in common with another, and that with a third, makes one
origin of all three.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
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
    sentences: dict[str, int] = {}
    marks: dict[int, int] = {}
    for piece in pieces:
        if piece.sentence:
            groups.join(sentences.setdefault(piece.sentence, piece.source), piece.source)
        if piece.fingerprint is not None:
            groups.join(marks.setdefault(piece.fingerprint, piece.source), piece.source)
    for some in _half_alike(marks):
        _join_near_duplicates(groups, some, marks)
    found: defaultdict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        found[groups.of(piece.source)].append(piece)
    return [Origin(most_open(one.handling for one in of), tuple(of)) for of in found.values()]


def most_open(handlings: Iterable[str]) -> str:
    return min(handlings, key=_OPENNESS.__getitem__)


class _Groups:
    """Which publishers hang together, by those that were joined (union-find)."""

    def __init__(self) -> None:
        self._next: dict[int, int] = {}

    def of(self, publisher: int) -> int:
        """The one that stands for the group of the publisher."""
        following = self._next
        while (after := following.get(publisher, publisher)) != publisher:
            following[publisher] = publisher = following.get(after, after)
        return publisher

    def join(self, one: int, other: int) -> None:
        if one != other:
            self._next[self.of(one)] = self.of(other)


def _half_alike(marks: Collection[int]) -> Iterator[list[int]]:
    """The fingerprints that have a half in common; near-duplicates are together in one at least."""
    for half in HALVES:
        # Hardly any has a half in common with another, which is quickly seen.
        counts = Counter(map(half.__and__, marks))
        alike: dict[int, list[int]] = {part: [] for part, count in counts.items() if count > 1}
        if alike:
            for mark in marks:
                if (part := mark & half) in alike:
                    alike[part].append(mark)
        yield from alike.values()


def _join_near_duplicates(
    groups: _Groups, some: Iterable[int], publishers: Mapping[int, int]
) -> None:
    """Join the publishers of those of these fingerprints that are near-duplicates.

    What is in one group already is not compared with each other: of very many copies hardly any
    pair is.
    """
    apart: dict[int, list[int]] = {}
    for mark in some:
        own = groups.of(publishers[mark])
        for group in [*apart]:
            if group != own and any(are_near_duplicates(mark, other) for other in apart[group]):
                groups.join(group, own)
                apart.setdefault(own, []).extend(apart.pop(group))
        apart.setdefault(own, []).append(mark)
