"""Kinds of entities, values and relationships in words and signs."""

from functools import cache

from django import template
from django.urls import reverse
from lucide.templatetags.lucide import lucide

from entities.kind_styles import version
from entities.kinds import Kind, RelationKind

register = template.Library()


@register.simple_tag
def kind_styles() -> str:
    """The address of the style sheet of the kinds."""
    return f"{reverse('entities:kind_styles')}?{version()}"


@register.simple_tag
@cache
def icon(name: str, size: int, *, sign: bool = False) -> str:
    """An icon beside the words that say the same; `sign` gives it the colour of the kind."""
    classes = "icon sign" if sign else "icon"
    return lucide(name, size=size, **{"class": classes, "aria-hidden": "true"})


@register.filter
def kind_icon(kind: str) -> str:
    return Kind(kind).row.icon


@register.filter
def kind_word(kind: str) -> str:
    return Kind(kind).label


@register.filter
def kind_plural(kind: str) -> str:
    return Kind(kind).plural


@register.filter
def relation_words(kind: str) -> str:
    return RelationKind(kind).ends.words


@register.filter
def words(identifier: str) -> str:
    """`street_gang` as people write it."""
    return identifier.replace("_", " ")
