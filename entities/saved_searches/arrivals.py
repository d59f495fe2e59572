"""Which articles came in or changed, and what of it is new for the watched searches."""

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Max, QuerySet, Value
from django.utils import timezone

from articles.clearance import hidden, seen_by
from articles.models import Article
from entities.models import Arrival, Delivery, SavedSearch, SearchRow
from entities.models.saved import MOST_COUNTED, MOST_DELIVERED
from entities.search.fields.registry import parse
from entities.search.language.tree import Node, QueryError
from entities.search.query import condition, interpret, interpret_each
from entities.search.results.engine import limited

_BATCH = 20_000
# A reading that was stored while others were may have a lower key than those seen already.
_LOOK_BACK = 10_000

_RECORD = """
    INSERT INTO entities_arrival (article_id, text_hash, extraction)
    SELECT e.article_id, e.text_hash, min(e.id)
      FROM entities_extraction e
      JOIN articles_article a ON a.id = e.article_id AND a.text_hash = e.text_hash
     WHERE e.id > (SELECT coalesce(max(extraction), 0) FROM entities_arrival) - %(look_back)s
       AND e.error = ''
       AND NOT EXISTS (SELECT FROM entities_arrival r
                        WHERE r.article_id = e.article_id AND r.text_hash = e.text_hash)
     GROUP BY e.article_id, e.text_hash ORDER BY min(e.id) LIMIT %(batch)s
    ON CONFLICT DO NOTHING
"""


def record_arrivals() -> int:
    """Record texts that have been read for the first time; returns how many.

    Only one may do this at a time (see `tasks.watch`), so that keys are in the order of arrival.
    """
    recorded = 0
    while count := _record_batch():
        recorded += count
    return recorded


@transaction.atomic
def _record_batch() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_RECORD, {"batch": _BATCH, "look_back": _LOOK_BACK})
        return cursor.rowcount


def newest_arrival() -> int:
    """Primary key of the newest arrival; 0 where nothing has arrived."""
    return Arrival.objects.aggregate(newest=Max("pk"))["newest"] or 0


logger = logging.getLogger(__name__)

# A little less than the time, so that a run at the same hour of the next day is due.
_EVERY = {
    SavedSearch.Watch.AT_ONCE: timedelta(0),
    SavedSearch.Watch.DAILY: timedelta(hours=23, minutes=55),
    SavedSearch.Watch.WEEKLY: timedelta(days=6, hours=23, minutes=55),
}
# Beyond this the list of saved searches says “100+ new”.
MOST_NEW = 100
# Pages do not wait longer for what is new.
_SECONDS = 2
# What watches found lately, and how many articles of each are named.
_MOST_DELIVERIES = 20
_SHOWN_OF_A_DELIVERY = 5


def run_due(stop: Callable[[], bool]) -> int:
    """Run the watches that are due; returns how many found something new.

    Only articles that arrived since a watch last ran are looked at. One that cannot be run is
    paused, with the reason for its owner.
    """
    newest = newest_arrival()
    found = 0
    for search in SavedSearch.objects.watched().filter(delivered_up_to__lt=newest).order_by("pk"):
        if stop():
            break
        if (
            search.ran_at is None
            or timezone.now() - search.ran_at >= _EVERY[SavedSearch.Watch(search.watch)]
        ):
            found += _run(search, newest)
    return found


@transaction.atomic
def _run(search: SavedSearch, newest: int) -> bool:
    """Deliver what is new up to this arrival; returns whether something is."""
    search = SavedSearch.objects.select_for_update().get(pk=search.pk)
    keys: list[int] = []
    try:
        with transaction.atomic(), seen_by(search.user):
            found = arrived(interpret(parse(search.query)), search.delivered_up_to, newest)
            keys = list(found.values_list("article", flat=True)[:MOST_COUNTED])
    except QueryError as error:
        search.paused = True
        search.fault = str(error)
        logger.warning("The watch %s was paused: %s", search.pk, error)
    if keys:
        Delivery.objects.create(search=search, found=len(keys), articles=keys[:MOST_DELIVERED])
    search.delivered_up_to = newest
    search.ran_at = timezone.now()
    search.save(update_fields=["delivered_up_to", "ran_at", "paused", "fault"])
    return bool(keys)


def arrived(understood: Node, after: int, up_to: int | None = None) -> QuerySet[SearchRow]:
    """The articles among the arrivals after one, and up to another, that the query finds."""
    arrivals = Arrival.objects.filter(pk__gt=after)
    if up_to is not None:
        arrivals = arrivals.filter(pk__lte=up_to)
    found = SearchRow.objects.filter(condition(understood))
    return found.filter(article__in=arrivals.values("article")).order_by("-article")


def count_new(searches: Sequence[SavedSearch]) -> None:
    """Give each search `new`: how many articles are new to its owner, up to 100; none if faulty.

    All of them are counted by one query, after the few that look up their names. Where that takes
    longer than two seconds nothing is counted, and `new` is None.
    """
    newest = newest_arrival()
    behind = []
    for search in searches:
        search.new = 0
        if search.seen_up_to < newest:
            behind.append(search)
    questions = []
    for search, understood in zip(behind, _understood(behind), strict=True):
        if isinstance(understood, QueryError):
            search.fault = str(understood)
        else:
            found = arrived(understood, search.seen_up_to).order_by()
            asked = found.annotate(search=Value(search.pk)).values_list("search", flat=True)
            questions.append(asked[:MOST_NEW])
    if questions:
        first, *others = questions
        try:
            with limited(_SECONDS):
                counts: Mapping[int, int | None] = Counter(first.union(*others, all=True))
        except QueryError:
            counts = dict.fromkeys(search.pk for search in behind)
        for search in behind:
            search.new = counts[search.pk]


def latest_deliveries(user: User) -> list[Delivery]:
    """What the user's watches found lately, each with `shown`, its newest, and `others`."""
    deliveries = list(
        Delivery.objects.filter(search__user=user)
        .select_related("search")
        .order_by("-at", "-pk")[:_MOST_DELIVERIES]
    )
    keys = {key for one in deliveries for key in one.articles[:_SHOWN_OF_A_DELIVERY]}
    articles = Article.objects.for_listing().in_bulk(keys)
    for one in deliveries:
        shown = one.articles[:_SHOWN_OF_A_DELIVERY]
        one.shown = [articles[key] for key in shown if key in articles]
        one.others = still_seen(one) - len(one.shown)
    return [one for one in deliveries if one.shown]


def still_seen(delivery: Delivery) -> int:
    """How many were found, without those of its articles that the person may not see any more."""
    if not hidden():
        return delivery.found
    seen = Article.objects.filter(pk__in=delivery.articles).count()
    return delivery.found - len(delivery.articles) + seen


def _understood(searches: Sequence[SavedSearch]) -> list[Node | QueryError]:
    """The query of each, or why it cannot be searched for any more."""
    parsed: list[Node | QueryError] = []
    for search in searches:
        try:
            parsed.append(parse(search.query))
        except QueryError as error:
            parsed.append(error)
    meant = iter(interpret_each([tree for tree in parsed if isinstance(tree, Node)]))
    return [next(meant) if isinstance(tree, Node) else tree for tree in parsed]
