"""The relationships of an entity, grouped as the rows of `entities/kinds.py` say: one line each.

Allies, rivals, leaders, places … in the order of the kinds; of each group the confirmed ones first,
then those that most independent origins speak of.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber

from articles.clearance import hidden, shown
from entities.kinds import SYMMETRIC, Kind, RelationKind, Status
from entities.models import Entity, Evidence, Relationship, RelationshipWeight, WeightDue
from entities.models.relationship import RelationshipQuerySet
from entities.models.weight import TOGETHER
from entities.periods import Period
from entities.relationships.contradictions import by_relationship
from entities.weights.counting import COLUMNS, Counts
from entities.weights.weight import counts_of

# Lines of a group that are shown at once, and when it is asked for alone.
FIRST_LINES, MOST_LINES = 8, 300
_ORDER = {kind.value: place for place, kind in enumerate(RelationKind)}


@dataclass(frozen=True)
class Line:
    """A relationship as seen from the entity.

    `quote` is the best of its quotes, with article and source; `where` is the place inside the
    entity of which it is said, where it is not said of the entity itself; `against` are the
    relationships that cannot be true beside it.
    """

    relationship: Relationship
    other: Entity
    counts: Counts
    quote: Evidence | None = None
    where: Entity | None = None
    against: list[Relationship] = field(default_factory=list)

    @property
    def pk(self) -> int:
        return self.relationship.pk

    @property
    def status(self) -> str:
        return self.relationship.status

    @property
    def words(self) -> str:
        """How it reads from the entity: `led by Ana Cruz`."""
        row = RelationKind(self.relationship.kind).row
        is_child = self.relationship.child_id == self.other.pk
        return f"{row.words if is_child else row.backwards} {self.other}"

    @property
    def period(self) -> Period:
        return Period.of(self.relationship)

    @property
    def when(self) -> str:
        """When it held; where nobody says so, in which years it was stated."""
        if self.period:
            return str(self.period)
        return f"stated {self.counts.years}" if self.counts.years else "undated"

    @property
    def dates(self) -> list[date]:
        """All that is known of its time."""
        period = self.period
        ends = (period.first and period.first.first, period.last and period.last.first)
        return [day for day in (*ends, self.counts.first_on, self.counts.last_on) if day]


@dataclass(frozen=True)
class Group:
    """Relationships of one kind as seen from one end; `size` counts those not shown, too."""

    kind: RelationKind
    backwards: bool
    size: int
    lines: list[Line]
    confirmed: int = 0

    @property
    def heading(self) -> str:
        return self.kind.heading(backwards=self.backwards)

    @property
    def name(self) -> str:
        """What stands for the group in addresses: `leader_of`, or `led-by` from the other end."""
        return f"{self.kind.value}{'-backwards' if self.backwards else ''}"

    @property
    def more(self) -> int:
        return self.size - len(self.lines)


class Groups:
    """Those of an entity; of the group that is `unfolded`, by its name, nearly all lines."""

    def __init__(self, entity: Entity, *, unfolded: str = "") -> None:
        self._entity = entity
        self._unfolded = unfolded

    def all(self) -> list[Group]:
        """In the order of the kinds; three queries, up to three more for what contradicts, and two
        where anything has to be counted anew.
        """
        own = _ranked(related_to(self._entity).live(), self._entity)
        rows = list(own.filter(self._shown()))
        lines = iter(self._lines(rows))
        groups = [
            Group(RelationKind(kind), backwards, some[0].size, [next(lines) for _ in some],
                  some[0].confirmed)
            for (kind, backwards), some in _by_group(rows)
        ]  # fmt: skip
        return sorted(groups, key=lambda one: (_ORDER[one.kind.value], one.backwards))

    def line(self, pk: int) -> Line | None:
        """One relationship of the entity, also where it is rejected by now."""
        own = related_to(self._entity).filter(pk=pk)
        return next(iter(self._lines(list(_with_counts(own)))), None)

    def _shown(self) -> Q:
        kind, backwards, _ = self._unfolded.partition("-backwards")
        unfolded = Q(kind=kind, backwards=bool(backwards), place__lte=MOST_LINES)
        return Q(place__lte=FIRST_LINES) | unfolded

    def _lines(self, rows: Collection[Any]) -> list[Line]:
        keys = [row.pk for row in rows]
        # What is kept counts all markings.
        due = [row.pk for row in rows if row.is_due or hidden()]
        counted = counts_of(due)
        quotes, against = best_quotes(keys), by_relationship(keys)
        return [
            Line(
                row,
                row.child if row.head_id == self._entity.pk else row.head,
                counted.get(row.pk) or _kept(row),
                quotes.get(row.pk),
                where_of(row, self._entity),
                [one.other(row) for one in against.get(row.pk, [])],
            )
            for row in rows
        ]


def related_to(entity: Entity) -> RelationshipQuerySet:
    """The relationships of an entity, of a place also those of all that lies inside, with ends."""
    own = Q(head=entity) | Q(child=entity)
    if entity.kind == Kind.LOCATION:
        own |= Q(child__in=Entity.objects.within([entity.pk]))
    return Relationship.objects.filter(own).select_related("head", "child")


def where_of(link: Relationship, entity: Entity) -> Entity | None:
    """The place inside the entity of which the relationship is said; None for the entity itself."""
    return None if entity.pk in (link.head_id, link.child_id) else link.child


def best_quotes(relationships: Collection[int]) -> dict[int, Evidence]:
    """The quote of each of them that says most for it, with article and source; one query.

    Confirmed before proposed, unhedged before hedged, a better grade of the source before a worse
    one, and of equal ones the newest.
    """
    live = Evidence.objects.live().filter(relationship__in=relationships, revision=None)
    best = live.order_by(
        *("relationship", "status", "hedged", "article__source__reliability"),
        F("article__published_on").desc(nulls_last=True),
        "pk",
    ).distinct("relationship")
    rows = best.select_related("article__source").defer("article__text")
    return {one.relationship_id: one for one in rows}


def _with_counts(links: QuerySet[Relationship]) -> QuerySet[Relationship, Any]:
    """With what is kept of their weight as `kept_…`, and whether that is out of date."""
    return links.annotate(
        weight=FilteredRelation("weights", condition=Q(weights__handling=TOGETHER)),
        is_due=Exists(WeightDue.objects.filter(relationship=OuterRef("pk"))),
        **{f"kept_{name}": F(f"weight__{name}") for name in COLUMNS},
    )


def _ranked(links: QuerySet[Relationship], entity: Entity) -> QuerySet[Relationship, Any]:
    """Each with its place in its group, how large that is, and how many there are confirmed."""
    links = _with_counts(links).annotate(
        backwards=Case(
            When(~Q(head=entity) & ~Q(kind__in=[*SYMMETRIC]), then=Value(True)),
            default=Value(False),
        )
    )
    group = [F("kind"), F("backwards")]
    order = [F("status").asc(), Coalesce(_origins(), 0).desc(), F("pk").asc()]
    return links.annotate(
        place=Window(RowNumber(), partition_by=group, order_by=order),
        size=Window(Count("*"), partition_by=group),
        confirmed=Window(Count("pk", filter=Q(status=Status.CONFIRMED)), partition_by=group),
    ).order_by("kind", "backwards", "place")


def _origins() -> F | Subquery:
    """How many origins were counted last, of the markings that may be seen."""
    if not hidden():
        return F("weight__origins")
    own = RelationshipWeight.objects.filter(relationship=OuterRef("pk"), handling__in=shown())
    total = own.order_by().values("relationship").annotate(total=Sum("origins"))
    return Subquery(total.values("total"))


def _kept(row: Any) -> Counts:
    values = [getattr(row, f"kept_{name}") for name in COLUMNS]
    return Counts(*values) if row.kept_quotes else Counts.sum(())


def _by_group(rows: Iterable[Any]) -> Iterator[tuple[tuple[str, bool], list[Any]]]:
    for key, some in groupby(rows, key=lambda row: (row.kind, row.backwards)):
        yield key, list(some)
