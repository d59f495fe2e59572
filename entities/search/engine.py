"""The search that the page, the command and the exports share."""

import math
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.contrib.postgres.search import SearchRank
from django.db.models import Count, F, FloatField, Q, QuerySet, Value
from django.db.models.functions import Cast

from articles.models import Article
from articles.search import Passage, best_passage, marked_spans, with_marked_text
from entities.models import Entity
from entities.search.facets import Facet, Year, entity_facets, source_facet, status_facet, years
from entities.search.query import QueryError, parse
from entities.search.reasons import Named, Reason, mentions_of, reasons
from entities.search.request import SearchRequest
from entities.search.understanding import Part, chosen, understand

PAGE_SIZE = 20
# Only the newest so many hits are ranked and counted into facets; the page says so.
MOST_CANDIDATES = 5000
MOST_CHIPS = 7


class Row(NamedTuple):
    """What is fetched of every candidate."""

    pk: int
    source: int
    status: str
    year: int | None
    score: float


@dataclass(frozen=True)
class Hit:
    """One found article: why, the passage that shows it, and what it mentions."""

    article: Article
    reasons: list[Reason]
    passage: Passage
    mentions: list[Named]

    @property
    def published(self) -> str:
        """The publication date in ISO 8601, no more exact than it is known; empty without."""
        if self.article.published_on is None:
            return ""
        length = {"day": 10, "month": 7, "year": 4}[self.article.published_precision]
        return self.article.published_on.isoformat()[:length]

    @property
    def main_entities(self) -> list[Named]:
        """The entities named most, one mention each."""
        counts = Counter(one.entity for one in self.mentions)
        first = {one.entity: one for one in reversed(self.mentions)}
        return [first[entity] for entity, _ in counts.most_common(MOST_CHIPS)]


@dataclass
class Result:
    """What a search gives. `total` counts all hits; `candidates` those ranked and counted."""

    request: SearchRequest
    parts: list[Part]
    total: int
    candidates: int
    hits: list[Hit]
    sort: str
    facets: list[Facet] = field(default_factory=list)
    years: list[Year] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def is_capped(self) -> bool:
        return self.total > self.candidates

    @property
    def previous_page(self) -> int:
        return self.request.page - 1

    @property
    def next_page(self) -> int:
        return self.request.page + 1

    @property
    def pages(self) -> int:
        return max(1, -(-self.candidates // PAGE_SIZE))


class Search:
    """One search: understood once, then asked for a page or for everything."""

    def __init__(self, request: SearchRequest) -> None:
        """Raises `QueryError` when the query or a filter cannot be understood."""
        self.request = request
        self.parts = understand(parse(request.query))
        if request.entities:
            picked = list(
                Entity.objects.current()
                .filter(pk__in=request.entities)
                .select_related("parent__parent")
            )
            if len(picked) != len(request.entities):
                raise QueryError("A chosen entity is gone, merged or deleted: choose it again.")
            self.parts += chosen(picked)

    @property
    def sort(self) -> str:
        return self.request.sort or ("relevance" if self.parts else "date")

    def articles(self, *, but: str = "") -> QuerySet[Article]:
        """The articles that fulfil every condition, leaving out the filter named `but`."""
        request, found = self.request, Q()
        for part in self.parts:
            found &= part.condition()
        if request.sources and but != "source":
            found &= Q(source__in=request.sources)
        if request.statuses and but != "status":
            found &= Q(review_status__in=request.statuses)
        if request.published_from:
            found &= Q(published_on__gte=request.published_from)
        if request.published_to:
            found &= Q(published_on__lte=request.published_to)
        return Article.objects.filter(found).order_by(
            F("published_on").desc(nulls_last=True), "-pk"
        )

    def page(self, size: int = PAGE_SIZE) -> Result:
        """Return the requested page of `size` hits with counts for the filters."""
        began = time.perf_counter()
        rows = self._ordered(MOST_CANDIDATES + 1)
        is_capped = len(rows) > MOST_CANDIDATES
        rows = rows[:MOST_CANDIDATES]
        total = self.articles().count() if is_capped else len(rows)
        first = (self.request.page - 1) * size
        page = [row.pk for row in rows[first : first + size]]
        result = Result(self.request, self.parts, total, len(rows), self.hits(page), self.sort)
        result.facets = [
            *entity_facets([row.pk for row in rows], self._picked()),
            source_facet(
                self._counts("source", [row.source for row in rows]), self.request.sources
            ),
            status_facet(
                self._counts("status", [row.status for row in rows]), self.request.statuses
            ),
        ]
        result.years = years(Counter(row.year for row in rows if row.year))
        result.seconds = time.perf_counter() - began
        return result

    def everything(self, *, chunk: int = 500) -> Iterator[Hit]:
        """Every hit in the order asked for, fetched in chunks so that memory stays bounded."""
        keys = [row.pk for row in self._ordered()]
        for first in range(0, len(keys), chunk):
            yield from self.hits(keys[first : first + chunk])

    def hits(self, keys: list[int]) -> list[Hit]:
        """The articles of these primary keys as hits, in the order of the keys; two queries."""
        articles = Article.objects.filter(pk__in=keys).select_related("source")
        query = self._text_query()
        if query is not None:
            articles = with_marked_text(articles, query)
        by_key = {article.pk: article for article in articles}
        mentions = mentions_of(keys)
        return [self._hit(by_key[key], mentions[key]) for key in keys if key in by_key]

    def _hit(self, article: Article, mentions: list[Named]) -> Hit:
        why, decisive = reasons(self.parts, mentions)
        marks = [(one.start, one.end) for one in decisive]
        if hasattr(article, "marked_text"):
            marks += [
                span
                for span in marked_spans(article.marked_text)
                if article.is_news(*span)
                and not any(span[0] < end and start < span[1] for start, end in marks)
            ]
        # The title stands above the passage already.
        first = article.body_start + len(article.title) * article.begins_with_title
        return Hit(article, why, best_passage(article.text, marks, first=first), mentions)

    def _ordered(self, most: int | None = None) -> list[Row]:
        """The newest `most` hits in the order asked for.

        Relevance is the words (title over body) plus, gently, how often the names occur.
        """
        query = self._text_query()
        score = (
            Value(0.0) if query is None else SearchRank(F("digest__words"), query, normalization=1)
        )
        found = self.articles().annotate(score=Cast(score, FloatField()))
        columns = ("pk", "source", "review_status", "published_on__year", "score")
        rows = [Row(*values) for values in found.values_list(*columns)[:most]]
        if self.sort == "relevance":
            mentions = self._mentions_in([row.pk for row in rows])
            # Stable: equals stay in the order of dates.
            rows.sort(key=lambda row: -row.score - 0.1 * math.log1p(mentions.get(row.pk, 0)))
        return rows

    def _mentions_in(self, articles: list[int]) -> dict[int, int]:
        """How often each article mentions what was searched for by name."""
        named = [part.mentions() for part in self.parts if part.searched]
        if not named:
            return {}
        counted = reduce(or_, named).filter(article__in=articles).order_by()
        return dict(counted.values_list("article").annotate(Count("pk")))

    def _text_query(self):
        queries = [
            part.text_query
            for part in self.parts
            if part.text_query is not None and not part.term.is_negated
        ]
        return reduce(or_, queries) if queries else None

    def _picked(self) -> list[Entity]:
        return [entity for part in self.parts if part.is_chosen for entity in part.entities]

    def _counts(self, column: str, values: list) -> Counter:
        """Counts of a column; where it is filtered itself, of the articles without that filter."""
        field, is_filtered = {
            "source": ("source", self.request.sources),
            "status": ("review_status", self.request.statuses),
        }[column]
        if not is_filtered:
            return Counter(values)
        rows = self.articles(but=column).order_by().values_list(field).annotate(Count("pk"))
        return Counter(dict(rows))
