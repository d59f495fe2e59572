"""Where else the text of an article appeared, and which articles are near-copies of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F, QuerySet

from articles.copy_models import Appearance, ClusterPlace
from articles.models import Article

# So many of each are shown.
MOST_SHOWN = 50


@dataclass(frozen=True)
class Copies:
    """The appearances of one article, and the cluster of near-copies that it is in."""

    article: Article

    @cached_property
    def place(self) -> ClusterPlace:
        return ClusterPlace.objects.get(article=self.article)

    @cached_property
    def count(self) -> int:
        """The near-copies, this one among them, without what is withdrawn."""
        return self.cluster.count()

    @property
    def others(self) -> int:
        return max(0, self.count - 1)

    @property
    def cluster(self) -> QuerySet[Article]:
        """The near-copies, this one among them; the earliest, which is their origin, first."""
        return cluster_of(self.place.cluster)

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


def cluster_of(cluster: int) -> QuerySet[Article]:
    articles = Article.objects.for_listing().not_withdrawn().filter(place__cluster=cluster)
    return articles.order_by(F("published_on").asc(nulls_last=True), "pk")
