"""The review queue: articles that wait for people, in the order that helps most.

Where in it a person is (`QueuePosition`) is carried in the address from article to article.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qs, urlencode, urlsplit

from django.contrib.auth.models import User
from django.core.paginator import Page
from django.db import connection
from django.db.models import F
from django.http import HttpRequest, QueryDict

from articles.clearance import unseen_sql
from articles.models import Article
from entities.lists import count_words, page_of, primary_key
from entities.models import Entity, Mention, SearchRow
from entities.review.filters import ME, Filters

A_PAGE = 30
# So many are put in order by what they name; those behind follow when some of these are done.
MOST_ORDERED = 300
# Articles are counted up to here; beyond, the page says “1,000+”.
MOST_TOTAL = 1000


@dataclass(frozen=True)
class Waiting:
    """One article and why it stands where it stands."""

    article: Article
    digest: SearchRow
    entity: Entity | None
    named: int

    @property
    def least_sure(self) -> float | None:
        """The machine's confidence in the most doubtful mention; None where it gave none."""
        doubt = self.digest.doubt
        return None if doubt is None or doubt == 1 else 1 - doubt

    @property
    def named_words(self) -> str:
        """`12 articles`, or `200+ articles` where nobody counted on."""
        counted = count_words(self.named, MOST_COUNTED)
        return f"{counted} article{'' if self.named == 1 else 's'}"


class Queue:
    """The articles that fit the filters: the most doubtful first, in steps of a tenth.

    Of equally doubtful ones those come first whose undecided names occur in most articles, since
    to decide on these helps most; then the newest.
    """

    def __init__(self, filters: Filters) -> None:
        self.filters = filters

    @cached_property
    def total(self) -> int:
        return self.filters.qs.order_by()[:MOST_TOTAL].count()

    @property
    def total_words(self) -> str:
        return count_words(self.total, MOST_TOTAL)

    @property
    def is_capped(self) -> bool:
        return self.total > len(self.order)

    @cached_property
    def order(self) -> list[int]:
        """The first articles of the queue, as primary keys."""
        first = self.filters.qs.order_by(F("doubt").desc(nulls_last=True), "-article")
        doubts = dict(first.values_list("article", "doubt")[:MOST_ORDERED])
        best = self._best_known(doubts)
        return sorted(
            doubts,
            key=lambda key: (-_tenths(doubts[key]), -best.get(key, (0, 0))[1], -key),
        )

    def page(self, number: str | None) -> Page:
        """One page of the queue, as `Waiting`."""
        page = page_of(self.order, number, A_PAGE)
        page.object_list = self._waiting(list(page))
        return page

    def following(self, article: int, at: int) -> tuple[int, int] | None:
        """The article after this one, and its place in the queue from 1; None at the end.

        `at` is the place that the article had when it was opened: since then it may have moved
        down, for people decided on its mentions, or may have left the queue.
        """
        others = [key for key in self.order if key != article]
        if not others:
            return None
        if not at and article in self.order:
            at = self.order.index(article) + 1
        before = self.order[: max(0, at - 1)]
        index = len([key for key in before if key != article])
        index = index if index < len(others) else 0
        return others[index], self.order.index(others[index]) + 1

    def _waiting(self, keys: list[int]) -> list[Waiting]:
        digests = SearchRow.objects.filter(pk__in=keys).defer("words", "entities", "counts")
        known = {digest.pk: digest for digest in digests}
        articles = Article.objects.for_listing().select_related("source", "assigned_to", "done_by")
        rows = articles.in_bulk(keys)
        best = self._best_known(keys)
        entities = Entity.objects.in_bulk({entity for entity, _ in best.values()})
        return [
            Waiting(rows[key], known[key], entities.get(entity), named)
            for key in keys
            if key in rows and key in known
            for entity, named in [best.get(key, (0, 0))]
        ]

    def _best_known(self, articles: list[int] | dict[int, float]) -> dict[int, tuple[int, int]]:
        """For each article the entity of its undecided mentions that most articles name."""
        undecided = Mention.objects.undecided().filter(
            article__in=list(articles), entity__isnull=False, revision=None
        )
        pairs = list(undecided.order_by().values_list("article", "entity").distinct())
        named = articles_naming(entity for _, entity in pairs)
        best: dict[int, tuple[int, int]] = {}
        for article, entity in pairs:
            if named[entity] > best.get(article, (0, 0))[1]:
                best[article] = (entity, named[entity])
        return best


def _tenths(doubt: float | None) -> int:
    return -1 if doubt is None else int(doubt * 10 + 1e-9)


# Counted up to here; beyond, the page says “200+”.
MOST_COUNTED = 200

_COUNTED = """
    SELECT entity, (SELECT count(DISTINCT article_id) FROM (
        SELECT article_id FROM entities_mention
        WHERE entity_id = entity AND status <> 'rejected' AND revision_id IS NULL {unseen}
        ORDER BY article_id LIMIT %s) first)
    FROM unnest(%s::bigint[]) AS entity
"""


def articles_naming(entities: Iterable[int]) -> dict[int, int]:
    """The number of articles that name each of these entities, at least 1; one query.

    No more than `MOST_COUNTED` live mentions are looked at, so that a name of the whole collection
    takes no longer than any other.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNTED.format(unseen=unseen_sql("article_id")), [MOST_COUNTED, sorted(set(entities))]
        )
        return dict(cursor.fetchall())


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


def waiting(request: HttpRequest) -> dict[str, Callable[[], str]]:
    """`waiting_articles` for the navigation, counted where a page shows it: `1,000+` is more."""
    return {"waiting_articles": _waiting_articles}


def _waiting_articles() -> str:
    count = Article.objects.waiting().order_by()[:MOST_TOTAL].count()
    return count_words(count, MOST_TOTAL)
