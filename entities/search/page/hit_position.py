"""Where among the hits of a search a person is, carried in the address from article to article."""

from collections.abc import Mapping
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from articles.models import Article
from entities.lists import primary_key
from entities.search.language.tree import QueryError
from entities.search.page.search_page import PAGE_SIZES
from entities.search.request import SearchRequest
from entities.search.results.engine import Search
from entities.search.results.hits import hits

_LONGEST = 4000


class HitPosition:
    """The search that a person came from, and the place of the article in it.

    `parameters` are `search`, the address of the search without the page, and `hit`, the place
    from 1; 0 where it is not known. An address that no search has is as good as none.
    """

    def __init__(self, parameters: Mapping[str, str]) -> None:
        self._search = parameters.get("search", "")
        self.hit = primary_key(parameters.get("hit")) or 0
        self.is_asked = "search" in parameters and self.request is not None

    @cached_property
    def request(self) -> SearchRequest | None:
        if len(self._search) > _LONGEST:
            return None
        try:
            request = SearchRequest.from_parameters(QueryDict(self._search))
            request.tree  # noqa: B018 - whether it can be understood
        except QueryError:
            return None
        return request

    @property
    def words(self) -> str:
        """What was searched for, for people."""
        return self.request.query if self.request and self.request.query else "all articles"

    @property
    def query(self) -> str:
        """The parameters to carry on; empty where there are none."""
        asked = {"search": self._search, "hit": str(self.hit)}
        return urlencode(asked) if self.is_asked else ""

    @property
    def address(self) -> str:
        """The page of the search on which the hit stands."""
        parameters = QueryDict(self._search, mutable=True)
        size = self.request and PAGE_SIZES[self.request.view]
        if size and (page := (max(1, self.hit) - 1) // size + 1) > 1:
            parameters["page"] = str(page)
        return f"{reverse('entities:search')}?{parameters.urlencode()}"

    def stepped(self, article: int, by: int) -> str | None:
        """The address of the hit so many places from this article; None where there is none."""
        if self.request is None:
            return None
        search = Search(self.request)
        order = search.order
        # Where the article is no hit any more, those behind it have moved up.
        here = order.index(article) if article in order else self.hit - 1 - (by > 0)
        there = here + by
        if not 0 <= there < len(order):
            return None
        found = hits([order[there]], search.understood)
        return hit_address(order[there], self._search, there + 1, found[0].words if found else "")


def hit_address(article: int, search: str, hit: int, find: str) -> str:
    """The address of an article as a hit: the search goes along, and the words to find again."""
    parameters = {"search": search, "hit": str(hit)} | ({"find": find} if find else {})
    return f"{Article(pk=article).get_absolute_url()}?{urlencode(parameters)}"
