"""Where a relationship of an entity can be stated: the sentences that mention it, by article."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse

from articles.models import Article
from articles.search import Matches, are_without_meaning, words_query
from articles.text import Span
from entities.extraction.text import sentences_in
from entities.lists import ListFilters, TextFilter, page_of
from entities.models import Entity, Mention, SearchRow

A_PAGE = 20
_MOST_SENTENCES = 3


class PlaceFilters(ListFilters):
    """The articles that mention the entity and have the words."""

    title = "Articles"

    words = TextFilter(label="Words of the article", method="with_words")

    def __init__(self, entity: Entity, data: Mapping[str, str]) -> None:
        mentions = Mention.objects.live().filter(entity=entity, article=OuterRef("pk"))
        super().__init__(data, SearchRow.objects.filter(Exists(mentions)))

    def with_words(self, rows: QuerySet[SearchRow], name: str, words: str) -> QuerySet[SearchRow]:
        if not words.strip() or are_without_meaning(words):
            return rows
        return rows.filter(Matches(F("words"), words_query(words)))


@dataclass(frozen=True)
class Place:
    """A sentence that mentions the entity, and where it is stated what the sentence says."""

    words: str
    address: str


@dataclass(frozen=True)
class InArticle:
    article: Article
    places: list[Place]


def places_of(entity: Entity, rows: QuerySet[SearchRow], number: str | None) -> Page:
    """A page of the articles, the newest first, as `InArticle`."""
    newest = rows.select_related("article__source").only("article")
    newest = newest.order_by(F("published_on").desc(nulls_last=True), "-pk")
    page = page_of(newest, number, A_PAGE)
    shown = [row.article for row in page.object_list]
    spans = defaultdict(list)
    mentions = Mention.objects.live().filter(entity=entity, article__in=shown, revision=None)
    for article, start, end in mentions.order_by("start").values_list("article", "start", "end"):
        spans[article].append((start, end))
    page.object_list = [
        InArticle(article, _places(article, entity, spans[article.pk])) for article in shown
    ]
    return page


def _places(article: Article, entity: Entity, mentions: list[Span]) -> list[Place]:
    """The first sentences of news that hold one of these mentions."""
    found = []
    for start, end in article.paragraphs():
        inside = [span for span in mentions if start <= span[0] and span[1] <= end]
        if not inside or not article.is_news(start, end):
            continue
        for left, right in sentences_in(article.text, start, end):
            if any(left <= first and last <= right for first, last in inside):
                address = _address(article, entity, left, right)
                found.append(Place(article.text[left:right], address))
                if len(found) == _MOST_SENTENCES:
                    return found
    return found


def _address(article: Article, entity: Entity, start: int, end: int) -> str:
    given = {"article": article.pk, "start": start, "end": end, "head": entity.pk}
    return f"{reverse('entities:relationship_add')}?{urlencode(given)}"
