"""When articles name an entity: how many do in each stretch of time, the first and the last."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Self

from django.db import connection

from articles.clearance import shown_sql

# Bars stand for a month, a quarter or a year: as few months as leave at most so many bars.
_STRETCHES = (1, 3, 12)
_MOST_BARS = 48
_NAMES = {1: "month", 3: "quarter", 12: "year"}

_SEEN = """
WITH own AS (
    SELECT article_id, count(*) AS mentions
      FROM entities_mention
     WHERE entity_id = %s AND status <> 'rejected' AND revision_id IS NULL
     GROUP BY article_id
)
SELECT date_trunc('month', published_on)::date, count(*), sum(own.mentions)::int,
       min(published_on), max(published_on)
  FROM own JOIN entities_digest digest USING (article_id)
 WHERE true {shown}
 GROUP BY 1 ORDER BY 1
"""


class Month(NamedTuple):
    """What is published in a month; `first` is None for what is undated."""

    first: datetime.date | None
    articles: int
    mentions: int
    first_on: datetime.date | None
    last_on: datetime.date | None


@dataclass(frozen=True)
class Bar:
    """A stretch of time from its first day to before its `end`, with its mentions."""

    first: datetime.date
    end: datetime.date
    mentions: int
    stretch: str

    @property
    def name(self) -> str:
        if self.stretch == "month":
            return f"{self.first:%B %Y}"
        if self.stretch == "quarter":
            return f"{self.first:%b} to {_months_later(self.first, 2):%b %Y}"
        return f"{self.first.year}"


@dataclass(frozen=True)
class Seen:
    """What all articles together say of when the entity is named."""

    months: tuple[Month, ...] = ()

    @classmethod
    def of(cls, entity: int) -> Self:
        """That of an entity by its primary key; one query."""
        with connection.cursor() as cursor:
            cursor.execute(_SEEN.format(shown=shown_sql("digest.handling")), [entity])
            return cls(tuple(Month(*row) for row in cursor))

    @property
    def articles(self) -> int:
        return sum(month.articles for month in self.months)

    @property
    def mentions(self) -> int:
        return sum(month.mentions for month in self.months)

    @property
    def first_on(self) -> datetime.date | None:
        return min((month.first_on for month in self.months if month.first_on), default=None)

    @property
    def last_on(self) -> datetime.date | None:
        return max((month.last_on for month in self.months if month.last_on), default=None)

    @property
    def undated(self) -> int:
        """How many of the articles are."""
        return sum(month.articles for month in self.months if month.first is None)

    @property
    def bars(self) -> list[Bar]:
        """Every stretch from the first to the last, in order; empty where nothing is dated."""
        counts = Counter({m.first: m.mentions for m in self.months if m.first})
        return bars_of(counts)


def bars_of(counts: Counter[datetime.date]) -> list[Bar]:
    """Bars of mentions by month; in quarters or years where there would be very many."""
    if not counts:
        return []
    span = _number(max(counts)) - _number(min(counts)) + 1
    size = next((one for one in _STRETCHES if span <= one * _MOST_BARS), _STRETCHES[-1])
    by_stretch: Counter[int] = Counter()
    for month, mentions in counts.items():
        by_stretch[_number(month) // size] += mentions
    return [
        Bar(_month(place * size), _month((place + 1) * size), by_stretch[place], _NAMES[size])
        for place in _whole(by_stretch)
    ]


def _whole(places: Iterable[int]) -> range:
    places = list(places)
    return range(min(places), max(places) + 1)


def _number(month: datetime.date) -> int:
    return month.year * 12 + month.month - 1


def _month(number: int) -> datetime.date:
    return datetime.date(number // 12, number % 12 + 1, 1)


def _months_later(month: datetime.date, months: int) -> datetime.date:
    return _month(_number(month) + months)
