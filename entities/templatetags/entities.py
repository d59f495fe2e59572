"""What templates need of the domain; loaded into every template."""

from django import template
from django.db.models import Count, Q
from django.template.context import Context

from articles.models import Article
from entities.kinds import Kind, RelationKind
from entities.models import Entity, Mention
from entities.reader import Reader, around

register = template.Library()

# The second sign beside the colour of a kind.
ICONS = {
    Kind.GANG: "swords",
    Kind.PERSON: "user",
    Kind.LOCATION: "map-pin",
    Kind.AGENCY: "shield",
    Kind.ORGANIZATION: "building-2",
    Kind.DATE: "calendar",
    Kind.MONEY: "banknote",
}


@register.simple_tag(takes_context=True)
def reader_of(context: Context, article: Article) -> Reader:
    """What the reader shows of the article's entities; `?mention=` chooses one."""
    request = context["request"]
    chosen = request.GET.get("mention", "")
    return Reader(article, request.user, chosen=int(chosen) if chosen.isdecimal() else None)


@register.simple_tag
def facts_of(mention: Mention) -> dict:
    """What the card shows beside the mention: how often its entity occurs, or who is meant."""
    if mention.entity is None:
        return {"candidates": mention.candidates.select_related("entity__parent__parent")}
    live = Mention.objects.live().filter(entity=mention.entity)
    return live.aggregate(
        here=Count("pk", filter=Q(article=mention.article_id)), everywhere=Count("pk")
    )


@register.filter
def kind_icon(kind: str) -> str:
    return ICONS[Kind(kind)]


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
def relation_backwards(kind: str) -> str:
    return RelationKind(kind).ends.backwards


@register.filter
def lies_in(place: Entity) -> str:
    """The places around this one, the largest first: `El Salvador › San Miguel`."""
    return " › ".join(outer.name for outer in reversed(around(place)[1:]))


@register.filter
def published(article: Article) -> str:
    """The publication date as exactly as it is known."""
    if article.published_on is None:
        return "undated"
    patterns = {"day": "%-d %B %Y", "month": "%B %Y", "year": "%Y"}
    return article.published_on.strftime(patterns[article.published_precision])
