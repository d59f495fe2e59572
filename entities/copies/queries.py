"""Where else the text of an article appeared, and which articles are near-copies of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles.copy_models import Appearance, ClusterPlace
from articles.models import Article

# So many of each are shown.
MOST_SHOWN = 50


def with_near_copies(articles: QuerySet[Article]) -> QuerySet[Article]:
    """The articles, each with `near_copies`: how many there are of it, itself among them."""
    others = ClusterPlace.objects.filter(
        cluster=OuterRef("place__cluster"), article__withdrawn_at=None
    )
    number = others.order_by().values("cluster").annotate(number=Count("pk")).values("number")
    return articles.annotate(near_copies=Coalesce(Subquery(number), 0))


@dataclass(frozen=True)
class Copies:
    """The appearances of one article, and the cluster of near-copies that it is in."""

    article: Article

    @cached_property
    def count(self) -> int:
        """The near-copies, this one among them, without what is withdrawn."""
        known: int | None = getattr(self.article, "near_copies", None)
        return self.cluster.count() if known is None else known

    @property
    def others(self) -> int:
        return max(0, self.count - 1)

    @property
    def cluster(self) -> QuerySet[Article]:
        """The near-copies, this one among them; the earliest, which is their origin, first."""
        own = ClusterPlace.objects.filter(article=self.article).values("cluster")
        articles = Article.objects.for_listing().not_withdrawn().filter(place__cluster__in=own)
        return articles.order_by(F("published_on").asc(nulls_last=True), "pk")

    @cached_property
    def origin(self) -> Article:
        """The earliest of the near-copies; the article itself where it is alone."""
        return self.cluster.first() or self.article

    @property
    def is_origin(self) -> bool:
        return self.origin.pk == self.article.pk

    @cached_property
    def shown(self) -> Sequence[Article]:
        return list(self.cluster.select_related("place")[:MOST_SHOWN])

    @cached_property
    def waiting(self) -> int:
        """How many of the others nobody has finished reviewing."""
        others = self.cluster.exclude(pk=self.article.pk)
        return others.filter(review_status__in=["not_begun", "in_review"]).count()

    @cached_property
    def appearances(self) -> Sequence[Appearance]:
        return list(self.article.appearances.order_by("pk")[:MOST_SHOWN])

    @cached_property
    def appearance_count(self) -> int:
        return self.article.appearances.count()
