"""Filters that an address may state beside the query: they are read into it.

Forms and chips send them, such as `?gang=12` or `?from=2010-01-01`; the page then shows the query
that says the same.
"""

import datetime

from django.http import QueryDict

from articles.models import Article, Source
from entities.kinds import ENTITY_KINDS
from entities.models import Entity
from entities.search.fields.areas import AREAS
from entities.search.fields.assessments import Reviewed
from entities.search.fields.entity_names import written
from entities.search.fields.publication_dates import Period, Published
from entities.search.fields.registry import parse
from entities.search.fields.source_names import written_source
from entities.search.language.query_errors import QueryError
from entities.search.language.rewrite import with_condition, without_fields
from entities.search.language.tree import Node

_ENTITY_PARAMETERS = tuple(kind.value for kind in ENTITY_KINDS)
_PARAMETERS = (*_ENTITY_PARAMETERS, "source", "status", "from", "to", "area", "around")


def has_filters(parameters: QueryDict) -> bool:
    return any(name in parameters for name in _PARAMETERS)


def with_filters(tree: Node, parameters: QueryDict) -> Node:
    """The query with the filters of the address as conditions. Raises `QueryError`."""
    keys = [key for name in _ENTITY_PARAMETERS for key in keys_of(parameters, name)]
    entities = list(Entity.objects.filter(pk__in=keys)) if keys else []
    sources = list(Source.objects.filter(pk__in=keys_of(parameters, "source")))
    statuses = parameters.getlist("status")
    if len(entities) < len(set(keys)) or len(sources) < len({*keys_of(parameters, "source")}):
        raise QueryError("A chosen entity or source is gone: choose it again.")
    if set(statuses) - set(Article.ReviewStatus.values):
        raise QueryError("The address names an unknown review status: search anew.")
    conditions = [
        *written(entities).values(),
        *map(written_source, sources),
        *(Reviewed(Article.ReviewStatus(status)) for status in statuses),
    ]
    for condition in conditions:
        tree = with_condition(tree, condition)
    if area := _area(parameters):
        tree = with_condition(without_fields(tree, *AREAS), area)
    if "from" in parameters or "to" in parameters:
        tree = without_fields(tree, Published)
        since, until = _date(parameters, "from"), _date(parameters, "to")
        if since and until and since.first > until.last:
            raise QueryError(
                f"The range of dates ends ({until}) before it begins ({since}): swap the two."
            )
        if since or until:
            tree = with_condition(tree, Published("in", *_shortest(since, until)))
    return tree


def keys_of(parameters: QueryDict, name: str) -> tuple[int, ...]:
    """The numbers that the address states under this name. Raises `QueryError`."""
    values = parameters.getlist(name)
    if not all(value.isascii() and value.isdecimal() and len(value) < 18 for value in values):
        raise QueryError(f"The address has a faulty “{name}”: choose it again in the filters.")
    return tuple(map(int, values))


def _date(parameters: QueryDict, name: str) -> Period | None:
    value = parameters.get(name, "").strip()
    if not value:
        return None
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        raise QueryError(
            f"“{value[:40]}” is no date: write it as year, month and day, such as 2012-10-25."
        ) from None
    return Period(day.year, day.month, day.day)


def _area(parameters: QueryDict) -> Node | None:
    """What was drawn on the map, written as a condition, or so many kilometres around a place."""
    if place := parameters.get("around", "").strip():
        kilometres = parameters.get("km", "").strip() or "50"
        if not (kilometres.isascii() and kilometres.isdecimal()):
            raise QueryError(f"“{kilometres[:20]}” is no number of kilometres: write digits only.")
        area = parse(f'near:"{place.replace(chr(34), " ")}"~{kilometres}km')
    elif drawn := parameters.get("area", "").strip():
        area = parse(drawn)
    else:
        return None
    if not isinstance(area, AREAS):
        raise QueryError("The address has a faulty area: draw it again on the map.")
    return area


def _shortest(since: Period | None, until: Period | None) -> tuple[Period | None, Period | None]:
    """Whole years or months as such: 2010-01-01 to 2014-12-31 is 2010 to 2014."""
    days = [period for period in (since, until) if period]
    years = [Period(period.year) for period in days]
    months = [Period(period.year, period.month) for period in days]
    for wider in (years, months):
        first, last = since and wider[0], until and wider[-1]
        fits = not since or not first or first.first == since.first
        if fits and (not until or not last or last.last == until.last):
            return first, last
    return since, until
