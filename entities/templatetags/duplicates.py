"""What an entity may be the same as, on its page."""

from typing import Any

from django import template
from django.template import RequestContext

from entities.duplicates.queries import Pair, pairs_of
from entities.models import Entity

register = template.Library()


@register.inclusion_tag("entities/duplicates/_of_entity.html", takes_context=True)
def may_be_one(context: RequestContext, entity: Entity) -> dict[str, Any]:
    """The pairs of the entity, with the ways to its merging and splitting."""
    return {"entity": entity, "pairs": pairs_of(entity), "perms": context.get("perms")}


@register.filter
def other_than(pair: Pair, entity: Entity) -> Entity:
    """The end of the pair that is not the entity."""
    return pair.gone if pair.kept.pk == entity.pk else pair.kept
