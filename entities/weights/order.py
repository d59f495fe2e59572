"""Relationships in the order of what stands behind them, read from the kept counts."""

from collections.abc import Iterator
from heapq import merge
from itertools import islice
from typing import NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Floor

from entities.models import Evidence, Relationship, RelationshipWeight, WeightDue
from entities.models.weight import CERTAIN, DOUBTFUL, ORDERS, ORIGINS, TOGETHER

EVERY = Q()


class _Place(NamedTuple):
    """What decides where a relationship stands; `tenths` are those of its surest quote."""

    relationship: int
    tenths: int | None
    quotes: int


# As the database has them in order.
_KEYS = {
    CERTAIN: lambda one: (one.tenths is None, -(one.tenths or 0), -one.quotes, one.relationship),
    DOUBTFUL: lambda one: (one.tenths is not None, one.tenths, -one.quotes, one.relationship),
}


def in_order(
    relationships: QuerySet[Relationship], order: str, most: int, *, sure: Q = EVERY
) -> list[int]:
    """The first of these relationships in one of the `ORDERS`, as primary keys.

    What is due is looked at as it is now, but for its origins, which count as they were counted
    last. What no quote of the present text states comes behind all, the newest first, unless
    `sure` is asked for, a condition on the `tenths` of the surest quote.
    """
    found = [one.relationship for one in islice(_stated(relationships, order, most, sure), most)]
    if len(found) < most and not sure:
        silent = relationships.filter(~Exists(_live(relationship=OuterRef("pk"))))
        keys = silent.order_by("-pk").values_list("pk", flat=True)
        found += keys[: most - len(found)]
    return found


def whose_surest(sure: Q) -> Q:
    """Relationships by the `tenths` of their surest quote, as `in_order` lists them."""
    return Q(pk__in=_kept(sure).values("relationship")) | Q(
        pk__in=_fresh().filter(sure).values("relationship")
    )


def _stated(
    relationships: QuerySet[Relationship], order: str, most: int, sure: Q
) -> Iterator[_Place]:
    among = Q(relationship__in=relationships.order_by().values("pk"))
    if order == ORIGINS:
        weighed = RelationshipWeight.objects.filter(among, sure, handling=TOGETHER)
        rows = weighed.order_by(*ORDERS[order]).values_list(*_Place._fields)
        return map(_Place._make, rows[:most])
    both = (
        rows.filter(among, sure).order_by(*ORDERS[order]).values_list(*_Place._fields)[:most]
        for rows in (_kept(), _fresh())
    )
    return merge(*(map(_Place._make, rows) for rows in both), key=_KEYS[order])


def _kept(sure: Q = EVERY) -> QuerySet[RelationshipWeight]:
    """The kept counts of relationships that are not due."""
    due = WeightDue.objects.filter(relationship=OuterRef("relationship"))
    return RelationshipWeight.objects.filter(sure, ~Exists(due), handling=TOGETHER)


def _fresh() -> QuerySet[Evidence, dict]:
    """The same of those that are, counted now."""
    return (
        _live(relationship__in=WeightDue.objects.values("relationship"))
        .order_by()
        .values("relationship")
        .annotate(tenths=Floor(Max("confidence") * 10 + 1e-9), quotes=Count("*"))
    )


def _live(**of: object) -> QuerySet[Evidence]:
    return Evidence.objects.live().filter(revision=None, **of)
