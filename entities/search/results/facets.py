"""Counts beside the filters: how many of the found articles have what else could be asked for."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from django.db.models.expressions import RawSQL

from articles.models import Article, Source
from entities.kinds import ENTITY_KINDS, Kind, RelationKind
from entities.models import Entity
from entities.models.entity import REGION
from entities.search.results.candidates import Row

# Values shown for each facet; chosen ones are always among them.
MOST_VALUES = 8
MOST_PLACES = 14
MOST_REGIONS = 3
_LOOKED_UP = 500
_MOST_MONTHS = 36
_FACET_KINDS = (Kind.GANG, Kind.LOCATION, Kind.PERSON, Kind.AGENCY, Kind.ORGANIZATION)


@dataclass(frozen=True)
class Value:
    """One choice of a filter; `depth` is how far a place is indented below a shown one."""

    key: int | str
    name: str
    count: int
    is_chosen: bool = False
    depth: int = 0


@dataclass(frozen=True)
class Facet:
    """A filter: the name of its parameter and its choices.

    The counts are exact where `sample` is 0, and else of a sample of so many articles.
    """

    parameter: str
    title: str
    values: tuple[Value, ...]
    sample: int = 0

    @property
    def kind(self) -> str:
        return self.parameter if self.parameter in ENTITY_KINDS else ""


@dataclass(frozen=True)
class Counted:
    """The articles that are counted, and of how many they are a sample; 0 where they are all."""

    rows: list[Row]
    sample: int

    @property
    def keys(self) -> list[int]:
        return [row.pk for row in self.rows]


@dataclass(frozen=True)
class Bar:
    """A year or a month of the histogram: `2012` or `2012-06`."""

    period: str
    count: int
    share: int  # of the fullest, in percent

    @property
    def gap(self) -> int:
        """What is missing to the fullest, in percent."""
        return 100 - self.share

    @property
    def year(self) -> int:
        return int(self.period[:4])


class Publisher(NamedTuple):
    """A source as the counts show it."""

    name: str
    reliability: str


class _Entity(NamedTuple):
    pk: int
    kind: str
    subtype: str
    name: str
    parent: int | None

    @property
    def shelf(self) -> str:
        return REGION if self.subtype == REGION else self.kind


def entity_facets(counted: Counted, picked: Iterable[Entity]) -> list[Facet]:
    """The most frequent entities of each kind in the articles, places with all inside them.

    The entities picked already are always there, so that each can be taken back.
    """
    # Digests hold the places around each place already.
    counts = Counter(chain.from_iterable(row.entities for row in counted.rows))
    shown = _most_frequent(counts)
    chosen = {one.pk: _Entity(one.pk, one.kind, one.subtype, one.name, None) for one in picked}
    shown += [one for key, one in chosen.items() if key not in {other.pk for other in shown}]
    return [
        Facet(
            kind.value,
            kind.plural,
            tuple(
                Value(one.pk, one.name, counts[one.pk], one.pk in chosen, depth)
                for one, depth in _as_tree([one for one in shown if one.kind == kind])
            ),
            counted.sample,
        )
        for kind in _FACET_KINDS
        if any(one.kind == kind for one in shown)
    ]


def _most_frequent(counts: Counter[int]) -> list[_Entity]:
    """The entities to show, the most frequent of each kind first, regions at the end.

    A few entities are named in many articles and many in a few, so that of thousands mostly the
    first hundreds need to be looked up.
    """
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    room = dict.fromkeys(_FACET_KINDS, MOST_VALUES) | {Kind.LOCATION: MOST_PLACES}
    regions = {REGION: MOST_REGIONS}
    found = []
    first, size = 0, _LOOKED_UP
    # A region is named wherever a place in it is: those that come late are of no account.
    while first < len(ranked) and any(room.values()):
        piece = ranked[first : first + size]
        for one in _in_order(piece, [kind for kind, left in room.items() if left]):
            left = regions if one.subtype == REGION else room
            if left[one.shelf]:
                left[one.shelf] -= 1
                found.append(one)
        first, size = first + size, size * 4
    return sorted(found, key=lambda one: one.subtype == REGION)


def _in_order(keys: list[int], kinds: Iterable[str]) -> list[_Entity]:
    rows = Entity.objects.filter(pk__in=_one_of(keys), kind__in=kinds)
    by_key = {row[0]: row for row in rows.values_list("pk", "kind", "subtype", "name", "parent")}
    return [_Entity._make(by_key[key]) for key in keys if key in by_key]


def _as_tree(shown: list[_Entity]) -> Iterator[tuple[_Entity, int]]:
    """Each with its depth: below the place around it, where that is shown and no region."""
    around = {one.pk for one in shown if one.subtype != REGION}
    below = defaultdict(list)
    for one in shown:
        below[one.parent if one.parent in around else None].append(one)

    def walk(key: int | None, depth: int) -> Iterator[tuple[_Entity, int]]:
        for one in below[key]:
            yield one, depth
            yield from walk(one.pk, depth + 1)

    return walk(None, 0)


def relationship_facet(counted: Counted, chosen: Collection[RelationKind]) -> Facet:
    """Kinds of relationships that the articles give evidence of."""
    counts = Counter(chain.from_iterable(row.relationship_kinds for row in counted.rows))
    frequent = sorted(counts, key=lambda kind: (-counts[kind], kind))[:MOST_VALUES]
    kinds = map(RelationKind, dict.fromkeys([*frequent, *chosen]))
    values = (Value(kind.value, kind.label, counts[kind], kind in chosen) for kind in kinds)
    return Facet("relationship", "Relationships", tuple(values), counted.sample)


def publishers(keys: Iterable[int]) -> dict[int, Publisher]:
    rows = Source.objects.filter(pk__in=_one_of(keys)).values_list("pk", "name", "reliability")
    return {key: Publisher(*row) for key, *row in rows}


def source_facet(
    counted: Counted, sources: Mapping[int, Publisher], chosen: Collection[int]
) -> Facet:
    counts = Counter(row.source for row in counted.rows)
    keys = dict.fromkeys([*(key for key, _ in counts.most_common(MOST_VALUES)), *chosen])
    values = (Value(key, sources[key].name, counts[key], key in chosen) for key in keys)
    return Facet("source", "Source", tuple(values), counted.sample)


def status_facet(counted: Counted, chosen: Collection[Article.ReviewStatus]) -> Facet:
    counts = Counter(row.status for row in counted.rows)
    values = (
        Value(status.value, status.label, counts[status], status in chosen)
        for status in Article.ReviewStatus
        if counts[status] or status in chosen
    )
    return Facet("status", "Review", tuple(values), counted.sample)


def grade_facet(
    counted: Counted, sources: Mapping[int, Publisher], chosen: Collection[str]
) -> Facet:
    """Admiralty grades, the best first."""
    counts = Counter(f"{sources[row.source].reliability}{row.credibility}" for row in counted.rows)
    grades = sorted({*counts, *chosen})
    values = (Value(grade, grade, counts[grade], grade in chosen) for grade in grades)
    return Facet("grade", "Grade", tuple(values), counted.sample)


def years(rows: Iterable[Row]) -> list[Bar]:
    """Every year from the first to the last with its count."""
    days = [row.published_on for row in rows if row.published_on]
    span = range(min(days).year, max(days).year + 1) if days else ()
    return _bars(days, [f"{year:04}" for year in span])


def months(rows: Iterable[Row]) -> list[Bar]:
    """Every month from the first to the last; none where the years say enough."""
    days = [row.published_on for row in rows if row.published_on]
    first, last = (
        (12 * day.year + day.month - 1 for day in (min(days), max(days))) if days else (0, 0)
    )
    if last - first >= _MOST_MONTHS or not days:
        return []
    span = range(first, last + 1)
    return _bars(days, [f"{month // 12:04}-{month % 12 + 1:02}" for month in span])


def _bars(days: list[datetime.date], periods: list[str]) -> list[Bar]:
    counts = Counter(day.isoformat()[: len(periods[0])] for day in days)
    most = max(counts.values(), default=1)
    return [Bar(period, counts[period], round(100 * counts[period] / most)) for period in periods]


def _one_of(keys: Iterable[int]) -> RawSQL:
    """Hundreds of keys as one value, which is written and read faster than a list of values."""
    return RawSQL("SELECT unnest(%s::bigint[])", [[*keys]])
