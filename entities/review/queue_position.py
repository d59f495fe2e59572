"""Where in a queue a person is: carried in the address from article to article."""

from collections.abc import Mapping
from functools import cached_property
from urllib.parse import parse_qs, urlencode, urlsplit

from django.contrib.auth.models import User
from django.http import QueryDict

from articles.models import Article
from entities.list_filters import primary_key
from entities.review.filters import ME, Filters
from entities.review.queue import Queue

_LONGEST_QUEUE = 500
_LAST_PLACE = 999_999


class QueuePosition:
    """The queue that a person came from, and the place in it, from 1; 0 where it is not known.

    `parameters` are `queue`, the filters as in the address of the queue, and `at`.
    """

    def __init__(self, parameters: Mapping[str, str], user: User) -> None:
        self.is_asked = "queue" in parameters
        self._queue = parameters.get("queue", "")[:_LONGEST_QUEUE]
        at = primary_key(parameters.get("at")) or 0
        self.at = at if at <= _LAST_PLACE else 0
        self.user = user

    @cached_property
    def filters(self) -> Filters:
        """Of who comes from no queue: one's own where something is assigned, else all."""
        if self.is_asked:
            return Filters(self.user, QueryDict(self._queue))
        waiting = Article.objects.waiting().order_by()
        own = waiting.filter(assigned_to=self.user).exists()
        return Filters(self.user, {"assigned": ME} if own else {})

    @cached_property
    def queue(self) -> Queue:
        return Queue(self.filters)

    @property
    def query(self) -> str:
        """The parameters to carry on; empty where there are none."""
        return query_of(self.filters, self.at) if self.is_asked else ""

    def following(self, article: Article) -> str | None:
        """The address of the article after this one; None where none is left."""
        found = self.queue.following(article.pk, self.at)
        if found is None:
            return None
        key, at = found
        return f"{Article(pk=key).get_absolute_url()}?{query_of(self.filters, at)}"


def query_of(filters: Filters, at: int) -> str:
    return urlencode({"queue": filters.query, "at": at})


def carried_on(address: str, referer: str) -> str:
    """The address with the queue and place that the page had which sent the request."""
    came_from = parse_qs(urlsplit(referer).query, keep_blank_values=True)
    if "queue" not in came_from:
        return address
    kept = urlencode({name: came_from[name][0] for name in ("queue", "at") if name in came_from})
    page, sign, fragment = address.partition("#")
    return f"{page}{'&' if '?' in page else '?'}{kept}{sign}{fragment}"
