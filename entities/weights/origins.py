"""Which quotes come from one origin, and which from several.

Near-copies, the same text under another date, one publisher and quotations of the same sentence
are one origin. What one article has in common with another, and that with a third, makes one
origin of all three.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from articles.article_choices import Handling
from entities.names import FOLD_TABLE

_OPENNESS = {handling.value: place for place, handling in enumerate(Handling)}


class Piece(NamedTuple):
    """A quote as far as it tells where a statement comes from.

    `source` is the primary key of the publisher, `cluster` the same for near-copies of one text;
    `sentence` is the quote as `sentence_key` gives it, empty for none.
    """

    article: int
    source: int
    cluster: int
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
    number of pieces.
    """
    pieces = list(pieces)
    groups = _Groups()
    sentences: dict[str, int] = {}
    clusters: dict[int, int] = {}
    for piece in pieces:
        if piece.sentence:
            groups.join(sentences.setdefault(piece.sentence, piece.source), piece.source)
        groups.join(clusters.setdefault(piece.cluster, piece.source), piece.source)
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
