"""Counts beside the filters: how many of the found articles have what else could be asked for."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from articles.models import Article, Source
from entities.kinds import ENTITY_KINDS, Kind, RelationKind
from entities.models.entity import REGION, Entity
from entities.search.ranking import Row

# Values shown for each facet; chosen ones are always among them.
MOST_VALUES = 8
MOST_PLACES = 14
MOST_REGIONS = 3
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


# Digests hold the places around each place already.
_ENTITIES = """
WITH counts AS (
    SELECT id, count(*) AS count
      FROM entities_digest CROSS JOIN LATERAL unnest(entities) AS id
     WHERE article_id = ANY(%(articles)s) GROUP BY id
), ranked AS (
    SELECT id, kind, name, parent_id, count, subtype = %(region)s AS is_region,
           row_number() OVER (
               PARTITION BY kind, subtype = %(region)s ORDER BY count DESC, id
           ) AS place
      FROM counts JOIN entities_entity USING (id)
)
SELECT ranked.id, ranked.kind, ranked.name, parent.id, ranked.count
  FROM ranked
  LEFT JOIN entities_entity parent
    ON parent.id = ranked.parent_id AND parent.subtype <> %(region)s
 WHERE ranked.place <= CASE WHEN is_region THEN %(regions)s
                            WHEN ranked.kind = 'location' THEN %(places)s ELSE %(values)s END
    OR ranked.id = ANY(%(chosen)s)
 ORDER BY ranked.kind, is_region, ranked.place
"""
_RELATIONSHIPS = """
SELECT relationship.kind, count(DISTINCT article_id)
  FROM entities_digest CROSS JOIN LATERAL unnest(relationships) AS id
  JOIN entities_relationship relationship USING (id)
 WHERE article_id = ANY(%s) AND relationship.status <> 'rejected'
 GROUP BY 1 ORDER BY 2 DESC, 1
"""


def entity_facets(counted: Counted, picked: Iterable[Entity]) -> list[Facet]:
    """The most frequent entities of each kind in the articles, places with all inside them.

    The entities picked already are always there, so that each can be taken back.
    """
    picked = {entity.pk: entity for entity in picked}
    parameters = {
        "articles": counted.keys,
        "places": MOST_PLACES,
        "regions": MOST_REGIONS,
        "region": REGION,
        "values": MOST_VALUES,
        "chosen": list(picked),
    }
    by_kind = defaultdict(list)
    for key, kind, name, parent, count in _rows(_ENTITIES, parameters):
        by_kind[kind].append((Value(key, name, count, key in picked), parent))
        picked.pop(key, None)
    for entity in picked.values():
        by_kind[entity.kind].append((Value(entity.pk, entity.name, 0, True), None))
    return [
        Facet(
            kind.value,
            kind.plural,
            _as_tree(by_kind[kind])
            if kind == Kind.LOCATION
            else tuple(value for value, _ in by_kind[kind]),
            counted.sample,
        )
        for kind in _FACET_KINDS
        if by_kind[kind]
    ]


def _as_tree(rows: list[tuple[Value, int | None]]) -> tuple[Value, ...]:
    """Order places so that each stands below the place around it, where that is shown."""
    shown = {value.key for value, _ in rows}
    below = defaultdict(list)
    for value, parent in rows:
        below[parent if parent in shown else None].append(value)

    def walk(key: int | None, depth: int) -> Iterable[Value]:
        for value in below[key]:
            yield Value(value.key, value.name, value.count, value.is_chosen, depth)
            yield from walk(value.key, depth + 1)

    return tuple(walk(None, 0))


def relationship_facet(counted: Counted, chosen: Collection[RelationKind]) -> Facet:
    """Kinds of relationships that the articles give evidence of."""
    counts = Counter(dict(_rows(_RELATIONSHIPS, [counted.keys])))
    kinds = map(RelationKind, dict.fromkeys([*[*counts][:MOST_VALUES], *chosen]))
    values = (Value(kind.value, kind.label, counts[kind], kind in chosen) for kind in kinds)
    return Facet("relationship", "Relationships", tuple(values), counted.sample)


def source_facet(counted: Counted, sources: Mapping[int, Source], chosen: Collection[int]) -> Facet:
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


def grade_facet(counted: Counted, sources: Mapping[int, Source], chosen: Collection[str]) -> Facet:
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


def _rows(statement: str, parameters: dict | list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()
