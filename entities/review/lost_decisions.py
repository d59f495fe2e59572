"""What people decided on words that a changed text has no more, over all articles."""

from dataclasses import dataclass, field

from django.core.paginator import Page
from django.db.models import Max, QuerySet

from articles.models import Article
from entities.list_pages import page_of
from entities.models import Evidence, Mention

_A_PAGE = 25


@dataclass
class Losses:
    """One article whose text changed, and what could not be found in its new text."""

    article: Article
    mentions: list[Mention] = field(default_factory=list)
    statements: list[Evidence] = field(default_factory=list)


def count() -> int:
    """How many mentions and statements wait to be placed or rejected."""
    mentions, evidence = Mention.objects.unplaced(), Evidence.objects.unplaced()
    lost = mentions.order_by().values("pk").union(evidence.order_by().values("pk"), all=True)
    return lost.count()


def page(number: str | None) -> Page[Losses]:
    """A page of the articles, those whose text changed last first."""
    found = page_of(_articles(), number, _A_PAGE)
    rows = {article.pk: Losses(article) for article in found}
    mentions = Mention.objects.unplaced().filter(article__in=rows).select_related("entity")
    for mention in mentions.order_by("start"):
        rows[mention.article_id].mentions.append(mention)
    statements = Evidence.objects.unplaced().filter(article__in=rows)
    for statement in statements.select_related("relationship__head", "relationship__child"):
        rows[statement.article_id].statements.append(statement)
    found.object_list = list(rows.values())
    return found


def _articles() -> QuerySet[Article]:
    mentions, evidence = Mention.objects.unplaced(), Evidence.objects.unplaced()
    lost = mentions.order_by().values("article").union(evidence.order_by().values("article"))
    changed = Article.objects.for_listing().filter(pk__in=lost)
    return changed.annotate(changed_at=Max("revisions__replaced_at")).order_by("-changed_at", "-pk")
