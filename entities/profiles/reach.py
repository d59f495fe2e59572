"""How far an entity, and each of its names, is spoken of: by how many independent origins."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

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
    """The newest articles of an entity by their keys."""

    articles: Mapping[int, Compared]
    is_partial: bool

    @classmethod
    def of(cls, rows: QuerySet[SearchRow]) -> "Newest":
        """`rows` are those of all its articles, the newest first."""
        found = list(rows.values_list(*Compared._fields)[: MOST_COMPARED + 1])
        compared = [Compared(*row) for row in found[:MOST_COMPARED]]
        return cls({one.pk: one for one in compared}, len(found) > MOST_COMPARED)

    @property
    def reach(self) -> Reach:
        return self._reach(self.articles.values())

    def by_name(self, mentions: QuerySet[Mention]) -> dict[str, Reach]:
        """That of each name in its normal form, by the mentions of the entity; one query."""
        named = mentions.filter(article__in=[*self.articles]).order_by()
        found: defaultdict[str, list[Compared]] = defaultdict(list)
        for name, article in named.values_list("normalized", "article").distinct():
            found[name].append(self.articles[article])
        return {name: self._reach(some) for name, some in found.items()}

    def _reach(self, some: Collection[Compared]) -> Reach:
        return Reach(len(some), _origins(some), *_span(some), self.is_partial)


def _origins(some: Iterable[Compared]) -> int:
    pieces = (Piece(one.pk, one.source, one.cluster, "", one.handling) for one in some)
    return len(origins(pieces))


def _span(some: Iterable[Compared]) -> tuple[date | None, date | None]:
    dates = [one.published_on for one in some if one.published_on]
    return min(dates, default=None), max(dates, default=None)
