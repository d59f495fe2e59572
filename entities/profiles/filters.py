"""Which entities the list shows."""

from django.db.models import QuerySet
from django_filters import ChoiceFilter

from entities.kinds import ENTITY_CHOICES
from entities.list_filters import CheckFilter, ListFilters, TextFilter
from entities.models import Entity
from entities.models.entity import EntityQuerySet
from entities.names import fold
from entities.search.entity_picker import mentioned


class EntityFilters(ListFilters):
    title = "Entities"
    tabs = ("kind",)

    kind = ChoiceFilter(label="Kind", choices=ENTITY_CHOICES)
    name = TextFilter(label="Name or alias", method="named")
    all = CheckFilter(label="also those no article mentions", method="also_unmentioned")

    def also_unmentioned(self, entities: QuerySet, name: str, is_asked: bool) -> QuerySet[Entity]:
        return entities if is_asked else mentioned(entities)

    def named(self, entities: EntityQuerySet, name: str, words: str) -> QuerySet[Entity]:
        return entities.with_name_like(words) if fold(words) else entities
