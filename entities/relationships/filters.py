"""Which relationships a person looks at. The address of a page says it."""

from collections.abc import Mapping

from django.db.models import Q, QuerySet
from django_filters import ChoiceFilter, TypedChoiceFilter

from entities.kinds import Kind, RelationKind, Status
from entities.lists import ChosenFilter, ListFilters
from entities.models import Entity, Relationship
from entities.models.weight import CERTAIN, DOUBTFUL, ORIGINS
from entities.review.filters import Doubt, NamedEntityFilter, doubts_of
from entities.weights.order import EVERY

ALL, LESS = "all", "less"
# Tenths.
_LEAST_SURE = 5


class RelationshipFilters(ListFilters):
    """The relationships that a person asks for, in no order: without `data` those that wait."""

    title = "Relationships"

    kind = ChoiceFilter(
        label="Kind",
        choices=[(kind.value, kind.row.words) for kind in RelationKind],
        empty_label="all",
    )
    entity = NamedEntityFilter(
        label="Gang, person, agency", placeholder="any name of it", method="joining"
    )
    place = NamedEntityFilter(
        label="Place",
        kind=Kind.LOCATION,
        placeholder="or what lies inside",
        suffix=", all inside",
        method="placed",
    )
    status = TypedChoiceFilter(
        label="Status",
        choices=[
            ("", "proposed"),
            *[(one.value, one.label) for one in Status if one != Status.PROPOSED],
            (ALL, "all"),
        ],
        empty_value=Status.PROPOSED,
        method="of_status",
    )
    sure = ChoiceFilter(
        label="Sure",
        choices=[
            ("90", "0.9 or more"),
            ("70", "0.7 or more"),
            ("50", "0.5 or more"),
            (LESS, "less"),
        ],
        empty_label="any",
        method="as_listed",
    )
    order = ChoiceFilter(
        label="Order",
        choices=[(DOUBTFUL, "most doubtful first"), (ORIGINS, "most origins first")],
        empty_label="most certain first",
        method="as_listed",
    )

    def __init__(self, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data or {}, Relationship.objects.all())

    @property
    def doubts(self) -> list[Doubt]:
        return doubts_of(self)

    @property
    def surest(self) -> Q:
        """What the surest sentence must be in the machine's eyes, as a condition on tenths."""
        asked = self.values.get("sure")
        if asked == LESS:
            return Q(tenths__lt=_LEAST_SURE) | Q(tenths=None)
        return Q(tenths__gte=int(asked) // 10) if asked else EVERY

    @property
    def listed(self) -> str:
        """The order that is asked for, one of `ORDERS`."""
        return self.values.get("order") or CERTAIN

    def joining(
        self, links: QuerySet[Relationship], name: str, entity: Entity
    ) -> QuerySet[Relationship]:
        return links.filter(Q(head=entity) | Q(child=entity))

    def placed(
        self, links: QuerySet[Relationship], name: str, place: Entity
    ) -> QuerySet[Relationship]:
        inside = Entity.objects.within([place.pk]).values("pk")
        return links.filter(Q(head__in=inside) | Q(child__in=inside))

    def of_status(
        self, links: QuerySet[Relationship], name: str, status: str
    ) -> QuerySet[Relationship]:
        return links if status == ALL else links.filter(status=status)

    def as_listed(
        self, links: QuerySet[Relationship], name: str, value: str
    ) -> QuerySet[Relationship]:
        """What the kept counts say is asked where these are read in order."""
        return links


class ContradictionFilters(ListFilters):
    """Which contradictions: without `data` those of which one side at least is confirmed."""

    title = "Contradictions"

    which = ChoiceFilter(
        label="Which",
        choices=[(ALL, "all")],
        empty_label="one side confirmed",
        method="as_they_are",
    )
    relationship = ChosenFilter(
        label="Of the relationship",
        queryset=Relationship.objects.select_related("head", "child"),
        noun="this relationship",
        method="as_they_are",
    )

    def __init__(self, data: Mapping[str, str]) -> None:
        super().__init__(data, Relationship.objects.all())

    def as_they_are(
        self, links: QuerySet[Relationship], name: str, value: object
    ) -> QuerySet[Relationship]:
        return links

    @property
    def among(self) -> list[int] | None:
        """The only relationship whose contradictions are asked for."""
        chosen = self.values.get("relationship")
        return [chosen.pk] if chosen else None

    @property
    def weight(self) -> int:
        """How many of two relationships are confirmed at least."""
        return 0 if self.values.get("which") == ALL or self.among else 1
