"""Which articles of a search are ranked and counted: the newest so many of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Window

from entities.models import Digest

# Ranking and counting more would take longer than people wait; the page says so.
MOST_CANDIDATES = 2000
# Of more hits, their number is the planner's estimate.
_MOST_COUNTED = 20_000
# The newest articles that should hold enough hits are looked through first, with some to spare.
_SPARE = 1.3
_WIDER = 4

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
    expected = estimate(found)
    if expected > max(counted, most):
        for since in _beginnings(dated, expected, most):
            piece = found.filter(published_on__gte=since).order_by(*NEWEST)
            keys = list(piece.values_list("pk", flat=True)[: most + 1])
            if len(keys) > most:
                return Candidates(keys[:most], expected, is_exact=False)
    rows = found.annotate(total=Window(Count("*"))).order_by(*NEWEST).values_list("pk", "total")
    rows = list(rows[:most])
    return Candidates([key for key, _ in rows], rows[0][1] if rows else 0, is_exact=True)


def estimate(found: QuerySet[Digest]) -> int:
    """How many rows the planner expects, from its statistics; takes about a millisecond."""
    plan = found.order_by().values("pk").explain(format="json")
    # Django does not ask where it sees that nothing can be found.
    return json.loads(plan)[0]["Plan"]["Plan Rows"] if plan else 0


def _beginnings(dated: Q, expected: int, most: int) -> Iterator:
    """Days since when there should be enough hits, one earlier than the other."""
    articles = Digest.objects.filter(dated)
    everything = estimate(articles)
    count = int(_SPARE * most * everything / expected)
    while count < everything:
        since = articles.order_by(*NEWEST).values_list("published_on", flat=True)[count : count + 1]
        day = next(iter(since), None)
        if day is None:
            return  # from here on they are undated
        yield day
        count *= _WIDER
