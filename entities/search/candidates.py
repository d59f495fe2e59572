"""Which articles of a search are ranked and counted: the newest so many of them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Window

from entities.models import Digest

# Ranking and counting more would take longer than people wait; the page says so.
MOST_CANDIDATES = 2000
# Of more hits, their number is the planner's estimate.
_MOST_COUNTED = 20_000
# The newest articles that should hold enough hits are looked through first, with some to spare.
_SPARE = 1.3
_WIDER = 4

_SCANS = "SELECT set_config('enable_seqscan', %s, true), set_config('enable_indexscan', %s, true)"

NEWEST = (F("published_on").desc(nulls_last=True), F("article").desc())


@dataclass(frozen=True)
class Candidates:
    """Primary keys of articles, the newest first, and of how many they are the newest."""

    keys: list[int]
    total: int
    is_exact: bool

    @property
    def is_capped(self) -> bool:
        return self.total > len(self.keys)


def newest(
    found: QuerySet[Digest],
    dated: Q,
    *,
    most: int = MOST_CANDIDATES,
    counted: int = _MOST_COUNTED,
) -> Candidates:
    """The newest `most` of what was found; up to about `counted` hits are counted to the last one.

    `dated` is what `found` asks about dates, for all hits.

    Few hits are found through the index, all of them. Of many, only those among the newest
    articles are looked for, in a piece of the collection that should hold enough, and then in
    wider ones: the index knows nothing of dates, and to sort every hit takes too long.
    """
    with _by_bitmap():
        expected = estimate(found)
        is_many = expected > max(counted, most)
        if is_many and (candidates := _newest_of_many(found, dated, most, expected)):
            return candidates
        keys, total = _sorted(found, most)
    return Candidates(keys, total, is_exact=True)


def _sorted(found: QuerySet[Digest], most: int) -> tuple[list[int], int]:
    """The newest `most` keys of all that was found, and how many that are."""
    rows = found.annotate(total=Window(Count("*"))).order_by(*NEWEST).values_list("pk", "total")
    rows = list(rows[:most])
    return [key for key, _ in rows], rows[0][1] if rows else 0


def _newest_of_many(
    found: QuerySet[Digest], dated: Q, most: int, expected: int
) -> Candidates | None:
    """The newest of more than `most`; None where there may be fewer."""
    articles = Digest.objects.filter(dated).order_by(*NEWEST)
    everything = estimate(articles)
    count = int(_SPARE * most * everything / expected)
    while count < everything:
        since = next(iter(articles.values_list("published_on", flat=True)[count : count + 1]), None)
        if since is None:
            return None  # from here on they are undated
        keys, here = _sorted(found.filter(published_on__gte=since), most)
        if here > most:
            # The planner takes words that stand near each other for any words of one article.
            total = max(here, min(expected, here * everything // count))
            return Candidates(keys, total, is_exact=False)
        # The statistics were wrong: hits are as frequent as here.
        count = int(count * max(_WIDER, _SPARE * most / max(here, 1)))
    return None


def estimate(found: QuerySet[Digest]) -> int:
    """How many rows the planner expects, from its statistics; takes about a millisecond."""
    plan = found.order_by().values("pk").explain(format="json")
    # Django does not ask where it sees that nothing can be found.
    return json.loads(plan)[0]["Plan"]["Plan Rows"] if plan else 0


@contextmanager
def _by_bitmap() -> Iterator[None]:
    """Combine indexes before any row is read.

    Words lie apart from their rows and take long to fetch; the planner takes a look at them for
    free, and would rather go through the rows one by one. Has no effect outside a transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SCANS, ["off", "off"])
        yield
        cursor.execute(_SCANS, ["on", "on"])
