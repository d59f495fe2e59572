"""The home page: what is here, what is new, what waits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article, Source
from entities.kinds import Kind
from entities.pages import home as parts
from entities.review import lost
from entities.watching.running import MOST_NEW


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Counts, what is new for the user, what waits for review, and what is talked of lately."""
    lately = parts.lately(Kind.GANG, Kind.LOCATION)
    context = {
        "counts": parts.counts(),
        "sources": Source.objects.count(),
        "unread": parts.unread(),
        "latest": Article.objects.for_listing().newest()[: parts.MOST_LISTED],
        "waiting": parts.waiting(),
        "lost": lost.count(),
        "searches": parts.saved(request.user),
        "most_listed": parts.MOST_LISTED,
        "most_new": MOST_NEW,
        "gangs": lately[Kind.GANG],
        "places": lately[Kind.LOCATION],
        "newest": parts.NEWEST,
    }
    return render(request, "home.html", context)
