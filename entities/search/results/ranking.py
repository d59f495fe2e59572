"""Which articles of a search are ranked and counted, the newest so many, and in which order."""

import datetime
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.fields.array import ArrayOverlap  # type: ignore[attr-defined]  # no stub
from django.contrib.postgres.search import SearchQueryCombinable, SearchRank
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import (
    Count,
    Expression,
    F,
    FloatField,
    IntegerField,
    Q,
    QuerySet,
    Value,
    Window,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Coalesce, NullIf

from articles.models import Article
from articles.search import phrase_query
from entities.models.search_row import STRETCH, SearchRow, stretch_of
from entities.search.fields.entity_names import Mentions
from entities.search.fields.search_field import Row
from entities.search.language.tree import And, Node, Not, Or, Phrase, conditions
from entities.search.query import text_query

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

# Of D, C, B and A: words of the body have B, those of the title A.
_WEIGHTS = [0.0, 0.0, 0.3, 1.0]
# Long texts have more of every word (1); no text is more than fully about it (32).
_NORMALIZED = Value(1 | 32)
# How much the share of the mentions counts beside the words, and being new beside both.
_NAMED, _NEW = 0.6, 0.1
# A text loses half of the advantage of being new in so many days.
_HALVED = 5 * 365
_REVIEWS = [*Article.ReviewStatus.values]

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
    "cluster",
    "entities",
    "relationship_kinds",
)
# The digests that were found keep the name of their table, which `asked` speaks of.
_RANKED = """
SELECT total, {stored}, {asked} FROM ({found}) AS entities_digest
 ORDER BY published_on DESC NULLS LAST, article_id DESC
"""


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


def count_origins(found: QuerySet[SearchRow]) -> int:
    """How many origins all that was found has."""
    with _by_bitmap():
        return found.aggregate(origins=Count("cluster", distinct=True))["origins"]


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


def asked(understood: Node) -> dict[str, Expression]:
    """What ranking asks of a digest: how much the words are in it, and the names."""
    in_english, in_any = rank_query(understood, "en"), rank_query(understood)
    words: Expression = Value(0.0)
    if in_english is not None and in_any is not None:
        # Most articles are English; to look for the words of all languages takes twice as long.
        words = Coalesce(NullIf(_rank(in_english), 0.0), _rank(in_any))
    return {"words": Cast(words, FloatField()), "named": _named(understood)}


def _rank(query: SearchQueryCombinable) -> SearchRank:
    return SearchRank(
        F("words"), query, weights=_WEIGHTS, normalization=_NORMALIZED, cover_density=True
    )


def ordered(rows: list[Row], sort: str) -> list[Row]:
    """The rows, the newest first, in the order asked for; equals stay as they are."""
    match sort:
        case "relevance":
            return sorted(rows, key=_by_relevance(rows))
        case "mentions":
            return sorted(rows, key=_by_mentions)
        case "review":
            return sorted(rows, key=_by_review)
    return rows


def rank_query(node: Node, language: str = "") -> SearchQueryCombinable | None:
    """The words that make an article more of a hit: plain ones near each other, names anywhere."""
    match node:
        case Not():
            return None
        case Mentions() | Phrase(distance=int()):
            return phrase_query(node.text, language)
        case And():
            wanted = [part for part in node.parts if not isinstance(part, Not)]
            plain = [query for part in wanted if (query := text_query(part, language))]
            other = [rank_query(part, language) for part in wanted if not text_query(part)]
            return _any_of([reduce(and_, plain) if plain else None, *other])
        case Or():
            return _any_of(rank_query(part, language) for part in node.parts)
    return text_query(node, language)


def marking_query(understood: Node, language: str = "") -> SearchQueryCombinable | None:
    """All words that are marked in a hit. Names after fields are marked as mentions."""
    return _any_of(
        phrase_query(node.words.text, language)
        if isinstance(node, Mentions) and node.words
        else rank_query(node, language)
        for node, is_negated in conditions(understood)
        if not is_negated and (not isinstance(node, Mentions) or node.words)
    )


def _any_of(queries: Iterable[SearchQueryCombinable | None]) -> SearchQueryCombinable | None:
    wanted = [query for query in queries if query is not None]
    return reduce(or_, wanted) if wanted else None


def _named(understood: Node) -> RawSQL:
    """How often the article mentions each name that is asked for, with all that lies inside it."""
    keys = [
        [entity.pk for entity in node.entities]
        for node, is_negated in conditions(understood)
        if isinstance(node, Mentions) and node.entities and not is_negated
    ]
    count = "coalesce(counts[array_position(entities, %s)], 0)"
    counts = ", ".join(" + ".join([count] * len(of_one)) for of_one in keys)
    parameters = [key for of_one in keys for key in of_one]
    # Nothing of the query is in the statement, only as many places for keys as it names.
    return RawSQL(f"ARRAY[{counts}]::int[]", parameters, ArrayField(IntegerField()))  # noqa: S611


def _by_relevance(rows: list[Row]) -> Callable[[Row], float]:
    last = max((row.published_on for row in rows if row.published_on), default=None)

    def score(row: Row) -> float:
        # As much about all that is asked for as about what it speaks of least.
        least = min((count for count in row.named if count), default=0)
        named = math.log1p(least) / math.log1p(max(row.mentions, least, 1))
        age = (last - row.published_on).days if last and row.published_on else math.inf
        return -(row.words + _NAMED * named + _NEW * 0.5 ** (age / _HALVED))

    return score


def _by_mentions(row: Row) -> int:
    return -(sum(row.named) if row.named else row.mentions)


def _by_review(row: Row) -> tuple[int, int]:
    return _REVIEWS.index(row.status), -row.undecided
