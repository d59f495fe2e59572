"""How people, places, dates and names are written on pages."""

from uuid import uuid4

from django import template

from articles.models import Article
from entities.actions.undo_redo import last_of
from entities.gazetteer.places.countries import country_name
from entities.models import Action, Entity, Evidence
from entities.models.decision import person_name
from entities.models.entity import around

register = template.Library()
# How dates are written, by their precision.
DATES = {"day": "%-d %B %Y", "month": "%B %Y", "year": "%Y"}
register.filter(country_name)
register.filter(person_name)


@register.filter
def lies_in(place: Entity) -> str:
    """The places around this one, the largest first: `El Salvador › San Miguel`."""
    return " › ".join(outer.name for outer in reversed(around(place)[1:]))


@register.filter
def published(article: Article) -> str:
    """The publication date as exactly as it is known."""
    if article.published_on is None:
        return "undated"
    return article.published_on.strftime(DATES[article.published_precision])


@register.filter
def cited(evidence: Evidence) -> str:
    """Where a quote stands: `InSight Crime, 8 January 2010, page 3`; needs article and source."""
    article, page = evidence.article, evidence.page
    return f"{article.source}, {published(article)}" + (f", page {page}" if page else "")


@register.filter
def updated(article: Article) -> str:
    """The day of the last change as exactly as it is known, empty where it is not."""
    day = article.updated_on
    return day.strftime(DATES[article.updated_precision]) if day else ""


@register.filter
def other_names(entity: Entity) -> str:
    """The aliases beside the name; needs them prefetched."""
    return ", ".join(alias.name for alias in entity.aliases.all() if alias.name != entity.name)


@register.simple_tag
def taken_back_next(act: Action | None) -> int | str:
    """The key of the act that `u` takes back now, the one before where this was; none is empty."""
    standing = last_of(act.user) if act and act.undone_at else act
    return standing.pk if standing else ""


@register.simple_tag
def new_token() -> str:
    """What tells a request from every other, so that it is carried out once."""
    return str(uuid4())
