"""In how many articles and by how many origins entities are named, and the orders of their list."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Count,
    Expression,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
)
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.functions import Coalesce

from articles.article_choices import Handling
from entities.models import Entity, Mention, SearchRow
from entities.weights.origins import Piece, origins

# The names of the orders beside that by articles.
ORDERS = ("name", "origins", "seen")


@dataclass(frozen=True)
class EntityCounts:
    """How many articles name an entity, of how many independent origins, the newest of when."""

    articles: int = 0
    origins: int = 0
    last_on: date | None = None


def in_order(entities: QuerySet[Entity], order: str) -> QuerySet[Entity]:
    """The entities in one of the orders; those with the most articles first where it is none."""
    wanted: Combinable
    match order:
        case "name":
            return entities.order_by("name", "pk")
        case "seen":
            wanted = Subquery(_per_entity(last=Max("article__published_on")))
        case "origins":
            publishers = Subquery(_per_entity(of=Count("article__source", distinct=True)))
            wanted = Coalesce(publishers, 0) - _joined_as_column()
        case _:
            wanted = Subquery(_per_entity(of=Count("article", distinct=True)))
    return entities.annotate(wanted=wanted).order_by(
        F("wanted").desc(nulls_last=True), "name", "pk"
    )


def counts_of(entities: Collection[int]) -> dict[int, EntityCounts]:
    """Those of the entities with these keys; two queries."""
    rows = (
        _live()
        .filter(entity__in=entities)
        .values("entity")
        .annotate(
            articles=Count("article", distinct=True),
            publishers=Count("article__source", distinct=True),
            last_on=Max("article__published_on"),
        )
    )
    joined = _joined(_live().filter(entity__in=entities))
    found = {
        row["entity"]: EntityCounts(
            row["articles"], row["publishers"] - joined[row["entity"]], row["last_on"]
        )
        for row in rows
    }
    return {key: found.get(key, EntityCounts()) for key in entities}


def _live() -> QuerySet[Mention]:
    return Mention.objects.live().filter(article__withdrawn_at=None).order_by()


def _per_entity(**counted: Expression) -> QuerySet:
    """One number of each entity that an outer query goes through."""
    grouped = _live().filter(entity=OuterRef("pk")).values("entity")
    return grouped.annotate(**counted).values(*counted)


def _joined(mentions: QuerySet[Mention]) -> Counter[int]:
    """By entity how many fewer origins than publishers it has, since they share near-copies.

    Whoever publishes near-copies of one text is one origin (`entities.weights.origins`): only the
    few clusters that several publishers share tell anything.
    """
    shared = (
        SearchRow.objects.values("cluster")
        .annotate(first=Min("source"), last=Max("source"))
        .exclude(first=F("last"))
        .values("cluster")
    )
    pieces: defaultdict[int, list[Piece]] = defaultdict(list)
    rows = mentions.exclude(entity=None).filter(article__digest__cluster__in=shared)
    columns = ("entity", "article__source", "article__digest__cluster")
    for entity, source, cluster in rows.values_list(*columns).distinct():
        pieces[entity].append(Piece(0, source, cluster, "", Handling.CLEAR))
    return Counter(
        {
            entity: len({one.source for one in some}) - len(origins(some))
            for entity, some in pieces.items()
        }
    )


def _joined_as_column() -> Expression:
    joined = _joined(_live())
    return Coalesce(
        RawSQL(
            "SELECT fewer FROM unnest(%s::bigint[], %s::int[]) AS joined(entity, fewer)"
            " WHERE entity = entities_entity.id",
            [[*joined.keys()], [*joined.values()]],
            IntegerField(),
        ),
        0,
    )
