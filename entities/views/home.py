"""The home page: what is here, what is new, what waits."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article, Source
from entities.extraction.queue.pending import pending
from entities.kinds import Kind, Status
from entities.models import Entity, Mention

MOST_LISTED = 8


def _undecided() -> QuerySet:
    """The number of proposed mentions of the article in the outer query."""
    proposed = Mention.objects.undecided().filter(article=OuterRef("pk")).order_by()
    return proposed.values("article").annotate(count=Count("pk")).values("count")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Counts, the latest articles, what waits for review, and the most mentioned gangs."""
    listed = Article.objects.for_listing()
    context = {
        "articles": Article.objects.aggregate(
            all=Count("pk"), waiting=Count("pk", filter=~Q(review_status="done"))
        ),
        "mentions": Mention.objects.live().aggregate(
            all=Count("pk"), confirmed=Count("pk", filter=Q(status=Status.CONFIRMED))
        ),
        "sources": Source.objects.count(),
        "unread": pending().count(),
        "latest": listed.newest()[:MOST_LISTED],
        # What somebody has begun comes first; only the listed articles are counted through.
        "waiting": listed.waiting()
        .annotate(undecided=Subquery(_undecided()))
        .order_by("review_status", "-pk")[:MOST_LISTED],
        "gangs": Entity.objects.most_mentioned(Kind.GANG)[:MOST_LISTED],
        "places": Entity.objects.most_mentioned(Kind.LOCATION)[:MOST_LISTED],
    }
    return render(request, "home.html", context)
