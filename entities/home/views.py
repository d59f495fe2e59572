"""The home page: what is here, what is new, what waits."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article, Source
from articles.requests import Request
from entities.home import queries as parts
from entities.kinds import Kind
from entities.review import lost_decisions
from entities.saved_searches.arrivals import MOST_NEW


@require_safe
def home(request: Request) -> HttpResponse:
    """Counts, what is new for the user, what waits for review, and what is talked of lately."""
    lately = parts.lately(Kind.GANG, Kind.LOCATION)
    context = {
        "counts": parts.counts(),
        "sources": Source.objects.count(),
        "unread": parts.unread(),
        "latest": Article.objects.for_listing().newest()[: parts.MOST_LISTED],
        "waiting": parts.waiting(),
        "lost": lost_decisions.count(),
        "searches": parts.saved(request.user),
        "most_listed": parts.MOST_LISTED,
        "most_new": MOST_NEW,
        "gangs": lately[Kind.GANG],
        "places": lately[Kind.LOCATION],
        "newest": parts.NEWEST,
    }
    return render(request, "entities/home/home.html", context)
