"""Counts beside the filters: how many of the found articles mention each entity."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from articles.models import Article, Source
from entities.kinds import Kind
from entities.models.entity import REGION, Entity

# Values shown for each facet; chosen ones are always among them.
MOST_VALUES = 8
MOST_PLACES = 14
MOST_REGIONS = 3
FACET_KINDS = (Kind.GANG, Kind.LOCATION, Kind.PERSON, Kind.AGENCY, Kind.ORGANIZATION)


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
    """A filter: the name of its parameter and its choices."""

    parameter: str
    title: str
    values: tuple[Value, ...]

    @property
    def kind(self) -> str:
        return self.parameter if self.parameter in Kind.values else ""


# The places around each place are looked up once for all mentions of it.
_COUNTS = """
WITH RECURSIVE named AS (
    SELECT DISTINCT article_id, entity_id, kind FROM entities_mention
     WHERE article_id = ANY(%(articles)s) AND status <> 'rejected' AND entity_id IS NOT NULL
), around(entity_id, id) AS (
    SELECT DISTINCT entity_id, entity_id FROM named WHERE kind = 'location'
    UNION
    SELECT around.entity_id, place.parent_id
      FROM around JOIN entities_entity place ON place.id = around.id
     WHERE place.parent_id IS NOT NULL
), inside AS (
    SELECT DISTINCT named.article_id, around.id FROM named JOIN around USING (entity_id)
), counts AS (
    SELECT entity_id AS id, kind, false AS is_region, count(*) AS count
      FROM named WHERE kind <> 'location' GROUP BY entity_id, kind
    UNION ALL
    SELECT place.id, 'location', place.subtype = %(region)s, count(*)
      FROM inside JOIN entities_entity place USING (id) GROUP BY place.id
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY kind, is_region ORDER BY count DESC, id) AS place
      FROM counts
)
SELECT entity.id, entity.kind, entity.name, parent.id, ranked.count
  FROM ranked JOIN entities_entity entity USING (id)
  LEFT JOIN entities_entity parent
    ON parent.id = entity.parent_id AND parent.subtype <> %(region)s
 WHERE ranked.place <= CASE WHEN is_region THEN %(regions)s
                            WHEN ranked.kind = 'location' THEN %(places)s ELSE %(values)s END
    OR entity.id = ANY(%(chosen)s)
 ORDER BY entity.kind, is_region, ranked.place
"""


def entity_facets(articles: Sequence[int], picked: Iterable[Entity]) -> list[Facet]:
    """The most frequent entities of each kind in the articles, places with all inside them.

    The entities picked already are always there, so that each can be taken back.
    """
    chosen = {entity.pk for entity in picked}
    parameters = {
        "articles": list(articles),
        "places": MOST_PLACES,
        "regions": MOST_REGIONS,
        "region": REGION,
        "values": MOST_VALUES,
        "chosen": list(chosen),
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, parameters)
        rows = cursor.fetchall()
    by_kind = defaultdict(list)
    for key, kind, name, parent, count in rows:
        by_kind[kind].append((Value(key, name, count, key in chosen), parent))
        chosen.discard(key)
    for entity in picked:
        if entity.pk in chosen:
            by_kind[entity.kind].append((Value(entity.pk, entity.name, 0, True), None))
    return [
        Facet(
            kind.value,
            kind.plural,
            _as_tree(by_kind[kind])
            if kind == Kind.LOCATION
            else tuple(value for value, _ in by_kind[kind]),
        )
        for kind in FACET_KINDS
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


def source_facet(counts: Counter[int], chosen: Iterable[int]) -> Facet:
    """Sources by primary key with their counts; their names are looked up here."""
    chosen = set(chosen)
    keys = [key for key, _ in counts.most_common(MOST_VALUES)]
    names = dict(Source.objects.filter(pk__in={*keys, *chosen}).values_list("pk", "name"))
    values = [
        Value(key, names[key], counts[key], key in chosen)
        for key in [*keys, *chosen]
        if key in names
    ]
    return Facet("source", "Source", tuple(dict.fromkeys(values)))


def status_facet(counts: Counter[str], chosen: Iterable[str]) -> Facet:
    values = (
        Value(status.value, status.label, counts[status], status in set(chosen))
        for status in Article.ReviewStatus
        if counts[status] or status in set(chosen)
    )
    return Facet("status", "Review", tuple(values))


@dataclass(frozen=True)
class Year:
    year: int
    count: int
    share: int  # of the fullest year, in percent

    @property
    def gap(self) -> int:
        """What is missing to the fullest year, in percent."""
        return 100 - self.share


def years(counts: Counter[int]) -> list[Year]:
    """Every year from the first to the last with its count, for the histogram."""
    if not counts:
        return []
    most = max(counts.values())
    return [
        Year(year, counts[year], round(100 * counts[year] / most))
        for year in range(min(counts), max(counts) + 1)
    ]
