"""A search as the page's address, the command line and the exports state it."""

from dataclasses import dataclass, field
from typing import Self

from django.http import QueryDict
from django.utils.functional import cached_property

from entities.search.address_filters import has_filters, keys_of, with_filters
from entities.search.fields.registry import parse
from entities.search.language.query_errors import QueryError
from entities.search.language.tree import And, Node, to_text

SORT_LABELS = {
    "relevance": "relevance",
    "date": "date",
    "mentions": "most mentions",
    "review": "least reviewed",
}
SORTS = tuple(SORT_LABELS)
VIEWS = ("list", "table", "timeline", "map")


@dataclass(frozen=True)
class SearchRequest:
    """What is searched for, in which order, and which page of it is asked for.

    `query` holds everything, filters too. `had_filters` says that the address had filters beside
    the query, so that the page can send the browser to the address without.
    """

    query: str = ""
    sort: str = ""
    page: int = 1
    view: str = VIEWS[0]
    had_filters: bool = False
    parameters: QueryDict = field(default_factory=QueryDict, compare=False)

    @classmethod
    def from_parameters(cls, parameters: QueryDict) -> Self:
        """Read the parameters of an address. Raises `QueryError` for what cannot be meant."""
        sort, view = parameters.get("sort", ""), parameters.get("view", "") or VIEWS[0]
        if sort not in ("", *SORTS) or view not in VIEWS:
            raise QueryError("The address names an unknown order or view: search anew.")
        query = parameters.get("q", "").strip()
        had_filters = has_filters(parameters)
        if had_filters:
            query = to_text(with_filters(parse(query), parameters))
        return cls(
            query=query,
            # Time runs in one direction only.
            sort="date" if view == "timeline" else sort,
            view=view,
            page=max(1, *keys_of(parameters, "page"), 1),
            had_filters=had_filters,
            parameters=parameters,
        )

    @cached_property
    def tree(self) -> Node:
        """The query as it was written. Raises `QueryError`."""
        return parse(self.query)

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
        return parameters.urlencode()
