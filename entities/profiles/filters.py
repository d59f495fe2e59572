"""What the list of entities is filtered by and in which order it is."""

from django.db.models import QuerySet
from django_filters import ChoiceFilter

from entities.kinds import ENTITY_CHOICES
from entities.lists import CheckFilter, ListFilters, TextFilter
from entities.models import Entity
from entities.models.entity import EntityQuerySet
from entities.names import fold
from entities.profiles.entity_counts import ORDERS, in_order
from entities.search.entity_picker import mentioned


def _subtypes() -> list[tuple[str, str]]:
    known = Entity.objects.exclude(subtype="").order_by("subtype")
    words = known.values_list("subtype", flat=True).distinct()
    return [(one, one.replace("_", " ")) for one in words]


class EntityFilters(ListFilters):
    title = "Entities"
    tabs = ("kind", "order")

    kind = ChoiceFilter(label="Kind", choices=ENTITY_CHOICES)
    name = TextFilter(label="Name or alias", method="named")
    subtype = ChoiceFilter(label="Type", choices=_subtypes, empty_label="all")
    all = CheckFilter(label="also those no article mentions", method="also_unmentioned")
    order = ChoiceFilter(choices=[(name, name) for name in ORDERS], method="as_it_is")

    @property
    def qs(self) -> QuerySet[Entity]:
        """The entities that fit, in their order."""
        return in_order(super().qs, self.values.get("order") or "")

    def as_it_is(self, entities: QuerySet, name: str, value: str) -> QuerySet[Entity]:
        """Other filters follow an order, which would be lost."""
        return entities

    def also_unmentioned(self, entities: QuerySet, name: str, is_asked: bool) -> QuerySet[Entity]:
        return entities if is_asked else mentioned(entities)

    def named(self, entities: EntityQuerySet, name: str, words: str) -> QuerySet[Entity]:
        return entities.with_name_like(words) if fold(words) else entities
