"""Finding the entity that a person means: by any name, with typing errors forgiven."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from articles.clearance import shown_sql, unseen_sql
from entities.models import Entity, Mention
from entities.names import fold

MOST_OPTIONS = 8
# Mentions are counted up to here; beyond, the page says “1,000+”.
MOST_COUNTED = 1_000
# How many names are compared with each other; of more than that the first in the alphabet.
_LOOKED_AT = 600
# Words that begin with fewer letters are too many to be worth looking at.
_SHORTEST_WORD = 3
_CANDIDATES = 48
# The share of the query's trigrams that a name must have to count as similar.
_LEAST_SHARED = 0.5
# From here on a new name is probably the old one, written otherwise.
_LOOKS_ALIKE = 0.6

_NAMED = """
    SELECT c.entity_id, c.name, c.how, similarity(c.normalized, %(query)s)
    FROM (
        (SELECT entity_id, name, normalized, 0 AS how FROM entities_alias
         WHERE normalized = %(query)s AND status <> 'rejected' {of_kind} LIMIT %(most)s)
        UNION ALL
        (SELECT entity_id, name, normalized, 1 FROM entities_alias
         WHERE normalized LIKE %(begins)s AND normalized <> %(query)s AND status <> 'rejected'
           {of_kind}
         ORDER BY normalized USING ~<~ LIMIT %(most)s)
        UNION ALL
        (SELECT entity_id, name, normalized, 2 FROM entities_alias
         WHERE normalized LIKE %(inside)s AND status <> 'rejected' {of_kind} LIMIT %(most)s)
    ) c JOIN entities_entity e ON e.id = c.entity_id
    WHERE e.merged_into_id IS NULL {shown}
    ORDER BY c.how, e.kind <> %(prefer)s, length(c.normalized), e.population DESC NULLS LAST, e.id
    LIMIT %(candidates)s
"""
_SIMILAR = """
    SELECT c.entity_id, c.name, 3, c.whole
    FROM (
        SELECT entity_id, name, similarity(normalized, %(query)s) AS whole,
               word_similarity(%(query)s, normalized) AS part
        FROM entities_alias
        WHERE normalized %%> %(query)s AND status <> 'rejected' {of_kind}
        ORDER BY 4 DESC, 3 DESC LIMIT %(candidates)s
    ) c JOIN entities_entity e ON e.id = c.entity_id
    WHERE e.merged_into_id IS NULL {shown}
    ORDER BY c.part DESC, c.whole DESC
"""
_OF_KIND = """AND EXISTS (
    SELECT FROM entities_entity k WHERE k.id = entity_id AND k.kind = ANY(%(kinds)s))"""
_COUNTED = """
    (SELECT count(*) FROM (
        SELECT FROM entities_mention m
        WHERE m.entity_id = entities_entity.id AND m.status <> 'rejected'
          AND m.revision_id IS NULL {unseen} LIMIT %s) counted)
"""


class How(IntEnum):
    """How a name matched, the best first."""

    EXACT = 0
    BEGINS = 1
    WORD = 2
    SIMILAR = 3


@dataclass(frozen=True)
class Option:
    """An entity that may be meant, the name of it that matched, and how alike that is (0–1)."""

    entity: Entity
    matched: str
    how: How
    similarity: float

    @property
    def through(self) -> str:
        """The alias that matched; empty where it was the entity's own name."""
        return "" if self.matched == self.entity.name else self.matched

    @property
    def why(self) -> str:
        """Why it is offered, in words."""
        alias = f"alias “{self.through}”" if self.through else ""
        if self.how == How.SIMILAR:
            return f"similar to {alias}" if alias else f"similar to “{self.entity.name}”"
        if alias:
            return alias
        return {
            How.EXACT: "this very name",
            How.BEGINS: "begins so",
            How.WORD: "a word of the name",
        }[self.how]

    @property
    def count(self) -> int:
        """How many mentions it has; counted no further than `MOST_COUNTED`."""
        return getattr(self.entity, "counted", 0)

    @property
    def mentions(self) -> str:
        """How many mentions it has, `1,000+` where nobody counted on."""
        count = self.count
        shown = f"{MOST_COUNTED:,}+" if count == MOST_COUNTED else str(count)
        return f"{shown} mention{'' if count == 1 else 's'}"

    @property
    def looks_alike(self) -> bool:
        """Whether what was typed is probably only another spelling of this name."""
        return self.how == How.EXACT or self.similarity >= _LOOKS_ALIKE


def options(
    query: str, *, prefer: str = "", kinds: Sequence[str] = (), forgiving: bool = True
) -> list[Option]:
    """Entities with a name like `query`: exact, beginning so, with a word that does, similar.

    Among equals those of the preferred kind and then the most mentioned come first; with `kinds`
    there are no others. Similar names are only looked for where the others do not fill the list,
    and not at all unless it is `forgiving`.
    """
    normalized = fold(query)
    if not normalized:
        return []
    parameters: dict[str, str | int | list[str]] = {
        "query": normalized,
        "begins": f"{normalized}%",
        "inside": f"% {normalized}%" if len(normalized) >= _SHORTEST_WORD else "",
        "prefer": prefer,
        "kinds": list(kinds),
        "most": _LOOKED_AT,
        "candidates": _CANDIDATES,
        "shared": str(_LEAST_SHARED),
    }
    names = (_OF_KIND if kinds else "") + shown_sql("handling")
    limits = {"of_kind": names, "shown": shown_sql("e.handling")}
    best: dict[int, tuple[str, int, float]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_NAMED.format(**limits), parameters)
        _keep(best, cursor.fetchall())
        if forgiving and len(best) < MOST_OPTIONS:
            with transaction.atomic():
                cursor.execute(
                    "SELECT set_config('pg_trgm.word_similarity_threshold', %(shared)s, true)",
                    parameters,
                )
                cursor.execute(_SIMILAR.format(**limits), parameters)
                _keep(best, cursor.fetchall())
    counted = _COUNTED.format(unseen=unseen_sql("m.article_id"))
    entities = (
        Entity.objects.filter(pk__in=best)
        .select_related("parent__parent__parent")
        .annotate(counted=RawSQL(counted, [MOST_COUNTED], models.IntegerField()))  # noqa: S611
    )
    found = [
        Option(entity, name, How(how), similarity)
        for entity in entities
        for name, how, similarity in [best[entity.pk]]
    ]
    found.sort(key=lambda option: _order(option, prefer))
    return found[:MOST_OPTIONS]


def lookalikes(name: str, kind: str) -> list[Option]:
    """Entities that a new one of this name would probably double."""
    return [option for option in options(name, prefer=kind) if option.looks_alike][:3]


def _keep(best: dict, rows: list[tuple]) -> None:
    """Of each entity the first name, which is the best."""
    for entity, name, how, similarity in rows:
        best.setdefault(entity, (name, how, similarity))


def _order(option: Option, prefer: str) -> tuple:
    entity = option.entity
    # Of similar names the likeness decides, in steps; of others only how they matched.
    likeness = -round(option.similarity, 1) if option.how == How.SIMILAR else 0
    return (
        option.how,
        likeness,
        entity.kind != prefer,
        -option.count,
        -option.similarity,
        entity.name,
    )


def mentioned(entities: QuerySet[Entity]) -> QuerySet[Entity]:
    """Those of the queryset that live mentions name."""
    return entities.filter(Exists(_live_mentions()))


def _live_mentions() -> QuerySet[Mention]:
    return Mention.objects.live().filter(entity=OuterRef("pk"))
