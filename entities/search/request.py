"""A search as the page's address, the command line and the exports state it."""

import datetime
from dataclasses import dataclass, field
from typing import Self

from django.http import QueryDict
from django.utils.functional import cached_property

from articles.models import Article
from articles.source_models import Source
from entities.kinds import ENTITY_KINDS
from entities.models import Entity
from entities.search.fields.areas import AREAS
from entities.search.fields.assessments import Reviewed
from entities.search.fields.entity_names import written
from entities.search.fields.publication_dates import Period, Published
from entities.search.fields.registry import parse
from entities.search.fields.source_names import written_source
from entities.search.language.tree import (
    And,
    Node,
    QueryError,
    to_text,
    with_condition,
    without_fields,
)

_ENTITY_PARAMETERS = tuple(kind.value for kind in ENTITY_KINDS)
_PARAMETERS = (*_ENTITY_PARAMETERS, "source", "status", "from", "to", "area", "around")


def has_filters(parameters: QueryDict) -> bool:
    return any(name in parameters for name in _PARAMETERS)


def with_filters(tree: Node, parameters: QueryDict) -> Node:
    """The query with the filters of the address as conditions. Raises `QueryError`."""
    keys = [key for name in _ENTITY_PARAMETERS for key in keys_of(parameters, name)]
    entities = list(Entity.objects.filter(pk__in=keys)) if keys else []
    chosen = Source.objects.filter(pk__in=keys_of(parameters, "source"))
    sources = [source.current for source in chosen.select_related("merged_into")]
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


SORT_LABELS = {
    "relevance": "relevance",
    "date": "date",
    "mentions": "most mentions",
    "review": "least reviewed",
}
SORTS = tuple(SORT_LABELS)
VIEWS = ("list", "table", "timeline", "map")
# What is counted: each article, or near-copies of one text once.
ORIGINS = "origins"
COUNTS = ("articles", ORIGINS)


@dataclass(frozen=True)
class SearchRequest:
    """What is searched for, in which order, and which page of it is asked for.

    `query` holds everything, filters too. `counts` is one of `COUNTS`. `had_filters` says that the
    address had filters beside the query, so that the page can send the browser to the address
    without.
    """

    query: str = ""
    sort: str = ""
    page: int = 1
    view: str = VIEWS[0]
    counts: str = COUNTS[0]
    had_filters: bool = False
    parameters: QueryDict = field(default_factory=QueryDict, compare=False)

    @classmethod
    def from_parameters(cls, parameters: QueryDict) -> Self:
        """Read the parameters of an address. Raises `QueryError` for what cannot be meant."""
        sort, view = parameters.get("sort", ""), parameters.get("view", "") or VIEWS[0]
        counts = parameters.get("count", "") or COUNTS[0]
        if sort not in ("", *SORTS) or view not in VIEWS:
            raise QueryError("The address names an unknown order or view: search anew.")
        if counts not in COUNTS:
            raise QueryError("The address counts neither articles nor origins: search anew.")
        query = parameters.get("q", "").strip()
        had_filters = has_filters(parameters)
        if had_filters:
            query = to_text(with_filters(parse(query), parameters))
        return cls(
            query=query,
            # Time runs in one direction only.
            sort="date" if view == "timeline" else sort,
            view=view,
            counts=counts,
            page=max(1, *keys_of(parameters, "page"), 1),
            had_filters=had_filters,
            parameters=parameters,
        )

    @cached_property
    def tree(self) -> Node:
        """The query as it was written. Raises `QueryError`."""
        return parse(self.query)

    @property
    def by_origin(self) -> bool:
        return self.counts == ORIGINS

    @property
    def described(self) -> str:
        """The query with what is counted, for the head of a report."""
        counted = "near-copies counted as one origin" if self.by_origin else ""
        return ", ".join(filter(None, [self.query, counted]))

    @property
    def is_empty(self) -> bool:
        return self.tree == And()

    def address(self) -> str:
        """The parameters of the address that states this search, without the page."""
        parameters = QueryDict(mutable=True)
        if self.query:
            parameters["q"] = self.query
        if self.sort:
            parameters["sort"] = self.sort
        if self.view != VIEWS[0]:
            parameters["view"] = self.view
        if self.counts != COUNTS[0]:
            parameters["count"] = self.counts
        return parameters.urlencode()
