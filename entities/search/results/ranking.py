"""In which order hits are shown."""

import math
from collections.abc import Callable, Iterable
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQueryCombinable, SearchRank
from django.db.models import Expression, F, FloatField, IntegerField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from articles.models import Article
from articles.search import phrase_query
from entities.search.language.tree import And, Node, Not, Or, Phrase, conditions
from entities.search.query.conditions import text_query
from entities.search.query.nodes import Mentions
from entities.search.results.candidates import Row

# Of D, C, B and A: words of the body have B, those of the title A.
_WEIGHTS = [0.0, 0.0, 0.3, 1.0]
# Long texts have more of every word (1); no text is more than fully about it (32).
_NORMALIZED = Value(1 | 32)
# How much the share of the mentions counts beside the words, and being new beside both.
_NAMED, _NEW = 0.6, 0.1
# A text loses half of the advantage of being new in so many days.
_HALVED = 5 * 365
_REVIEWS = [*Article.ReviewStatus.values]


def asked(understood: Node) -> dict[str, Expression]:
    """What ranking asks of a digest: how much the words are in it, and the names."""
    query = rank_query(understood)
    words = (
        Value(0.0)
        if query is None
        else SearchRank(
            F("words"), query, weights=_WEIGHTS, normalization=_NORMALIZED, cover_density=True
        )
    )
    return {"words": Cast(words, FloatField()), "named": _named(understood)}


def ordered(rows: list[Row], sort: str) -> list[Row]:
    """The rows, the newest first, in the order asked for; equals stay as they are."""
    order = {"relevance": _by_relevance, "mentions": _by_mentions, "review": _by_review}
    return sorted(rows, key=order[sort](rows)) if sort in order else rows


def rank_query(node: Node) -> SearchQueryCombinable | None:
    """The words that make an article more of a hit: plain ones near each other, names anywhere."""
    match node:
        case Not():
            return None
        case Mentions() | Phrase(distance=int()):
            return phrase_query(node.text)
        case And():
            wanted = [part for part in node.parts if not isinstance(part, Not)]
            plain = [query for part in wanted if (query := text_query(part))]
            other = [rank_query(part) for part in wanted if not text_query(part)]
            return _any_of([reduce(and_, plain) if plain else None, *other])
        case Or():
            return _any_of(map(rank_query, node.parts))
    return text_query(node)


def marking_query(understood: Node) -> SearchQueryCombinable | None:
    """All words that are marked in a hit. Names after fields are marked as mentions."""
    return _any_of(
        phrase_query(node.words.text)
        if isinstance(node, Mentions) and node.words
        else rank_query(node)
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
        age = (last - row.published_on).days if row.published_on else math.inf
        return -(row.words + _NAMED * named + _NEW * 0.5 ** (age / _HALVED))

    return score


def _by_mentions(rows: list[Row]) -> Callable[[Row], int]:
    return lambda row: -(sum(row.named) if row.named else row.mentions)


def _by_review(rows: list[Row]) -> Callable[[Row], tuple[int, int]]:
    return lambda row: (_REVIEWS.index(row.status), -row.undecided)
