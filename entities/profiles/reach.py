"""How far an entity, and each of its names, is spoken of: by how many independent origins."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from entities.models import Mention, SearchRow
from entities.weights.counting import years
from entities.weights.origins import Piece, origins

# Origins are told apart among so many articles, the newest.
MOST_COMPARED = 2_000


class Compared(NamedTuple):
    """An article as far as it tells where something was said, and when."""

    pk: int
    source: int
    cluster: int
    handling: str
    published_on: date | None


@dataclass(frozen=True)
class Reach:
    """In how many articles something is named, of how many independent origins, from when to when.

    `is_partial` where only the newest articles were compared, since there are very many.
    """

    articles: int
    origins: int
    first_on: date | None
    last_on: date | None
    is_partial: bool

    @property
    def years(self) -> str:
        return years(self.first_on, self.last_on)


@dataclass(frozen=True)
class Newest:
    """The newest articles of an entity, each with the names of it that stand there, folded."""

    articles: list[tuple[Compared, list[str]]]
    is_partial: bool

    @classmethod
    def of(cls, rows: QuerySet[SearchRow], mentions: QuerySet[Mention]) -> "Newest":
        """`rows` are those of all its articles, the newest first; one query."""
        there = mentions.filter(article=OuterRef("pk")).order_by().values("normalized").distinct()
        named = rows.annotate(names=ArraySubquery(there))
        found = list(named.values_list(*Compared._fields, "names")[: MOST_COMPARED + 1])
        compared = [(Compared(*row), names) for *row, names in found[:MOST_COMPARED]]
        return cls(compared, len(found) > MOST_COMPARED)

    @property
    def reach(self) -> Reach:
        return self._reach([one for one, _ in self.articles])

    @property
    def by_name(self) -> dict[str, Reach]:
        """That of each name in its normal form."""
        found: defaultdict[str, list[Compared]] = defaultdict(list)
        for one, names in self.articles:
            for name in names:
                found[name].append(one)
        return {name: self._reach(some) for name, some in found.items()}

    def _reach(self, some: Collection[Compared]) -> Reach:
        return Reach(len(some), _origins(some), *_span(some), self.is_partial)


def _origins(some: Iterable[Compared]) -> int:
    pieces = (Piece(one.pk, one.source, one.cluster, "", one.handling) for one in some)
    return len(origins(pieces))


def _span(some: Iterable[Compared]) -> tuple[date | None, date | None]:
    dates = [one.published_on for one in some if one.published_on]
    return min(dates, default=None), max(dates, default=None)
