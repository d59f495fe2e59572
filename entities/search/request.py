"""A search as the page's address, the command line and the exports state it."""

import datetime
from dataclasses import dataclass, field
from typing import Self

from django.http import QueryDict

from articles.models import Article
from entities.kinds import ENTITY_KINDS
from entities.search.query import QueryError

SORTS = ("relevance", "date")
ENTITY_PARAMETERS = tuple(kind.value for kind in ENTITY_KINDS)


@dataclass(frozen=True)
class SearchRequest:
    """What is searched for. Entities and sources are primary keys, dates inclusive."""

    query: str = ""
    entities: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()
    statuses: tuple[str, ...] = ()
    published_from: datetime.date | None = None
    published_to: datetime.date | None = None
    sort: str = ""
    page: int = 1
    parameters: QueryDict = field(default_factory=QueryDict, compare=False)

    @classmethod
    def from_parameters(cls, parameters: QueryDict) -> Self:
        """Read the parameters of an address. Raises `QueryError` for what cannot be meant."""
        published_from = _date(parameters, "from")
        published_to = _date(parameters, "to")
        if published_from and published_to and published_from > published_to:
            raise QueryError(
                f"The range of dates ends ({published_to}) before it begins ({published_from}): "
                "swap the two."
            )
        sort = parameters.get("sort", "")
        statuses = tuple(parameters.getlist("status"))
        if sort not in ("", *SORTS) or set(statuses) - set(Article.ReviewStatus.values):
            raise QueryError("The address names an unknown order or review status: search anew.")
        entities = (pk for name in ENTITY_PARAMETERS for pk in _keys(parameters, name))
        return cls(
            query=parameters.get("q", "").strip(),
            entities=tuple(dict.fromkeys(entities)),
            sources=_keys(parameters, "source"),
            statuses=statuses,
            published_from=published_from,
            published_to=published_to,
            sort=sort,
            page=max(1, *_keys(parameters, "page"), 1),
            parameters=parameters,
        )

    @property
    def is_empty(self) -> bool:
        return self == SearchRequest(sort=self.sort, page=self.page)


def _keys(parameters: QueryDict, name: str) -> tuple[int, ...]:
    values = parameters.getlist(name)
    if not all(value.isascii() and value.isdecimal() and len(value) < 18 for value in values):
        raise QueryError(f"The address has a faulty “{name}”: choose it again in the filters.")
    return tuple(map(int, values))


def _date(parameters: QueryDict, name: str) -> datetime.date | None:
    value = parameters.get(name, "").strip()
    if not value:
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise QueryError(
            f"“{value[:40]}” is no date: write it as year, month and day, such as 2012-10-25."
        ) from None
