"""The search that the page, the command and the exports share."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchRank
from django.db.models import Count, F, FloatField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Ln

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
        rows = list(
            self._ranked(self.articles()).values_list(
                "pk", "source", "review_status", "published_on__year", "score"
            )[: MOST_CANDIDATES + 1]
        )
        is_capped = len(rows) > MOST_CANDIDATES
        rows = rows[:MOST_CANDIDATES]
        total = self.articles().count() if is_capped else len(rows)
        if self.sort == "relevance":
            rows.sort(key=lambda row: -row[4])  # stable: equals stay in the order of dates
        first = (self.request.page - 1) * size
        page = [row[0] for row in rows[first : first + size]]
        result = Result(self.request, self.parts, total, len(rows), self.hits(page), self.sort)
        result.facets = [
            *entity_facets([row[0] for row in rows], self._picked()),
            source_facet(self._counts("source", [row[1] for row in rows]), self.request.sources),
            status_facet(
                self._counts("review_status", [row[2] for row in rows]), self.request.statuses
            ),
        ]
        result.years = years(Counter(row[3] for row in rows if row[3]))
        result.seconds = time.perf_counter() - began
        return result

    def everything(self, *, chunk: int = 500) -> Iterator[Hit]:
        """Every hit in the order asked for, fetched in chunks so that memory stays bounded."""
        ordered = self._ranked(self.articles())
        if self.sort == "relevance":
            ordered = ordered.order_by("-score", F("published_on").desc(nulls_last=True), "-pk")
        keys = list(ordered.values_list("pk", flat=True))
        for first in range(0, len(keys), chunk):
            yield from self.hits(keys[first : first + chunk])

    def hits(self, keys: list[int]) -> list[Hit]:
        """The articles of these primary keys as hits, in the order of the keys; two queries."""
        articles = (
            Article.objects.filter(pk__in=keys).select_related("source").defer("search_vector")
        )
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

    def _ranked(self, articles: QuerySet[Article]) -> QuerySet[Article]:
        """Annotate `score`: words (title over body), and gently how often the names occur."""
        score = Value(0.0, FloatField())
        query = self._text_query()
        if query is not None:
            score = Cast(SearchRank(F("search_vector"), query, normalization=1), FloatField())
        named = [entity for part in self.parts for entity in part.searched]
        if named and self.sort == "relevance":
            counts = reduce(or_, (part.mentions() for part in self.parts if part.searched))
            salience = (
                counts.filter(article=OuterRef("pk"))
                .order_by()
                .values("article")
                .annotate(count=Count("pk"))
                .values("count")
            )
            score = score + Ln(Coalesce(Subquery(salience), 0) + 1.0) * 0.1
        return articles.annotate(score=score)

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
        filtered = {"source": self.request.sources, "review_status": self.request.statuses}[column]
        if not filtered:
            return Counter(values)
        but = "source" if column == "source" else "status"
        rows = self.articles(but=but).order_by().values_list(column).annotate(Count("pk"))
        return Counter(dict(rows))
