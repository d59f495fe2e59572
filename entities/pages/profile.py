"""What the page of one entity shows, each part fetched once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import F, Prefetch, QuerySet

from articles.models import Article
from articles.search import Passage, best_passage
from entities.kinds import RelationKind, Status
from entities.models import Alias, Entity, Evidence, Mention, Relationship

ARTICLES_A_PAGE = 20
MOST_PASSAGES = 3


@dataclass(frozen=True)
class InArticle:
    """An article with the passages that mention the entity."""

    article: Article
    passages: list[Passage]
    count: int


@dataclass(frozen=True)
class Link:
    """A relationship as seen from the entity: how it reads, and the entity at the other end."""

    relationship: Relationship
    words: str
    other: Entity
    evidence: list[Evidence]


class Profile:
    def __init__(self, entity: Entity, *, page: str | None = None) -> None:
        self.entity = entity
        self._page = page

    @cached_property
    def aliases(self) -> Sequence[Alias]:
        """Every name but the canonical one."""
        return list(
            self.entity.aliases.live().exclude(name=self.entity.name).order_by("weak", "name")
        )

    @property
    def _mentions(self) -> QuerySet[Mention]:
        return Mention.objects.live().filter(entity=self.entity)

    @cached_property
    def mention_count(self) -> int:
        return self._mentions.count()

    @cached_property
    def articles(self) -> Page:
        """A page of articles that mention the entity, the newest first, as `InArticle`."""
        articles = (
            Article.objects.filter(pk__in=self._mentions.values("article"))
            .select_related("source")
            .order_by(F("published_on").desc(nulls_last=True), "-pk")
        )
        page = Paginator(articles, ARTICLES_A_PAGE).get_page(self._page)
        shown = list(page.object_list)
        spans = defaultdict(list)
        for article, start, end in (
            self._mentions.filter(article__in=shown)
            .order_by("start")
            .values_list("article", "start", "end")
        ):
            spans[article].append((start, end))
        page.object_list = [_in_article(article, spans[article.pk]) for article in shown]
        return page

    @cached_property
    def links(self) -> list[Link]:
        """Relationships that were not rejected, confirmed first, each with its evidence."""
        evidence = Evidence.objects.exclude(status=Status.REJECTED).select_related(
            "article__source"
        )
        relationships = (
            Relationship.objects.live()
            .of(self.entity)
            .prefetch_related(Prefetch("evidence", evidence.defer("article__text")))
            .order_by("status", "kind", "pk")
        )
        return [self._link(relationship) for relationship in relationships]

    def _link(self, relationship: Relationship) -> Link:
        ends = RelationKind(relationship.kind).ends
        is_head = relationship.head_id == self.entity.pk
        return Link(
            relationship,
            ends.words if is_head else ends.backwards,
            relationship.child if is_head else relationship.head,
            list(relationship.evidence.all()),
        )

    @cached_property
    def parts(self) -> Sequence[Entity]:
        """Places inside this place, or factions of this gang."""
        return self.entity.children.current().order_by("name")[:60]


def _in_article(article: Article, spans: list[tuple[int, int]]) -> InArticle:
    """Passages around the first mentions that do not overlap each other."""
    passages: list[Passage] = []
    for start, end in spans:
        if len(passages) == MOST_PASSAGES:
            break
        if passages and start < passages[-1].end:
            continue
        near = [span for span in spans if start <= span[0] and span[1] <= start + 200]
        passages.append(best_passage(article.text, near or [(start, end)], length=220))
    return InArticle(article, passages, len(spans))
