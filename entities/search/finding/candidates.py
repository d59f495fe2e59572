"""Which articles of a search are ranked and counted: the newest so many of them."""

import datetime
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.postgres.fields.array import ArrayOverlap
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Expression, F, Q, QuerySet, Window

from entities.models.search_row import STRETCH, SearchRow, stretch_of

# Ranking and counting more would take longer than people wait; the page says so.
MOST_CANDIDATES = 2000
# Of more hits, their number is the planner's estimate.
_MOST_COUNTED = 20_000
# The newest articles that should hold enough hits are looked through first, with some to spare.
_SPARE = 1.3
_WIDER = 4
# The words of a phrase are found by the index, but not whether they stand side by side. Where that
# was checked of so many articles and holds of enough of them, older ones are not ranked.
_MOST_CHECKED, _ENOUGH = 20_000, 100
# To go through more of them in the index takes longer than all of a word that is so rare.
_MOST_STRETCHES = 12

_SCANS = "SELECT set_config('enable_seqscan', %s, true), set_config('enable_indexscan', %s, true)"

NEWEST = (F("published_on").desc(nulls_last=True), F("article").desc())
_STORED = (
    "article_id",
    "source_id",
    "review_status",
    "credibility",
    "published_on",
    "mentions",
    "undecided",
    "fingerprint",
    "entities",
    "relationship_kinds",
)
# The digests that were found keep the name of their table, which `asked` speaks of.
_RANKED = """
SELECT total, {stored}, {asked} FROM ({found}) AS entities_digest
 ORDER BY published_on DESC NULLS LAST, article_id DESC
"""


class Row(NamedTuple):
    """What is known of a candidate: `words` 0–1, `named` how often it has each name asked for."""

    pk: int
    source: int
    status: str
    credibility: str
    published_on: datetime.date | None
    mentions: int
    undecided: int
    fingerprint: int | None
    entities: list[int]
    relationship_kinds: list[str]
    words: float
    named: list[int]


@dataclass(frozen=True)
class Candidates:
    """Found articles, the newest first, and of how many they are the newest."""

    rows: list[Row]
    total: int
    is_exact: bool

    @property
    def keys(self) -> list[int]:
        return [row.pk for row in self.rows]

    @property
    def is_capped(self) -> bool:
        return self.total > len(self.rows)


def newest(
    found: QuerySet[SearchRow],
    dated: Q,
    asked: Mapping[str, Expression],
    *,
    most: int = MOST_CANDIDATES,
    counted: int = _MOST_COUNTED,
) -> Candidates:
    """The newest `most` of what was found; up to about `counted` hits are counted to the last one.

    `dated` is what `found` asks about dates, for all hits; `asked` are `words` and `named` of a
    row as expressions.

    Few hits are found through the index, all of them. Many are looked for in pieces of the
    collection, from the newest article on, until there are enough: to sort every hit takes too
    long.
    """
    with _by_bitmap():
        expected = estimate(found)
        if expected > max(counted, most):
            return _newest_of_many(found, dated, asked, most, expected)
        rows, total = _ranked(found, asked, most)
    return Candidates(rows, total, is_exact=True)


def _ranked(
    found: QuerySet[SearchRow], asked: Mapping[str, Expression], most: int
) -> tuple[list[Row], int]:
    """The newest `most` of all that was found, and how many that are.

    Only of these is computed what ranking asks: their words lie apart and take long to fetch.
    """
    found = found.annotate(total=Window(Count("*"))).order_by(*NEWEST)
    query = found.values_list(*_STORED, "words", "counts", "total")[:most].query
    compiler = query.get_compiler(connection=connection)
    try:
        statement, parameters = query.sql_with_params()
        expressions = [asked[name].resolve_expression(query.clone()) for name in ("words", "named")]
        columns = [compiler.compile(expression) for expression in expressions]
    except EmptyResultSet:
        return [], 0
    ranked = _RANKED.format(
        stored=", ".join(_STORED), asked=", ".join(sql for sql, _ in columns), found=statement
    )
    with connection.cursor() as cursor:
        values = [value for _, some in columns for value in some]
        cursor.execute(ranked, [*values, *parameters])
        rows = cursor.fetchall()
    return [Row._make(row[1:]) for row in rows], rows[0][0] if rows else 0


def _newest_of_many(
    found: QuerySet[SearchRow], dated: Q, asked: Mapping[str, Expression], most: int, expected: int
) -> Candidates:
    """The newest of what are probably more than `most`."""
    articles = SearchRow.objects.filter(dated).order_by(*NEWEST)
    everything = estimate(articles)
    rows: list[Row] = []
    total, count = 0, int(_SPARE * most * everything / expected)
    checked = int(_MOST_CHECKED * everything / expected)
    last = _day_of(articles, 0)
    while count < everything and last and (first := _day_of(articles, count)):
        more, here = _ranked(found.filter(_between(first, last)), asked, most)
        rows, total = [*rows, *more][:most], total + here
        if total > most or (total >= _ENOUGH and count >= checked):
            # The planner takes words that stand near each other for any words of one article.
            total = max(total, min(expected, total * everything // count))
            return Candidates(rows, total, is_exact=False)
        last = first - datetime.timedelta(days=1)
        # The statistics were wrong: hits are as frequent as here.
        wider = int(count * max(_WIDER, _SPARE * most / max(total, 1)))
        count = min(wider, checked) if count < checked else wider
    rest = Q(published_on=None)
    if last:
        rest |= Q(published_on__lte=last)
    more, here = _ranked(found.filter(rest), asked, most)
    return Candidates([*rows, *more][:most], total + here, is_exact=True)


def _between(first: datetime.date, last: datetime.date) -> Q:
    """Published so, which the index of words and names knows of few stretches of time.

    Of a frequent word it then reads what is published there, and not the hundreds of thousands.
    """
    within = Q(published_on__range=(first, last))
    stretches = range(stretch_of(first), stretch_of(last) + 1)
    if len(stretches) <= _MOST_STRETCHES:
        within &= Q(ArrayOverlap(STRETCH, [*stretches]))
    return within


def _day_of(articles: QuerySet[SearchRow], place: int) -> datetime.date | None:
    """When the article at this place was published; None where that is unknown."""
    return next(iter(articles.values_list("published_on", flat=True)[place : place + 1]), None)


def estimate(found: QuerySet[SearchRow]) -> int:
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
