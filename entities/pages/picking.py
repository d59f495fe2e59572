"""Finding the entity that a person means: by any name, with typing errors forgiven."""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from entities.kinds import Status
from entities.models import Alias, Entity, Mention
from entities.names import fold

MOST_OPTIONS = 8
LEAST_SIMILARITY = 0.3


@dataclass(frozen=True)
class Option:
    """An entity that may be meant; `through` is the alias that matched, when it is not the name."""

    entity: Entity
    through: str


def options(query: str, *, prefer: str = "") -> list[Option]:
    """Entities with a name like `query`: exact first, then beginnings, then alike.

    Among equals those of the preferred kind and the most mentioned come first.
    """
    normalized = fold(query)
    if not normalized:
        return []
    names = (
        Alias.objects.live()
        .filter(
            Q(normalized=normalized)
            | Q(normalized__startswith=normalized)
            | Q(normalized__trigram_similar=normalized),
            entity__merged_into=None,
        )
        .annotate(similarity=TrigramSimilarity("normalized", normalized))
        .order_by("-similarity")[: MOST_OPTIONS * 12]
    )
    best: dict[int, Alias] = {}
    for alias in names:
        if alias.similarity >= LEAST_SIMILARITY or alias.normalized.startswith(normalized):
            best.setdefault(alias.entity_id, alias)
    entities = with_counts(Entity.objects.filter(pk__in=best)).select_related(
        "parent__parent__parent"
    )

    def order(entity: Entity) -> tuple:
        alias = best[entity.pk]
        return (
            alias.normalized != normalized,
            not alias.normalized.startswith(normalized),
            entity.kind != prefer,
            -entity.mention_count,
            -alias.similarity,
            entity.name,
        )

    return [
        Option(entity, best[entity.pk].name if best[entity.pk].name != entity.name else "")
        for entity in sorted(entities, key=order)[:MOST_OPTIONS]
    ]


def with_counts(entities):
    """Annotate each entity of the queryset with `mention_count`, rejected mentions left out."""
    counts = (
        Mention.objects.filter(entity=OuterRef("pk"))
        .exclude(status=Status.REJECTED)
        .order_by()
        .values("entity")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return entities.annotate(mention_count=Coalesce(Subquery(counts), 0))
